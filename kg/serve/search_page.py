"""The search: what was found by names, titles and words, narrowed by kind, year and board."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from kg.serve.loaded_snapshot import LoadedSnapshot
from kg.serve.rendering import KINDS, address_at, html_answer, local_address
from kg.serve.snapshot_index import (
    FoldedPassage,
    IndexedEntity,
    IndexedTitle,
    SearchResult,
    SnapshotIndex,
)
from kg.serve.worker_messages import WorkerAnswer
from kg.store.entity_lookup import HINT_SIMILARITY, find_similar_entities
from kg.views.timeline import day
from kg.views.timeline.doubtful_figures import doubts_of
from kg.views.wording import word_for

SHOWN = (40, 40, 60)  # names, titles and passages on the page
PASSAGE_CHARACTERS = 120  # of a passage among suggestions
PARTS = {
    part: word_for("part_names", part).capitalize()
    for part in ("agenda", "minutes", "action-log", "report", "presentation", "appendix")
}
_TITLE_PARTS = {"agenda item": "agenda", "minute": "minutes", "report": "report"}

Found = TypeVar("Found", IndexedEntity, IndexedTitle, FoldedPassage)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a search is narrowed to: a kind of name or part of a paper, a year, a board's name.

    An empty one does not narrow.
    """

    kind: str = ""
    year: str = ""
    board: str = ""

    def __bool__(self) -> bool:
        return bool(self.kind or self.year or self.board)

    def takes(self, facets: Facets) -> bool:
        """Whether something with these facets stays."""
        return (
            self.kind in (facets.kind, "")
            and (not self.year or self.year in facets.years)
            and (not self.board or self.board in facets.boards)
        )


@dataclass(frozen=True, slots=True)
class Facets:
    """By what a result can be narrowed; a name has the years and boards of all its papers."""

    kind: str
    years: frozenset[str]
    boards: frozenset[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a search can be narrowed to, and how many results it would leave."""

    value: str
    label: str
    count: int


def page(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """Everything found for ``args["q"]``, and what it can be narrowed to."""
    asked = " ".join(args["q"].split())
    narrowing = Narrowing(args["kind"], args["year"], args["board"])
    found = index.search(asked, limits=None)
    shown = _narrowed(index, found, narrowing)
    near = []
    if asked and not found:
        near = find_similar_entities(snapshot.graph, asked, HINT_SIMILARITY)[:5]
    return html_answer(
        "search",
        snapshot.base,
        asked=asked,
        found=shown,
        doubts=_doubts(index, shown.passages),
        anything=bool(found),
        near=near,
        narrowing=narrowing,
        choices=_choices(index, found),
        many=len(index.board_names) > 1,
    )


def _narrowed(index: SnapshotIndex, found: SearchResult, narrowing: Narrowing) -> SearchResult:
    """What stays of the results, as many of each as the page shows."""

    def kept(results: Sequence[Found]) -> list[Found]:
        return [each for each in results if narrowing.takes(_facets(index, each))]

    names, titles, passages = kept(found.names), kept(found.titles), kept(found.passages)
    counts = (len(names), len(titles), len(passages))
    return SearchResult(names[: SHOWN[0]], titles[: SHOWN[1]], passages[: SHOWN[2]], counts)


def _doubts(index: SnapshotIndex, passages: Sequence[FoldedPassage]) -> list[list[str]]:
    """What the papers say elsewhere against each of the passages, in a line each."""
    return [list(doubts_of(each.file, (each.text,), index.doubtful)) for each in passages]


def _facets(index: SnapshotIndex, found: IndexedEntity | IndexedTitle | FoldedPassage) -> Facets:
    if isinstance(found, IndexedEntity):
        papers = index.papers_of(found.iri)
        boards = [index.boards_of(file) for _, file in papers]
        years = frozenset(date[:4] for date, _ in papers if date)
        return Facets(found.kind, years, frozenset().union(*boards))
    if isinstance(found, IndexedTitle):
        kind, file = _TITLE_PARTS[found.kind], index.file_of(found.document)
    else:
        kind, file = found.part, found.file
    return Facets(kind, frozenset({found.date[:4]} - {""}), index.boards_of(file))


def _choices(index: SnapshotIndex, found: SearchResult) -> dict[str, list[Choice]]:
    """What all that was found can be narrowed to: kinds in a fixed order, the newest year first."""
    facets = [_facets(index, name) for name in found.names]
    facets += [_facets(index, title) for title in found.titles]
    facets += [_facets(index, passage) for passage in found.passages]
    kinds = Counter(each.kind for each in facets)
    years = Counter(year for each in facets for year in each.years)
    boards = Counter(board for each in facets for board in each.boards)
    labels = {**KINDS, **PARTS}
    return {
        "kind": [Choice(key, labels[key], kinds[key]) for key in labels if kinds[key]],
        "year": _listed(years, sorted(years, reverse=True)),
        "board": _listed(boards, sorted(boards)),
    }


def _listed(counts: Counter[str], order: Iterable[str]) -> list[Choice]:
    return [Choice(value, value, counts[value]) for value in order]


# -- as one types ---------------------------------------------------------------------------------


def suggest(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """What is found as one types, as JSON: ``[{label, kind, href, note}]``."""
    found = index.search(args["q"])
    base = snapshot.base
    rows = [
        {
            "label": name.name,
            "kind": name.kind,
            "href": local_address(name.iri, base),
            "note": f"{name.mentions} mentions",
        }
        for name in found.names
    ]
    rows += [
        {
            "label": title.title,
            "kind": title.kind,
            "href": address_at(local_address(title.document, base), title.at),
            "note": day(title.date) if title.date else "",
        }
        for title in found.titles
    ]
    rows += [
        {
            "label": _excerpt(passage.text, args["q"]),
            "kind": "words",
            "href": address_at(local_address(passage.document, base), passage.at),
            "note": day(passage.date) if passage.date else passage.file,
        }
        for passage in found.passages
    ]
    return {"type": "application/json"}, json.dumps(rows, ensure_ascii=False).encode()


def _excerpt(text: str, asked: str) -> str:
    """``PASSAGE_CHARACTERS`` of a passage, with the first word asked for in their first third."""
    words = asked.split()
    at = max(text.lower().find(words[0].lower()), 0) if words else 0
    start = max(0, at - PASSAGE_CHARACTERS // 3)
    excerpt = text[start : start + PASSAGE_CHARACTERS]
    if start:
        excerpt = "… " + excerpt.partition(" ")[2]
    return excerpt + (" …" if start + PASSAGE_CHARACTERS < len(text) else "")
