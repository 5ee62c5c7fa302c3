"""Personal names taken apart: titles, given names or initials, surname; and initials as codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.linking.lexicon import NameLexicon
from kg.ontology.folding import letters_only, straight_quotes

_MAX_LENGTH = 120  # characters of a person's name with titles, role and all
_MAX_TOKENS = 6  # words of a name without its titles
_INITIALS = re.compile(r"(?:[A-Z]\.){1,4}|[A-Z]{1,2}\.?")
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*")
_CODE = re.compile(r"[A-Z]{2,3}[a-z]?|[A-Z][a-z]?[A-Z][a-z]?")


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a person's name, folded: ``given`` names or initials, ``surname`` in one word.

    ``lone`` is a single word that could be either, or a code of initials; ``bare`` the name as
    printed without titles; ``sex`` is ``m`` or ``f`` where a title tells.
    """

    given: tuple[str, ...]
    surname: str
    bare: str
    sex: str | None = None
    callings: frozenset[str] = frozenset()
    lone: str = ""
    titled: bool = False

    @property
    def has_first_name(self) -> bool:
        """Whether a first name is spelled out."""
        return bool(self.given) and len(self.given[0]) > 1

    @property
    def joined(self) -> str:
        """All of the name in one word: “Samra-Rai” and “Samra Rai” are one."""
        return "".join(self.given) + self.surname


@dataclass(slots=True)
class _Honorifics:
    """What titles and honours tell of who bears them."""

    lexicon: NameLexicon
    sexes: set[str] = field(default_factory=set)
    callings: set[str] = field(default_factory=set)
    titled: bool = False

    def note(self, word: str) -> None:
        """Takes in what one word of a title or an honour tells; others tell nothing."""
        if sex := self.lexicon.sex.get(word):
            self.sexes.add(sex)
        if calling := self.lexicon.callings.get(word):
            self.callings.add(calling)

    @property
    def sex(self) -> str | None:
        """The sex, where titles agree on one."""
        return next(iter(self.sexes)) if len(self.sexes) == 1 else None


def parse_person_name(printed: str, lexicon: NameLexicon) -> PersonName | None:
    """The parts of ``printed``, or ``None`` where it is no person's name."""
    text = straight_quotes(printed)
    if "@" in text or len(text) > _MAX_LENGTH:
        return None
    text = re.sub(r"'s$", "", re.sub(r"\s*\(.*?\)", " ", text).strip(" .,;:*"))
    first, *rest = re.split(r",\s*|\s+-\s+", text)
    honorifics = _Honorifics(lexicon)
    tokens = re.sub(r"(?<=[a-z])(?=Cllr)", " ", first).split()
    tokens = _without_honours(_without_titles(tokens, honorifics), honorifics)
    for part in rest:
        words = [letters_only(word) for word in part.split()]
        if all(word in lexicon.honours for word in words):
            for word in words:
                honorifics.note(word)
    if not _can_be_name(tokens, lexicon):
        return None
    if all(_is_particle(token, lexicon) for token in tokens[:-1]):
        return _lone_name(tokens, honorifics)
    return _full_name(tokens, honorifics)


def _is_particle(token: str, lexicon: NameLexicon) -> bool:
    """Whether a token belongs to the surname behind it: “van der Linden”, “Ní Bhriain”."""
    word = token.lower()
    return word in (lexicon.particles if token.islower() else lexicon.capital_particles)


def _without_titles(tokens: list[str], honorifics: _Honorifics) -> list[str]:
    """The tokens after all titles, whose words are noted."""
    while length := _title_length(tokens, honorifics.lexicon):
        honorifics.titled = True
        for token in tokens[:length]:
            for part in re.split(r"[/.]", token.lower()):
                honorifics.note(part)
        tokens = tokens[length:]
        if tokens and tokens[0].isdigit():  # a constable's number
            tokens = tokens[1:]
    return tokens


def _title_length(tokens: list[str], lexicon: NameLexicon) -> int:
    """How many of the first ``tokens`` are one title: “Cllr.”, “County Councillor”, “T/ACC”.

    An initial is none, nor are words such as “County” without a title after them.
    """
    known = lexicon.titles | lexicon.title_prefixes
    for at, token in enumerate(tokens):
        parts = [part for part in re.split(r"[/.]", token.lower()) if part]
        if not parts or len(token.strip(".")) < 2 or not known.issuperset(parts):
            return 0
        if not lexicon.titles.isdisjoint(parts):
            return at + 1
    return 0


def _without_honours(tokens: list[str], honorifics: _Honorifics) -> list[str]:
    """The tokens before the honours in capitals at the end, which are noted."""
    while len(tokens) > 1 and tokens[-1].isupper():
        honour = letters_only(tokens[-1])
        if honour not in honorifics.lexicon.honours:
            break
        honorifics.note(honour)
        tokens = tokens[:-1]
    return tokens


def _can_be_name(tokens: list[str], lexicon: NameLexicon) -> bool:
    """Whether the tokens, their titles taken off, can be a person's name."""
    if not 0 < len(tokens) <= _MAX_TOKENS or not all(map(_NAME_WORD.fullmatch, tokens)):
        return False
    if any(token[0].islower() and token.lower() not in lexicon.particles for token in tokens):
        return False
    return tokens[0].lower() not in lexicon.title_prefixes or len(tokens[0]) == 1


def _lone_name(tokens: Sequence[str], honorifics: _Honorifics) -> PersonName:
    """One word: a surname after a title, else something that could be either name, or initials.

    With particles before it, it is a surname, title or not.
    """
    token, bare = tokens[-1], " ".join(tokens)
    sex, callings, titled = honorifics.sex, frozenset(honorifics.callings), honorifics.titled
    if len(tokens) > 1 or (titled and not _INITIALS.fullmatch(token)):
        return PersonName((), letters_only(token), bare, sex, callings, titled=titled)
    return PersonName((), "", token, sex, callings, lone=token, titled=titled)


def _full_name(tokens: list[str], honorifics: _Honorifics) -> PersonName | None:
    """Given names or initials and a surname; ``None`` where one of them has no letters."""
    bare, surname = " ".join(tokens), letters_only(tokens[-1])
    given: list[str] = []
    for token in tokens[:-1]:
        if _is_initials(token, in_capitals=bare.isupper()):
            given += [letter.lower() for letter in token if letter.isalpha()]
        elif token.lower() not in honorifics.lexicon.particles or not given:
            given.append(letters_only(token))
    if len(surname) < 2 or not given or not all(given):  # “Ann B.” tells no surname
        return None
    callings = frozenset(honorifics.callings)
    return PersonName(
        tuple(given), surname, bare, honorifics.sex, callings, titled=honorifics.titled
    )


def _is_initials(token: str, in_capitals: bool) -> bool:
    """Whether a token is initials; within capitals only a letter, or letters with dots, is."""
    if not _INITIALS.fullmatch(token):
        return False
    return not in_capitals or len(token.strip(".")) == 1 or "." in token


def is_initials_code(text: str) -> bool:
    """Whether ``text`` looks like somebody's initials: RB, MCa, FRE."""
    return _CODE.fullmatch(text) is not None


def letters_spelled(code: str, name: PersonName) -> int:
    """How many letters of the initials ``code`` the name accounts for: all of them, or 0."""
    letters = code.lower()
    if not name.given or not letters.startswith(name.given[0][0]):
        return 0
    if letters == "".join(given[0] for given in name.given) + name.surname[0]:
        return len(letters)
    rest = letters[1:]
    return len(letters) if rest and name.surname.startswith(rest) else 0
