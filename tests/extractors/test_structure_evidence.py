"""The gate of structure's rules: two bodies' papers need each, or it says why it stands alone."""

from __future__ import annotations

import json
from importlib.resources import files

from kg.extractors.facts import Document
from kg.extractors.rules import EVIDENCE, LEAST_BODIES, STRUCTURE, rules
from kg.extractors.training.structure_evidence import evidence
from kg.ontology.vocabulary import load

COUNTS: dict[str, list[int]] = json.loads(
    files("kg.extractors.rules").joinpath(EVIDENCE).read_text("utf-8")
)
RULES = {f"{table}/{rule.id}": rule for table in STRUCTURE for rule in rules(table).values()}
MINUTES = """Minutes of a meeting of the Osmere Lamp Board held in Corn Hall on 3 May 2019

Present: Ada Finch, Bo Wren

1. Lamps

RESOLVED that the lamps be mended.
"""


def test_every_rule_has_two_bodies_or_a_reason() -> None:
    alone = {rule for rule, counts in COUNTS.items() if sum(counts) < LEAST_BODIES}
    assert alone == {name for name, rule in RULES.items() if "alone" in rule.fields}
    assert COUNTS.keys() == RULES.keys()


def test_bodies_are_counted_once_each() -> None:
    paper = Document("a", "a.txt", "text", MINUTES)
    counts = evidence(
        [("osmere", True, paper), ("osmere", True, paper), ("quay", False, paper)], load()
    )
    assert counts["minutes/resolved"] == [1, 1]
    assert counts["votes/withdrawn"] == [0, 0]
