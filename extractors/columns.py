"""Tables whose columns a head row names: which column each cell stands in, by the words of its
head.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extractors.facts import Document
from kg.extractors.rules import rules
from kg.extractors.text import Line
from kg.ontology.rule_tables import PatternRule

_CELL = re.compile(r"\t")
_HEADS = [
    *rules("columns").values(),
    *(rule for name, rule in rules("actions").items() if name.startswith("column-")),
]
LONG_CELL = 40  # characters of a cell that may go on
_GAP = 8  # lines without a cell that a page's foot and head may put between two rows


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One row: the words in each column, and the line it stands on."""

    cells: Mapping[str, str]
    line: Line

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below a head row. ``last`` is the index of the first line after them."""

    head: Line
    columns: tuple[str, ...]
    rows: tuple[ColumnRow, ...]
    last: int

    def renamed(self, names: Mapping[str, str]) -> Table:
        """The table with other names for some of its columns."""
        rows = (
            ColumnRow({names.get(name, name): cell for name, cell in row.cells.items()}, row.line)
            for row in self.rows
        )
        columns = tuple(names.get(name, name) for name in self.columns)
        return replace(self, columns=columns, rows=tuple(rows))


def kind_named(head: str, among: Iterable[PatternRule]) -> str | None:
    """What a column's head means by the first of some rules, in either of two languages."""
    head = head.strip(" :")
    said = (head, *head.split(" / ")[1:])
    return next((rule.value for each in said for rule in among if rule.at(each)), None)


def cells_of(line: Line) -> list[str]:
    """The cells of a line, in order; one where it is no row."""
    return [cell.strip() for cell in line.text.split("\t")]


def paragraphs_of(document: Document, row: ColumnRow, table: Table) -> dict[str, list[str]]:
    """The paragraphs in each cell of a row, as far as the format tells of them."""
    found: dict[str, list[str]] = {}
    at = row.line.start
    for column, cell in zip(table.columns, row.line.text.split("\t"), strict=False):
        said = (
            document.text[span.start : span.end].strip()
            for span in document.paragraphs(at, at + len(cell))
        )
        found[column] = [each for each in said if each]
        at += len(cell) + 1
    return found


def is_head_row(cells: Sequence[str]) -> bool:
    """Whether all cells of a row are words that head columns."""
    filled = [cell for cell in cells if cell]
    return len(filled) >= 2 and all(any(rule.at(cell) for rule in _HEADS) for cell in filled)


def tables(
    lines: Sequence[Line],
    column_of: Callable[[str], str | None],
    wanted: Callable[[set[str]], bool],
) -> list[Table]:
    """The tables among ``lines`` whose head row names columns that are ``wanted``."""
    found: list[Table] = []
    at = 0
    while at < len(lines):
        columns = _columns(lines[at], column_of)
        if not wanted(set(columns)):
            at += 1
            continue
        head = lines[at]
        rows, at = _rows(lines, at, columns, column_of)
        last = lines[at].index if at < len(lines) else lines[-1].index + 1
        found.append(Table(head, tuple(columns), tuple(rows), last))
    return found


def _columns(line: Line, column_of: Callable[[str], str | None]) -> list[str]:
    """The columns that a line names, each cell's own place where it names none; empty where it
    heads no table.
    """
    cells = cells_of(line)
    if len(cells) < 2:
        return []
    named = [column_of(cell) for cell in cells]
    known = [name for name in named if name]
    if len(known) < 2 or 2 * len(known) < sum(bool(cell) for cell in cells):
        return []
    seen: set[str] = set()
    columns: list[str] = []
    for place, name in enumerate(named):
        columns.append(name if name and name not in seen else f"other-{place}")
        seen.add(columns[-1])
    return columns


def _rows(
    lines: Sequence[Line],
    at: int,
    columns: Sequence[str],
    column_of: Callable[[str], str | None],
) -> tuple[list[ColumnRow], int]:
    """The rows below the head row ``at``, and the place of the first line that is none."""
    rows: list[ColumnRow] = []
    end = at + 1
    place = at + 1
    titled, fewest = False, len(columns)  # words between two rows; cells of the shortest row
    while place < len(lines) and place - end <= _GAP:
        line = lines[place]
        place += 1
        if line.blank:
            continue
        if "\t" not in line.text:
            if rows and _goes_on(rows[-1], line):
                rows[-1] = _longer(rows[-1], line)
                end = place
            else:
                titled = True
            continue
        cells = cells_of(line)
        odd = len(cells) < fewest and (
            rows and _shape(cells[0]) != _shape(cells_of(rows[0].line)[0])
        )
        if titled and cells[0] and (odd or len(cells) < fewest - 1):
            break  # another table below its title
        titled, fewest = False, min(fewest, len(cells))
        if _is_other_head(line, column_of) or len(cells) > len(columns) + 1 or is_head_row(cells):
            break  # another table
        below_gap = line.index - lines[end - 1].index > 1
        if below_gap and cells[0] and 2 * len(cells) <= len(columns):
            break  # a label and its words; what begins with an empty cell goes on with a row
        names = [*columns, f"other-{len(columns)}"]  # a remark behind the last column
        rows.append(ColumnRow(dict(zip(names, cells, strict=False)), line))
        end = place
    return rows, end


def _shape(text: str) -> str:
    """Words with every run of letters as one, and of digits."""
    return re.sub(r"\d+", "9", re.sub(r"[^\W\d_]+", "A", text))


def _is_other_head(line: Line, column_of: Callable[[str], str | None]) -> bool:
    """Whether most cells of a line head columns; “AP” or “Closed” in a row may seem to."""
    filled = [cell for cell in cells_of(line) if cell]
    named = [column_of(cell) for cell in filled]
    return bool(_columns(line, column_of)) and 2 * sum(map(bool, named)) > len(filled)


def _goes_on(row: ColumnRow, line: Line) -> bool:
    """Whether a line is the rest of a row that a page cut: its last cell is an open sentence and
    small letters follow.
    """
    last = next((cell for cell in reversed(list(row.cells.values())) if cell), "")
    return len(last) > LONG_CELL and last[-1:].isalnum() and line.text.strip()[:1].islower()


def _longer(row: ColumnRow, line: Line) -> ColumnRow:
    column = next(name for name, cell in reversed(list(row.cells.items())) if cell)
    return ColumnRow({**row.cells, column: f"{row.cells[column]} {line.text.strip()}"}, row.line)
