"""Requests of a meeting: the action each became, what answered it later, and whether it is open or overdue."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Literal

from extractors.dates import MONTHS, dates
from kg.linking.entities import Feature
from kg.tracking.answers import Wish, answers, of_statement
from kg.tracking.record import Papers
from kg.tracking.similarity import clue, content, overlap, says, share, total, weight
from kg.tracking.tie_overrides import Told
from kg.tracking.ties import ActionThread, Ref, Request, RequestStatus, Tie

_NAMES = {
    month: max((name for name, at in MONTHS.items() if at == month), key=len)
    for month in MONTHS.values()
}


def requests(papers: Papers, actions: Sequence[ActionThread], told: Told) -> tuple[Request, ...]:
    """Every resolution that asks for something and every request that minutes report, oldest first."""
    asked = [
        *(
            of_statement(papers, ref, resolution)
            for ref, resolution in papers.resolutions()
            if resolution.verb == "request"
        ),
        *(of_statement(papers, ref, ask) for ref, ask in papers.asks()),
    ]
    asked.sort(key=lambda each: (each.day or date.max, each.ref))
    became = _became(papers, asked, actions, told)
    days = papers.days()
    return tuple(
        _request(papers, each, became.get(each.ref, []), actions, days.get(each.board, []), told)
        for each in asked
    )


# ── the action it became ────────────────────────────────────────────────────────────────────────────────────────────


def _became(
    papers: Papers, asked: Sequence[Wish], actions: Sequence[ActionThread], told: Told
) -> dict[Ref, list[tuple[int, Tie]]]:
    """Request → its actions; an action comes of one request, the one it is most like."""
    raised: dict[tuple[str, date], list[int]] = {}
    for at, thread in enumerate(actions):
        for day in thread.raised:
            raised.setdefault((thread.board, day), []).append(at)
    best: dict[int, Tie] = {}
    for each in asked:
        for at in raised.get((each.board, each.day), ()) if each.day else ():
            rows = [entry.row for entry in actions[at].entries]
            tie = (
                None
                if told.wrong("became", each.ref, rows)
                else _action_tie(papers, each, actions[at])
            )
            if tie is not None and (at not in best or best[at].score < tie.score):
                best[at] = tie
    found: dict[Ref, list[tuple[int, Tie]]] = {}
    of_row = {entry.row: at for at, thread in enumerate(actions) for entry in thread.entries}
    for each in asked:
        for row in told.right("became", each.ref):
            best.pop(of_row[row], None)
            found.setdefault(each.ref, []).append((of_row[row], told.tie("became", each.ref, row)))
    for at, tie in sorted(best.items()):
        found.setdefault(tie.source, []).append((at, tie))
    return found


def _action_tie(papers: Papers, asked: Wish, thread: ActionThread) -> Tie | None:
    # The first row that knows of the day: what was asked for later is in later rows alone.
    rows = [entry.row for entry in thread.entries]
    row = next(
        (ref for ref in rows if asked.day in papers.facts[ref.document].actions[ref.index].raised),
        rows[0],
    )
    action = papers.facts[row.document].actions[row.index]
    text, names = content(action.text), ["raised-there"]
    topics = papers.topics(row.document, action.span)
    if asked.topics & topics or (
        asked.subject and share(asked.subject, text) >= weight("became", "topic")
    ):
        names.append("topic-shared")
    shared, extra = asked.extra & text, text - asked.subject - asked.who
    near = overlap(asked.extra, extra) if asked.extra and extra else 0.0
    if near >= weight("became", "most") and len(shared) > 2:
        names.append("words-most")
    elif near >= weight("became", "some") and len(shared) > 1:
        names.append("words-some")
    else:
        names.append("words-few" if shared else "words-none")
    if asked.who & (text | content(action.responsible_printed or "")):
        names.append("owner")
    next_meeting = says("next-meeting", asked.text) and says("next-meeting", action.text)
    if next_meeting if asked.due is None else _names_day(action.text, asked.due):
        names.append("due")
    if asked.paper and says("paper-asked", action.text):
        names.append("paper-both")
    clues: tuple[Feature, ...] = tuple(clue("became", name) for name in names)
    score = total(clues)
    if score < weight("became", "join"):
        return None
    return Tie("became", asked.ref, row, score, clues, score < weight("became", "doubt"))


def _names_day(text: str, day: date) -> bool:
    """Whether the words name the day, or its month and year."""
    return (
        any(found.date == day for found in dates(text))
        or f"{_NAMES[day.month]} {day.year}" in text.lower()
    )


# ── what came of it ─────────────────────────────────────────────────────────────────────────────────────────────────


def _request(
    papers: Papers,
    asked: Wish,
    became: Sequence[tuple[int, Tie]],
    actions: Sequence[ActionThread],
    days: Sequence[date],
    told: Told,
) -> Request:
    due, due_from = _due(papers, asked, days)
    found = answers(papers, asked, told, due=due)
    fates = [actions[at].fate for at, _ in became]
    newest = days[-1] if days else None
    status: RequestStatus
    if any(not tie.doubtful for tie in found):
        status = "answered"
    elif fates and all(fate == "completed" for fate in fates):
        status = "done"
    elif fates and all(fate in ("completed", "withdrawn") for fate in fates):
        status = "withdrawn"
    elif found:
        status = "perhaps answered"
    elif asked.ref.kind == "ask" and not fates and due is None and not asked.paper:
        status = "not told"
    else:
        status = "overdue" if due is not None and newest is not None and due < newest else "open"
    return Request(
        asked.ref,
        asked.board,
        asked.day,
        due,
        due_from,
        status,
        newest,
        tuple(tie for _, tie in became),
        tuple(at for at, _ in became),
        found,
        due is None
        or newest is None
        or due > newest
        or due in days
        or not says("a-meeting", asked.text),
    )


def _due(
    papers: Papers, asked: Wish, days: Sequence[date]
) -> tuple[date | None, Literal["words", "next meeting"] | None]:
    """The day named, or that of the next meeting where the words ask for something by then."""
    if asked.due is not None:
        return asked.due, "words"
    if asked.day is None or not says("next-meeting", asked.text):
        return None, None
    told = papers.facts[asked.ref.document].future_dates
    announced = [
        each.date for each in told if each.meeting == asked.meeting and each.date > asked.day
    ]
    at = bisect_right(days, asked.day)
    found = min((*announced, *days[at : at + 1]), default=None)
    return (found, "next meeting") if found is not None else (None, None)
