"""Searching the papers: every passage with the words asked, best first.

Passages with the words side by side come first, then those that hold all of them; where there are
neither, those of an item or report that holds all of them, else those that hold some. Within each,
BM25 ranks.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import pyoxigraph as ox

from kg.errors import StoreError
from kg.ontology.folding import fold
from kg.store.filesystem import short_message
from kg.store.graph_tables import facts_with, names_in
from kg.store.search_index import (
    INDEX_FILE,
    can_be_continued,
    fill_index,
    is_current,
    is_outdated,
    write_index,
)
from kg.store.search_source import (
    named_acronyms,
    passages_by_paper,
    rows_beside,
    sentences,
    stamp_of,
)
from kg.store.sentence_table import SentenceTable
from kg.store.snapshots import MEND, PublishedGraph, build_folder_of
from kg.store.surroundings import around_papers
from kg.text.search_terms import SearchTerm, folded_words, search_terms
from kg.text.text_comparison import is_one_slip

if TYPE_CHECKING:
    from kg.store.remote import Remote

LONGEST_EXCERPT = 60  # words shown of a passage
_OPEN, _CLOSE = "\x02", "\x03"  # around each word that was found
_NEAR = 2  # words that may stand between two of a phrase
_RANK = "bm25(passages, 1.0, 2.0, 1.0)"  # a title tells more than the text under it
_MOST_READ = 2000  # passages in which a misspelt word is looked for
_LEAST_MISSPELT = 5  # letters of a word that may be a misspelling
_SAME_BEGINNING = 2  # letters that it shares with the word that is meant
_KEPT = 100_000  # passages read at most

Match = Literal["together", "all", "item", "some"]
_TIERS: tuple[Match, ...] = get_args(Match)


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """What limits a search: kind of paper, board (any of its names), days (ISO)."""

    kind: str | None = None
    board: str | None = None
    since: str | None = None
    until: str | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage with the words. ``text`` are the sentences of it that hold them.

    ``match`` says whether it has them side by side, all of them, some where its item or report has
    all, or some; ``entities`` are the IRIs
    of the organisations and programmes that it names, ``passage`` is the whole of it.
    """

    text: str
    document: str
    page: str | None
    date: str | None
    board: str | None
    kind: str | None
    item: str | None
    title: str | None
    match: Match
    start: int
    score: float = 0.0
    entities: tuple[str, ...] = field(default=(), repr=False)
    passage: str = field(default="", repr=False)


class SearchIndex:
    """The full-text index of one graph, open for reading. Close it, or use it in a ``with``."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index

    def __enter__(self) -> SearchIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self._index.close()

    @property
    def sentences(self) -> SentenceTable:
        """The sentences of the papers."""
        return SentenceTable(self._index)

    def names(self) -> list[dict[str, str]]:
        """The names of all entities, as rows of ``keys``."""
        return names_in(self._index)

    def facts_with(self, words: Iterable[str]) -> list[dict[str, str]]:
        """The facts that hold all the words, as rows of ``timeline-words``."""
        return facts_with(self._index, words)

    @property
    def papers(self) -> int:
        """How many papers it holds."""
        return int(self._index.execute("SELECT COUNT(*) - 1 FROM papers").fetchone()[0])

    @property
    def passages(self) -> int:
        """How many passages it holds."""
        return int(self._index.execute("SELECT COUNT(*) FROM passages").fetchone()[0])

    def passages_by_entity(self) -> Counter[str]:
        """Entity's IRI → the number of passages that name it."""
        rows = self._index.execute("SELECT entities FROM passages WHERE entities != ''")
        return Counter(entity for (named,) in rows for entity in set(named.split()))

    def acronyms(self) -> dict[str, list[str]]:
        """Acronym in small letters → the names that it stands for."""
        found: dict[str, list[str]] = {}
        for short, name in self._index.execute("SELECT short, name FROM acronyms ORDER BY 1, 2"):
            found.setdefault(short, []).append(name)
        return found

    def search(
        self,
        words: str,
        within: SearchFilter = SearchFilter(),
    ) -> list[FoundPassage]:
        """All passages with ``words``, best first; empty where there are none or no words."""
        terms = search_terms(words, None if within.exact else self.acronyms())
        if not terms:
            return []
        found: dict[int, FoundPassage] = {}
        for match, query in _queries(terms, words, within.exact):
            if match == "some" and found:
                break
            for number, passage in self._matching(query, match, within):
                found.setdefault(number, passage)
        if found and all(each.match == "some" for each in found.values()):
            found = self._in_whole_items(found, terms) or found
        kept = found.values()
        return sorted(
            (each for each in kept if not within.exact or _holds(each, words)), key=_order
        )

    def _in_whole_items(
        self, found: Mapping[int, FoundPassage], terms: Sequence[SearchTerm]
    ) -> dict[int, FoundPassage]:
        """Those of the passages with the rarest term whose item or report has all the terms."""
        having = [self.numbers(any_form(term)) for term in terms]
        items: dict[tuple[str | None, ...], set[int]] = {}  # item → the terms in it, by number
        for number, each in found.items():
            terms_here = {at for at, numbers in enumerate(having) if number in numbers}
            items.setdefault(_item_of(each), set()).update(terms_here)
        rarest = min(having, key=len)
        return {
            number: replace(each, match="item")
            for number, each in found.items()
            if number in rarest and each.title and len(items[_item_of(each)]) == len(terms)
        }

    def numbers(self, query: str) -> set[int]:
        """The passages that a query of FTS5 finds, by their numbers in the index."""
        rows = self._index.execute("SELECT rowid FROM passages WHERE passages MATCH ?", (query,))
        return {row[0] for row in rows}

    def files_with(self, names: Iterable[str]) -> set[str]:
        """The files with a passage that has one of some names, its words side by side."""
        phrases = [words for name in names if (words := re.findall(r"\w+", name))]
        if not phrases:
            return set()
        query = " OR ".join(_phrase(words) for words in phrases)
        rows = self._index.execute(
            "SELECT DISTINCT document FROM passages WHERE passages MATCH ?", (query,)
        )
        return {row[0] for row in rows}

    def _matching(
        self, query: str, match: Match, within: SearchFilter
    ) -> Iterator[tuple[int, FoundPassage]]:
        where, values = self._conditions(within)
        rows = self._index.execute(
            f"SELECT rowid, {_RANK}, highlight(passages, 0, ?, ?), title,"  # noqa: S608
            " document, start, page, date, board, kind, item, entities"
            f" FROM passages WHERE passages MATCH ?{where}"
            f" ORDER BY 2, document, start LIMIT {_KEPT}",
            (_OPEN, _CLOSE, query, *values),
        )
        for (
            number,
            rank,
            marked,
            title,
            document,
            start,
            page,
            date,
            board,
            kind,
            item,
            who,
        ) in rows:
            text = marked.replace(_OPEN, "").replace(_CLOSE, "")
            yield (
                number,
                FoundPassage(
                    text=excerpt(marked),
                    document=document,
                    page=page,
                    date=date,
                    board=board,
                    kind=kind,
                    item=item,
                    title=title,
                    match=match,
                    start=start,
                    score=round(-rank, 4),
                    entities=tuple(who.split()),
                    passage=text,
                ),
            )

    def _conditions(self, within: SearchFilter) -> tuple[str, list[str]]:
        """The filters as SQL, with their values."""
        where, values = "", []
        for condition, value in (
            ("kind = ?", within.kind),
            ("date >= ?", within.since),
            ("date <= ?", within.until),
        ):
            if value is not None:
                where += f" AND {condition}"
                values.append(value)
        if within.board is not None:
            boards = self._boards(within.board)
            where += f" AND board IN ({', '.join('?' * len(boards))})"
            values += boards
        return where, values

    def _boards(self, asked: str) -> list[str]:
        """The boards whose name holds the words ``asked``, or what they stand for."""
        spelled = (asked, *self.acronyms().get(asked.casefold(), ()))
        wanted = [set(fold(name).split()) for name in spelled]
        names = [row[0] for row in self._index.execute("SELECT DISTINCT board FROM passages")]
        return [
            name
            for name in sorted(filter(None, names))
            if any(each <= set(fold(name).split()) for each in wanted)
        ]

    def absent_words(self, words: str) -> list[str]:
        """Those of ``words`` that no passage has, nor anything that they stand for."""
        counts = (
            (
                term,
                self._index.execute(
                    "SELECT 1 FROM passages WHERE passages MATCH ? LIMIT 1", (any_form(term),)
                ).fetchone(),
            )
            for term in search_terms(words, self.acronyms())
        )
        return [" ".join(term.asked) for term, found in counts if found is None]

    def spelled_alike(self, word: str) -> str | None:
        """The printed word, in small letters, that a word of no paper most likely misspells.

        Both begin with the same letters; of several the one most often printed is meant.
        """
        wanted = fold(word)
        if len(wanted) < _LEAST_MISSPELT or not wanted.isalpha():
            return None
        begins = wanted[:_SAME_BEGINNING]
        rows = self._index.execute(
            "SELECT text FROM passages WHERE passages MATCH ? LIMIT ?",
            (f"{{text}} : {begins}*", _MOST_READ),
        )
        printed = Counter(
            other
            for (text,) in rows
            for other in folded_words(text)
            if other.startswith(begins) and is_one_slip(wanted, other)
        )
        return max(sorted(printed), key=printed.__getitem__, default=None)

    def kinds(self) -> list[str]:
        """The kinds of paper that there are."""
        return [
            row[0]
            for row in self._index.execute(
                "SELECT DISTINCT kind FROM passages WHERE kind IS NOT NULL ORDER BY 1"
            )
        ]


def _item_of(each: FoundPassage) -> tuple[str | None, ...]:
    return each.document, each.date, each.kind, each.item, each.title


def _order(each: FoundPassage) -> tuple[int, float, str, int, str]:
    return _TIERS.index(each.match), -each.score, each.document, each.start, each.text


def _queries(terms: Sequence[SearchTerm], words: str, exact: bool) -> Iterator[tuple[Match, str]]:
    """The queries to ask one after the other, in the language of FTS5."""
    typed = folded_words(words)
    if exact:
        yield "together", _phrase(typed)
        return
    asked = [word for term in terms for word in term.asked]
    if len(asked) > 1:
        near = " ".join(map(_quoted, asked))
        yield "together", f"NEAR({near}, {_NEAR})"
    each = [any_form(term) for term in terms]
    yield ("together" if len(terms) == 1 else "all"), " AND ".join(each)
    if len(terms) > 1:
        yield "some", " OR ".join(each)


def any_form(term: SearchTerm) -> str:
    """Any of a term's forms; a hyphened word also written as one word."""
    forms = [_together(form) for form in term.forms]
    joined = [word.replace("-", "") for form in term.forms for word in form if "-" in word]
    plain = [word for form in term.forms if len(form) == 1 for word in form if "-" not in word]
    forms += [f"joined : {_quoted(word)}" for word in (*joined, *plain)]
    return f"({' OR '.join(dict.fromkeys(forms))})"


def _together(words: Sequence[str]) -> str:
    """The words side by side, but for small words between them."""
    if len(words) == 1:
        return _phrase(words)
    return f"NEAR({' '.join(map(_quoted, words))}, {len(words) + _NEAR})"


def _phrase(words: Iterable[str]) -> str:
    return _quoted(" ".join(words))


def _quoted(word: str) -> str:
    """A string of FTS5, in which nothing is an operator."""
    return '"' + word.replace('"', " ").replace("\0", " ") + '"'


def _holds(found: FoundPassage, words: str) -> bool:
    """Whether a passage, or its title, has exactly these words, endings and all."""
    wanted = f" {' '.join(folded_words(words))} "
    places = (found.passage, found.title or "")
    return any(wanted in f" {' '.join(folded_words(place))} " for place in places)


# -- excerpts --------------------------------------------------------------------------------------


def excerpt(marked: str) -> str:
    """The sentences of a passage that hold the most of the words found, as they stand.

    Where only the title has them, how the passage begins.
    """
    whole = sentences(marked)
    best = max(range(len(whole)), key=lambda at: (_marks(whole[at]), -at))
    last = best + 1
    while last < len(whole) and _length(whole[best : last + 1]) <= LONGEST_EXCERPT // 2:
        last += 1
    return _cut(" ".join(whole[best:last]))


def _marks(sentence: str) -> int:
    """How many different words were found in a sentence."""
    return len({piece.split(_CLOSE)[0].casefold() for piece in sentence.split(_OPEN)[1:]})


def _length(some: Iterable[str]) -> int:
    return sum(len(each.split()) for each in some)


def _cut(marked: str) -> str:
    """A long sentence cut to the words around the first that was found, with ellipses."""
    words = marked.split()
    first = next((at for at, word in enumerate(words) if _OPEN in word), 0)
    start = 0
    if len(words) > LONGEST_EXCERPT:
        start = max(0, min(first - LONGEST_EXCERPT // 3, len(words) - LONGEST_EXCERPT))
    kept = words[start : start + LONGEST_EXCERPT]
    text = " ".join(kept).replace(_OPEN, "").replace(_CLOSE, "")
    before = "… " if start else ""
    return before + text + (" …" if start + len(kept) < len(words) else "")


# -- opening ---------------------------------------------------------------------------------------


def open_search(source: PublishedGraph | ox.Store | Remote) -> SearchIndex:
    """The index of a graph: the snapshot's own; a server's, kept in the cache; else made anew."""
    if isinstance(source, PublishedGraph):
        path = source.path.parent / INDEX_FILE
        kept = path.is_file() and not is_outdated(path)
        return _open(path) if kept else index_in_memory(source.graph)
    return index_in_memory(source) if isinstance(source, ox.Store) else _of_server(source)


def index_in_memory(graph: ox.Store | Remote) -> SearchIndex:
    """An index of what ``graph`` holds now."""
    index = sqlite3.connect(":memory:", check_same_thread=False)
    papers = passages_by_paper(graph)
    fill_index(index, papers, named_acronyms(graph), beside=rows_beside(graph))
    return SearchIndex(index)


def empty_index() -> SearchIndex:
    """An index without a passage, for questions that no words are searched for."""
    index = sqlite3.connect(":memory:", check_same_thread=False)
    fill_index(index, {}, {})
    return SearchIndex(index)


def index_graph(
    graph: ox.Store | Remote, path: Path, previous: Path | None = None, stamp: str = ""
) -> int:
    """Write the index of ``graph`` to ``path``; papers as in ``previous`` are taken over."""
    papers = passages_by_paper(graph)
    return write_index(path, papers, named_acronyms(graph), previous, stamp, rows_beside(graph))


def index_changes(graph: ox.Store, path: Path, previous: Path, changed: Collection[str]) -> int:
    """Write the index of ``graph`` to ``path``, where only the papers ``changed`` (their IRIs) are
    others than in the index ``previous``.
    """
    if not can_be_continued(previous):
        return index_graph(graph, path)
    near = around_papers(graph, changed)
    papers = {each: said for each, said in passages_by_paper(near).items() if each in changed}
    beside = rows_beside(graph, near, changed)
    acronyms = named_acronyms(graph)
    return write_index(path, papers, acronyms, previous, beside=beside, only=changed)


def _of_server(server: Remote) -> SearchIndex:
    """The index of a server's graph; it is fetched where that changed since the last time."""
    path = build_folder_of(server.url).with_suffix(".search.sqlite")
    if not is_current(path, stamp_of(server)):
        new = path.with_suffix(".tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            new.unlink(missing_ok=True)
            index_graph(server, new, path, stamp_of(server))
            new.replace(path)
        except (OSError, StoreError):  # no room or no right to keep it: once more next time
            return index_in_memory(server)
    return _open(path)


def _open(path: Path) -> SearchIndex:
    try:
        index = sqlite3.connect(
            f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        index.execute("SELECT COUNT(*) FROM papers")
    except sqlite3.Error as error:
        raise StoreError(
            f"{path}: the search index cannot be read ({short_message(error)}); {MEND}"
        ) from error
    return SearchIndex(index)
