"""What changed from one graph to another, in words: papers, names, meetings, decisions, and
how requests stand.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from kg.errors import InputError
from kg.store.query import rows
from kg.views.cells import QueryRow

if TYPE_CHECKING:
    from kg.store.remote import Remote

FORMATS = ("markdown", "json")
SHOWN = 12  # of the changes of one sort that are told one by one; JSON has all
LONGEST = 140  # characters of a text that are shown

Graph: TypeAlias = "ox.Store | Remote"


@dataclass(frozen=True, slots=True)
class ComparedEntry:
    """What is compared of one entry of a graph: its label, and a value that may have changed."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is another than it was."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class KindChanges:
    """What was added, went and changed among the things of one kind."""

    kind: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class _ComparedKind:
    """How the things of a kind are read from rows of a query: their key, label and value."""

    name: str
    query: str
    key: Callable[[QueryRow], tuple[str, ...]]
    label: Callable[[QueryRow], str]
    value: Callable[[QueryRow], str]
    which: Callable[[QueryRow], bool] = lambda row: True


def _entities(name: str, kind: str) -> _ComparedKind:
    return _ComparedKind(
        name,
        "network-names",
        key=lambda row: (row["entity"],),
        label=lambda row: row["name"],
        value=lambda row: row["name"],
        which=lambda row: row["kind"] == kind,
    )


def _statement(row: QueryRow, *columns: str) -> str:
    """The words of a statement and where it stands: “words” (2023-06-30, 4(b))."""
    words = " ".join(row["text"].split())
    if len(words) > LONGEST:
        words = words[:LONGEST].rpartition(" ")[0] + " …"
    place = ", ".join(row[column] for column in columns if row[column])
    return f"“{words}”" + (f" ({place})" if place else "")


_KINDS = (
    _ComparedKind(
        "papers",
        "release-papers",
        key=lambda row: (row["file"],),
        label=lambda row: row["file"],
        value=lambda row: row["digest"],
    ),
    _ComparedKind(
        "meetings",
        "popolo-events",
        key=lambda row: (row["meeting"],),
        label=lambda row: row["name"],
        value=lambda row: row["name"],
    ),
    _entities("people", "person"),
    _entities("organisations", "organisation"),
    _entities("programmes", "programme"),
    _ComparedKind(
        "decisions",
        "popolo-motions",
        key=lambda row: (row["motion"],),
        label=lambda row: _statement(row, "date"),
        value=lambda row: _statement(row, "date"),
    ),
    _ComparedKind(
        "requests",
        "requests",
        key=lambda row: (row["document"], row["date"], row["item"], row["clause"], row["text"]),
        label=lambda row: _statement(row, "date", "item"),
        value=lambda row: row["status"],
    ),
    _ComparedKind(
        "actions in logs",
        "actions",
        key=lambda row: (row["document"], row["log_date"], row["number"], row["text"]),
        label=lambda row: _statement(row, "log_date", "number"),
        value=lambda row: row["status"],
    ),
)


def compare_graphs(before: Graph, after: Graph) -> tuple[KindChanges, ...]:
    """What changed, kind by kind; kinds in which nothing did are left out."""
    changes = (_changes(kind.name, _read(kind, before), _read(kind, after)) for kind in _KINDS)
    return tuple(each for each in changes if each)


def _read(kind: _ComparedKind, graph: Graph) -> dict[tuple[str, ...], ComparedEntry]:
    return {
        kind.key(row): ComparedEntry(kind.label(row), kind.value(row))
        for row in rows(graph, kind.query)
        if kind.which(row)
    }


def _changes(
    name: str,
    before: Mapping[tuple[str, ...], ComparedEntry],
    after: Mapping[tuple[str, ...], ComparedEntry],
) -> KindChanges:
    changed = [
        Change(after[key].label, before[key].value, after[key].value)
        for key in sorted(before.keys() & after.keys())
        if before[key].value != after[key].value
    ]
    return KindChanges(
        name,
        tuple(after[key].label for key in sorted(after.keys() - before.keys())),
        tuple(before[key].label for key in sorted(before.keys() - after.keys())),
        tuple(changed),
    )


def render_changes(
    changes: Sequence[KindChanges], before: str, after: str, form: str = "markdown"
) -> str:
    """The changes from the graph ``before`` to ``after`` in one of ``FORMATS``.

    Raises ``InputError`` for any other.
    """
    if form == "json":
        shown = {"before": before, "after": after, "changes": [asdict(each) for each in changes]}
        return json.dumps(shown, ensure_ascii=False, indent=1) + "\n"
    if form != "markdown":
        raise InputError(f"{form}: no such format; use one of {', '.join(FORMATS)}")
    lines = [f"# From {before} to {after}", ""]
    if not changes:
        lines.append("Nothing that a reader would notice has changed.")
    for each in changes:
        lines += [f"## {each.kind.capitalize()}: {_summary(each)}", "", *_listed(each), ""]
    return "\n".join(lines).rstrip() + "\n"


def _summary(changes: KindChanges) -> str:
    parts = (
        (len(changes.added), "added"),
        (len(changes.removed), "no longer there"),
        (len(changes.changed), "changed"),
    )
    return ", ".join(f"{number} {what}" for number, what in parts if number)


def _listed(changes: KindChanges) -> Iterator[str]:
    """One line a change, of each sort no more than are read with pleasure."""
    sorts = (
        [f"- added: {label}" for label in changes.added],
        [f"- no longer there: {label}" for label in changes.removed],
        [f"- {_change_line(changes.kind, change)}" for change in changes.changed],
    )
    for lines in sorts:
        yield from lines[:SHOWN]
        if len(lines) > SHOWN:
            yield f"- … and {len(lines) - SHOWN} more"


def _change_line(kind: str, change: Change) -> str:
    if kind == "papers":
        return f"replaced by another file of that name: {change.label}"
    if kind in ("requests", "actions in logs"):
        return f"{change.label}: was {change.before or 'unknown'}, now {change.after or 'unknown'}"
    return f"was {change.before}, now {change.after}"
