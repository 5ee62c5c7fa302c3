"""The ledger: what the documents have in common while their graphs are written.

Writers of single documents note here what is to be stated across documents; writers of the shared
graph read it. It holds data and makes no statements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from pyoxigraph import NamedNode

from kg.extractors.facts import AgendaItem, Meeting, Minute, Report
from kg.linking.entities import Entity, Identities
from kg.linking.offices import Office, office_of
from kg.ontology.folding import slug
from kg.rdf.quads import IriFactory
from kg.text.masking import quotable

T = TypeVar("T")
DayRange = tuple[date | None, date | None]
"""First and last day of a period; ``None`` where it is open."""


@dataclass(slots=True)
class SharedMeeting:
    """A meeting, with what each document says of it.

    ``records`` are (rank, document id, meeting): the lowest rank knows best. They are sorted before
    documents are written.
    """

    node: NamedNode
    board: Entity | None
    records: list[tuple[int, str, Meeting]] = field(default_factory=list)
    items: list[tuple[NamedNode, AgendaItem]] = field(default_factory=list)
    minutes: list[tuple[NamedNode, Minute]] = field(default_factory=list)
    reports: list[tuple[NamedNode, Report]] = field(default_factory=list)

    def agreed(self, read: Callable[[Meeting], T | None]) -> T | None:
        """The first value found in the records: in minutes, else in agendas, else in the rest."""
        for _, _, record in self.records:
            value = read(record)
            if value is not None:
                return value
        return None

    @property
    def day(self) -> date | None:
        """The agreed date."""
        return self.agreed(lambda record: record.date)


@dataclass(frozen=True, slots=True)
class MembershipEvidence:
    """One attendance or statement that shows a membership.

    Its day, its node, the role as printed.
    """

    day: date | None
    shown_by: NamedNode
    role: str | None


@dataclass(slots=True)
class RelationNotes:
    """The relations between entities that documents state.

    ``memberships`` maps the IRIs of person and body, and the office or else the role folded to
    letters and digits, to what shows it. ``links`` are triples of IRIs. ``offices`` maps an
    office's node to the IRI of its body and its name.
    """

    memberships: dict[tuple[str, str, str], list[MembershipEvidence]] = field(default_factory=dict)
    links: set[tuple[str, str, str]] = field(default_factory=set)
    offices: dict[NamedNode, tuple[str, str]] = field(default_factory=dict)

    def add(self, paper: RelationNotes) -> None:
        """Take over the notes of a paper."""
        for of, evidence in paper.memberships.items():
            self.memberships.setdefault(of, []).extend(evidence)
        self.links |= paper.links
        for node, office in paper.offices.items():
            self.offices.setdefault(node, office)

    def note_membership(
        self,
        person: NamedNode,
        body: NamedNode,
        role: str | None,
        day: date | None,
        shown_by: NamedNode,
    ) -> None:
        """Note that an attendance or a statement shows a person as a member of a body."""
        held = office_of(role) if role else None
        role_key = (held.key if held else slug(role or "")).replace("-", "")
        evidence = MembershipEvidence(day, shown_by, quotable(role) if role else None)
        self.memberships.setdefault((person.value, body.value, role_key), []).append(evidence)


@dataclass(slots=True)
class Ledger:
    """Names and IRIs that all documents share, and notes for the statements made across them.

    ``meetings`` are by IRI path, ``meeting_of`` by document id and index. ``rules`` are the rules
    used, by id. ``keys`` and ``mention_counts`` are by an entity's IRI. ``nodes`` gives a fact's
    node by document id, class and index. ``announced`` are announcements with the path of the
    meeting they speak of, whether or not that is known. ``subjects`` gives the IRIs of the entities
    that a fact names: true where its title does.
    """

    identities: Identities
    iris: IriFactory
    meetings: dict[str, SharedMeeting] = field(default_factory=dict)
    meeting_of: dict[tuple[str, int], SharedMeeting] = field(default_factory=dict)
    rules: dict[str, NamedNode] = field(default_factory=dict)
    keys: dict[str, set[str]] = field(default_factory=dict)
    mention_counts: Counter[str] = field(default_factory=Counter)
    subjects: dict[NamedNode, dict[str, bool]] = field(default_factory=dict)
    nodes: dict[tuple[str, str, int], NamedNode] = field(default_factory=dict)
    announced: list[tuple[NamedNode, str]] = field(default_factory=list)
    periods: dict[DayRange, NamedNode] = field(default_factory=dict)
    relations: RelationNotes = field(default_factory=RelationNotes)

    def for_paper(self) -> Ledger:
        """A ledger for the notes of one paper: it knows names and meetings, and holds no notes."""
        iris = IriFactory(self.iris.base, self.iris)
        return Ledger(self.identities, iris, self.meetings, self.meeting_of)

    def add(self, paper: Ledger) -> None:
        """Take over the notes of a paper."""
        self.iris.newly_given.update(paper.iris.newly_given)
        self.rules.update(paper.rules)
        for entity, keys in paper.keys.items():
            self.keys.setdefault(entity, set()).update(keys)
        self.mention_counts.update(paper.mention_counts)
        for fact, entities in paper.subjects.items():
            known = self.subjects.setdefault(fact, {})
            for entity, in_title in entities.items():
                known[entity] = in_title or known.get(entity, False)
        self.nodes.update(paper.nodes)
        self.announced += paper.announced
        self.periods.update(paper.periods)
        self.relations.add(paper.relations)

    def entity(self, entity: Entity) -> NamedNode:
        """The node of an entity."""
        return self.iris.entity(entity.kind, entity.id)

    def rule(self, identifier: str) -> NamedNode:
        """The node of a rule, noted as used."""
        return self.rules.setdefault(identifier, self.iris.rule(identifier))

    def note_subject(self, fact: NamedNode, entity: NamedNode, in_title: bool) -> None:
        """Note that a fact names an entity, and whether it is what the fact is about."""
        entities = self.subjects.setdefault(fact, {})
        entities[entity.value] = in_title or entities.get(entity.value, False)

    def period(self, days: DayRange) -> NamedNode:
        """The node of the interval from one day to another, noted so that it is described once."""
        ends = "/".join(day.isoformat() if day else "open" for day in days)
        return self.periods.setdefault(days, self.iris.at(f"period/{ends}"))

    def office(self, body: NamedNode, held: Office) -> NamedNode:
        """The node of an office of a body, noted so that it is described once."""
        node = self.iris.at(f"office/{last_step(body)}/{held.key}")
        self.relations.offices.setdefault(node, (body.value, held.name))
        return node


def last_step(node: NamedNode) -> str:
    """The last step of a node's IRI."""
    return node.value.rsplit("/", 1)[1]
