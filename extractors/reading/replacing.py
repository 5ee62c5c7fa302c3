"""Other words in some places of a text, while its pages and its emphasis lie where they lay."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from kg.extractors.facts import Document, Span


@dataclass(frozen=True, slots=True)
class Replacement:
    """A place in a text, and what is shown there ``instead``."""

    span: Span
    instead: str


def replaced(text: str, replacements: Sequence[Replacement]) -> str:
    """``text`` with other words in some places, which are in order and do not overlap."""
    pieces, at = [], 0
    for each in replacements:
        pieces += [text[at : each.span.start], each.instead]
        at = each.span.end
    return "".join([*pieces, text[at:]])


def replaced_in(document: Document, replacements: Sequence[Replacement]) -> Document:
    """The document with other words in some places; its pages and marks lie where they lay."""
    if not replacements:
        return document
    ends = [each.span.end for each in replacements]
    grown = list(
        accumulate(len(each.instead) - (each.span.end - each.span.start) for each in replacements)
    )

    def moved(offset: int) -> int:
        before = bisect_right(ends, offset)
        shift = grown[before - 1] if before else 0
        if before < len(replacements) and replacements[before].span.start < offset:
            offset = replacements[before].span.start  # inside one: where it begins
        return offset + shift

    return replace(
        document,
        text=replaced(document.text, replacements),
        pages=tuple(replace(page, start=moved(page.start)) for page in document.pages),
        emphasis=tuple(Span(moved(span.start), moved(span.end)) for span in document.emphasis),
        breaks=tuple(map(moved, document.breaks)),
    )
