"""Which way a path between two names takes."""

from __future__ import annotations

from kg.serve.network_page import path_nodes
from kg.views.network.edges import FullNetwork


def network(*ties: tuple[str, str]) -> FullNetwork:
    """Names tied as strongly as one another; “board” is one."""
    strength: dict[str, dict[str, float]] = {}
    for one, other in ties:
        strength.setdefault(one, {})[other] = strength.setdefault(other, {})[one] = 3.0
    return FullNetwork({}, frozenset({"board"}), (), frozenset(), {}, {}, strength)


def test_a_path_passes_a_board_only_where_it_saves_more_than_a_step() -> None:
    over_the_board = (("ferry", "board"), ("board", "lamps"))
    longer = (("ferry", "trust"), ("trust", "renn"), ("renn", "lamps"))
    found = path_nodes(network(*over_the_board, *longer), "ferry", "lamps")
    assert found == ["ferry", "trust", "renn", "lamps"]
    assert path_nodes(network(*over_the_board), "ferry", "lamps") == ["ferry", "board", "lamps"]
    assert path_nodes(network(*over_the_board), "ferry", "board") == ["ferry", "board"]
    assert path_nodes(network(*over_the_board), "ferry", "harbour") is None
