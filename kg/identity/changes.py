"""Bodies renamed and bodies succeeded: read from the vocabulary, from boards' names over time, and from words that say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractors.facts import Facts, Span
from kg.identity.bodies import Body
from kg.identity.clues import clue
from kg.identity.cluster import Pair
from kg.identity.places import Places
from kg.identity.words import table

_LONGEST = 45  # characters between two names that can still say something of both


@dataclass(frozen=True, slots=True)
class Said:
    """A paper's own words that ``old`` became ``new``."""

    kind: Literal["renaming", "succession"]
    old: Body
    new: Body
    document: str
    span: Span


@cache
def _phrases() -> dict[str, tuple[Literal["renaming", "succession"], bool]]:
    """Words between two names → what they say, and whether the old name stands first."""
    return {
        words: (phrase["kind"], phrase["order"] == "old new")
        for phrase in table("changes")["phrase"]
        for words in phrase["words"]
    }


def said(facts: Facts, bodies: dict[int, Body]) -> Iterator[Said]:
    """The changes that a paper states between two names next to each other; ``bodies`` by the index of the mention."""
    phrases, text = _phrases(), facts.document.text
    order = sorted(bodies, key=lambda index: (facts.mentions[index].span, index))
    for one, two in zip(order, order[1:], strict=False):
        left, right = facts.mentions[one].span, facts.mentions[two].span
        if not 0 < right.start - left.end <= _LONGEST or bodies[one] is bodies[two]:
            continue
        between = " ".join(text[left.end : right.start].lower().split())
        if found := phrases.get(between) or phrases.get(between.removesuffix(" the")):
            kind, old_first = found
            first, second = bodies[one], bodies[two]
            old, new = (first, second) if old_first else (second, first)
            yield Said(kind, old, new, facts.document.id, Span(left.start, right.end))


def renamed_boards(bodies: Sequence[Body], places: Places) -> Iterator[Pair[Body]]:
    """Boards of one area whose names differ by the places they serve, one after the other: one board, renamed."""
    boards = [body for body in bodies if body.board and body.dates]
    for at, left in enumerate(boards):
        for right in boards[at + 1 :]:
            if left.kind != right.kind or not left.scopes & right.scopes:
                continue
            one, two = (_tail(body, places) for body in (left, right))
            if one[1] != two[1] or len(one[1]) < 2 or not (one[0] < two[0] or two[0] < one[0]):
                continue
            if max(left.dates) < min(right.dates) or max(right.dates) < min(left.dates):
                yield Pair(left, right, (clue(left.kind, "renamed"),))


def _tail(body: Body, places: Places) -> tuple[frozenset[str], tuple[str, ...]]:
    """The places that a name begins with, and the rest of it."""
    for at in range(len(body.words) - 1, 0, -1):
        place = body.words[:at]
        if " ".join(places.within(place)) == " ".join(place):
            return frozenset(places.within(place)), body.words[at:]
    return frozenset(), body.words
