"""Minutes: what stands under each heading, the points noted, and where the last one ends."""

from __future__ import annotations

import re

from kg.extractors.dates import is_date_line
from kg.extractors.facts import Minute, Point, Span
from kg.extractors.layout import Layout, Stretch
from kg.extractors.rules import rules
from kg.extractors.text import Line
from kg.extractors.titles import Heading
from kg.ontology.folding import one_line

_RULES = rules("minutes")
_LAYOUT = rules("layout")


def closing_line(layout: Layout, stretch: Stretch, first: int) -> int:
    """Index of the line where the minutes close (times, CHAIRMAN, signature), or the end of the
    stretch.
    """
    last = stretch.last
    for line in reversed(layout.lines[first : stretch.last]):
        text = line.text.strip()
        if not text:
            continue
        if (
            _LAYOUT["closing"].at(text)
            or is_date_line(text)
            or _RULES["closing-times"].at(text)
            or _LAYOUT["blank-page"].at(text)
        ):
            last = line.index
            continue
        break
    return last


def read_minutes(
    layout: Layout, stretch: Stretch, meeting: int, heads: list[Heading]
) -> tuple[Minute, ...]:
    """One ``Minute`` a heading, with its points."""
    if not heads:
        return ()
    end_line = closing_line(layout, stretch, heads[-1].line + 1)
    end = layout.lines[end_line - 1].end if end_line > 0 else stretch.last
    minutes: list[Minute] = []
    for position, head in enumerate(heads):
        last = heads[position + 1].line if position + 1 < len(heads) else end_line
        stop = layout.lines[heads[position + 1].line].start if position + 1 < len(heads) else end
        start = layout.lines[head.line].start
        text = layout.document.text[head.body : stop]
        marked = _RULES["marked-item"].within(one_line(text))
        trimmed = start + len(layout.document.text[start:stop].rstrip())
        minutes.append(
            Minute(
                meeting=meeting,
                number=head.number,
                title=head.title,
                points=_points(layout, head, last),
                span=Span(start, max(trimmed, start + 1)),
                rule=head.rule,
                agenda_item=marked["number"] if marked else None,
            )
        )
    return tuple(minutes)


def _points(layout: Layout, head: Heading, last: int) -> tuple[Point, ...]:
    """Lettered and roman points between the heading and the decision."""
    found: list[tuple[str, int, int]] = []
    for line in layout.lines[head.line : last]:
        if line.start < head.body:
            continue
        text = line.text.strip()
        if _RULES["resolved"].at(text):
            break
        point = _RULES["point"].at(text)
        if point and point["text"]:
            found.append((point["label"] or point["label2"], line.start, line.end))
        elif found and text:
            label, start, _ = found[-1]
            if _after_points(layout, line, found[-1][2]):
                break
            found[-1] = (label, start, line.end)
    return tuple(
        Point(
            label,
            one_line(re.sub(r"^\S+\s*", "", layout.document.text[start:end], count=1)),
            Span(start, end),
        )
        for label, start, end in found
    )


def _after_points(layout: Layout, line: Line, end: int) -> bool:
    """Whether a paragraph after the last point no longer belongs to it: a blank line and a sentence
    that had ended.
    """
    text = layout.document.text
    between = text[end : line.start]
    while end and text[end - 1].isspace():
        end -= 1
    before = text[max(0, end - 1) : end]
    return "\n\n" in between.replace(" ", "") and before in ".!?" and line.text[:1].isupper()
