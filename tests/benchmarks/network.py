"""How well the network is laid out, and how smoothly it moves: both in one run.

    python tests/benchmarks/network.py [STORE] [--frames 300,1000]

With a store: the overview at several sizes, laid out as it is now and as it was before (stress majorisation, of
Gansner, Koren and North, 2004; the same boxes, pushed apart in the same way). Counted are the crossings of straight
ties, and how many of a name's neighbours are among as many names that stand nearest to it, as a mean (1: all).

Then frames a second in Chromium while the picture is zoomed with the wheel and dragged, for made-up networks of the
sizes asked for. Rendering is by software, as on a machine without a graphics card. Not collected by pytest: figures
depend on the machine.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import networkx as nx
import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))

from chromium import NoBrowser, chromium, opened

from kg.store import snapshots
from kg.views.network import node_layout
from kg.views.network.edges import EvidenceQuote, Network, NetworkEdge, NetworkNode, read_network
from kg.views.network.neighbourhood import neighbourhood
from kg.views.network.page import network_page
from kg.views.network.pyvis_network import node_places

Points = NDArray[np.float64]
Places = Mapping[str, tuple[int, int]]

SIZES = (60, 218, 273)  # names in the overview
FRAMES = (300, 1000)
SEED = 7
SECONDS = 4.0  # that the picture is zoomed, and dragged
STRESS_ROUNDS = 120

COUNT_FRAMES = """() => {
  window.frames_seen = 0;
  const each = () => { window.frames_seen += 1; requestAnimationFrame(each); };
  requestAnimationFrame(each);
}"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("store", nargs="?", help="the folder of a built store")
    parser.add_argument("--frames", default=",".join(map(str, FRAMES)))
    given = parser.parse_args()
    if given.store:
        compare_layouts(given.store)
    sizes = [int(size) for size in given.frames.split(",") if size]
    try:
        count_frames(sizes)
    except NoBrowser as error:
        print(f"no frames counted: {error}")


# -- the layout -----------------------------------------------------------------------------------


def compare_layouts(store: str) -> None:
    """Print crossings and neighbours kept for the overview at each size, before and now."""
    print("names  ties   crossings before → now   neighbours kept before → now   seconds")
    with snapshots.open_snapshot(store) as published:
        whole = read_network(published.graph)
        for size in SIZES:
            shown = neighbourhood(whole, None, 1, size)
            with mock.patch.object(node_layout, "_attracted", by_stress):
                before = node_places(shown)
            started = time.perf_counter()
            now = node_places(shown)
            took = time.perf_counter() - started
            pairs = tied_pairs(shown)
            print(
                f"{len(shown.nodes):5}  {len(pairs):4}  {crossings(before, pairs):10} → "
                f"{crossings(now, pairs):<11} {kept(before, pairs):15.2f} → "
                f"{kept(now, pairs):<11.2f} {took:.1f}"
            )


def tied_pairs(shown: Network) -> list[tuple[str, str]]:
    """Each two names that are tied, once."""
    pairs = {(min(edge.source, edge.target), max(edge.source, edge.target)) for edge in shown.edges}
    return sorted(pairs)


def crossings(places: Places, pairs: Sequence[tuple[str, str]]) -> int:
    """How many pairs of ties cross, drawn straight from centre to centre; no two with one end."""
    start = np.array([places[one] for one, _ in pairs], dtype=float)
    stop = np.array([places[other] for _, other in pairs], dtype=float)
    found = 0
    for at, (one, other) in enumerate(pairs[:-1]):
        later = slice(at + 1, None)
        ends = np.array([not {one, other} & set(pair) for pair in pairs[later]])
        apart = sides(start[at], stop[at], start[later]) * sides(start[at], stop[at], stop[later])
        back = sides(start[later], stop[later], start[at]) * sides(
            start[later], stop[later], stop[at]
        )
        found += int((ends & (apart < 0) & (back < 0)).sum())
    return found


def sides(start: Points, stop: Points, point: Points) -> Points:
    """On which side of the line from ``start`` to ``stop`` a point lies, by the sign."""
    along, away = stop - start, point - start
    side: Points = along[..., 0] * away[..., 1] - along[..., 1] * away[..., 0]
    return side


def kept(places: Places, pairs: Sequence[tuple[str, str]]) -> float:
    """The mean share of a name's neighbours among as many names that stand nearest to it."""
    near: dict[str, set[str]] = {}
    for one, other in pairs:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    names = list(places)
    centres = np.array([places[name] for name in names], dtype=float)
    shares = []
    for at, name in enumerate(names):
        if name in near:
            order = np.argsort(((centres - centres[at]) ** 2).sum(axis=1), kind="stable")
            nearest = [names[other] for other in order if other != at][: len(near[name])]
            shares.append(len(near[name] & set(nearest)) / len(near[name]))
    return float(np.mean(shares))


def by_stress(
    names: Sequence[Hashable], edges: Iterable[tuple[Hashable, Hashable, float]]
) -> Points:
    """The layout before: points whose distances come as near as can be to those in the graph."""
    far = graph_distances(names, edges)
    count = len(far)
    centring = np.eye(count) - 1.0 / count
    _, vectors = np.linalg.eigh(-0.5 * centring @ (far**2) @ centring)
    turn = np.arange(count) * node_layout.GOLDEN_ANGLE
    spiral = np.column_stack([np.cos(turn), np.sin(turn)])
    points = (
        vectors[:, [-1, -2]] * far.max() + 0.3 * np.sqrt(np.arange(count) / count)[:, None] * spiral
    )
    weight = np.divide(1.0, far**2, out=np.zeros_like(far), where=far > 0)
    inverse = np.linalg.inv(np.diag(weight.sum(axis=1)) - weight + 1.0 / count) - 1.0 / count
    for _ in range(STRESS_ROUNDS):
        apart = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
        pull = np.divide(weight * far, apart, out=np.zeros_like(far), where=apart > 1e-9)
        points = inverse @ ((np.diag(pull.sum(axis=1)) - pull) @ points)
    result: Points = points
    return result


def graph_distances(
    names: Sequence[Hashable], edges: Iterable[tuple[Hashable, Hashable, float]]
) -> Points:
    """How far apart any two nodes are in the graph; those not connected a little outside."""
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(names)
    for one, other, weight in edges:
        length = 1.0 + 1.0 / max(weight, 1.0)
        if not graph.has_edge(one, other) or graph[one][other]["length"] > length:
            graph.add_edge(one, other, length=length)
    at = {name: number for number, name in enumerate(names)}
    far = np.full((len(names), len(names)), np.inf)
    for name, lengths in nx.all_pairs_dijkstra_path_length(graph, weight="length"):
        for other, length in lengths.items():
            far[at[name], at[other]] = length
    far[~np.isfinite(far)] = float(far[np.isfinite(far)].max()) + 1.0
    np.fill_diagonal(far, 0.0)
    return far


# -- frames ---------------------------------------------------------------------------------------


def count_frames(sizes: Iterable[int]) -> None:
    """Print the frames a second of each made-up network while it is zoomed and dragged."""
    print("\nnames  ties   frames a second zoomed, dragged")
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            shown = made_up(size)
            path = Path(folder) / "network.html"
            path.write_text(network_page(shown), encoding="utf-8")
            with opened(browser, path, 1440, 900) as seen:
                page = seen.page
                page.wait_for_function("window.boardgraph !== undefined")
                page.evaluate(COUNT_FRAMES)
                zoomed, dragged = frames_of(page, zoom), frames_of(page, drag)
            print(f"{size:5}  {len(shown.edges):4}   {zoomed:21.0f}, {dragged:.0f}")


def made_up(size: int) -> Network:
    """A network of names that says nothing: a few have many ties, most have two or three."""
    graph = nx.barabasi_albert_graph(size, 2, seed=SEED)
    draw = random.Random(SEED)
    kinds = ("person", "organisation", "programme")
    nodes = tuple(
        NetworkNode(
            f"n:{at}", f"Harbour name number {at}", draw.choice(kinds), 1 + graph.degree(at), 1
        )
        for at in graph
    )
    words = (EvidenceQuote("The one reported on the other.", "made-up.txt", "1", "2020-01-01"),)
    edges = tuple(
        NetworkEdge(
            f"n:{one}", f"n:{other}", draw.choice(("represents", "funds", "presented")), 1, words
        )
        for one, other in graph.edges
    )
    return Network(f"{size} names", nodes, edges)


def frames_of(page: Any, move: Any) -> float:
    """Frames a second while the pointer does something on the picture."""
    box = page.locator("#canvas").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    before, started = page.evaluate("frames_seen"), time.monotonic()
    step = 0
    while time.monotonic() - started < SECONDS:
        move(page, middle, step)
        step += 1
    frames, took = page.evaluate("frames_seen") - before, time.monotonic() - started
    page.mouse.up()
    return float(frames / took)


def zoom(page: Any, _: tuple[float, float], step: int) -> None:
    """One notch of the wheel, in for a while, then out."""
    page.mouse.wheel(0, -60 if step // 20 % 2 == 0 else 60)


def drag(page: Any, middle: tuple[float, float], step: int) -> None:
    """The ground pulled to and fro."""
    if step == 0:
        page.mouse.move(middle[0] + 3, middle[1] + 260)
        page.mouse.down()
    page.mouse.move(middle[0] + 150 * np.sin(step / 8), middle[1] + 260 + 60 * np.cos(step / 8))


if __name__ == "__main__":
    main()
