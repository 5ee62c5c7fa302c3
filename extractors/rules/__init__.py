"""Rules as data: each ``*.toml`` here is a rule table (see ``docs/rules.md``).

The examples are run as tests, so a pattern cannot change its meaning unseen. ``names-*.toml`` are
read by ``kg.extractors.names.rules``, whose patterns are over classes of words.
"""

from __future__ import annotations

from kg.ontology.rule_tables import PatternRule as Rule
from kg.ontology.rule_tables import load_rules

__all__ = ["EVIDENCE", "LEAST_BODIES", "RELATION_EVIDENCE", "STRUCTURE", "Rule", "rules"]

EVIDENCE = "evidence.json"
RELATION_EVIDENCE = "relations-evidence.json"
LEAST_BODIES = 2  # whose papers a rule must find something in
STRUCTURE = (
    "actions",
    "agenda",
    "attendance",
    "columns",
    "decisions",
    "due",
    "layout",
    "minute-actions",
    "minutes",
    "presenters",
    "prose-decisions",
    "recommendations",
    "report-heads",
    "votes",
    "web-page",
)
"""The tables whose rules find the structure of papers; ``training/structure_evidence.py`` counts
in how many bodies' papers each does, into ``EVIDENCE``.
"""


def rules(name: str) -> dict[str, Rule]:
    """The rules of ``<name>.toml`` by id, in the order of the file."""
    return load_rules(__name__, name)
