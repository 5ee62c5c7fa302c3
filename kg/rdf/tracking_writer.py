"""TrackingResult → quads: actions and their rows, what became of requests and recommendations, corrections, and every tie.

What holds of a statement stands on it (``bg:status``, ``bg:answeredBy`` …) in the identity graph; why it was taken to
hold, as a ``bg:Tie`` with its score and its reasons, in the provenance graph.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

import ontology as bg
from extractors.facts import Facts
from kg.rdf.quads import LABEL, NODE, Graph, Mint
from kg.text.masking import quotable
from kg.text.quotation import shortened
from kg.tracking.tracked_statements import ActionSeries, FactKind, FactRef, Tie, TrackingResult

if TYPE_CHECKING:
    from kg.rdf.ledger import Ledger

CLASSES: Mapping[FactKind, str] = {
    "action": bg.ActionEntry,
    "resolution": bg.Resolution,
    "recommendation": bg.Recommendation,
    "item": bg.AgendaItem,
    "report": bg.Report,
    "minute": bg.Minute,
    "attendance": bg.Attendance,
    "ask": bg.Ask,
}
_REVISION = bg.PREFIXES["prov"] + "wasRevisionOf"


def write_tracking(
    found: TrackingResult,
    documents: list[Facts],
    ledger: Ledger,
    identity: Graph,
    provenance: Graph,
) -> None:
    """Write all threads of a corpus whose documents have been written."""
    _Writer(
        found, {facts.document.id: facts for facts in documents}, ledger, identity, provenance
    ).write()


class _Writer:
    def __init__(
        self,
        found: TrackingResult,
        facts: Mapping[str, Facts],
        ledger: Ledger,
        identity: Graph,
        provenance: Graph,
    ) -> None:
        self.found, self.facts, self.ledger = found, facts, ledger
        self.graph, self.provenance = identity, provenance
        self.mint: Mint = ledger.mint
        self.actions = [self._action_node(thread) for thread in found.actions]
        self.of_row = {
            entry.row: node
            for node, thread in zip(self.actions, found.actions, strict=True)
            for entry in thread.entries
        }

    def write(self) -> None:
        for node, thread in zip(self.actions, self.found.actions, strict=True):
            self._write_action(node, thread)
        self._write_requests()
        self._write_advice()
        self._write_corrections()
        for tie in self.found.ties:
            self._write_tie(tie, self._node(tie.source), self._node(tie.target))

    def _node(self, ref: FactRef) -> NamedNode:
        return self.ledger.nodes[ref.document, CLASSES[ref.kind], ref.index]

    def _action_node(self, thread: ActionSeries) -> NamedNode:
        return NODE[self._node(thread.entries[0].row).value.replace("/action-entry/", "/action/")]

    def _write_action(self, node: NamedNode, thread: ActionSeries) -> None:
        graph, before = self.graph, None
        for entry in thread.entries:
            row = self._node(entry.row)
            graph.tie(row, bg.entryOf, node)
            graph.say(row, bg.step, entry.step)
            if before is not None and entry.step != "repeated":
                graph.tie(row, _REVISION, before)
            before = row
        graph.a(node, bg.Action)
        graph.say(node, bg.raised, *thread.raised)
        for entry in thread.entries:
            for printed in self.facts[entry.row.document].actions[entry.row.index].responsible:
                person = self.ledger.identities.resolve(entry.row.document, "person", printed)
                graph.tie(
                    node, bg.responsible, self.ledger.entity(person) if person is not None else None
                )
        last = thread.entries[-1].row
        action = self.facts[last.document].actions[last.index]
        graph.say(node, LABEL, shortened(quotable(action.text), 120))
        graph.say(node, bg.status, action.status)
        graph.say(node, bg.fate, thread.outcome)
        graph.say(node, bg.nextLog, thread.next_log)
        graph.say(node, bg.certain, False if thread.doubtful else None)
        for tie in thread.delivered_at:
            graph.tie(node, bg.carriedOutAt, None if tie.doubtful else self._node(tie.target))
        if thread.ended_by is not None:
            graph.tie(node, bg.endedBy, self._node(thread.ended_by.target))

    def _write_requests(self) -> None:
        graph = self.graph
        for request in self.found.requests:
            node = self._node(request.statement)
            graph.say(node, bg.status, request.status)
            graph.say(node, bg.expectedBy, request.due)
            graph.say(node, bg.asOf, request.as_of)
            graph.say(node, bg.papersAtHand, None if request.papers_at_hand else False)
            for at in request.actions:
                graph.tie(node, bg.becameAction, self.actions[at])
            for tie in request.answers:
                graph.tie(node, bg.answeredBy, self._node(tie.target))

    def _write_advice(self) -> None:
        for advice in self.found.recommendations:
            node = self._node(advice.recommendation)
            self.graph.say(node, bg.status, advice.outcome)
            if advice.tie is not None:
                self.graph.tie(node, bg.answeredBy, self._node(advice.tie.target))

    def _write_corrections(self) -> None:
        graph = self.graph
        for correction in self.found.corrections:
            node = self._node(correction.minute)
            graph.say(node, bg.correction, correction.words)
            graph.say(node, bg.correctsDate, correction.date)
            graph.say(node, bg.correctsNumber, correction.number)
            graph.say(node, bg.correctsWhat, correction.what)
            graph.say(node, bg.reads, correction.reads)
            graph.say(node, bg.correctsSection, correction.section)
            for person in correction.people:
                graph.tie(node, bg.correctsPerson, self.mint.entity("person", person))
            corrected = [self._node(ref) for ref in correction.corrected]
            if correction.meeting is not None:
                corrected.append(self.ledger.meeting_of[correction.meeting].node)
            for earlier in corrected:
                graph.tie(node, bg.corrects, earlier)
                graph.tie(earlier, bg.correctedBy, node)

    def _write_tie(self, tie: Tie, source: NamedNode, target: NamedNode) -> None:
        graph, node = self.provenance, self.mint.below(source, "tie", tie.kind)
        graph.a(node, bg.Tie)
        graph.plain(node, bg.kind, tie.kind)
        graph.tie(node, bg.tiesFrom, source)
        graph.tie(node, bg.tiesTo, target)
        graph.say(node, bg.score, float(tie.score))
        graph.say(
            node, bg.reason, *(f"{clue.description} ({clue.weight:+g})" for clue in tie.features)
        )
        graph.say(node, bg.certain, not tie.doubtful)
        graph.plain(node, bg.judgedBy, tie.by)
