"""How a verdict addresses a statement: by the day of its meeting, its words and its number, not by
its position.

So a verdict outlives every rebuild, a renamed file and a better reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from kg.extractors.facts import Facts, Span
from kg.linking.verdicts import StatementReference
from kg.text.masking import quotable
from kg.text.quotation import shortened
from kg.tracking.tracked_statements import FactKind, FactRef

LONGEST = 200  # characters of a statement that a verdict repeats


class _Located(Protocol):
    """A fact that has a place in the text of its document."""

    @property
    def span(self) -> Span: ...


def _by_kind(facts: Facts) -> Mapping[FactKind, Sequence[_Located]]:
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


def statement_refs(facts: Facts) -> Iterator[FactRef]:
    """The addresses of all statements of a paper that a tie may hold."""
    for kind, found in _by_kind(facts).items():
        yield from (FactRef(facts.document.id, kind, index) for index in range(len(found)))


def span_of(facts: Facts, ref: FactRef) -> Span:
    """Where a statement stands in the text of its paper."""
    return _by_kind(facts)[ref.kind][ref.index].span


def statement_key(facts: Facts, ref: FactRef) -> StatementReference:
    """The day, words and number by which a verdict addresses a statement."""
    meeting, words, number = _meeting_words_number(facts, ref)
    day = facts.meetings[meeting].date if meeting is not None else None
    return StatementReference(day, shortened(quotable(words), LONGEST), number)


def _meeting_words_number(facts: Facts, ref: FactRef) -> tuple[int | None, str, str | None]:
    if ref.kind == "action":
        action = facts.actions[ref.index]
        return action.meeting, action.text, action.number
    if ref.kind == "resolution":
        resolution = facts.resolutions[ref.index]
        item = facts.minutes[resolution.minute].number if resolution.minute is not None else None
        return resolution.meeting, resolution.text, _clause_number(item, resolution.clause)
    if ref.kind == "recommendation":
        clause = facts.recommendations[ref.index]
        item = facts.reports[clause.report].item
        return clause.meeting, clause.text, _clause_number(item, clause.clause)
    if ref.kind == "ask":
        ask = facts.asks[ref.index]
        return ask.meeting, ask.text, facts.minutes[ask.minute].number
    if ref.kind == "report":
        report = facts.reports[ref.index]
        return report.meeting, report.title, report.item
    entry = (facts.agenda if ref.kind == "item" else facts.minutes)[ref.index]
    return entry.meeting, entry.title, entry.number


def _clause_number(item: str | None, clause: str | None) -> str | None:
    """The number of an item with the letter of a clause: “12(b)”."""
    return (item or "") + (f"({clause})" if clause else "") or None
