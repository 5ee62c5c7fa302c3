"""One pack in brief: what stands open, the log of actions, what it brings on each programme and partner, who is new."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError, NotFound
from kg.store import query
from kg.views.profile import Asked, Told
from kg.views.timeline import day, fill, outcome_queries, packs, source
from kg.views.timeline.formatting import count
from kg.views.timeline.model import Action, Entry
from kg.views.timeline.phrases import asked_for

if TYPE_CHECKING:
    from kg.store.remote import Remote

FORMATS = ("markdown", "html", "json")
GONE = frozenset({"vanished", "unseen", "withdrawn", "withdrawal asked"})  # what a later log lacks
KINDS = {"programme": "Programmes", "organisation": "Partners"}


@dataclass(frozen=True, slots=True)
class News:
    """One thing that the pack says of a topic: “resolved”, “report” …, with its words."""

    event: str
    number: str | None
    words: Told
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A programme or partner with its news; ``first`` says that no earlier pack names it, ``last`` when one did."""

    iri: str
    name: str
    kind: str
    first: bool
    last: str | None
    news: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An action in the pack's log."""

    action: Action
    entry: Entry


@dataclass(frozen=True, slots=True)
class Digest:
    """A pack's news. ``day`` and ``before`` (the last pack's) are ISO.

    ``standing`` are requests without an answer for certain, of the newest pack only; ``gone`` are the actions that the
    log before carried and this one does not.
    """

    day: str
    before: str | None
    documents: tuple[str, ...]
    topics: tuple[Topic, ...]
    standing: tuple[Asked, ...]
    log: tuple[Row, ...] = ()
    gone: tuple[Action, ...] = ()

    def of(self, kind: str) -> tuple[Topic, ...]:
        """The topics of one kind."""
        return tuple(topic for topic in self.topics if topic.kind == kind)


def digest(store: ox.Store | Remote, when: str | None = None) -> Digest:
    """What the pack of the meeting on ``when`` (ISO; by itself the newest) brings that the packs before it did not.

    Raises ``InputError`` where ``when`` is no pack's day, ``NotFound`` where there are no dated papers.
    """
    known = packs(store)
    if not known:
        raise NotFound("no paper bears a date; kg query documents lists what was read")
    days = sorted(set(known.values()))
    chosen = when or days[-1]
    if chosen not in days:
        raise InputError(f"{chosen}: no pack is of that day; there are {', '.join(days)}")
    files = tuple(name for name, each in known.items() if each == chosen)
    iris = {row["file"]: row["document"] for row in query.rows(store, "documents")}
    earlier = _earlier(store, {iris[name]: each for name, each in known.items() if each < chosen})
    rows = [
        row | {"file": name}
        for name in files
        for row in query.rows(store, "digest", document=iris[name])
    ]
    before = [each for each in days if each < chosen]
    asked = (
        outcome_queries.requests(query.rows(store, "threads-requests"))
        if chosen == days[-1]
        else ()
    )
    actions = outcome_queries.actions(query.rows(store, "threads"))
    log = (
        Row(action, entry)
        for action in actions
        for entry in action.entries
        if entry.document in files
    )
    return Digest(
        chosen,
        before[-1] if before else None,
        files,
        _topics(rows, earlier),
        tuple(sorted((each for each in asked if each.is_open), key=_urgent)),
        tuple(sorted((row for row in log if row.entry.step != "repeated"), key=_place)),
        tuple(action for action in actions if action.next_log == chosen and action.outcome in GONE),
    )


def _urgent(asked: Asked) -> tuple[bool, str, str, str]:
    return (
        asked.status != "overdue",
        asked.due or "9999",
        asked.words.date or "",
        asked.words.text,
    )


def _place(row: Row) -> tuple[str, int, str]:
    number = row.entry.number or ""
    return (row.entry.document, int(number) if number.isdecimal() else 9999, number)


def _earlier(store: ox.Store | Remote, packs_before: Mapping[str, str]) -> dict[str, str]:
    """Entity → the day of the last earlier pack that names it."""
    found: dict[str, str] = {}
    for row in query.rows(store, "digest-before"):
        if row["document"] in packs_before:
            found[row["entity"]] = max(found.get(row["entity"], ""), packs_before[row["document"]])
    return found


def _topics(rows: Iterable[Mapping[str, str]], earlier: Mapping[str, str]) -> tuple[Topic, ...]:
    grouped: dict[tuple[str, str, str], dict[News, None]] = {}
    for row in rows:
        told = Told(row["text"], row["date"][:10] or None, row["page"] or None, row["file"])
        news = News(row["event"], row["number"] or None, told, row["clause"] or None)
        grouped.setdefault((row["kind"], row["name"], row["entity"]), {})[news] = None
    return tuple(
        Topic(iri, name, kind, iri not in earlier, earlier.get(iri), tuple(_without_items(news)))
        for (kind, name, iri), news in sorted(grouped.items(), key=lambda pair: pair[0])
    )


def _without_items(found: Collection[News]) -> Iterator[News]:
    """An agenda's line says nothing beside the report that it announces."""
    reported = {news.number for news in found if news.event == "report" and news.number}
    return (news for news in found if news.event != "agenda item" or news.number not in reported)


def told(news: News) -> str:
    """What happened, in a few words: “Minute 21”, “Resolved (b), minute 21”."""
    if news.event in ("resolved", "recommended"):
        clause = f" ({news.clause})" if news.clause else ""
        under = "minute" if news.event == "resolved" else "item"
        return f"{news.event.capitalize()}{clause}" + (
            f", {under} {news.number}" if news.number else ""
        )
    if news.event == "report":
        return "Report" + (f", item {news.number}" if news.number else "")
    return f"{news.event.capitalize()} {news.number or ''}".strip()


def summary(shown: Digest) -> str:
    """The whole in a sentence."""
    first = sum(topic.first for topic in shown.topics) if shown.before else 0
    parts = [count(len(shown.of(kind)), kind) for kind in KINDS if shown.of(kind)]
    parts += [f"{first} named for the first time"] if first else []
    parts += [f"{count(len(shown.log), 'action')} in the log"] if shown.log else []
    late = sum(each.status == "overdue" for each in shown.standing)
    open_too = len(shown.standing) - late
    parts += [f"{count(late, 'request')} overdue"] if late else []
    parts += [f"{count(open_too, 'request')} open"] if open_too else []
    return "; ".join(parts) + "." if parts else ""


def render(shown: Digest, format: str = "markdown") -> str:
    """The digest in one of ``FORMATS``; raises ``InputError`` for any other."""
    if format == "json":
        return json.dumps(asdict(shown), ensure_ascii=False, indent=2) + "\n"
    if format not in FORMATS:
        raise InputError(f"{format}: no such format; use one of {', '.join(FORMATS)}")
    filters = {"day": day, "source": source, "asked_for": asked_for, "told": told}
    return fill(
        "digest.md" if format == "markdown" else "digest.html",
        filters,
        digest=shown,
        kinds=KINDS,
        summary=summary(shown),
    )
