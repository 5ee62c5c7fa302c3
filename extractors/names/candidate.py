"""A candidate for a name on its way to a mention, and what the tests that weigh it may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.extractors.facts import EntityKind
from kg.extractors.names.words import Alphabet, Words


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate on its way to a mention: words ``first`` up to ``last`` and what they are taken for."""

    first: int
    last: int
    kind: EntityKind
    rule: str
    confidence: float
    name: str | None = None
    concept: str | None = None
    subtype: str | None = None

    @property
    def length(self) -> int:
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class Refused:
    """A candidate that was turned down, and why."""

    first: int
    last: int
    rule: str
    reason: str


class Context:
    """What the tests may look at: the words, their classes and what is already known of this text."""

    def __init__(
        self, words: Words, alphabet: Alphabet, nothing: frozenset[str] = frozenset()
    ) -> None:
        self.words = words
        self.nothing = nothing
        self.alphabet = alphabet
        self.people: set[int] = set()  # words that belong to a person's name
        self.organisations: set[int] = set()
        self.venues: set[int] = set()  # words that say where a meeting is held
        self.known: set[int] = set()  # words of names that the vocabulary lists

    def has(self, index: int, name: str) -> bool:
        """Whether the word at ``index`` has the class ``name``, as the profile sees it."""
        return name in self.alphabet.classes[self.words.profile[index]]

    def all(self, first: int, last: int, *names: str) -> bool:
        """Whether every word has one of the classes."""
        return all(any(self.has(i, name) for name in names) for i in range(first, last))

    def content(self, found: Found) -> list[int]:
        """The words of a candidate that are no connectors or marks."""
        words = self.words.words
        return [
            i
            for i in range(found.first, found.last)
            if words[i][0].isalnum()
            and not self.has(i, "NUM")
            and (
                not self.has(i, "STOP")
                or (i > found.first and words[i][0].isupper() and not self.words.shouted[i])
            )
        ]

    def is_lower(self, index: int) -> bool:
        """Whether this text also uses the word in lower case."""
        return self.words.words[index].lower() in self.words.lower


Outcome = list[Found] | str  # what is left of a candidate, or the reason it is refused
Test = Callable[[Found, Context], Outcome]


def longest(candidates: Iterable[Found]) -> list[Found]:
    """The candidates of which none overlaps another: the longest win, then the surer, in text order."""
    taken: set[int] = set()
    chosen: list[Found] = []
    for found in sorted(
        candidates,
        key=lambda f: (f.confidence <= 1, -f.length, -f.confidence, f.first, f.kind, f.rule),
    ):
        if taken.isdisjoint(range(found.first, found.last)):
            taken.update(range(found.first, found.last))
            chosen.append(found)
    return sorted(chosen, key=lambda f: f.first)
