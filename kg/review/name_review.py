"""Walks a person through the names in doubt, one question at a time; writes each answer at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import InputError, NotFound
from kg.linking import Entity, Judgement
from kg.linking.features import MATCH_THRESHOLD
from kg.ontology.folding import fold_printed
from kg.review.name_verdicts import NameVerdictWriter
from kg.review.pair_explanation import QUOTES, feature_lines, quotation_lines, score_line
from kg.review.session import ReviewSession, printable

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

Prompt = Callable[[str], str | None]
"""Shows a prompt and gives the line that was answered; ``None`` at the end of the input."""

NAMES_SHOWN = 8  # printed forms shown of each entity

_PAIR_PROMPT = "[s]ame  [d]ifferent  [n]ot an entity  s[k]ip  [q]uit"
_SINGLE_PROMPT = (
    "[s]ame as another  [d]ifferent, somebody of their own  [n]ot an entity  s[k]ip  [q]uit"
)
_WHICH_PROMPT = (
    "Which is no entity: [1] the left one, [2] the right one, [b]oth, or nothing to go back: "
)
_LETTERS = {"same": "s", "different": "d", "not": "n", "skip": "k", "quit": "q"}


@dataclass(frozen=True, slots=True)
class DoubtfulName:
    """Two entities that may be one, with the judgement on them; or one that may be nobody."""

    entities: tuple[Entity, ...]
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class ReviewSummary:
    """How a review went: questions in all, those asked, verdicts written, whether it was ended."""

    questions: int
    asked: int
    written: int
    stopped: bool = False

    def __add__(self, other: ReviewSummary) -> ReviewSummary:
        return ReviewSummary(
            self.questions + other.questions,
            self.asked + other.asked,
            self.written + other.written,
            self.stopped or other.stopped,
        )


def doubtful_names(session: ReviewSession) -> list[DoubtfulName]:
    """Pairs in doubt, the likeliest first and each once; then entities in doubt by themselves."""
    single = [entity for entity in session.identities.entities if entity.doubtful]
    return [*_doubtful_pairs(session), *(DoubtfulName((entity,)) for entity in single)]


def _doubtful_pairs(session: ReviewSession) -> Iterator[DoubtfulName]:
    """Two entities for each judgement in doubt; one question for two entities."""
    seen = set()
    unsure = [each for each in session.identities.judgements if each.verdict == "unsure"]
    for judgement in sorted(unsure, key=lambda j: (-j.score, j.kind, j.left, j.right)):
        left = session.entity(judgement.kind, judgement.left_id)
        right = session.entity(judgement.kind, judgement.right_id)
        key = judgement.kind, frozenset((left.id, right.id))
        if left.id != right.id and key not in seen:
            seen.add(key)
            yield DoubtfulName((left, right), judgement)


class NameReview:
    """One sitting over the names in doubt. ``ask`` gives answers, ``console`` shows questions."""

    def __init__(
        self, session: ReviewSession, writer: NameVerdictWriter, console: Console, ask: Prompt
    ) -> None:
        self._session = session
        self._writer = writer
        self._console = console
        self._ask = ask
        self._ignored: set[tuple[str, str]] = set()
        self._written = 0

    def run(self) -> ReviewSummary:
        """Ask about every doubt until all are seen or the person has had enough."""
        questions = doubtful_names(self._session)
        asked = 0
        for number, doubt in enumerate(questions, 1):
            if any((entity.kind, entity.id) in self._ignored for entity in doubt.entities):
                continue  # an answer given a moment ago decided it
            asked += 1
            self._show(doubt, f"{number} of {len(questions)}")
            if not self._answer(doubt):
                return ReviewSummary(len(questions), asked, self._written, stopped=True)
        return ReviewSummary(len(questions), asked, self._written)

    # -- answers ---------------------------------------------------------------------------------

    def _answer(self, doubt: DoubtfulName) -> bool:
        """Take one answer; false where the person has had enough."""
        prompt = _PAIR_PROMPT if len(doubt.entities) == 2 else _SINGLE_PROMPT
        while True:
            line = self._ask(f"{prompt}: ")
            if line is None:
                return False
            word = line.strip().casefold()
            key = _LETTERS.get(word, word)
            if key in ("k", "q"):
                return key == "k"
            if key in ("s", "d", "n"):
                if self._record(key, doubt):
                    return True
            else:
                self._print("Answer with one of the letters s, d, n, k, q.")

    def _record(self, key: str, doubt: DoubtfulName) -> bool:
        """Write down an answer; false where it cannot be used or the person went back."""
        try:
            if doubt.judgement is None:
                done = self._decide_single(key, doubt.entities[0])
            else:
                done = self._decide_pair(key, doubt.entities, doubt.judgement)
        except (InputError, NotFound) as error:
            self._print(str(error))
            return False
        if done is None:
            return False
        self._written += 1
        self._print(done)
        return True

    def _decide_pair(
        self, key: str, entities: Sequence[Entity], judgement: Judgement
    ) -> str | None:
        left, right = entities
        if key != "n":
            decide = self._writer.same if key == "s" else self._writer.different
            return decide((judgement.left, left), (judgement.right, right))
        which = self._ask(_WHICH_PROMPT)
        chosen = {"1": (left,), "2": (right,), "b": (left, right)}.get(
            (which or "").strip().casefold()
        )
        return self._ignore(chosen) if chosen else None

    def _decide_single(self, key: str, entity: Entity) -> str | None:
        if key == "n":
            return self._ignore((entity,))
        if key == "d":
            return self._writer.confirm(entity)
        name = (self._ask("The same as whom? A name, or nothing to go back: ") or "").strip()
        if not name:
            return None
        other = self._session.find_one(name, entity.kind)
        if other.id == entity.id:
            raise InputError(f"“{printable(name)}” is the very one asked about")
        return self._writer.same((entity.name, entity), (name, other))

    def _ignore(self, entities: Sequence[Entity]) -> str:
        done = [self._writer.ignore_all(entity) for entity in entities]
        self._ignored |= {(entity.kind, entity.id) for entity in entities}
        return "; ".join(done)

    # -- questions -------------------------------------------------------------------------------

    def _show(self, doubt: DoubtfulName, number: str) -> None:
        from rich.table import Table
        from rich.text import Text

        kind = doubt.entities[0].kind
        question = "one or two?" if doubt.judgement else "somebody, or nobody?"
        self._console.print(Text(f"\n{number}: {kind}, {question}", style="bold"))
        table = Table(expand=True, show_lines=False)
        printed: tuple[str | None, ...] = (None,)
        if doubt.judgement is not None:
            printed = (doubt.judgement.left, doubt.judgement.right)
        cells: list[RenderableType] = []
        for entity, name in zip(doubt.entities, printed, strict=True):
            asked = "" if name in (None, entity.name) else f", here “{printable(name or '')}”"
            table.add_column(Text(printable(entity.name) + asked), ratio=1, overflow="fold")
            cells.append(Text("\n".join(self._entity_lines(entity, name))))
        table.add_row(*cells)
        self._console.print(table)
        if doubt.judgement is not None:
            self._console.print(Text("\n".join(_judgement_lines(doubt.judgement))))

    def _entity_lines(self, entity: Entity, name: str | None) -> Iterator[str]:
        forms = sorted({entity.name, *entity.other_names, *entity.acronyms}, key=fold_printed)
        yield "printed " + ", ".join(f"“{printable(form)}”" for form in forms[:NAMES_SHOWN])
        yield f"<{self._session.iri(entity)}>"
        for line in quotation_lines(self._session.occurrences(entity, name), QUOTES):
            yield line.strip()

    def _print(self, text: str) -> None:
        from rich.text import Text

        self._console.print(Text(text), soft_wrap=True)


def _judgement_lines(judgement: Judgement) -> Iterator[str]:
    """Score, why a pair above the threshold is not one, and the features, strongest first."""
    yield score_line(judgement)
    if judgement.score >= MATCH_THRESHOLD:
        yield "kept apart by evidence against other names of theirs: kg why shows it"
    yield from feature_lines(sorted(judgement.reasons, key=lambda each: (-each.weight, each.id)))
