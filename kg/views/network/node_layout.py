"""Where nodes are drawn: near their neighbours, no label on another, the same every time.

Stress majorisation (Gansner, Koren, North: "Graph drawing by stress majorization", 2004) in numpy,
because networkx's own spring and Kamada-Kawai layouts need scipy; networkx measures the distances.
Overlaps are then pushed apart.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

NodeId = TypeVar("NodeId", bound=Hashable)

WIDER = 1.5  # a picture on a screen is wider than high, and so is a label
ROUNDS = 120
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
    points = _spread(_stress(_distances(names, edges)))
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


def _distances(names: Sequence[NodeId], edges: Iterable[tuple[NodeId, NodeId, float]]) -> Points:
    """How far apart any two nodes should be; those not connected stand a little outside."""
    import networkx as nx
    import numpy as np

    graph = nx.Graph()
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
    reached = far[np.isfinite(far)]
    far[~np.isfinite(far)] = float(reached.max()) + 1.0
    np.fill_diagonal(far, 0.0)
    return far


def _stress(far: Points) -> Points:
    """Points in the plane (n × 2) whose distances come as near to ``far`` (n × n) as can be."""
    import numpy as np

    count = len(far)
    # A start from the first two axes of classical scaling; a spiral separates nodes that have the
    # same neighbours.
    centring = np.eye(count) - 1.0 / count
    _, vectors = np.linalg.eigh(-0.5 * centring @ (far**2) @ centring)
    axes = vectors[:, [-1, -2]]
    # Eigenvectors come with either sign: make the largest component of each positive.
    axes *= np.where(axes[np.abs(axes).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    turn = np.arange(count) * GOLDEN_ANGLE
    points = axes * float(far.max()) + 0.3 * np.sqrt(np.arange(count) / count)[
        :, None
    ] * np.column_stack([np.cos(turn), np.sin(turn)])
    weight = np.divide(1.0, far**2, out=np.zeros_like(far), where=far > 0)
    laplacian = np.diag(weight.sum(axis=1)) - weight
    # The pseudo-inverse of the Laplacian, whose rows sum to 0.
    inverse = np.linalg.inv(laplacian + 1.0 / count) - 1.0 / count
    for _ in range(ROUNDS):
        apart = np.linalg.norm(points[:, None] - points[None, :], axis=2)
        pull = np.divide(weight * far, apart, out=np.zeros_like(far), where=apart > 1e-9)
        points = inverse @ ((np.diag(pull.sum(axis=1)) - pull) @ points)
    result: Points = points
    return result


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
