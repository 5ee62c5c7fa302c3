"""How alike two texts are, and whether one stands in the other."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process


def item_number(printed: str) -> str:
    """A number as it is compared: without the dot or bracket after it, or a zero before it."""
    return printed.strip(" .()[]").lower().lstrip("0") or printed


def text_similarity(one: str, other: str) -> float:
    """How alike two folded texts are, from 0 to 1: twice the letters that they share in order, by
    all their letters. Only the first 1,000 characters are compared.
    """
    return fuzz.ratio(one[:1000], other[:1000]) / 100


def spelled_like(word: str, known: Iterable[str], limit: int, least: float) -> list[str]:
    """At most ``limit`` of ``known`` that are alike ``word`` by ``least`` or more, best first."""
    found = process.extract(
        word, sorted(known), scorer=fuzz.ratio, limit=limit, score_cutoff=100 * least
    )
    return [name for name, _, _ in found]


def contains_words(text: str, words: str) -> bool:
    """Whether folded ``words`` stand in folded ``text`` as whole words."""
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return True
        at = text.find(words, at + 1)
    return False


def is_one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter: changed, left out, put in, or two exchanged."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    at = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    mine, theirs = one[at:], other[at:]
    return (
        mine[1:] == theirs[1:]
        or mine[1:] == theirs
        or mine == theirs[1:]
        or (mine[1::-1] == theirs[:2] and mine[2:] == theirs[2:])
    )
