"""Action logs by the heads of their columns, where no title of a log tells them from other parts.

A paper that is nothing but such a table is a log; a table behind the close of minutes is one of its
own; a table within minutes is one of their meeting, and the minutes go on below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from kg.extractors.columns import Table, tables
from kg.extractors.dates import first_single_date
from kg.extractors.heads import Head
from kg.extractors.layout import Layout, Stretch, written
from kg.extractors.log_cells import column_of
from kg.extractors.minutes_tables import heads_minutes
from kg.extractors.rules import rules
from kg.extractors.text import Line
from kg.ontology.folding import one_line

_LAYOUT = rules("layout")
_ASKS = rules("recommendations")["head"]
MOST_ABOVE = 4  # written lines above the table of a log: its title, its day, what its marks mean
LONGEST_ABOVE = 90  # characters of such a line
FEWEST_AFTER = 8  # written lines below a table that make it part of a paper
FEWEST_ROWS = 2
FEWEST_TOLD = 2  # times that words below a log tell what was said, where they are minutes
BELOW_LOG = "minutes-below-log"  # the rule of minutes that go on below a log


def with_logs(layout: Layout) -> Layout:
    """The layout with its tables of actions as logs of their own."""
    found: list[Stretch] = []
    for stretch in layout.stretches:
        if stretch.kind == "report":
            found.append(_as_log(layout.lines, stretch) or stretch)
        elif stretch.kind == "minutes":
            found += _behind_close(layout.lines, stretch)
        elif found and found[-1].kind == "minutes":
            found += _within_minutes(layout.lines, stretch, found[-1])
        else:
            found.append(stretch)
    parts = [part for each in found for part in _with_paper(layout.lines, each)]
    return replace(layout, stretches=tuple(parts))


def _with_paper(lines: Sequence[Line], log: Stretch) -> Iterator[Stretch]:
    """A log, and the paper below its table that recommends something; any other part as it is."""
    table = next(iter(_logs(lines[log.body : log.last])), None)
    below = written(lines, table.last, log.last) if table and log.kind == "action-log" else []
    asks = any(_ASKS.at(line.text.strip()) for line in below[1:])
    if len(below) < FEWEST_AFTER or not asks or not _is_title(below[0]):
        yield log
        return
    first = below[0].index
    yield replace(log, last=first)
    day = first_single_date(" ".join(line.text for line in below[:MOST_ABOVE]))
    yield replace(
        log,
        kind="report",
        first=first,
        body=first + 1,
        head=Head(day),
        title=one_line(below[0].text),
        rule="below-log",
    )


def _within_minutes(lines: Sequence[Line], log: Stretch, minutes: Stretch) -> Iterator[Stretch]:
    """A log, and the table below it in which the minutes above go on; any other part as it is."""
    own = lines[log.body : log.last] if log.kind == "action-log" else []
    table = next(iter(_logs(own)), None)
    last = table.last if table else log.last
    head = next((line for line in lines[last : log.last] if heads_minutes(line)), None)
    if head is None and table and _go_on(lines, minutes, table.last, log.last):
        head = written(lines, table.last, log.last, 1)[0]
    if head is None:
        yield log
        return
    yield replace(log, last=head.index, head=minutes.head)
    yield replace(minutes, first=head.index, body=head.index, last=log.last, rule=BELOW_LOG)


def _go_on(lines: Sequence[Line], minutes: Stretch, first: int, last: int) -> bool:
    """Whether minutes that did not close before a log tell below it what was said and decided."""
    closed = any(
        _LAYOUT["meeting-closed"].within(line.text) for line in lines[minutes.body : minutes.last]
    )
    told = one_line("\n".join(line.text for line in lines[first:last]))
    found = (_LAYOUT[name].pattern.finditer(told) for name in ("told-said", "told-decided"))
    return not closed and sum(1 for _ in chain(*found)) >= FEWEST_TOLD


def _follows_up(columns: set[str]) -> bool:
    return {"text", "responsible"} <= columns and bool({"status", "comments"} & columns)


def _logs(lines: Sequence[Line]) -> list[Table]:
    found = tables(lines, column_of, _follows_up)
    return [table for table in found if len(table.rows) >= FEWEST_ROWS]


def _is_title(line: Line) -> bool:
    text = line.text.strip()
    return "\t" not in text and len(text) <= LONGEST_ABOVE and not text.endswith((".", ";", ":"))


def _as_log(lines: Sequence[Line], paper: Stretch) -> Stretch | None:
    """A paper that is nothing but a table of actions, as a log."""
    table = next(iter(_logs(lines[paper.first : paper.last])), None)
    if table is None:
        return None
    above = written(lines, paper.first, table.head.index)
    below = written(lines, table.last, paper.last)
    if len(above) > MOST_ABOVE or len(below) >= FEWEST_AFTER or not all(map(_is_title, above)):
        return None
    title = one_line(above[0].text) if above else None
    return replace(paper, kind="action-log", body=table.head.index, title=title, rule="log-columns")


def _behind_close(lines: Sequence[Line], minutes: Stretch) -> Iterator[Stretch]:
    """Minutes, and the table of actions that follows their close."""
    closed = next(
        (
            line.index
            for line in lines[minutes.body : minutes.last]
            if _LAYOUT["meeting-closed"].within(line.text)
        ),
        None,
    )
    table = next(iter(_logs(lines[closed + 1 : minutes.last])), None) if closed else None
    if closed is None or table is None:
        yield minutes
        return
    above = written(lines, closed + 1, table.head.index)[-MOST_ABOVE:]
    titled = [line for line in above if _is_title(line)]
    first = titled[-1].index if titled and titled[-1] is above[-1] else table.head.index
    title = one_line(lines[first].text) if first < table.head.index else None
    last = minutes.last
    yield replace(minutes, last=first)
    yield replace(
        minutes,
        kind="action-log",
        first=first,
        last=last,
        body=table.head.index,
        title=title,
        rule="log-columns",
    )
