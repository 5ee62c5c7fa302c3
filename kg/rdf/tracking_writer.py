"""Write the results of tracking: actions and their rows, requests, recommendations, corrections,
and every tie.

What holds of a statement stands on it (``bg:status``, ``bg:answeredBy`` …) in the graph that
documents share. Why it was taken to hold stands in the provenance graph, as a ``bg:Tie`` with its
score and its reasons.
"""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import NamedNode

import kg.ontology as bg
from kg.extractors.facts import Facts
from kg.rdf.ledger import Ledger
from kg.rdf.provenance_writer import write_reasons
from kg.rdf.quads import RDFS_LABEL, NamedGraph, named_node
from kg.text.masking import quotable
from kg.text.quotation import shortened
from kg.tracking.tracked_statements import (
    ActionSeries,
    Contradiction,
    ContradictionSide,
    CorrectionResult,
    FactKind,
    FactRef,
    RequestResult,
    Tie,
    TrackingResult,
)

FACT_CLASSES: Mapping[FactKind, str] = {
    "action": bg.ActionEntry,
    "resolution": bg.Resolution,
    "recommendation": bg.Recommendation,
    "item": bg.AgendaItem,
    "report": bg.Report,
    "minute": bg.Minute,
    "attendance": bg.Attendance,
    "ask": bg.Ask,
}
"""Kind of fact → its class in the ontology."""
_REVISION_OF = bg.PREFIXES["prov"] + "wasRevisionOf"
_LABEL_LENGTH = 120  # characters of an action's text in its label


class TrackingWriter:
    """Writes all results of tracking for a corpus whose documents (by id) have been written:
    statements into one graph, their sources into another.
    """

    def __init__(
        self,
        tracked: TrackingResult,
        documents: Mapping[str, Facts],
        ledger: Ledger,
        identity: NamedGraph,
        provenance: NamedGraph,
    ) -> None:
        self._tracked, self._documents, self._ledger = tracked, documents, ledger
        self._graph, self._provenance = identity, provenance
        self._actions = [self._action_node(series) for series in tracked.actions]

    def write(self) -> None:
        for node, series in zip(self._actions, self._tracked.actions, strict=True):
            self._write_rows(node, series)
            self._write_action(node, series)
        for request in self._tracked.requests:
            self._write_request(request)
        self._write_recommendations()
        for correction in self._tracked.corrections:
            self._write_correction(correction)
        for tie in self._tracked.ties:
            self._write_tie(tie)
        for order, contradiction in enumerate(self._tracked.contradictions, 1):
            self._write_contradiction(order, contradiction)

    def _node(self, ref: FactRef) -> NamedNode:
        return self._ledger.nodes[ref.document, FACT_CLASSES[ref.kind], ref.index]

    def _action_node(self, series: ActionSeries) -> NamedNode:
        """The node of an action, named after that of its first row."""
        first = self._node(series.entries[0].row).value
        return named_node(first.replace("/action-entry/", "/action/"))

    def _write_rows(self, node: NamedNode, series: ActionSeries) -> None:
        """What happened with each row, which row it revises, and who was responsible in it."""
        graph, before = self._graph, None
        for entry in series.entries:
            row = self._node(entry.row)
            graph.add_links(row, bg.entryOf, node)
            graph.add_literals(row, bg.step, entry.step)
            if before is not None and entry.step != "repeated":
                graph.add_links(row, _REVISION_OF, before)
            before = row
            document = entry.row.document
            for printed in self._documents[document].actions[entry.row.index].responsible:
                person = self._ledger.identities.resolve(document, "person", printed)
                if person is not None:
                    graph.add_links(node, bg.responsible, self._ledger.entity(person))

    def _write_action(self, node: NamedNode, series: ActionSeries) -> None:
        graph, last = self._graph, series.entries[-1].row
        action = self._documents[last.document].actions[last.index]
        graph.add_types(node, bg.Action)
        graph.add_literals(node, bg.raised, *series.raised)
        graph.add_literals(node, RDFS_LABEL, shortened(quotable(action.text), _LABEL_LENGTH))
        graph.add_literals(node, bg.status, action.status)
        graph.add_literals(node, bg.fate, series.outcome)
        graph.add_literals(node, bg.nextLog, series.next_log)
        graph.add_literals(node, bg.certain, False if series.doubtful else None)
        for tie in series.delivered_at:
            if not tie.doubtful:
                graph.add_links(node, bg.carriedOutAt, self._node(tie.target))
        if series.ended_by is not None:
            graph.add_links(node, bg.endedBy, self._node(series.ended_by.target))

    def _write_request(self, request: RequestResult) -> None:
        graph, node = self._graph, self._node(request.statement)
        graph.add_literals(node, bg.status, request.status)
        graph.add_literals(node, bg.expectedBy, request.due)
        graph.add_literals(node, bg.asOf, request.as_of)
        if request.standing is not None:
            graph.add_verbatim(node, bg.standing, request.standing.state)
            graph.add_literals(node, bg.standingReason, quotable(request.standing.why))
            graph.add_literals(node, bg.answeredOn, request.standing.answered_on)
            graph.add_literals(node, bg.answeredIn, request.standing.answered_in)
        graph.add_literals(node, bg.papersAtHand, None if request.papers_at_hand else False)
        graph.add_links(node, bg.becameAction, *(self._actions[at] for at in request.actions))
        graph.add_links(node, bg.answeredBy, *(self._node(tie.target) for tie in request.answers))

    def _write_recommendations(self) -> None:
        for each in self._tracked.recommendations:
            node = self._node(each.recommendation)
            self._graph.add_literals(node, bg.status, each.outcome)
            if each.tie is not None:
                self._graph.add_links(node, bg.answeredBy, self._node(each.tie.target))

    def _write_correction(self, correction: CorrectionResult) -> None:
        graph, node = self._graph, self._node(correction.minute)
        graph.add_literals(node, bg.correction, correction.words)
        graph.add_literals(node, bg.correctsDate, correction.date)
        graph.add_literals(node, bg.correctsNumber, correction.number)
        graph.add_literals(node, bg.correctsWhat, correction.what)
        graph.add_literals(node, bg.reads, correction.reads)
        graph.add_literals(node, bg.correctsSection, correction.section)
        for person in correction.people:
            graph.add_links(node, bg.correctsPerson, self._ledger.iris.entity("person", person))
        corrected = [self._node(ref) for ref in correction.corrected]
        if correction.meeting is not None:
            corrected.append(self._ledger.meeting_of[correction.meeting].node)
        for earlier in corrected:
            graph.add_links(node, bg.corrects, earlier)
            graph.add_links(earlier, bg.correctedBy, node)

    def _write_contradiction(self, order: int, contradiction: Contradiction) -> None:
        """What two statements contradict each other about, the words of both, and the facts."""
        graph, left, right = self._graph, contradiction.left, contradiction.right
        document = self._ledger.iris.document(left.document)
        node = self._ledger.iris.child(document, "contradiction", str(order))
        graph.add_types(node, bg.Contradiction)
        graph.add_literals(node, bg.order, order)
        graph.add_verbatim(node, bg.kind, contradiction.kind)
        graph.add_literals(node, bg.matter, quotable(contradiction.matter))
        graph.add_literals(node, bg.leftWords, quotable(left.words))
        graph.add_links(node, bg.leftDocument, document)
        graph.add_literals(node, bg.leftPage, self._page(left))
        graph.add_literals(node, bg.rightWords, quotable(right.words))
        graph.add_links(node, bg.rightDocument, self._ledger.iris.document(right.document))
        graph.add_literals(node, bg.rightPage, self._page(right))
        meeting = contradiction.meeting
        if meeting is not None and meeting in self._ledger.meeting_of:
            graph.add_links(node, bg.differsOn, self._ledger.meeting_of[meeting].node)
        for side in (left, right):
            if side.fact is not None:
                kind, at = side.fact
                class_ = bg.Figure if kind == "figure" else bg.ActionEntry
                graph.add_links(node, bg.between, self._ledger.nodes[side.document, class_, at])

    def _page(self, side: ContradictionSide) -> str | None:
        return self._documents[side.document].document.page_number(side.span.start)

    def _write_tie(self, tie: Tie) -> None:
        graph, source = self._provenance, self._node(tie.source)
        node = self._ledger.iris.child(source, "tie", tie.kind)
        graph.add_types(node, bg.Tie)
        graph.add_verbatim(node, bg.kind, tie.kind)
        graph.add_links(node, bg.tiesFrom, source)
        graph.add_links(node, bg.tiesTo, self._node(tie.target))
        graph.add_literals(node, bg.score, float(tie.score))
        write_reasons(graph, node, tie.features)
        graph.add_literals(node, bg.certain, not tie.doubtful)
        graph.add_verbatim(node, bg.judgedBy, tie.by)
