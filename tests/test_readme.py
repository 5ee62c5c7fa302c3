"""The README is short, its commands exist, and its pictures and links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

from typer.main import get_command

from kg.cli.command_table import command_line

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LONGEST = 150  # lines; what is longer belongs into ARCHITECTURE.md, CONTRIBUTING.md or docs/


def test_it_is_short() -> None:
    assert len(README.splitlines()) <= LONGEST


def test_how_to_test_it_stands_there() -> None:
    assert "pip install '.[test]' && pytest" in README


def test_pictures_and_links_lead_somewhere() -> None:
    for link in re.findall(r"\]\(([^)]+)\)", README):
        assert link.startswith("https://") or (ROOT / link).is_file(), link


def test_commands_of_the_table_exist() -> None:
    commands = set(get_command(command_line()).commands)  # type: ignore[attr-defined]
    table = README.partition("## Commands")[2].partition("\n## ")[0]
    named = set(re.findall(r"`kg ([a-z]+)", table))
    assert named == commands
