"""What later answers what was wished for: the item of a later meeting that speaks of it most."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from extractors.dates import dates
from extractors.facts import Action, Ask, Resolution
from kg.linking.entities import Feature
from kg.tracking.record import Item, Papers, Topic
from kg.tracking.similarity import clue, content, says, share, total, weight
from kg.tracking.tie_overrides import Told
from kg.tracking.ties import Ref, Tie


@dataclass(slots=True)
class Wish:
    """A request, or an action, with what it is compared by. ``extra`` are its words beside its subject.

    ``day`` is the one from which it may be answered; ``paper`` says whether its words want one put before the board.
    """

    ref: Ref
    board: str
    meeting: int
    day: date | None
    due: date | None
    text: str
    subject: frozenset[str]
    who: frozenset[str]
    wanted: frozenset[str]
    extra: frozenset[str]
    topics: frozenset[Topic]
    paper: bool


def of_statement(papers: Papers, ref: Ref, said: Resolution | Ask) -> Wish:
    """What a resolution or a sentence of the minutes wishes for."""
    facts = papers.facts[ref.document]
    minute = facts.minutes[said.minute] if said.minute is not None else None
    subject = content(minute.title) if minute is not None else frozenset[str]()
    topics: frozenset[Topic] = papers.topics(ref.document, said.span)
    if minute is not None and said.minute is not None:
        topics |= papers.title_topics(Ref(ref.document, "minute", said.minute))
    asked = _body(papers, ref.document, said.asked_of)
    who, words = content(said.asked_of or ""), content(said.text)
    return Wish(
        ref=ref,
        board=papers.board(ref.document, said.meeting),
        meeting=said.meeting,
        day=papers.day(ref.document, said.meeting),
        due=said.due,
        text=said.text,
        subject=subject,
        who=who,
        wanted=subject | words,
        extra=words - subject - who,
        topics=topics - ({asked} if asked else set()),
        paper=says("paper-asked", said.text),
    )


def of_action(papers: Papers, ref: Ref, action: Action) -> Wish:
    """What a row of a log wishes for, from the day of that log on."""
    who, words = content(action.responsible_printed or ""), content(action.text)
    day = papers.day(ref.document, action.meeting)
    named = [found.date for text in (action.text, action.comments or "") for found in dates(text)]
    return Wish(
        ref=ref,
        board=papers.board(ref.document, action.meeting),
        meeting=action.meeting,
        day=day,
        due=min((each for each in named if day is not None and each >= day), default=None),
        text=action.text,
        subject=frozenset(),
        who=who,
        wanted=words,
        extra=words - who,
        topics=papers.topics(ref.document, action.span),
        paper=says("paper-asked", action.text),
    )


def _body(papers: Papers, document: str, printed: str | None) -> Topic | None:
    found = papers.identities.resolve(document, "organisation", printed) if printed else None
    return (found.kind, found.id) if found is not None else None


def answers(
    papers: Papers,
    wish: Wish,
    told: Told,
    kind: Literal["answered", "delivered"] = "answered",
    due: date | None = None,
    until: date | None = None,
) -> tuple[Tie, ...]:
    """The members of the item that answers best, up to the day ``until``; of two as good the earlier; or as told.

    A request is answered after the meeting that made it; an action may be delivered at the very meeting of its log.
    """
    said = told.right(kind, wish.ref)
    if said or wish.day is None:
        return tuple(told.tie(kind, wish.ref, ref) for ref in said)
    best: tuple[float, tuple[Feature, ...], Item] | None = None
    items = papers.items(wish.board)
    first = (bisect_right if kind == "answered" else bisect_left)(items, wish.day, key=_day)
    last = until or max(wish.day, due or wish.day) + timedelta(
        days=weight("answered", "at-most-days")
    )
    for item in items[first : bisect_right(items, last, key=_day)]:
        # Most items are about something else: told apart first, since a board may have thousands.
        if wish.wanted.isdisjoint(item.about) and wish.topics.isdisjoint(item.topics):
            continue
        names = (
            None
            if told.wrong(kind, wish.ref, item.members)
            else _item_names(papers, wish, item, due)
        )
        if names is None:
            continue
        clues = tuple(clue("answered", name) for name in names)
        score = total(clues)
        if score >= weight(kind, "join") and (best is None or score > best[0]):
            best = (score, clues, item)
    if best is None:
        return ()
    score, clues, item = best
    doubtful = score < weight(kind, "doubt")
    return tuple(Tie(kind, wish.ref, ref, score, clues, doubtful) for ref in sorted(item.members))


def _day(item: Item) -> date:
    return item.date


def _item_names(papers: Papers, wish: Wish, item: Item, due: date | None) -> list[str] | None:
    """The clues for an item; ``None`` where its title has nothing to do with the request."""
    about, wanted = item.about, wish.wanted
    named = not wish.topics.isdisjoint(item.topics)
    names = []
    shared = max((share(content(title) & about, wanted) for title in item.titles), default=0.0)
    if shared >= weight("answered", "most"):
        names.append("title-most")
    elif shared >= weight("answered", "some") and (named or len(about & wanted) > 1):
        names.append("title-some")
    if named:
        names.append("entity")
    if not names:
        return None
    names.append(_time(wish, item, due))
    text = papers.text(item)
    if wish.extra and len(text) > 2 * len(about):
        held = share(wish.extra, text)
        if held >= weight("answered", "most"):
            names.append("text-most")
        else:
            names.append("text-some" if held >= weight("answered", "some") else "text-none")
    if wish.who and wish.who & content(" ".join(item.people)):
        names.append("asked")
    if not wish.paper:
        names.append("no-paper")
    return names


def _time(wish: Wish, item: Item, due: date | None) -> str:
    if due is not None:
        late = (item.date - due).days
        if late == 0:
            return "at-due"
        if late < 0:
            return "before-due"
        return "after-due" if late <= weight("answered", "after-days") else "long-after"
    waited = (item.date - (wish.day or item.date)).days
    if waited <= weight("answered", "soon-days"):
        return "soon"
    return "late" if waited > weight("answered", "late-days") else "between"
