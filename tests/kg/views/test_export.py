"""The graph and its network as files: the same papers, the same bytes; nothing lost on the way."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from handmade import ANCHOR, OAKES, first, identities, second, store
from kg.ontology import source

from kg.errors import InputError
from kg.rdf.dataset import iter_quads
from kg.rdf.quads import BASE
from kg.views.export import FEED, FORMATS, export, exported_network
from kg.views.network.tie_relations import BY_KEY, TOGETHER

PARSED = {
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "json-ld": ox.RdfFormat.JSON_LD,
}


def written(graph: ox.Store, form: str) -> bytes:
    out = io.BytesIO()
    export(graph, form, out, ANCHOR.name if form == FEED else None)
    return out.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_writing_does_not_matter(form: str) -> None:
    packs = [second(), first()]
    other = ox.Store()
    other.extend(reversed(list(iter_quads(packs, identities(packs)))))
    assert written(store(), form) == written(other, form)


@pytest.mark.parametrize("form", sorted(PARSED))
def test_forms_with_graphs_lose_nothing(form: str) -> None:
    graph = store()
    assert set(ox.parse(written(graph, form), format=PARSED[form])) == set(graph)


def test_json_ld_speaks_the_words_of_our_context() -> None:
    document = json.loads(written(store(), "json-ld"))
    assert document["@context"] == json.loads(source("context.jsonld"))["@context"]
    (resolution, *_) = (
        node
        for graph in document["@graph"]
        for node in graph["@graph"]
        if node.get("type") == "Resolution"
    )
    assert resolution["verb"].startswith("https://w3id.org/boardgraph/ns#verb-")
    assert isinstance(resolution["text"], str)


def test_turtle_is_the_union_of_the_graphs() -> None:
    graph = store()
    parsed = {
        quad.triple for quad in ox.parse(written(graph, "turtle"), format=ox.RdfFormat.TURTLE)
    }
    assert parsed == {quad.triple for quad in graph}


def test_nquads_are_sorted() -> None:
    lines = written(store(), "nquads").splitlines()
    assert lines == sorted(lines) and len(lines) == len(store())


def test_an_unknown_form_is_told() -> None:
    with pytest.raises(InputError, match=r"no such form; use one of trig, nquads"):
        written(store(), "parquet")


# ── the network ───────────────────────────────────────────────────────────────────────────────────


def test_ties_say_what_they_are_and_in_which_words() -> None:
    nodes, edges = exported_network(store())
    assert {node.kind for node in nodes} == {"person", "organisation", "programme", "meeting"}
    found = {
        (edge.source.removeprefix(BASE), edge.kind, edge.target.removeprefix(BASE)): edge
        for edge in edges
    }
    oakes, anchor = f"person/{OAKES.id}", f"programme/{ANCHOR.id}"
    december = "meeting/marlshire-safer-places-board/2021-12-10"
    assert (oakes, "attended", december) in found
    stood = found[oakes, "represents", "organisation/wendleford-borough-council"]
    assert (stood.first, stood.last) == ("2021-12-10", "2022-03-11")
    assert (anchor, "discussed-at", december) in found
    assert ("person/omar-siddall", "presented", anchor) in found
    assert ("person/omar-siddall", "has-action-on", anchor) in found
    assert all(edge.quote for edge in edges if edge.kind not in ("part-of", "succeeded"))
    assert {edge.kind for edge in edges} <= BY_KEY.keys() - {TOGETHER}  # no co-occurrence
    known = {node.id for node in nodes}
    assert all(edge.source in known and edge.target in known for edge in edges)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_other_programs_can_read_the_network(form: str) -> None:
    nodes, edges = exported_network(store())
    read = (nx.read_graphml if form == "graphml" else nx.read_gexf)(
        io.BytesIO(written(store(), form))
    )
    assert read.number_of_nodes() == len(nodes) and read.number_of_edges() == len(edges)
    assert {data["kind"] for _, _, data in read.edges(data=True)} == {edge.kind for edge in edges}


def test_the_table_has_a_row_a_tie() -> None:
    _, edges = exported_network(store())
    rows = list(csv.DictReader(io.StringIO(written(store(), "csv").decode())))
    assert [(row["source"], row["kind"], row["target"]) for row in rows] == [
        (edge.source, edge.kind, edge.target) for edge in edges
    ]
    assert all(row["source_name"] and row["target_name"] for row in rows)


def test_a_feed_and_a_calendar_are_files_too() -> None:
    assert written(store(), "atom").count(b"<entry>") > 2
    assert b"DTSTART;VALUE=DATE:20220610" in written(store(), "ics")
    for form, topic in (("atom", None), ("ics", ANCHOR.name)):
        with pytest.raises(InputError, match="--topic"):
            export(store(), form, io.BytesIO(), topic)


def test_an_empty_graph_is_an_empty_file() -> None:
    for form in FORMATS:
        if form != FEED:  # which is of a topic
            written(ox.Store(), form)
    assert written(ox.Store(), "nquads") == b""


def test_signs_that_xml_cannot_hold_are_left_out() -> None:
    graph = store()
    graph.update(
        "INSERT { GRAPH <http://marlshire.example/g> "
        "{ ?x <https://w3id.org/boardgraph/ns#kind> 'a\\u0007b' } } "
        "WHERE { GRAPH ?g { ?x a <https://w3id.org/boardgraph/ns#Person> } }"
    )
    for form in ("graphml", "gexf"):
        assert "ab" in written(graph, form).decode()


# -- Popolo ----------------------------------------------------------------------------------------


def test_popolo_keeps_to_its_schema() -> None:
    from jsonschema import Draft202012Validator, FormatChecker

    schema = json.loads(Path(__file__).with_name("popolo-whole.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    found = json.loads(written(store(), "popolo"))
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    assert [error.message for error in validator.iter_errors(found)] == []
    assert not validator.is_valid({**found, "persons": [{"name": ""}]})
    assert not validator.is_valid(
        {**found, "events": [{"id": "urn:e", "name": "x", "start_date": "soon"}]}
    )


def test_popolo_keeps_to_the_schemas_of_its_project() -> None:
    from jsonschema import Draft3Validator
    from referencing import Registry
    from referencing.jsonschema import DRAFT3

    files = sorted((Path(__file__).parent / "popolo").glob("*.json"))
    schemas = {file.stem: json.loads(file.read_text("utf-8")) for file in files}
    registry: Registry[object] = Registry().with_resources(
        (schema["id"].rstrip("#"), DRAFT3.create_resource(schema)) for schema in schemas.values()
    )
    found = json.loads(written(store(), "popolo"))
    for kind in ("person", "organization", "membership", "post"):
        validator = Draft3Validator(
            schemas[kind], registry=registry, format_checker=Draft3Validator.FORMAT_CHECKER
        )
        assert found[f"{kind}s"], kind
        for each in found[f"{kind}s"]:
            assert [error.message for error in validator.iter_errors(each)] == []
        assert not validator.is_valid({**found[f"{kind}s"][0], "id": 7})
    named = {**found["persons"][0], "other_names": [{"note": "nameless"}]}
    assert not Draft3Validator(schemas["person"], registry=registry).is_valid(named)
    for event in found["events"]:
        for person in event.get("attendees", ()):
            assert Draft3Validator(schemas["person"], registry=registry).is_valid(person)
    for each in (*found["motions"], *found["vote_events"]):
        for source_link in each["sources"]:
            assert Draft3Validator(schemas["link"]).is_valid(source_link)


def test_popolo_ties_what_it_names() -> None:
    found = json.loads(written(store(), "popolo"))
    assert found["persons"] and found["motions"] and found["events"] and found["memberships"]
    people = {person["id"] for person in found["persons"]}
    bodies = {body["id"] for body in found["organizations"]}
    assert {each["person_id"] for each in found["memberships"]} <= people
    assert {each["organization_id"] for each in found["memberships"]} <= bodies
    assert {who["id"] for event in found["events"] for who in event.get("attendees", ())} <= people
    assert not {"start_date", "end_date"} & {key for each in found["memberships"] for key in each}
    assert all(motion["sources"][0]["url"] for motion in found["motions"])
