"""Which entry of the vocabulary a name means in its place: “the County Council” is that of the papers' own county."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.facts import EntityKind, Facts
from kg.linking.acronyms import Acronyms
from kg.linking.jurisdiction import Home, Places, short_forms
from kg.linking.name_forms import acronym_of, is_acronym, key
from ontology.folding import fold
from ontology.vocabulary import Concept, Vocabulary


class Concepts:
    """The vocabulary as the papers of each area use it."""

    def __init__(
        self, papers: Sequence[Facts], vocabulary: Vocabulary, places: Places, acronyms: Acronyms
    ) -> None:
        self._vocabulary = vocabulary
        self._places = places
        self._acronyms = acronyms
        self._short = short_forms(vocabulary)
        self._named: dict[str, list[Concept]] = {}
        for facts in papers:
            ids = {m.concept for m in facts.mentions if m.concept in vocabulary.concepts}
            named = [vocabulary.concepts[concept] for concept in sorted(filter(None, ids))]
            self._named[facts.document.id] = [concept for concept in named if not concept.generic]

    def meant(self, document: str, kind: EntityKind, text: str) -> Concept | None:
        """The vocabulary's entry that ``text`` means in that document, if one does and no other can."""
        home, acronym = self._places.home(document), is_acronym(text)
        found = [c for c in self._vocabulary.by_label(text) if not c.ambiguous or c.kind == kind]
        if acronym and (long := self._acronyms.meaning(document, acronym_of(text))):
            meant = {c.id for c in self._vocabulary.by_label(long)}
            found = [c for c in found if c.id in meant]
        if (
            len(found) == 1
            and not found[0].generic
            and (not found[0].area or not acronym or _serves(found[0], home))
        ):
            return found[0]
        short = self._short.get(fold(text), ()) if kind == "organisation" or not found else ()
        for candidates in (found, short):
            for area in home.areas:
                near = [c for c in candidates if c.area and " ".join(key(c.area)) == area]
                if len(near) == 1:
                    return near[0]
        return found[0] if len(found) == 1 and found[0].generic else None

    def at_home(self, document: str, kind: EntityKind, generic: Concept, text: str) -> Concept:
        """Of a common kind the entry of this area, where the vocabulary has it; else the common one."""
        return (
            self._of_document(document, generic, text)
            or self.meant(document, kind, generic.name)
            or generic
        )

    def _of_document(self, document: str, generic: Concept, text: str) -> Concept | None:
        """The one body of a common kind that the paper names in full and that serves its area; plurals mean all."""
        last = acronym_of(text) if is_acronym(text) else text
        if last != text or key(text)[-1:] != tuple(fold(text).split()[-1:]):
            return None
        kind_words, able = key(generic.name), []
        for concept in self._named.get(document, ()):
            words = key(concept.name)
            places = self._places.places_of(words[: -len(kind_words)])
            if words[-len(kind_words) :] == kind_words and places & set(
                self._places.home(document).areas
            ):
                able.append(concept)
        return able[0] if len(able) == 1 else None


def _serves(concept: Concept, home: Home) -> bool:
    return not home.areas or " ".join(key(concept.area or "")) in home.areas
