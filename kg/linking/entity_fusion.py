"""Fusion: builds one entity from the profiles of a cluster, with its id and whose part it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, get_args

from kg.extractors.facts import EntityKind
from kg.linking.canonicalisation import (
    CanonicalName,
    assign_ids,
    canonical_organisation_name,
    canonical_person_name,
)
from kg.linking.clustering import Clusters
from kg.linking.entities import Entity, Feature, UnresolvedName
from kg.linking.person_names import is_initials_code
from kg.linking.profiles import OrganisationProfile, PersonProfile, Profile, ProfileKey
from kg.ontology.vocabulary import Concept

P = TypeVar("P", bound=Profile)
FeaturesOf = Callable[[P, P], tuple[Feature, ...]]

KINDS: tuple[EntityKind, ...] = get_args(EntityKind)
"""All kinds of entities, in the order in which a name is looked up."""


@dataclass(frozen=True, slots=True)
class NamedCluster:
    """A cluster with its canonical name, on its way to an entity.

    ``parts`` are the names of what the rules alone would make of it; the id of the first is kept.
    """

    kind: EntityKind
    name: CanonicalName
    parts: Sequence[CanonicalName]
    organisations: Sequence[OrganisationProfile] = ()
    people: Sequence[PersonProfile] = ()

    @property
    def members(self) -> tuple[Profile, ...]:
        """All profiles of the cluster."""
        return (*self.organisations, *self.people)

    @property
    def concept(self) -> Concept | None:
        """The gazetteer's entry of the cluster, if it has one."""
        return next((each.concept for each in self.organisations if each.concept), None)


class EntityFusion:
    """The entities, and the one of every profile by the profile's key.

    ``preferred_names`` are those that people gave to profiles.
    """

    def __init__(
        self,
        organisations: Clusters[OrganisationProfile],
        people: Clusters[PersonProfile],
        preferred_names: Mapping[ProfileKey, str],
        organisation_features: FeaturesOf[OrganisationProfile],
        person_features: FeaturesOf[PersonProfile],
    ) -> None:
        self.unresolved: list[UnresolvedName] = []
        self._preferred_names = preferred_names
        clusters = [
            *self._name_organisations(organisations, organisation_features),
            *self._name_people(people, person_features, cluster_labels(organisations)),
        ]
        ids = _ids_of_parts(clusters)
        self._id_of = {
            member.key: own[0]
            for cluster, own in zip(clusters, ids, strict=True)
            for member in cluster.members
        }
        self._taken = {(cluster.kind, own[0]) for cluster, own in zip(clusters, ids, strict=True)}
        self.entity_of: dict[ProfileKey, Entity] = {}
        for cluster, (own, *replaced) in zip(clusters, ids, strict=True):
            entity = self._entity(cluster, own, replaced)
            self.entity_of |= {member.key: entity for member in cluster.members}
        unique = {(entity.kind, entity.id): entity for entity in self.entity_of.values()}
        self.entities = [unique[key] for key in sorted(unique)]

    # -- names -----------------------------------------------------------------

    def _preferred_name(self, members: Iterable[Profile]) -> str | None:
        """The name that a person gave to one of the profiles, if one did."""
        given = (self._preferred_names.get(member.key) for member in members)
        return next((name for name in given if name is not None), None)

    def _name_organisations(
        self,
        clusters: Clusters[OrganisationProfile],
        features: FeaturesOf[OrganisationProfile],
    ) -> Iterator[NamedCluster]:
        misprinted = _misprinted(
            clusters,
            ("misprint", "tier"),
            lambda each: (each.concept is not None, each.print_count),
        )
        with_area = _with_area(clusters)

        def name(members: Sequence[OrganisationProfile]) -> CanonicalName:
            decided = self._preferred_name(members)
            qualifiers = _organisation_qualifiers(members)
            return canonical_organisation_name(members, misprinted, with_area, decided, qualifiers)

        for members in clusters.all():
            parts = _eldest_first(map(name, clusters.parts(members[0], features)))
            yield NamedCluster(members[0].kind, name(members), parts, members)

    def _name_people(
        self,
        clusters: Clusters[PersonProfile],
        features: FeaturesOf[PersonProfile],
        labels: Mapping[str, str],
    ) -> Iterator[NamedCluster]:
        """The clusters of people with their names; what is nobody is noted and left out."""

        def documents(profile: PersonProfile) -> int:
            """In how many documents the person has the surname of this profile."""
            surname = profile.name.surname
            same = [each for each in clusters.members(profile) if each.name.surname == surname]
            return len({document for each in same for document in each.documents})

        misprinted = _misprinted(clusters, ("near-surname", "alike-surname"), documents)

        def name(members: Sequence[PersonProfile]) -> CanonicalName:
            stands_for = sorted({labels[id_] for each in members for id_ in each.organisations})
            areas = sorted({each.scope for each in members} - {""})
            decided = self._preferred_name(members)
            return canonical_person_name(members, misprinted, decided, (*stands_for, *areas))

        for members in clusters.all():
            if reason := _is_nobody(members):
                self._leave(members, reason)
                continue
            parts = _eldest_first(map(name, clusters.parts(members[0], features)))
            yield NamedCluster("person", name(members), parts, people=members)

    def _leave(self, members: Sequence[PersonProfile], reason: str) -> None:
        printed = members[0].name.lone
        for document in sorted({document for each in members for document in each.documents}):
            self.unresolved.append(UnresolvedName(document, "person", printed, reason))

    # -- entities --------------------------------------------------------------

    def _entity(self, cluster: NamedCluster, own: str, replaced: Sequence[str]) -> Entity:
        """The entity of a cluster; ``replaced`` are the ids that parts of it would have had."""
        name, kind = cluster.name, cluster.kind
        older = {*name.part_slugs, *replaced} - {own}
        return Entity(
            id=own,
            kind=kind,
            name=name.name,
            other_names=name.other_names,
            acronyms=name.acronyms,
            subtype=_subtype(cluster),
            concept=name.concept,
            part_of=self._part_of(cluster, own),
            replaced_ids=tuple(each for each in sorted(older) if (kind, each) not in self._taken),
            misprints=name.misprints,
            doubtful=self._is_doubtful(cluster),
        )

    def _part_of(self, cluster: NamedCluster, own: str) -> str | None:
        """The organisation that one is a part of: the gazetteer's, where the papers name it."""
        concept = cluster.concept
        if concept and concept.part_of:
            ids = {(cluster.kind, concept.part_of), ("organisation", concept.part_of)}
            if not self._taken.isdisjoint(ids):
                return concept.part_of
        parents = {self._id_of.get(each.parent_key) for each in cluster.organisations}
        return min((each for each in parents if each is not None and each != own), default=None)

    def _is_doubtful(self, cluster: NamedCluster) -> bool:
        """Whether a person is known by partial names only, and nobody said what they are called."""
        return bool(cluster.people) and not any(
            each.name.given or each.key in self._preferred_names for each in cluster.people
        )


def cluster_labels(clusters: Clusters[OrganisationProfile]) -> dict[str, str]:
    """The label of every cluster of organisations by its id."""
    return {cluster_id(members): members[0].label for members in clusters.all()}


def cluster_id(members: Sequence[OrganisationProfile]) -> str:
    """What identifies a cluster of organisations, in one string; ``members`` by key."""
    return " ".join(members[0].key)


def _ids_of_parts(clusters: Sequence[NamedCluster]) -> list[list[str]]:
    """For each cluster the ids of its parts, its own first; unique within a kind."""
    found: dict[int, list[str]] = {}
    for kind in KINDS:
        of_kind = [at for at, cluster in enumerate(clusters) if cluster.kind == kind]
        ids = iter(assign_ids([part for at in of_kind for part in clusters[at].parts]))
        found |= {at: [next(ids) for _ in clusters[at].parts] for at in of_kind}
    return [found[at] for at in range(len(clusters))]


def _eldest_first(parts: Iterable[CanonicalName]) -> list[CanonicalName]:
    """The names of parts, the one whose id a merge keeps first.

    That is the gazetteer's, else the one known longest, of these the one with the fullest name.
    """
    return sorted(
        parts,
        key=lambda part: (
            part.concept is None,
            part.first_date,
            -len(part.oldest_name),
            part.key,
        ),
    )


def _organisation_qualifiers(members: Sequence[OrganisationProfile]) -> tuple[str, ...]:
    """What tells an organisation from a namesake: whose unit it is, its area."""
    found = [each.parent.label for each in members if each.parent]
    for each in members:
        found += [each.scope] if each.scope else sorted(each.scopes)
    return tuple(dict.fromkeys(found))


def _subtype(cluster: NamedCluster) -> str | None:
    """The gazetteer's subtype, else the one that most mentions were recognised as."""
    if cluster.concept:
        return cluster.concept.subtype
    subtypes = Counter[str]()
    for each in cluster.organisations:
        subtypes.update(each.subtypes)
    return min(subtypes, key=lambda subtype: (-subtypes[subtype], subtype), default=None)


def _with_area(clusters: Clusters[OrganisationProfile]) -> set[ProfileKey]:
    """The profiles whose name says the area, or the parent, that a matching name leaves out."""
    found: set[ProfileKey] = set()
    for pair in clusters.matches:
        if pair.left.kind == "organisation" and pair.has_feature("home", "unit-at-home"):
            is_more_specific = max(
                (pair.left, pair.right),
                key=lambda each: (each.parent is not None, len(each.words), each.key),
            )
            found.add(is_more_specific.key)
    return found


def _is_nobody(members: Sequence[PersonProfile]) -> str | None:
    """Why a cluster is nobody: a partial name that no paper explains, and that need not be one."""
    if all(is_initials_code(each.name.lone) for each in members):
        return "initials of nobody in that paper"
    if all(each.name.lone and not each.certain for each in members):
        return "half a name of nobody in that paper"
    return None


def _misprinted(
    clusters: Clusters[P], features: tuple[str, ...], weight: Callable[[P], object]
) -> set[ProfileKey]:
    """The profiles joined as misprints: of each pair the one of less ``weight``."""
    found: set[ProfileKey] = set()
    for pair in clusters.matches:
        if pair.has_feature(*features):
            sides: tuple[P, P] = (pair.left, pair.right)
            found.add(min(sides, key=lambda each: (weight(each), each.key)).key)
    return found
