"""``kg trace``, ``kg digest``, ``kg show`` and ``kg export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.graph_access import graph_of, open_store
from kg.cli.options import JsonFormatOption, OutputOption, StoreOption, parse_date
from kg.cli.output import write_output
from kg.errors import InputError, NotFound

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store.remote import Remote


def trace(
    topic: Annotated[
        str, typer.Argument(help="A programme, organisation, person, acronym, IRI, or words.")
    ],
    other: Annotated[
        str | None, typer.Argument(metavar="[TOPIC]", help="A second one, set beside it.")
    ] = None,
    store: StoreOption = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help="table, markdown, html, docx, json or csv."
        ),
    ] = "table",
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="From this day on, as 2023-06-30.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day.")] = None,
    since_pack: Annotated[
        str | None,
        typer.Option(
            "--since-pack", metavar="FILE|DATE", help="Only what packs after this one brought."
        ),
    ] = None,
    words: Annotated[
        bool, typer.Option("--words", help="Take the topic for words, not for a name.")
    ] = False,
    exact: Annotated[
        bool, typer.Option("--exact", help="Only what has these very words, endings and all.")
    ] = False,
    as_json: JsonFormatOption = False,
    out: OutputOption = None,
) -> None:
    """Show how a topic went through the meetings: reported, discussed, resolved, asked for, and
    what came of it.
    """
    from kg.store.search import open_search
    from kg.views.timeline import render_bytes, with_cited_passages
    from kg.views.timeline import trace as trace_topic
    from kg.views.timeline.partner_view import with_partners

    form = "json" if as_json else form
    days = parse_date("--since", since), parse_date("--until", until)
    if other is not None:
        from kg.views import comparison

        if since_pack is not None:
            raise InputError("--since-pack takes one topic; leave the second out, or give --since")
        with open_store(store) as opened:
            compared = comparison.compare(graph_of(opened), topic, other, *days)
        write_output(comparison.render(compared, form).encode(), out)
        return
    with open_store(store) as opened:
        timeline = trace_topic(
            graph_of(opened),
            topic,
            *days,
            since_pack=since_pack,
            full=True,
            index=open_search(opened),
            as_words=words,
            exact=exact,
        )
        if form == "html":
            timeline = with_cited_passages(graph_of(opened), timeline)
            timeline = with_partners(graph_of(opened), timeline)
    write_output(render_bytes(timeline, form), out)


def digest(
    day: Annotated[
        str | None, typer.Argument(metavar="[DATE]", help="Whose papers; the newest without it.")
    ] = None,
    store: StoreOption = None,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="markdown, html or json.")
    ] = "markdown",
    as_json: JsonFormatOption = False,
    out: OutputOption = None,
) -> None:
    """Tell what the papers of one meeting bring that is new, by programme and partner, and what is
    overdue.
    """
    from kg.views.digest import digest as make_digest
    from kg.views.digest import render

    form = "json" if as_json else form
    meeting = parse_date("DATE", day)
    with open_store(store) as opened:
        news = make_digest(graph_of(opened), meeting.isoformat() if meeting else None)
    write_output(render(news, form).encode(), out)


def show(
    topic: Annotated[
        str | None, typer.Argument(help="Whose network; the most active names without one.")
    ] = None,
    store: StoreOption = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="The page to write (network.html, timeline.html); - for standard output.",
        ),
    ] = None,
    picture: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="network|timeline",
            help="Names and ties, or partners over the meetings.",
        ),
    ] = "network",
    depth: Annotated[
        int, typer.Option(metavar="STEPS", min=1, max=5, help="Steps from the topic.")
    ] = 1,
    kinds: Annotated[
        str | None,
        typer.Option(
            metavar="KIND,KIND",
            help="person, organisation, programme, meeting, resolution, action, report.",
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(metavar="N", min=1, max=2000, help="Names drawn at most.")
    ] = 60,
    together: Annotated[
        bool, typer.Option("--together", help="Also who is only named with whom.")
    ] = False,
) -> None:
    """Write a picture as one page that opens without a network: who is tied to whom by what the
    papers state, or the partners of a topic over its meetings.
    """
    if picture not in ("network", "timeline"):
        raise InputError(f"--as {picture}: no such picture; use network or timeline")
    with open_store(store) as opened:
        graph = graph_of(opened)
        if picture == "timeline":
            html = _partners_page(graph, topic)
        else:
            wanted = [kind.strip() for kind in kinds.split(",")] if kinds is not None else None
            html = _network_page(graph, topic, depth, wanted, limit, together)
    written = out or Path(f"{picture}.html")
    if str(written) == "-":
        write_output(html.encode(), None)
        return
    write_output(html.encode(), written)
    print(written)


def _network_page(
    graph: ox.Store | Remote,
    topic: str | None,
    depth: int,
    kinds: list[str] | None,
    limit: int,
    together: bool,
) -> str:
    """The network around a topic, or its overview, as a page."""
    from kg.store.entity_lookup import resolve_entity
    from kg.views.network.neighbourhood import topic_network
    from kg.views.network.page import network_page

    iri = resolve_entity(graph, topic).iri if topic is not None else None
    return network_page(topic_network(graph, iri, depth, kinds, limit, together))


def _partners_page(graph: ox.Store | Remote, topic: str | None) -> str:
    """Partners over time of a topic as a page. Raises ``NotFound`` where nothing is tied to it."""
    from kg.store.entity_lookup import resolve_entity
    from kg.views.partners.partners_page import partners_page
    from kg.views.timeline import trace as trace_topic
    from kg.views.timeline import with_partners

    if topic is None:
        raise InputError("--as timeline: name the topic whose partners are to be shown")
    iri = resolve_entity(graph, topic).iri
    partners = with_partners(graph, trace_topic(graph, iri)).partners
    if not partners:
        raise NotFound(f"{topic}: no dated paper ties anybody to it")
    return partners_page(partners)


def export(
    store: StoreOption = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="trig nquads turtle json-ld: the graph; graphml gexf csv: the network; popolo: "
            "people, bodies and what they did; ics: the meetings for calendars; atom: a topic's "
            "events for feed readers.",
        ),
    ] = "trig",
    topic: Annotated[
        str | None, typer.Option(metavar="TOPIC", help="Whose events a feed (atom) has.")
    ] = None,
    out: OutputOption = None,
) -> None:
    """Write the whole graph, or the network in it, to a file that other programs read."""
    from io import BytesIO

    from kg.views.export import export as export_to

    written = BytesIO()
    with open_store(store) as opened:
        export_to(opened, form, written, topic)
    write_output(written.getvalue(), out)
