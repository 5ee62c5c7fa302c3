"""Requests of a meeting.

The action each became, what answered it later, and whether it is open or overdue.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from kg.extractors.dates import MONTHS, dates
from kg.extractors.facts import Action
from kg.tracking.answer_search import RequestProfile, find_answers, profile_of_statement
from kg.tracking.business_items import BusinessItems
from kg.tracking.content_words import content_words, overlap, share
from kg.tracking.corpus_index import CorpusIndex
from kg.tracking.phrase_rules import has_phrase
from kg.tracking.tie_features import scored_tie, threshold
from kg.tracking.tie_overrides import TieOverrides
from kg.tracking.tracked_statements import (
    ActionOutcome,
    ActionSeries,
    FactRef,
    RequestResult,
    RequestStatus,
    Tie,
)

_MONTH_NAMES = {
    month: max((name for name, at in MONTHS.items() if at == month), key=len)
    for month in MONTHS.values()
}


def track_requests(
    index: CorpusIndex,
    items: BusinessItems,
    actions: Sequence[ActionSeries],
    overrides: TieOverrides,
) -> tuple[RequestResult, ...]:
    """Every resolution that asks for something and every reported request, oldest first."""
    profiles = [
        profile_of_statement(index, ref, resolution)
        for ref, resolution in index.resolutions()
        if resolution.verb == "request"
    ]
    profiles += [profile_of_statement(index, ref, ask) for ref, ask in index.asks()]
    profiles.sort(key=lambda profile: (profile.day or date.max, profile.ref))
    became = _link_to_actions(index, profiles, actions, overrides)
    days = index.meeting_days()
    return tuple(
        _track_request(
            index,
            items,
            profile,
            became.get(profile.ref, []),
            actions,
            days.get(profile.board, []),
            overrides,
        )
        for profile in profiles
    )


# -- the action it became
# -----------------------------------------------------------------------------------------


def _link_to_actions(
    index: CorpusIndex,
    profiles: Sequence[RequestProfile],
    actions: Sequence[ActionSeries],
    overrides: TieOverrides,
) -> dict[FactRef, list[tuple[int, Tie]]]:
    """Request → the actions it became, as indexes with ties.

    Those that people confirmed, then those of the rules.
    """
    best = _best_requests(index, profiles, actions, overrides)
    found: dict[FactRef, list[tuple[int, Tie]]] = {}
    series_of = {entry.row: at for at, series in enumerate(actions) for entry in series.entries}
    for profile in profiles:
        for row in overrides.confirmed("became", profile.ref):
            at = series_of[row]
            best.pop(at, None)
            tie = overrides.confirmed_tie("became", profile.ref, row)
            found.setdefault(profile.ref, []).append((at, tie))
    for at, tie in sorted(best.items()):
        found.setdefault(tie.source, []).append((at, tie))
    return found


def _best_requests(
    index: CorpusIndex,
    profiles: Sequence[RequestProfile],
    actions: Sequence[ActionSeries],
    overrides: TieOverrides,
) -> dict[int, Tie]:
    """Index of an action → its tie to the likest request of those made on a day it was raised.

    Of two requests as good, the earlier one in ``profiles`` has the action.
    """
    raised: dict[tuple[str, date], list[int]] = {}
    for at, series in enumerate(actions):
        for day in series.raised or _days_minuted_beside(index, series):
            raised.setdefault((series.board, day), []).append(at)
    best: dict[int, Tie] = {}
    for profile in profiles:
        for at in raised.get((profile.board, profile.day), ()) if profile.day else ():
            rows = [entry.row for entry in actions[at].entries]
            if overrides.rejects("became", profile.ref, rows):
                continue
            tie = _action_tie(index, profile, actions[at])
            if tie is not None and (at not in best or best[at].score < tie.score):
                best[at] = tie
    return best


def _days_minuted_beside(index: CorpusIndex, series: ActionSeries) -> list[date]:
    """The days of the meetings whose minutes the pack holds that prints an action first.

    A log without days lists the actions of those minutes.
    """
    facts = index.facts[series.entries[0].row.document]
    found = (facts.meetings[minute.meeting].date for minute in facts.minutes)
    return sorted({day for day in found if day is not None})


def _action_tie(index: CorpusIndex, profile: RequestProfile, series: ActionSeries) -> Tie | None:
    """The tie from a request to the first row of an action that knows of the day of the request.

    What was asked for later stands in later rows alone.
    """
    rows = [entry.row for entry in series.entries]
    row = next((ref for ref in rows if profile.day in index.action(ref).raised), rows[0])
    action = index.action(row)
    names = ["raised-there"]
    if _shares_topic(index, profile, row, action):
        names.append("topic-shared")
    names.append(_wording_feature(profile, action))
    names += _detail_features(profile, action)
    return scored_tie("became", profile.ref, row, names)


def _shares_topic(
    index: CorpusIndex, profile: RequestProfile, row: FactRef, action: Action
) -> bool:
    """Whether both name a topic, or the action has the words of the request's title."""
    if profile.topics & index.topics(row.document, action.span):
        return True
    subject = profile.subject
    return bool(subject) and share(subject, content_words(action.text)) >= threshold(
        "became", "topic"
    )


def _wording_feature(profile: RequestProfile, action: Action) -> str:
    """How many words both have beside the subject and whoever was asked."""
    text = content_words(action.text)
    shared, extra = profile.extra & text, text - profile.subject - profile.addressee
    alike = overlap(profile.extra, extra) if profile.extra and extra else 0.0
    if alike >= threshold("became", "most") and len(shared) > 2:
        return "words-most"
    if alike >= threshold("became", "some") and len(shared) > 1:
        return "words-some"
    return "words-few" if shared else "words-none"


def _detail_features(profile: RequestProfile, action: Action) -> Iterator[str]:
    """Features of whoever was asked, the day it is due and the paper it wants."""
    owners = content_words(action.responsible_printed or "")
    if profile.addressee & (content_words(action.text) | owners):
        yield "owner"
    if _has_same_due_day(profile, action):
        yield "due"
    if profile.wants_paper and has_phrase("paper-asked", action.text):
        yield "paper-both"


def _has_same_due_day(profile: RequestProfile, action: Action) -> bool:
    """Whether the action names the day the request is due, or both name the next meeting."""
    if profile.due is None:
        return has_phrase("next-meeting", profile.text) and has_phrase("next-meeting", action.text)
    due = profile.due
    return (
        any(found.date == due for found in dates(action.text))
        or f"{_MONTH_NAMES[due.month]} {due.year}" in action.text.lower()
    )


# -- what came of it
# ----------------------------------------------------------------------------------------------


def _track_request(
    index: CorpusIndex,
    items: BusinessItems,
    profile: RequestProfile,
    became: Sequence[tuple[int, Tie]],
    actions: Sequence[ActionSeries],
    days: Sequence[date],
    overrides: TieOverrides,
) -> RequestResult:
    due, due_from = _due_day(index, profile, days)
    answers = find_answers(items, profile, overrides, due=due)
    newest = days[-1] if days else None
    outcomes = {actions[at].outcome for at, _ in became}
    status = _status_by_ties(answers, outcomes)
    return RequestResult(
        statement=profile.ref,
        board=profile.board,
        asked_on=profile.day,
        due=due,
        due_from=due_from,
        status=status or _unanswered_status(profile, bool(became), due, newest),
        as_of=newest,
        became=tuple(tie for _, tie in became),
        actions=tuple(at for at, _ in became),
        answers=answers,
        papers_at_hand=_papers_at_hand(profile, due, days),
    )


def _status_by_ties(answers: Sequence[Tie], outcomes: set[ActionOutcome]) -> RequestStatus | None:
    """The status that answers or the outcomes of all its actions settle.

    ``None`` where they leave it open.
    """
    if any(not tie.doubtful for tie in answers):
        return "answered"
    if outcomes == {"completed"}:
        return "done"
    if outcomes and outcomes <= {"completed", "withdrawn"}:
        return "withdrawn"
    return "perhaps answered" if answers else None


def _unanswered_status(
    profile: RequestProfile, has_action: bool, due: date | None, newest: date | None
) -> RequestStatus:
    """The status of a request without an answer.

    Whether it is due, and whether a paper can be expected to tell.
    """
    expects_nothing = due is None and not has_action and not profile.wants_paper
    if profile.ref.kind == "ask" and expects_nothing:
        return "not told"
    return "overdue" if due is not None and newest is not None and due < newest else "open"


def _papers_at_hand(profile: RequestProfile, due: date | None, days: Sequence[date]) -> bool:
    """False where the request asks for something at a past meeting of which no paper is known."""
    if due is None or not days or due > days[-1] or due in days:
        return True
    return not has_phrase("a-meeting", profile.text)


def _due_day(
    index: CorpusIndex, profile: RequestProfile, days: Sequence[date]
) -> tuple[date | None, Literal["words", "next meeting"] | None]:
    """The day named, or that of the next meeting where the words ask for something by then.

    The next meeting is the earliest of those announced and the first one at hand after the request.
    """
    if profile.due is not None:
        return profile.due, "words"
    if profile.day is None or not has_phrase("next-meeting", profile.text):
        return None, None
    announced = [
        future.date
        for future in index.facts[profile.ref.document].future_dates
        if future.meeting == profile.meeting and future.date > profile.day
    ]
    following = bisect_right(days, profile.day)
    found = min((*announced, *days[following : following + 1]), default=None)
    return (found, "next meeting") if found is not None else (None, None)
