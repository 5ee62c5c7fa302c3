"""An index of what a snapshot's pages look up again and again, and the search over it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from markupsafe import Markup

from kg.ontology.folding import fold
from kg.serve.loaded_snapshot import LoadedSnapshot
from kg.serve.rendering import local_address
from kg.store import query, stats
from kg.views.network.communities import communities
from kg.views.network.edges import FullNetwork, read_whole_network, restrict_network
from kg.views.network.tie_relations import TOGETHER
from kg.views.paper_places import PaperPlaces, paper_places
from kg.views.timeline.doubtful_figures import doubtful_figures
from kg.views.timeline.meeting_packs import pack_dates
from kg.views.timeline.model import DoubtfulFigure

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
    def paper_places(self) -> PaperPlaces:
        """Where the papers can be opened, if they were fetched."""
        return paper_places(self.graph)

    @cached_property
    def meetings(self) -> list[dict[str, str]]:
        """The rows of the query ``meetings``, the oldest first."""
        return query.rows(self.graph, "meetings")

    @cached_property
    def known_by(self) -> dict[str, str]:
        """The IRI of a meeting → whether its papers, its minutes or both are held."""
        return {r["meeting"]: r["known_by"] for r in query.rows(self.graph, "meeting-papers")}

    @cached_property
    def pack_dates(self) -> dict[str, str]:
        """File name → the ISO day of the pack."""
        return pack_dates(self.graph)

    @cached_property
    def doubtful(self) -> tuple[DoubtfulFigure, ...]:
        """The words that other words of the papers contradict."""
        return doubtful_figures(self.graph, self.pack_dates)

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
            "known_by",
            "doubtful",
            "counts",
            "files",
            "measures",
            "offices",
            "_any_name",
        ):
            getattr(self, part)

    @cached_property
    def meetings_on(self) -> dict[str, str]:
        """ISO day → the IRI of a meeting on it."""
        return {row["date"]: row["meeting"] for row in self.meetings if row["date"]}

    @cached_property
    def offices(self) -> list[dict[str, str]]:
        """The rows of the query ``offices``."""
        return query.rows(self.graph, "offices")

    @cached_property
    def board_names(self) -> list[str]:
        """The names of the boards that met."""
        return sorted({name for row in self.meetings for name in boards_in(row)})

    @cached_property
    def _boards_by_file(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for row in self.meetings:
            for file in row["document"].split("; "):
                found.setdefault(file, set()).update(boards_in(row))
        return {file: frozenset(boards) for file, boards in found.items()}

    def boards_of(self, file: str) -> frozenset[str]:
        """The names of the boards whose meetings a paper (its file name) is of."""
        return self._boards_by_file.get(file, frozenset())

    @cached_property
    def _files_by_document(self) -> dict[str, str]:
        return {document: file for file, document in self.files.items()}

    def file_of(self, document: str) -> str:
        """The file name of a document (its IRI)."""
        return self._files_by_document.get(document, "")

    def papers_of(self, iri: str) -> Sequence[tuple[str, str]]:
        """For each sentence that names an entity: the ISO day of its meeting, and the file name."""
        return [(quote.date or "", quote.document) for quote in self.network.quotes.get(iri, ())]

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """A name as printed → the IRI of the one entity that has it."""
        found: dict[str, set[str]] = {}
        for name in self.names.values():
            for printed in (name.name, *name.also):
                if len(printed) > 1:
                    found.setdefault(printed, set()).add(name.iri)
        return {printed: min(iris) for printed, iris in found.items() if len(iris) == 1}

    @cached_property
    def _any_name(self) -> re.Pattern[str]:
        longest_first = sorted(self._by_name, key=lambda name: (-len(name), name))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)")

    def linked(self, base: str) -> Callable[[str | None], Markup]:
        """A function that makes links of the names in a line that lists people and bodies."""

        def link(text: str | None) -> Markup:
            shown, at = Markup(), 0
            for found in self._any_name.finditer(text or ""):
                address = local_address(self._by_name[found[0]], base)
                shown += Markup.escape((text or "")[at : found.start()])
                shown += Markup('<a href="{}">{}</a>').format(address, found[0])
                at = found.end()
            return shown + (text or "")[at:]

        return link

    def search(self, asked: str, limits: tuple[int, int, int] | None = SUGGESTED) -> SearchResult:
        """Names, titles and passages that have all the words asked for, each word whole or begun.

        ``limits`` is the most of each, ``None`` for all. Names come in the order of ``_name_rank``;
        passages with the words side by side come first.
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
        limits = limits or counts
        return SearchResult(names[: limits[0]], titles[: limits[1]], passages[: limits[2]], counts)


def boards_in(meeting: Mapping[str, str]) -> list[str]:
    """The boards that a row of the query ``meetings`` names, several where they met together."""
    return [name for name in meeting["board"].split("; ") if name]


Indexed = TypeVar("Indexed", IndexedEntity, IndexedTitle, FoldedPassage)


def _having(candidates: Iterable[Indexed], words: Sequence[str]) -> list[Indexed]:
    """Those that have all the words, in the order given."""
    return [each for each in candidates if all(word in each.folded for word in words)]


def _name_rank(name: IndexedEntity, phrase: str) -> tuple[bool, bool, int, str]:
    """First what has the phrase for a name, then whose name begins with it, then by mentions."""
    has_this_name = f"{phrase}  " in f"{name.folded}  "
    return not has_this_name, not name.folded.startswith(phrase), -name.mentions, name.name
