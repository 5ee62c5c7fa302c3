"""Entity linking of names that others explain: acronyms, short forms, descriptions.

An acronym is read as the paper defines it, “the Board” as the board whose papers these are, “the
County Council” as that of its area, “officers from Marlow District Council” as the council.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors.facts import EntityKind
from kg.linking.acronyms import AcronymTable
from kg.linking.candidates import CandidateIndex
from kg.linking.full_names import MAX_TOKENS, FullNameLinker
from kg.linking.gazetteer import Gazetteer
from kg.linking.jurisdiction import Jurisdictions, area_served, is_area_body_type
from kg.linking.mention_context import MentionContext
from kg.linking.name_forms import bare_acronym, is_acronym, name_key, without_brackets
from kg.linking.organisation_words import JOINING_WORDS, ORGANISATION_HEADS, NameWords
from kg.linking.profiles import OrganisationProfile
from kg.ontology.folding import fold_printed

_SEPARATORS = (",", "/", "and", "&")  # between two names of a description


class ShortNameLinker:
    """Links names to the profiles that the names in full of the same papers explain them to be."""

    def __init__(
        self,
        jurisdictions: Jurisdictions,
        acronyms: AcronymTable,
        gazetteer: Gazetteer,
        candidates: CandidateIndex,
        full_names: FullNameLinker,
    ) -> None:
        self._jurisdictions = jurisdictions
        self._acronyms = acronyms
        self._gazetteer = gazetteer
        self._candidates = candidates
        self._full_names = full_names

    def link(self, mention: MentionContext) -> OrganisationProfile | None:
        """The profile that a name means, as far as the names in full explain it."""
        document, kind, text = mention.document, mention.kind, mention.text
        if self._jurisdictions.is_own_body(document, text):
            board = self._jurisdictions.of(document).boards[0]
            return self._candidates.by_place.get((document, "organisation", fold_printed(board)))
        if profile := self._without_area(document, kind, text):
            return profile
        if is_acronym(text) or self._acronyms.definition(document, text):
            return self._acronym(document, kind, bare_acronym(text))
        if mention.is_one_name:
            return self._full_names.link(mention)
        if profile := self._candidates.by_place.get((document, kind, fold_printed(text))):
            return profile
        if profile := self._gazetteer_entry(document, kind, text):
            return profile
        return self._contained(document, text) if kind == "organisation" else None

    def link_description(self, document: str, text: str) -> OrganisationProfile | None:
        """The profile that a description names; only one that is printed somewhere."""
        name = without_brackets(text)
        kinds: tuple[EntityKind, ...] = ("organisation", "programme")
        found = (self.link(MentionContext(document, kind, name)) for kind in kinds)
        return next((profile for profile in found if profile and profile.documents), None)

    def _gazetteer_entry(
        self, document: str, kind: EntityKind, text: str
    ) -> OrganisationProfile | None:
        concept = self._gazetteer.link(document, kind, text)
        return self._candidates.profile(kind, (), document, concept=concept) if concept else None

    def _without_area(
        self, document: str, kind: EntityKind, text: str
    ) -> OrganisationProfile | None:
        """“County Council”, “Marlow”: the body of the home area, else the only one named there."""
        words = name_key(text)
        if is_area_body_type(words):
            entry = self._gazetteer_entry(document, kind, text)
            return entry or self._only_of_type(document, kind, words)
        area = " ".join(words)
        if area in self._jurisdictions.areas and kind == "organisation":
            return self._only_council_of(document, area)
        return None

    def _only_of_type(
        self, document: str, kind: EntityKind, body_type: NameWords
    ) -> OrganisationProfile | None:
        """The only body of a type (“County Council”) that the document names with its area."""
        able = [
            profile
            for profile in self._candidates.in_document(document, kind)
            if profile.words[-len(body_type) :] == body_type
            and area_served(" ".join(profile.words)) == " ".join(profile.words[: -len(body_type)])
        ]
        return self._candidates.only_one(document, able)

    def _only_council_of(self, document: str, area: str) -> OrganisationProfile | None:
        """The only council of an area that the document names."""
        able = [
            profile
            for profile in self._candidates.in_document(document, "organisation")
            if profile.words[-1:] == ("council",) and area_served(" ".join(profile.words)) == area
        ]
        return self._candidates.only_one(document, able)

    def _acronym(self, document: str, kind: EntityKind, acronym: str) -> OrganisationProfile | None:
        """What an acronym is defined to mean, else the gazetteer's entry, else a name it fits."""
        if meaning := self._acronyms.meaning(document, acronym):
            other: EntityKind = "programme" if kind == "organisation" else "organisation"
            for of_kind in (kind, other):
                if profile := self._candidates.by_place.get(
                    (document, of_kind, fold_printed(meaning))
                ):
                    return profile
            return self._full_names.link(MentionContext(document, kind, meaning, is_board=True))
        return self._gazetteer_entry(document, kind, acronym) or self._candidates.by_initials(
            document, kind, acronym
        )

    def _contained(self, document: str, text: str) -> OrganisationProfile | None:
        """A unit of a body, the first named of several (“A/B”), or the body a description names."""
        if unit := self._full_names.unit(document, text):
            words, parent = unit
            return self._candidates.profile("organisation", words, document, parent=parent)
        if "/" in text:
            for part in map(str.strip, text.split("/")):
                profile = self._candidates.by_place.get(
                    (document, "organisation", fold_printed(part))
                )
                if profile := profile or self._full_names.specific(document, part):
                    return profile
        for name in _names_within(text):
            if profile := self._full_names.specific(document, name):
                return profile
        return None


def _names_within(text: str) -> Iterator[str]:
    """The stretches of a description that can be the name of a body, the longest first."""
    tokens = text.replace(",", " , ").split()[:MAX_TOKENS]
    for length in range(len(tokens) - 1, 1, -1):
        for at in range(len(tokens) - length + 1):
            inside = tokens[at : at + length]
            if "," in (inside[0], inside[-1]) or not inside[0][0].isupper():
                continue
            if not _is_part_of_name(tokens[:at], tokens[at + length :]):
                yield " ".join(inside)


def _is_part_of_name(before: list[str], after: list[str]) -> bool:
    """Whether what stands around a name makes it a part of another one.

    “Marlshire Police Federation” is not Marlshire Police, nor “Friends of Marlow School” the
    school.
    """
    if before and before[-1].lower() in JOINING_WORDS:
        return True
    if not after or after[0] in _SEPARATORS:
        return False
    return (name_key(" ".join(after)) or ("",))[-1] in ORGANISATION_HEADS
