"""The *Review* page of ``kg open``: names and ties in doubt, one question after the other.

Answers go into the same file of verdicts as those of ``kg review``. Every answer can be undone: the
file as it was before is kept as long as the server runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.errors import KgError
from kg.linking import Entity
from kg.review.name_review import DoubtfulName, doubtful_names
from kg.review.name_verdicts import NameVerdictWriter
from kg.review.pair_explanation import feature_lines
from kg.review.session import QuotedOccurrence, ReviewSession, open_session, printable
from kg.review.tie_review import QUESTIONS, DoubtfulTie, doubtful_ties
from kg.review.tie_verdicts import TieAnswer, TieVerdictWriter
from kg.tracking.tracked_statements import FactRef
from kg.tracking.tracker import track
from kg.views.wording import ui_text

QUOTES = 4  # places shown of each name
FORMS = 8  # printed forms shown of each name
SHORT_NAME = 30  # characters of a name on a button

ReviewAnswer = tuple[str, str]  # the word that is sent, and what the button says


@dataclass(frozen=True, slots=True)
class QuestionSide:
    """A name or a statement asked about: how it is printed, and places where it stands."""

    name: str
    forms: tuple[str, ...]
    quotes: tuple[QuotedOccurrence, ...]


@dataclass(frozen=True, slots=True)
class ReviewQuestion:
    """A question on names or a tie. ``clues`` are those for and against."""

    number: int
    of: int
    about: str
    asked: str
    answers: tuple[ReviewAnswer, ...]
    sides: tuple[QuestionSide, ...]
    clues: tuple[str, ...]


class ReviewDesk:
    """A sitting over the names and ties of a store that are in doubt."""

    def __init__(self, home: Path) -> None:
        session: ReviewSession = open_session(home)
        today = date.today().isoformat()
        self._session = session
        self._names = NameVerdictWriter(session, on=today)
        self._ties = TieVerdictWriter(session, on=today)
        ties = doubtful_ties(track(session.corpus, session.identities, session.verdicts.ties))
        self._doubts: Sequence[DoubtfulName | DoubtfulTie] = [*doubtful_names(session), *ties]
        self._before: list[tuple[int, bytes | None]] = []
        self._at = 0
        self.said = ""

    @property
    def answered(self) -> int:
        """How many answers can be undone."""
        return len(self._before)

    def question(self) -> ReviewQuestion | None:
        """What is to be asked now; ``None`` when all has been."""
        if self._at >= len(self._doubts):
            return None
        doubt = self._doubts[self._at]
        return self._of_tie(doubt) if isinstance(doubt, DoubtfulTie) else self._of_name(doubt)

    def _of_name(self, doubt: DoubtfulName) -> ReviewQuestion:
        """Are two names one, or is one name somebody?"""
        kind = doubt.entities[0].kind
        judgement = doubt.judgement
        sides: tuple[QuestionSide, ...]
        if judgement is None:
            sides = (self._side(doubt.entities[0], doubt.entities[0].name),)
            asked = ui_text("review.is_name", kind=kind)
            answers = [
                ("different", ui_text("review.yes")),
                ("not-left", ui_text("review.not_name")),
            ]
            clues: list[str] = []
        else:
            printed = (judgement.left, judgement.right)
            sides = tuple(map(self._side, doubt.entities, printed))
            asked = ui_text("review.are_one", kind=kind)
            answers = [
                ("same", ui_text("review.same")),
                ("different", ui_text("review.different")),
            ]
            for word, side in zip(("not-left", "not-right"), sides, strict=True):
                answers.append((word, ui_text("review.no_name", name=side.name[:SHORT_NAME])))
            clues = feature_lines(judgement.reasons)
        return self._question(kind, asked, answers, sides, clues)

    def _of_tie(self, doubt: DoubtfulTie) -> ReviewQuestion:
        """Does one statement lead to the other?"""
        asked = QUESTIONS[doubt.kind]
        sides = (self._statements((doubt.source,)), self._statements(doubt.targets))
        answers = [("right", ui_text("review.yes")), ("wrong", ui_text("review.no"))]
        clues = feature_lines(doubt.features)
        return self._question("tie", asked[0].upper() + asked[1:], answers, sides, clues)

    def _question(
        self,
        about: str,
        asked: str,
        answers: Sequence[ReviewAnswer],
        sides: tuple[QuestionSide, ...],
        clues: Sequence[str],
    ) -> ReviewQuestion:
        told = tuple(clue.strip() for clue in clues)
        all_answers = (*answers, ("later", ui_text("review.later")))
        return ReviewQuestion(
            self._at + 1, len(self._doubts), about, asked, all_answers, sides, told
        )

    def _side(self, entity: Entity, name: str) -> QuestionSide:
        forms = sorted({entity.name, *entity.other_names, *entity.acronyms})
        return QuestionSide(
            printable(name),
            tuple(printable(form) for form in forms[:FORMS]),
            tuple(self._session.occurrences(entity, name)[:QUOTES]),
        )

    def _statements(self, refs: Sequence[FactRef]) -> QuestionSide:
        """Statements on one side of a tie, with their words."""
        quotes = tuple(dict.fromkeys(self._ties.quoted(ref) for ref in refs))
        return QuestionSide(refs[0].kind.capitalize(), (), quotes)

    def answer(self, number: int, word: str) -> None:
        """Take the answer to question ``number``; one to another question is passed over."""
        question = self.question()
        if question is None or number != question.number or word not in dict(question.answers):
            return
        doubt, before = self._doubts[self._at], self._file()
        try:
            self.said = self._record(doubt, word)
        except KgError as error:
            self.said = str(error)
            return
        if word != "later":
            self._before.append((self._at, before))
        self._at += 1

    def _record(self, doubt: DoubtfulName | DoubtfulTie, word: str) -> str:
        """Writes the verdict down; the sentence that says so."""
        if word == "later":
            return ""
        if isinstance(doubt, DoubtfulTie):
            said: TieAnswer = "right" if word == "right" else "wrong"
            return self._ties.decide(said, doubt.kind, doubt.source, doubt.targets)
        if word in ("not-left", "not-right"):
            side = doubt.entities[-1 if word == "not-right" else 0]
            return self._names.ignore_all(side)
        if doubt.judgement is None:
            return self._names.confirm(doubt.entities[0])
        left, right = doubt.entities
        decide = self._names.same if word == "same" else self._names.different
        return decide((doubt.judgement.left, left), (doubt.judgement.right, right))

    def undo(self) -> None:
        """Take the last answer back: the file is as it was, its question is asked again."""
        if not self._before:
            return
        self._at, before = self._before.pop()
        file = self._session.verdicts_file
        if before is None:
            file.unlink(missing_ok=True)
        else:
            file.write_bytes(before)
        self.said = ui_text("review.taken_back")

    def _file(self) -> bytes | None:
        file = self._session.verdicts_file
        return file.read_bytes() if file.exists() else None
