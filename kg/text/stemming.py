"""Words without their endings."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("english")
_LEAST_STEM = 4  # letters that a word must keep to be sought by its beginning


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word in lower case without its ending, as compared with other stems (Snowball)."""
    found: str = _STEMMER.stemWord(word)
    return found


def common_beginning(word: str) -> str:
    """The letters that a word begins with in all its forms: “polic” for “policy” and “policies”.

    Short words, of which too little would be left, stay whole.
    """
    sought = stem(word).removesuffix("i")  # what stems have in place of y
    same = takewhile(lambda pair: pair[0] == pair[1], zip(word, sought, strict=False))
    length = len(list(same))
    return word[:length] if length >= _LEAST_STEM else word
