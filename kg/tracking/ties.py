"""What comes out: the ties between statements of several papers, each with its clues, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from extractors.facts import Span
from kg.linking.entities import Feature
from kg.linking.verdicts import TieKind, TieVerdict

FactKind = Literal[
    "action", "resolution", "recommendation", "item", "report", "minute", "attendance", "ask"
]
Step = Literal[
    "raised", "carried forward", "amended", "completed", "withdrawal asked", "withdrawn", "repeated"
]
Fate = Literal["open", "completed", "withdrawal asked", "withdrawn", "vanished", "unseen"]
RequestStatus = Literal[
    "open", "overdue", "answered", "perhaps answered", "done", "withdrawn", "not told"
]
Outcome = Literal["taken", "changed", "left"]


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A fact: its document's id, its kind and its place in that tuple of ``Facts``."""

    document: str
    kind: FactKind
    index: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Two statements that belong together, from the later or the asking one; ``score`` is the sum of the clues.

    ``by`` is ``rules`` or the person whose verdict it is.
    """

    kind: TieKind
    source: Ref
    target: Ref
    score: float
    clues: tuple[Feature, ...]
    doubtful: bool = False
    by: str = "rules"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a log: the day of the log's meeting, and what happened to the action with it."""

    row: Ref
    date: date | None
    step: Step
    tie: Tie | None = None  # to the row before


@dataclass(frozen=True, slots=True)
class ActionThread:
    """One action with its rows, oldest first, and what became of it.

    ``vanished``: the next log does not carry it, and nothing said that it was over. ``unseen``: the logs that would
    tell are not at hand. ``next_log`` is the first log after its last row; ``ended`` ties it to the resolution that
    took it off the log, ``delivered`` to the item at which what it wanted was before the board, if no log says so.
    """

    board: str
    raised: tuple[date, ...]
    entries: tuple[Entry, ...]
    fate: Fate
    next_log: date | None = None
    ended: Tie | None = None
    doubtful: bool = False
    delivered: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A resolution or a minute's sentence that asks for something, what it became and what answered it.

    That is told as of the board's newest pack. ``actions`` indexes ``Threads.actions``. ``due_from`` says whether the
    words name the date or only the next meeting; ``papers_at_hand`` is false where no paper of the meeting it was asked
    for is known. ``not told``: a request short of a decision that wants no paper and became no action, so that no paper
    can be expected to tell of it.
    """

    statement: Ref
    board: str
    asked: date | None
    due: date | None
    due_from: Literal["words", "next meeting"] | None
    status: RequestStatus
    as_of: date | None
    became: tuple[Tie, ...] = ()
    actions: tuple[int, ...] = ()
    answers: tuple[Tie, ...] = ()
    papers_at_hand: bool = True


@dataclass(frozen=True, slots=True)
class Advice:
    """A recommendation, and what the meeting made of it; ``None`` where the minute is not at hand."""

    recommendation: Ref
    outcome: Outcome | None
    minute: Ref | None = None
    tie: Tie | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A minute that corrects the minutes of an earlier meeting: of which day, which minute, and in what words.

    ``meeting`` is a record of the earlier meeting (document and index) where a paper of it is at hand, ``corrected``
    its resolution, its minute or its rows of attendance. ``what`` tells what is corrected, ``reads`` how it is to read
    from now on, ``people`` (ids) and ``section`` who attended, or did not, after all.
    """

    minute: Ref
    board: str
    date: date | None
    number: str | None
    words: str
    span: Span
    meeting: tuple[str, int] | None = None
    corrected: tuple[Ref, ...] = ()
    what: Literal["attendance", "resolution", "minute", "minutes"] = "minutes"
    reads: str | None = None
    people: tuple[str, ...] = ()
    section: Literal["present", "apologies"] | None = None


@dataclass(frozen=True, slots=True)
class Threads:
    """All that a corpus's papers say together of actions, requests, recommendations and corrected minutes."""

    actions: tuple[ActionThread, ...] = ()
    requests: tuple[Request, ...] = ()
    advice: tuple[Advice, ...] = ()
    corrections: tuple[Correction, ...] = ()
    unmatched: tuple[TieVerdict, ...] = ()
    """Verdicts of which an end is no statement of these papers any longer."""

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Every tie, in a fixed order."""
        found = [
            entry.tie
            for thread in self.actions
            for entry in thread.entries
            if entry.tie is not None
        ]
        found += [thread.ended for thread in self.actions if thread.ended is not None]
        found += [tie for thread in self.actions for tie in thread.delivered]
        found += [tie for request in self.requests for tie in (*request.became, *request.answers)]
        found += [advice.tie for advice in self.advice if advice.tie is not None]
        return tuple(sorted(found, key=lambda tie: (tie.kind, tie.source, tie.target)))
