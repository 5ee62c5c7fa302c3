"""Named clues and their weights, from ``clues.toml``."""

from __future__ import annotations

from functools import cache

from extractors.facts import EntityKind
from kg.identity.entities import Clue
from kg.identity.words import table

JOIN: float = table("clues")["threshold"]["join"]
DOUBT: float = table("clues")["threshold"]["doubt"]


@cache
def clue(kind: EntityKind, name: str) -> Clue:
    """The clue ``name`` of a kind of entity, or of those that count for all kinds."""
    tables = table("clues")
    weight, words = tables[kind].get(name) or tables["any"].get(name) or tables["veto"][name]
    return Clue(name, float(weight), words)


def total(clues: tuple[Clue, ...]) -> float:
    """The sum of the weights."""
    return sum(found.weight for found in clues)
