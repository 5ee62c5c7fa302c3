"""Every rule matches its examples and refuses the others."""

from __future__ import annotations

from importlib import resources

import pytest

from extractors.rules import Rule, rules

OF_STRUCTURE = ("layout", "minutes", "verbs", "agenda", "actions", "attendance")


def _all() -> list[tuple[str, Rule]]:
    return [(name, rule) for name in OF_STRUCTURE for rule in rules(name).values()]


@pytest.mark.parametrize(("name", "rule"), _all(), ids=lambda value: value.id if isinstance(value, Rule) else value)
def test_examples(name: str, rule: Rule) -> None:
    find = rule.within if name == "verbs" or rule.id in WITHIN else rule.at
    assert rule.match, f"{name}/{rule.id} has no example to match"
    assert rule.refuse, f"{name}/{rule.id} has no example to refuse"
    for text in rule.match:
        assert find(text), f"{name}/{rule.id} should match {text!r}"
    for text in rule.refuse:
        assert not find(text), f"{name}/{rule.id} should refuse {text!r}"


WITHIN = {
    "held",
    "marked-item",
    "proposed-and-agreed",
    "took-the-chair",
    "pages",
    "presenting",
    "verbal",
    "presentation",
    "report",
    "status-at-end",
}


def test_every_file_of_rules_is_tested() -> None:
    files = {
        item.name.removesuffix(".toml")
        for item in resources.files("extractors.rules").iterdir()
        if item.name.endswith(".toml")
    }
    assert {name for name in files if not name.startswith("names")} == set(OF_STRUCTURE)
