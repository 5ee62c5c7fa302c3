"""Keys that a topic's name is looked up by, and the words that papers are searched for."""

from __future__ import annotations

import re

from kg.ontology.folding import fold, fold_for_search
from kg.text.stemming import common_beginning
from kg.text.word_lists import STOP_WORDS, TYPE_NOUNS

_BRACKETED = re.compile(r"\(([^()]{2,60})\)")


def topic_keys(name: str) -> tuple[str, ...]:
    """What ``name`` is looked up by: folded, without a plural's s.

    What stands in brackets gives a key of its own, and so does the name without it.
    """
    forms = [name]
    inner = _BRACKETED.findall(name)
    if inner:
        forms += [_BRACKETED.sub(" ", name), *inner]
    return tuple(
        dict.fromkeys(
            key for form in forms if (key := _without_plural_s(fold(form.strip("\"'“”‘’ "))))
        )
    )


MOST_WORDS = 8


def search_words(text: str) -> tuple[str, ...]:
    """The words of ``text`` to search papers for, in lower case.

    What stands in brackets and stop words are left out. Endings are cut, so that “allocation” finds
    “allocated”. There are at most ``MOST_WORDS`` words, the longest first; none where no word has
    three letters.
    """
    words = re.findall(r"[a-z0-9£]+", fold_for_search(re.sub(r"\([^()]*\)", " ", text)))
    kept = list(dict.fromkeys(word for word in words if word not in STOP_WORDS and len(word) > 1))
    if not any(len(word) > 2 and word.isalpha() for word in kept):
        return ()
    longest = sorted(kept, key=lambda word: (-len(word), word))[:MOST_WORDS]
    return tuple(map(common_beginning, longest))


def type_variant_keys(name: str) -> tuple[str, ...]:
    """Keys of ``name`` without its head noun of a type, or with one: “X” for “X Programme”."""
    found: dict[str, None] = {}
    for key in topic_keys(name):
        head, _, last = key.rpartition(" ")
        if head and last in TYPE_NOUNS:
            found[_without_plural_s(head)] = None
        else:
            found.update(dict.fromkeys(f"{key} {noun}" for noun in TYPE_NOUNS))
    return tuple(found)


def _without_plural_s(key: str) -> str:
    """A key without its last s; keys are stored in graphs, so this is not ``folding.singular``."""
    return key[:-1] if len(key) > 3 and key.endswith("s") and not key.endswith("ss") else key
