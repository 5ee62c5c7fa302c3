"""How each request stands as of the papers held, and why.

It is answered, partly answered, open, overdue, lapsed or unknown.

An answer must be about the same subject: the title of a later item has to stand in the words of the
request, or of the action that it became. The minute's own title is not enough, for a report that
comes to every meeting would answer whatever was once asked about it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from kg.extractors.dates import printed_day
from kg.extractors.facts import Action
from kg.ontology.rule_tables import load_table
from kg.tracking.answer_search import RequestProfile, profile_of_statement
from kg.tracking.business_items import BusinessItem, BusinessItems
from kg.tracking.content_words import content_words, overlap, share
from kg.tracking.corpus_index import CorpusIndex
from kg.tracking.phrase_rules import has_phrase, is_completed
from kg.tracking.tie_features import threshold
from kg.tracking.tracked_statements import ActionSeries, RequestResult, Standing

YEARS_OPEN = 3
"""A request without a date counts as open for so long, as of the newest papers held."""
MEETING_AFTER = timedelta(days=120)
"""A meeting that long after the day a request was due at would have had the answer."""
_ANSWER_WITHIN = timedelta(days=1100)
_NEXT_REPORT = timedelta(days=400)
_TITLE_HELD = 0.75  # share of an item's title words that the request must have
_COMMENT = 160  # characters of a comment that a reason quotes
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class _Case:
    """A request with all that its standing depends on; ``last`` is the last row of each action."""

    result: RequestResult
    profile: RequestProfile
    series: tuple[ActionSeries, ...]
    last: tuple[Action, ...]
    days: Sequence[date]

    @property
    def words(self) -> frozenset[str]:
        """The content words of the request and of the actions it became."""
        found = content_words(self.profile.text)
        return found.union(*(content_words(each.text) for each in self.last))


def with_standing(
    index: CorpusIndex,
    items: BusinessItems,
    actions: Sequence[ActionSeries],
    requests: Sequence[RequestResult],
) -> tuple[RequestResult, ...]:
    """The requests with how each stands."""
    days = index.meeting_days()
    found = []
    for each in requests:
        case = _case(index, actions, each, days.get(each.board, []))
        found.append(replace(each, standing=_standing(index, items, case)))
    return tuple(found)


def _case(
    index: CorpusIndex, actions: Sequence[ActionSeries], result: RequestResult, days: Sequence[date]
) -> _Case:
    ref = result.statement
    facts = index.facts[ref.document]
    statement = facts.resolutions[ref.index] if ref.kind == "resolution" else facts.asks[ref.index]
    series = tuple(actions[at] for at in result.actions)
    last = tuple(index.action(each.entries[-1].row) for each in series)
    return _Case(result, profile_of_statement(index, ref, statement), series, last, days)


def _standing(index: CorpusIndex, items: BusinessItems, case: _Case) -> Standing:
    """The first of the ways to know that tells.

    A verdict, the log, a later item, else the calendar.
    """
    for way in (_confirmed, _by_log, _by_comment_item, _by_item, _by_address):
        found = way(index, items, case)
        if found is not None:
            return found
    return _by_log_gap(case) or _by_calendar(case)


# -- what the papers say -------------------------------------------------------------------------


def _confirmed(index: CorpusIndex, items: BusinessItems, case: _Case) -> Standing | None:
    """An answer that a person confirmed."""
    for tie in case.result.answers:
        if tie.by != "rules":
            fact = index.titled(tie.target)
            day = index.day_of(tie.target.document, fact.meeting)
            why = _reason("confirmed", day=_day(day), title=fact.title)
            return Standing("answered", why, day, fact.title)
    return None


def _by_log(index: CorpusIndex, items: BusinessItems, case: _Case) -> Standing | None:
    """What the status or the newest comment of every action it became says."""
    standings = [_by_row(series, row) for series, row in zip(case.series, case.last, strict=True)]
    if not standings or any(each is None for each in standings):
        return None
    return next((each for each in standings if each and each.state != "answered"), standings[0])


def _by_row(series: ActionSeries, row: Action) -> Standing | None:
    day, log = series.entries[-1].date, _log(series, row)
    comment = _newest(row.comments)
    if is_completed(row.status):
        rule = "answered-log" if comment else "completed"
        why = _reason(rule, log=log, comment=comment, status=row.status)
        return Standing("answered", why, day, log.rstrip(","))
    if series.outcome == "withdrawn":
        return Standing("lapsed", _reason("withdrawn", log=log))
    if has_phrase("comment-done", comment) and not has_phrase("comment-pending", comment):
        rule = "answered-log-open" if row.status else "answered-log"
        why = _reason(rule, log=log, comment=comment, status=row.status)
        return Standing("answered", why, day, log.rstrip(","))
    return None


def _newest(comments: str | None) -> str:
    """The last sentence of the comments of a log, which are added to from meeting to meeting."""
    sentences = _SENTENCE.split((comments or "").strip())
    last = sentences[-1]
    return last if len(last) <= _COMMENT else last[: _COMMENT - 1].rsplit(" ", 1)[0] + "…"


def _by_comment_item(index: CorpusIndex, items: BusinessItems, case: _Case) -> Standing | None:
    """An item of the log's own meeting that the comment speaks of by its title."""
    for series, row in zip(case.series, case.last, strict=True):
        day, words = series.entries[-1].date, content_words(row.comments or "")
        if day is None:
            continue
        for item in _between(items, case.profile.board, day - timedelta(days=1), day):
            if any(len(title) > 1 and title <= words for title in _titles(item)):
                why = _reason(
                    "partly-item",
                    day=_day(day),
                    title=_title(item),
                    log=_in_sentence(_log(series, row)),
                    status=_mark(row),
                )
                return Standing("partly", why, day, _cited(item))
    return None


def _by_item(index: CorpusIndex, items: BusinessItems, case: _Case) -> Standing | None:
    """The first later item about the same subject, where a paper or information was asked for."""
    day = case.profile.day
    if day is None or not case.profile.wants_paper:
        return None
    due = case.result.due
    last = max(day, due or day) + _ANSWER_WITHIN
    for item in _between(items, case.profile.board, day, last):
        if _same_subject(case, item) and not _is_too_early(item, due):
            late = due is not None and item.date > due
            rule = "answered-item-late" if late else "answered-item"
            why = _reason(rule, day=_day(item.date), title=_title(item), due=_day(due))
            return Standing("answered", why, item.date, _cited(item))
    return None


def _is_too_early(item: BusinessItem, due: date | None) -> bool:
    """Whether an item came before a meeting that was named for the answer."""
    return due is not None and item.date < due - MEETING_AFTER


def _same_subject(case: _Case, item: BusinessItem) -> bool:
    """Whether the title of an item stands in the words of a request, by more than a word."""
    words, own = case.words, content_words(case.profile.text)
    named = bool(item.topics & case.profile.topics)
    return any(
        (len(title & words) > 1 and share(title, words) >= _TITLE_HELD)
        # A title of one word, a name: the request itself must name it.
        or (len(title) == 1 and title <= own and named)
        for title in _titles(item)
    )


def _titles(item: BusinessItem) -> list[frozenset[str]]:
    """The content words of each title of an item, without the board's own acronyms."""
    return [content_words(title) & item.about for title in item.titles]


def _by_address(index: CorpusIndex, items: BusinessItems, case: _Case) -> Standing | None:
    """A web address that was asked for and stands in the next report of the same title."""
    day = case.profile.day
    if day is None or not has_phrase("address-asked", case.profile.text):
        return None
    for item in _between(items, case.profile.board, day, day + _NEXT_REPORT):
        titles = (content_words(title) for title in item.titles)
        if not any(overlap(title, case.profile.subject) >= _TITLE_HELD for title in titles):
            continue
        texts = (index.text_of(ref) for ref in item.members if ref.kind == "report")
        if any(has_phrase("address-printed", text) for text in texts):
            why = _reason("answered-address", day=_day(item.date), title=_title(item))
            return Standing("answered", why, item.date, _cited(item))
    return None


def _between(items: BusinessItems, board: str, after: date, until: date) -> Iterator[BusinessItem]:
    """A board's items after a day and up to another, oldest first."""
    found = items.of_board(board)
    first = bisect_right(found, after, key=lambda item: item.date)
    for item in found[first:]:
        if item.date > until:
            return
        yield item


# -- what the calendar says ----------------------------------------------------------------------


def _by_log_gap(case: _Case) -> Standing | None:
    """What it means that the log still had it, or has it no more."""
    if case.result.due is not None:
        return None
    for series, row in zip(case.series, case.last, strict=True):
        last, log = series.entries[-1].date, _log(series, row)
        if last is None:
            continue
        if series.next_log is None:
            newest = case.days[-1] if case.days else last
            rule = "open-log" if (newest - last).days <= threshold("time", "next-log") else ""
            if rule:
                return Standing("open", _reason(rule, log=log, status=_mark(row)))
            return Standing(
                "unknown", _reason("unknown-log-last", log=_in_sentence(log), status=_mark(row))
            )
        gap = (series.next_log - last).days > threshold("time", "next-log")
        why = _reason(
            "unknown-log" if gap else "dropped",
            log=_in_sentence(log),
            status=_mark(row),
            next=_day(series.next_log),
        )
        return Standing("unknown" if gap else "lapsed", why)
    return None


def _by_calendar(case: _Case) -> Standing:
    """What follows from the day it was due, else from the day it was asked for."""
    due, newest = case.result.due, case.result.as_of
    if due is not None and newest is not None:
        if due > newest:
            return Standing("open", _reason("not-due", due=_day(due)))
        at = bisect_left(case.days, due)
        held = case.days[at] if at < len(case.days) else None
        if held is not None and held - due <= MEETING_AFTER and _keeps_day(case, held):
            return Standing("overdue", _reason("overdue", due=_day(due), held=_day(held)))
        return Standing("unknown", _reason("unknown-due", due=_day(due)))
    day = case.profile.day
    if day is None or newest is None or day >= _years_before(newest):
        return Standing("open", _reason("open", day=_day(day)))
    return Standing("lapsed", _reason("lapsed", day=_day(day)))


def _keeps_day(case: _Case, held: date) -> bool:
    """Whether the meeting held is the one named; a plain day is any meeting after it."""
    return held == case.result.due or not has_phrase("a-meeting", case.profile.text)


def _years_before(day: date) -> date:
    try:
        return day.replace(year=day.year - YEARS_OPEN)
    except ValueError:  # 29 February
        return day.replace(year=day.year - YEARS_OPEN, day=28)


# -- words ---------------------------------------------------------------------------------------


@cache
def _wording(group: str) -> dict[str, str]:
    return dict(load_table("kg.tracking", "standing")[group])


def _reason(rule: str, **values: str | None) -> str:
    """A reason in words, with what the papers say filled in."""
    return _wording("reasons")[rule].format(**values)


def _day(day: date | None) -> str:
    return printed_day(day) if day is not None else "an unknown day"


def _mark(row: Action) -> str:
    """The status that a log gives an action."""
    return (row.status or "").strip() or _wording("marks")["none"]


def _log(series: ActionSeries, row: Action) -> str:
    """The log of an action's last row, as one would cite it."""
    rule = "log" if row.number else "log-bare"
    number = (row.number or "").strip(". ")
    return _wording("marks")[rule].format(day=_day(series.entries[-1].date), number=number)


def _in_sentence(log: str) -> str:
    return log[:1].lower() + log[1:].rstrip(",")


def _title(item: BusinessItem) -> str:
    return item.titles[0].rstrip(". ")


def _cited(item: BusinessItem) -> str:
    """An item as one would cite it."""
    return f"{_title(item)}, {_day(item.date)}"
