"""Days said in relation to a meeting: “to the next meeting”, “within two weeks”.

They are dated only where one day is certain: the board's next meeting is announced in its minutes,
or is the one that the pack with these minutes is for.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg.extractors.dates import MONTHS
from kg.extractors.facts import Facts, Meeting, MinuteAction, Resolution
from kg.extractors.layout import same_body
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
    ahead = [_ahead(facts, index) for index in range(len(facts.meetings))]

    def dated(each: Resolution) -> Resolution:
        if each.due is not None or each.verb not in _ASKING:
            return each
        held = facts.meetings[each.meeting].date
        return replace(each, due=relative_day(each.text, held, ahead[each.meeting]))

    def acted(each: MinuteAction) -> MinuteAction:
        if each.due is not None:
            return each
        held = facts.meetings[each.meeting].date
        return replace(each, due=relative_day(each.text, held, ahead[each.meeting]))

    return replace(
        facts,
        resolutions=tuple(map(dated, facts.resolutions)),
        minute_actions=tuple(map(acted, facts.minute_actions)),
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


def _ahead(facts: Facts, index: int) -> Sequence[date]:
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
