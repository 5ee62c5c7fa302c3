"""The questions about actions, requests, recommendations and corrections, over a fictional board's three packs."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from handmade import store as handmade
from tracked_packs import DECEMBER, JUNE, MARCH, SEPTEMBER, identities, story

from kg.rdf.dataset import iter_quads
from kg.store.parameterised_query import run_query


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    packs = story()
    made = ox.Store()
    made.extend(iter_quads(packs, identities(packs)))
    return made


def column(graph: ox.Store, name: str, *columns: str, **params: str) -> list[tuple[str, ...]]:
    return [tuple(row[each] for each in columns) for row in run_query(graph, name, params).rows]


def test_threads(graph: ox.Store) -> None:
    rows = column(graph, "threads", "text", "log_date", "number", "step", "fate", "certain")
    locks = [row[1:] for row in rows if row[0].startswith("Locks")]
    assert locks == [
        (JUNE.isoformat(), "1", "raised", "withdrawn", "true"),
        (SEPTEMBER.isoformat(), "2", "withdrawal asked", "withdrawn", "true"),
    ]
    assert len(rows) == 7
    assert [row[1] for row in rows[-1:]] == [DECEMBER.isoformat()]


def test_requests(graph: ox.Store) -> None:
    rows = column(
        graph,
        "threads-requests",
        "date",
        "item",
        "clause",
        "due",
        "status",
        "answered_on",
        "certain",
    )
    assert rows == [
        (
            MARCH.isoformat(),
            "12",
            "a",
            SEPTEMBER.isoformat(),
            "answered",
            SEPTEMBER.isoformat(),
            "true",
        ),
        (MARCH.isoformat(), "12", "b", "2021-06-30", "overdue", "", "true"),
    ]


def test_open_requests_have_an_owner(graph: ox.Store) -> None:
    (row,) = column(graph, "open-requests", "owner", "asked", "due", "status", "as_of", "action")
    boat = "New boat to be found for the flood wardens."
    assert row == (
        "Bram Oake",
        MARCH.isoformat(),
        "2021-06-30",
        "overdue",
        DECEMBER.isoformat(),
        boat,
    )


def test_open_requests_are_those_that_stand_open(graph: ox.Store) -> None:
    stands = column(graph, "requests", "status", "text")
    assert sorted(column(graph, "open-requests", "status", "text")) == sorted(
        row for row in stands if row[0] in ("open", "overdue")
    )


def test_ties_tell_why(graph: ox.Store) -> None:
    rows = column(graph, "threads-ties", "kind", "why", "from_text", "to_text")
    assert {row[0] for row in rows} == {"answered", "became", "continues", "taken", "withdrawn"}
    assert all(all(row) for row in rows)


def test_actions_by_age(graph: ox.Store) -> None:
    rows = column(graph, "actions-by-age", "months", "raised", "fate", "logs")
    assert rows == [
        ("3", MARCH.isoformat(), "vanished", "1"),
        ("3", SEPTEMBER.isoformat(), "open", "1"),
    ]


def test_decisions_without_a_follow_up(graph: ox.Store) -> None:
    rows = column(graph, "decisions-without-follow-up", "date", "item", "clause", "action")
    assert rows == [(JUNE.isoformat(), "23", "b", "approve")]


def test_recommendations_not_taken(graph: ox.Store) -> None:
    rows = column(graph, "recommendations-not-taken", "date", "clause", "outcome", "resolved")
    assert [row[:3] for row in rows] == [
        (JUNE.isoformat(), "b", "changed"),
        (JUNE.isoformat(), "c", "left"),
    ]
    assert "1 November 2021" in rows[0][3] and rows[1][3] == ""


def test_corrections(graph: ox.Store) -> None:
    (row,) = column(
        graph, "corrections", "corrected_date", "corrected_number", "date", "number", "at_hand"
    )
    assert row == (MARCH.isoformat(), "12", JUNE.isoformat(), "21", "true")


def test_attendance_by_partner() -> None:
    rows = column(
        handmade(),
        "attendance-by-partner",
        "name",
        "year",
        "meetings",
        "attended",
        "apologies",
        "people",
    )
    assert ("Marlshire Police", "2021", "1", "1", "0", "1") in rows
    assert [row[1:] for row in rows if row[0].startswith("Wendleford")] == [
        ("2021", "1", "1", "0", "1"),
        ("2022", "1", "1", "0", "1"),
    ]


def test_programmes_not_mentioned_since() -> None:
    rows = column(handmade(), "programmes-not-mentioned-since", "name", "last", since="2030-01-01")
    assert ("Lamplight Programme", "2022-06-10") in rows
    assert rows == sorted(rows, key=lambda row: row[1])
    assert column(handmade(), "programmes-not-mentioned-since", "name", since="2000-01-01") == []


def test_who_brings_what() -> None:
    rows = column(handmade(), "who-brings-what", "name", "topic_name", "times", "first")
    assert ("Ruth Ansbury", "Lamplight Programme", "1", "2022-03-11") in rows
    assert ("Omar Siddall", "Youth Anchor Network", "1", "2021-12-10") in rows
