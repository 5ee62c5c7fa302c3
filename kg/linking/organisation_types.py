"""Organisations and programmes as read: what is known of each name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from extractors.facts import EntityKind
from kg.linking.lexicon import table
from ontology.vocabulary import Concept

Words = tuple[str, ...]

_BODIES, _PROGRAMMES = table("lexicon")["bodies"], table("lexicon")["programmes"]
SELF = frozenset(_BODIES["self"])
GENERAL = frozenset(_BODIES["general"])
COMPANY = frozenset(_BODIES["company"])
UNITS = frozenset(_BODIES["units"])
HEADS = frozenset(_BODIES["heads"])
TIERS = frozenset(_BODIES["tiers"])
COUNCILS: dict[str, Words] = {
    short: tuple(long.split()) for short, long in _BODIES["councils"].items()
}
ENDINGS: tuple[Words, ...] = tuple(tuple(ending.split()) for ending in _PROGRAMMES["endings"])
DOING = frozenset(_PROGRAMMES["doing"])
STATES = frozenset(_PROGRAMMES["states"])
_BARE = frozenset(_PROGRAMMES["bare"])
_PASSING = frozenset(tuple(name.split()) for name in _BODIES["passing"])
JOINING = frozenset({"of", "for", "the", "and", "&"})


@dataclass(slots=True, eq=False)
class Body:
    """One reading of names: all printed forms that were read as the same words in the same place."""

    kind: EntityKind
    words: Words
    scope: str  # the place that explains an ordinary name, "" where the name says it all
    apart: str = ""  # set by a verdict that takes the names of one document out
    paper: str = (
        ""  # the one document it is read in, where its words only describe (“Delivery Plan”)
    )
    concept: Concept | None = None
    parent: Body | None = None
    years: tuple[int, ...] = ()
    hint: str = ""  # how to write it where it is only named as a part of another name
    full: Counter[str] = field(default_factory=Counter)  # names in full, as printed
    acronyms: Counter[str] = field(default_factory=Counter)
    short: Counter[str] = field(default_factory=Counter)  # forms that mean it in one place only
    subtypes: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    scopes: set[str] = field(default_factory=set)
    dates: set[date] = field(default_factory=set)
    held: set[date] = field(default_factory=set)  # the days of its own meetings
    since: date = date.max  # the day of its oldest paper
    oldest: Counter[str] = field(
        default_factory=Counter
    )  # names and acronyms, as that paper prints them
    company: set[Words] = field(default_factory=set)  # of a description: what is named beside it
    mentions: int = 0
    board: bool = False
    told: bool = False  # a person said of what kind it is
    former: bool = False  # the papers say that it goes by another name since

    order: tuple[str, ...] = ()
    """A place among all readings that does not depend on how the papers came."""

    def __post_init__(self) -> None:
        parent = self.parent.order if self.parent else ()
        concept = self.concept.id if self.concept else ""
        years = "-".join(map(str, self.years))
        self.order = (
            self.kind,
            " ".join(self.words),
            self.scope,
            concept,
            years,
            self.apart,
            self.paper,
            *parent,
        )

    @property
    def label(self) -> str:
        """The form most often printed in full, else the acronym."""
        for forms in (self.full, self.acronyms, self.short):
            if forms:
                return usual(forms)
        return self.concept.name if self.concept else self.hint or " ".join(self.words)

    @property
    def count(self) -> int:
        """How often it was printed."""
        return sum((self.full + self.acronyms + self.short).values())

    @property
    def general(self) -> bool:
        """Whether its name is of words that by themselves name nobody in particular."""
        return all(word in GENERAL for word in self.words)


def describes(kind: EntityKind, words: Words) -> bool:
    """Whether a name of these words tells what something is, not which one."""
    if kind == "programme":
        return all(word in _BARE for word in words)
    return words in _PASSING


def usual(forms: Counter[str]) -> str:
    """The form most often printed, not in capitals if that can be helped."""
    return min(forms, key=lambda form: (form.isupper(), -forms[form], form))
