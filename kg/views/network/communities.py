"""Communities of the network: names tied more to one another than to the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.views.network.edges import FullNetwork

if TYPE_CHECKING:
    import networkx as nx

SEED = 7
FEWEST = 3  # nodes of a community that has a name


def communities(found: FullNetwork) -> dict[str, str]:
    """Node → the name of its community, over the whole network and by the strength of the ties.

    A community is named after the programme in it that is tied most strongly to the others of it,
    or after the node that is, where it has no programme. Nodes of smaller ones are left out; the
    boards, tied to everything, belong to none.
    """
    import networkx as nx

    graph = nx.Graph()
    for one, near in sorted(found.strength.items()):
        for other, strength in sorted(near.items()):
            if one < other and not {one, other} & found.boards:
                graph.add_edge(one, other, weight=strength)
    named: dict[str, str] = {}
    if not graph:
        return named
    for group in nx.community.louvain_communities(graph, weight="weight", seed=SEED):
        if len(group) >= FEWEST:
            named.update(dict.fromkeys(group, _name(found, graph.subgraph(group))))
    return named


def _name(found: FullNetwork, group: nx.Graph) -> str:
    """The label of the node that a community is named after."""
    strength = dict(group.degree(weight="weight"))
    programmes = [iri for iri in strength if found.nodes[iri].kind == "programme"]
    best = min(programmes or strength, key=lambda iri: (-strength[iri], iri))
    return found.nodes[best].label
