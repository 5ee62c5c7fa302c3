"""The page of a person, organisation or programme: its timeline, figures and nearest entities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kg.errors import NotFound
from kg.serve import network_page
from kg.serve.loaded_snapshot import LoadedSnapshot
from kg.serve.rendering import (
    address_at,
    address_of_quote,
    html_answer,
    local_address,
    page_number,
)
from kg.serve.snapshot_index import SnapshotIndex
from kg.serve.topic_glance import topic_glance
from kg.serve.worker_messages import WorkerAnswer
from kg.store import query
from kg.views import timeline
from kg.views.charts import select_figures
from kg.views.profile import TopicProfile, topic_profile
from kg.views.timeline.follow_up import outcomes
from kg.views.timeline.meeting_rows import meeting_rows

MENTIONS = 60  # quotes on one page
EVENTS = 150  # lines of a timeline on one page
NEIGHBOURS = 14


def page(
    snapshot: LoadedSnapshot, index: SnapshotIndex, iri: str, args: dict[str, Any]
) -> WorkerAnswer:
    """The page of the entity ``iri``; ``args["page"]`` is which of its mentions are shown."""
    mentions = query.rows(snapshot.graph, "serve-mentions", entity=iri)
    pages = max(1, -(-len(mentions) // MENTIONS))
    number = page_number(args["page"], pages)
    return html_answer(
        "entity",
        snapshot.base,
        name=index.names[iri],
        **_topic(snapshot, index, iri),
        near=_neighbours(index, iri),
        meetings_on=index.meetings_on,
        linked=index.linked(snapshot.base),
        offices=_offices(index, iri),
        words=_address_finder(snapshot, index, iri, mentions),
        mentions=mentions[(number - 1) * MENTIONS : number * MENTIONS],
        mentioned=len(mentions),
        page=number,
        pages=pages,
    )


def _offices(index: SnapshotIndex, iri: str) -> list[dict[str, str]]:
    """The offices that a person held, or that a body has with who held them."""
    name = index.names[iri]
    if name.kind == "person":
        return [row for row in index.offices if row["person"] == iri]
    return [row for row in index.offices if row["organisation"] == name.name and row["holder"]]


def _topic(snapshot: LoadedSnapshot, index: SnapshotIndex, iri: str) -> dict[str, Any]:
    """What the template shows of an entity: in brief, its timeline, its profile."""
    profile = topic_profile(snapshot.graph, iri, co_mentions=False)
    return {**_timeline(snapshot, index, iri, profile), **_figures(profile)}


def _timeline(
    snapshot: LoadedSnapshot, index: SnapshotIndex, iri: str, profile: TopicProfile
) -> dict[str, Any]:
    """The briefing, and the newest events, the newest day first."""
    try:
        trace = timeline.trace(snapshot.graph, iri, full=True)  # as the files to send have it
    except NotFound:
        nothing = dict.fromkeys(("trace", "briefing", "glance"))
        return {**nothing, "days": (), "earlier": 0, "rows": {}, "outcomes": ()}
    trace = replace(trace, profile=profile)
    trace = timeline.with_partners(snapshot.graph, trace, index.network)
    events = trace.events[-EVENTS:]
    asked_for = outcomes(trace)
    return {
        "trace": trace,
        "briefing": timeline.briefing(trace),
        "days": tuple(reversed(timeline.meeting_days(replace(trace, events=events)))),
        "earlier": len(trace.events) - len(events),
        "rows": meeting_rows(trace),
        "outcomes": asked_for,
        "glance": topic_glance(trace, asked_for, index.ties, iri),
    }


def _figures(profile: TopicProfile) -> dict[str, Any]:
    """An entity's profile: a few charts, the other figures in a list."""
    figures = select_figures(profile.series)
    return {
        "profile": profile,
        "charts": figures.charts,
        "figures": figures.listed,
        "more_figures": figures.more,
    }


def _neighbours(index: SnapshotIndex, iri: str) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The entities with the strongest ties to this one, each with its ties."""
    strength = index.ties.strength.get(iri, {})
    strongest = sorted(strength, key=lambda other: (-strength[other], other))[:NEIGHBOURS]
    return [
        (index.ties.nodes[other], network_page.ties_between(index.ties, iri, other))
        for other in strongest
    ]


def _address_finder(
    snapshot: LoadedSnapshot, index: SnapshotIndex, iri: str, mentions: list[dict[str, str]]
) -> Callable[[str, str | None], str]:
    """A function from words of a paper (its file name) to their address.

    It is where the graph says that the words stand, else where a search will find them; empty for
    an unknown paper.
    """
    known: dict[tuple[str, str], str] = {}
    for row in (*query.rows(snapshot.graph, "serve-places", topic=iri), *mentions):
        document = local_address(row["document"], snapshot.base)
        address = address_at(document, f"{row['start']}-{row['end']}")
        for text in (row.get("text", ""), row["quote"]):
            known.setdefault((row["file"], text), address)

    def find_address(text: str, file: str | None) -> str:
        document = index.files.get(file or "")
        if document is None:
            return ""
        return known.get((file or "", text)) or address_of_quote(
            local_address(document, snapshot.base), text
        )

    return find_address
