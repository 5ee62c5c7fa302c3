"""The explorer's network: a drawing that grows, the shortest path, the words behind every tie."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

import networkx as nx
from markupsafe import Markup

from kg.errors import NotFound
from kg.serve.http_error import HttpError
from kg.serve.loaded_snapshot import LoadedSnapshot
from kg.serve.rendering import address_of_quote, html_answer, local_address
from kg.serve.snapshot_index import SnapshotIndex
from kg.serve.worker_messages import WorkerAnswer
from kg.store.entity_lookup import resolve_entity
from kg.views.network import page as network
from kg.views.network.edges import RELATIONS, FullNetwork, Network
from kg.views.network.neighbourhood import neighbourhood

NODES = 40  # of a neighbourhood, at most
KEPT_DRAWINGS = 16  # one is asked for as a page, as data and as a file
LISTED_NAMES = 400  # offered as one types
MOST_EXPANDED = 12  # nodes expanded beside the topic
MEASURED_NODES = 400  # up to which betweenness is computed
QUOTES = 3  # shown for a step of a path

_RELATIONS = {relation.key: relation for relation in RELATIONS}
_FIELDS = ("topic", "depth", "meetings", "from", "to")


@dataclass(frozen=True, slots=True)
class NetworkDrawing:
    """What is drawn, its data, the path if one was asked for, and why something cannot be shown."""

    network: Network
    data: dict[str, Any]
    path: dict[str, Any] | None
    message: str


# (digest of the snapshot, arguments) → drawing. A process serves only one snapshot.
_drawings: dict[tuple[str, str], NetworkDrawing] = {}


def warm(snapshot: LoadedSnapshot, index: SnapshotIndex) -> None:
    """Make the drawing that is shown where nothing in particular is asked for."""
    _drawing(snapshot, index, dict.fromkeys(_FIELDS, "") | {"also": []})


def page(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """The page, with the drawing's data in it and the same in tables."""
    drawing = _drawing(snapshot, index, args)
    shown, data = drawing.network, drawing.data
    listed = sorted(index.names.values(), key=lambda name: (-name.mentions, name.name))
    given = [(field, args[field]) for field in _FIELDS if args[field]]
    return html_answer(
        "network",
        snapshot.base,
        network=shown,
        drawn=data,
        problem=drawing.message,
        path=drawing.path,
        kinds=network.kind_counts(shown),
        relations=network.relation_counts(shown),
        data=Markup(network.embedded_json(data)),
        asked=args,
        asked_link=urlencode([*given, *(("also", iri) for iri in args["also"])]),
        topic_name=index.ties.nodes[shown.topic].label if shown.topic else "",
        listed=sorted(name.name for name in listed[:LISTED_NAMES]),
    )


def data(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """The drawing's data alone, as JSON."""
    return _json(_drawing(snapshot, index, args).data)


def graphml(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """The drawing's nodes and edges as GraphML."""
    shown = _drawing(snapshot, index, args).network
    graph = nx.MultiDiGraph()
    for node in shown.nodes:
        graph.add_node(node.id, label=node.label, kind=node.kind, mentions=node.weight)
    for edge in shown.edges:
        graph.add_edge(
            edge.source,
            edge.target,
            key=edge.relation,
            relation=_RELATIONS[edge.relation].label,
            passages=edge.weight,
            note=edge.note or "",
        )
    head = {
        "type": "application/graphml+xml; charset=utf-8",
        "headers": {"content-disposition": 'attachment; filename="network.graphml"'},
    }
    return head, ("\n".join(nx.generate_graphml(graph)) + "\n").encode()


def path(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """The shortest path between two names, as JSON. Raises ``HttpError`` where there is none."""
    return _json(_shortest_path(snapshot, index, args))


def _json(value: object) -> WorkerAnswer:
    return {"type": "application/json"}, json.dumps(value, ensure_ascii=False).encode()


def _shortest_path(
    snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]
) -> dict[str, Any]:
    """The shortest path between two names, with the words behind each step.

    Where several are as short, it takes the strongest ties. Raises ``HttpError`` or ``NotFound``.
    """
    ends = [_resolve(snapshot, index, args[field], field) for field in ("from", "to")]
    ties = _ties(index, args, *ends)
    graph = nx.Graph()
    for one, strengths in ties.strength.items():
        graph.add_weighted_edges_from(
            (one, other, 1 + 1 / (2 + strength)) for other, strength in strengths.items()
        )
    try:
        nodes = nx.shortest_path(graph, *ends, weight="weight")
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        raise HttpError(404, "no way leads from the one to the other") from None
    names = [index.ties.nodes[iri] for iri in nodes]
    steps = [
        {
            "from": one.id,
            "to": other.id,
            "names": [one.label, other.label],
            "ties": [
                _with_addresses(snapshot, index, tie)
                for tie in ties_between(ties, one.id, other.id)
            ],
        }
        for one, other in pairwise(names)
    ]
    shown = [{"id": name.id, "label": name.label, "kind": name.kind} for name in names]
    return {"names": shown, "steps": steps}


def _with_addresses(
    snapshot: LoadedSnapshot, index: SnapshotIndex, tie: dict[str, Any]
) -> dict[str, Any]:
    """A tie with its first quotes only, each with its address."""
    quotes = [
        {**quote, "href": _quote_address(snapshot, index, quote)}
        for quote in tie["quotes"][:QUOTES]
    ]
    return {**tie, "quotes": quotes}


def ties_between(ties: FullNetwork, one: str, other: str) -> list[dict[str, Any]]:
    """The ties of two nodes, worded from the first to the second, with the quotes.

    Those with most quotes come first, being named together last.
    """
    found = []
    for source, target, forward in ((one, other, True), (other, one, False)):
        for relation in RELATIONS:
            evidence = ties.edges.get((source, target, relation.key))
            if evidence is not None:
                quotes, note = evidence
                found.append(
                    {
                        "label": relation.label if forward else relation.inverse,
                        "note": note or "",
                        "count": len(quotes),
                        "quotes": [asdict(quote) for quote in quotes],
                    }
                )
    return sorted(found, key=lambda tie: (tie["label"] == "named with", -tie["count"]))


def _drawing(
    snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]
) -> NetworkDrawing:
    """The drawing that is asked for; of those made before, the first and the newest are kept."""
    key = (snapshot.digest, json.dumps(args, sort_keys=True))
    if key not in _drawings:
        if len(_drawings) == KEPT_DRAWINGS:
            del _drawings[list(_drawings)[1]]
        _drawings[key] = _draw(snapshot, index, args)
    return _drawings[key]


def _draw(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> NetworkDrawing:
    """The neighbourhood of a topic, or a path with the neighbourhood of the nodes expanded on it.

    Where the topic or an end of the path is not known, the overview is drawn, with a message.
    """
    message, topic, path = "", None, None
    try:
        if args["from"].strip() and args["to"].strip():
            path = _shortest_path(snapshot, index, args)
        elif args["topic"].strip():
            topic = _resolve(snapshot, index, args["topic"], "topic")
    except (HttpError, NotFound) as error:
        message = str(error)
    depth = int(args["depth"]) if args["depth"] in ("1", "2", "3") else 1
    expanded = [iri for iri in args["also"][:MOST_EXPANDED] if iri in index.ties.nodes]
    ties = _ties(index, args, topic)
    if path is None:
        shown = neighbourhood(ties, topic, depth, NODES, expanded)
        return NetworkDrawing(shown, _drawing_data(snapshot, index, shown), None, message)
    on_path = [name["id"] for name in path["names"]]
    shown = replace(
        neighbourhood(ties, on_path[0], depth, 0, expanded, on_path),
        title=f"The way from {path['names'][0]['label']} to {path['names'][-1]['label']}",
        topic=None,
    )
    data = _drawing_data(snapshot, index, shown)
    for node in data["nodes"]:
        node["marked"] = node["id"] in on_path
    return NetworkDrawing(shown, data, path, message)


def _ties(index: SnapshotIndex, args: dict[str, Any], *iris: str | None) -> FullNetwork:
    """The ties to draw: with meetings if asked for, or if one of ``iris`` is a meeting."""
    with_meetings = args["meetings"] or any(
        iri is not None and iri not in index.ties.allowed for iri in iris
    )
    return index.ties_with_meetings if with_meetings else index.ties


def _resolve(snapshot: LoadedSnapshot, index: SnapshotIndex, given: str, field: str) -> str:
    """The IRI of the node that a name or an IRI means. Raises ``HttpError`` or ``NotFound``."""
    name = given.strip()
    if not name:
        raise HttpError(400, f"{field}: give a name")
    if name in index.ties.nodes:
        return name
    if name.startswith(("http:", "https:", "urn:")):
        raise HttpError(404, f"{name}: nothing in the graph has that IRI")
    found = index.search(name, (1, 0, 0)).names
    return found[0].iri if found else resolve_entity(snapshot.graph, name).iri


def _drawing_data(snapshot: LoadedSnapshot, index: SnapshotIndex, shown: Network) -> dict[str, Any]:
    """The data that ``kg show`` draws, with measures of the nodes and addresses of the quotes."""
    data = network.drawing_data(shown)
    graph = nx.Graph()
    graph.add_nodes_from(range(len(shown.nodes)))
    for edge in data["edges"]:
        graph.add_edge(edge["source"], edge["target"])
    betweenness = nx.betweenness_centrality(graph) if len(graph) <= MEASURED_NODES else {}
    communities = _communities(graph)
    for at, (node, source) in enumerate(zip(data["nodes"], shown.nodes, strict=True)):
        node["id"] = source.id
        node["href"] = local_address(source.id, snapshot.base)
        node["degree"] = graph.degree(at)
        node["between"] = round(betweenness.get(at, 0.0), 4)
        node["community"] = communities.get(at, 0)
    for each in (*data["nodes"], *data["edges"]):
        for quote in each["quotes"]:
            quote["href"] = _quote_address(snapshot, index, quote)
    return data


def _communities(graph: nx.Graph) -> dict[int, int]:
    """Node → number of its community, the largest being 0; empty for a graph without edges."""
    if not graph.number_of_edges():
        return {}
    groups = nx.community.greedy_modularity_communities(graph)
    ordered = sorted(groups, key=lambda group: (-len(group), min(group)))
    return {node: number for number, group in enumerate(ordered) for node in group}


def _quote_address(snapshot: LoadedSnapshot, index: SnapshotIndex, quote: Mapping[str, Any]) -> str:
    """The address of a quote's words; empty where its paper is not known."""
    document = index.files.get(quote["document"])
    if not document:
        return ""
    return address_of_quote(local_address(document, snapshot.base), quote["text"])
