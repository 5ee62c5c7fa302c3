"""Requests of a meeting: the action each became, what answered it later, and whether it is open or overdue."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from extractors.dates import MONTHS, dates
from extractors.facts import Resolution
from kg.identity.entities import Clue
from kg.threads.papers import Item, Papers, Topic
from kg.threads.ties import ActionThread, Ref, Request, RequestStatus, Tie
from kg.threads.told import Told
from kg.threads.words import clue, content, overlap, says, share, total, weight

_NAMES = {month: max((name for name, at in MONTHS.items() if at == month), key=len) for month in MONTHS.values()}


class _Asked:
    """A request with what it is compared by. ``extra`` are its words beside its subject."""

    def __init__(self, papers: Papers, ref: Ref, resolution: Resolution) -> None:
        facts = papers.facts[ref.document]
        minute = facts.minutes[resolution.minute] if resolution.minute is not None else None
        self.ref, self.resolution = ref, resolution
        self.board = papers.board(ref.document, resolution.meeting)
        self.date = papers.day(ref.document, resolution.meeting)
        self.subject = content(minute.title) if minute is not None else frozenset[str]()
        who = content(resolution.asked_of or "")
        self.who = who
        words = content(resolution.text)
        self.words = words
        self.wanted = self.subject | words
        self.extra = words - self.subject - who
        topics: frozenset[Topic] = papers.topics(ref.document, resolution.span)
        if minute is not None and resolution.minute is not None:
            topics |= papers.title_topics(Ref(ref.document, "minute", resolution.minute))
        asked = _body(papers, ref.document, resolution.asked_of)
        self.topics = topics - ({asked} if asked else set())
        self.paper = says("paper-asked", resolution.text)


def _body(papers: Papers, document: str, printed: str | None) -> Topic | None:
    found = papers.identities.resolve(document, "organisation", printed) if printed else None
    return (found.kind, found.id) if found is not None else None


def requests(papers: Papers, actions: Sequence[ActionThread], told: Told) -> tuple[Request, ...]:
    """Every resolution that asks for something, oldest first."""
    asked = [
        _Asked(papers, ref, resolution) for ref, resolution in papers.resolutions() if resolution.verb == "request"
    ]
    asked.sort(key=lambda each: (each.date or date.max, each.ref))
    became = _became(papers, asked, actions, told)
    days = papers.days()
    return tuple(
        _request(papers, each, became.get(each.ref, []), actions, days.get(each.board, []), told) for each in asked
    )


# ── the action it became ────────────────────────────────────────────────────────────────────────────────────────────


def _became(
    papers: Papers, asked: Sequence[_Asked], actions: Sequence[ActionThread], told: Told
) -> dict[Ref, list[tuple[int, Tie]]]:
    """Request → its actions; an action comes of one request, the one it is most like."""
    raised: dict[tuple[str, date], list[int]] = {}
    for at, thread in enumerate(actions):
        for day in thread.raised:
            raised.setdefault((thread.board, day), []).append(at)
    best: dict[int, Tie] = {}
    for each in asked:
        for at in raised.get((each.board, each.date), ()) if each.date else ():
            rows = [entry.row for entry in actions[at].entries]
            tie = None if told.wrong("became", each.ref, rows) else _action_tie(papers, each, actions[at])
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


def _action_tie(papers: Papers, asked: _Asked, thread: ActionThread) -> Tie | None:
    # The first row that knows of the day: what was asked for later is in later rows alone.
    rows = [entry.row for entry in thread.entries]
    row = next((ref for ref in rows if asked.date in papers.facts[ref.document].actions[ref.index].raised), rows[0])
    action = papers.facts[row.document].actions[row.index]
    text, names = content(action.text), ["raised-there"]
    topics = papers.topics(row.document, action.span)
    if asked.topics & topics or (asked.subject and share(asked.subject, text) >= weight("became", "topic")):
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
    if asked.resolution.due is not None and _names_day(action.text, asked.resolution.due):
        names.append("due")
    if asked.paper and says("paper-asked", action.text):
        names.append("paper-both")
    clues: tuple[Clue, ...] = tuple(clue("became", name) for name in names)
    score = total(clues)
    if score < weight("became", "join"):
        return None
    return Tie("became", asked.ref, row, score, clues, score < weight("became", "doubt"))


def _names_day(text: str, day: date) -> bool:
    """Whether the words name the day, or its month and year."""
    return any(found.date == day for found in dates(text)) or f"{_NAMES[day.month]} {day.year}" in text.lower()


# ── what answered it ────────────────────────────────────────────────────────────────────────────────────────────────


def _request(
    papers: Papers,
    asked: _Asked,
    became: Sequence[tuple[int, Tie]],
    actions: Sequence[ActionThread],
    days: Sequence[date],
    told: Told,
) -> Request:
    due, due_from = _due(papers, asked, days)
    said = told.right("answered", asked.ref)
    answers = tuple(told.tie("answered", asked.ref, ref) for ref in said) or _answers(papers, asked, due, told)
    fates = [actions[at].fate for at, _ in became]
    newest = days[-1] if days else None
    status: RequestStatus
    if any(not tie.doubtful for tie in answers):
        status = "answered"
    elif fates and all(fate == "completed" for fate in fates):
        status = "done"
    elif fates and all(fate in ("completed", "withdrawn") for fate in fates):
        status = "withdrawn"
    elif answers:
        status = "perhaps answered"
    else:
        status = "overdue" if due is not None and newest is not None and due < newest else "open"
    return Request(
        asked.ref,
        asked.board,
        asked.date,
        due,
        due_from,
        status,
        newest,
        tuple(tie for _, tie in became),
        tuple(at for at, _ in became),
        answers,
        due is None or newest is None or due > newest or due in days or not says("a-meeting", asked.resolution.text),
    )


def _due(
    papers: Papers, asked: _Asked, days: Sequence[date]
) -> tuple[date | None, Literal["words", "next meeting"] | None]:
    """The day named, or that of the next meeting where the words ask for something by then."""
    if asked.resolution.due is not None:
        return asked.resolution.due, "words"
    if asked.date is None or not says("next-meeting", asked.resolution.text):
        return None, None
    told = papers.facts[asked.ref.document].future_dates
    announced = [each.date for each in told if each.meeting == asked.resolution.meeting and each.date > asked.date]
    at = bisect_right(days, asked.date)
    found = min((*announced, *days[at : at + 1]), default=None)
    return (found, "next meeting") if found is not None else (None, None)


def _answers(papers: Papers, asked: _Asked, due: date | None, told: Told) -> tuple[Tie, ...]:
    """The members of the item that answers best; of two as good the earlier."""
    if asked.date is None:
        return ()
    best: tuple[float, tuple[Clue, ...], Item] | None = None
    items = papers.items(asked.board)
    last = max(asked.date, due or asked.date) + timedelta(days=weight("answered", "at-most-days"))
    for item in items[bisect_right(items, asked.date, key=_day) : bisect_right(items, last, key=_day)]:
        # Most items are about something else: told apart first, since a board may have thousands.
        if asked.wanted.isdisjoint(item.about) and asked.topics.isdisjoint(item.topics):
            continue
        names = None if told.wrong("answered", asked.ref, item.members) else _item_names(papers, asked, item, due)
        if names is None:
            continue
        clues = tuple(clue("answered", name) for name in names)
        score = total(clues)
        if score >= weight("answered", "join") and (best is None or score > best[0]):
            best = (score, clues, item)
    if best is None:
        return ()
    score, clues, item = best
    doubtful = score < weight("answered", "doubt")
    return tuple(Tie("answered", asked.ref, ref, score, clues, doubtful) for ref in sorted(item.members))


def _day(item: Item) -> date:
    return item.date


def _item_names(papers: Papers, asked: _Asked, item: Item, due: date | None) -> list[str] | None:
    """The clues for an item; ``None`` where its title has nothing to do with the request."""
    about, wanted = item.about, asked.wanted
    named = not asked.topics.isdisjoint(item.topics)
    names = []
    shared = max((share(content(title), wanted) for title in item.titles), default=0.0)
    if shared >= weight("answered", "most"):
        names.append("title-most")
    elif shared >= weight("answered", "some") and (named or len(about & wanted) > 1):
        names.append("title-some")
    if named:
        names.append("entity")
    if not names:
        return None
    names.append(_time(asked, item, due))
    text = papers.text(item)
    if asked.extra and len(text) > 2 * len(about):
        held = share(asked.extra, text)
        if held >= weight("answered", "most"):
            names.append("text-most")
        else:
            names.append("text-some" if held >= weight("answered", "some") else "text-none")
    if asked.who and asked.who & content(" ".join(item.people)):
        names.append("asked")
    if not asked.paper:
        names.append("no-paper")
    return names


def _time(asked: _Asked, item: Item, due: date | None) -> str:
    if due is not None:
        late = (item.date - due).days
        if late == 0:
            return "at-due"
        if late < 0:
            return "before-due"
        return "after-due" if late <= weight("answered", "after-days") else "long-after"
    waited = (item.date - (asked.date or item.date)).days
    if waited <= weight("answered", "soon-days"):
        return "soon"
    return "late" if waited > weight("answered", "late-days") else "between"
