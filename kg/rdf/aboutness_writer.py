"""Write the sentences of the papers, and what each is about: with its evidence and how certain.

That a sentence, or a fact within it, is about an entity (``bg:about``) stands in the graph that
documents share, since all papers together tell an entity's names. Why it was taken to be so stands
in the provenance graph, as a ``bg:Aboutness``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from pyoxigraph import NamedNode

import kg.ontology as bg
from kg.extractors.facts import Facts, Span
from kg.rdf.ledger import Ledger
from kg.rdf.quads import NamedGraph, path_step
from kg.tracking.aboutness import LED, About
from kg.tracking.statements import Statement, points_of
from kg.tracking.topic_families import TopicFinder

_FACT_KINDS: Mapping[str, str] = {
    "agenda": bg.AgendaItem,
    "minutes": bg.Minute,
    "reports": bg.Report,
    "resolutions": bg.Resolution,
    "actions": bg.ActionEntry,
    "asks": bg.Ask,
    "recommendations": bg.Recommendation,
    "figures": bg.Figure,
    "sums": bg.Sum,
}
"""Field of the facts → class in the ontology."""
_WHOLE = ("minutes", "reports")  # about an entity where their title or opening says so
_BY_MENTION = ("named", "goes on")
_STATED_BY_PAPER = ("title", "opening")
_PAPER_KINDS = {"minutes": "minute", "reports": "report"}

_FactSpans = list[tuple[Span, NamedNode]]


def write_aboutness(
    corpus: Sequence[Facts], ledger: Ledger, identity: NamedGraph, provenance: NamedGraph
) -> None:
    """Write all sentences of a corpus whose documents have been written, and their subjects.

    The subjects of facts are noted in the ledger.
    """
    _AboutnessWriter(corpus, ledger, identity, provenance).write()


class _AboutnessWriter:
    """Writes the sentences of the papers with what each is about."""

    def __init__(
        self,
        corpus: Sequence[Facts],
        ledger: Ledger,
        identity: NamedGraph,
        provenance: NamedGraph,
    ) -> None:
        self._ledger, self._graph, self._provenance = ledger, identity, provenance
        self._facts = {facts.document.id: facts for facts in corpus}
        self._finder = TopicFinder(corpus, ledger.identities)
        self._nodes: dict[Statement, NamedNode] = {}
        self._papers: dict[tuple[str, str, Span], NamedNode] = {}
        self._small: dict[str, _FactSpans] = {}  # document → its facts but minutes and reports
        self._points = {
            index.document: points_of(index.statements) for index in self._finder.indexes
        }  # document → paragraph → the point it is
        for facts in corpus:
            self._index_facts(facts)

    def write(self) -> None:
        for index in self._finder.indexes:
            for order, statement in enumerate(index.statements, 1):
                self._write_sentence(order, statement)
        for entity, topic in self._finder.topics():
            node = self._ledger.entity(entity)
            for found in self._finder.about(topic):
                by_mention = found.evidence in _BY_MENTION and found.statement.kind == "sentence"
                if by_mention and entity.kind == "organisation":
                    continue  # its mentions say so
                self._write_about(found, node, path_step(entity.id))

    def _index_facts(self, facts: Facts) -> None:
        document = facts.document.id
        small = self._small[document] = []
        for name, class_ in _FACT_KINDS.items():
            for order, fact in enumerate(getattr(facts, name)):
                node = self._ledger.nodes.get((document, class_, order))
                if node is None:
                    continue
                if name in _WHOLE:
                    self._papers[document, _PAPER_KINDS[name], fact.span] = node
                else:
                    small.append((fact.span, node))
        small.sort(key=lambda each: each[0])

    def _write_sentence(self, order: int, statement: Statement) -> None:
        graph, ledger = self._graph, self._ledger
        facts = self._facts[statement.document]
        document = ledger.iris.document(statement.document)
        node = NamedNode(f"{document.value}/sentence/{order}")
        self._nodes[statement] = node
        graph.add_types(node, bg.Sentence)
        graph.add_literals(node, bg.order, order)
        graph.add_links(node, bg.document, document)
        graph.add_literals(node, bg.page, facts.document.page_number(statement.span.start))
        graph.add_literals(node, bg.start, statement.span.start)
        graph.add_literals(node, bg.end, statement.span.end)
        graph.add_literals(node, bg.text, statement.text)
        graph.add_verbatim(node, bg.kind, statement.kind)
        graph.add_literals(node, bg.paragraph, statement.paragraph)
        graph.add_literals(node, bg.introducedBy, statement.lead)
        graph.add_literals(
            node, bg.label, self._points[statement.document].get(statement.paragraph)
        )
        self._write_place(node, statement)

    def _write_place(self, node: NamedNode, statement: Statement) -> None:
        graph = self._graph
        sections = [place.title for place in statement.places if place.kind == "section"]
        papers = [place for place in statement.places if place.kind != "section"]
        graph.add_literals(node, bg.heading, " › ".join(sections) or None)
        if papers:
            graph.add_literals(node, bg.title, papers[-1].title)
            graph.add_literals(node, bg.item, papers[-1].number)
            whole = self._papers.get((statement.document, papers[-1].kind, papers[-1].span))
            if whole is not None:
                graph.add_links(node, bg.paper, whole)
        if statement.part is not None:
            graph.add_verbatim(node, bg.part, statement.part.kind)
            meeting = papers[-1].meeting if papers else statement.part.meeting
            shared = (
                self._ledger.meeting_of.get((statement.document, meeting))
                if meeting is not None
                else None
            )
            if shared is not None:
                graph.add_links(node, bg.meeting, shared.node)
                graph.add_literals(node, bg.date, shared.day)

    def _write_about(self, found: About, entity: NamedNode, step: str) -> None:
        sentence = self._nodes[found.statement]
        kind = entity.value.rsplit("/", 2)[1]
        node = NamedNode(f"{sentence.value}/about/{kind}/{step}")
        self._graph.add_links(sentence, bg.about, entity)
        provenance = self._provenance
        provenance.add_types(node, bg.Aboutness)
        provenance.add_links(node, bg.aboutSentence, sentence)
        provenance.add_links(node, bg.aboutEntity, entity)
        provenance.add_verbatim(node, bg.basis, found.evidence)
        provenance.add_literals(node, bg.confidence, found.certainty)
        if found.certainty >= LED:
            for fact in chain(self._facts_at(found), self._paper_of(found)):
                self._ledger.note_subject(fact, entity, True)

    def _facts_at(self, found: About) -> Iterator[NamedNode]:
        """The decisions, requests, figures … whose words are those of the statement."""
        span = found.statement.span
        for other, node in self._small[found.statement.document]:
            if other.start >= span.end:
                break
            if span.start < other.end and (other in span or span in other):
                yield node

    def _paper_of(self, found: About) -> Iterator[NamedNode]:
        """The minute or the report that says by its title or opening that it is about it."""
        if found.evidence in _STATED_BY_PAPER:
            for place in found.statement.places:
                node = self._papers.get((found.statement.document, place.kind, place.span))
                if node is not None:
                    yield node
