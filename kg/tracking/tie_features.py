"""Features and thresholds of ties: the table ``weights.toml`` as functions.

A tie of some kind is scored by the sum of the weights of its features. It is made from the
threshold ``join`` of its kind on, and marked as doubtful below the threshold ``doubt``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from kg.linking.entities import Feature
from kg.linking.verdicts import TieKind
from kg.ontology.rule_tables import TomlTable, load_table
from kg.tracking.tracked_statements import FactRef, Tie


def weights() -> TomlTable:
    """The table of ``weights.toml``: kind of tie → name → threshold, or [weight, words]."""
    return load_table("kg.tracking", "weights")


def threshold(kind: str, name: str) -> float:
    """A threshold or limit of one kind of tie."""
    return float(weights()[kind][name])


@cache
def feature(kind: str, name: str) -> Feature:
    """A feature of one kind of tie, with its weight and the words that tell a reader of it."""
    weight, words = weights()[kind][name]
    return Feature(name, float(weight), words)


def total(features: Iterable[Feature]) -> float:
    """The sum of the weights, rounded to four places so that it is the same on every machine."""
    return round(sum(each.weight for each in features), 4)


def scored_tie(kind: TieKind, source: FactRef, target: FactRef, names: Sequence[str]) -> Tie | None:
    """The tie that features of these names make, or ``None`` where their sum is below the kind's
    threshold."""
    features = tuple(feature(kind, name) for name in names)
    score = total(features)
    if score < threshold(kind, "join"):
        return None
    return Tie(kind, source, target, score, features, score < threshold(kind, "doubt"))
