"""A topic that stands in papers on a larger subject is told with it, after its own story."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg.store.search import index_in_memory
from kg.tracking.statement_selection import StatementCandidate, StatementSelection
from kg.views.timeline import briefing, trace
from kg.views.timeline.event_selection import EventSelection
from kg.views.timeline.json_limits import MOST_WORDS, words_shown
from kg.views.timeline.model import TiedStatement, TimelineEvent, TopicStatement
from kg.views.timeline.subject_within import subject_within
from kg.views.timeline.wider_story import BodyNames, subjects_in
from kg.views.timeline.word_topics import WordTopics

BODIES = BodyNames({"office of the moor warden", "moor club", "moor and marsh town council"})


@pytest.mark.parametrize(
    ("title", "subjects"),
    [
        ("BOARD UPDATE: LANTERN WALKS", ["Board", "Lantern walks"]),
        ("Lanterns and night walks report", ["Lanterns and night walks", "night walks"]),
        ("Update: Office of the Moor Warden", []),
        ("Moor Club update", []),
        ("Report of Marsh Town Council", []),
        ("Quarterly report 2024/25", []),
        ("Lantern Walk › Otters", ["Lantern Walk", "Otters"]),
        (
            "Lantern Walk › Mill pond › Otters › Late buses",
            ["Lantern Walk", "Mill pond", "Late buses"],
        ),
    ],
)
def test_titles_name_subjects_but_no_bodies(title: str, subjects: list[str]) -> None:
    assert list(subjects_in(title, BODIES)) == subjects


def _statement(text: str, at: int) -> TopicStatement:
    return TopicStatement(
        "2024-05-03", "minutes", str(at), f"Item {at}", "discussed", "sentence", text, str(at), 0.9,
        None, "moor.txt",
    )  # fmt: skip


def test_the_topic_comes_before_the_larger_subject() -> None:
    own = [_statement("The leaflets of the walk were printed by the club in spring.", 1)]
    wider = [_statement("The walk itself is held by the club on the moor in spring.", 2)]
    events, left_out = EventSelection([], own, ("leaflets",), wider).within(22)
    assert [event.text for event in events] == [own[0].text] and left_out == 0
    events, left_out = EventSelection([], own, ("leaflets",), wider).within(100)
    assert [event.text for event in events] == [own[0].text, wider[0].text] and left_out == 0


def test_a_paper_on_many_subjects_keeps_only_the_ties_of_the_topic() -> None:
    said = "The leaflets of the walk were printed by the club in spring."
    ties = tuple(
        TiedStatement(
            "answered", False, True, 3.0, "request", "2024-03-01", "2", None, text, None, "moor.txt"
        )
        for text in ("That the leaflets be printed.", "That the bins be emptied.")
    )
    shared = replace(_statement(said, 1), certainty=0.65)
    event = TimelineEvent(
        "2024-05-03", "minutes", "1", "Item 1", "discussed", said, None, "moor.txt", ties=ties
    )
    (shown,), _ = EventSelection([event], [shared], ("leaflets",)).within(100)
    assert shown.ties == ties[:1]
    (shown,), _ = EventSelection([event], [replace(shared, certainty=0.95)], ("leaflets",)).within(
        100
    )
    assert shown.ties == ties


def test_what_is_on_an_agenda_without_minutes_comes_first() -> None:
    notice = StatementCandidate("The leaflets of the walk: Ada Reed will speak of them.", "notice",
                                "agenda", 0.9, "item")  # fmt: skip
    assert StatementSelection([replace(notice, kind="agenda"), notice]).within(12) == [1]


def test_the_last_word_of_a_log_and_new_words_come_first() -> None:
    first = "The lamp on the path to the old mill was seen by the club."
    again = "The lamp on the path to the old mill was seen by the warden."
    other = "A bench beside the long wall has no back and two thin legs."
    found = [
        StatementCandidate(text, "sentence", None, 0.9, "item") for text in (first, again, other)
    ]
    assert StatementSelection(found).within(27) == [0, 2]
    rows = [
        StatementCandidate(text, "action", "action-log", 0.9, "log", closes=closes)
        for text, closes in (("It was put to the club.", False), ("It is with the club.", True))
    ]
    assert StatementSelection(rows).within(6) == [1]


def test_what_is_asked_of_a_subject_is_told_with_the_subject(graph: ox.Store) -> None:
    """One word that no passage beside the name has, and the name: the name's story follows."""
    asked = "photographer of Lamplight"
    with index_in_memory(graph) as index:
        found = subject_within(graph, asked, index, WordTopics(index.sentences))
        assert (
            subject_within(graph, "zeppelin xylophone", index, WordTopics(index.sentences)) is None
        )
    assert found is not None and "Lamplight" in found[0].name and len(found[1]) > 3


def test_the_briefing_and_the_timeline_fit_an_answer_together(graph: ox.Store) -> None:
    shown = trace(graph, "Lamplight", full=True)
    assert words_shown(shown.events, briefing(shown)) <= MOST_WORDS


def test_a_body_is_named_in_a_title_by_whole_words_alone() -> None:
    assert BODIES.named_in("report of the moor and marsh town council on ferries")
    assert not BODIES.named_in("the moor and marsh town councillors") and not BODIES.named_in("")
    assert BodyNames({"moor and marsh council"}).named_in("moor and marsh council")
