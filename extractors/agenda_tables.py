"""Agendas kept as tables: number, subject, who leads, time and pages in the columns that a head row
names.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extractors.agenda import item_kind, presenters_in, without_note
from kg.extractors.columns import ColumnRow, Table, tables
from kg.extractors.facts import AgendaItem, Span
from kg.extractors.layout import Layout, Stretch
from kg.extractors.people import People
from kg.extractors.rules import rules
from kg.ontology.folding import one_line

_COLUMNS = {name: rule for name, rule in rules("columns").items() if name.startswith("agenda-")}
_AGENDA = rules("agenda")
_NUMBER = re.compile(
    r"^(?P<number>(?:[A-Z]{1,3}[. ]?)?\d{1,3}(?:[./]\d{1,3})?[a-z]?|[A-Z]|[a-z]|[ivx]{1,4})[.):]*$"
)
_LED = re.compile(r"^(?P<number>\d{1,2}[a-z]?|[A-Z](?=[.)])|[a-z](?=[.)]))[.):]?\s+(?=\S)")
_PAGES = re.compile(
    r"(?:pp?\.?|pages?)?\s*(?P<first>\d{1,4})(?:\s*(?:[-–]|to)\s*(?P<last>\d{1,4}))?(?:\s+onwards?)?$",
    re.I,
)
_NAMES_APART = re.compile(r"\s*/\s*|,\s+|\s+and\s+|\s*&\s*|;\s*")
FEWEST = 2  # items that make a table an agenda


def column_of(head: str) -> str | None:
    """Which column of an agenda a head names."""
    return next((rule.value for rule in _COLUMNS.values() if rule.at(head.strip())), None)


def _wanted(columns: set[str]) -> bool:
    return "title" in columns and bool(columns & {"number", "lead", "time", "pages"})


def tabled_agenda(
    layout: Layout, stretch: Stretch, meeting: int, people: People
) -> list[AgendaItem]:
    """The items of an agenda that is a table with a head row; none where it is not."""
    lines = layout.lines[stretch.first : stretch.last]
    found = tables(lines, column_of, _wanted) or tables(lines, _shifted, _wanted)
    if not found:
        return []
    items: list[AgendaItem] = []
    for table in found[:1]:
        for row in table.rows:
            item = _item(row, table, meeting, people)
            if item is None:
                continue
            if items and _goes_on(row, item):
                items[-1] = _joined(items[-1], item)
            else:
                items.append(item)
    return items if len(items) >= FEWEST else []


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
    lead, kind = one_line(row["lead"]), one_line(row["pages"])
    pages = printed or _PAGES.match(kind)
    note = one_line(" ".join(part for part in (lead, *said, kind) if part)) or None
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


def _goes_on(row: ColumnRow, item: AgendaItem) -> bool:
    """Whether a row is the rest of the one above: no number, and small letters begin it or it
    stands alone.
    """
    filled = [cell for cell in row.cells.values() if cell]
    return item.number is None and (item.title[:1].islower() or len(filled) == 1)


def _joined(above: AgendaItem, rest: AgendaItem) -> AgendaItem:
    return replace(
        above,
        title=f"{above.title} {rest.title}",
        span=Span(above.span.start, rest.span.end),
        presenters=tuple(dict.fromkeys([*above.presenters, *rest.presenters])),
    )
