"""What must hold of two topics side by side: the events of both traces, no more and no fewer."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest

from kg.errors import InputError, NotFound
from kg.views.comparison import FORMATS, TopicComparison, compare, render
from kg.views.timeline import meeting_days, trace


@pytest.fixture(scope="module")
def both(graph: ox.Store) -> TopicComparison:
    return compare(graph, "Lamplight", "Youth Anchor Network")


def test_both_traces_stand_side_by_side(graph: ox.Store, both: TopicComparison) -> None:
    assert both.left.events == trace(graph, "Lamplight", full=True).events
    assert tuple(meeting.left for meeting in both.meetings if meeting.left) == meeting_days(
        both.left
    )
    assert tuple(meeting.right for meeting in both.meetings if meeting.right) == meeting_days(
        both.right
    )
    assert 0 < both.at_both <= len(both.meetings)
    assert [meeting.date for meeting in both.meetings] == sorted(
        meeting.date or "" for meeting in both.meetings
    )


def test_the_words_that_name_both_are_shown(graph: ox.Store) -> None:
    both = compare(graph, "Lamplight", "Bright Evenings Programme")
    assert both.together is not None and both.together.passages > 0
    words = both.together.words.text
    assert "Lamplight" in words and "Bright Evenings" in words
    assert words in render(both, "markdown")


def test_what_was_asked_for_is_told_of_each(both: TopicComparison) -> None:
    assert {shown.topic.name for shown, _ in both.outcomes} <= {
        both.left.topic.name,
        both.right.topic.name,
    }
    page = render(both, "html")
    assert all(each.status in page for _, found in both.outcomes for each in found)


def test_a_topic_beside_itself_is_bad_input(graph: ox.Store) -> None:
    with pytest.raises(InputError, match="are the same"):
        compare(graph, "Lamplight", "Lamplight Programme")
    with pytest.raises(NotFound):
        compare(graph, "Lamplight", "zeppelin")


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_names_both(both: TopicComparison, format: str) -> None:
    text = render(both, format)
    assert text == render(both, format) and text.endswith("\n")
    assert "Lamplight Programme" in text and "Youth Anchor Network" in text


def test_csv_and_json_hold_every_event(both: TopicComparison) -> None:
    rows = list(csv.DictReader(io.StringIO(render(both, "csv"))))
    assert len(rows) == len(both.left.events) + len(both.right.events)
    written = json.loads(render(both, "json"))
    assert len(written["left"]["events"]) == len(both.left.events)


def test_an_unknown_format_is_bad_input(both: TopicComparison) -> None:
    with pytest.raises(InputError, match="markdown"):
        render(both, "docx")
