"""People's verdicts on ties as what the threads can heed: which statements they mean, and which ties they make or undo.

A statement is known again by the day of its meeting and its words, not by its place, so that a verdict outlives every
rebuild, a renamed file and a better reader.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from extractors.facts import Facts, Span
from kg.linking.verdicts import StatementReference, TieKind, TieVerdict
from kg.text.masking import quotable
from kg.text.quotation import shortened
from kg.text.text_comparison import item_number, text_similarity
from kg.tracking.similarity import clue, weight
from kg.tracking.ties import FactKind, Ref, Tie
from ontology.folding import fold

LONGEST = 200  # characters of a statement that a verdict repeats
ENDS: Mapping[TieKind, tuple[tuple[FactKind, ...], tuple[FactKind, ...]]] = {
    "continues": (("action",), ("action",)),
    "became": (("resolution", "ask"), ("action",)),
    "answered": (("resolution", "ask"), ("item", "report", "minute")),
    "delivered": (("action",), ("item", "report", "minute")),
    "taken": (("recommendation",), ("resolution",)),
    "withdrawn": (("action",), ("resolution",)),
}
"""Of what kind the two ends of a tie are."""


def statement(facts: Facts, ref: Ref) -> StatementReference:
    """How a verdict means a statement."""
    meeting: int | None = None
    label: str | None = None
    if ref.kind == "action":
        action = facts.actions[ref.index]
        meeting, words, label = action.meeting, action.text, action.number
    elif ref.kind == "resolution":
        clause = facts.resolutions[ref.index]
        item = facts.minutes[clause.minute].number if clause.minute is not None else None
        meeting, words, label = clause.meeting, clause.text, _clause(item, clause.clause)
    elif ref.kind == "recommendation":
        advice = facts.recommendations[ref.index]
        meeting, words, label = (
            advice.meeting,
            advice.text,
            _clause(facts.reports[advice.report].item, advice.clause),
        )
    elif ref.kind == "ask":
        ask = facts.asks[ref.index]
        meeting, words, label = ask.meeting, ask.text, facts.minutes[ask.minute].number
    elif ref.kind == "report":
        report = facts.reports[ref.index]
        meeting, words, label = report.meeting, report.title, report.item
    else:
        entry = (facts.agenda if ref.kind == "item" else facts.minutes)[ref.index]
        meeting, words, label = entry.meeting, entry.title, entry.number
    return StatementReference(
        facts.meetings[meeting].date, shortened(quotable(words), LONGEST), label
    )


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


def _of_kind(facts: Facts) -> Mapping[FactKind, Sequence[_Placed]]:
    """The statements of a paper that a tie may hold."""
    return {
        "action": facts.actions,
        "resolution": facts.resolutions,
        "recommendation": facts.recommendations,
        "item": facts.agenda,
        "report": facts.reports,
        "minute": facts.minutes,
        "ask": facts.asks,
    }


def refs(facts: Facts) -> Iterator[Ref]:
    """Every statement of a paper that a tie may hold."""
    for kind, found in _of_kind(facts).items():
        yield from (Ref(facts.document.id, kind, index) for index in range(len(found)))


def span_of(facts: Facts, ref: Ref) -> Span:
    """Where a statement stands."""
    return _of_kind(facts)[ref.kind][ref.index].span


def _clause(item: str | None, clause: str | None) -> str | None:
    return (item or "") + (f"({clause})" if clause else "") or None


class Told:
    """The verdicts on ties over one corpus, and which of them mean nothing in it."""

    def __init__(self, corpus: Iterable[Facts], verdicts: Sequence[TieVerdict] = ()) -> None:
        self._pairs: dict[tuple[TieKind, Ref, Ref], TieVerdict] = {}
        self._from: dict[tuple[TieKind, Ref], list[Ref]] = defaultdict(list)
        unmatched = []
        index = _index(corpus) if verdicts else {}
        for verdict in verdicts:
            sources, targets = (
                _meant(end, [entry for kind in kinds for entry in index.get((kind, end.date), ())])
                for end, kinds in zip(
                    (verdict.source, verdict.target), ENDS[verdict.kind], strict=True
                )
            )
            pairs = [(one, other) for one in sources for other in targets if one != other]
            if not pairs:
                unmatched.append(verdict)
            for source, target in pairs:
                self._pairs[verdict.kind, source, target] = verdict
        for kind, source, target in sorted(self._pairs):
            if self._pairs[kind, source, target].right:
                self._from[kind, source].append(target)
        self.unmatched: tuple[TieVerdict, ...] = tuple(unmatched)
        """The verdicts of which an end is no statement of these papers any longer."""

    def right(self, kind: TieKind, source: Ref) -> Sequence[Ref]:
        """What people said that ``source`` leads to."""
        return self._from.get((kind, source), ())

    def wrong(self, kind: TieKind, source: Ref, targets: Iterable[Ref]) -> bool:
        """Whether people said of one of ``targets`` that ``source`` does not lead to it."""
        if not self._pairs:
            return False
        return any(
            (said := self._pairs.get((kind, source, target))) and not said.right
            for target in targets
        )

    def tie(self, kind: TieKind, source: Ref, target: Ref) -> Tie:
        """The tie that people said is right."""
        said = clue("told", "right")
        return Tie(
            kind, source, target, said.weight, (said,), by=self._pairs[kind, source, target].by
        )


_Entry = tuple[Ref, str, str | None]  # which, its folded words, its number


def _index(corpus: Iterable[Facts]) -> dict[tuple[FactKind, date | None], list[_Entry]]:
    found: dict[tuple[FactKind, date | None], list[_Entry]] = defaultdict(list)
    for facts in corpus:
        for ref in refs(facts):
            said = statement(facts, ref)
            found[ref.kind, said.date].append((ref, _folded(said.words), said.number))
    return found


def _folded(words: str) -> str:
    return fold(words.rstrip(" ….:;"))


def _meant(said: StatementReference, entries: Sequence[_Entry]) -> list[Ref]:
    """The statements of that day that have those words, or begin so, or nearly; none where several others could be.

    The same words may stand twice, in two rows or in two papers: then the number tells, if it can, else all are meant.
    """
    words = _folded(said.words)
    found = [entry for entry in entries if entry[1] == words]
    found = found or [entry for entry in entries if entry[1].startswith(words)]
    if not found:
        near = [(text_similarity(entry[1], words), entry) for entry in entries]
        best = max((score for score, _ in near), default=0.0)
        found = [entry for score, entry in near if score == best >= weight("told", "same-text")]
    known = item_number(said.number) if said.number else None
    found = [entry for entry in found if entry[2] and item_number(entry[2]) == known] or found
    return sorted(entry[0] for entry in found) if len({entry[1] for entry in found}) == 1 else []
