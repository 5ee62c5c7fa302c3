"""Look-up tables of the linked corpus: the entity of every name, mention and meeting's board."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.extractors.facts import Facts
from kg.linking.entities import Entity
from kg.linking.entity_fusion import KINDS
from kg.linking.organisation_linking import OrganisationLinker
from kg.linking.overrides import Overrides
from kg.linking.person_profiles import PersonProfileBuilder
from kg.linking.profiles import MentionPlace, NamePlace, ProfileKey
from kg.ontology.folding import fold_printed


@dataclass(slots=True)
class EntityTables:
    """Entities by printed name in a document, by mention, and by the meeting a board held."""

    names: dict[NamePlace, Entity] = field(default_factory=dict)
    mentions: dict[MentionPlace, Entity] = field(default_factory=dict)
    boards: dict[tuple[str, int], Entity] = field(default_factory=dict)


class EntityTableBuilder:
    """Fills the tables from what names were linked to and what became of their profiles."""

    def __init__(
        self,
        organisations: OrganisationLinker,
        people: PersonProfileBuilder,
        overrides: Overrides,
        entity_of: Mapping[ProfileKey, Entity],
    ) -> None:
        self._organisations = organisations
        self._overrides = overrides
        self._entity_of = entity_of
        self._tables = EntityTables()
        for places in (organisations.by_place, people.by_place):
            for place, profile in places.items():
                if profile.key in entity_of:
                    self._tables.names[place] = entity_of[profile.key]
        for mention, organisation in organisations.by_mention.items():
            if organisation.key in entity_of:
                self._tables.mentions[mention] = entity_of[organisation.key]

    def build(self, papers: Sequence[Facts]) -> EntityTables:
        """The tables for all papers."""
        for facts in papers:
            self._add_people(facts)
            self._add_boards(facts)
            self._add_strings(facts)
        for facts in papers:
            self._follow_leaders(facts)
        return self._tables

    def _follow_leaders(self, facts: Facts) -> None:
        """The board of a paper that was attached to a meeting is the one that held it."""
        for index, meeting in enumerate(facts.meetings):
            leader = meeting.attached_to
            if leader is not None and leader in self._tables.boards:
                self._tables.boards[facts.document.id, index] = self._tables.boards[leader]

    def _add_people(self, facts: Facts) -> None:
        """Mentions of people; a name that is no person's in its paper may be a known body's."""
        document = facts.document.id
        for index, mention in enumerate(facts.mentions):
            if self._overrides.kind(document, mention.kind, mention.text) == "person":
                entity = self._tables.names.get((document, "person", fold_printed(mention.text)))
                if entity is None:
                    organisation = self._organisations.by_full_name(mention.text)
                    entity = self._entity_of.get(organisation.key) if organisation else None
                if entity is not None:
                    self._tables.mentions[document, index] = entity

    def _add_boards(self, facts: Facts) -> None:
        """The boards of meetings; where a meeting names none, the document's only one."""
        document = facts.document.id
        held = [
            self._tables.names.get((document, "organisation", fold_printed(meeting.board)))
            if meeting.board
            else None
            for meeting in facts.meetings
        ]
        named = {entity.id: entity for entity in held if entity}
        only = next(iter(named.values())) if len(named) == 1 else None
        for index, entity in enumerate(held):
            board = entity or only
            if board is not None:
                self._tables.boards[document, index] = board

    def _add_strings(self, facts: Facts) -> None:
        """Lets a string be looked up as any kind: what it is wins over what it is asked for as."""
        document = facts.document.id
        for text in dict.fromkeys(_strings(facts)):
            form = fold_printed(text)
            places: list[NamePlace] = [(document, kind, form) for kind in KINDS]
            known = next(
                (self._tables.names[place] for place in places if place in self._tables.names), None
            )
            if known is None:
                profile = self._organisations.link_description(document, text)
                known = self._entity_of.get(profile.key) if profile else None
            if known is not None:
                for place in places:
                    self._tables.names.setdefault(place, known)


def _strings(facts: Facts) -> Iterator[str]:
    """Every string of the facts that may stand for somebody or something."""
    for meeting in facts.meetings:
        yield from (*meeting.chairs, *meeting.joint_with)
    for row in facts.attendance:
        yield from filter(None, (row.printed, row.organisation))
    for item in facts.agenda:
        yield from item.presenters
    for minute in facts.minutes:
        yield from minute.presenters
    for action in facts.actions:
        yield from action.responsible
    for report in facts.reports:
        yield from (*report.authors, *filter(None, (report.organisation,)))
    yield from (resolution.asked_of for resolution in facts.resolutions if resolution.asked_of)
