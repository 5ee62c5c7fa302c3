"""A paper's text as it is shown: in stretches, names marked (reading masked it)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.extractors.facts import Document, Span

QUOTE_WORDS = 60  # words of a quote that are looked for
STRETCH = 24_000  # characters shown at once, about ten pages

_SPACE = re.compile(r"\s")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class EntityMark:
    """A mention in the text of the entity ``iri``."""

    span: Span
    iri: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class TextRun:
    """Characters that are all marked alike.

    ``sought`` are those a link leads to; ``first`` is the first run of them.
    """

    text: str
    mark: EntityMark | None
    sought: bool
    first: bool = False


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, or where a page begins (``page``: its number as shown; ``position``: which page
    of the file it is).
    """

    pieces: tuple[TextRun, ...]
    page: str | None = None
    position: int | None = None


def cut_stretches(document: Document) -> tuple[Span, ...]:
    """The text cut into stretches of about ``STRETCH`` characters.

    They begin where pages do, where pages are known, else where paragraphs or words do.
    """
    text = document.text
    page_starts = sorted({page.start for page in document.pages if page.start} | {0})
    found = []
    start = 0
    while start < len(text):
        end = _stretch_end(text, start, page_starts)
        found.append(Span(start, end))
        start = end
    return tuple(found) or (Span(0, 0),)


def _stretch_end(text: str, start: int, page_starts: Sequence[int]) -> int:
    if len(text) - start <= STRETCH * 1.25:
        return len(text)
    page_start = page_starts[bisect_right(page_starts, start + STRETCH) - 1]
    if page_start > start + STRETCH // 3:
        return page_start
    return _paragraph_start(text, start + STRETCH)


def _paragraph_start(text: str, offset: int) -> int:
    """Where the first paragraph after ``offset`` begins, else the first word."""
    found = _BLANK_LINES.search(text, offset, offset + STRETCH // 4) or _SPACE.search(text, offset)
    return found.end() if found else len(text)


def parse_offsets(given: str, length: int) -> Span | None:
    """Offsets from an address, as ``120-180``; ``None`` where they are none of this text."""
    match = re.fullmatch(r"(\d{1,9})-(\d{1,9})", given)
    if match is None:
        return None
    start, end = int(match[1]), int(match[2])
    return Span(start, end) if start < end <= length else None


def find_quote(text: str, quote: str) -> Span | None:
    """Where a quote stands in a text whose lines break elsewhere; ``None`` where it does not."""
    words = quote.replace("…", " ").split()[:QUOTE_WORDS]
    if len(words) < 2:
        return None
    for count in (len(words), 8, 4):  # what was masked or cut off may be missing at the end
        found = re.search(r"\s+".join(map(re.escape, words[:count])), text)
        if found:
            return Span(*found.span())
    return None


def text_blocks(
    document: Document, stretch: Span, marks: Sequence[EntityMark], sought: Span | None
) -> Iterator[TextBlock]:
    """The paragraphs of a stretch and the beginnings of pages, in order.

    ``marks`` are sorted by where they begin.
    """
    return _with_first(_blocks(document, stretch, marks, sought))


def _blocks(
    document: Document, stretch: Span, marks: Sequence[EntityMark], sought: Span | None
) -> Iterator[TextBlock]:
    text = document.text
    labels = {page.start: page.label or str(page.number or "") for page in document.pages}
    positions = {page.start: page.number for page in document.pages}
    starts = sorted(labels)

    def page_starts(within: Span) -> list[int]:
        return starts[bisect_left(starts, within.start) : bisect_left(starts, within.end)]

    def page(start: int) -> Iterator[TextBlock]:
        if labels[start]:
            yield TextBlock((), labels[start], positions[start])

    def paragraph(span: Span) -> Iterator[TextBlock]:
        if text[span.start : span.end].strip():
            yield TextBlock(tuple(_text_runs(text, span, marks, sought)))

    for words, blank in _paragraphs(text, stretch):
        start = words.start
        for page_start in page_starts(words):
            yield from paragraph(Span(start, page_start))
            yield from page(page_start)
            start = page_start
        yield from paragraph(Span(start, words.end))
        for page_start in page_starts(blank):
            yield from page(page_start)


def _paragraphs(text: str, stretch: Span) -> Iterator[tuple[Span, Span]]:
    """The paragraphs of a stretch, each with the blank lines that follow it."""
    start = stretch.start
    for blank in _BLANK_LINES.finditer(text, stretch.start, stretch.end):
        yield Span(start, blank.start()), Span(*blank.span())
        start = blank.end()
    yield Span(start, stretch.end), Span(stretch.end, stretch.end)


def _with_first(blocks: Iterable[TextBlock]) -> Iterator[TextBlock]:
    """The same blocks, with the first sought run of all marked as such."""
    found = False
    for block in blocks:
        at = next((at for at, run in enumerate(block.pieces) if run.sought), None)
        if at is not None and not found:
            found = True
            first = replace(block.pieces[at], first=True)
            block = replace(block, pieces=(*block.pieces[:at], first, *block.pieces[at + 1 :]))
        yield block


def _text_runs(
    text: str, span: Span, marks: Sequence[EntityMark], sought: Span | None
) -> Iterator[TextRun]:
    """The characters of a paragraph, cut wherever a mark or the sought words begin or end."""
    near = [mark for mark in _starting_in(marks, span) if mark.span.end <= span.end]
    bounds = [mark.span for mark in near]
    if sought is not None:
        bounds.append(sought)
    for part in _cut(span, bounds):
        mark = next((mark for mark in near if part in mark.span), None)
        yield TextRun(text[part.start : part.end], mark, sought is not None and part in sought)


def _cut(span: Span, bounds: Iterable[Span]) -> Iterator[Span]:
    """A span cut at the ends of ``bounds`` that lie in it."""
    edges = {span.start, span.end}
    for bound in bounds:
        edges.update(edge for edge in (bound.start, bound.end) if span.start < edge < span.end)
    for start, end in pairwise(sorted(edges)):
        yield Span(start, end)


def _starting_in(marks: Sequence[EntityMark], span: Span) -> Iterable[EntityMark]:
    """Marks that begin in a span; ``marks`` are sorted by where they begin."""
    left = bisect_left(marks, span.start, key=lambda mark: mark.span.start)
    right = bisect_left(marks, span.end, key=lambda mark: mark.span.start)
    return marks[left:right]
