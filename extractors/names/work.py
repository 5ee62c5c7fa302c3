"""What is known of one text while its names are found, and the steps that all finders share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extractors.facts import EntityKind, Span
from kg.extractors.names import judge
from kg.extractors.names.candidate import Context, Found, Refused
from kg.extractors.names.rules import Rules
from kg.extractors.names.words import Words

if TYPE_CHECKING:
    from kg.ontology.vocabulary import Vocabulary


STATED = 1.5  # goes before longer names; cut back to 0.98 in the mention

STRONG = 0.8  # from here on a name is sure enough to be looked for elsewhere in the paper

QUOTES = "'\"‘’“”"


@dataclass(frozen=True, slots=True)
class Settled:
    """What of stated words names a body (``None``: nothing); ``office`` if they are somebody's role instead."""

    body: Span | None
    office: bool = False


class Candidates:
    """The candidates of one text, in the order they were found, at hand by the word they begin or end with."""

    def __init__(self) -> None:
        self._all: list[Found] = []
        self._by_first: dict[int, list[Found]] = {}
        self._by_last: dict[int, list[Found]] = {}

    def __iter__(self) -> Iterator[Found]:
        return iter(self._all)

    def append(self, found: Found) -> None:
        self._all.append(found)
        self._by_first.setdefault(found.first, []).append(found)
        self._by_last.setdefault(found.last, []).append(found)

    def extend(self, found: Iterable[Found]) -> None:
        for item in found:
            self.append(item)

    def starting(self, first: int) -> list[Found]:
        """Those that begin with word ``first``."""
        return self._by_first.get(first, [])

    def ending(self, last: int) -> list[Found]:
        """Those that end before word ``last``."""
        return self._by_last.get(last, [])

    def rewrite(self, change: Callable[[Found], Found | None]) -> None:
        """Each candidate as ``change`` leaves it; ``None`` takes it away."""
        kept = [changed for item in self._all if (changed := change(item)) is not None]
        self._all, self._by_first, self._by_last = [], {}, {}
        self.extend(kept)


@dataclass(slots=True)
class Work:
    """What the components know of one text, handed from one to the next."""

    words: Words
    context: Context
    rules: Rules
    vocabulary: Vocabulary | None
    candidates: Candidates = field(default_factory=Candidates)
    refused: list[Refused] = field(default_factory=list)
    acronyms: dict[str, str] = field(default_factory=dict)
    defined: list[tuple[str, Found]] = field(default_factory=list)
    forgotten: set[str] = field(
        default_factory=set
    )  # letters that this text gives a meaning that is no name
    titles: tuple[tuple[int, int], ...] = ()
    parts: tuple[tuple[int, int, str], ...] = ()  # parts of the paper: start, end, what they are
    settled: dict[Span, Settled] = field(
        default_factory=dict
    )  # what became of words stated to name a body
    chosen: list[Found] = field(default_factory=list)

    def keep(self, found: Iterable[Found]) -> None:
        self.candidates.extend(found)

    def refuse(self, first: int, last: int, rule: str, reason: str) -> None:
        self.refused.append(Refused(first, last, rule, reason))


def weighed(work: Work, *kinds: EntityKind) -> list[Found]:
    out: list[Found] = []
    for candidate in work.rules.candidates(work.words, kinds):
        rule = candidate.rule
        found = Found(
            candidate.first,
            candidate.last,
            rule.kind,
            rule.id,
            rule.confidence,
            subtype=rule.subtype,
        )
        kept, refused = judge.weigh(found, rule.unless, work.context)
        work.refused += refused
        out += kept
    return out


def run(start: int, work: Work) -> int:
    """The end of the capitalised run that begins at ``start``, connectors within it included."""
    raw, context = work.words.words, work.context
    last = i = start
    while i < len(raw) and i - start < 12:
        if (raw[i][0].isupper() or raw[i][0].isdigit()) and not (
            context.has(i, "STOP") and i == start
        ):
            if (context.has(i, "INITIAL") and raw[i] != "A") or context.has(i, "NOT"):
                break
            last = i + 1
        elif raw[i].lower() not in ("of", "the", "and", "&", "for", "'s", "’s", "/", "+"):
            break
        i += 1
    return last


def unlikely(first: int, last: int, work: Work) -> bool:
    """Whether a run cannot name an organisation: people, places, topics, generics, months, honours."""
    context = work.context
    content = [
        i
        for i in range(first, last)
        if work.words.words[i][0].isalnum() and not context.has(i, "STOP")
    ]
    if not content or any(i in context.people for i in content):
        return True
    if work.words.phrase(first, last).lower() in context.nothing or context.has(last - 1, "WARD"):
        return True
    if any(
        context.has(i, c)
        for i in content
        for c in ("TITLE", "TITLES", "MONTH", "NUM")
        if not context.has(i, "UP")
    ):
        return True
    if all(any(context.has(i, c) for c in ("RANK", "RANKFORE", "ROLE")) for i in content):
        return True
    if (
        context.has(content[0], "FIRST")
        and len(content) == 2
        and not context.has(content[1], "ORGHEAD")
    ):
        return True
    weak = ["PLACE", "GENERIC", "TOPIC", "HONOUR", "NOT"] + ["FIELD"] * (len(content) < 4)
    dull = all(any(context.has(i, c) for c in weak) for i in content)
    return dull and not (len(content) > 1 and context.has(content[-1], "ORGHEAD"))
