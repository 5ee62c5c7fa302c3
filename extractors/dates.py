"""Dates and times as papers print them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.ontology.needed_words import holds_one

_MONTHS = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
MONTHS_PRINTED = "|".join(sorted(MONTHS, key=len, reverse=True))
# Raised letters come out of a scan as signs: “14™ February”, “7°” May”.
_TH = r"(?:\s?(?:st|nd|rd|th)|[™°*\"”]+)?"
_DAY = r"(?P<d{0}>[0-3]?\d)" + _TH
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_TO = r"\s?[–-]\s?|\s+(?:and|&|to|until)\s+"
# The day before another one: with the month of that (“15/16 January 2024”, “15 and 16 January
# 2024”, “1st - 3rd March 2024”) or with its own (“30 June - 2 July 2024”). Behind a bare number a
# dash with spaces may follow the number of an item: a word of dates stands before such a range.
_ORDINAL = r"\s?(?:st|nd|rd|th)"
_TOLD = "|".join(rf"(?<=\b{word}\s)" for word in ("on", "by", "from", "between", "over", "of"))
_EARLIER = (
    rf"(?:(?:{_TOLD})(?P<dt>[0-3]?\d)\s[–-]\s|(?P<d0>[0-3]?\d)(?:{_TH}(?:[/–-]|\s(?:and|&|to)\s){_WEEKDAY}"
    rf"|{_ORDINAL}(?:{_TO}){_WEEKDAY}"
    rf"|{_TH}\s+(?P<m0>{MONTHS_PRINTED})\.?(?:{_TO}){_WEEKDAY}))?"
)
# Looked for first, wherever a date may begin: a digit, or three letters that may begin a month.
_BEGUN = r"(?=\d|[jfmasond][aepuco][nbrylgptvc])"
_DATE = re.compile(
    rf"{_BEGUN}(?<![\d/.])(?:"
    rf"{_EARLIER}{_DAY.format(1)}(?:(?<=[a-z]{{2}})\.)?\s*(?:(?:day\s+)?of\s+)?(?:[^\W\d_]{{3,12}}\s?/\s?)?(?P<m1>{MONTHS_PRINTED})\.?,?\s*(?P<y1>\d{{4}}|(?:(?<=\s)['’‘]?|['’‘])\d{{2}}(?!\d|[:.]\d))"
    rf"|(?P<m2>{MONTHS_PRINTED})\.?\s+{_DAY.format(2)},?\s+(?P<y2>\d{{4}}|['’‘]\d{{2}}(?!\d|[:.]\d))"
    r"|(?P<d3>[0-3]?\d)(?P<sep>[./-])(?P<m3>[01]?\d)(?P=sep)(?P<y3>\d{4}|\d{2})"
    r"|(?P<y4>\d{4})(?P<sep4>[./-])(?P<m4>\d{2})(?P=sep4)(?P<d4>\d{2})"
    rf"|(?P<d5>[0-3]?\d)(?P<sep5>[./-])(?P<m5>{MONTHS_PRINTED})(?P=sep5)(?P<y5>\d{{4}}|\d{{2}})"
    r")(?![\d/])",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_PARTED = re.compile(r"\d[./-]")
_MONTH_STEMS = tuple(sorted({name[:3] for name in MONTHS}))
_TIME = re.compile(
    r"(?<![\d.:£/])(?P<h>[0-2]?\d)(?:\s?[.:]\s?(?P<min>[0-5]\d))?\s*(?P<half>[ap]\.?\s?m\b\.?|noon\b|midnight\b|hrs\b|hours\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date and where it stands in the text searched."""

    date: date
    start: int
    end: int


def printed_day(day: date) -> str:
    """A day as people write it, whatever the machine's language: “6 March 2020”."""
    return f"{day.day} {_MONTHS[day.month - 1][0].capitalize()} {day.year}"


_FIRST_OF_LAST_CENTURY = 69  # 69 to 99 are of the 1900s, as POSIX has it for two digits


def year_printed(text: str) -> int:
    """The year that four digits, or two of them, print."""
    digits = text.lstrip("'’‘")  # “5th Mar '24”
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= _FIRST_OF_LAST_CENTURY else 2000)


def dates(text: str) -> Iterator[DateFound]:
    """Every full date in ``text``, day first as British papers print them; impossible ones are
    passed over.

    Of two days with one month, and of a range, the first and the last are dates, at one place.
    """
    if not _may_hold_date(text):
        return
    for found in _DATE.finditer(text):
        for form in ("1", "2", "3", "4", "5"):
            day = found["d" + form]
            if day is None:
                continue
            month = found["m" + form]
            number = int(month) if month.isdigit() else MONTHS[month.lower()]
            try:
                value = date(year_printed(found["y" + form]), number, int(day))
            except ValueError:
                break
            if form == "1" and (earlier := _earlier(found, value)):
                yield DateFound(earlier, found.start(), found.end())
            yield DateFound(value, found.start(), found.end())


def _may_hold_date(text: str) -> bool:
    """Whether a text has what every date has; most lines do not, and need no closer look."""
    return _DIGIT.search(text) is not None and (
        holds_one(text, _MONTH_STEMS) or _PARTED.search(text) is not None
    )


def _earlier(found: re.Match[str], later: date) -> date | None:
    """The first day of a range or a pair that ends with ``later``: the last such day before it."""
    day = int(found["d0"] or found["dt"] or 0)
    month = MONTHS[found["m0"].lower()] if found["m0"] else later.month
    try:
        value = date(later.year - (month > later.month), month, day)
    except ValueError:
        return None
    return value if value < later else None


def first_date(text: str) -> date | None:
    """The first full date in ``text``."""
    return next((found.date for found in dates(text)), None)


def first_single_date(text: str) -> date | None:
    """The first full date in ``text`` that is no end of a range: a period is not a paper's day."""
    found = list(dates(text))
    places = Counter(each.start for each in found)
    return next((each.date for each in found if places[each.start] == 1), None)


def is_date_line(text: str) -> bool:
    """Whether ``text`` is a date and nothing else but a weekday and a time."""
    found = next(dates(text), None)
    if found is None:
        return False
    rest = text[: found.start] + " " + text[found.end :]
    rest = re.sub(
        r"(?i)\b(mon|tues?|wednes|thurs?|fri|satur|sun)(day)?\b|\bdate\b|\bat\b|\bfrom\b", " ", rest
    )
    rest = _TIME.sub(" ", rest)
    return not re.search(r"[A-Za-z]{2,}", rest)


def _clock(hour: int, minute: int, half: str | None) -> str | None:
    if half:
        mark = half.lower()
        if mark.startswith("p") and hour < 12:
            hour += 12
        if mark.startswith(("a", "midnight")) and hour == 12:
            hour = 0
    return f"{hour:02d}:{minute:02d}" if hour < 24 else None


def first_time(text: str) -> str | None:
    """The first time of day in ``text`` as ``HH:MM``; a bare number is no time."""
    for found in _TIME.finditer(text):
        if found["half"] is None and found["min"] is None:
            continue
        if found["half"] is None and re.match(r"\s*[.:]\s?\d", text[found.end() :]):
            continue
        return _clock(int(found["h"]), int(found["min"] or 0), found["half"])
    return None


_SPANS = re.compile(
    r"(?P<a>[0-2]?\d[.:][0-5]\d|[0-2]?\d(?=\s*[ap]m))\s*(?P<ah>[ap]\.?m\.?)?\s*(?:-|–|—|to|until)\s*"
    r"(?:(?P<b>[0-2]?\d(?:[.:][0-5]\d)?)\s*(?P<bh>[ap]\.?m\.?|noon|midnight)?|(?P<word>noon|midnight)\b)",
    re.IGNORECASE,
)


_OTHER_HALF = {"a": "pm", "p": "am"}


def time_span(text: str) -> tuple[str, str] | None:
    """Start and end as ``HH:MM`` of “10.00 - 11.40 am”; a half missing on the left is read from the
    right.
    """
    found = _SPANS.search(text)
    if not found:
        return None
    start_hour, _, start_minute = found["a"].replace(":", ".").partition(".")
    end_hour, _, end_minute = (found["b"] or "12").replace(":", ".").partition(".")
    end_half = (found["bh"] or found["word"] or "").lower()
    if not (
        found["ah"] or end_half
    ):  # by the 24-hour clock, where both print their minutes and the order is right
        ordered = bool(end_minute) and (int(start_hour), start_minute) < (int(end_hour), end_minute)
        if not (ordered and bool(start_minute) and int(start_hour) >= 7 and int(end_hour) <= 22):
            return None
        return f"{int(start_hour):02d}:{start_minute}", f"{int(end_hour):02d}:{end_minute}"
    end_half = {"noon": "pm", "midnight": "am"}.get(end_half, end_half)
    start_half = found["ah"]
    if start_half is None:  # the other half where the hours would run backwards
        backwards = int(start_hour) % 12 > int(end_hour) % 12
        start_half = _OTHER_HALF[end_half[0]] if backwards else end_half
    start = _clock(int(start_hour), int(start_minute or 0), start_half)
    end = _clock(int(end_hour), int(end_minute or 0), end_half or start_half)
    return (start, end) if start and end else None
