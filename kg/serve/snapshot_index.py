"""What a snapshot's pages look up again and again, read from the graph once: names, titles, words, ties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.serve.snapshot import Snapshot
from kg.store import query, stats
from kg.views.network.edges import KINDS, FullNetwork, read_network, restrict_kinds
from ontology.folding import fold

if TYPE_CHECKING:
    from kg.serve.network_page import Picture

NAMES, TITLES, WORDS = 8, 5, 5  # results of each kind shown as one types


@dataclass(frozen=True, slots=True)
class Name:
    """A person, an organisation or a programme; ``mentions`` is how often the papers name it."""

    iri: str
    name: str
    kind: str
    mentions: int
    also: tuple[str, ...]
    board: bool
    hay: str  # all its names, folded, each word after a space


@dataclass(frozen=True, slots=True)
class Title:
    """An item, a minute or a report with its title."""

    iri: str
    title: str
    kind: str
    date: str
    document: str
    at: str
    hay: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph and where it stands: ``at`` is its offsets in the document's text."""

    text: str
    document: str
    file: str
    page: str
    part: str
    date: str
    at: str
    hay: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave, the best first, and how much there was in all."""

    names: Sequence[Name]
    titles: Sequence[Title]
    passages: Sequence[Passage]
    counts: tuple[int, int, int]

    def __bool__(self) -> bool:
        return any(self.counts)


class Index:
    """Looks up names, titles and words of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.graph = snapshot.graph
        self.pictures: dict[str, Picture] = {}  # of the network, as drawn

    @cached_property
    def names(self) -> dict[str, Name]:
        """Every entity by its IRI."""
        found: dict[str, Name] = {}
        boards = set()
        for row in query.rows(self.graph, "network-names"):
            if row["kind"] == "meeting":
                continue
            also = tuple(sorted(set(row["also"].split("; ")) - {"", row["name"]}))
            if row["board"] == "1":
                boards.add(row["entity"])
            hay = " " + "  ".join(fold(name) for name in (row["name"], *also))
            found[row["entity"]] = Name(
                row["entity"],
                row["name"],
                row["kind"],
                int(row["mentions"] or 0),
                also,
                row["entity"] in boards,
                hay,
            )
        return found

    @cached_property
    def titles(self) -> list[Title]:
        """Items, minutes and reports, the newest first."""
        return [
            Title(
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
    def passages(self) -> list[Passage]:
        """The paragraphs of all papers, the newest first."""
        return [
            Passage(
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
    def ties(self) -> FullNetwork:
        """Who is tied to whom, and by which words."""
        return restrict_kinds(self.ties_with_meetings)

    @cached_property
    def ties_with_meetings(self) -> FullNetwork:
        """The same with meetings among the names."""
        return read_network(self.graph, [kind.key for kind in KINDS])

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
        """How large the graph is, by class and by property: the rows of the queries ``serve-void…`` by their names."""
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
            "ties",
            "meetings",
            "counts",
            "files",
            "measures",
        ):
            getattr(self, part)

    def search(self, asked: str, limits: tuple[int, int, int] = (NAMES, TITLES, WORDS)) -> Found:
        """Names, titles and paragraphs that have all the words asked for, each word whole or begun."""
        words = [f" {word}" for word in fold(asked).split()[:12]]
        if not words:
            return Found((), (), (), (0, 0, 0))
        start = "".join(words)
        names = [name for name in self.names.values() if _has(name.hay, words)]
        names.sort(
            key=lambda name: (
                not _called(name, start),
                not name.hay.startswith(start),
                -name.mentions,
                name.name,
            )
        )
        titles = [title for title in self.titles if _has(title.hay, words)]
        passages = [passage for passage in self.passages if _has(passage.hay, words)]
        together = [passage for passage in passages if start in passage.hay]
        if together and len(words) > 1:  # the words side by side first
            near = set(map(id, together))
            passages = [*together, *(passage for passage in passages if id(passage) not in near)]
        counts = (len(names), len(titles), len(passages))
        return Found(names[: limits[0]], titles[: limits[1]], passages[: limits[2]], counts)


def _has(hay: str, words: Iterable[str]) -> bool:
    return all(word in hay for word in words)


def _called(name: Name, start: str) -> bool:
    """Whether one of its names is quite what was asked."""
    return f"{start}  " in f"{name.hay}  "
