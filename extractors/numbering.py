"""Numbered headings: the run of numbers that counts up through a text, among all the numbers that
start lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

MOST_SKIPPED = 2  # numbers that may be missing between two headings


def chain(numbers: Sequence[int], weights: Sequence[float] | None = None) -> list[int]:
    """Indices of the heaviest run in ``numbers`` in which each number follows the one before it.

    A step of one is the rule; up to ``MOST_SKIPPED`` numbers may be missing at a small cost, since
    papers lose headings but seldom gain them. Of runs of one weight the earlier wins.
    """
    best: list[float] = []
    before: list[int] = []
    ends: dict[int, int] = {}  # number → the index at which the heaviest run that ends in it ends
    for index, number in enumerate(numbers):
        weight = weights[index] if weights else 1.0
        steps = [
            (round(best[ends[number - step]] + weight - 0.3 * (step - 1), 6), -ends[number - step])
            for step in range(1, MOST_SKIPPED + 2)
            if number - step in ends
        ]
        value, previous = max(steps, default=(weight, 1))
        if value <= weight:
            value, previous = weight, 1
        best.append(value)
        before.append(-previous)
        if number not in ends or value > best[ends[number]]:
            ends[number] = index
    if not best:
        return []
    at = max(range(len(best)), key=lambda i: (best[i], -i))
    run: list[int] = []
    while at >= 0:
        run.append(at)
        at = before[at]
    return run[::-1]
