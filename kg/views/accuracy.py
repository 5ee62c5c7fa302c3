"""Precision and recall of a graph against rows that somebody who read the papers expects.

The expected rows lie in a folder as CSV files, each named after a named query
(``resolutions.csv``), with some or all of its columns. ``kg query resolutions --format csv`` makes
a file to begin with, which a reader then corrects.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.ontology.folding import fold
from kg.store.parameterised_query import run_query
from kg.store.query_catalogue import Query, named_queries
from kg.text.text_comparison import spelled_like

SIMILARITY = 0.6  # of two names of queries, from which one is suggested for the other


@dataclass(frozen=True, slots=True)
class Accuracy:
    """One query's rows compared with the expected ones.

    ``expected`` and ``given`` are numbers of rows, ``right`` the number that is in both. Only
    papers that the expected rows speak of count.
    """

    query: str
    title: str
    columns: tuple[str, ...]
    expected: int
    given: int
    right: int

    @property
    def recall(self) -> float:
        """The share of the expected rows that the graph gives; 1 where none is expected."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        """The share of the rows that the graph gives that are expected; 1 where it gives none."""
        return self.right / self.given if self.given else 1.0


def measure_accuracy(graph: ox.Store, folder: Path) -> tuple[Accuracy, ...]:
    """Compares each file of ``folder`` with its query.

    Raises ``InputError`` where there is no file, or where one cannot be compared.
    """
    files = sorted(folder.glob("*.csv"))
    if not files:
        raise InputError(
            f"{folder}: holds no CSV file named after a named query, as resolutions.csv"
        )
    return tuple(_compare(graph, file) for file in files)


def _compare(graph: ox.Store, file: Path) -> Accuracy:
    query = _query_of(file)
    columns, expected = _read(file)
    unknown = [column for column in columns if column not in query.columns]
    if unknown:
        raise InputError(
            f"{file}: {query.name} has no column {unknown[0]}; it has {', '.join(query.columns)}"
        )
    given: Iterable[Mapping[str, str]] = run_query(graph, query).rows
    if "document" in columns:
        papers = {row["document"] for row in expected}
        given = [row for row in given if row["document"] in papers]
    expected_rows, given_rows = (_counted(rows, columns) for rows in (expected, given))
    return Accuracy(
        query.name,
        query.title,
        columns,
        expected_rows.total(),
        given_rows.total(),
        (expected_rows & given_rows).total(),
    )


def _query_of(file: Path) -> Query:
    """The named query that the file is named after."""
    query = named_queries().get(file.stem)
    if query is None:
        near = spelled_like(file.stem, named_queries(), 1, SIMILARITY)
        raise InputError(
            f"{file}: no named query is called so" + (f"; did you mean {near[0]}?" if near else "")
        )
    return query


def _read(file: Path) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    """The file's columns and rows."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, restval="")
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{file}: cannot be read as CSV in UTF-8 ({error})") from None
    if any(None in row for row in rows):
        raise InputError(
            f"{file}: a row has more cells than the first line has names; "
            "quote cells that hold commas"
        )
    return tuple(reader.fieldnames or ()), rows


def _counted(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> Counter[tuple[str, ...]]:
    """How often each row occurs, by its folded cells: without case, accents and line breaks."""
    return Counter(tuple(fold(row[column]) for column in columns) for row in rows)
