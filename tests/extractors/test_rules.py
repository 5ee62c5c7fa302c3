"""Every rule matches its examples and refuses the others."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from extractors.rules import Rule, rules

OF_STRUCTURE = (
    "layout",
    "web-page",
    "minutes",
    "verbs",
    "agenda",
    "actions",
    "attendance",
    "relations",
    "relations-reading",
)


def _all() -> list[tuple[str, Rule]]:
    return [(name, rule) for name in OF_STRUCTURE for rule in rules(name).values()]


@pytest.mark.parametrize(
    ("name", "rule"), _all(), ids=lambda value: value.id if isinstance(value, Rule) else value
)
def test_examples(name: str, rule: Rule) -> None:
    find = (
        rule.within
        if name in ("verbs", "relations", "relations-reading") or rule.id in WITHIN
        else rule.at
    )
    assert rule.match, f"{name}/{rule.id} has no example to match"
    assert rule.refuse, f"{name}/{rule.id} has no example to refuse"
    for text in rule.match:
        assert find(text), f"{name}/{rule.id} should match {text!r}"
    for text in rule.refuse:
        assert not find(text), f"{name}/{rule.id} should refuse {text!r}"


WITHIN = {
    "announced",
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
    "attachment",
    "introduction",
}


def test_every_file_of_rules_is_tested() -> None:
    """Here, or in the test of the module that reads it."""
    found = resources.files("extractors.rules").iterdir()
    names = {item.name.removesuffix(".toml") for item in found if item.name.endswith(".toml")}
    tests = Path(__file__).parents[1]
    for name in names - set(OF_STRUCTURE):
        assert list(tests.rglob(f"test_*{name.partition('-')[0]}*.py")), (
            f"{name}.toml is tested nowhere"
        )
