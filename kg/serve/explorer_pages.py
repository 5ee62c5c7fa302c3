"""The explorer's pages: each gathers what it shows, and a template shows it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from kg.serve import network_page, rendering, resource_page, sparql_page
from kg.serve.content_negotiation import HTML
from kg.serve.loaded_snapshot import LoadedSnapshot
from kg.serve.rendering import address_at, html_answer, local_address
from kg.serve.snapshot_index import IndexedEntity, SnapshotIndex
from kg.serve.worker_messages import WorkerAnswer
from kg.store import query
from kg.store.entity_lookup import HINT_SIMILARITY, find_similar_entities, resolve_entity
from kg.store.query_catalogue import named_queries
from kg.views import timeline
from kg.views.feeds import meetings_calendar, topic_feed

NEWEST_MEETINGS = 8
NEW_NAMES = 8
MOST_MENTIONED_PROGRAMMES = 12
SEARCH_RESULTS = (40, 40, 60)  # names, titles and passages on the page of a search
NAMES_SHOWN = 2000
ISSUES_SHOWN = 100
PASSAGE_CHARACTERS = 120  # of a passage among suggestions

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
    """What the graph holds, the newest meetings, the programmes mentioned most."""
    held = index.meetings
    programmes = sorted(
        (name for name in index.names.values() if name.kind == "programme"),
        key=lambda name: (-name.mentions, name.name),
    )
    return html_answer(
        "home",
        snapshot.base,
        counts=index.counts,
        meetings=list(reversed(held))[:NEWEST_MEETINGS],
        meetings_all=len(held),
        span=(held[0]["date"], held[-1]["date"]) if held else None,
        programmes=programmes[:MOST_MENTIONED_PROGRAMMES],
        most=max([1, *(programme.mentions for programme in programmes[:1])]),
        quads=snapshot.manifest["quads"],
        new=_new_names(index),
        open_requests=_open_requests(snapshot),
    )


def _new_names(index: SnapshotIndex) -> tuple[str, list[IndexedEntity]]:
    """The day of the newest meeting, and the names that its papers are the first to have."""
    first: dict[str, str] = {}
    for iri, quotes in index.network.quotes.items():
        days = [quote.date for quote in quotes if quote.date]
        if days and iri in index.names:
            first[iri] = min(days)
    newest = max(first.values(), default="")
    fresh = [index.names[iri] for iri, day in first.items() if day == newest]
    fresh.sort(key=lambda name: (-name.mentions, name.name))
    return newest, fresh[:NEW_NAMES]


def _open_requests(snapshot: LoadedSnapshot) -> list[dict[str, str]]:
    """The requests that no paper answers, overdue ones first, then the newest."""
    rows = [
        row
        for row in query.rows(snapshot.graph, "requests")
        if row["status"] in ("overdue", "open", "partly")
    ]
    rows.sort(key=lambda row: row["date"], reverse=True)
    return sorted(rows, key=lambda row: row["status"] != "overdue")


def search(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """Everything found, by names, titles and words."""
    asked = " ".join(args["q"].split())
    found = index.search(asked, SEARCH_RESULTS)
    near = []
    if asked and not found:
        near = find_similar_entities(snapshot.graph, asked, HINT_SIMILARITY)[:5]
    return html_answer(
        "search", snapshot.base, asked=asked, found=found, near=near, words=asked.split()
    )


def suggest(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """What is found as one types, as JSON: ``[{label, kind, href, note}]``."""
    found = index.search(args["q"])
    base = snapshot.base
    rows = [
        {
            "label": name.name,
            "kind": name.kind,
            "href": local_address(name.iri, base),
            "note": f"{name.mentions} mentions",
        }
        for name in found.names
    ]
    rows += [
        {
            "label": title.title,
            "kind": title.kind,
            "href": address_at(local_address(title.document, base), title.at),
            "note": timeline.day(title.date) if title.date else "",
        }
        for title in found.titles
    ]
    rows += [
        {
            "label": _excerpt(passage.text, args["q"]),
            "kind": "words",
            "href": address_at(local_address(passage.document, base), passage.at),
            "note": timeline.day(passage.date) if passage.date else passage.file,
        }
        for passage in found.passages
    ]
    return {"type": "application/json"}, json.dumps(rows, ensure_ascii=False).encode()


def _excerpt(text: str, asked: str) -> str:
    """``PASSAGE_CHARACTERS`` of a passage, with the first word asked for in their first third."""
    words = asked.split()
    at = max(text.lower().find(words[0].lower()), 0) if words else 0
    start = max(0, at - PASSAGE_CHARACTERS // 3)
    excerpt = text[start : start + PASSAGE_CHARACTERS]
    if start:
        excerpt = "… " + excerpt.partition(" ")[2]
    return excerpt + (" …" if start + PASSAGE_CHARACTERS < len(text) else "")


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
    return html_answer("meetings", snapshot.base, meetings=list(reversed(index.meetings)))


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
    written = topic_feed(timeline.trace(snapshot.graph, iri), iri)
    return {"type": "application/atom+xml; charset=utf-8"}, written


def issue_log(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """The issue log of the build as it is: one JSON object a line."""
    lines = "".join(json.dumps(issue) + "\n" for issue in snapshot.issues)
    return {"type": "application/jsonl"}, lines.encode()


PAGES: dict[str, PageBuilder] = {
    "home": home,
    "search": search,
    "suggest": suggest,
    "names": names,
    "meetings": meetings,
    "calendar": calendar,
    "feed": feed,
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
