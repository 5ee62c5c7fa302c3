"""The day by which something is due: printed in full, without its year, as the end of a month, or
in relation to a meeting (“to the next meeting”, “in March”, “within two weeks”).

It is given only where one day is certain: the board's next meetings are announced in its minutes,
or the pack with these minutes is for one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg.extractors.dates import MONTHS, MONTHS_PRINTED, dates, year_printed
from kg.extractors.facts import Facts, Meeting, MinuteAction, Resolution
from kg.extractors.layout import same_body
from kg.extractors.periods import month_end
from kg.extractors.rules import rules

_RULES = rules("due")
SOON = 200  # days from a meeting in which its pack's meeting is the next one
_NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
} | {"a": 1, "an": 1, "twelve": 12}
_ASKING = ("request", "agree", "approve", "support", "other")


def with_relative_days(facts: Facts) -> Facts:
    """The facts with the days by which decisions and actions of minutes fall due."""
    ahead = [meetings_ahead(facts, index) for index in range(len(facts.meetings))]

    def dated(each: Resolution) -> Resolution:
        held = facts.meetings[each.meeting].date
        past = each.due is not None and held is not None and each.due <= held
        if past or each.verb not in _ASKING:
            return replace(each, due=None)
        if each.due is not None:
            return each
        return replace(each, due=day_due(each.text, held, ahead[each.meeting]))

    def acted(each: MinuteAction) -> MinuteAction:
        if each.due is not None:
            return each
        held = facts.meetings[each.meeting].date
        return replace(each, due=day_due(each.text, held, ahead[each.meeting]))

    return replace(
        facts,
        resolutions=tuple(map(dated, facts.resolutions)),
        minute_actions=tuple(map(acted, facts.minute_actions)),
    )


def day_due(
    text: str, held: date | None, ahead: Collection[date], field: bool = False
) -> date | None:
    """The day by which words of a meeting on ``held`` say that something is due; ``ahead`` are its
    next meetings, ``field`` tells that the words are those of a column or label for it.
    """
    return (
        _printed_day(text, held, field)
        or _end_of_month(text, held, field)
        or relative_day(text, held, ahead)
        or _at_meeting(text, held, ahead, field)
    )


def relative_day(text: str, held: date | None, ahead: Collection[date]) -> date | None:
    """The day that words name in relation to a meeting on ``held``; ``ahead`` are its next ones."""
    if held is None:
        return None
    if found := _RULES["within"].within(text):
        count = found["count"].lower()
        number = int(count) if count.isdigit() else _NUMBERS.get(count)
        days = {"day": 1, "week": 7, "fortnight": 14}[found["unit"].lower()]
        return held + timedelta(days=number * days) if number else None
    if _RULES["next-meeting"].within(text):
        return min(ahead, default=None)
    if found := _RULES["month-meeting"].within(text):
        fitting = [day for day in ahead if day.month == MONTHS[found["month"].lower()]]
        return fitting[0] if len(fitting) == 1 else None
    return None


_BY = re.compile(
    r"\b(?:by|before|due|deadline|for|no\s+later\s+than|in\s+time\s+for|meeting\s+(?:on|of))"
    r"\b[^.;]{0,24}$",
    re.IGNORECASE,
)
_ON = re.compile(r"\b(?:on|for)\s+(?:\w+day,?\s+)?(?:the\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|until|since)\s+(?:\w+day,?\s+)?(?:the\s+)?$", re.IGNORECASE)
_SAID_OF_PAST = re.compile(r"\b(?:minutes?|dated|letter|held|since)\b[^.;]{0,40}$", re.IGNORECASE)
_BEHIND_MARK = re.compile(r"(?:[–—([,.-]|[A-Z]{2,4})\s*$")
_PART_DAY = re.compile(
    rf"\b(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTHS_PRINTED})\b\.?(?!\s*[’']?\d{{2}})"
    r"|\b(?P<day2>[0-3]?\d)/(?P<month2>[01]?\d)\b(?![/\d])",
    re.IGNORECASE,
)
_MONTH_NAMED = re.compile(
    rf"\b(?P<month>{MONTHS_PRINTED})\b\.?(?:\s+(?P<year>\d{{4}}|[’']\d\d))?(?!\s*\d)", re.IGNORECASE
)


def _printed_day(text: str, held: date | None, field: bool) -> date | None:
    """A day that is printed with a word of time before it, or behind the mark that ends a task."""
    for found in dates(text):
        if _is_due(text, found.start, found.end, field) and (held is None or found.date > held):
            return found.date
    for part in _PART_DAY.finditer(text):
        if held is not None and _is_due(text, part.start(), part.end(), field):
            month = part["month2"] or MONTHS[part["month"].lower()]
            return _next_day(int(part["day"] or part["day2"]), int(month), held)
    return None


def _is_due(text: str, start: int, end: int, field: bool) -> bool:
    before, after = text[:start], text[end:]
    if _FROM.search(before):
        return False
    if _SAID_OF_PAST.search(before) and not _BY.search(before):
        return False
    alone = not before.strip() or (not after.strip(" .)]") and bool(_BEHIND_MARK.search(before)))
    return field or alone or bool(_BY.search(before) or _ON.search(before))


def _next_day(day: int, month: int, held: date) -> date | None:
    """The first such day from that of a meeting on."""
    try:
        found = date(held.year, month, day)
        return found if found >= held else date(held.year + 1, month, day)
    except ValueError:
        return None


def _end_of_month(text: str, held: date | None, field: bool) -> date | None:
    """The last day of a month whose end is named."""
    found = _RULES["end-of-month"].within(f"by {text}" if field else text)
    if found is None or held is None:
        return None
    said = found["month"].lower()
    if said.startswith(("the", "this")):
        return month_end(held.year, held.month)
    month = MONTHS[said]
    year = _year_of(found["year"], month, held)
    return month_end(year, month)


def _year_of(printed: str | None, month: int, held: date) -> int:
    return year_printed(printed) if printed else held.year + (month < held.month)


def _at_meeting(text: str, held: date | None, ahead: Collection[date], field: bool) -> date | None:
    """The only next meeting in a month in which something is to be reported."""
    if held is None or not ahead or not (field or _RULES["reports"].within(text)):
        return None
    for named in _MONTH_NAMED.finditer(text):
        if not field and not _RULES["in-month"].within(text[: named.start()]):
            continue
        month = MONTHS[named["month"].lower()]
        year = _year_of(named["year"], month, held)
        fitting = [day for day in ahead if (day.year, day.month) == (year, month)]
        if len(fitting) == 1:
            return fitting[0]
    return None


def meetings_ahead(facts: Facts, index: int) -> Sequence[date]:
    """The days, in order, of the meetings after one of minutes: announced there, or in the pack."""
    meeting = facts.meetings[index]
    if meeting.date is None or meeting.evidence != "minutes":
        return ()
    told = {each.date for each in facts.future_dates if each.meeting == index}
    shown = {
        other.date
        for other in facts.meetings
        if other.date is not None and _follows(meeting, other)
    }
    return sorted(day for day in {*told, *shown} if day > meeting.date)


def _follows(meeting: Meeting, other: Meeting) -> bool:
    """Whether another meeting of the pack is the next one of the same board."""
    return (
        meeting.date is not None
        and other.date is not None
        and 0 < (other.date - meeting.date).days <= SOON
        and same_body(meeting.board, other.board)
    )
