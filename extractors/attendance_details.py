"""Who came, as a meeting's own web page tells it: headed tables of those who attended, sent
apologies or were absent, beside the links to its agenda and minutes.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extractors.facts import Section
from kg.extractors.rules import rules
from kg.extractors.sections import Group
from kg.extractors.text import Line

_RULES = rules("web-page")
_OTHERS = ("other", "visitor", "guest", "officer")


def attendance_details(lines: Sequence[Line]) -> list[Group]:
    """The people under each heading of a page's attendance, one a line: the first cell of a row."""
    groups: list[Group] = []
    group: Group | None = None
    for line in lines:
        text = line.text.strip()
        head = _RULES["attendance-details"].at(text)
        if head:
            groups.append(group := Group(_section(head["which"].lower(), head["who"].lower())))
        elif group is None or not text:
            if group is not None and group.lines:
                group = None  # behind the table
        elif not _RULES["attendance-columns"].at(text):
            group.lines.append(Line(line.index, line.start, line.text.split("\t")[0].rstrip()))
    return [each for each in groups if each.lines]


def _section(which: str, who: str) -> Section:
    if which != "attended":
        return "apologies"
    return "others" if who.startswith(_OTHERS) else "present"
