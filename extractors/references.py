"""Words that mean somebody without naming them: "the Chairman", "the Board", "the Clerk"; and who
took the chair.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, cast

from kg.extractors.facts import Facts, Part, Span
from kg.extractors.names.structure import locate
from kg.extractors.rules import Rule, rules

Meaning = Literal["chair", "vice-chair", "body", "role"]

_RULES = rules("references")
_FINDING = tuple(rule for rule in _RULES.values() if rule.value)
_AROUND = 48  # characters looked at before and after


@dataclass(frozen=True, slots=True)
class Reference:
    """A place where words mean the chair, the body that meets, or the holder of an office; ``text``
    as printed.
    """

    means: Meaning
    text: str
    span: Span
    rule: str
    part: Part


class _Taken:
    """The places of names in a text."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._reach = list(accumulate((span.end for span in ordered), max))

    def at(self, span: Span) -> bool:
        """Whether a name stands there: “the Board Training Programme”."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._reach[before - 1] > span.start


def references(facts: Facts) -> Iterator[Reference]:
    """The references in the parts of a paper that belong to a meeting, in the order they stand."""
    taken = _Taken(mention.span for mention in facts.mentions)
    for part in sorted(facts.parts, key=lambda part: part.span.start):
        if part.meeting is None:
            continue
        found = [each for rule in _FINDING for each in _found(facts, part, rule)]
        for each in sorted(found, key=lambda each: (each.span, each.rule)):
            if facts.part_at(each.span.start) == part and (
                each.means == "role" or not taken.at(each.span)
            ):
                yield each


def _found(facts: Facts, part: Part, rule: Rule) -> Iterator[Reference]:
    text, means = facts.document.text, cast(Meaning, rule.value)
    for match in rule.pattern.finditer(text, part.span.start, part.span.end):
        group = "ref" if match["ref"] else "bare"
        start, end = match.span(group)
        if not _stands_alone(text, start, end, seat=means != "body"):
            continue
        yield Reference(means, text[start:end], Span(start, end), rule.id, part)


def _stands_alone(text: str, start: int, end: int, seat: bool) -> bool:
    """Whether no words around make it the name of another, or, of a ``seat``, the seat and not who
    sits in it.
    """
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if _RULES["after.longer-name"].at(after):
        return False
    return not (
        seat and (_RULES["before.seat"].within(before) or _RULES["before.election"].within(before))
    )


def in_the_chair(facts: Facts, part: Part) -> list[tuple[int, str]] | None:
    """Who was in the chair of a part's meeting, each from which offset on; ``None`` where the words
    leave it open.
    """
    chairs = facts.meetings[part.meeting].chairs if part.meeting is not None else ()
    if len(chairs) < 2:
        return [(part.span.start, chair) for chair in chairs]
    first, *later = chairs
    found = [(part.span.start, first)]
    for chair in later:
        place = _takes_over(facts.document.text, part, chair, found[-1][0])
        if place is None:
            return None
        found.append((place, chair))
    return found


def _takes_over(text: str, part: Part, chair: str, after: int) -> int | None:
    """Where ``chair`` is printed with the words that say so, behind ``after``."""
    at = after
    while place := locate(text, chair, Span(at, part.span.end)):
        if not at <= place.start < part.span.end:
            return None
        if _RULES["takes-the-chair"].at(text[place.end : place.end + _AROUND]):
            return place.start
        at = place.end
    return None
