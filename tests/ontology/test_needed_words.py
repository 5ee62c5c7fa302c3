"""What a text must hold for an expression to match: told from the expression, and never more than is so."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from kg.ontology.needed_words import FEW_TEXTS, Gate, needed_words
from kg.ontology.rule_tables import PatternRule, load_rules

TABLES = [
    (package, source.name.removesuffix(".toml"))
    for package in ("kg.extractors.rules", "kg.extractors.reading", "kg.tracking")
    for source in sorted(files(package).iterdir(), key=lambda each: each.name)
    if source.name.endswith(".toml") and not source.name.startswith("names-")
]


def tables() -> list[tuple[str, PatternRule]]:
    found = []
    for package, name in TABLES:
        try:
            rules = load_rules(package, name)
        except KeyError:  # a table of words, without rules
            continue
        found += [(name, rule) for rule in rules.values()]
    return found


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r"\bit\s+(?:closed|ended)\b", ("ended", "closed")),
        (r"\bmeeting\s+(?:closed|ended)\b", ("meeting",)),
        (r"^(?:the\s+)?chair(?:man|woman)?\s+(?=presided)", ("presided",)),
        (r"(?:lamp|quay)s?", ("lamp", "quay")),
        (r"£\s?\d+", ("£",)),
        (r" {3,}\S", ("   ",)),
        (r"(?i:Osmere)?\s*Forum", ("forum",)),
    ],
)
def test_words_that_each_match_holds(source: str, words: tuple[str, ...]) -> None:
    assert needed_words(source, re.IGNORECASE) == words


@pytest.mark.parametrize(
    "source", [r"\d+", r"[a-z]+", r"(?:lamp|\d+)", r"(?!lamp)", r"(?:lamp)?", r"[^a]b?"]
)
def test_nothing_is_needed_where_a_match_may_do_without(source: str) -> None:
    assert needed_words(source, 0) is None


def test_letters_of_other_cases_match_as_they_do_for_the_expression() -> None:
    gate = Gate("skiff", re.IGNORECASE)
    texts = ["a s\u212aiff", "\u017fkiff", "SK\u0131FF", "SKIFF", "no boat"]
    for _ in range(FEW_TEXTS + 1):
        gate.passes("no boat")
    for text in texts:
        matched = re.search("skiff", text, re.IGNORECASE) is not None
        assert gate.passes(text) or not matched, text
    assert not gate.passes("no boat")


def test_no_rule_loses_an_example_of_its_own() -> None:
    """However often a rule was tried before, it finds in each example what its expression finds."""
    checked = 0
    for table, rule in tables():
        gate = Gate(rule.source, rule.flags)
        for _ in range(FEW_TEXTS + 1):
            gate.passes("")
        for example in rule.match:
            checked += 1
            assert gate.passes(example) or not rule.pattern.search(example), (table, rule.id)
    assert checked > 1000
