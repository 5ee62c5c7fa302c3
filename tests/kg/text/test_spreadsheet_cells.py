"""A spreadsheet that opens our CSV runs nothing that stands in a paper."""

import pytest

from kg.text.spreadsheet_cells import spreadsheet_cell


@pytest.mark.parametrize(
    "formula",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "- a bullet"],
)
def test_a_formula_becomes_words(formula: str) -> None:
    assert spreadsheet_cell(formula) == "'" + formula


@pytest.mark.parametrize("cell", ["", "Prevent", "-12", "+3.5%", "2023-06-30", "1,200", "a = b"])
def test_words_and_numbers_stay(cell: str) -> None:
    assert spreadsheet_cell(cell) == cell


def test_what_is_unknown_is_empty() -> None:
    assert spreadsheet_cell(None) == ""
