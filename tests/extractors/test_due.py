"""Days that minutes say in relation to a meeting."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from kg.extractors import extract
from kg.extractors.due import day_due, relative_day
from kg.extractors.reading import read
from kg.ontology.vocabulary import load

HELD = date(2024, 6, 11)
AHEAD = (date(2024, 9, 17), date(2024, 12, 10))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("to report to the next meeting on the fence", date(2024, 9, 17)),
        ("to bring an evaluation to the December meeting", date(2024, 12, 10)),
        ("to reply to the quay within two weeks", date(2024, 6, 25)),
        ("to reply within a fortnight", date(2024, 6, 25)),
        ("to reply within 10 days", date(2024, 6, 21)),
        ("to bring an evaluation to the March meeting", None),
        ("to reply within two weeks of the survey", None),
        ("to report to the next meeting of the County Council", None),
        ("the next meeting will look at the fence", None),
    ],
)
def test_day_told_by_a_meeting(words: str, day: date | None) -> None:
    assert relative_day(words, HELD, AHEAD) == day


def test_no_day_without_a_certain_meeting() -> None:
    assert relative_day("to report to the next meeting", HELD, ()) is None
    assert relative_day("to reply within two weeks", None, AHEAD) is None


def test_next_meeting_is_the_one_that_the_minutes_announce(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text(
        """Marlshire Quay Board

Minutes of the meeting held at Corn Hall on Tuesday 11 June 2024

Present: Ada Finch (Chair), Bo Wren

1. The fence

RESOLVED: That the clerk be asked to report to the next meeting on the fence.

2. Date of next meeting

Tuesday 17 September 2024 at Corn Hall.
""",
        encoding="utf-8",
    )
    facts = extract(read(paper), load())
    assert [each.due for each in facts.resolutions] == [date(2024, 9, 17)]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("to write to the quay by 28 June", date(2024, 6, 28)),
        ("to publish the map on 4 July 2024", date(2024, 7, 4)),
        ("to write by the end of July", date(2024, 7, 31)),
        ("to report in September", date(2024, 9, 17)),
        ("to bring a map to the meeting in December 2024", date(2024, 12, 10)),
        ("List of lamps, 30 May", date(2025, 5, 30)),
        ("that the minutes of 4 May 2024 be filed", None),
        ("to mend the lamps that failed in September", None),
        ("to report in March", None),
    ],
)
def test_day_of_words(words: str, day: date | None) -> None:
    assert day_due(words, HELD, AHEAD) == day


def test_a_field_for_the_day_says_it_without_more_words() -> None:
    assert day_due("end Aug", HELD, AHEAD, field=True) == date(2024, 8, 31)
    assert day_due("December", HELD, AHEAD, field=True) == date(2024, 12, 10)
    assert day_due("soon", HELD, AHEAD, field=True) is None
