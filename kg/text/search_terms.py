"""The words of a question as terms of a full-text query: small words left out, acronyms spelled
out and formed, hyphens optional.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.ontology.folding import fold_for_search, singular
from kg.text.word_lists import FIGURE_NOUNS, OTHER_NUMBER, STOP_WORDS

_WORD = re.compile(r"\w+(?:[-'’&]\w+)*|£\d[\d,.]*\d")
_HYPHENED = re.compile(r"\w+(?:-\w+)+")


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """One thing that a passage must hold: any of several ``forms``, each of one or more words."""

    forms: tuple[tuple[str, ...], ...]

    @property
    def asked(self) -> tuple[str, ...]:
        """The form that was typed."""
        return self.forms[0]


def folded_words(text: str) -> tuple[str, ...]:
    """The words of ``text`` in small letters, hyphened ones whole; quotation marks left out."""
    found = _WORD.findall(fold_for_search(text))
    return tuple(word.strip("'") for word in found if word.strip("'"))


def without_stop_words(text: str) -> tuple[str, ...]:
    """The words of ``text`` without small words; all of them where there are no others."""
    words = folded_words(text)
    return tuple(word for word in words if word not in STOP_WORDS) or words


def without_figure_nouns(text: str) -> str:
    """What figures are asked of: “burglary” for “burglary figures” and for “number of burglaries”
    its “burglaries”; the whole text where nothing else would be left.
    """
    words = text.split()
    if len(words) > 2 and singular(words[0].lower()) in FIGURE_NOUNS and words[1].lower() == "of":
        words = words[2:]
    while len(words) > 1 and singular(words[-1].lower()) in FIGURE_NOUNS:
        words.pop()
    rest = " ".join(words)
    return rest if has_content(rest) else text


def has_content(text: str) -> bool:
    """Whether ``text`` has a word of three letters, or a number of as many digits."""
    return any(len(word) > 2 for word in folded_words(text))


def search_terms(
    text: str, acronyms: Mapping[str, Sequence[str]] | None = None
) -> tuple[SearchTerm, ...]:
    """The terms of ``text``, in its order.

    ``acronyms`` are what the papers say that each, in small letters, stands for: a name spelled out
    is one term with its acronym, and the other way round.
    """
    spelled = acronyms or {}
    short_of: dict[tuple[str, ...], str] = {}
    for short, names in sorted(spelled.items()):
        for full in names:
            short_of.setdefault(_singulars(without_stop_words(full)), short)
    words = without_stop_words(text)
    terms = []
    at = 0
    while at < len(words):
        length = _longest_name(words[at:], short_of)
        asked = words[at : at + length]
        others: list[tuple[str, ...]] = (
            [(short_of[_singulars(asked)],)] if _singulars(asked) in short_of else []
        )
        others += [without_stop_words(full) for word in asked[:1] for full in spelled.get(word, ())]
        others += [(OTHER_NUMBER[word],) for word in asked if length == 1 and word in OTHER_NUMBER]
        terms.append(SearchTerm(tuple(dict.fromkeys((asked, *others)))))
        at += length
    return tuple(dict.fromkeys(terms))


def _singulars(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(singular, words))


def _longest_name(words: Sequence[str], known: Mapping[tuple[str, ...], str]) -> int:
    """How many of the first words are a name that has an acronym; 1 where none is."""
    for length in range(len(words), 1, -1):
        if _singulars(words[:length]) in known:
            return length
    return 1


def joined_forms(text: str) -> str:
    """The hyphened words of ``text`` written as one, so that either spelling finds the other."""
    found = _HYPHENED.findall(fold_for_search(text))
    return " ".join(dict.fromkeys(word.replace("-", "") for word in found))
