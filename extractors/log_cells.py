"""What the cells of an action log hold, by their words: a number, a day, a status, somebody, what
is to be done. Columns without a head that says so are told by what most of their cells hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from kg.extractors.columns import ColumnRow, Table, cells_of, kind_named
from kg.extractors.dates import MONTHS, is_date_line
from kg.extractors.rules import rules
from kg.extractors.text import LINES, Line

_RULES = rules("actions")
_COLUMNS = [rule for name, rule in _RULES.items() if name.startswith("column-")]
MOST_STATUS = 4  # words of a cell that says how an action stands
MOST_NAMED = 8  # words of a cell that says who does it
FEWEST_ROWS = 3  # of a log that no head tells
MOST = 0.6  # share of a column's cells that tell what it holds
CODE = re.compile(r"\(?[A-Z]{0,5}[ ./-]?\d{1,4}(?:[./-][A-Z]?\d{1,4})*[a-z]?[.)]?")
INITIALS = re.compile(r"[A-Z][a-zA-Z]?[A-Z]{1,3}")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
MONTH_ALONE = re.compile(
    rf"(?i)(?:(?:by|end|early|mid|late|of)\s+)*(?:{_MONTH})\.?(?:[\s-]+'?’?\d{{2,4}})?"
)
_SHORT_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])")
_DAY = re.compile(rf"(?i)\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH})\.?")
_LEAD = re.compile(r"(?i)^(?:(?:due\s+)?by|before|due|w/?c|w/?e|week\s+\w+ing)\b:?\s+")
_CONTENT = re.compile(r"\b[a-z]{4,}\b")
_DATED = re.compile(rf"(?i)\b(?:{_MONTH})\b|\d{{4}}")


def shape(text: str) -> str:
    """Words with every number as one digit."""
    return re.sub(r"\d+", "9", text.strip())


def as_day(text: str) -> int:
    """How likely a cell is a day; as for the other kinds, above 0 where it may be one."""
    text = _LEAD.sub("", text)
    if is_date_line(text) or _DAY.fullmatch(text) or _SHORT_DAY.fullmatch(text):
        return 4
    return 2 if MONTH_ALONE.fullmatch(text) else -5


def as_due(text: str) -> int:
    """How likely a cell says by when something is due."""
    if as_day(text) > 0 or _RULES["due-word"].at(text):
        return 4
    return -1 if len(text.split()) <= 3 and not text.endswith(".") else -3


def as_action(text: str) -> int:
    """How likely a cell says what is to be done."""
    if as_day(text) > 0 or as_status(text) > 0 or CODE.fullmatch(text):
        return -4
    if not text[:1].isupper():
        return -4
    return 1 if " " in text else 0


def as_comment(text: str) -> int:
    """How likely a cell tells of progress."""
    if as_day(text) > 0 or as_status(text) > 0 or CODE.fullmatch(text):
        return -3
    return 0 if text[:1].isupper() or text[:1].isdigit() else -3


def as_status(text: str) -> int:
    """How likely a cell says how an action stands."""
    found = _RULES["status-at-end"].within(text)
    whole = found is not None and found.group().strip(" .:") == text.strip(" .:")
    if whole or _RULES["status-word"].at(text):
        return 4
    return 0 if len(text.split()) <= MOST_STATUS and text[:1].isupper() else -3


@lru_cache(LINES)
def column_of(head: str) -> str | None:
    """The kind of column that a head names, in either of two languages: number, raised, due, text,
    responsible, comments or status.
    """
    return kind_named(head, _COLUMNS)


def _is_number(text: str) -> bool:
    return CODE.fullmatch(text) is not None and as_day(text) <= 0


def _is_due(text: str) -> bool:
    return as_due(text) > 0


def _is_status(text: str) -> bool:
    return as_status(text) > 0


def is_somebody(text: str) -> bool:
    """Whether a cell has the shape of names, posts or bodies: a few words with capitals."""
    words = re.findall(r"[^\s/,&;()]+", text)
    large = all(word[:1].isupper() or len(word) < 4 for word in words)
    return 0 < len(words) <= MOST_NAMED and large and not re.search(r"\d|[.;:?!]$", text)


def _is_words(text: str) -> bool:
    """Whether a cell is a phrase of its own, and no short one with a month or a year in it."""
    words = text.split()
    dated = len(words) <= MOST_STATUS and _DATED.search(text)
    return text[:1].isupper() and len(words) > 2 and bool(_CONTENT.search(text)) and not dated


_KINDS: Sequence[tuple[str, Callable[[str], bool]]] = (
    ("due", _is_due),
    ("number", _is_number),
    ("status", _is_status),
    ("text", _is_words),
    ("responsible", is_somebody),
)


def _held(cells: Sequence[str]) -> str:
    """The kind of most of a column's cells that hold something."""
    filled = [cell for cell in cells if cell]
    for kind, holds in _KINDS:
        if filled and sum(map(holds, filled)) >= MOST * len(filled):
            return kind
    return "other"


def columns_held(rows: Sequence[Sequence[str]], named: Sequence[str | None]) -> tuple[str, ...]:
    """The kinds of the columns of a log's rows, each as its head ``named`` it, else by what it
    holds; empty where they are no log's.
    """
    width = max(map(len, rows), default=0)
    held = [_held([row[at] for row in rows if at < len(row)]) for at in range(width)]
    done = held.index("text") if "text" in held else 0
    out: list[str] = []
    for at, kind in enumerate(held):
        head = named[at] if at < len(named) else None
        if head is None and at < done and kind in ("due", "responsible"):
            head = "raised" if kind == "due" else None
        elif head is None:
            head = "comments" if kind == "text" and at > done else kind
        taken = head is None or head == "other" or head in out
        out.append(f"other-{at}" if taken else str(head))
    whole = {"text", "responsible"} <= set(out) and {"due", "status"} & set(out)
    return tuple(out) if whole else ()


def tables_held(lines: Sequence[Line]) -> Iterator[Table]:
    """The tables of actions among ``lines`` whose head is lost or in no known words."""
    run: list[Line] = []
    for line in (*lines, None):
        if line is not None and ("\t" in line.text or (line.blank and run)):
            run += [line] if not line.blank else []
            continue
        if table := _table_held(run):
            yield table
        run = []


def _table_held(lines: Sequence[Line]) -> Table | None:
    rows = [cells_of(line) for line in lines]
    if len(rows) < FEWEST_ROWS:
        return None
    headed = not any(_is_due(cell) or _is_number(cell) or _is_status(cell) for cell in rows[0])
    headed = headed and all(len(cell.split()) <= MOST_NAMED for cell in rows[0])
    headed = headed and _held(rows[0]) != "text"
    named = [column_of(cell) for cell in rows[0]] if headed else []
    columns = columns_held(rows[headed:], named)
    if not columns:
        return None
    found = (
        ColumnRow(dict(zip(columns, cells, strict=False)), line)
        for cells, line in zip(rows[headed:], lines[headed:], strict=True)
    )
    return Table(lines[0], columns, tuple(found), lines[-1].index + 1)


def columns_by_restarts(texts: Sequence[str]) -> tuple[str, ...]:
    """The kinds of the columns of a log without a head, every cell on lines of its own: a row
    begins where a number of the first one's shape returns; empty where they are no log's.
    """
    if not texts or not _is_number(texts[0]):
        return ()
    starts = [
        at for at, text in enumerate(texts) if _is_number(text) and shape(text) == shape(texts[0])
    ]
    if len(starts) < FEWEST_ROWS:
        return ()
    rows = [texts[a + 1 : b] for a, b in zip(starts, [*starts[1:], len(texts)], strict=True)]
    orders = [_order(row) for row in rows]
    common = max(orders, key=lambda order: (orders.count(order), -len(order)))
    whole = {"text", "responsible"} <= set(common) and {"due", "status"} & set(common)
    return ("number", *common) if whole and orders.count(common) >= MOST * len(rows) else ()


def _order(row: Sequence[str]) -> tuple[str, ...]:
    """The kinds of a row's cells in order, as far as its lines tell them."""
    marks = [next((kind for kind in ("due", "status") if dict(_KINDS)[kind](t)), "") for t in row]
    first = next((at for at, mark in enumerate(marks) if mark and at), len(row))
    out = ["raised"] if row and marks[0] == "due" else []
    out += ["text", "responsible"] if first > 1 and is_somebody(row[first - 1]) else ["text"]
    for mark in marks[first:]:
        kind = mark or "comments"
        out += [kind] if kind not in out else []
    return tuple(out)
