"""What stands around a candidate for a name: its line, and what the paper shows to be places.

Lines are told as features such as ``line:sum``; :mod:`extractors.names.evidence` gathers them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property

from kg.extractors.names.words import BREAK, LINE
from kg.extractors.names.work import Work

_EDGES = (BREAK, LINE)
_MARKS = frozenset(["•", "·", "▪", "➢", "*", "-", "–", ">", "|", "o"])
_MONEY = frozenset("£€$")
_NEAR_SUM = 3  # words between a name and the sum paid to or by it
_LEAD = 5  # words of a line's number or mark
_SITES = ("TIER", "STREET", "WARD")
_AREAS = ("parish", "borough", "district")
_LONGEST_PLACE = 3  # words of a place's name
_ENDS = 3  # letters of a word's ending
_SIZES = (3, 8, 20)


def ending(word: str) -> str:
    """The last letters of a word in small letters; of a short one or of letters nothing."""
    return word[-_ENDS:].lower() if len(word) > _ENDS + 1 and not word.isupper() else ""


class Surroundings:
    """The surroundings of the words of one text."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._raw = work.words.words
        self._lines: dict[int, tuple[int, int, str, tuple[str, ...]]] = {}

    @cached_property
    def _starts(self) -> list[int]:
        """The first words of the lines."""
        return [0, *(i + 1 for i, word in enumerate(self._raw) if word in _EDGES)]

    def line(self, first: int, last: int) -> Iterator[str]:
        """Where in its line a candidate stands, and what kind of a line it is."""
        raw = self._raw
        start, end, size, said = self._line(first)
        yield from said
        opens = first - start < _LEAD and all(map(self._leads, range(start, first)))
        closes = last >= end or (last == end - 1 and raw[last] in ".,;:")
        at = "whole" if opens and closes else "opens" if opens else "closes" if closes else "in"
        yield f"line:{at}/{size}"
        if "line:sum" in said:
            yield f"line:{at}/sum"
            if any(raw[i] in _MONEY for i in range(max(start, first - _NEAR_SUM), first)):
                yield "sum-before"
            if any(raw[i] in _MONEY for i in range(last, min(end, last + _NEAR_SUM))):
                yield "sum-behind"

    def _leads(self, index: int) -> bool:
        """Whether a word is the number, letter or mark of a line."""
        word = self._raw[index]
        return len(word) == 1 or word[0].isdigit() or word in _MARKS

    def _line(self, index: int) -> tuple[int, int, str, tuple[str, ...]]:
        """The line of a word: its first word, its end, how long it is and what is in it."""
        row = bisect_right(self._starts, index) - 1
        known = self._lines.get(row)
        if known is None:
            start = self._starts[row]
            end = self._starts[row + 1] - 1 if row + 1 < len(self._starts) else len(self._raw)
            known = self._lines[row] = (start, end, *self._said(start, end))
        return known

    def _said(self, start: int, end: int) -> tuple[str, tuple[str, ...]]:
        raw = self._raw
        words = [raw[i] for i in range(start, end) if raw[i][0].isalpha()]
        size = next((str(most) for most in _SIZES if len(words) <= most), "more")
        small = sum(word.islower() for word in words)
        share = 4 * small // max(1, len(words))
        said = [f"line:small={share}/{size}"]
        if any(word in _MONEY for word in raw[start:end]):
            said.append("line:sum")
        return size, tuple(said)

    @cached_property
    def places(self) -> frozenset[str]:
        """Phrases that this text shows to be places: "Osier" of "Osier Road" or "Osier Community Council"."""
        return self._before(lambda i: any(self._has(i, name) for name in _SITES))

    @cached_property
    def areas(self) -> frozenset[str]:
        """The areas of councils among them: "Osier Vale" of "Osier Vale District Council" or "Osier Vale Parish"."""
        raw = self._raw

        def council(i: int) -> bool:
            if self._has(i, "WARD") or raw[i].lower() in _AREAS:
                return True
            return self._has(i, "TIER") and raw[i + 1 : i + 2] == ["Council"]

        return self._before(council)

    def _has(self, index: int, name: str) -> bool:
        return self._work.context.has(index, name)

    def _before(self, sort: Callable[[int], bool]) -> frozenset[str]:
        """The capitalised words, up to three, before words of a sort."""
        raw = self._raw
        found: set[str] = set()
        for i in range(1, len(raw)):
            if raw[i][0].isupper() and raw[i - 1][0].isupper() and sort(i):
                for first in range(i - 1, max(-1, i - 1 - _LONGEST_PLACE), -1):
                    if not raw[first][0].isupper() or self._has(first, "STOP"):
                        break
                    found.add(" ".join(raw[first:i]))
        return frozenset(found)
