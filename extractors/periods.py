"""Periods as papers print them: financial years, quarters, months, rolling years, and periods said
of another one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from kg.extractors.dates import MONTHS
from kg.extractors.rules import rules

Interval = tuple[date, date]
Sort = Literal["stated", "current", "previous", "span", "date"]

_RULES = rules("figures-periods")
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"a": 1}
_APRIL = 4  # the month in which a financial year begins
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """A period in the words that say it, at ``start`` up to ``end`` of the text searched.

    ``interval`` is known where the words say it by themselves; ``back`` is how many months before
    another period it lies; ``year`` the first month of the year it is moved to; ``quarter`` or
    ``months`` wait for a year.
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
    "months-of-no-year same-last-year span-of-time time-ago previous-year "
    "previous-quarter previous-period current rolling-year the-financial-year quarter".split()
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
        for match in rule.every(text):
            if any(match.start() < known.end and known.start < match.end() for known in found):
                continue
            period = _read(rule.value or "", rule.id, match)
            if period is not None:
                found.append(period)
    return tuple(sorted(found, key=lambda period: period.start))


def _read(form: str, rule: str, match: re.Match[str]) -> Period | None:
    """The period that words of one form say; ``None`` where their numbers make none."""
    words = _PeriodWords(rule, match)
    if words.group("fy") is not None and words.financial is None:
        return None
    known = words.financial is not None
    read = _FORMS.get(form) or (_FINANCIAL_FORMS.get(form) if known else None)
    return read(words) if read else None


@dataclass(frozen=True, slots=True)
class _PeriodWords:
    """The words of one period, as a rule matched them."""

    rule: str
    match: re.Match[str]

    def group(self, name: str) -> str | None:
        """The words of a group; ``None`` where the rule has no such group, or it has no words."""
        return self.match.groupdict().get(name)

    def first_of(self, *names: str) -> str:
        """The words of the first of the groups that has any; else nothing."""
        return next((words for name in names if (words := self.group(name))), "")

    @property
    def financial(self) -> int | None:
        """The first year of the financial year that is named."""
        return _financial(self.group("fy"))

    @property
    def month(self) -> int:
        return _month(self.match["m"])

    @property
    def quarter(self) -> int:
        number = self.group("q")
        return int(number) if number else _ORDINALS[self.match["o"].lower()]

    def period(self, sort: Sort, interval: Interval | None = None) -> Period:
        """The period in these words."""
        match = self.match
        return Period(match[0], match.start(), match.end(), sort, self.rule, interval)


def _count(words: str) -> int:
    """A number in words or digits."""
    return _NUMBERS.get(words.lower()) or int(words)


def _whole_month(year: int, month: int) -> Interval:
    return date(year, month, 1), month_end(year, month)


def _financial_year(words: _PeriodWords) -> Period:
    first = words.financial or 0
    return words.period("stated", (date(first, 4, 1), date(first + 1, 3, 31)))


def _financial_quarter(words: _PeriodWords) -> Period:
    return words.period("stated", quarter(words.financial or 0, words.quarter))


def _month_of_financial_year(words: _PeriodWords) -> Period:
    year = (words.financial or 0) + (words.month < _APRIL)
    return words.period("stated", _whole_month(year, words.month))


def _financial_years(words: _PeriodWords) -> Period | None:
    last = _financial(words.match["fy2"])
    if last is None:
        return None
    return words.period("stated", (date(words.financial or 0, 4, 1), date(last + 1, 3, 31)))


def _calendar_month(words: _PeriodWords) -> Period:
    return words.period("stated", _whole_month(int(words.match["y"]), words.month))


def _calendar_months(words: _PeriodWords) -> Period | None:
    year, month, last_month = int(words.match["y2"]), words.month, _month(words.match["m2"])
    begun = int(words.match["y"]) if words.match["y"] else year - (month > last_month)
    if (begun, month) > (year, last_month):
        return None
    return words.period("stated", (date(begun, month, 1), month_end(year, last_month)))


def _months_of_no_year(words: _PeriodWords) -> Period:
    months = words.month, _month(words.match["m2"])
    return replace(words.period("stated"), months=months)


def _twelve_months(words: _PeriodWords) -> Period:
    end = month_end(int(words.match["y"]), words.month)
    made = words.period("stated", (add_months(end.replace(day=1), -11), end))
    return replace(made, rolling=True)


def _year_to_date(words: _PeriodWords) -> Period:
    end = month_end(int(words.match["y"]), words.month)
    return words.period("stated", (date(end.year - (end.month < _APRIL), _APRIL, 1), end))


def _calendar_year(words: _PeriodWords) -> Period:
    year = int(words.match["y"])
    return words.period("stated", (date(year, 1, 1), date(year, 12, 31)))


def _same_of_year(words: _PeriodWords) -> Period:
    first = words.financial
    start = date(first, _APRIL, 1) if first is not None else date(int(words.match["y"]), 1, 1)
    return replace(words.period("previous"), year=start)


def _back(months: int | None) -> Callable[[_PeriodWords], Period]:
    return lambda words: replace(words.period("previous"), back=months)


def _ago(words: _PeriodWords) -> Period:
    return _back(_count(words.match["n"]) * _unit(words.match["unit"]))(words)


def _span(words: _PeriodWords) -> Period:
    unit = _unit(words.first_of("unit", "unit2", "unit3"))
    months = _count(words.first_of("n", "n2") or "one") * unit if unit else None
    return replace(words.period("span"), back=months)


def _current(words: _PeriodWords) -> Period:
    rolling = re.search(r"(?i)rolling|12|twelve", words.match[0]) is not None
    return replace(words.period("current"), rolling=rolling)


_FINANCIAL_FORMS: Mapping[str, Callable[[_PeriodWords], Period | None]] = {
    "year": _financial_year,
    "quarter": _financial_quarter,
    "month-of-year": _month_of_financial_year,
    "years": _financial_years,
}  # those that need a financial year
_FORMS: Mapping[str, Callable[[_PeriodWords], Period | None]] = {
    "month": _calendar_month,
    "months": _calendar_months,
    "months-here": _months_of_no_year,
    "twelve-months": _twelve_months,
    "year-to-date": _year_to_date,
    "calendar-year": _calendar_year,
    "quarter-here": lambda words: replace(words.period("stated"), quarter=words.quarter),
    "same-of-year": _same_of_year,
    "years-back": _back(12),
    "quarters-back": _back(3),
    "ago": _ago,
    "before": _back(None),
    "span": _span,
    "current": _current,
    "unknown": lambda words: words.period("stated"),
    "date": lambda words: words.period("date"),
}


def _unit(word: str) -> int:
    """Months in a unit of time; 0 for a week."""
    return {"q": 3, "y": 12, "m": 1}.get(word[:1].lower(), 0)


def resolve(period: Period, here: Interval | None, beside: Interval | None) -> Interval | None:
    """First and last day of ``period``.

    ``here`` is the report's own period, ``beside`` that of the figure compared.
    """
    if period.interval is not None:
        return period.interval
    if period.sort == "current":
        return _rolling(here) if period.rolling else here
    if period.quarter is not None:
        return _latest(period.quarter, here)
    if period.months is not None and here is not None:
        return _newest_months(period.months, here)
    anchor = beside or here
    return _from_anchor(period, anchor) if anchor is not None else None


def _from_anchor(period: Period, anchor: Interval) -> Interval | None:
    """A period that is said of another one."""
    if period.year is not None:
        return _moved(anchor, period.year)
    if period.back is not None and period.sort == "previous":
        return shift(anchor, -period.back)
    return None


def _newest_months(months: tuple[int, int], here: Interval) -> Interval:
    """The newest such months that had ended with the report's own period."""
    first, last = months
    end = month_end(here[1].year, last)
    end = end if end <= here[1] else month_end(end.year - 1, last)
    return date(end.year - (first > last), first, 1), end


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
    """``anchor``'s months in another year: the calendar year, or the financial year, that begins on
    ``year``.
    """
    start = anchor[0]
    while start >= add_months(year, 12):
        start = add_months(start, -12)
    while start < year:
        start = add_months(start, 12)
    months = (start.year - anchor[0].year) * 12
    return shift(anchor, months)
