"""An index of what a snapshot's pages look up again and again, and the search over it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from kg.ontology.folding import fold
from kg.serve.loaded_snapshot import LoadedSnapshot
from kg.store import query, stats
from kg.views.network.communities import communities
from kg.views.network.edges import FullNetwork, read_whole_network, restrict_network
from kg.views.network.tie_relations import TOGETHER

SUGGESTED = (8, 5, 5)  # names, titles and passages shown as one types
MOST_WORDS = 12  # of a search; the rest is ignored


@dataclass(frozen=True, slots=True)
class IndexedEntity:
    """A person, an organisation or a programme; ``mentions`` is how often the papers name it.

    ``folded`` has all its names, folded, each word after a space and each name after two.
    """

    iri: str
    name: str
    kind: str
    mentions: int
    also: tuple[str, ...]
    board: bool
    folded: str


@dataclass(frozen=True, slots=True)
class IndexedTitle:
    """An agenda item, minute or report with its title; ``at`` is its offsets in the document."""

    iri: str
    title: str
    kind: str
    date: str
    document: str
    at: str
    folded: str


@dataclass(frozen=True, slots=True)
class FoldedPassage:
    """A paragraph, folded too, and its place: ``at`` is its offsets in the document's text."""

    text: str
    document: str
    file: str
    page: str
    part: str
    date: str
    at: str
    folded: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found, the best first; ``counts`` says how many of each there are in all."""

    names: Sequence[IndexedEntity]
    titles: Sequence[IndexedTitle]
    passages: Sequence[FoldedPassage]
    counts: tuple[int, int, int]

    def __bool__(self) -> bool:
        return any(self.counts)


class SnapshotIndex:
    """Looks up names, titles and words of one snapshot."""

    def __init__(self, snapshot: LoadedSnapshot) -> None:
        self.graph = snapshot.graph
        self._communities: dict[tuple[frozenset[str], bool], dict[str, str]] = {}
        self._restricted: dict[tuple[frozenset[str], bool], FullNetwork] = {}

    @cached_property
    def names(self) -> dict[str, IndexedEntity]:
        """Every entity by its IRI."""
        rows = [row for row in query.rows(self.graph, "network-names") if row["kind"] != "meeting"]
        boards = {row["entity"] for row in rows if row["board"] == "1"}
        found: dict[str, IndexedEntity] = {}
        for row in rows:
            also = tuple(sorted(set(row["also"].split("; ")) - {"", row["name"]}))
            found[row["entity"]] = IndexedEntity(
                row["entity"],
                row["name"],
                row["kind"],
                int(row["mentions"] or 0),
                also,
                row["entity"] in boards,
                " " + "  ".join(fold(name) for name in (row["name"], *also)),
            )
        return found

    @cached_property
    def titles(self) -> list[IndexedTitle]:
        """Agenda items, minutes and reports, the newest first."""
        return [
            IndexedTitle(
                row["thing"],
                row["title"],
                row["kind"],
                row["date"],
                row["document"],
                f"{row['start']}-{row['end']}",
                " " + fold(row["title"]),
            )
            for row in query.rows(self.graph, "serve-titles")
        ]

    @cached_property
    def passages(self) -> list[FoldedPassage]:
        """The paragraphs of all papers, the newest first."""
        return [
            FoldedPassage(
                row["text"],
                row["document"],
                row["file"],
                row["page"],
                row["part"],
                row["date"],
                f"{row['start']}-{row['end']}",
                " " + fold(row["text"]),
            )
            for row in query.rows(self.graph, "serve-passages")
        ]

    @cached_property
    def network(self) -> FullNetwork:
        """All nodes and edges of all kinds, those of names only named together included."""
        return read_whole_network(self.graph)

    @cached_property
    def ties(self) -> FullNetwork:
        """Who is tied to whom by what the papers state, and by which words."""
        return restrict_network(self.network)

    def ties_of(self, kinds: Collection[str], together: bool) -> FullNetwork:
        """The ties between names of these kinds; with ``together``, of those only named, too."""
        key = (frozenset(kinds), together)
        if key not in self._restricted:
            self._restricted[key] = restrict_network(self.network, kinds, together=together)
        return self._restricted[key]

    def communities(self, ties: FullNetwork) -> dict[str, str]:
        """Node → the name of its community, over the whole of these ties."""
        key = (ties.kinds, TOGETHER in {relation for _, _, relation in ties.edges})
        if key not in self._communities:
            self._communities[key] = communities(ties)
        return self._communities[key]

    @cached_property
    def meetings(self) -> list[dict[str, str]]:
        """The rows of the query ``meetings``, the oldest first."""
        return query.rows(self.graph, "meetings")

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many things there are of each kind."""
        return stats.count_classes(self.graph)

    @cached_property
    def documents(self) -> list[dict[str, str]]:
        """The rows of the query ``documents``."""
        return query.rows(self.graph, "documents")

    @cached_property
    def measures(self) -> dict[str, list[dict[str, str]]]:
        """How large the graph is: the rows of three queries, by the names of the queries."""
        names = ("serve-void", "serve-void-classes", "serve-void-properties")
        return {name: query.rows(self.graph, name) for name in names}

    @cached_property
    def files(self) -> dict[str, str]:
        """File name → the IRI of its document."""
        return {row["file"]: row["document"] for row in self.documents}

    def warm(self) -> None:
        """Read all of it now."""
        for part in (
            "names",
            "titles",
            "passages",
            "network",
            "ties",
            "meetings",
            "counts",
            "files",
            "measures",
        ):
            getattr(self, part)

    def search(self, asked: str, limits: tuple[int, int, int] = SUGGESTED) -> SearchResult:
        """Names, titles and passages that have all the words asked for, each word whole or begun.

        ``limits`` is the most of each. Names come in the order of ``_name_rank``; passages with the
        words side by side come first.
        """
        words = [f" {word}" for word in fold(asked).split()[:MOST_WORDS]]
        if not words:
            return SearchResult((), (), (), (0, 0, 0))
        phrase = "".join(words)
        names = _having(self.names.values(), words)
        names.sort(key=lambda name: _name_rank(name, phrase))
        titles = _having(self.titles, words)
        passages = _having(self.passages, words)
        if len(words) > 1:
            passages.sort(key=lambda passage: phrase not in passage.folded)
        counts = (len(names), len(titles), len(passages))
        return SearchResult(names[: limits[0]], titles[: limits[1]], passages[: limits[2]], counts)


Indexed = TypeVar("Indexed", IndexedEntity, IndexedTitle, FoldedPassage)


def _having(candidates: Iterable[Indexed], words: Sequence[str]) -> list[Indexed]:
    """Those that have all the words, in the order given."""
    return [each for each in candidates if all(word in each.folded for word in words)]


def _name_rank(name: IndexedEntity, phrase: str) -> tuple[bool, bool, int, str]:
    """First what has the phrase for a name, then whose name begins with it, then by mentions."""
    has_this_name = f"{phrase}  " in f"{name.folded}  "
    return not has_this_name, not name.folded.startswith(phrase), -name.mentions, name.name
