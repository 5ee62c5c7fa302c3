"""Titles as offices: which forms are one office, whose it is, and which titles are ranks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.linking.lexicon import table
from kg.linking.name_forms import without_brackets
from kg.ontology.folding import entity_slug, fold

# What stands between the offices that one person holds.
_BETWEEN_OFFICES = re.compile(r"\s*/\s*|\s*,\s*(?=[a-z])|\s+(?:and|&)\s+")


@dataclass(frozen=True, slots=True)
class Office:
    """An office by its usual name.

    ``bodies`` are names of the organisation it belongs to, where it implies one; an ``own`` office,
    in a list of those present, is one of the body that meets.
    """

    name: str
    bodies: tuple[str, ...] = ()
    own: bool = False

    @property
    def key(self) -> str:
        """What is equal for all printings of one office."""
        return entity_slug(self.name)


@cache
def _listed() -> dict[str, Office]:
    """Folded form → the office."""
    found: dict[str, Office] = {}
    for entry in table("offices")["office"]:
        office = Office(entry["name"], tuple(entry.get("body", ())), entry.get("own", False))
        found |= {fold(form): office for form in entry["forms"]}
    return found


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("offices")["words"][name])


def office_of(title: str) -> Office | None:
    """The first office that a title names."""
    return next(iter(offices_of(title)), None)


@lru_cache(maxsize=4096)
def offices_of(title: str) -> tuple[Office, ...]:
    """The offices that a title names: the known ones in it (“Clerk and Treasurer”), else all of it.

    None for a rank or a seat. “Acting Director of Works” is the office of its Director.
    """
    words = without_brackets(title).split()
    while len(words) > 1 and fold(words[0]) in _words("states"):
        words.pop(0)
    whole = " ".join(words)
    known = [_listed().get(fold(part)) for part in (whole, *_BETWEEN_OFFICES.split(whole))]
    if found := tuple(dict.fromkeys(office for office in known if office)):
        return found
    named = any(word not in _words("ranks") for word in fold(whole).split())
    return (Office(whole),) if named else ()


def listed_office(printed: str) -> Office | None:
    """The office that ``printed`` is a known form of: “PCC”, “the Chief Constable”."""
    return _listed().get(fold(without_brackets(printed)).removeprefix("the "))
