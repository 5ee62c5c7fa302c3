"""What a trace is made of: the topic, its events with their ties, actions through the logs, requests, corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kg.views.profile import Asked, Dossier, Told
from kg.views.timeline.formatting import day, joined

Kind = Literal["programme", "organisation", "person", "words"]
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
EMPTY = Dossier()
_ENDS = {
    "open": ", the newest: still open",
    "completed": ": completed",
    "withdrawal asked": ", which asks to take it off",
    "withdrawn": "; withdrawn",
    "vanished": "; the next log, of {next_log}, lacks it without a word",
    "unseen": "; not in the next log at hand, of {next_log}",
}  # what became of an action, after its statuses


@dataclass(frozen=True, slots=True)
class Topic:
    """What was understood. ``kind`` is ``words`` (and ``iri`` unknown) where the topic is nobody's name."""

    iri: str | None
    name: str
    kind: Kind
    also_known_as: tuple[str, ...] = ()
    subtype: str | None = None  # the sort of programme or organisation: duty, charity …


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence of a paper and the page it stands on."""

    text: str
    page: str | None


@dataclass(frozen=True, slots=True)
class Tied:
    """A fact of another paper that belongs with an event, how, and how sure that is.

    ``forward`` says that the event is the end that the tie goes out from: the later row, the request, the
    recommendation. ``sort`` is what the other is: action, resolution, report, minute …; ``date`` is ISO.
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
class Event:
    """One row of the timeline, with what else the papers say of it. ``date``, ``due`` and ``as_of`` are ISO.

    ``sentences`` are the others that name the topic there. ``status`` says how a request stands ``as_of`` the newest
    papers, or what became of a recommendation; ``at_hand`` is false where the papers that a request was due in are not.
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
    sentences: tuple[Words, ...] = ()
    ties: tuple[Tied, ...] = ()
    status: str | None = None
    as_of: str | None = None
    at_hand: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """An action's row in one log; ``date`` is that of the meeting whose papers carry the log."""

    date: str | None
    number: str | None
    status: str | None
    comments: str | None
    page: str | None
    document: str
    step: str | None = None  # raised, carried forward, amended, completed, withdrawal asked …
    text: str = ""  # as this log words the action


@dataclass(frozen=True, slots=True)
class Action:
    """An action and its rows, oldest first, the newest words of it, and what became of it.

    ``outcome``: open, completed, withdrawal asked, withdrawn, vanished (the next log lacks it without a word) or unseen
    (the logs that would tell are not at hand). ``next_log`` is the day of the first log after its last row;
    ``certain`` is false where its rows may be of two actions.
    """

    iri: str
    text: str
    raised: tuple[str, ...]
    responsible: str | None
    entries: tuple[Entry, ...]
    outcome: str
    next_log: str | None = None
    certain: bool = True

    @property
    def is_open(self) -> bool:
        """Whether the board's last log still carries it, and does not say that it is done."""
        return self.outcome == "open" or (
            self.outcome == "withdrawal asked" and self.next_log is None
        )

    @property
    def fate(self) -> str:
        """What became of it, in one line."""
        return self.fate_from(None)

    def fate_from(self, log: str | None) -> str:
        """The same for a reader who has just been told of a log (ISO)."""
        if not self.entries:
            return "in no log"
        steps: list[tuple[str, list[str | None]]] = []
        for entry in self.entries:
            status = entry.status or "no status"
            if not steps or steps[-1][0] != status:
                steps.append((status, []))
            if entry.date not in steps[-1][1]:
                steps[-1][1].append(entry.date)
        told = ", then ".join(_step(status, logs, log) for status, logs in steps)
        told += _ENDS.get(self.outcome, "").format(next_log=day(self.next_log))
        return told if self.certain else f"{told} (doubtful: its rows may be of two actions)"


def _step(status: str, logs: Sequence[str | None], told: str | None) -> str:
    """A status and the logs that show it."""
    first = f"{status} there" if told is not None and logs[0] == told else ""
    rest = [day(log) for log in (logs[1:] if first else logs)]
    shown = f"the log{'s' if len(rest) > 1 else ''} of {joined(rest)}" if rest else ""
    if first:
        return f"{first} and in {shown}" if rest else first
    return f"{status} in {shown}"


@dataclass(frozen=True, slots=True)
class Correction:
    """A minute that corrects the minutes of an earlier meeting, of its minute ``of_item`` where that is known.

    ``held_in`` are the documents at hand with the minutes that are corrected, ``what`` of them (attendance, minute,
    minutes), and ``reads`` how they are to read.
    """

    words: Told
    item: str | None
    of_date: str | None
    of_item: str | None
    held_in: tuple[str, ...]
    what: str | None = None
    reads: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A renaming or a succession that the topic went through, with the words that say so where there are any."""

    kind: str
    before: str
    after: str
    date: str | None
    quote: str | None
    page: str | None
    document: str | None


@dataclass(frozen=True, slots=True)
class Role:
    """For whom a person stood, or who stood for an organisation, over the meetings whose papers show it.

    ``organisation`` is the name of the other one, a person's where the topic is no person.
    """

    organisation: str
    role: str | None
    first: str | None
    last: str | None


Cited = tuple[
    str, str | None, str | None, str
]  # document, page, item and the words of something shown


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a passage; those that are cited bear a number."""

    text: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """A passage that is cited, with what stands just before and after it. ``date`` is ISO."""

    document: str
    page: str | None
    part: str | None
    item: str | None
    date: str | None
    before: str
    pieces: tuple[Piece, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Extracts:
    """The words of a trace in their place, each by the number of what is cited."""

    passages: tuple[Extract, ...] = ()
    numbers: Mapping[Cited, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trace:
    """A topic's way through the papers.

    ``near`` are other topics that the same words may mean; ``guessed`` says that nothing is spelled quite as asked.
    ``spoken`` are the requests of minutes that were made short of a decision, as events.
    """

    asked: str
    topic: Topic
    near: tuple[Topic, ...]
    events: tuple[Event, ...]
    actions: tuple[Action, ...] = ()
    requests: tuple[Asked, ...] = ()
    corrections: tuple[Correction, ...] = ()
    changes: tuple[Change, ...] = ()
    roles: tuple[Role, ...] = ()
    since: str | None = None
    until: str | None = None
    guessed: bool = False
    since_pack: str | None = None
    dossier: Dossier = EMPTY
    extracts: Extracts = Extracts()
    spoken: tuple[Event, ...] = ()

    @property
    def dates(self) -> tuple[str, ...]:
        """The meetings' dates, oldest first."""
        return tuple(sorted({event.date for event in self.events if event.date}))

    @property
    def understood(self) -> str:
        """What the topic was taken to be, and what else it may have meant, in one line."""
        topic = self.topic
        if topic.kind == "words":
            said = f"“{topic.name}”: nobody's name; searched as words"
        elif topic.subtype in (None, "other", topic.kind):
            said = f"{topic.name}: {topic.kind}"
        else:
            said = f"{topic.name}: {topic.kind} ({topic.subtype})"
        if self.guessed:
            said = f"Nothing is called “{self.asked}”; taken for {said}"
        if self.near:
            said += "; also: " + ", ".join(
                f"{other.name} ({other.subtype or other.kind})" for other in self.near
            )
        return said
