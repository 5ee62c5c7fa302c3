"""One pack in brief: open requests, the action log, its news by topic, and who is new."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError, NotFound
from kg.store import query
from kg.views.pack_news import DigestTopic, NewsItem, news_by_topic
from kg.views.paper_places import placed
from kg.views.profile import TopicRequest
from kg.views.timeline import fill_template, pack_dates
from kg.views.timeline.citations import SourcePlace, citation
from kg.views.timeline.formatting import count, readable
from kg.views.timeline.model import TimelineAction, TimelineLogEntry
from kg.views.timeline.outcome_queries import read_actions, read_requests
from kg.views.timeline.phrases import TEMPLATE_FILTERS
from kg.views.wording import ui_text

if TYPE_CHECKING:
    from kg.store.remote import Remote

FORMATS = ("markdown", "html", "json")
GONE = frozenset({"vanished", "unseen", "withdrawn", "withdrawal asked"})  # not in a later log
KINDS = {"programme": "headings.programmes", "organisation": "headings.partners"}
_LAST_DATE, _LAST_NUMBER = "9999", 9999  # sort after every date and every number


@dataclass(frozen=True, slots=True)
class DigestLogRow:
    """An action and its entry in the pack's log."""

    action: TimelineAction
    entry: TimelineLogEntry


@dataclass(frozen=True, slots=True)
class Digest:
    """A pack's news. ``day`` and ``before`` (the last pack's) are ISO.

    ``standing`` are the requests that no paper certainly answers, ``unfinished`` the actions that
    the newest log does not call done; both are given for the newest pack only.
    ``gone`` are the actions that the log before carried and this one does not. ``known_by`` tells
    by which papers its meeting is known: “papers”, “minutes” or “papers and minutes”.
    """

    day: str
    before: str | None
    documents: tuple[str, ...]
    topics: tuple[DigestTopic, ...]
    standing: tuple[TopicRequest, ...]
    log: tuple[DigestLogRow, ...] = ()
    gone: tuple[TimelineAction, ...] = ()
    known_by: str = ""
    unfinished: tuple[TimelineAction, ...] = ()

    def of(self, kind: str) -> tuple[DigestTopic, ...]:
        """The topics of one kind."""
        return tuple(topic for topic in self.topics if topic.kind == kind)


def digest(store: ox.Store | Remote, when: str | None = None) -> Digest:
    """What the pack of the meeting on ``when`` brings that earlier packs did not.

    ``when`` is an ISO date, by default that of the newest pack. Raises ``NotFound`` where it is
    no pack's day, ``NotFound`` where there are no dated papers.
    """
    dates = pack_dates(store)
    days = sorted(set(dates.values()))
    chosen = _chosen_day(days, when)
    files = tuple(name for name, pack_day in dates.items() if pack_day == chosen)
    actions = read_actions(query.rows(store, "threads"))
    log = _log(actions, files)
    shown = Digest(
        chosen,
        max((pack_day for pack_day in days if pack_day < chosen), default=None),
        files,
        news_by_topic(store, dates, chosen, _carried_forward(log)),
        _open_requests(store) if chosen == days[-1] else (),
        log,
        tuple(action for action in actions if action.next_log == chosen and action.outcome in GONE),
        _known_by(store, chosen, files),
        tuple(action for action in actions if action.is_open) if chosen == days[-1] else (),
    )
    return placed(store, shown)


def _known_by(store: ox.Store | Remote, chosen: str, files: Collection[str]) -> str:
    """By which papers the meeting of a pack is known; empty where it has none of its own."""
    for row in query.rows(store, "meeting-papers"):
        if row["date"] == chosen and set(row["document"].split("; ")) & set(files):
            return row["known_by"]
    return ""


def _chosen_day(days: Sequence[str], when: str | None) -> str:
    """The pack's day that was asked for, the newest by default; ``days`` are sorted."""
    if not days:
        raise NotFound(ui_text("errors.no_dated_paper"))
    chosen = when or days[-1]
    if chosen not in days:
        raise NotFound(ui_text("errors.no_pack_of_day", day=chosen, days=", ".join(days)))
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


def _carried_forward(log: Iterable[DigestLogRow]) -> frozenset[tuple[str, str]]:
    """Document and number of each row that says what the log before said."""
    return frozenset(
        (row.entry.document, row.entry.number or "")
        for row in log
        if row.entry.step == "carried forward"
    )


def _log_order(row: DigestLogRow) -> tuple[str, int, str]:
    number = row.entry.number or ""
    return (row.entry.document, int(number) if number.isdecimal() else _LAST_NUMBER, number)


# -- words ----------------------------------------------------------------------------------------


def headline(news: NewsItem) -> str:
    """What happened, in a few words: “Minute 21”, “Resolved (b), minute 21”."""
    number = news.number or ""
    if news.event in ("resolved", "asked", "undertaken"):
        under = ui_text("digest.under", number=number) if number else ""
        clause = f" ({news.clause})" if news.clause else ""
        return ui_text(f"digest.{news.event}", clause=clause, under=under)
    item = ui_text("digest.item", number=number) if number else ""
    if news.event == "recommended":
        clause = f" ({news.clause})" if news.clause else ""
        return ui_text("digest.recommended", clause=clause, item=item)
    if news.event == "figure":
        return (
            ui_text("digest.figure_of", indicator=news.subject)
            if news.subject
            else ui_text("digest.figure")
        )
    if news.event == "report":
        key = "digest.report_by" if news.author else "digest.report"
        return ui_text(key, item=item, author=readable(news.author or ""))
    key = "agenda" if news.event == "agenda item" else news.event
    return ui_text(f"digest.{key}", number=number).strip()


def digest_summary(shown: Digest) -> str:
    """The whole digest in a sentence; empty where the pack holds nothing."""
    parts = [count(len(shown.of(kind)), kind) for kind in KINDS if shown.of(kind)]
    first = sum(topic.first for topic in shown.topics) if shown.before else 0
    late = sum(request.status == "overdue" for request in shown.standing)
    open_too = len(shown.standing) - late
    parts += [ui_text("digest.first_count", count=first)] if first else []
    log = count(len(shown.log), "action")
    parts += [ui_text("digest.log_count", actions=log)] if shown.log else []
    parts += [ui_text("digest.overdue_count", requests=count(late, "request"))] if late else []
    parts += [ui_text("digest.open_count", requests=count(open_too, "request"))] if open_too else []
    if shown.unfinished:
        unfinished = count(len(shown.unfinished), "action")
        parts.append(ui_text("digest.unfinished_count", actions=unfinished))
    return "; ".join(parts) + "." if parts else ""


def request_source(request: TopicRequest) -> str:
    """Where a request was made, as people cite it."""
    words = request.words
    return citation(
        SourcePlace(words.date, "minutes", request.item, request.clause, page=words.page),
        words.text,
    )


def render(shown: Digest, format: str = "markdown") -> str:
    """The digest in one of ``FORMATS``; raises ``InputError`` for any other."""
    if format == "json":
        return json.dumps(asdict(shown), ensure_ascii=False, indent=2) + "\n"
    if format not in FORMATS:
        raise InputError(
            ui_text("errors.no_such_format", format=format, formats=", ".join(FORMATS))
        )
    return fill_template(
        "digest.md" if format == "markdown" else "digest.html",
        {
            **TEMPLATE_FILTERS,
            "headline": headline,
            "request_source": request_source,
            "readable": readable,
        },
        digest=shown,
        kinds=KINDS,
        summary=digest_summary(shown),
    )
