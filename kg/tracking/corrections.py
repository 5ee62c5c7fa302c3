"""Minutes that correct the minutes of an earlier meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from extractors.dates import dates
from extractors.facts import Facts, Minute, Span
from kg.text.text_comparison import item_number
from kg.tracking.record import Papers
from kg.tracking.similarity import rule, says, weight
from kg.tracking.ties import Correction, Ref

LONGEST = 2000  # characters of a minute that are searched
WORDS = 400  # characters of the correction that are kept
_NUMBER = re.compile(
    r"\bminutes?\s+(?:no\.?\s*)?(\d{1,4}[a-z]?)\b(?:\s*\(([a-z])\))?", re.IGNORECASE
)


def corrections(papers: Papers) -> tuple[Correction, ...]:
    """Every correction, oldest first."""
    found = []
    for document, facts in papers.facts.items():
        for index, minute in enumerate(facts.minutes):
            correction = _correction(papers, facts, Ref(document, "minute", index), minute)
            if correction is not None:
                found.append((papers.day(document, minute.meeting) or date.max, correction))
    found.sort(key=lambda pair: (pair[0], pair[1].minute))
    return tuple(correction for _, correction in found)


def _correction(papers: Papers, facts: Facts, ref: Ref, minute: Minute) -> Correction | None:
    text = facts.document.text[
        minute.span.start : min(minute.span.end, minute.span.start + LONGEST)
    ]
    said = rule("corrects-minutes").search(text)
    if said is None:
        return None
    board, own = (
        papers.board(ref.document, minute.meeting),
        papers.day(ref.document, minute.meeting),
    )
    named = [each.date for each in dates(said[0]) if own is None or each.date < own]
    day = named[0] if named else _before(papers, board, own)
    stop = text.find("\n\n", said.end())
    if stop >= 0 and text[said.end() : stop].rstrip(" -–\n").endswith(":"):
        stop = text.find("\n\n", stop + 2)  # the words to be put in their place
    end = min(stop if stop >= 0 else len(text), said.start() + WORDS)
    told = _NUMBER.search(text, said.start(), end)
    span = Span(minute.span.start + said.start(), minute.span.start + max(end, said.end()))
    words = " ".join(facts.document.text[span.start : span.end].split())
    after = words[words.lower().find("minutes") :]
    number, clause = (told[1], told[2]) if told else (None, None)
    people = _people(papers, ref.document, span) if says("corrects-attendance", after) else ()
    found = Correction(
        *(ref, board, day, number, words, span),
        what="attendance"
        if says("corrects-attendance", after)
        else "minute"
        if number
        else "minutes",
        reads=_reads(words),
        people=people,
        section=_section(after) if people else None,
    )
    return _found_again(papers, found, clause)


def _reads(words: str) -> str | None:
    """How the corrected words are to read, where that is said."""
    said = rule("to-read").search(words)
    return next(filter(None, said.groups()), "").strip(" .“”\"‘’'") or None if said else None


def _section(words: str) -> Literal["present", "apologies"] | None:
    """Where somebody belongs; unknown where they are only taken off a list."""
    if says("taken-off-list", words):
        return None
    if says("was-absent", words):
        return "apologies"
    return "present" if says("was-present", words) else None


def _people(papers: Papers, document: str, span: Span) -> tuple[str, ...]:
    """The people whom a correction names, as ids."""
    found: set[str] = set()
    for index, mention in enumerate(papers.facts[document].mentions):
        if mention.kind == "person" and mention.span in span:
            entity = papers.identities.of_mention(document, index)
            found.update({entity.id} if entity is not None else ())
    return tuple(sorted(found))


def _found_again(papers: Papers, correction: Correction, clause: str | None) -> Correction:
    """The correction with the earlier meeting and what of it is corrected, as far as papers of it are at hand."""
    records = [
        (document, index)
        for document, facts in papers.facts.items()
        for index, known in enumerate(facts.meetings)
        if known.date == correction.date is not None
        and papers.board(document, index) == correction.board
    ]
    corrected: list[Ref] = []
    for document, index in records:
        if correction.what == "attendance":
            corrected += _rows(papers, document, index, correction.people)
        elif correction.number is not None:
            corrected += _minute(papers.facts[document], index, correction.number, clause)
    what = "resolution" if any(ref.kind == "resolution" for ref in corrected) else correction.what
    return replace(
        correction, meeting=next(iter(records), None), corrected=tuple(corrected), what=what
    )


def _rows(papers: Papers, document: str, meeting: int, people: Sequence[str]) -> Iterator[Ref]:
    """The rows of a list of attendance that name somebody of ``people``."""
    for at, row in enumerate(papers.facts[document].attendance):
        entity = (
            papers.identities.resolve(document, "person", row.printed)
            if row.meeting == meeting
            else None
        )
        if entity is not None and entity.id in people:
            yield Ref(document, "attendance", at)


def _minute(facts: Facts, meeting: int, printed: str, clause: str | None) -> Iterator[Ref]:
    """The minute of a number, or the clause of its decision that is meant."""
    for at, minute in enumerate(facts.minutes):
        if minute.meeting == meeting and item_number(minute.number or "") == item_number(printed):
            clauses = [
                Ref(facts.document.id, "resolution", index)
                for index, resolution in enumerate(facts.resolutions)
                if resolution.minute == at and clause and resolution.clause == clause.lower()
            ]
            yield from clauses or (Ref(facts.document.id, "minute", at),)


def _before(papers: Papers, board: str, own: date | None) -> date | None:
    """The meeting before, where it is near enough to be the one whose minutes were before this one."""
    earlier = [day for day in papers.days().get(board, ()) if own is not None and day < own]
    near = (
        own is not None and bool(earlier) and (own - earlier[-1]).days <= weight("time", "next-log")
    )
    return earlier[-1] if near else None
