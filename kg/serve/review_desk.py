"""The *Review* page of ``kg open``: names in doubt, one question after the other.

Answers go into the same file of verdicts as those of ``kg review``. Every answer can be undone: the
file as it was before is kept as long as the server runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.errors import KgError
from kg.linking import Entity
from kg.review.name_review import DoubtfulName, doubtful_names
from kg.review.name_verdicts import NameVerdictWriter
from kg.review.pair_explanation import feature_lines
from kg.review.session import QuotedOccurrence, ReviewSession, open_session, printable

QUOTES = 4  # places shown of each name
FORMS = 8  # printed forms shown of each name


@dataclass(frozen=True, slots=True)
class QuestionSide:
    """One of the names asked about: how it is printed, and places where it stands."""

    name: str
    forms: tuple[str, ...]
    quotes: tuple[QuotedOccurrence, ...]


@dataclass(frozen=True, slots=True)
class ReviewQuestion:
    """Are two names one, or is one name somebody? ``clues`` are those for and against."""

    number: int
    of: int
    kind: str
    sides: tuple[QuestionSide, ...]
    clues: tuple[str, ...]


class ReviewDesk:
    """A sitting over the names of a store that are in doubt."""

    def __init__(self, home: Path) -> None:
        self._session: ReviewSession = open_session(home)
        self._writer = NameVerdictWriter(self._session, on=date.today().isoformat())
        self._doubts = doubtful_names(self._session)
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
        printed = (
            (doubt.judgement.left, doubt.judgement.right)
            if doubt.judgement
            else (doubt.entities[0].name,)
        )
        sides = tuple(
            self._side(entity, name) for entity, name in zip(doubt.entities, printed, strict=True)
        )
        clues = feature_lines(doubt.judgement.reasons) if doubt.judgement else []
        return ReviewQuestion(
            self._at + 1,
            len(self._doubts),
            doubt.entities[0].kind,
            sides,
            tuple(clue.strip() for clue in clues),
        )

    def _side(self, entity: Entity, name: str) -> QuestionSide:
        forms = sorted({entity.name, *entity.other_names, *entity.acronyms})
        return QuestionSide(
            printable(name),
            tuple(printable(form) for form in forms[:FORMS]),
            tuple(self._session.occurrences(entity, name)[:QUOTES]),
        )

    def answer(self, number: int, word: str) -> None:
        """Take the answer to question ``number``; one to another question is passed over."""
        if number != self._at + 1 or self._at >= len(self._doubts):
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

    def _record(self, doubt: DoubtfulName, word: str) -> str:
        """Writes the verdict down; the sentence that says so."""
        if word == "later":
            return ""
        if word in ("not-left", "not-right"):
            side = doubt.entities[-1 if word == "not-right" else 0]
            return self._writer.ignore_all(side)
        if doubt.judgement is None:
            return self._writer.confirm(doubt.entities[0])
        left, right = doubt.entities
        decide = self._writer.same if word == "same" else self._writer.different
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
        self.said = "The last answer is taken back."

    def _file(self) -> bytes | None:
        file = self._session.verdicts_file
        return file.read_bytes() if file.exists() else None
