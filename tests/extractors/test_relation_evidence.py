"""The gate of the rules of relations: two bodies' papers need each, or it says why it stands alone."""

from __future__ import annotations

import json
from importlib.resources import files

from kg.extractors.facts import Document
from kg.extractors.rules import LEAST_BODIES, RELATION_EVIDENCE, rules
from kg.extractors.training.relation_evidence import evidence
from kg.ontology.vocabulary import load

COUNTS: dict[str, list[int]] = json.loads(
    files("kg.extractors.rules").joinpath(RELATION_EVIDENCE).read_text("utf-8")
)


def test_every_rule_has_two_bodies_or_a_reason() -> None:
    alone = {rule for rule, counts in COUNTS.items() if sum(counts) < LEAST_BODIES}
    assert alone == {rule.id for rule in rules("relations").values() if "alone" in rule.fields}
    assert COUNTS.keys() == rules("relations").keys()


def test_bodies_are_counted_once_each() -> None:
    text = "A report came from Mrs Delia Ashdown (Osmere Lamp Trust) on the lamps."
    paper = Document("a", "a.txt", "text", text)
    counts = evidence(
        [("osmere", True, paper), ("osmere", True, paper), ("quay", False, paper)], load()
    )
    assert counts["role.name-bracket-body"] == [1, 1]
    assert counts["funds.received"] == [0, 0]
