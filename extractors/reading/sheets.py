"""XLSX: each sheet a page under its name, each row a line with its cells apart by tabs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from kg.extractors.dates import printed_day
from kg.extractors.facts import Document, UnreadPage
from kg.extractors.reading.marks import Leaves, document_of, words
from kg.extractors.reading.packages import UNPACKING, XmlPackage

MAX_ROWS = 20_000  # of one sheet
MAX_COLUMNS = 64
MAX_SHEETS = 200


def read_xlsx(path: Path, data: bytes, identifier: str) -> Document:
    """An XLSX file; raises ``UnreadableError`` where it is damaged, locked, or has no words.

    Formulas stand with the value they had when the file was saved. Of a sheet larger than
    ``MAX_ROWS`` by ``MAX_COLUMNS`` the rest is named as unread.
    """
    import openpyxl
    from lxml import etree

    package = XmlPackage(path, data, "Excel")  # within bounds, or nothing is opened
    leaves, unread = Leaves(), []
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for number, sheet in enumerate(shown[:MAX_SHEETS], start=1):
            if number > 1:
                leaves.turn()
            leaves.say("# " + words(sheet.title), "")
            sheet.reset_dimensions()  # a sheet may say that it has a million rows
            if _write(sheet, leaves):
                unread.append(
                    UnreadPage(number, f"cells beyond {MAX_ROWS:,} rows by {MAX_COLUMNS} columns")
                )
        book.close()
    except (
        *UNPACKING, etree.XMLSyntaxError, KeyError, ValueError, TypeError, AttributeError,
        IndexError, SyntaxError,
    ) as error:  # fmt: skip
        raise package.damaged() from error
    return document_of(path, identifier, "xlsx", leaves, unread)


def _write(sheet: Any, leaves: Leaves) -> bool:
    """Write the rows of a sheet; whether cells are left."""
    left = False
    rows = sheet.iter_rows()
    for row in islice(rows, MAX_ROWS):
        said = list(_said(row[:MAX_COLUMNS]))
        if any(said):
            leaves.say("\t".join(said).rstrip())
        left = left or any(cell.value is not None for cell in row[MAX_COLUMNS:])
    return left or next(rows, None) is not None


def _said(row: Any) -> Iterator[str]:
    for cell in row:
        yield words(" ".join(_shown(cell.value, cell.number_format or "").split()))


def _shown(value: Any, pattern: str) -> str:
    """A value as a sheet shows it, as far as its pattern is one of the common ones."""
    if value is None:
        return ""
    if isinstance(value, datetime) and (value.hour, value.minute) != (0, 0):
        return f"{printed_day(value)} {value:%H:%M}"
    if isinstance(value, date):
        return printed_day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _figure(float(value), pattern)
    return str(value)


def _figure(value: float, pattern: str) -> str:
    decimals = len(pattern.split(";")[0].partition(".")[2].rstrip('%_) "'))
    if "%" in pattern:
        return f"{value:.{min(decimals, 6)}%}"
    if "." in pattern:
        return f"{value:,.{min(decimals, 6)}f}" if "," in pattern else f"{value:.{decimals % 7}f}"
    whole = value.is_integer() and abs(value) < 1e15
    shown = f"{int(value):,}" if whole and "," in pattern else f"{value:.12g}"
    return f"£{shown}" if "£" in pattern else shown
