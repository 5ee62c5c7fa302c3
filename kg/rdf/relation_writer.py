"""What the papers say of two → quads: one document's own, then what the documents say together.

A document's graph holds each sentence that says so as a ``bg:Statement`` (an ``rdf:Statement``: subject, predicate,
object) with its place and words. What is said stands in the graph of what documents share: the tie itself
(``bg:ledBy``, ``org:subOrganizationOf`` …), one ``bg:Membership`` for a person, a body and a role, over the meetings
whose papers show it, and one ``bg:Office`` for the office of a body that several people held, one after the other. A
person's rows in lists of those present are ``bg:Attendance`` already; they show memberships as statements do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

import ontology as bg
from extractors.facts import Attendance, EntityKind, Relation, RelationKind, Span
from kg.linking.entities import Entity
from kg.linking.offices import Office, listed_office, office_of
from kg.rdf import measure_writer
from kg.rdf.quads import NODE, Graph, Mint
from kg.text.masking import quotable
from ontology.folding import slug

if TYPE_CHECKING:
    from kg.rdf.document_writer import PaperWriter
    from kg.rdf.ledger import Ledger

IN_THE_CHAIR = "in the chair"  # of a meeting: the office of chair may be another's
LISTED = "role.attendance"  # the rule whose relations stand in the graph as attendances
_P = bg.PREFIXES
_SUBJECT, _PREDICATE, _OBJECT = (_P["rdf"] + name for name in ("subject", "predicate", "object"))
_PART, _SUBORGANISATION = _P["dcterms"] + "isPartOf", _P["org"] + "subOrganizationOf"
_MEMBER = _P["org"] + "memberOf"
_PARTIES: tuple[EntityKind, ...] = ("organisation", "programme", "person")

_FORWARD: dict[RelationKind, tuple[str, str]] = {
    "part-of": (_PART, "part of"),
    "member-of": (_MEMBER, "member of"),
    "succeeds": (_P["dcterms"] + "replaces", "replaces"),
}
_BACKWARD: dict[RelationKind, tuple[str, str]] = {
    "leads": (bg.ledBy, "led by"),
    "funds": (bg.fundedBy, "funded by"),
    "commissions": (bg.commissionedBy, "commissioned by"),
    "delivers": (bg.deliveredBy, "delivered by"),
    "partners": (bg.partner, "partner"),
}
"""Kind of relation → property and how a table calls it; backward where its subject is the property's object."""

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """One attendance or statement that shows a membership: its date, its node, the role as printed."""

    day: date | None
    by: NamedNode
    role: str | None


@dataclass(slots=True)
class Related:
    """What the documents have noted for the statements made across them."""

    memberships: dict[Key, list[Shown]] = field(default_factory=dict)
    """Person, body, and the office or else the role without its hyphens and capitals → what shows it."""
    ties: set[tuple[str, str, str]] = field(default_factory=set)
    offices: dict[NamedNode, tuple[str, str]] = field(default_factory=dict)
    """An office → the body it belongs to, and what it is called."""

    def show(
        self, person: NamedNode, body: NamedNode, role: str | None, day: date | None, by: NamedNode
    ) -> None:
        held = office_of(role) if role else None
        key = (person.value, body.value, (held.key if held else slug(role or "")).replace("-", ""))
        self.memberships.setdefault(key, []).append(
            Shown(day, by, quotable(role) if role else None)
        )


def office(ledger: Ledger, body: NamedNode, held: Office) -> NamedNode:
    """The office of a body; noted, so that it is written once for all documents."""
    node = NODE[f"{ledger.mint.base}office/{body.value.rsplit('/', 1)[1]}/{held.key}"]
    ledger.related.offices.setdefault(node, (body.value, held.name))
    return node


# -- one document -----------------------------------------------------------------------------------------------------


def offices(relations: Iterable[Relation]) -> dict[tuple[Span, str], Relation]:
    """Row of a list of those present and the name as printed in it → what it says of the person's office."""
    return {
        (relation.span, relation.subject_text): relation
        for relation in relations
        if relation.rule == LISTED
    }


def stood_for(paper: PaperWriter, node: NamedNode, row: Attendance, person: Entity | None) -> None:
    """The body that an attendance names, and the membership it shows."""
    said = paper.offices.get((row.span, row.printed))
    role = said.role if said is not None else row.role
    body = _body(paper, row.organisation) if row.organisation else None
    board = paper.ledger.identities.board_of(paper.facts.document.id, row.meeting)
    if body is not None and row.organisation:
        paper.graph.tie(node, bg.organisation, paper.ledger.entity(body))
        paper.naming(body, row.organisation)
    held = office_of(role) if role else None
    if held is not None and held.own and not row.organisation:
        body = board
    elif said is not None and said.object_text is None:
        body = _of_office(paper, role)  # an office that stands in the place of a body
    elif said is not None and not row.organisation:
        body = board  # the chair of this board
    if person is None:
        return
    day, entity = _day(paper, row.meeting), paper.ledger.entity
    if body is not None:
        paper.ledger.related.show(entity(person), entity(body), role, day, node)
    if row.chair and board is not None and held != listed_office("chair"):
        paper.ledger.related.show(entity(person), entity(board), IN_THE_CHAIR, day, node)


def write(paper: PaperWriter) -> None:
    """The statements of one document, into its graph; what they say is noted in the ledger."""
    mentions = {mention.span: index for index, mention in enumerate(paper.facts.mentions)}
    order = 0
    for relation in paper.facts.relations:
        if relation.rule == LISTED:
            continue
        subject = _entity(paper, mentions, relation.subject)
        other = (
            _entity(paper, mentions, relation.object)
            if relation.object is not None
            else _own(paper, relation)
        )
        if other is None and relation.kind == "role":
            other = _of_office(paper, relation.role)
        said = _said(paper, relation, subject, other)
        if said is None:
            continue
        order += 1
        steps = ("statement", f"{relation.span.start}-{relation.span.end}")
        _write_statement(paper, paper.ledger.mint.below(paper.node, *steps), order, relation, said)


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement with its ends tied to entities; an office whose body is unknown has words for its object."""

    subject: NamedNode
    predicate: str
    object: NamedNode | None
    label: str


def _said(
    paper: PaperWriter, relation: Relation, subject: Entity | None, other: Entity | None
) -> _Said | None:
    entity = paper.ledger.entity
    if subject is None:
        return None
    if relation.kind == "role":
        if subject.kind != "person":
            return None
        if other is not None and other.kind != "person":  # a network may be held for a programme
            return _Said(entity(subject), _MEMBER, entity(other), "role")
        return _Said(entity(subject), bg.role, None, "role") if relation.role else None
    if other is None or other == subject:
        return None
    if relation.kind in _BACKWARD:
        predicate, label = _BACKWARD[relation.kind]
        return _Said(entity(other), predicate, entity(subject), label)
    predicate, label = _FORWARD[relation.kind]
    if predicate == _PART and subject.kind == other.kind == "organisation":
        predicate = _SUBORGANISATION
    return _Said(entity(subject), predicate, entity(other), label)


def _write_statement(
    paper: PaperWriter, node: NamedNode, order: int, relation: Relation, said: _Said
) -> None:
    graph = paper.graph
    paper.state(
        node,
        bg.Statement,
        order,
        relation.span,
        relation.rule,
        relation.meeting,
        whole_sentence=True,
    )
    graph.tie(node, _SUBJECT, said.subject)
    graph.tie(node, _PREDICATE, NODE[said.predicate])
    graph.plain(node, bg.kind, said.label)
    graph.say(node, bg.confidence, float(relation.confidence))
    graph.say(node, bg.role, relation.role)
    if said.object is None:
        graph.say(node, _OBJECT, relation.role)
        return
    graph.tie(node, _OBJECT, said.object)
    if relation.kind == "role":
        day = _day(paper, relation.meeting)
        paper.ledger.related.show(said.subject, said.object, relation.role, day, node)
    else:
        paper.ledger.related.ties.add((said.subject.value, said.predicate, said.object.value))


def _entity(paper: PaperWriter, mentions: dict[Span, int], span: Span) -> Entity | None:
    index = mentions.get(span)
    return (
        paper.ledger.identities.of_mention(paper.facts.document.id, index)
        if index is not None
        else None
    )


def _own(paper: PaperWriter, relation: Relation) -> Entity | None:
    """The body whose meeting it is, where the relation names no other."""
    if relation.object_text is None or relation.meeting is None:
        return None
    return paper.ledger.identities.board_of(paper.facts.document.id, relation.meeting)


def _of_office(paper: PaperWriter, role: str | None) -> Entity | None:
    """The body that an office belongs to by its very name, if this document names it."""
    held = office_of(role) if role else None
    names = held.bodies if held is not None else ()
    return next((body for name in names if (body := _body(paper, name)) is not None), None)


def _body(paper: PaperWriter, printed: str) -> Entity | None:
    return paper.ledger.identities.resolve(paper.facts.document.id, "organisation", printed)


def _day(paper: PaperWriter, meeting: int | None) -> date | None:
    seen = paper.meeting(meeting)
    day = seen.agreed("date") if seen is not None else None
    return day if isinstance(day, date) else None


# -- what the documents say together ----------------------------------------------------------------------------------


def write_together(graph: Graph, mint: Mint, ledger: Ledger) -> None:
    """One membership a person, body and role, each office and each tie once; of two part of each other, neither."""
    memberships = ledger.related.memberships
    for person, body, role in sorted(memberships):
        _write_membership(
            graph, mint, ledger, NODE[person], NODE[body], memberships[person, body, role]
        )
    names = {ledger.entity(entity).value: entity.name for entity in ledger.identities.entities}
    for node in sorted(ledger.related.offices, key=lambda node: node.value):
        body, title = ledger.related.offices[node]
        graph.a(node, bg.Office)
        graph.say(
            node,
            _P["skos"] + "prefLabel",
            title if title == names[body] else f"{title}, {names[body]}",
        )
        graph.say(node, bg.role, title)
        graph.tie(node, _P["org"] + "postIn", NODE[body])
    ties = ledger.related.ties
    for subject, predicate, other in sorted(ties):
        if predicate not in (_PART, _SUBORGANISATION) or (other, predicate, subject) not in ties:
            graph.tie(NODE[subject], predicate, NODE[other])


def _write_membership(
    graph: Graph,
    mint: Mint,
    ledger: Ledger,
    person: NamedNode,
    body: NamedNode,
    shown_by: list[Shown],
) -> None:
    printed = Counter(each.role for each in shown_by if each.role)
    role = min(printed, key=lambda words: (-printed[words], words), default=None)
    ends = [node.value.rsplit("/", 1)[1] for node in (person, body)]
    held = office_of(role) if role else None
    step = held.key if held is not None else slug(role or "")
    node = mint.new("/".join(["membership", *ends, *filter(None, [step])]))
    graph.a(node, bg.Membership)
    graph.tie(node, _P["org"] + "member", person)
    graph.tie(node, _P["org"] + "organization", body)
    graph.say(node, bg.role, role)
    if held is not None:
        post = office(ledger, body, held)
        graph.tie(node, bg.office, post)
        graph.tie(post, _P["org"] + "heldBy", person)
    days = sorted(each.day for each in shown_by if each.day)
    if days:
        graph.say(node, bg.firstShown, days[0])
        graph.say(node, bg.lastShown, days[-1])
        graph.tie(
            node,
            _P["org"] + "memberDuring",
            measure_writer.period(mint, ledger.measured, (days[0], days[-1])),
        )
    graph.tie(node, bg.shownBy, *(each.by for each in shown_by))
