"""Clustering: joins matching profiles, best score first, never across a cannot-link constraint."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.linking.entities import Feature
from kg.linking.features import BRIDGES, MATCH_THRESHOLD, POSSIBLE_MATCH_THRESHOLD, total
from kg.linking.profiles import Profile, ProfileKey

P = TypeVar("P", bound=Profile)

RULES = "rules"
"""Who judged a pair, where it was no person."""


def is_match(features: Sequence[Feature]) -> bool:
    """Whether features speak for a match; a name that may be several people's is none of them."""
    return total(features) >= MATCH_THRESHOLD and not any(each.id in BRIDGES for each in features)


@dataclass(frozen=True, slots=True)
class CandidatePair(Generic[P]):
    """Two profiles and their features; ``by`` is the person who decided, if one did."""

    left: P
    right: P
    features: tuple[Feature, ...]
    by: str = RULES

    @property
    def score(self) -> float:
        """The sum of the features' weights."""
        return total(self.features)

    @property
    def keys(self) -> frozenset[ProfileKey]:
        """The keys of both profiles, whatever their order."""
        return frozenset((self.left.key, self.right.key))

    def has_feature(self, *names: str) -> bool:
        """Whether one of the named features is among the pair's."""
        return any(each.id in names for each in self.features)


class Clusters(Generic[P]):
    """Disjoint sets of profiles, and the pairs that made them.

    ``cannot_link`` tells why two profiles can never be one, if so.
    """

    def __init__(
        self, profiles: Iterable[P], cannot_link: Callable[[P, P], Feature | None]
    ) -> None:
        self._cannot_link: Callable[[P, P], Feature | None] = cannot_link
        self._members: dict[ProfileKey, list[P]] = {}  # by the key of the cluster
        self._cluster: dict[ProfileKey, ProfileKey] = {}  # of every profile
        for profile in profiles:
            self._members[profile.key] = [profile]
            self._cluster[profile.key] = profile.key
        self._links: dict[ProfileKey, list[CandidatePair[P]]] = {}  # matches by their cluster
        self.matches: list[CandidatePair[P]] = []
        self._possible_matches: list[CandidatePair[P]] = []

    def cluster_of(self, profile: P) -> ProfileKey:
        """What identifies the cluster of a profile, until it is joined to another."""
        return self._cluster[profile.key]

    def members(self, profile: P) -> Sequence[P]:
        """The profiles of the cluster of ``profile``, itself included."""
        return self._members[self._cluster[profile.key]]

    def are_joined(self, left: P, right: P) -> bool:
        """Whether two profiles are in one cluster."""
        return self._cluster[left.key] == self._cluster[right.key]

    @property
    def possible_matches(self) -> list[CandidatePair[P]]:
        """The pairs between the thresholds, and those that a constraint or a bridge kept apart."""
        return [
            each for each in self._possible_matches if not self.are_joined(each.left, each.right)
        ]

    def all(self) -> list[list[P]]:
        """Every cluster, its profiles and the clusters themselves by key."""
        ordered = [sorted(members, key=lambda p: p.key) for members in self._members.values()]
        return sorted(ordered, key=lambda members: members[0].key)

    def add_pairs(self, pairs: Iterable[CandidatePair[P]]) -> None:
        """Joins the pairs that match, the best first; keeps the possible matches."""
        worth = [pair for pair in pairs if pair.score >= POSSIBLE_MATCH_THRESHOLD]
        for pair in sorted(worth, key=lambda p: (-p.score, p.left.key, p.right.key)):
            if self.are_joined(pair.left, pair.right):
                continue
            if is_match(pair.features) and self._may_join(pair):
                self.matches.append(pair)
                self._join(pair)
            else:
                self._possible_matches.append(pair)

    def _may_join(self, pair: CandidatePair[P]) -> bool:
        """Whether no constraint stands between two clusters; a person's verdict goes before any."""
        return pair.by != RULES or not any(
            self._cannot_link(left, right)
            for left in self.members(pair.left)
            for right in self.members(pair.right)
        )

    def _join(self, pair: CandidatePair[P]) -> None:
        kept, dropped = self._cluster[pair.left.key], self._cluster[pair.right.key]
        moved = self._members.pop(dropped)
        self._members[kept] += moved
        self._cluster.update((profile.key, kept) for profile in moved)
        links = self._links.setdefault(kept, [])
        links += [pair, *self._links.pop(dropped, ())]

    def parts(self, profile: P, features: Callable[[P, P], tuple[Feature, ...]]) -> list[list[P]]:
        """The clusters that the rules alone would make of the cluster of ``profile``.

        There are several only where a person joined it. ``features`` are those between two
        profiles: a person's verdict may have come before the rules judged the pair.
        """
        members = sorted(self.members(profile), key=lambda p: p.key)
        links = self._links.get(self.cluster_of(profile), ())
        if all(pair.by == RULES for pair in links):
            return [members]
        ruled = {pair.keys for pair in links if pair.by == RULES}

        def are_linked(one: P, other: P) -> bool:
            if frozenset((one.key, other.key)) in ruled:
                return True
            return is_match(features(one, other)) and not self._cannot_link(one, other)

        return _components(members, are_linked)

    def path(self, left: P, right: P) -> list[CandidatePair[P]]:
        """The shortest chain of matches from one profile to another of the same cluster."""
        beside: dict[ProfileKey, list[tuple[P, CandidatePair[P]]]] = {}
        for pair in self.matches:
            beside.setdefault(pair.left.key, []).append((pair.right, pair))
            beside.setdefault(pair.right.key, []).append((pair.left, pair))
        paths: dict[ProfileKey, list[CandidatePair[P]]] = {left.key: []}
        queue: deque[P] = deque([left])
        while queue and right.key not in paths:
            at = queue.popleft()
            for other, pair in beside.get(at.key, ()):
                if other.key not in paths:
                    paths[other.key] = [*paths[at.key], pair]
                    queue.append(other)
        return paths.get(right.key, [])


def _components(members: Sequence[P], are_linked: Callable[[P, P], bool]) -> list[list[P]]:
    """The connected components of a graph; ``are_linked`` says whether two nodes share an edge."""
    parts: list[list[P]] = []
    for member in members:
        joined: list[P] = [member]
        apart: list[list[P]] = []
        for part in parts:
            if any(are_linked(member, other) for other in part):
                joined = part + joined
            else:
                apart.append(part)
        parts = [*apart, joined]
    return [sorted(part, key=lambda p: p.key) for part in parts]
