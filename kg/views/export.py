"""The whole graph, or the network in it, as a file: the same papers give the same bytes.

``nquads``, ``trig`` and ``json-ld`` (in the words of the ontology's context) keep the named graphs,
``turtle`` gives their union.
``graphml``, ``gexf`` and ``csv`` give the network: people, organisations, programmes and meetings,
with what the papers state of any two of them, in the relations of ``kg query ties``, and words that
show each. ``popolo`` gives people, bodies, posts,
meetings, resolutions and votes as Popolo JSON. ``ics`` gives the meetings as iCalendar, ``atom``
the events of one topic for feed readers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import InputError
from kg.ontology import PREFIXES
from kg.store.entity_lookup import resolve_entity
from kg.store.json_ld import write_json_ld
from kg.store.query import rows
from kg.store.results import used_prefixes
from kg.store.snapshots import PublishedGraph
from kg.text.spreadsheet_cells import spreadsheet_cell
from kg.views.feeds import meetings_calendar, topic_feed
from kg.views.network.edges import (
    EdgeEvidence,
    EdgeKey,
    Network,
    read_whole_network,
    restrict_network,
)
from kg.views.popolo import popolo
from kg.views.timeline import trace

if TYPE_CHECKING:
    from kg.store.remote import Remote

GRAPH_FORMATS = ("trig", "nquads", "turtle", "json-ld")
NETWORK_FORMATS = ("graphml", "gexf", "csv")
POPOLO = "popolo"
CALENDAR, FEED = "ics", "atom"
FORMATS = (*GRAPH_FORMATS, *NETWORK_FORMATS, POPOLO, CALENDAR, FEED)
NODE_KINDS = ("person", "organisation", "programme", "meeting")
_COLUMNS = (
    *("source", "source_name", "source_kind", "kind", "target", "target_name", "target_kind"),
    *("weight", "first", "last", "quote", "note"),
)
_GEXF_DATE = "1970-01-01"  # networkx writes the day of writing, which would change the bytes


@dataclass(frozen=True, slots=True)
class ExportedNode:
    """An entity or a meeting. ``mentions`` is 0 for a meeting, ``date`` empty for an entity."""

    id: str
    name: str
    kind: str
    subtype: str
    mentions: int
    date: str


@dataclass(frozen=True, slots=True)
class ExportedEdge:
    """An edge of one kind.

    ``weight`` is how often the papers show it, from the day ``first`` to ``last`` (ISO, empty where
    unknown), ``quote`` the first words that do, and ``note`` what they add: a role, a sum.
    """

    source: str
    target: str
    kind: str
    weight: int
    first: str
    last: str
    quote: str
    note: str


def export(
    graph: PublishedGraph | ox.Store | Remote, format: str, out: IO[bytes], topic: str | None = None
) -> None:
    """Writes the graph, its network, its meetings or the events of ``topic`` to ``out``.

    Raises ``InputError`` for an unknown format, or where a feed has no topic or anything else has
    one; ``NotFound`` for an unknown topic.
    """
    if (topic is None) == (format == FEED):
        raise InputError(
            "a feed is of one topic: give --topic NAME"
            if topic is None
            else f"--topic is for --format {FEED}; {format} holds everything"
        )
    store = graph.graph if isinstance(graph, PublishedGraph) else graph
    if format in GRAPH_FORMATS:
        out.write(_graph(store if isinstance(store, ox.Store) else store.download(), format))
    elif format in NETWORK_FORMATS:
        out.write(network_file(*exported_network(store), format))
    elif format == POPOLO:
        out.write(popolo(store))
    elif format == CALENDAR:
        out.write(meetings_calendar(rows(store, "meetings")))
    elif format == FEED and topic is not None:
        iri = resolve_entity(store, topic).iri
        out.write(topic_feed(trace(store, iri), iri))
    else:
        raise InputError(f"{format}: no such form; use one of {', '.join(FORMATS)}")


def network_file(
    nodes: Sequence[ExportedNode], edges: Sequence[ExportedEdge], format: str
) -> bytes:
    """Nodes and edges in one of ``NETWORK_FORMATS``, as Gephi and networkx read them."""
    return _csv(nodes, edges) if format == "csv" else _xml(nodes, edges, format)


def network_parts(shown: Network) -> tuple[list[ExportedNode], list[ExportedEdge]]:
    """The nodes and edges of a network that is drawn."""
    nodes = [
        ExportedNode(node.id, node.label, node.kind, "", node.weight, "") for node in shown.nodes
    ]
    edges = [
        _edge((edge.source, edge.target, edge.relation), (edge.evidence, edge.note))
        for edge in shown.edges
        if edge.evidence
    ]
    return nodes, edges


def _graph(store: ox.Store, format: str) -> bytes:
    """All quads in one of ``GRAPH_FORMATS``, in an order that depends on nothing but the quads."""
    lines = ox.serialize(store, format=ox.RdfFormat.N_QUADS) or b""
    ordered = b"".join(line + b"\n" for line in sorted(set(lines.split(b"\n"))) if line)
    if format == "nquads":
        return ordered
    quads = list(ox.parse(ordered, format=ox.RdfFormat.N_QUADS))
    if format == "turtle":
        triples = list(dict.fromkeys(quad.triple for quad in quads))
        return _serialized(triples, ox.RdfFormat.TURTLE)
    quads.sort(key=lambda quad: str(quad.graph_name))  # stable: each graph keeps the lines' order
    if format == "trig":
        return _serialized(quads, ox.RdfFormat.TRIG)
    return write_json_ld(quads)


def _serialized(facts: Sequence[Any], form: ox.RdfFormat) -> bytes:
    """Triples or quads with those prefixes that they use."""
    return ox.serialize(facts, format=form, prefixes=used_prefixes(PREFIXES, facts)) or b""


# -- the network ----------------------------------------------------------------------------------


def exported_network(store: ox.Store | Remote) -> tuple[list[ExportedNode], list[ExportedEdge]]:
    """Nodes and edges of the whole network, in a fixed order."""
    nodes = [
        ExportedNode(
            row["node"],
            row["name"],
            row["kind"],
            row["subtype"],
            int(row["mentions"] or 0),
            row["date"],
        )
        for row in rows(store, "export-nodes")
    ]
    known = {node.id for node in nodes}
    stated = restrict_network(read_whole_network(store), NODE_KINDS).edges
    edges = [
        _edge(key, evidence)
        for key, evidence in stated.items()
        if key[0] in known and key[1] in known
    ]
    return nodes, edges


def _edge(key: EdgeKey, evidence: EdgeEvidence) -> ExportedEdge:
    """The edge with its first and last day and the first words that show it."""
    quotes, note = evidence
    dates = [quote.date for quote in quotes if quote.date]
    return ExportedEdge(
        *key,
        weight=len(quotes),
        first=min(dates, default=""),
        last=max(dates, default=""),
        quote=next((quote.text for quote in quotes if quote.text), ""),
        note=note or "",
    )


def _csv(nodes: Sequence[ExportedNode], edges: Sequence[ExportedEdge]) -> bytes:
    names = {node.id: node for node in nodes}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for edge in edges:
        source, target = names[edge.source], names[edge.target]
        ends = (
            edge.source,
            source.name,
            source.kind,
            edge.kind,
            edge.target,
            target.name,
            target.kind,
        )
        cells = (*ends, edge.weight, edge.first, edge.last, edge.quote, edge.note)
        writer.writerow(map(spreadsheet_cell, cells))
    return out.getvalue().encode()


def _xml(nodes: Sequence[ExportedNode], edges: Sequence[ExportedEdge], format: str) -> bytes:
    import networkx as nx

    graph: Any = nx.MultiDiGraph()
    for node in nodes:
        graph.add_node(
            node.id,
            label=_xml_safe(node.name),
            kind=node.kind,
            subtype=_xml_safe(node.subtype),
            mentions=node.mentions,
            date=node.date,
        )
    for number, edge in enumerate(edges):
        graph.add_edge(
            edge.source,
            edge.target,
            key=number,
            kind=edge.kind,
            weight=edge.weight,
            first=edge.first,
            last=edge.last,
            quote=_xml_safe(edge.quote),
            note=_xml_safe(edge.note),
        )
    out = io.BytesIO()
    if format == "graphml":
        nx.write_graphml(graph, out, prettyprint=True)
        return out.getvalue()
    writer = nx.readwrite.gexf.GEXFWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph(graph)
    for meta in writer.xml.iter("meta"):
        meta.set("lastmodifieddate", _GEXF_DATE)
    _without_keys(writer.xml)
    writer.write(out)
    return out.getvalue()


def _without_keys(tree: Any) -> None:
    """Takes out the column in which networkx numbers parallel edges, of no use to anybody else."""
    for attributes in tree.iter("attributes"):
        for column in [each for each in attributes if each.get("title") == "networkx_key"]:
            attributes.remove(column)
            _remove_from_edges(tree, column.get("id"))


def _remove_from_edges(tree: Any, number: str) -> None:
    """Takes the value of one column out of every edge."""
    for edge in tree.iter("edge"):
        for values in edge.iter("attvalues"):
            for value in list(values):
                if value.get("for") == number:
                    values.remove(value)


def _xml_safe(text: str) -> str:
    """``text`` without the control characters that XML has no way to write."""
    return "".join(character for character in text if character.isprintable() or character == " ")
