"""The heads and feet of a paper's pages, which stand amid its sentences in text without layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from kg.extractors.facts import Document
from kg.extractors.log_cells import as_day, as_status, shape
from kg.extractors.text import Line, lines_of

_PAGE = re.compile(r"(?i)(?:[-–—]\s*\d{1,4}\s*[-–—]|page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?)")
_OF_PAGES = re.compile(r"\d{1,3}\s+of\s+\d{1,3}")
FEWEST_REPEATS = 3  # times that a paper prints the head or foot of its pages


def is_furniture(text: str, furniture: frozenset[str]) -> bool:
    """Whether a line is the number, the head or the foot of a page."""
    return bool(_PAGE.fullmatch(text) or _OF_PAGES.fullmatch(text)) or shape(text) in furniture


@lru_cache(maxsize=2)  # asked for each part of one paper
def furniture_of(document: Document) -> frozenset[str]:
    """The heads and feet of a paper's pages, digits as one: lines of several words that return
    where pages turn, or close by the number of one.
    """
    written = [line for line in lines_of(document) if line.text.strip()]
    filled = [line.text.strip() for line in written]
    edges = _edges(document, written)
    numbered = [
        text.isdigit() or bool(_PAGE.search(text) or _OF_PAGES.fullmatch(text)) for text in filled
    ]
    found: Counter[str] = Counter()
    for at, text in enumerate(filled):
        if (at in edges or any(numbered[max(0, at - 2) : at + 3])) and _may_repeat(text):
            found[shape(text)] += as_status(text) <= 0
    return frozenset(text for text, count in found.items() if count >= FEWEST_REPEATS)


def _edges(document: Document, written: Sequence[Line]) -> frozenset[int]:
    """The places of the last written line of each page and of the first one of the next."""
    pages = [document.page_at(line.start) for line in written]
    turned = (at for at in range(1, len(pages)) if pages[at] != pages[at - 1])
    return frozenset(place for at in turned for place in (at - 1, at))


def _may_repeat(text: str) -> bool:
    """Whether a line may be the head or the foot of pages: several words, no number and no day."""
    several = " " in text or (text.isupper() and len(text) > 5)
    return several and not text.isdigit() and as_day(text) <= 0


def without_furniture(document: Document, lines: Sequence[Line]) -> list[Line]:
    """The lines without the heads and feet of pages; a sentence goes on over these."""
    furniture = furniture_of(document)
    out: list[Line] = []
    turned = False  # whether a page has turned since the last line of words
    for line in lines:
        text = line.text.strip()
        if text and is_furniture(text, furniture):
            turned = True
            continue
        if text and turned and text[0].islower():
            while out and out[-1].blank:
                out.pop()
        turned = turned and not text
        out.append(line)
    return out
