"""The explorer's pages: each gathers what it shows, and a template in ``kg/templates/serve`` shows it."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pyoxigraph as ox

import ontology as bg
from extractors.facts import Span
from kg.serve import (
    entity_page,
    meeting_page,
    network_page,
    paper_text,
    query_answers,
    rendering,
    sparql_page,
)
from kg.serve.content_negotiation import BY_NAME, HTML
from kg.serve.protocol import Refused
from kg.serve.resources import Thing, Things
from kg.serve.snapshot import TYPE, Snapshot
from kg.serve.snapshot_index import Index
from kg.store import entity_lookup, query, query_catalogue
from kg.text.quotation import Quotes
from kg.views import timeline

Answer = query_answers.Written

NEWEST = 8
ACTIVE = 12
A_NAME = 80  # characters up to which a link is taken to mean the sentence around them
RESULTS = (40, 40, 60)
NAMES_SHOWN = 2000

_index: dict[str, Index] = {}


def warm(snapshot: Snapshot) -> None:
    """Read what pages need, before workers are forked that share it."""
    import networkx  # noqa: F401 - loaded once for all workers

    import kg.views.network.node_layout  # noqa: F401

    rendering.warm()
    query_catalogue.named_queries()
    index_of(snapshot).warm()
    network_page.warm(snapshot, index_of(snapshot))


def index_of(snapshot: Snapshot) -> Index:
    """The index of a snapshot; a process serves only one."""
    if snapshot.digest not in _index:
        _index.clear()
        _index[snapshot.digest] = Index(snapshot)
    return _index[snapshot.digest]


def answer(snapshot: Snapshot, task: dict[str, Any]) -> Answer:
    """The page that ``task`` names. Raises ``Refused`` where there is nothing to show."""
    shown = {
        "home": home,
        "search": search,
        "suggest": suggest,
        "names": names,
        "meetings": meetings,
        "about": about,
        "network": network_page.page,
        "network-data": network_page.data,
        "network-graphml": network_page.graphml,
        "path": network_page.path,
        "sparql": sparql_page.page,
        "resource": resource,
    }[task["page"]]
    head, body = shown(snapshot, index_of(snapshot), task["args"])
    return {"form": HTML.name, **head}, body


def _html(template: str, shown: Snapshot, /, **values: Any) -> Answer:
    return {"type": "text/html; charset=utf-8"}, rendering.page(template, shown.base, **values)


# -- home and search --------------------------------------------------------------------------------------------------


def home(snapshot: Snapshot, index: Index, args: dict[str, Any]) -> Answer:
    """What the graph holds, the newest meetings, the most active programmes."""
    held = index.meetings
    latest = max(
        (name.mentions for name in index.names.values() if name.kind == "programme"), default=1
    )
    programmes = sorted(
        (name for name in index.names.values() if name.kind == "programme"),
        key=lambda name: (-name.mentions, name.name),
    )
    return _html(
        "home",
        snapshot,
        counts=index.counts,
        meetings=list(reversed(held))[:NEWEST],
        meetings_all=len(held),
        span=(held[0]["date"], held[-1]["date"]) if held else None,
        programmes=programmes[:ACTIVE],
        most=max(latest, 1),
        quads=snapshot.manifest["quads"],
    )


def search(snapshot: Snapshot, index: Index, args: dict[str, Any]) -> Answer:
    """Everything found, by names, titles and words."""
    asked = " ".join(args["q"].split())
    found = index.search(asked, RESULTS)
    near = (
        []
        if found or not asked
        else entity_lookup.find_similar_entities(snapshot.graph, asked, 0.6)[:5]
    )
    return _html("search", snapshot, asked=asked, found=found, near=near, words=asked.split())


def suggest(snapshot: Snapshot, index: Index, args: dict[str, Any]) -> Answer:
    """What is found as one types, as JSON: ``[{label, kind, href, note}]``."""
    found = index.search(args["q"])
    base = snapshot.base
    rows = [
        {
            "label": name.name,
            "kind": name.kind,
            "href": rendering.local(name.iri, base),
            "note": f"{name.mentions} mentions",
        }
        for name in found.names
    ]
    rows += [
        {
            "label": title.title,
            "kind": title.kind,
            "href": f"{rendering.local(title.document, base)}?at={title.at}#here",
            "note": timeline.day(title.date) if title.date else "",
        }
        for title in found.titles
    ]
    rows += [
        {
            "label": _around(passage.text, args["q"]),
            "kind": "words",
            "href": f"{rendering.local(passage.document, base)}?at={passage.at}#here",
            "note": timeline.day(passage.date) if passage.date else passage.file,
        }
        for passage in found.passages
    ]
    return {"type": "application/json"}, json.dumps(rows, ensure_ascii=False).encode()


def _around(text: str, asked: str, long: int = 120) -> str:
    """The words asked for with what stands beside them."""
    at = max(text.lower().find(asked.split()[0].lower()) if asked.split() else 0, 0)
    start = max(0, at - long // 3)
    piece = text[start : start + long]
    if start:
        piece = "… " + piece.partition(" ")[2]
    return piece + (" …" if start + long < len(text) else "")


def names(snapshot: Snapshot, index: Index, args: dict[str, Any]) -> Answer:
    """All people, organisations or programmes."""
    kind = args["kind"] if args["kind"] in rendering.KINDS else "programme"
    listed = sorted(
        (name for name in index.names.values() if name.kind == kind),
        key=lambda name: name.name.lower(),
    )
    return _html("names", snapshot, kind=kind, names=listed[:NAMES_SHOWN], count=len(listed))


def meetings(snapshot: Snapshot, index: Index, args: dict[str, Any]) -> Answer:
    """All meetings, the newest first."""
    held = index.meetings
    return _html("meetings", snapshot, meetings=list(reversed(held)))


def about(snapshot: Snapshot, index: Index, args: dict[str, Any]) -> Answer:
    """The build, the papers, what could not be read with certainty."""
    levels = Counter(issue.get("level", "") for issue in snapshot.issues)
    stages: Counter[tuple[str, str]] = Counter(
        (str(issue.get("stage", "")), str(issue.get("level", ""))) for issue in snapshot.issues
    )
    warnings = [issue for issue in snapshot.issues if issue.get("level") != "info"]
    return _html(
        "about",
        snapshot,
        snapshot=snapshot,
        documents=index.documents,
        counts=index.counts,
        levels=levels,
        stages=sorted(stages.items()),
        issues=warnings[:100],
        more=max(0, len(warnings) - 100),
    )


# -- one thing --------------------------------------------------------------------------------------------------------


def resource(snapshot: Snapshot, index: Index, args: dict[str, Any]) -> Answer:
    """Anything in the graph: as triples, or as the page for what it is."""
    iri = snapshot.base + args["path"]
    try:
        ox.NamedNode(iri)
    except ValueError:
        raise Refused(404, "nothing in the graph has that address") from None
    today = entity_lookup.current_iri(snapshot.graph, iri)
    if today != iri:
        where = rendering.local(today, snapshot.base) + args["ending"]
        return {
            "type": "text/plain; charset=utf-8",
            "status": 301,
            "headers": {"location": where},
        }, b"merged\n"
    things = Things(snapshot.graph)
    thing = things.get(iri)
    if thing is None:
        raise Refused(404, "nothing in the graph has that address")
    if args["form"] != HTML.name:
        return _triples(snapshot, iri, args["form"])
    if iri in index.names:
        return entity_page.page(snapshot, index, iri, args)
    if bg.Meeting in thing.classes:
        return meeting_page.page(snapshot, index, things, thing)
    if bg.Document in thing.classes:
        return document(snapshot, index, things, thing, args)
    return anything(snapshot, things, thing)


def _triples(snapshot: Snapshot, iri: str, form: str) -> Answer:
    query = query_catalogue.named_queries()["serve-resource"]
    found = query_answers.run(
        snapshot.graph, query, {"thing": {"type": "uri", "value": iri}}, [], []
    )
    location = rendering.local(iri, snapshot.base) + "." + BY_NAME[form].ending
    return {"form": form, "headers": {"content-location": location}}, query_answers.triples(
        found, form
    )


def document(
    snapshot: Snapshot, index: Index, things: Things, thing: Thing, args: dict[str, Any]
) -> Answer:
    """A stretch of a paper's text, with the names marked and the words that a link led to."""
    paper = snapshot.papers.get(thing.iri)
    parts = things.parts_of(thing.iri)
    if paper is None:
        return _html(
            "document",
            snapshot,
            thing=thing,
            paper=None,
            parts=parts,
            blocks=(),
            number=1,
            count=0,
            sought=None,
            marked={},
            stretch_of=None,
        )
    cuts = paper_text.stretches(paper)
    sought = paper_text.place(args["at"], len(paper.text)) or paper_text.find(
        paper.text, args["find"]
    )
    if sought is not None and sought.end - sought.start < A_NAME:
        sought = Quotes(paper.text).sentence(sought)
    starts = [cut.start for cut in cuts]
    if sought is not None:
        number = max(at for at, start in enumerate(starts, 1) if start <= sought.start)
    else:
        number = min(max(int(args["page"]) if args["page"].isdigit() else 1, 1), len(cuts))
    marks = [
        paper_text.Mark(Span(int(row["start"]), int(row["end"])), name.iri, name.name, name.kind)
        for row in query.rows(snapshot.graph, "serve-document-mentions", document=thing.iri)
        if (name := index.names.get(row["entity"])) is not None
    ]

    def stretch_of(offset: str) -> int:
        return max(at for at, start in enumerate(starts, 1) if start <= int(offset or 0))

    blocks = list(paper_text.blocks(paper, cuts[number - 1], marks, sought))
    marked = Counter(mark.kind for mark in marks if mark.span in cuts[number - 1])
    return _html(
        "document",
        snapshot,
        thing=thing,
        paper=paper,
        parts=parts,
        blocks=blocks,
        number=number,
        count=len(cuts),
        sought=sought,
        marked=marked,
        stretch_of=stretch_of,
    )


def anything(snapshot: Snapshot, things: Things, thing: Thing) -> Answer:
    """Any other resource: its statements, each with the name of its property."""
    rows = [
        (
            things.label(each),
            each,
            [
                (value, things.label(value) if kind == "iri" else value, kind)
                for value, kind in values
            ],
        )
        for each, values in sorted(thing.statements.items())
        if each != TYPE.value
    ]
    kinds = sorted(things.label(each) for each in thing.classes)
    return _html(
        "thing", snapshot, thing=thing, rows=rows, kinds=kinds, name=things.label(thing.iri)
    )
