"""Every rule of names does what its own examples say."""

from __future__ import annotations

import re

import pytest
from kg.extractors.names.candidate import Context
from kg.extractors.names.groups import groups
from kg.extractors.names.people import people
from kg.extractors.names.rules import Rule, load
from kg.extractors.names.vocabulary import known
from kg.extractors.names.words import read
from kg.extractors.names.work import Work
from kg.ontology.vocabulary import load as load_vocabulary

VOCABULARY = load_vocabulary()
RULES = load(VOCABULARY)
MATCHES = [(rule, example) for rule in RULES.rules for example in rule.match]
REFUSALS = [(rule, example) for rule in RULES.rules for example in rule.refuse]


def kept(rule: Rule, text: str) -> set[str]:
    """The names that ``rule`` finds in ``text`` after its tests."""
    words = read(text, RULES.alphabet)
    work = Work(words, Context(words, RULES.alphabet, RULES.nothing), RULES, VOCABULARY)
    known(work)
    people(work)
    groups(work)
    return {words.phrase(item.first, item.last) for item in work.candidates if item.rule == rule.id}


def test_every_rule_has_both_kinds_of_example() -> None:
    assert RULES.rules
    for rule in RULES.rules:
        assert rule.match, f"{rule.id} shows nothing that it matches"
        assert rule.refuse, f"{rule.id} shows nothing that it refuses"
    assert len({rule.id for rule in RULES.rules}) == len(RULES.rules)


@pytest.mark.parametrize(("rule", "example"), MATCHES, ids=[f"{r.id}: {e}" for r, e in MATCHES])
def test_finds_what_it_must(rule: Rule, example: str) -> None:
    expected = {" ".join(name.split()) for name in re.findall("«(.*?)»", example, re.S)}
    assert expected, "mark the names of a match with «…»"
    assert expected <= kept(rule, example.replace("«", "").replace("»", ""))


@pytest.mark.parametrize(("rule", "example"), REFUSALS, ids=[f"{r.id}: {e}" for r, e in REFUSALS])
def test_refuses_what_it_must(rule: Rule, example: str) -> None:
    assert kept(rule, example) == set()
