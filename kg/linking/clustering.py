"""Joins what belongs together, best evidence first, and never across a veto."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from kg.linking.entities import Feature
from kg.linking.features import MATCH_THRESHOLD, POSSIBLE_MATCH_THRESHOLD, total


class Ordered(Protocol):
    """Something with a place in an order that does not depend on how the papers came."""

    @property
    def order(self) -> tuple[str, ...]: ...


T = TypeVar("T", bound=Ordered)


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """Two profiles and the clues for and against their being one; ``by`` is the person who decided, if one did."""

    left: T
    right: T
    clues: tuple[Feature, ...]
    by: str = "rules"

    @property
    def score(self) -> float:
        return total(self.clues)


class Clusters(Generic[T]):
    """Disjoint sets of profiles, and the pairs that made them."""

    def __init__(self, profiles: Iterable[T], apart: Callable[[T, T], Feature | None]) -> None:
        self._apart = apart
        self._members: dict[int, list[T]] = {id(profile): [profile] for profile in profiles}
        self.joined: list[Pair[T]] = []
        self._doubted: list[Pair[T]] = []

    def members(self, profile: T) -> Sequence[T]:
        """The profiles that are one with ``profile``, itself included."""
        return self._members[id(profile)]

    def one(self, left: T, right: T) -> bool:
        """Whether the two have been joined."""
        return self._members[id(left)] is self._members[id(right)]

    @property
    def doubted(self) -> list[Pair[T]]:
        """The pairs in the band between, and those that only a veto kept apart."""
        return [pair for pair in self._doubted if not self.one(pair.left, pair.right)]

    def all(self) -> list[list[T]]:
        """Every set, in the profiles' own order."""
        sets = {id(members): members for members in self._members.values()}
        ordered = [sorted(members, key=lambda p: p.order) for members in sets.values()]
        return sorted(ordered, key=lambda members: members[0].order)

    def judge(self, pairs: Iterable[Pair[T]]) -> None:
        """Joins the pairs that reach the threshold, the best first; keeps those that a person should look at."""
        worth = [pair for pair in pairs if pair.score >= POSSIBLE_MATCH_THRESHOLD]
        for pair in sorted(worth, key=lambda p: (-p.score, p.left.order, p.right.order)):
            left, right = self._members[id(pair.left)], self._members[id(pair.right)]
            if left is right:
                continue
            told = pair.by != "rules"
            if pair.score < MATCH_THRESHOLD or (
                not told and any(self._apart(a, b) for a in left for b in right)
            ):
                self._doubted.append(pair)
                continue
            self.joined.append(pair)
            joined = left + right
            for profile in joined:
                self._members[id(profile)] = joined

    def parts(self, profile: T, clues: Callable[[T, T], tuple[Feature, ...]]) -> list[list[T]]:
        """The sets that the rules alone would make of the set of ``profile``; more than one where a person joined it.

        ``clues`` are those between two profiles: a person's word may have come before the rules had theirs.
        """
        members = sorted(self._members[id(profile)], key=lambda p: p.order)
        inside = {id(member) for member in members}
        links = [pair for pair in self.joined if id(pair.left) in inside]
        if all(pair.by == "rules" for pair in links):
            return [members]
        found: list[list[T]] = []
        ruled = {frozenset((id(pair.left), id(pair.right))) for pair in links if pair.by == "rules"}
        for member in members:
            beside = [
                part
                for part in found
                if any(
                    frozenset((id(member), id(other))) in ruled
                    or (
                        total(clues(member, other)) >= MATCH_THRESHOLD
                        and not self._apart(member, other)
                    )
                    for other in part
                )
            ]
            found = [part for part in found if not any(part is each for each in beside)]
            found.append([*(other for part in beside for other in part), member])
        return [sorted(part, key=lambda p: p.order) for part in found]

    def path(self, left: T, right: T) -> list[Pair[T]]:
        """The joins that lead from one profile to another of the same set."""
        beside: dict[int, list[tuple[T, Pair[T]]]] = {}
        for pair in self.joined:
            beside.setdefault(id(pair.left), []).append((pair.right, pair))
            beside.setdefault(id(pair.right), []).append((pair.left, pair))
        ways: dict[int, list[Pair[T]]] = {id(left): []}
        here = [left]
        while here and id(right) not in ways:
            at = here.pop(0)
            for other, pair in beside.get(id(at), ()):
                if id(other) not in ways:
                    ways[id(other)] = [*ways[id(at)], pair]
                    here.append(other)
        return ways.get(id(right), [])
