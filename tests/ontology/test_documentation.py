"""What is made from ``board.ttl`` is as new as it, and alignments say why they hold."""

from __future__ import annotations

import csv
import html
import json
import re
from importlib.util import find_spec
from pathlib import Path

import kg.ontology as bg
import pyoxigraph as ox
import pytest
from kg.ontology import documentation
from rdflib import RDF, Dataset, Graph, Literal, URIRef

ROOT = Path(__file__).resolve().parents[2]
REMAKE = "make it anew: python -m kg.ontology.documentation (needs pylode==3.1.4)"
QUADS = list(ox.parse(bg.source("board.ttl"), format=ox.RdfFormat.TURTLE))
MAPPINGS = {
    bg.PREFIXES["rdfs"] + "subClassOf",
    bg.PREFIXES["rdfs"] + "subPropertyOf",
    bg.PREFIXES["skos"] + "closeMatch",
}


def test_the_pages_explain_every_term() -> None:
    page = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", bg.source("board.html"))).split())
    for quad in QUADS:
        if quad.predicate.value == bg.PREFIXES[
            "rdfs"
        ] + "comment" and quad.subject.value.startswith(bg.NS):
            if quad.subject.value in {bg.Verbs, *bg.VERBS.values()}:
                continue  # concepts, which are no terms of the vocabulary itself
            assert " ".join(quad.object.value.split()) in page, f"{quad.subject}: {REMAKE}"


def test_the_iri_of_a_term_leads_to_its_place_in_the_pages() -> None:
    places = re.findall(r'\bid="([^"]+)"', bg.source("board.html"))
    assert len(places) == len(set(places))
    kinds = {bg.PREFIXES["owl"] + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty")}
    terms = {quad.subject.value for quad in QUADS if quad.object.value in kinds}
    assert len(terms) > 100
    assert {term.removeprefix(bg.NS) for term in terms} <= set(places), REMAKE
    links = set(re.findall(r'\bhref="#([^"]+)"', bg.source("board.html")))
    assert links <= set(places)


@pytest.mark.skipif(find_spec("pylode") is None, reason="pyLODE is not installed")
def test_the_pages_are_those_that_pylode_makes() -> None:
    if find_spec("pylode.rdf_elements") is None:
        pytest.skip("this pyLODE lacks files that it reads; 3.1.4 has them")
    assert documentation.pages_text() == bg.source("board.html"), REMAKE


def test_the_context_is_that_of_the_ontology() -> None:
    assert documentation.context_text() == bg.source("context.jsonld"), REMAKE


def test_data_written_with_the_context_are_ours() -> None:
    data = {
        **json.loads(bg.source("context.jsonld")),
        "id": "https://example.org/r",
        "type": "Resolution",
        "text": "That the report be noted.",
        "verb": "bg:verb-note",
        "dueBy": "2024-06-07",
    }
    made = Graph().parse(data=json.dumps(data), format="json-ld")
    node = URIRef("https://example.org/r")
    assert (node, RDF.type, URIRef(bg.Resolution)) in made
    assert (node, URIRef(bg.verb), URIRef(bg.VERBS["note"])) in made
    assert (node, URIRef(bg.text), Literal("That the report be noted.")) in made
    assert str(made.value(node, URIRef(bg.dueBy)).datatype).endswith("date")  # type: ignore[union-attr]


def alignments() -> list[dict[str, str]]:
    """The rows of the alignments, IRIs whole."""
    lines = bg.source("alignments.sssom.tsv").splitlines()
    prefixes = dict(re.findall(r"^#  (\w+): (\S+)$", "\n".join(lines), re.MULTILINE))
    rows = list(
        csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    )
    for row in rows:
        for column in ("subject_id", "predicate_id", "object_id", "mapping_justification"):
            prefix, _, local = row[column].partition(":")
            row[column] = prefixes[prefix] + local
    return rows


def test_every_alignment_is_justified() -> None:
    rows = alignments()
    assert all(len(row["comment"].split()) >= 2 and row["mapping_justification"] for row in rows)
    justified = {(row["subject_id"], row["predicate_id"], row["object_id"]) for row in rows}
    assert len(justified) == len(rows)
    made = {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in QUADS
        if quad.predicate.value in MAPPINGS and not quad.object.value.startswith(bg.NS)
    }
    assert made <= justified, "add a line with its reason to ontology/alignments.sssom.tsv"
    subclass_or_property = {row for row in justified - made if "rdf-schema" in row[1]}
    assert subclass_or_property == set(), "such an alignment stands in board.ttl as well"


def test_a_term_that_is_given_up_says_what_to_use() -> None:
    """As docs/ontology.md has it: deprecated, never removed, with what takes its place."""
    deprecated = bg.PREFIXES["owl"] + "deprecated"
    replaced = bg.PREFIXES["dcterms"] + "isReplacedBy"
    for quad in QUADS:
        if quad.predicate.value == deprecated:
            assert any(
                other.subject == quad.subject and other.predicate.value == replaced
                for other in QUADS
            ), quad.subject


def test_examples_are_trig_for_others_too() -> None:
    for name in ("examples.trig", "counter-examples.trig"):
        assert len(Dataset().parse(data=bg.source(name), format="trig")) > 100
