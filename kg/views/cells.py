"""Cells of named queries as Python values; a query leaves a cell empty where a value is unknown."""

from __future__ import annotations

from collections.abc import Mapping

QueryRow = Mapping[str, str]  # one row of a named query: column → cell


def text_or_none(cell: str) -> str | None:
    """The cell's text, or ``None`` where it is empty."""
    return cell or None


def date_or_none(cell: str) -> str | None:
    """The ISO date that a date or a timestamp begins with; ``None`` where the cell is empty."""
    return cell[:10] or None


def split_list(cell: str) -> tuple[str, ...]:
    """The parts of a cell that joins several values by ``; ``; none where the cell is empty."""
    return tuple(part for part in cell.split("; ") if part)
