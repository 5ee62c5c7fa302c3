"""Whose papers these are: the area of a document, learnt from its board's name or from the councils it names most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.facts import Facts
from kg.linking.name_forms import key
from kg.linking.organisation_types import GENERAL, HEADS, UNITS
from ontology.folding import fold
from ontology.vocabulary import Concept, Vocabulary

# Endings after a place by which a body shows which place it serves, in folded words.
_SERVING = (
    ("county", "council"),
    ("borough", "council"),
    ("district", "council"),
    ("city", "council"),
    ("parish", "council"),
    ("town", "council"),
    ("community", "council"),
    ("metropolitan", "borough", "council"),
    ("police",),
    ("constabulary",),
    ("fire", "rescue", "service"),
)

_NO_PLACE = GENERAL | HEADS | UNITS


@dataclass(frozen=True, slots=True)
class Home:
    """Where a document is at home: its area or areas, the first one the host's, and its boards' names.

    ``scope`` tells bodies with ordinary names apart ("Community Safety Team"): it is the first area, else the board.
    """

    areas: tuple[str, ...]
    boards: tuple[str, ...]

    @property
    def scope(self) -> str:
        return self.areas[0] if self.areas else " ".join(key(self.boards[0])) if self.boards else ""


def served(name: str) -> str | None:
    """The place in the name of a council, a force or a fire service: “Marlshire County Council” → ``marlshire``."""
    if " - " in name or " – " in name:
        return None
    words = key(name)
    for ending in _SERVING:
        place = words[: -len(ending)]
        if words[-len(ending) :] == ending and 0 < len(place) <= 5 and _NO_PLACE.isdisjoint(place):
            return " ".join(place)
    return None


def is_serving(words: tuple[str, ...]) -> bool:
    """Whether ``words`` are the part of such a name that leaves its place unsaid: “County Council”, “Police”."""
    return words in _SERVING


class Places:
    """The areas that the vocabulary and these papers know, and the home of every document."""

    def __init__(self, corpus: Sequence[Facts], vocabulary: Vocabulary) -> None:
        named = {facts.document.id: Counter(self._councils(facts, vocabulary)) for facts in corpus}
        areas = {" ".join(key(c.area)) for c in vocabulary.concepts.values() if c.area}
        self.areas = areas | {place for places in named.values() for place in places}
        self._parts: dict[str, frozenset[str]] = {}
        self._initials: dict[str, list[str]] = {}
        for area in sorted(self.areas):
            if " " in area:
                self._initials.setdefault("".join(word[0] for word in area.split()), []).append(
                    area
                )
        self._longest = max((len(area.split()) for area in self.areas), default=1)
        self._homes = {
            facts.document.id: self._home(facts, named[facts.document.id]) for facts in corpus
        }

    def home(self, document_id: str) -> Home:
        return self._homes[document_id]

    def within(self, words: Sequence[str]) -> list[str]:
        """The areas named in ``words``, in order, the longest at each place."""
        found, at = [], 0
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 0, -1):
                if (area := " ".join(words[at : at + length])) in self.areas:
                    found.append(area)
                    at += length - 1
                    break
            at += 1
        return found

    def places_of(self, words: Sequence[str]) -> frozenset[str]:
        """The areas that ``words`` consist of, whole and one by one, if they are nothing but areas."""
        text = " ".join(words)
        if text not in self._parts:
            parts = self.within(words)
            if (
                len(parts) == 1 and len(words) > 1
            ):  # “Marl and Wend” is an area of its own, and also Marl and Wend
                parts += self.within(words[:1]) + self.within(words[1:])
                parts = (
                    parts
                    if sum(len(part.split()) for part in parts[1:]) == len(words)
                    else parts[:1]
                )
            whole = sum(len(part.split()) for part in self.within(words)) == len(words)
            self._parts[text] = frozenset(parts) if whole else frozenset()
        return self._parts[text]

    def spelled(self, document_id: str, letters: str) -> tuple[str, ...] | None:
        """The area of several words, overlapping the document's own, that ``letters`` are the initials of."""
        home = {word for area in self.home(document_id).areas for word in area.split()}
        able = [area for area in self._initials.get(letters, ()) if home & set(area.split())]
        return tuple(able[0].split()) if len(able) == 1 else None

    def _councils(self, facts: Facts, vocabulary: Vocabulary) -> Iterable[str]:
        names = [m.name or m.text for m in facts.mentions if m.kind == "organisation"]
        names += [row.organisation for row in facts.attendance if row.organisation]
        names += [report.organisation for report in facts.reports if report.organisation]
        for name in names:
            if place := served(name):
                yield place
        for mention in facts.mentions:
            concept: Concept | None = vocabulary.concepts.get(mention.concept or "")
            if concept and concept.area and served(concept.name):
                yield " ".join(key(concept.area))

    def _home(self, facts: Facts, councils: Counter[str]) -> Home:
        boards = tuple(dict.fromkeys(" ".join(m.board.split()) for m in facts.meetings if m.board))
        areas: list[str] = []
        for board in boards:
            areas += [area for area in self.within(key(board)) if area not in areas]
        if not areas and councils:
            top = max(councils.values())
            areas = [min(place for place, count in councils.items() if count == top)]
        return Home(tuple(areas), boards)


def short_forms(vocabulary: Vocabulary) -> dict[str, tuple[Concept, ...]]:
    """The short forms that only an area explains, folded, with the entries that go by them, ordered by id."""
    found: dict[str, list[Concept]] = {}
    folded: dict[str, str] = {}
    for concept in vocabulary.concepts.values():
        for short in concept.short:
            if short not in folded:
                folded[short] = fold(short)
            entries = found.setdefault(folded[short], [])
            if concept not in entries[-1:]:
                entries.append(concept)
    return {short: tuple(entries) for short, entries in found.items()}
