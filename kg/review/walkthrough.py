"""Walks a person through what the rules left in doubt, one question at a time, and writes each answer down at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import InputError, NotFound
from kg.linking import Entity, Feature, Judgement
from kg.linking.features import MATCH_THRESHOLD, POSSIBLE_MATCH_THRESHOLD
from kg.review.explain import QUOTES, place_lines
from kg.review.name_verdicts import Pen
from kg.review.session import Known, plain
from ontology.folding import fold_printed

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

Ask = Callable[[str], str | None]
"""Shows a prompt and gives the line that was answered; ``None`` at the end of the input."""

_PAIR = "[s]ame  [d]ifferent  [n]ot an entity  s[k]ip  [q]uit"
_ALONE = "[s]ame as another  [d]ifferent, somebody of their own  [n]ot an entity  s[k]ip  [q]uit"
_WORDS = {"same": "s", "different": "d", "not": "n", "skip": "k", "quit": "q"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two entities that may be one, with the judgement on them; or one that may be nobody."""

    entities: tuple[Entity, ...]
    judgement: Judgement | None = None


def doubts(known: Known) -> list[Doubt]:
    """Pairs in doubt, the likeliest first, one question for two entities; then entities in doubt by themselves."""
    pairs: dict[tuple[str, str, str], Doubt] = {}
    unsure = [
        judgement for judgement in known.identities.judgements if judgement.verdict == "unsure"
    ]
    for judgement in sorted(unsure, key=lambda j: (-j.score, j.kind, j.left, j.right)):
        left, right = (
            known.entity(judgement.kind, end) for end in (judgement.left_id, judgement.right_id)
        )
        if left is not right:
            key = (judgement.kind, *sorted((left.id, right.id)))
            pairs.setdefault((key[0], key[1], key[2]), Doubt((left, right), judgement))
    return [
        *pairs.values(),
        *(Doubt((entity,)) for entity in known.identities.entities if entity.doubtful),
    ]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How a review went: questions in all, those asked, the verdicts written, whether the person had enough."""

    questions: int
    asked: int
    written: int
    stopped: bool = False

    def __add__(self, other: Reviewed) -> Reviewed:
        return Reviewed(
            self.questions + other.questions,
            self.asked + other.asked,
            self.written + other.written,
            self.stopped or other.stopped,
        )


class Review:
    """One sitting. ``ask`` gives the answers, ``console`` shows the questions."""

    def __init__(self, known: Known, pen: Pen, console: Console, ask: Ask) -> None:
        self._known = known
        self._pen = pen
        self._console = console
        self._ask = ask
        self._gone: set[tuple[str, str]] = set()
        self._written = 0

    def run(self) -> Reviewed:
        """Ask about every doubt until all are seen or the person has had enough."""
        questions = doubts(self._known)
        asked = 0
        for number, doubt in enumerate(questions, 1):
            if any((entity.kind, entity.id) in self._gone for entity in doubt.entities):
                continue  # an answer given a moment ago settled it
            asked += 1
            self._show(doubt, f"{number} of {len(questions)}")
            if not self._answer(doubt):
                return Reviewed(len(questions), asked, self._written, stopped=True)
        return Reviewed(len(questions), asked, self._written)

    # -- answers ------------------------------------------------------------------------------------------------------

    def _answer(self, doubt: Doubt) -> bool:
        """Take one answer; false where the person has had enough."""
        prompt = _PAIR if len(doubt.entities) == 2 else _ALONE
        while True:
            line = self._ask(f"{prompt}: ")
            if line is None:
                return False
            key = _WORDS.get(line.strip().casefold(), line.strip().casefold())
            if key in ("k", "q"):
                return key == "k"
            if key not in ("s", "d", "n"):
                self._say("Answer with one of the letters s, d, n, k, q.")
                continue
            try:
                said = self._decide(key, doubt)
            except (InputError, NotFound) as error:
                self._say(str(error))
                continue
            if said is not None:
                self._written += 1
                self._say(said)
                return True

    def _decide(self, key: str, doubt: Doubt) -> str | None:
        if doubt.judgement is None:
            return self._decide_alone(key, doubt.entities[0])
        (left, right), judgement = doubt.entities, doubt.judgement
        if key != "n":
            decision = self._pen.same if key == "s" else self._pen.different
            return decision((judgement.left, left), (judgement.right, right))
        which = self._ask(
            "Which is no entity: [1] the left one, [2] the right one, [b]oth, or nothing to go back: "
        )
        chosen = {"1": (left,), "2": (right,), "b": (left, right)}.get(
            (which or "").strip().casefold()
        )
        return self._ignore(chosen) if chosen else None

    def _decide_alone(self, key: str, entity: Entity) -> str | None:
        if key == "n":
            return self._ignore((entity,))
        if key == "d":
            return self._pen.confirm(entity)
        name = (self._ask("The same as whom? A name, or nothing to go back: ") or "").strip()
        if not name:
            return None
        other = self._known.only(name, entity.kind)
        if other is entity:
            raise InputError(f"“{plain(name)}” is the very one asked about")
        return self._pen.same((entity.name, entity), (name, other))

    def _ignore(self, entities: Sequence[Entity]) -> str:
        said = [self._pen.ignore_all(entity) for entity in entities]
        self._gone |= {(entity.kind, entity.id) for entity in entities}
        return "; ".join(said)

    # -- questions ----------------------------------------------------------------------------------------------------

    def _show(self, doubt: Doubt, number: str) -> None:
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
            asked = "" if name in (None, entity.name) else f", here “{plain(name or '')}”"
            table.add_column(Text(plain(entity.name) + asked), ratio=1, overflow="fold")
            cells.append(Text("\n".join(self._lines(entity, name))))
        table.add_row(*cells)
        self._console.print(table)
        if doubt.judgement is not None:
            self._console.print(Text("\n".join(_weighed(doubt.judgement))))

    def _lines(self, entity: Entity, name: str | None) -> Iterator[str]:
        forms = sorted({entity.name, *entity.other_names, *entity.acronyms}, key=fold_printed)
        yield "printed " + ", ".join(f"“{plain(form)}”" for form in forms[:8])
        yield f"<{self._known.iri(entity)}>"
        yield from (line.strip() for line in place_lines(self._known.places(entity, name), QUOTES))

    def _say(self, text: str) -> None:
        from rich.text import Text

        self._console.print(Text(text), soft_wrap=True)


def _weighed(judgement: Judgement) -> Iterator[str]:
    yield f"score {judgement.score:g}; one from {MATCH_THRESHOLD:g}, doubtful from {POSSIBLE_MATCH_THRESHOLD:g}"
    if judgement.score >= MATCH_THRESHOLD:
        yield "kept apart by a clue against other names of theirs: kg why shows it"

    def weight(clue: Feature) -> tuple[float, str]:
        return -clue.weight, clue.id

    for clue in sorted(judgement.reasons, key=weight):
        yield f"{clue.weight:+7g}  {clue.description}"
