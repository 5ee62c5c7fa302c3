"""Figures in tables: periods over the columns or down the side, scores, and columns of ratings."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.facts import Comparison, Figure, FigureUnit, Span
from extractors.indicators import UNITS, Place, State, choose, spelled, subject
from extractors.passages import Passage
from extractors.periods import Period, periods
from extractors.rules import rules
from extractors.tables import Cell, Row, grid
from ontology.folding import one_line

_R = rules("figures")


def read_rows(passage: Passage, place: Place, state: State) -> None:
    """Add the figures of a block of rows to ``state``: a series by year, else a table by its head."""
    rows = grid(passage)
    if not _series(rows, place, state):
        _by_head(rows, place, state)


def _series(rows: list[Row], place: Place, state: State) -> bool:
    """Rows of a year and a number, the first perhaps with the words that lead the list."""
    pairs: list[tuple[Cell | None, Period, Cell, Row]] = []
    for row in rows:
        filled = [cell for cell in row.cells if cell.text]
        if len(filled) not in (2, 3):
            continue
        period = _period_cell(filled[-2].text)
        number = _R["cell-number"].at(filled[-1].text)
        if period is None or number is None:
            continue
        pairs.append((filled[0] if len(filled) == 3 else None, period, filled[-1], row))
    if len(pairs) < 2 or len(pairs) < 0.6 * len(rows):
        return False
    head = next((label.text for label, *_ in pairs if label), None)
    own = subject(head, place) if head else None
    name = choose(own, state)
    if own and name == own and (short := _R["acronym"].within(own)):
        name = spelled(short["short"], place, state) or name
    if not name:
        return False
    area = place.areas.search(head) if head and place.areas else None
    for _, period, cell, row in pairs:
        _add_cell(
            cell,
            row,
            name,
            period,
            one_line(area["area"] or area["area2"]) if area else None,
            "series",
            "year-rows",
            place,
            state,
        )
    state.carry = name
    return True


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


def _by_head(rows: list[Row], place: Place, state: State) -> bool:
    """A table by its head: periods over columns or down the side, names of indicators, or a column of ratings."""
    if len(rows) < 2:
        return False
    head, body = rows[0], rows[1:]
    titles = [cell.text for cell in head.cells]
    columns = [_period_cell(title) for title in titles]
    numeric = sum(1 for row in body for cell in row.cells if _R["cell-number"].at(cell.text))
    if sum(1 for p in columns if p) >= 2 and numeric:
        for row in body:
            name = (
                _labelled(titles[0] if not columns[0] else "", row.cells[0].text)
                or state.carry
                or state.heading
            )
            if not name:
                continue
            for cell, period in zip(row.cells, columns, strict=False):
                if period and _R["cell-number"].at(cell.text):
                    _add_cell(cell, row, name, period, None, "series", "table", place, state)
        return True
    sides = [_period_cell(row.cells[0].text) for row in body]
    if all(sides) and numeric >= len(body) and len(titles) > 1:
        scored = bool(re.search(r"(?i)\bscores?\b|benchmark", f"{state.heading or ''} {titles[0]}"))
        area = next(
            (name for name in place.places if state.heading and name in state.heading), None
        )
        for row, side in zip(body, sides, strict=True):
            for cell, title in zip(row.cells[1:], titles[1:], strict=False):
                if side and re.search(r"[A-Za-z]{3}", title) and _R["cell-number"].at(cell.text):
                    _add_cell(
                        cell,
                        row,
                        _labelled(titles[0], title),
                        side,
                        area,
                        "series",
                        "table",
                        place,
                        state,
                        "score" if scored else None,
                    )
        return True
    return _ratings(titles, body, place, state)


_PLAIN_HEAD = re.compile(
    r"(?i)^(?:indicators?|measures?|kpis?|year|period|area|district|quarter|financial year|name)?$"
)


def _labelled(head: str, label: str) -> str:
    """A row's or column's name under the name in the table's corner: “Modern slavery: calls”."""
    return label if _PLAIN_HEAD.match(head.strip(" .:")) or not label else f"{head}: {label}"


def _ratings(titles: list[str], body: list[Row], place: Place, state: State) -> bool:
    """A column of words of rating, beside the names they rate."""
    at = next((n for n, title in enumerate(titles) if n and _R["rating-head"].within(title)), None)
    if at is None or any(
        re.search(r"(?i)\bactions?\b|\bresponsible\b|\bowner\b", title) for title in titles
    ):
        return False
    rated = [row for row in body if len(row.cells) > at and _R["rating"].at(row.cells[at].text)]
    if len(rated) < 2:
        return False
    for row in rated:
        name = next(
            (
                c.text
                for c in row.cells[:at]
                if len(c.text) > 3 and re.search(r"[A-Za-z]{3}", c.text)
            ),
            None,
        )
        if name:
            cell = row.cells[at]
            start, end = place.here or (None, None)
            state.found.append(
                Figure(
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
            )
    return True


def _add_cell(
    cell: Cell,
    row: Row,
    name: str,
    period: Period,
    area: str | None,
    role: Comparison,
    rule: str,
    place: Place,
    state: State,
    unit: FigureUnit | None = None,
) -> None:
    number = _R["cell-number"].at(cell.text)
    if number is None or period.interval is None:
        return
    if unit is None:
        per = _R["per-in-words"].within(name)
        unit = (
            "%"
            if number["unit"] or re.match(r"(?:%|percentage)", name)
            else (
                UNITS[per["n"].lower().replace(",", "")]
                if per
                else "count"
                if "." not in number["v"]
                else None
            )
        )
    start = cell.start + number.start("v")
    state.found.append(
        Figure(
            place.meeting,
            name,
            unit,
            area or place.area,
            period.printed,
            period.interval[0],
            period.interval[1],
            number["v"] + ("%" if number["unit"] else ""),
            Decimal(number["v"].replace(",", "")),
            role,
            None,
            row.span,
            rule,
            Span(start, start + len(number["v"])),
            "stated",
            area is not None,
        )
    )
