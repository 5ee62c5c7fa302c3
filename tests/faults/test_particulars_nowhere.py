"""Twenty private particulars written in ways of our own: in no byte of a store, an export, a page."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from kg import cli

# Fiction. Each with the part that must be nowhere, however it is spaced.
PARTICULARS = {
    "Ring her on 07700_900_103 after six.": "07700900103",
    "Her mobile is +44 [0]7700 900 102 now.": "7700900102",
    "Mobile 44 7700 900108 rings out.": "7700900108",
    "In figures: ٠٧٧٠٠ ٩٠٠١١٩ she wrote.": "٠٧٧٠٠٩٠٠١١٩",
    "Write to joan.wexcombe at fernmail.example soon.": "fernmail",
    "Write to joan.wexcombe AT fernpost DOT example soon.": "fernpost",
    "Write to joan.wexcombe<at>ferncast.example soon.": "ferncast",
    "Write to joan.wexcombe%40fernbox.example soon.": "fernbox",
    "She lives at 114-116 Quillet Lane with a dog.": "QuilletLane",
    "She lives at 114 ORCHARDLEA AVENUE with a dog.": "ORCHARDLEA",
    "Her home is Flat 27B, Pennyquick House by the weir.": "Pennyquick",
    "Her code is ZE9-7QT there.": "ZE97QT",
    "Her old code was ze8 6wq then.": "ze86wq",
    "She gave QQ.12.34.57.C at the desk.": "QQ.12.34.57.C",
    "Her DoB – 13/04/1987 was read out.": "13/04/1987",
    "DOB: 1987-04-23 in the file.": "1987-04-23",
    "The van, MA21-KXB, was stopped.": "MA21KXB",
    "NHS number is 943 476 5919 on the form.": "9434765919",
    "Her passport no. 533401372 was lost.": "533401372",
    "Paid from sort code 20-00-01, account 31926819 in May.": "31926819",
}
MINUTES = """FERNSHIRE ROADS FORUM

MINUTES of the meeting held at Elm House, Fernbridge on Tuesday 4 March 2014 at 2.00pm.

PRESENT

Mrs Petra Quillow (in the Chair)     Fernshire County Council

1. Winter gritting and the Saltmarsh Programme.

{told}

RESOLVED:

That the report on the Saltmarsh Programme be noted. {told}
"""


def test_no_byte_anywhere_holds_them(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    paper, out = tmp_path / "march.txt", tmp_path / "out"
    paper.write_text(MINUTES.format(told=" ".join(PARTICULARS)), encoding="utf-8")
    home, named = out / "store", ["--store", str(out / "store")]
    out.mkdir()
    for words in (
        ["build", str(paper), "--verbose"],
        ["export", "--format", "nquads", "--out", str(out / "graph.nq")],
        ["export", "--format", "popolo", "--out", str(out / "popolo.json")],
        ["show", "--together", "--out", str(out / "network.html")],
        ["trace", "Saltmarsh Programme", "--format", "html", "--out", str(out / "trace.html")],
        ["release", str(out / "release")],
        ["issues"],
    ):
        assert cli.run([*words, *named]) == 0, words
    (out / "log").write_text("".join(capfd.readouterr()), encoding="utf-8")
    index = next(home.rglob("search.sqlite"))
    with sqlite3.connect(index) as rows:  # what lies in it compressed or split
        (out / "index.sql").write_text("\n".join(rows.iterdump()), encoding="utf-8")

    kept = [path for path in out.rglob("*") if path.is_file()]
    assert any("[telephone]" in path.read_text("utf-8", "replace") for path in kept)
    for path in kept:
        close = re.sub(r"[\s._–-]", "", path.read_text(encoding="utf-8", errors="replace"))
        for told, secret in PARTICULARS.items():
            assert re.sub(r"[\s._–-]", "", secret) not in close, (path.name, told)
