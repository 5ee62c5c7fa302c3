"""A paper's text as it is shown: a stretch at a time, private particulars masked, names and sought words marked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.facts import Document, Span
from kg.text.masking import masks

LONG_QUOTE = 60  # words of a quote that are looked for
LONG = 24_000  # characters shown at once, about ten pages

_SPACE = re.compile(r"\s")
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A name in the text."""

    span: Span
    iri: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that are all marked alike. ``sought`` are those a link led to; ``first`` begins them."""

    text: str
    mark: Mark | None
    sought: bool
    first: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or where a page begins (``page``: its number as shown)."""

    pieces: tuple[Piece, ...]
    page: str | None = None


def stretches(document: Document) -> tuple[Span, ...]:
    """The text cut into stretches: at the pages' beginnings where these are known, else at paragraphs."""
    text = document.text
    cuts = sorted({page.start for page in document.pages if page.start} | {0})
    found = []
    start = 0
    while start < len(text):
        if len(text) - start <= LONG * 1.25:
            end = len(text)
        else:
            at = bisect_right(cuts, start + LONG) - 1
            end = cuts[at] if cuts[at] > start + LONG // 3 else _paragraph(text, start + LONG)
        found.append(Span(start, end))
        start = end
    return tuple(found) or (Span(0, 0),)


def _paragraph(text: str, at: int) -> int:
    """The first paragraph's beginning after ``at``, else the first word's."""
    found = _BREAK.search(text, at, at + LONG // 4) or _SPACE.search(text, at)
    return found.end() if found else len(text)


def place(given: str, length: int) -> Span | None:
    """Offsets from an address, as ``120-180``; ``None`` where they are none of this text."""
    match = re.fullmatch(r"(\d{1,9})-(\d{1,9})", given)
    if match is None:
        return None
    start, end = int(match[1]), int(match[2])
    return Span(start, end) if start < end <= length else None


def find(text: str, quote: str) -> Span | None:
    """Where a quote stands in a text whose lines break elsewhere; ``None`` where it does not."""
    words = quote.replace("…", " ").split()[:LONG_QUOTE]
    if len(words) < 2:
        return None
    for many in (len(words), 8, 4):  # what was masked or cut off may be missing at the end
        found = re.search(r"\s+".join(map(re.escape, words[:many])), text)
        if found:
            return Span(*found.span())
    return None


def blocks(
    document: Document, stretch: Span, marks: Sequence[Mark], sought: Span | None
) -> Iterator[Block]:
    """The paragraphs of a stretch."""
    text = document.text
    hidden = tuple(private(text, stretch))
    pages = {page.start: page.label or str(page.number or "") for page in document.pages}
    starts = sorted(pages)
    seen = False
    at = stretch.start
    for cut in [
        *(found.span() for found in _BREAK.finditer(text, stretch.start, stretch.end)),
        (stretch.end,) * 2,
    ]:
        end = cut[0]
        here = starts[bisect_left(starts, at) : bisect_left(starts, end)]
        for edge in [*here, end]:
            if text[at:edge].strip():
                pieces = tuple(_pieces(text, Span(at, edge), marks, sought, hidden))
                pieces, seen = _first(pieces, seen)
                yield Block(pieces)
            if edge in pages and edge < end and pages[edge]:
                yield Block((), pages[edge])
            at = edge
        at = cut[1]
        if cut[1] > end:  # a page that begins within the blank lines
            for edge in starts[bisect_left(starts, end) : bisect_left(starts, cut[1])]:
                if pages[edge]:
                    yield Block((), pages[edge])


def _first(pieces: tuple[Piece, ...], seen: bool) -> tuple[tuple[Piece, ...], bool]:
    """The same, with the first sought piece of all marked as such."""
    if seen:
        return pieces, True
    at = next((at for at, piece in enumerate(pieces) if piece.sought), None)
    if at is None:
        return pieces, False
    piece = pieces[at]
    return (*pieces[:at], Piece(piece.text, piece.mark, True, True), *pieces[at + 1 :]), True


def private(text: str, within: Span) -> Iterator[tuple[Span, str]]:
    """E-mail addresses and telephone numbers in a stretch, with what is shown instead; none lies in another."""
    # As the graph sees it: a line break does not hide a number.
    flat = _SPACE.sub(" ", text[within.start : within.end])
    found = []
    for mask in masks():
        if mask.only_if in flat:
            for match in mask.pattern.finditer(flat):
                digits = sum(map(str.isdigit, match[0]))
                if mask.digits is None or mask.digits[0] <= digits <= mask.digits[1]:
                    start, end = match.span(mask.group)
                    found.append((Span(within.start + start, within.start + end), mask.instead))
    reached = -1
    for span, instead in sorted(found, key=lambda each: (each[0].start, -each[0].end)):
        if span.start >= reached:
            yield span, instead
            reached = span.end


def _pieces(
    text: str,
    span: Span,
    marks: Sequence[Mark],
    sought: Span | None,
    hidden: Sequence[tuple[Span, str]],
) -> Iterator[Piece]:
    near = [mark for mark in _within(marks, span) if mark.span.end <= span.end]
    masked = [
        (cover, instead)
        for cover, instead in hidden
        if cover.start < span.end and cover.end > span.start
    ]
    edges = {span.start, span.end}
    for each in (
        *(mark.span for mark in near),
        *(cover for cover, _ in masked),
        *([sought] if sought else ()),
    ):
        edges.update(edge for edge in (each.start, each.end) if span.start < edge < span.end)
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        mark = next(
            (mark for mark in near if mark.span.start <= start and end <= mark.span.end), None
        )
        lit = sought is not None and sought.start <= start and end <= sought.end
        cover = next(
            ((cover, instead) for cover, instead in masked if cover.start <= start < cover.end),
            None,
        )
        if cover is None:
            yield Piece(text[start:end], mark, lit)
        elif start == max(cover[0].start, span.start):
            yield Piece(cover[1], None, lit)


def _within(marks: Sequence[Mark], span: Span) -> Iterable[Mark]:
    """Marks that begin in a stretch; ``marks`` are sorted by where they begin."""
    left = bisect_left(marks, span.start, key=lambda mark: mark.span.start)
    right = bisect_left(marks, span.end, key=lambda mark: mark.span.start)
    return marks[left:right]
