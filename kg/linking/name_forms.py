"""Printed names made comparable: name keys, names without brackets or years, acronyms."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.linking.lexicon import table
from kg.ontology.folding import fold, singular

_POSSESSIVE = re.compile(r"(?<=\w)(['’]s|(?<=s)['’])(?!\w)")
_CLOSING = re.compile(r"(?<=[^\Ws])['’”](?!\w)|(?<=s)['’”](?=$)", re.IGNORECASE)
_OPENING = "‘“\"'"
_NOISE = re.compile(r"[\"“”()\[\]*#_:;|]")
_GLOSS = re.compile(r"\s*\((?P<gloss>[^()]{1,60})\)\s*")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&/]{0,5}[A-Z](?:['’]?s)?|(?:[A-Z]\.){2,6}")
_GLOSSED = re.compile(r"[A-Z][a-z]{0,3}[A-Z&][A-Za-z&]{0,6}(?:['’]?s)?(?: [A-Z]{2,6})?")
_YEARS = re.compile(r"\(?\b(?:19|20)\d\d(?:\s?(?:[-–/]|to)\s?(?:(?:19|20)?\d\d))?\b\)?")
_STOP = frozenset(["of", "the", "for", "and", "in", "on", "to", "a", "an", "at"])
_SMALL = _STOP | {"upon"}


def tidy(text: str) -> str:
    """``text`` on one line, without quotes around it or half of them: “Zone Out’ Walks”."""
    text = " ".join(text.split())
    if text[:1] in _OPENING and text[-1:] in _OPENING + "’”":
        text = text[1:-1]
    if "‘" not in text and "“" not in text:
        text = _CLOSING.sub("", text)
    return text.lstrip(_OPENING) if not any(closing in text for closing in "’”'") else text


@lru_cache(maxsize=65536)
def without_brackets(text: str) -> str:
    """``text`` on one line without the first thing in brackets: “Senior Officer Group (SOG)”."""
    text = " ".join(text.split())
    found = _GLOSS.search(text)
    if not found or not text[: found.start()].strip():
        return text
    return " ".join((text[: found.start()] + " " + text[found.end() :]).split())


def bracketed_acronyms(text: str) -> list[tuple[str, str]]:
    """The acronyms that ``text`` defines in brackets, each with what it stands for.

    That is the whole name before the brackets, or, where more follows them, the words before that
    have these initials: “Marl and Wend (M&W) Hate Group”.
    """
    found = _GLOSS.search(text)
    if not found or not _GLOSSED.fullmatch(found["gloss"].strip()):
        return []
    acronym, before = bare_acronym(found["gloss"]), " ".join(text[: found.start()].split())
    if found.end() < len(text):
        capitals = "".join(word[0] for word in before.split() if word[0].isupper())
        return [(acronym, before)] if capitals == acronym.replace("&", "") else []
    return [(acronym, before)] if len(before.split()) > 1 else []


@lru_cache(maxsize=65536)
def is_acronym(text: str) -> bool:
    """Whether ``text`` is written as an acronym: CSPs, C.C.C., LLR PDU.

    Two words in capitals are one only where one of them has no vowel: else they are a heading.
    """
    words = text.split()
    if len(words) == 2 and not all(re.search("[AEIOU]", word) for word in words):
        return all(word.isupper() and len(word) < 6 and word.isalpha() for word in words)
    return len(words) == 1 and _ACRONYM.fullmatch(words[0]) is not None


@lru_cache(maxsize=65536)
def bare_acronym(text: str) -> str:
    """An acronym without its dots, plural and possessive."""
    bare = re.sub(r"['’]s$", "", text.strip()).replace(".", "")
    return bare[:-1] if len(bare) > 2 and bare.endswith("s") and bare[:-1].isupper() else bare


@lru_cache(maxsize=65536)
def name_key(text: str) -> tuple[str, ...]:
    """The words that make the name of an organisation or programme, for comparing.

    They are folded and singular, without “of”, “the”, “and”, and without marks.
    """
    text = _POSSESSIVE.sub("", without_brackets(text.strip()))
    folded = f" {fold(_NOISE.sub(' ', text))} "
    for phrase, short in table("name_words")["phrases"].items():
        folded = folded.replace(f" {phrase} ", f" {short} ")
    if is_acronym(text.strip()):
        return (fold(bare_acronym(text)),)
    return tuple(singular(word) for word in folded.split() if word not in _STOP)


@lru_cache(maxsize=65536)
def split_years(text: str) -> tuple[str, tuple[int, ...]]:
    """A programme's name without its years, and those years: “2021-23” is ``(2021, 2023)``."""
    rest = " ".join(_YEARS.sub(" ", text).split()).strip(" -–,")
    if not name_key(rest):
        return text, ()
    years: list[int] = []
    for digits in re.findall(r"\d+", " ".join(_YEARS.findall(text))):
        years.append(
            int(digits) if len(digits) == 4 or not years else years[-1] // 100 * 100 + int(digits)
        )
    return rest, tuple(years)


def within_edits(a: str, b: str, most: int) -> bool:
    """Whether the edit distance of two words is at most ``most``.

    An edit is a letter dropped, added, mistaken, or swapped with the next (Damerau-Levenshtein,
    restricted to one swap of the same letters).
    """
    if abs(len(a) - len(b)) > most:
        return False
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if older and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return False
    return row[-1] <= most


def sentence_case(text: str) -> str:
    """A name printed in capitals alone, as it would stand in a sentence; acronyms stay."""
    words = text.split()
    if not text.isupper() or (len(words) == 1 and len(text) < 8):
        return text
    first, *rest = words
    return " ".join([_word_in_sentence(first, False), *(_word_in_sentence(w, True) for w in rest)])


def _word_in_sentence(word: str, may_be_small: bool) -> str:
    if may_be_small and word.lower() in _SMALL:
        return word.lower()
    is_letters = len(word) <= 3 and word != "ST" and set(word).isdisjoint("AEIOUY")
    return word if is_letters else _capitalised(word)


def _capitalised(word: str) -> str:
    """“HARPER-DAVIES” → “Harper-Davies”, “O’NEILL” → “O’Neill”, “(LFRS)” as it is."""
    if not word[:1].isalpha():
        return word
    parts = word.split("-")
    return "-".join(
        p[:3] + p[3:].lower() if p[1:2] in ("'", "’") else p.capitalize() for p in parts
    )
