"""How a topic went through the papers: reported, discussed, resolved, asked for, and what became of each action.

``trace`` asks the queries ``timeline`` and ``trace-…``; ``render`` writes what it found as a table for the
terminal, a Markdown briefing, a self-contained HTML page, JSON or CSV. Everything shown stands in the papers; what is
worked out from several of them (an action that came back, a request that was answered) names the papers it rests on.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

import pyoxigraph as ox

from extractors.facts import Span
from kg import ask
from kg.dossier import Asked, Dossier, Money, Point, Series, Speaker, Stated, Told, charts, dossier
from kg.errors import InputError, NotFound
from kg.names import likeness, search_words, topic_keys
from kg.quote import Quotes
from ontology.vocabulary import fold

if TYPE_CHECKING:
    from kg.remote import Remote

Kind = Literal["programme", "organisation", "person", "words"]
Format = Literal["table", "markdown", "html", "json", "csv"]
FORMATS: tuple[str, ...] = get_args(Format)
COLUMNS = ("date", "part", "item", "title", "event", "text", "page", "document")  # as in the query ``timeline``
DONE = frozenset(
    {"green", "complete", "completed", "closed", "done", "achieved", "discharged"}
)  # statuses of an action
NEAR = 6  # other topics named beside the one that was understood
SUGGESTED = 5
LEAST_NEAR = 0.6  # likeness from which a name is suggested
SAME_REQUEST = 0.3  # share of words in common from which a log's row is taken to be what a clause asked for
SAME_ACTION = 0.9  # likeness from which rows raised on one day are one action
PASSAGES = 4  # sentences of one report shown beside the first; JSON has all of them
CHARTS = 6  # drawn at most
FIGURES = 40  # figures listed at most beside the charts
ORDINARY = 4  # letters up to which a word does not count for that

EMPTY = Dossier()

Row = Mapping[str, str]  # of a named query; what is unknown is empty


@dataclass(frozen=True, slots=True)
class Topic:
    """What was understood. ``kind`` is ``words`` (and ``iri`` unknown) where the topic is nobody's name."""

    iri: str | None
    name: str
    kind: Kind
    also_known_as: tuple[str, ...] = ()
    subtype: str | None = None  # the sort of programme or organisation: duty, charity …


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence of a paper and the page it stands on."""

    text: str
    page: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the timeline, with what else the papers say of it. ``date`` and ``due`` are ISO.

    ``sentences`` are the others that name the topic there; ``came_back`` says where a request was taken up.
    """

    date: str | None
    part: str | None
    item: str | None
    title: str | None
    event: str
    text: str
    page: str | None
    document: str
    by: str | None = None
    organisation: str | None = None
    clause: str | None = None
    verb: str | None = None
    asked_of: str | None = None
    due: str | None = None
    sentences: tuple[Words, ...] = ()
    came_back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An action's row in one log; ``date`` is that of the meeting whose papers carry the log."""

    date: str | None
    number: str | None
    status: str | None
    comments: str | None
    page: str | None
    document: str


@dataclass(frozen=True, slots=True)
class Action:
    """An action and its rows, oldest first.

    ``newest_log`` is the date of the board's last log, ``next_log`` that of the first one after the action's last row.
    """

    iri: str
    text: str
    raised: tuple[str, ...]
    responsible: str | None
    entries: tuple[Entry, ...]
    newest_log: str | None
    next_log: str | None = None

    @property
    def in_newest_log(self) -> bool:
        """Whether the board's last log still carries it."""
        return bool(self.entries) and self.entries[-1].date is not None and self.entries[-1].date == self.newest_log

    @property
    def is_open(self) -> bool:
        """Whether the last log carries it without a status that says it is done."""
        return self.in_newest_log and not done(self.entries[-1].status)

    @property
    def fate(self) -> str:
        """What became of it, in one line."""
        if not self.entries:
            return "in no log"
        steps: list[tuple[str, list[str]]] = []
        for entry in self.entries:
            status = entry.status or "no status"
            if not steps or steps[-1][0] != status:
                steps.append((status, []))
            steps[-1][1].append(day(entry.date))
        told = ", then ".join(f"{status} in the log of {' and of '.join(days)}" for status, days in steps)
        if self.is_open:
            return f"{told}, the newest: still open"
        if self.in_newest_log:
            return f"{told}, the newest"
        return f"{told}; not in the next one, of {day(self.next_log)}" if self.next_log else told


@dataclass(frozen=True, slots=True)
class Change:
    """A renaming or a succession that the topic went through, with the words that say so where there are any."""

    kind: str
    before: str
    after: str
    date: str | None
    quote: str | None
    page: str | None
    document: str | None


@dataclass(frozen=True, slots=True)
class Role:
    """For whom a person stood, from the first to the last meeting whose papers show it."""

    organisation: str
    role: str | None
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Trace:
    """A topic's way through the papers.

    ``near`` are other topics that the same words may mean; ``guessed`` says that nothing is spelled quite as asked.
    """

    asked: str
    topic: Topic
    near: tuple[Topic, ...]
    events: tuple[Event, ...]
    actions: tuple[Action, ...] = ()
    changes: tuple[Change, ...] = ()
    roles: tuple[Role, ...] = ()
    since: str | None = None
    until: str | None = None
    guessed: bool = False
    since_pack: str | None = None
    dossier: Dossier = EMPTY

    @property
    def dates(self) -> tuple[str, ...]:
        """The meetings' dates, oldest first."""
        return tuple(sorted({event.date for event in self.events if event.date}))

    @property
    def understood(self) -> str:
        """What the topic was taken to be, and what else it may have meant, in one line."""
        topic = self.topic
        if topic.kind == "words":
            said = f"“{topic.name}”: nobody's name; searched as words"
        elif topic.subtype in (None, "other", topic.kind):
            said = f"{topic.name}: {topic.kind}"
        else:
            said = f"{topic.name}: {topic.kind} ({topic.subtype})"
        if self.guessed:
            said = f"Nothing is called “{self.asked}”; taken for {said}"
        if self.near:
            said += "; also: " + ", ".join(f"{other.name} ({other.subtype or other.kind})" for other in self.near)
        return said


def trace(
    store: ox.Store | Remote,
    topic: str,
    since: date | None = None,
    until: date | None = None,
    *,
    since_pack: str | None = None,
    full: bool = False,
) -> Trace:
    """Follow ``topic`` (a name, a printed form, an acronym, an IRI, else words) from ``since`` up to ``until``.

    ``since_pack`` (a file's name, or a day as 2023-06-30) leaves only what later packs brought. ``full`` asks for the
    dossier as well: what the topic is, its figures, its money, its company, the requests on it.

    Raises ``NotFound``, with the nearest names, where the papers do not speak of it.
    """
    asked = " ".join(topic.split())
    if not asked:
        raise InputError("no topic was given; name a programme, an organisation, a person or some words")
    if since and until and since > until:
        raise InputError(f"--since {since} is later than --until {until}; exchange them")
    chosen, near, guessed = _resolve(store, asked)
    found = _follow(store, asked, chosen, near) if chosen else _search(store, asked, near)
    if not found.events:
        raise NotFound(_nothing(store, asked, near))
    limited = _within(
        replace(found, guessed=guessed), *(limit.isoformat() if limit else None for limit in (since, until))
    )
    if since_pack is not None:
        limited = _since_pack(store, limited, since_pack)
    if not limited.events:
        spoken = f"from {day(found.dates[0])} to {day(found.dates[-1])}" if found.dates else "in papers without a date"
        raise NotFound(f"{found.topic.name}: nothing in that time; the papers speak of it {spoken}")
    if full and limited.topic.iri is not None:
        told = dossier(store, limited.topic.iri)
        if len(limited.events) < len(found.events):
            told = told.only({event.document for event in limited.events})
        limited = replace(limited, dossier=told)
    return limited


def packs(store: ox.Store | Remote) -> dict[str, str]:
    """File name → the day of the meeting that the papers were made for (the last they document), oldest first."""
    told = {row["file"]: max(row["meetings"].split("; ")) for row in ask.rows(store, "documents") if row["meetings"]}
    return dict(sorted(told.items(), key=lambda pair: (pair[1], pair[0])))


def pack_day(store: ox.Store | Remote, pack: str) -> str:
    """The day of a pack named by its file or by a day: the newest pack up to then. Raises ``InputError``."""
    known = packs(store)
    if pack in known:
        return known[pack]
    try:
        asked = date.fromisoformat(pack).isoformat()
    except ValueError:
        raise InputError(
            f"{pack}: no such pack; kg query documents lists the files, or give a day as 2023-06-30"
        ) from None
    before = [when for when in known.values() if when <= asked]
    if not before:
        raise InputError(f"{pack}: no pack is as old as that; kg query documents lists them")
    return max(before)


def _since_pack(store: ox.Store | Remote, found: Trace, pack: str) -> Trace:
    """What later packs brought; an action is kept whole where a later log carries it."""
    seen = pack_day(store, pack)
    later = {name for name, when in packs(store).items() if when > seen}
    return replace(
        found,
        since_pack=seen,
        events=tuple(event for event in found.events if event.document in later),
        actions=tuple(action for action in found.actions if any(entry.document in later for entry in action.entries)),
        changes=tuple(change for change in found.changes if change.document is None or change.document in later),
    )


# -- what the topic is ------------------------------------------------------------------------------------------------


def _resolve(store: ox.Store | Remote, asked: str) -> tuple[Topic | None, tuple[Topic, ...], bool]:
    """The topic meant, what else is near, and whether it is a guess; no topic where nobody in particular is meant."""
    called = ask.matches(store, asked)
    words = [key.split() for name in (asked, *(match.name for match in called[:1])) for key in topic_keys(name)]
    holding: dict[str, Topic] = {}
    for row in sorted(ask.rows(store, "keys"), key=lambda row: (-int(row["mentions"]), row["entity"])):
        if any(set(each) < set(row["key"].split()) for each in words):
            holding.setdefault(row["entity"], _topic(row))
    for match in called:
        holding.pop(match.iri, None)
    if not called and len(holding) == 1:
        return _described(store, *holding), (), True
    others = [*(match.iri for match in called[1:]), *holding][:NEAR]
    near = tuple(_described(store, iri) for iri in others)
    return (_described(store, called[0].iri), near, called[0].likeness < 1) if called else (None, near, False)


def _described(store: ox.Store | Remote, iri: str) -> Topic:
    row = ask.rows(store, "entity", entity=iri)[0]
    also = tuple(dict.fromkeys(name for name in row["also"].split("; ") if name))
    return replace(_topic(row), also_known_as=also, subtype=row["subtype"] or None)


def _topic(row: Row) -> Topic:
    return Topic(row["entity"], row["name"], cast(Kind, row["kind"]))


def _nothing(store: ox.Store | Remote, asked: str, near: Sequence[Topic]) -> str:
    """“No”, with the nearest names."""
    close = [topic.name for topic in near] or [match.name for match in ask.near(store, asked, LEAST_NEAR)]
    suggested = list(dict.fromkeys(close))[:SUGGESTED]
    hint = (
        f"; did you mean {', '.join(suggested)}?" if suggested else "; what they name is listed by kg query programmes"
    )
    return f"{asked}: the papers do not speak of it{hint}"


# -- following an entity ----------------------------------------------------------------------------------------------


def _follow(store: ox.Store | Remote, asked: str, topic: Topic, near: tuple[Topic, ...]) -> Trace:
    iri = topic.iri or ""
    events = [_event(row) for row in ask.rows(store, "timeline", topic=iri)]
    actions = _actions(store, iri)
    events = _with_sentences(
        _with_facts(events, ask.rows(store, "trace-facts", topic=iri)), ask.rows(store, "trace-sentences", topic=iri)
    )
    events = [_with_return(event, events, actions) for event in events]
    changes = tuple(
        Change(
            row["kind"],
            row["before"],
            row["after"],
            *(row[name] or None for name in ("date", "quote", "page", "document")),
        )
        for row in ask.rows(store, "trace-changes", topic=iri)
    )
    roles = tuple(
        Role(row["organisation"], *(row[name][:200] or None for name in ("role", "first", "last")))
        for row in ask.rows(store, "trace-roles", topic=iri)
    )
    return Trace(asked, topic, near, tuple(events), actions, changes, roles)


def _event(row: Row) -> Event:
    return Event(
        date=row["date"][:10] or None,
        part=row["part"] or None,
        item=row["item"] or None,
        title=row["title"] or None,
        event=row["event"],
        text=row["text"],
        page=row["page"] or None,
        document=row["document"],
    )


def _key(
    event: str | None, document: str | None, item: str | None, title: str | None, text: str | None
) -> tuple[str, ...]:
    """What tells two facts of one document apart: the words of a clause, the title of a minute or a report."""
    words = title if event in ("discussed", "report") else text
    return (event or "", document or "", item or "", words or "")


def _with_facts(events: Sequence[Event], rows: Sequence[Row]) -> list[Event]:
    facts = {_key(row["event"], row["document"], row["item"], row["title"], row["text"]): row for row in rows}
    more = []
    for event in events:
        row = facts.get(_key(event.event, event.document, event.item, event.title, event.text))
        if row is not None:
            event = replace(
                event,
                by=row["by"] or None,
                organisation=row["organisation"] or None,
                clause=row["clause"] or None,
                verb=row["verb"] or None,
                asked_of=row["asked_of"] or None,
                due=row["due"][:10] or None,
                sentences=_opening(event, row),
            )
        more.append(event)
    return more


def _opening(event: Event, row: Row) -> tuple[Words, ...]:
    """How a minute begins, where only its title names the topic."""
    if event.event != "discussed" or fold(event.text) != fold(event.title or ""):
        return ()
    _, _, body = row["text"].partition(event.title or "")
    return (Words(_sentence(body.strip(), 0), event.page),) if body.strip() else ()


def _with_sentences(events: Sequence[Event], rows: Sequence[Row]) -> list[Event]:
    """Gives each minute and report the other sentences that name the topic, those of its clauses left out."""
    said: dict[tuple[str, ...], dict[str, str | None]] = {}
    for row in rows:
        key = _key(row["event"], row["document"], row["item"], row["title"], None)
        said.setdefault(key, {}).setdefault(row["text"], row["page"] or None)
    clauses: dict[tuple[str, str | None], list[str]] = {}
    for event in events:
        if event.event in ("resolved", "recommendation"):
            clauses.setdefault((event.document, event.item), []).append(fold(event.text))
    more = []
    for event in events:
        found = said.get(_key(event.event, event.document, event.item, event.title, None), {})
        told = [*clauses.get((event.document, event.item), ()), fold(event.text), fold(event.title or "")]
        event = replace(
            event,
            sentences=event.sentences
            + tuple(Words(text, page) for text, page in found.items() if not _told(fold(text), told)),
        )
        more.append(event)
    return more


def _told(words: str, told: Iterable[str]) -> bool:
    """Whether the words, or nearly all of them, stand in something already shown."""
    core = words.split(" ", 2)[-1]  # a clause's letter, and the “that” that several clauses share, left away
    return any(core in each or (len(each) > 30 and each in words) for each in told if each)


def _actions(store: ox.Store | Remote, iri: str) -> tuple[Action, ...]:
    logs: dict[str, list[str]] = {}
    for row in ask.rows(store, "trace-logs"):
        logs.setdefault(row["board"], []).append(row["date"][:10])
    chains: dict[str, list[Row]] = {}
    for row in ask.rows(store, "trace-actions", topic=iri):
        chains.setdefault(_chain(row, chains), []).append(row)
    return tuple(_action(action, rows, sorted(logs.get(rows[-1]["board"], ()))) for action, rows in chains.items())


def _chain(row: Row, chains: Mapping[str, Sequence[Row]]) -> str:
    """The action that a row goes on with: its own, or one of an earlier log with its words under another number."""
    for action, rows in chains.items():
        last = rows[-1]
        alike = (
            all(row[name] and row[name] == last[name] for name in ("board", "raised")) and row["date"] > last["date"]
        )
        if action != row["action"] and alike and likeness(fold(row["text"]), fold(last["text"])) >= SAME_ACTION:
            return action
    return row["action"]


def _action(iri: str, rows: Sequence[Row], logs: Sequence[str]) -> Action:
    last = rows[-1]
    return Action(
        iri=iri,
        text=last["text"],
        raised=tuple(part for part in last["raised"].split("; ") if part),
        responsible=last["responsible"] or None,
        entries=tuple(
            Entry(
                date=row["date"][:10] or None,
                number=row["number"] or None,
                status=row["status"] or None,
                comments=row["comments"] or None,
                page=row["page"] or None,
                document=row["document"],
            )
            for row in rows
        ),
        newest_log=logs[-1] if logs else None,
        next_log=next((log for log in logs if last["date"] and log > last["date"][:10]), None),
    )


def done(status: str | None) -> bool:
    """Whether a printed status says that nothing is left to do."""
    return bool(status) and (status or "").strip(" .:;").lower() in DONE


def _with_return(event: Event, events: Sequence[Event], actions: Sequence[Action]) -> Event:
    """Says where a request came back: as a row of a log, and in the papers of the day it was due."""
    if event.event != "resolved" or event.verb != "request":
        return event
    found = []
    rows = [action for action in actions if event.date in action.raised]
    likely = max(rows, key=lambda action: _in_common(event.text, action.text), default=None)
    if likely is not None and _in_common(event.text, likely.text) >= SAME_REQUEST:
        entry = likely.entries[0]
        number = f"action {entry.number} " if entry.number else "an action "
        found.append(f"became {number}of the log of {day(entry.date)}: {likely.fate}")
    for later in events:
        if event.due and later.date == event.due and later.event == "report" and later.title:
            found.append(f"a report was before the meeting of {day(later.date)}: {later.title}")
    return replace(event, came_back=tuple(dict.fromkeys(found)))


def _in_common(one: str, other: str) -> float:
    """Share of the longer words of the shorter text that the other has too."""
    left, right = ({word for word in fold(text).split() if len(word) > ORDINARY} for text in (one, other))
    return len(left & right) / max(min(len(left), len(right)), 1)


# -- searching words --------------------------------------------------------------------------------------------------


def _search(store: ox.Store | Remote, asked: str, near: tuple[Topic, ...]) -> Trace:
    """The places that have all the words; those that have them side by side, where there are such."""
    words = search_words(asked)
    rows = ask.found(store, words) if words else []
    together = [row for row in rows if _has(row, [asked.lower()])]
    events: list[Event] = []
    for row in together or rows:
        event = _event(row)
        event = replace(event, text=_excerpt(event.text, words))
        earlier = [other for other in events[-8:] if other.document == event.document]
        if not _told(fold(event.text), [fold(other.text) for other in earlier if other.event != "discussed"]):
            events.append(event)
    return Trace(asked, Topic(None, asked, "words"), near, tuple(events))


def _has(row: Row, words: Sequence[str]) -> bool:
    text = f" {fold(row['text'])} "
    return all(f" {fold(word)}" in text for word in words)


def _excerpt(text: str, words: Sequence[str]) -> str:
    """The sentence with the first of the words."""
    at = min((at for word in words if (at := text.lower().find(word)) >= 0), default=-1)
    return _sentence(text, at) if at >= 0 else text


def _sentence(text: str, at: int) -> str:
    return Quotes(text).quote(Span(at, at + 1))


def _within(found: Trace, since: str | None, until: str | None) -> Trace:
    """Only what is dated within the limits; what bears no date is kept where there are none."""
    if since is None and until is None:
        return found

    def inside(when: str | None) -> bool:
        return when is not None and (since or "") <= when <= (until or "9999")

    return replace(
        found,
        since=since,
        until=until,
        events=tuple(event for event in found.events if inside(event.date)),
        actions=tuple(action for action in found.actions if any(inside(entry.date) for entry in action.entries)),
        changes=tuple(change for change in found.changes if change.date is None or inside(change.date)),
    )


# -- showing ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened: what (“Resolved (b)”), the words, what else is known of it, and where it stands."""

    what: str
    event: str
    text: str
    notes: tuple[str, ...]
    page: str | None
    document: str
    sentences: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a meeting: a minute with its decisions, a report with its recommendations, the log of actions."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """All that the papers of one day hold on the topic."""

    name: str
    items: tuple[Item, ...]


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PARTS = {"minutes": "Minute", "agenda": "Agenda item", "action-log": "Action log", "report": "Report",
          "presentation": "Slides", "appendix": "Appendix"}  # fmt: skip


def day(iso: str | None) -> str:
    """``2019-09-27`` as “27 September 2019”."""
    if not iso:
        return "an unknown day"
    year, month, number = (int(part) for part in iso[:10].split("-"))
    return f"{number} {_MONTHS[month - 1]} {year}"


def days(shown: Trace) -> tuple[Day, ...]:
    """The events by meeting and item, in order of time."""
    grouped: dict[str, dict[tuple[str, ...], list[Event]]] = {}
    for event in shown.events:
        key = (
            ("action-log", "", "", "")
            if event.event == "action"
            else (event.part or "", event.item or "", event.title or "", event.document)
        )
        grouped.setdefault(event.date or "", {}).setdefault(key, []).append(event)
    by_entry = {
        (entry.document, entry.number, entry.date): action for action in shown.actions for entry in action.entries
    }
    return tuple(
        Day(
            day(when) if when else "Papers without a date",
            tuple(
                Item(_heading(key), tuple(_line(event, by_entry) for event in events)) for key, events in items.items()
            ),
        )
        for when, items in grouped.items()
    )


def _heading(key: tuple[str, ...]) -> str:
    part, item, title, _ = key
    name = _PARTS.get(part, part.capitalize())
    if part in ("report", "presentation", "appendix"):
        return f"{name}: {title}" + (f" (agenda item {item})" if item else "") if title else name
    return f"{name} {item}".strip() + (f": {title}" if title else "")


def _line(event: Event, by_entry: dict[tuple[str, str | None, str | None], Action]) -> Line:
    what, notes = event.event.capitalize(), []
    if event.event in ("resolved", "recommendation"):
        what = {"resolved": "Resolved", "recommendation": "Recommended"}[event.event]
        what += f" ({event.clause})" if event.clause else ""
    elif event.event == "report":
        what = "Reported"
    elif event.event == "action":
        what = f"Action {event.item}" if event.item else "Action"
        action = by_entry.get((event.document, event.item, event.date))
        if action is not None:
            entry = next(each for each in action.entries if each.document == event.document and each.date == event.date)
            notes += [f"responsible: {action.responsible}"] if action.responsible else []
            notes += [f"status: {entry.status or 'none printed'}"]
            notes += [f"comment: {entry.comments}"] if entry.comments else []
    if event.by or (event.organisation and event.event == "report"):
        notes.append("by " + ", ".join(part for part in (event.by, event.organisation) if part))
    if event.asked_of:
        notes.append(f"asked of {event.asked_of}")
    if event.due:
        notes.append(f"by {day(event.due)}")
    if len(event.sentences) > PASSAGES:
        notes.append(f"{_count(len(event.sentences) - PASSAGES, 'more sentence')} of it name the topic")
    return Line(
        what,
        event.event,
        event.text,
        (*notes, *event.came_back),
        event.page,
        event.document,
        event.sentences[:PASSAGES],
    )


def pages(page: str | None) -> str:
    """``7`` as “p. 7”, ``3–7`` as “pp. 3–7”."""
    if not page:
        return ""
    return f"p. {page}" if page.isalnum() else f"pp. {page}"


def source(line: Line | Change | Told | Event) -> str:
    """The document and the page that something stands on."""
    return " ".join(part for part in (line.document, pages(line.page)) if part)


def told(role: Role) -> str:
    """A role in one line: for whom, as what, and when the papers show it."""
    when = day(role.first) if role.first == role.last else f"{day(role.first)} to {day(role.last)}"
    return f"{role.organisation}" + (f" ({role.role})" if role.role else "") + (f", {when}" if role.first else "")


def speaker(who: Speaker) -> str:
    """Who brought the topic, for whom, how often and when, in one line."""
    when = day(who.first) if who.first == who.last else f"{day(who.first)} to {day(who.last)}"
    bodies = f" ({', '.join(who.organisations)})" if who.organisations else ""
    return f"{who.name}{bodies}: {_count(who.meetings, 'meeting')}" + (f", {when}" if who.first else "")


def stated(each: Stated) -> str:
    """What the papers say of two, in one line."""
    return f"{each.subject}: {each.relation} {each.object}"


def asked_for(each: Asked) -> str:
    """How a request stands, in one line."""
    parts = [each.status or "", f"asked {day(each.words.date)}" if each.words.date else ""]
    parts += [f"of {each.asked_of}" if each.asked_of else "", f"due {day(each.due)}" if each.due else ""]
    return ", ".join(part for part in parts if part) + (f" (as of {day(each.as_of)})" if each.as_of else "")


_BOUNDS = {"exact": "", "most": "up to ", "least": "over ", "about": "about "}


def money(each: Money) -> str:
    """A sum in one line: how much, from whom, to whom, for what and when."""
    total = "in total, " if each.total else ""
    parts = [f" from {each.payer}" if each.payer else "", f" to {each.payee}" if each.payee else ""]
    parts += [f", {each.purpose}" if each.purpose else "", f" ({each.period})" if each.period else ""]
    return total + _BOUNDS.get(each.bound, "") + each.value + "".join(parts)


def called(series: Series) -> str:
    """An indicator with its unit and area."""
    return series.name + "".join(f", {part}" for part in (series.unit, series.area) if part and part != "count")


def period(point: Point) -> str:
    """The time a figure is for, as printed, else its last day."""
    days_of = (point.period or "").split(" to ")
    if len(days_of) == 2 and all(re.fullmatch(r"\d{4}-\d\d-\d\d", each) for each in days_of):
        return f"{day(days_of[0])} to {day(days_of[1])}"
    if point.period and point.when and not re.search(r"\d{4}", point.period):
        return f"{point.period} (to {day(point.when)})"
    return point.period or ("" if point.role in ("threshold", "target", "typical") else f"papers of {day(point.when)}")


def summary(shown: Trace) -> str:
    """The whole in a sentence or two."""
    meetings, dates = len(shown.dates), shown.dates
    decided = sum(event.event == "resolved" for event in shown.events)
    reports = sum(event.event == "report" for event in shown.events)
    still = sum(action.is_open for action in shown.actions)
    span = f", {day(dates[0])} to {day(dates[-1])}" if len(dates) > 1 else f", {day(dates[0])}" if dates else ""
    counts = [_count(meetings, "meeting") + span, _count(reports, "report"), _count(decided, "clause") + " resolved"]
    if shown.actions:
        counts.append(_count(len(shown.actions), "action") + f", {still or 'none'} open in the newest log")
    return "; ".join(counts) + "."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def render(shown: Trace, format: str = "table") -> str:
    """The trace in one of ``FORMATS``, ending in a line break; raises ``InputError`` for any other."""
    if format == "json":
        return json.dumps(as_json(shown), ensure_ascii=False, indent=2) + "\n"
    if format == "csv":
        return _csv(shown)
    if format == "markdown":
        return _template(shown, "trace.md")
    if format == "html":
        return _template(shown, "trace.html")
    if format == "table":
        return _table(shown)
    raise InputError(f"{format}: no such format; use one of {', '.join(FORMATS)}")


def as_json(shown: Trace) -> dict[str, object]:
    """The trace as plain JSON: ``topic`` and ``events`` as the contract has them, and what else was found."""
    return {
        "topic": asdict(shown.topic) | {"asked": shown.asked},
        "near": [{"iri": topic.iri, "name": topic.name, "kind": topic.kind} for topic in shown.near],
        "since": shown.since,
        "until": shown.until,
        "events": [asdict(event) for event in shown.events],
        "actions": [asdict(action) | {"open": action.is_open, "fate": action.fate} for action in shown.actions],
        "changes": [asdict(change) for change in shown.changes],
        "roles": [asdict(role) for role in shown.roles],
        "since_pack": shown.since_pack,
        "dossier": asdict(shown.dossier),
    }


def _csv(shown: Trace) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: value or "" for key, value in asdict(event).items()} for event in shown.events)
    return out.getvalue()


def _template(shown: Trace, name: str) -> str:
    drawn = charts(shown.dossier.series)[:CHARTS]
    listed = [(each, p) for each in shown.dossier.series if each not in [d.series for d in drawn] for p in each.points]
    return fill(
        name,
        {"day": day, "told": told, "source": source, "pages": pages, "speaker": speaker, "stated": stated}
        | {"asked_for": asked_for, "money": money, "called": called, "period": period},
        trace=shown,
        days=days(shown),
        summary=summary(shown),
        dossier=shown.dossier,
        charts=drawn,
        figures=listed[:FIGURES],
        more_figures=len(listed) - len(listed[:FIGURES]),
    )


def fill(name: str, filters: Mapping[str, Any], **values: object) -> str:
    """Fills a template of ``kg/templates``; every value is escaped for the language it is put into."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    markdown = name.endswith(".md")
    environment = Environment(
        loader=PackageLoader("kg", "templates"),
        autoescape=not markdown,
        finalize=_in_markdown if markdown else None,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= filters
    return environment.get_template(name).render(**values).rstrip() + "\n"


_MARKDOWN = str.maketrans({c: "\\" + c for c in "\\`*[]|~#"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"})


_EDGE = re.compile(r"(?<!\w)_|_(?!\w)")  # within a word, as in a file's name, it is no sign


def _in_markdown(value: object) -> str:
    """A value as words on one line, with nothing in them that Markdown or HTML would read as a sign."""
    text = " ".join(str(value).split()).translate(_MARKDOWN)
    return _EDGE.sub(r"\_", text)


def _table(shown: Trace) -> str:
    """For the terminal; words of papers are never read as markup or as control characters."""
    from rich.console import Console, Group
    from rich.table import Table
    from rich.text import Text

    def words(text: str, style: str = "") -> Text:
        return Text("".join(c for c in text if c.isprintable() or c == "\n"), style=style)

    table = Table(show_header=True, header_style="bold", expand=False, show_lines=False, pad_edge=False)
    for name, width in (("Meeting", 17), ("What", 15), ("Words", None), ("Paper", 24)):
        table.add_column(name, width=width, overflow="fold")
    for each in days(shown):
        table.add_section()
        date_shown = each.name
        for item in each.items:
            table.add_row(words(date_shown, "bold"), "", words(item.heading, "bold"), "")
            date_shown = ""
            for line in item.lines:
                cell: list[Text] = [words(line.text), *(words(f"“{each.text}”", "dim") for each in line.sentences)]
                cell += [words(f"→ {note}", "dim") for note in line.notes]
                table.add_row("", words(line.what), Group(*cell), words(f"{line.document}\n{pages(line.page)}", "dim"))
    console = Console(file=io.StringIO(), width=_width(), record=False, highlight=False, force_terminal=False)
    console.print(words(shown.understood, "bold"))
    if shown.topic.also_known_as:
        console.print(words("also called " + ", ".join(shown.topic.also_known_as)))
    console.print(words(summary(shown)))
    for change in shown.changes:
        console.print(
            words(f"{change.kind}: {change.before} → {change.after}" + (f", {day(change.date)}" if change.date else ""))
        )
    for role in shown.roles:
        console.print(words("stood for " + told(role)))
    if shown.since_pack:
        console.print(words(f"what changed since the pack of {day(shown.since_pack)}"))
    for told_of in shown.dossier.definitions:
        console.print(words(f"“{told_of.text}” ({source(told_of)})"))
    for each_stated in shown.dossier.stated:
        console.print(words(stated(each_stated)))
    for who in shown.dossier.speakers:
        console.print(words("brought by " + speaker(who)))
    console.print(table)
    for action in shown.actions:
        console.print(words(f"Action “{action.text}”: {action.fate}"))
    for request in shown.dossier.open_requests:
        console.print(words(f"Request “{request.words.text}”: {asked_for(request)}"))
    drawn = [each.series for each in charts(shown.dossier.series)[:CHARTS]]
    for series in drawn:
        values = ", ".join(f"{(point.when or '')[:7]} {point.value}" for point in series.line)
        across = f"; {series.threshold.role} {series.threshold.value}" if series.threshold else ""
        console.print(words(f"Figure: {called(series)}: {values}{across}"))
    others = len(shown.dossier.series) - len(drawn)
    if others:
        console.print(words(f"{_count(others, 'other indicator')}: kg query figures-of, or --format markdown"))
    for each_sum in shown.dossier.money:
        console.print(words(f"Money: {money(each_sum)} ({source(each_sum.words)})"))
    if shown.dossier.company:
        company = ", ".join(f"{other.name} ({other.passages})" for other in shown.dossier.company)
        console.print(words(f"Named with it: {company}"))
    file = console.file
    assert isinstance(file, io.StringIO)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def _width() -> int:
    """The terminal's width, within what can be read."""
    from shutil import get_terminal_size

    return max(80, min(get_terminal_size((110, 24)).columns, 160))
