"""Explanation: which features speak for and against two names being one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from kg.extractors.facts import EntityKind
from kg.linking.clustering import RULES, CandidatePair, Clusters
from kg.linking.entities import Answer, Entity, Feature, Judgement
from kg.linking.features import feature, total
from kg.linking.person_matching import PersonMatcher
from kg.linking.profiles import OrganisationProfile, PersonProfile, Profile, ProfileKey
from kg.linking.scoring import OrganisationMatcher
from kg.ontology.folding import fold_printed

Reasons = tuple[tuple[Feature, ...], str]
"""Features, and who judged by them: the rules or a person."""

AnyPair = CandidatePair[OrganisationProfile] | CandidatePair[PersonProfile]


class MatchExplainer:
    """Answers for two names, printed or preferred, or ids."""

    def __init__(
        self,
        organisation_matcher: OrganisationMatcher,
        organisations: Clusters[OrganisationProfile],
        person_matcher: PersonMatcher,
        people: Clusters[PersonProfile],
        entity_of: Mapping[ProfileKey, Entity],
    ) -> None:
        self._organisation_matcher = organisation_matcher
        self._organisations = organisations
        self._person_matcher = person_matcher
        self._people = people
        self._entity_of = entity_of

    def __call__(self, left: str, right: str, kind: EntityKind | None = None) -> Judgement | None:
        """The judgement on two names; ``None`` where one names nobody, or the kinds differ.

        Where they name several, a match goes before others, then the highest score.
        """
        pairs = product(self._matching(left, kind), self._matching(right, kind))
        found = [
            self._judge(one, other, left, right)
            for one, other in pairs
            if self._entity_of[one.key].kind == self._entity_of[other.key].kind
        ]
        return max(
            found, key=lambda j: (j.verdict == "same", j.score, j.left_id, j.right_id), default=None
        )

    def _matching(self, name: str, kind: EntityKind | None) -> list[Profile]:
        """The profiles that print ``name``; else those of the entity of that name or id."""
        profiles: list[Profile] = [
            *self._person_matcher.profiles,
            *self._organisation_matcher.profiles,
        ]
        known = [
            (profile, self._entity_of[profile.key])
            for profile in profiles
            if profile.key in self._entity_of
        ]
        of_kind = [(profile, entity) for profile, entity in known if kind in (None, entity.kind)]
        form = fold_printed(name)
        exact = [
            profile for profile, _ in of_kind if form in map(fold_printed, profile.printed_forms)
        ]
        return exact or [
            profile for profile, entity in of_kind if form in (entity.id, fold_printed(entity.name))
        ]

    def _judge(self, one: Profile, other: Profile, left: str, right: str) -> Judgement:
        entity, other_entity = self._entity_of[one.key], self._entity_of[other.key]
        reasons, by = self._reasons(one, other)
        verdict: Answer = "different"
        if entity is other_entity:
            verdict = "same"
        elif self._is_possible_match(one, other):
            verdict = "unsure"
        score, ids = round(total(reasons), 2), (entity.id, other_entity.id)
        return Judgement(left, right, entity.kind, verdict, score, reasons, by, *ids)

    def _is_possible_match(self, one: Profile, other: Profile) -> bool:
        pairs: list[AnyPair] = [
            *self._organisations.possible_matches,
            *self._people.possible_matches,
        ]
        return frozenset((one.key, other.key)) in {pair.keys for pair in pairs}

    def _reasons(self, one: Profile, other: Profile) -> Reasons:
        """The features between two profiles; where others join them, those of the weakest link."""
        if one.key == other.key:
            kind: EntityKind = "person" if isinstance(one, PersonProfile) else one.kind
            return (feature(kind, "same-reading"),), RULES
        if isinstance(one, OrganisationProfile) and isinstance(other, OrganisationProfile):
            organisations = self._organisation_matcher
            return _weakest_link(
                self._organisations.path(one, other),
                organisations.features(one, other),
                organisations.cannot_link(one, other),
            )
        if isinstance(one, PersonProfile) and isinstance(other, PersonProfile):
            people = self._person_matcher
            return _weakest_link(
                self._people.path(one, other),
                people.features(one, other),
                people.cannot_link(one, other),
            )
        return (), RULES


def _weakest_link(
    path: list[CandidatePair[OrganisationProfile]] | list[CandidatePair[PersonProfile]],
    direct: tuple[Feature, ...],
    constraint: Feature | None,
) -> Reasons:
    """Why two profiles are in one cluster, or the features, with the constraint, between them."""
    links = [(pair.features, pair.by) for pair in path]
    weakest = min(links, key=lambda link: total(link[0]), default=None)
    if weakest and (len(links) == 1 or total(direct) < total(weakest[0])):
        return weakest
    return ((*direct, constraint) if constraint else direct), RULES
