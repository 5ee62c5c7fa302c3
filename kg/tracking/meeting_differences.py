"""Where papers of one meeting differ: its hour, its place, its days, who was present.

Each paper's record keeps what that paper says; here the two sides are set beside one another. A
place said in fewer words is no difference, nor is a list that leaves somebody out: a person who is
present in one list and sends apologies in another is.
"""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kg.extractors.dates import printed_day
from kg.extractors.facts import EVIDENCE_RANK, Attendance, Meeting, Span
from kg.ontology.folding import fold_to_words
from kg.tracking.corpus_index import CorpusIndex
from kg.tracking.tracked_statements import Contradiction, ContradictionSide

_SECTIONS = {
    "present": "present",
    "officers": "present",
    "others": "present",
    "apologies": "apologies",
}


@dataclass(frozen=True, slots=True)
class _Record:
    """What one paper says of a meeting."""

    document: str
    index: int
    meeting: Meeting

    def side(self, words: str, span: Span | None = None) -> ContradictionSide:
        return ContradictionSide(self.document, span or self.meeting.span, words)


def meeting_differences(index: CorpusIndex) -> Iterator[Contradiction]:
    """The differences between papers of each meeting, from the paper that knows best on."""
    for (_, day), records in sorted(_records(index).items()):
        if len({record.document for record in records}) > 1:
            yield from _of_values(records, day)
            yield from _of_attendance(index, records, day)


def _records(index: CorpusIndex) -> dict[tuple[str, date], list[_Record]]:
    """Board and day → the records of that meeting, minutes first."""
    found: dict[tuple[str, date], list[_Record]] = defaultdict(list)
    for document, facts in index.facts.items():
        for at, meeting in enumerate(facts.meetings):
            if meeting.tie != "none" and meeting.date is not None:
                key = (index.board_of(document, at), meeting.date)
                found[key].append(_Record(document, at, meeting))
    for records in found.values():
        records.sort(
            key=lambda each: (EVIDENCE_RANK[each.meeting.evidence], each.document, each.index)
        )
    return found


def _of_values(records: Sequence[_Record], day: date) -> Iterator[Contradiction]:
    read: tuple[tuple[str, str, Callable[[Meeting], str | None]], ...] = (
        ("meeting time", "Start", lambda meeting: meeting.start),
        ("meeting time", "End", lambda meeting: meeting.end),
        ("meeting place", "Place", lambda meeting: meeting.venue),
        ("meeting date", "Last day", lambda m: m.last_day.isoformat() if m.last_day else None),
        ("meeting status", "Status", lambda meeting: meeting.status),
    )
    for kind, what, value_of in read:
        told = [(record, value) for record in records if (value := value_of(record.meeting))]
        seen: list[str] = []
        for record, value in told:
            alike = _is_part if what == "Place" else operator.eq
            if seen and not any(alike(value, other) for other in seen):
                first, stated = told[0]
                yield Contradiction(
                    kind,
                    f"{what} of the meeting of {printed_day(day)}",
                    first.side(stated),
                    record.side(value),
                    (first.document, first.index),
                )
            seen.append(value)


def _is_part(one: str, other: str) -> bool:
    """Whether two places are the same, or the one says less of the other."""
    left, right = set(fold_to_words(one).split()), set(fold_to_words(other).split())
    return left <= right or right <= left


def _of_attendance(
    index: CorpusIndex, records: Sequence[_Record], day: date
) -> Iterator[Contradiction]:
    """People who are present in one paper's list and absent in another's."""
    first: dict[str, tuple[_Record, Attendance]] = {}
    told: set[str] = set()
    for record in records:
        for row in index.facts[record.document].attendance:
            if row.meeting != record.index:
                continue
            person = index.identities.resolve(record.document, "person", row.printed)
            name = person.id if person is not None else fold_to_words(row.printed)
            other, listed = first.setdefault(name, (record, row))
            differs = _SECTIONS[listed.section] != _SECTIONS[row.section]
            if differs and other.document != record.document and name not in told:
                told.add(name)
                yield Contradiction(
                    "meeting attendance",
                    f"{row.printed} at the meeting of {printed_day(day)}",
                    other.side(_words(listed), listed.span),
                    record.side(_words(row), row.span),
                    (other.document, other.index),
                )


def _words(row: Attendance) -> str:
    return f"{row.printed}: {_SECTIONS[row.section]}"
