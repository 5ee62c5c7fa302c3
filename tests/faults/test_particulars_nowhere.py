"""Sixty private particulars written in ways of our own, and a victim: in no byte shown or kept."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from kg import cli
from kg.serve.loaded_snapshot import load

# Fiction. Each with the part that must be nowhere, however it is spaced; long enough to be in no digest by chance.
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
    "Call Joan: 960126 after six.": "Joan:960126",
    "Ring 07700 900 119/120 by day.": "07700900119",
    "Ring 01632 960133 or 960134 by night.": "or960134",
    "Say oh one six three two nine six oh one three five.": "sixthreetwonine",
    "Dial zero double seven double zero nine double zero treble six.": "doublezeronine",
    "Tel. (home) 960127 rings out.": "(home)960127",
    "Read as O7700 9OO 173 by a scanner.": "9OO173",
    "Grouped as 0116 4 96 02 27 it is odd.": "4960227",
    "A link, tel:+44%207700%20900183, dials.": "%20900183",
    "Write to joan_wexcombe at gmail soon.": "wexcombeatgmail",
    "She lived at Pennywort Cottage, Quillet Row, with a dog.": "Pennywort",
    "Her home address: 47 Oakenfields by the weir.": "Oakenfields",
    "D O B 23/04/1987 was read out.": "23/04/1987",
    "DOB 4th of April '87 was read out.": "April'87",
    "A red car, P173 KXB, was left.": "P173KXB",
    "The owner of KXD 173D was asked.": "KXD173D",
    "The van ABZ 7734 was left.": "ABZ7734",
    "Her reg P 174 KXB was noted.": "P174KXB",
    "Her acc no 3192 6829 was read.": "31926829",
    "She was born in Fernbridge on 24th April 1971.": "April1971",
    "She was born on the fifteenth of February 1972.": "fifteenth",
    "She turned eighteen on 3 May 1989.": "May1989",
    "Sort code: 20.45.79 she said.": "code:204579",
    "Paid to DE89 3704 0044 0532 0130 00 in May.": "DE8937040044",
    "Paid to NO93-8601-1117-947 in June.": "86011117",
    "Her car's registration was KX 51 WXZ then.": "KX51WXZ",
    "The plate, said a neighbour, was K 124 KXB.": "K124KXB",
    "Tel 0113 496 O787 by day.": "496O787",
    "+44 113 496 O788 by night.": "496O788",
    "Her telephone number is 0113 (496) 0789 now.": "(496)0789",
    "She lives at Ladysmock Crescent 47 with a dog.": "Ladysmock",
    "She lives at 7 Wigeon Quay with a dog.": "Wigeon",
    "She lives at Flat 2/1, 14 Redshank Wynd with a dog.": "Redshank",
    "She lives at number fourteen, Dunlin Mews with a dog.": "Dunlin",
    "She gave Q Q 1 2 3 4 5 8 C at the desk.": "QQ123458C",
    "Her passport number is 533 401 379 here.": "533401379",
    "CHI number 1402719997 was read.": "1402719997",
    "Her licence, BAGSH-804037-J99XY, was lost.": "BAGSH",
    "Account: 31 92 68 39 was read.": "31926839",
    "It was found at ///weirdly.counted.soaps by a walker.": "weirdly.counted",
}
VICTIM = (
    "The forum noted the domestic homicide review into the death of Mary Tolliver. Mrs Tolliver was "
    "40. Complainant: Ablethwaite. The death of Zinnia was told."
)
WITHHELD = ("Tolliver", "Ablethwaite", "Zinnia")
OWNERS_ALONE = ("papers", "facts")  # folders of a store in which a victim's name may stand
MINUTES = """FERNSHIRE ROADS FORUM

MINUTES of the meeting held at Elm House, Fernbridge on Tuesday 4 March 2014 at 2.00pm.

PRESENT

Mrs Petra Quillow (in the Chair)     Fernshire County Council

1. Winter gritting and the Saltmarsh Programme.

{told}

{victim}

RESOLVED:

That the report on the Saltmarsh Programme be noted. {told} {victim}
"""


def test_no_byte_anywhere_holds_them(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    paper, out = tmp_path / "march.txt", tmp_path / "out"
    paper.write_text(MINUTES.format(told=" ".join(PARTICULARS), victim=VICTIM), encoding="utf-8")
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
        if path.parent.name not in OWNERS_ALONE:
            assert not any(name in close for name in WITHHELD), path.name
        else:
            assert path.stat().st_mode & 0o077 == 0, path.name
    assert any("death of ████ ████████" in text.text for text in load(home).papers.values())
