"""The lines of minutes in which those present are listed: above the items, in an item of their own,
behind them all.
"""

from __future__ import annotations

import re

from kg.extractors.layout import Layout, Stretch
from kg.extractors.people import People
from kg.extractors.people_tables import heads_people
from kg.extractors.sections import is_list_head
from kg.extractors.text import Line
from kg.extractors.titles import Heading, stands_out


def list_lines(
    layout: Layout, stretch: Stretch, heads: list[Heading], people: People
) -> list[Line]:
    """The lines in which those present are listed: up to the first item, items that are themselves
    such a list, and a list behind the items.
    """
    first = heads[0].line if heads else stretch.last
    lines = _up_to_title(layout, layout.lines[stretch.first : first], people)
    behind = layout.lines[first + 1 : stretch.last]
    before = any(is_list_head(line.text) for line in lines)
    opened = [line for line in behind if _opens_list(layout, line, before)]
    if opened and not any(head.line == opened[0].index for head in heads):
        last = next((head.line for head in heads if head.line > opened[0].index), stretch.last)
        lines += _up_to_title(layout, layout.lines[opened[0].index : last], people)
    for at, head in enumerate(heads):
        if not is_list_head(head.title) or re.match(r"(?i)apolog", head.title):
            continue
        last = heads[at + 1].line if at + 1 < len(heads) else stretch.last
        opening = layout.lines[head.line]
        cut = opening.text.find(head.title.split()[0])
        if cut >= 0:
            rest = cut + len(
                head.title
            )  # a title may be folded, but one that lists those present is a word or two
            lines = [*lines, Line(opening.index, opening.start + cut, opening.text[cut:rest])]
            lines.append(Line(opening.index, opening.start + rest, opening.text[rest:]))
            lines += layout.lines[head.line + 1 : last]
    return lines


def noted_lines(layout: Layout, stretch: Stretch) -> list[Line]:
    """The list under “Attendance” of an agenda below which stand the notes of its meeting, up to
    them; none where there are no notes: who is to come has not come.
    """
    lines = layout.lines[stretch.first : stretch.last]
    first = next((n for n, line in enumerate(lines) if _ATTENDED.match(line.text)), None)
    if first is None:
        return []
    for last in range(first + 1, len(lines)):
        if _NOTES.match(lines[last].text):
            return lines[first:last]
    return []


_MARKS = r"^[\s#*_>]*"
_ATTENDED = re.compile(_MARKS + r"(?:attendance|attendees|attended|present)[\s:*_]*$", re.I)
_NOTES = re.compile(
    _MARKS + r"(?:\[\]\([^()\s]*\))?(?:(?:key\s+)?(?:discussion|talking)"
    r"(?:\s+(?:points|summary|notes))?|(?:agreed\s+)?actions?|decisions|summary|notes|minutes)[\s:*_]*$",
    re.I,
)


def _opens_list(layout: Layout, line: Line, before: bool) -> bool:
    """Whether a line behind the first item heads a list: it stands out, or none was headed
    ``before``.
    """
    text = line.text.strip()
    return (
        len(text) < 40
        and is_list_head(text)
        and (stands_out(layout, line) or (not before and text.endswith(":")))
    )


def _up_to_title(layout: Layout, lines: list[Line], people: People) -> list[Line]:
    """The lines up to a title that stands out after the head of a list, and heads none itself."""
    listing = named = False  # whether a list was headed, and whether a name in it was printed plain
    for position, line in enumerate(lines):
        if line.blank:
            continue
        heads_list = is_list_head(line.text) or heads_people(line)
        named = named or (listing and not heads_list and not stands_out(layout, line))
        listing = listing or heads_list
        titled = stands_out(layout, line) and (named or people.at(line.text.strip()) is None)
        if listing and not heads_list and titled:
            return lines[:position]
    return lines
