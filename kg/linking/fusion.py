"""Clusters → entities: what each is called, under which id, and whose part it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, get_args

from extractors.facts import EntityKind
from kg.linking.canonicalisation import Naming, ids, name_body, name_person
from kg.linking.clustering import Clusters
from kg.linking.entities import Entity, Feature, UnresolvedName
from kg.linking.name_forms import is_code
from kg.linking.organisation_types import Body
from kg.linking.person_matching import Someone

P = TypeVar("P", Body, Someone)

KINDS: tuple[EntityKind, ...] = get_args(EntityKind)


@dataclass(frozen=True, slots=True)
class Group:
    """One cluster on its way to an entity; ``parts`` are the namings of what the rules alone would make of it."""

    kind: EntityKind
    naming: Naming
    parts: Sequence[Naming]
    bodies: Sequence[Body] = ()
    people: Sequence[Someone] = ()


class Settled:
    """The entities, and the one of every body and person by the object's ``id()``."""

    def __init__(
        self,
        bodies: Clusters[Body],
        people: Clusters[Someone],
        called: dict[int, str],
        body_clues: Callable[[Body, Body], tuple[Feature, ...]],
        person_clues: Callable[[Someone, Someone], tuple[Feature, ...]],
    ) -> None:
        self.unresolved: list[UnresolvedName] = []
        self._called = called
        self._body_clues = body_clues
        self._person_clues = person_clues
        labels = {" ".join(members[0].order): members[0].label for members in bodies.all()}
        groups = [*self._bodies(bodies), *self._people(people, labels)]
        self.of: dict[int, Entity] = {}
        id_of: dict[int, str] = {}
        older: dict[int, tuple[str, ...]] = {}
        for kind in KINDS:
            mine = [group for group in groups if group.kind == kind]
            given = iter(ids([part for group in mine for part in group.parts]))
            for group in mine:
                own, *others = [next(given) for _ in group.parts]
                older[id(group)] = tuple(others)
                id_of |= {id(member): own for member in (*group.bodies, *group.people)}
        taken = {(group.kind, id_of[id((*group.bodies, *group.people)[0])]) for group in groups}
        for group in groups:
            entity = _entity(group, id_of, taken, older[id(group)], self._called)
            self.of |= {id(member): entity for member in (*group.bodies, *group.people)}
        unique = {(entity.kind, entity.id): entity for entity in self.of.values()}
        self.entities = [unique[key] for key in sorted(unique)]

    def _bodies(self, clusters: Clusters[Body]) -> Iterator[Group]:
        slips = _misprinted(
            clusters, ("slip", "tier"), lambda body: (body.concept is not None, body.count)
        )
        placed = _placed(clusters)

        def named(members: Sequence[Body]) -> Naming:
            evidence = [body.parent.label for body in members if body.parent]
            evidence += [
                scope for body in members for scope in sorted({body.scope} - {""} or body.scopes)
            ]
            name = next(
                (self._called[id(body)] for body in members if id(body) in self._called), None
            )
            return name_body(members, slips, placed, name, tuple(dict.fromkeys(evidence)))

        for members in clusters.all():
            parts = _eldest_first(map(named, clusters.parts(members[0], self._body_clues)))
            yield Group(members[0].kind, named(members), parts, members)

    def _people(self, clusters: Clusters[Someone], labels: dict[str, str]) -> Iterator[Group]:

        def papers(someone: Someone) -> int:
            own = [
                other
                for other in clusters.members(someone)
                if other.name.surname == someone.name.surname
            ]
            return len({document for other in own for document in other.documents})

        slips = _misprinted(clusters, ("near-surname", "alike-surname"), papers)

        def named(members: Sequence[Someone]) -> Naming:
            stands = sorted({labels[own] for someone in members for own in someone.organisations})
            evidence = (*stands, *sorted({someone.scope for someone in members} - {""}))
            name = next(
                (self._called[id(someone)] for someone in members if id(someone) in self._called),
                None,
            )
            return name_person(members, slips, name, evidence)

        for members in clusters.all():
            if reason := _nobody(members):
                for document in sorted(
                    {document for someone in members for document in someone.documents}
                ):
                    self.unresolved.append(
                        UnresolvedName(document, "person", members[0].name.lone, reason)
                    )
                continue
            parts = _eldest_first(map(named, clusters.parts(members[0], self._person_clues)))
            yield Group("person", named(members), parts, people=members)


def _eldest_first(parts: Iterable[Naming]) -> list[Naming]:
    """The one whose id a merge keeps first: the vocabulary's, else the one known longest, of these the fullest name."""
    return sorted(
        parts, key=lambda part: (part.concept is None, part.first, -len(part.oldest), part.order)
    )


def _placed(clusters: Clusters[Body]) -> set[int]:
    """The organisations whose name says the place, or the parent, that another name of theirs leaves out."""
    found: set[int] = set()
    for pair in clusters.joined:
        if pair.left.kind == "organisation" and any(
            reason.id in ("home", "unit-at-home") for reason in pair.clues
        ):
            found.add(
                id(
                    max(
                        pair.left,
                        pair.right,
                        key=lambda body: (body.parent is not None, len(body.words), body.order),
                    )
                )
            )
    return found


def _nobody(members: Sequence[Someone]) -> str | None:
    """Why a cluster is nobody: half a name that no paper explains, and that need not be one."""
    if all(is_code(someone.name.lone) for someone in members):
        return "initials of nobody in that paper"
    if all(someone.name.lone and not someone.certain for someone in members):
        return "half a name of nobody in that paper"
    return None


def _misprinted(
    clusters: Clusters[P], names: tuple[str, ...], weight: Callable[[P], object]
) -> set[int]:
    """The profiles that were joined as misprints: of each two the one less well established by ``weight``."""
    found: set[int] = set()
    for pair in clusters.joined:
        if any(reason.id in names for reason in pair.clues):
            sides: tuple[P, P] = (pair.left, pair.right)
            found.add(id(min(sides, key=lambda side: (weight(side), side.order))))
    return found


def _entity(
    group: Group,
    id_of: dict[int, str],
    taken: set[tuple[EntityKind, str]],
    parts: tuple[str, ...],
    called: dict[int, str],
) -> Entity:
    naming, kind = group.naming, group.kind
    own = id_of[id((*group.bodies, *group.people)[0])]
    concept = next((body.concept for body in group.bodies if body.concept), None)
    subtypes = Counter[str]()
    for body in group.bodies:
        subtypes.update(body.subtypes)
    parents = {
        id_of[id(body.parent)] for body in group.bodies if body.parent and id(body.parent) in id_of
    } - {own}
    if (
        concept
        and concept.part_of
        and taken & {(kind, concept.part_of), ("organisation", concept.part_of)}
    ):
        parents = {concept.part_of}
    return Entity(
        id=own,
        kind=kind,
        name=naming.name,
        other_names=naming.also,
        acronyms=naming.acronyms,
        subtype=concept.subtype
        if concept
        else min(subtypes, key=lambda s: (-subtypes[s], s), default=None),
        concept=naming.concept,
        part_of=min(parents, default=None),
        replaced_ids=tuple(
            o for o in sorted({*naming.older, *parts} - {own}) if (kind, o) not in taken
        ),
        misprints=naming.misprints,
        doubtful=bool(group.people)
        and not any(someone.name.given or id(someone) in called for someone in group.people),
    )
