"""Two days for one meeting: announced and held, or asked to be confirmed and printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kg.extractors.dates import first_single_date, printed_day
from kg.extractors.facts import Facts, Span
from kg.ontology.rule_tables import load_rules
from kg.tracking.corpus_index import CorpusIndex
from kg.tracking.tracked_statements import Contradiction, ContradictionSide

_DAYS_APART = 6  # days that lie nearer are of one meeting of a board
_LOG_APART = 2  # the same where a log alone has one of them: a task may be given between meetings
_WEEK = 7  # the papers of a meeting and its minutes may differ by so many
_RARE = 21  # days between meetings of a board of which two in a week are one
_BESIDE = 200  # characters around a day that may explain it

_Days = dict[date, list["_StatedDay"]]


@dataclass(frozen=True, slots=True, order=True)
class _StatedDay:
    """A day that a paper gives a meeting.

    ``held`` says by what, where the paper is of that meeting: its papers, or its minutes; ``log``
    that a log has it as the day on which an action was raised.
    """

    day: date
    document: str
    span: Span
    held: str = ""
    log: bool = False


def differing_days(index: CorpusIndex) -> Iterator[Contradiction]:
    """Meetings that the papers give two days."""
    stated = _stated_days(index)
    for days in stated.values():
        ordered = sorted(days)
        for before, after in pairwise(ordered):
            apart = (after - before).days
            if _are_one(days, before, after, apart) and not any(
                _is_moved(index, each) for each in (*days[before], *days[after])
            ):
                yield _differ(index, min(days[before]), min(days[after]))
    yield from _minutes_of_another_day(index, stated)


def _are_one(days: _Days, before: date, after: date, apart: int) -> bool:
    """Whether two days are of one meeting: not so where each has papers of its own.

    Where the one has papers alone and the other minutes alone, of a board that seldom meets, they
    are.
    """
    held = [{each.held for each in days[day]} - {""} for day in (before, after)]
    if not all(held):
        logs = any(all(each.log for each in days[day]) for day in (before, after))
        return apart <= (_LOG_APART if logs else _DAYS_APART)
    if apart > _WEEK or sorted(held, key=sorted) != [{"minutes"}, {"papers"}]:
        return False
    others = [day for day in days if day not in (before, after) and any(e.held for e in days[day])]
    return all(min(abs((day - each).days) for each in (before, after)) >= _RARE for day in others)


def _differ(index: CorpusIndex, left: _StatedDay, right: _StatedDay) -> Contradiction:
    sides = [_side(index, each) for each in (left, right)]
    first, last = left.day, right.day
    begun = printed_day(first)
    if first.year == last.year:  # said once, as is the month
        begun = begun.split()[0] if first.month == last.month else begun.rpartition(" ")[0]
    matter = f"Meeting of {begun} or {printed_day(last)}"
    return Contradiction("meeting date", matter, sides[0], sides[1])


def _side(index: CorpusIndex, stated: _StatedDay) -> ContradictionSide:
    text = index.facts[stated.document].document.text
    return ContradictionSide.quoted(stated.document, text, stated.span)


def _is_moved(index: CorpusIndex, stated: _StatedDay) -> bool:
    """Whether the words about a day say that the meeting was moved to or from it."""
    text, span = index.facts[stated.document].document.text, stated.span
    before = text[max(0, span.start - _BESIDE) : span.start].rpartition("\n\n")[2]
    behind = text[span.end : span.end + _BESIDE].partition("\n\n")[0]
    words = before + text[span.start : span.end] + behind
    return load_rules("kg.tracking", "contradictions")["moved"].find(words) is not None


def _stated_days(index: CorpusIndex) -> dict[str, _Days]:
    """Board line → the days that its papers give meetings, and where."""
    found: dict[str, _Days] = {}

    def state(document: str, meeting: int, each: _StatedDay) -> None:
        line = found.setdefault(index.line_of(document, meeting), {})
        line.setdefault(each.day, []).append(each)

    for document, facts in index.facts.items():
        for at, meeting in enumerate(facts.meetings):
            if meeting.date is not None:
                held = "minutes" if meeting.evidence == "minutes" else "papers"
                state(document, at, _StatedDay(meeting.date, document, meeting.span, held))
        for future in facts.future_dates:
            if future.meeting is not None:
                state(document, future.meeting, _StatedDay(future.date, document, future.span))
        for action in facts.actions:
            for day in action.raised:
                state(document, action.meeting, _StatedDay(day, document, action.span, log=True))
    return found


# -- the minutes to be confirmed -------------------------------------------------------------------


def _minutes_of_another_day(
    index: CorpusIndex, stated: dict[str, _Days]
) -> Iterator[Contradiction]:
    """An agenda has the minutes of a day confirmed, and its pack prints those of another one."""
    for document, facts in index.facts.items():
        printed = [at for at, each in enumerate(facts.meetings) if each.evidence == "minutes"]
        said = list(_days_to_confirm(facts))
        if len(printed) != 1 or len({each.day for each in said}) != 1:
            continue
        minutes, asked = facts.meetings[printed[0]], said[0]
        line = stated.get(index.line_of(document, printed[0]), {})
        known = any(each.held for each in line.get(asked.day, ()))
        if minutes.date is None or minutes.date == asked.day or known:
            continue
        if abs((minutes.date - asked.day).days) <= _DAYS_APART:
            known = asked.day in line  # told already
        if not known:
            held = _StatedDay(minutes.date, document, minutes.span)
            yield _differ(index, *sorted((asked, held)))


def _days_to_confirm(facts: Facts) -> Iterator[_StatedDay]:
    """The days of which the agenda of a pack has the minutes confirmed."""
    rule = load_rules("kg.tracking", "contradictions")["minutes-of"]
    for item in facts.agenda:
        if facts.meetings[item.meeting].evidence != "agenda":
            continue
        words = facts.document.text[item.span.start : item.span.end]
        for found in rule.pattern.finditer(words):
            day = first_single_date(found["day"])
            if day is not None:
                span = Span(item.span.start + found.start(), item.span.start + found.end())
                yield _StatedDay(day, facts.document.id, span)
