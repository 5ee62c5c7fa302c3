"""Features of record linkage and their weights, from ``features.toml``.

A pair of profiles is scored by the sum of its features' weights. From ``MATCH_THRESHOLD`` on it is
a match, from ``POSSIBLE_MATCH_THRESHOLD`` on a possible match, which a person is asked about;
below, a non-match. Constraints (cannot-link) forbid a match whatever the score.

The features that the code can find are declared here, and the table is held against them when this
module is loaded: no pair can be judged by a feature that has no weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Literal, get_args

from kg.extractors.facts import EntityKind
from kg.linking.entities import Feature
from kg.linking.lexicon import table

PersonFeature = Literal[
    "same-name", "nickname", "near-first-name", "initial", "same-initials", "more-initials",
    "middle-name", "half-name", "surname-only", "near-surname", "alike-surname",
    "same-organisation", "same-seat", "related-organisation", "other-organisation", "same-area",
    "same-circle", "other-area", "other-board", "same-document", "same-calling", "other-calling",
    "same-sex", "same-print", "only-bearer", "common-surname", "several-bearers",
    "only-in-document", "initials-in-document", "seat-between", "seen-once", "near-and-seat",
]  # fmt: skip
"""Between two people."""

SharedFeature = Literal[
    "same-concept", "same-words", "initials", "home", "unit-at-home", "ending", "tier", "joined",
    "misprint", "same-area", "seen-once", "other-area", "several", "other-papers", "other-parent",
    "only-dated", "suffix",
]  # fmt: skip
"""Between two organisations, or two programmes: a name's kind may be changed after it was read."""

OrganisationOnlyFeature = Literal["renamed", "other-place"]
ProgrammeOnlyFeature = Literal["word-order", "state"]
OrganisationFeature = SharedFeature | OrganisationOnlyFeature | ProgrammeOnlyFeature

CollectiveFeature = Literal[
    "same-venue", "same-people", "stated-renaming", "named-later", "same-reading",
]  # fmt: skip
"""Between two of any kind, from what their papers say."""

Constraint = Literal[
    "one-list", "other-first-name", "other-sex", "other-concept", "verdict-different",
    "verdict-same",
]  # fmt: skip
"""What overrides any score: cannot-link constraints, and the verdicts of people."""

AnyFeature = PersonFeature | OrganisationFeature | CollectiveFeature | Constraint

_DECLARED: dict[str, frozenset[str]] = {
    "person": frozenset(get_args(PersonFeature)),
    "organisation": frozenset(get_args(SharedFeature) + get_args(OrganisationOnlyFeature)),
    "programme": frozenset(get_args(SharedFeature) + get_args(ProgrammeOnlyFeature)),
    "any": frozenset(get_args(CollectiveFeature)),
    "constraint": frozenset(get_args(Constraint)),
}


def check_features(tables: Mapping[str, Mapping[str, Any]]) -> None:
    """Checks that every declared feature has a weight and that no other stands in the tables.

    Raises ``ValueError`` naming the table and the features that are missing or unknown.
    """
    for name, declared in _DECLARED.items():
        given = tables.get(name, {}).keys()
        if missing := sorted(declared - given):
            raise ValueError(f"features.toml: [{name}] has no weight for {', '.join(missing)}")
        if unknown := sorted(given - declared):
            raise ValueError(
                f"features.toml: [{name}] has {', '.join(unknown)}, not in features.py"
            )


check_features(table("features"))

MATCH_THRESHOLD: float = table("features")["threshold"]["match"]
POSSIBLE_MATCH_THRESHOLD: float = table("features")["threshold"]["possible-match"]


BRIDGES: frozenset[str] = frozenset(table("features")["threshold"]["bridges"])
"""The features of a name that fits several: a pair with one is never a match, however it scores."""


@cache
def feature(kind: EntityKind, name: AnyFeature) -> Feature:
    """The feature ``name`` of a kind of entity, or of those that count for all kinds."""
    tables = table("features")
    for each in (kind, "any", "constraint"):
        if name in tables[each]:
            weight, description = tables[each][name]
            return Feature(name, float(weight), description)
    raise ValueError(f"no feature {name} between two of kind {kind}; see features.toml")


def total(features: Iterable[Feature]) -> float:
    """The score of a pair: the sum of its features' weights."""
    return sum(found.weight for found in features)
