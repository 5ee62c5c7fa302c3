"""Where nodes are drawn: near their neighbours, no label on another, the same every time.

ForceAtlas2 (Jacomy, Venturini, Heymann, Bastian: "ForceAtlas2, a continuous graph layout
algorithm", 2014) as networkx has it, weighted and seeded. Overlaps are then pushed apart.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

NodeId = TypeVar("NodeId", bound=Hashable)

WIDER = 1.8  # a picture on a screen is wider than high, and so is a label
ROUNDS = 300
FEWER_ROUNDS = 120
MANY = 250  # nodes
SCALING = 2.0  # how strongly nodes push each other away
SEED = 7
RING = 45.0  # between two rings of places around an opened node
RINGS = 60
FILLED = 0.42  # the share of the area that the boxes take before overlaps are pushed apart
EVEN = 0.5  # 0 keeps the distances as computed, 1 only the order along each axis
TIGHTENINGS = 40
SWEEPS = 200  # looks at all pairs
STEPS = 20  # between two looks
OVERLAP = 0.5  # less is rounding
TIGHTER = 0.95
GOLDEN_ANGLE = 2.399963229728653


def positions(
    boxes: Mapping[NodeId, tuple[float, float]],
    edges: Iterable[tuple[NodeId, NodeId, float]],
    gap: float = 8.0,
) -> dict[NodeId, tuple[int, int]]:
    """The centre of each box, so that none overlaps another and ``gap`` stays between them.

    ``boxes`` are widths and heights in any unit, which ``gap`` and the centres share. ``edges``
    carry a weight of at least 1; the heavier an edge, the nearer its ends. The result depends on
    the order of ``boxes`` and draws no random number.
    """
    import numpy as np

    names = list(boxes)
    if len(names) < 2:
        return dict.fromkeys(names, (0, 0))
    sizes = np.array([boxes[name] for name in names], dtype=float) + gap
    points = _spread(_attracted(names, edges))
    points[:, 0] *= WIDER
    spread = np.ptp(points, axis=0)
    area = max(float(spread[0] * spread[1]), 1e-6)
    points *= float(np.sqrt(sizes.prod(axis=1).sum() / FILLED / area))
    points = _push_apart(points, sizes)
    # Boxes pushed out leave gaps: draw in and push again as long as the whole gets smaller.
    for _ in range(TIGHTENINGS):
        closer = _push_apart(points * _tightening(points, sizes), sizes)
        if _extent(closer, sizes) >= _extent(points, sizes):
            break
        points = closer
    points -= (points.max(axis=0) + points.min(axis=0)) / 2
    return {
        name: (round(float(x)), round(float(y))) for name, (x, y) in zip(names, points, strict=True)
    }


def grown(
    places: Mapping[NodeId, tuple[int, int]],
    boxes: Mapping[NodeId, tuple[float, float]],
    around: NodeId,
    gap: float = 8.0,
) -> dict[NodeId, tuple[int, int]]:
    """``places`` with a free place for each box that has none: as near to ``around`` as can be.

    What has a place keeps it. The new stand on the side of ``around`` that looks away from the
    middle of all, in rings, the first of ``boxes`` the nearest.
    """
    import numpy as np

    taken = list(places)
    centres = np.array([places[name] for name in taken], dtype=float).reshape(-1, 2)
    sizes = np.array([boxes[name] for name in taken], dtype=float).reshape(-1, 2) + gap
    middle = centres.mean(axis=0) if len(centres) else np.zeros(2)
    origin = np.array(places.get(around, middle), dtype=float)
    outwards = float(np.arctan2(*(origin - middle)[::-1]))
    candidates = _rings_around(origin, outwards)
    found = dict(places)
    for name in boxes:
        if name in places:
            continue
        size = np.array(boxes[name], dtype=float) + gap
        apart = np.abs(candidates[:, None] - centres[None]) - (sizes[None] + size) / 2
        free = (apart > 0).any(axis=2).all(axis=1)
        x, y = candidates[int(free.argmax())] if free.any() else candidates[-1]
        centres, sizes = np.vstack([centres, [x, y]]), np.vstack([sizes, size])
        found[name] = (round(float(x)), round(float(y)))
    return found


def _rings_around(origin: Points, outwards: float) -> Points:
    """Points (m × 2) around ``origin``, ring after ring, on each those that look outwards first."""
    import numpy as np

    turns = np.array(sorted(np.linspace(-np.pi, np.pi, 48, endpoint=False), key=abs))
    directions = np.column_stack([WIDER * np.cos(outwards + turns), np.sin(outwards + turns)])
    radii = np.arange(1, RINGS + 1) * RING
    points: Points = (origin + radii[:, None, None] * directions[None]).reshape(-1, 2)
    return points


def _attracted(names: Sequence[NodeId], edges: Iterable[tuple[NodeId, NodeId, float]]) -> Points:
    """Points in the plane (n × 2) by weighted ForceAtlas2, beginning from a sunflower spiral.

    Ties pull their ends together, boxes push others away the more the larger they are.
    """
    import networkx as nx
    import numpy as np

    graph = nx.Graph()
    graph.add_nodes_from(range(len(names)))
    at = {name: number for number, name in enumerate(names)}
    for one, other, weight in edges:
        if one != other:
            pull = float(np.log2(1.0 + max(weight, 1.0)))
            before = graph.get_edge_data(at[one], at[other], {"pull": 0.0})["pull"]
            graph.add_edge(at[one], at[other], pull=before + pull)
    placed = nx.forceatlas2_layout(
        graph,
        pos=_sunflower(graph),
        max_iter=ROUNDS if len(names) < MANY else FEWER_ROUNDS,
        weight="pull",
        scaling_ratio=SCALING,
        strong_gravity=False,
        seed=SEED,
    )
    points = np.array([placed[number] for number in range(len(names))], dtype=float)
    return _turned(_drawn_in(points, [sorted(part) for part in nx.connected_components(graph)]))


def _drawn_in(points: Points, parts: Sequence[Sequence[int]]) -> Points:
    """The points with what nothing ties to the largest part right beside that, not far away.

    ``parts`` are the numbers of the points that are tied to one another.
    """
    import numpy as np

    drawn = points.copy()
    largest = max(parts, key=len)
    middle, far = _middle_and_reach(points[largest])
    for part in parts:
        if part is not largest:
            centre, reach = _middle_and_reach(points[part])
            away = float(np.hypot(*(centre - middle)))
            if away > far + reach:
                drawn[part] += (middle - centre) * (1 - (far + reach) / away)
    return drawn


def _middle_and_reach(points: Points) -> tuple[Points, float]:
    """The middle of points, and how far the farthest is from it."""
    import numpy as np

    middle: Points = points.mean(axis=0)
    return middle, float(np.hypot(*(points - middle).T).max())


def _turned(points: Points) -> Points:
    """The points turned so that they spread most from left to right."""
    import numpy as np

    middle: Points = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(middle, full_matrices=False)
    if axes.shape[0] < 2:
        return points
    # An axis comes with either sign: make its largest component positive.
    axes *= np.where(axes[[0, 1], np.abs(axes).argmax(axis=1)] < 0, -1.0, 1.0)[:, None]
    turned: Points = middle @ axes.T
    return turned


def _sunflower(graph: nx.Graph) -> dict[int, Points]:
    """A place for each node: on a spiral from the best connected outwards, neighbours in turn."""
    import numpy as np

    order: list[int] = []
    seen: set[int] = set()
    for start in sorted(graph, key=lambda node: (-graph.degree(node), node)):
        wave = [start] if start not in seen else []
        seen.update(wave)
        for node in wave:
            order.append(node)
            near = sorted(set(graph[node]) - seen)
            seen.update(near)
            wave.extend(near)
    turns = np.arange(len(order))
    radius, angle = np.sqrt(turns + 0.5), turns * GOLDEN_ANGLE
    points = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    return dict(zip(order, points, strict=True))


def _spread(points: Points) -> Points:
    """The points in the same order along both axes, more evenly spaced: clusters loosen."""
    import numpy as np

    ranks = points.argsort(axis=0).argsort(axis=0) / (len(points) - 1)
    low, high = points.min(axis=0), points.max(axis=0)
    even: Points = (1 - EVEN) * (points - low) / np.maximum(high - low, 1e-9) + EVEN * ranks
    return even


def _screen_shape(points: Points, sizes: Points) -> tuple[float, float]:
    """The width that all boxes need, divided by ``WIDER``, and their height."""
    width, height = (points + sizes / 2).max(axis=0) - (points - sizes / 2).min(axis=0)
    return float(width) / WIDER, float(height)


def _tightening(points: Points, sizes: Points) -> Points:
    """The factors (x, y) that draw the points in along the axis that is too long for a screen."""
    import numpy as np

    width, height = _screen_shape(points, sizes)
    return np.array([TIGHTER, 1.0] if width > height else [1.0, TIGHTER])


def _extent(points: Points, sizes: Points) -> float:
    """How high a screen of the usual proportions must be to hold all boxes."""
    return max(_screen_shape(points, sizes))


def _push_apart(points: Points, sizes: Points) -> Points:
    """Moves overlapping boxes apart, a little at a time, along the axis where less is needed."""
    import numpy as np

    half = (sizes[:, None] + sizes[None, :]) / 2
    counted = np.tri(len(points), dtype=bool)  # each pair once, and none with itself
    for _ in range(SWEEPS):
        across, down = (
            half[..., axis] - np.abs(points[:, None, axis] - points[None, :, axis])
            for axis in (0, 1)
        )
        both = np.minimum(across, down)
        both[counted] = -np.inf
        if not (both > OVERLAP).any():
            break
        # Looking at all pairs takes the most time: the next steps look at those that may meet.
        points = _push_pairs(points, half, np.argwhere(both > -sizes.min()))
    return points


def _push_pairs(points: Points, half: Points, pairs: NDArray[np.intp]) -> Points:
    """Pushes the overlapping boxes among ``pairs`` (m × 2 indices) apart, in at most ``STEPS``
    steps.

    ``half`` (n × n × 2) is how far the centres of two boxes must be apart on each axis.
    """
    import numpy as np

    one, other = pairs[:, 0], pairs[:, 1]
    for _ in range(STEPS):
        delta = points[one] - points[other]
        overlap = half[one, other] - np.abs(delta)
        hit = (overlap > OVERLAP).all(axis=1)
        if not hit.any():
            break
        first, second, axis = one[hit], other[hit], overlap[hit].argmin(axis=1)
        rows = np.arange(len(axis))
        sign = np.where(delta[hit][rows, axis] < 0, -1.0, 1.0)
        step = (overlap[hit][rows, axis] + 1.0) / 2 * sign
        move, pushes = np.zeros_like(points), np.ones_like(points)
        np.add.at(move, (first, axis), step)
        np.add.at(move, (second, axis), -step)
        np.add.at(pushes, (first, axis), 1.0)
        np.add.at(pushes, (second, axis), 1.0)
        points = points + move / np.sqrt(pushes)
    return points
