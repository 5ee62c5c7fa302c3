"""The page of a person, an organisation or a programme: its way through the papers, its figures, who is near."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kg.errors import NotFound
from kg.serve import network_page, query_answers, rendering
from kg.serve.snapshot import Snapshot
from kg.serve.snapshot_index import Index
from kg.store import query
from kg.views import timeline
from kg.views.charts import select_figures
from kg.views.profile import topic_profile
from kg.views.timeline.follow_up import outcomes

MENTIONS = 60  # quotes on one page
EVENTS = 150  # lines of a timeline on one page
NEIGHBOURS = 14


def page(snapshot: Snapshot, index: Index, iri: str, args: dict[str, Any]) -> query_answers.Written:
    """The page of the entity ``iri``; ``args["page"]`` is which of its mentions are shown."""
    graph, name = snapshot.graph, index.names[iri]
    try:
        followed: timeline.Trace | None = timeline.trace(graph, iri)
    except NotFound:
        followed = None
    mentions = query.rows(graph, "serve-mentions", entity=iri)
    pages = max(1, -(-len(mentions) // MENTIONS))
    number = min(max(int(args["page"]) if args["page"].isdigit() else 1, 1), pages)
    events = followed.events[-EVENTS:] if followed else ()
    profile = topic_profile(graph, iri, co_mentions=False)
    figures = select_figures(profile.series)
    strength = index.ties.strength.get(iri, {})
    near = sorted(strength, key=lambda other: (-strength[other], other))[:NEIGHBOURS]
    body = rendering.page(
        "entity",
        snapshot.base,
        name=name,
        trace=followed,
        summary=timeline.trace_summary(followed) if followed else "",
        days=tuple(reversed(timeline.meeting_days(replace(followed, events=events))))
        if followed
        else (),
        earlier=len(followed.events) - len(events) if followed else 0,
        outcomes=outcomes(followed) if followed else (),
        profile=profile,
        charts=figures.charts,
        figures=figures.listed,
        more_figures=figures.more,
        near=[
            (index.ties.nodes[other], network_page.ties_between(index.ties, iri, other))
            for other in near
        ],
        words=_places(snapshot, index, iri, mentions),
        mentions=mentions[(number - 1) * MENTIONS : number * MENTIONS],
        mentioned=len(mentions),
        page=number,
        pages=pages,
    )
    return {"type": "text/html; charset=utf-8"}, body


def _places(
    snapshot: Snapshot, index: Index, iri: str, mentions: list[dict[str, str]]
) -> Callable[[str, str | None], str]:
    """Gives the address of words of a paper: where the graph says that they stand, else where they are found."""
    known: dict[tuple[str, str], str] = {}
    for row in (*query.rows(snapshot.graph, "serve-places", topic=iri), *mentions):
        address = (
            f"{rendering.local(row['document'], snapshot.base)}?at={row['start']}-{row['end']}#here"
        )
        for text in (row.get("text", ""), row["quote"]):
            known.setdefault((row["file"], text), address)

    def words(text: str, file: str | None) -> str:
        document = index.files.get(file or "")
        if document is None:
            return ""
        return known.get((file or "", text)) or rendering.sought(
            rendering.local(document, snapshot.base), text
        )

    return words
