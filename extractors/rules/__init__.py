"""Rules as data: each ``*.toml`` here lists patterns with an id, what they must match and what they must refuse.

The examples are run as tests (``tests/extractors/test_rules.py``), so a pattern cannot change its meaning unseen.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern; ``value`` is what a match means where the rule decides between meanings."""

    id: str
    pattern: re.Pattern[str]
    value: str | None
    match: tuple[str, ...]
    refuse: tuple[str, ...]

    def at(self, text: str) -> re.Match[str] | None:
        """Match from the start of ``text``."""
        return self.pattern.match(text)

    def within(self, text: str) -> re.Match[str] | None:
        """First match anywhere in ``text``."""
        return self.pattern.search(text)


@cache
def rules(name: str) -> dict[str, Rule]:
    """The rules of ``<name>.toml`` by id, in the order of the file."""
    text = resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    shared = table.get("shared", {})
    found: dict[str, Rule] = {}
    for entry in table["rule"]:
        source: str = entry["pattern"]
        for key, value in shared.items():
            source = source.replace("{{" + key + "}}", value)
        flags = 0 if entry.get("case", False) else re.IGNORECASE
        found[entry["id"]] = Rule(
            entry["id"],
            re.compile(source, flags),
            entry.get("value"),
            tuple(entry.get("match", ())),
            tuple(entry.get("refuse", ())),
        )
    return found
