"""Matching of people: which profiles are compared, in which order, and the clusters they make.

Names with a first name are matched first, then those with initials, then misprints in one seat, and
last the partial names: each stage knows what the earlier ones found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations

from kg.linking.blocking import person_block_keys
from kg.linking.clustering import CandidatePair, Clusters
from kg.linking.entities import Feature
from kg.linking.features import PersonFeature, total
from kg.linking.guard import Guard, names_of
from kg.linking.lexicon import NameLexicon
from kg.linking.partial_names import PartialNameMatcher
from kg.linking.person_scoring import (
    PersonConstraints,
    context_features,
    given_name_features,
    held_between,
    misprinted_surname_feature,
    person_features,
    share_a_circle,
    surname_features,
)
from kg.linking.profiles import PersonProfile, ProfileKey, Seat

_NOTHING: tuple[Feature, ...] = ()


class PersonMatcher:
    """Compares the profiles of people and clusters those that match."""

    def __init__(
        self,
        profiles: Sequence[PersonProfile],
        lexicon: NameLexicon,
        vetoes: Mapping[frozenset[ProfileKey], Feature],
    ) -> None:
        self.profiles = sorted(profiles, key=lambda profile: profile.key)
        self.guard = Guard()
        self._lexicon = lexicon
        self.cannot_link = PersonConstraints(lexicon, vetoes).cannot_link
        self.clusters: Clusters[PersonProfile] = Clusters(self.profiles, self.cannot_link)
        self._by_surname: dict[str, list[PersonProfile]] = defaultdict(list)
        self._named = [profile for profile in self.profiles if profile.name.given]
        for profile in self._named:
            self._by_surname[profile.name.surname].append(profile)
        self._partial_names = PartialNameMatcher(
            self.profiles, self._by_surname, lexicon, self.clusters, self.cannot_link
        )

    def match(self, decided: Iterable[CandidatePair[PersonProfile]]) -> Clusters[PersonProfile]:
        """The clusters of all profiles; ``decided`` are those that people or papers state."""
        full = [profile for profile in self._named if profile.name.has_first_name]
        self.clusters.add_pairs(decided)
        self.clusters.add_pairs(self._pairs(_block_pairs(full)))
        with_initials = (
            (left, right)
            for left, right in _block_pairs(self._named)
            if not (left.name.has_first_name and right.name.has_first_name)
        )
        self.clusters.add_pairs(self._pairs(with_initials))
        self.clusters.add_pairs(self._misprints())
        self.clusters.add_pairs(self._partial_names.pairs())
        return self.clusters

    def features(self, left: PersonProfile, right: PersonProfile) -> tuple[Feature, ...]:
        """All features of a pair, of the comparison that scores best."""
        found: list[tuple[Feature, ...]]
        if left.name.given and right.name.given:
            found = [self._name_features(left, right)]
            for seat in sorted(left.seats.keys() & right.seats.keys()):
                found.append(self._misprint_features(seat, left, right))
        else:
            keys = frozenset((left.key, right.key))
            found = [pair.features for pair in self._partial_names.pairs() if pair.keys == keys]
        return max(found, key=total, default=())

    # -- names with given names ------------------------------------------------

    def _bearers(self, profile: PersonProfile, other: PersonProfile) -> int:
        """How many people of its area ``profile``, who has no first name, could as well be.

        Nothing is said (0) where ``other`` alone is of its organisation.
        """
        if profile.name.has_first_name:
            return 0
        able = [
            each
            for each in self._by_surname.get(profile.name.surname, ())
            if each.name.has_first_name
            and (each.scope == profile.scope or share_a_circle(each, profile))
            and not self.cannot_link(profile, each)
        ]
        people = {self.clusters.cluster_of(each) for each in able}
        if len(people) > 1 and other.organisations & profile.organisations:
            beside = [each for each in able if each.organisations & profile.organisations]
            people = {self.clusters.cluster_of(each) for each in beside}
            return len(people) if len(people) > 1 else 0
        return len(people)

    def _pairs(
        self,
        candidates: Iterable[tuple[PersonProfile, PersonProfile]],
    ) -> Iterator[CandidatePair[PersonProfile]]:
        """The candidates, not joined yet, whose names fit, with their features."""
        for left, right in candidates:
            if self.clusters.are_joined(left, right):
                continue
            compare = partial(self._name_features, left, right)
            if found := self.guard.attempt(names_of(left, right), compare, _NOTHING):
                yield CandidatePair(left, right, found)

    def _name_features(self, left: PersonProfile, right: PersonProfile) -> tuple[Feature, ...]:
        """The features of two names with given names; none where they do not fit."""
        if self.cannot_link(left, right):
            return ()
        given = given_name_features(left.name, right.name, self._lexicon)
        if given is None:
            return ()
        surname = surname_features(left.name, right.name, "initial" in given, self._lexicon)
        if surname is None:
            return ()
        found: list[PersonFeature] = [*given, *surname, *context_features(left, right)]
        if (left.name.titled or right.name.titled) and left.folded_forms & right.folded_forms:
            found.append("same-print")
        most = max(self._bearers(left, right), self._bearers(right, left))
        if most:
            found.append("several-bearers" if most > 1 else "only-bearer")
        return person_features(*found)

    # -- misprints -------------------------------------------------------------

    def _misprints(self) -> Iterator[CandidatePair[PersonProfile]]:
        """People of surnames that are nearly the same who held the same seat."""
        by_seat: dict[Seat, list[PersonProfile]] = defaultdict(list)
        for profile in self._named:
            for seat in profile.seats:
                by_seat[seat].append(profile)
        for seat, holders in sorted(by_seat.items(), key=lambda item: item[0]):
            for left, right in combinations(holders, 2):
                if self.clusters.are_joined(left, right):
                    continue
                compare = partial(self._misprint_features, seat, left, right)
                if found := self.guard.attempt(names_of(left, right), compare, _NOTHING):
                    yield CandidatePair(left, right, found)

    def _misprint_features(
        self, seat: Seat, left: PersonProfile, right: PersonProfile
    ) -> tuple[Feature, ...]:
        """The features of two holders of a seat of whom one may be a misprint of the other."""
        surname = misprinted_surname_feature(left.name, right.name)
        if surname is None or self.cannot_link(left, right):
            return ()
        given = given_name_features(left.name, right.name, self._lexicon)
        if given is None:
            return ()
        found = [*given, surname, "near-and-seat", *context_features(left, right)]
        one, other = (
            {day for each in self.clusters.members(profile) for day in each.seats.get(seat, ())}
            for profile in (left, right)
        )
        if held_between(one, other):
            found.append("seat-between")
        if min(len(left.documents), len(right.documents)) == 1:
            found.append("seen-once")
        return person_features(*found)


def _block_pairs(
    profiles: Iterable[PersonProfile],
) -> Iterator[tuple[PersonProfile, PersonProfile]]:
    """The pairs of profiles that share a block, each once, by the order of blocks."""
    blocks: dict[str, list[PersonProfile]] = defaultdict(list)
    for profile in profiles:
        for key in person_block_keys(profile.name):
            blocks[key].append(profile)
    seen: set[tuple[ProfileKey, ProfileKey]] = set()
    for key in sorted(blocks):
        for left, right in combinations(blocks[key], 2):
            if (left.key, right.key) not in seen:
                seen.add((left.key, right.key))
                yield left, right
