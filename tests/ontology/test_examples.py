"""Every class has an example that keeps to the shapes, and a counter-example that breaks them."""

from __future__ import annotations

from functools import cache

import kg.ontology as bg
import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import RDF, SH, Graph, URIRef

EX = "https://example.org/marlshire/"
OWL_CLASS = ox.NamedNode(bg.PREFIXES["owl"] + "Class")
CLASSES = sorted(
    quad.subject.value.removeprefix(bg.NS)
    for quad in ox.parse(bg.source("board.ttl"), format=ox.RdfFormat.TURTLE)
    if quad.object == OWL_CLASS and isinstance(quad.subject, ox.NamedNode)
)


@cache
def graphs(name: str) -> dict[str, tuple[ox.Triple, ...]]:
    """Class → the triples of its graph; those of all under ``""``."""
    found: dict[str, list[ox.Triple]] = {}
    for quad in ox.parse(bg.source(name), format=ox.RdfFormat.TRIG):
        graph = quad.graph_name
        key = graph.value.removeprefix(f"{EX}graph-") if isinstance(graph, ox.NamedNode) else ""
        found.setdefault(key, []).append(quad.triple)
    return {key: tuple(triples) for key, triples in found.items()}


@cache
def shapes() -> Graph:
    return Graph().parse(data=bg.source("shapes.ttl"), format="turtle")


def broken(*parts: tuple[ox.Triple, ...]) -> set[tuple[str, str]]:
    """The resources that break a shape, each with its class."""
    triples = [triple for part in parts for triple in part]
    lines = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    data = Graph().parse(data=lines, format="nt")
    _, report, _ = validate(data, shacl_graph=shapes())
    assert isinstance(report, Graph)
    return {
        (str(node), str(kind).removeprefix(bg.NS))
        for result in report.subjects(RDF.type, SH.ValidationResult)
        if (result, SH.resultSeverity, SH.Violation) in report
        for node in report.objects(result, SH.focusNode)
        for kind in data.objects(URIRef(str(node)), RDF.type)
    }


def test_every_class_has_both() -> None:
    for name in ("examples.trig", "counter-examples.trig"):
        assert set(graphs(name)) - {""} == set(CLASSES)


def test_what_examples_share_keeps_to_the_shapes() -> None:
    assert broken(graphs("examples.trig")[""]) == set()


def test_all_examples_together_keep_to_the_shapes() -> None:
    assert broken(*graphs("examples.trig").values()) == set()


@pytest.mark.parametrize("name", CLASSES)
def test_an_example_keeps_to_the_shapes(name: str) -> None:
    example = graphs("examples.trig")
    kinds = {
        triple.object.value for triple in example[name] if triple.predicate.value == str(RDF.type)
    }
    assert bg.NS + name in kinds
    assert broken(example[""], example[name]) == set()


@pytest.mark.parametrize("name", CLASSES)
def test_a_counter_example_breaks_them(name: str) -> None:
    wrong = graphs("counter-examples.trig")[name]
    found = broken(graphs("examples.trig")[""], wrong)
    assert name in {kind for _, kind in found}
    assert len({node for node, _ in found}) == 1, "one thing alone is wrong"
