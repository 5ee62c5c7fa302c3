"""A topic is known by its sort after it was named, and by its words in another order."""

from __future__ import annotations

import pytest
from kg.extractors.facts import Span

from kg.tracking.aboutness import StatementIndex, Topic, about_topic
from kg.tracking.short_forms import is_called, names_of_sort, sorts_of, telling_words
from kg.tracking.statements import Statement, StatementPlace


def _told(topic: Topic, *texts: str) -> list[tuple[str, str]]:
    """What a report of several paragraphs tells of a topic, with its evidence."""
    report = (StatementPlace("report", "Mill and moor", Span(0, 900)),)
    statements = [
        Statement("moor.txt", Span(at * 90, at * 90 + 80), text, "sentence", None, report, at * 3)
        for at, text in enumerate(texts)
    ]
    return [
        (each.statement.text, each.evidence)
        for each in about_topic(StatementIndex("moor.txt", statements), topic)
    ]


NAMED = "Everybody can see how many came on the Lantern Walk dashboard since May."
LATER = "The dashboard has had no new lamps since the flood."


def test_what_is_said_of_the_dashboard_after_it_was_named_is_its_own() -> None:
    topic = Topic(("Lantern Walk dashboard",))
    assert (LATER, "sort") in _told(topic, NAMED, "It rained on the moor.", LATER)


def test_where_two_are_named_the_dashboard_is_neither() -> None:
    topic = Topic(("Lantern Walk dashboard",))
    other = "The wardens of the moor look at the Mill Pond Dashboard each day."
    assert LATER not in dict(_told(topic, NAMED, other, LATER))


def test_before_it_is_named_the_dashboard_may_be_any() -> None:
    assert LATER not in dict(_told(Topic(("Lantern Walk dashboard",)), LATER, NAMED))


def test_the_words_of_a_name_in_another_order_name_it() -> None:
    said = "There will be a new duty on mills to tell all others of every severe flood."
    assert said in dict(_told(Topic(("Severe Flood Duty",)), "It rained.", said))


@pytest.mark.parametrize(
    ("name", "sorts"),
    [
        ("Lantern Fund", {"fund"}),
        ("Lantern Walk Strategy", {"strategy"}),
        ("Lantern Board", set()),
        ("Fund", set()),
    ],
)
def test_only_some_sorts_stand_for_a_name(name: str, sorts: set[str]) -> None:
    assert sorts_of((name,)) == sorts


def test_a_sort_is_called_also_where_a_sentence_begins() -> None:
    assert is_called("The fund is closed.", "fund") and is_called(
        "All of this fund is spent", "fund"
    )
    assert not is_called("A fund is closed.", "fund")
    assert names_of_sort("The Lantern Fund and the fund of the Mill Pond fund", "fund") == [
        "Lantern Fund",
        "Mill Pond fund",
    ]
    assert telling_words("the Severe Flood Duty") == {"severe", "flood", "duty"}
    assert telling_words("Flood Duty") == frozenset()


def test_a_sentence_that_begins_with_the_topic_s_noun_goes_on_with_it() -> None:
    report = (StatementPlace("report", "Mill and moor", Span(0, 900)),)
    texts = (
        "A great deal of what was asked of the miller in winter is told of the Old Mill.",
        "The mill will open in May.",
    )
    statements = [
        Statement("moor.txt", Span(at * 90, at * 90 + 80), text, "sentence", None, report, 1)
        for at, text in enumerate(texts)
    ]
    found = about_topic(StatementIndex("moor.txt", statements), Topic(("Old Mill",)))
    assert [each.evidence for each in found] == ["named", "goes on"]
