"""Walks a person through the ties in doubt, one question at a time; writes each answer at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.linking import Feature
from kg.linking.verdicts import TieKind
from kg.review.name_review import Prompt, ReviewSummary
from kg.review.session import ReviewSession, printable
from kg.review.tie_explanation import score_lines
from kg.review.tie_verdicts import TieVerdictWriter
from kg.tracking.tracked_statements import FactRef, Tie, TrackingResult
from kg.tracking.tracker import track

if TYPE_CHECKING:
    from rich.console import Console

QUESTIONS: dict[TieKind, str] = {
    "continues": "does this row go on with that action?",
    "became": "did this request become that action?",
    "answered": "did this answer the request?",
    "delivered": "was this what the action wanted put before the board?",
    "taken": "was this recommendation taken by that resolution?",
    "withdrawn": "did that resolution take this action off the log?",
}
_PROMPT = "[r]ight  [w]rong  s[k]ip  [q]uit"
_LETTERS = {"right": "r", "wrong": "w", "skip": "k", "quit": "q"}

_Reply = Literal["right", "wrong", "skip", "quit"]
_REPLIES: dict[str, _Reply] = {"r": "right", "w": "wrong", "k": "skip", "q": "quit"}


@dataclass(frozen=True, slots=True)
class DoubtfulTie:
    """A tie in doubt, from ``source`` to ``targets``.

    The item of an answer has several targets: the line of the agenda, its report, its minute.
    """

    kind: TieKind
    source: FactRef
    targets: tuple[FactRef, ...]
    score: float
    features: tuple[Feature, ...]


def doubtful_ties(found: TrackingResult) -> list[DoubtfulTie]:
    """The ties in doubt, the likeliest first; those to one item are one question."""
    together: dict[tuple[TieKind, FactRef, FactRef | None], list[Tie]] = {}
    for tie in found.ties:
        if tie.doubtful:
            target = None if tie.kind in ("answered", "delivered") else tie.target
            together.setdefault((tie.kind, tie.source, target), []).append(tie)
    doubts = [
        DoubtfulTie(
            kind, source, tuple(tie.target for tie in ties), ties[0].score, ties[0].features
        )
        for (kind, source, _), ties in together.items()
    ]
    return sorted(doubts, key=lambda doubt: (-doubt.score, doubt.kind, doubt.source, doubt.targets))


class TieReview:
    """One sitting over the ties in doubt. ``ask`` gives answers, ``console`` shows questions."""

    def __init__(
        self, session: ReviewSession, writer: TieVerdictWriter, console: Console, ask: Prompt
    ) -> None:
        self._session, self._writer, self._console, self._ask = session, writer, console, ask

    def run(self, stopped: bool = False) -> ReviewSummary:
        """Ask about every tie in doubt until all are seen or the person has had enough.

        With ``stopped`` the person has had enough before: nothing is asked, doubts are counted.
        """
        session = self._session
        doubts = doubtful_ties(track(session.corpus, session.identities, session.verdicts.ties))
        asked = written = 0
        for number, doubt in enumerate(() if stopped else doubts, 1):
            asked += 1
            self._show(doubt, f"{number} of {len(doubts)}")
            reply = self._reply()
            if reply == "quit":
                return ReviewSummary(len(doubts), asked, written, stopped=True)
            if reply != "skip":
                self._print(self._writer.decide(reply, doubt.kind, doubt.source, doubt.targets))
                written += 1
        return ReviewSummary(len(doubts), asked, written)

    def _reply(self) -> _Reply:
        """One answer; the end of the input means that the person has had enough."""
        while True:
            word = (self._ask(f"{_PROMPT}: ") or "quit").strip().casefold()
            key = _LETTERS.get(word, word)
            if key in _REPLIES:
                return _REPLIES[key]
            self._print("Answer with one of the letters r, w, k, q.")

    def _show(self, doubt: DoubtfulTie, number: str) -> None:
        from rich.table import Table
        from rich.text import Text

        self._console.print(Text(f"\n{number}: {QUESTIONS[doubt.kind]}", style="bold"))
        table = Table(expand=True)
        cells = []
        for statements in ((doubt.source,), doubt.targets):
            table.add_column(Text(statements[0].kind), ratio=1, overflow="fold")
            lines = [printable(self._writer.describe(ref)) for ref in statements]
            cells.append(Text("\n".join(dict.fromkeys(lines))))
        table.add_row(*cells)
        self._console.print(table)
        self._console.print(Text("\n".join(score_lines(doubt.kind, doubt.score, doubt.features))))

    def _print(self, text: str) -> None:
        from rich.text import Text

        self._console.print(Text(printable(text)), soft_wrap=True)
