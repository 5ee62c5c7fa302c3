"""Titles as offices: which printings are one office, whose it is, and which titles are ranks that many hold at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from kg.identity.forms import slug, unglossed
from kg.identity.words import table
from ontology.vocabulary import fold


@dataclass(frozen=True, slots=True)
class Office:
    """An office by its usual name. ``bodies`` are names of the organisation it belongs to, where it implies one."""

    name: str
    bodies: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What is equal for all printings of one office."""
        return slug(self.name)


@cache
def _listed() -> dict[str, Office]:
    """Folded form → the office."""
    found: dict[str, Office] = {}
    for entry in table("offices")["office"]:
        office = Office(entry["name"], tuple(entry.get("body", ())))
        found |= {fold(form): office for form in entry["forms"]}
    return found


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("offices")["words"][name])


@lru_cache(maxsize=4096)
def office_of(title: str) -> Office | None:
    """The office that a title names; ``None`` for a rank or a seat: “Acting Director of Works” is its Director."""
    text = unglossed(" ".join(title.split()))[0]
    words = text.split()
    while len(words) > 1 and fold(words[0]) in _words("states"):
        words.pop(0)
    folded = fold(" ".join(words))
    if listed := _listed().get(folded):
        return listed
    if not folded or all(word in _words("ranks") for word in folded.split()):
        return None
    return Office(" ".join(words))


def listed_office(printed: str) -> Office | None:
    """The office that ``printed`` is a known printing of: “PCC”, “the Police and Crime Commissioner”."""
    return _listed().get(fold(unglossed(" ".join(printed.split()))[0]).removeprefix("the "))
