"""Figures in tables: periods over the columns or down the side, scores, and columns of ratings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.extractors.facts import Figure, FigureUnit, Span
from kg.extractors.indicators import UNITS, Place, State, choose, spelled, subject
from kg.extractors.passages import Passage
from kg.extractors.periods import Period, periods
from kg.extractors.rules import rules
from kg.extractors.tables import Cell, Row, grid
from kg.ontology.folding import one_line

_R = rules("figures")


def read_rows(passage: Passage, place: Place, state: State) -> None:
    """Add the figures of a block of rows to ``state``: a series by year,
    else a table by its head.
    """
    rows = grid(passage)
    if not _series(rows, place, state):
        _by_head(rows, place, state)


@dataclass(frozen=True, slots=True)
class _YearRow:
    """A row of a period and a number, perhaps with words before them."""

    row: Row
    label: str | None
    period: Period
    number: Cell


def _year_row(row: Row) -> _YearRow | None:
    filled = [cell for cell in row.cells if cell.text]
    if len(filled) not in (2, 3):
        return None
    period = _period_cell(filled[-2].text)
    if period is None or not _R["cell-number"].at(filled[-1].text):
        return None
    return _YearRow(row, filled[0].text if len(filled) == 3 else None, period, filled[-1])


def _series(rows: list[Row], place: Place, state: State) -> bool:
    """Rows of a year and a number, the first perhaps with the words that lead the list."""
    years = [found for row in rows if (found := _year_row(row))]
    if len(years) < 2 or len(years) < 0.6 * len(rows):
        return False
    head = next((each.label for each in years if each.label), None)
    name = _name_of_series(head, place, state)
    if not name:
        return False
    said = place.areas.search(head) if head and place.areas else None
    area = one_line(said["area"] or said["area2"]) if said else None
    adder = _CellAdder(place, state, "year-rows", area)
    for each in years:
        adder.add(each.number, each.row, name, each.period)
    state.carry = name
    return True


def _name_of_series(head: str | None, place: Place, state: State) -> str | None:
    own = subject(head, place) if head else None
    name = choose(own, state)
    if own and name == own and (short := _R["acronym"].within(own)):
        return spelled(short["short"], place, state) or name
    return name


def _period_cell(text: str) -> Period | None:
    """A cell that is a period and nothing else."""
    found = periods(text) if len(text) < 40 and re.search(r"\d", text) else []
    if (
        len(found) == 1
        and found[0].interval
        and not re.sub(r"[\W_]", "", text.replace(found[0].printed, ""))
    ):
        return found[0]
    return None


def _by_head(rows: list[Row], place: Place, state: State) -> None:
    """A table by its head.

    It has periods over its columns or down its side, with names of indicators, or else a column of
    ratings.
    """
    if len(rows) < 2:
        return
    head, body = rows[0], rows[1:]
    titles = [cell.text for cell in head.cells]
    columns = [_period_cell(title) for title in titles]
    numeric = sum(1 for row in body for cell in row.cells if _R["cell-number"].at(cell.text))
    if sum(1 for period in columns if period) >= 2 and numeric:
        _periods_over_columns(titles, columns, body, _CellAdder(place, state, "table"))
        return
    sides = [_period_cell(row.cells[0].text) for row in body]
    if all(sides) and numeric >= len(body) and len(titles) > 1:
        _periods_down_the_side(titles, [each for each in sides if each], body, place, state)
        return
    _ratings(titles, body, place, state)


def _periods_over_columns(
    titles: list[str], columns: list[Period | None], body: list[Row], adder: _CellAdder
) -> None:
    """A row an indicator, a column a period."""
    corner = "" if columns[0] else titles[0]
    for row in body:
        name = _labelled(corner, row.cells[0].text) or adder.state.carry or adder.state.heading
        if not name:
            continue
        for cell, period in zip(row.cells, columns, strict=False):
            if period:
                adder.add(cell, row, name, period)


def _periods_down_the_side(
    titles: list[str], sides: list[Period], body: list[Row], place: Place, state: State
) -> None:
    """A row a period, a column an indicator."""
    heading = state.heading or ""
    scored = re.search(r"(?i)\bscores?\b|benchmark", f"{heading} {titles[0]}")
    area = next((name for name in place.places if name in heading), None) if heading else None
    adder = _CellAdder(place, state, "table", area, "score" if scored else None)
    for row, side in zip(body, sides, strict=True):
        for cell, title in zip(row.cells[1:], titles[1:], strict=False):
            if re.search(r"[A-Za-z]{3}", title):
                adder.add(cell, row, _labelled(titles[0], title), side)


_OF_ACTIONS = re.compile(r"(?i)\bactions?\b|\bresponsible\b|\bowner\b")
_PLAIN_HEAD = re.compile(
    r"(?i)^(?:indicators?|measures?|kpis?|year|period|area|district|quarter|financial year|name)?$"
)


def _labelled(head: str, label: str) -> str:
    """A row's or column's name under the name in the table's corner: “Modern slavery: calls”."""
    return label if _PLAIN_HEAD.match(head.strip(" .:")) or not label else f"{head}: {label}"


def _ratings(titles: list[str], body: list[Row], place: Place, state: State) -> None:
    """A column of words of rating, beside the names they rate."""
    at = next((n for n, title in enumerate(titles) if n and _R["rating-head"].within(title)), None)
    if at is None or any(_OF_ACTIONS.search(title) for title in titles):
        return
    rated = [row for row in body if len(row.cells) > at and _R["rating"].at(row.cells[at].text)]
    if len(rated) < 2:
        return
    for row in rated:
        name = next(filter(_is_name, (cell.text for cell in row.cells[:at])), None)
        if name:
            state.found.append(_rating(name, row, row.cells[at], place))


def _is_name(text: str) -> bool:
    return len(text) > 3 and re.search(r"[A-Za-z]{3}", text) is not None


def _rating(name: str, row: Row, cell: Cell, place: Place) -> Figure:
    """A rating, which has no period but the report's own."""
    start, end = place.here or (None, None)
    return Figure(
        meeting=place.meeting,
        indicator=name,
        unit="rating",
        area=place.area,
        period_printed=None,
        period_start=start,
        period_end=end,
        value_printed=cell.text,
        value=None,
        comparison="current",
        direction=None,
        span=row.span,
        rule="ratings",
        at=cell.span,
        period_from="report" if place.here else None,
        area_stated=False,
    )


@dataclass(frozen=True, slots=True)
class _CellAdder:
    """Adds cells with numbers to the figures of ``state``: all of one rule, area and unit."""

    place: Place
    state: State
    rule: str
    area: str | None = None
    unit: FigureUnit | None = None

    def add(self, cell: Cell, row: Row, name: str, period: Period) -> None:
        """Add the figure of one cell, if it is a number and the days of the period are known."""
        number = _R["cell-number"].at(cell.text)
        if number is None or period.interval is None:
            return
        start = cell.start + number.start("v")
        self.state.found.append(
            Figure(
                self.place.meeting,
                name,
                self.unit or _unit_of_cell(number, name),
                self.area or self.place.area,
                period.printed,
                period.interval[0],
                period.interval[1],
                number["v"] + ("%" if number["unit"] else ""),
                Decimal(number["v"].replace(",", "")),
                "series",
                None,
                row.span,
                self.rule,
                Span(start, start + len(number["v"])),
                "stated",
                self.area is not None,
            )
        )


def _unit_of_cell(number: re.Match[str], name: str) -> FigureUnit | None:
    """The unit beside a number, or that of the indicator's name; a whole number is a count."""
    if number["unit"] or re.match(r"(?:%|percentage)", name):
        return "%"
    if per := _R["per-in-words"].within(name):
        return UNITS[per["n"].lower().replace(",", "")]
    return None if "." in number["v"] else "count"
