"""A small graph cut out of a large one: some nodes or papers, and what they point to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

import kg.ontology as bg

REACH = 3  # a mention, its target, and the selectors of that; a passage, its meeting, and the board
_DOCUMENT = ox.NamedNode(bg.document)
_ABOUT_SENTENCE = ox.NamedNode(bg.aboutSentence)


def around_nodes(graph: ox.Store, nodes: Iterable[ox.NamedNode]) -> Iterator[ox.Quad]:
    """The statements of nodes, of those that these point to, and of those beyond."""
    here = set(nodes)
    seen: set[ox.NamedNode] = set()
    for _ in range(REACH):
        seen |= here
        beyond: set[ox.NamedNode] = set()
        for node in here:
            for quad in graph.quads_for_pattern(node, None, None):
                yield quad
                if isinstance(quad.object, ox.NamedNode):
                    beyond.add(quad.object)
        here = beyond - seen


def around_papers(graph: ox.Store, papers: Iterable[str]) -> ox.Store:
    """The graphs of papers with their sentences, what these are about, and what all point to."""
    near = ox.Store()
    nodes: set[object] = set()
    for paper in map(ox.NamedNode, papers):
        said = list(graph.quads_for_pattern(None, None, None, paper))
        near.extend(said)
        nodes.update(quad.object for quad in said)
        nodes.difference_update(quad.subject for quad in said)
        for sentence in _pointing_to(paper, _DOCUMENT, graph):
            nodes.add(sentence)
            nodes.update(_pointing_to(sentence, _ABOUT_SENTENCE, graph))
    near.extend(around_nodes(graph, (each for each in nodes if isinstance(each, ox.NamedNode))))
    return near


def _pointing_to(node: object, predicate: ox.NamedNode, graph: ox.Store) -> Iterator[object]:
    shared = (
        quad
        for quad in graph.quads_for_pattern(None, predicate, node)  # type: ignore[arg-type]
        if quad.graph_name != node
    )
    return (quad.subject for quad in shared)
