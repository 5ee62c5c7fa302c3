"""Partial names: a surname, a first name or initials alone, matched with full names.

They are read in their own document first, and surnames then in the papers of their area.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from kg.linking.clustering import CandidatePair, Clusters
from kg.linking.entities import Feature
from kg.linking.features import PersonFeature
from kg.linking.lexicon import NameLexicon
from kg.linking.person_names import is_initials_code, letters_spelled
from kg.linking.person_scoring import context_features, person_features, share_a_circle
from kg.linking.profiles import PersonProfile


class PartialNameMatcher:
    """Pairs partial names with the people they can mean.

    ``by_surname`` holds the profiles with given names.
    """

    def __init__(
        self,
        profiles: Sequence[PersonProfile],
        by_surname: Mapping[str, Sequence[PersonProfile]],
        lexicon: NameLexicon,
        clusters: Clusters[PersonProfile],
        cannot_link: Callable[[PersonProfile, PersonProfile], Feature | None],
    ) -> None:
        self._by_surname = by_surname
        self._lexicon = lexicon
        self._clusters = clusters
        self._cannot_link = cannot_link
        self._partial = [profile for profile in profiles if not profile.name.given]
        self._by_document: dict[str, list[PersonProfile]] = defaultdict(list)
        for profile in profiles:
            if profile.name.given:
                for document in profile.documents:
                    self._by_document[document].append(profile)

    def pairs(self) -> Iterator[CandidatePair[PersonProfile]]:
        """Every partial name with each of those it can mean."""
        for partial in self._partial:
            candidates, uniqueness = self._candidates(partial)
            several = len({self._clusters.cluster_of(each) for each in candidates}) > 1
            for candidate in candidates:
                found = [_form_feature(partial), *context_features(partial, candidate)]
                if several:
                    found.append("several-bearers")
                elif not is_initials_code(partial.name.lone):
                    found.append(uniqueness)
                yield CandidatePair(partial, candidate, person_features(*found))

    def _candidates(self, partial: PersonProfile) -> tuple[Sequence[PersonProfile], PersonFeature]:
        """Whom a partial name can mean, and the feature that counts if that is one person."""
        beside = [each for each in self._beside(partial) if self._fits(partial, each)]
        if beside or not partial.name.surname:
            return self._likeliest(partial, beside), "only-in-document"
        namesakes = self._by_surname.get(partial.name.surname, ())
        near = [each for each in namesakes if _stand_near(partial, each)]
        fitting = [each for each in near if self._fits(partial, each)]
        return self._likeliest(partial, fitting), "only-bearer"

    def _likeliest(
        self, partial: PersonProfile, candidates: Sequence[PersonProfile]
    ) -> Sequence[PersonProfile]:
        """Those that the word itself, or of several people the title, fits best."""
        exact = self._exact(partial, candidates)
        people = {self._clusters.cluster_of(each) for each in exact}
        if len(people) < 2 or not partial.name.titled:
            return exact
        return [each for each in exact if self._is_titled_alike(partial, each)] or exact

    def _is_titled_alike(self, partial: PersonProfile, full: PersonProfile) -> bool:
        """Whether a person goes by titles of the same sort: “Cllr Marl” is the councillor Marl."""
        callings = {each for one in self._clusters.members(full) for each in one.callings}
        return bool(callings & partial.callings) if partial.callings else not callings

    def _beside(self, partial: PersonProfile) -> Iterator[PersonProfile]:
        """The full names in the documents of a partial one."""
        for document in sorted(partial.documents):
            yield from self._by_document.get(document, ())

    @staticmethod
    def _exact(
        partial: PersonProfile, candidates: Sequence[PersonProfile]
    ) -> Sequence[PersonProfile]:
        """Those whose name has the very word, if any: “Danny” is Danny before he is Daniel."""
        word = partial.name.lone.lower()
        exact = [each for each in candidates if word in (*each.name.given[:1], each.name.surname)]
        return exact or candidates

    def _fits(self, partial: PersonProfile, full: PersonProfile) -> bool:
        """Whether a partial name can be short for a full one."""
        if self._cannot_link(partial, full):
            return False
        name, lone = full.name, partial.name.lone
        if partial.name.surname:
            return partial.name.surname == name.surname
        if is_initials_code(lone):
            return self._is_best_code(partial, full)
        first = name.given[0]
        short_forms = self._lexicon.nicknames.get(first, ())
        word = lone.lower()
        return word == name.surname or (
            name.has_first_name and (word == first or word in short_forms)
        )

    def _is_best_code(self, partial: PersonProfile, full: PersonProfile) -> bool:
        """Whether initials fit a name, and no longer ones in the paper do.

        “MC” is not Margaret Carey where the paper calls her “MCa”.
        """
        spelled = letters_spelled(partial.name.lone, full.name)
        return spelled > 0 and not any(
            letters_spelled(other.name.lone, full.name) > spelled
            for other in self._partial
            if is_initials_code(other.name.lone) and other.documents & partial.documents
        )


def _stand_near(one: PersonProfile, other: PersonProfile) -> bool:
    """Whether two stand in papers of one area, or of the same people."""
    return one.scope == other.scope or share_a_circle(one, other)


def _form_feature(partial: PersonProfile) -> PersonFeature:
    """The feature of what a partial name is: initials, a surname, or one word."""
    if is_initials_code(partial.name.lone):
        return "initials-in-document"
    return "surname-only" if partial.name.surname else "half-name"
