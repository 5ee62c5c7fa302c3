"""The papers that the search index must read again after a publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

import kg.ontology as bg
from kg.store.revalidation import GraphDifference

_TYPE = ox.NamedNode(bg.PREFIXES["rdf"] + "type")
_DOCUMENT, _DOCUMENT_CLASS = ox.NamedNode(bg.document), ox.NamedNode(bg.Document)
_SENTENCE_OF = ox.NamedNode(bg.aboutSentence)
_BODY = ox.NamedNode(bg.PREFIXES["oa"] + "hasBody")
_MEETING = ox.NamedNode(bg.meeting)
_ORGANIZER = ox.NamedNode(bg.PREFIXES["schema"] + "organizer")
_PREF_LABEL = ox.NamedNode(bg.PREFIXES["skos"] + "prefLabel")


def touched_papers(graph: ox.Store, difference: GraphDifference) -> set[str]:
    """The IRIs of papers that are new, gone or changed, of which other sentences or subjects are
    stated, or whose meetings, boards or named entities are others.
    """
    quads = (*difference.removed, *difference.added)
    papers = {quad.subject for quad in quads if quad.object == _DOCUMENT_CLASS}
    lost = {
        (quad.subject, quad.predicate): quad.object
        for quad in difference.removed
        if quad.predicate in (_DOCUMENT, _SENTENCE_OF)
    }

    def pointed(node: object, predicate: ox.NamedNode) -> Iterator[object]:
        """What a node points to now, or did."""
        yield from (quad.object for quad in graph.quads_for_pattern(node, predicate, None))  # type: ignore[arg-type]
        if (node, predicate) in lost:  # type: ignore[comparison-overlap]
            yield lost[node, predicate]  # type: ignore[index]

    for node in {quad.subject for quad in quads}:
        papers.update(pointed(node, _DOCUMENT))  # type: ignore[arg-type]
        for sentence in pointed(node, _SENTENCE_OF):
            papers.update(pointed(sentence, _DOCUMENT))  # type: ignore[arg-type]
    papers.update(_by_what_they_name(graph, quads))
    return {paper.value for paper in papers if isinstance(paper, ox.NamedNode)}


def _by_what_they_name(graph: ox.Store, quads: Iterable[ox.Quad]) -> Iterator[ox.NamedNode]:
    """Papers whose meeting has another board, its board another name, or a named entity another
    kind.
    """

    def pointing(predicate: ox.NamedNode, node: object) -> Iterator[ox.Quad]:
        return graph.quads_for_pattern(None, predicate, node)  # type: ignore[arg-type]

    for quad in quads:
        meetings = []
        if quad.predicate == _TYPE:
            yield from (each.graph_name for each in pointing(_BODY, quad.subject))  # type: ignore[misc]
        elif quad.predicate == _ORGANIZER:
            meetings = [quad.subject]
        elif quad.predicate == _PREF_LABEL:
            meetings = [each.subject for each in pointing(_ORGANIZER, quad.subject)]
        for meeting in meetings:
            yield from (each.graph_name for each in pointing(_MEETING, meeting))  # type: ignore[misc]
