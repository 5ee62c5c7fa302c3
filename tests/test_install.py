"""An installed copy, away from the checkout, has all that it needs with it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LARGEST = 2 * 10**6  # bytes
PACKAGES = ("kg", "ontology", "extractors", "queries")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without a network."""
    if find_spec("hatchling") is None:
        pytest.skip("hatchling, which builds the wheel, is not installed: pip install '.[test]'")
    folder = tmp_path_factory.mktemp("wheel")
    _pip("wheel", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel was installed."""
    target = tmp_path_factory.mktemp("installed")
    _pip("install", "--no-deps", "--no-index", "--no-compile", "--target", target, wheel)
    return target


def _pip(*words: object) -> None:
    argv = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *map(str, words)]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _run(installed: Path, folder: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    environment.pop("KG_STORE", None)
    return subprocess.run(
        argv, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_every_file_of_the_packages_travels_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    for package in PACKAGES:
        here = [
            path
            for path in (ROOT / package).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        ]
        assert here, package
        inside = "" if package == "kg" else "kg/"  # beside it in the checkout, in it in the wheel
        missing = {inside + path.relative_to(ROOT).as_posix() for path in here} - carried
        assert not missing


def test_the_wheel_puts_nothing_else_at_the_top(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kg"}


def foreign_wheel(name: str, folder: Path) -> Path:
    """The wheel of another distribution, which has a package of that name at its top."""
    about = f"{name}-9.0.dist-info"
    files = {
        f"{name}/__init__.py": "NAME = 'another distribution'\n",
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 9.0\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{file},,\n" for file in (*files, f"{about}/RECORD"))
    path = folder / f"{name}-9.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for file, text in {**files, f"{about}/RECORD": record}.items():
            archive.writestr(file, text)
    return path


@pytest.mark.parametrize("ours_first", [True, False])
def test_other_distributions_with_common_names_do_no_harm(
    ours_first: bool, wheel: Path, tmp_path: Path
) -> None:
    """``pip install queries`` brings a package of that name: ours work beside it, and it does,
    whichever was installed first."""
    others = [foreign_wheel(name, tmp_path) for name in PACKAGES[1:]]
    site = tmp_path / "site"
    for each in [wheel, *others] if ours_first else [*others, wheel]:
        _pip("install", "--no-deps", "--no-index", "--no-compile", "--target", site, each)
    code = (
        "import queries, ontology, extractors; from kg.cli import main; "
        "assert {queries.NAME, ontology.NAME, extractors.NAME} == {'another distribution'}; "
        "main(['queries', 'timeline'])"
    )
    done = _run(site, tmp_path, sys.executable, "-c", code)
    assert (done.returncode, "SELECT" in done.stdout) == (0, True), done.stderr
    named = "nlp = spacy.blank('en'); nlp.add_pipe('boardgraph_names'); nlp('Ann Quill spoke.')"
    done = _run(site, tmp_path, sys.executable, "-c", f"import extractors, spacy; {named}")
    assert done.returncode == 0, done.stderr


def test_the_wheel_is_small(wheel: Path) -> None:
    """Less than 2 MB without the model of the line labeller."""
    with zipfile.ZipFile(wheel) as archive:
        sizes = {each.filename: each.compress_size for each in archive.infolist()}
    models = [name for name in sizes if name.endswith(".crfsuite")]
    assert sum(size for name, size in sizes.items() if name not in models) < LARGEST


def test_its_metadata_say_whose_it_is_and_what_for(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        about = message_from_bytes(archive.read(name))
    assert about["Author"] and about["Keywords"] and about["License-Expression"] == "MIT"
    assert {url.partition(",")[0] for url in about.get_all("Project-URL") or ()} >= {
        "Documentation",
        "Ontology",
    }
    assert all(
        "<" in needed for needed in about.get_all("Requires-Dist") or () if "extra ==" not in needed
    ), "every dependency has an upper bound"


def test_the_readme_on_an_index_has_no_link_that_leads_nowhere(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        about = message_from_bytes(archive.read(name))
    assert about["Description-Content-Type"] == "text/markdown"
    links = re.findall(r"\]\(([^)]+)\)", str(about.get_payload()))
    assert len(links) > 5 and all(link.startswith("https://") for link in links)


def test_a_source_distribution_has_what_a_wheel_is_made_from(tmp_path: Path) -> None:
    if find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed: pip install '.[test]'")
    argv = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    subprocess.run(argv, cwd=ROOT, capture_output=True, check=True)
    (made,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(made) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"README.md", "LICENSE", "hatch_build.py", "pyproject.toml", "kg/version.py"} <= names
    assert {f"{package}/__init__.py" for package in PACKAGES} <= names


def _tracked(*words: str) -> list[str]:
    argv = ["git", "ls-files", *words]
    listed = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout")
    return listed.stdout.splitlines()


def test_no_file_is_a_link_to_another() -> None:
    """Windows has such links only for those who may make them."""
    assert not [line for line in _tracked("--stage") if line.startswith("120000")]


def test_no_file_came_in_by_mistake() -> None:
    """What a program leaves behind is large, or lies at the top without being named here."""
    files = [path for name in _tracked() if (path := ROOT / name).is_file()]
    assert not [path for path in files if path.stat().st_size > LARGEST]
    top = {path.name for path in files if path.parent == ROOT and not path.name.startswith(".")}
    assert {name for name in top if Path(name).suffix not in (".md", ".py", ".toml")} == {"LICENSE"}


def test_spacy_finds_the_component_after_installing_alone(installed: Path, tmp_path: Path) -> None:
    code = (
        "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('boardgraph_names'); "
        "print([e.text for e in nlp('The Fernbridge Borough Council met.').ents])"
    )
    done = _run(installed, tmp_path, sys.executable, "-c", code)
    assert "Fernbridge Borough Council" in done.stdout, done.stderr


def test_the_installed_copy_is_the_one_that_runs(installed: Path, tmp_path: Path) -> None:
    done = _run(installed, tmp_path, sys.executable, "-c", "import kg; print(kg.__file__)")
    assert Path(done.stdout.strip()).is_relative_to(installed)


@pytest.mark.parametrize(
    "words", [["--version"], ["--help"], ["queries"], ["queries", "timeline"], ["demo"]]
)
def test_commands_work_away_from_the_checkout(
    installed: Path, tmp_path: Path, words: list[str]
) -> None:
    kg = installed / ("Scripts" if os.name == "nt" else "bin") / "kg"
    done = _run(installed, tmp_path, sys.executable, str(kg), *words)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
