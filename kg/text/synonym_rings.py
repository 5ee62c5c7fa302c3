"""Other words for a subject: the synonym rings of ``synonyms.toml``."""

from __future__ import annotations

from functools import cache

from kg.ontology.folding import fold, singular
from kg.ontology.rule_tables import load_table
from kg.text.word_lists import ASPECT_NOUNS, HEAD_NOUNS, PAPER_NOUNS, STOP_WORDS

_Phrase = tuple[str, ...]


def synonyms(text: str) -> tuple[str, ...]:
    """What else the subject of a question is called; empty where no ring has it.

    Small words beside the subject do not count, nor words for a sort of thing or of paper, or for
    what is done about it: “the bin collection service” is asked about bin collections.
    """
    words = tuple(singular(word) for word in fold(text).split())
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            ring = _rings().get(words[start : start + length])
            rest = {*words[:start], *words[start + length :]}
            if ring and rest <= STOP_WORDS | HEAD_NOUNS | PAPER_NOUNS | ASPECT_NOUNS:
                own = words[start : start + length]
                return tuple(label for label in ring if _words(label) != own)
    return ()


@cache
def _rings() -> dict[_Phrase, tuple[str, ...]]:
    """The words of each label → the labels of its ring."""
    table = load_table("kg.text", "synonyms")
    found: dict[_Phrase, tuple[str, ...]] = {}
    for line in table["rings"]["words"].strip().splitlines():
        ring = tuple(label.strip() for label in line.split(";"))
        found |= {_words(label): ring for label in ring}
    return found


def _words(label: str) -> _Phrase:
    return tuple(singular(word) for word in fold(label).split())
