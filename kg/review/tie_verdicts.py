"""What a person may say about ties between statements; it goes into the file of verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode, Quad

import kg.ontology as bg
from kg.errors import InputError, NotFound
from kg.linking.verdicts import StatementReference, TieKind, TieVerdict, load_verdicts
from kg.rdf.tracking_writer import FACT_CLASSES
from kg.review.session import QuotedOccurrence, ReviewSession, printable
from kg.review.verdict_file import VerdictEntry, overrules, record_verdicts
from kg.store import snapshots
from kg.tracking.statement_keys import span_of, statement_key, statement_refs
from kg.tracking.tie_overrides import TIE_ENDS, TieOverrides
from kg.tracking.tracked_statements import FactKind, FactRef

TieAnswer = OneOf["right", "wrong", "forget"]


class TieVerdictWriter:
    """Writes what one person says of ties; ``decide`` gives a sentence that says what it did.

    ``by`` is the person, ``on`` the day as ``YYYY-MM-DD``, ``note`` a reason in free text.
    """

    def __init__(
        self,
        session: ReviewSession,
        by: str | None = None,
        on: str | None = None,
        note: str | None = None,
    ) -> None:
        self._session = session
        self._by, self._on, self._note = by or "a reader", on, note
        self._facts = {facts.document.id: facts for facts in session.corpus}

    def describe(self, ref: FactRef) -> str:
        """A statement as the file of verdicts has it, with its paper and page."""
        return f"{self._statement(ref)} ({self.quoted(ref).where})"

    def quoted(self, ref: FactRef) -> QuotedOccurrence:
        """Where a statement stands, with its words fit to be shown."""
        facts = self._facts[ref.document]
        return self._session.quote(facts, span_of(facts, ref))

    def _statement(self, ref: FactRef) -> StatementReference:
        """How a statement is identified in the file of verdicts."""
        return statement_key(self._facts[ref.document], ref)

    # -- verdicts --------------------------------------------------------------------------------

    def decide(
        self, answer: TieAnswer, kind: TieKind, source: FactRef, targets: Sequence[FactRef]
    ) -> str:
        """Record that the ties from ``source`` are right or wrong, or forget what was said of them.

        Raises ``NotFound`` where there is nothing to forget, ``InputError`` where a statement
        cannot be told from another.
        """
        ends = [(self._statement(source), self._statement(target)) for target in targets]
        verdicts = [
            TieVerdict(answer == "right", kind, one, other, self._by, self._on, self._note)
            for one, other in dict.fromkeys(ends)
        ]
        start, end = ends[0]
        if answer == "forget":
            self._forget(verdicts)
            return f"nothing is said any longer of the tie from {start} to {end}"
        if unmatched := TieOverrides(self._session.corpus, verdicts).unmatched:
            raise InputError(
                f"{unmatched[0].source}: several statements of that day begin so; "
                "no verdict can tell them apart"
            )
        record_verdicts(self._session.verdicts_file, verdicts)
        return f"{start} → {end} ({kind}): {answer}"

    def _forget(self, verdicts: Sequence[TieVerdict]) -> None:
        """Delete from the file what these verdicts would overrule."""
        file = self._session.verdicts_file

        def concerns(entry: VerdictEntry) -> bool:
            return any(overrules(verdict, entry) for verdict in verdicts)

        if not any(map(concerns, load_verdicts(file).ties)):
            raise NotFound(f"{file}: no verdict on that tie; the file lists them all")
        record_verdicts(file, (), concerns)

    # -- statements ------------------------------------------------------------------------------

    def tie_between(self, one: FactRef, other: FactRef) -> tuple[TieKind, FactRef, FactRef]:
        """The kind, source and target of the tie that two statements can have, in either order.

        Raises ``InputError`` where no kind of tie leads from one to the other.
        """
        for source, target in ((one, other), (other, one)):
            for kind in TIE_ENDS:
                if self._can_tie(kind, source, target):
                    return kind, source, target
        possible = ", ".join(
            f"{' or '.join(sources)} to {' or '.join(targets)}"
            for sources, targets in TIE_ENDS.values()
        )
        raise InputError(
            f"no tie leads from {one.kind} to {other.kind}; those there are lead from {possible}"
        )

    def _can_tie(self, kind: TieKind, source: FactRef, target: FactRef) -> bool:
        """Whether a tie of this kind can lead from ``source`` to ``target``.

        Of two rows of logs the later one continues the other. A resolution that removes an action
        withdraws it; any other may have become it.
        """
        sources, targets = TIE_ENDS[kind]
        if source.kind not in sources or target.kind not in targets:
            return False
        if kind == "continues":
            return self._day(source) > self._day(target)
        if kind == "withdrawn":
            return self._removes_action(target)
        return kind != "became" or not self._removes_action(source)

    def _removes_action(self, ref: FactRef) -> bool:
        """Whether a statement is a resolution to take an action off the log."""
        if ref.kind != "resolution":
            return False
        return self._facts[ref.document].resolutions[ref.index].verb == "remove"

    def _day(self, ref: FactRef) -> date:
        return self._statement(ref).date or date.max

    def statement_at(self, home: Path, iri: str) -> FactRef:
        """The statement of an IRI in the graph of ``home``. Raises ``NotFound`` if it is none."""
        location = _location_of(home, iri)
        for facts in self._session.corpus:
            if self._session.document_iri(facts) == location.document:
                for ref in statement_refs(facts):
                    if ref.kind == location.kind and span_of(facts, ref).start == location.start:
                        return ref
        raise NotFound(
            f"{printable(iri)}: no statement that a tie can hold; kg query threads-ties lists them"
        )


@dataclass(slots=True)
class _StatementLocation:
    """Where a statement was read: its document's IRI, its kind, its first character."""

    document: str | None = None
    kind: FactKind | None = None
    start: int | None = None

    def add(self, quad: Quad) -> None:
        """Take from a quad of the statement what it says of its place."""
        if isinstance(quad.object, NamedNode):
            self.kind = _KIND_OF_CLASS.get(quad.object.value, self.kind)
            if quad.predicate.value == bg.document:
                self.document = quad.object.value
        elif isinstance(quad.object, Literal) and quad.predicate.value == bg.start:
            self.start = int(quad.object.value)


_KIND_OF_CLASS = {class_: kind for kind, class_ in FACT_CLASSES.items()}


def _location_of(home: Path, iri: str) -> _StatementLocation:
    location = _StatementLocation()
    try:
        node = NamedNode(iri)
    except ValueError:
        return location
    with snapshots.open_snapshot(home) as published:
        for quad in published.graph.quads_for_pattern(node, None, None):
            location.add(quad)
    return location
