"""How papers name a topic without its whole name: by its sort (“the dashboard”), or by its words in
another order (“a duty on councils to prevent floods”).

Both are for names that end in a sort of thing that seldom has its like beside it, and not for those
of bodies: a paper is full of groups, boards and services.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from kg.ontology.folding import fold
from kg.text.word_lists import STOP_WORDS
from kg.tracking.phrase_rules import topic_words

_FEWEST = 3  # telling words of a name that is known in another order
_WITHIN = 100  # characters that hold all of them
_WORD = r"(?!(?:The|This|That|These|An?|Our|Each)\b)[A-Z][\w’'-]*\s+(?:(?:and|for|of|the)\s+)?"
_NAMED = rf"\b(?:{_WORD}){{1,6}}"


def sorts_of(names: Sequence[str]) -> frozenset[str]:
    """The sorts of thing that a topic's names of several words end in (folded)."""
    ends = (words[-1] for name in names if len(words := fold(name).split()) > 1)
    return frozenset(ends) & topic_words("called-by-sort")


def is_called(text: str, sort: str) -> bool:
    """Whether a text has the one thing of a sort that was named before: “the dashboard”."""
    return re.search(rf"(?i)\b(?:the|this) {re.escape(sort)}\b", text) is not None


def names_of_sort(text: str, sort: str) -> list[str]:
    """The names in a text that end in a sort, as printed."""
    return [found[0] for found in re.finditer(rf"{_NAMED}(?i:{re.escape(sort)})\b", text)]


def telling_words(name: str) -> frozenset[str]:
    """The words of a name (folded) that say something, where they are enough to know it by."""
    words = frozenset(re.findall(r"[a-z]{3,}", fold(name))) - STOP_WORDS
    return words if len(words) >= _FEWEST and sorts_of((name,)) else frozenset()


def in_other_order(
    wanted: frozenset[str], words: Mapping[str, Sequence[int]], starts: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The statements with all of some words near each other, and where in it the first stands.

    ``words`` are the places of all words of a document, ``starts`` where its statements begin.
    """
    if not wanted or not all(word in words for word in wanted):
        return
    rarest = min(sorted(wanted), key=lambda word: len(words[word]))
    for place in words[rarest]:
        at = bisect_right(starts, place) - 1
        end = starts[at + 1] if at + 1 < len(starts) else place + _WITHIN
        low, high = max(starts[at], place - _WITHIN), min(end, place + _WITHIN)
        near = [[each for each in words[word] if low <= each < high] for word in wanted]
        if all(near) and max(map(max, near)) - min(map(min, near)) <= _WITHIN:
            yield at, min(map(min, near)) - starts[at]
