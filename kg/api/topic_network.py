"""The network as networkx has it, with pictures for notebooks."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import asdict
from html import escape
from typing import TYPE_CHECKING, Any

import networkx as nx
import pyoxigraph as ox

from kg.views.network.edges import KINDS, RELATIONS
from kg.views.network.neighbourhood import topic_network

if TYPE_CHECKING:
    from pyvis.network import Network as PyvisNetwork

    from kg.store.remote import Remote

# What pyvis's page would load from elsewhere: a style sheet and its script, not needed.
_EXTERNAL = re.compile(r"""<(link|script)\b[^>]*["']https?://[^>]*>(?:\s*</\1>)?""")
_SHAPES = {kind.key: kind.shape for kind in KINDS}
_LABELS = {relation.key: relation.label for relation in RELATIONS}


class TopicNetwork(nx.MultiDiGraph):  # type: ignore[misc]  # networkx has no types
    """A ``MultiDiGraph`` whose nodes are IRIs; what networkx makes of it is one, too.

    Nodes have ``label``, ``kind``, ``mentions``, ``distance`` from the topic and ``also``, other
    names. Edges have their relation as key and as ``relation``, its words as ``label``, the number
    of passages that show them as ``weight``, a ``note``, and ``evidence``: the passages, each a
    dictionary of words, document, page and date. ``graph`` has ``title``, ``topic`` (an IRI) and
    ``left_out``.
    """

    def to_pyvis(self, height: str = "600px") -> PyvisNetwork:
        """The network for pyvis; a page of it holds all that it needs."""
        from pyvis.network import Network as Drawn

        drawn = Drawn(height=height, width="100%", directed=True, cdn_resources="in_line")
        for node, about in self.nodes(data=True):
            drawn.add_node(
                node,
                label=about.get("label", node),
                title=about.get("kind", ""),
                shape=_SHAPES.get(about.get("kind", ""), "dot"),
                value=about.get("mentions", 1),
            )
        for source, target, about in self.edges(data=True):
            first: dict[str, Any] = next(iter(about.get("evidence", ())), {})
            words = "\n".join(filter(None, (about.get("label"), first.get("text"))))
            drawn.add_edge(source, target, title=words, value=about.get("weight", 1))
        return drawn

    def _repr_html_(self) -> str:
        """The picture, for Jupyter; it asks no other server for anything."""
        page = _EXTERNAL.sub("", self.to_pyvis().generate_html(notebook=False))
        return (
            f'<iframe title="{escape(str(self.graph.get("title", "network")))}" width="100%" '
            f'height="620" style="border:0" srcdoc="{escape(page)}"></iframe>'
        )


def topic_graph(
    graph: ox.Store | Remote,
    topic: str | None,
    depth: int,
    kinds: Collection[str] | None,
    limit: int,
) -> TopicNetwork:
    """The network that ``kg show`` draws. Raises ``NotFound`` and ``InputError`` as that does."""
    asked: Any = graph  # a server answers the same queries
    found = topic_network(asked, topic, depth, kinds, limit)
    made = TopicNetwork(title=found.title, topic=found.topic, left_out=list(found.left_out))
    for node in found.nodes:
        made.add_node(
            node.id,
            label=node.label,
            kind=node.kind,
            mentions=node.weight,
            distance=node.distance,
            also=list(node.also),
        )
    for edge in found.edges:
        evidence: list[dict[str, Any]] = [asdict(quote) for quote in edge.evidence]
        made.add_edge(
            edge.source,
            edge.target,
            key=edge.relation,
            relation=edge.relation,
            label=_LABELS[edge.relation],
            weight=edge.weight,
            note=edge.note,
            evidence=evidence,
        )
    return made
