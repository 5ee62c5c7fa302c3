"""Rules as data: each ``*.toml`` here is a rule table (see ``docs/rules.md``).

The examples are run as tests, so a pattern cannot change its meaning unseen. ``names-*.toml`` are
read by ``kg.extractors.names.rules``, whose patterns are over classes of words.
"""

from __future__ import annotations

from kg.ontology.rule_tables import PatternRule as Rule
from kg.ontology.rule_tables import load_rules

__all__ = ["Rule", "rules"]


def rules(name: str) -> dict[str, Rule]:
    """The rules of ``<name>.toml`` by id, in the order of the file."""
    return load_rules(__name__, name)
