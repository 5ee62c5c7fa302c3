"""People: what is known of each printed name, and when two names are one person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from extractors.facts import EntityKind
from kg.identity.bodies import Body, near
from kg.identity.clues import clue
from kg.identity.cluster import Clusters, Pair
from kg.identity.entities import Clue
from kg.identity.forms import PersonName, fits_code, is_code
from kg.identity.words import Words

Seat = tuple[str, str]  # organisation and role, both folded
_KIND: EntityKind = "person"


@dataclass(slots=True, eq=False)
class Someone:
    """All sightings of one name with one set of organisations in the papers of one area."""

    name: PersonName
    scope: str
    apart: str = ""
    organisations: frozenset[str] = frozenset()
    related: frozenset[str] = frozenset()  # the bodies that those are a part of
    callings: set[str] = field(default_factory=set)
    seats: dict[Seat, set[date]] = field(default_factory=dict)
    printed: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    entries: set[tuple[str, int, str]] = field(default_factory=set)  # document, meeting, as printed in its list
    dates: set[date] = field(default_factory=set)

    @property
    def order(self) -> tuple[str, ...]:
        name = self.name
        return (
            name.surname, " ".join(name.given), name.lone, name.sex or "", self.scope, self.apart,
            " ".join(sorted(self.organisations)), min(self.printed, default=""),
            min(self.documents) if not name.full else "",
        )  # fmt: skip

    @property
    def label(self) -> str:
        return min(self.printed, key=lambda form: (-self.printed[form], form))


def same_first(left: str, right: str, words: Words) -> str | None:
    """The clue for two first names or initials, or ``None`` where they do not fit."""
    if left == right:
        return "same-name" if len(left) > 1 else "same-initials"
    if min(len(left), len(right)) == 1:
        short, long = sorted((left, right), key=len)
        forms = {long, *words.nicknames.get(long, ())}
        return "initial" if any(form.startswith(short) for form in forms) else None
    if right in words.nicknames.get(left, ()) or left in words.nicknames.get(right, ()):
        return "nickname"
    if min(len(left), len(right)) >= 4 and left[0] == right[0] and near(left, right, 1):
        return "near-first-name"
    return None


def given_clues(left: PersonName, right: PersonName, words: Words) -> tuple[str, ...] | None:
    """The clues of two sets of given names, or ``None`` where they do not fit."""
    first = same_first(left.given[0], right.given[0], words)
    if first is None:
        return ("same-name",) if left.whole == right.whole else None
    found = [first]
    middle = list(zip(left.given[1:], right.given[1:], strict=False))
    if any(a[0] != b[0] or (len(a) > 1 and len(b) > 1 and a != b) for a, b in middle):
        return None
    if middle and first in ("initial", "same-initials"):
        found.append("more-initials")
    if len(left.given) != len(right.given) and left.whole != right.whole:
        found.append("middle-name")
    return tuple(found)


class Comparison:
    """Compares people, first those with first names, then initials, then those with a surname or a first name alone."""

    def __init__(self, people: Sequence[Someone], words: Words, vetoes: Mapping[tuple[int, int], Clue]) -> None:
        self.people = sorted(people, key=lambda someone: someone.order)
        self._words = words
        self._vetoes = vetoes
        self.clusters: Clusters[Someone] = Clusters(self.people, self.apart)
        self._by_surname: dict[str, list[Someone]] = defaultdict(list)
        for someone in self.people:
            if someone.name.given:
                self._by_surname[someone.name.surname].append(someone)

    def run(self, extra: Iterable[Pair[Someone]]) -> Clusters[Someone]:
        """Joins everybody; ``extra`` are pairs that people decided."""
        self.clusters.judge(extra)
        named = [someone for someone in self.people if someone.name.given]
        self.clusters.judge(self._pairs(p for p in named if p.name.full))
        self.clusters.judge(self._pairs(named, initials=True))
        self.clusters.judge(self._seats(named))
        self.clusters.judge(self._alone())
        return self.clusters

    # -- vetoes --------------------------------------------------------------------------------------------------

    def apart(self, left: Someone, right: Someone) -> Clue | None:
        """Why two can never be one person."""
        if said := self._vetoes.get((id(left), id(right))) or self._vetoes.get((id(right), id(left))):
            return said
        if left.name.sex and right.name.sex and left.name.sex != right.name.sex:
            return clue(_KIND, "other-sex")
        if left.name.given and right.name.given and given_clues(left.name, right.name, self._words) is None:
            return clue(_KIND, "other-first-name")
        theirs = {(document, meeting): printed for document, meeting, printed in right.entries}
        if any(theirs.get((document, meeting), printed) != printed for document, meeting, printed in left.entries):
            return clue(_KIND, "one-list")
        return None

    # -- clues ---------------------------------------------------------------------------------------------------

    def _context(self, left: Someone, right: Someone) -> list[str]:
        """What the places where two names stand say."""
        found: list[str] = []
        if left.organisations and right.organisations:
            if left.organisations & right.organisations:
                found.append("same-organisation")
                if left.seats.keys() & right.seats.keys():
                    found.append("same-seat")
            elif left.related & right.organisations or left.organisations & right.related:
                found.append("related-organisation")
            else:
                found.append("other-organisation")
        if left.scope and right.scope:
            found.append("same-area" if left.scope == right.scope else "other-area")
        if left.documents & right.documents:
            found.append("same-document")
        if left.callings and right.callings:
            found.append("same-calling" if left.callings & right.callings else "other-calling")
        if left.name.sex and left.name.sex == right.name.sex:
            found.append("same-sex")
        return found

    def _bearers(self, someone: Someone) -> int:
        """How many different people with a first name ``someone`` could be, in the papers of the same area."""
        able = [
            other
            for other in self._by_surname.get(someone.name.surname, ())
            if other.name.full and other.scope == someone.scope and not self.apart(someone, other)
        ]
        return len({id(self.clusters.members(other)) for other in able})

    def _pairs(self, people: Iterable[Someone], initials: bool = False) -> Iterator[Pair[Someone]]:
        blocks: dict[str, list[Someone]] = defaultdict(list)
        for someone in people:
            name = someone.name
            blocks[name.surname].append(someone)
            last = someone.name.bare.replace("-", " ").split()[-1].lower()
            for block in {f"+{name.whole}" if name.full else "", f"-{name.given[0]}{name.surname[:3]}", last} - {"", name.surname}:
                blocks[block].append(someone)
        bearers = {id(p): self._bearers(p) for block in blocks.values() for p in block if not p.name.full} if initials else {}
        seen: set[tuple[int, int]] = set()
        for block in blocks.values():
            for at, left in enumerate(block):
                for right in block[at + 1 :]:
                    if (initials and left.name.full and right.name.full) or (id(left), id(right)) in seen:
                        continue
                    seen |= {(id(left), id(right)), (id(right), id(left))}
                    if clues := self._named(left, right, bearers):
                        yield Pair(left, right, clues)

    def _named(self, left: Someone, right: Someone, bearers: Mapping[int, int]) -> tuple[Clue, ...]:
        if self.clusters.one(left, right) or self.apart(left, right):
            return ()
        a, b = left.name, right.name
        given = given_clues(a, b, self._words)
        if given is None:
            return ()
        found = list(given)
        if a.surname != b.surname and a.whole != b.whole:
            if min(len(a.surname), len(b.surname)) < 5 or not near(a.surname, b.surname, 1) or "initial" in found:
                return ()
            found.append("near-surname")
        elif a.surname in self._words.common:
            found.append("common-surname")
        found += self._context(left, right)
        if {form.casefold().replace(".", "") for form in left.printed} & {f.casefold().replace(".", "") for f in right.printed}:
            found.append("same-print")
        counts = [bearers[id(someone)] for someone in (left, right) if id(someone) in bearers]
        if counts:
            if max(counts) > 1:
                found.append("several-bearers")
            elif max(counts) == 1:
                found.append("only-bearer")
        return tuple(clue(_KIND, name) for name in found)

    def _seats(self, named: Sequence[Someone]) -> Iterator[Pair[Someone]]:
        """Misprints: another surname, beginning alike, in a seat that the other held before and after."""
        by_seat: dict[Seat, list[Someone]] = defaultdict(list)
        for someone in named:
            for seat in someone.seats:
                by_seat[seat].append(someone)
        for seat, holders in sorted(by_seat.items()):
            for left, right in ((a, b) for i, a in enumerate(holders) for b in holders[i + 1 :]):
                if clues := self._misprint(seat, left, right):
                    yield Pair(left, right, clues)

    def _misprint(self, seat: Seat, left: Someone, right: Someone) -> tuple[Clue, ...]:
        a, b = left.name.surname, right.name.surname
        alike = near(a, b, 2) or (len(a) > 5 and len(b) > 5 and a[:4] == b[:4])
        if a == b or not alike or self.clusters.one(left, right) or self.apart(left, right):
            return ()
        given = given_clues(left.name, right.name, self._words)
        if given is None:
            return ()
        found = [*given, "near-surname" if near(a, b, 2) else "alike-surname", "near-and-seat", *self._context(left, right)]
        mine, theirs = (
            {day for other in self.clusters.members(someone) for day in other.seats.get(seat, ())} for someone in (left, right)
        )
        if any(min(one, default=day) < day < max(one, default=day) for one, two in ((mine, theirs), (theirs, mine)) for day in two):
            found.append("seat-between")
        if any(len(someone.documents) == 1 for someone in (left, right)):
            found.append("seen-once")
        return tuple(clue(_KIND, name) for name in found)

    # -- half names ----------------------------------------------------------------------------------------------

    def _alone(self) -> Iterator[Pair[Someone]]:
        """Names that are a surname, a first name or initials alone, read in their own document, then in their area."""
        by_document: dict[str, list[Someone]] = defaultdict(list)
        for someone in self.people:
            if someone.name.given:
                for document in sorted(someone.documents):
                    by_document[document].append(someone)
        alone = [someone for someone in self.people if not someone.name.given]
        for half in alone:
            around = [other for document in sorted(half.documents) for other in by_document[document]]
            able = [other for other in around if self.fits(half, other, alone)]
            if able:
                where = "only-in-document"
            elif half.name.surname:
                able = [other for other in self._by_surname.get(half.name.surname, ()) if self.fits(half, other, alone)]
                able, where = [other for other in able if other.scope == half.scope], "only-bearer"
            if not able:
                continue
            several = len({id(self.clusters.members(other)) for other in able}) > 1
            for other in able:
                found = ["initials-in-document" if is_code(half.name.lone) else "surname-only", *self._context(half, other)]
                if not is_code(half.name.lone) or several:
                    found.append("several-bearers" if several else where)
                yield Pair(half, other, tuple(clue(_KIND, name) for name in found))

    def fits(self, half: Someone, other: Someone, alone: Sequence[Someone]) -> bool:
        """Whether ``half`` (a surname, a first name, initials) can be short for ``other``."""
        if self.apart(half, other):
            return False
        name, lone = other.name, half.name.lone
        if half.name.surname:
            return half.name.surname == name.surname
        if is_code(lone):
            used = fits_code(lone, name)
            return used > 0 and not any(  # “MC” is not Margaret Carey where the paper calls her “MCa”
                more.documents & half.documents and is_code(more.name.lone) and fits_code(more.name.lone, name) > used
                for more in alone
            )
        word = lone.lower()
        return word == name.surname or (name.full and word in {name.given[0], *self._words.nicknames.get(name.given[0], ())})


def related_of(bodies: Iterable[Body], ids: Mapping[int, str]) -> frozenset[str]:
    """The ids of the bodies that ``bodies`` are parts of."""
    return frozenset(ids[id(body.parent)] for body in bodies if body.parent is not None and id(body.parent) in ids)
