"""Who presented what, the actions that minutes tell, and votes: read from the words of fictional minutes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from kg.extractors.facts import (
    AgendaItem,
    Attendance,
    Document,
    Facts,
    Meeting,
    Mention,
    Minute,
    Resolution,
    Span,
)
from kg.extractors.minute_actions import read_minute_actions
from kg.extractors.presenters import read_presenters
from kg.extractors.votes import read_votes

MEETING = Meeting(
    date(2021, 3, 5), "Wendleford Board", None, None, None, "minutes", Span(0, 0), "test"
)
PEOPLE = ("Ada Finch", "Bo Wren", "Dr Cy Oake", "Councillor Dell", "BW")
BODIES = ("Wend Council", "Fenmark Trust")


def facts_of(text: str, title: str = "Tolls", agenda: tuple[str, ...] = ()) -> Facts:
    """Facts with one minute, or one agenda item, of the whole text, and its names."""
    mentions = [
        Mention(kind, name, Span(at, at + len(name)), "test", "Bo Wren" if name == "BW" else None)
        for kind, names in (("person", PEOPLE), ("organisation", BODIES))
        for name in names
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    span = Span(0, len(text))
    row = Attendance(0, "present", "Bo Wren", "Fenmark Trust", None, False, Span(0, 1), "test")
    item = AgendaItem(0, "4", title, "report", None, agenda, span, "agenda-item", text)
    return Facts(
        Document("d", "d.txt", "text", text),
        meetings=(MEETING,),
        attendance=(row,),
        agenda=(item,) if agenda else (),
        minutes=() if agenda else (Minute(0, "4", title, (), span, "test"),),
        mentions=tuple(mentions),
    )


@pytest.mark.parametrize(
    ("text", "presented"),
    [
        (
            "The Board received a presentation from Ada Finch, Clerk, Wend Council, regarding tolls.",
            [("Ada Finch", "Wend Council")],
        ),
        ("The Board considered a report of Bo Wren on tolls.", [("Bo Wren", "Fenmark Trust")]),
        (
            "Ada Finch and Bo Wren of Wend Council gave an overview of the tolls.",
            [("Ada Finch", "Wend Council"), ("Bo Wren", "Wend Council")],
        ),
        ("The report was presented by Dr Cy Oake.", [("Dr Cy Oake", None)]),
        (
            "The Board received a presentation from Ada Finch, Wend Council, and Dr Cy Oake,"
            " Fenmark Trust, which set out the tolls.",
            [("Ada Finch", "Wend Council"), ("Dr Cy Oake", "Fenmark Trust")],
        ),
        (
            "The Board received a presentation from Ada Finch and Dr Cy Oake, Fenmark Trust.",
            [("Ada Finch", "Fenmark Trust"), ("Dr Cy Oake", "Fenmark Trust")],
        ),
        ("Tolls are high. Bo Wren introduced the report.", [("Bo Wren", "Fenmark Trust")]),
        ("Bo Wren said that the report was late.", []),
        ("A report on tolls was noted. Ada Finch asked about the bridge.", []),
    ],
)
def test_who_presented_under_a_minute(text: str, presented: list[tuple[str, str | None]]) -> None:
    found = read_presenters(facts_of(text))
    assert [(each.printed, each.organisation) for each in found.presenters] == presented
    assert found.minutes[0].presenters == tuple(name for name, _ in presented)


def test_what_is_said_after_the_decision_presents_nothing() -> None:
    text = "The tolls were noted.\n\nRESOLVED:\n\nThat it be noted.\n\nBo Wren gave an update."
    assert read_presenters(facts_of(text)).presenters == ()


def test_an_update_under_matters_arising_is_no_item_of_its_own() -> None:
    found = read_presenters(facts_of("Bo Wren gave an update.", title="Matters arising"))
    assert found.presenters == ()


def test_a_body_that_an_item_tells_of_is_not_that_of_who_brings_it() -> None:
    text = "Ada Finch, Clerk, Wend Council, will give an update on the Fenmark Trust pilot."
    found = read_presenters(facts_of(text, agenda=("Ada Finch",)))
    assert [(each.printed, each.organisation) for each in found.presenters] == [
        ("Ada Finch", "Wend Council")
    ]


def test_a_role_read_as_a_name_presents_no_agenda_item() -> None:
    text = "Ada Finch, Head of Boats and Quay Service, will present this report."
    found = read_presenters(facts_of(text, agenda=("Ada Finch", "Quay Service")))
    assert [each.printed for each in found.presenters] == ["Ada Finch"]


@pytest.mark.parametrize(
    ("text", "who", "due", "says"),
    [
        (
            "4.1 The lamps failed. Ada Finch asked for a map of the lamps.\nAction: BW by 3 June",
            "BW",
            date(2021, 6, 3),
            "Ada Finch asked for a map of the lamps.",
        ),
        (
            "ACTION WB/21/07: Mend the quay lamps. Owner: Ada Finch. Due: 1 May 2021",
            "Ada Finch",
            date(2021, 5, 1),
            "Mend the quay lamps",
        ),
        ("Action: Bo Wren to mend the lamps.", "Bo Wren", None, "Bo Wren to mend the lamps"),
        (
            "Ada Finch undertook to write to the trust by 28 June 2021.",
            "Ada Finch",
            date(2021, 6, 28),
            "Ada Finch undertook to write to the trust by 28 June 2021.",
        ),
        ("4.2 BW to draft a note on lamps.", "BW", None, "BW to draft a note on lamps."),
        (
            "The lamps would be mended by the trust.\tBW",
            "BW",
            None,
            "The lamps would be mended by the trust.",
        ),
        ("Lamps on the quay to be counted.\tBW 3 June", "BW", date(2021, 6, 3), None),
        ("Action: BW by 2 February\n", "BW", date(2022, 2, 2), None),
        (
            "ACTION List of lamps to be drawn up. Head of Quays and Boats",
            "Head of Quays and Boats",
            None,
            "List of lamps to be drawn up",
        ),
        ("Count the lamps. (BW, by 3 June 2021)", "BW", date(2021, 6, 3), "Count the lamps"),
        ("Action 13 → Bo Wren to count the lamps", "Bo Wren", None, "Bo Wren to count the lamps"),
    ],
)
def test_an_action_told_in_minutes(text: str, who: str, due: date | None, says: str | None) -> None:
    if says is None and text.startswith("Action"):
        text = "The lamps should be lit.\n" + text
    (action,) = read_minute_actions(facts_of(text))
    assert (action.responsible_printed, action.due) == (who, due)
    assert says is None or action.text == says


@pytest.mark.parametrize(
    "text",
    [
        "Action was taken by all on the quay.",
        "The lamps were counted.\tnine of them",
        "Ada Finch agreed with the plan.",
        "RESOLVED:\n\nAda Finch agreed to write to the trust.",
        "The Board agreed to light the quay.",
        "What would the lamps need? – BW",
        "The oil costs more than it did, and is dear.\tBW",
    ],
)
def test_what_is_no_action(text: str) -> None:
    assert read_minute_actions(facts_of(text)) == ()


def test_a_title_that_somebody_has_is_nobody() -> None:
    facts = facts_of("The lamps would be mended by the trust.\tDr Teal")
    alone = facts_of("The lamps would be mended by the trust.\tDr")
    row = replace(facts.attendance[0], printed="Dr Cy Teal")
    (action,) = read_minute_actions(replace(facts, attendance=(row,)))
    assert action.responsible_printed == "Dr Teal"
    assert read_minute_actions(replace(alone, attendance=(row,))) == ()


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        (
            "Proposed by Ada Finch, seconded by Bo Wren and agreed.",
            ("carried", None, None, "Ada Finch", "Bo Wren"),
        ),
        (
            "On the proposal of Councillor Dell, seconded by Bo Wren, it was resolved to mend it.",
            ("carried", None, None, "Councillor Dell", "Bo Wren"),
        ),
        (
            "Ada Finch moved that the gate be shut and Bo Wren seconded it. "
            "The motion was lost by 3 votes to 7.",
            ("lost", 3, 7, "Ada Finch", "Bo Wren"),
        ),
        (
            "Proposed by Ada Finch that the gate be shut. The motion fell for want of a seconder.",
            ("lost", None, None, "Ada Finch", None),
        ),
        (
            "Proposed by Ada Finch, seconded by Bo Wren. After debate the motion was withdrawn.",
            ("withdrawn", None, None, "Ada Finch", "Bo Wren"),
        ),
        (
            "The motion was put to the vote and carried: 7 in favour, 3 against, 2 abstentions.",
            ("carried", 7, 3, None, None),
        ),
    ],
)
def test_a_vote(text: str, vote: tuple[object, ...]) -> None:
    (found,) = read_votes(facts_of(text)).votes
    told = (found.result, found.votes_for, found.votes_against, found.proposer, found.seconder)
    assert told == vote


def test_a_motion_that_was_lost_is_no_decision() -> None:
    text = "Proposed by Ada Finch that the gate be shut. The motion was lost."
    facts = facts_of(text)
    decision = Resolution(0, 0, None, "agree", text, None, None, Span(0, len(text)), "moved")
    facts = Facts(
        facts.document, meetings=facts.meetings, minutes=facts.minutes, resolutions=(decision,)
    )
    assert read_votes(facts).resolutions == ()


def test_a_proposed_plan_is_no_motion() -> None:
    assert read_votes(facts_of("The proposed plan for the quay was agreed.")).votes == ()
