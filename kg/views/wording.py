"""All words of the interface: read from ``wording.toml``, the one place to change them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

FILE = "wording.toml"


@cache
def tables() -> Mapping[str, Mapping[str, str]]:
    """Every section of the file with its words by key."""
    found: dict[str, dict[str, str]] = tomllib.loads(
        files("kg.views").joinpath(FILE).read_text(encoding="utf-8")
    )
    return found


def words(section: str) -> Mapping[str, str]:
    """The words of one section by key."""
    return tables()[section]


def say(key: str, /, **values: object) -> str:
    """The words of ``section.key`` with its gaps filled; ``KeyError`` where there are none."""
    section, _, name = key.partition(".")
    return tables()[section][name].format(**values)


def word_for(section: str, key: str | None) -> str:
    """The words for a value of the graph, as a status; the value itself where there are none."""
    return tables()[section].get(key or "", key or "")
