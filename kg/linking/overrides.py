"""Overrides: people's verdicts as the linker applies them.

Names are left out, read as another kind, joined, kept apart (cannot-link), or given a preferred
name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Generic, TypeVar, cast

from kg.extractors.facts import EntityKind, Facts
from kg.linking.clustering import CandidatePair
from kg.linking.entities import Feature
from kg.linking.features import AnyFeature, feature
from kg.linking.profiles import OrganisationProfile, PersonProfile, Profile, ProfileKey
from kg.linking.verdicts import NameReference, Verdict, Verdicts
from kg.ontology.folding import entity_slug, fold_printed

P = TypeVar("P", bound=Profile)

_PROFILE_DECISIONS = ("same", "different", "called")


@dataclass(slots=True)
class ProfileOverrides(Generic[P]):
    """What people decided of profiles: pairs to join, pairs to keep apart, preferred names."""

    joined: list[CandidatePair[P]] = field(default_factory=list)
    separated: list[CandidatePair[P]] = field(default_factory=list)
    preferred_names: dict[ProfileKey, str] = field(default_factory=dict)

    @property
    def vetoes(self) -> dict[frozenset[ProfileKey], Feature]:
        """The pairs to keep apart, by their keys, with the constraint that does so."""
        return {pair.keys: pair.features[0] for pair in self.separated}


class Overrides:
    """The verdicts over one corpus, and which of them some name has answered to."""

    def __init__(self, verdicts: Verdicts, corpus: Sequence[Facts]) -> None:
        self._all = verdicts.all
        self._ids = {facts.document.name: facts.document.id for facts in corpus}
        self._answered: set[int] = set()  # positions in the file
        self._kinds: dict[tuple[EntityKind, str], list[tuple[int, Verdict]]] = {}
        self._separated: dict[tuple[EntityKind, str], set[str]] = {}  # name → documents
        for at, verdict in enumerate(self._all):
            if verdict.decision in ("not-an-entity", "kind"):
                name = (verdict.kind, fold_printed(verdict.left.name))
                self._kinds.setdefault(name, []).append((at, verdict))
            elif verdict.decision == "different":
                self._note_separated(verdict)

    def _note_separated(self, verdict: Verdict) -> None:
        """Notes the documents in which a verdict separates the bearer of a name from namesakes."""
        for named in (verdict.left, verdict.right):
            if named and named.document in self._ids:
                documents = self._separated.setdefault(
                    (verdict.kind, fold_printed(named.name)), set()
                )
                documents.add(self._ids[named.document])

    @property
    def unmatched(self) -> tuple[Verdict, ...]:
        """The verdicts that no name answered to."""
        return tuple(verdict for at, verdict in enumerate(self._all) if at not in self._answered)

    # -- names -----------------------------------------------------------------

    def kind(self, document: str, kind: EntityKind, printed: str) -> EntityKind | None:
        """The kind that a name is to be read as; ``None`` where a person said it is no entity."""
        answer: EntityKind | None = kind
        for at, verdict in self._kinds.get((kind, fold_printed(printed)), ()):
            if verdict.left.document is None or self._ids.get(verdict.left.document) == document:
                self._answered.add(at)
                is_entity = verdict.decision != "not-an-entity"
                answer = cast(EntityKind, verdict.value) if is_entity else None
        return answer

    def separated(self, document: str, kind: EntityKind, printed: str) -> str:
        """The document, where a verdict separates its bearer of a name from namesakes; else ""."""
        return (
            document if document in self._separated.get((kind, fold_printed(printed)), ()) else ""
        )

    def made_person(self, document: str, printed: str) -> bool:
        """Whether a person said that what was recognised as a body or programme is a person."""
        kinds: tuple[EntityKind, ...] = ("organisation", "programme")
        return any(self.kind(document, kind, printed) == "person" for kind in kinds)

    # -- profiles --------------------------------------------------------------

    def on_organisations(
        self, profiles: Sequence[OrganisationProfile]
    ) -> ProfileOverrides[OrganisationProfile]:
        """The verdicts on organisations and programmes."""
        return self._on_profiles(profiles, ("organisation", "programme"))

    def on_people(self, profiles: Sequence[PersonProfile]) -> ProfileOverrides[PersonProfile]:
        """The verdicts on people."""
        return self._on_profiles(profiles, ("person",))

    def _on_profiles(
        self, profiles: Sequence[P], kinds: tuple[EntityKind, ...]
    ) -> ProfileOverrides[P]:
        found: ProfileOverrides[P] = ProfileOverrides()
        verdicts = self._of_kinds(kinds)
        if not verdicts:
            return found
        pairs: dict[frozenset[ProfileKey], CandidatePair[P]] = {}  # the later verdict wins
        index = [(_names(profile), profile) for profile in profiles]
        for at, verdict in verdicts:
            left = self._matching(verdict.left, verdict.kind, index)
            right = self._matching(verdict.right, verdict.kind, index)
            if verdict.decision != "called":
                pairs |= {pair.keys: pair for pair in self._pairs(at, verdict, left, right)}
            elif left:
                self._answered.add(at)
                found.preferred_names |= {profile.key: verdict.value or "" for profile in left}
        found.joined = [pair for pair in pairs.values() if pair.score > 0]
        found.separated = [pair for pair in pairs.values() if pair.score <= 0]
        return found

    def _of_kinds(self, kinds: tuple[EntityKind, ...]) -> list[tuple[int, Verdict]]:
        """The verdicts on profiles of these kinds, each with its position in the file."""
        return [
            (at, verdict)
            for at, verdict in enumerate(self._all)
            if verdict.kind in kinds and verdict.decision in _PROFILE_DECISIONS
        ]

    def _pairs(
        self, at: int, verdict: Verdict, left: Sequence[P], right: Sequence[P]
    ) -> Iterator[CandidatePair[P]]:
        """The pairs that a verdict, the one at position ``at``, joins or keeps apart.

        Two names that are one profile already are joined; to separate them, a verdict must name a
        document.
        """
        name = cast(AnyFeature, f"verdict-{verdict.decision}")
        for one, other in product(left, right):
            if one.key != other.key:
                self._answered.add(at)
                first, second = sorted((one, other), key=lambda profile: profile.key)
                yield CandidatePair(first, second, (feature(verdict.kind, name),), verdict.by)
            elif verdict.decision == "same":
                self._answered.add(at)

    def _matching(
        self, named: NameReference | None, kind: EntityKind, index: Sequence[tuple[set[str], P]]
    ) -> list[P]:
        """The profiles that a name of a verdict means."""
        if named is None:
            return []
        wanted = {fold_printed(named.name), entity_slug(named.name)}
        found = [p for names, p in index if wanted & names and _kind(p) == kind]
        if named.document is None:
            return [p for p in found if not p.separated] or found
        document = self._ids.get(named.document)
        return [p for p in found if document in p.documents and p.separated in ("", document)]


def _kind(profile: Profile) -> EntityKind:
    return "person" if isinstance(profile, PersonProfile) else profile.kind


def _names(profile: Profile) -> set[str]:
    """What a verdict may call a profile: any printed form, its name, its id."""
    forms = profile.printed_forms
    if isinstance(profile, OrganisationProfile):
        forms |= {profile.label}
        forms |= {profile.concept.id, profile.concept.name} if profile.concept else set()
    return {fold_printed(form) for form in forms} | {entity_slug(form) for form in forms}
