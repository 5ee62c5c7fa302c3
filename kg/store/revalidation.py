"""Validation of what changed: the nodes that a publication touched, with what is around them.

A check looks at a node's own statements, at what the nodes are that it points to, one after the
other, and at whether anything points to it by one of ``_POINTERS``; nothing farther off can break a
shape or mend it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

import kg.ontology as bg
from kg.store.surroundings import around_nodes
from kg.store.validation import ValidationResult, broken_shapes

_POINTERS = tuple(map(ox.NamedNode, (bg.names, bg.meeting, bg.entryOf)))
_ASKED_OF_OTHERS = {bg.PREFIXES["rdf"] + "type", str(bg.document)}


@dataclass(frozen=True, slots=True)
class GraphDifference:
    """The quads that a publication took out of the graph and put into it."""

    removed: tuple[ox.Quad, ...]
    added: tuple[ox.Quad, ...]


def revalidate(
    graph: ox.Store, difference: GraphDifference, before: Iterable[ValidationResult]
) -> list[ValidationResult]:
    """Every shape that ``graph`` breaks, where ``before`` were all results before it changed."""
    touched = _touched(graph, difference)
    near = ox.Store()
    near.extend(_around(graph, touched))
    names = {node.value for node in touched}
    kept = {each for each in before if each.node not in names}
    return sorted(kept | {each for each in broken_shapes(near) if each.node in names})


def _touched(graph: ox.Store, difference: GraphDifference) -> set[ox.NamedNode]:
    """The nodes that may keep to a shape now and did not before, or the other way round."""
    found: set[ox.NamedNode] = set()
    became_another: set[ox.NamedNode] = set()
    for quad in (*difference.removed, *difference.added):
        if not isinstance(quad.subject, ox.NamedNode):
            continue
        found.add(quad.subject)
        if quad.predicate.value in _ASKED_OF_OTHERS:
            became_another.add(quad.subject)
        if quad.predicate in _POINTERS and isinstance(quad.object, ox.NamedNode):
            found.add(quad.object)
    for node in became_another:
        pointing = graph.quads_for_pattern(None, None, node)
        found.update(quad.subject for quad in pointing if isinstance(quad.subject, ox.NamedNode))
    return found


def _around(graph: ox.Store, nodes: set[ox.NamedNode]) -> Iterator[ox.Quad]:
    """The nodes with what they point to, and one statement of each kind that points back."""
    for node in nodes:
        for pointer in _POINTERS:
            yield from _first(graph.quads_for_pattern(None, pointer, node))
    yield from around_nodes(graph, nodes)


def _first(quads: Iterator[ox.Quad]) -> Iterator[ox.Quad]:
    for quad in quads:
        yield quad
        return
