"""Builds the profiles of people: each name with its titles, organisations, seats and lists."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from kg.extractors.facts import Attendance, Facts, Mention
from kg.linking.entities import UnresolvedName
from kg.linking.jurisdiction import Jurisdictions
from kg.linking.lexicon import NameLexicon
from kg.linking.mention_context import document_date
from kg.linking.organisation_linking import OrganisationLinker
from kg.linking.organisation_words import is_general
from kg.linking.overrides import Overrides
from kg.linking.person_names import PersonName, parse_person_name
from kg.linking.profiles import NamePlace, OrganisationProfile, PersonProfile, ProfileKey
from kg.ontology.folding import fold, fold_printed, without_dots

_AFFILIATION_WINDOW = 100  # characters after a name within which its organisation can stand
_AFFILIATING_WORDS = ("of", "from", "of the", "from the")
_BREAKS = (". ", ";", "\n\n", " and ", ")")  # what stands between a name and no organisation of its


@dataclass(slots=True)
class _PrintedPerson:
    """One form of a name in a document; ``certain`` where its place shows it to be a person."""

    printed: str
    name: PersonName
    count: int
    certain: bool


class _NameParts(NamedTuple):
    """What two forms of a document must share to be one name; ``separated`` is set by a verdict."""

    given: tuple[str, ...]
    surname: str
    lone: str
    sex: str | None
    separated: str


class _ListEntry(NamedTuple):
    """A row of an attendance list: the meeting's index, the organisation's cluster, the role."""

    meeting: int
    organisation: str | None
    role: str


@dataclass(slots=True)
class _DocumentPeople:
    """The people of one document on their way to profiles, by the form of their name."""

    facts: Facts
    people: dict[str, _PrintedPerson]
    parts: dict[str, _NameParts]
    circle: frozenset[str]  # surnames with first initials of all
    entries: dict[str, list[_ListEntry]] = field(default_factory=lambda: defaultdict(list))
    boards: set[str] = field(default_factory=set)  # clusters of the bodies that meet
    listed_twice: set[str] = field(default_factory=set)
    organisations: dict[_NameParts, dict[ProfileKey, OrganisationProfile]] = field(
        default_factory=lambda: defaultdict(dict)
    )


class PersonProfileBuilder:
    """The profiles of the people in the papers; ``by_place`` tells which printed name is whose.

    ``cluster_ids`` are the ids of the organisations' clusters, by the keys of their profiles.
    """

    def __init__(
        self,
        papers: Sequence[Facts],
        lexicon: NameLexicon,
        jurisdictions: Jurisdictions,
        organisations: OrganisationLinker,
        overrides: Overrides,
        cluster_ids: Mapping[ProfileKey, str],
    ) -> None:
        self._lexicon = lexicon
        self._jurisdictions = jurisdictions
        self._organisations = organisations
        self._overrides = overrides
        self._cluster_ids = cluster_ids
        self._profiles: dict[ProfileKey, PersonProfile] = {}
        self.by_place: dict[NamePlace, PersonProfile] = {}
        self.unresolved: list[UnresolvedName] = []
        for facts in papers:
            self._add(facts)

    @property
    def profiles(self) -> list[PersonProfile]:
        """All profiles, by key."""
        return sorted(self._profiles.values(), key=lambda profile: profile.key)

    # -- one document ----------------------------------------------------------

    def _add(self, facts: Facts) -> None:
        """Adds the people of a paper."""
        document = facts.document.id
        people = self._printed_people(facts)
        named = people.values()
        found = _DocumentPeople(
            facts,
            people,
            {form: self._name_parts(document, person) for form, person in people.items()},
            frozenset(f"{p.name.surname} {p.name.given[0][0]}" for p in named if p.name.given),
        )
        self._note_organisations(found)
        self._note_lists(found)
        self._note_boards(found)
        for form, person in sorted(people.items()):
            profile = self._profile(found, form, person)
            self._note_name(profile, found, form, person)
            self._note_entries(profile, found, form)
            self.by_place[document, "person", form] = profile

    def _name_parts(self, document: str, person: _PrintedPerson) -> _NameParts:
        name = person.name
        separated = self._overrides.separated(document, "person", person.printed)
        return _NameParts(name.given, name.surname, name.lone, name.sex, separated)

    def _note_organisations(self, found: _DocumentPeople) -> None:
        """The organisations of the names: by lists and by the text."""
        document = found.facts.document.id
        listed = (
            (fold_printed(row.printed), self._listed_for(document, row))
            for row in found.facts.attendance
        )
        for form, organisation in (*listed, *self._affiliations(found.facts)):
            if form in found.parts and organisation is not None:
                found.organisations[found.parts[form]][organisation.key] = organisation

    def _note_lists(self, found: _DocumentPeople) -> None:
        """Who is listed for which meeting, and the names that two rows of one list share."""
        rows: dict[tuple[int, _NameParts], set[str]] = defaultdict(set)
        for row in found.facts.attendance:
            form = fold_printed(row.printed)
            if form in found.people:
                organisation = self._listed_for(found.facts.document.id, row)
                cluster = self._cluster_ids.get(organisation.key) if organisation else None
                found.entries[form].append(_ListEntry(row.meeting, cluster, fold(row.role or "")))
                rows[row.meeting, found.parts[form]].add(form)
        found.listed_twice = {form for forms in rows.values() if len(forms) > 1 for form in forms}

    def _note_boards(self, found: _DocumentPeople) -> None:
        for meeting in found.facts.meetings:
            if meeting.board:
                board = self._organisations.named_in(found.facts.document.id, meeting.board)
                if board is not None and board.key in self._cluster_ids:
                    found.boards.add(self._cluster_ids[board.key])

    def _listed_for(self, document: str, row: Attendance) -> OrganisationProfile | None:
        return self._organisations.named_in(document, row.organisation)

    # -- one name --------------------------------------------------------------

    def _profile(self, found: _DocumentPeople, form: str, person: _PrintedPerson) -> PersonProfile:
        """The profile that a name of a document belongs to, made where there is none yet."""
        document, parts = found.facts.document.id, found.parts[form]
        organisations = self._clustered(found, form)
        separated = parts.separated
        if not separated and form in found.listed_twice:  # one name as parsed, yet two people
            separated = f"{document} {form}"
        new = PersonProfile(
            person.name,
            self._jurisdictions.of(document).scope,
            separated,
            "" if person.name.given else document,
            frozenset(self._cluster_ids[each.key] for each in organisations),
        )
        profile = self._profiles.setdefault(new.key, new)
        parents = (each.parent_key for each in organisations)
        profile.parent_organisations |= {
            self._cluster_ids[key] for key in parents if key in self._cluster_ids
        }
        return profile

    def _clustered(self, found: _DocumentPeople, form: str) -> list[OrganisationProfile]:
        """The organisations of a name that are in a cluster."""
        organisations = found.organisations[found.parts[form]].values()
        return [each for each in organisations if each.key in self._cluster_ids]

    def _note_name(
        self, profile: PersonProfile, found: _DocumentPeople, form: str, person: _PrintedPerson
    ) -> None:
        """Adds to a profile what a printed name and its paper tell of it."""
        document, day = found.facts.document.id, document_date(found.facts)
        profile.callings |= person.name.callings
        profile.certain |= person.certain
        profile.has_area |= self._jurisdictions.of(document).stated
        profile.boards |= found.boards
        profile.circles.add(found.circle)
        profile.printed[" ".join(person.printed.split())] += person.count
        profile.documents.add(document)
        profile.first_date = min(profile.first_date, day or date.max)

    def _note_entries(self, profile: PersonProfile, found: _DocumentPeople, form: str) -> None:
        """Adds to a profile the rows of lists, and the seats held on the days of their meetings."""
        for entry in found.entries[form]:
            profile.list_entries.add((found.facts.document.id, entry.meeting, form))
            if entry.organisation is not None:
                held = found.facts.meetings[entry.meeting].date
                days = profile.seats.setdefault((entry.organisation, entry.role), set())
                days |= {held} if held else set()

    # -- the names of a document -----------------------------------------------

    def _printed_people(self, facts: Facts) -> dict[str, _PrintedPerson]:
        """The names of people in a document by look-up form; what names nobody is noted."""
        people: dict[str, _PrintedPerson] = {}
        listed = {fold_printed(row.printed) for row in facts.attendance}
        for printed, certain, count in self._strings(facts):
            form, name = fold_printed(printed), parse_person_name(printed, self._lexicon)
            if name and form not in listed and self._is_organisation(printed, name, count):
                continue
            if name is None or not (certain or self._is_person(name)):
                reason = "does not look like a person"
                self.unresolved.append(UnresolvedName(facts.document.id, "person", printed, reason))
            else:
                before = people.get(form)
                count += before.count if before else 0
                certain |= before.certain if before else False
                people[form] = _PrintedPerson(printed, name, count, certain)
        return people

    def _strings(self, facts: Facts) -> Iterator[tuple[str, bool, int]]:
        """What stands where people stand, whether that shows it to be a person, and how often."""
        document = facts.document.id
        certain: Counter[str] = Counter(row.printed for row in facts.attendance)
        certain.update(mention.text for mention in facts.mentions if mention.kind == "person")
        certain.update(
            mention.text
            for mention in facts.mentions
            if mention.kind != "person" and self._overrides.made_person(document, mention.text)
        )
        other: Counter[str] = Counter(_names_in_roles(facts))
        for printed in sorted(certain | other):
            if self._overrides.kind(document, "person", printed) == "person":
                yield printed, printed in certain, certain[printed] + other[printed]

    def _is_organisation(self, printed: str, name: PersonName, count: int) -> bool:
        """Whether an untitled name is an organisation's that was taken for a person's."""
        known = self._organisations.by_full_name(printed)
        return known is not None and not name.titled and known.mention_count >= count

    def _is_person(self, name: PersonName) -> bool:
        """Whether a string that stands where people stand names one, and no office or body."""
        words = without_dots(name.bare).split()
        if words[-1] in self._lexicon.organisation_heads:
            is_office = len(words) > 1 and is_general(words[:-1])  # “Justice Service Manager”
            if is_office or not name.titled:
                return False
        return bool(name.lone) or not is_general(words)

    def _affiliations(self, facts: Facts) -> Iterator[tuple[str, OrganisationProfile]]:
        """People and whose they are, where the text says so at once.

        “Ann Marlow, Head of Housing, Marlshire County Council”: her form, and the council.
        """
        mentions = facts.mentions
        order = sorted(range(len(mentions)), key=lambda index: (mentions[index].span, index))
        for first, second in pairwise(order):
            organisation = self._organisations.by_mention.get((facts.document.id, second))
            if mentions[first].kind != "person" or organisation is None:
                continue
            if organisation.kind == "organisation" and _is_affiliation(
                facts.document.text, mentions[first], mentions[second]
            ):
                yield fold_printed(mentions[first].text), organisation


def _names_in_roles(facts: Facts) -> Iterator[str]:
    """What the papers print as chairs, presenters, those responsible, and authors."""
    for meeting in facts.meetings:
        yield from meeting.chairs
    for item in facts.agenda:
        yield from item.presenters
    for minute in facts.minutes:
        yield from minute.presenters
    for action in facts.actions:
        yield from action.responsible
    for report in facts.reports:
        yield from report.authors


def _is_affiliation(text: str, person: Mention, organisation: Mention) -> bool:
    """Whether the words between two mentions make the second the organisation of the first."""
    if organisation.span.start - person.span.end > _AFFILIATION_WINDOW:
        return False
    between = text[person.span.end : organisation.span.start]
    linked = between[:2].strip() in (",", "(") or between.strip() in _AFFILIATING_WORDS
    return linked and not any(mark in between for mark in _BREAKS)
