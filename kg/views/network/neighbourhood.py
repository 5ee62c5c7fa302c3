"""The network around a topic: of all names and ties, those that fit a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace

import pyoxigraph as ox

from kg.store import entity_lookup
from kg.views.network.edges import KINDS, Behind, Edge, Gathered, Network, Node, Tie, gather

OPENED = 16  # names drawn at most when a name is opened
TIES_EACH = 4  # of a name's ties between its neighbours, the strongest are drawn


def network(
    store: ox.Store,
    topic: str | None = None,
    depth: int = 1,
    kinds: Collection[str] | None = None,
    limit: int = 60,
) -> Network:
    """The names up to ``depth`` steps from ``topic`` (a name, an acronym, an IRI), or an overview of the most active.

    Draws no more than ``limit`` names of the given ``kinds`` (by default people, organisations and programmes) and
    says in ``left_out`` what it leaves away. Raises ``NotFound`` for a topic that the graph does not
    have, ``InputError`` for a kind that there is not.
    """
    found = gather(store, kinds, topic)
    if topic is not None and topic not in found.names:
        topic = entity_lookup.resolve_entity(store, topic).iri
    return around(found, topic, depth, limit)


def around(
    found: Gathered,
    topic: str | None,
    depth: int,
    limit: int,
    others: Collection[str] = (),
    besides: Collection[str] = (),
) -> Network:
    """The picture around ``topic`` (an IRI), and around each of ``others`` one step more; an overview without one.

    ``besides`` are drawn as well, without their neighbours. A ``limit`` of none draws them and the others alone.
    """
    names, boards, strength, ties = found.names, found.boards, found.strength, found.ties
    if topic is None:
        chosen = _overview(names, boards, strength, found.wanted, limit)
        title = (
            f"The network of {names[min(boards)].label}"
            if len(boards) == 1
            else "The network of these papers"
        )
    else:
        chosen = _around(topic, strength, depth, limit)
        title = f"The network around {names[topic].label}"
    chosen.update((name, 1) for name in besides if name in names and name not in chosen)
    for other in others:
        for name, distance in _around(other, strength, 1, OPENED).items():
            chosen.setdefault(name, distance + 1)
    kept = _kept(ties, strength, set(chosen), topic)
    nodes = tuple(
        replace(names[name], distance=distance, evidence=tuple(found.quotes.get(name, ())))
        for name, distance in sorted(
            chosen.items(), key=lambda item: (item[1], -names[item[0]].weight, item[0])
        )
    )
    edges = tuple(
        Edge(source, target, relation, len(quotes), quotes, note)
        for (source, target, relation), (quotes, note) in sorted(
            kept.items(),
            key=lambda item: (names[item[0][0]].label, names[item[0][1]].label, item[0]),
        )
    )
    return Network(
        title, nodes, edges, topic, _left_out(names, ties, chosen, kept, topic, found.allowed)
    )


def _around(
    topic: str, strength: Mapping[str, Mapping[str, float]], depth: int, limit: int
) -> dict[str, int]:
    """The topic and, ring after ring, what is tied most strongly to those already chosen; each with its distance."""
    chosen = {topic: 0}
    for distance in range(1, max(depth, 0) + 1):
        pull: Counter[str] = Counter()
        for name in chosen:
            for other, worth in strength.get(name, {}).items():
                if other not in chosen:
                    pull[other] += worth  # type: ignore[assignment]  # counters count in floats as well
        # A ring that is not the last leaves room for the next.
        room = (limit - len(chosen)) if distance == depth else (limit - len(chosen)) // 2
        ranked = sorted(pull, key=lambda name: (-pull[name], name))
        chosen.update(dict.fromkeys(ranked[: max(room, 0)], distance))
    return chosen


def _overview(
    names: Mapping[str, Node],
    boards: Collection[str],
    strength: Mapping[str, Mapping[str, float]],
    wanted: Collection[str],
    limit: int,
) -> dict[str, int]:
    """The boards, the programmes that hold most together, and of each other kind those most strongly tied to them."""
    core = "programme" if "programme" in wanted else min(wanted)
    share = max(limit // max(len(wanted), 1), 1)
    total = {name: sum(near.values()) for name, near in strength.items()}
    ranked = sorted(
        (name for name in total if names[name].kind == core), key=lambda name: (-total[name], name)
    )
    chosen = dict.fromkeys([*sorted(name for name in boards if name in total), *ranked[:share]], 0)
    middle = tuple(chosen)
    for kind in sorted(set(wanted) - {core}):
        pull = {
            name: sum(near.get(other, 0.0) for other in middle)
            for name, near in strength.items()
            if names[name].kind == kind and name not in chosen
        }
        best = sorted(
            (name for name in pull if pull[name] > 0), key=lambda name: (-pull[name], name)
        )
        chosen.update(dict.fromkeys(best[: min(share, limit - len(chosen))], 0))
    return chosen


def _kept(
    ties: Mapping[Tie, Behind],
    strength: Mapping[str, Mapping[str, float]],
    chosen: Collection[str],
    topic: str | None,
) -> dict[Tie, Behind]:
    """The ties to draw between the chosen: all of the topic's, else the strongest few of each name."""
    inside = [tie for tie in ties if tie[0] in chosen and tie[1] in chosen]
    best: dict[str, set[str]] = {}
    for name in chosen:
        near = [other for other in strength.get(name, {}) if other in chosen]
        near.sort(key=lambda other: (-strength[name][other], other))
        best[name] = set(near[:TIES_EACH])
    return {
        tie: ties[tie]
        for tie in inside
        if topic in tie[:2] or tie[1] in best[tie[0]] or tie[0] in best[tie[1]]
    }


def _left_out(
    names: Mapping[str, Node],
    ties: Mapping[Tie, Behind],
    chosen: Collection[str],
    kept: Collection[Tie],
    topic: str | None,
    allowed: Collection[str],
) -> tuple[str, ...]:
    """What the picture does not show, in sentences."""
    said = []
    others = Counter(names[name].kind for name in allowed if name not in chosen)
    if others:
        listed = ", ".join(
            f"{others[kind.key]} {(kind.singular if others[kind.key] == 1 else kind.plural).lower()}"
            for kind in KINDS
            if others[kind.key]
        )
        near = "further away or more weakly tied" if topic else "less active"
        said.append(f"{listed}: {near}. To start from one of them: kg show NAME")
    weaker = sum(tie[0] in chosen and tie[1] in chosen and tie not in kept for tie in ties)
    if weaker:
        said.append(f"{weaker} weaker {'tie' if weaker == 1 else 'ties'} between the names drawn.")
    said.append(
        "Two people on one list, or anybody and the board itself, are not tied by that alone."
    )
    return tuple(said)
