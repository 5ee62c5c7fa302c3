"""Rule tables: the one loader of the TOML files that hold rules, word lists and weights.

``docs/rules.md`` documents the schema. A table lies inside a package, and a room reads its own::

    rules = load_rules("kg.extractors.rules", "minutes")    # id → PatternRule
    words = load_table("kg.linking", "name_words")["sex"]   # any other section, as TOML has it

Every ``[[rule]]`` has an ``id`` of its own, a ``pattern`` or ``words``, and examples that it must
``match`` and ``refuse``; a table that breaks this is refused when it is loaded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from kg.ontology.needed_words import Gate

TomlTable = Mapping[str, Any]
_KNOWN = frozenset({"id", "pattern", "value", "case", "search", "match", "refuse"})


@dataclass(frozen=True)
class PatternRule:
    """A named regular expression with its examples, compiled when it is first used.

    ``source`` and ``flags`` are those of ``re.compile``; ``value`` is what a match means where the
    rules of a table decide between meanings; ``search`` tells whether the pattern may match
    anywhere in a text or only where it begins; ``fields`` holds what else one table says of its
    rules.
    """

    id: str
    source: str
    flags: int
    value: str | None
    match: tuple[str, ...]
    refuse: tuple[str, ...]
    search: bool = False
    fields: TomlTable = field(default_factory=dict, hash=False)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression."""
        return _compiled_pattern(self.source, self.flags)

    @cached_property
    def _gate(self) -> Gate:
        return Gate(self.source, self.flags)

    def at(self, text: str) -> re.Match[str] | None:
        """Match from the start of ``text``."""
        return self.pattern.match(text) if self._gate.passes(text) else None

    def within(self, text: str, start: int = 0) -> re.Match[str] | None:
        """First match anywhere in ``text``, from ``start`` on."""
        return self.pattern.search(text, start) if self._gate.passes(text) else None

    def every(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in ``text``, one behind the other."""
        return self.pattern.finditer(text) if self._gate.passes(text) else iter(())

    def find(self, text: str) -> re.Match[str] | None:
        """Match as the table says: anywhere where ``search`` is true, else from the start."""
        return self.within(text) if self.search else self.at(text)


@cache
def _compiled_pattern(source: str, flags: int) -> re.Pattern[str]:
    return re.compile(source, flags)


@cache
def load_table(package: str, name: str) -> TomlTable:
    """All sections of ``<name>.toml`` in ``package``, as TOML has them; read once a process.

    Raises ``ValueError`` naming the file and the rule where a rule breaks the schema.
    """
    source = files(package).joinpath(f"{name}.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    check_rules(table.get("rule", ()), f"{package}/{name}.toml")
    return table


def check_rules(entries: Iterable[Mapping[str, Any]], where: str) -> None:
    """Raises ``ValueError`` unless each rule has its own id, something to find, and examples."""
    seen: set[str] = set()
    for entry in entries:
        identifier = entry.get("id")
        if not identifier or identifier in seen:
            raise ValueError(f"{where}: a rule without an id of its own ({identifier!r})")
        seen.add(identifier)
        if "pattern" not in entry and "words" not in entry:
            raise ValueError(f"{where}: {identifier} has neither a pattern nor words")
        for examples in ("match", "refuse"):
            if not entry.get(examples):
                raise ValueError(f"{where}: {identifier} has no example to {examples}")


@cache
def load_rules(package: str, name: str) -> dict[str, PatternRule]:
    """The pattern rules of ``<name>.toml`` in ``package`` by id, in the order of the file.

    ``{{name}}`` in an expression stands for the entry ``name`` of the table's ``[shared]`` section.
    """
    table = load_table(package, name)
    shared: Mapping[str, str] = table.get("shared", {})
    search = bool(table.get("search", False))
    return {entry["id"]: _read_rule(entry, shared, search) for entry in table["rule"]}


def _read_rule(entry: Mapping[str, Any], shared: Mapping[str, str], search: bool) -> PatternRule:
    def filled(value: Any) -> Any:
        if isinstance(value, str) and "{{" in value:
            for key, written in shared.items():
                value = value.replace("{{" + key + "}}", written)
        return value

    return PatternRule(
        id=entry["id"],
        source=filled(entry["pattern"]),
        flags=0 if entry.get("case", False) else re.IGNORECASE,
        value=entry.get("value"),
        match=tuple(entry["match"]),
        refuse=tuple(entry["refuse"]),
        search=entry.get("search", search),
        fields={key: filled(value) for key, value in entry.items() if key not in _KNOWN},
    )


def load_merged(package: str, prefix: str) -> dict[str, Any]:
    """The tables of ``package`` whose names begin with ``prefix`` as one, in order of file names.

    Lists (rules) are joined and must keep ids of their own; of two entries of one name in a section
    the later file's holds. The result is the caller's to change.
    """
    names = sorted(
        source.name.removesuffix(".toml")
        for source in files(package).iterdir()
        if source.name.startswith(prefix) and source.name.endswith(".toml")
    )
    merged: dict[str, Any] = {}
    for name in names:
        for key, value in load_table(package, name).items():
            if isinstance(value, list):
                merged.setdefault(key, []).extend(value)
            else:
                merged.setdefault(key, {}).update(value)
    check_rules(merged.get("rule", ()), f"{package}/{prefix}*.toml")
    return merged
