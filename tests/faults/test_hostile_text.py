"""A paper with control characters, markup and formulas: no output carries them to whom they harm."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kg import cli

HOSTILE = "\x1b[2J\x9b31m\x07\x85\x90\u202e<b>]]>&amp; =HYPERLINK(1)\ttab\u2028"
MINUTES = f"""FERNSHIRE ROADS FORUM

MINUTES of the meeting held at Elm House, Fernbridge on Tuesday 4 March 2014 at 2.00pm.

PRESENT

Mrs Petra Quillow (in the Chair)     Fernshire{HOSTILE} County Council
Mr T. Underhay                  Fernbridge Town Council

1. Winter gritting{HOSTILE} and the Saltmarsh Programme.

The Saltmarsh Programme{HOSTILE} was explained. Petra{HOSTILE}Quillow reported.

{"The forum heard how the lorries had gone round the lanes in the snow of the new year. " * 30}

RESOLVED:

That the report on{HOSTILE} the Saltmarsh Programme be noted.
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    paper = folder / "=cmd.txt"
    paper.write_text(MINUTES, encoding="utf-8")
    assert cli.run(["build", str(paper), "--store", str(folder / "store")]) == 0
    return folder / "store"


def harmful(text: str) -> set[str]:
    """Control characters that a terminal obeys, and marks that turn the direction of a line."""
    return {c for c in text if c != "\n" and (c < " " or "\x7f" <= c <= "\x9f")} | (
        set(text) & set("\u202a\u202b\u202d\u202e\u2066\u2067")
    )


@pytest.mark.parametrize(
    "words",
    [
        ("query", "resolutions"),
        ("query", "minutes"),
        ("query", "organisations"),
        ("trace", "Saltmarsh"),
        ("trace", "Saltmarsh", "--format", "markdown"),
        ("search", "gritting"),
        ("digest",),
        ("issues",),
        ("why", "Petra Quillow", "Mrs Petra Quillow"),
        ("check",),
        ("stats",),
    ],
    ids=" ".join,
)
def test_no_terminal_is_told_what_to_do(
    words: tuple[str, ...], home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    capfd.readouterr()
    assert cli.run([*words, "--store", str(home)]) == 0
    out, err = capfd.readouterr()
    assert out and harmful(out) - {"\t"} == set() == harmful(err)


@pytest.mark.parametrize("name", ["resolutions", "minutes", "organisations", "documents"])
def test_every_form_is_whole(name: str, home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def asked(form: str) -> str:
        capfd.readouterr()
        assert cli.run(["query", name, "--format", form, "--store", str(home)]) == 0
        return capfd.readouterr().out

    rows = list(csv.reader(io.StringIO(asked("csv"))))
    assert len({len(row) for row in rows}) == 1 and len(rows) > 1
    results = ElementTree.fromstring(asked("xml"))
    assert len(results.findall(".//{*}result")) == len(rows) - 1
    assert len(json.loads(asked("json"))["results"]["bindings"]) == len(rows) - 1
    for form in ("table", "tsv"):
        lines = asked(form).splitlines()
        assert {line.count("\t") for line in lines} == {len(rows[0]) - 1}


def test_no_spreadsheet_runs_a_cell(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    capfd.readouterr()
    for words in (["trace", "Saltmarsh"], ["search", "gritting"], ["export"]):
        assert cli.run([*words, "--format", "csv", "--store", str(home)]) == 0
        cells = [cell for row in csv.reader(io.StringIO(capfd.readouterr().out)) for cell in row]
        assert cells and not [cell for cell in cells if cell[:1] in tuple("=+@\t\r")]
