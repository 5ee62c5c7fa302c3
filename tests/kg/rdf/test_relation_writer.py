"""Relations as quads: one membership a person, body and role; ties.

The sentence and the place of every statement.
"""

from __future__ import annotations

from dataclasses import replace

import kg.ontology as bg
import pyoxigraph as ox
import pytest
from handmade import DECEMBER, JUNE, NAMES, document, first, identities, mentions, second
from kg.extractors.facts import Facts, Meeting, Part, Span
from kg.extractors.relations import relate

from kg.rdf.dataset import build_dataset
from kg.rdf.quads import BASE
from kg.store.parameterised_query import run_query
from kg.store.validation import validate

ORG, RDF, TIME, DCTERMS = (
    bg.PREFIXES["org"],
    bg.PREFIXES["rdf"],
    bg.PREFIXES["time"],
    bg.PREFIXES["dcterms"],
)

THIRD = """Minutes of a meeting of the Marlshire Safer Places Board held on Friday, 10 June 2022.

30. Lamplight.
The Board considered a report of Omar Siddall, Inspector, Marlshire Police, praising the lamps.
The Lamplight Programme is funded by Marlshire Police and lit in the dark.
It was said that the Lamplight Programme is led by Wendleford Borough Council.
The Youth Anchor Network is part of the Lamplight Programme.
Ruth Ansbury, Lamplight Manager, introduced a film.
Lamplight is part of the Youth Anchor Network, somebody held.

Officer to contact
Ruth Ansbury
Head of Lamps
Wendleford Borough Council
Tel: 01632 960 555
"""
JUNE_MINUTES = Meeting(
    JUNE,
    "Marlshire Safer Places Board",
    None,
    None,
    None,
    "minutes",
    Span(0, 88),
    "meeting.minutes",
)


def third() -> Facts:
    whole = Span(0, len(THIRD))
    return Facts(
        document(THIRD, "pack-2022-09-09.txt"),
        parts=(Part("minutes", None, whole, 0),),
        meetings=(JUNE_MINUTES,),
        mentions=mentions(THIRD, NAMES),
    )


def packs() -> tuple[Facts, ...]:
    return tuple(relate(each) for each in (first(), second(), third()))


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    made = ox.Store()
    made.extend(
        quad for quads in build_dataset(packs(), identities(packs())).values() for quad in quads
    )
    return made


def objects(graph: ox.Store, subject: str, predicate: str) -> list[str]:
    found = graph.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, None)
    return sorted(quad.object.value for quad in found)


def test_a_list_and_a_sentence_show_one_membership(graph: ox.Store) -> None:
    node = f"{BASE}membership/omar-siddall/marlshire-police/inspector"
    assert objects(graph, node, ORG + "member") == [f"{BASE}person/omar-siddall"]
    assert objects(graph, node, bg.firstShown) == [DECEMBER.isoformat()]
    assert objects(graph, node, bg.lastShown) == [JUNE.isoformat()]
    shown = objects(graph, node, bg.shownBy)
    assert ["/attendance/" in each for each in shown] == [False, True]
    (during,) = objects(graph, node, ORG + "memberDuring")
    ends = [objects(graph, each, TIME + "inXSDDate") for tie in ("hasBeginning", "hasEnd")
            for each in objects(graph, during, TIME + tie)]  # fmt: skip
    assert ends == [[DECEMBER.isoformat()], [JUNE.isoformat()]]


def test_ties_are_said_once_and_never_both_ways(graph: ox.Store) -> None:
    lamplight = f"{BASE}programme/lamplight-programme"
    assert objects(graph, lamplight, bg.ledBy) == [f"{BASE}organisation/wendleford-borough-council"]
    assert objects(graph, lamplight, bg.fundedBy) == [f"{BASE}organisation/marlshire-police"]
    anchor = f"{BASE}programme/youth-anchor-network"
    assert objects(graph, anchor, DCTERMS + "isPartOf") == [], (
        "each is said to be part of the other"
    )


def test_relations_are_asked_for_with_their_words(graph: ox.Store) -> None:
    rows = run_query(graph, "relations").rows
    assert [(row["subject"], row["relation"], row["object"]) for row in rows] == [
        ("Lamplight Programme", "funded by", "Marlshire Police"),
        ("Lamplight Programme", "led by", "Wendleford Borough Council"),
        ("Youth Anchor Network", "part of", "Lamplight Programme"),
        ("Lamplight Programme", "part of", "Youth Anchor Network"),
    ]
    assert rows[0]["quote"].startswith("The Lamplight Programme is funded by Marlshire Police")
    assert {row["document"] for row in rows} == {"pack-2022-09-09.txt"} and {
        row["date"] for row in rows
    } == {"2022-06-10"}


def test_roles_are_asked_for_with_their_words(graph: ox.Store) -> None:
    rows = run_query(graph, "roles").rows
    said = [
        (row["name"], row["organisation"] or "", row["role"] or "", row["since"], row["until"])
        for row in rows
    ]
    assert ("Miriam Oakes", "Wendleford Borough Council", "", "2021-12-10", "2022-03-11") in said
    assert (
        said.count(("Omar Siddall", "Marlshire Police", "Inspector", "2021-12-10", "2022-06-10"))
        == 2
    )
    assert ("Ruth Ansbury", "", "Lamplight Manager", "2022-06-10", "2022-06-10") in said
    assert (
        "Ruth Ansbury",
        "Wendleford Borough Council",
        "Head of Lamps",
        "2022-06-10",
        "2022-06-10",
    ) in said
    assert all(row["quote"] and row["document"] and "01632" not in row["quote"] for row in rows)


def test_every_statement_has_its_place(graph: ox.Store) -> None:
    found = graph.quads_for_pattern(
        None, ox.NamedNode(RDF + "type"), ox.NamedNode(bg.Statement), None
    )
    nodes = [quad.subject.value for quad in found]
    assert nodes
    for node in nodes:
        for tie in (
            bg.document,
            bg.start,
            bg.end,
            bg.quote,
            bg.foundBy,
            RDF + "subject",
            RDF + "object",
            bg.confidence,
        ):
            assert len(objects(graph, node, tie)) == 1
    assert validate(graph).conforms


def test_a_name_that_is_nobody_is_said_nothing_of() -> None:
    facts = replace(
        third(), mentions=mentions(THIRD, {"Omar Siddall": "person", "Lamplight": "programme"})
    )
    made = ox.Store()
    made.extend(
        quad for quads in build_dataset((relate(facts),), identities(())).values() for quad in quads
    )
    assert not list(made.quads_for_pattern(None, None, ox.NamedNode(bg.Statement), None))


def test_ties_that_words_state_are_in_the_network_and_in_its_export(graph: ox.Store) -> None:
    from kg.views.export import exported_network
    from kg.views.network.neighbourhood import topic_network

    drawn = {
        (each.source.rpartition("/")[2], each.relation, each.target.rpartition("/")[2], each.note)
        for each in topic_network(graph).edges
    }
    assert ("marlshire-police", "funds", "lamplight-programme", None) in drawn
    assert ("wendleford-borough-council", "leads", "lamplight-programme", None) in drawn
    assert ("youth-anchor-network", "part-of", "lamplight-programme", None) in drawn
    written = {
        (e.source.rpartition("/")[2], e.kind, e.target.rpartition("/")[2]): e
        for e in exported_network(graph)[1]
    }
    assert "is funded by" in written["marlshire-police", "funds", "lamplight-programme"].quote
    assert "is part of" in written["youth-anchor-network", "part-of", "lamplight-programme"].quote
