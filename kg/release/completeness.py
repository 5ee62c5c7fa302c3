"""What a graph does not hold though it ought to: told with every release, gap by gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.store.query import rows

if TYPE_CHECKING:
    from kg.extractors.facts import Document
    from kg.store.remote import Remote


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing: in which paper, where in it (a page, an item's number, an IRI)."""

    document: str
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """The gaps of one kind among ``of`` things; ``of`` is ``None`` where it cannot be known."""

    key: str
    title: str
    gaps: tuple[Gap, ...]
    of: int | None


def measure_completeness(
    graph: ox.Store | Remote, papers: Sequence[Document] | None
) -> tuple[Completeness, ...]:
    """The gaps of a graph. ``papers`` are the texts; without them unread pages are not known."""
    anchors = rows(graph, "release-anchors")
    return (
        _unread_pages(papers),
        Completeness(
            "items-without-minutes",
            "agenda items without a minute, of meetings whose minutes are at hand",
            tuple(_gaps(rows(graph, "release-items-without-minutes"))),
            int(rows(graph, "release-items")[0]["number"]),
        ),
        Completeness(
            "names-in-doubt",
            "people, organisations and programmes in doubt",
            tuple(_gaps(rows(graph, "release-doubtful-names"))),
            int(rows(graph, "release-names")[0]["number"]),
        ),
        Completeness(
            "anchors-without-decisions",
            "minutes with the words of a decision in which none was read",
            tuple(_gaps([row for row in anchors if row["decisions"] == "0"])),
            len(anchors),
        ),
    )


def _gaps(found: Sequence[dict[str, str]]) -> Iterator[Gap]:
    for row in found:
        yield Gap(row["document"], row["place"], row["words"])


def _unread_pages(papers: Sequence[Document] | None) -> Completeness:
    """The pages without any text, as scans have them."""
    key, title = "pages-unread", "pages without text that could be read"
    if papers is None:
        return Completeness(key, title, (), None)
    gaps, pages = [], 0
    for paper in sorted(papers, key=lambda paper: (paper.name, paper.id)):
        texts = _page_texts(paper)
        pages += len(texts)
        for at, (page, text) in enumerate(zip(paper.pages, texts, strict=False), start=1):
            if not text.strip():
                gaps.append(Gap(paper.name, page.label or str(page.number or at), ""))
    return Completeness(key, title, tuple(gaps), pages)


def _page_texts(paper: Document) -> list[str]:
    """The text of each page. What stands after the last page break of a text dump is no page."""
    starts = [page.start for page in paper.pages]
    texts = [paper.text[start:end] for start, end in zip_longest(starts, starts[1:])]
    if len(texts) > 1 and paper.format != "pdf" and not texts[-1].strip():
        del texts[-1]
    return texts
