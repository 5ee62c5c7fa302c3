"""Papers that begin with a title that the agenda promises, amid logs and other papers.

This is the last resort: ``report_heads`` told those whose title stands below a turned page or as a
heading.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extractors.heads import Head
from kg.extractors.layout import Layout, Stretch, written
from kg.extractors.report_heads import FEWEST_WORDS
from kg.extractors.rules import rules
from kg.extractors.text import Line
from kg.ontology.folding import fold_to_words, one_line

_RULES = rules("report-heads")
_NUMBER = re.compile(r"(?i)^\s*(?:agenda\s+)?item\s+[\dA-Z]{1,4}\b[.:]?\s*(?:[–-]\s*)?")
_OF_PAPER = re.compile(
    r"(?i)\W*(?:\w+\s+\w+\s*/\s*)?(?:(?:cover\s+)?report|author|by|lead|sponsor|presented|prepared|recommend\w*"
    r"|purpose|summary|from|agenda\s+ref)\b"
)
MOST = 0.7  # of the characters of a title with who leads it
FEWEST_BELOW = 3  # written lines below a title, of which one tells of a paper
NEAR_HEAD = 6  # written lines from the begin of a paper in which a title is its own


def with_promised(layout: Layout, titles: Collection[str]) -> Layout:
    """The layout with a paper wherever a title of the agenda stands alone in logs and reports."""
    folded = {fold_to_words(title) for title in titles}
    found: list[Stretch] = []
    for stretch in layout.stretches:
        if stretch.kind == "appendix" and _is_promised(fold_to_words(stretch.title or ""), folded):
            stretch = replace(stretch, kind="report", rule="promised")
        parts = stretch.kind in ("report", "action-log", "appendix")
        found += _parted(layout.lines, stretch, folded) if parts else [stretch]
    return replace(layout, stretches=tuple(found))


def _parted(lines: Sequence[Line], stretch: Stretch, titles: set[str]) -> Iterator[Stretch]:
    """A part up to the first promised title in it, and a paper from each on."""
    own = fold_to_words(stretch.title or "")
    begun = written(lines, stretch.first, stretch.last, NEAR_HEAD)
    first = begun[-1].index if begun else stretch.last
    cuts = [
        line
        for line in written(lines, first, stretch.last)
        if _is_promised(fold_to_words(_NUMBER.sub("", line.text)), titles - {own})
        and _heads_paper(written(lines, line.index + 1, stretch.last, FEWEST_BELOW))
    ]
    listed = {a.index for a, b in pairwise(cuts) if b.index - a.index < NEAR_HEAD}
    cuts = [] if listed else cuts
    ends = [*(line.index for line in cuts), stretch.last]
    yield replace(stretch, last=ends[0])
    for line, last in zip(cuts, ends[1:], strict=True):
        title, at = one_line(_NUMBER.sub("", line.text)), line.index
        yield Stretch("report", at, last, at + 1, Head(), title, rule="promised")


def _heads_paper(below: Sequence[Line]) -> bool:
    """Whether one of the lines below a title says whose paper it is, or what it is for."""
    return len(below) == FEWEST_BELOW and any(
        _OF_PAPER.match(line.text) or _RULES["author"].at(line.text.strip()) for line in below
    )


def _is_promised(words: str, titles: set[str]) -> bool:
    """Whether a line is a title of the agenda, or most of it or more: either may be cut short, and
    who leads the item may stand behind it, and what is asked of the meeting before.
    """
    return len(words.split()) >= FEWEST_WORDS and any(
        title == words
        or title.endswith(f" {words}")
        or (f"{long} ".startswith(f"{short} ") and len(short) >= MOST * len(long))
        for title in titles
        for short, long in [sorted((title, words), key=len)]
    )
