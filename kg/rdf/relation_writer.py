"""Write relations between entities: one document's statements, then what the documents state
together.

A document's graph holds each sentence that states a relation as a ``bg:Statement`` (an
``rdf:Statement``: subject, predicate, object) with its place and words. What is stated stands in
the graph that documents share: the link itself (``bg:ledBy``, ``org:subOrganizationOf`` …), one
``bg:Membership`` for a person, a body and a role, over the meetings whose papers show it, and one
``bg:Office`` for the office of a body that several people held, one after the other. A person's
rows of attendance are ``bg:Attendance`` already; they show memberships as statements do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

import kg.ontology as bg
from kg.extractors.facts import Attendance, Relation, RelationKind, Span
from kg.linking.entities import Entity
from kg.linking.offices import Office, listed_office, office_of
from kg.ontology.folding import slug
from kg.rdf.document_context import DocumentContext
from kg.rdf.ledger import Ledger, MembershipEvidence, last_step
from kg.rdf.quads import NamedGraph, named_node

IN_THE_CHAIR = "in the chair"  # of a meeting: the office of chair may be another's
LISTED_ROLE_RULE = "role.attendance"  # the rule whose relations are written as attendance
_RDF, _ORG, _DCTERMS = bg.PREFIXES["rdf"], bg.PREFIXES["org"], bg.PREFIXES["dcterms"]
_PREF_LABEL = bg.PREFIXES["skos"] + "prefLabel"
_PART_OF, _SUBORGANISATION_OF = _DCTERMS + "isPartOf", _ORG + "subOrganizationOf"
_MEMBER_OF = _ORG + "memberOf"

_FORWARD: dict[RelationKind, tuple[str, str]] = {
    "part-of": (_PART_OF, "part of"),
    "member-of": (_MEMBER_OF, "member of"),
    "succeeds": (_DCTERMS + "replaces", "replaces"),
    "tells-of": (bg.toldOf, "told of"),
    "reports-on": (bg.reportedOn, "reported on"),
    "has-duty": (bg.responsibleFor, "responsible for"),
}
_BACKWARD: dict[RelationKind, tuple[str, str]] = {
    "leads": (bg.ledBy, "led by"),
    "funds": (bg.fundedBy, "funded by"),
    "commissions": (bg.commissionedBy, "commissioned by"),
    "delivers": (bg.deliveredBy, "delivered by"),
    "partners": (bg.partner, "partner"),
    "asked-by": (bg.asked, "asked"),
}
"""Kind of relation → property and its label in tables.

Backward where its subject is the property's object.
"""

_ONCE = ("tells-of", "reports-on", "asked-by")  # said or done at one meeting: no lasting link


@dataclass(frozen=True, slots=True)
class ResolvedRelation:
    """A relation with its ends linked to nodes.

    ``object`` is ``None`` for an office whose body is unknown.
    """

    subject: NamedNode
    predicate: str
    object: NamedNode | None
    label: str


# -- attendance ---
# ---------------


def listed_roles(relations: Iterable[Relation]) -> dict[tuple[Span, str], Relation]:
    """Span of a row of attendance and the name as printed in it → the relation that says the
    person's office."""
    return {
        (relation.span, relation.subject_text): relation
        for relation in relations
        if relation.rule == LISTED_ROLE_RULE
    }


def write_affiliation(
    context: DocumentContext,
    node: NamedNode,
    row: Attendance,
    person: Entity | None,
    stated: Relation | None,
) -> None:
    """The organisation that a row of attendance names; the memberships it shows are noted.

    ``stated`` is the relation that says the person's office, where the list does.
    """
    organisation = context.resolve("organisation", row.organisation)
    if organisation is not None and row.organisation:
        context.graph.add_links(node, bg.organisation, context.ledger.entity(organisation))
        context.note_printed_name(organisation, row.organisation)
    if person is None:
        return
    role = stated.role if stated is not None else row.role
    held = office_of(role) if role else None
    body = _membership_body(context, row, stated, held, organisation)
    board = context.board_of(row.meeting)
    person_node, day = context.ledger.entity(person), context.meeting_day(row.meeting)
    note_membership = context.ledger.relations.note_membership
    if body is not None:
        note_membership(person_node, context.ledger.entity(body), role, day, node)
    if row.chair and board is not None and held != listed_office("chair"):
        note_membership(person_node, context.ledger.entity(board), IN_THE_CHAIR, day, node)


def _membership_body(
    context: DocumentContext,
    row: Attendance,
    stated: Relation | None,
    held: Office | None,
    organisation: Entity | None,
) -> Entity | None:
    """The body in which a row of attendance shows its person to hold a role.

    It is the board where the office is one of the board's own or the list states it without a body;
    the body that an office implies where the office is printed in place of a body; else the
    organisation of the row.
    """
    if held is not None and held.own and not row.organisation:
        return context.board_of(row.meeting)
    if stated is not None and stated.object_text is None:
        return _body_of_office(context, stated.role)
    if stated is not None and not row.organisation:
        return context.board_of(row.meeting)
    return organisation


def _body_of_office(context: DocumentContext, role: str | None) -> Entity | None:
    """The body that an office implies by its very name, if this document names it."""
    held = office_of(role) if role else None
    for name in held.bodies if held is not None else ():
        body = context.resolve("organisation", name)
        if body is not None:
            return body
    return None


# -- statements ---
# ---------------


def write_relations(context: DocumentContext) -> None:
    """The sentences of one document that state relations; the relations are noted in the ledger."""
    mentions = {mention.span: index for index, mention in enumerate(context.facts.mentions)}
    order = 0
    for relation in context.facts.relations:
        if relation.rule == LISTED_ROLE_RULE:
            continue
        subject = _entity_at(context, mentions, relation.subject, relation.subject_text)
        resolved = _resolve(context, relation, subject, _object_of(context, mentions, relation))
        if resolved is not None:
            order += 1
            _write_statement(context, order, relation, resolved)


def _entity_at(
    context: DocumentContext, mentions: dict[Span, int], span: Span, text: str | None
) -> Entity | None:
    """The entity of the mention at a span; initials that begin a sentence are none, but ``text``
    is whose they are.
    """
    index = mentions.get(span)
    return context.resolve("person", text) if index is None else context.entity_of_mention(index)


def _object_of(
    context: DocumentContext, mentions: dict[Span, int], relation: Relation
) -> Entity | None:
    """The other end of a relation.

    The entity named, the board that meets, or the body that an office implies.
    """
    found = None
    if relation.object is not None:
        found = _entity_at(context, mentions, relation.object, relation.object_text)
    elif relation.object_text is not None and relation.meeting is not None:
        found = context.board_of(relation.meeting)
    if found is None and relation.kind == "role":
        return _body_of_office(context, relation.role)
    return found


def _resolve(
    context: DocumentContext, relation: Relation, subject: Entity | None, other: Entity | None
) -> ResolvedRelation | None:
    """A relation with its ends linked, or ``None`` where an end is unknown or of the wrong kind."""
    if subject is None:
        return None
    if relation.kind == "role":
        return _resolve_role(context, relation, subject, other)
    if other is None or other == subject or _is_the_meeting(context, relation, other):
        return None
    one_node, other_node = context.ledger.entity(subject), context.ledger.entity(other)
    if relation.kind in _BACKWARD:
        predicate, label = _BACKWARD[relation.kind]
        return ResolvedRelation(other_node, predicate, one_node, label)
    predicate, label = _FORWARD[relation.kind]
    if predicate == _PART_OF and subject.kind == other.kind == "organisation":
        predicate = _SUBORGANISATION_OF
    return ResolvedRelation(one_node, predicate, other_node, label)


def _is_the_meeting(context: DocumentContext, relation: Relation, other: Entity) -> bool:
    """Whether something is told of the very board that hears it."""
    if relation.kind not in ("tells-of", "reports-on") or relation.meeting is None:
        return False
    return other == context.board_of(relation.meeting)


def _resolve_role(
    context: DocumentContext, relation: Relation, subject: Entity, other: Entity | None
) -> ResolvedRelation | None:
    """A person's role in a body, or without one.

    The body may be a network that is held for a programme.
    """
    if subject.kind != "person":
        return None
    person = context.ledger.entity(subject)
    if other is not None and other.kind != "person":
        return ResolvedRelation(person, _MEMBER_OF, context.ledger.entity(other), "role")
    return ResolvedRelation(person, bg.role, None, "role") if relation.role else None


def _write_statement(
    context: DocumentContext, order: int, relation: Relation, resolved: ResolvedRelation
) -> None:
    graph, relations = context.graph, context.ledger.relations
    span = relation.span
    node = context.ledger.iris.child(context.node, "statement", f"{span.start}-{span.end}")
    context.write_fact(
        node, bg.Statement, order, span, relation.rule, relation.meeting, whole_sentence=True
    )
    graph.add_links(node, _RDF + "subject", resolved.subject)
    graph.add_links(node, _RDF + "predicate", named_node(resolved.predicate))
    graph.add_verbatim(node, bg.kind, resolved.label)
    graph.add_literals(node, bg.confidence, float(relation.confidence))
    graph.add_literals(node, bg.role, relation.role)
    if resolved.object is None:
        graph.add_literals(node, _RDF + "object", relation.role)
        return
    graph.add_links(node, _RDF + "object", resolved.object)
    if relation.kind == "role":
        day = context.meeting_day(relation.meeting)
        relations.note_membership(resolved.subject, resolved.object, relation.role, day, node)
    elif relation.kind not in _ONCE:
        relations.links.add((resolved.subject.value, resolved.predicate, resolved.object.value))


# -- what the documents state together
# ----------------------------------------------------------------------------


def write_shared_relations(graph: NamedGraph, ledger: Ledger) -> None:
    """One membership a person, body and role; each office and each link once."""
    memberships = ledger.relations.memberships
    for person, body, role in sorted(memberships):
        evidence = memberships[person, body, role]
        _write_membership(graph, ledger, named_node(person), named_node(body), evidence)
    _write_offices(graph, ledger)
    _write_links(graph, ledger.relations.links)


def _write_offices(graph: NamedGraph, ledger: Ledger) -> None:
    names = {ledger.entity(entity).value: entity.name for entity in ledger.identities.entities}
    offices = ledger.relations.offices
    for node in sorted(offices, key=lambda node: node.value):
        body, title = offices[node]
        graph.add_types(node, bg.Office)
        label = title if title == names[body] else f"{title}, {names[body]}"
        graph.add_literals(node, _PREF_LABEL, label)
        graph.add_literals(node, bg.role, title)
        graph.add_links(node, _ORG + "postIn", named_node(body))


def _write_links(graph: NamedGraph, links: set[tuple[str, str, str]]) -> None:
    """Each link; but of two that are stated to be part of each other, neither."""
    for subject, predicate, other in sorted(links):
        is_part = predicate in (_PART_OF, _SUBORGANISATION_OF)
        if not (is_part and (other, predicate, subject) in links):
            graph.add_links(named_node(subject), predicate, named_node(other))


def _write_membership(
    graph: NamedGraph,
    ledger: Ledger,
    person: NamedNode,
    body: NamedNode,
    evidence: list[MembershipEvidence],
) -> None:
    """A person's membership of a body in one role, between the meetings that show it."""
    role = _usual_role(evidence)
    held = office_of(role) if role else None
    step = held.key if held is not None else slug(role or "")
    steps = ["membership", last_step(person), last_step(body), *([step] if step else [])]
    node = ledger.iris.unique("/".join(steps))
    graph.add_types(node, bg.Membership)
    graph.add_links(node, _ORG + "member", person)
    graph.add_links(node, _ORG + "organization", body)
    graph.add_literals(node, bg.role, role)
    if held is not None:
        post = ledger.office(body, held)
        graph.add_links(node, bg.office, post)
        graph.add_links(post, _ORG + "heldBy", person)
    days = sorted(each.day for each in evidence if each.day)
    if days:
        graph.add_literals(node, bg.firstShown, days[0])
        graph.add_literals(node, bg.lastShown, days[-1])
        graph.add_links(node, _ORG + "memberDuring", ledger.period((days[0], days[-1])))
    graph.add_links(node, bg.shownBy, *(each.shown_by for each in evidence))


def _usual_role(evidence: Iterable[MembershipEvidence]) -> str | None:
    """The role as it is printed most often; of several, the first in alphabetical order."""
    printed = Counter(each.role for each in evidence if each.role)
    return min(printed, key=lambda role: (-printed[role], role), default=None)
