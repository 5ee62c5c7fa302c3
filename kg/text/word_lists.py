"""The word lists of ``word_lists.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.ontology.rule_tables import load_table


@cache
def word_list(*names: str) -> tuple[str, ...]:
    """The words of one or several lists of ``word_lists.toml``, in the order of the file."""
    table = load_table("kg.text", "word_lists")
    return tuple(word for name in names for word in table[name]["words"].split())


FUNCTION_WORDS = frozenset(word_list("function"))
STOP_WORDS = frozenset(word_list("function", "stop"))
TYPE_NOUNS = word_list("type-nouns")
HEAD_NOUNS = frozenset(word_list("type-nouns", "part-nouns"))
PAPER_NOUNS = frozenset(word_list("paper-nouns"))
ASPECT_NOUNS = frozenset(word_list("aspect-nouns"))
FIGURE_NOUNS = frozenset(word_list("figure-nouns"))
OTHER_NUMBER: Mapping[str, str] = {
    one: other
    for pair in word_list("irregular-plurals")
    for one, other in (pair.split(":"), reversed(pair.split(":")))
}
"""An irregular plural → its singular, and the other way round."""
