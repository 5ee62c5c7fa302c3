"""The results of tracking: ties between statements of several papers, and what follows from them.

Everything here is immutable data. A statement is addressed by a ``FactRef``; why two statements
were tied is kept in the ``Tie`` as features with weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kg.extractors.facts import Span
from kg.linking.entities import Feature
from kg.linking.verdicts import TieKind, TieVerdict
from kg.ontology.folding import one_line

QUOTED = 220  # characters of a side of a contradiction that are shown

FactKind = Literal[
    "action", "resolution", "recommendation", "item", "report", "minute", "attendance", "ask"
]
LogStep = Literal[
    "raised", "carried forward", "amended", "completed", "withdrawal asked", "withdrawn", "repeated"
]
ActionOutcome = Literal["open", "completed", "withdrawal asked", "withdrawn", "vanished", "unseen"]
RequestStatus = Literal[
    "open", "overdue", "answered", "perhaps answered", "done", "withdrawn", "not told"
]
StandingState = Literal["answered", "partly", "open", "overdue", "lapsed", "unknown"]
RecommendationOutcome = Literal["taken", "changed", "left"]


@dataclass(frozen=True, slots=True, order=True)
class FactRef:
    """The address of a fact.

    Its document's id, its kind and its index in that tuple of ``Facts``.
    """

    document: str
    kind: FactKind
    index: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Two statements that belong together.

    ``source`` is the later statement, or the one that asks; ``target`` is what it goes on with or
    leads to. ``score`` is the sum of the weights of ``features``. ``by`` is ``rules``
    or the person whose verdict it is.
    """

    kind: TieKind
    source: FactRef
    target: FactRef
    score: float
    features: tuple[Feature, ...]
    doubtful: bool = False
    by: str = "rules"


@dataclass(frozen=True, slots=True)
class SeriesEntry:
    """One row of a series.

    The day of the log's meeting, and what happened to the action with it.
    """

    row: FactRef
    date: date | None
    step: LogStep
    tie: Tie | None = None  # to the row before


@dataclass(frozen=True, slots=True)
class ActionSeries:
    """One action with its rows, oldest first, and its outcome.

    The outcome is ``vanished`` where the next log does not carry the action and nothing said that
    it was over, and ``unseen`` where the logs that would tell are not at hand. ``next_log`` is the
    day of the first log after its last row. ``ended_by`` ties it to the resolution that took it off
    the log. ``delivered_at`` ties it to the item at which what it wanted was put before the board,
    where no log says so.
    """

    board: str
    raised: tuple[date, ...]
    entries: tuple[SeriesEntry, ...]
    outcome: ActionOutcome
    next_log: date | None = None
    ended_by: Tie | None = None
    doubtful: bool = False
    delivered_at: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a request stands as of the papers held, and why, in words for the reader.

    ``answered_on`` is the day of the meeting whose papers answer it, wholly or in part, and
    ``answered_in`` the paper, as one would cite it.
    """

    state: StandingState
    why: str
    answered_on: date | None = None
    answered_in: str | None = None


@dataclass(frozen=True, slots=True)
class RequestResult:
    """A resolution or a minute's sentence that asks for something, what it became and what answered
    it.

    The status is as of ``as_of``, the board's newest meeting. ``actions`` are indexes into
    ``TrackingResult.actions``. ``due_from`` says whether the words name the date or only the next
    meeting. ``papers_at_hand`` is false where no paper of the meeting it was asked for is known.
    The status is ``not told`` for a request short of a decision that wants no paper and became no
    action, so that no paper can be expected to tell of it.
    """

    statement: FactRef
    board: str
    asked_on: date | None
    due: date | None
    due_from: Literal["words", "next meeting"] | None
    status: RequestStatus
    as_of: date | None
    became: tuple[Tie, ...] = ()
    actions: tuple[int, ...] = ()
    answers: tuple[Tie, ...] = ()
    papers_at_hand: bool = True
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class RecommendationResult:
    """A recommendation and what the meeting made of it.

    ``None`` where the minute is not at hand.
    """

    recommendation: FactRef
    outcome: RecommendationOutcome | None
    minute: FactRef | None = None
    tie: Tie | None = None


@dataclass(frozen=True, slots=True)
class CorrectionResult:
    """A minute that corrects the minutes of an earlier meeting: of which day, which minute, and in
    what words.

    ``meeting`` is a record of the earlier meeting (document and index) where a paper of it is at
    hand; ``corrected`` are its resolution, its minute or its rows of attendance. ``what`` is the
    kind of thing corrected, ``reads`` how it is to read from now on. ``people`` (entity ids) and
    ``section`` say who attended, or did not, after all.
    """

    minute: FactRef
    board: str
    date: date | None
    number: str | None
    words: str
    span: Span
    meeting: tuple[str, int] | None = None
    corrected: tuple[FactRef, ...] = ()
    what: Literal["attendance", "resolution", "minute", "minutes"] = "minutes"
    reads: str | None = None
    people: tuple[str, ...] = ()
    section: Literal["present", "apologies"] | None = None


@dataclass(frozen=True, slots=True, order=True)
class ContradictionSide:
    """One of two statements that contradict each other: its place and its words.

    ``fact`` is the kind and the index of the figure or action it is, where it is one.
    """

    document: str
    span: Span
    words: str
    fact: tuple[str, int] | None = None

    @classmethod
    def quoted(
        cls, document: str, text: str, span: Span, fact: tuple[str, int] | None = None
    ) -> ContradictionSide:
        """The side that a span of a paper's text is, with its words cut to what is shown."""
        words = one_line(text[span.start : min(span.end, span.start + 2 * QUOTED)])
        if len(words) > QUOTED:
            words = words[: QUOTED - 1].rsplit(" ", 1)[0] + "…"
        return cls(document, span, words, fact)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that cannot both hold, and what they are about.

    Both sides are the same sentence where its own numbers deny what it says. ``meeting`` is the
    paper and the index of the meeting whose papers differ.
    """

    kind: str
    matter: str
    left: ContradictionSide
    right: ContradictionSide
    meeting: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class TrackingResult:
    """What the papers say together of actions, requests, recommendations and corrections."""

    actions: tuple[ActionSeries, ...] = ()
    requests: tuple[RequestResult, ...] = ()
    recommendations: tuple[RecommendationResult, ...] = ()
    corrections: tuple[CorrectionResult, ...] = ()
    unmatched: tuple[TieVerdict, ...] = ()
    """Verdicts of which an end is no statement of these papers any longer."""
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Every tie, ordered by kind, source and target."""
        found: list[Tie | None] = []
        for series in self.actions:
            found += [entry.tie for entry in series.entries]
            found += [series.ended_by, *series.delivered_at]
        for request in self.requests:
            found += [*request.became, *request.answers]
        found += [each.tie for each in self.recommendations]
        ties = [tie for tie in found if tie is not None]
        return tuple(sorted(ties, key=lambda tie: (tie.kind, tie.source, tie.target)))
