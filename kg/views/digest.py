"""One pack in brief: open requests, the action log, its news by topic, and who is new."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError, NotFound
from kg.ontology.folding import fold
from kg.store import query
from kg.views.cells import QueryRow, text_or_none
from kg.views.paper_places import placed
from kg.views.profile import CitedSentence, TopicRequest, cited_sentence
from kg.views.timeline import fill_template, pack_dates
from kg.views.timeline.citations import SourcePlace, citation
from kg.views.timeline.formatting import count, readable
from kg.views.timeline.model import TimelineAction, TimelineLogEntry
from kg.views.timeline.outcome_queries import read_actions, read_requests
from kg.views.timeline.phrases import TEMPLATE_FILTERS
from kg.views.timeline.salience import matches_rule
from kg.views.wording import ui_text

if TYPE_CHECKING:
    from kg.store.remote import Remote

FORMATS = ("markdown", "html", "json")
MOST_NUMBERS = 3  # sums and figures shown of a topic
GONE = frozenset({"vanished", "unseen", "withdrawn", "withdrawal asked"})  # not in a later log
KINDS = {"programme": "headings.programmes", "organisation": "headings.partners"}
_ORDER = (
    "resolved",
    "recommended",
    "action",
    "money",
    "figure",
    "report",
    "minute",
    "agenda item",
)  # the news of a topic, the weightiest first
_ONE_TOPIC = ("report", "minute", "agenda item")  # news of the topics that their titles name
_PARTS = {
    "minute": "minutes",
    "resolved": "minutes",
    "action": "action-log",
    "report": "report",
    "recommended": "report",
    "agenda item": "agenda",
}  # event → the part of the pack
_LAST_DATE, _LAST_NUMBER = "9999", 9999  # sort after every date and every number


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One thing that the pack says of a topic: its event (“resolved”, “report” …) and its words."""

    event: str
    number: str | None
    words: CitedSentence
    clause: str | None = None
    author: str | None = None

    @property
    def is_noting(self) -> bool:
        """Whether it is a clause that only notes what was put before the meeting."""
        return self.event == "resolved" and matches_rule("noting", self.words.text)

    @property
    def cited(self) -> str:
        """Its source as people cite it."""
        part = _PARTS.get(self.event)
        words = self.words
        place = SourcePlace(
            words.date, part, self.number, self.clause, None, self.author, words.page
        )
        return citation(place, words.text)


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

    ``standing`` are the requests that no paper certainly answers, given for the newest pack only.
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

    ``when`` is an ISO date, by default that of the newest pack. Raises ``NotFound`` where it is
    no pack's day, ``NotFound`` where there are no dated papers.
    """
    dates = pack_dates(store)
    days = sorted(set(dates.values()))
    chosen = _chosen_day(days, when)
    files = tuple(name for name, pack_day in dates.items() if pack_day == chosen)
    actions = read_actions(query.rows(store, "threads"))
    shown = Digest(
        chosen,
        max((pack_day for pack_day in days if pack_day < chosen), default=None),
        files,
        _topics(store, dates, chosen, files),
        _open_requests(store) if chosen == days[-1] else (),
        _log(actions, files),
        tuple(action for action in actions if action.next_log == chosen and action.outcome in GONE),
    )
    return placed(store, shown)


def _chosen_day(days: Sequence[str], when: str | None) -> str:
    """The pack's day that was asked for, the newest by default; ``days`` are sorted."""
    if not days:
        raise NotFound("no paper bears a date; kg query documents lists what was read")
    chosen = when or days[-1]
    if chosen not in days:
        raise NotFound(f"{chosen}: no pack is of that day; there are {', '.join(days)}")
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
    store: ox.Store | Remote, dates: Mapping[str, str], chosen: str, files: Collection[str]
) -> tuple[DigestTopic, ...]:
    """The topics that the pack names, with its news on each.

    ``dates`` has every pack's day by file, ``files`` are those of the day ``chosen``.
    """
    iris = {row["file"]: row["document"] for row in query.rows(store, "documents")}
    earlier = _last_named(
        store, {iris[name]: pack_day for name, pack_day in dates.items() if pack_day < chosen}
    )
    authors = _authors(store, files)
    news: dict[tuple[str, str, str], dict[NewsItem, None]] = {}
    for name in files:
        for row in query.rows(store, "digest", document=iris[name]):
            topic = (row["kind"], row["name"], row["entity"])
            news.setdefault(topic, {})[_news_item(row, name, authors)] = None
    by_topic = _without_repeats({topic: _without_items(items) for topic, items in news.items()})
    return tuple(
        DigestTopic(
            iri,
            name,
            kind,
            iri not in earlier,
            earlier.get(iri),
            _in_order([*items, *_numbers(store, iri, files)]),
        )
        for (kind, name, iri), items in sorted(by_topic.items(), key=lambda pair: pair[0])
    )


_TopicIdentity = tuple[str, str, str]  # kind, name and IRI


def _without_repeats(
    news: Mapping[_TopicIdentity, Sequence[NewsItem]],
) -> dict[_TopicIdentity, list[NewsItem]]:
    """Each topic's news without what is another's: a report is news of the topics in its title.

    Where no topic is in the title, it is the first one's; programmes come before partners.
    """
    topic_of: dict[NewsItem, _TopicIdentity] = {}
    for topic in sorted(news, key=lambda topic: (topic[0] != "programme", topic)):
        for item in news[topic]:
            if item.event in _ONE_TOPIC and (
                item not in topic_of
                or (_in_title(topic, item) and not _in_title(topic_of[item], item))
            ):
                topic_of[item] = topic
    found = {
        topic: [item for item in items if topic_of.get(item, topic) == topic]
        for topic, items in news.items()
    }
    return {topic: items for topic, items in found.items() if items}


def _in_title(topic: _TopicIdentity, item: NewsItem) -> bool:
    return f" {fold(topic[1])} " in f" {fold(item.words.text)} "


def _in_order(items: Iterable[NewsItem]) -> tuple[NewsItem, ...]:
    """The news of a topic in order of weight; a minute stands with the clause that notes it."""
    every = list(dict.fromkeys(items))
    minutes = {item.number for item in every if item.event == "minute"}
    kept = [item for item in every if not (item.is_noting and item.number in minutes)]
    return tuple(sorted(kept, key=lambda item: (item.is_noting, _ORDER.index(item.event))))


def _numbers(store: ox.Store | Remote, iri: str, files: Collection[str]) -> Iterator[NewsItem]:
    """The sums of money and the figures that the pack has of a topic, a few of each."""
    for event, name in (("money", "sums-of"), ("figure", "figures-of")):
        rows = [
            row
            for row in query.rows(store, name, topic=iri)
            if row["document"] in files and any(map(str.isdigit, row["value"]))
        ]
        if event == "money":  # totals first, then the greatest
            rows.sort(key=lambda row: (row["total"] != "true", -float(row["amount"] or 0)))
        words = dict.fromkeys(cited_sentence(row) for row in rows)
        for sentence in islice(words, MOST_NUMBERS):
            yield NewsItem(event, None, sentence)


def _authors(store: ox.Store | Remote, files: Collection[str]) -> dict[tuple[str, str, str], str]:
    """Document, item and title of each report → who wrote it."""
    return {
        (row["document"], row["item"], row["title"]): row["authors"] or row["organisation"]
        for row in query.rows(store, "reports")
        if row["document"] in files
    }


def _last_named(store: ox.Store | Remote, pack_days: Mapping[str, str]) -> dict[str, str]:
    """Entity → the day of the last pack that names it; ``pack_days`` has the packs' documents."""
    found: dict[str, str] = {}
    for row in query.rows(store, "digest-before"):
        if row["document"] in pack_days:
            found[row["entity"]] = max(found.get(row["entity"], ""), pack_days[row["document"]])
    return found


def _news_item(row: QueryRow, file: str, authors: Mapping[tuple[str, str, str], str]) -> NewsItem:
    words = cited_sentence({**row, "file": file}, "text", "file")
    author = authors.get((file, row["number"], row["title"])) if row["event"] == "report" else None
    return NewsItem(
        row["event"], text_or_none(row["number"]), words, text_or_none(row["clause"]), author
    )


def _without_items(found: Collection[NewsItem]) -> tuple[NewsItem, ...]:
    """Leaves out the agenda items whose reports are there too."""
    reported = {news.number for news in found if news.event == "report" and news.number}
    return tuple(
        news for news in found if news.event != "agenda item" or news.number not in reported
    )


# -- words ----------------------------------------------------------------------------------------


def headline(news: NewsItem) -> str:
    """What happened, in a few words: “Minute 21”, “Resolved (b), minute 21”."""
    number = news.number or ""
    if news.event == "resolved":
        under = ui_text("digest.under", number=number) if number else ""
        clause = f" ({news.clause})" if news.clause else ""
        key = "digest.noted" if news.is_noting else "digest.resolved"
        return ui_text(key, clause=clause, under=under)
    item = ui_text("digest.item", number=number) if number else ""
    if news.event == "recommended":
        clause = f" ({news.clause})" if news.clause else ""
        return ui_text("digest.recommended", clause=clause, item=item)
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
        raise InputError(f"{format}: no such format; use one of {', '.join(FORMATS)}")
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
