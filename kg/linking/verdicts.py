"""Verdicts: what people decided, read from a file that they can edit, and stronger than any rule.

    [[verdict]]
    verdict = "same"                    # same, different, called, not-an-entity, kind
    kind = "person"
    left = "Cllr. A. Marlow"            # a printed name, a preferred name or an id
    right = { name = "Ann Marlowe", document = "marlshire-2020.txt" }
    by = "J. Reader"                    # free text, shown with the judgement
    note = "she told us"

``called`` takes ``name``, the preferred name of ``left``; ``kind`` takes ``becomes`` (person,
organisation, programme).

    [[tie]]
    verdict = "wrong"                   # right, wrong
    kind = "answered"                   # continues, became, answered, delivered, taken, withdrawn
    from = { date = 2020-03-06, number = "21(b)", words = "That officers be requested to bring …" }
    to = { date = 2020-06-12, number = "7", words = "Lamplight Programme: results of the pilot" }

A statement is meant by the day of its meeting and by its words, or how they begin; its number tells
two of the same words apart. ``by``, ``on`` and ``note`` may be given as above.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from kg.errors import InputError
from kg.extractors.facts import EntityKind

Decision = Literal["same", "different", "called", "not-an-entity", "kind"]

TieKind = Literal["continues", "became", "answered", "delivered", "taken", "withdrawn"]

_KEYS = {"verdict", "kind", "left", "right", "name", "becomes", "by", "on", "note"}
_TIE_KEYS = {"verdict", "kind", "from", "to", "by", "on", "note"}
_STATEMENT_KEYS = {"date", "number", "words"}


@dataclass(frozen=True, slots=True, order=True)
class NameReference:
    """A name in a verdict; with ``document`` (a file's name) the one of that paper only."""

    name: str
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision of a person; ``right`` for same and different, ``value`` for called and kind."""

    decision: Decision
    kind: EntityKind
    left: NameReference
    right: NameReference | None = None
    value: str | None = None
    by: str = "a reader"
    on: str | None = None
    note: str | None = None

    @property
    def unmatched_message(self) -> str:
        """What to say where no name answers to it."""
        names = " and ".join(
            f"“{each.name}”" for each in (self.left, self.right) if each is not None
        )
        return f"the verdict “{self.decision}” on {names} ({self.kind}) matches no name"


@dataclass(frozen=True, slots=True)
class StatementReference:
    """A statement of the papers as a verdict names it: the day of its meeting, words and number.

    ``words`` are those of a resolution, an action or a recommendation, and the title of an item, a
    report or a minute.
    """

    date: date | None
    words: str
    number: str | None = None

    def __str__(self) -> str:
        return " ".join(filter(None, (str(self.date or "undated"), self.number, f"“{self.words}”")))


@dataclass(frozen=True, slots=True)
class TieVerdict:
    """A person's decision on a tie: whether ``source`` leads to ``target`` as ``kind`` says."""

    right: bool
    kind: TieKind
    source: StatementReference
    target: StatementReference
    by: str = "a reader"
    on: str | None = None
    note: str | None = None

    @property
    def unmatched_message(self) -> str:
        """What to say where a statement is not found."""
        verdict = "right" if self.right else "wrong"
        tie = f"the tie “{self.kind}” from {self.source} to {self.target}"
        return f"the verdict “{verdict}” on {tie} matches no statement"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """All decisions, in the order of the file; where two disagree the later one wins."""

    all: tuple[Verdict, ...] = ()
    ties: tuple[TieVerdict, ...] = ()


def load_verdicts(path: Path) -> Verdicts:
    """The verdicts of a TOML file; none where there is no file.

    Raises :class:`InputError` naming the file, the reason and the way out.
    """
    if not path.exists():
        return Verdicts()
    try:
        return read_verdicts(path, path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: not readable as TOML ({error}); correct the file there"
        ) from None


def read_verdicts(path: Path, text: str) -> Verdicts:
    """The verdicts in the text of a file; ``path`` is what errors call it."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"{path}: not readable as TOML ({error}); correct the file there"
        ) from None
    return Verdicts(
        tuple(_verdict(entry, wrong) for entry, wrong in _entries(path, table, "verdict", _KEYS)),
        tuple(_tie(entry, wrong) for entry, wrong in _entries(path, table, "tie", _TIE_KEYS)),
    )


EntryError = Callable[[str], InputError]
"""Makes the error that says what is wrong with an entry of the file, from the reason."""


def _entries(
    path: Path, table: dict[str, Any], name: str, keys: set[str]
) -> Iterator[tuple[dict[str, Any], EntryError]]:
    """The entries of one list of the file, each with what makes errors about it."""
    entries = table.get(name, [])
    if not isinstance(entries, list):
        raise InputError(f"{path}: “{name}” is not a list; start each one with [[{name}]]")
    for number, entry in enumerate(entries, 1):

        def wrong(reason: str, number: int = number) -> InputError:
            return InputError(f"{path}, {name} {number}: {reason}")

        if not isinstance(entry, dict):
            raise wrong(f"not a table; start it with [[{name}]]")
        if unknown := sorted(set(entry) - keys):
            raise wrong(f"unknown key “{unknown[0]}”; use {', '.join(sorted(keys))}")
        yield entry, wrong


def _verdict(entry: dict[str, Any], wrong: EntryError) -> Verdict:
    decision: Decision = _one_of("verdict", entry, get_args(Decision), wrong)
    kind: EntityKind = _one_of("kind", entry, get_args(EntityKind), wrong)
    left, right = (_named(entry.get(side), wrong) for side in ("left", "right"))
    if left is None:
        raise wrong("no left; name who or what it is about")
    if decision in ("same", "different") and right is None:
        raise wrong("no right; name the other one")
    value: str | None = None
    if decision == "called":
        value = entry.get("name")
        if not isinstance(value, str) or not value.strip():
            raise wrong("no name; say what it is called")
    elif decision == "kind":
        value = _one_of("becomes", entry, get_args(EntityKind), wrong)
    return Verdict(decision, kind, left, right, value, **_attribution(entry))


def _tie(entry: dict[str, Any], wrong: EntryError) -> TieVerdict:
    right = _one_of("verdict", entry, ("right", "wrong"), wrong) == "right"
    kind: TieKind = _one_of("kind", entry, get_args(TieKind), wrong)
    source, target = (_statement(entry.get(end), end, wrong) for end in ("from", "to"))
    return TieVerdict(right, kind, source, target, **_attribution(entry))


def _statement(value: Any, end: str, wrong: EntryError) -> StatementReference:
    form = f'write {end} = {{ date = 2020-03-06, number = "21(b)", words = "…" }}'
    if not isinstance(value, dict) or not set(value) <= _STATEMENT_KEYS:
        raise wrong(f"{end} is {value!r}; {form}")
    day, words, number = value.get("date"), value.get("words"), value.get("number")
    if not isinstance(words, str) or not words.strip():
        raise wrong(f"{end} has no words; {form}")
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day)
        except ValueError:
            raise wrong(f"{end} has the date {day!r}; {form}") from None
    if day is not None and type(day) is not date:
        raise wrong(f"{end} has the date {day!r}; {form}")
    return StatementReference(day, words, None if number is None else str(number))


def _attribution(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: str(entry[key]) for key in ("by", "on", "note") if key in entry}


def _one_of(name: str, entry: dict[str, Any], allowed: tuple[Any, ...], wrong: EntryError) -> Any:
    if entry.get(name) not in allowed:
        raise wrong(f"{name} is {entry.get(name)!r}; use {', '.join(allowed)}")
    return entry[name]


def _named(value: Any, wrong: EntryError) -> NameReference | None:
    if value is None:
        return None
    if isinstance(value, str) and value.strip():
        return NameReference(value)
    if (
        isinstance(value, dict)
        and isinstance(value.get("name"), str)
        and set(value) <= {"name", "document"}
    ):
        return NameReference(value["name"], value.get("document"))
    raise wrong(f'{value!r} is no name; write "name" or {{ name = …, document = … }}')
