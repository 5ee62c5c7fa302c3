"""What a text must hold for a regular expression to match: most lack it, and are not searched.

Read from the expression's own syntax tree: of the runs of letters that every match goes through,
those rarest in texts. Where nothing can be told, the expression is tried on every text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]  # the library's own reading of an expression
from re import _parser  # type: ignore[attr-defined]
from typing import Any

MOST_SPELLINGS = 8  # of a run of letters, while it is read
MOST_WORDS = 12  # sought in a text; more cost as much as the expression
FEW_TEXTS = 64  # that an expression is tried on at once: to read it costs as much
_ODD_CASE = re.compile("[\u0130\u0131\u017f\u212a]")  # letters that “i”, “s” and “k” match, too
_RARENESS = 0.3  # how much rarer a word is for one more letter

Spellings = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Reading:
    """Of a piece of an expression: all that it can spell, if that is little, and the words of which
    each match has one.
    """

    spelt: Spellings | None = None
    needed: Spellings | None = None

    @property
    def best(self) -> Spellings | None:
        return _rarer([self.spelt, self.needed])


_NOTHING_SPELT = _Reading(frozenset([""]))
_UNKNOWN = _Reading()


def needed_words(source: str, flags: int, most: int = MOST_WORDS) -> tuple[str, ...] | None:
    """Words in lower case, ``most`` at most, of which a text must hold one for the expression to
    match in it; ``None`` where nothing can be told.
    """
    try:
        tree = _parser.parse(source, flags)
    except re.error:
        return None
    best = _sequence(tree).best
    if best is None or len(best) > most:
        return None
    shortest = [word for word in best if not any(other in word for other in best if other != word)]
    return tuple(sorted(shortest, key=lambda word: (len(word), word)))


class Gate:
    """Tells an expression's texts that may match from those that lack what each match holds."""

    __slots__ = ("_flags", "_left", "_most", "_source", "_words")

    def __init__(
        self, source: str, flags: int, most: int = MOST_WORDS, words: Sequence[str] | None = None
    ) -> None:
        """``words`` are those that each match holds one of, where its author says so."""
        self._source = source
        self._flags = flags
        self._most = most
        self._left = FEW_TEXTS
        self._words: tuple[str, ...] | None = tuple(words) if words else None

    def passes(self, text: str) -> bool:
        """Whether the expression may match in ``text``."""
        words = self._words
        if words is None:
            self._left -= 1
            if self._left < 0:
                self._words = needed_words(self._source, self._flags, self._most) or ()
            return True
        return not words or holds_one(text, words)


def holds_one(text: str, words: Iterable[str]) -> bool:
    """Whether ``text`` holds one of ``words`` in any case, or letters that match others than their
    own.
    """
    low = text.lower()
    for word in words:
        if word in low:
            return True
    return not text.isascii() and _ODD_CASE.search(text) is not None


def _rarer(choices: Iterable[Spellings | None]) -> Spellings | None:
    """The set of words that the fewest texts have one of."""
    usable = [words for words in choices if words and "" not in words]
    if not usable:
        return None
    return min(usable, key=_commonness) if len(usable) > 1 else usable[0]


def _commonness(words: Spellings) -> tuple[float, list[str]]:
    return sum(_RARENESS ** len(word) for word in words), sorted(words)


def _sequence(pieces: Sequence[tuple[Any, Any]]) -> _Reading:
    spelt: Spellings = frozenset([""])
    whole = True
    found: list[Spellings | None] = []
    for kind, value in pieces:
        read = _piece(kind, value)
        if read.needed is not None:
            found.append(read.needed)
        if read.spelt is not None and len(spelt) * len(read.spelt) <= MOST_SPELLINGS:
            spelt = frozenset([begun + more for begun in spelt for more in read.spelt])
            continue
        found += [spelt, read.spelt]
        spelt, whole = frozenset([""]) if read.spelt is None else read.spelt, False
    return _Reading(spelt, _rarer(found)) if whole else _Reading(None, _rarer([*found, spelt]))


def _piece(kind: Any, value: Any) -> _Reading:
    if kind is op.LITERAL:
        return _Reading(_letter(value))
    if kind is op.IN:
        return _Reading(_class(value))
    if kind is op.AT or kind is op.ASSERT_NOT:
        return _NOTHING_SPELT
    if kind is op.ASSERT:
        return _Reading(frozenset([""]), _sequence(value[1]).best)
    if kind is op.SUBPATTERN:
        return _sequence(value[3])
    if kind is op.ATOMIC_GROUP:
        return _sequence(value)
    if kind is op.BRANCH:
        return _branch([_sequence(branch) for branch in value[1]])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _repeated(*value)
    return _UNKNOWN


@cache
def _letter(code: int) -> Spellings | None:
    """A character in lower case; ``None`` where it has its case by rules of its own."""
    character = chr(code)
    if not character.isascii() and character.lower() != character.upper():
        return None
    return frozenset([character.lower()])


def _class(members: Sequence[tuple[Any, Any]]) -> Spellings | None:
    letters = [_letter(value) if kind is op.LITERAL else None for kind, value in members]
    known = [each for each in letters if each is not None]
    return frozenset().union(*known) if len(known) == len(letters) else None


def _branch(branches: Sequence[_Reading]) -> _Reading:
    spelt: set[str] | None = set()
    needed: set[str] | None = set()
    for each in branches:
        spelt = spelt | each.spelt if spelt is not None and each.spelt is not None else None
        needed = needed | each.best if needed is not None and each.best is not None else None
    few = spelt is not None and len(spelt) <= MOST_SPELLINGS
    return _Reading(
        frozenset(spelt) if few and spelt else None, frozenset(needed) if needed else None
    )


def _repeated(least: int, most: int, content: Sequence[tuple[Any, Any]]) -> _Reading:
    read = _sequence(content)
    if least == most == 1:
        return read
    if least == 0:
        return _Reading(read.spelt | {""}) if most == 1 and read.spelt is not None else _UNKNOWN
    if read.spelt is not None and len(read.spelt) == 1 and least <= MOST_SPELLINGS:
        return _Reading(None, frozenset([next(iter(read.spelt)) * least]))
    return _Reading(None, read.best)
