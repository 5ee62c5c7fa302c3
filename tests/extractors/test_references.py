"""Words that mean somebody without naming them: each rule against its examples, and in the minutes of a board."""

from __future__ import annotations

from dataclasses import replace

import pytest
from kg.extractors.facts import Document, Facts, Meeting, Mention, Part, Span
from kg.extractors.references import in_the_chair, references


def minutes(text: str, *chairs: str, names: tuple[str, ...] = ()) -> Facts:
    """The minutes of one meeting, with mentions where ``names`` stand."""
    whole = Span(0, len(text))
    places = ((name, text.index(name)) for name in names)
    return Facts(
        Document("d", "d.txt", "text", text),
        parts=(Part("minutes", None, whole, 0),),
        meetings=(
            Meeting(
                None,
                "Marlshire Harbour Board",
                None,
                None,
                None,
                "minutes",
                whole,
                "m",
                chairs=chairs,
            ),
        ),
        mentions=tuple(
            Mention("organisation", name, Span(at, at + len(name)), "test") for name, at in places
        ),
    )


def found(facts: Facts) -> list[tuple[str, str]]:
    return [(each.means, each.text) for each in references(facts) if each.means != "role"]


def test_the_chair_the_deputy_and_the_body_are_found_where_they_act() -> None:
    text = "The Board met. The Chairman thanked the Deputy Chair for her letter to this Board.\nChair closed the meeting."
    assert found(minutes(text)) == [
        ("body", "The Board"), ("chair", "The Chairman"), ("vice-chair", "the Deputy Chair"), ("body", "this Board"),
        ("chair", "Chair"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Mrs Vale took the Chair.",
        "In the absence of the Chairman nobody spoke.",
        "Mr Vale was elected to the Chair.",
        "It moved the election of the Chairman to June.",
        "The Chair of the Wend Trust was thanked.",
        "The Board Training Day was moved.",
        "Nominations for the Vice-Chair were asked for.",
    ],
)
def test_a_seat_an_election_and_another_body_are_no_reference(text: str) -> None:
    assert found(minutes(text)) == []


def test_a_name_is_no_reference() -> None:
    assert found(minutes("It read the Board Charter aloud.", names=("Board Charter",))) == []


def test_nothing_is_looked_for_outside_the_papers_of_a_meeting() -> None:
    facts = minutes("The Chairman spoke.")
    assert found(replace(facts, parts=(replace(facts.parts[0], meeting=None),))) == []


def test_who_takes_over_the_chair_has_it_from_there_on() -> None:
    text = "Mrs A. Vale (in the Chair), Mr B. Holt.\n5. Mr B. Holt asked.\n6. Mr B. Holt – in the Chair\nThe end."
    facts = minutes(text, "Mrs A. Vale", "Mr B. Holt")
    assert in_the_chair(facts, facts.parts[0]) == [
        (0, "Mrs A. Vale"),
        (text.index("6.") + 3, "Mr B. Holt"),
    ]


def test_an_unknown_hour_of_change_leaves_the_chair_open() -> None:
    facts = minutes("Mrs A. Vale and Mr B. Holt presided in turn.", "Mrs A. Vale", "Mr B. Holt")
    assert in_the_chair(facts, facts.parts[0]) is None
    nobody = minutes("Nobody chaired.")
    assert in_the_chair(nobody, nobody.parts[0]) == []


def test_offices_are_found_in_capitals_and_without() -> None:
    roles = [
        each.text
        for each in references(minutes("The Clerk asked the treasurer."))
        if each.means == "role"
    ]
    assert roles == ["The Clerk", "the treasurer"]
