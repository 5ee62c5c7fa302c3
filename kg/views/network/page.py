"""The network as one HTML page that needs neither a server nor a network.

``pyvis_network`` makes a pyvis network of it; vis-network, which pyvis carries, draws it.
``node_layout`` computes the places, ``neighbourhood`` chooses the nodes and edges. The page is
``templates/network.html`` with the ``.css`` and ``.js`` beside it.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
from kg.views.network.pyvis_network import BoxCentre, pyvis_network
from kg.views.network.tie_relations import (
    BY_KEY,
    FAMILIES,
    KINDS,
    RELATIONS,
    EdgeRelation,
    NodeKind,
)
from kg.views.paper_places import PrintedPage, published
from kg.views.wording import embedded_json, script_words, ui_text, word_for

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
    "kind_counts",
    "network_page",
    "relation_counts",
    "topic_network",
    "vis_network_script",
]

TEMPLATES = Path(__file__).parents[1] / "templates"
VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"  # inside the pyvis package

COMMUNITIES = 8  # that have a colour of their own
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
    environment.globals["ui_text"] = ui_text
    style, script, vis = asset("network.css"), asset("network.js"), Markup(vis_network_script())
    drawn = drawing_data(shown)
    return environment.get_template("network.html").render(
        network=shown,
        drawn=drawn,
        data=Markup(embedded_json(drawn)),
        kinds=kind_counts(shown),
        relations=relation_counts(shown),
        families=FAMILIES,
        style=style,
        script=script,
        script_words=Markup(script_words()),
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


def drawing_data(shown: Network, places: Mapping[str, BoxCentre] | None = None) -> dict[str, Any]:
    """The network as the page's script wants it: pyvis's nodes and edges, with their quotes.

    ``places`` are the centres of the nodes' boxes by their ids, computed where they are not given.
    """
    drawn = pyvis_network(shown, places)
    number = {node.id: at for at, node in enumerate(shown.nodes)}
    groups = Counter(shown.communities.values())
    colours = {name: at for at, (name, _) in enumerate(_largest(groups, COMMUNITIES))}
    return {
        "title": shown.title,
        "topic": number.get(shown.topic) if shown.topic else None,
        "nodes": [
            _node_data(node, made, colours)
            for node, made in zip(shown.nodes, drawn.nodes, strict=True)
        ],
        "edges": [
            _edge_data(edge, made, number)
            for edge, made in zip(shown.edges, drawn.edges, strict=True)
        ],
        "meetings": _meetings(shown),
        "communities": [
            {"name": name, "count": count} for name, count in _largest(groups, COMMUNITIES)
        ],
        "families": [
            {"key": family.key, "label": family.label, "dashes": list(family.dashes)}
            for family in FAMILIES
        ],
    }


def _largest(groups: Counter[str], most: int) -> list[tuple[str, int]]:
    """The largest groups, those of equal size by name."""
    return sorted(groups.items(), key=lambda group: (-group[1], group[0]))[:most]


def _node_data(
    node: NetworkNode, made: Mapping[str, Any], colours: Mapping[str, int]
) -> dict[str, Any]:
    """A node for the script: as pyvis has it, with what the panel and the filters need."""
    return {
        "id": node.id,
        "label": node.label,
        "lines": made["label"],
        "kind": node.kind,
        "kindLabel": made["kindLabel"],
        "shape": made["shape"],
        "size": made["size"],
        "x": made["x"],
        "y": made["y"],
        "weight": node.weight,
        "also": list(node.also),
        "community": colours.get(made.get("community", ""), -1),
        **_evidence(node.evidence),
    }


def _edge_data(
    edge: NetworkEdge, made: Mapping[str, Any], number: Mapping[str, int]
) -> dict[str, Any]:
    """An edge for the script; ``source`` and ``target`` are the numbers of its nodes."""
    relation = BY_KEY[edge.relation]
    return {
        "source": number[edge.source],
        "target": number[edge.target],
        "relation": edge.relation,
        "family": relation.family,
        "label": relation.label,
        "inverse": relation.inverse,
        "mutual": relation.mutual,
        "dashes": list(relation.dashes),
        "bend": made["bend"],
        "weight": edge.weight,
        "note": edge.note,
        **_evidence(edge.evidence),
    }


def _meetings(shown: Network) -> list[str]:
    """The days (ISO) of the meetings whose papers the evidence is from, oldest first."""
    evidence = [node.evidence for node in shown.nodes]
    evidence += [edge.evidence for edge in shown.edges]
    return sorted({quote.date for quotes in evidence for quote in quotes if quote.date})


def _evidence(quotes: Sequence[EvidenceQuote]) -> dict[str, Any]:
    """How many quotes each meeting has, and as many of them as the page carries, from all."""
    days = Counter(quote.date or "" for quote in quotes)
    return {
        "when": dict(sorted(days.items())),
        "quotes": [_quote_data(quote) for quote in _spread_over_meetings(quotes, QUOTES)],
    }


def _quote_data(quote: EvidenceQuote) -> dict[str, Any]:
    """A quote for the script, with the address of its paper and its page in the file if known."""
    address = published(quote.document, quote.page)
    positions = quote.page.positions if isinstance(quote.page, PrintedPage) else ()
    return {
        "text": quote.text,
        "document": quote.document,
        "page": quote.page,
        "date": quote.date,
        "part": quote.part,
        "partLabel": word_for("part_names", quote.part),
        "item": quote.item,
        **({"address": address} if address else {}),
        **({"pdfPage": " or ".join(map(str, positions))} if positions else {}),
    }


def _spread_over_meetings(quotes: Iterable[EvidenceQuote], limit: int) -> list[EvidenceQuote]:
    """At most ``limit`` quotes, oldest first, from every meeting in turn.

    A filter by meetings then finds some in each.
    """
    ordered = sorted(set(quotes), key=quote_order)
    turns: Counter[str] = Counter()
    ranked = []
    for place, quote in enumerate(ordered):
        day = quote.date or ""
        ranked.append((turns[day], place))
        turns[day] += 1
    return [ordered[place] for place in sorted(place for _, place in sorted(ranked)[:limit])]


# -- the parts of the page ------------------------------------------------------------------------


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
