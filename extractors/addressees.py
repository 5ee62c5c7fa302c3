"""Which meeting a paper that came by itself says that it is for: its body, day and item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kg.extractors.dates import first_single_date
from kg.extractors.report_heads import field_of
from kg.extractors.rules import rules
from kg.ontology.folding import one_line

_RULES = rules("addressees")
_LAYOUT = rules("layout")
FEWEST_FIELDS = 2  # that make the head of a paper
_ITEM = re.compile(r"\d{1,3}[a-z]?(?:\.\d{1,2})?\b", re.I)
_BOTH = re.compile(r"\s+and\s+(?:the\s+)?|;\s*|,\s*", re.I)


@dataclass(frozen=True, slots=True)
class Addressee:
    """The meeting that the head of a paper names; ``fields`` counts its fields, ``last`` is the
    line of the last of them.
    """

    board: str | None = None
    day: date | None = None
    item: str | None = None
    fields: int = 0
    last: int = 0


def addressee(text: Sequence[str]) -> Addressee:
    """What the first lines of a paper say of the meeting it is for.

    A day that is labelled as nothing but a date is the meeting's only beside the body's name.
    """
    fields = list(_fields(text))
    named = [_body_and_day(value) for name, value in fields if _RULES["body-field"].at(name)]
    told = (_RULES["addressed"].at(line) for line in text)
    named += [_body_and_day(each["rest"]) for each in told if each]
    board = next((body for body, _ in named if body), None)
    day = _day_of(fields, "day-field") or next((day for _, day in named if day), None)
    if day is None and board is not None:
        day = _day_of(fields, "any-day-field")
    last = max((at for at, line in enumerate(text) if field_of(line)), default=0)
    return Addressee(board, day, _item_of(text, fields), len(fields), last)


def _day_of(fields: Sequence[tuple[str, str]], rule: str) -> date | None:
    days = (first_single_date(value) for name, value in fields if _RULES[rule].at(name))
    return next(filter(None, days), None)


def _item_of(text: Sequence[str], fields: Sequence[tuple[str, str]]) -> str | None:
    """The number of the agenda item, from a field or from a stamp."""
    for name, value in fields:
        if _RULES["item-field"].at(name) and (found := _ITEM.match(value)):
            return found[0]
    stamps = (_LAYOUT["page-stamp"].at(line) for line in text)
    return next((stamp["item"] for stamp in stamps if stamp), None)


def _fields(text: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The fields with their values, a value on the line below its label taken from there."""
    for at, line in enumerate(text):
        found = field_of(line)
        if found is None:
            continue
        name, value = found
        if not value and at + 1 < len(text) and field_of(text[at + 1]) is None:
            value = one_line(text[at + 1])
        yield name, value


def _body_and_day(value: str) -> tuple[str | None, date | None]:
    """“Cabinet – 6 February 2024” → its body and its day; no body where the words name none."""
    behind = _RULES["day-behind"].within(value)
    name = (value[: behind.start()] if behind else value).strip(" ,.:;–—-(")
    name = re.sub(r"^the\s+", "", name, flags=re.I)
    first = next((each for each in (name, *_BOTH.split(name)) if _is_body(each)), None)
    return first, first_single_date(value) if behind else None


def _is_body(name: str) -> bool:
    return 2 < len(name) <= 110 and bool(_LAYOUT["report-body-head"].pattern.match(name.lower()))
