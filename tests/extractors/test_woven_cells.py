"""Wrapped cells whose lines ran together, told apart by what a column may hold."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extractors.woven_cells import LONGEST, MOST_LINES, MOST_ROWS, unwoven

COLUMNS = ("number", "text", "responsible")
ROW = ("1 Count the lamps that hang over Bo", "the toll bridge Wren")
CELLS = {"number": "1", "text": "Count the lamps that hang over the toll bridge"}


def may_hold(kind: str, words: Sequence[str]) -> bool:
    text = " ".join(words)
    return text.isdigit() if kind == "number" else text in ("Bo", "Wren", "Bo Wren")


def read(*rows: Sequence[str]) -> list[dict[str, str] | None]:
    return unwoven(rows, COLUMNS, {"text"}, may_hold, lambda kind, text: 4 * text.startswith("the"))


def test_the_lines_of_each_cell_are_joined() -> None:
    assert read(ROW) == [{**CELLS, "responsible": "Bo Wren"}]


def test_a_line_that_no_column_may_hold_leaves_its_row_unread() -> None:
    assert read(("1 Count the lamps Bo", "2 3"), ROW)[1] is not None
    assert unwoven([("Count Bo",)], ("number", "responsible"), (), may_hold, lambda *_: 0) == [None]


def test_rows_and_logs_that_are_too_long_are_left_unread() -> None:
    lines = (ROW[0], *["lamp"] * MOST_LINES)
    words = (f"1 Count {'lamps ' * LONGEST}Bo",)
    assert read(lines, words, ROW) == [None, None, {**CELLS, "responsible": "Bo Wren"}]
    found = read(*[ROW] * (MOST_ROWS + 2))
    assert [cells is None for cells in found] == [False] * MOST_ROWS + [True] * 2
