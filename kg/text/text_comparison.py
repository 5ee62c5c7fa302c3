"""How alike two texts are, and whether one stands in the other."""

from __future__ import annotations

from difflib import SequenceMatcher


def item_number(printed: str) -> str:
    """A number as it is compared: without the dot or bracket after it, or a zero before it."""
    return printed.strip(" .()[]").lower().lstrip("0") or printed


def text_similarity(one: str, other: str) -> float:
    """How alike two folded texts are, from 0 to 1; only the first 1,000 characters are compared."""
    if one == other:
        return 1.0
    return SequenceMatcher(None, one[:1000], other[:1000], autojunk=False).ratio()


def contains_words(text: str, words: str) -> bool:
    """Whether folded ``words`` stand in folded ``text`` as whole words."""
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return True
        at = text.find(words, at + 1)
    return False
