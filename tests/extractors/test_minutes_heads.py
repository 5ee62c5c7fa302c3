"""Minutes that stand behind an agenda and begin in words of their own; where and when they were held."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.extractors.facts import Facts
from kg.extractors.reading import read
from kg.extractors.structure import structure
from kg.ontology.vocabulary import load

AGENDA = """Lantern Forum

Agenda

Monday 4 May 2026, 2 pm, Corn Hall

1. Welcome
2. Notes of 2 February
3. Oil
4. Dates

"""
ITEMS = """
1. Welcome
Ada Finch welcomed everyone to the meeting.

2. Oil
Bo Wren said that the oil was nearly gone. Agreed: that Cy Heron buy more.
"""
HEADS = {
    "a title with its kind": "Lantern Forum: notes\nMonday 2 February 2026, 9.15 to 11.00\nReading Room, Quay Lane\n\nHere:\n",
    "in two languages": "COFNODION / MINUTES\n2 Chwefror 2026 / 2 February 2026, 9.15 – 11.00, Reading Room\n\nYn bresennol / Present\n",
    "a record of the body": "Record of the Lantern Group, Monday 2 February 2026, 9.15 to 11.00, Reading Room\n\nTook part:\n",
    "the body alone": "Lantern Committee\n2 February 2026, 9.15 am, Reading Room\nThere:\n",
}
PEOPLE = "Ada Finch (Chair)\nBo Wren (Quay Police)\nCy Heron (Osmere Council)\n"


def facts(text: str, tmp_path: Path) -> Facts:
    path = tmp_path / "pack.txt"
    path.write_text(text, encoding="utf-8")
    return structure(read(path), load())


@pytest.mark.parametrize("kind", HEADS)
def test_minutes_behind_an_agenda_are_a_meeting_of_their_own(kind: str, tmp_path: Path) -> None:
    found = facts(AGENDA + HEADS[kind] + PEOPLE + ITEMS, tmp_path)
    assert [part.kind for part in found.parts] == ["agenda", "minutes"]
    meeting = next(m for m in found.meetings if m.evidence == "minutes")
    assert str(meeting.date) == "2026-02-02"
    assert (meeting.start, (meeting.venue or "")[:12]) == ("09:15", "Reading Room")
    assert {row.printed for row in found.attendance} == {"Ada Finch", "Bo Wren", "Cy Heron"}
    assert [minute.title for minute in found.minutes] == ["Welcome", "Oil"]


def test_an_hour_without_a_half_is_in_the_evening(tmp_path: Path) -> None:
    found = facts(AGENDA.replace("2 pm", "6.30"), tmp_path)
    assert found.meetings[0].start == "18:30"
    assert facts(AGENDA.replace("2 pm", "06:30"), tmp_path).meetings[0].start == "06:30"
