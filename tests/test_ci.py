""".ci/run ends with 0 only where everything was installed, ran and passed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
STEPS = {
    "python": "echo Python 3.12.0",
    "pip": "exit 0",
    "pytest": "echo '12 passed, 1 skipped in 3.21s'",
    "ruff": "exit 0",
    "mypy": "exit 0",
    "pip-audit": "echo 'No known vulnerabilities found'",
}

pytestmark = pytest.mark.skipif(
    not (ROOT / ".ci" / "run").exists() or shutil.which("bash") is None,
    reason="not a checkout, or no bash",
)


def script(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def run(folder: Path, **steps: str) -> subprocess.CompletedProcess[str]:
    """.ci/run with stubs in its virtual environment, each of which notes that it was called."""
    stubs = folder / "stubs"
    stubs.mkdir()
    for name, text in {**STEPS, **steps}.items():
        script(stubs / name, f'echo "called {name}"\n{text}')
    script(folder / "chromium", "exit 0")
    python = folder / "python"
    make_venv = f'mkdir -p "$3/bin"\n  cp "{stubs}"/* "$3/bin/"'
    script(python, f'if [ "$1 $2" = "-m venv" ]; then\n  {make_venv}\nfi')
    environment = {
        **os.environ,
        "PYTHON": str(python),
        "PATH": f"{folder}:{os.environ['PATH']}",
        "TMPDIR": str(folder),
    }
    return subprocess.run(
        [str(ROOT / ".ci" / "run")], env=environment, capture_output=True, text=True, check=False
    )


def test_all_is_well(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "== all passed, in the locked versions; no vulnerability known" in done.stdout
    for name in STEPS:
        assert f"called {name}" in done.stdout


@pytest.mark.parametrize(
    ("step", "text"),
    [
        ("pip", "exit 1"),
        ("pytest", "echo '1 failed, 11 passed in 3.21s'; exit 1"),
        ("pytest", "echo 'no tests ran in 0.01s'; exit 5"),
        ("pytest", "echo 'no tests ran in 0.01s'"),
        ("pytest", "echo '13 skipped in 0.31s'"),
        ("pytest", "echo '10 deselected, 0 passed in 0.31s'"),
        ("pytest", "exit 0"),
        ("pytest", "echo ${KG_START_METHOD:-12} passed"),
        ("ruff", "exit 1"),
        ("ruff", '[ "$1" != format ]'),
        ("mypy", "exit 1"),
        ("pip-audit", "echo 'Found 1 known vulnerability in 1 package'; exit 1"),
    ],
)
def test_a_step_that_fails_is_a_failure(tmp_path: Path, step: str, text: str) -> None:
    done = run(tmp_path, **{step: text})
    assert done.returncode != 0
    assert "all passed" not in done.stdout


def test_nothing_is_tested_where_nothing_could_be_installed(tmp_path: Path) -> None:
    done = run(tmp_path, pip="echo 'no matching distribution' >&2; exit 1")
    assert done.returncode != 0 and "no matching distribution" in done.stderr
    assert "called pytest" not in done.stdout


def test_where_no_database_answers_nothing_is_audited_and_the_last_line_says_so(
    tmp_path: Path,
) -> None:
    done = run(tmp_path, **{"pip-audit": "echo 'ConnectionError: no route' >&2; exit 1"})
    assert done.returncode == 0, done.stderr
    assert "nothing was audited" in done.stderr
    assert "vulnerabilities not looked up" in done.stdout.splitlines()[-1]


CONSTRAINED = 'case "$*" in *--constraint*) echo "%s" >&2; exit 1;; esac'


def test_locked_versions_that_cannot_be_installed_are_a_failure(tmp_path: Path) -> None:
    done = run(tmp_path, pip=CONSTRAINED % "ERROR: No matching distribution found for spacy==3.8.7")
    assert done.returncode != 0
    assert "No matching distribution" in done.stderr and ".ci/lock.txt" in done.stderr
    assert "called pytest" not in done.stdout and "all passed" not in done.stdout


def test_without_an_index_what_is_at_hand_is_tested_and_the_last_line_says_so(
    tmp_path: Path,
) -> None:
    broken = "WARNING: Retrying after connection broken by 'NewConnectionError'"
    done = run(tmp_path, pip=CONSTRAINED % broken)
    assert done.returncode == 0, done.stderr
    assert "no package index was reached" in done.stderr
    last = done.stdout.splitlines()[-1]
    assert "all passed, in other versions than the locked ones" in last


def test_hooks_before_a_commit_are_steps_of_it() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    entries = re.findall(r"entry: (.+)", hooks)
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    steps = {line.strip() for line in lines}
    assert {entry for entry in entries if not entry.startswith("pytest")} <= steps
    for path in re.findall(r"tests/\S+", hooks):
        assert (ROOT / path).is_file()


def test_the_slow_tests_are_there() -> None:
    listed = (ROOT / "tests" / "slow.txt").read_text(encoding="utf-8").split()
    for path, _, name in (each.partition("::") for each in listed):
        text = (ROOT / path).read_text(encoding="utf-8")
        assert f"def {name.partition('[')[0]}" in text
