"""The types that flow through the rooms: what a paper is, and what was found in it.

Every fact keeps the words as printed beside what they were read as, the span it was read from and
the id of the rule that found it. Unknown is ``None``, never a guess. Offsets count characters of
``Document.text``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Day = date  # where a class has a field of that name
Section = Literal["present", "officers", "others", "apologies"]
PartKind = Literal["agenda", "minutes", "action-log", "report", "presentation", "appendix"]
ItemKind = Literal["report", "presentation", "verbal", "procedural"]
Verb = Literal[
    "note",
    "approve",
    "agree",
    "request",
    "elect",
    "support",
    "remove",
    "set-date",
    "exclude",
    "other",
]
DocumentFormat = Literal[
    "text", "markdown", "pdf", "html", "docx",
    "odt", "odp", "ods", "rtf", "email", "pptx", "xlsx",
]  # fmt: skip
EntityKind = Literal["person", "organisation", "programme"]
MeetingStatus = Literal["cancelled", "postponed", "adjourned", "inquorate"]
MeetingTie = Literal["own", "note", "file-name", "committee-and-day", "item", "none"]
FigureUnit = Literal[
    "%", "count", "per 1,000", "per 10,000", "per 100,000", "per 1,000,000", "score", "rating"
]
RelationKind = Literal[
    "role",
    "part-of",
    "member-of",
    "leads",
    "funds",
    "commissions",
    "delivers",
    "partners",
    "succeeds",
    "tells-of",
    "reports-on",
    "asked-by",
    "has-duty",
]
Comparison = Literal[
    "current", "previous", "series", "threshold", "target",
    "regional average", "national average", "change", "typical",
    "discontinued",
]  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` up to but not including ``end`` of a document's text."""

    start: int
    end: int

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where its text starts, its position in the file from 1, and the number printed on
    it.

    ``number`` is ``None`` where a text dump does not show its page breaks; ``label`` is the printed
    page number.
    """

    start: int
    number: int | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """A page, slide or sheet of a file whose words are not in the text, and why."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class PublishedFor:
    """What the site a paper was fetched from says of it: the meeting it was published for.

    ``item`` is the title or the number of the agenda item that it hangs on.
    """

    committee: str | None = None
    meeting_id: str | None = None
    meeting_date: date | None = None
    item: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: its normalised text and where its pages lie.

    ``id`` is the SHA-256 of the file's bytes; ``unread`` are the pages whose words are missing.
    ``source_url`` is where the file itself is published, ``source_page`` the page that offers it.
    """

    id: str
    name: str
    format: DocumentFormat
    text: str
    pages: tuple[Page, ...] = ()
    title: str | None = None
    source_url: str | None = None
    emphasis: tuple[
        Span, ...
    ] = ()  # headings and bold runs of the source, as far as the format shows them
    unread: tuple[UnreadPage, ...] = ()
    source_page: str | None = None
    published: PublishedFor | None = None  # known of fetched papers, and set when they are linked
    breaks: tuple[int, ...] = ()  # the spaces that part the paragraphs within a cell of a table

    def paragraphs(self, start: int, end: int) -> Iterator[Span]:
        """The paragraphs of the cell ``text[start:end]``; one where the format tells no others."""
        for at in self.breaks[bisect_left(self.breaks, start) : bisect_left(self.breaks, end)]:
            yield Span(start, at)
            start = at + 1
        yield Span(start, end)

    def __hash__(self) -> int:
        """Of a few fields only: what is kept by document is asked for very often."""
        return hash((self.id, self.name, self.text))

    def page_at(self, offset: int) -> Page | None:
        """The page that holds ``offset``, or ``None`` where pages are unknown."""
        at = bisect_right(_page_starts(self), offset) - 1
        return self.pages[at] if at >= 0 else None

    def page_number(self, offset: int) -> str | None:
        """The page to show a reader: the printed number if there is one, else the position in the
        file.
        """
        page = self.page_at(offset)
        if page is None:
            return None
        return page.label or (str(page.number) if page.number is not None else None)


@lru_cache(maxsize=4)
def _page_starts(document: Document) -> list[int]:
    return [page.start for page in document.pages]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a pack of one kind; ``meeting`` indexes ``Facts.meetings``; ``item`` is the
    agenda item's number; ``language`` is given where it is not English (``cy``).
    """

    kind: PartKind
    title: str | None
    span: Span
    meeting: int | None = None
    item: str | None = None
    language: str | None = None


EVIDENCE_RANK = {"minutes": 0, "agenda": 1, "action-log": 2, "report": 3}
"""Kind of paper → whose word counts first for what a meeting was, the least before all."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that a pack documents.

    ``start`` and ``end`` are ``HH:MM``; an unprinted ``date`` is ``None``. ``tie`` says how the
    paper belongs to the meeting: as its agenda or minutes (``own``), or by what else is known of
    it; ``none`` where that is unknown, and the paper makes no meeting of its own.
    """

    date: date | None
    board: str | None
    venue: str | None
    start: str | None
    end: str | None
    evidence: Literal["agenda", "minutes", "action-log", "report"]
    span: Span
    rule: str
    online: bool | None = None
    chairs: tuple[str, ...] = ()  # in the chair, as printed, in order of time
    joint_with: tuple[str, ...] = ()  # the other boards of a joint meeting, as printed
    last_day: Day | None = None  # of a meeting of several days
    status: MeetingStatus | None = None
    tie: MeetingTie = "own"
    attached_to: tuple[str, int] | None = None  # the paper and meeting that know it
    printed_board: str | None = None  # where ``board`` was completed


@dataclass(frozen=True, slots=True)
class FutureDate:
    """A meeting announced in the papers of another one."""

    meeting: int | None
    date: date
    time: str | None
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person in one section of one meeting's list. ``printed`` keeps titles and honours."""

    meeting: int
    section: Section
    printed: str
    organisation: str | None
    role: str | None
    chair: bool
    span: Span
    rule: str
    certain: bool = True  # False: columns ran together and the pairing is only likely


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of an agenda; ``pages`` are the first and last printed beside it, ``presenters``
    names as printed.
    """

    meeting: int
    number: str | None
    title: str
    kind: ItemKind
    pages: tuple[int, int] | None
    presenters: tuple[str, ...]
    span: Span
    rule: str
    note: str | None = None  # the words under the title


@dataclass(frozen=True, slots=True)
class Point:
    """A lettered or roman point noted under a minute."""

    label: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Minute:
    """A minute, numbered or not.

    ``agenda_item`` is the number its paper was marked with (“marked ‘Agenda Item 6’”).
    """

    meeting: int
    number: str | None
    title: str
    points: tuple[Point, ...]
    span: Span
    rule: str
    agenda_item: str | None = None
    presenters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """One clause of a decision, whole, joined across pages.

    ``minute`` indexes ``Facts.minutes``.
    """

    meeting: int
    minute: int | None
    clause: str | None
    verb: Verb
    text: str
    due: date | None
    asked_of: str | None
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Action:
    """One row of an action log, or an action printed in the minutes.

    ``responsible`` names people as printed. ``due_printed`` are the words of when it is due,
    ``due`` the one day that they mean, if they do.
    """

    meeting: int
    number: str | None
    raised: tuple[date, ...]
    text: str
    responsible: tuple[str, ...]
    responsible_printed: str | None
    comments: str | None
    status: str | None
    span: Span
    rule: str
    due_printed: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report, a set of slides or an appendix carried in a pack.

    ``item`` is the agenda item's number.
    """

    meeting: int
    item: str | None
    title: str
    kind: Literal["report", "presentation", "appendix"]
    organisation: str | None
    authors: tuple[str, ...]
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What a report asks of the board, one clause; ``report`` indexes ``Facts.reports``."""

    meeting: int
    report: int
    clause: str | None
    text: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the text that name somebody or something.

    ``name`` is what they were read as where that differs from ``text`` (an acronym spelled out);
    ``concept`` the id of the vocabulary entry they matched, if any; ``subtype`` the sort of
    organisation or programme.
    """

    kind: EntityKind
    text: str
    span: Span
    rule: str
    name: str | None = None
    concept: str | None = None
    subtype: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a report: what was measured, where and when, and the number.

    ``span`` is the sentence or row it stands in, ``at`` the number itself. ``value`` is ``None``
    for a rating in words, for a range and where the words say that it is measured no longer
    (``discontinued``). ``period_start`` and ``period_end`` are the first and last day;
    ``period_from`` says whether they are in the words themselves (``stated``), were worked out from
    them (``relative``: “the previous year”) or are the report's own (``report``). ``area_stated``
    is false where the area is the report's own.
    """

    meeting: int | None
    indicator: str
    unit: FigureUnit | None
    area: str | None
    period_printed: str | None
    period_start: date | None
    period_end: date | None
    value_printed: str
    value: Decimal | None
    comparison: Comparison
    direction: Literal["up", "down", "stable"] | None
    span: Span
    rule: str
    at: Span
    period_from: Literal["stated", "relative", "report"] | None = None
    area_stated: bool = True


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount of money, in pounds. ``span`` is the sentence or row, ``at`` the amount.

    ``bound`` tells “up to £750” (``most``) from “over £4 million” (``least``) and “some £210,000”
    (``about``); ``total`` marks the sum of others.
    """

    meeting: int | None
    amount_printed: str
    amount: Decimal
    payer: str | None
    payee: str | None
    purpose: str | None
    when_printed: str | None
    period_start: date | None
    period_end: date | None
    span: Span
    rule: str
    at: Span
    total: bool = False
    bound: Literal["exact", "most", "least", "about"] = "exact"


@dataclass(frozen=True, slots=True)
class Relation:
    """What the words say of two: ``subject`` holds a role at, leads, funds, is part of …
    ``object``.

    ``subject`` and ``object`` are spans of mentions (or of a name in a list of those present);
    ``object`` is ``None`` where a role's body is the meeting's own, which ``object_text`` then
    names, or unknown. ``role`` is as printed, a rank spelled out. ``span`` reaches from the first
    of the words that say so to the last.
    """

    kind: RelationKind
    subject: Span
    object: Span | None
    subject_text: str
    object_text: str | None
    role: str | None
    meeting: int | None
    span: Span
    rule: str
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Ask:
    """What a minute says somebody is to do, short of a decision; ``text`` is the sentence.

    ``minute`` indexes ``Facts.minutes``. ``asked_of`` is whom the words ask, or who promised, as
    printed; ``asked_by`` who asked.
    """

    meeting: int
    minute: int
    text: str
    asked_by: str | None
    asked_of: str | None
    due: date | None
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Presenter:
    """One person who was to bring an item before a meeting, or did.

    ``source`` says whether the agenda or a minute says so; ``index`` is its place in
    ``Facts.agenda`` or ``Facts.minutes``. ``organisation`` is for whom, as printed there or in the
    list of those present.
    """

    meeting: int
    source: Literal["agenda", "minutes"]
    index: int
    printed: str
    organisation: str | None
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class MinuteAction:
    """An action told in the minutes: what is to be done, by whom and when, in the words of the
    minute.
    """

    meeting: int
    minute: int
    number: str | None
    text: str
    responsible: tuple[str, ...]
    responsible_printed: str | None
    due: date | None
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Vote:
    """A motion put to a meeting: who moved and seconded it, how many were for and against, and its
    outcome.

    Numbers and names that the minute does not print are ``None``. ``clause`` is that of the
    decision it belongs to.
    """

    meeting: int
    minute: int | None
    clause: str | None
    result: Literal["carried", "lost", "withdrawn"]
    votes_for: int | None
    votes_against: int | None
    abstained: int | None
    proposer: str | None
    seconder: str | None
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that was not handled, or not with certainty; goes to the build's issue log."""

    level: Literal["info", "warning", "error"]
    stage: str
    message: str
    document: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was found in one document."""

    document: Document
    parts: tuple[Part, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    future_dates: tuple[FutureDate, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    minutes: tuple[Minute, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    actions: tuple[Action, ...] = ()
    reports: tuple[Report, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    acronyms: dict[str, str] = field(default_factory=dict)  # as this document defines them
    issues: tuple[Issue, ...] = ()
    figures: tuple[Figure, ...] = ()
    sums: tuple[Sum, ...] = ()
    relations: tuple[Relation, ...] = ()
    asks: tuple[Ask, ...] = ()
    presenters: tuple[Presenter, ...] = ()
    minute_actions: tuple[MinuteAction, ...] = ()
    votes: tuple[Vote, ...] = ()

    def part_at(self, offset: int) -> Part | None:
        """The innermost part that holds ``offset``."""
        holding = [part for part in self.parts if part.span.start <= offset < part.span.end]
        return max(holding, key=lambda part: part.span.start, default=None)
