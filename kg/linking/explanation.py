"""Says which clues speak for and against two names being one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from extractors.facts import EntityKind
from kg.linking.blocking import Likeness
from kg.linking.clustering import Clusters
from kg.linking.entities import Answer, Entity, Feature, Judgement
from kg.linking.features import clue, total
from kg.linking.name_forms import lookup
from kg.linking.organisation_types import Body
from kg.linking.person_matching import Acquaintance, Someone

Profile = Body | Someone


class Why:
    """Answers for two names, printed or preferred, or ids."""

    def __init__(
        self,
        likeness: Likeness,
        bodies: Clusters[Body],
        acquaintance: Acquaintance,
        people: Clusters[Someone],
        of: Mapping[int, Entity],
    ) -> None:
        self._likeness = likeness
        self._bodies = bodies
        self._acquaintance = acquaintance
        self._people = people
        self._of = of

    def __call__(self, left: str, right: str, kind: EntityKind | None = None) -> Judgement | None:
        """The judgement on two names with all its clues; ``None`` where one names nobody, or the kinds differ."""
        found = self._judge(self._matching(left, kind), self._matching(right, kind), left, right)
        return max(
            found, key=lambda j: (j.verdict == "same", j.score, j.left_id, j.right_id), default=None
        )

    def _matching(self, name: str, kind: EntityKind | None) -> list[Profile]:
        """The profiles that ``name`` prints; else those of the entity it is the name or the id of."""
        profiles: list[Profile] = [*self._acquaintance.people, *self._likeness.bodies]
        everyone = [p for p in profiles if id(p) in self._of]
        everyone = [p for p in everyone if kind in (None, self._of[id(p)].kind)]
        form = lookup(name)
        exact = [p for p in everyone if form in {lookup(printed) for printed in _printed(p)}]
        return exact or [
            p for p in everyone if form in (self._of[id(p)].id, lookup(self._of[id(p)].name))
        ]

    def _judge(
        self, left: list[Profile], right: list[Profile], one: str, two: str
    ) -> list[Judgement]:
        found = []
        for a, b in product(left, right):
            entity, other = self._of[id(a)], self._of[id(b)]
            if entity.kind == other.kind:
                reasons, by = self._reasons(a, b)
                verdict: Answer = (
                    "same" if entity is other else "unsure" if self._doubted(a, b) else "different"
                )
                score = round(total(reasons), 2)
                found.append(
                    Judgement(
                        one, two, entity.kind, verdict, score, reasons, by, entity.id, other.id
                    )
                )
        return found

    def _doubted(self, a: Profile, b: Profile) -> bool:
        pairs = [{id(p.left), id(p.right)} for p in self._bodies.doubted]
        pairs += [{id(p.left), id(p.right)} for p in self._people.doubted]
        return {id(a), id(b)} in pairs

    def _reasons(self, a: Profile, b: Profile) -> tuple[tuple[Feature, ...], str]:
        """The clues between two profiles; where others join them, those of the weakest link."""
        if a is b:
            return (clue("person" if isinstance(a, Someone) else a.kind, "same-reading"),), "rules"
        if isinstance(a, Body) and isinstance(b, Body):
            path, direct, veto = (
                self._bodies.path(a, b),
                self._likeness.clues(a, b),
                self._likeness.apart(a, b),
            )
            links = [(pair.clues, pair.by) for pair in path]
        elif isinstance(a, Someone) and isinstance(b, Someone):
            direct, veto = self._acquaintance.clues(a, b), self._acquaintance.apart(a, b)
            links = [(pair.clues, pair.by) for pair in self._people.path(a, b)]
        else:
            return (), "rules"
        if len(links) == 1:
            return links[0]
        if links and total(direct) < min(total(clues) for clues, _ in links):
            return min(links, key=lambda link: total(link[0]))
        return ((*direct, veto) if veto else direct), "rules"


def _printed(profile: Profile) -> list[str]:
    if isinstance(profile, Someone):
        return [*profile.printed, profile.name.bare]
    return [*profile.full, *profile.acronyms, *profile.short]
