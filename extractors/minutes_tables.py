"""Minutes kept as a table: the items of the rows below a head row “Item | Discussion | Action”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extractors.agenda import without_note
from kg.extractors.columns import cells_of
from kg.extractors.layout import Layout, Stretch
from kg.extractors.rules import rules
from kg.extractors.text import Line
from kg.extractors.titles import Heading
from kg.ontology.folding import one_line

_COLUMNS = {name: rule for name, rule in rules("columns").items() if name.startswith("minutes-")}
_NUMBER = re.compile(
    r"^\s*(?:item\s+)?(?P<number>\d{1,3}(?:/\d{2,4})?|[A-Z](?=[.)]))[.):]*(?:\s+|$)", re.I
)
LONGEST_TITLE = 90  # characters of a title
FEWEST = 3  # items of minutes kept as a table


def column_of(head: str) -> str | None:
    """Which column of minutes kept as a table a head names."""
    return next((rule.value for rule in _COLUMNS.values() if rule.at(head.strip())), None)


def tabled_headings(layout: Layout, stretch: Stretch) -> list[Heading]:
    """The headings of minutes whose items are rows of a table; none where they are not.

    A row may hold its item's title and text in two cells, or its cells stand one below the other.
    """
    lines = layout.lines[stretch.body : stretch.last]
    head = next((at for at, line in enumerate(lines) if "text" in _columns(line)), None)
    if head is None:
        return []
    columns = _columns(lines[head])
    if "title" not in columns:
        return []
    found: list[Heading] = []
    last = 0
    for line in lines[head + 1 :]:
        if line.blank or _columns(line) == columns:
            continue
        number, title, offset = _item(line, columns)
        if not title or not _counts_on(number, last):
            continue
        last = int(re.sub(r"\D.*", "", number) or last) if number else last
        found.append(Heading(number, without_note(title)[0], line.index, offset, "minutes-table"))
    return found if len(found) >= FEWEST else []


def _columns(line: Line) -> list[str]:
    """What the cells of a line head in such a table; empty where it is no head row."""
    cells = cells_of(line)
    named = [column_of(cell) or "" for cell in cells]
    return named if len(cells) >= 2 and sum(map(bool, named)) >= 2 else []


def _item(line: Line, columns: Sequence[str]) -> tuple[str | None, str, int]:
    """Number and title of the item that a line begins, and where its text does; no title where it
    begins none.
    """
    cells = line.text.split("\t")
    place = columns.index("title")
    if len(cells) == 1:
        found = _NUMBER.match(line.text)
        title = one_line(line.text[found.end() :]) if found else ""
        fits = title and len(title) <= LONGEST_TITLE and not title.endswith((".", ";", ","))
        return (found["number"] if found else None), title if fits else "", line.end
    if place >= len(cells):
        return None, "", line.end
    words = cells[place]
    numbered = cells[columns.index("number")] if "number" in columns else words
    found = _NUMBER.match(numbered)
    if found is None and "number" in columns:
        return None, "", line.end
    title = words if "number" in columns else words[found.end() if found else 0 :]
    offset = line.start + sum(len(cell) + 1 for cell in cells[: place + 1])
    fits = bool(re.search(r"[A-Za-z]{2}", title)) and len(title) <= LONGEST_TITLE
    return (
        (found["number"] if found else None),
        one_line(title) if fits else "",
        min(offset, line.end),
    )


def _counts_on(number: str | None, last: int) -> bool:
    """Whether a number goes on from the one before; an item may have none."""
    digits = re.match(r"\d+", number or "")
    return digits is None or last == 0 or last < int(digits[0]) <= last + 3
