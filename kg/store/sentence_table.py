"""The sentences of all papers beside the full-text index, and what each is about.

A paper's sentences are read many at a time: from a table that takes a hundredth of the time that
the graph takes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

SENTENCE_TABLES = """
CREATE TABLE sentences (
  sentence TEXT PRIMARY KEY, source TEXT NOT NULL, date TEXT, part TEXT, item TEXT, title TEXT,
  heading TEXT, kind TEXT, text TEXT, paragraph TEXT, introduced_by TEXT, "order" INTEGER,
  page TEXT, document TEXT, label TEXT
);
CREATE INDEX sentences_of ON sentences (source, "order");
CREATE TABLE about (sentence TEXT, entity TEXT, basis TEXT, confidence TEXT);
CREATE INDEX about_entity ON about (entity);
CREATE INDEX about_sentence ON about (sentence);
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
_ABOUT_COLUMNS = ("sentence", "entity", "basis", "confidence")
_NAMES = ", ".join(f'"{name}"' for name in SENTENCE_COLUMNS)
SentenceRow = dict[str, str]


@dataclass(frozen=True, slots=True)
class Sentences:
    """The rows of the queries ``search-sentences`` and ``search-about``."""

    rows: Sequence[Mapping[str, str]] = ()
    about: Sequence[Mapping[str, str]] = ()

    def of_papers(self, papers: Collection[str]) -> Sentences:
        """Those of some papers (their IRIs)."""
        return Sentences(
            [row for row in self.rows if row["source"] in papers],
            [row for row in self.about if row["source"] in papers],
        )


NO_SENTENCES = Sentences()


def fill_sentences(
    index: sqlite3.Connection, found: Sentences, only: Collection[str] | None = None
) -> None:
    """Make an open index hold these sentences, and no others (of the papers ``only``)."""
    if only is None:
        index.execute("DELETE FROM about")
        index.execute("DELETE FROM sentences")
    for paper in sorted(only or ()):
        these = "(SELECT sentence FROM sentences WHERE source = ?)"
        index.execute(f"DELETE FROM about WHERE sentence IN {these}", (paper,))  # noqa: S608
        index.execute("DELETE FROM sentences WHERE source = ?", (paper,))
    for table, columns, rows in (
        ("sentences", SENTENCE_COLUMNS, found.rows),
        ("about", _ABOUT_COLUMNS, found.about),
    ):
        marks = ", ".join("?" * len(columns))
        index.executemany(
            f"INSERT OR IGNORE INTO {table} VALUES ({marks})",  # noqa: S608 - our own names
            [tuple(row[name] for name in columns) for row in rows],
        )


class SentenceTable:
    """The sentences of an open index."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index

    def papers_with(self, word: str) -> list[str]:
        """The papers that have a word, or how one begins, in a sentence or in what is above it."""
        pattern = f"%{word}%"
        return [
            row[0]
            for row in self._index.execute(
                "SELECT source, MIN(document) FROM sentences WHERE text LIKE ? OR title LIKE ?"
                " OR heading LIKE ? GROUP BY source ORDER BY 2, 1",
                (pattern, pattern, pattern),
            )
        ]

    def of_paper(self, source: str) -> list[SentenceRow]:
        """The sentences of a paper (an IRI) in order, as rows of ``trace-statements``."""
        return self._rows('WHERE source = ? ORDER BY "order"', (source,))

    def texts_of(self, document: str) -> list[str]:
        """The sentences of the papers with this file name."""
        found = self._index.execute(
            'SELECT text FROM sentences WHERE document = ? ORDER BY source, "order"', (document,)
        )
        return [row[0] for row in found]

    def titles(self) -> list[tuple[str, str]]:
        """All titles of items, minutes and reports, and the headings in them, with the papers."""
        return list(
            self._index.execute(
                "SELECT title, source FROM sentences WHERE title != ''"
                " UNION SELECT heading, source FROM sentences WHERE heading != '' ORDER BY 1, 2"
            )
        )

    def entities_about(self, texts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Document and text of sentences → the entities that each sentence is about."""
        found: list[tuple[str, str]] = []
        for document, text in texts:
            found += self._index.execute(
                "SELECT entity, confidence FROM about JOIN sentences USING (sentence)"
                " WHERE document = ? AND text = ?",
                (document, text),
            )
        return found

    def _rows(self, where: str, values: tuple[str, ...]) -> list[SentenceRow]:
        found = self._index.execute(
            f"SELECT {_NAMES} FROM sentences {where}",  # noqa: S608 - our own names
            values,
        )
        return [
            {
                name: "" if value is None else str(value)
                for name, value in zip(SENTENCE_COLUMNS, row, strict=True)
            }
            for row in found
        ]
