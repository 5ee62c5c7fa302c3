"""Domains of e-mail addresses: whose they are, by the name before the @, and which force or council they stand for.

A domain is a clue and no statement: a commissioner's staff may write from the police's. Providers that serve anybody
say nothing, and an address that spells nobody's name is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from extractors.rules import rules
from kg.linking.lexicon import table
from kg.linking.name_forms import PersonName, plain
from ontology.vocabulary import Concept, Vocabulary

_RULES = rules("addresses")
_SORTS = tuple(rule for rule in _RULES.values() if rule.value)


def domains(text: str, names: Mapping[str, PersonName]) -> Iterator[tuple[str, str]]:
    """The names of ``names`` (by their form) whose bearer's address stands in ``text``, each with its domain."""
    for found in _RULES["address.e-mail"].pattern.finditer(text):
        domain = found["domain"].lower()
        if not _RULES["domain.anybody"].at(domain):
            spelled = {form for form, name in names.items() if _spells(found["local"], name)}
            bearers = {
                (name.surname, name.given[0])
                for name in map(names.__getitem__, spelled)
                if name.full
            }
            if len(bearers) < 2:
                yield from ((form, domain) for form in sorted(spelled))


def _spells(local: str, name: PersonName) -> bool:
    """Whether what stands before the @ is the name: “ann.holt”, “a.holt2”, “AHolt”."""
    letters = re.sub(r"[^a-z]", "", plain(local))
    if not name.given or not name.surname:
        return False
    return letters in (
        name.given[0] + name.surname,
        name.given[0][0] + name.surname,
        name.surname + name.given[0],
    )


def sender(domain: str, vocabulary: Vocabulary) -> Concept | None:
    """The one police force or council of the vocabulary that a domain names by its place."""
    for rule in _SORTS:
        if found := rule.at(domain):
            area = _letters(table("lexicon")["counties"].get(found["area"], found["area"]))
            able = [
                c
                for c in vocabulary.concepts.values()
                if c.subtype == rule.value and _letters(c.area or "") == area
            ]
            return able[0] if len(able) == 1 else None
    return None


@lru_cache(maxsize=4096)
def _letters(area: str) -> str:
    """A place without spaces, hyphens and “and”: Wend-Vale is Wend and Vale."""
    return re.sub(r"[^a-z]", "", re.sub(r"\band\b", "", plain(area)))
