"""The explorer's pages: each gathers what it shows, and a template shows it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection
from typing import Any

from kg.serve import (
    network_page,
    news_pages,
    rendering,
    resource_page,
    search_page,
    sparql_page,
)
from kg.serve.content_negotiation import HTML
from kg.serve.loaded_snapshot import LoadedSnapshot
from kg.serve.rendering import html_answer
from kg.serve.snapshot_index import IndexedEntity, SnapshotIndex, boards_in
from kg.serve.worker_messages import WorkerAnswer
from kg.store import query
from kg.store.entity_lookup import resolve_entity
from kg.store.query_catalogue import named_queries
from kg.views import timeline
from kg.views.feeds import meetings_calendar, topic_feed
from kg.views.profile import OPEN

NEWEST_MEETINGS = 8
NEW_NAMES = 8
MOST_MENTIONED_PROGRAMMES = 12
NAMES_SHOWN = 2000
ISSUES_SHOWN = 100

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

PageBuilder = Callable[[LoadedSnapshot, SnapshotIndex, dict[str, Any]], WorkerAnswer]

_index: dict[str, SnapshotIndex] = {}


def warm(snapshot: LoadedSnapshot) -> None:
    """Read what pages need, before workers are forked that share it."""
    import networkx  # noqa: F401 - loaded once for all workers

    import kg.views.network.node_layout  # noqa: F401

    rendering.warm()
    named_queries()
    index_of(snapshot).warm()
    network_page.warm(snapshot, index_of(snapshot))


def index_of(snapshot: LoadedSnapshot) -> SnapshotIndex:
    """The index of a snapshot; a process serves only one."""
    if snapshot.digest not in _index:
        _index.clear()
        _index[snapshot.digest] = SnapshotIndex(snapshot)
    return _index[snapshot.digest]


def answer_page(snapshot: LoadedSnapshot, task: dict[str, Any]) -> WorkerAnswer:
    """The page that ``task`` names. Raises ``HttpError`` where there is nothing to show."""
    head, body = PAGES[task["page"]](snapshot, index_of(snapshot), task["args"])
    return {"form": HTML.name, **head}, body


def home(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """What the graph holds, what is new, what is open; of ``args["board"]`` where one is named."""
    board = args["board"] if args["board"] in index.board_names else ""
    held = [row for row in index.meetings if not board or board in boards_in(row)]
    files = {file for row in held for file in row["document"].split("; ")} if board else None
    programmes = _most_named(index, files)
    return html_answer(
        "home",
        snapshot.base,
        counts=index.counts,
        board=board,
        boards=index.board_names,
        meetings=list(reversed(held))[:NEWEST_MEETINGS],
        meetings_all=len(held),
        span=(held[0]["date"], held[-1]["date"]) if held else None,
        programmes=programmes[:MOST_MENTIONED_PROGRAMMES],
        most=max([1, *(count for _, count in programmes[:1])]),
        quads=snapshot.manifest["quads"],
        new=_new_names(index, files),
        open_requests=_open_requests(snapshot, files),
        words=news_pages.quote_finder(snapshot, index),
        linked=index.linked(snapshot.base),
        meetings_on=index.meetings_on,
    )


def _most_named(
    index: SnapshotIndex, files: Collection[str] | None
) -> list[tuple[IndexedEntity, int]]:
    """The programmes that these papers (all for ``None``) name, with how often, the most first."""
    counted = [
        (
            name,
            name.mentions
            if files is None
            else sum(file in files for _, file in index.papers_of(name.iri)),
        )
        for name in index.names.values()
        if name.kind == "programme"
    ]
    return sorted(
        ((name, count) for name, count in counted if count),
        key=lambda each: (-each[1], each[0].name),
    )


def _new_names(
    index: SnapshotIndex, files: Collection[str] | None
) -> tuple[str, list[IndexedEntity]]:
    """The day of the newest of these papers' meetings, and the names new in its papers."""
    first: dict[str, str] = {}
    for iri in index.names:
        days = [day for day, file in index.papers_of(iri) if day and _among(file, files)]
        if days:
            first[iri] = min(days)
    newest = max(first.values(), default="")
    fresh = [index.names[iri] for iri, day in first.items() if day == newest]
    fresh.sort(key=lambda name: (-name.mentions, name.name))
    return newest, fresh[:NEW_NAMES]


def _open_requests(snapshot: LoadedSnapshot, files: Collection[str] | None) -> list[dict[str, str]]:
    """The requests in these papers that none answers, overdue ones first, then the newest."""
    rows = [
        row
        for row in query.rows(snapshot.graph, "requests")
        if row["status"] in OPEN and _among(row["document"], files)
    ]
    rows.sort(key=lambda row: row["date"], reverse=True)
    return sorted(rows, key=lambda row: row["status"] != "overdue")


def _among(file: str, files: Collection[str] | None) -> bool:
    return files is None or file in files


def names(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """All people, organisations or programmes, the most active first or in alphabetical order."""
    kind = args["kind"] if args["kind"] in rendering.KINDS else "programme"
    listed = sorted(
        (name for name in index.names.values() if name.kind == kind),
        key=(lambda name: (-name.mentions, name.name.lower()))
        if args["sort"] == "activity"
        else (lambda name: (name.name.lower(), 0)),
    )
    return html_answer(
        "names",
        snapshot.base,
        kind=kind,
        names=listed[:NAMES_SHOWN],
        count=len(listed),
        sort=args["sort"],
    )


def meetings(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """All meetings, the newest first."""
    return html_answer(
        "meetings",
        snapshot.base,
        meetings=list(reversed(index.meetings)),
        known_by=index.known_by,
    )


def about(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """The build, the papers, what could not be read with certainty."""
    stages = Counter(
        (str(issue.get("stage", "")), str(issue.get("level", ""))) for issue in snapshot.issues
    )
    warnings = [issue for issue in snapshot.issues if issue.get("level") != "info"]
    return html_answer(
        "about",
        snapshot.base,
        snapshot=snapshot,
        documents=index.documents,
        counts=index.counts,
        levels=Counter(issue.get("level", "") for issue in snapshot.issues),
        stages=sorted(stages.items()),
        issues=warnings[:ISSUES_SHOWN],
        more=max(0, len(warnings) - ISSUES_SHOWN),
    )


def calendar(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """All meetings as iCalendar."""
    return {"type": "text/calendar; charset=utf-8"}, meetings_calendar(index.meetings)


def feed(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """The events of the topic ``args["topic"]`` as Atom. Raises ``NotFound``."""
    iri = resolve_entity(snapshot.graph, args["topic"]).iri
    find = news_pages.quote_finder(snapshot, index)

    def words(event: timeline.TimelineEvent) -> str:
        place = find(event.text, event.document)
        return args["root"] + place if place else ""

    address = args["root"] + rendering.local_address(iri, snapshot.base)
    written = topic_feed(timeline.trace(snapshot.graph, iri), iri, address, words)
    return {"type": "application/atom+xml; charset=utf-8"}, written


def topic_file(format: str, media: str, ending: str) -> PageBuilder:
    """The story of the topic ``args["topic"]`` as ``kg trace`` writes it, to be saved."""

    def write(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
        iri = resolve_entity(snapshot.graph, args["topic"]).iri
        shown = timeline.trace(snapshot.graph, iri, full=True)
        if format == "html":
            shown = timeline.with_cited_passages(snapshot.graph, shown)
            shown = timeline.with_partners(snapshot.graph, shown, index.network)
        name = iri.rpartition("/")[2]
        headers = {"content-disposition": f'attachment; filename="{name}.{ending}"'}
        return {"type": media, "headers": headers}, timeline.render_bytes(shown, format)

    return write


def issue_log(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """The issue log of the build as it is: one JSON object a line."""
    lines = "".join(json.dumps(issue) + "\n" for issue in snapshot.issues)
    return {"type": "application/jsonl"}, lines.encode()


PAGES: dict[str, PageBuilder] = {
    "home": home,
    "search": search_page.page,
    "suggest": search_page.suggest,
    "digest": news_pages.digest_page,
    "compare": news_pages.compare_page,
    "names": names,
    "meetings": meetings,
    "calendar": calendar,
    "feed": feed,
    "topic-docx": topic_file("docx", DOCX, "docx"),
    "topic-md": topic_file("markdown", "text/markdown; charset=utf-8", "md"),
    "topic-html": topic_file("html", "text/html; charset=utf-8", "html"),
    "about": about,
    "issues": issue_log,
    "network": network_page.page,
    "network-data": network_page.data,
    "network-graphml": network_page.graphml,
    "network-gexf": network_page.gexf,
    "network-csv": network_page.edges_csv,
    "path": network_page.path,
    "sparql": sparql_page.page,
    "resource": resource_page.page,
}
