"""Candidate generation: the organisation profiles read so far, and what finds them by name.

A profile is found by the place of a printed name, by a mention, by a full name of any paper, and by
the initials of the names that a document prints in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.extractors.facts import EntityKind
from kg.linking.jurisdiction import Jurisdictions, area_served
from kg.linking.name_forms import name_key
from kg.linking.organisation_words import (
    JOINING_WORDS,
    NameWords,
    is_description,
    is_general,
    is_local,
)
from kg.linking.profiles import MentionPlace, NamePlace, OrganisationProfile, ProfileKey
from kg.ontology.folding import fold, fold_printed
from kg.ontology.vocabulary import Concept

_IN_SCOPE = "scope "  # before an area, where otherwise a document is named
_MIN_INITIALS = 3  # letters from which initials can tell a name


class CandidateIndex:
    """The profiles of organisations and programmes, and look-ups into them."""

    def __init__(self, jurisdictions: Jurisdictions) -> None:
        self._jurisdictions = jurisdictions
        self._profiles: dict[ProfileKey, OrganisationProfile] = {}
        self._in_document: dict[tuple[str, EntityKind], list[OrganisationProfile]] = {}
        self._by_initials: dict[tuple[str, EntityKind, str], list[OrganisationProfile]] = {}
        self.by_place: dict[NamePlace, OrganisationProfile] = {}
        self.by_mention: dict[MentionPlace, OrganisationProfile] = {}
        self.by_full_name: dict[str, OrganisationProfile] = {}  # the one it means most often

    @property
    def profiles(self) -> list[OrganisationProfile]:
        """All that were printed, and those they were said to be parts of, by key."""
        printed = {p.key: p for p in self._profiles.values() if p.documents}
        parents = {p.parent.key: p.parent for p in printed.values() if p.parent}
        return sorted((parents | printed).values(), key=lambda profile: profile.key)

    def profile(
        self,
        kind: EntityKind,
        words: NameWords,
        document: str,
        *,
        concept: Concept | None = None,
        parent: OrganisationProfile | None = None,
        years: tuple[int, ...] = (),
        separated: str = "",
        fallback_label: str = "",
    ) -> OrganisationProfile:
        """The profile of these words as read in that document, made where there is none yet.

        With ``concept`` its kind and name stand in for ``kind`` and ``words``.
        """
        if concept is not None:
            kind, words, years = concept.kind, name_key(concept.name), ()
        local = kind == "organisation" and is_local(words)
        general = concept.generic if concept else local or is_general(words)
        scope = self._jurisdictions.of(document).scope if general and parent is None else ""
        described = concept is None and parent is None and is_description(kind, words)
        only_document = document if described else ""
        new = OrganisationProfile(
            kind, words, scope, separated, only_document, concept, parent, years
        )
        profile = self._profiles.setdefault(new.key, new)
        labels = filter(None, (profile.fallback_label, fallback_label))
        profile.fallback_label = min(labels, default="")
        return profile

    def index_documents(self) -> None:
        """Indexes the profiles by document and by initials, once all names in full are read."""
        in_document: dict[tuple[str, EntityKind], list[OrganisationProfile]] = defaultdict(list)
        for profile in sorted(self._profiles.values(), key=lambda profile: profile.key):
            for document in profile.documents:
                in_document[document, profile.kind].append(profile)
        by_initials = defaultdict(list)
        for (document, kind), profiles in in_document.items():
            scope = _IN_SCOPE + self._jurisdictions.of(document).scope
            for profile in profiles:
                for letters in self._initials(profile):
                    by_initials[document, kind, letters].append(profile)
                    by_initials[scope, kind, letters].append(profile)
        self._in_document, self._by_initials = dict(in_document), dict(by_initials)

    def index_full_names(self) -> None:
        """Indexes the full names of all papers, each for the profile with most mentions."""
        ordered = sorted(self._profiles.values(), key=lambda p: (p.mention_count, p.key))
        for profile in ordered:
            self.by_full_name |= {fold_printed(form): profile for form in profile.full_names}

    def in_document(self, document: str, kind: EntityKind) -> Sequence[OrganisationProfile]:
        """The profiles of that kind whose names a document prints in full."""
        return self._in_document.get((document, kind), ())

    def by_initials(
        self, document: str, kind: EntityKind, acronym: str
    ) -> OrganisationProfile | None:
        """The only name in full that has these initials, three at least.

        It is one of the document, else of the papers of its area.
        """
        letters = fold(acronym)
        if len(letters) < _MIN_INITIALS:
            return None
        scope = _IN_SCOPE + self._jurisdictions.of(document).scope
        for place in (document, scope):
            if able := self._by_initials.get((place, kind, letters)):
                return self.only_one(document, able)
        return None

    def only_one(
        self, document: str, candidates: Iterable[OrganisationProfile]
    ) -> OrganisationProfile | None:
        """The only one of ``candidates``, or the only one that serves the document's first area."""
        choice = {profile.words: profile for profile in candidates}
        if len(choice) > 1:
            areas = self._jurisdictions.of(document).areas[:1]
            choice = {
                words: profile
                for words, profile in choice.items()
                if area_served(" ".join(words)) in areas
            }
        return next(iter(choice.values())) if len(choice) == 1 else None

    def _initials(self, profile: OrganisationProfile) -> set[str]:
        """The initials of a profile's names, with and without little words and its area."""
        names = [*profile.full_names, *([profile.concept.name] if profile.concept else ())]
        spelled = [list(profile.words), *(fold(name).split() for name in names)]
        spelled += [[word for word in words if word not in JOINING_WORDS] for words in spelled]
        spelled += [
            words[at:]
            for words in spelled
            for at in (1, 2)
            if self._jurisdictions.areas_made_of(words[:at])
        ]
        return {"".join(word[0] for word in words) for words in spelled}
