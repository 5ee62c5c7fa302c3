"""All words of the interface: read from ``wording.toml``, the one place to change them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from kg.ontology.rule_tables import load_table


def tables() -> Mapping[str, Mapping[str, str]]:
    """Every section of the file with its words by key."""
    return load_table("kg.views", "wording")


def words(section: str) -> Mapping[str, str]:
    """The words of one section by key."""
    return tables()[section]


def ui_text(key: str, /, **values: object) -> str:
    """The words of ``section.key`` with its gaps filled; ``KeyError`` where there are none."""
    section, _, name = key.partition(".")
    return tables()[section][name].format(**values)


def word_for(section: str, key: str | None) -> str:
    """The words for a value of the graph, as a status; the value itself where there are none."""
    return tables()[section].get(key or "", key or "")


def embedded_json(value: object) -> str:
    """JSON for a ``script`` element: nothing in it can end the element or open another."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def script_words() -> str:
    """What the scripts of pages say, as data that a page holds for them."""
    return embedded_json(dict(words("script")))
