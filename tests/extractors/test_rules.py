"""Every rule matches its examples and refuses the others; a table that breaks the schema is refused.

``names-*.toml`` have patterns over classes of words and are tested in ``test_names_rules``.
"""

from __future__ import annotations

from importlib import resources
from typing import Any

import pytest
from kg.extractors.rules import Rule, rules
from kg.ontology.rule_tables import check_rules, load_merged, load_rules

TABLES = sorted(
    item.name.removesuffix(".toml")
    for item in resources.files("kg.extractors.rules").iterdir()
    if item.name.endswith(".toml") and not item.name.startswith("names-")
)


def _all() -> list[tuple[str, Rule]]:
    return [(name, rule) for name in TABLES for rule in rules(name).values()]


@pytest.mark.parametrize(
    ("name", "rule"), _all(), ids=lambda value: value.id if isinstance(value, Rule) else value
)
def test_examples(name: str, rule: Rule) -> None:
    for text in rule.match:
        assert rule.find(text), f"{name}/{rule.id} should match {text!r}"
    for text in rule.refuse:
        assert not rule.find(text), f"{name}/{rule.id} should refuse {text!r}"


RULE = {"id": "one", "pattern": "x", "match": ["x"], "refuse": ["y"]}


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ([RULE, RULE], "without an id of its own"),
        ([{**RULE, "id": ""}], "without an id of its own"),
        ([{key: value for key, value in RULE.items() if key != "pattern"}], "neither a pattern"),
        ([{**RULE, "match": []}], "no example to match"),
        ([{**RULE, "refuse": []}], "no example to refuse"),
    ],
)
def test_a_table_that_breaks_the_schema_is_refused(
    entries: list[dict[str, Any]], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason) as caught:
        check_rules(entries, "room/table.toml")
    assert "room/table.toml" in str(caught.value)


def test_a_rule_is_sought_where_its_table_says() -> None:
    rules_of_references = load_rules("kg.extractors.rules", "references")
    assert {rule.search for rule in rules_of_references.values()} == {True, False}
    for rule in rules_of_references.values():
        moved = "\n¶ " + rule.match[0]
        assert rule.search or not rule.find(moved), rule.id


def test_merged_tables_are_the_callers_to_change() -> None:
    load_merged("kg.extractors.rules", "names")["rule"].clear()
    assert load_merged("kg.extractors.rules", "names")["rule"]
