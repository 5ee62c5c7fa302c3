"""Domains of e-mail addresses: whose they are, and which police force or council they stand for.

A domain is evidence and no statement: a commissioner's staff may write from the police's. Providers
that serve anybody tell nothing, and an address that spells nobody's name is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from extractors.rules import rules
from kg.linking.lexicon import table
from kg.linking.person_names import PersonName
from ontology.folding import letters_only, without_accents
from ontology.vocabulary import Concept, Vocabulary

_RULES = rules("addresses")
_ORGANISATION_RULES = tuple(rule for rule in _RULES.values() if rule.value)


def address_domains(text: str, names: Mapping[str, PersonName]) -> Iterator[tuple[str, str]]:
    """The names, by their form, whose bearer's address stands in ``text``, each with its domain."""
    for found in _RULES["address.e-mail"].pattern.finditer(text):
        domain = found["domain"].lower()
        if _RULES["domain.anybody"].at(domain):
            continue
        forms = {form for form, name in names.items() if _spells(found["local"], name)}
        full = (names[form] for form in forms if names[form].has_first_name)
        if len({(name.surname, name.given[0]) for name in full}) < 2:
            yield from ((form, domain) for form in sorted(forms))


def _spells(local: str, name: PersonName) -> bool:
    """Whether what stands before the @ is the name: “ann.holt”, “a.holt2”, “AHolt”."""
    if not name.given or not name.surname:
        return False
    first, surname = name.given[0], name.surname
    letters = letters_only(local)
    return letters in (first + surname, first[0] + surname, surname + first)


def organisation_of_domain(domain: str, vocabulary: Vocabulary) -> Concept | None:
    """The one police force or council of the vocabulary that a domain names by its area."""
    for rule in _ORGANISATION_RULES:
        if found := rule.at(domain):
            area = _area_letters(table("name_words")["counties"].get(found["area"], found["area"]))
            able = [
                concept
                for concept in vocabulary.concepts.values()
                if concept.subtype == rule.value and _area_letters(concept.area or "") == area
            ]
            return able[0] if len(able) == 1 else None
    return None


@lru_cache(maxsize=4096)
def _area_letters(area: str) -> str:
    """An area without spaces, hyphens and “and”: Wend-Vale is Wend and Vale."""
    return letters_only(re.sub(r"\band\b", "", without_accents(area)))
