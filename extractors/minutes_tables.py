"""Minutes kept as a table: the items of the rows below a head row “Item | Discussion | Action”."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.extractors.agenda import without_note
from kg.extractors.columns import cells_of, kind_named
from kg.extractors.facts import Document
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
    return kind_named(head, _COLUMNS.values())


def tabled_headings(layout: Layout, stretch: Stretch) -> list[Heading]:
    """The headings of minutes whose items are rows of a table; none where they are not.

    A row may hold its item's title and text in two cells, or its cells stand one below the other.
    """
    lines = layout.lines[stretch.body : stretch.last]
    head = next((at for at, line in enumerate(lines) if _tells(_columns(line))), None)
    if head is None:
        return []
    heads = _columns(lines[head])
    below = [line for line in lines[head + 1 :] if line.text.strip()]  # a number, too
    columns = _meant(layout.document, heads, below)
    if "title" not in columns and "both" not in columns:
        return []
    found: list[Heading] = []
    last = 0
    counted: Line | None = (
        None  # a number on a line of its own, where cells stand one below another
    )
    for line in below:
        if _columns(line) == heads:
            continue
        first = counted or line
        number, title, offset = _item(layout.document, line, columns)
        if counted:
            number, title = _ALONE.sub("", counted.text.strip()), _title(line.text)
            offset = line.end
        counted = line if _ALONE_NUMBER.fullmatch(line.text.strip()) else None
        if counted or not title or not _counts_on(number, last):
            continue
        last = int(re.sub(r"\D.*", "", number) or last) if number else last
        found.append(Heading(number, without_note(title)[0], first.index, offset, "minutes-table"))
    return found if len(found) >= FEWEST else []


_ALONE_NUMBER = re.compile(r"\d{1,3}[.)]?")
_ALONE = re.compile(r"[.)]$")


def heads_minutes(line: Line) -> bool:
    """Whether a line is the head row of minutes kept as a table."""
    return _tells(_columns(line))


def _tells(columns: Sequence[str]) -> bool:
    """Whether a head row is that of minutes: items, and what was said of them."""
    return "text" in columns or {"both", "action"} <= set(columns)


def _meant(document: Document, columns: list[str], below: Sequence[Line]) -> list[str]:
    """The columns by what stands below them: “Item” may head the numbers, and titles and text
    share the next.
    """
    if "number" in columns and "text" in columns and not {"title", "both"} & set(columns):
        place = columns.index("text")
        rows = [line for line in below if len(cells_of(line)) > place]
        titled = sum(_is_titled(document, line, place) for line in rows)
        return _renamed(columns, {"text": "both"}) if 2 * titled > len(rows) else columns
    if "number" in columns or "title" not in columns or "text" not in columns:
        return columns
    place = columns.index("title")
    rows = [line for line in below if len(cells_of(line)) > place + 1]
    numbers = sum(_ALONE_NUMBER.fullmatch(cells_of(line)[place]) is not None for line in rows)
    if not rows or 2 * numbers <= len(rows):
        return columns
    return _renamed(columns, {"title": "number", "text": "both"})


def _renamed(columns: Sequence[str], names: Mapping[str, str]) -> list[str]:
    return [names.get(name, name) for name in columns]


def _is_titled(document: Document, line: Line, place: int) -> bool:
    """Whether the cell at ``place`` begins with a title as a paragraph of its own."""
    start, end = _cell(line, place)
    first = next(document.paragraphs(start, end), None)
    return first is not None and bool(_title(document.text[first.start : first.end]))


def _cell(line: Line, place: int) -> tuple[int, int]:
    """Where a cell of a line begins and ends."""
    cells = line.text.split("\t")
    start = line.start + sum(len(cell) + 1 for cell in cells[:place])
    return start, start + len(cells[place])


def _title(words: str) -> str:
    """The words of a title; none of a sentence."""
    title = one_line(words)
    fits = len(title) <= LONGEST_TITLE and not title.endswith((".", ";", ","))
    return title if fits and re.search(r"[A-Za-z]{2}", title) else ""


def _columns(line: Line) -> list[str]:
    """What the cells of a line head in such a table; empty where it is no head row."""
    cells = cells_of(line)
    named = [column_of(cell) or "" for cell in cells]
    return named if len(cells) >= 2 and sum(map(bool, named)) >= 2 else []


def _item(document: Document, line: Line, columns: Sequence[str]) -> tuple[str | None, str, int]:
    """Number and title of the item that a line begins, and where its text does; no title where it
    begins none.
    """
    cells = line.text.split("\t")
    both = "both" in columns
    place = columns.index("both" if both else "title")
    if len(cells) == 1:
        found = _NUMBER.match(line.text)
        title = _title(line.text[found.end() :]) if found else ""
        return (found["number"] if found else None), title, line.end
    if place >= len(cells):
        return None, "", line.end
    numbered = cells[columns.index("number")] if "number" in columns else cells[place]
    found = _NUMBER.match(numbered)
    if found is None and "number" in columns:
        return None, "", line.end
    start, end = _cell(line, place)
    if both:  # the title is the cell's first paragraph
        end = next(document.paragraphs(start, end)).end
    begun = start if "number" in columns or not found else start + found.end()
    words = document.text[begun:end]
    title = _title(words) if both else one_line(words)
    fits = bool(re.search(r"[A-Za-z]{2}", title)) and len(title) <= LONGEST_TITLE
    offset = min(end if both else end + 1, line.end)
    return (found["number"] if found else None), title if fits else "", offset


def _counts_on(number: str | None, last: int) -> bool:
    """Whether a number goes on from the one before; an item may have none."""
    digits = re.match(r"\d+", number or "")
    return digits is None or last == 0 or last < int(digits[0]) <= last + 3
