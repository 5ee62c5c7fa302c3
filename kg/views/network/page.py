"""The network as one HTML page that needs neither a server nor a network.

The drawing is done by vis-network, which pyvis carries; the places are computed in ``kg.views.network.node_layout``, the names and ties
chosen in ``kg.views.network.neighbourhood``. The page is ``templates/network.html`` with the ``.css`` and ``.js`` beside it.
"""

from __future__ import annotations

import hashlib
import json
import math
import textwrap
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kg.views.network.edges import (
    KINDS,
    RELATIONS,
    Edge,
    Kind,
    Network,
    Node,
    Quote,
    Relation,
    order,
)
from kg.views.network.neighbourhood import network

__all__ = [
    "KINDS",
    "RELATIONS",
    "Edge",
    "Kind",
    "Network",
    "Node",
    "Quote",
    "Relation",
    "network",
    "page",
]

TEMPLATES = Path(__file__).parents[1] / "templates"
VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"  # inside the pyvis package

LABEL_WIDTH = 22  # characters in a line of a label
LABEL_LINES = 3
CHARACTER = (
    8.0  # pixels a character of a label takes on average, at the 14 pixels that the page sets
)
LINE = 17.0
GAP = 8.0  # between a node and its label
QUOTES = 12  # words kept for one node or tie; the page says how many there are in all


def page(shown: Network) -> str:
    """The network as one HTML page that asks nothing of any server and runs no script but its own.

    Every word of the papers passes through the template's escaping or, in the embedded data, stands with ``<``, ``>``
    and ``&`` written as JSON escapes; the page's content security policy names its scripts by their hashes.
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
    style, script, vis = asset("network.css"), asset("network.js"), Markup(_vis_network())
    drawn = _drawn(shown)
    kinds = Counter(node.kind for node in shown.nodes)
    relations = Counter(edge.relation for edge in shown.edges)
    return environment.get_template("network.html").render(
        network=shown,
        drawn=drawn,
        data=Markup(_embedded(drawn)),
        kinds=[(kind, kinds[kind.key]) for kind in KINDS if kinds[kind.key]],
        relations=[
            (relation, relations[relation.key]) for relation in RELATIONS if relations[relation.key]
        ],
        style=style,
        script=script,
        vis=vis,
        policy="; ".join(
            (
                "default-src 'none'",
                f"script-src {_hash(vis)} {_hash(script)}",
                f"style-src {_hash(style)}",
                "img-src data:",
                "base-uri 'none'",
                "form-action 'none'",
            )
        ),
    )


def _drawn(shown: Network) -> dict[str, Any]:
    """The network as the page's script wants it: nodes by number, with their places and the words behind them."""
    from kg.views.network.node_layout import positions

    number = {node.id: at for at, node in enumerate(shown.nodes)}
    kinds = {kind.key: kind for kind in KINDS}
    relations = {relation.key: relation for relation in RELATIONS}
    most = max((node.weight for node in shown.nodes), default=1)
    # A meeting is told from the others by its day, which ends its label.
    lines = [
        _lines(node.label.rpartition(", ")[2] if node.kind == "meeting" else node.label)
        for node in shown.nodes
    ]
    radius = [round(7 + 15 * math.sqrt(node.weight / max(most, 1)), 1) for node in shown.nodes]
    # A label hangs under its node; the box holds both, and its middle lies below the node's.
    boxes = {
        at: (
            max(2 * radius[at], CHARACTER * max(map(len, lines[at]))),
            2 * radius[at] + GAP + LINE * len(lines[at]),
        )
        for at in number.values()
    }
    ties = [(number[edge.source], number[edge.target], float(edge.weight)) for edge in shown.edges]
    places = positions(boxes, ties)
    pairs: Counter[tuple[int, int]] = Counter()
    edges = []
    for edge in shown.edges:
        source, target = number[edge.source], number[edge.target]
        pair = (min(source, target), max(source, target))
        edges.append(
            {
                "source": source,
                "target": target,
                "relation": edge.relation,
                "label": relations[edge.relation].label,
                "inverse": relations[edge.relation].inverse,
                "dashes": list(relations[edge.relation].dashes),
                "bend": pairs[pair],  # a second tie between two nodes bends, so that both are seen
                "weight": edge.weight,
                "note": edge.note,
                **_evidence(edge.evidence),
            }
        )
        pairs[pair] += 1
    nodes = [
        {
            "label": node.label,
            "lines": "\n".join(lines[at]),
            "kind": node.kind,
            "kindLabel": kinds[node.kind].singular,
            "shape": kinds[node.kind].shape,
            "weight": node.weight,
            "also": list(node.also),
            "size": radius[at],
            "x": places[at][0],
            "y": round(places[at][1] - boxes[at][1] / 2 + radius[at], 1),
            **_evidence(node.evidence),
        }
        for at, node in enumerate(shown.nodes)
    ]
    words = [item.evidence for item in shown.nodes] + [item.evidence for item in shown.edges]
    dates = sorted({quote.date for quotes in words for quote in quotes if quote.date})
    return {
        "topic": number.get(shown.topic) if shown.topic else None,
        "nodes": nodes,
        "edges": edges,
        "years": [int(dates[0][:4]), int(dates[-1][:4])] if dates else None,
    }


def _evidence(quotes: Sequence[Quote]) -> dict[str, Any]:
    """How many passages each year has, and the words of as many as the page carries, spread over all the dates."""
    when = Counter(quote.date[:4] if quote.date else "" for quote in quotes)
    return {
        "when": dict(sorted(when.items())),
        "quotes": [
            {
                "text": quote.text,
                "document": quote.document,
                "page": quote.page,
                "date": quote.date,
                "part": quote.part,
                "item": quote.item,
            }
            for quote in _spread(quotes, QUOTES)
        ],
    }


def _spread(quotes: Iterable[Quote], limit: int) -> list[Quote]:
    """At most ``limit`` quotes, oldest first, from every year in turn, so that a filter by years finds words."""
    ordered = sorted(set(quotes), key=order)
    turns: Counter[str] = Counter()
    ranked = []
    for place, quote in enumerate(ordered):
        year = quote.date[:4] if quote.date else ""
        ranked.append((turns[year], place))
        turns[year] += 1
    return [ordered[place] for place in sorted(place for _, place in sorted(ranked)[:limit])]


def _lines(label: str) -> list[str]:
    """A label in a few short lines; a longer one ends in an ellipsis, its whole stands in tooltip, panel and table."""
    return textwrap.wrap(
        label,
        LABEL_WIDTH,
        max_lines=LABEL_LINES,
        placeholder=" …",
        break_long_words=True,
        break_on_hyphens=False,
    ) or ["?"]


def _embedded(value: object) -> str:
    """JSON that can stand in a ``script`` element: nothing in it can end the element or open another."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _hash(text: str) -> str:
    """The source expression by which a content security policy allows exactly this script or style."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _vis_network() -> str:
    """The JavaScript of vis-network, from the installed pyvis, which need not be imported (0.3 s) for that."""
    spec = find_spec("pyvis")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(
            "pyvis is not installed, and it carries vis-network; `pip install pyvis` puts it right"
        )
    path = Path(spec.submodule_search_locations[0]) / VIS_NETWORK
    lines = path.read_text(encoding="utf-8").split("\n")
    # The pointer to a source map would make a browser's developer tools ask for a file that is not there.
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL")) + "\n"
