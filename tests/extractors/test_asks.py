"""What minutes say that somebody is to do, short of a decision."""

from __future__ import annotations

from datetime import date

import pytest
from kg.extractors.asks import read_asks
from kg.extractors.facts import Document, Facts, Meeting, Minute, Resolution, Span
from kg.extractors.rules import Rule, rules

FORMS = ("asked-to", "asked-that-somebody", "asked-that", "agreed-that", "agreed-to")
MEETING = Meeting(
    date(2021, 3, 5),
    "Marlshire Safer Places Board",
    None,
    None,
    None,
    "minutes",
    Span(0, 0),
    "test",
)


def read(
    text: str, decided: str | None = None
) -> list[tuple[str, str | None, str | None, date | None]]:
    minute = Minute(0, "4", "Heron Court", (), Span(0, len(text)), "test")
    resolutions = ()
    if decided is not None:
        at = text.index(decided)
        span = Span(at, at + len(decided))
        resolutions = (Resolution(0, 0, None, "request", decided, None, None, span, "test"),)
    facts = Facts(
        Document("d", "d.txt", "text", text),
        meetings=(MEETING,),
        minutes=(minute,),
        resolutions=resolutions,
    )
    found = read_asks(facts)
    assert all(" ".join(text[ask.span.start : ask.span.end].split()) == ask.text for ask in found)
    return [(ask.rule.removeprefix("asks."), ask.asked_by, ask.asked_of, ask.due) for ask in found]


@pytest.mark.parametrize("rule", [rules("asks")[form] for form in FORMS], ids=FORMS)
def test_examples_are_read_as_requests(rule: Rule) -> None:
    for text in rule.match:
        assert [name for name, *_ in read(text)], text
    for text in rule.refuse:
        assert rule.id not in [name for name, *_ in read(text)], text


@pytest.mark.parametrize(
    ("text", "by", "of"),
    [
        (
            "The Chairman requested that officers give thought to a leaflet.",
            "The Chairman",
            "officers",
        ),
        ("Consequently officers agreed to look into the matter.", None, "officers"),
        (
            "The locks were old and Inspector Dilys Penhale agreed to report back.",
            None,
            "Inspector Dilys Penhale",
        ),
        ("She agreed to send the figures.", None, None),
        (
            "Officers from Marl Borough Council were asked to send the map.",
            None,
            "Officers from Marl Borough Council",
        ),
        ("A member requested that the papers of the Panel be sent round.", "A member", None),
    ],
)
def test_who_asks_whom(text: str, by: str | None, of: str | None) -> None:
    ((_, asked_by, asked_of, _),) = read(text)
    assert (asked_by, asked_of) == (by, of)


def test_a_day_that_is_named_is_when_it_is_due() -> None:
    ((*_, due),) = read("Officers were asked to bring a map to the meeting on 4 June 2021.")
    assert due == date(2021, 6, 4)


def test_sentences_run_over_lines_and_each_is_read_once() -> None:
    text = "(i) The hall was cold.\n\n(ii) The Clerk was asked to write to\nthe water company. The rain went on."
    assert [of for _, _, of, _ in read(text)] == ["The Clerk"]


def test_what_was_decided_is_no_request_beside_the_decision() -> None:
    text = "The locks were old.\n\nOfficers were asked to find new locks."
    assert read(text) and not read(text, "Officers were asked to find new locks.")


def test_long_runs_of_capitals_are_read_to_their_end() -> None:
    assert (
        read("Aa " * 4000 + "was asked\n" + "Bb of the " * 2000) == []
    )  # a runaway pattern would take hours
