"""Gazetteer disambiguation: which entry of the vocabulary a name means in its place.

“The County Council” is the entry of the area whose papers these are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extractors.facts import EntityKind, Facts
from kg.linking.acronyms import AcronymTable
from kg.linking.jurisdiction import Jurisdictions, concept_area
from kg.linking.name_forms import bare_acronym, is_acronym, name_key
from kg.ontology.folding import fold
from kg.ontology.vocabulary import Concept, Vocabulary


class Gazetteer:
    """The vocabulary as the papers of each area use it."""

    def __init__(
        self,
        papers: Sequence[Facts],
        vocabulary: Vocabulary,
        jurisdictions: Jurisdictions,
        acronyms: AcronymTable,
    ) -> None:
        self._vocabulary = vocabulary
        self._jurisdictions = jurisdictions
        self._acronyms = acronyms
        self._short_forms = _short_forms(vocabulary)
        self._named = {facts.document.id: _concepts_named(facts, vocabulary) for facts in papers}

    def link(self, document: str, kind: EntityKind, text: str) -> Concept | None:
        """The entry that ``text`` means in that document; ``None`` where that cannot be told."""
        found = self._candidates(document, kind, text)
        only = found[0] if len(found) == 1 else None
        if only and not only.generic and self._serves(document, only, text):
            return only
        shortened = kind == "organisation" or not found
        short = self._short_forms.get(fold(text), ()) if shortened else ()
        areas = self._jurisdictions.of(document).areas
        local = _only_one_local(found, areas) or _only_one_local(short, areas)
        return local or (only if only and only.generic else None)

    def link_generic(self, document: str, kind: EntityKind, generic: Concept, text: str) -> Concept:
        """Of a generic entry (“Harm Panel”) the one of this area, if there is one; else itself."""
        return (
            self._named_in_full(document, generic, text)
            or self.link(document, kind, generic.name)
            or generic
        )

    def _candidates(self, document: str, kind: EntityKind, text: str) -> list[Concept]:
        """The entries of that label; for a defined acronym only those it is defined to mean."""
        found = [c for c in self._vocabulary.by_label(text) if not c.ambiguous or c.kind == kind]
        if is_acronym(text) and (long := self._acronyms.meaning(document, bare_acronym(text))):
            meant = {c.id for c in self._vocabulary.by_label(long)}
            found = [c for c in found if c.id in meant]
        return found

    def _serves(self, document: str, concept: Concept, text: str) -> bool:
        """Whether an entry can be meant there: by its acronym only in the papers of its area."""
        areas = self._jurisdictions.of(document).areas
        if not concept.area or not is_acronym(text):
            return True
        return not areas or concept_area(concept) in areas

    def _named_in_full(self, document: str, generic: Concept, text: str) -> Concept | None:
        """The one body of a generic kind that the paper names in full and that serves its area.

        None for a plural, which means all of that kind.
        """
        singular = bare_acronym(text) if is_acronym(text) else text
        if singular != text or name_key(text)[-1:] != tuple(fold(text).split()[-1:]):
            return None
        kind_words, areas = name_key(generic.name), set(self._jurisdictions.of(document).areas)
        able = []
        for concept in self._named.get(document, ()):
            words = name_key(concept.name)
            before = self._jurisdictions.areas_made_of(words[: -len(kind_words)])
            if words[-len(kind_words) :] == kind_words and before & areas:
                able.append(concept)
        return able[0] if len(able) == 1 else None


def _only_one_local(concepts: Iterable[Concept], areas: Sequence[str]) -> Concept | None:
    """The one concept that serves the first of ``areas`` served by exactly one of ``concepts``."""
    for area in areas:
        local = [c for c in concepts if c.area and concept_area(c) == area]
        if len(local) == 1:
            return local[0]
    return None


def _concepts_named(facts: Facts, vocabulary: Vocabulary) -> list[Concept]:
    """The entries, not generic ones, that a paper's mentions were recognised as, by id."""
    ids = {m.concept for m in facts.mentions if m.concept in vocabulary.concepts}
    named = [vocabulary.concepts[concept] for concept in sorted(filter(None, ids))]
    return [concept for concept in named if not concept.generic]


def _short_forms(vocabulary: Vocabulary) -> dict[str, tuple[Concept, ...]]:
    """Short forms that only an area explains, folded → the entries that go by them, by id."""
    found: dict[str, list[Concept]] = {}
    folded: dict[str, str] = {}
    for concept in vocabulary.concepts.values():
        for short in concept.short:
            if short not in folded:  # folding is slow, and all councils share their short forms
                folded[short] = fold(short)
            entries = found.setdefault(folded[short], [])
            if concept not in entries[-1:]:
                entries.append(concept)
    return {short: tuple(entries) for short, entries in found.items()}
