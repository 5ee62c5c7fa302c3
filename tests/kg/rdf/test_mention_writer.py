"""References and offices as quads.

Mentions of the right entity that print no name and count for nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import kg.ontology as bg
import pyoxigraph as ox
import pytest
from kg.extractors.facts import (
    Ask,
    Attendance,
    Document,
    Facts,
    Meeting,
    Mention,
    Minute,
    Part,
    Span,
)
from kg.extractors.relations import relate
from kg.ontology.vocabulary import Concept, Vocabulary

from kg.linking import identify
from kg.rdf.dataset import build_dataset
from kg.rdf.quads import BASE
from kg.store.parameterised_query import run_query
from kg.store.validation import validate

BOARD = "Marlshire Harbour Board"
VOCABULARY = Vocabulary(
    [
        Concept(
            "opcc-marlshire",
            "organisation",
            "public-body",
            "Office of the Police and Crime Commissioner",
            ("Police and Crime Commissioner",),
            ("OPCC", "PCC"),
            area="Marlshire",
        )
    ],
    words={"titles": ("Mr", "Mrs", "Cllr.")},
    nicknames={},
    digest="test",
)
LIST = "Present\nMrs Ada Vale (in the Chair)\nMr Carl Finch, Police and Crime Commissioner\n"
TEXTS = {
    date(2021, 3, 12): LIST
    + "1. Lamps\nThe Chairman thanked the Police and Crime Commissioner. The Board agreed.",
    date(2022, 3, 11): LIST.replace("Carl Finch", "Ben Holt")
    + "2. Lamps\nThe Board met the Chairman's friends.",
}
NAMES = ("Mrs Ada Vale", "Mr Carl Finch", "Mr Ben Holt", "Police and Crime Commissioner")


def minutes(day: date, text: str) -> Facts:
    """The minutes of one meeting, as its list and its one minute show it."""
    whole, identifier = Span(0, len(text)), hashlib.sha256(text.encode()).hexdigest()
    mentions = []
    for name in NAMES:
        at = text.find(name)
        while at >= 0:
            kind = "organisation" if name == NAMES[-1] else "person"
            mentions.append(Mention(kind, name, Span(at, at + len(name)), f"{kind}.test"))  # type: ignore[arg-type]
            at = text.find(name, at + 1)
    rows = [line for line in text.splitlines() if line.startswith("Mr")]
    attendance = []
    for row in rows:
        span, name = (
            Span(text.index(row), text.index(row) + len(row)),
            row.split(" (")[0].split(",")[0],
        )
        role = NAMES[-1] if NAMES[-1] in row else None
        attendance.append(
            Attendance(0, "present", name, role, role, role is None, span, "attendance.test")
        )
    start = text.index("Lamps") - 3
    return relate(
        Facts(
            Document(identifier, f"{day}.txt", "text", text),
            parts=(Part("minutes", None, whole, 0),),
            meetings=(
                Meeting(
                    day, BOARD, None, None, None, "minutes", whole, "m", chairs=("Mrs Ada Vale",)
                ),
            ),
            attendance=tuple(attendance),
            minutes=(Minute(0, text[start], "Lamps", (), Span(start, len(text)), "minutes.test"),),
            asks=(Ask(0, 0, "", "The Chairman", None, None, Span(start, len(text)), "ask.test"),),
            mentions=tuple(sorted(mentions, key=lambda mention: mention.span)),
        )
    )


def packs() -> list[Facts]:
    return [minutes(day, text) for day, text in TEXTS.items()]


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    made = ox.Store()
    made.extend(
        quad
        for quads in build_dataset(packs(), identify(packs(), VOCABULARY)).values()
        for quad in quads
    )
    return made


def rows(graph: ox.Store, name: str, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in columns) for row in run_query(graph, name).rows]


def test_the_graph_is_whole(graph: ox.Store) -> None:
    assert [finding for finding in validate(graph).results if finding.severity == "violation"] == []


def test_references_are_told_with_their_rules(graph: ox.Store) -> None:
    post = "Police and Crime Commissioner"
    assert rows(graph, "references", "date", "printed", "name", "rule") == [
        ("2021-03-12", "Police and Crime Commissioner", post, "reference.office"),
        ("2021-03-12", "The Chairman", "Ada Vale", "reference.chair"),
        ("2021-03-12", "the Police and Crime Commissioner", "Carl Finch", "reference.role"),
        ("2021-03-12", "Police and Crime Commissioner", post, "reference.office"),
        ("2021-03-12", "The Board", BOARD, "reference.body"),
        ("2022-03-11", "Police and Crime Commissioner", post, "reference.office"),
        ("2022-03-11", "The Board", BOARD, "reference.body"),
        ("2022-03-11", "the Chairman", "Ada Vale", "reference.chair"),
    ]


def test_references_stand_among_the_mentions_and_print_no_name(graph: ox.Store) -> None:
    assert ("The Chairman", "Ada Vale") in rows(graph, "mentions", "printed", "name")
    assert {printed for (printed,) in rows(graph, "people", "printed")} == set(NAMES[:3])
    assert {printed for (printed,) in rows(graph, "organisations", "printed")} == {BOARD, NAMES[-1]}


def test_references_are_not_counted(graph: ox.Store) -> None:
    query = f"SELECT ?n WHERE {{ <{BASE}person/ada-vale> <{bg.mentionCount}> ?n }}"
    assert [row["n"].value for row in graph.query(query, use_default_graph_as_union=True)] == ["2"]  # type: ignore[union-attr]


def test_a_person_is_followed_by_references_and_the_board_is_not(graph: ox.Store) -> None:
    (spoke,) = [
        row
        for row in run_query(graph, "timeline", {"topic": "Carl Finch"}).rows
        if row["event"] == "discussed"
    ]
    assert spoke["text"].startswith("The Chairman thanked")
    assert run_query(graph, "timeline", {"topic": BOARD}).rows == []


def test_the_chair_who_asked_is_tied_to_what_was_asked(graph: ox.Store) -> None:
    asked = graph.quads_for_pattern(None, ox.NamedNode(bg.askedBy), None, None)
    assert {str(quad.object) for quad in asked} == {f"<{BASE}person/ada-vale>"}


def test_an_office_is_held_by_one_after_the_other(graph: ox.Store) -> None:
    found = rows(graph, "offices", "title", "organisation", "holder", "first", "last")
    assert found == [
        ("in the chair", BOARD, "Ada Vale", "2021-03-12", "2022-03-11"),
        (NAMES[-1], NAMES[-1], "Carl Finch", "2021-03-12", "2021-03-12"),
        (NAMES[-1], NAMES[-1], "Ben Holt", "2022-03-11", "2022-03-11"),
    ]


def test_an_office_without_a_holder_is_told_too() -> None:
    text = "1. Lamps\nThe Police and Crime Commissioner was absent."
    facts = replace(minutes(date(2023, 3, 10), text), attendance=(), relations=())
    made = ox.Store()
    made.extend(
        quad
        for quads in build_dataset([facts], identify([facts], VOCABULARY)).values()
        for quad in quads
    )
    assert rows(made, "offices", "title", "holder") == [("Police and Crime Commissioner", "")]
