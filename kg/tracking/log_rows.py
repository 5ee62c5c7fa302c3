"""The rows of action logs, made comparable, and the chains they are linked into."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kg.extractors.facts import Action
from kg.ontology.folding import fold
from kg.tracking.corpus_index import CorpusIndex
from kg.tracking.tracked_statements import FactRef, Tie


@dataclass(frozen=True, slots=True)
class ActionLogRow:
    """A row of an action log with what it is compared by.

    ``board`` is the id of the board whose log it is, ``day`` that of the log's meeting. ``in_log``
    is false for an action printed in minutes. ``words`` is the folded text; ``owners`` are those
    responsible, as entity ids or else as folded names.
    """

    ref: FactRef
    action: Action
    board: str
    day: date | None
    in_log: bool
    words: str
    owners: frozenset[str]

    @property
    def order(self) -> tuple[date, str, int]:
        """Rows in order of time, undated ones last."""
        return (self.day or date.max, self.ref.document, self.ref.index)


@dataclass(slots=True)
class RowChain:
    """The rows of one action, oldest first; ``ties[i]`` ties row ``i`` to the row before it."""

    rows: list[ActionLogRow]
    ties: list[Tie | None] = field(default_factory=lambda: [None])

    @property
    def last(self) -> ActionLogRow:
        """The newest row."""
        return self.rows[-1]


def read_log_rows(index: CorpusIndex) -> list[ActionLogRow]:
    """Every row of the corpus's action logs, in order of time."""
    rows = []
    for ref, action in index.actions():
        part = index.facts[ref.document].part_at(action.span.start)
        rows.append(
            ActionLogRow(
                ref,
                action,
                index.board_of(ref.document, action.meeting),
                index.day_of(ref.document, action.meeting),
                part is None or part.kind != "minutes",
                fold(action.text),
                _owners(index, ref, action),
            )
        )
    return sorted(rows, key=lambda row: row.order)


def _owners(index: CorpusIndex, ref: FactRef, action: Action) -> frozenset[str]:
    owners = set()
    for printed in action.responsible:
        person = index.identities.resolve(ref.document, "person", printed)
        owners.add(person.id if person is not None else fold(printed))
    return frozenset(owners)
