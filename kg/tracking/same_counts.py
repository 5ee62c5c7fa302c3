"""Sentences of two papers that say the same of one period, with another number.

“In 2023 there were 41 nests in Fenmark”, and later “44 nests were counted in Fenmark in 2023”. What
both say must be the same but for words of telling; the period must be printed, a name among the
words, and one number be all that there is in the clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kg.extractors.facts import Facts, Part, Span
from kg.extractors.passages import passages
from kg.extractors.periods import Interval, Period, periods
from kg.extractors.text import lines_of, within
from kg.ontology.folding import one_line
from kg.ontology.rule_tables import load_rules
from kg.tracking.content_words import content_words, stems
from kg.tracking.corpus_index import CorpusIndex
from kg.tracking.number_claims import read_number

_PARTS = ("report", "presentation", "appendix", "minutes")
_LEAST_WORDS = 2  # content words that must be the same
_MOST_WORDS = 14  # … of a clause that is one statement
_WORTH_READING = re.compile(r"\b(?:19|20)\d\d\b|\b\d\d/\d\d\b")
_NAME = re.compile(r"(?<=\s)[A-Z][\w’'-]+")
_NUMBER = re.compile(
    r"(?<![\w./,])(?P<sign>£?)(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>\s?(?:%|per\s?cent\b))?"
)
_SCALED = re.compile(
    r"\s?(?:hundred|thousand|million|billion|m|k|bn|st|nd|rd|th|times|per|in|out\s+of|of\s+(?:the\s+)?\d)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Count:
    """A clause with one number and one period; ``matter`` is what both clauses say."""

    document: str
    day: date
    span: Span
    value: Decimal
    matter: str


_ClauseKey = tuple[str, Interval, str, frozenset[str]]


def differing_counts(index: CorpusIndex) -> Iterator[tuple[Count, Count]]:
    """The first clause of each statement, and the first of another paper with another number."""
    groups: dict[_ClauseKey, list[Count]] = {}
    for document, facts in index.facts.items():
        for part in facts.parts:
            if part.kind in _PARTS and part.meeting is not None:
                day = facts.meetings[part.meeting].date or date.max
                line = index.line_of(document, part.meeting)
                for words, count in _counts_of(facts, part, day):
                    groups.setdefault((line, *words), []).append(count)
    for counts in groups.values():
        ordered = sorted(counts, key=lambda each: (each.day, each.document, each.span))
        first = ordered[0]
        for other in ordered[1:]:
            if other.document != first.document and other.value != first.value:
                yield first, other
                break


def _counts_of(
    facts: Facts, part: Part, day: date
) -> Iterator[tuple[tuple[Interval, str, frozenset[str]], Count]]:
    """What each clause of a part counts, with its period, its unit and its words."""
    text = facts.document.text
    if not _WORTH_READING.search(text, part.span.start, part.span.end):
        return
    for passage in passages(within(lines_of(facts.document), part.span), text):
        if passage.kind != "text" or not _WORTH_READING.search(passage.text):
            continue
        for sentence in passage.sentences():
            for start, clause in _clauses(sentence.text):
                read = _read(clause)
                if read is not None:
                    interval, unit, words, value, matter = read
                    begun = sentence.start + start
                    span = Span(begun, begun + len(clause))
                    yield (
                        (interval, unit, words),
                        Count(facts.document.id, day, span, value, matter),
                    )


def _clauses(sentence: str) -> Iterator[tuple[int, str]]:
    """The main clause of a sentence: what stands before “of which”, “compared with”, “up from” …"""
    cut = load_rules("kg.tracking", "contradictions")["clause-end"].pattern.search(sentence)
    clause = sentence[: cut.start()] if cut else sentence
    if _WORTH_READING.search(clause):
        yield 0, clause


_ReadClause = tuple[Interval, str, frozenset[str], Decimal, str]


def _read(clause: str) -> _ReadClause | None:
    """What a clause counts; ``None`` where it leaves anything open."""
    rules = load_rules("kg.tracking", "contradictions")
    when = periods(clause)
    stated = {each.interval for each in when if each.interval}
    if len(stated) != 1 or rules["provisional"].find(clause) or rules["points-back"].find(clause):
        return None
    bare = _without(clause, when)
    quarters = {f"quarter {each.quarter}" for each in when if each.quarter}
    numbers = list(_NUMBER.finditer(bare))
    if len(numbers) != 1 or _SCALED.match(bare, numbers[0].end()):
        return None
    found = numbers[0]
    value = read_number(found["number"])
    before, behind = bare[: found.start()], bare[found.end() :]
    if value is None or rules["rounded"].find(before):
        return None
    if not _NAME.search(f"{before} {behind}"):
        return None
    words = content_words(f"{before} {behind}") - stems("telling")
    if not _LEAST_WORDS <= len(words) <= _MOST_WORDS:
        return None
    unit = found["sign"] or ("%" if found["unit"] else "")
    start, end = found.span()
    matter = one_line(f"{clause[:start]}…{clause[end:]}").rstrip(" .,:;")
    return next(iter(stated)), unit, words | quarters, value, matter


def _without(clause: str, when: Sequence[Period]) -> str:
    """A clause with its periods as spaces, and without the mark at its beginning."""
    rules = load_rules("kg.tracking", "contradictions")
    for each in when:
        clause = clause[: each.start] + " " * (each.end - each.start) + clause[each.end :]
    marked = rules["mark-before"].pattern.match(clause)
    return " " * marked.end() + clause[marked.end() :] if marked else clause
