"""What tables and columns of boards' papers tell: agendas, lists of people, minutes, logs."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.extractors.facts import Facts
from kg.extractors.reading import read
from kg.extractors.structure import structure
from kg.ontology.vocabulary import load

HEAD = "Lantern Board\n\nMonday, 4 May 2026 at 2.00 pm, Reading Room\n\nAGENDA\n\n"


def facts(text: str, tmp_path: Path) -> Facts:
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return structure(read(path), load())


BANDS = """Item\tTime\tSubject\tLead\tPurpose\tPaper
\t\tPART 1: OPENING
1.\t14:00\tWelcome and apologies\tChair\t–\t–
2.\t14:05\tMinutes of the winter meeting, and\tChair\tAgree\t1
\t\twhat came of them
\t\tPART 2: LIGHTS
3.\t14:10\tLantern oil: the first hundred nights\tBo Wren\tDecide\t2
\t14:30\tCOFFEE BREAK
4.\t14:40\tAny other business\tAll\t–\t–
"""
PAGES = """No.\tItem\tWho\tPurpose\tPage
1\tWelcome and apologies\tChair\t\t
2\tMinutes of the winter meeting\tChair\tAgree\t2 - 3
3\tLantern oil\tBo Wren\tDecide\t4
4\tAny other business\tAll\t\t
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            BANDS,
            [
                ("1", "Welcome and apologies", None),
                ("2", "Minutes of the winter meeting, and what came of them", None),
                ("3", "Lantern oil: the first hundred nights", None),
                ("4", "Any other business", None),
            ],
        ),
        (
            PAGES,
            [
                ("1", "Welcome and apologies", None),
                ("2", "Minutes of the winter meeting", (2, 3)),
                ("3", "Lantern oil", (4, 4)),
                ("4", "Any other business", None),
            ],
        ),
    ],
    ids=["bands, hours and papers", "pages"],
)
def test_rows_of_an_agenda_are_its_items_and_bands_are_none(
    table: str, expected: list[tuple[str, str, tuple[int, int] | None]], tmp_path: Path
) -> None:
    found = facts(HEAD + table, tmp_path).agenda
    assert [(item.number, item.title, item.pages) for item in found] == expected


def test_pages_stand_behind_a_row_of_dots(tmp_path: Path) -> None:
    rows = "1. Welcome\n\n2. Minutes of the winter meeting ......... 2 - 3\nFor approval\n\n3. Oil ...... 4\n"
    found = facts(HEAD + rows, tmp_path).agenda
    assert [(item.title, item.pages) for item in found] == [
        ("Welcome", None),
        ("Minutes of the winter meeting", (2, 3)),
        ("Oil", (4, 4)),
    ]
