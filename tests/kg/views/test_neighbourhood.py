"""Which nodes and edges of the network are drawn, where there are more than a picture can show."""

from __future__ import annotations

from itertools import combinations

import pytest

from kg.views.network.edges import (
    EdgeEvidence,
    EdgeKey,
    EvidenceQuote,
    FullNetwork,
    NetworkNode,
    restrict_network,
)
from kg.views.network.neighbourhood import neighbourhood

KINDS = ("organisation", "programme")


def evidence(quotes: int) -> EdgeEvidence:
    """The evidence of an edge that so many quotes show."""
    return tuple(EvidenceQuote(f"Words {at}.", "june.txt") for at in range(quotes)), None


def network_of(edges: dict[EdgeKey, int]) -> FullNetwork:
    """A network of programmes, with so many quotes for each edge."""
    ends = sorted({end for source, target, _ in edges for end in (source, target)})
    nodes = {end: NetworkNode(end, end.title(), "programme") for end in ends}
    whole = FullNetwork(
        nodes,
        frozenset(),
        frozenset(),
        frozenset(),
        {},
        {key: evidence(quotes) for key, quotes in edges.items()},
        {},
    )
    return restrict_network(whole, KINDS, together=True)


def clique(size: int) -> FullNetwork:
    """A topic, and ``size`` programmes of which any two are named together in one passage."""
    names = [f"p{at:02}" for at in range(size)]
    edges = {(one, other, "named-together"): 1 for one, other in combinations(names, 2)}
    return network_of(edges | {("topic", name, "named-together"): 1 for name in names})


def test_a_picture_does_not_drown_in_weak_edges() -> None:
    size = 12
    found = neighbourhood(clique(size), "topic", 1, 60)
    assert len(found.nodes) == size + 1
    own = [edge for edge in found.edges if edge.source == "topic"]
    between = [edge for edge in found.edges if edge.source != "topic"]
    assert len(own) == size, "all of the topic's edges are drawn"
    # Each programme draws its four strongest edges, and two may draw the same: at most four each.
    assert size <= len(between) <= 4 * size
    every = size * (size - 1) // 2
    assert f"{every - len(between)} weaker ties between the names drawn." in found.left_out


def test_of_a_nodes_edges_the_strongest_are_drawn() -> None:
    centre = {("centre", f"n{at}", "named-together"): 8 - at for at in range(8)}
    chain = {(f"n{at}", f"m{at}{each}", "part-of"): 5 for at in range(8) for each in "abcd"}
    whole = network_of(centre | chain)
    found = neighbourhood(whole, None, 1, 100)
    drawn = {edge.target for edge in found.edges if edge.source == "centre"}
    assert drawn == {"n0", "n1", "n2", "n3"}


@pytest.mark.parametrize("passages", [2, 3])
def test_what_the_papers_state_is_stronger_than_being_named_together(passages: int) -> None:
    whole = network_of(
        {("topic", "stated", "part-of"): 1, ("topic", "beside", "named-together"): passages}
    )
    assert whole.strength["topic"]["stated"] > whole.strength["topic"]["beside"]
    (nearest,) = neighbourhood(whole, "topic", 1, 2).nodes[1:]
    assert nearest.id == "stated"


def test_a_statement_is_three_times_as_strong_as_being_named_together() -> None:
    whole = network_of(
        {("topic", "stated", "part-of"): 3, ("topic", "beside", "named-together"): 3}
    )
    assert whole.strength["topic"] == pytest.approx({"stated": 3 * 2, "beside": 2})  # log2(1 + 3)
    assert whole.strength["stated"]["topic"] == whole.strength["topic"]["stated"]


def test_many_passages_outweigh_one_statement() -> None:
    whole = network_of(
        {("topic", "stated", "part-of"): 1, ("topic", "beside", "named-together"): 20}
    )
    (nearest,) = neighbourhood(whole, "topic", 1, 2).nodes[1:]
    assert nearest.id == "beside"
