"""Minutes that correct the minutes of an earlier meeting."""

from __future__ import annotations

import re
from datetime import date

from extractors.dates import dates
from extractors.facts import Facts, Minute, Span
from kg.names import number
from kg.threads.papers import Papers
from kg.threads.ties import Correction, Ref
from kg.threads.words import rule, weight

LONGEST = 2000  # characters of a minute that are searched
WORDS = 400  # characters of the correction that are kept
_NUMBER = re.compile(r"\bminutes?\s+(?:no\.?\s*)?(\d{1,4}[a-z]?)\b", re.IGNORECASE)


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
    text = facts.document.text[minute.span.start : min(minute.span.end, minute.span.start + LONGEST)]
    said = rule("corrects-minutes").search(text)
    if said is None:
        return None
    board, own = papers.board(ref.document, minute.meeting), papers.day(ref.document, minute.meeting)
    named = [each.date for each in dates(said[0]) if own is None or each.date < own]
    day = named[0] if named else _before(papers, board, own)
    stop = text.find("\n\n", said.end())
    if stop >= 0 and text[said.end() : stop].rstrip().endswith(":"):
        stop = text.find("\n\n", stop + 2)  # the words to be put in their place
    end = min(stop if stop >= 0 else len(text), said.start() + WORDS)
    told = _NUMBER.search(text, said.start(), end)
    meeting, corrected = _earlier(papers, board, day, told[1] if told else None)
    span = Span(minute.span.start + said.start(), minute.span.start + max(end, said.end()))
    words = " ".join(facts.document.text[span.start : span.end].split())
    return Correction(ref, board, day, told[1] if told else None, words, span, meeting, corrected)


def _before(papers: Papers, board: str, own: date | None) -> date | None:
    """The meeting before, where it is near enough to be the one whose minutes were before this one."""
    earlier = [day for day in papers.days().get(board, ()) if own is not None and day < own]
    near = own is not None and bool(earlier) and (own - earlier[-1]).days <= weight("time", "next-log")
    return earlier[-1] if near else None


def _earlier(
    papers: Papers, board: str, day: date | None, printed: str | None
) -> tuple[tuple[str, int] | None, Ref | None]:
    """A record of the earlier meeting, and its minute of that number, where a paper of it is at hand."""
    meeting: tuple[str, int] | None = None
    if day is None:
        return None, None
    for document, facts in papers.facts.items():
        for index, known in enumerate(facts.meetings):
            if known.date == day and papers.board(document, index) == board:
                meeting = meeting or (document, index)
                for at, minute in enumerate(facts.minutes):
                    if minute.meeting == index and printed and number(minute.number or "") == number(printed):
                        return (document, index), Ref(document, "minute", at)
    return meeting, None
