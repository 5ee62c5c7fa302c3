"""Headings of minutes that bear no number: emphasised lines, titles run into their paragraph, short lines over long text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.dates import is_date_line
from extractors.layout import Layout
from extractors.rules import rules
from extractors.sections import is_list_head
from extractors.text import Line, folded

_RULES = rules("minutes")
_AGENDA = rules("agenda")
LONGEST_TITLE = 160  # characters
_RUN_IN = re.compile(r"^(?![A-Z]{3,}\s+[A-Z][a-z])(?P<title>[A-Z][^:.;?!\t]{2,70}:)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A minute's heading: its number as printed, its title, its first line and the offset where its body starts."""

    number: str | None
    title: str
    line: int
    body: int
    rule: str


def is_emphasised(layout: Layout, line: Line) -> bool:
    """Whether all the words of a line are a heading or bold in the source."""
    if not line.text.strip():
        return False
    left = line.text
    for span in layout.document.emphasis:
        if span.start < line.end and line.start < span.end:
            a, b = max(0, span.start - line.start), min(len(left), span.end - line.start)
            left = left[:a] + " " * (b - a) + left[b:]
    return not re.search(r"\w", left)


def is_no_title(text: str) -> bool:
    """Whether a line that stands out is none of an item's: a list's head, a date, a mover, a decision, a sub-heading."""
    return bool(
        is_list_head(text)
        or is_date_line(text)
        or not re.search(r"[A-Za-z]{3}", text)
        or any(
            _RULES[name].at(text) for name in ("resolved", "moved", "sub-head", "in-the-chair", "item-mark", "point")
        )
    )


def emphasised(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Lines that are a heading or bold from end to end and stand over text that is not."""
    found: list[Heading] = []
    position = 0
    while position < len(lines):
        first = lines[position]
        if first.blank or "\t" in first.text or not is_emphasised(layout, first):
            position += 1
            continue
        last = position
        while last + 1 < len(lines) and not lines[last + 1].blank and is_emphasised(layout, lines[last + 1]):
            last += 1
        title = folded("\n".join(line.text for line in lines[position : last + 1]))
        below = next((line for line in lines[last + 1 :] if not line.blank), None)
        if (
            below is not None
            and not is_no_title(title)
            and len(title) <= LONGEST_TITLE
            and not is_emphasised(layout, below)
            and len(below.text.strip()) >= 15
        ):
            found.append(Heading(None, title, first.index, lines[last].end, "title-emphasised"))
        position = last + 1
    return found


def run_in(text: str) -> int | None:
    """Where a title ends that a colon parts from the text behind it, or ``None`` where none does."""
    found = _RUN_IN.match(text)
    return found.end("title") if found and len(found["title"].split()) <= 10 else None


def opening_paragraphs(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Paragraphs that open with their title and a colon (“Planning: The clerk reported …”); two are procedural."""
    found: list[Heading] = []
    for position, line in enumerate(lines):
        text = line.text.strip()
        end = run_in(text)
        if end is None or (position and not lines[position - 1].blank) or is_no_title(text):
            continue
        found.append(Heading(None, text[:end], line.index, line.start + line.text.index(text) + end, "title-run-in"))
    procedural = sum(1 for head in found if _AGENDA["procedural"].at(head.title))
    return found if procedural >= 2 else []


def over_long_paragraphs(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Short lines without a full stop, each alone over a long paragraph, where paragraphs are not broken into lines."""
    written = [line for line in lines if not line.blank]
    lengths = sorted(len(line.text) for line in written)
    if sum(length for length in lengths if length >= 150) < 0.7 * sum(lengths):
        return []
    found: list[Heading] = []
    for above, line, below in zip(written, written[1:], written[2:], strict=False):
        text = line.text.strip()
        if (
            len(text) <= 60
            and len(below.text) >= (50 if re.search(r"[.?!”\"]$", above.text.strip()) else 150)
            and not re.search(r"[.;,:?!)]$|\t|^[•\d]", text)
            and not is_no_title(text)
        ):
            found.append(Heading(None, folded(text), line.index, line.end, "title-over-paragraph"))
    return found
