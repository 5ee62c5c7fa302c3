"""The papers that the search index must read again after a publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

import kg.ontology as bg
from kg.store.revalidation import GraphDifference

_TYPE = ox.NamedNode(bg.PREFIXES["rdf"] + "type")
_PAPER, _SENTENCE = ox.NamedNode(bg.Document), ox.NamedNode(bg.Sentence)
_DOCUMENT = ox.NamedNode(bg.document)
_ABOUT_SENTENCE = ox.NamedNode(bg.aboutSentence)
_INDEXED = (ox.NamedNode(bg.Organisation), ox.NamedNode(bg.Programme))  # of what is named
_BODY = ox.NamedNode(bg.PREFIXES["oa"] + "hasBody")
_MEETING = ox.NamedNode(bg.meeting)
_ORGANIZER = ox.NamedNode(bg.PREFIXES["schema"] + "organizer")
_PREF_LABEL = ox.NamedNode(bg.PREFIXES["skos"] + "prefLabel")


def touched_papers(graph: ox.Store, difference: GraphDifference) -> set[str]:
    """The IRIs of papers that are new, gone or changed, of which other sentences or subjects are
    stated, or whose meetings, boards or named entities are others.
    """
    quads = (*difference.removed, *difference.added)
    papers: set[object] = {quad.subject for quad in quads if quad.object == _PAPER}
    lost: dict[tuple[object, object], list[object]] = {}
    for each in difference.removed:
        lost.setdefault((each.subject, each.predicate), []).append(each.object)

    def pointed(node: object, predicate: ox.NamedNode) -> Iterator[object]:
        """What a node points to now, or did."""
        yield from (quad.object for quad in graph.quads_for_pattern(node, predicate, None))  # type: ignore[arg-type]
        yield from lost.get((node, predicate), ())

    graphs = {quad.graph_name for quad in quads} | set(_by_what_they_name(graph, quads))
    papers.update(each for each in graphs if _PAPER in pointed(each, _TYPE))
    for node in {quad.subject for quad in quads}:
        sentences = [node] if _SENTENCE in pointed(node, _TYPE) else pointed(node, _ABOUT_SENTENCE)
        for sentence in sentences:
            papers.update(pointed(sentence, _DOCUMENT))
    return {paper.value for paper in papers if isinstance(paper, ox.NamedNode)}


def _by_what_they_name(graph: ox.Store, quads: Iterable[ox.Quad]) -> Iterator[ox.NamedNode]:
    """Graphs that tell of a meeting with another board, of a board with another name, or of an
    entity of another kind.
    """

    def pointing(predicate: ox.NamedNode, node: object) -> Iterator[ox.Quad]:
        return graph.quads_for_pattern(None, predicate, node)  # type: ignore[arg-type]

    for quad in quads:
        meetings = []
        if quad.predicate == _TYPE and quad.object in _INDEXED:
            yield from (each.graph_name for each in pointing(_BODY, quad.subject))  # type: ignore[misc]
        elif quad.predicate == _ORGANIZER:
            meetings = [quad.subject]
        elif quad.predicate == _PREF_LABEL:
            meetings = [each.subject for each in pointing(_ORGANIZER, quad.subject)]
        for meeting in meetings:
            yield from (each.graph_name for each in pointing(_MEETING, meeting))  # type: ignore[misc]
