"""Agendas kept as tables: number, subject, who leads, time and pages in the columns that a head row
names.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extractors.agenda import item_kind, presenters_in, without_note
from kg.extractors.columns import ColumnRow, Table, kind_named, tables
from kg.extractors.facts import AgendaItem, Span
from kg.extractors.layout import Layout, Stretch
from kg.extractors.people import People
from kg.extractors.rules import rules
from kg.ontology.folding import one_line

_COLUMNS = {name: rule for name, rule in rules("columns").items() if name.startswith("agenda-")}
_AGENDA = rules("agenda")
_NUMBER = re.compile(
    r"^(?P<number>(?:[A-Z]{1,6}[./ -]?)?\d{1,4}(?:[./-]\d{1,4}){0,3}[a-z]?|[A-Z]|[a-z]|[ivx]{1,4})"
    r"[.):]*$"
)
_LED = re.compile(r"^(?P<number>\d{1,2}[a-z]?|[A-Z](?=[.)])|[a-z](?=[.)]))[.):]?\s+(?=\S)")
_PAGES = re.compile(
    r"(?:pp?\.?|pages?)?\s*(?P<first>\d{1,4})(?:\s*(?:[-–]|to)\s*(?P<last>\d{1,4}))?(?:\s+onwards?)?$",
    re.I,
)
_RANGE = re.compile(  # a number alone counts papers
    r"(?:(?:pp?\.?|pages?)\s*|(?=\d+\s*[-–]))(?P<first>\d{1,4})(?:\s*[-–]\s*(?P<last>\d{1,4}))?$",
    re.I,
)
_PAGES_BEHIND = re.compile(r"(?:^|\s)(?P<first>\d{1,4})(?:\s*[-–]\s*(?P<last>\d{1,4}))?$")
_NAMES_APART = re.compile(r"\s*/\s*|,\s+|\s+and\s+|\s*&\s*|;\s*")
_BREAK = re.compile(
    r"(?:\d{1,2}[.:]\d{2}\W{0,3})?(?:(?:short|comfort|tea|coffee|lunch)\s+)?(?:break|lunch|refreshments|interval)\b\W*"
    r"(?:\(?\d+\s*min\w*\)?)?$",
    re.I,
)
_OPEN = re.compile(r"(?:[,:&/–-]|\b(?:and|or|of|the|a|for|to|in|on|with|from|by|at))$")
FEWEST = 2  # items that make a table an agenda


def column_of(head: str) -> str | None:
    """Which column of an agenda a head names."""
    return kind_named(head, _COLUMNS.values())


def _wanted(columns: set[str]) -> bool:
    return "title" in columns and bool(
        columns & {"number", "lead", "time", "pages", "paper", "kind"}
    )


def tabled_agenda(
    layout: Layout, stretch: Stretch, meeting: int, people: People
) -> list[AgendaItem]:
    """The items of an agenda that is a table with a head row; none where it is not."""
    lines = layout.lines[stretch.first : stretch.last]
    read = [
        _items(found[0], meeting, people)
        for heads in (column_of, _shifted)
        if (found := tables(lines, heads, _wanted))
    ]
    items = max(read, key=len, default=[])
    return items if len(items) >= FEWEST else []


def _items(table: Table, meeting: int, people: People) -> list[AgendaItem]:
    """The items among the rows of a table; its bands and breaks are none."""
    read = [
        (row, item)
        for row in table.rows
        if (item := _item(row, table, meeting, people)) and not _BREAK.match(item.title)
    ]
    counted = 2 * sum(item.number is not None for _, item in read) > len(read)
    items: list[AgendaItem] = []
    for row, item in read:
        above = items[-1].title if items else ""
        alone = item.number is None and _stands_alone(row)
        wrapped = item.number is None and item.title[:1].islower()
        if above and (wrapped or (alone and (not counted or _OPEN.search(above)))):
            items[-1] = _joined(items[-1], item)
        elif not (alone and counted):  # else a band: “Part 2: Spotlight”
            items.append(item)
    return items


def _shifted(head: str) -> str | None:
    """The same where “Item” heads the numbers and another word the subjects."""
    return "number" if re.fullmatch(r"(?i)(?:agenda\s+)?item", head.strip()) else column_of(head)


def _item(row: ColumnRow, table: Table, meeting: int, people: People) -> AgendaItem | None:
    number, title = row["number"] or row["other-0"], one_line(row["title"])
    led = _LED.match(title) if "number" not in table.columns else None
    if led:
        number, title = led["number"], title[led.end() :]
    found = _NUMBER.match(number)
    printed = _AGENDA["pages"].within(title)
    if printed:
        title = one_line(title[: printed.start()])
    title, said = without_note(title)
    if not re.search(r"[A-Za-z]{2}", title):
        return None
    lead, kind = one_line(row["lead"]), [one_line(row[name]) for name in ("paper", "kind", "pages")]
    pages = printed or _PAGES.match(row["pages"]) or _RANGE.match(row["paper"])
    if pages is None and "pages" in table.columns and (pages := _PAGES_BEHIND.search(lead)):
        lead = lead[: pages.start()]
    note = one_line(" ".join(part for part in (lead, *said, *kind) if part)) or None
    return AgendaItem(
        meeting=meeting,
        number=found["number"].strip() if found else None,
        title=title,
        kind=item_kind(title, note, pages is not None),
        pages=(int(pages["first"]), int(pages["last"] or pages["first"])) if pages else None,
        presenters=_presenters(lead, title, people),
        span=Span(row.line.start, row.line.end),
        rule="agenda-table",
        note=note,
    )


def _presenters(lead: str, title: str, people: People) -> tuple[str, ...]:
    """The people in the cell of those who lead, and those whom the title says present it."""
    named = (
        people.whole(piece, listed=True) for piece in _NAMES_APART.split(lead) if piece.strip()
    )
    found = [person.printed for person in named if person is not None]
    return tuple(dict.fromkeys([*found, *presenters_in(title, people)]))


def _stands_alone(row: ColumnRow) -> bool:
    return sum(bool(cell) for cell in row.cells.values()) == 1


def _joined(above: AgendaItem, rest: AgendaItem) -> AgendaItem:
    return replace(
        above,
        title=f"{above.title} {rest.title}",
        span=Span(above.span.start, rest.span.end),
        presenters=tuple(dict.fromkeys([*above.presenters, *rest.presenters])),
    )
