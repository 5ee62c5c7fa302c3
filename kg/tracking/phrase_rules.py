"""Phrases and word lists that say what becomes of a statement.

The table ``lexicon.toml`` as functions.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

SEARCHED = 4000  # characters of a text that are searched for a phrase


@cache
def lexicon() -> dict[str, Any]:
    """The table of ``lexicon.toml``: word lists by name, and the phrase rules under ``rule``."""
    path = resources.files(__package__).joinpath("lexicon.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def phrase(identifier: str) -> re.Pattern[str]:
    """The pattern of the phrase rule with this id."""
    found = next(each for each in lexicon()["rule"] if each["id"] == identifier)
    return re.compile(found["pattern"], re.IGNORECASE | re.DOTALL)


def has_phrase(identifier: str, text: str | None) -> bool:
    """Whether the first ``SEARCHED`` characters of ``text`` hold the phrase of this rule."""
    return bool(text) and phrase(identifier).search((text or "")[:SEARCHED]) is not None


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the word lists, in small letters."""
    return frozenset(lexicon()[name]["words"].split())


def is_completed(status: str | None) -> bool:
    """Whether a status printed in an action log says that nothing is left to do."""
    return (status or "").strip(" .:;").lower() in word_list("done")
