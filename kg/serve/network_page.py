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
from kg.views.export import network_file, network_parts
from kg.views.network import page as network
from kg.views.network.edges import FullNetwork, Network
from kg.views.network.neighbourhood import neighbourhood
from kg.views.network.node_layout import grown
from kg.views.network.pyvis_network import node_boxes, node_places
from kg.views.network.tie_relations import FAMILIES, KINDS, RELATIONS, SHOWN_AT_FIRST, TOGETHER
from kg.views.wording import embedded_json, ui_text

NODES = 40  # of a neighbourhood, at most
KEPT_DRAWINGS = 16  # one is asked for as a page, as data and as a file
LISTED_NAMES = 400  # offered as one types
BOARD_STEP = 1  # what a step to or from a board costs a path more: all is put before a board
PATH_STEP = 240  # pixels between two nodes of a path
MOST_EXPANDED = 12  # nodes expanded beside the topic
MEASURED_NODES = 400  # up to which betweenness is computed
QUOTES = 3  # shown for a step of a path

_RELATIONS = {relation.key: relation for relation in RELATIONS}
_FIELDS = ("topic", "depth", "meetings", "together", "from", "to")
_LISTS = ("also", "kind")  # fields that may be given more than once


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
    _drawing(snapshot, index, dict.fromkeys(_FIELDS, "") | {name: [] for name in _LISTS})


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
        data=Markup(embedded_json(data)),
        asked=args,
        asked_link=urlencode([*given, *((name, each) for name in _LISTS for each in args[name])]),
        families=FAMILIES,
        more_kinds=[kind for kind in KINDS if kind.key not in SHOWN_AT_FIRST],
        drawn_kinds=_kinds(args),
        topic_name=index.network.nodes[shown.topic].label if shown.topic else "",
        listed=sorted(name.name for name in listed[:LISTED_NAMES]),
    )


def data(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """The drawing's data alone, as JSON."""
    return _json(_drawing(snapshot, index, args).data)


def graphml(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """The drawing's nodes and edges as GraphML."""
    return _as_file(snapshot, index, args, "graphml", "application/graphml+xml; charset=utf-8")


def gexf(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """The drawing's nodes and edges as GEXF, for Gephi."""
    return _as_file(snapshot, index, args, "gexf", "application/gexf+xml; charset=utf-8")


def edges_csv(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """The drawing's edges as a table that Gephi and spreadsheets open."""
    return _as_file(snapshot, index, args, "csv", "text/csv; charset=utf-8")


def _as_file(
    snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any], form: str, media: str
) -> WorkerAnswer:
    """The drawing as a file in one of the formats of ``export``, to be saved."""
    shown = _drawing(snapshot, index, args).network
    head = {
        "type": media,
        "headers": {"content-disposition": f'attachment; filename="network.{form}"'},
    }
    return head, network_file(*network_parts(shown), form)


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
    nodes = path_nodes(ties, *ends)
    if nodes is None:  # only where nothing stated leads there: by who is only named with whom
        ties = _ties(index, args | {"together": "1"}, *ends)
        nodes = path_nodes(ties, *ends)
    if nodes is None:
        raise HttpError(404, ui_text("errors.no_path"))
    names = [index.network.nodes[iri] for iri in nodes]
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


def path_nodes(ties: FullNetwork, start: str, end: str) -> list[str] | None:
    """The nodes of the shortest path, by the strongest ties where several are as short.

    One that only meets at a board says little, so a path over a board must be two steps shorter.
    """
    graph = nx.Graph()
    passed = ties.boards - {start, end}
    for one, strengths in ties.strength.items():
        for other, strength in strengths.items():
            board = BOARD_STEP if one in passed or other in passed else 0
            graph.add_edge(one, other, weight=1 + 1 / (2 + strength) + board)
    try:
        found: list[str] = nx.shortest_path(graph, start, end, weight="weight")
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        return None
    return found


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
                        "relation": relation.key,
                        "label": relation.label if forward else relation.inverse,
                        "note": note or "",
                        "count": len(quotes),
                        "quotes": [asdict(quote) for quote in quotes],
                    }
                )
    return sorted(found, key=lambda tie: (tie["relation"] == TOGETHER, -tie["count"]))


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
    expanded = [iri for iri in args["also"][:MOST_EXPANDED] if iri in index.network.nodes]
    ties = _ties(index, args, topic, *expanded)
    if path is not None:
        return _draw_path(snapshot, index, ties, path, expanded, message)
    steps, places = _draw_growing(index, ties, topic, depth, expanded)
    data = _drawing_data(snapshot, index, steps[-1], places)
    data["opened"] = _opened(steps, expanded)
    first = {node.id for node in steps[0].nodes}
    for node in data["nodes"]:
        node["base"] = node["id"] in first
    return NetworkDrawing(steps[-1], data, None, message)


def _draw_growing(
    index: SnapshotIndex, ties: FullNetwork, topic: str | None, depth: int, expanded: list[str]
) -> tuple[list[Network], dict[str, tuple[int, int]]]:
    """The neighbourhood, then with one node more opened each time, and a place for each node.

    What stood there before a node was opened keeps its place: its neighbours are set around it.
    """
    grouped = index.communities(ties)
    steps = [neighbourhood(ties, topic, depth, NODES, grouped=grouped)]
    places = node_places(steps[0])
    for count, centre in enumerate(expanded, start=1):
        shown = neighbourhood(ties, topic, depth, NODES, expanded[:count], grouped=grouped)
        places = grown(places, node_boxes(shown.nodes), centre)
        steps.append(shown)
    return steps, places


def _opened(steps: list[Network], expanded: list[str]) -> list[dict[str, Any]]:
    """The opened nodes in turn, each with the ids of the nodes that it is drawn with."""
    found = []
    for centre, before, after in zip(expanded, steps, steps[1:], strict=False):
        known = {node.id for node in before.nodes}
        brings = {node.id for node in after.nodes} - known
        for edge in after.edges:
            if centre in (edge.source, edge.target):
                brings |= {edge.source, edge.target}
        found.append({"id": centre, "brings": sorted(brings)})
    return found


def _draw_path(
    snapshot: LoadedSnapshot,
    index: SnapshotIndex,
    ties: FullNetwork,
    path: dict[str, Any],
    expanded: list[str],
    message: str,
) -> NetworkDrawing:
    """A path from left to right, with the neighbourhood of the nodes expanded on it."""
    on_path = [name["id"] for name in path["names"]]
    stated = all(tie["relation"] != TOGETHER for step in path["steps"] for tie in step["ties"][:1])
    used = ties if stated else index.ties_of(ties.kinds, True)
    shown = replace(
        neighbourhood(used, on_path[0], 1, 0, expanded, on_path),
        title=f"From {path['names'][0]['label']} to {path['names'][-1]['label']}",
        topic=None,
    )
    places = {iri: (at * PATH_STEP, 0) for at, iri in enumerate(on_path)}
    for centre in expanded or on_path[:1]:
        places = grown(places, node_boxes(shown.nodes), centre)
    data = _drawing_data(snapshot, index, shown, places)
    for node in data["nodes"]:
        node["marked"] = node["id"] in on_path
    return NetworkDrawing(shown, data, path, message)


def _kinds(args: dict[str, Any]) -> frozenset[str]:
    """The kinds of nodes asked for: people, organisations and programmes, and others by choice."""
    known = {kind.key for kind in KINDS}
    chosen = {kind for kind in args["kind"] if kind in known}
    if args["meetings"]:
        chosen.add("meeting")
    return frozenset({*SHOWN_AT_FIRST, *chosen})


def _ties(index: SnapshotIndex, args: dict[str, Any], *iris: str | None) -> FullNetwork:
    """The ties to draw: of the kinds asked for and of those of ``iris``."""
    nodes = index.network.nodes
    kinds = _kinds(args) | {nodes[iri].kind for iri in iris if iri is not None and iri in nodes}
    return index.ties_of(kinds, bool(args["together"]))


def _resolve(snapshot: LoadedSnapshot, index: SnapshotIndex, given: str, field: str) -> str:
    """The IRI of the node that a name or an IRI means. Raises ``HttpError`` or ``NotFound``."""
    name = given.strip()
    if not name:
        raise HttpError(400, ui_text("errors.name_missing", field=field))
    if name in index.network.nodes:
        return name
    if name.startswith(("http:", "https:", "urn:")):
        raise HttpError(404, ui_text("errors.no_such_iri", name=name))
    found = index.search(name, (1, 0, 0)).names
    return found[0].iri if found else resolve_entity(snapshot.graph, name).iri


def _drawing_data(
    snapshot: LoadedSnapshot,
    index: SnapshotIndex,
    shown: Network,
    places: dict[str, tuple[int, int]],
) -> dict[str, Any]:
    """The data that ``kg show`` draws, with measures of the nodes and addresses of the quotes."""
    data = network.drawing_data(index.paper_places.placed(shown), places)
    graph = nx.Graph()
    graph.add_nodes_from(range(len(shown.nodes)))
    for edge in data["edges"]:
        graph.add_edge(edge["source"], edge["target"])
    betweenness = nx.betweenness_centrality(graph) if len(graph) <= MEASURED_NODES else {}
    for at, (node, source) in enumerate(zip(data["nodes"], shown.nodes, strict=True)):
        node["href"] = local_address(source.id, snapshot.base)
        node["degree"] = graph.degree(at)
        node["between"] = round(betweenness.get(at, 0.0), 4)
    for each in (*data["nodes"], *data["edges"]):
        for quote in each["quotes"]:
            quote["href"] = _quote_address(snapshot, index, quote)
    return data


def _quote_address(snapshot: LoadedSnapshot, index: SnapshotIndex, quote: Mapping[str, Any]) -> str:
    """The address of a quote's words; empty where its paper is not known."""
    document = index.files.get(quote["document"])
    if not document:
        return ""
    return address_of_quote(local_address(document, snapshot.base), quote["text"])
