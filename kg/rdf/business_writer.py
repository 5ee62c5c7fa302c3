"""Write the business of one document's meetings.

Agenda items, minutes, resolutions, requests and actions.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

import kg.ontology as bg
from kg.extractors.facts import Action, AgendaItem, Ask, EntityKind, Minute, Resolution, Span
from kg.ontology.folding import slug
from kg.rdf.document_context import DocumentContext
from kg.rdf.quads import named_node

_DCTERMS, _PROV = bg.PREFIXES["dcterms"], bg.PREFIXES["prov"]
_PARTY_KINDS: tuple[EntityKind, ...] = ("person", "organisation")


def write_business(context: DocumentContext) -> None:
    """Agenda items, minutes, resolutions, requests and action log rows, in this order."""
    facts = context.facts
    for order, item in enumerate(facts.agenda, 1):
        _write_agenda_item(context, order, item)
    for order, minute in enumerate(facts.minutes, 1):
        _write_minute(context, order, minute)
    for order, resolution in enumerate(facts.resolutions, 1):
        _write_resolution(context, order, resolution)
    for order, ask in enumerate(facts.asks, 1):
        _write_request(context, order, ask)
    for order, action in enumerate(facts.actions, 1):
        _write_action_entry(context, order, action)


def numbered_node(
    context: DocumentContext,
    meeting: int,
    step: str,
    number: str | None,
    title: str,
    order: int,
) -> NamedNode:
    """A new node beneath a meeting, named by a fact's number, else its title, else its order."""
    name = slug(number or "") or slug(title) or f"at-{order}"
    return context.ledger.iris.child(context.meeting_node(meeting), step, name)


def _write_agenda_item(context: DocumentContext, order: int, item: AgendaItem) -> None:
    graph = context.graph
    node = numbered_node(context, item.meeting, "item", item.number, item.title, order)
    context.write_fact(node, bg.AgendaItem, order, item.span, item.rule, item.meeting)
    _write_heading(context, node, item)
    graph.add_verbatim(node, bg.kind, item.kind)
    graph.add_literals(node, bg.pages, "-".join(map(str, item.pages)) if item.pages else None)
    graph.add_literals(node, bg.note, item.note)
    context.write_people(node, bg.presentedBy, item.presenters)
    context.add_fact_span("item", node, item.span, item.title, item.number)


def _write_heading(context: DocumentContext, node: NamedNode, fact: AgendaItem | Minute) -> None:
    """Number and title of an agenda item or minute, and the meeting it is part of."""
    context.graph.add_literals(node, bg.number, fact.number)
    context.graph.add_literals(node, bg.title, fact.title)
    meeting = context.meeting(fact.meeting)
    if meeting is not None:
        context.graph.add_links(node, _DCTERMS + "isPartOf", meeting.node)


def _write_minute(context: DocumentContext, order: int, minute: Minute) -> None:
    graph = context.graph
    node = numbered_node(context, minute.meeting, "minute", minute.number, minute.title, order)
    context.minute_nodes.append(node)
    context.write_fact(node, bg.Minute, order, minute.span, minute.rule, minute.meeting)
    _write_heading(context, node, minute)
    graph.add_literals(node, bg.text, context.text[minute.span.start : minute.span.end])
    graph.add_literals(node, bg.marked, minute.agenda_item)
    context.write_people(node, bg.presentedBy, minute.presenters)
    _write_points(context, node, minute)
    context.add_fact_span("minute", node, minute.span, minute.title, minute.number)


def _write_points(context: DocumentContext, minute_node: NamedNode, minute: Minute) -> None:
    """The lettered or numbered points of a minute."""
    graph = context.graph
    for order, point in enumerate(minute.points, 1):
        node = context.ledger.iris.child(minute_node, "point", slug(point.label) or str(order))
        context.write_fact(node, bg.Point, order, point.span, minute.rule, minute.meeting)
        graph.add_links(node, bg.inMinute, minute_node)
        graph.add_literals(node, bg.label, point.label)
        graph.add_literals(node, bg.text, point.text)


def _write_resolution(context: DocumentContext, order: int, resolution: Resolution) -> None:
    graph, minute = context.graph, None
    if resolution.minute is not None:
        minute = context.minute_nodes[resolution.minute]
    home = minute if minute is not None else context.meeting_node(resolution.meeting)
    name = slug(resolution.clause or "") or "whole"
    node = context.ledger.iris.child(home, "resolution", name)
    context.write_fact(
        node, bg.Resolution, order, resolution.span, resolution.rule, resolution.meeting
    )
    graph.add_literals(node, bg.clause, resolution.clause)
    graph.add_links(node, bg.verb, named_node(bg.VERBS[resolution.verb]))
    graph.add_literals(node, bg.text, resolution.text)
    graph.add_literals(node, bg.dueBy, resolution.due)
    graph.add_literals(node, bg.askedOfPrinted, resolution.asked_of)
    _write_party(context, node, bg.askedOf, resolution.asked_of, resolution.span)
    number = None
    if minute is not None and resolution.minute is not None:
        number = context.facts.minutes[resolution.minute].number
        graph.add_links(node, _PROV + "wasGeneratedBy", minute)
        graph.add_literals(node, bg.item, number)
        context.minute_of[node] = minute
    context.add_fact_span("resolution", node, resolution.span, item=number)


def _write_party(
    context: DocumentContext, node: NamedNode, predicate: str, printed: str | None, span: Span
) -> None:
    """Link a fact to the one it names, or means (“the Chairman”) in its place."""
    if printed is None:
        return
    named = (context.resolve(kind, printed) for kind in _PARTY_KINDS)
    entity = next((found for found in named if found is not None), None)
    if entity is None:
        entity = context.ledger.identities.resolve_reference(
            context.facts.document.id, span, printed
        )
    if entity is not None:
        context.graph.add_links(node, predicate, context.ledger.entity(entity))


def _write_request(context: DocumentContext, order: int, ask: Ask) -> None:
    """A request that the minutes report outside a resolution."""
    graph = context.graph
    minute, number = context.minute_nodes[ask.minute], context.facts.minutes[ask.minute].number
    node = context.ledger.iris.child(minute, "ask", str(order))
    context.write_fact(node, bg.Ask, order, ask.span, ask.rule, ask.meeting)
    graph.add_literals(node, bg.text, ask.text)
    graph.add_literals(node, bg.dueBy, ask.due)
    graph.add_literals(node, bg.askedByPrinted, ask.asked_by)
    _write_party(context, node, bg.askedBy, ask.asked_by, ask.span)
    graph.add_literals(node, bg.askedOfPrinted, ask.asked_of)
    _write_party(context, node, bg.askedOf, ask.asked_of, ask.span)
    graph.add_links(node, _PROV + "wasGeneratedBy", minute)
    graph.add_literals(node, bg.item, number)
    context.add_fact_span("ask", node, ask.span, item=number)


def _write_action_entry(context: DocumentContext, order: int, action: Action) -> None:
    """A row of an action log."""
    graph = context.graph
    node = numbered_node(context, action.meeting, "action-entry", action.number, action.text, order)
    context.write_fact(node, bg.ActionEntry, order, action.span, action.rule, action.meeting)
    part = context.part_at(action.span.start)
    graph.add_verbatim(node, bg.part, part.kind if part is not None else "action-log")
    graph.add_literals(node, bg.number, action.number)
    graph.add_literals(node, bg.text, action.text)
    graph.add_literals(node, bg.raisedDates, "; ".join(day.isoformat() for day in action.raised))
    graph.add_literals(node, bg.raised, *action.raised)
    graph.add_literals(node, bg.responsiblePrinted, action.responsible_printed)
    graph.add_literals(node, bg.comments, action.comments)
    graph.add_literals(node, bg.status, action.status)
    graph.add_literals(node, bg.dueBy, action.due)
    graph.add_literals(node, bg.duePrinted, action.due_printed)
    context.write_people(node, bg.responsible, action.responsible)
    context.add_fact_span("action", node, action.span, item=action.number)
