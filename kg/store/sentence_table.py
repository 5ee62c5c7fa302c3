"""The sentences of all papers in the full-text index, and what each is about."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable

from kg.store.graph_tables import SENTENCE_COLUMNS, read_rows

SentenceRow = dict[str, str]


class SentenceTable:
    """The sentences of an open index."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index

    def papers_with(self, word: str, held: Callable[[str], bool] = lambda _: True) -> list[str]:
        """The papers that have a word, or how one begins, in a sentence or in what is above it;
        those alone whose file is ``held``.
        """
        pattern = f"%{word}%"
        return [
            source
            for source, document in self._index.execute(
                "SELECT source, MIN(document) FROM sentences WHERE text LIKE ? OR title LIKE ?"
                " OR heading LIKE ? GROUP BY source ORDER BY 2, 1",
                (pattern, pattern, pattern),
            )
            if held(document)
        ]

    def of_paper(self, source: str) -> list[SentenceRow]:
        """The sentences of a paper (an IRI) in order, as rows of ``trace-statements``."""
        rest = 'FROM sentences WHERE source = ? ORDER BY "order"'
        return read_rows(self._index, SENTENCE_COLUMNS, rest, (source,))

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
        wanted: dict[str, dict[str, list[tuple[str, str]]]] = {}  # document → text → entities
        for document, text in (told := list(texts)):
            wanted.setdefault(document, {})[text] = []
        for document, found in wanted.items():
            for text, entity, confidence in self._index.execute(
                "SELECT text, entity, confidence FROM sentences JOIN about USING (sentence)"
                ' WHERE document = ? ORDER BY source, "order", entity',
                (document,),
            ):
                if text in found:
                    found[text].append((entity, confidence))
        return [pair for document, text in told for pair in wanted[document][text]]
