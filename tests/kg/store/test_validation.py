"""A graph that is whole passes; what breaks a shape is found by our checks and by pySHACL alike."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

import kg.ontology as bg
import pyoxigraph as ox
import pytest
from handmade import store

from kg.errors import InputError
from kg.rdf.quads import BASE
from kg.store.revalidation import GraphDifference, revalidate
from kg.store.validation import (
    SHAPES,
    QualityMeasure,
    broken_shapes,
    shape_checks,
    validate,
    validate_with_shacl,
)

MARCH = f"{BASE}meeting/marlshire-safer-places-board/2022-03-11"
PREFIXES = {**bg.PREFIXES, "m": MARCH + "/", "id": BASE}

# What breaks each shape, as an update of the graph made by hand.
BREAKS = {
    "Located": "DELETE { ?x bg:start ?y } "
    "INSERT { ?x bg:start 99999 } WHERE { ?x a bg:Report ; bg:start ?y }",
    "Meeting": "DELETE { ?x rdfs:label ?y } WHERE { ?x a bg:Meeting ; rdfs:label ?y }",
    "Dated": "DELETE { ?x schema:startDate ?y } WHERE { ?x schema:startDate ?y }",
    "MeetingRecord": "DELETE { ?x bg:evidence ?y } "
    "INSERT { ?x bg:evidence 'rumour' } WHERE { ?x bg:evidence ?y }",
    "Item": "DELETE { ?x bg:meeting ?y } WHERE { ?x a bg:AgendaItem ; bg:meeting ?y }",
    "AgendaItem": "DELETE { ?x bg:kind ?y } "
    "INSERT { ?x bg:kind 'song' } WHERE { ?x a bg:AgendaItem ; bg:kind ?y }",
    "Minute": "DELETE { ?x bg:text ?y } WHERE { ?x a bg:Minute ; bg:text ?y }",
    "Resolution": "DELETE { ?x bg:verb ?y } INSERT { ?x bg:verb bg:Verbs } WHERE { ?x bg:verb ?y }",
    "Attendance": "DELETE { ?x bg:section ?y } "
    "INSERT { ?x bg:section 'gallery' } WHERE { ?x bg:section ?y }",
    "ActionEntry": "DELETE { ?x bg:entryOf ?y } WHERE { ?x bg:entryOf ?y }",
    "Action": "INSERT { id:nothing a bg:Action } WHERE {}",
    "Report": "INSERT { ?x bg:title 'Another title' } WHERE { ?x a bg:Report }",
    "Recommendation": "DELETE { ?x bg:inReport ?y } WHERE { ?x bg:inReport ?y }",
    "Figure": "DELETE { ?x qb:dataSet ?y } WHERE { ?x qb:dataSet ?y }",
    "Sum": "DELETE { ?x bg:bound ?y } INSERT { ?x bg:bound 'roughly' } WHERE { ?x bg:bound ?y }",
    "Entity": "INSERT { ?x skos:prefLabel 'Somebody else' } WHERE { ?x a bg:Person }",
    "Named": "DELETE { ?x bg:names ?y } WHERE { ?x bg:names ?y }",
    "Naming": "DELETE { ?x bg:names ?y } INSERT { ?x bg:names id:nobody } WHERE { ?x bg:names ?y }",
    "Mention": "DELETE { ?x oa:hasTarget ?y } WHERE { ?x oa:hasTarget ?y }",
    "Membership": "DELETE { ?x org:member ?y } WHERE { ?x org:member ?y }",
    "Office": "INSERT { id:nothing a bg:Office } WHERE {}",
    "Statement": "INSERT { id:nothing a bg:Statement } WHERE {}",
    "Tie": "DELETE { ?x bg:reason ?y } WHERE { ?x a bg:Tie ; bg:reason ?y }",
    "Passage": "DELETE { ?x bg:text ?y } WHERE { ?x a bg:Passage ; bg:text ?y }",
    "Sentence": "DELETE { ?x bg:kind ?y } WHERE { ?x a bg:Sentence ; bg:kind ?y }",
    "Aboutness": "INSERT { id:nothing a bg:Aboutness } WHERE {}",
    "Document": "DELETE { ?x bg:digest ?y } INSERT { ?x bg:digest '0' } WHERE { ?x bg:digest ?y }",
    "Presenting": "INSERT { id:nothing a bg:Presenting ; bg:printed 'Ms A' } WHERE {}",
    "MinuteAction": "INSERT { id:nothing a bg:MinuteAction ; bg:meeting id:none } WHERE {}",
    "Vote": "INSERT { id:nothing a bg:Vote ; bg:result 'carried' , 'lost' } WHERE {}",
    "Contradiction": "INSERT { id:nothing a bg:Contradiction ; bg:kind 'status' } WHERE {}",
    "Change": "INSERT { id:nothing a bg:Renaming ; bg:nameBefore 'a' , 'b' } WHERE {}",
    "Indicator": "INSERT { ?x bg:key 'another' } WHERE { ?x a bg:Indicator }",
    "Part": "INSERT { id:nothing a bg:Part ; bg:part 'minutes' ; bg:document id:none } WHERE {}",
    "Rule": "DELETE { ?x rdfs:label ?y } WHERE { ?x a bg:Rule ; rdfs:label ?y }",
    "Judgement": "DELETE { ?x bg:score ?y } WHERE { ?x a bg:Tie ; bg:score ?y }",
    "Private": "INSERT { ?x bg:comments 'Write to jo@marlshire.example' } "
    "WHERE { ?x a bg:ActionEntry }",
}


def shapes() -> set[str]:
    quads = ox.parse(bg.source("shapes.ttl"), format=ox.RdfFormat.TURTLE)
    return {
        quad.subject.value.removeprefix(SHAPES)
        for quad in quads
        if isinstance(quad.subject, ox.NamedNode)
        and quad.object == ox.NamedNode("http://www.w3.org/ns/shacl#NodeShape")
    }


def broken(shape: str) -> ox.Store:
    """The graph made by hand, without its names, after what breaks the shape."""
    graph = ox.Store()
    graph.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in store())
    graph.update(BREAKS[shape], prefixes=PREFIXES)
    named = ox.Store()
    everything = ox.NamedNode(BASE + "graph/test")
    named.extend(ox.Quad(quad.subject, quad.predicate, quad.object, everything) for quad in graph)
    return named


def test_every_shape_has_its_query_and_its_test() -> None:
    asked = {each.shape for each in shape_checks()}
    assert len(asked) >= 10
    assert (
        shapes() - {"Target"} == asked == set(BREAKS)
    )  # a mention's check looks at its target as well


def test_every_shape_says_what_it_is_for() -> None:
    quads = list(ox.parse(bg.source("shapes.ttl"), format=ox.RdfFormat.TURTLE))
    commented = {
        quad.subject.value
        for quad in quads
        if quad.predicate.value == bg.PREFIXES["rdfs"] + "comment"
    }
    assert {SHAPES + shape for shape in shapes()} == commented
    assert all(
        each.message and each.severity in ("violation", "warning") for each in shape_checks()
    )


@pytest.mark.parametrize("shape", sorted(BREAKS))
def test_what_breaks_a_shape_and_what_mends_it_is_found_in_what_changed(shape: str) -> None:
    everything = ox.NamedNode(BASE + "graph/test")
    whole = ox.Store()
    whole.extend(ox.Quad(*quad.triple, everything) for quad in store())
    after = broken(shape)
    lost, gained = tuple(set(whole) - set(after)), tuple(set(after) - set(whole))
    results = sorted(broken_shapes(after))
    assert revalidate(after, GraphDifference(lost, gained), []) == results
    assert revalidate(whole, GraphDifference(gained, lost), results) == []


@pytest.mark.parametrize("full", [False, True], ids=["quick", "full"])
def test_a_graph_that_is_whole_passes(full: bool) -> None:
    checked = validate(store(), full=full)
    assert [str(finding) for finding in checked.results] == []
    assert checked.conforms and checked.shapes == len(shape_checks())


@pytest.mark.parametrize("shape", sorted(BREAKS))
def test_what_breaks_a_shape_is_found(shape: str) -> None:
    quick = [finding for finding in validate(broken(shape)).results if finding.shape == shape]
    assert quick and all(finding.node and finding.why for finding in quick)
    severity = "warning" if shape in ("Dated", "Named") else "violation"
    assert {finding.severity for finding in quick} == {severity}


@pytest.mark.parametrize("shape", sorted(BREAKS))
def test_pyshacl_finds_the_same(shape: str) -> None:
    graph = broken(shape)
    quick = {finding.node for finding in validate(graph).results if finding.shape == shape}
    full = {finding.node for finding in validate_with_shacl(graph) if finding.shape == shape}
    assert quick == full


def test_a_warning_does_not_fail() -> None:
    checked = validate(broken("Dated"))
    assert checked.results and checked.conforms


def test_the_quality_is_of_parts_of_wholes() -> None:
    measures = {measure.name: measure for measure in validate(store()).quality}
    assert measures["mentions with a page"].share not in (None, 0.0)
    assert measures["meetings with a date"].share == 1.0
    assert measures["minutes tied to their agenda item"] == QualityMeasure(
        "minutes tied to their agenda item", 2, 4
    )
    assert all(0 <= measure.number <= measure.of for measure in measures.values())


def test_an_empty_graph_has_no_shares() -> None:
    checked = validate(ox.Store())
    assert checked.conforms and {measure.share for measure in checked.quality} == {None}


def test_without_pyshacl_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    real: Callable[..., Any] = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "pyshacl":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError, match=r"pip install 'boardgraph\[shacl\]'"):
        validate(store(), full=True)
