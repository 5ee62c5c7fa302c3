"""The parts of a trace: the topic, its events and their ties, actions, requests, corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kg.ontology.folding import fold
from kg.store.search import FoundPassage
from kg.views.partners.partner_marks import PartnersOverTime
from kg.views.profile import CitedSentence, TopicProfile, TopicRequest
from kg.views.timeline.formatting import day, joined
from kg.views.wording import ui_text, word_for, words

TopicKind = Literal["programme", "organisation", "person", "words"]
COLUMNS = (
    "date",
    "part",
    "item",
    "title",
    "event",
    "text",
    "page",
    "document",
)  # as in the query ``timeline``
EMPTY_PROFILE = TopicProfile()


@dataclass(frozen=True, slots=True)
class TracedTopic:
    """What the question was understood to mean.

    ``kind`` is ``words``, and ``iri`` is ``None``, where the topic is no entity's name. ``subtype``
    is the sort of programme or organisation: duty, charity and so on.
    """

    iri: str | None
    name: str
    kind: TopicKind
    also_known_as: tuple[str, ...] = ()
    subtype: str | None = None


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """Somebody who chairs or leads a topic, and the words that say so."""

    person: str
    office: str
    words: CitedSentence


@dataclass(frozen=True, slots=True)
class PageSentence:
    """A sentence of a paper, the page that it stands on, and its point: “14”, “8(a)”, “iii”."""

    text: str
    page: str | None
    point: str | None = None


@dataclass(frozen=True, slots=True)
class TiedStatement:
    """A statement of another paper that an event is tied to, and how certain the tie is.

    ``kind`` is the tie's kind: became, answered, delivered and so on. ``forward`` says that the
    event is the end that the tie goes out from: the later entry, the request, the recommendation.
    ``sort`` is what the other statement is: action, resolution, report, minute and so on. ``date``
    is ISO.
    """

    kind: str
    forward: bool
    certain: bool
    score: float
    sort: str
    date: str | None
    item: str | None
    clause: str | None
    text: str
    page: str | None
    document: str


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One row of the timeline with what else the papers say of it. ``date``, ``due``, ``as_of``:
    ISO.

    ``sentences`` are further sentences that name the topic there. ``status`` says how a request
    stands as of ``as_of``, the newest papers, or what became of a recommendation. ``at_hand`` is
    false where the papers of the meeting that a request was due at are not in the graph. ``point``
    is the paragraph or point that the text stands in, ``wider`` that it is told of the larger
    subject alone.
    """

    date: str | None
    part: str | None
    item: str | None
    title: str | None
    event: str
    text: str
    page: str | None
    document: str
    by: str | None = None
    organisation: str | None = None
    clause: str | None = None
    verb: str | None = None
    asked_of: str | None = None
    due: str | None = None
    sentences: tuple[PageSentence, ...] = ()
    ties: tuple[TiedStatement, ...] = ()
    status: str | None = None
    as_of: str | None = None
    at_hand: bool = True
    point: str | None = None
    wider: bool = False


@dataclass(frozen=True, slots=True)
class DoubtfulFigure:
    """Words of a paper that do not agree with ``other`` words, of the paper of the day ``date``
    (ISO) on ``page``; ``kind`` is what sort of contradiction that is.
    """

    text: str
    document: str
    other: str
    date: str | None
    page: str | None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class TopicStatement:
    """A sentence, clause or row about the topic, named in it or not. ``date`` is ISO.

    ``event`` is what of the timeline it belongs to, ``kind`` what it is by where it stands,
    ``certainty`` how sure it is that it is about the topic.
    """

    date: str | None
    part: str | None
    item: str | None
    title: str | None
    event: str
    kind: str
    text: str
    paragraph: str
    certainty: float
    page: str | None
    document: str
    point: str | None = None

    @property
    def group(self) -> tuple[str | None, ...]:
        """What stands under one heading: a minute or a report, one clause, one action."""
        key = (self.document, self.event, self.item, self.title)
        whole = self.event in ("discussed", "report", "action")
        return key if whole else (*key, self.paragraph)


@dataclass(frozen=True, slots=True)
class TimelineLogEntry:
    """An action's row in one action log.

    ``date`` is the day of the meeting whose papers carry the log, ``text`` the action as this log
    words it, ``step`` what the row did: raised, carried forward, amended, completed, withdrawal
    asked …
    """

    date: str | None
    number: str | None
    status: str | None
    comments: str | None
    page: str | None
    document: str
    step: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class TimelineAction:
    """An action with its log entries, oldest first, its newest wording, and what became of it.

    ``outcome`` is open, completed, withdrawal asked, withdrawn, vanished (the next log lacks it
    without a word) or unseen (the logs that would tell are not at hand). ``next_log`` is the day of
    the first log after its last entry. ``certain`` is false where the entries may be of two
    actions.
    """

    iri: str
    text: str
    raised: tuple[str, ...]
    responsible: str | None
    entries: tuple[TimelineLogEntry, ...]
    outcome: str
    next_log: str | None = None
    certain: bool = True

    @property
    def is_open(self) -> bool:
        """Whether the board's last log still carries it and does not say that it is done."""
        return self.outcome == "open" or (
            self.outcome == "withdrawal asked" and self.next_log is None
        )

    @property
    def outcome_line(self) -> str:
        """What became of it, in one line."""
        return self.outcome_line_after(None)

    def outcome_line_after(self, log: str | None) -> str:
        """What became of it, in one line that follows a mention of ``log`` (an ISO date)."""
        if not self.entries:
            return ui_text("action_outcomes.no_log")
        line = ui_text("notes.then").join(
            _status_in_logs(status, logs, log) for status, logs in _logs_by_status(self.entries)
        )
        template = words("action_outcomes").get(self.outcome.replace(" ", "_"), "")
        line += template.format(next_log=day(self.next_log))
        return line if self.certain else ui_text("action_outcomes.unconfirmed", line=line)


def _logs_by_status(entries: Sequence[TimelineLogEntry]) -> list[tuple[str, list[str | None]]]:
    """The statuses of entries one after the other, each with the days of the logs that show it."""
    statuses: list[tuple[str, list[str | None]]] = []
    for entry in entries:
        status = entry.status or ui_text("action_outcomes.no_status")
        if not statuses or statuses[-1][0] != status:
            statuses.append((status, []))
        if entry.date not in statuses[-1][1]:
            statuses[-1][1].append(entry.date)
    return statuses


def _status_in_logs(status: str, logs: Sequence[str | None], mentioned: str | None) -> str:
    """“Red in the logs of … and …”; the log that was mentioned just before is “there”."""
    there = mentioned is not None and logs[0] == mentioned
    days = [day(log) for log in (logs[1:] if there else logs)]
    if there and not days:
        return ui_text("action_outcomes.there", status=status)
    key = ("there_and_" if there else "") + ("logs" if len(days) > 1 else "log")
    return ui_text(
        f"action_outcomes.{'one_log' if key == 'log' else key}", status=status, days=joined(days)
    )


@dataclass(frozen=True, slots=True)
class TimelineCorrection:
    """A minute that corrects the minutes of an earlier meeting.

    ``item`` is the number of the correcting minute, ``of_item`` that of the corrected one where it
    is known, ``of_date`` the earlier meeting's day (ISO). ``held_in`` are the documents at hand
    with the corrected minutes, ``what`` the part corrected (attendance, minute, minutes), and
    ``reads`` how it is to read.
    """

    words: CitedSentence
    item: str | None
    of_date: str | None
    of_item: str | None
    held_in: tuple[str, ...]
    what: str | None = None
    reads: str | None = None


@dataclass(frozen=True, slots=True)
class TopicChange:
    """A renaming or a succession of the topic, with the words that state it where there are any."""

    kind: str
    before: str
    after: str
    date: str | None
    quote: str | None
    page: str | None
    document: str | None


@dataclass(frozen=True, slots=True)
class Representation:
    """An organisation that a person represented, in a role, from its first to its last meeting
    (ISO).

    ``organisation`` is the name of the other side: a person's where the topic is an organisation.
    """

    organisation: str
    role: str | None
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class PresentedItem:
    """An item that a person presented, and for whom. ``date`` is the day of the meeting (ISO)."""

    date: str | None
    item: str | None
    title: str
    organisation: str | None
    page: str | None
    document: str


Citation = tuple[str, str | None, str | None, str]  # document, page, item and words that are shown


@dataclass(frozen=True, slots=True)
class PassagePiece:
    """Characters of a passage; those that are cited bear the number of the citation."""

    text: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage with cited words, and what stands just before and after it. ``date`` is ISO."""

    document: str
    page: str | None
    part: str | None
    item: str | None
    date: str | None
    before: str
    pieces: tuple[PassagePiece, ...]
    after: str


@dataclass(frozen=True, slots=True)
class CitedPassages:
    """The passages that a trace cites, and the number of each citation."""

    passages: tuple[CitedPassage, ...] = ()
    numbers: Mapping[Citation, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trace:
    """A topic's way through the papers.

    ``near`` are other topics that the question may mean; ``guessed`` says that no name is spelled
    as asked. ``spoken_requests`` are requests in minutes that are no clause of a resolution, as
    events. ``statements`` are all that the papers say about the topic, ``left_out`` counts those
    that are not shown. ``since`` and ``until`` are the limits that were asked for, ``since_pack``
    the day of the pack after which papers count (all ISO). ``papers`` are the packs held by
    file name, each with its day (ISO). ``passages`` are the first of the ``passage_count`` passages
    with the words asked, where those were taken for a name. ``doubtful`` are the contradictions of
    the papers, for the words that are shown. ``presented`` are the items that a person presented,
    ``naming`` the files that have the topic's name or the words asked anywhere, shown or not.
    ``unminuted`` are the meetings (file and day) that are known by their papers alone. ``unheard``
    are the words asked that no paper has: the trace is of the others. Where a whole ``question``
    was put, ``asked`` is its subject, ``asks`` what it asks of it (see ``kg.text.questions``), and
    ``offices`` who holds one of the topic, the newest first, where that is asked. ``is_board`` says
    that the topic is the board whose papers these are: every title may have its name.
    """

    asked: str
    topic: TracedTopic
    near: tuple[TracedTopic, ...]
    events: tuple[TimelineEvent, ...]
    actions: tuple[TimelineAction, ...] = ()
    requests: tuple[TopicRequest, ...] = ()
    corrections: tuple[TimelineCorrection, ...] = ()
    changes: tuple[TopicChange, ...] = ()
    roles: tuple[Representation, ...] = ()
    since: str | None = None
    until: str | None = None
    guessed: bool = False
    since_pack: str | None = None
    profile: TopicProfile = EMPTY_PROFILE
    cited_passages: CitedPassages = CitedPassages()
    spoken_requests: tuple[TimelineEvent, ...] = ()
    passages: tuple[FoundPassage, ...] = ()
    passage_count: int = 0
    papers: tuple[tuple[str, str], ...] = ()
    statements: tuple[TopicStatement, ...] = ()
    left_out: int = 0
    partners: PartnersOverTime | None = None
    wider: TracedTopic | None = None
    wider_statements: tuple[TopicStatement, ...] = ()
    doubtful: tuple[DoubtfulFigure, ...] = ()
    unminuted: frozenset[tuple[str, str]] = frozenset()
    presented: tuple[PresentedItem, ...] = ()
    naming: frozenset[str] = frozenset()
    unheard: tuple[str, ...] = ()
    question: str | None = None
    asks: str | None = None
    offices: tuple[OfficeHolder, ...] = ()
    is_board: bool = False

    @property
    def own_events(self) -> tuple[TimelineEvent, ...]:
        """The events that are the topic's own, and not those of the larger subject alone."""
        return tuple(event for event in self.events if not event.wider)

    @property
    def dates(self) -> tuple[str, ...]:
        """The days of the meetings (ISO), oldest first, those whose statements are folded too."""
        days = [event.date for event in self.own_events] + [each.date for each in self.statements]
        return tuple(sorted({when for when in days if when}))

    @property
    def understood(self) -> str:
        """What the question was taken to mean, and what else it may have meant, in one line."""
        line = _topic_in_words(self.topic)
        if self.guessed:
            line = ui_text("topic.guessed", asked=self.asked, line=line)
        if self.unheard:
            words = "”, “".join(self.unheard)
            line = ui_text("topic.unheard", words=words) + f". {line}"
        if self.wider is not None and self.wider_statements:
            part = f" {fold(self.wider.name)} " in f" {fold(self.asked)} "
            key = "topic.wider_part" if part else "topic.wider"
            line += ". " + ui_text(key, name=self.wider.name)
        if self.near:
            others = ", ".join(
                f"{other.name} ({word_for('kinds', other.subtype or other.kind)})"
                for other in self.near
            )
            line += ". " + ui_text("topic.near", names=others)
        return line


def _topic_in_words(topic: TracedTopic) -> str:
    """The topic's name and kind, with its subtype where that says more than the kind."""
    if topic.kind == "words":
        return ui_text("topic.words", name=topic.name)
    if topic.subtype in (None, "other", topic.kind):
        return f"{topic.name}: {word_for('kinds', topic.kind)}"
    return f"{topic.name}: {word_for('kinds', topic.subtype)}"
