"""Registers of attendance: people over days, with a tick, initials or “Apols” for each."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.extractors.reading import read
from kg.extractors.structure import structure
from kg.ontology.vocabulary import load

HEAD = "Lantern Board\n\nMinutes of the meeting held on Monday, 2 February 2026 in the Reading Room\n\nAttendance\n"
ITEMS = "\n1. Welcome\nThe Chair welcomed everyone.\n\n2. Lanterns\nAGREED: that twelve be lit.\n"
TICKS = """Name\tOrganisation\t3 Nov\t2 Feb\t4 May
Ada Finch (Chair)\tQuay Police\t✓\t✓\t
Bo Wren\tOsmere Council\t✓\tA\t
Cy Heron\tHarbour Watch\tA\t✓\t
Dot Teal\tLantern Guild\t✓\t–\t
"""
INITIALS = """Name / organisation\t03/11/25\t02/02/26
Ada Finch, Quay Police\tAF\tAF
Bo Wren, Osmere Council\tBW\tApols
Cy Heron, Harbour Watch\tCH\tsub: Ed Crane
Al Pike, Lantern Guild\tAP\tAP
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (TICKS, {("Ada Finch", "present"), ("Bo Wren", "apologies"), ("Cy Heron", "present")}),
        (
            INITIALS,
            {
                ("Ada Finch", "present"),
                ("Bo Wren", "apologies"),
                ("Ed Crane", "present"),
                ("Al Pike", "present"),
            },
        ),
    ],
    ids=["ticks", "initials"],
)
def test_a_register_tells_who_came_on_the_day(
    table: str, expected: set[tuple[str, str]], tmp_path: Path
) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text(HEAD + table + ITEMS, encoding="utf-8")
    found = structure(read(path), load()).attendance
    assert {(row.printed, row.section) for row in found} == expected
    assert {row.organisation for row in found} >= {"Quay Police", "Osmere Council", "Harbour Watch"}
