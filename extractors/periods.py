"""Periods as papers print them: financial years, quarters, months, rolling years, and periods said of another one."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from extractors.dates import MONTHS
from extractors.rules import rules

Interval = tuple[date, date]
Sort = Literal["stated", "current", "previous", "span", "date"]

_RULES = rules("figures-periods")
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"a": 1}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """A period in the words that say it, at ``start`` up to ``end`` of the text searched.

    ``interval`` is known where the words say it by themselves; ``back`` is how many months before another period it
    lies; ``year`` the first month of the year it is moved to; ``quarter`` or ``months`` wait for a year.
    """

    printed: str
    start: int
    end: int
    sort: Sort
    rule: str
    interval: Interval | None = None
    back: int | None = None
    year: date | None = None
    quarter: int | None = None
    months: tuple[int, int] | None = None
    rolling: bool = False


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The first (or last, for a last day) of the month ``months`` later."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    return date(year, month + 1, 1) if day.day == 1 else month_end(year, month + 1)


def shift(interval: Interval, months: int) -> Interval:
    """The same stretch of months, ``months`` later."""
    return add_months(interval[0], months), add_months(interval[1], months)


def quarter(first_year: int, number: int) -> Interval:
    """A quarter of the financial year that begins in April of ``first_year``."""
    start = add_months(date(first_year, 4, 1), 3 * (number - 1))
    return start, month_end(add_months(start, 2).year, add_months(start, 2).month)


def _financial(text: str | None) -> int | None:
    """The first year of “2020/21”; ``None`` where the two are not one after the other."""
    parts = re.findall(r"\d+", text or "")
    if len(parts) != 2:
        return None
    first = int(parts[0]) + (2000 if len(parts[0]) == 2 else 0)
    return first if (first + 1) % 100 == int(parts[1]) % 100 else None


def _month(text: str) -> int:
    return MONTHS[text.lower().rstrip(".")]


_TIME = re.compile(
    r"(?i)\d|year|quarter|month|current|latest|now\b|previous|prior|preceding|last\b"
)
_WITHOUT_DIGIT = frozenset(
    "months-of-no-year same-last-year span-of-time time-ago previous-year previous-quarter previous-period current "
    "rolling-year the-financial-year quarter".split()
)


@lru_cache(maxsize=2048)
def periods(text: str) -> tuple[Period, ...]:
    """Every period in ``text``, in order; of two readings of the same words the fuller one."""
    if not _TIME.search(text):
        return ()
    found: list[Period] = []
    numbered = re.search(r"\d", text) is not None
    for rule in _RULES.values():
        if not numbered and rule.id not in _WITHOUT_DIGIT:
            continue
        for match in rule.pattern.finditer(text):
            if any(match.start() < known.end and known.start < match.end() for known in found):
                continue
            period = _read(rule.value or "", rule.id, match)
            if period is not None:
                found.append(period)
    return tuple(sorted(found, key=lambda period: period.start))


def _read(form: str, rule: str, match: re.Match[str]) -> Period | None:
    groups = match.groupdict()

    def made(sort: Sort, interval: Interval | None = None, **more: object) -> Period:
        return Period(match[0], match.start(), match.end(), sort, rule, interval, **more)  # type: ignore[arg-type]

    first = _financial(groups.get("fy"))
    if "fy" in groups and first is None and groups.get("fy") is not None:
        return None
    match form:
        case "year" if first is not None:
            return made("stated", (date(first, 4, 1), date(first + 1, 3, 31)))
        case "quarter" if first is not None:
            number = int(groups["q"]) if groups.get("q") else _ORDINALS[groups["o"].lower()]
            return made("stated", quarter(first, number))
        case "month-of-year" if first is not None:
            month = _month(groups["m"])
            year = first if month >= 4 else first + 1
            return made("stated", (date(year, month, 1), month_end(year, month)))
        case "years" if first is not None:
            last = _financial(groups["fy2"])
            return (
                made("stated", (date(first, 4, 1), date(last + 1, 3, 31)))
                if last is not None
                else None
            )
        case "month":
            year, month = int(groups["y"]), _month(groups["m"])
            return made("stated", (date(year, month, 1), month_end(year, month)))
        case "months":
            year, month, last_month = int(groups["y2"]), _month(groups["m"]), _month(groups["m2"])
            begun = int(groups["y"]) if groups["y"] else year - (month > last_month)
            if (begun, month) > (year, last_month):
                return None
            return made("stated", (date(begun, month, 1), month_end(year, last_month)))
        case "months-here":
            return made("stated", months=(_month(groups["m"]), _month(groups["m2"])))
        case "twelve-months":
            end = month_end(int(groups["y"]), _month(groups["m"]))
            return made("stated", (add_months(end.replace(day=1), -11), end), rolling=True)
        case "year-to-date":
            end = month_end(int(groups["y"]), _month(groups["m"]))
            return made("stated", (date(end.year if end.month >= 4 else end.year - 1, 4, 1), end))
        case "calendar-year":
            year = int(groups["y"])
            return made("stated", (date(year, 1, 1), date(year, 12, 31)))
        case "quarter-here":
            number = int(groups["q"]) if groups.get("q") else _ORDINALS[groups["o"].lower()]
            return made("stated", quarter=number)
        case "same-of-year":
            start = date(first, 4, 1) if first is not None else date(int(groups["y"]), 1, 1)
            return made("previous", year=start)
        case "years-back":
            return made("previous", back=12)
        case "quarters-back":
            return made("previous", back=3)
        case "ago":
            count = _NUMBERS.get(groups["n"].lower()) or int(groups["n"])
            return made("previous", back=count * _unit(groups["unit"]))
        case "before":
            return made("previous")
        case "span":
            words = groups["n"] or groups["n2"] or "one"
            count = _NUMBERS.get(words.lower()) or int(words)
            unit = _unit(groups["unit"] or groups["unit2"] or groups["unit3"])
            return made("span", back=count * unit if unit else None)
        case "current":
            return made("current", rolling=bool(re.search(r"(?i)rolling|12|twelve", match[0])))
        case "unknown":
            return made("stated")
        case "date":
            return made("date")
    return None


def _unit(word: str) -> int:
    """Months in a unit of time; 0 for a week."""
    return {"q": 3, "y": 12, "m": 1}.get(word[:1].lower(), 0)


def resolve(period: Period, here: Interval | None, beside: Interval | None) -> Interval | None:
    """First and last day of ``period``; ``here`` is the report's own period, ``beside`` that of the figure compared."""
    if period.interval is not None:
        return period.interval
    anchor = beside or here
    if period.sort == "current":
        return _rolling(here) if period.rolling else here
    if period.quarter is not None:
        return _latest(period.quarter, here)
    if period.months is not None and here is not None:
        first, last = period.months
        end = month_end(here[1].year, last)
        end = end if end <= here[1] else month_end(end.year - 1, last)
        return date(end.year - (first > last), first, 1), end
    if anchor is None:
        return None
    if period.year is not None:
        return _moved(anchor, period.year)
    if period.back is not None and period.sort == "previous":
        return shift(anchor, -period.back)
    return None


def _rolling(here: Interval | None) -> Interval | None:
    """The twelve months that end with ``here``."""
    return (add_months(here[1].replace(day=1), -11), here[1]) if here else None


def _latest(number: int, here: Interval | None) -> Interval | None:
    """The newest quarter of that number that had ended with the report's own period."""
    if here is None:
        return None
    for first in (here[1].year, here[1].year - 1, here[1].year - 2):
        found = quarter(first, number)
        if found[1] <= here[1]:
            return found
    return None


def _moved(anchor: Interval, year: date) -> Interval:
    """``anchor``'s months in another year: the calendar year, or the financial year, that begins on ``year``."""
    start = anchor[0]
    while start >= add_months(year, 12):
        start = add_months(start, -12)
    while start < year:
        start = add_months(start, 12)
    months = (start.year - anchor[0].year) * 12
    return shift(anchor, months)
