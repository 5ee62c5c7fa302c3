"""The network as a ``pyvis.network.Network`` with places, signs and words, to go on with."""

from __future__ import annotations

import math
import re
import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.views.network.edges import Network, NetworkEdge, NetworkNode
from kg.views.network.node_layout import grown, positions
from kg.views.network.tie_relations import BY_KEY, KINDS

if TYPE_CHECKING:
    from pyvis.network import Network as PyvisNetwork

_EXTERNAL = re.compile(r"""<(link|script)\b[^>]*["']https?://[^>]*>(?:\s*</\1>)?""")

BoxCentre = tuple[int, int]  # the centre of a node's box, in pixels

LABEL_WIDTH = 22  # characters in a line of a label
LABEL_LINES = 3
CHARACTER = 8.0  # pixels: the mean width of a character at the 14 pixels that the page sets
LINE = 17.0  # pixels: the height of a line of a label
GAP = 8.0  # pixels between a node and its label
LARGEST = 19.0  # pixels: the radius of a node
COLOURS = {
    "person": "#00639a",
    "organisation": "#b86a00",
    "programme": "#007d5a",
    "meeting": "#96407a",
    "resolution": "#5b4a9e",
    "action": "#a3423f",
    "report": "#5a6b7b",
    "belongs": "#4d5b66",
    "speaks": "#00639a",
    "decides": "#a3423f",
    "works": "#007d5a",
    "named": "#7f878c",
}


@dataclass(frozen=True, slots=True)
class NodeFigure:
    """How a node is drawn: its radius and the lines of its label, which hangs under it (pixels)."""

    radius: float
    lines: tuple[str, ...]

    @property
    def width(self) -> float:
        """The width of the box that holds the node and its label."""
        return max(2 * self.radius, CHARACTER * max(map(len, self.lines)))

    @property
    def height(self) -> float:
        """The height of that box; its middle lies below the node's."""
        return 2 * self.radius + GAP + LINE * len(self.lines)


def pyvis_network(shown: Network, places: Mapping[str, BoxCentre] | None = None) -> PyvisNetwork:
    """The network for pyvis: every node in its place, with its sign, its label and its kind.

    ``places`` are the centres of the nodes' boxes by their ids, computed where they are not given.
    A page of it holds all that it needs; its labels are plain words, which pyvis escapes.
    """
    from pyvis.network import Network as Drawn

    class OfflineNetwork(Drawn):  # type: ignore[misc]  # pyvis has no types
        """One whose page asks no other server for anything, as that of pyvis does for Bootstrap."""

        def generate_html(self, *given: Any, **options: Any) -> str:
            return _EXTERNAL.sub("", super().generate_html(*given, **options))

    made = OfflineNetwork(directed=True, cdn_resources="in_line", height="42rem", width="100%")
    made.toggle_physics(False)
    centres = node_places(shown) if places is None else places
    for node in shown.nodes:
        _add_node(made, shown, node, centres[node.id])
    pairs: Counter[frozenset[str]] = Counter()
    for edge in shown.edges:
        pair = frozenset((edge.source, edge.target))
        _add_edge(made, edge, pairs[pair])
        pairs[pair] += 1
    return made


def _add_node(made: PyvisNetwork, shown: Network, node: NetworkNode, centre: BoxCentre) -> None:
    kind = next(kind for kind in KINDS if kind.key == node.kind)
    figure = node_figure(node)
    made.add_node(
        node.id,
        label="\n".join(figure.lines),
        shape=kind.shape,
        color=COLOURS[node.kind],
        title=f"{node.label}\n{kind.singular}, {node.weight} mentions",
        size=figure.radius,
        x=centre[0],
        y=round(centre[1] - figure.height / 2 + figure.radius, 1),
        physics=False,
        kind=node.kind,
        kindLabel=kind.singular,
        mentions=node.weight,
        community=shown.communities.get(node.id, ""),
    )


def _add_edge(made: PyvisNetwork, edge: NetworkEdge, bend: int) -> None:
    """``bend`` counts the edges between the same nodes, which bend so that all are seen."""
    relation = BY_KEY[edge.relation]
    dates = sorted(quote.date for quote in edge.evidence if quote.date)
    made.add_edge(
        edge.source,
        edge.target,
        title=f"{relation.label}{f' ({edge.note})' if edge.note else ''}",
        color=COLOURS[relation.family],
        dashes=list(relation.dashes) or False,
        width=edge_width(edge.weight),
        arrows="" if relation.mutual else "to",
        relation=edge.relation,
        passages=edge.weight,
        first=dates[0] if dates else "",
        last=dates[-1] if dates else "",
        bend=bend,
    )


def edge_width(passages: int) -> float:
    """The width of a line (pixels) for so many passages."""
    return round(min(1.2 + 1.1 * math.log2(max(passages, 1)), 6.0), 2)


def node_places(
    shown: Network, before: Mapping[str, BoxCentre] | None = None
) -> dict[str, BoxCentre]:
    """A place for each node; those that have one ``before`` keep it, and there all others begin.

    New nodes stand around the last of those before that they are tied to.
    """
    boxes = node_boxes(shown.nodes)
    if not before:
        return positions(
            boxes, [(edge.source, edge.target, float(edge.weight)) for edge in shown.edges]
        )
    kept = {iri: place for iri, place in before.items() if iri in boxes}
    around = shown.topic if shown.topic in kept else next(iter(kept), "")
    return grown(kept, boxes, around or "")


def node_boxes(nodes: Sequence[NetworkNode]) -> dict[str, tuple[float, float]]:
    """The width and height (pixels) of each node with its label."""
    figures = {node.id: node_figure(node) for node in nodes}
    return {iri: (figure.width, figure.height) for iri, figure in figures.items()}


def node_figure(node: NetworkNode) -> NodeFigure:
    """How a node is drawn: the same in every picture, larger the more it is named."""
    radius = min(6 + 2.5 * math.log2(1 + node.weight), LARGEST)
    return NodeFigure(round(radius, 1), _lines(_short_label(node)))


def _short_label(node: NetworkNode) -> str:
    """The label to draw: of a meeting its day alone, which ends its label and tells it apart."""
    return node.label.rpartition(", ")[2] if node.kind == "meeting" else node.label


def _lines(label: str) -> tuple[str, ...]:
    """A label in a few short lines; tooltip, panel and table have the whole of a longer one."""
    lines = textwrap.wrap(
        label,
        LABEL_WIDTH,
        max_lines=LABEL_LINES,
        placeholder=" …",
        break_long_words=True,
        break_on_hyphens=False,
    )
    return tuple(lines) or ("?",)
