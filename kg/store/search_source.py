"""What the full-text index holds, read from a graph: its passages, their headings, acronyms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.store.graph_tables import GraphRows
from kg.store.query import rows
from kg.store.search_index import IndexedPassage
from kg.text.quotation import Quotes

if TYPE_CHECKING:
    from kg.store.remote import Remote

LONGEST_PASSAGE = 160  # words, from which a paragraph is cut at a sentence
_PassageRow = dict[str, str]


def passages_by_paper(graph: ox.Store | Remote) -> dict[str, list[IndexedPassage]]:
    """The passages of all papers, by the paper's IRI, in the order they stand."""
    titles: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in rows(graph, "search-titles"):
        titles[row["paper"]].append((int(row["start"]), int(row["end"]), row["title"]))
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows(graph, "search-mentions"):
        named[row["paper"], row["start"]].append(row["entity"])
    found: dict[str, list[IndexedPassage]] = defaultdict(list)
    last: tuple[str, str] | None = None
    for row in rows(graph, "search-passages"):
        place = row["paper"], row["start"]
        if place != last:  # a meeting that two boards hold gives two rows
            title = _title_over(titles[row["paper"]], int(row["start"]))
            found[row["paper"]].extend(_indexed(row, title, named.get(place, ())))
        last = place
    return dict(found)


def _title_over(titles: Iterable[tuple[int, int, str]], start: int) -> str | None:
    """The title of the innermost minute or report around an offset."""
    around = [each for each in titles if each[0] <= start < each[1]]
    return max(around)[2] if around else None


def _indexed(row: _PassageRow, title: str | None, named: Iterable[str]) -> Iterator[IndexedPassage]:
    """A passage of the graph as the index keeps it: a long one in several stretches."""
    for text in stretches(row["text"]):
        yield IndexedPassage(
            text=text,
            title=title,
            document=row["document"],
            start=int(row["start"]),
            page=row["page"] or None,
            date=row["date"][:10] or None,
            board=row["board"] or None,
            kind=row["part"] or None,
            item=row["item"] or None,
            entities=" ".join(named),
        )


def stretches(text: str) -> Iterator[str]:
    """``text`` in stretches of whole sentences, of not many more words than are shown."""
    if len(text.split()) <= LONGEST_PASSAGE:
        yield text
        return
    kept: list[str] = []
    words = 0
    for sentence in sentences(text):
        more = len(sentence.split())
        if kept and words + more > LONGEST_PASSAGE:
            yield " ".join(kept)
            kept, words = [], 0
        kept.append(sentence)
        words += more
    if kept:
        yield " ".join(kept)


def sentences(text: str) -> list[str]:
    """The sentences of a passage on one line."""
    quotes = Quotes(text)
    if not quotes.passages:
        return [text]
    spans = quotes.sentences_in(0)
    return [each for span in spans if (each := text[span.start : span.end].strip())]


def named_acronyms(graph: ox.Store | Remote) -> dict[str, list[str]]:
    """Acronym → the names of entities that it stands for."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows(graph, "search-acronyms"):
        found[row["short"]].append(row["name"])
    return dict(found)


def rows_beside(
    graph: ox.Store | Remote, near: ox.Store | None = None, only: Collection[str] = ()
) -> GraphRows:
    """What the index keeps in tables of its own: sentences, names and the words of facts.

    Where a part of the graph is ``near`` the papers ``only``, the sentences are theirs.
    """
    said, about = (rows(near or graph, name) for name in ("search-sentences", "search-about"))
    if near is not None:
        said, about = ([row for row in each if row["source"] in only] for each in (said, about))
    # Put in order here: the engine takes twice as long where it has to.
    said.sort(key=lambda row: (row["document"], row["source"], int(row["order"])))
    about.sort(key=lambda row: (row["sentence"], row["entity"]))
    names, facts = rows(graph, "keys"), rows(graph, "search-facts")
    names.sort(key=lambda row: (row["key"], row["entity"]))
    facts.sort(key=_order_of_timeline)
    return GraphRows(said, about, names, facts)


def _order_of_timeline(row: dict[str, str]) -> tuple[str, str, int, int, str]:
    """The order of ``timeline-words``."""
    return row["date"], row["document"], int(row["at"]), int(row["step"]), row["text"]


def stamp_of(graph: ox.Store | Remote) -> str:
    """A line that differs where the papers of a graph do: tells whether an index is outdated."""
    return "; ".join(
        f"{row['paper']} {row['passages']} {row['quads']}" for row in rows(graph, "search-stamp")
    )
