"""Acronyms that a text spells out in front of a bracket: “street lighting scheme (SLS)”."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BRACKET = re.compile(r"\(\s*['‘“\"]?([A-Z]{2,6})(?:['’]?s)?['’”\"]?\s*\)")
_WORD = re.compile(r"[A-Za-z]+(?:['’]s)?")
_SKIPPED = frozenset("a an and for in of on or the to with".split())
_BEFORE = 90  # characters before the bracket that are looked at


def defined_acronyms(text: str) -> dict[str, list[str]]:
    """Acronym → the words that stand before it in brackets and begin with its letters."""
    found: dict[str, list[str]] = {}
    for short, full in _definitions(text):
        names = found.setdefault(short, [])
        if full.casefold() not in [name.casefold() for name in names]:
            names.append(full)
    return found


def _definitions(text: str) -> Iterator[tuple[str, str]]:
    for match in _BRACKET.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()].rstrip(" '’”\"")
        before = re.split(r"[.;:,(|]", before)[-1]
        words = list(_WORD.finditer(before))
        start = _first_word([word[0] for word in words], match[1])
        if start is not None and words[-1].end() == len(before):
            yield match[1], " ".join(before[words[start].start() :].split())


def _first_word(words: list[str], short: str) -> int | None:
    """Where the words begin whose first letters are the acronym, small words left out."""
    left = list(short.casefold())
    for at in range(len(words) - 1, -1, -1):
        word = words[at].casefold()
        if word[0] == left[-1] and not (word in _SKIPPED and len(left) == 1):
            left.pop()
        elif word not in _SKIPPED:
            return None
        if not left:
            return at
    return None
