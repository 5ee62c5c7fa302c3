"""The part of the network to draw: a topic's neighbourhood, or an overview of the most active."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.store import entity_lookup
from kg.views.network.communities import communities
from kg.views.network.edges import (
    EdgeEvidence,
    EdgeKey,
    FullNetwork,
    Network,
    NetworkEdge,
    NetworkNode,
    read_network,
)
from kg.views.network.tie_relations import KINDS
from kg.views.paper_places import placed
from kg.views.wording import ui_text

if TYPE_CHECKING:
    from kg.store.remote import Remote

OPENED = 16  # nodes drawn at most when a node is opened
TIES_EACH = 4  # of a node's edges to others that are drawn, the strongest are drawn


def topic_network(
    store: ox.Store | Remote,
    topic: str | None = None,
    depth: int = 1,
    kinds: Collection[str] | None = None,
    limit: int = 60,
    together: bool = False,
) -> Network:
    """The nodes up to ``depth`` steps from ``topic`` (a name, an acronym, an IRI), or an overview.

    Has no more than ``limit`` nodes of the given ``kinds`` (by default people, organisations and
    programmes), half as many more for each step beyond the first, and says in ``left_out`` what it
    leaves out. ``together`` adds who is only named with whom. Raises ``NotFound`` for a topic that
    the graph does not have, ``InputError`` for a kind that there is not.
    """
    found = read_network(store, kinds, topic, together)
    if topic is not None and topic not in found.nodes:
        topic = entity_lookup.resolve_entity(store, topic).iri
    return placed(store, neighbourhood(found, topic, depth, limit))


def neighbourhood(
    found: FullNetwork,
    topic: str | None,
    depth: int,
    limit: int,
    opened: Collection[str] = (),
    besides: Collection[str] = (),
    grouped: Mapping[str, str] | None = None,
) -> Network:
    """The network around ``topic`` (an IRI), or an overview where that is ``None``.

    Each node of ``opened`` brings its own neighbours. The nodes ``besides`` are drawn too, without
    theirs. A ``limit`` of 0 draws only these two and the topic. ``grouped`` are the communities of
    the whole network where they are known.
    """
    grouped = communities(found) if grouped is None else grouped
    distances = _overview(found, limit) if topic is None else _rings(found, topic, depth, limit)
    for iri in besides:
        if iri in found.nodes:
            distances.setdefault(iri, 1)
    for centre in opened:
        for iri, distance in _rings(found, centre, 1, OPENED).items():
            distances.setdefault(iri, distance + 1)
    drawn = _edges_to_draw(found, distances, topic)
    return Network(
        _title(found, topic),
        _network_nodes(found, distances),
        _network_edges(found, drawn),
        topic,
        _left_out(found, distances, drawn, topic),
        {iri: name for iri, name in grouped.items() if iri in distances},
    )


def _title(found: FullNetwork, topic: str | None) -> str:
    if topic is not None:
        return ui_text("network.around", name=found.nodes[topic].label)
    if len(found.boards) == 1:
        return ui_text("network.of", name=found.nodes[min(found.boards)].label)
    return ui_text("network.all")


def _network_nodes(found: FullNetwork, distances: Mapping[str, int]) -> tuple[NetworkNode, ...]:
    """The chosen nodes with their evidence, the nearest first, then the most mentioned."""
    ordered = sorted(distances, key=lambda iri: (distances[iri], -found.nodes[iri].weight, iri))
    return tuple(
        replace(
            found.nodes[iri], distance=distances[iri], evidence=tuple(found.quotes.get(iri, ()))
        )
        for iri in ordered
    )


def _network_edges(
    found: FullNetwork, drawn: Mapping[EdgeKey, EdgeEvidence]
) -> tuple[NetworkEdge, ...]:
    """The drawn edges in order of the labels of their ends."""

    def order(item: tuple[EdgeKey, EdgeEvidence]) -> tuple[str, str, EdgeKey]:
        key, _ = item
        return (found.nodes[key[0]].label, found.nodes[key[1]].label, key)

    return tuple(
        NetworkEdge(*key, weight=len(quotes), evidence=quotes, note=note)
        for key, (quotes, note) in sorted(drawn.items(), key=order)
    )


# -- which nodes ----------------------------------------------------------------------------------


def _rings(found: FullNetwork, topic: str, depth: int, limit: int) -> dict[str, int]:
    """The topic and, ring after ring, the nodes tied most strongly to those chosen before.

    Gives each node's distance from the topic. What is tied to the topic itself is the same whatever
    the depth: each further ring brings at most half of ``limit`` more.
    """
    distances = {topic: 0}
    for distance in range(1, max(depth, 0) + 1):
        strength = _strength_to(found, distances)
        room = limit - 1 if distance == 1 else limit // 2
        distances.update(dict.fromkeys(_strongest(strength)[: max(room, 0)], distance))
    return distances


def _strength_to(found: FullNetwork, chosen: Collection[str]) -> dict[str, float]:
    """How strongly each node outside is tied to those chosen."""
    strength: dict[str, float] = {}
    for iri in chosen:
        for other, worth in found.strength.get(iri, {}).items():
            if other not in chosen:
                strength[other] = strength.get(other, 0.0) + worth
    return strength


def _strongest(strength: Mapping[str, float]) -> list[str]:
    """The keys, the strongest first; equal ones in alphabetical order."""
    return sorted(strength, key=lambda iri: (-strength[iri], iri))


def _overview(found: FullNetwork, limit: int) -> dict[str, int]:
    """The boards, the most strongly tied programmes, and those of other kinds tied most to these.

    Each kind gets an equal share of ``limit``. All distances are 0.
    """
    core = "programme" if "programme" in found.kinds else min(found.kinds)
    share = max(limit // max(len(found.kinds), 1), 1)
    boards = sorted(iri for iri in found.boards if iri in found.strength)
    total = {
        iri: sum(near.values())
        for iri, near in found.strength.items()
        if found.nodes[iri].kind == core
    }
    chosen = dict.fromkeys([*boards, *_strongest(total)[:share]], 0)
    middle = tuple(chosen)
    for kind in sorted(found.kinds - {core}):
        to_middle = _strength_of_kind(found, kind, middle, chosen)
        best = _strongest(to_middle)[: min(share, limit - len(chosen))]
        chosen.update(dict.fromkeys(best, 0))
    return chosen


def _strength_of_kind(
    found: FullNetwork, kind: str, middle: Iterable[str], chosen: Collection[str]
) -> dict[str, float]:
    """How strongly each node of a kind that is not yet chosen is tied to the middle, if at all."""
    middle = tuple(middle)
    strength = {
        iri: sum(near.get(other, 0.0) for other in middle)
        for iri, near in found.strength.items()
        if found.nodes[iri].kind == kind and iri not in chosen
    }
    return {iri: worth for iri, worth in strength.items() if worth > 0}


# -- which edges ----------------------------------------------------------------------------------


def _edges_to_draw(
    found: FullNetwork, chosen: Collection[str], topic: str | None
) -> dict[EdgeKey, EdgeEvidence]:
    """The edges to draw between chosen nodes: all of the topic's, else the strongest of each node.

    An edge that is among the strongest of either end is drawn.
    """
    strongest = {iri: _strongest_neighbours(found, iri, chosen) for iri in chosen}
    return {
        key: evidence
        for key, evidence in found.edges.items()
        if _joins(key, chosen)
        and (topic in key[:2] or key[1] in strongest[key[0]] or key[0] in strongest[key[1]])
    }


def _strongest_neighbours(found: FullNetwork, iri: str, chosen: Collection[str]) -> set[str]:
    strength = found.strength.get(iri, {})
    near = {other: worth for other, worth in strength.items() if other in chosen}
    return set(_strongest(near)[:TIES_EACH])


def _joins(key: EdgeKey, chosen: Collection[str]) -> bool:
    """Whether both ends of an edge are chosen."""
    return key[0] in chosen and key[1] in chosen


# -- what is left out -----------------------------------------------------------------------------


def _left_out(
    found: FullNetwork, chosen: Collection[str], drawn: Collection[EdgeKey], topic: str | None
) -> tuple[str, ...]:
    """What the picture does not show, in sentences."""
    sentences = []
    others = Counter(found.nodes[iri].kind for iri in found.allowed if iri not in chosen)
    if others:
        key = "left_out_around" if topic else "left_out"
        sentences.append(ui_text(f"network.{key}", counts=_counts_by_kind(others)))
    weaker = sum(_joins(key, chosen) and key not in drawn for key in found.edges)
    if weaker:
        key = "weaker_one" if weaker == 1 else "weaker_many"
        sentences.append(ui_text(f"network.{key}", count=weaker))
    sentences.append(ui_text("network.not_tied"))
    return tuple(sentences)


def _counts_by_kind(counts: Mapping[str, int]) -> str:
    """“2 people, 1 programme”."""
    return ", ".join(
        f"{counts[kind.key]} {(kind.singular if counts[kind.key] == 1 else kind.plural).lower()}"
        for kind in KINDS
        if counts[kind.key]
    )
