"""Rows of a table as a grid: its head, its rows and where each cell stands."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extractors.facts import Span
from kg.extractors.passages import CELL_GAP, Passage
from kg.extractors.text import Line


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell and their offset."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line."""

    cells: tuple[Cell, ...]
    span: Span


def split(line: Line) -> Row:
    """The cells of a line that kept its tabs or bars, empty ones included."""
    found: list[Cell] = []
    begun = 0
    for gap in [*CELL_GAP.finditer(line.text), None]:
        end = gap.start() if gap else len(line.text)
        piece = line.text[begun:end]
        kept = piece.strip()
        found.append(
            Cell(kept, line.start + begun + (len(piece) - len(piece.lstrip()) if kept else 0))
        )
        begun = gap.end() if gap else end
    return Row(tuple(found), line.span)


def grid(passage: Passage) -> list[Row]:
    """The rows of a passage of rows."""
    return [split(line) for line in passage.lines]
