"""What the index keeps of a graph beside its passages: sentences, names and the words of facts.

They are rows of named queries, read many at a time: from a table that takes a hundredth of the time
that the graph takes.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

GRAPH_TABLES = """
CREATE TABLE sentences (
  sentence TEXT PRIMARY KEY, source TEXT NOT NULL, date TEXT, part TEXT, item TEXT, title TEXT,
  heading TEXT, kind TEXT, text TEXT, paragraph TEXT, introduced_by TEXT, "order" INTEGER,
  page TEXT, document TEXT, label TEXT
);
CREATE INDEX sentences_of ON sentences (source, "order");
CREATE INDEX sentences_in ON sentences (document);
CREATE TABLE about (sentence TEXT, entity TEXT, basis TEXT, confidence TEXT);
CREATE INDEX about_entity ON about (entity);
CREATE INDEX about_sentence ON about (sentence);
CREATE TABLE names (key TEXT, entity TEXT, name TEXT, kind TEXT, mentions TEXT);
CREATE TABLE facts (
  date TEXT, part TEXT, item TEXT, title TEXT, event TEXT, text TEXT, page TEXT, document TEXT,
  folded TEXT
);
"""
SENTENCE_COLUMNS = (
    "sentence",
    "source",
    "date",
    "part",
    "item",
    "title",
    "heading",
    "kind",
    "text",
    "paragraph",
    "introduced_by",
    "order",
    "page",
    "document",
    "label",
)
ABOUT_COLUMNS = ("sentence", "entity", "basis", "confidence")
NAME_COLUMNS = ("key", "entity", "name", "kind", "mentions")
FACT_COLUMNS = ("date", "part", "item", "title", "event", "text", "page", "document")


@dataclass(frozen=True, slots=True)
class GraphRows:
    """The rows of the queries ``search-sentences``, ``search-about``, ``keys`` and
    ``search-facts``, each in the order in which they are to be read.
    """

    sentences: Sequence[Mapping[str, str]] = ()
    about: Sequence[Mapping[str, str]] = ()
    names: Sequence[Mapping[str, str]] = ()
    facts: Sequence[Mapping[str, str]] = ()


NO_ROWS = GraphRows()


def fill_tables(
    index: sqlite3.Connection, found: GraphRows, only: Collection[str] | None = None
) -> None:
    """Make an open index hold these rows and no others; of sentences, no others of ``only``."""
    facts = [{**row, "folded": _folded(row)} for row in found.facts]
    for table in ("names", "facts", *(("about", "sentences") if only is None else ())):
        index.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    for paper in sorted(only or ()):
        these = "(SELECT sentence FROM sentences WHERE source = ?)"
        index.execute(f"DELETE FROM about WHERE sentence IN {these}", (paper,))  # noqa: S608
        index.execute("DELETE FROM sentences WHERE source = ?", (paper,))
    for table, columns, rows in (
        ("sentences", SENTENCE_COLUMNS, found.sentences),
        ("about", ABOUT_COLUMNS, found.about),
        ("names", NAME_COLUMNS, found.names),
        ("facts", (*FACT_COLUMNS, "folded"), facts),
    ):
        marks = ", ".join("?" * len(columns))
        index.executemany(
            f"INSERT OR IGNORE INTO {table} VALUES ({marks})",  # noqa: S608 - our own names
            [tuple(row[name] for name in columns) for row in rows],
        )


def _folded(fact: Mapping[str, str]) -> str:
    """The words of a fact and its title, each behind a space, as ``timeline-words`` folds them."""
    return re.sub("[^a-z0-9£]+", " ", f" {fact['title']} {fact['text']}".lower())


def names_in(index: sqlite3.Connection) -> list[dict[str, str]]:
    """The names of all entities, as rows of ``keys``."""
    return read_rows(index, NAME_COLUMNS, "FROM names")


def facts_with(index: sqlite3.Connection, words: Iterable[str]) -> list[dict[str, str]]:
    """The facts that hold all the words (small letters), each or how it begins: as the rows of
    ``timeline-words``.
    """
    wanted = [f" {word}" for word in words]
    condition = " AND ".join("instr(folded, ?)" for _ in wanted) or "1"
    return read_rows(index, FACT_COLUMNS, f"FROM facts WHERE {condition} ORDER BY rowid", wanted)


def read_rows(
    index: sqlite3.Connection, columns: Sequence[str], rest: str, values: Sequence[str] = ()
) -> list[dict[str, str]]:
    """Rows of a table by column, each value a string: the empty one for what is not given.

    ``rest`` of the statement, and the columns, are our own words, never a reader's.
    """
    names = ", ".join(f'CAST("{name}" AS TEXT)' for name in columns)
    return [
        dict(zip(columns, row, strict=True))
        for row in index.execute(f"SELECT {names} {rest}", tuple(values))
    ]
