"""Sorts of things by their nouns: that a "Gala" is held and a "Bakery" trades; evidence for names, no rule.

The words stand in ``names-heads.toml`` beside the rules.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from kg.ontology.folding import list_form

TABLE = "names-heads.toml"


@cache
def _sorts() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads(files("kg.extractors.rules").joinpath(TABLE).read_text("utf-8"))
    out: dict[str, tuple[str, ...]] = {}
    for sort, words in sorted(table["sorts"].items()):
        for word in {list_form(word) for word in words.split()}:
            out[word] = (*out.get(word, ()), sort)
    return out


@lru_cache(maxsize=1 << 14)
def sorts(word: str) -> tuple[str, ...]:
    """The sorts of things that ``word`` may be, in order of name."""
    return _sorts().get(list_form(word), ())
