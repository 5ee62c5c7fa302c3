"""What words weigh: content words without endings, phrases as rules, and the table of clues."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from kg.linking.entities import Feature
from ontology.folding import fold
from ontology.rule_tables import Table, load_rules, load_table

_WORD = re.compile(r"[a-z]{2,}|\d[\d,./]*\d|\d")
_ENDING = re.compile(
    r"(?<=[a-z]{4})(?:ations?|ating|ated|ates?|ions?|ings?|ies|ied|ed|es|s|y|e|ly)$"
)


def table(name: str) -> Table:
    """One of this room's rule tables: ``lexicon`` or ``weights``."""
    return load_table("kg.tracking", name)


def weight(kind: str, name: str) -> float:
    """A threshold of one kind of tie."""
    return float(table("weights")[kind][name])


@cache
def clue(kind: str, name: str) -> Feature:
    """A clue of one kind of tie, with its weight and its words."""
    value, words = table("weights")[kind][name]
    return Feature(name, float(value), words)


def total(clues: Iterable[Feature]) -> float:
    """The sum of the weights, to four places so that it is the same on every machine."""
    return round(sum(found.weight for found in clues), 4)


def rule(identifier: str) -> re.Pattern[str]:
    """A phrase of ``lexicon.toml`` as a pattern."""
    return load_rules("kg.tracking", "lexicon")[identifier].pattern


def says(identifier: str, text: str | None) -> bool:
    """Whether the text holds a phrase of ``words.toml``."""
    return bool(text) and rule(identifier).search((text or "")[:4000]) is not None


def done(status: str | None) -> bool:
    """Whether a printed status says that nothing is left to do."""
    return (status or "").strip(" .:;").lower() in _set("done")


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(table("lexicon")[name]["words"].split())


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    return _ENDING.sub("", word)


@cache
def stems(name: str) -> frozenset[str]:
    """A list of ``words.toml`` without endings."""
    return frozenset(map(_stem, _set(name)))


@lru_cache(maxsize=1 << 14)
def content(text: str) -> frozenset[str]:
    """The words of ``text`` that tell what it is about, without their endings; numbers are left out."""
    return content_of(text)


def content_of(text: str) -> frozenset[str]:
    """``content`` of a text too long to be kept at hand."""
    stock = _set("stock")
    return frozenset(
        _stem(word)
        for word in _WORD.findall(fold(text))
        if word not in stock and not word[0].isdigit()
    )


@lru_cache(maxsize=1 << 12)
def numbers(text: str) -> frozenset[str]:
    """The numbers that stand in ``text``."""
    return frozenset(word for word in _WORD.findall(text.lower()) if word[0].isdigit())


def share(part: frozenset[str], whole: frozenset[str]) -> float:
    """How much of ``part`` stands in ``whole``, from 0 to 1; nothing of nothing."""
    return len(part & whole) / len(part) if part else 0.0


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the smaller of two sets stands in the other."""
    return share(one, other) if len(one) <= len(other) else share(other, one)
