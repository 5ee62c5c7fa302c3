"""NameReference clues and their weights, from ``clues.toml``."""

from __future__ import annotations

from functools import cache

from extractors.facts import EntityKind
from kg.linking.entities import Feature
from kg.linking.lexicon import table

MATCH_THRESHOLD: float = table("features")["threshold"]["join"]
POSSIBLE_MATCH_THRESHOLD: float = table("features")["threshold"]["doubt"]


@cache
def clue(kind: EntityKind, name: str) -> Feature:
    """The clue ``name`` of a kind of entity, or of those that count for all kinds."""
    tables = table("features")
    weight, words = tables[kind].get(name) or tables["any"].get(name) or tables["veto"][name]
    return Feature(name, float(weight), words)


def total(clues: tuple[Feature, ...]) -> float:
    """The sum of the weights."""
    return sum(found.weight for found in clues)
