"""How papers print a person: titles, ranks, initials, given names, surnames and honours.

A reader of cells and lists, where a name is expected; running text is the business of
``kg.extractors.names``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.ontology.vocabulary import Vocabulary

_PARTICLES = (
    r"(?:de|da|di|du|del|della|der|den|van|von|le|la|bin|ibn|al|el|ap|ab|ferch|y"
    r"|Ó|Uí|Ní|Nic|Mac|Mc)"
)
_SURNAME = (
    r"(?:[A-Z][’'])?(?:Mac|Mc|Fitz|De|Le|La|Van|Di|O)?[A-ZÀ-ÖØ-ÞĀ-Ž][a-zà-öø-ÿĀ-ſ]+(?:[’'][a-zà-öø-ÿ]+)?"
    r"(?:-(?:(?:y|yr|le|la|de)-)?(?:[A-Z][’'])?(?:Mc|Mac)?[A-ZÀ-ÖØ-ÞĀ-Ž][a-zà-öø-ÿĀ-ſ]+)*"
)
_INITIAL = r"[A-Z](?:\.|(?=\s|\.|$))"
_ARTICLES = frozenset({"An", "The"})
_ADDRESSED = re.compile(r"\b(?:Mrs?|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Cllr|Councillor|Rev|Prof)\b")


@dataclass(frozen=True, slots=True)
class Person:
    """A printed name and where it ends in the text it was read from.

    ``printed`` keeps titles and honours.
    """

    printed: str
    title: str
    given: str
    surname: str
    honours: str
    start: int
    end: int

    @property
    def certain(self) -> bool:
        """Whether a title, an honour or an initial shows that this is a person."""
        return bool(self.title or self.honours or re.match(r"[A-Z]\.?(\s|$)", self.given))


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w))
    )


class People:
    """Reads printed names with the word lists of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        words = vocabulary.words
        self._vocabulary = vocabulary
        titles = _alternatives((*words["titles"], *words["ranks"]))
        honours = _alternatives(words["honours"])
        # Nobody has more than five; without a bound a line of titles alone costs its square.
        title = rf"(?P<title>(?:(?:{titles})\b\.?(?:\s+\d{{2,5}})?\s+){{0,5}})"
        given = rf"(?P<given>(?:(?:{_INITIAL}\s*)+|{_SURNAME}\s+(?:{_INITIAL}\s*)*))"
        self.first_names = frozenset(name.lower() for name in words["first-names"])
        self.role_nouns = frozenset(word.lower() for word in words["role-nouns"] if " " not in word)
        roles = _alternatives(tuple(words["role-nouns"]))
        self._role_first = re.compile(
            rf"^(?:(?:the|a|an|acting|interim|deputy|assistant|senior|co)[\s-]+)*(?:{roles})\b",
            re.I,
        )
        self._role_near = re.compile(rf"^(?:[\w&’'-]+\s+){{1,3}}(?:{roles})\b", re.I)
        self.heads = frozenset(word.lower() for word in words["organisation-heads"])
        self.nobody = frozenset(word.lower() for word in words["not-names"])
        self._bodies = frozenset(
            word
            for concept in vocabulary.concepts.values()
            if concept.kind == "organisation"
            for label in (concept.name, *concept.labels, *concept.short)
            for word in re.findall(r"[a-z]+", label.lower())
            if len(word) > 3
        )
        tail = (
            rf"(?P<surname>(?:{_PARTICLES}\s+)*{_SURNAME})(?P<honours>(?:,?\s+(?:{honours})\b\.?)*)"
        )
        self._titled = re.compile(
            rf"(?=(?:{titles})\b)"
            + title
            + rf"(?P<given>(?:{_INITIAL}\s*)+|(?:{_SURNAME}\s+)?)"
            + tail
        )
        self._plain = re.compile(r"(?P<title>)" + given + tail)
        self._title_alone = re.compile(rf"(?:{titles})\b\.?")
        self._title_start = re.compile(rf"(?<![\w-])(?:{titles})\b\.?\s+(?:\d{{2,5}}\s+)?(?=[A-Z])")
        self._whole = re.compile(
            title
            + rf"(?P<given>(?:(?:{_INITIAL}\s*)+|(?:{_SURNAME}\s+){{1,3}}(?:{_INITIAL}\s*)*)?)"
            + tail
            + r"$"
        )
        self._plural = re.compile(
            r"^(?:(?:County|Borough|District|City|Town|Parish)\s+)?(?:Councillors|Cllrs)\b\.?\s+",
            re.I,
        )

    def _made(self, found: re.Match[str], offset: int = 0) -> Person:
        return Person(
            " ".join(found[0].split()).rstrip(","),
            found["title"].strip(),
            " ".join(found["given"].split()),
            found["surname"],
            found["honours"].strip(" ,"),
            found.start() + offset,
            found.end() + offset,
        )

    def _is_nobody(self, person: Person) -> bool:
        """Two plain capitalised words that name a body,
        a role or a heading rather than a person.
        """
        if person.title and not person.given and not _ADDRESSED.search(person.title):
            return person.surname.lower() in self.role_nouns  # “Acting Superintendent”
        if person.given in _ARTICLES:
            return True  # “Superintendent An Garda …”
        if person.certain:
            return False
        words = [
            *re.findall(r"[a-zà-öø-ÿ’']+", person.given.lower()),
            *re.findall(r"[a-zà-öø-ÿ]+", person.surname.lower()),
        ]
        if " ".join(words) in self.nobody:
            return True
        if words[0] in self.first_names:
            return words[-1] in self.role_nouns or words[-1] in self.heads
        return any(
            word in self.role_nouns or word in self.heads or word in self._bodies for word in words
        )

    def at(self, text: str) -> Person | None:
        """The person whose name starts ``text``: a titled one, or initials or a given name with one
        surname.
        """
        for pattern in (self._titled, self._plain):
            if found := pattern.match(text):
                person = self._made(found)
                if not self._is_nobody(person):
                    return person
        return None

    def whole(self, text: str, listed: bool = False) -> Person | None:
        """The person that all of ``text`` names, middle names and a surname alone after a title
        included.

        ``listed`` says that it stands among names, where two plain words need less proof.
        """
        found = self._whole.match(text.strip().rstrip(",.;:"))
        if not found or not (found["given"] or found["title"]):
            return None
        person = self._made(found)
        words = [*person.given.split(), *person.surname.split()]
        plain = [word.lower().strip(".") for word in words if len(word.strip(".")) > 1]
        if self._is_too_long(person, plain):
            return None
        if listed and len(words) == 2 and not any(map(self._is_role_word, plain)):
            known = " ".join(plain) in self.nobody or self._vocabulary.by_label(person.printed)
            return None if known else person
        return None if self._is_nobody(person) else person

    def _is_role_word(self, word: str) -> bool:
        return word in self.heads or word in self.role_nouns

    def _is_too_long(self, person: Person, plain: Sequence[str]) -> bool:
        """Whether three and more words are no name: a body or role follows, or a second name."""
        if len(plain) < 3:
            return False
        rest = plain[2 if person.title else 1 :]
        if any(word in self._bodies or self._is_role_word(word) for word in rest):
            return True
        return len(plain) >= 4 and plain[2] in self.first_names

    def several(self, text: str) -> tuple[Person, ...] | None:
        """The persons that ``text`` names one after the other with nothing between them, or
        ``None`` if it does not.

        A cell into which a bad extraction ran a column: split before every title; what is left is
        read as given name and surname.
        """
        persons: list[Person] = []
        at = 0
        text = text.rstrip()
        while at < len(text):
            space = len(text[at:]) - len(text[at:].lstrip(" ,;"))
            at += space
            rest = text[at:]
            following = self._title_start.search(rest, 1)
            while following and self._title_start.match(rest) and self.at(rest) is None:
                following = self._title_start.search(rest, following.start() + 1)
            piece = (
                rest[: following.start()].strip()
                if following and not self._joined(rest, following)
                else rest
            )
            person = self.whole(piece) if following and len(piece.split()) <= 5 else None
            person = (
                person if person and (person.certain or len(piece.split()) == 2) else self.at(rest)
            )
            if person is None:
                return None
            persons.append(
                Person(
                    person.printed,
                    person.title,
                    person.given,
                    person.surname,
                    person.honours,
                    at,
                    at + person.end,
                )
            )
            at += person.end
        return tuple(persons) if persons else None

    def _joined(self, rest: str, following: re.Match[str]) -> bool:
        """Whether the next title belongs to the title that starts ``rest``
        (“Detective Inspector”).
        """
        start = self._title_start.match(rest)
        return bool(start and following.start() <= start.end())

    def within(self, text: str) -> Iterator[Person]:
        """Titled persons anywhere in ``text``."""
        for start in self._title_start.finditer(text):
            found = self._titled.match(text, start.start())
            person = self._made(found) if found else None
            if person and person.given not in _ARTICLES:
                yield person

    def starts_titled(self, text: str) -> bool:
        """Whether ``text`` starts with a title that a name follows."""
        return self._title_start.match(text) is not None

    def is_title(self, word: str) -> bool:
        """Whether ``word`` is a title before a name."""
        return self._title_alone.fullmatch(word) is not None

    def without_plural(self, text: str) -> str:
        """“Councillors A, B and C” without the title they share."""
        return self._plural.sub("", text)

    def is_role(self, text: str) -> bool:
        """Whether ``text`` names a role: its head word, before any “of”/“for”/“to”,
        is a role noun.
        """
        text = text.strip(" ,.()–-")
        head = re.split(r"\s+(?:of|for|to|at|on|in)\s+|,", text, maxsplit=1)[0]
        words = re.findall(r"[A-Za-z’'-]+", head.lower())
        if not words:
            return False
        if (
            words[-1] in self.role_nouns
            or words[-1].rpartition("-")[2] in self.role_nouns
            or self._role_first.match(text)
        ):
            return True
        last = re.findall(r"[a-z]+", text.lower())[-1:]
        return self._role_near.match(text) is not None and not (last and last[0] in self.heads)


@lru_cache(maxsize=4)
def people(vocabulary: Vocabulary) -> People:
    """The reader of names for a vocabulary."""
    return People(vocabulary)
