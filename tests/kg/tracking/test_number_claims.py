"""Claims are found wherever they stand in a paper, also by rules that look only around some words."""

import pytest
from kg.ontology.rule_tables import load_rules

from kg.tracking.number_claims import _REACH, _found

_RULES = load_rules("kg.tracking", "contradictions")
_NEAR = [rule for rule in _RULES.values() if "near" in rule.fields]


@pytest.mark.parametrize("rule", _NEAR, ids=lambda rule: rule.id)
def test_what_a_rule_looks_around_is_in_all_that_it_matches(rule):
    between = "\n\n" + "No lamp was lit. " * (_REACH // 8)
    text = between.join(["", *rule.match, ""]).replace("\n", " ")
    expected = [found.span() for found in rule.pattern.finditer(text)]
    assert len(expected) >= len(rule.match)
    assert [found.span() for found in _found(rule.id, text)] == expected
