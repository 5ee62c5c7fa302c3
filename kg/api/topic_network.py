"""The network as networkx has it, with pictures for notebooks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from html import escape
from typing import TYPE_CHECKING, Any

import networkx as nx
import pyoxigraph as ox

from kg.views.network.edges import EvidenceQuote, Network, NetworkEdge, NetworkNode
from kg.views.network.neighbourhood import topic_network
from kg.views.network.tie_relations import BY_KEY

if TYPE_CHECKING:
    from pyvis.network import Network as PyvisNetwork

    from kg.store.remote import Remote

# What pyvis's page would load from elsewhere: a style sheet and its script, not needed.


class TopicNetwork(nx.MultiDiGraph):  # type: ignore[misc]  # networkx has no types
    """A ``MultiDiGraph`` whose nodes are IRIs; what networkx makes of it is one, too.

    Nodes have ``label``, ``kind``, ``mentions``, ``distance`` from the topic, ``also``, other
    names, and ``community``. Edges have their relation as key and as ``relation``, its words as
    ``label``, the number of passages that show them as ``weight``, a ``note``, and ``evidence``:
    the passages, each a dictionary of words, document, page and date. ``graph`` has ``title``,
    ``topic`` (an IRI) and ``left_out``.
    """

    def to_pyvis(self, height: str = "600px") -> PyvisNetwork:
        """The network for pyvis, each node in its place; a page of it holds all that it needs."""
        from kg.views.network.pyvis_network import pyvis_network

        drawn = pyvis_network(_as_shown(self))
        drawn.height = height
        return drawn

    def _repr_html_(self) -> str:
        """The picture, for Jupyter; it asks no other server for anything."""
        page = self.to_pyvis().generate_html(notebook=False)
        return (
            f'<iframe title="{escape(str(self.graph.get("title", "network")))}" width="100%" '
            f'height="620" style="border:0" srcdoc="{escape(page)}"></iframe>'
        )


def _as_shown(graph: TopicNetwork) -> Network:
    """The network as ``kg show`` draws it, of what the graph has by now."""
    nodes = tuple(
        NetworkNode(
            node,
            about.get("label", node),
            about.get("kind", "organisation"),
            about.get("mentions", 1),
            about.get("distance", 0),
            tuple(about.get("also", ())),
        )
        for node, about in graph.nodes(data=True)
    )
    edges = tuple(
        NetworkEdge(
            source,
            target,
            about["relation"],
            about.get("weight", 1),
            tuple(EvidenceQuote(**quote) for quote in about.get("evidence", ())),
            about.get("note"),
        )
        for source, target, about in graph.edges(data=True)
        if about.get("relation") in BY_KEY
    )
    grouped = {
        node: about["community"] for node, about in graph.nodes(data=True) if about.get("community")
    }
    topic = graph.graph.get("topic")
    return Network(
        graph.graph.get("title", ""),
        nodes,
        edges,
        topic if topic in graph else None,
        communities=grouped,
    )


def topic_graph(
    graph: ox.Store | Remote,
    topic: str | None,
    depth: int,
    kinds: Collection[str] | None,
    limit: int,
    together: bool = False,
) -> TopicNetwork:
    """The network that ``kg show`` draws. Raises ``NotFound`` and ``InputError`` as that does."""
    asked: Any = graph  # a server answers the same queries
    found = topic_network(asked, topic, depth, kinds, limit, together)
    made = TopicNetwork(title=found.title, topic=found.topic, left_out=list(found.left_out))
    for node in found.nodes:
        made.add_node(
            node.id,
            label=node.label,
            kind=node.kind,
            mentions=node.weight,
            distance=node.distance,
            also=list(node.also),
            community=found.communities.get(node.id, ""),
        )
    for edge in found.edges:
        evidence: list[dict[str, Any]] = [asdict(quote) for quote in edge.evidence]
        made.add_edge(
            edge.source,
            edge.target,
            key=edge.relation,
            relation=edge.relation,
            label=BY_KEY[edge.relation].label,
            weight=edge.weight,
            note=edge.note,
            evidence=evidence,
        )
    return made
