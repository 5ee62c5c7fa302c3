"""Write one document's reports and their recommendations."""

from __future__ import annotations

import kg.ontology as bg
from kg.extractors.facts import Recommendation, Report
from kg.ontology.folding import slug
from kg.rdf.business_writer import numbered_node
from kg.rdf.document_context import DocumentContext

_CREATOR = bg.PREFIXES["dcterms"] + "creator"


def write_reports(context: DocumentContext) -> None:
    """The reports, then the recommendations."""
    for order, report in enumerate(context.facts.reports, 1):
        _write_report(context, order, report)
    for order, clause in enumerate(context.facts.recommendations, 1):
        _write_recommendation(context, order, clause)


def _write_report(context: DocumentContext, order: int, report: Report) -> None:
    graph = context.graph
    node = numbered_node(context, report.meeting, "report", report.item, report.title, order)
    context.report_nodes.append(node)
    context.write_fact(node, bg.Report, order, report.span, report.rule, report.meeting)
    graph.add_verbatim(node, bg.kind, report.kind)
    graph.add_literals(node, bg.title, report.title)
    graph.add_literals(node, bg.item, report.item)
    meeting = context.meeting(report.meeting)
    if meeting is not None:
        graph.add_links(node, bg.presentedAt, meeting.node)
    graph.add_literals(node, bg.organisationPrinted, report.organisation)
    organisation = context.resolve("organisation", report.organisation)
    if organisation is not None and report.organisation:
        organisation_node = context.ledger.entity(organisation)
        graph.add_links(node, bg.organisation, organisation_node)
        context.note_printed_name(organisation, report.organisation)
        context.ledger.note_subject(node, organisation_node, in_title=True)
    context.write_people(node, _CREATOR, report.authors)
    context.add_fact_span("report", node, report.span, report.title, report.item)


def _write_recommendation(context: DocumentContext, order: int, clause: Recommendation) -> None:
    graph, report = context.graph, context.report_nodes[clause.report]
    name = slug(clause.clause or "") or "whole"
    node = context.ledger.iris.child(report, "recommendation", name)
    context.write_fact(node, bg.Recommendation, order, clause.span, clause.rule, clause.meeting)
    graph.add_links(node, bg.inReport, report)
    graph.add_literals(node, bg.clause, clause.clause)
    graph.add_literals(node, bg.text, clause.text)
    item = context.facts.reports[clause.report].item
    graph.add_literals(node, bg.item, item)
    context.add_fact_span("recommendation", node, clause.span, item=item)
