"""Profiles: what is known of one name in its place, before profiles are linked to entities.

An :class:`OrganisationProfile` (also of a programme) collects the mentions that were read as the
same words in the same place; a :class:`PersonProfile` collects the mentions of one personal name
with one set of organisations in the papers of one area. Each has a ``key``: a tuple of strings that
identifies it, and by which profiles are ordered, whatever the order of the papers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from kg.extractors.facts import EntityKind
from kg.linking.organisation_words import NameWords, is_general
from kg.linking.person_names import PersonName
from kg.ontology.folding import without_dots
from kg.ontology.vocabulary import Concept

ProfileKey = tuple[str, ...]
"""Identifies a profile. Keys of people and of organisations differ in length: 8, and 7 or 14, …"""

Seat = tuple[str, str]
"""An organisation (the id of its cluster) and a role in it, folded."""

NamePlace = tuple[str, EntityKind, str]
"""A printed name in its place: document, kind, look-up form."""

MentionPlace = tuple[str, int]
"""A mention: document, index in ``Facts.mentions``."""


@dataclass(slots=True, eq=False)
class OrganisationProfile:
    """An organisation or a programme as read from names that were taken to be the same."""

    kind: EntityKind
    words: NameWords
    scope: str  # the area or board that explains a general name, "" where the name says it all
    separated: str = ""  # the document that a verdict separates from the others
    only_document: str = ""  # the one document it is read in, where its words only describe
    concept: Concept | None = None
    parent: OrganisationProfile | None = None
    years: tuple[int, ...] = ()
    fallback_label: str = ""  # for one that is only named within another name
    full_names: Counter[str] = field(default_factory=Counter)  # as printed
    acronyms: Counter[str] = field(default_factory=Counter)
    local_names: Counter[str] = field(default_factory=Counter)  # mean it in one place only
    subtypes: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    scopes: set[str] = field(default_factory=set)
    dates: set[date] = field(default_factory=set)
    meeting_dates: set[date] = field(default_factory=set)  # the days of its own meetings
    first_date: date = date.max  # the day of its oldest paper
    oldest_names: Counter[str] = field(default_factory=Counter)  # as that paper prints them
    context: set[NameWords] = field(default_factory=set)  # of a description: names beside it
    mention_count: int = 0
    kind_decided: bool = False  # a person said of what kind it is
    superseded: bool = False  # the papers say that it goes by another name since
    key: ProfileKey = field(init=False, default=())

    def __post_init__(self) -> None:
        self.key = (
            self.kind,
            " ".join(self.words),
            self.scope,
            self.concept.id if self.concept else "",
            "-".join(map(str, self.years)),
            self.separated,
            self.only_document,
            *self.parent_key,
        )

    @property
    def parent_key(self) -> ProfileKey:
        """The key of the organisation whose unit it is; empty where it is no unit."""
        return self.parent.key if self.parent else ()

    @property
    def label(self) -> str:
        """The form most often printed in full, else the acronym."""
        for forms in (self.full_names, self.acronyms, self.local_names):
            if forms:
                return most_printed(forms)
        return self.concept.name if self.concept else self.fallback_label or " ".join(self.words)

    @property
    def print_count(self) -> int:
        """How often it was printed."""
        return sum((self.full_names + self.acronyms + self.local_names).values())

    @property
    def is_general(self) -> bool:
        """Whether its name is of words that by themselves name nobody in particular."""
        return is_general(self.words)

    @property
    def printed_forms(self) -> set[str]:
        """All names as printed: full names, acronyms, and forms that mean it in one place only."""
        return {*self.full_names, *self.acronyms, *self.local_names}


@dataclass(slots=True, eq=False)
class PersonProfile:
    """A personal name with one set of organisations in the papers of one area."""

    name: PersonName
    scope: str
    separated: str = ""  # by a verdict, or by two rows of one list
    only_document: str = ""  # for a partial name, which means somebody in its own paper only
    organisations: frozenset[str] = frozenset()  # ids of organisation clusters
    parent_organisations: frozenset[str] = frozenset()
    callings: set[str] = field(default_factory=set)
    has_area: bool = False  # its papers tell their area, and do not only name their board
    boards: set[str] = field(default_factory=set)  # whose papers these are
    circles: set[frozenset[str]] = field(default_factory=set)  # who is named in each of its papers
    seats: dict[Seat, set[date]] = field(default_factory=dict)
    printed: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    list_entries: set[tuple[str, int, str]] = field(default_factory=set)  # document, meeting, form
    first_date: date = date.max  # the day of the oldest paper
    certain: bool = False  # somewhere its place shows it to be a person
    key: ProfileKey = field(init=False, default=())

    def __post_init__(self) -> None:
        name = self.name
        self.key = (
            name.surname,
            " ".join(name.given),
            name.lone,
            name.sex or "",
            self.scope,
            self.separated,
            " ".join(sorted(self.organisations)),
            self.only_document,
        )

    @property
    def folded_forms(self) -> set[str]:
        """The printed forms with case and dots folded."""
        return set(map(without_dots, self.printed))

    @property
    def label(self) -> str:
        """The form most often printed."""
        return min(self.printed, key=lambda form: (-self.printed[form], form))

    @property
    def printed_forms(self) -> set[str]:
        """All forms as printed, and the name without its titles."""
        return {*self.printed, self.name.bare}


Profile = OrganisationProfile | PersonProfile


def most_printed(forms: Counter[str]) -> str:
    """The form most often printed, not in capitals if that can be helped."""
    return min(forms, key=lambda form: (form.isupper(), -forms[form], form))
