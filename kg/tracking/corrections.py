"""Minutes that correct the minutes of an earlier meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from kg.extractors.dates import dates
from kg.extractors.facts import Facts, Minute, Span
from kg.text.text_comparison import item_number
from kg.tracking.corpus_index import CorpusIndex
from kg.tracking.phrase_rules import has_phrase, phrase
from kg.tracking.tie_features import threshold
from kg.tracking.tracked_statements import CorrectionResult, FactRef

SEARCHED = 2000  # characters of a minute that are searched for a correction
KEPT = 400  # characters of the correction that are kept
_MINUTE_NUMBER = re.compile(
    r"\bminutes?\s+(?:no\.?\s*)?(\d{1,4}[a-z]?)\b(?:\s*\(([a-z])\))?", re.IGNORECASE
)


def find_corrections(index: CorpusIndex) -> tuple[CorrectionResult, ...]:
    """Every correction, oldest first."""
    found = []
    for document, facts in index.facts.items():
        for at, minute in enumerate(facts.minutes):
            correction = _read_correction(index, facts, FactRef(document, "minute", at), minute)
            if correction is not None:
                day = index.day_of(document, minute.meeting) or date.max
                found.append((day, correction))
    found.sort(key=lambda pair: (pair[0], pair[1].minute))
    return tuple(correction for _, correction in found)


def _read_correction(
    index: CorpusIndex, facts: Facts, ref: FactRef, minute: Minute
) -> CorrectionResult | None:
    """The correction that a minute records, or ``None`` where it records none."""
    start = minute.span.start
    text = facts.document.text[start : min(minute.span.end, start + SEARCHED)]
    found = phrase("corrects-minutes").search(text)
    if found is None:
        return None
    end = _end_of_correction(text, found)
    named = _MINUTE_NUMBER.search(text, found.start(), end)
    minute_number, clause = (named[1], named[2]) if named else (None, None)
    span = Span(start + found.start(), start + max(end, found.end()))
    words = " ".join(facts.document.text[span.start : span.end].split())
    after = words[words.lower().find("minutes") :]
    of_attendance = has_phrase("corrects-attendance", after)
    people = _people(index, ref.document, span) if of_attendance else ()
    correction = CorrectionResult(
        minute=ref,
        board=index.line_of(ref.document, minute.meeting),
        date=_corrected_day(index, ref.document, minute.meeting, found[0]),
        number=minute_number,
        words=words,
        span=span,
        what="attendance" if of_attendance else "minute" if minute_number else "minutes",
        reads=_new_reading(words),
        people=people,
        section=_section(after) if people else None,
    )
    return _with_corrected_facts(index, correction, clause)


def _end_of_correction(text: str, found: re.Match[str]) -> int:
    """Where the correction ends: with its paragraph, or after a colon with the next one."""
    stop = text.find("\n\n", found.end())
    if stop >= 0 and text[found.end() : stop].rstrip(" -–\n").endswith(":"):
        stop = text.find("\n\n", stop + 2)
    return min(stop if stop >= 0 else len(text), found.start() + KEPT)


def _corrected_day(index: CorpusIndex, document: str, meeting: int, words: str) -> date | None:
    """The day of the earlier meeting.

    The first earlier day that the words name, else that of the meeting before.
    """
    own = index.day_of(document, meeting)
    named = [each.date for each in dates(words) if own is None or each.date < own]
    if named:
        return named[0]
    return _meeting_before(index, index.line_of(document, meeting), own) if own else None


def _meeting_before(index: CorpusIndex, board: str, own: date) -> date | None:
    """The day of the meeting before, where it is near enough to be the one corrected."""
    earlier = [day for day in index.meeting_days().get(board, ()) if day < own]
    near = bool(earlier) and (own - earlier[-1]).days <= threshold("time", "next-log")
    return earlier[-1] if near else None


def _new_reading(words: str) -> str | None:
    """How the corrected words are to read, where that is said."""
    found = phrase("to-read").search(words)
    if found is None:
        return None
    return next(filter(None, found.groups()), "").strip(" .“”\"‘’'") or None


def _section(words: str) -> Literal["present", "apologies"] | None:
    """The section of the attendance to which people belong.

    ``None`` where they are only taken off a list.
    """
    if has_phrase("taken-off-list", words):
        return None
    if has_phrase("was-absent", words):
        return "apologies"
    return "present" if has_phrase("was-present", words) else None


def _people(index: CorpusIndex, document: str, span: Span) -> tuple[str, ...]:
    """The people whom a correction names, as entity ids in alphabetical order."""
    found: set[str] = set()
    for at, mention in enumerate(index.facts[document].mentions):
        if mention.kind == "person" and mention.span in span:
            entity = index.identities.of_mention(document, at)
            found.update({entity.id} if entity is not None else ())
    return tuple(sorted(found))


# -- what is corrected
# --------------------------------------------------------------------------------------------


def _with_corrected_facts(
    index: CorpusIndex, correction: CorrectionResult, clause: str | None
) -> CorrectionResult:
    """The correction with the earlier meeting and what of it is corrected, as far as papers of it
    are at hand."""
    records = list(_records_of_day(index, correction.board, correction.date))
    corrected: list[FactRef] = []
    for document, meeting in records:
        if correction.what == "attendance":
            corrected += _attendance_rows(index, document, meeting, correction.people)
        elif correction.number is not None:
            facts = index.facts[document]
            corrected += _minute_or_clauses(facts, meeting, correction.number, clause)
    what = "resolution" if any(ref.kind == "resolution" for ref in corrected) else correction.what
    return replace(
        correction, meeting=next(iter(records), None), corrected=tuple(corrected), what=what
    )


def _records_of_day(index: CorpusIndex, board: str, day: date | None) -> Iterator[tuple[str, int]]:
    """The records (document and index) of a board's meeting on a day."""
    for document, facts in index.facts.items():
        for at, meeting in enumerate(facts.meetings):
            same_day = meeting.date == day is not None
            if same_day and index.line_of(document, at) == board:
                yield document, at


def _attendance_rows(
    index: CorpusIndex, document: str, meeting: int, people: Sequence[str]
) -> Iterator[FactRef]:
    """The rows of a meeting's attendance that name somebody of ``people``."""
    for at, row in enumerate(index.facts[document].attendance):
        if row.meeting == meeting:
            entity = index.identities.resolve(document, "person", row.printed)
            if entity is not None and entity.id in people:
                yield FactRef(document, "attendance", at)


def _minute_or_clauses(
    facts: Facts, meeting: int, printed: str, clause: str | None
) -> Iterator[FactRef]:
    """The minute with a number, or the clauses of its resolution with the letter of ``clause``."""
    for at, minute in enumerate(facts.minutes):
        if minute.meeting == meeting and item_number(minute.number or "") == item_number(printed):
            clauses = [
                FactRef(facts.document.id, "resolution", index)
                for index, resolution in enumerate(facts.resolutions)
                if resolution.minute == at and clause and resolution.clause == clause.lower()
            ]
            yield from clauses or (FactRef(facts.document.id, "minute", at),)
