"""Phrases and word lists that say what becomes of a statement: the table ``lexicon.toml``."""

from __future__ import annotations

import re
from functools import cache

from kg.ontology.rule_tables import PatternRule, load_rules, load_table

SEARCHED = 4000  # characters of a text that are searched for a phrase


def phrase(identifier: str) -> re.Pattern[str]:
    """The pattern of the phrase rule with this id."""
    return load_rules("kg.tracking", "lexicon")[identifier].pattern


def has_phrase(identifier: str, text: str | None) -> bool:
    """Whether the first ``SEARCHED`` characters of ``text`` hold the phrase of this rule."""
    return bool(text) and phrase(identifier).search((text or "")[:SEARCHED]) is not None


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the word lists, in small letters."""
    return frozenset(load_table("kg.tracking", "lexicon")[name]["words"].split())


def is_completed(status: str | None) -> bool:
    """Whether a status printed in an action log says that nothing is left to do."""
    return (status or "").strip(" .:;").lower() in word_list("done")


def topic_rule(identifier: str) -> PatternRule:
    """The rule with this id of the table ``aboutness.toml``."""
    return load_rules("kg.tracking", "aboutness")[identifier]


@cache
def topic_words(name: str) -> frozenset[str]:
    """One of the word lists of ``aboutness.toml``, in small letters."""
    return frozenset(load_table("kg.tracking", "aboutness")[name]["words"].split())
