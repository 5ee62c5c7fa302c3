"""Named clues and their weights, from ``clues.toml``."""

from __future__ import annotations

from functools import cache

from extractors.facts import EntityKind
from kg.linking.entities import Clue
from kg.linking.lexicon import table

JOIN: float = table("features")["threshold"]["join"]
DOUBT: float = table("features")["threshold"]["doubt"]


@cache
def clue(kind: EntityKind, name: str) -> Clue:
    """The clue ``name`` of a kind of entity, or of those that count for all kinds."""
    tables = table("features")
    weight, words = tables[kind].get(name) or tables["any"].get(name) or tables["veto"][name]
    return Clue(name, float(weight), words)


def total(clues: tuple[Clue, ...]) -> float:
    """The sum of the weights."""
    return sum(found.weight for found in clues)
