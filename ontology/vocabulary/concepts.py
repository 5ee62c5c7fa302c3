"""The gazetteer in memory: entries (concepts), word lists and the forms of first names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from kg.ontology.folding import fold

Kind = Literal["organisation", "programme"]


@dataclass(frozen=True, slots=True)
class Concept:
    """One organisation or programme of the gazetteer.

    ``id`` is the last part of its IRI and becomes the entity's own.
    """

    id: str
    kind: Kind
    subtype: str  # the kind below organisation or programme: council, police, strategy, duty …
    name: str
    labels: tuple[str, ...] = ()  # other names, safe to match anywhere
    acronyms: tuple[str, ...] = ()  # case matters
    misprints: tuple[str, ...] = ()
    short: tuple[str, ...] = ()  # short forms, never matched without a place that explains them
    area: str | None = None
    part_of: str | None = None  # id of the body it belongs to
    ambiguous: bool = False  # an ordinary word too: needs capitals and use in context to count
    replaced_by: tuple[str, ...] = ()  # ids of its successors: a succession, not an identity
    generic: bool = False  # a kind of body every area has: the one that serves the paper's area
    sort: str = ""  # the kind as the file writes it, e.g. county-council; may equal ``subtype``


class Vocabulary:
    """The gazetteer: entries by id, word lists by name and forms of first names, from some files.

    ``nicknames`` maps each first name as written ("Tom") to the other forms that the same person
    may use (Thomas, Tommy). ``digest`` is the SHA-256 of the files read, in hexadecimal: it changes
    when any of them does.
    """

    def __init__(
        self,
        concepts: Iterable[Concept],
        words: Mapping[str, tuple[str, ...]],
        nicknames: Mapping[str, frozenset[str]],
        digest: str,
    ) -> None:
        by_id = {concept.id: concept for concept in concepts}
        self.concepts: Mapping[str, Concept] = MappingProxyType(dict(sorted(by_id.items())))
        self.words: Mapping[str, tuple[str, ...]] = MappingProxyType(dict(words))
        self.nicknames: Mapping[str, frozenset[str]] = MappingProxyType(dict(nicknames))
        self.digest = digest

    @cached_property
    def _by_label(self) -> dict[str, list[Concept]]:
        """Folded names, labels and misprints → the entries that have them."""
        found: dict[str, list[Concept]] = {}
        for concept in self.concepts.values():
            labels = (concept.name, *concept.labels, *concept.misprints)
            for key in {fold(label) for label in labels}:
                found.setdefault(key, []).append(concept)
        return found

    @cached_property
    def _by_acronym(self) -> dict[str, list[Concept]]:
        """Acronyms as written → the entries that have them."""
        found: dict[str, list[Concept]] = {}
        for concept in self.concepts.values():
            for acronym in concept.acronyms:
                found.setdefault(acronym, []).append(concept)
        return found

    def by_label(self, text: str) -> tuple[Concept, ...]:
        """The entries called ``text``, ordered by id.

        Names, labels and misprints are compared folded, acronyms as written.
        """
        called = (*self._by_label.get(fold(text), ()), *self._by_acronym.get(text.strip(), ()))
        found = {concept.id: concept for concept in called}
        return tuple(found[key] for key in sorted(found))
