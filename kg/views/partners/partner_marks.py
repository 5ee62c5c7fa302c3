"""The parts of partners over time: meetings as columns, partners as rows, marks in the cells."""

from __future__ import annotations

from dataclasses import dataclass

from kg.views.paper_places import published


@dataclass(frozen=True, slots=True)
class PartnerWords:
    """Words of a paper behind a mark, what they state, and where they stand."""

    says: str
    text: str
    document: str
    page: str | None = None

    @property
    def address(self) -> str | None:
        """Where the paper is published, at the page, if it was fetched."""
        return published(self.document, self.page)


@dataclass(frozen=True, slots=True)
class PartnerMark:
    """What the papers of one meeting state of a partner: a key of ``SIGNS`` and the words.

    ``label`` says it for who does not see it; ``sum`` is an amount of money, as printed.
    """

    sign: str
    label: str
    words: tuple[PartnerWords, ...]
    sum: str = ""


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A person, an organisation, a programme or a sum of money, with a mark or ``None`` a meeting.

    ``first`` and ``last`` are the numbers of the meetings of its first and last mark. ``iri`` is
    empty for a sum.
    """

    iri: str
    name: str
    marks: tuple[PartnerMark | None, ...]

    @property
    def first(self) -> int:
        """The number of the meeting of the first mark."""
        return next(at for at, mark in enumerate(self.marks) if mark)

    @property
    def last(self) -> int:
        """The number of the meeting of the last mark."""
        return len(self.marks) - 1 - next(at for at, mark in enumerate(self.marks[::-1]) if mark)

    @property
    def stated(self) -> bool:
        """Whether the papers state more of it than its name."""
        return any(mark and mark.sign != "named" for mark in self.marks)


@dataclass(frozen=True, slots=True)
class PartnerGroup:
    """The rows of one kind, in order of first appearance; ``more`` were left out."""

    kind: str
    rows: tuple[PartnerRow, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class MeetingColumn:
    """A meeting that was held. ``date`` is ISO, ``iri`` empty where there is no meeting as such."""

    date: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class MeetingCounts:
    """How many reports, decisions and so on each meeting had on the topic; a key of ``COUNTS``."""

    key: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PartnersOverTime:
    """Who and what was tied to ``topic`` at which meeting; ``signs`` are those that occur."""

    topic: str
    meetings: tuple[MeetingColumn, ...]
    counts: tuple[MeetingCounts, ...]
    groups: tuple[PartnerGroup, ...]
    signs: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.meetings and (self.groups or any(any(c.numbers) for c in self.counts)))
