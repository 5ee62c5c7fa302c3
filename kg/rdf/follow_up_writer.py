"""Write who presented what, the actions that minutes tell, and the votes of one document."""

from __future__ import annotations

from pyoxigraph import NamedNode

import kg.ontology as bg
from kg.extractors.facts import MinuteAction, Presenter, Vote
from kg.rdf.document_context import DocumentContext

_PROV = bg.PREFIXES["prov"]


def write_follow_up(context: DocumentContext) -> None:
    """Presenters, actions told in minutes and votes; minutes must be written before."""
    for order, presenter in enumerate(context.facts.presenters, 1):
        _write_presenter(context, order, presenter)
    for order, action in enumerate(context.facts.minute_actions, 1):
        _write_minute_action(context, order, action)
    for order, vote in enumerate(context.facts.votes, 1):
        _write_vote(context, order, vote)


def _write_presenter(context: DocumentContext, order: int, presenter: Presenter) -> None:
    graph, of_agenda = context.graph, presenter.source == "agenda"
    class_ = bg.AgendaItem if of_agenda else bg.Minute
    item = context.ledger.nodes[context.facts.document.id, class_, presenter.index]
    node = context.ledger.iris.child(item, "presenting", str(order))
    context.write_fact(
        node, bg.Presenting, order, presenter.span, presenter.rule, presenter.meeting, True
    )
    graph.add_verbatim(node, bg.part, presenter.source)
    graph.add_links(node, bg.brings, item)
    context.write_people(node, bg.presentedBy, (presenter.printed,))
    graph.add_literals(node, bg.printed, presenter.printed)
    graph.add_literals(node, bg.organisationPrinted, presenter.organisation)
    body = context.resolve("organisation", presenter.organisation)
    if body is not None:
        graph.add_links(node, bg.organisation, context.ledger.entity(body))


def _link_to_minute(context: DocumentContext, node: NamedNode, minute: int | None) -> None:
    """The minute that a fact stands under, and its number."""
    if minute is not None:
        context.graph.add_links(node, _PROV + "wasGeneratedBy", context.minute_nodes[minute])
        context.graph.add_literals(node, bg.item, context.facts.minutes[minute].number)


def _write_minute_action(context: DocumentContext, order: int, action: MinuteAction) -> None:
    graph = context.graph
    home = context.minute_nodes[action.minute]
    node = context.ledger.iris.child(home, "minute-action", str(order))
    context.write_fact(node, bg.MinuteAction, order, action.span, action.rule, action.meeting)
    _link_to_minute(context, node, action.minute)
    graph.add_literals(node, bg.number, action.number)
    graph.add_literals(node, bg.text, action.text)
    graph.add_literals(node, bg.dueBy, action.due)
    graph.add_literals(node, bg.responsiblePrinted, action.responsible_printed)
    context.write_people(node, bg.responsible, action.responsible)


def _write_vote(context: DocumentContext, order: int, vote: Vote) -> None:
    graph = context.graph
    home = (
        context.minute_nodes[vote.minute]
        if vote.minute is not None
        else context.meeting_node(vote.meeting)
    )
    node = context.ledger.iris.child(home, "vote", str(order))
    context.write_fact(node, bg.Vote, order, vote.span, vote.rule, vote.meeting)
    _link_to_minute(context, node, vote.minute)
    graph.add_literals(node, bg.clause, vote.clause)
    graph.add_verbatim(node, bg.result, vote.result)
    graph.add_literals(node, bg.votesFor, vote.votes_for)
    graph.add_literals(node, bg.votesAgainst, vote.votes_against)
    graph.add_literals(node, bg.abstentions, vote.abstained)
    _write_mover(context, node, bg.proposedBy, bg.proposerPrinted, vote.proposer)
    _write_mover(context, node, bg.secondedBy, bg.seconderPrinted, vote.seconder)


def _write_mover(
    context: DocumentContext, node: NamedNode, link: str, literal: str, printed: str | None
) -> None:
    context.graph.add_literals(node, literal, printed)
    person = context.resolve("person", printed)
    if person is not None:
        context.graph.add_links(node, link, context.ledger.entity(person))
