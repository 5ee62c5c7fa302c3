"""Rows of a query: a list of dictionaries that shows itself as a table and becomes a data frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    import pandas

ROWS_SHOWN = 60  # of a table in a notebook


class QueryRows(list[dict[str, str]]):
    """One dictionary a row, with every column; an unknown value is the empty string."""

    def __init__(self, rows: Iterable[dict[str, str]], columns: Sequence[str]) -> None:
        super().__init__(rows)
        self.columns = tuple(columns)

    def to_frame(self) -> pandas.DataFrame:
        """The rows as a pandas frame of strings. Raises ``InputError`` without pandas."""
        try:
            import pandas
        except ImportError:
            raise InputError(
                "a frame needs pandas, which is not installed; install it with: "
                "pip install 'boardgraph[notebook]'"
            ) from None
        return pandas.DataFrame(list(self), columns=list(self.columns), dtype="string")

    def _repr_html_(self) -> str:
        """The first rows as a table, for Jupyter."""
        rows = [[row[column] for column in self.columns] for row in self[:ROWS_SHOWN]]
        more = f"<p>{len(rows)} of {len(self)} rows</p>" if len(rows) < len(self) else ""
        return html_table(self.columns, rows) + more


def html_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A plain HTML table."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
