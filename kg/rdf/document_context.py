"""The context in which one document's facts are written.

Its graph, its facts, and where they stand.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from pyoxigraph import NamedNode

import kg.ontology as bg
from kg.extractors.facts import EntityKind, Facts, Part, Span
from kg.linking.entities import Entity
from kg.rdf.ledger import Ledger, SharedMeeting
from kg.rdf.quads import NamedGraph
from kg.text.masking import quotable
from kg.text.quotation import Quotes, shortened

QUOTED = 2000  # characters of a fact's text from which its quotation is cut


@dataclass(frozen=True, slots=True)
class FactSpan:
    """A fact's place in the text, to which the mentions inside it are linked.

    ``item`` is the number of the agenda item, report or minute that it belongs to.
    """

    node: NamedNode
    span: Span
    title: str
    item: str | None


class FactSpanIndex:
    """The facts of one kind in one document, searched by their place."""

    def __init__(self) -> None:
        self.all: list[FactSpan] = []
        self._starts: list[int] = []
        self._reach: list[int] = []  # the furthest end of the facts up to here

    def add(self, fact: FactSpan) -> None:
        """Add a fact; the index is sorted again with the next search."""
        self.all.append(fact)
        self._starts.clear()

    def innermost(self, span: Span) -> FactSpan | None:
        """The innermost fact whose span holds ``span``."""
        if not self._starts:
            self.all.sort(key=lambda fact: fact.span)
            self._starts = [fact.span.start for fact in self.all]
            self._reach = list(accumulate((fact.span.end for fact in self.all), max))
        at = bisect_right(self._starts, span.start) - 1
        while at >= 0 and self._reach[at] >= span.end:
            if self.all[at].span.end >= span.end:
                return self.all[at]
            at -= 1
        return None


class DocumentContext:
    """What the writers of one document share: its graph, its facts, its node, and the ledger of the
    corpus.

    ``minute_nodes`` and ``report_nodes`` are in the order of the facts; ``minute_of`` gives a
    resolution's minute.
    """

    def __init__(self, ledger: Ledger, facts: Facts) -> None:
        self.ledger = ledger
        self.facts = facts
        self.text = facts.document.text
        self.quotes = Quotes(self.text)
        self.node = ledger.iris.document(facts.document.id)
        self.graph = NamedGraph(self.node.value)
        self.parts = sorted(facts.parts, key=lambda part: part.span.start)
        self.fact_spans: dict[str, FactSpanIndex] = {}
        self.printed_names: set[tuple[str, str]] = set()
        self.minute_nodes: list[NamedNode] = []
        self.minute_of: dict[NamedNode, NamedNode] = {}
        self.report_nodes: list[NamedNode] = []
        self._part_starts = [part.span.start for part in self.parts]

    # -- look-ups ----------------------------------------------------------------------------------
    # ---------------

    def meeting(self, index: int | None) -> SharedMeeting | None:
        """The shared meeting of one of the document's meetings."""
        if index is None:
            return None
        return self.ledger.meeting_of.get((self.facts.document.id, index))

    def meeting_day(self, index: int | None) -> date | None:
        """The agreed day of one of the document's meetings."""
        meeting = self.meeting(index)
        if meeting is not None:
            return meeting.day
        return self.facts.meetings[index].date if index is not None else None

    def meeting_node(self, index: int | None) -> NamedNode:
        """The node of a meeting, beneath which its facts have their IRIs.

        The document's own where it is unknown, or may have been until another paper came.
        """
        meeting = self.meeting(index)
        if meeting is None or index is None or self.facts.meetings[index].tie != "own":
            return self.node
        return meeting.node

    def part_at(self, offset: int) -> Part | None:
        """The part of the document at an offset.

        The last to begin, where parts lie within one another.
        """
        for at in range(bisect_right(self._part_starts, offset) - 1, -1, -1):
            if offset < self.parts[at].span.end:
                return self.parts[at]
        return None

    def resolve(self, kind: EntityKind, printed: str | None) -> Entity | None:
        """Whom a printed name means in this document."""
        if not printed:
            return None
        return self.ledger.identities.resolve(self.facts.document.id, kind, printed)

    def board_of(self, meeting: int) -> Entity | None:
        """The board that held one of the document's meetings."""
        return self.ledger.identities.board_of(self.facts.document.id, meeting)

    def entity_of_mention(self, index: int) -> Entity | None:
        """The entity of one of the document's mentions."""
        return self.ledger.identities.of_mention(self.facts.document.id, index)

    def innermost_fact(self, kind: str, span: Span) -> FactSpan | None:
        """The innermost fact of ``kind`` whose span holds ``span``."""
        facts = self.fact_spans.get(kind)
        return facts.innermost(span) if facts is not None else None

    # -- writing -----------------------------------------------------------------------------------
    # ---------------

    def add_fact_span(
        self, kind: str, node: NamedNode, span: Span, title: str = "", item: str | None = None
    ) -> None:
        """Note a fact's place, so that mentions inside it are linked to it."""
        self.fact_spans.setdefault(kind, FactSpanIndex()).add(FactSpan(node, span, title, item))

    def note_printed_name(self, entity: Entity, printed: str) -> None:
        """Note a form in which the document prints an entity's name."""
        self.printed_names.add((self.ledger.entity(entity).value, quotable(printed)))

    def write_fact(
        self,
        node: NamedNode,
        class_: str,
        order: int,
        span: Span,
        rule: str | None,
        meeting: int | None,
        whole_sentence: bool = False,
    ) -> None:
        """Type, order, meeting and provenance of a fact: document, page, offsets, rule, and its
        words or sentence.

        ``order`` counts from 1 among the document's facts of the class.
        """
        graph = self.graph
        self.ledger.nodes[self.facts.document.id, class_, order - 1] = node
        graph.add_types(node, class_)
        graph.add_literals(node, bg.order, order)
        self.write_place(node, span)
        graph.add_verbatim(node, bg.quote, self._quotation(span, whole_sentence))
        if rule is not None:
            graph.add_links(node, bg.foundBy, self.ledger.rule(rule))
        self.write_meeting(node, meeting)

    def write_place(self, node: NamedNode, span: Span) -> None:
        """The document, page and character offsets of a span."""
        graph = self.graph
        graph.add_links(node, bg.document, self.node)
        graph.add_literals(node, bg.page, self.facts.document.page_number(span.start))
        graph.add_literals(node, bg.start, span.start)
        graph.add_literals(node, bg.end, span.end)

    def write_meeting(self, node: NamedNode, meeting: int | None) -> None:
        """The meeting of a fact and its day."""
        shared = self.meeting(meeting)
        if shared is not None:
            self.graph.add_links(node, bg.meeting, shared.node)
        self.graph.add_literals(node, bg.date, self.meeting_day(meeting))

    def _quotation(self, span: Span, whole_sentence: bool) -> str:
        if whole_sentence:
            return self.quotes.quote(span)
        return shortened(quotable(self.text[span.start : min(span.end, span.start + QUOTED)]))

    def write_people(self, node: NamedNode, predicate: str, printed: Iterable[str]) -> None:
        """Link a fact to the people it names, and keep their names, as printed, in a byline."""
        names = []
        for name in printed:
            entity = self.resolve("person", name)
            names.append(entity.name if entity is not None else name)
            if entity is None:
                self.graph.add_literals(node, bg.unresolved, name)
            else:
                self.graph.add_links(node, predicate, self.ledger.entity(entity))
                self.note_printed_name(entity, name)
        self.graph.add_literals(node, bg.byline, "; ".join(names))
