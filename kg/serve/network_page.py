"""The explorer's network: a picture that grows, the shortest path between two names, and the words behind every tie."""

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
from kg.serve import query_answers, rendering
from kg.serve.protocol import Refused
from kg.serve.snapshot import Snapshot
from kg.serve.snapshot_index import Index
from kg.store import entity_lookup
from kg.views.network import page as network
from kg.views.network.edges import RELATIONS, FullNetwork, Network
from kg.views.network.neighbourhood import neighbourhood

LIMIT = 40
KEPT = 16  # pictures that are kept, as one is asked for as a page, as data and as a file
LISTED = 400  # names offered as one types
OTHERS = 12  # names opened at most
COMMUNITIES_UP_TO = 400
QUOTES = 3  # shown for a step of a path

Answer = query_answers.Written
_LABELS = {relation.key: relation for relation in RELATIONS}


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn and its data, the way that was asked for, and what to say where something asked is not known."""

    network: Network
    data: dict[str, Any]
    way: dict[str, Any] | None
    told: str


def warm(snapshot: Snapshot, index: Index) -> None:
    """Draw what is shown where nothing in particular is asked for."""
    _picture(
        snapshot,
        index,
        dict.fromkeys(("topic", "depth", "meetings", "from", "to"), "") | {"also": []},
    )


def page(snapshot: Snapshot, index: Index, args: dict[str, Any]) -> Answer:
    """The page, with the picture's data in it and the same in tables."""
    picture = _picture(snapshot, index, args)
    shown, drawn = picture.network, picture.data
    listed = sorted(index.names.values(), key=lambda name: (-name.mentions, name.name))[:LISTED]
    given = [
        (key, value) for key in ("topic", "depth", "meetings", "from", "to") if (value := args[key])
    ]
    body = rendering.page(
        "network",
        snapshot.base,
        network=shown,
        drawn=drawn,
        told=picture.told,
        path=picture.way,
        kinds=network.kind_counts(shown),
        relations=network.relation_counts(shown),
        data=Markup(network.embedded_json(drawn)),
        asked=args,
        asked_link=urlencode([*given, *(("also", iri) for iri in args["also"])]),
        topic_name=index.ties.nodes[shown.topic].label if shown.topic else "",
        listed=sorted(name.name for name in listed),
    )
    return {"type": "text/html; charset=utf-8"}, body


def data(snapshot: Snapshot, index: Index, args: dict[str, Any]) -> Answer:
    """The picture's data alone, as JSON."""
    found = _picture(snapshot, index, args).data
    return {"type": "application/json"}, json.dumps(found, ensure_ascii=False).encode()


def graphml(snapshot: Snapshot, index: Index, args: dict[str, Any]) -> Answer:
    """The picture's names and ties as GraphML."""
    shown = _picture(snapshot, index, args).network
    made = nx.MultiDiGraph()
    for node in shown.nodes:
        made.add_node(node.id, label=node.label, kind=node.kind, mentions=node.weight)
    for edge in shown.edges:
        label = _LABELS[edge.relation].label
        made.add_edge(
            edge.source,
            edge.target,
            key=edge.relation,
            relation=label,
            passages=edge.weight,
            note=edge.note or "",
        )
    head = {
        "type": "application/graphml+xml; charset=utf-8",
        "headers": {"content-disposition": 'attachment; filename="network.graphml"'},
    }
    return head, ("\n".join(nx.generate_graphml(made)) + "\n").encode()


def path(snapshot: Snapshot, index: Index, args: dict[str, Any]) -> Answer:
    """The shortest way between two names, as JSON."""
    return {"type": "application/json"}, json.dumps(
        _way(snapshot, index, args), ensure_ascii=False
    ).encode()


def _way(snapshot: Snapshot, index: Index, args: dict[str, Any]) -> dict[str, Any]:
    """The shortest way between two names, over the strongest ties where several are as short, with the words."""
    ends = [_resolved(snapshot, index, args[name], name) for name in ("from", "to")]
    gathered = _ties(index, args, *ends)
    graph = nx.Graph()
    for one, near in gathered.strength.items():
        graph.add_weighted_edges_from(
            (one, other, 1 + 1 / (2 + worth)) for other, worth in near.items()
        )
    try:
        found = nx.shortest_path(graph, *ends, weight="weight")
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        raise Refused(404, "no way leads from the one to the other") from None
    called = {iri: index.ties.nodes[iri].label for iri in found}
    steps = []
    for one, other in pairwise(found):
        ties = [
            {
                **tie,
                "quotes": [
                    {**quote, "href": _where(snapshot, index, quote)}
                    for quote in tie["quotes"][:QUOTES]
                ],
            }
            for tie in ties_between(gathered, one, other)
        ]
        steps.append(
            {"from": one, "to": other, "names": [called[one], called[other]], "ties": ties}
        )
    names = [{"id": iri, "label": called[iri], "kind": index.ties.nodes[iri].kind} for iri in found]
    return {"names": names, "steps": steps}


def ties_between(gathered: FullNetwork, one: str, other: str) -> list[dict[str, Any]]:
    """What ties two names, said from the first to the second, with the quotes."""
    found = []
    for source, target, forward in ((one, other, True), (other, one, False)):
        for relation in RELATIONS:
            behind = gathered.edges.get((source, target, relation.key))
            if behind is not None:
                label = relation.label if forward else relation.inverse
                quotes, note = behind
                found.append(
                    {
                        "label": label,
                        "note": note or "",
                        "count": len(quotes),
                        "quotes": [asdict(q) for q in quotes],
                    }
                )
    return sorted(found, key=lambda tie: (tie["label"] == "named with", -tie["count"]))


def _picture(snapshot: Snapshot, index: Index, args: dict[str, Any]) -> Picture:
    """The picture that is asked for; of those drawn before, the first and the newest are kept."""
    key = json.dumps(args, sort_keys=True)
    if key not in index.pictures:
        if len(index.pictures) == KEPT:
            del index.pictures[list(index.pictures)[1]]
        index.pictures[key] = _drawn(snapshot, index, args)
    return index.pictures[key]


def _drawn(snapshot: Snapshot, index: Index, args: dict[str, Any]) -> Picture:
    told, topic, way = "", None, None
    try:
        if args["from"].strip() and args["to"].strip():
            way = _way(snapshot, index, args)
        elif args["topic"].strip():
            topic = _resolved(snapshot, index, args["topic"], "topic")
    except (Refused, NotFound) as error:
        told = str(error)
    depth = int(args["depth"]) if args["depth"] in ("1", "2", "3") else 1
    others = [iri for iri in args["also"][:OTHERS] if iri in index.ties.nodes]
    ties = _ties(index, args, topic)
    if way is None:
        shown = neighbourhood(ties, topic, depth, LIMIT, others)
        return Picture(shown, _data(snapshot, index, shown), None, told)
    names = [name["id"] for name in way["names"]]
    shown = neighbourhood(ties, names[0], depth, 0, others, names)
    shown = replace(
        shown,
        title=f"The way from {way['names'][0]['label']} to {way['names'][-1]['label']}",
        topic=None,
    )
    drawn = _data(snapshot, index, shown)
    for node in drawn["nodes"]:
        node["marked"] = node["id"] in names
    return Picture(shown, drawn, way, told)


def _ties(index: Index, args: dict[str, Any], *names: str | None) -> FullNetwork:
    """With meetings where these are asked for, or where one of the names is a meeting."""
    meant = args["meetings"] or any(
        name is not None and name not in index.ties.allowed for name in names
    )
    return index.ties_with_meetings if meant else index.ties


def _resolved(snapshot: Snapshot, index: Index, given: str, what: str) -> str:
    name = given.strip()
    if not name:
        raise Refused(400, f"{what}: give a name")
    if name in index.ties.nodes:
        return name
    if name.startswith(("http:", "https:", "urn:")):
        raise Refused(404, f"{name}: nothing in the graph has that IRI")
    found = index.search(name, (1, 0, 0)).names
    return found[0].iri if found else entity_lookup.resolve_entity(snapshot.graph, name).iri


def _data(snapshot: Snapshot, index: Index, shown: Network) -> dict[str, Any]:
    """The data that ``kg show`` draws, with each name's IRI and measures, and where each quote stands."""
    drawn = network.drawing_data(shown)
    graph = nx.Graph()
    graph.add_nodes_from(range(len(shown.nodes)))
    for edge in drawn["edges"]:
        graph.add_edge(edge["source"], edge["target"])
    between = nx.betweenness_centrality(graph) if len(graph) <= COMMUNITIES_UP_TO else {}
    community: dict[int, int] = {}
    if graph.number_of_edges():
        groups = nx.community.greedy_modularity_communities(graph)
        for place, group in enumerate(sorted(groups, key=lambda group: (-len(group), min(group)))):
            community.update(dict.fromkeys(group, place))
    for at, (node, source) in enumerate(zip(drawn["nodes"], shown.nodes, strict=True)):
        node["id"] = source.id
        node["href"] = rendering.local(source.id, snapshot.base)
        node["degree"] = graph.degree(at)
        node["between"] = round(between.get(at, 0.0), 4)
        node["community"] = community.get(at, 0)
    for each in (*drawn["nodes"], *drawn["edges"]):
        for quote in each["quotes"]:
            quote["href"] = _where(snapshot, index, quote)
    return drawn


def _where(snapshot: Snapshot, index: Index, quote: Mapping[str, Any]) -> str:
    """The address of a quote's words."""
    document = index.files.get(quote["document"])
    return (
        rendering.sought(rendering.local(document, snapshot.base), quote["text"])
        if document
        else ""
    )


__all__ = ["data", "graphml", "page", "path", "ties_between"]
