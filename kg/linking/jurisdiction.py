"""The jurisdiction of a document: the area whose body published it, and the boards it is of.

It is learnt from the area in its boards' names, else from the council that the papers of its board
name most often.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extractors.facts import Facts
from kg.linking.meeting_clues import website_area
from kg.linking.name_forms import name_key
from kg.linking.organisation_words import (
    GENERAL_WORDS,
    ORGANISATION_HEADS,
    OWN_BODY_WORDS,
    UNIT_HEADS,
    NameWords,
    is_general,
)
from kg.ontology.vocabulary import Concept, Vocabulary

# What follows the area in the names of bodies that serve one, in folded words.
_AREA_BODY_TYPES = (
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

_NO_AREA_WORDS = GENERAL_WORDS | ORGANISATION_HEADS | UNIT_HEADS


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The areas of a document, the host's first, and its boards' names.

    ``home`` is the board's name by which its papers are known, as a key. ``stated`` where that
    says the area: what papers name most often is only likely.
    """

    areas: tuple[str, ...]
    boards: tuple[str, ...]
    home: str
    stated: bool

    @property
    def scope(self) -> str:
        """What tells general names apart (“Safety Team”): the first area, else the board."""
        return self.areas[0] if self.areas else self.home


def area_served(name: str) -> str | None:
    """The area in the name of a council, a police force or a fire service.

    “Marlshire County Council” serves ``marlshire``; ``None`` for any other name.
    """
    if " - " in name or " – " in name:
        return None
    words = name_key(name)
    for body_type in _AREA_BODY_TYPES:
        area = words[: -len(body_type)]
        if words[-len(body_type) :] == body_type and _can_be_area(area):
            return " ".join(area)
    return None


def _can_be_area(words: NameWords) -> bool:
    return 0 < len(words) <= 5 and _NO_AREA_WORDS.isdisjoint(words)


def is_area_body_type(words: NameWords) -> bool:
    """Whether ``words`` are such a name without its area: “County Council”, “Police”."""
    return words in _AREA_BODY_TYPES


def concept_area(concept: Concept) -> str:
    """The area of a vocabulary entry as areas are compared; empty where it has none."""
    return " ".join(name_key(concept.area or ""))


class Jurisdictions:
    """The areas known to the vocabulary and the papers, and the jurisdiction of each document."""

    def __init__(self, corpus: Sequence[Facts], vocabulary: Vocabulary) -> None:
        named = {facts.document.id: Counter(_areas_named(facts, vocabulary)) for facts in corpus}
        known = {concept_area(c) for c in vocabulary.concepts.values() if c.area}
        self.areas: set[str] = known.union(*named.values())
        self._made_of: dict[str, frozenset[str]] = {}
        self._by_initials: dict[str, list[str]] = {}
        for area in sorted(area for area in self.areas if " " in area):
            letters = "".join(word[0] for word in area.split())
            self._by_initials.setdefault(letters, []).append(area)
        self._longest = max((len(area.split()) for area in self.areas), default=1)
        self._by_document: dict[str, Jurisdiction] = {}
        for papers in _by_board(corpus):
            together = sum((named[facts.document.id] for facts in papers), Counter[str]())
            self._by_document |= self._learn(papers, together)

    def of(self, document: str) -> Jurisdiction:
        """The jurisdiction of a document of the corpus, by the document's id."""
        return self._by_document[document]

    def areas_within(self, words: Sequence[str]) -> list[str]:
        """The areas named in ``words``, in order, the longest at each position."""
        found, at = [], 0
        while at < len(words):
            area = self._area_at(words, at)
            if area is not None:
                found.append(area)
            at += len(area.split()) if area is not None else 1
        return found

    def _area_at(self, words: Sequence[str], at: int) -> str | None:
        for length in range(min(self._longest, len(words) - at), 0, -1):
            if (area := " ".join(words[at : at + length])) in self.areas:
                return area
        return None

    def areas_made_of(self, words: Sequence[str]) -> frozenset[str]:
        """The areas that ``words`` consist of, if they are nothing but areas; else none.

        “Marl and Wend” is an area of its own, and also Marl and Wend: all three.
        """
        text = " ".join(words)
        if text not in self._made_of:
            self._made_of[text] = frozenset(self._decompose(words))
        return self._made_of[text]

    def _decompose(self, words: Sequence[str]) -> list[str]:
        areas = self.areas_within(words)
        if _word_count(areas) != len(words):
            return []
        if len(areas) == 1 and len(words) > 1:
            inner = self.areas_within(words[:1]) + self.areas_within(words[1:])
            if _word_count(inner) == len(words):
                areas += inner
        return areas

    def area_with_initials(self, document: str, letters: str) -> NameWords | None:
        """The area of several words with these initials, if exactly one overlaps the document's."""
        own = {word for area in self.of(document).areas for word in area.split()}
        able = [area for area in self._by_initials.get(letters, ()) if own & set(area.split())]
        return tuple(able[0].split()) if len(able) == 1 else None

    def is_own_body(self, document: str, text: str) -> bool:
        """Whether ``text`` is how papers speak of the body whose papers they are: “the Board”."""
        words, boards = name_key(text), self.of(document).boards
        if len(words) != 1 or words[0] not in OWN_BODY_WORDS:
            return False
        return any(words[0] in name_key(board) for board in boards)

    def leaves_area_unsaid(self, document: str, text: str) -> bool:
        """Whether ``text`` is short for a name that its place explains.

        So are “County Council”, “the Board”, and “Marlow” alone.
        """
        words = name_key(text)
        return (
            is_area_body_type(words)
            or self.is_own_body(document, text)
            or " ".join(words) in self.areas
        )

    def _learn(
        self, papers: Sequence[Facts], named: Counter[str]
    ) -> Iterator[tuple[str, Jurisdiction]]:
        """The jurisdiction of each of a board's papers.

        ``named`` counts the areas whose councils they name.
        """
        said = [area for facts in papers for area in self._areas_in(_boards(facts))]
        likely = said or sorted(named, key=lambda area: (-named[area], area))
        home = _home(papers)
        for facts in papers:
            boards = _boards(facts)
            areas = self._areas_in(boards) or likely[:1]
            if not areas and (area := website_area(facts.document, self.areas)):
                areas = [area]
            yield facts.document.id, Jurisdiction(tuple(areas), boards, home, bool(said))

    def _areas_in(self, boards: Sequence[str]) -> list[str]:
        found = (area for board in boards for area in self.areas_within(name_key(board)))
        return list(dict.fromkeys(found))


def _boards(facts: Facts) -> tuple[str, ...]:
    """The names of the bodies whose meetings a paper tells of, each once."""
    return tuple(dict.fromkeys(" ".join(m.board.split()) for m in facts.meetings if m.board))


def _is_own_name(words: NameWords) -> bool:
    """Whether a board's name is more than what any board could be called."""
    return len(words) > 1 and not is_general(words)


def _home(papers: Sequence[Facts]) -> str:
    """The name that most of a board's papers give it; of those that are its own, if any are."""
    counts = Counter(name_key(board) for facts in papers for board in _boards(facts))
    best = sorted(counts, key=lambda key: (not _is_own_name(key), -counts[key], key))
    return " ".join(best[0]) if best else ""


def _by_board(corpus: Sequence[Facts]) -> list[list[Facts]]:
    """The papers, those together that share a board's name of its own, or a meeting."""
    groups: list[tuple[set[NameWords], list[Facts]]] = []
    for facts in corpus:
        keys = set(_group_keys(facts))
        shared = [group for group in groups if group[0] & keys]
        papers = [paper for _, theirs in shared for paper in theirs]
        groups = [group for group in groups if group not in shared]
        groups.append((keys.union(*(known for known, _ in shared)), [*papers, facts]))
    return [papers for _, papers in groups]


def _group_keys(facts: Facts) -> Iterator[NameWords]:
    """What papers of one board share: its own name, or a meeting to which one was attached."""
    for index, meeting in enumerate(facts.meetings):
        key = name_key(" ".join((meeting.board or "").split()))
        if meeting.board and _is_own_name(key):
            yield key
        leader = meeting.attached_to
        if leader is not None:
            yield ("@", leader[0])
        elif index == 0:
            yield ("@", facts.document.id)


def _word_count(areas: Sequence[str]) -> int:
    return sum(len(area.split()) for area in areas)


def _areas_named(facts: Facts, vocabulary: Vocabulary) -> Iterator[str]:
    """The areas of the councils and forces that a paper names, once for each time it does."""
    names = [m.name or m.text for m in facts.mentions if m.kind == "organisation"]
    listed = [row.organisation for row in facts.attendance]
    listed += [report.organisation for report in facts.reports]
    national = {name_key(c.name) for c in vocabulary.concepts.values() if not c.area}
    for name in (*names, *filter(None, listed)):
        if name_key(name) not in national and (area := area_served(name)):
            yield area
    for mention in facts.mentions:
        concept = vocabulary.concepts.get(mention.concept or "")
        if concept and concept.area and area_served(concept.name):
            yield concept_area(concept)
