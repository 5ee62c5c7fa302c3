"""The network as one HTML page that needs neither a server nor a network.

vis-network, which pyvis carries, draws it; ``node_layout`` computes the places, ``neighbourhood``
chooses the nodes and edges. The page is ``templates/network.html`` with the ``.css`` and ``.js``
beside it.
"""

from __future__ import annotations

import hashlib
import json
import math
import textwrap
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kg.views.network.edges import (
    EvidenceQuote,
    Network,
    NetworkEdge,
    NetworkNode,
    quote_order,
)
from kg.views.network.neighbourhood import topic_network
from kg.views.network.relations import KINDS, RELATIONS, EdgeRelation, NodeKind

__all__ = [
    "KINDS",
    "RELATIONS",
    "EdgeRelation",
    "EvidenceQuote",
    "Network",
    "NetworkEdge",
    "NetworkNode",
    "NodeKind",
    "drawing_data",
    "embedded_json",
    "kind_counts",
    "network_page",
    "relation_counts",
    "topic_network",
    "vis_network_script",
]

TEMPLATES = Path(__file__).parents[1] / "templates"
VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"  # inside the pyvis package

LABEL_WIDTH = 22  # characters in a line of a label
LABEL_LINES = 3
CHARACTER = 8.0  # pixels: the mean width of a character at the 14 pixels that the page sets
LINE = 17.0  # pixels: the height of a line of a label
GAP = 8.0  # pixels between a node and its label
QUOTES = 12  # quotes kept for one node or edge; the page says how many there are in all


def network_page(shown: Network) -> str:
    """The network as one HTML page that requests nothing and runs no script but its own.

    Words of the papers are escaped by the template or, in the embedded data, have ``<``, ``>`` and
    ``&`` written as JSON escapes. The page's content security policy names its scripts by their
    hashes.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    def asset(name: str) -> Markup:
        return Markup((TEMPLATES / name).read_text(encoding="utf-8"))  # our own file

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script, vis = asset("network.css"), asset("network.js"), Markup(vis_network_script())
    drawn = drawing_data(shown)
    return environment.get_template("network.html").render(
        network=shown,
        drawn=drawn,
        data=Markup(embedded_json(drawn)),
        kinds=kind_counts(shown),
        relations=relation_counts(shown),
        style=style,
        script=script,
        vis=vis,
        policy="; ".join(
            (
                "default-src 'none'",
                f"script-src {_source_hash(vis)} {_source_hash(script)}",
                f"style-src {_source_hash(style)}",
                "img-src data:",
                "base-uri 'none'",
                "form-action 'none'",
            )
        ),
    )


def kind_counts(shown: Network) -> list[tuple[NodeKind, int]]:
    """The kinds of the network's nodes, each with its number of nodes."""
    counts = Counter(node.kind for node in shown.nodes)
    return [(kind, counts[kind.key]) for kind in KINDS if counts[kind.key]]


def relation_counts(shown: Network) -> list[tuple[EdgeRelation, int]]:
    """The relations of the network's edges, each with its number of edges."""
    counts = Counter(edge.relation for edge in shown.edges)
    return [(relation, counts[relation.key]) for relation in RELATIONS if counts[relation.key]]


# -- what the page's script draws -----------------------------------------------------------------


def drawing_data(shown: Network) -> dict[str, Any]:
    """The network as the page's script wants it: nodes by number, with their places and quotes."""
    from kg.views.network.node_layout import positions

    number = {node.id: at for at, node in enumerate(shown.nodes)}
    figures = _node_figures(shown.nodes)
    boxes = {at: (figure.width, figure.height) for at, figure in enumerate(figures)}
    places = positions(
        boxes,
        [(number[edge.source], number[edge.target], float(edge.weight)) for edge in shown.edges],
    )
    return {
        "topic": number.get(shown.topic) if shown.topic else None,
        "nodes": [
            _node_data(node, figure, places[at])
            for at, (node, figure) in enumerate(zip(shown.nodes, figures, strict=True))
        ],
        "edges": _edges_data(shown.edges, number),
        "years": _years(shown),
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


def _node_figures(nodes: Sequence[NetworkNode]) -> list[NodeFigure]:
    """A figure for each node; the area of a node grows with its weight."""
    most = max((node.weight for node in nodes), default=1)
    return [
        NodeFigure(
            round(7 + 15 * math.sqrt(node.weight / max(most, 1)), 1), _lines(_short_label(node))
        )
        for node in nodes
    ]


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


def _node_data(node: NetworkNode, figure: NodeFigure, centre: tuple[int, int]) -> dict[str, Any]:
    """A node for the script; ``centre`` is that of its box."""
    kind = next(kind for kind in KINDS if kind.key == node.kind)
    return {
        "label": node.label,
        "lines": "\n".join(figure.lines),
        "kind": node.kind,
        "kindLabel": kind.singular,
        "shape": kind.shape,
        "weight": node.weight,
        "also": list(node.also),
        "size": figure.radius,
        "x": centre[0],
        "y": round(centre[1] - figure.height / 2 + figure.radius, 1),
        **_evidence(node.evidence),
    }


def _edges_data(edges: Sequence[NetworkEdge], number: dict[str, int]) -> list[dict[str, Any]]:
    """The edges for the script; ``number`` maps a node's id to its number.

    ``bend`` counts the edges between the same nodes, which bend so that all are seen.
    """
    relations = {relation.key: relation for relation in RELATIONS}
    pairs: Counter[frozenset[int]] = Counter()
    found = []
    for edge in edges:
        source, target = number[edge.source], number[edge.target]
        pair = frozenset((source, target))
        relation = relations[edge.relation]
        found.append(
            {
                "source": source,
                "target": target,
                "relation": edge.relation,
                "label": relation.label,
                "inverse": relation.inverse,
                "dashes": list(relation.dashes),
                "bend": pairs[pair],
                "weight": edge.weight,
                "note": edge.note,
                **_evidence(edge.evidence),
            }
        )
        pairs[pair] += 1
    return found


def _years(shown: Network) -> list[int] | None:
    """The first and the last year of all evidence; ``None`` where none is dated."""
    evidence = [node.evidence for node in shown.nodes]
    evidence += [edge.evidence for edge in shown.edges]
    dates = sorted({quote.date for quotes in evidence for quote in quotes if quote.date})
    return [int(dates[0][:4]), int(dates[-1][:4])] if dates else None


def _evidence(quotes: Sequence[EvidenceQuote]) -> dict[str, Any]:
    """How many quotes each year has, and as many of them as the page carries, from all years."""
    years = Counter(_year(quote) for quote in quotes)
    return {
        "when": dict(sorted(years.items())),
        "quotes": [asdict(quote) for quote in _spread_over_years(quotes, QUOTES)],
    }


def _year(quote: EvidenceQuote) -> str:
    """The year of a quote; empty where it bears no date."""
    return quote.date[:4] if quote.date else ""


def _spread_over_years(quotes: Iterable[EvidenceQuote], limit: int) -> list[EvidenceQuote]:
    """At most ``limit`` quotes, oldest first, from every year in turn.

    A filter by years then finds some in each.
    """
    ordered = sorted(set(quotes), key=quote_order)
    turns: Counter[str] = Counter()
    ranked = []
    for place, quote in enumerate(ordered):
        year = _year(quote)
        ranked.append((turns[year], place))
        turns[year] += 1
    return [ordered[place] for place in sorted(place for _, place in sorted(ranked)[:limit])]


# -- the parts of the page ------------------------------------------------------------------------


def embedded_json(value: object) -> str:
    """JSON for a ``script`` element: nothing in it can end the element or open another."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _source_hash(text: str) -> str:
    """The source expression by which a content security policy allows exactly this text."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{b64encode(digest).decode('ascii')}'"


def vis_network_script() -> str:
    """The JavaScript of vis-network, from the installed pyvis.

    Importing pyvis takes 0.3 s and is not needed for that. Raises ``FileNotFoundError`` where pyvis
    is not installed.
    """
    spec = find_spec("pyvis")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(
            "pyvis is not installed, and it carries vis-network; `pip install pyvis` puts it right"
        )
    path = Path(spec.submodule_search_locations[0]) / VIS_NETWORK
    lines = path.read_text(encoding="utf-8").split("\n")
    # Developer tools would ask for the source map, which is not there.
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL")) + "\n"
