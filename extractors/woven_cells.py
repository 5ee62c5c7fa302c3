"""Cells of wrapped rows whose lines an extractor ran together: the first lines of all cells of a
row on one line, their second lines on the next, with nothing between the columns.

What the cells of a column may hold tells them apart, and where lines break: a line of a cell has
no room for the first word of the next.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

MOST_LINES = 9  # of a row
LONGEST = 120  # words of a row
MOST_ROWS = 200  # of a log: each may be read in thousands of ways
MOST_WORDS = 6  # of one line of a cell that is no running text
KEPT = 40  # ways to read the lines of a row so far that are followed up
ROOM_LEFT = 1.0  # what a line costs that has room for the next word of its cell
SLACK = 1.2  # times the width of a column: letters are not as wide as each other
TOO_LONG = 2.0  # a line longer than those of its column
EMPTY = 1.0  # a cell without words
MOST = 3.0  # that a whole row may cost
PREFERRED = 0.01  # a word in a column of running text, which holds whatever is left

RowCells = tuple[tuple[str, ...], ...]  # the lines of the cell in each column
Fits = Callable[[str, str], float]


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to read the lines of a row so far."""

    cost: float
    cells: RowCells


def unwoven(
    rows: Sequence[Sequence[str]],
    columns: Sequence[str],
    free: Collection[str],
    may_hold: Callable[[str, Sequence[str]], bool],
    cost: Fits,
) -> list[dict[str, str] | None]:
    """The words of each column of each row; none where two ways to read it are as likely, or where
    it or the log is too long to try them all.

    A row is its lines. Columns of a kind in ``free`` hold running text; of the others ``may_hold``
    says whether some words may be one line of a cell. ``cost`` says how ill the words of a whole
    cell suit a kind, from 0.
    """
    widths = [0] * len(columns)
    found: list[RowCells | None] = []
    for _ in range(2):  # widths are known from the first reading
        found = [_row(row, columns, free, may_hold, cost, widths) for row in rows[:MOST_ROWS]]
        told = [cells for cells in found if cells]
        widths = [
            _width([cells[at] for cells in told if cells[at]], kind in free)
            for at, kind in enumerate(columns)
        ]
    found += [None] * (len(rows) - len(found))
    return [
        dict(zip(columns, map(" ".join, cells), strict=True)) if cells else None for cells in found
    ]


def _width(cells: Sequence[Sequence[str]], is_free: bool) -> int:
    """The width of a column of some cells; of running text, as far as most of them show it."""
    longest = sorted(max(map(len, cell)) for cell in cells)
    last = len(longest) - 1
    return longest[3 * last // 4 if is_free else last] if longest else 0


def _row(
    lines: Sequence[str],
    columns: Sequence[str],
    free: Collection[str],
    may_hold: Callable[[str, Sequence[str]], bool],
    cost: Fits,
    widths: Sequence[int],
) -> RowCells | None:
    if len(lines) > MOST_LINES or sum(len(line.split()) for line in lines) > LONGEST:
        return None

    @cache  # most ways share most of their cells
    def suits(kind: str, cell: tuple[str, ...]) -> float:
        text = " ".join(cell)
        running = PREFERRED * len(text.split()) * (kind in free)
        return (cost(kind, text) if text else EMPTY) + running

    def whole(way: _Way) -> float:
        return way.cost + sum(map(suits, columns, way.cells))

    ways = [_Way(0, ((),) * len(columns))]
    for at, line in enumerate(lines):
        words = line.split()
        parted: dict[tuple[bool, ...], list[tuple[str, ...]]] = {}  # by the columns that may go on
        following: dict[RowCells, float] = {}
        for way in ways:
            open_ = tuple(len(cell) == at for cell in way.cells)
            if open_ not in parted:
                parted[open_] = list(_parts(words, columns, free, may_hold, open_))
            for parts in parted[open_]:
                cells = tuple(
                    [
                        (*cell, part) if part else cell
                        for cell, part in zip(way.cells, parts, strict=True)
                    ]
                )
                following[cells] = way.cost + _breaks(way.cells, parts, widths)
        ways = sorted((_Way(spent, cells) for cells, spent in following.items()), key=whole)[:KEPT]
    costs = [whole(way) for way in ways]
    if not ways or costs[0] > MOST or (len(ways) > 1 and costs[1] - costs[0] < PREFERRED / 2):
        return None
    return ways[0].cells


def _parts(
    words: Sequence[str],
    columns: Sequence[str],
    free: Collection[str],
    may_hold: Callable[[str, Sequence[str]], bool],
    open_: Sequence[bool],
) -> Iterator[tuple[str, ...]]:
    """The ways to part the words of a line among the columns that still may go on."""
    if not columns:
        if not words:
            yield ()
        return
    kind, *others = columns
    most = 0 if not open_[0] else len(words) if kind in free else min(len(words), MOST_WORDS)
    if not others and most < len(words):
        return
    for n in range(most + 1) if others else (len(words),):
        if not n or kind in free or may_hold(kind, words[:n]):
            part = " ".join(words[:n])
            for rest in _parts(words[n:], others, free, may_hold, open_[1:]):
                yield (part, *rest)


def _breaks(cells: RowCells, parts: Sequence[str], widths: Sequence[int]) -> float:
    """What the breaks between the last lines of some cells and those below them cost."""
    spent = 0.0
    for cell, part, width in zip(cells, parts, widths, strict=True):
        if not part:
            continue
        if cell:
            room = width or max(map(len, cell))
            if len(cell[-1]) + 1 + len(part.partition(" ")[0]) <= room:
                spent += ROOM_LEFT
        if width and len(part) > SLACK * width:
            spent += TOO_LONG
    return spent
