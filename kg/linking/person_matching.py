"""People: what is known of each printed name, and when two names are one person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from extractors.facts import EntityKind
from kg.linking.clustering import Clusters, Pair
from kg.linking.entities import Feature
from kg.linking.features import clue
from kg.linking.lexicon import Words
from kg.linking.name_forms import PersonName, fits_code, is_code, near

Seat = tuple[str, str]  # organisation and role, both folded
_KIND: EntityKind = "person"


@dataclass(slots=True, eq=False)
class Someone:
    """All sightings of one name with one set of organisations in the papers of one area."""

    name: PersonName
    scope: str
    apart: str = ""  # set by a verdict, or by two rows of one list
    alone: str = ""  # the document, for half a name
    organisations: frozenset[str] = frozenset()
    related: frozenset[str] = frozenset()  # the bodies that those are a part of
    callings: set[str] = field(default_factory=set)
    placed: bool = False  # its papers tell their area, and do not only name their board
    boards: set[str] = field(default_factory=set)  # whose papers these are
    domains: set[str] = field(default_factory=set)  # of e-mail addresses
    seats: dict[Seat, set[date]] = field(default_factory=dict)
    printed: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    entries: set[tuple[str, int, str]] = field(
        default_factory=set
    )  # document, meeting, as printed in its list
    dates: set[date] = field(default_factory=set)
    since: date = date.max  # the day of the oldest paper
    certain: bool = False  # somewhere its place shows it to be a person

    order: tuple[str, ...] = ()
    """A place among all people that does not depend on how the papers came."""

    def __post_init__(self) -> None:
        name, stands = self.name, " ".join(sorted(self.organisations))
        words = (name.surname, " ".join(name.given), name.lone, name.sex or "")
        self.order = (*words, self.scope, self.apart, stands, self.alone)

    @property
    def forms(self) -> set[str]:
        """The printed forms with case and dots folded."""
        return {form.casefold().replace(".", "") for form in self.printed}

    @property
    def label(self) -> str:
        """The form most often printed."""
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


class Acquaintance:
    """Compares people: first those with first names, then initials, then those with a surname or a first name alone."""

    def __init__(
        self, people: Sequence[Someone], words: Words, vetoes: Mapping[tuple[int, int], Feature]
    ) -> None:
        self.people = sorted(people, key=lambda someone: someone.order)
        self._words = words
        self._vetoes = vetoes
        self.clusters: Clusters[Someone] = Clusters(self.people, self.apart)
        self._by_surname: dict[str, list[Someone]] = defaultdict(list)
        self._alone: list[Someone] = []
        for someone in self.people:
            if someone.name.given:
                self._by_surname[someone.name.surname].append(someone)
            else:
                self._alone.append(someone)

    def run(self, extra: Iterable[Pair[Someone]]) -> Clusters[Someone]:
        """Joins everybody; ``extra`` are pairs that people decided."""
        self.clusters.judge(extra)
        named = [someone for someone in self.people if someone.name.given]
        self.clusters.judge(
            self._pairs([someone for someone in named if someone.name.full], initials=False)
        )
        self.clusters.judge(self._pairs(named, initials=True))
        self.clusters.judge(self._seats(named))
        self.clusters.judge(self._halves())
        return self.clusters

    def clues(self, left: Someone, right: Someone) -> tuple[Feature, ...]:
        """Everything that speaks for and against two being one."""
        found: list[tuple[Feature, ...]] = []
        if left.name.given and right.name.given:
            found.append(
                self._named(
                    left, right, {id(s): self._bearers(s) for s in (left, right) if not s.name.full}
                )
            )
            found += [
                self._misprint(seat, left, right)
                for seat in sorted(left.seats.keys() & right.seats.keys())
            ]
        else:
            found += [
                p.clues
                for p in self._halves()
                if {id(p.left), id(p.right)} == {id(left), id(right)}
            ]
        return max(found, key=lambda clues: sum(c.weight for c in clues), default=())

    # -- vetoes ------------------------------------------------------------------------------------------------------

    def apart(self, left: Someone, right: Someone) -> Feature | None:
        """Why two can never be one person."""
        if said := self._vetoes.get((id(left), id(right))) or self._vetoes.get(
            (id(right), id(left))
        ):
            return said
        if left.name.sex and right.name.sex and left.name.sex != right.name.sex:
            return clue(_KIND, "other-sex")
        if (
            left.name.given
            and right.name.given
            and given_clues(left.name, right.name, self._words) is None
        ):
            return clue(_KIND, "other-first-name")
        if left.entries and right.entries:
            theirs = {(document, meeting): printed for document, meeting, printed in right.entries}
            if any(
                theirs.get((document, meeting), form) != form
                for document, meeting, form in left.entries
            ):
                return clue(_KIND, "one-list")
        return None

    # -- clues -------------------------------------------------------------------------------------------------------

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
        if left.scope and left.scope == right.scope:
            found.append("same-area")
        elif left.placed and right.placed:
            found.append("other-area")
        elif left.scope and right.scope and not left.boards & right.boards:
            found.append("other-board")
        if left.documents & right.documents:
            found.append("same-document")
        if left.domains & right.domains:
            found.append("same-domain")
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

    def _pairs(self, people: Sequence[Someone], initials: bool) -> Iterator[Pair[Someone]]:
        blocks: dict[str, list[Someone]] = defaultdict(list)
        for someone in people:
            for block in _blocks(someone.name):
                blocks[block].append(someone)
        bearers = {id(s): self._bearers(s) for s in people if not s.name.full} if initials else {}
        seen: set[tuple[int, int]] = set()
        for block in sorted(blocks):
            for at, left in enumerate(blocks[block]):
                for right in blocks[block][at + 1 :]:
                    if (initials and left.name.full and right.name.full) or (
                        id(left),
                        id(right),
                    ) in seen:
                        continue
                    seen |= {(id(left), id(right)), (id(right), id(left))}
                    if not self.clusters.one(left, right) and (
                        clues := self._named(left, right, bearers)
                    ):
                        yield Pair(left, right, clues)

    def _named(
        self, left: Someone, right: Someone, bearers: Mapping[int, int]
    ) -> tuple[Feature, ...]:
        if self.apart(left, right):
            return ()
        a, b = left.name, right.name
        given = given_clues(a, b, self._words)
        if given is None:
            return ()
        found = list(given)
        if a.surname != b.surname and a.whole != b.whole:
            if (
                min(len(a.surname), len(b.surname)) < 5
                or a.surname[0] != b.surname[0]
                or not near(a.surname, b.surname, 1)
                or "initial" in found
            ):
                return ()
            found.append("near-surname")
        elif a.surname in self._words.common:
            found.append("common-surname")
        found += self._context(left, right)
        if (a.titled or b.titled) and left.forms & right.forms:
            found.append("same-print")
        counts = [bearers[id(someone)] for someone in (left, right) if id(someone) in bearers]
        if max(counts, default=0) > 1:
            found.append("several-bearers")
        elif max(counts, default=0) == 1:
            found.append("only-bearer")
        return tuple(clue(_KIND, name) for name in found)

    def _seats(self, named: Sequence[Someone]) -> Iterator[Pair[Someone]]:
        """Misprints: another surname, beginning alike, in a seat that the other held before and after."""
        by_seat: dict[Seat, list[Someone]] = defaultdict(list)
        for someone in named:
            for seat in someone.seats:
                by_seat[seat].append(someone)
        for seat, holders in sorted(by_seat.items()):
            for left, right in combinations(holders, 2):
                if not self.clusters.one(left, right) and (
                    clues := self._misprint(seat, left, right)
                ):
                    yield Pair(left, right, clues)

    def _misprint(self, seat: Seat, left: Someone, right: Someone) -> tuple[Feature, ...]:
        a, b = left.name.surname, right.name.surname
        close = near(a, b, 2) and a[0] == b[0]
        if (
            a == b
            or not (close or (min(len(a), len(b)) > 5 and a[:4] == b[:4]))
            or self.apart(left, right)
        ):
            return ()
        given = given_clues(left.name, right.name, self._words)
        if given is None:
            return ()
        surname = "near-surname" if close else "alike-surname"
        found = [*given, surname, "near-and-seat", *self._context(left, right)]
        mine, theirs = (
            {day for other in self.clusters.members(someone) for day in other.seats.get(seat, ())}
            for someone in (left, right)
        )
        if _between(mine, theirs) or _between(theirs, mine):
            found.append("seat-between")
        if any(len(someone.documents) == 1 for someone in (left, right)):
            found.append("seen-once")
        return tuple(clue(_KIND, name) for name in found)

    # -- half names --------------------------------------------------------------------------------------------------

    def _halves(self) -> Iterator[Pair[Someone]]:
        """Names that are a surname, a first name or initials alone, read in their own document, then in their area."""
        by_document: dict[str, list[Someone]] = defaultdict(list)
        for someone in self.people:
            if someone.name.given:
                for document in someone.documents:
                    by_document[document].append(someone)
        for half in self._alone:
            code = is_code(half.name.lone)
            around = [
                other for document in sorted(half.documents) for other in by_document[document]
            ]
            able, where = [other for other in around if self._fits(half, other)], "only-in-document"
            if not able and half.name.surname:
                namesakes = [
                    other
                    for other in self._by_surname[half.name.surname]
                    if other.scope == half.scope
                ]
                able, where = (
                    [other for other in namesakes if self._fits(half, other)],
                    "only-bearer",
                )
            exact = [
                other
                for other in able
                if half.name.lone.lower() in (*other.name.given[:1], other.name.surname)
            ]
            if exact:  # “Danny” is Danny before he is Daniel
                able = exact
            several = len({id(self.clusters.members(other)) for other in able}) > 1
            for other in able:
                found = [
                    "initials-in-document"
                    if code
                    else "surname-only"
                    if half.name.surname
                    else "half-name"
                ]
                found += self._context(half, other)
                if several or not code:
                    found.append("several-bearers" if several else where)
                yield Pair(half, other, tuple(clue(_KIND, name) for name in found))

    def _fits(self, half: Someone, other: Someone) -> bool:
        """Whether ``half`` (a surname, a first name, initials) can be short for ``other``."""
        if self.apart(half, other):
            return False
        name, lone = other.name, half.name.lone
        if half.name.surname:
            return half.name.surname == name.surname
        if is_code(lone):
            used = fits_code(lone, name)
            return (
                used > 0
                and not any(  # “MC” is not Margaret Carey where the paper calls her “MCa”
                    fits_code(more.name.lone, name) > used
                    for more in self._alone
                    if more.documents & half.documents and is_code(more.name.lone)
                )
            )
        word = lone.lower()
        forms = (
            {name.given[0], *self._words.nicknames.get(name.given[0], ())} if name.full else set()
        )
        return word == name.surname or word in forms


def _blocks(name: PersonName) -> set[str]:
    """The keys under which a name is compared: the surname and its parts, all in one word, a near surname's start."""
    last = name.bare.replace("-", " ").split()[-1].lower()
    found = {name.surname, last, f"-{name.given[0][0]}{name.surname[:3]}"}
    return found | {f"+{name.whole}"} if name.full else found


def _between(mine: set[date], theirs: set[date]) -> bool:
    """Whether one of ``theirs`` lies between two of ``mine``."""
    return bool(mine) and any(min(mine) < day < max(mine) for day in theirs)
