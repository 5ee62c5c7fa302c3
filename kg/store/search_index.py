"""The full-text index of all papers: SQLite FTS5, ranked by BM25, English words by their stems.

It is one file of each snapshot. FTS5 comes with Python: there is nothing to install, the file can
be copied as it is, and the same papers rank the same everywhere.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path

from kg.errors import StoreError
from kg.ontology.folding import fold
from kg.store.graph_tables import GRAPH_TABLES, NO_ROWS, GraphRows, fill_tables
from kg.text.defined_acronyms import defined_acronyms
from kg.text.search_terms import joined_forms

INDEX_FILE = "search.sqlite"
_FORM = 5  # raised when the tables below change; an index of another form is made anew
_TABLES = (
    """
CREATE VIRTUAL TABLE passages USING fts5(
  text, title, joined, paper UNINDEXED, document UNINDEXED, start UNINDEXED, page UNINDEXED,
  date UNINDEXED, board UNINDEXED, kind UNINDEXED, item UNINDEXED, entities UNINDEXED,
  tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TABLE papers (paper TEXT PRIMARY KEY, digest TEXT NOT NULL, acronyms TEXT NOT NULL);
CREATE TABLE acronyms (short TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (short, name));
"""
    + GRAPH_TABLES
)


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage of a paper with what a search filters by and shows. ``date`` is ISO.

    ``kind`` is that of the part of the pack it stands in; ``entities`` are the IRIs of those that
    it names, separated by spaces.
    """

    text: str
    title: str | None
    document: str
    start: int
    page: str | None
    date: str | None
    board: str | None
    kind: str | None
    item: str | None
    entities: str = ""


_COLUMNS = tuple(each.name for each in fields(IndexedPassage))
_row = attrgetter(*_COLUMNS)


def write_index(
    path: Path | str,
    papers: Mapping[str, Sequence[IndexedPassage]],
    acronyms: Mapping[str, Iterable[str]],
    previous: Path | None = None,
    stamp: str = "",
    beside: GraphRows = NO_ROWS,
    only: Collection[str] | None = None,
) -> int:
    """Write the index of ``papers`` (by id) to ``path``; how many papers were written anew.

    Those that stand unchanged in the index ``previous`` are taken over; where ``only`` these papers
    may be others, so are all the rest. ``acronyms`` are the names of entities that each stands for;
    ``stamp`` is kept to tell later whether the index is out of date, ``beside`` are the rows that
    stand in tables of their own.
    """
    if previous is not None and can_be_continued(previous):
        shutil.copyfile(previous, path)
    try:
        with closing(sqlite3.connect(path)) as index:
            return fill_index(index, papers, acronyms, stamp, beside, only)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: the search index cannot be written ({error})") from error


def can_be_continued(path: Path) -> bool:
    """Whether there is an index at ``path`` of the form that this version writes."""
    return index_form(path) == _FORM


def index_form(path: Path) -> int:
    """The form of the index at ``path``; 0 where there is none that can be read."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as index:
            return int(index.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error:
        return 0


def is_outdated(path: Path) -> bool:
    """Whether another version of this program made the index at ``path``."""
    return index_form(path) not in (0, _FORM)


def is_current(path: Path, stamp: str) -> bool:
    """Whether there is an index at ``path`` of this version, made with ``stamp``."""
    if not can_be_continued(path):
        return False
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as index:
        found = index.execute("SELECT digest FROM papers WHERE paper = ''").fetchone()
    return found is not None and found[0] == stamp


def fill_index(
    index: sqlite3.Connection,
    papers: Mapping[str, Sequence[IndexedPassage]],
    acronyms: Mapping[str, Iterable[str]],
    stamp: str = "",
    beside: GraphRows = NO_ROWS,
    only: Collection[str] | None = None,
) -> int:
    """Make an open index hold ``papers``, and no others (of those in ``only``); how many of them
    were written anew.
    """
    if index.execute("PRAGMA user_version").fetchone()[0] != _FORM:
        index.executescript(_TABLES)
        index.execute(f"PRAGMA user_version = {_FORM}")
    changed = _bring_up_to_date(index, papers, only)
    _write_acronyms(index, acronyms)
    fill_tables(index, beside, only)
    index.execute("INSERT OR REPLACE INTO papers VALUES ('', ?, '')", (stamp,))
    if changed and only is None:
        index.execute("INSERT INTO passages(passages) VALUES ('optimize')")
    index.commit()
    return changed


def _write_acronyms(index: sqlite3.Connection, named: Mapping[str, Iterable[str]]) -> None:
    """What acronyms stand for: the names of entities, and what passages spell out."""
    found = {short: list(names) for short, names in named.items()}
    rows = index.execute("SELECT acronyms FROM papers WHERE paper != '' ORDER BY paper")
    for short, names in (each for row in rows for each in json.loads(row[0])):
        known = {fold(name) for name in found.setdefault(short, [])}
        found[short] += [name for name in names if fold(name) not in known]
    index.execute("DELETE FROM acronyms")
    index.executemany(
        "INSERT OR IGNORE INTO acronyms VALUES (?, ?)",
        [(short.casefold(), name) for short in sorted(found) for name in found[short]],
    )


def _bring_up_to_date(
    index: sqlite3.Connection,
    papers: Mapping[str, Sequence[IndexedPassage]],
    only: Collection[str] | None,
) -> int:
    """Write the papers that changed, take out those that are gone; how many were written."""
    held = dict(index.execute("SELECT paper, digest FROM papers WHERE paper != ''"))
    wanted = {paper: _digest(papers[paper]) for paper in sorted(papers)}
    outdated = [
        (paper,)
        for paper in sorted(held)
        if held[paper] != wanted.get(paper) and (only is None or paper in only)
    ]
    index.executemany("DELETE FROM passages WHERE paper = ?", outdated)
    index.executemany("DELETE FROM papers WHERE paper = ?", outdated)
    new = [paper for paper in wanted if wanted[paper] != held.get(paper)]
    names = ", ".join(("paper", "joined", *_COLUMNS))
    marks = ", ".join("?" * (len(_COLUMNS) + 2))
    for paper in new:
        index.executemany(
            f"INSERT INTO passages ({names}) VALUES ({marks})",  # noqa: S608 - our own names
            [(paper, joined_forms(each.text), *_row(each)) for each in papers[paper]],
        )
        spelt_out = [
            each for passage in papers[paper] for each in defined_acronyms(passage.text).items()
        ]
        index.execute(
            "INSERT INTO papers VALUES (?, ?, ?)", (paper, wanted[paper], json.dumps(spelt_out))
        )
    return len(new)


def _digest(passages: Sequence[IndexedPassage]) -> str:
    text = json.dumps([_row(each) for each in passages], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
