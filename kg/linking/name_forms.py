"""Printed names folded into what can be compared: look-up forms, keys of words, slugs, the parts of a person's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.linking.lexicon import Words, table
from ontology.folding import (
    entity_slug,
    fold,
    fold_printed,
    singular,
    straight_quotes,
    without_accents,
)

_POSSESSIVE = re.compile(r"(?<=\w)(['’]s|(?<=s)['’])(?!\w)")
_CLOSING = re.compile(r"(?<=[^\Ws])['’”](?!\w)|(?<=s)['’”](?=$)", re.IGNORECASE)
_LONGEST = 120  # characters of a person's name with titles, role and all
_OPENING = "‘“\"'"
_NOISE = re.compile(r"[\"“”()\[\]*#_:;|]")
_GLOSS = re.compile(r"\s*\((?P<gloss>[^()]{1,60})\)\s*")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&/]{0,5}[A-Z](?:['’]?s)?|(?:[A-Z]\.){2,6}")
_GLOSSED = re.compile(r"[A-Z][a-z]{0,3}[A-Z&][A-Za-z&]{0,6}(?:['’]?s)?(?: [A-Z]{2,6})?")
_YEARS = re.compile(r"\(?\b(?:19|20)\d\d(?:\s?(?:[-–/]|to)\s?(?:(?:19|20)?\d\d))?\b\)?")
_STOP = frozenset(["of", "the", "for", "and", "in", "on", "to", "a", "an", "at"])
_INITIALS = re.compile(r"(?:[A-Z]\.){1,4}|[A-Z]{1,2}\.?")
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*")
_CODE = re.compile(r"[A-Z]{2,3}[a-z]?|[A-Z][a-z]?[A-Z][a-z]?")

lookup, slug, plain = fold_printed, entity_slug, without_accents


def tidy(text: str) -> str:
    """``text`` on one line, without quotes around it or without their other half: “Zone Out’ Walks”."""
    text = " ".join(text.split())
    if text[:1] in _OPENING and text[-1:] in _OPENING + "’”":
        text = text[1:-1]
    if "‘" not in text and "“" not in text:
        text = _CLOSING.sub("", text)
    return text.lstrip(_OPENING) if not any(closing in text for closing in "’”'") else text


@lru_cache(maxsize=65536)
def unglossed(text: str) -> tuple[str, str | None]:
    """``text`` without what brackets add to it, and that addition: “Senior Officer Group (SOG)”."""
    text = " ".join(text.split())
    found = _GLOSS.search(text)
    if not found or not text[: found.start()].strip():
        return text, None
    rest = " ".join((text[: found.start()] + " " + text[found.end() :]).split())
    return rest, found["gloss"].strip()


def glosses(text: str) -> list[tuple[str, str]]:
    """The acronyms that ``text`` defines in brackets and what they stand for: all of the name, or the words before."""
    found = _GLOSS.search(text)
    if not found or not _GLOSSED.fullmatch(found["gloss"].strip()):
        return []
    acronym, before = acronym_of(found["gloss"]), " ".join(text[: found.start()].split())
    if found.end() < len(
        text
    ):  # “Marl and Wend (M&W) Hate Group” defines what its first words are called
        capitals = "".join(word[0] for word in before.split() if word[0].isupper())
        return [(acronym, before)] if capitals == acronym.replace("&", "") else []
    return [(acronym, before)] if len(before.split()) > 1 else []


@lru_cache(maxsize=65536)
def is_acronym(text: str) -> bool:
    """Whether ``text`` is written as an acronym: CSPs, C.C.C., LLR PDU; two words in capitals alone are a heading."""
    words = text.split()
    if len(words) == 2 and not all(re.search("[AEIOU]", word) for word in words):
        return all(word.isupper() and len(word) < 6 and word.isalpha() for word in words)
    return len(words) == 1 and _ACRONYM.fullmatch(words[0]) is not None


@lru_cache(maxsize=65536)
def acronym_of(text: str) -> str:
    """An acronym without its dots, plural and possessive."""
    bare = re.sub(r"['’]s$", "", text.strip()).replace(".", "")
    return bare[:-1] if len(bare) > 2 and bare.endswith("s") and bare[:-1].isupper() else bare


@lru_cache(maxsize=65536)
def key(text: str) -> tuple[str, ...]:
    """The words that make a body's or programme's name, for comparing: singular, without “of”, “the”, “and”, marks."""
    text = _POSSESSIVE.sub("", unglossed(text.strip())[0])
    folded = f" {fold(_NOISE.sub(' ', text))} "
    for phrase, short in table("lexicon")["phrases"].items():
        folded = folded.replace(f" {phrase} ", f" {short} ")
    if is_acronym(text.strip()):
        return (fold(acronym_of(text)),)
    return tuple(singular(word) for word in folded.split() if word not in _STOP)


@lru_cache(maxsize=65536)
def undated(text: str) -> tuple[str, tuple[int, ...]]:
    """A programme's name without the years it carries, and those years: “2021-23” is ``(2021, 2023)``."""
    rest = " ".join(_YEARS.sub(" ", text).split()).strip(" -–,")
    if not key(rest):
        return text, ()
    years: list[int] = []
    for digits in re.findall(r"\d+", " ".join(_YEARS.findall(text))):
        years.append(
            int(digits) if len(digits) == 4 or not years else years[-1] // 100 * 100 + int(digits)
        )
    return rest, tuple(years)


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a person's name, folded: ``given`` names or initials in order, ``surname`` in one word.

    ``lone`` is a single word that could be either, or a code of initials; ``bare`` the name as printed without titles.
    """

    given: tuple[str, ...]
    surname: str
    bare: str
    sex: str | None = None
    callings: frozenset[str] = frozenset()
    lone: str = ""
    titled: bool = False

    @property
    def full(self) -> bool:
        """Whether a first name is spelled out."""
        return bool(self.given) and len(self.given[0]) > 1

    @property
    def whole(self) -> str:
        """All of the name in one word: “Samra-Rai” and “Samra Rai” are one."""
        return "".join(self.given) + self.surname


def _word(text: str) -> str:
    return re.sub(r"[^a-z]", "", without_accents(text))


def _title_length(tokens: list[str], words: Words) -> int:
    """How many of the first ``tokens`` are one title: “Cllr.”, “County Councillor”, “T/ACC”; an initial is none."""
    known = words.titles | words.before_titles
    for at, token in enumerate(tokens):
        parts = [part for part in re.split(r"[/.]", token.lower()) if part]
        if parts and all(part in known for part in parts) and (len(token.strip(".")) > 1):
            if any(part in words.titles for part in parts):
                return at + 1
        else:
            return 0
    return 0


def parse_person_name(printed: str, words: Words) -> PersonName | None:
    """The parts of ``printed``, or ``None`` where it is no person's name (an address, a count, a description)."""
    text = straight_quotes(printed)
    if "@" in text or len(text) > _LONGEST:
        return None
    text = re.sub(r"'s$", "", re.sub(r"\s*\(.*?\)", " ", text).strip(" .,;:*"))
    first, *rest = re.split(r",\s*|\s+-\s+", text)
    tail = [part for part in rest if all(_word(w) in words.honours for w in part.split())]
    tokens = re.sub(r"(?<=[a-z])(?=Cllr)", " ", first).split()
    sexes, callings = set(), set()

    def note(token: str) -> None:
        if sex := words.sex.get(token):
            sexes.add(sex)
        if calling := words.calling.get(token):
            callings.add(calling)

    titled = False
    while length := _title_length(tokens, words):
        for token in tokens[:length]:
            for part in re.split(r"[/.]", token.lower()):
                note(part)
        tokens, titled = tokens[length:], True
        if tokens and tokens[0].isdigit():  # a constable's number
            tokens.pop(0)
    while len(tokens) > 1 and _word(tokens[-1]) in words.honours and tokens[-1].isupper():
        note(_word(tokens.pop()))
    for part in tail:
        for token in part.split():
            note(_word(token))
    if not tokens or len(tokens) > 6 or not all(_NAME_WORD.fullmatch(token) for token in tokens):
        return None
    if any(token[0].islower() and token.lower() not in words.particles for token in tokens):
        return None
    if tokens[0].lower() in words.before_titles and len(tokens[0]) > 1:
        return None
    bare = " ".join(tokens)
    sex = sexes.pop() if len(sexes) == 1 else None
    if len(tokens) == 1:
        if titled and not _INITIALS.fullmatch(tokens[0]):
            return PersonName((), _word(tokens[0]), bare, sex, frozenset(callings), titled=True)
        return PersonName((), "", bare, sex, frozenset(callings), lone=tokens[0], titled=titled)
    shouting = bare.isupper()
    given: list[str] = []
    for token in tokens[:-1]:
        if _INITIALS.fullmatch(token) and not (
            shouting and len(token.strip(".")) > 1 and "." not in token
        ):
            given += [letter.lower() for letter in token if letter.isalpha()]
        elif token.lower() not in words.particles or not given:
            given.append(_word(token))
    surname = _word(tokens[-1])
    if not surname or not all(given) or not given:
        return None
    if len(surname) == 1:  # “Ann B.” tells no surname
        return None
    return PersonName(tuple(given), surname, bare, sex, frozenset(callings), titled=titled)


def is_code(text: str) -> bool:
    """Whether ``text`` looks like somebody's initials: RB, MCa, FRE."""
    return _CODE.fullmatch(text) is not None


def fits_code(code: str, name: PersonName) -> int:
    """How much of ``name`` the initials ``code`` spell: 0 not at all, else the number of letters used."""
    letters = code.lower()
    if not name.given or not letters.startswith(name.given[0][0]):
        return 0
    if letters == "".join(g[0] for g in name.given) + name.surname[0]:
        return len(letters)
    rest = letters[1:]
    return len(letters) if rest and name.surname.startswith(rest) else 0


def near(a: str, b: str, most: int) -> bool:
    """Whether ``b`` is ``a`` but for at most ``most`` letters dropped, added, mistaken or swapped with the next."""
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
