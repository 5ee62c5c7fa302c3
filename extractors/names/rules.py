"""Rules as data: patterns over word classes, each with examples of what it must match and what it must refuse.

A rule is written in ``extractors/rules/names-*.toml``::

    [[rule]]
    id = "person.titled"
    kind = "person"
    pattern = "«(TITLE '.'?)+ NUM? (INITIAL | NAME){0,3} SURNAME (','? HONOUR)*»"
    confidence = 0.95
    match = ["The report of «Mrs D. Ashdown CC» was noted."]
    refuse = ["The title deeds were noted."]

Upper-case names are classes (from ``names-words.toml``), words in quotes stand for themselves in any case, the
rest is a regular expression whose white space means nothing. «…» is the part that is the name; ``each`` is a pattern
that cuts a list into names; ``unless`` names the tests of :mod:`extractors.names.judge` that may refuse a candidate.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kg.extractors.facts import EntityKind
from kg.extractors.names.words import Alphabet, Words
from kg.ontology.rule_tables import load_merged

if TYPE_CHECKING:
    from kg.ontology.vocabulary import Vocabulary

_ELEMENT = re.compile(
    r"""'(?P<word>[^']+)'|"(?P<mark>[^"]+)"|(?P<name>[A-Z][A-Z_]*)|(?P<break>[¶↵])|(?P<space>\s+)|(?P<other>.)""",
    re.S,
)
_LISTS = {  # lists of the vocabulary, and the classes that rules call them by
    "titles": "TITLE",
    "honours": "HONOUR",
    "ranks": "RANK",
    "role-nouns": "ROLE",
    "first-names": "FIRST",
    "organisation-heads": "ORGHEAD",
    "programme-heads": "PROGHEAD",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as written, with its compiled patterns."""

    id: str
    kind: EntityKind
    pattern: str
    confidence: float = 1.0
    each: str | None = None
    subtype: str | None = None
    unless: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    refuse: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words ``first`` up to ``last`` that a rule takes for a name."""

    first: int
    last: int
    rule: Rule


LEAST_BODIES = 2  # whose papers must support a rule that is used
EVIDENCE = "evidence.json"


@cache
def evidence() -> Mapping[str, Sequence[str]]:
    """Rule → the bodies whose papers support it (:mod:`extractors.training.rule_evidence`)."""
    found: Mapping[str, Sequence[str]] = json.loads(
        files("kg.extractors.names").joinpath(EVIDENCE).read_text("utf-8")
    )
    return found


class Rules:
    """The rules of the package, compiled for one vocabulary.

    ``quarantined`` are not used, since the papers of too few bodies support them; with ``every``
    they are.
    """

    def __init__(self, vocabulary: Vocabulary | None, every: bool = False) -> None:
        data = _data()
        nothing = [
            *data["phrases"]["NOTHING"],
            *(vocabulary.words.get("not-names", ()) if vocabulary else ()),
        ]
        self.nothing = frozenset(phrase.lower() for phrase in nothing)
        lists = _lists(data, vocabulary)
        written = tuple(_rule(row) for row in data["rule"])
        bodies = {} if every else evidence()
        self.quarantined = tuple(
            rule for rule in written if not every and len(bodies.get(rule.id, ())) < LEAST_BODIES
        )
        self.rules = tuple(rule for rule in written if rule not in self.quarantined)
        for rule in self.rules:
            for found in _ELEMENT.finditer(rule.pattern + (rule.each or "")):
                literal = found["word"] or found["mark"] or found["break"]
                if literal:
                    lists.setdefault(f"={literal}", set()).add(literal)
        self.alphabet = Alphabet(lists)
        self.proof: Mapping[str, int] = data["proof"]
        self.subtypes: Mapping[str, str] = data["subtype"]
        self._classes: dict[str, str] = dict(data["class"])
        self._sets: dict[str, str] = {}
        self._compiled = [
            (
                rule,
                re.compile(self.translate(rule.pattern)),
                re.compile(self.translate(rule.each)) if rule.each else None,
            )
            for rule in self.rules
        ]

    def translate(self, pattern: str) -> str:
        """The regular expression over profiles that ``pattern`` stands for."""
        out = []
        for found in _ELEMENT.finditer(pattern):
            literal = found["word"] or found["mark"]
            if literal:
                out.append(f"[{self.alphabet.members('=' + literal)}]")
            elif found["name"]:
                out.append(self._set(found["name"]))
            elif found["break"]:
                out.append(self.alphabet.char(found["break"]))
            elif found["other"]:
                out.append({"«": "(?P<name>", "»": ")"}.get(found["other"], found["other"]))
        return "".join(out)

    def _set(self, name: str) -> str:
        if name not in self._sets:
            self._sets[name] = self._select(name)
        return self._sets[name]

    def _select(self, name: str) -> str:
        chars = self.alphabet.select(self._classes.get(name, name))
        if not chars:
            raise ValueError(
                f"names rules: the class {name} holds no word; define it in names-words.toml"
            )
        return f"[{chars}]"

    def candidates(self, words: Words, kinds: Collection[EntityKind]) -> Iterator[Candidate]:
        """What the rules for ``kinds`` find in ``words``, rule by rule; overlaps are left to the judge."""
        for rule, pattern, each in self._compiled:
            if rule.kind not in kinds:
                continue
            for found in pattern.finditer(words.profile):
                first, last = found.span("name")
                if each is None:
                    yield Candidate(first, last, rule)
                else:
                    for part in each.finditer(words.profile, first, last):
                        yield Candidate(part.start(), part.end(), rule)


def _lists(data: Mapping[str, Any], vocabulary: Vocabulary | None) -> dict[str, set[str]]:
    """The word lists by class: those of the tables, and those of the vocabulary that rules use."""
    lists: dict[str, set[str]] = {name: set(words.split()) for name, words in data["words"].items()}
    if vocabulary is None:
        return lists
    for name, target in _LISTS.items():
        words = vocabulary.words.get(name, ())
        without = set(data["without"].get(target, "").split())
        lists.setdefault(target, set()).update(
            w for w in words if " " not in w and w not in without
        )
    lists.setdefault("FIRST", set()).update(vocabulary.nicknames)
    areas = {c.area for c in vocabulary.concepts.values() if c.area}
    lists.setdefault("PLACE", set()).update(
        word
        for area in areas
        for word in area.replace("-", " ").split()
        if word[0].isupper() and len(word) > 3
    )
    return lists


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        id=row["id"],
        kind=row["kind"],
        pattern=row["pattern"],
        confidence=row.get("confidence", 1.0),
        each=row.get("each"),
        subtype=row.get("subtype"),
        unless=tuple(row.get("unless", ())),
        match=tuple(row.get("match", ())),
        refuse=tuple(row.get("refuse", ())),
    )


def _data() -> dict[str, Any]:
    """All names rules and word lists, merged in the order of their file names."""
    return load_merged("kg.extractors.rules", "names")


@lru_cache(maxsize=4)
def _compiled(digest: str | None) -> Rules:
    return Rules(_VOCABULARIES.get(digest) if digest else None)


_VOCABULARIES: dict[str, Vocabulary] = {}


def load(vocabulary: Vocabulary | None) -> Rules:
    """The rules for ``vocabulary``, compiled once a process."""
    if vocabulary is None:
        return _compiled(None)
    _VOCABULARIES[vocabulary.digest] = vocabulary
    return _compiled(vocabulary.digest)
