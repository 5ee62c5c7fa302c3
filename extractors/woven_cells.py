"""Cells of a wrapped row whose lines an extractor ran together: the first lines of all cells on one
line, their second lines on the next, with nothing between the columns.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

MOST_LINES = 8  # of a row
MOST_LINES_CUT = 4  # of a cell that is no running text
MOST_WORDS = 6  # of one line of a cell that is no running text
MOST_WAYS = 60  # to cut one column off that are followed up

Words = list[list[str]]  # of each line of a row


def unwoven(
    lines: Words,
    columns: Sequence[str],
    fits: Callable[[str, str], int],
    free: Collection[str],
) -> dict[str, str] | None:
    """The words of each column of a row; none where they can be told apart in no way, or in two.

    One column, of a kind in ``free``, holds any words. Of the others, ``fits`` says how well words
    are a whole cell of a kind, 0 where they are none; of ways that fit as well, the one that gives
    them most words is taken.
    """
    places = [at for at, kind in enumerate(columns) if kind in free]
    if len(places) != 1 or len(lines) > MOST_LINES:
        return None
    (place,) = places
    ways: dict[tuple[int, int], list[dict[str, str]]] = {}  # by fit and words that are left
    for rest, before in _cut(lines, columns[:place], fits, from_left=True):
        for middle, behind in _cut(rest, columns[:place:-1], fits, from_left=False):
            words = [word for line in middle for word in line]
            if all(middle) and words[0][:1].isupper():
                found = {**before, columns[place]: " ".join(words), **behind}
                fit = sum(fits(kind, cell) for kind, cell in (before | behind).items())
                ways.setdefault((-fit, len(words)), []).append(found)
    best = ways[min(ways)] if ways else []
    return best[0] if len(best) == 1 else None


def _cut(
    lines: Words, columns: Sequence[str], fits: Callable[[str, str], int], from_left: bool
) -> Iterator[tuple[Words, dict[str, str]]]:
    """The ways to cut columns off one side of a row: what is left of its lines, and the cells."""
    if not columns:
        yield lines, {}
        return
    kind, *others = columns
    for rest, cell in _cells(lines, kind, fits, from_left):
        for last, cells in _cut(rest, others, fits, from_left):
            yield last, {kind: cell, **cells}


def _cells(
    lines: Words, kind: str, fits: Callable[[str, str], int], from_left: bool
) -> Iterator[tuple[Words, str]]:
    """The ways to cut one cell off: what is left, and its words."""
    ways = 0
    for lengths in _lengths([min(len(words), MOST_WORDS) for words in lines[:MOST_LINES_CUT]]):
        pieces = [
            words[:n] if from_left else words[len(words) - n :]
            for words, n in zip(lines, lengths, strict=False)
        ]
        cell = " ".join(word for piece in pieces for word in piece)
        if fits(kind, cell) <= 0:
            continue
        short = lines[: len(lengths)]
        rest = [
            words[n:] if from_left else words[: len(words) - n]
            for words, n in zip(short, lengths, strict=True)
        ]
        ways += 1
        yield [*rest, *lines[len(lengths) :]], cell
        if ways == MOST_WAYS:
            return


def _lengths(most: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """How many words of each line from the first on a cell may hold; at least one of each."""
    for first in range(1, most[0] + 1 if most else 1):
        yield (first,)
        for more in _lengths(most[1:]):
            yield (first, *more)
