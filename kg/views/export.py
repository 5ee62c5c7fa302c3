"""The whole graph as a file, or the network in it: the same papers give the same bytes.

``nquads``, ``trig`` and ``json-ld`` keep the named graphs, ``turtle`` gives their union. ``graphml``, ``gexf`` and
``csv`` give the network: people, organisations, programmes and meetings, with what ties them and words that say so.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import IO, Any

import pyoxigraph as ox

from kg.errors import InputError
from kg.store.query import rows
from kg.store.results import used_prefixes
from kg.store.snapshots import PublishedGraph
from ontology import PREFIXES

GRAPH_FORMATS = ("trig", "nquads", "turtle", "json-ld")
NETWORK_FORMATS = ("graphml", "gexf", "csv")
TOGETHER = 8  # a passage that names more is a list, and says nothing about any two of them
_COLUMNS = (
    *("source", "source_name", "source_kind", "kind", "target", "target_name", "target_kind"),
    *("weight", "first", "last", "quote"),
)
_GEXF_DATE = "1970-01-01"  # networkx writes the day of writing, which would change the bytes


@dataclass(frozen=True, slots=True)
class Node:
    """An entity or a meeting. ``mentions`` is 0 for a meeting; ``date`` is a meeting's."""

    id: str
    name: str
    kind: str
    subtype: str
    mentions: int
    date: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie of one kind; ``weight`` is how often the papers show it, ``quote`` the first words that do."""

    source: str
    target: str
    kind: str
    weight: int
    first: str
    last: str
    quote: str


def export(graph: PublishedGraph | ox.Store, format: str, out: IO[bytes]) -> None:
    """Writes the graph, or its network, to ``out``. Raises ``InputError`` for a form that is not known."""
    store = graph.graph if isinstance(graph, PublishedGraph) else graph
    if format in GRAPH_FORMATS:
        out.write(_graph(store, format))
    elif format in NETWORK_FORMATS:
        nodes, edges = network(store)
        out.write(_csv(nodes, edges) if format == "csv" else _xml(nodes, edges, format))
    else:
        raise InputError(
            f"{format}: no such form; use one of {', '.join((*GRAPH_FORMATS, *NETWORK_FORMATS))}"
        )


def _graph(store: ox.Store, format: str) -> bytes:
    lines = ox.serialize(store, format=ox.RdfFormat.N_QUADS) or b""
    ordered = b"".join(line + b"\n" for line in sorted(set(lines.split(b"\n"))) if line)
    if format == "nquads":
        return ordered
    quads = list(ox.parse(ordered, format=ox.RdfFormat.N_QUADS))
    if format == "turtle":
        triples = list(dict.fromkeys(quad.triple for quad in quads))
        return (
            ox.serialize(
                triples, format=ox.RdfFormat.TURTLE, prefixes=used_prefixes(PREFIXES, triples)
            )
            or b""
        )
    quads.sort(
        key=lambda quad: str(quad.graph_name)
    )  # stable: within a graph the lines' order stays
    if format == "trig":
        return (
            ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=used_prefixes(PREFIXES, quads))
            or b""
        )
    return (ox.serialize(quads, format=ox.RdfFormat.JSON_LD) or b"") + b"\n"


# ── the network ─────────────────────────────────────────────────────────────────────────────────────────────────────


def network(store: ox.Store) -> tuple[list[Node], list[Edge]]:
    """Nodes and edges of the whole network, in a fixed order."""
    nodes = [
        Node(
            row["node"],
            row["name"],
            row["kind"],
            row["subtype"],
            int(row["mentions"] or 0),
            row["date"],
        )
        for row in rows(store, "export-nodes")
    ]
    shown = [
        (row["source"], row["target"], row["kind"], row["date"], row["quote"])
        for row in rows(store, "export-edges")
    ]
    shown += _together(store)
    known = {node.id for node in nodes}
    edges = []
    for (source, target, kind), group in groupby(sorted(shown), key=lambda each: each[:3]):
        if source in known and target in known:
            found = list(group)
            days = sorted(day for _, _, _, day, _ in found if day)
            quote = next((words for _, _, _, _, words in found if words), "")
            edges.append(
                Edge(
                    source,
                    target,
                    kind,
                    len(found),
                    days[0] if days else "",
                    days[-1] if days else "",
                    quote,
                )
            )
    return nodes, edges


def _together(store: ox.Store) -> Iterator[tuple[str, str, str, str, str]]:
    """Any two programmes or organisations that a passage names, once a passage."""
    found = rows(store, "export-passages")
    for _, group in groupby(found, key=lambda row: row["passage"]):
        first: dict[str, dict[str, str]] = {}
        for row in group:
            first.setdefault(row["entity"], row)
        if len(first) <= TOGETHER:
            for one, other in combinations(sorted(first), 2):
                yield one, other, "named together", first[one]["date"], first[one]["quote"]


def _csv(nodes: Sequence[Node], edges: Sequence[Edge]) -> bytes:
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
        writer.writerow((*ends, edge.weight, edge.first, edge.last, edge.quote))
    return out.getvalue().encode()


def _xml(nodes: Sequence[Node], edges: Sequence[Edge], format: str) -> bytes:
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
        )
    out = io.BytesIO()
    if format == "graphml":
        nx.write_graphml(graph, out, prettyprint=True)
        return out.getvalue()
    writer = nx.readwrite.gexf.GEXFWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph(graph)
    for meta in writer.xml.iter("meta"):
        meta.set("lastmodifieddate", _GEXF_DATE)
    writer.write(out)
    return out.getvalue()


def _xml_safe(text: str) -> str:
    """``text`` without the control characters that XML has no way to write."""
    return "".join(character for character in text if character.isprintable() or character == " ")
