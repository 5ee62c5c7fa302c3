"""A PDF page as lines: words where they stand, bold runs marked, ruled tables as rows with their cells apart by tabs.

The order of running text is the file's own. A page is read by position only where that loses no word: what is found
is compared with pdfium's plain text, and a page that differs is left to the plain reader.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium
from kg.extractors.reading.marks import BREAK, footnote, laid_out_rows, strong, words
from kg.extractors.reading.pdf_footnotes import notes_apart
from kg.extractors.reading.pdf_runs import Run, read_run

MOST_OBJECTS = 20_000  # on a page; more is a drawing
MOST_SEGMENTS = 4_000  # ruling lines of a page
NEAR = 3.0  # points between ruling lines that still meet
FEWEST_EDGES = 3  # upright rules of a table of at least two columns
FEWEST_BANDS = 3  # rows of a table that only rules across show
GUTTER = 5.0  # points of white space between its columns
COLUMN_GAP = 1.6  # times the font size: white space that parts cells, not words
BROKEN_OFF = 1.4  # times the font size: room beside a word that its narrow cell broke off
THIN_GAP = 0.6  # times the font size: white space before words that stand under others
FEWEST_ALIGNED = 2  # other lines in which words begin there
FEWEST_PAIRS = 3  # rows of two lists side by side that a file writes one after the other
MOST_ROWS = 60  # of them
MOST_WORDS = 5  # of an entry of such a list, on the whole
WORD_GAP = 0.16  # times the font size: white space that parts words
TEXT_WIDTH = 0.85  # share of a page's width that its lines reach at least, where no line shows more
PARAGRAPH_GAP = 0.85  # times the font size: white space between lines that parts paragraphs
_MARK = re.compile(
    r"[^\w\s]|\(?(?:[A-Za-z]{1,2}|[ivxIVX]{1,5}|\d{1,3}(?:\.\d{1,2}){0,2})[.)]{0,2}"
)  # of a list or a numbered paragraph


Corner = tuple[float, float]  # left and bottom of a run, in points


@dataclass(frozen=True, slots=True)
class Segment:
    """A ruling line: where it lies (``at``) and from where to where it reaches."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class RuledTable:
    """The grid of a ruled table; ``rows`` from the top down, each with the edges of its cells from left to right."""

    left: float
    right: float
    rows: tuple[tuple[float, float, tuple[float, ...]], ...]  # top, bottom, edges

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of a point, or ``None`` outside."""
        if not self.left - NEAR <= x <= self.right + NEAR:
            return None
        for number, (top, bottom, edges) in enumerate(self.rows):
            if bottom <= y <= top:
                return number, min(max(bisect_right(edges, x) - 1, 0), len(edges) - 2)
        return None


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page with marks; ``notes`` are its footnotes, which stand in none of them."""

    lines: list[str]
    notes: list[str]


def page_lines(page: Any, text_page: Any, plain: str) -> PageLines | None:
    """A page by position, or ``None`` where the plain text is the better reading.

    ``page`` and ``text_page`` are pypdfium2's; ``plain`` is the page's text in pdfium's own order.
    """
    if page.get_rotation():
        return None
    objects = list(page.get_objects(max_depth=1))
    if len(objects) > MOST_OBJECTS or any(
        each.type == pdfium.FPDF_PAGEOBJ_FORM for each in objects
    ):
        return None
    printed = [
        run
        for each in objects
        if each.type == pdfium.FPDF_PAGEOBJ_TEXT and (run := read_run(each, text_page)) is not None
    ]
    runs, notes = notes_apart(printed)
    paths = [each for each in objects if each.type == pdfium.FPDF_PAGEOBJ_PATH]
    tables = _tables(paths)
    tables = sorted([*tables, *_banded(paths, runs, tables)], key=lambda table: -table.rows[0][0])
    lines = list(_lines(runs, tables, TEXT_WIDTH * page.get_width()))
    told = [(note.mark, " ".join(map(_said, note.lines))) for note in notes]
    found = "".join(
        re.findall(r"[^\W_]", "".join([*lines, *(each for note in told for each in note)]))
    )
    if Counter(found) != Counter(re.findall(r"[^\W_]", plain.replace("\ufffe", ""))):
        return None
    return PageLines(lines, [footnote(*note) for note in told])


# ── ruling lines and tables ────────────────────────────────────────────────────────────────────────────────


def _segments(paths: Iterable[Any]) -> tuple[list[Segment], list[Segment]]:
    """Horizontal and vertical ruling lines of a page; the edges of a box count."""
    across: list[Segment] = []
    down: list[Segment] = []
    for path in paths:
        left, bottom, right, top = path.get_bounds()
        width, height = right - left, top - bottom
        if width < 4 and height < 4:
            continue
        if height < 2.5:
            across.append(Segment((bottom + top) / 2, left, right))
        elif width < 2.5:
            down.append(Segment((left + right) / 2, bottom, top))
        else:
            across += [Segment(bottom, left, right), Segment(top, left, right)]
            down += [Segment(left, bottom, top), Segment(right, bottom, top)]
        if len(across) + len(down) > MOST_SEGMENTS:
            return [], []
    return _joined(across), _joined(down)


def _joined(segments: list[Segment]) -> list[Segment]:
    """Segments that lie on one line and touch, as one."""
    out: list[Segment] = []
    rails: list[list[Segment]] = []
    for each in sorted(segments, key=lambda s: s.at):
        if rails and each.at - rails[-1][0].at <= NEAR / 2:
            rails[-1].append(each)
        else:
            rails.append([each])
    for rail in rails:
        at = sum(each.at for each in rail) / len(rail)
        begun: Segment | None = None
        for each in sorted(rail, key=lambda s: s.start):
            if begun and each.start <= begun.end + NEAR:
                begun = Segment(at, begun.start, max(begun.end, each.end))
            else:
                if begun:
                    out.append(begun)
                begun = Segment(at, each.start, each.end)
        if begun:
            out.append(begun)
    return out


def _tables(paths: list[Any]) -> list[RuledTable]:
    """The grids on a page: ruling lines that cross, with at least two cells."""
    across, down = _segments(paths)
    groups: list[tuple[list[Segment], list[Segment]]] = []
    left = set(range(len(across)))
    while left:
        first = left.pop()
        level, upright = {first}, set[int]()
        todo = [first]
        while todo:
            at = todo.pop()
            for number, each in enumerate(down):
                if number in upright or not _cross(across[at], each):
                    continue
                upright.add(number)
                for other in list(left):
                    if _cross(across[other], each):
                        left.discard(other)
                        level.add(other)
                        todo.append(other)
        groups.append(([across[n] for n in level], [down[n] for n in upright]))
    found = [table for level, upright in groups if (table := _table(level, upright))]
    return sorted(found, key=lambda table: -table.rows[0][0])


def _cross(across: Segment, down: Segment) -> bool:
    return (
        across.start - NEAR <= down.at <= across.end + NEAR
        and down.start - NEAR <= across.at <= down.end + NEAR
    )


def _table(across: list[Segment], down: list[Segment]) -> RuledTable | None:
    if len(across) < 2 or len(down) < 2:
        return None
    left, right = min(each.at for each in down), max(each.at for each in down)
    levels = sorted(
        {round(each.at, 1) for each in across if each.end - each.start >= 0.4 * (right - left)},
        reverse=True,
    )
    rows: list[tuple[float, float, tuple[float, ...]]] = []
    for top, bottom in pairwise(_with_open_ends(levels, down)):
        if top - bottom < 4:
            continue
        middle = (top + bottom) / 2
        edges = sorted({round(each.at, 1) for each in down if each.start <= middle <= each.end})
        edges = [edge for n, edge in enumerate(edges) if n == 0 or edge - edges[n - 1] > 4]
        if len(edges) >= 2:
            rows.append((top, bottom, tuple(edges)))
    if not rows or max(len(edges) for _, _, edges in rows) < FEWEST_EDGES:
        return None  # a box, a page border, a line under a heading
    return RuledTable(left, right, tuple(rows))


def _with_open_ends(levels: list[float], down: Sequence[Segment]) -> list[float]:
    """The levels of a table's rows, and where its upright rules end beyond them: rows that a page's end left open."""
    if not levels:
        return levels
    above = [each.end for each in down if each.end > levels[0] + NEAR]
    below = [each.start for each in down if each.start < levels[-1] - NEAR]
    top = [max(above)] if len(above) >= FEWEST_EDGES else []
    bottom = [min(below)] if len(below) >= FEWEST_EDGES else []
    return [*top, *levels, *bottom]


def _banded(paths: list[Any], runs: Sequence[Run], known: Sequence[RuledTable]) -> list[RuledTable]:
    """Tables that only rules across part into rows: their columns are where no word of any row stands."""
    across, _ = _segments(paths)
    groups: list[list[Segment]] = []
    for each in sorted(across, key=lambda s: (round(s.start / NEAR), -s.at)):
        if groups and _level(groups[-1][0], each):
            groups[-1].append(each)
        else:
            groups.append([each])
    found: list[RuledTable] = []
    for group in groups:
        levels = sorted({round(each.at, 1) for each in group}, reverse=True)
        bands = [(top, bottom) for top, bottom in pairwise(levels) if top - bottom >= 4]
        inside = [
            run
            for run in runs
            if group[0].start - NEAR <= run.middle[0] <= group[0].end + NEAR
            and levels[-1] <= run.middle[1] <= levels[0]
            and not any(table.cell_at(*run.middle) for table in known)
        ]
        edges = _edges(inside, group[0].start, group[0].end)
        if len(bands) >= FEWEST_BANDS and len(edges) > 2 and _in_columns(bands, edges, inside):
            rows = tuple((top, bottom, edges) for top, bottom in bands)
            found.append(RuledTable(group[0].start, group[0].end, rows))
    return found


def _level(one: Segment, other: Segment) -> bool:
    """Whether two rules across begin and end under each other."""
    return abs(one.start - other.start) <= NEAR and abs(one.end - other.end) <= NEAR


def _edges(runs: Sequence[Run], left: float, right: float) -> tuple[float, ...]:
    """The edges of the columns in which some words stand: the middles of the gaps that none of them crosses."""
    edges = [left]
    reach = left
    for run in sorted(runs, key=lambda each: each.left):
        if run.left - reach >= GUTTER and reach > left:
            edges.append((run.left + reach) / 2)
        reach = max(reach, run.right)
    return (*edges, right)


def _in_columns(
    bands: Sequence[tuple[float, float]], edges: Sequence[float], runs: Sequence[Run]
) -> bool:
    """Whether most bands hold words in two columns or more."""
    filled = 0
    for top, bottom in bands:
        own = {bisect_right(edges, run.middle[0]) for run in runs if bottom <= run.middle[1] <= top}
        filled += len(own) >= 2
    return filled >= FEWEST_BANDS and 2 * filled > len(bands)


def with_head_apart(lines: list[str], head: list[str]) -> tuple[list[str], list[str]]:
    """A page's lines and its last table's head row; ``head`` is the one of the page before.

    A table that goes on prints its head again: where no rule parts that from the rest of a row that the page cut, it
    becomes a row of its own.
    """
    out: list[str] = []
    for at, line in enumerate(lines):
        cells = line.split("\t")
        if len(cells) < FEWEST_EDGES - 1:
            out.append(line)
            continue
        first = not at or "\t" not in lines[at - 1]
        rest = _without_head(cells, head) if first else None
        if rest:
            out += ["\t".join(head), "\t".join(rest)]
        else:
            out.append(line)
            head = cells if first else head
    return out, head


def _without_head(cells: Sequence[str], head: Sequence[str]) -> list[str] | None:
    """What the cells of a row say behind those of ``head``; ``None`` where one does not begin with its own."""
    if len(cells) != len(head) or not all(head):
        return None
    rest: list[str] = []
    for cell, begins in zip(cells, head, strict=True):
        if cell != begins and not cell.startswith((begins + " ", begins + BREAK)):
            return None
        rest.append(cell[len(begins) :].strip(f" {BREAK}"))
    return rest if any(rest) else None


# ── lines ──────────────────────────────────────────────────────────────────────────────────────────────────


def _lines(runs: Sequence[Run], tables: Sequence[RuledTable], margin: float) -> Iterator[str]:
    """The lines of the page in the order of the file; a table where its first word comes."""
    inside: dict[int, list[Run]] = {}
    flow: list[Run | int] = []
    for run in runs:
        home = next((n for n, table in enumerate(tables) if table.cell_at(*run.middle)), None)
        if home is None:
            flow.append(run)
        else:
            if home not in inside:
                flow.append(home)
            inside.setdefault(home, []).append(run)
    text: list[Run] = []
    for each in flow:
        if isinstance(each, Run):
            text.append(each)
            continue
        yield from _flowing(text, margin)
        text = []
        yield ""
        yield from _rows(tables[each], inside[each])
        yield ""
    yield from _flowing(text, margin)


def _same_line(left: Run, right: Run) -> bool:
    """Whether ``right`` stands on the line of ``left`` and behind it."""
    overlap = min(left.top, right.top) - max(left.bottom, right.bottom)
    least = max(0.1, min(left.top - left.bottom, right.top - right.bottom))
    near = overlap > 0.4 * least or abs(left.bottom - right.bottom) < 0.25 * max(
        left.size, right.size
    )
    return near and right.left >= left.right - 0.6 * left.size


@dataclass(slots=True)
class _TextLine:
    """A line of running text, or a row of columns that no rule parts; ``lefts`` are where its cells begin."""

    top: float
    bottom: float
    right: float
    size: float
    lefts: list[float]
    cells: list[str]


def _flowing(runs: Sequence[Run], margin: float) -> Iterator[str]:
    """Running text, a line for each line of the page, a blank line where paragraphs part."""
    lines: list[list[Run]] = []
    for run in runs:
        if lines and _same_line(lines[-1][-1], run):
            lines[-1].append(run)
        else:
            lines.append([run])
    margin = max([margin, *(run.right for run in runs)])
    lines = _side_by_side(lines)
    begun = _column_starts(lines)
    blocks: list[_TextLine] = []
    for line in lines:
        block = _block(line, begun)
        if not _beside(blocks, block) and not _under(blocks, block, line, margin):
            blocks.append(block)
    above: _TextLine | None = None
    for each in blocks:
        if above is not None:
            gap = above.bottom - each.top
            if gap > PARAGRAPH_GAP * each.size or gap < -2 * each.size:
                yield ""
        yield "\t".join(cell.strip() for cell in each.cells).rstrip()
        above = each


def _side_by_side(lines: list[list[Run]]) -> list[list[Run]]:
    """The lines, those of two lists that a file writes one after the other put together row by row.

    Lines of a sentence that runs down its own column are left: most lists have a capital on each line and few words.
    """
    out: list[list[Run]] = []
    at = 0
    while at < len(lines):
        column = _column(lines, at)
        partners = [_partner(out, line) for line in lines[at : at + len(column)]]
        paired = [place for place in partners if place is not None]
        beside = [out[place] for place in paired]
        if (
            len(set(paired)) >= FEWEST_PAIRS
            and len(set(paired)) == len(column)
            and all(each[-1].right < column[0][0].left - 2 for each in beside)
            and _listed(column)
            and _listed(beside)
        ):
            for place, line in zip(paired, column, strict=True):
                out[place] = [*out[place], *line]
        else:
            out += column
        at += len(column)
    return out


def _column(lines: Sequence[list[Run]], first: int) -> list[list[Run]]:
    """The lines from ``first`` on that begin under each other."""
    last = first + 1
    while (
        last < len(lines)
        and abs(lines[last][0].left - lines[first][0].left) < NEAR
        and lines[last][0].top < lines[last - 1][0].top
    ):
        last += 1
    return list(lines[first:last])


def _partner(lines: Sequence[list[Run]], line: Sequence[Run]) -> int | None:
    """The place of the line among the last ones that stands on the height of ``line``."""
    for place in range(len(lines) - 1, max(-1, len(lines) - 1 - MOST_ROWS), -1):
        if abs(lines[place][0].bottom - line[0].bottom) < 0.4 * line[0].size:
            return place
    return None


def _listed(lines: Sequence[Sequence[Run]]) -> bool:
    """Whether lines are entries of a list, each begun with a capital and of few words."""
    texts = ["".join(run.text for run in line).strip() for line in lines]
    small = sum(text[:1].islower() for text in texts)
    return not small and sum(len(text.split()) for text in texts) <= MOST_WORDS * len(texts)


def _column_starts(lines: Sequence[Sequence[Run]]) -> frozenset[Corner]:
    """Where runs begin a column: others begin right above or below them, each behind some white space, or one does
    above them behind so much that it parts cells, as below the head of a table.
    """
    starts = [
        [run for before, run in pairwise(line) if run.left - before.right > THIN_GAP * run.size]
        for line in lines
    ]
    found: set[Corner] = set()
    apart: list[float] = []  # where cells began so far, from left to right
    for at, (line, own) in enumerate(zip(lines, starts, strict=True)):
        near = [run for line in starts[max(0, at - 3) : at + 4] for run in line]
        for run in own:
            aligned = sum(abs(other.left - run.left) < 1 for other in near) > FEWEST_ALIGNED
            next_ = bisect_right(apart, run.left - 1)
            if aligned or (next_ < len(apart) and apart[next_] < run.left + 1):
                found.add((run.left, run.bottom))
        for left in (b.left for a, b in pairwise(line) if _parts(a, b)):
            insort(apart, left)
    return frozenset(found)


def _parts(before: Run, run: Run) -> bool:
    """Whether the white space between two runs parts cells, not words."""
    return run.left - before.right > COLUMN_GAP * max(1.0, min(before.size, run.size))


def _block(line: Sequence[Run], begun: frozenset[Corner]) -> _TextLine:
    cells = _said(line, begun).split("\t")
    lefts = [line[0].left]
    for before, run in pairwise(line):
        if _parts(before, run) or (run.left, run.bottom) in begun:
            lefts.append(run.left)
    return _TextLine(
        max(run.top for run in line), min(run.bottom for run in line), line[-1].right,
        max(run.size for run in line), lefts[: len(cells)], cells,
    )  # fmt: skip


def _beside(blocks: list[_TextLine], block: _TextLine) -> bool:
    """Puts a block that stands to the right of the last ones, on the height of the first, into their row."""
    first = next(
        (
            at
            for at in range(len(blocks) - 1, max(-1, len(blocks) - 5), -1)
            if min(blocks[at].top, block.top) - max(blocks[at].bottom, block.bottom)
            > 0.5 * min(blocks[at].size, block.size)
        ),
        None,
    )
    if first is None or any(each.right > block.lefts[0] - 2 for each in blocks[first:]):
        return False
    row, rest = blocks[first], blocks[first + 1 :]
    under = (cell for each in rest for cell in each.cells if cell)
    row.cells[-1] = " ".join([row.cells[-1], *under]).replace("** **", " ")
    row.cells += block.cells
    row.lefts += block.lefts
    row.bottom, row.right = min([row.bottom, *(each.bottom for each in rest)]), block.right
    del blocks[first + 1 :]
    return True


def _under(blocks: list[_TextLine], block: _TextLine, line: Sequence[Run], margin: float) -> bool:
    """Puts a block under a cell of the row above: the cell's next line, or a row of its own in that column."""
    if not blocks or len(block.cells) > 1 or len(blocks[-1].lefts) < 2:
        return False
    row = blocks[-1]
    column = next(
        (n for n, left in enumerate(row.lefts) if n and abs(left - block.lefts[0]) < 4), None
    )
    if column is None or row.bottom - block.top > 1.2 * block.size:
        return False
    room = margin - row.right
    word = line[0].text.strip().split(" ")[0]
    if column == len(row.lefts) - 1 and room < (len(word) + 1) * 0.5 * block.size:
        row.cells[-1] = f"{row.cells[-1]} {block.cells[0]}".replace("** **", " ")
        row.bottom, row.right = block.bottom, block.right
    else:
        block.cells = [""] * column + block.cells
        block.lefts = [*row.lefts[:column], *block.lefts]
        blocks.append(block)
    return True


def _said(line: Sequence[Run], begun: frozenset[Corner] = frozenset()) -> str:
    """The words of one line with bold runs marked; wide gaps become tabs."""
    out: list[tuple[bool, str]] = []
    previous: Run | None = None
    for run in line:
        text = run.text
        if previous is not None:
            gap = run.left - previous.right
            size = max(1.0, min(previous.size, run.size))
            begins = _parts(previous, run) or (run.left, run.bottom) in begun
            if begins and not _is_bullet(previous.text):
                text = "\t" + text.lstrip()
            elif (
                gap > WORD_GAP * size
                and not previous.text.endswith(" ")
                and not text.startswith(" ")
            ):
                text = " " + text
        if out and (out[-1][0] == run.bold or not text.strip()):
            out[-1] = (out[-1][0], out[-1][1] + text)
        else:
            out.append((run.bold, text))
        previous = run
    parts = [
        "\t".join(
            strong(piece) if bold and re.search(r"\w", piece) else words(piece)
            for piece in text.split("\t")
        )
        for bold, text in out
    ]
    return re.sub(r" {2,}", " ", "".join(parts)).strip()


def _is_bullet(text: str) -> bool:
    text = text.strip()
    if re.fullmatch(r"\d{1,2}[.:]\d{2}(?:\.\d{2})?", text):
        return False  # a time of day, or a day
    return _MARK.fullmatch(text) is not None


def _rows(table: RuledTable, runs: Sequence[Run]) -> Iterator[str]:
    """The rows of a table, one a line; a row that lays out the page is read cell by cell."""
    cells: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        place = table.cell_at(*run.middle)
        if place is not None:
            cells.setdefault(place, []).append(run)
    rows = [
        [
            _paragraphs(cells.get((number, column), []), edges[column + 1] - edges[column])
            for column in range(len(edges) - 1)
        ]
        for number, (_, _, edges) in enumerate(table.rows)
    ]
    for row, apart in zip(rows, laid_out_rows(rows), strict=True):
        if not any(row):
            continue
        if apart:
            for said in row:
                for paragraph in said:
                    yield paragraph
                    yield ""
        else:
            yield "\t".join(_in_one(said) for said in row).rstrip()


def _in_one(paragraphs: Sequence[str]) -> str:
    return BREAK.join(paragraphs).replace(f"**{BREAK}**", BREAK).replace("\t", " ")


def _paragraphs(runs: Sequence[Run], width: float) -> list[str]:
    """The paragraphs of a cell: a line that leaves room for the next line's first word ends one."""
    lines: list[list[Run]] = []
    for run in runs:
        if lines and _same_line(lines[-1][-1], run):
            lines[-1].append(run)
        else:
            lines.append([run])
    out: list[str] = []
    room, before = 0.0, ""
    for line in lines:
        said = _said(line)
        first = re.split(r"\s", line[0].text.strip())[0]
        needed = (len(first) + 1) * 0.5 * line[0].size
        if out and before and room < BROKEN_OFF * line[0].size and _breaks_off(before, said):
            out[-1] = f"{out[-1]}{said}".replace("****", "")
        elif out and room < needed + 4:
            out[-1] = f"{out[-1]} {said}".replace("** **", " ")
        else:
            out.append(said)
        room = width - 8 - (line[-1].right - line[0].left)
        before = said
    return out


_SHORT_WORDS = frozenset(
    "a an and as at be by for his her if in is it its no not of off on or our out the to up was we".split()
)


def _breaks_off(before: str, after: str) -> bool:
    """Whether a narrow cell breaks a word off: one word fills the line, and a few letters or digits follow it."""
    head, tail = before.strip("*"), after.strip("*").split(" ")[0]
    return (
        " " not in head
        and head[-1:].isalnum()
        and re.fullmatch(r"[a-z]{1,3}|\d{1,3}", tail) is not None
        and tail not in _SHORT_WORDS
        and head[-1:].isdigit() == tail[:1].isdigit()
    )
