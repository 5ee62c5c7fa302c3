"""One pack in brief: open requests, the action log, its news by topic, and who is new."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError, NotFound
from kg.store import query
from kg.views.cells import QueryRow, text_or_none
from kg.views.profile import CitedSentence, TopicRequest, cited_sentence
from kg.views.timeline import fill_template, pack_dates
from kg.views.timeline.formatting import count
from kg.views.timeline.model import TimelineAction, TimelineLogEntry
from kg.views.timeline.outcome_queries import read_actions, read_requests
from kg.views.timeline.phrases import TEMPLATE_FILTERS

if TYPE_CHECKING:
    from kg.store.remote import Remote

FORMATS = ("markdown", "html", "json")
GONE = frozenset({"vanished", "unseen", "withdrawn", "withdrawal asked"})  # not in a later log
KINDS = {"programme": "Programmes", "organisation": "Partners"}
_LAST_DATE, _LAST_NUMBER = "9999", 9999  # sort after every date and every number


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One thing that the pack says of a topic: its event (“resolved”, “report” …) and its words."""

    event: str
    number: str | None
    words: CitedSentence
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class DigestTopic:
    """A programme or partner with its news.

    ``first`` says that no earlier pack names it; else ``last`` is the day (ISO) of the last that
    did.
    """

    iri: str
    name: str
    kind: str
    first: bool
    last: str | None
    news: tuple[NewsItem, ...]


@dataclass(frozen=True, slots=True)
class DigestLogRow:
    """An action and its entry in the pack's log."""

    action: TimelineAction
    entry: TimelineLogEntry


@dataclass(frozen=True, slots=True)
class Digest:
    """A pack's news. ``day`` and ``before`` (the last pack's) are ISO.

    ``standing`` are the requests that no paper certainly answers, told of the newest pack only.
    ``gone`` are the actions that the log before carried and this one does not.
    """

    day: str
    before: str | None
    documents: tuple[str, ...]
    topics: tuple[DigestTopic, ...]
    standing: tuple[TopicRequest, ...]
    log: tuple[DigestLogRow, ...] = ()
    gone: tuple[TimelineAction, ...] = ()

    def of(self, kind: str) -> tuple[DigestTopic, ...]:
        """The topics of one kind."""
        return tuple(topic for topic in self.topics if topic.kind == kind)


def digest(store: ox.Store | Remote, when: str | None = None) -> Digest:
    """What the pack of the meeting on ``when`` brings that earlier packs did not.

    ``when`` is an ISO date, by default that of the newest pack. Raises ``InputError`` where it is
    no pack's day, ``NotFound`` where there are no dated papers.
    """
    dates = pack_dates(store)
    days = sorted(set(dates.values()))
    chosen = _chosen_day(days, when)
    files = tuple(name for name, pack_day in dates.items() if pack_day == chosen)
    actions = read_actions(query.rows(store, "threads"))
    return Digest(
        chosen,
        max((pack_day for pack_day in days if pack_day < chosen), default=None),
        files,
        _topics(store, dates, chosen, files),
        _open_requests(store) if chosen == days[-1] else (),
        _log(actions, files),
        tuple(action for action in actions if action.next_log == chosen and action.outcome in GONE),
    )


def _chosen_day(days: Sequence[str], when: str | None) -> str:
    """The pack's day that was asked for, the newest by default; ``days`` are sorted."""
    if not days:
        raise NotFound("no paper bears a date; kg query documents lists what was read")
    chosen = when or days[-1]
    if chosen not in days:
        raise InputError(f"{chosen}: no pack is of that day; there are {', '.join(days)}")
    return chosen


def _open_requests(store: ox.Store | Remote) -> tuple[TopicRequest, ...]:
    """The open requests, the overdue first, then by the day they are due."""
    requests = read_requests(query.rows(store, "threads-requests"))
    return tuple(sorted((request for request in requests if request.is_open), key=_urgency))


def _urgency(request: TopicRequest) -> tuple[bool, str, str, str]:
    return (
        request.status != "overdue",
        request.due or _LAST_DATE,
        request.words.date or "",
        request.words.text,
    )


def _log(actions: Iterable[TimelineAction], files: Collection[str]) -> tuple[DigestLogRow, ...]:
    """The action log of the pack, by number, without rows that it repeats."""
    rows = (
        DigestLogRow(action, entry)
        for action in actions
        for entry in action.entries
        if entry.document in files and entry.step != "repeated"
    )
    return tuple(sorted(rows, key=_log_order))


def _log_order(row: DigestLogRow) -> tuple[str, int, str]:
    number = row.entry.number or ""
    return (row.entry.document, int(number) if number.isdecimal() else _LAST_NUMBER, number)


# -- topics ---------------------------------------------------------------------------------------


def _topics(
    store: ox.Store | Remote, dates: Mapping[str, str], chosen: str, files: Iterable[str]
) -> tuple[DigestTopic, ...]:
    """The topics that the pack names, with its news on each.

    ``dates`` has every pack's day by file, ``files`` are those of the day ``chosen``.
    """
    iris = {row["file"]: row["document"] for row in query.rows(store, "documents")}
    earlier = _last_named(
        store, {iris[name]: pack_day for name, pack_day in dates.items() if pack_day < chosen}
    )
    news: dict[tuple[str, str, str], dict[NewsItem, None]] = {}
    for name in files:
        for row in query.rows(store, "digest", document=iris[name]):
            topic = (row["kind"], row["name"], row["entity"])
            news.setdefault(topic, {})[_news_item(row, name)] = None
    return tuple(
        DigestTopic(iri, name, kind, iri not in earlier, earlier.get(iri), _without_items(items))
        for (kind, name, iri), items in sorted(news.items(), key=lambda pair: pair[0])
    )


def _last_named(store: ox.Store | Remote, pack_days: Mapping[str, str]) -> dict[str, str]:
    """Entity → the day of the last pack that names it; ``pack_days`` has the packs' documents."""
    found: dict[str, str] = {}
    for row in query.rows(store, "digest-before"):
        if row["document"] in pack_days:
            found[row["entity"]] = max(found.get(row["entity"], ""), pack_days[row["document"]])
    return found


def _news_item(row: QueryRow, file: str) -> NewsItem:
    words = cited_sentence({**row, "file": file}, "text", "file")
    return NewsItem(row["event"], text_or_none(row["number"]), words, text_or_none(row["clause"]))


def _without_items(found: Collection[NewsItem]) -> tuple[NewsItem, ...]:
    """Leaves out the agenda items whose reports are there too."""
    reported = {news.number for news in found if news.event == "report" and news.number}
    return tuple(
        news for news in found if news.event != "agenda item" or news.number not in reported
    )


# -- words ----------------------------------------------------------------------------------------


def headline(news: NewsItem) -> str:
    """What happened, in a few words: “Minute 21”, “Resolved (b), minute 21”."""
    name = news.event.capitalize()
    if news.event in ("resolved", "recommended"):
        clause = f" ({news.clause})" if news.clause else ""
        under = "minute" if news.event == "resolved" else "item"
        return f"{name}{clause}" + (f", {under} {news.number}" if news.number else "")
    if news.event == "report":
        return f"{name}, item {news.number}" if news.number else name
    return f"{name} {news.number or ''}".strip()


def digest_summary(shown: Digest) -> str:
    """The whole digest in a sentence; empty where the pack holds nothing."""
    parts = [count(len(shown.of(kind)), kind) for kind in KINDS if shown.of(kind)]
    first = sum(topic.first for topic in shown.topics) if shown.before else 0
    late = sum(request.status == "overdue" for request in shown.standing)
    open_too = len(shown.standing) - late
    parts += [f"{first} named for the first time"] if first else []
    parts += [f"{count(len(shown.log), 'action')} in the log"] if shown.log else []
    parts += [f"{count(late, 'request')} overdue"] if late else []
    parts += [f"{count(open_too, 'request')} open"] if open_too else []
    return "; ".join(parts) + "." if parts else ""


def render(shown: Digest, format: str = "markdown") -> str:
    """The digest in one of ``FORMATS``; raises ``InputError`` for any other."""
    if format == "json":
        return json.dumps(asdict(shown), ensure_ascii=False, indent=2) + "\n"
    if format not in FORMATS:
        raise InputError(f"{format}: no such format; use one of {', '.join(FORMATS)}")
    return fill_template(
        "digest.md" if format == "markdown" else "digest.html",
        {**TEMPLATE_FILTERS, "headline": headline},
        digest=shown,
        kinds=KINDS,
        summary=digest_summary(shown),
    )
