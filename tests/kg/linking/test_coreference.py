"""Whom “the Chairman”, “the Board” and “the Clerk” mean: told by their meeting, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kg.extractors.facts import Attendance, Facts, Part, Span
from linking_fixtures import BOARD, VOCABULARY, paper

from kg.linking import Identities, identify

DAY = date(2022, 3, 11)
ROWS = (
    ("Mrs Ada Vale", None),
    ("Mr Bert Holt", None, "Deputy Chairman"),
    ("Carl Finch", None, "Clerk"),
    ("Dora Wren", None, "Ward Officer"),
    ("Emil Stone", None, "Ward Officer"),
)


def held(text: str, chairs: tuple[str, ...] = ("Mrs Ada Vale",), kind: str = "minutes") -> Facts:
    """A meeting of the board with its list; ``text`` is its minutes, or of another ``kind``."""
    facts = paper("p", text, DAY, ROWS)
    whole = Span(0, len(facts.document.text))
    return replace(
        facts,
        parts=(Part(kind, None, whole, 0),),  # type: ignore[arg-type]
        meetings=(replace(facts.meetings[0], chairs=chairs),),
    )


def meant(facts: Facts) -> list[tuple[str, str, str]]:
    return [(each.text, each.entity.name, each.rule) for each in known(facts).references("p")]


def known(facts: Facts) -> Identities:
    return identify([facts], VOCABULARY)


def test_the_chair_of_the_day_the_deputy_and_the_only_clerk() -> None:
    assert meant(held("The Chairman asked the Clerk. The Vice-Chair agreed with the Board.")) == [
        ("The Chairman", "Ada Vale", "reference.chair"),
        ("the Clerk", "Carl Finch", "reference.role"),
        ("The Vice-Chair", "Bert Holt", "reference.vice-chair"),
        ("the Board", BOARD, "reference.body"),
    ]


def test_the_only_one_listed_as_chair_is_the_chair_where_nobody_is_shown_in_it() -> None:
    facts = held("The Chairman asked.", chairs=())
    rows = [
        replace(row, role="Chair, presiding") if row.printed.endswith("Vale") else row
        for row in facts.attendance
    ]
    assert meant(replace(facts, attendance=tuple(rows))) == [
        ("The Chairman", "Ada Vale", "reference.chair")
    ]
    elsewhere = [replace(row, organisation="Wend Trust") for row in rows]
    assert meant(replace(facts, attendance=tuple(elsewhere))) == []


def test_an_unknown_chair_stays_unknown_and_is_told() -> None:
    facts = held("The Chairman asked.", chairs=())
    assert meant(facts) == []
    assert "nobody is known to have been in the chair" in {
        each.reason for each in known(facts).unresolved
    }


def test_an_office_that_two_hold_means_neither() -> None:
    facts = held("The Ward Officer spoke.")
    assert meant(facts) == []


def test_who_sent_apologies_did_not_speak() -> None:
    facts = held("The Clerk spoke.")
    rows = tuple(
        replace(row, section="apologies") if row.role == "Clerk" else row
        for row in facts.attendance
    )
    assert all(isinstance(row, Attendance) for row in rows)
    assert meant(replace(facts, attendance=rows)) == []


def test_the_chair_of_a_report_is_anybody_s() -> None:
    assert meant(held("The Chairman of that day signed. The Chairman wrote.", kind="report")) == []


def test_the_board_is_not_another_board_named_beside_it() -> None:
    beside = held("The [Wend Harbour Board] was told. Later the Board wrote back.")
    assert [each for each in meant(beside) if each[2] == "reference.body"] == []
    apart = held("The [Wend Harbour Board] was told.\n\nThe Board noted it.")
    assert ("The Board", BOARD, "reference.body") in meant(apart)


def test_in_a_report_the_board_is_less_certain_and_none_where_it_tells_of_another() -> None:
    (alone,) = known(held("The Board is asked to note this.", kind="report")).references("p")
    (minuted,) = known(held("The Board noted this.")).references("p")
    assert alone.confidence < minuted.confidence
    assert (
        meant(held("The Board is asked to note what the [Wend Harbour Board] did.", kind="report"))
        == []
    )


def test_another_kind_of_body_is_not_this_one() -> None:
    assert meant(held("The Committee met.")) == []


def test_who_holds_two_offices_is_meant_by_each() -> None:
    facts = held("The Treasurer answered the Clerk.")
    rows = tuple(
        replace(row, role="Clerk and Treasurer") if row.role == "Clerk" else row
        for row in facts.attendance
    )
    assert {name for _, name, _ in meant(replace(facts, attendance=rows))} == {"Carl Finch"}


def test_words_are_asked_for_within_a_stretch() -> None:
    facts = held("The Chairman asked. The Chairman thanked.")
    identities, whole = known(facts), Span(0, len(facts.document.text))
    asked = identities.resolve_reference("p", whole, "the chairman")
    assert asked is not None and asked.name == "Ada Vale"
    assert identities.resolve_reference("p", Span(0, 5), "the Chairman") is None
    assert identities.resolve_reference("p", whole, "the Clerk") is None
