"""People's verdicts as what the rules can heed: names left out, given another kind, joined, kept apart, called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from extractors.facts import EntityKind, Facts
from kg.linking.clustering import Pair
from kg.linking.entities import Feature
from kg.linking.features import clue
from kg.linking.name_forms import lookup, slug
from kg.linking.organisation_types import Body
from kg.linking.person_matching import Someone
from kg.linking.verdicts import NameReference, Verdict, Verdicts

P = TypeVar("P", Body, Someone)


@dataclass(slots=True)
class Told(Generic[P]):
    """What people said of profiles: pairs to join, pairs to keep apart with their vetoes, preferred names."""

    joined: list[Pair[P]] = field(default_factory=list)
    parted: list[Pair[P]] = field(default_factory=list)
    vetoes: dict[tuple[int, int], Feature] = field(default_factory=dict)
    called: dict[int, str] = field(default_factory=dict)


class Decided:
    """The verdicts over one corpus, and which of them some name has answered to."""

    def __init__(self, verdicts: Verdicts, corpus: Sequence[Facts]) -> None:
        self._all = verdicts.all
        self._ids = {facts.document.name: facts.document.id for facts in corpus}
        self._met: set[int] = set()
        self._being: dict[tuple[EntityKind, str], list[tuple[int, Verdict]]] = {}
        self._parted: dict[
            tuple[EntityKind, str], set[str]
        ] = {}  # name → papers that have one of their own
        for at, verdict in enumerate(self._all):
            if verdict.decision in ("not-an-entity", "kind"):
                self._being.setdefault((verdict.kind, lookup(verdict.left.name)), []).append(
                    (at, verdict)
                )
            elif verdict.decision == "different":
                for named in (verdict.left, verdict.right):
                    if named and named.document in self._ids:
                        own = self._parted.setdefault((verdict.kind, lookup(named.name)), set())
                        own.add(self._ids[named.document])

    @property
    def unmatched(self) -> tuple[Verdict, ...]:
        """The verdicts that nothing answered to."""
        return tuple(verdict for at, verdict in enumerate(self._all) if at not in self._met)

    def kind(self, document: str, kind: EntityKind, printed: str) -> EntityKind | None:
        """The kind a printed name is to be read as; ``None`` where somebody said that it is no entity."""
        answer: EntityKind | None = kind
        for at, verdict in self._being.get((kind, lookup(printed)), ()):
            if verdict.left.document is None or self._ids.get(verdict.left.document) == document:
                self._met.add(at)
                answer = None if verdict.decision == "not-an-entity" else verdict.value  # type: ignore[assignment]
        return answer

    def apart(self, document: str, kind: EntityKind, printed: str) -> str:
        """The document, where somebody told its bearer of a name from the others; else nothing."""
        return document if document in self._parted.get((kind, lookup(printed)), ()) else ""

    def made_person(self, document: str, printed: str) -> bool:
        """Whether somebody said that what the rules take for a body or a programme is a person."""
        return any(
            self.kind(document, kind, printed) == "person" for kind in ("organisation", "programme")
        )

    def bodies(self, bodies: Sequence[Body]) -> Told[Body]:
        """The verdicts on organisations and programmes."""
        return self._told(bodies, ("organisation", "programme"))

    def people(self, people: Sequence[Someone]) -> Told[Someone]:
        """The verdicts on people."""
        return self._told(people, ("person",))

    def _told(self, profiles: Sequence[P], kinds: tuple[EntityKind, ...]) -> Told[P]:
        told: Told[P] = Told()
        if not any(
            v.kind in kinds and v.decision in ("same", "different", "called") for v in self._all
        ):
            return told
        index = [(_names(profile), profile) for profile in profiles]
        pairs: dict[tuple[int, int], Pair[P]] = {}
        for at, verdict in enumerate(self._all):
            if verdict.kind not in kinds:
                continue
            left, right = (
                self._matching(verdict.left, verdict.kind, index),
                self._matching(verdict.right, verdict.kind, index),
            )
            if verdict.decision == "called" and left:
                self._met.add(at)
                told.called |= {id(profile): verdict.value or "" for profile in left}
            elif verdict.decision in ("same", "different") and left and right:
                for a in left:
                    for b in right:
                        if a is b:  # one reading already; to part it, name the document
                            if verdict.decision == "same":
                                self._met.add(at)
                            continue
                        self._met.add(at)
                        one, two = sorted((a, b), key=lambda profile: profile.order)
                        pairs[id(one), id(two)] = Pair(
                            one,
                            two,
                            (clue(verdict.kind, f"verdict-{verdict.decision}"),),
                            verdict.by,
                        )
        for key, pair in pairs.items():
            if pair.score > 0:
                told.joined.append(pair)
            else:
                told.parted.append(pair)
                told.vetoes[key] = pair.clues[0]
        return told

    def _matching(
        self, named: NameReference | None, kind: EntityKind, index: Sequence[tuple[set[str], P]]
    ) -> list[P]:
        """The profiles that a name of a verdict means."""
        if named is None:
            return []
        wanted = {lookup(named.name), slug(named.name)}
        found = [
            p for names, p in index if wanted & names and (isinstance(p, Someone) or p.kind == kind)
        ]
        if named.document is not None:
            document = self._ids.get(named.document)
            return [p for p in found if document in p.documents and p.apart in ("", document)]
        return [p for p in found if not p.apart] or found


def _names(profile: Body | Someone) -> set[str]:
    """What a verdict may call a profile: any printed form, its name, its id."""
    if isinstance(profile, Someone):
        forms = {*profile.printed, profile.name.bare}
    else:
        forms = {*profile.full, *profile.acronyms, *profile.short, profile.label}
        forms |= {profile.concept.id, profile.concept.name} if profile.concept else set()
    return {lookup(form) for form in forms} | {slug(form) for form in forms}
