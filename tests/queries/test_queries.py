"""Every named query: its header, its columns as promised, and its rows over the packs made by hand."""

from __future__ import annotations

import re

import kg.ontology as bg
import pyoxigraph as ox
import pytest
from handmade import ANCHOR, LAMPLIGHT, OAKES, store

from kg.rdf.quads import BASE
from kg.store.parameterised_query import run_query
from kg.store.query import refuse_updates
from kg.store.query_catalogue import named_queries
from kg.store.syntax import tokens

# The public face: nothing of it may be renamed or dropped.
CONTRACT = {
    "meetings": "meeting, date, board, venue, start, end, chair, document, status, last_day, papers",
    "attendance": "date, section, printed, person, name, organisation, role, chair, document",
    "agenda": "date, number, title, kind, pages, presenters, document",
    "minutes": "date, number, title, page, document",
    "resolutions": "date, item, clause, action, text, due, asked_of, document",
    "actions": "log_date, number, raised, text, responsible, status, comments, document, due, due_printed",
    "reports": "date, item, title, organisation, authors, document",
    "recommendations": "date, report, clause, text, document",
    "people": "person, name, printed, document",
    "organisations": "organisation, name, printed, kind, document",
    "programmes": "programme, name, printed, kind, document",
    "mentions": "entity, name, printed, date, part, item, page, quote, document",
    "timeline": "date, part, item, title, event, text, page, document",
    "requests": "date, item, clause, text, asked_of, due, status, why, answered_on, answered_by, "
    "page, document",
    "presenters": "date, item, title, person, name, organisation, page, document",
    "contradictions": "kind, what, left, left_document, left_page, right, right_document, right_page",
    "votes": "date, item, clause, result, for, against, abstained, proposer, seconder, page, "
    "document",
    "minute-actions": "date, item, text, responsible, due, page, document",
}
FIRST, SECOND = "pack-2022-03-11.txt", "pack-2022-06-10.txt"
MEETING = f"{BASE}meeting/marlshire-safer-places-board/"
TOPICS = {
    "entity": ANCHOR.name,
    "iri": f"{BASE}programme/{ANCHOR.id}",
    "date": "2022-03-11",
    "integer": "1",
    "text": "a",
}


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    return store()


def rows(graph: ox.Store, name: str, **params: str) -> list[tuple[str, ...]]:
    return [tuple(row.values()) for row in run_query(graph, name, params).rows]


# ── headers ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", named_queries())
def test_a_query_explains_itself(name: str) -> None:
    query = named_queries()[name]
    assert query.title and query.answers.endswith(("?", "."))
    assert all(parameter.meaning for parameter in query.parameters)
    refuse_updates(query)
    assert re.fullmatch(r"[a-z][a-z-]*", name)


@pytest.mark.parametrize("name", named_queries())
def test_a_query_gives_the_columns_of_its_header(graph: ox.Store, name: str) -> None:
    query = named_queries()[name]
    given = {
        p.name: TOPICS[p.kind] for p in query.parameters if p.default is None and not p.optional
    }
    answer = run_query(graph, query, given)
    assert answer.kind != "rows" or (query.columns and answer.columns == query.columns)


@pytest.mark.parametrize("name", named_queries())
def test_a_query_runs_anywhere_with_its_own_prefixes(name: str) -> None:
    text = named_queries()[name].text
    declared = set(re.findall(r"^PREFIX (\w+):", text, re.MULTILINE))
    used = {token.text.split(":")[0] for token in tokens(text) if token.kind == "name"} - {""}
    assert used <= declared
    for prefix, iri in re.findall(r"^PREFIX (\w+): <([^>]+)>", text, re.MULTILINE):
        assert bg.PREFIXES.get(prefix, iri) == iri


def test_the_contract_is_kept() -> None:
    for name, columns in CONTRACT.items():
        assert ", ".join(named_queries()[name].columns) == columns, name


@pytest.mark.parametrize("name", CONTRACT)
def test_rows_come_in_the_same_order_every_time(graph: ox.Store, name: str) -> None:
    again = ox.Store()
    again.extend(sorted(graph, key=str, reverse=True))
    params = {"topic": ANCHOR.name} if name == "timeline" else {}
    assert rows(graph, name, **params) == rows(again, name, **params)


@pytest.mark.parametrize("name", CONTRACT)
def test_an_empty_graph_has_no_rows(name: str) -> None:
    params = {"topic": TOPICS["iri"]} if name == "timeline" else {}
    assert rows(ox.Store(), name, **params) == []


# ── rows ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_meetings(graph: ox.Store) -> None:
    board = "Marlshire Safer Places Board"
    assert rows(graph, "meetings") == [
        (
            MEETING + "2021-12-10",
            "2021-12-10",
            board,
            "Shire Hall",
            "",
            "",
            "Miriam Oakes",
            FIRST,
            "",
            "",
            "minutes",
        ),
        (
            MEETING + "2022-03-11",
            "2022-03-11",
            board,
            "Shire Hall",
            "10:00",
            "11:30",
            "Miriam Oakes",
            f"{FIRST}; {SECOND}",
            "",
            "",
            "agenda; minutes",
        ),
        (MEETING + "2022-06-10", "2022-06-10", board, "", "", "", "", SECOND, "", "", "action-log"),
    ]


def test_attendance(graph: ox.Store) -> None:
    oakes = (f"{BASE}person/{OAKES.id}", "Miriam Oakes", "Wendleford Borough Council", "", "true")
    siddall = (
        f"{BASE}person/omar-siddall",
        "Omar Siddall",
        "Marlshire Police",
        "Inspector",
        "false",
    )
    assert rows(graph, "attendance") == [
        ("2021-12-10", "present", "Cllr. M. Oakes", *oakes, FIRST),
        ("2021-12-10", "present", "Omar Siddall", *siddall, FIRST),
        ("2022-03-11", "present", "Mrs M. Oakes CC", *oakes, SECOND),
    ]


def test_agenda_and_minutes(graph: ox.Store) -> None:
    assert rows(graph, "agenda") == [
        ("2022-03-11", "4", "Action Log.", "procedural", "9-10", "", FIRST),
        (
            "2022-03-11",
            "6",
            "Lamplight Programme: first year.",
            "report",
            "11-14",
            "Ruth Ansbury",
            FIRST,
        ),
        ("2022-03-11", "7", "Other business", "procedural", "", "", FIRST),
    ]
    assert rows(graph, "minutes") == [
        ("2021-12-10", "12", "Introductions", "3", FIRST),
        ("2021-12-10", "13", "Youth Anchor Network (YAN).", "3", FIRST),
        ("2022-03-11", "21", "Lamplight: the first year", "", SECOND),
        ("2022-03-11", "22", "Other business.", "", SECOND),
    ]


def test_resolutions_and_recommendations(graph: ox.Store) -> None:
    again = "That Omar Siddall be requested to report again by 11 March 2022."
    assert rows(graph, "resolutions") == [
        ("2021-12-10", "13", "a", "note", "That the presentation be noted;", "", "", FIRST),
        ("2021-12-10", "13", "b", "request", again, "2022-03-11", "Omar Siddall", FIRST),
        ("2022-03-11", "21", "", "agree", "That the work go on for another year.", "", "", SECOND),
    ]
    report = "LAMPLIGHT PROGRAMME: FIRST YEAR"
    assert rows(graph, "recommendations") == [
        ("2022-03-11", report, "a", "note how Lamplight fared.", FIRST)
    ]
    assert rows(graph, "reports") == [
        ("2022-03-11", "6", report, "Wendleford Borough Council", "Ruth Ansbury", FIRST)
    ]


def test_actions(graph: ox.Store) -> None:
    invite = (
        "1",
        "2021-12-10",
        "Invite the Youth Anchor Network to the summer meeting.",
        "Omar Siddall",
    )
    assert rows(graph, "actions") == [
        ("2022-03-11", *invite, "Amber", "In hand.", FIRST, "2022-03-11", "next meeting"),
        ("2022-06-10", *invite, "Green", "Done in June.", SECOND, "", ""),
        (
            "2022-06-10",
            "2",
            "",
            "Thank the Lamplight Programme.",
            "Ruth Ansbury",
            "",
            "",
            SECOND,
            "",
            "",
        ),
    ]


def test_names_have_a_row_a_printed_form_and_document(graph: ox.Store) -> None:
    assert [row[1:] for row in rows(graph, "people") if row[1] == "Miriam Oakes"] == [
        ("Miriam Oakes", "Cllr. M. Oakes", FIRST),
        ("Miriam Oakes", "Cllr. Oakes", FIRST),
        ("Miriam Oakes", "Mrs M. Oakes CC", SECOND),
    ]
    lamplight = (f"{BASE}programme/{LAMPLIGHT.id}", "Lamplight Programme")
    assert [row for row in rows(graph, "programmes") if row[0] == lamplight[0]] == [
        (*lamplight, "LAMPLIGHT PROGRAMME", "programme", FIRST),
        (*lamplight, "Lamplight", "programme", FIRST),
        (*lamplight, "Lamplight Programme", "programme", FIRST),
        (*lamplight, "Lamplight", "programme", SECOND),
        (*lamplight, "Lamplight Programme", "programme", SECOND),
    ]
    kinds = {(row[1], row[3]) for row in rows(graph, "organisations")}
    assert ("Wendleford Borough Council", "council") in kinds


def test_mentions_stand_in_their_part_item_and_words(graph: ox.Store) -> None:
    found = rows(graph, "mentions")
    iri = f"{BASE}programme/{ANCHOR.id}"
    words = "The network (YAN) had taken on four workers."
    assert (iri, ANCHOR.name, "YAN", "2021-12-10", "minutes", "13", "3", words, FIRST) in found
    assert {row[4] for row in found} == {"agenda", "minutes", "action-log", "report"}
    assert [row[8] for row in found] == sorted(row[8] for row in found)


def test_the_timeline_of_a_topic(graph: ox.Store) -> None:
    lamplight = [
        (row[0], row[1], row[2], row[4]) for row in rows(graph, "timeline", topic="Lamplight")
    ]
    assert lamplight == [
        ("2021-12-10", "minutes", "13", "discussed"),
        ("2022-03-11", "report", "6", "report"),
        ("2022-03-11", "report", "6", "recommendation"),
        ("2022-03-11", "minutes", "21", "discussed"),
        (
            "2022-03-11",
            "minutes",
            "21",
            "resolved",
        ),  # the clause does not name it, the item is about it
        ("2022-06-10", "action-log", "2", "action"),
    ]


def test_a_clause_of_another_item_is_not_the_topics(graph: ox.Store) -> None:
    # Lamplight is named under item 13, which is about the Youth Anchor Network: its clauses are not Lamplight's.
    assert not [
        row
        for row in rows(graph, "timeline", topic="Lamplight")
        if row[4] == "resolved" and row[2] == "13"
    ]
    assert len([row for row in rows(graph, "timeline", topic="YAN") if row[4] == "resolved"]) == 2


def test_a_timeline_quotes_the_words_that_speak_of_the_topic(graph: ox.Store) -> None:
    (row, *_) = rows(graph, "timeline", topic="Lamplight")
    assert row[5] == "(a) Cllr. Oakes asked how the Lamplight Programme would be told of its work."
    assert row[6:] == ("3", FIRST)


def test_counts(graph: ox.Store) -> None:
    counts = dict(rows(graph, "stats"))
    expected = {
        "documents": "2",
        "meetings": "3",
        "minutes": "4",
        "resolutions": "3",
        "actions": "2",
        "people": "3",
    }
    assert expected.items() <= counts.items()


def test_documents(graph: ox.Store) -> None:
    assert [row[1:5] for row in rows(graph, "documents")] == [
        (FIRST, "text", "2", "2021-12-10; 2022-03-11"),
        (SECOND, "text", "", "2022-03-11; 2022-06-10"),
    ]


SEATS = """
@prefix : <https://example.org/> . @prefix bg: <https://w3id.org/boardgraph/ns#> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:lifeboats skos:prefLabel "Otterness Lifeboats" . :paper schema:name "june.txt" .
:ana skos:prefLabel "Ana Reed" . :bo skos:prefLabel "Bo Shaw" . :cy skos:prefLabel "Cy Tarn" .
:her org:member :ana ; org:organization :lifeboats ; bg:firstShown "2023-03-01" ;
  bg:lastShown "2023-03-01" ; bg:shownBy :march .
:his org:member :bo ; org:organization :lifeboats ; bg:firstShown "2023-06-01" ;
  bg:lastShown "2023-06-01" ; bg:shownBy :june .
[] org:member :cy ; org:organization :harbour ; bg:firstShown "2023-06-01" ;
  bg:lastShown "2023-06-01" ; bg:shownBy :june .
:march a bg:Attendance ; bg:section "present" ; bg:date "2023-03-01" ; bg:quote "Ana Reed" ; bg:document :paper .
:june a bg:Attendance ; bg:section "present" ; bg:date "2023-06-01" ; bg:quote "Bo Shaw" ; bg:document :paper .
"""


@pytest.mark.parametrize("topic", ["lifeboats", "ana", "bo"])
def test_a_seat_that_changed_hands_is_told_of_its_body_and_of_either_person(topic: str) -> None:
    graph = ox.Store()
    graph.load(SEATS.encode(), ox.RdfFormat.TURTLE)
    (every,) = rows(graph, "office-changes")
    assert every[0] == "seat" and {"Ana Reed", "Bo Shaw"} < set(every)
    query = "trace-office-changes" if topic == "lifeboats" else "trace-seat-changes"
    ((*place, after),) = rows(graph, query, topic=f"https://example.org/{topic}")
    assert [(*place, *shown) for shown in rows(graph, "trace-first-shown", membership=after)] == [
        every
    ]
    assert not rows(graph, query, topic="https://example.org/cy")
