"""The README's map of the house names every room and file, its commands exist, and its pictures are there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAP = README.partition("## The house")[2]


def tracked() -> list[str]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: which files belong to the project is not known")
    done = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files"], capture_output=True, text=True, check=True
    )
    return done.stdout.split("\n")[:-1]


def test_every_file_of_the_rooms_is_on_the_map() -> None:
    """By its name, or by its folder's name where the map gives the folder one line."""
    rooms = ("kg", "extractors", "ontology", "queries", "tests")
    paths = [Path(name) for name in tracked() if Path(name).parts[0] in rooms]
    assert [
        path for path in paths if path.name not in ("__init__.py", "py.typed") and not on_map(path)
    ] == []


def on_map(path: Path) -> bool:
    """Whether the file, or a folder it lies in (a room itself is too wide, but for the room of queries), has a line."""
    folders = [
        folder for folder in path.parents if len(folder.parts) > 1 or folder == Path("queries")
    ]
    return f"`{path.name}`" in MAP or any(f"`{folder}/`" in MAP for folder in folders)


def test_the_map_names_nothing_that_is_gone() -> None:
    names = {Path(name).name for name in tracked()}
    folders = {str(folder) for name in tracked() for folder in Path(name).parents}
    for word in re.findall(r"^\s*[|-]?\s*`([\w./-]+)`", MAP, re.MULTILINE):
        assert word.rstrip("/") in folders or Path(word).name in names, word


def test_the_two_commands_stand_there() -> None:
    assert "pip install . && kg demo" in README
    assert "pip install '.[test]' && pytest" in README


def test_pictures_are_there() -> None:
    for link in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (ROOT / link).is_file(), link


def test_commands_of_the_table_exist() -> None:
    from typer.main import get_command

    from kg.cli import app

    commands = set(get_command(app).commands)  # type: ignore[attr-defined]
    table = README.partition("## Commands")[2].partition("\n## ")[0]
    named = set(re.findall(r"`kg ([a-z]+)", table))
    assert named == commands
