"""What people decided: read from a file that they can edit, and stronger than any rule.

    [[verdict]]
    verdict = "same"                    # same, different, called, not-an-entity, kind
    kind = "person"
    left = "Cllr. A. Marlow"            # a printed name, a preferred name or an id
    right = { name = "Ann Marlowe", document = "marlshire-2020.txt" }
    by = "J. Reader"                    # free text, shown with the judgement
    note = "she told us"

``called`` takes ``name``, the preferred name of ``left``; ``kind`` takes ``becomes`` (person, organisation, programme).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from extractors.facts import EntityKind
from kg.errors import InputError

Decision = Literal["same", "different", "called", "not-an-entity", "kind"]

_KEYS = {"verdict", "kind", "left", "right", "name", "becomes", "by", "on", "note"}


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A name somebody gave; with ``document`` (a file's name) it means the one of that paper only."""

    name: str
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision of a person; ``right`` for same and different, ``value`` for called and kind."""

    decision: Decision
    kind: EntityKind
    left: Named
    right: Named | None = None
    value: str | None = None
    by: str = "a reader"
    on: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Verdicts:
    """All decisions, in the order of the file; where two disagree the later one wins."""

    all: tuple[Verdict, ...] = ()


def load_verdicts(path: Path) -> Verdicts:
    """The verdicts of a TOML file; none where there is no file.

    Raises :class:`InputError` naming the file, the reason and the way out.
    """
    if not path.exists():
        return Verdicts()
    try:
        return read_verdicts(path, path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not readable as TOML ({error}); correct the file there") from None


def read_verdicts(path: Path, text: str) -> Verdicts:
    """The verdicts in the text of a file; ``path`` is what errors call it."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: not readable as TOML ({error}); correct the file there") from None
    entries = table.get("verdict", [])
    if not isinstance(entries, list):
        raise InputError(f"{path}: “verdict” is not a list; start each one with [[verdict]]")
    return Verdicts(tuple(_verdict(path, number, entry) for number, entry in enumerate(entries, 1)))


def _verdict(path: Path, number: int, entry: Any) -> Verdict:
    def wrong(reason: str) -> InputError:
        return InputError(f"{path}, verdict {number}: {reason}")

    if not isinstance(entry, dict):
        raise wrong("not a table; start it with [[verdict]]")
    if unknown := sorted(set(entry) - _KEYS):
        raise wrong(f"unknown key “{unknown[0]}”; use {', '.join(sorted(_KEYS))}")
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
    said = {key: str(entry[key]) for key in ("by", "on", "note") if key in entry}
    return Verdict(decision, kind, left, right, value, **said)


def _one_of(name: str, entry: dict[str, Any], allowed: tuple[Any, ...], wrong: Callable[[str], InputError]) -> Any:
    if entry.get(name) not in allowed:
        raise wrong(f"{name} is {entry.get(name)!r}; use {', '.join(allowed)}")
    return entry[name]


def _named(value: Any, wrong: Callable[[str], InputError]) -> Named | None:
    if value is None:
        return None
    if isinstance(value, str) and value.strip():
        return Named(value)
    if isinstance(value, dict) and isinstance(value.get("name"), str) and set(value) <= {"name", "document"}:
        return Named(value["name"], value.get("document"))
    raise wrong(f'{value!r} is no name; write "name" or {{ name = …, document = … }}')
