"""The console blocks of README.md, CONTRIBUTING.md and docs/ do and print what they show.

The blocks of one document are run one after the other in one folder, empty at first, with no store
named elsewhere. ``$ `` begins a command; the lines below it, up to the next, are what it prints on
standard output and standard error. ``…`` stands for what is left out: alone on a line for any
lines, within a line for any words.

A block that begins with a comment (``# with papers of your own``) says what it needs; it is not
run, but its ``kg`` commands and their options must exist, and where it is run in a checkout, the
files and modules that it names: a test module or folder given to ``pytest`` must hold tests.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import click
import pytest
from typer.main import get_command

from kg.cli.command_table import command_line
from kg.cli.messages import MESSAGE_FLAGS

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


@dataclass(frozen=True)
class Command:
    """A command of a console block with the lines shown below it."""

    words: str
    printed: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """A console block; ``needs`` is the comment that says why it cannot be run here."""

    line: int
    needs: str | None
    commands: tuple[Command, ...]


def blocks(text: str) -> Iterator[Block]:
    """The console blocks of a document."""
    for found in re.finditer(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        lines = found[1].splitlines()
        needs = lines.pop(0) if lines[0].startswith("#") else None
        commands: list[tuple[str, list[str]]] = []
        for line in lines:
            if line.startswith("$ "):
                commands.append((line.removeprefix("$ "), []))
            else:
                commands[-1][1].append(line)
        yield Block(
            text[: found.start()].count("\n") + 1,
            needs,
            tuple(Command(words, tuple(printed)) for words, printed in commands),
        )


def expected(printed: tuple[str, ...]) -> re.Pattern[str]:
    """What the shown lines match."""
    lines = (
        "(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + "\n"
        for line in printed
    )
    return re.compile("".join(lines))


def commands_of(line: str) -> Iterator[list[str]]:
    """The words of each command in a line of shell."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;<>")
    lexer.whitespace_split = True
    words: list[str] = []
    for word in [*lexer, ";"]:
        if set(word) <= set("|&;<>"):
            if words:
                yield words
            words = []
        else:
            words.append(word)


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``kg`` as it is in this checkout."""
    folder = tmp_path_factory.mktemp("tools")
    script = f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m kg "$@"\n'
    (folder / "kg").write_text(script, encoding="utf-8")
    (folder / "kg").chmod(0o755)
    return folder


def run(command: str, folder: Path, tools: Path) -> tuple[int, str]:
    """Exit code of a command and what it prints."""
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
    environment.pop("KG_STORE", None)
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_shows_is_what_is_printed(
    document: Path, tmp_path: Path, tools: Path
) -> None:
    for block in blocks(document.read_text(encoding="utf-8")):
        for command in block.commands if block.needs is None else ():
            code, printed = run(command.words, tmp_path, tools)
            where = f"{document.name}:{block.line}: {command.words}"
            assert code == 0, f"{where}\n{printed}"
            assert expected(command.printed).fullmatch(printed), f"{where}\n{printed}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_and_options_exist(document: Path) -> None:
    everything = get_command(command_line())
    for block in blocks(document.read_text(encoding="utf-8")):
        for command in block.commands:
            for program, *words in commands_of(command.words):
                if program != "kg":
                    continue
                current = everything
                while words and hasattr(current, "commands") and not words[0].startswith("-"):
                    current = current.commands[words.pop(0)]  # KeyError: there is no such command
                for word in words:
                    if word.startswith("--"):
                        assert word.partition("=")[0] in options(current), command.words


def options(command: click.Command) -> set[str]:
    """The names of the options of a command, with those that any command takes."""
    own = {name for parameter in command.params for name in parameter.opts}
    return own | {"--help"} | set(MESSAGE_FLAGS)


def missing(command: list[str]) -> list[str]:
    """What a command of a checkout names that is not there: files, modules, tests."""
    words = [word for word in command if not word.startswith(("-", ".venv"))]
    lost = [word for word in words if "/" in word and not (ROOT / word).exists()]
    if "-m" in command:
        module = command[command.index("-m") + 1]
        lost += [] if find_spec(module) else [module]
    if "pytest" in command and not lost:
        paths = [word for word in words if "/" in word]
        lost += [path for path in paths if not holds_tests(path)]
    return lost


def holds_tests(path: str) -> bool:
    """Whether pytest finds a test in a file or folder of the checkout."""
    collect = [
        sys.executable,
        "-m",
        "pytest",
        "--collect-only",
        "--quiet",
        "-p",
        "no:cacheprovider",
    ]
    return (
        subprocess.run([*collect, path], cwd=ROOT, capture_output=True, check=False).returncode == 0
    )


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_is_run_in_a_checkout_is_there(document: Path) -> None:
    for block in blocks(document.read_text(encoding="utf-8")):
        if (block.needs or "").startswith("# in a checkout"):
            for command in block.commands:
                for words in commands_of(command.words):
                    assert missing(words) == [], f"{document.name}:{block.line}: {command.words}"


def test_first_comes_what_a_checkout_needs_then_what_works_in_any_folder() -> None:
    install, anywhere, *_ = blocks((ROOT / "README.md").read_text(encoding="utf-8"))
    assert (install.needs or "").startswith("# in a checkout")
    assert [each.words for each in install.commands] == ["pip install ."]
    assert anywhere.needs is None and anywhere.commands[0].words == "kg demo"


# -- the tests bite ------------------------------------------------------------------------------


def test_blocks_are_read() -> None:
    text = "a\n```console\n# needs a network\n$ kg x\n```\n```console\n$ kg y | head\n1\n2\n```\n"
    assert list(blocks(text)) == [
        Block(2, "# needs a network", (Command("kg x", ()),)),
        Block(6, None, (Command("kg y | head", ("1", "2")),)),
    ]


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ((), "", True),
        ((), "more\n", False),
        (("a", "b"), "a\nb\n", True),
        (("a",), "a\nb\n", False),
        (("a", "…"), "a\nb\nc\n", True),
        (("…", "c"), "a\nb\nc\n", True),
        (("a", "…", "c"), "a\nb\nb\n", False),
        (("a … c",), "a b c\n", True),
        (("a.c",), "abc\n", False),
    ],
)
def test_shown_lines_are_compared(shown: tuple[str, ...], printed: str, same: bool) -> None:
    assert bool(expected(shown).fullmatch(printed)) == same


def test_commands_of_a_line_are_found() -> None:
    line = "echo 'a | b' | kg query - --format csv && kg stats > x  # and so on"
    assert list(commands_of(line)) == [
        ["echo", "a | b"],
        ["kg", "query", "-", "--format", "csv"],
        ["kg", "stats"],
        ["x"],
    ]


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("python tests/benchmarks/run.py", []),
        ("python tests/benchmarks/walk.py", ["tests/benchmarks/walk.py"]),
        ("python -m kg.ontology.documentation", []),
        ("python -m kg.ontology.nonsense", ["kg.ontology.nonsense"]),
        ("python -m pytest tests/benchmarks -s", ["tests/benchmarks"]),
        ("pytest tests/test_ci.py", []),
    ],
)
def test_what_is_not_there_is_found(line: str, lost: list[str]) -> None:
    assert [word for words in commands_of(line) for word in missing(words)] == lost
