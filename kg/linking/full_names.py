"""Entity linking of names printed in full: which profile a name means, from its words alone.

A name in full is an entry of the gazetteer, a unit of a known body (“Public Health, Marlshire
County Council”), or the words it is made of with the acronyms in them spelled out.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.linking.acronyms import AcronymTable
from kg.linking.candidates import CandidateIndex
from kg.linking.gazetteer import Gazetteer
from kg.linking.jurisdiction import Jurisdictions, area_served
from kg.linking.mention_context import MentionContext, looks_like_name
from kg.linking.name_forms import bare_acronym, is_acronym, name_key, split_years, without_brackets
from kg.linking.organisation_words import (
    COUNCIL_ABBREVIATIONS,
    JOINING_WORDS,
    UNIT_HEADS,
    NameWords,
)
from kg.linking.overrides import Overrides
from kg.linking.profiles import OrganisationProfile
from kg.ontology.folding import fold
from kg.ontology.vocabulary import Concept, Vocabulary

_TELLING = 3  # letters of an abbreviation at the end of a name that tells without a known place
MAX_TOKENS = 30  # of a description within which a name is looked for


class FullNameLinker:
    """Links names in full to profiles, which it makes where there are none yet."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        jurisdictions: Jurisdictions,
        acronyms: AcronymTable,
        gazetteer: Gazetteer,
        candidates: CandidateIndex,
        overrides: Overrides,
    ) -> None:
        self._vocabulary = vocabulary
        self._jurisdictions = jurisdictions
        self._acronyms = acronyms
        self._gazetteer = gazetteer
        self._candidates = candidates
        self._overrides = overrides

    def link(self, mention: MentionContext) -> OrganisationProfile | None:
        """The profile of a name in full; ``None`` for acronyms, short forms and what is no name."""
        document, kind, text = mention.document, mention.kind, mention.text
        separated = self._overrides.separated(document, kind, mention.printed)
        if concept := self._concept(mention):
            return self._candidates.profile(
                kind, (), document, concept=concept, separated=separated
            )
        if not self._is_full_name(mention):
            return None
        if kind == "organisation" and (unit := self.unit(document, text)):
            words, parent = unit
            return self._candidates.profile(
                kind, words, document, parent=parent, separated=separated
            )
        name, years = split_years(text) if kind == "programme" else (text, ())
        expanded = self.expanded_words(document, name)
        if not expanded:
            return None
        return self._candidates.profile(kind, expanded, document, years=years, separated=separated)

    def _concept(self, mention: MentionContext) -> Concept | None:
        """The gazetteer's entry of a name; of a generic one that of this area, if there is one."""
        document, kind, text = mention.document, mention.kind, mention.text
        concept = self._vocabulary.concepts.get(mention.concept or "")
        concept = concept or self._gazetteer.link(document, kind, text)
        if concept is None or (mention.kind_decided and concept.kind != kind):
            return None
        if concept.generic:
            return self._gazetteer.link_generic(document, kind, concept, text)
        return concept

    def _is_full_name(self, mention: MentionContext) -> bool:
        """Whether words that are in no gazetteer can be a name that needs nothing to explain it."""
        document, text = mention.document, mention.text
        if not mention.is_board and (
            is_acronym(text) or self._jurisdictions.is_own_body(document, text)
        ):
            return False
        return looks_like_name(text, mention.is_one_name)

    def specific(self, document: str, text: str) -> OrganisationProfile | None:
        """The organisation that ``text`` names without fail.

        That is an entry of the gazetteer, a council or force, or an acronym that is known there.
        """
        if is_acronym(text):
            text = self._acronyms.meaning(document, bare_acronym(text)) or text
        if concept := self._gazetteer.link(document, "organisation", text):
            if concept.kind != "organisation":
                return None
            return self._candidates.profile("organisation", (), document, concept=concept)
        if is_acronym(text):
            return self._candidates.by_initials(document, "organisation", text)
        if not area_served(text):
            return None
        words = self.expanded_words(document, text)
        return self._candidates.profile("organisation", words, document, fallback_label=text)

    def unit(self, document: str, text: str) -> tuple[NameWords, OrganisationProfile] | None:
        """The words of a unit and its parent (“LCC Legal Services”); ``None`` if it is no unit."""
        tokens = text.replace(",", " , ").split()
        if len(tokens) > MAX_TOKENS or area_served(text):
            return None
        for part, whole in _two_parts(tokens):
            words = name_key(part)
            if not words or words[-1] not in UNIT_HEADS or not part[0].isupper():
                continue
            if parent := self.specific(document, whole):
                return words, parent
        return None

    def expanded_words(self, document: str, text: str) -> NameWords:
        """The key of ``text`` with the acronyms in it spelled out as in that document."""
        words, tokens = name_key(text), without_brackets(text).split()
        if len(tokens) < 2:
            return words
        for token in tokens:
            acronym = bare_acronym(token.strip(",.'’"))
            if token[:2].isupper() and fold(acronym) in words:
                words = _replaced(words, fold(acronym), self._spelled_out(document, acronym))
        return self._council_spelled_out(words)

    def _spelled_out(self, document: str, acronym: str) -> NameWords | None:
        """The words of an acronym within a name: as defined, or of an area, or of a name there."""
        if meaning := self._acronyms.meaning(document, acronym):
            return name_key(meaning)
        if area := self._jurisdictions.area_with_initials(document, fold(acronym)):
            return area
        profile = self._candidates.by_initials(document, "organisation", acronym)
        return profile.words if profile else None

    def _council_spelled_out(self, words: NameWords) -> NameWords:
        """“Marlshire CC” → “Marlshire County Council”."""
        for at in range(1, len(words)):
            known = " ".join(words[:at]) in self._jurisdictions.areas
            telling = len(words[at]) >= _TELLING and at == len(words) - 1
            if words[at] in COUNCIL_ABBREVIATIONS and (known or telling):
                return words[:at] + COUNCIL_ABBREVIATIONS[words[at]] + words[at + 1 :]
        return words


def _two_parts(tokens: list[str]) -> Iterator[tuple[str, str]]:
    """All ways to cut a name in two, both ways round, not beside “of”, “the” or “and”."""
    for at in range(1, len(tokens)):
        left, right = tokens[:at], tokens[at:]
        if JOINING_WORDS.isdisjoint((left[-1].lower(), right[0].lower())):
            first, second = " ".join(left).strip(" ,"), " ".join(right).strip(" ,")
            yield first, second
            yield second, first


def _replaced(words: NameWords, old: str, new: NameWords | None) -> NameWords:
    """``words`` with ``new``, if there is anything, in the place of the first ``old``.

    What stands before and is in ``new`` too is not said twice: “Wend ICB”, “NHS Wend Care Board”.
    """
    if not new or old not in words:
        return words
    at = words.index(old)
    before = () if set(words[:at]) <= set(new) else words[:at]
    return before + new + words[at + 1 :]
