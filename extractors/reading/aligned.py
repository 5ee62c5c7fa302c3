"""Tables that plain text keeps by spaces alone → one row a line, its cells apart by tabs.

A line of short cells heads a table where the lines below it keep to its columns; the lines of a
wrapped cell are joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_CELL = re.compile(r"\S+(?: \S+)*")
_MARK = re.compile(r"^(?:\d{1,4}\b|[A-Z]{0,6}[ /-]?\d|#)")
_NO_HEAD = re.compile(
    r"(?<!^No)(?<!^Nr)(?<!^Ref)\.$|[,;|]$|^\||^(?!ID|RAG|REF)[A-Z]{2,3}$"
)  # the end of a sentence, a drawn line, initials
FEWEST_COLUMNS = 3
FEWEST_ROWS = 2
LONGEST_HEAD = 28  # characters of the head of a column
SLACK = 1  # characters by which a cell may miss its column
REACH = 12  # lines below a head in which its rows begin
FURNITURE = 4  # lines between two pages that are no row


@dataclass(slots=True)
class _AlignedRow:
    cells: list[list[str]] = field(default_factory=list)

    def text(self) -> str:
        return "\t".join(" ".join(cell) for cell in self.cells).rstrip("\t")


def aligned_rows(lines: Sequence[str]) -> list[str]:
    """The lines with every table kept by spaces put together row by row."""
    out: list[str] = []
    at = 0
    while at < len(lines):
        columns = _head(lines, at)
        if columns is None:
            out.append(lines[at])
            at += 1
            continue
        rows, at = _table(lines, at, columns)
        out += rows
    return out


def _cells(line: str) -> list[tuple[int, str]]:
    """Where each cell of a line begins, and its words: two spaces part them."""
    return [] if "\t" in line else [(m.start(), m[0]) for m in _CELL.finditer(line.strip("\f"))]


def _head(lines: Sequence[str], at: int) -> list[int] | None:
    """Where the columns of a table begin, if a line is its head."""
    cells = _cells(lines[at])
    if len(cells) < FEWEST_COLUMNS or cells[0][0] > 2:
        return None
    if any(_NO_HEAD.search(text) or len(text) > LONGEST_HEAD for _, text in cells):
        return None
    columns = [start for start, _ in cells]
    rows = 0
    for line in lines[at + 1 : at + REACH]:
        own = _cells(line)
        if not own or (len(own) == 1 and own[0][0] <= SLACK):
            continue
        if _placed(own, columns) is None:
            break
        rows += 1
    return columns if rows >= FEWEST_ROWS else None


def _placed(
    cells: Sequence[tuple[int, str]], columns: Sequence[int]
) -> list[tuple[int, str]] | None:
    """The column of each cell, ``None`` where one stands between two columns."""
    out: list[tuple[int, str]] = []
    for start, text in cells:
        near = [n for n, column in enumerate(columns) if abs(start - column) <= SLACK]
        if not near or (near[0] + 1 < len(columns) and start + len(text) > columns[near[0] + 1]):
            return None
        out.append((near[0], text))
    return out


def _table(lines: Sequence[str], at: int, columns: Sequence[int]) -> tuple[list[str], int]:
    """The rows of the table headed at line ``at``, and the index of the line after it."""
    marked = _is_marked(lines, at, columns)
    head, at = _whole_head(lines, at, columns)
    out = [head]
    row: _AlignedRow | None = None
    gap = False
    centred: frozenset[int] = frozenset()  # where rows begin whose number stands in their middle
    while at < len(lines):
        cells = _cells(lines[at])
        if not cells:
            gap = True
            at += 1
            continue
        placed = _placed(cells, columns)
        if placed is None or (_is_alone(placed) and (gap or _turns(lines, at) or row is None)):
            last = _over_furniture(lines, at, columns)
            if last is None:
                break
            out += [*_told(row), "", *lines[at:last]]
            row, at, gap = None, last, True
            continue
        if row is None and marked and placed[0][0]:
            centred = _centred(lines, at, columns)
        begins = gap or at in centred if centred else _begins(placed, gap, marked)
        if row is None or begins:
            out += _told(row)
            row = _AlignedRow([[] for _ in columns])
        for column, text in placed:
            row.cells[column].append(text)
        gap = False
        at += 1
    return [*out, *_told(row), ""], at


def _told(row: _AlignedRow | None) -> list[str]:
    return [row.text()] if row else []


def _is_alone(placed: Sequence[tuple[int, str]]) -> bool:
    """Whether a line holds nothing but words where a table's first cell stands."""
    return len(placed) == 1 and placed[0][0] == 0


def _turns(lines: Sequence[str], at: int) -> bool:
    """Whether a page ends with a line."""
    return at + 1 < len(lines) and lines[at + 1].startswith("\f")


def _whole_head(lines: Sequence[str], at: int, columns: Sequence[int]) -> tuple[str, int]:
    """The head row, with the words of the line below that go on with it, and the line after it."""
    head = [text for _, text in _cells(lines[at])]
    rest = _rest_of_head(lines[at + 1], columns)
    for column, text in rest:
        head[column] = f"{head[column]} {text}"
    return "\t".join(head), at + (2 if rest else 1)


def _rest_of_head(line: str, columns: Sequence[int]) -> list[tuple[int, str]]:
    """The cells of the line below a head that go on with it: words in small letters."""
    placed = _placed(_cells(line), columns) or []
    return placed if all(text[:1].islower() for _, text in placed) else []


def _centred(lines: Sequence[str], at: int, columns: Sequence[int]) -> frozenset[int]:
    """Where the rows from line ``at`` on begin whose first cell stands in their middle: each is as
    high above it as below, give or take a line, and few rows begin with a small letter.
    """
    end = at
    while end < len(lines) and _placed(_cells(lines[end]), columns):
        end += 1
    numbered = [n for n in range(at, end) if _MARK.match(lines[n])]
    best: dict[int, tuple[int, tuple[int, ...]]] = {at: (0, (at,))}  # by where the next row begins
    for number in numbered:
        following: dict[int, tuple[int, tuple[int, ...]]] = {}
        for start, (cost, starts) in best.items():
            for after in (2 * number - start + one for one in (0, 1, 2)):
                if not start <= number < after <= end:
                    continue
                below = _cells(lines[after]) if after < end else []
                small = sum(text[:1].islower() for _, text in below)
                if after not in following or cost + small < following[after][0]:
                    following[after] = (cost + small, (*starts, after))
        best = following
    return frozenset(best[end][1]) if numbered and end in best else frozenset()


def _is_marked(lines: Sequence[str], at: int, columns: Sequence[int]) -> bool:
    """Whether the rows of a table begin with a number, a date or a reference."""
    first = [
        cells[0][1]
        for line in lines[at + 1 : at + 3 * REACH]
        if (cells := _cells(line)) and len(cells) > 1 and cells[0][0] <= SLACK
    ]
    return bool(first) and bool(_MARK.match(first[0]))


def _begins(placed: Sequence[tuple[int, str]], gap: bool, marked: bool) -> bool:
    """Whether a line begins a row, or a paragraph in the cells of one."""
    if gap:
        return True
    return placed[0][0] == 0 and len(placed) > 1 and (not marked or bool(_MARK.match(placed[0][1])))


def _over_furniture(lines: Sequence[str], at: int, columns: Sequence[int]) -> int | None:
    """Where a table goes on below the foot and the head of a page: at a line that keeps to an inner
    column.
    """
    passed = 0
    for index in range(at, min(len(lines), at + 4 * FURNITURE)):
        cells = _cells(lines[index])
        if not cells:
            continue
        placed = _placed(cells, columns)
        if placed and passed and (placed[0][0] > 0 or len(placed) >= FEWEST_COLUMNS):
            heads = len(placed) == len(columns) and _head(lines, index) is not None
            return None if heads else index
        if len(cells) > 2 or passed == FURNITURE:
            return None
        passed += 1
    return None
