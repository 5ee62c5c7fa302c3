"""Ties between statements as a person judges them: which are in doubt, what each end says, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode

import ontology as bg
from kg.errors import InputError, NotFound
from kg.linking import Feature
from kg.linking.verdicts import StatementReference, TieKind, TieVerdict, load_verdicts
from kg.rdf.tracking_writer import FACT_CLASSES
from kg.review.session import Known, plain
from kg.review.verdict_file import Entry, overrules, record
from kg.review.walkthrough import Ask, Reviewed
from kg.store import snapshots
from kg.tracking import FactRef, Tie, TrackingResult, track
from kg.tracking.statement_keys import span_of, statement_key, statement_refs
from kg.tracking.tie_features import threshold
from kg.tracking.tie_overrides import TIE_ENDS, TieOverrides
from kg.tracking.tracked_statements import FactKind

if TYPE_CHECKING:
    from rich.console import Console

Answer = OneOf["right", "wrong", "forget"]

QUESTIONS: dict[TieKind, str] = {
    "continues": "does this row go on with that action?",
    "became": "did this request become that action?",
    "answered": "did this answer the request?",
    "delivered": "was this what the action wanted put before the board?",
    "taken": "was this recommendation taken by that resolution?",
    "withdrawn": "did that resolution take this action off the log?",
}
_PROMPT = "[r]ight  [w]rong  s[k]ip  [q]uit"
_WORDS = {"right": "r", "wrong": "w", "skip": "k", "quit": "q"}


@dataclass(frozen=True, slots=True)
class TieDoubt:
    """A tie in doubt; an answer's item has several ``targets``: the line of the agenda, its paper, its minute."""

    kind: TieKind
    source: FactRef
    targets: tuple[FactRef, ...]
    score: float
    clues: tuple[Feature, ...]


def tie_doubts(found: TrackingResult) -> list[TieDoubt]:
    """What to ask about ties, the likeliest first."""
    together: dict[tuple[TieKind, FactRef, FactRef | None], list[Tie]] = {}
    for tie in found.ties:
        if tie.doubtful:
            item = None if tie.kind in ("answered", "delivered") else tie.target
            together.setdefault((tie.kind, tie.source, item), []).append(tie)
    doubts = [
        TieDoubt(kind, source, tuple(tie.target for tie in ties), ties[0].score, ties[0].features)
        for (kind, source, _), ties in together.items()
    ]
    return sorted(doubts, key=lambda doubt: (-doubt.score, doubt.kind, doubt.source, doubt.targets))


class TiePen:
    """Writes what one person says of ties; each method gives a sentence that says what it did."""

    def __init__(
        self, known: Known, by: str | None = None, on: str | None = None, note: str | None = None
    ) -> None:
        self._known = known
        self._by, self._on, self._note = by or "a reader", on, note
        self._facts = {facts.document.id: facts for facts in known.corpus}

    def statement(self, ref: FactRef) -> StatementReference:
        """How a statement is meant in the file."""
        return statement_key(self._facts[ref.document], ref)

    def where(self, ref: FactRef) -> str:
        """The paper and page of a statement."""
        facts = self._facts[ref.document]
        return self._known.place(facts, span_of(facts, ref), "", "").where

    def say(
        self, answer: Answer, kind: TieKind, source: FactRef, targets: Sequence[FactRef]
    ) -> str:
        """A tie is right, or wrong, or nothing is said of it any longer."""
        ends = [(self.statement(source), self.statement(target)) for target in targets]
        new = [
            TieVerdict(answer == "right", kind, one, other, self._by, self._on, self._note)
            for one, other in dict.fromkeys(ends)
        ]
        if answer == "forget":

            def about(old: Entry) -> bool:
                return any(overrules(each, old) for each in new)

            if not any(map(about, load_verdicts(self._known.file).ties)):
                raise NotFound(
                    f"{self._known.file}: no verdict on that tie; the file lists them all"
                )
            record(self._known.file, (), about)
            return f"nothing is said any longer of the tie from {ends[0][0]} to {ends[0][1]}"
        if lost := TieOverrides(self._known.corpus, new).unmatched:
            raise InputError(
                f"{lost[0].source}: several statements of that day begin so; no verdict can tell them apart"
            )
        record(self._known.file, new)
        return f"{ends[0][0]} → {ends[0][1]} ({kind}): {answer}"

    def tied(self, one: FactRef, other: FactRef) -> tuple[TieKind, FactRef, FactRef]:
        """Of which kind a tie between two statements is, and which way it goes, whichever is given first."""
        for source, target in ((one, other), (other, one)):
            for kind, (sources, targets) in TIE_ENDS.items():
                if (
                    source.kind in sources
                    and target.kind in targets
                    and self._may(kind, source, target)
                ):
                    return kind, source, target
        able = ", ".join(
            f"{' or '.join(sources)} to {' or '.join(targets)}"
            for sources, targets in TIE_ENDS.values()
        )
        raise InputError(
            f"no tie leads from {one.kind} to {other.kind}; those there are lead from {able}"
        )

    def _may(self, kind: TieKind, source: FactRef, target: FactRef) -> bool:
        """Of two rows the later one goes on with the other; what takes an action off the log is no request for one."""
        if kind == "continues":
            return self._day(source) > self._day(target)
        resolution = {"became": source, "withdrawn": target}.get(kind)
        if resolution is None or resolution.kind != "resolution":
            return True
        removes = self._facts[resolution.document].resolutions[resolution.index].verb == "remove"
        return removes == (kind == "withdrawn")

    def _day(self, ref: FactRef) -> date:
        return self.statement(ref).date or date.max

    def at(self, home: Path, iri: str) -> FactRef:
        """The statement of an IRI of the published graph. Raises ``NotFound`` where it is none."""
        document, kind, start = _place(home, iri)
        for facts in self._known.corpus:
            if self._known.document_iri(facts) == document:
                for ref in statement_refs(facts):
                    if ref.kind == kind and span_of(facts, ref).start == start:
                        return ref
        raise NotFound(
            f"{plain(iri)}: no statement that a tie can hold; kg query threads-ties lists them"
        )


def _place(home: Path, iri: str) -> tuple[str | None, FactKind | None, int | None]:
    """Where the statement of an IRI was read: the document's IRI, the kind of statement, its first character."""
    try:
        node = NamedNode(iri)
    except ValueError:
        return None, None, None
    kinds = {class_: kind for kind, class_ in FACT_CLASSES.items()}
    document, kind, start = None, None, None
    with snapshots.open_snapshot(home) as published:
        for quad in published.graph.quads_for_pattern(node, None, None):
            if isinstance(quad.object, NamedNode):
                kind = kinds.get(quad.object.value, kind)
                document = quad.object.value if quad.predicate.value == bg.document else document
            elif isinstance(quad.object, Literal) and quad.predicate.value == bg.start:
                start = int(quad.object.value)
    return document, kind, start


def explain_tie(known: Known, home: Path, left: str, right: str) -> str | None:
    """Why two statements are tied or not: score, clues and both in their words; ``None`` where one is no statement."""
    pen = TiePen(known)
    try:
        one, other = pen.at(home, left), pen.at(home, right)
    except NotFound:
        return None
    kind, source, target = pen.tied(one, other)
    ties = track(known.corpus, known.identities, known.told.ties).ties
    tie = next(
        (tie for tie in ties if (tie.kind, tie.source, tie.target) == (kind, source, target)), None
    )
    sides = " → ".join(f"{pen.statement(ref)} ({pen.where(ref)})" for ref in (source, target))
    if tie is None:
        return plain(f"{sides}: not tied ({kind})") + "\n"
    by = "" if tie.by == "rules" else f", said {tie.by}"
    told = f"{sides}: tied ({kind}){', but doubtful' if tie.doubtful else ''}{by}"
    weighed = _weighed(TieDoubt(kind, source, (target,), tie.score, tie.features))
    return "\n".join([plain(told), *weighed]) + "\n"


class TieReview:
    """One sitting over the ties in doubt. ``ask`` gives the answers, ``console`` shows the questions."""

    def __init__(self, known: Known, pen: TiePen, console: Console, ask: Ask) -> None:
        self._known, self._pen, self._console, self._ask = known, pen, console, ask

    def run(self, stopped: bool = False) -> Reviewed:
        """Ask about every tie in doubt until all are seen or the person has had enough; about none where they had."""
        doubts = tie_doubts(
            track(self._known.corpus, self._known.identities, self._known.told.ties)
        )
        asked = written = 0
        for number, doubt in enumerate(() if stopped else doubts, 1):
            asked += 1
            self._show(doubt, f"{number} of {len(doubts)}")
            answer = self._answer()
            if answer is None:
                return Reviewed(len(doubts), asked, written, stopped=True)
            if answer != "skip":
                self._say(self._pen.say(answer, doubt.kind, doubt.source, doubt.targets))
                written += 1
        return Reviewed(len(doubts), asked, written)

    def _answer(self) -> OneOf["right", "wrong", "skip"] | None:
        """One answer; ``None`` where the person has had enough."""
        while True:
            line = self._ask(f"{_PROMPT}: ")
            key = _WORDS.get((line or "q").strip().casefold(), (line or "q").strip().casefold())
            if key in _ANSWERS:
                return _ANSWERS[key]
            self._say("Answer with one of the letters r, w, k, q.")

    def _show(self, doubt: TieDoubt, number: str) -> None:
        from rich.table import Table
        from rich.text import Text

        self._console.print(Text(f"\n{number}: {QUESTIONS[doubt.kind]}", style="bold"))
        table = Table(expand=True)
        cells = []
        for refs_ in ((doubt.source,), doubt.targets):
            table.add_column(Text(refs_[0].kind), ratio=1, overflow="fold")
            said = [plain(f"{self._pen.statement(ref)} ({self._pen.where(ref)})") for ref in refs_]
            cells.append(Text("\n".join(dict.fromkeys(said))))
        table.add_row(*cells)
        self._console.print(table)
        self._console.print(Text("\n".join(_weighed(doubt))))

    def _say(self, text: str) -> None:
        from rich.text import Text

        self._console.print(Text(plain(text)), soft_wrap=True)


_ANSWERS: dict[str, OneOf["right", "wrong", "skip"] | None] = {
    "r": "right",
    "w": "wrong",
    "k": "skip",
    "q": None,
}


def _weighed(doubt: TieDoubt) -> Iterator[str]:
    join, doubtful = (threshold(doubt.kind, name) for name in ("join", "doubt"))
    yield f"score {doubt.score:g}; a tie from {join:g}, doubtful below {doubtful:g}"
    for clue in sorted(doubt.clues, key=lambda clue: (-clue.weight, clue.id)):
        yield f"{clue.weight:+7g}  {clue.description}"
