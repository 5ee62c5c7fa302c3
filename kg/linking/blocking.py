"""Blocking: cheap keys of names, so that only profiles that share one are compared.

A key says by which method it was made of a name; with it goes the role in which the name has it. A
name that *has* the words of a block may be compared with one that has them *without its ending*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kg.linking.jurisdiction import Jurisdictions, area_served
from kg.linking.organisation_words import (
    ACTIVITY_WORDS,
    COMPANY_ENDINGS,
    COUNCIL_TIERS,
    GENERAL_WORDS,
    NAME_PREFIXES,
    ORGANISATION_HEADS,
    OTHER_BODY_WORDS,
    OWN_BODY_WORDS,
    PROGRAMME_ENDINGS,
    STATE_WORDS,
    NameWords,
    is_general,
)
from kg.linking.person_names import PersonName
from kg.linking.profiles import OrganisationProfile
from kg.ontology.folding import fold

_NO_NAME = (
    GENERAL_WORDS | ORGANISATION_HEADS | COMPANY_ENDINGS | OWN_BODY_WORDS | OTHER_BODY_WORDS
)  # of a name that is left out none is one of these
_TOPIC_LAST = frozenset(["for", "on", "of"])  # words that put what a programme is on at its end
_MIN_JOINED_LETTERS = 8  # of a name that may be written together or apart
_MIN_MISPRINT_LETTERS = 10  # of a name in which a misprint can be told
_MIN_MISPRINT_WORD = 6  # letters of the word that is misprinted

Method = Literal["concept", "words", "joined", "word-order", "initials", "tier", "misprint"]

Role = Literal[
    "concept",  # is this entry of the gazetteer
    "words",  # has these words
    "without-ending",  # has them but for an ending that makes no other body
    "without-state",  # has them but for “draft”, “new” …
    "without-area",  # has them but for an area
    "suffix",  # ends in them
    "beginning",  # begins with them
    "joined",  # has these letters
    "topic-first",  # has these words, and what it is on before the noun: “Litter Strategy”
    "topic-last",  # … and behind it: “Strategy for Tackling Litter”
    "spelled",  # begins with words of these initials
    "initials",  # begins with these initials
    "tier",  # is a council of this place
    "without-tier",  # is a council of this place, of what tier is unsaid
    "misprint",  # has these words but for one that begins with this letter
]


class BlockKey(NamedTuple):
    """What profiles must share to be compared."""

    kind: str
    method: Method
    value: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class BlockPair:
    """Two profiles that share a block, each with the role in which it has the block's key."""

    key: BlockKey
    left: OrganisationProfile
    left_role: Role
    right: OrganisationProfile
    right_role: Role

    @property
    def roles(self) -> set[Role]:
        """The roles of both, in no order."""
        return {self.left_role, self.right_role}

    def short_and_long(self) -> tuple[OrganisationProfile, OrganisationProfile]:
        """The profile that has the block's words, then the one that has more."""
        if self.left_role == "words":
            return self.left, self.right
        return self.right, self.left


class OrganisationBlocks:
    """The blocks of organisations and programmes."""

    def __init__(
        self, profiles: Sequence[OrganisationProfile], jurisdictions: Jurisdictions
    ) -> None:
        self._jurisdictions = jurisdictions
        self._blocks: dict[BlockKey, list[tuple[OrganisationProfile, Role]]] = defaultdict(list)
        for profile in profiles:
            for key, role in self.keys(profile):
                self._blocks[key].append((profile, role))

    def pairs(self) -> Iterator[BlockPair]:
        """All pairs of profiles that share a block, once for each block they share."""
        for key, entries in self._blocks.items():
            for at, (left, left_role) in enumerate(entries):
                for right, right_role in entries[at + 1 :]:
                    if left.key != right.key:
                        yield BlockPair(key, left, left_role, right, right_role)

    def shared(self, left: OrganisationProfile, right: OrganisationProfile) -> Iterator[BlockPair]:
        """The blocks that two profiles share."""
        theirs = dict(self.keys(right))
        for key, role in self.keys(left):
            if key in theirs:
                yield BlockPair(key, left, role, right, theirs[key])

    def with_role(self, key: BlockKey, role: Role) -> Iterator[OrganisationProfile]:
        """The profiles of a block that have its key in that role."""
        return (profile for profile, own in self._blocks[key] if own == role)

    # -- keys ------------------------------------------------------------------

    def keys(self, profile: OrganisationProfile) -> Iterator[tuple[BlockKey, Role]]:
        """The keys of a profile, each with the role in which it has it."""
        if profile.concept:
            value = (profile.concept.id, profile.scope)
            yield BlockKey(profile.kind, "concept", value), "concept"
        for words, role in self._words(profile):
            yield BlockKey(profile.kind, "words", words), role
        yield from _letter_keys(profile)
        yield from _initials_keys(profile)
        words = profile.words
        yield from _tier_keys(profile)
        yield from _misprint_keys(profile)

    def _words(self, profile: OrganisationProfile) -> Iterator[tuple[NameWords, Role]]:
        """The words of a name, and what is left of them without what may be left out."""
        words = profile.words
        yield words, "words"
        if profile.kind == "organisation":
            if len(words) > 2 and words[-1] in COMPANY_ENDINGS:
                yield words[:-1], "without-ending"
            for prefix in NAME_PREFIXES:
                rest = words[len(prefix) :]
                if words[: len(prefix)] == prefix and len(rest) > 1:
                    yield rest, "without-ending"
            yield from self._shortened(words)
        else:
            yield from _programme_variants(words)
        for rest, _ in self.without_area(profile):
            yield rest, "without-area"
        for at in range(1, len(words) - 1) if profile.kind == "programme" else ():
            if is_general(words[at:]):
                yield words[at:], "suffix"

    def _shortened(self, words: NameWords) -> Iterator[tuple[NameWords, Role]]:
        """What a paper may call a body for short: “(Marl) Faith Forum”, “Lodestar (Housing Trust)”.

        What is left out before is a name, and what is left out behind none. A branch of a body that
        is known in the land is not that body: “Marl Women’s Aid”.
        """
        headed = words[-1] in ORGANISATION_HEADS
        for at in range(1, len(words) - 1) if headed else ():
            left_out, short = words[:at], words[at:]
            home = is_general(short) and self._jurisdictions.areas_made_of(left_out)
            if _NO_NAME.isdisjoint(left_out) and not home:
                yield short, "suffix"
        for at in range(1, len(words)) if headed or words[-1] in COMPANY_ENDINGS else ():
            short = words[:at]
            named = short[-1] not in _NO_NAME and not self._jurisdictions.areas_made_of(short)
            if named and all(word in _NO_NAME for word in words[at + 1 :]):
                yield short, "beginning"

    def without_area(
        self, profile: OrganisationProfile
    ) -> Iterator[tuple[NameWords, frozenset[str]]]:
        """A name without the areas, or an area's council, at either end; and those areas."""
        words = profile.words
        for at in range(1, len(words) - 1):
            for area, rest in ((words[:at], words[at:]), (words[-at:], words[:-at])):
                can_stand_alone = profile.kind == "programme" or is_general(rest)
                if can_stand_alone and (areas := self._stated_areas(profile, area)):
                    yield rest, areas

    def _stated_areas(self, profile: OrganisationProfile, words: NameWords) -> frozenset[str]:
        """The areas that words are, or, in the name of a programme, whose council they are."""
        areas = self._jurisdictions.areas_made_of(words)
        if areas or profile.kind != "programme":
            return areas
        served = area_served(" ".join(words))
        return frozenset({served} if served in self._jurisdictions.areas and served else ())


def _tier_keys(profile: OrganisationProfile) -> Iterator[tuple[BlockKey, Role]]:
    """Keys of councils by their place, with and without their tier."""
    place = profile.words[:-1]
    while len(place) > 1 and place[-1] in COUNCIL_TIERS:
        place = place[:-1]
    if profile.words[-1:] == ("council",) and place:
        said = len(place) + 1 < len(profile.words)
        role: Role = "tier" if said else "without-tier"
        yield BlockKey(profile.kind, "tier", place), role


def _programme_variants(words: NameWords) -> Iterator[tuple[NameWords, Role]]:
    """A programme's name without an ending or a state that does not make another programme."""
    for ending in PROGRAMME_ENDINGS:
        rest = words[: -len(ending)]
        if rest and words[-len(ending) :] == ending and not (len(rest) == 1 and is_general(rest)):
            yield rest, "without-ending"
    if len(words) > 2 and words[0] in STATE_WORDS:
        yield words[1:], "without-state"


def _letter_keys(profile: OrganisationProfile) -> Iterator[tuple[BlockKey, Role]]:
    """Keys of names written together or apart, and of programmes with their topic at either end."""
    kind, words, years = profile.kind, profile.words, profile.years
    if sum(map(len, words)) >= _MIN_JOINED_LETTERS:
        yield BlockKey(kind, "joined", ("".join(words), years)), "joined"
    if kind == "programme" and len(words) > 1:
        printed = (set(fold(form).split()) for form in profile.full_names)
        role: Role = "topic-last" if any(_TOPIC_LAST & form for form in printed) else "topic-first"
        yield BlockKey(kind, "word-order", (frozenset(words) - ACTIVITY_WORDS, years)), role


def _initials_keys(profile: OrganisationProfile) -> Iterator[tuple[BlockKey, Role]]:
    """Keys by which “MC Walks” meets “Marl Care Walks”."""
    kind, words = profile.kind, profile.words
    for length in range(2, min(5, len(words))):
        letters = "".join(word[0] for word in words[:length])
        yield BlockKey(kind, "initials", (letters, words[length:])), "spelled"
    if len(words) > 1 and 2 <= len(words[0]) <= 4:
        yield BlockKey(kind, "initials", (words[0], words[1:])), "initials"


def _misprint_keys(profile: OrganisationProfile) -> Iterator[tuple[BlockKey, Role]]:
    """Keys that leave one long word out but for its first letter."""
    words = profile.words
    if sum(map(len, words)) < _MIN_MISPRINT_LETTERS:
        return
    for at, word in enumerate(words):
        if len(word) >= _MIN_MISPRINT_WORD:
            others = (words[:at], word[0], words[at + 1 :])
            yield BlockKey(profile.kind, "misprint", others), "misprint"


def person_block_keys(name: PersonName) -> set[str]:
    """The keys of a name with given names.

    They are the surname, its last part, a first initial with the surname's start (for misprints),
    and all of the name in one word.
    """
    last = name.bare.replace("-", " ").split()[-1].lower()
    found = {name.surname, last, f"-{name.given[0][0]}{name.surname[:3]}"}
    return found | {f"+{name.joined}"} if name.has_first_name else found
