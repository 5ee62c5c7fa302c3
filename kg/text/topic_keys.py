"""Names and numbers folded for comparing and looking up, and made into readable ends of IRIs."""

from __future__ import annotations

import re
import unicodedata

from ontology.folding import fold

_SORTS = (
    "programme",
    "project",
    "scheme",
    "initiative",
    "campaign",
    "network",
    "event",
    "newsletter",
    "service",
)
_GIVEN = re.compile(r"\(([^()]{2,60})\)")


def topic_keys(name: str) -> tuple[str, ...]:
    """What ``name`` is looked up by: folded, without a plural's s; with what stands in brackets also taken alone."""
    forms = [name]
    inner = _GIVEN.findall(name)
    if inner:
        forms += [_GIVEN.sub(" ", name), *inner]
    return tuple(
        dict.fromkeys(key for form in forms if (key := _singular(fold(form.strip("\"'“”‘’ ")))))
    )


_STOPPED = frozenset("a an and at by for from in into its of on or s the their to with".split())
_ENDING = re.compile(r"(?<=[a-z]{5})(?:ations?|ating|ated|ates?|ions?|ings?|ed|es|s)$")
MOST_WORDS = 8


def search_words(text: str) -> tuple[str, ...]:
    """The words of ``text`` to search papers for, small letters, without what stands in brackets or says nothing.

    Endings are cut, so that “allocation” finds “allocated”; at most ``MOST_WORDS`` words, the longest. Empty where no
    word has three letters.
    """
    words = re.findall(
        r"[a-z0-9£]+", unicodedata.normalize("NFKC", re.sub(r"\([^()]*\)", " ", text)).lower()
    )
    kept = list(dict.fromkeys(word for word in words if word not in _STOPPED and len(word) > 1))
    if not any(len(word) > 2 and word.isalpha() for word in kept):
        return ()
    longest = sorted(kept, key=lambda word: (-len(word), word))[:MOST_WORDS]
    return tuple(_ENDING.sub("", word) for word in longest)


def type_variant_keys(name: str) -> tuple[str, ...]:
    """Keys of ``name`` without the noun that says what sort of thing it is, or with one: “X” for “X Programme”."""
    found: dict[str, None] = {}
    for key in topic_keys(name):
        head, _, last = key.rpartition(" ")
        if head and last in _SORTS:
            found[_singular(head)] = None
        else:
            found.update(dict.fromkeys(f"{key} {sort}" for sort in _SORTS))
    return tuple(found)


def _singular(key: str) -> str:
    return key[:-1] if len(key) > 3 and key.endswith("s") and not key.endswith("ss") else key
