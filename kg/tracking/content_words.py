"""Texts as sets of content words.

What they are about, without stop words and endings, and how far they overlap.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.ontology.folding import fold
from kg.text.stemming import stem
from kg.tracking.phrase_rules import word_list

_WORD = re.compile(r"[a-z]{2,}|\d[\d,./]*\d|\d")


@cache
def stems(name: str) -> frozenset[str]:
    """The words of a word list of ``lexicon.toml`` without endings."""
    return frozenset(map(stem, word_list(name)))


@lru_cache(maxsize=1 << 14)
def content_words(text: str) -> frozenset[str]:
    """The words of ``text`` that tell what it is about, without their endings and without numbers.

    Results are cached; use ``content_words_of_long`` for whole reports.
    """
    return content_words_of_long(text)


def content_words_of_long(text: str) -> frozenset[str]:
    """``content_words`` of a text too long to be kept in the cache."""
    stop_words = word_list("stock")
    return frozenset(
        stem(word)
        for word in _WORD.findall(fold(text))
        if word not in stop_words and not word[0].isdigit()
    )


@lru_cache(maxsize=1 << 12)
def numbers(text: str) -> frozenset[str]:
    """The numbers that stand in ``text``."""
    return frozenset(word for word in _WORD.findall(text.lower()) if word[0].isdigit())


def share(part: frozenset[str], whole: frozenset[str]) -> float:
    """The share of ``part`` that stands in ``whole``, from 0 to 1; 0 where ``part`` is empty."""
    return len(part & whole) / len(part) if part else 0.0


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the smaller of two sets that stands in the other (the overlap coefficient)."""
    return share(one, other) if len(one) <= len(other) else share(other, one)
