"""Bodies renamed and bodies succeeded: read from boards' names over time, and from words that say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from typing import Literal

from extractors.facts import Facts, Span
from kg.identity.bodies import Body, Words
from kg.identity.clues import clue
from kg.identity.cluster import Pair
from kg.identity.places import Places
from kg.identity.words import table

_MARKS = str.maketrans(",()", "   ")
_LONGEST = 45  # characters between two names that can still say something of both
Kind = Literal["renaming", "succession"]


@dataclass(frozen=True, slots=True)
class Said:
    """A paper's own words that ``old`` became ``new``."""

    kind: Kind
    old: Body
    new: Body
    document: str
    span: Span


@cache
def _phrases() -> dict[str, tuple[Kind, bool]]:
    """Words between two names → what they say, and whether the old name stands first."""
    return {
        words: (phrase["kind"], phrase["order"] == "old new")
        for phrase in table("changes")["phrase"]
        for words in phrase["words"]
    }


def said(facts: Facts, bodies: Mapping[tuple[str, int], Body]) -> Iterator[Said]:
    """The changes that a paper states between two names next to each other; ``bodies`` by the index of the mention."""
    phrases, text, document = _phrases(), facts.document.text, facts.document.id
    order = [index for index in range(len(facts.mentions)) if (document, index) in bodies]
    order.sort(key=lambda index: (facts.mentions[index].span, index))
    for one, two in pairwise(order):
        left, right = facts.mentions[one].span, facts.mentions[two].span
        first, second = bodies[document, one], bodies[document, two]
        if not 0 < right.start - left.end <= _LONGEST or first is second:
            continue
        between = " ".join(text[left.end : right.start].lower().translate(_MARKS).split()).removesuffix(" the")
        if found := phrases.get(between):
            kind, old_first = found
            old, new = (first, second) if old_first else (second, first)
            if old.kind == new.kind == "organisation":
                yield Said(kind, old, new, document, Span(left.start, right.end))


def renamed_boards(bodies: Sequence[Body], places: Places) -> Iterator[Pair[Body]]:
    """Boards of one area whose names differ by the places they serve, one after the other: one board, renamed."""
    boards = [body for body in bodies if body.held and body.kind == "organisation"]
    for left, right in combinations(boards, 2):
        one, two = _split(left.words, places), _split(right.words, places)
        same = one[1] == two[1] and len(one[1]) > 1 and (one[0] < two[0] or two[0] < one[0])
        after = max(left.held) < min(right.held) or max(right.held) < min(left.held)
        if same and after and left.scopes & right.scopes:
            yield Pair(left, right, (clue(left.kind, "renamed"),))


def _split(words: Words, places: Places) -> tuple[frozenset[str], Words]:
    """The places that a name begins with, and the rest of it."""
    for at in range(len(words) - 1, 0, -1):
        if areas := places.places_of(words[:at]):
            return areas, words[at:]
    return frozenset(), words
