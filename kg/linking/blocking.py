"""When two readings of organisations or programmes are one body: pairs by cheap keys, clues for each pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extractors.facts import EntityKind
from kg.linking.clustering import Clusters, Pair
from kg.linking.entities import Feature
from kg.linking.features import clue
from kg.linking.jurisdiction import Places, served
from kg.linking.name_forms import key, near
from kg.linking.organisation_types import (
    COMPANY,
    DOING,
    ENDINGS,
    GENERAL,
    STATES,
    TIERS,
    Body,
    Words,
)
from ontology.folding import fold

Block = tuple[object, ...]
_BEHIND = frozenset(["for", "on", "of"])


class Likeness:
    """Compares bodies. A body stands in a block for each key; those that share a block are worth comparing."""

    def __init__(
        self, bodies: Sequence[Body], places: Places, vetoes: Mapping[tuple[int, int], Feature]
    ) -> None:
        self.bodies = bodies
        self._places = places
        self._vetoes = vetoes
        self._blocks: dict[Block, list[tuple[Body, str]]] = defaultdict(list)
        self._dated: dict[tuple[str, Words], set[tuple[int, ...]]] = defaultdict(set)
        for body in bodies:
            if body.years:
                self._dated[body.kind, body.words].add(body.years)
            for block, role in self._keys(body):
                self._blocks[block].append((body, role))

    def clusters(self, extra: Sequence[Pair[Body]]) -> Clusters[Body]:
        """The bodies joined by the rules and by ``extra`` pairs (renamings, verdicts), the vetoes heeded."""
        clusters: Clusters[Body] = Clusters(self.bodies, self.apart)
        clusters.judge([*extra, *self._pairs()])
        return clusters

    def apart(self, left: Body, right: Body) -> Feature | None:
        """Why two bodies can never be one."""
        if said := self._vetoes.get((id(left), id(right))) or self._vetoes.get(
            (id(right), id(left))
        ):
            return said
        if left.concept and right.concept and left.concept.id != right.concept.id:
            return clue(left.kind, "other-concept")
        return None

    def clues(self, left: Body, right: Body) -> tuple[Feature, ...]:
        """The best clues that any shared key gives."""
        if left.kind != right.kind:
            return ()
        theirs = dict(self._keys(right))
        found = [
            self._clues(block, left, role, right, theirs[block])
            for block, role in self._keys(left)
            if block in theirs
        ]
        return max(found, key=lambda clues: sum(c.weight for c in clues), default=())

    # -- keys --------------------------------------------------------------------------------------------------------

    def _keys(self, body: Body) -> Iterator[tuple[Block, str]]:
        kind, words = body.kind, body.words
        if body.concept:
            yield (kind, "concept", body.concept.id, body.scope), "same-concept"
        yield (kind, "words", words), "same-words"
        for role, rest in _stripped(body):
            yield (kind, "words", rest), role
        for rest, _ in self._homeless(body):
            yield (kind, "words", rest), "home"
        for at in range(1, len(words) - 1) if kind == "programme" else ():
            if all(word in GENERAL for word in words[at:]):
                yield (kind, "words", words[at:]), "tail"
        if sum(map(len, words)) >= 8:
            yield (kind, "joined", "".join(words), body.years), "joined"
        if kind == "programme" and len(words) > 1:
            yield (
                (kind, "turned", frozenset(words) - DOING, body.years),
                "turned" if _turned(body) else "straight",
            )
        for length in range(2, min(5, len(words))):
            yield (
                (kind, "initials", "".join(word[0] for word in words[:length]), words[length:]),
                "spelled",
            )
        if len(words) > 1 and 2 <= len(words[0]) <= 4:
            yield (kind, "initials", words[0], words[1:]), "initials"
        if len(words) > 2 and words[-1] == "council" and words[-2] in TIERS:
            yield (kind, "tier", words[:-2]), "tier"
        if sum(map(len, words)) >= 10:
            for at, word in enumerate(words):
                if len(word) >= 6:
                    yield (kind, "slip", words[:at], word[0], words[at + 1 :]), "slip"

    def _homeless(self, body: Body) -> Iterator[tuple[Words, frozenset[str]]]:
        """The name without the places, or the place's council, that begin or end it; and those places."""
        words = body.words
        for at in range(1, len(words) - 1):
            for place, rest in ((words[:at], words[at:]), (words[-at:], words[:-at])):
                if body.kind == "organisation" and not all(word in GENERAL for word in rest):
                    continue
                if areas := self._places.places_of(place):
                    yield rest, areas
                elif (
                    body.kind == "programme"
                    and (home := served(" ".join(place))) in self._places.areas
                    and home
                ):
                    yield rest, frozenset({home})

    def _pairs(self) -> Iterator[Pair[Body]]:
        seen: set[tuple[int, int]] = set()
        for block, entries in self._blocks.items():
            for at, (left, one) in enumerate(entries):
                for right, two in entries[at + 1 :]:
                    if left is right or (id(left), id(right)) in seen:
                        continue
                    if clues := self._clues(block, left, one, right, two):
                        seen |= {(id(left), id(right)), (id(right), id(left))}
                        first, second = sorted((left, right), key=lambda body: body.order)
                        yield Pair(first, second, clues)

    # -- clues -------------------------------------------------------------------------------------------------------

    def _clues(
        self, block: Block, left: Body, one: str, right: Body, two: str
    ) -> tuple[Feature, ...]:
        kind, roles = left.kind, {one, two}
        if block[1] == "concept":
            return (clue(kind, "same-concept"),)
        if left.years != right.years and not self._only_dated(left, right):
            return ()
        if left.years != right.years and roles == {"same-words"}:
            return (clue(kind, "only-dated"),)
        if roles == {"same-words"}:
            return self._same_words(left, right)
        if _strangers(left, right):
            return ()
        found: list[str] = []
        if block[1] == "words" and roles <= {"same-words", "ending", "state"}:
            found.append(min(roles - {"same-words"}))
        elif roles == {"home"} and kind == "programme" and self._same_place(left, right):
            found.append("home")
        elif roles == {"same-words", "home"}:
            short, long = (left, right) if one == "same-words" else (right, left)
            if self._is_at_home(short, long):
                found.append("home")
                if self._rivals(block, short):
                    found.append("several")
        elif roles == {"same-words", "tail"}:
            short, long = (left, right) if one == "same-words" else (right, left)
            if short.documents & long.documents and short.concept is None:
                found.append("tail")
                if len(self._longer(block, short)) > 1:
                    found.append("several")
        elif roles == {"joined"} and left.words != right.words:
            found.append("joined")
        elif roles == {"turned", "straight"}:
            found.append("turned")
        elif roles == {"initials", "spelled"}:
            found.append("initials")
        elif roles == {"tier"} and left.words != right.words:
            found.append("tier")
        elif roles == {"slip"} and _slips(left.words, right.words):
            found.append("slip")
            if left.scopes & right.scopes:
                found.append("same-area")
            if min(left.count, right.count) == 1:
                found.append("seen-once")
        return tuple(clue(kind, name) for name in found)

    def _only_dated(self, left: Body, right: Body) -> bool:
        """Whether one has years and the other none, no other years are named, and ordinary names stand in one paper."""
        dated = left if left.years else right
        if (left.years and right.years) or len(self._dated[dated.kind, dated.words]) != 1:
            return False
        return not left.general or bool(left.documents & right.documents)

    def _same_words(self, left: Body, right: Body) -> tuple[Feature, ...]:
        """Two bodies of the same words: a scope, a parent or a concept tells them apart, or does not."""
        names = ["same-words", *(["other-papers"] if _strangers(left, right) else [])]
        if left.parent is not right.parent:
            unit, other = (left, right) if left.parent else (right, left)
            if other.parent is not None:
                return (clue(left.kind, "same-words"), clue(left.kind, "other-parent"))
            place = served(" ".join(unit.parent.words)) if unit.parent else None
            if place is None or place not in other.scopes:
                return ()
            names = ["unit-at-home"]
        elif left.scope != right.scope:
            concept = left.concept or right.concept
            area = " ".join(key(concept.area)) if concept and concept.area else None
            if (
                concept is None
                or concept.generic
                or (area is not None and area not in left.scopes | right.scopes)
            ):
                names.append("other-area")
        return tuple(clue(left.kind, name) for name in names)

    def _same_place(self, left: Body, right: Body) -> bool:
        """Whether two names carry the same place, one by itself and one as its council (“Marlshire CC Survey”)."""
        theirs = set(self._homeless(right))
        return left.words != right.words and any(each in theirs for each in self._homeless(left))

    def _is_at_home(self, short: Body, long: Body) -> bool:
        """Whether ``long`` is ``short`` with the place whose papers name ``short``."""
        return any(
            rest == short.words and places & short.scopes for rest, places in self._homeless(long)
        )

    def _rivals(self, block: Block, short: Body) -> bool:
        """Whether several bodies of that area could be meant."""
        able = {
            body.words
            for body, role in self._blocks[block]
            if role == "home" and self._is_at_home(short, body)
        }
        exact = {words for words in able if " ".join(words[: -len(short.words)]) in short.scopes}
        return len(able) > 1 and len(exact) != 1

    def _longer(self, block: Block, short: Body) -> set[Words]:
        """The longer names, of the papers that print ``short``, that end in it."""
        return {
            body.words
            for body, role in self._blocks[block]
            if role == "tail" and body.documents & short.documents
        }


def _strangers(left: Body, right: Body) -> bool:
    """Whether a description stands in another paper, and nothing named beside it tells that it is the same one."""
    if not (left.paper or right.paper) or left.documents & right.documents:
        return False
    return not (left.company | {left.words} if not left.paper else left.company) & (
        right.company | {right.words} if not right.paper else right.company
    )


def _stripped(body: Body) -> Iterator[tuple[str, Words]]:
    """The name without an ending or a state that does not make another body, with the clue it is good for."""
    words = body.words
    if body.kind == "organisation":
        if len(words) > 2 and words[-1] in COMPANY:
            yield "ending", words[:-1]
        return
    for ending in ENDINGS:
        rest = words[: -len(ending)]
        if (
            len(words) > len(ending)
            and words[-len(ending) :] == ending
            and not (len(rest) == 1 and rest[0] in GENERAL)
        ):
            yield "ending", rest
    if len(words) > 2 and words[0] in STATES:
        yield "state", words[1:]


def _turned(body: Body) -> bool:
    """Whether it is printed with what it is on behind it: “Strategy for Tackling Litter”."""
    return any(_BEHIND & set(fold(form).split()) for form in body.full)


def _slips(left: Words, right: Words) -> bool:
    """Whether one letter of one long word was dropped, doubled, swapped or mistaken."""
    if len(left) != len(right):
        return False
    different = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    if len(different) != 1:
        return False
    a, b = different[0]
    digits = ["".join(c for c in word if c.isdigit()) for word in (a, b)]
    return min(len(a), len(b)) >= 6 and digits[0] == digits[1] and near(a, b, 1)


def one_kind(bodies: Sequence[Body]) -> None:
    """Gives an organisation and a programme of one name the kind that most mentions give it: a name is one thing."""
    by_words: dict[Words, list[Body]] = defaultdict(list)
    for body in bodies:
        by_words[body.words].append(body)
    for group in by_words.values():
        if len({body.kind for body in group}) < 2:
            continue
        known: list[EntityKind] = [body.concept.kind for body in group if body.concept]
        votes = Counter[EntityKind]()
        for body in group:
            votes[body.kind] += body.mentions
        most: EntityKind = (
            "organisation" if votes["organisation"] >= votes["programme"] else "programme"
        )
        told: list[EntityKind] = [body.kind for body in group if body.told]
        for body in group:
            if body.concept is None or told:
                body.kind = (told or known or [most])[0]
