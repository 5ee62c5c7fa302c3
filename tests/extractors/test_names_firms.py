"""Firms, bodies by letters or district, standards: in papers of bodies that do not exist, whole texts at a time."""

from __future__ import annotations

from hashlib import sha256

import pytest
from kg.extractors.facts import Attendance, Document, Facts, Meeting, Span
from kg.extractors.names import name
from kg.ontology.vocabulary import load

VOCABULARY = load()


def read(text: str, **facts: object) -> Facts:
    """``text`` with its names found."""
    document = Document(sha256(text.encode()).hexdigest(), "paper.txt", "text", text)
    return name(Facts(document, **facts), VOCABULARY)  # type: ignore[arg-type]


def of(text: str, kind: str) -> list[str]:
    return [mention.text for mention in read(text).mentions if mention.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "He sat on the Regulation Committee, Growth, Boats and Locks Committee and Harbour Standards Committee.",
            [
                "Regulation Committee",
                "Growth, Boats and Locks Committee",
                "Harbour Standards Committee",
            ],
        ),
        ("Present: Una Marsh, Una Marsh Associates Ltd", ["Una Marsh Associates Ltd"]),
        ("Payment to Una Marsh Osier Services Ltd was made.", ["Una Marsh Osier Services Ltd"]),
        ("A grant of Ann Tarn’s Charity was spent.", ["Ann Tarn’s Charity"]),
        (
            "Una Marsh (UMa) and Bo Tarn (BT) came; Ann Lee (Osier Lights) did not.",
            ["Osier Lights"],
        ),
        ("Una Marsh, Director, Corporate Services and Tourism, spoke.", []),
        ("Rural Schools and Private Companies gain by it.", []),
        ("The steps by Osierton Church Lane are slippery.", []),
        ("David Holm (DH) proposed; DH would ask again.", []),
    ],
)
def test_bodies_told_from_their_parts_and_from_people(text: str, expected: list[str]) -> None:
    assert of(text, "organisation") == expected


def test_letters_of_a_body_far_away_or_of_an_act_are_not_that_body() -> None:
    assert of("Kent County Council met; LPT receipts rose.", "organisation") == [
        "Kent County Council"
    ]
    assert "LGA" not in of("Public Forum (LGA 1972, Section 100)", "organisation")


def test_unknown_letters_before_a_project_name_it_but_those_of_a_topic_do_not() -> None:
    (found,) = of("The council funds the WRENFA project, which began in May.", "programme")
    assert found.removesuffix(" project") == "WRENFA"
    assert of("They talked through the CCTV project and the budget.", "programme") == []


@pytest.mark.parametrize(
    ("printed", "board"),
    [
        ("Virtual Osierton Parish Council", "Osierton Parish Council"),
        ("Osierton Parish Council March Meeting", "Osierton Parish Council"),
        ("Fenmarch Town Council's Lock and Weir Committee", "Lock and Weir Committee"),
        ("Osierton Parish Council", "Osierton Parish Council"),
        ("above Council", None),
    ],
)
def test_a_board_is_named_without_how_it_sat_and_what_it_is_part_of(
    printed: str, board: str | None
) -> None:
    text = f"Minutes of the {printed} of 4 May\n"
    span = Span(0, len(text) - 1)
    (meeting,) = read(
        text, meetings=(Meeting(None, printed, None, None, None, "minutes", span, "test"),)
    ).meetings
    assert meeting.board == board


def test_a_heading_is_nobody_who_was_present() -> None:
    text = "Present: Ann Tarn\nMain Outcomes\n"
    rows = tuple(
        Attendance(0, "present", printed, None, None, False, Span(9, len(text) - 1), "test")
        for printed in ("Ann Tarn", "Main Outcomes")
    )
    facts = read(text, attendance=rows)
    assert [row.printed for row in facts.attendance] == ["Ann Tarn"]
    assert any("Main Outcomes" in issue.message for issue in facts.issues)
