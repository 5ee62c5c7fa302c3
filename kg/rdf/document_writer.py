"""Write one document's facts into the graph of that document."""

from __future__ import annotations

from contextlib import suppress

import kg.ontology as bg
from kg.extractors.facts import Document, Facts
from kg.rdf.business_writer import write_business
from kg.rdf.document_context import DocumentContext
from kg.rdf.follow_up_writer import write_follow_up
from kg.rdf.ledger import Ledger
from kg.rdf.measure_writer import write_measures
from kg.rdf.meeting_record_writer import write_meeting_records
from kg.rdf.mention_writer import write_mentions, write_printed_names
from kg.rdf.quads import NamedGraph, named_node
from kg.rdf.relation_writer import write_relations
from kg.rdf.report_writer import write_reports
from kg.text.page_runs import page_runs

_SCHEMA = bg.PREFIXES["schema"]
_PRIMARY_SOURCE = bg.PREFIXES["prov"] + "hadPrimarySource"
_LANGUAGE = bg.PREFIXES["dcterms"] + "language"
_SEE_ALSO = bg.PREFIXES["rdfs"] + "seeAlso"


def write_document(ledger: Ledger, facts: Facts) -> NamedGraph:
    """The graph of all that a document says; what concerns several documents is noted in the
    ledger.

    The order of the writers is fixed: a mention is linked to the facts around it, which must be
    there.
    """
    context = DocumentContext(ledger, facts)
    _write_document_itself(context)
    _write_parts(context)
    write_meeting_records(context)
    write_business(context)
    write_follow_up(context)
    write_reports(context)
    write_mentions(context)
    write_relations(context)
    write_measures(context)
    write_printed_names(context)
    return context.graph


def _write_document_itself(context: DocumentContext) -> None:
    document, graph, node = context.facts.document, context.graph, context.node
    graph.add_types(node, bg.Document)
    graph.add_verbatim(node, _SCHEMA + "name", document.name)
    graph.add_literals(node, bg.title, document.title)
    graph.add_verbatim(node, bg.digest, document.id)
    graph.add_verbatim(node, bg.format, document.format)
    graph.add_literals(node, bg.pageCount, len(document.pages) if document.pages else None)
    if runs := _printed_pages(document):
        graph.add_verbatim(node, bg.printedPages, runs)
    if document.source_page:
        with suppress(ValueError):
            graph.add_links(node, _SEE_ALSO, named_node(document.source_page))
    if document.source_url:
        graph.add_verbatim(node, _SCHEMA + "url", document.source_url)
        with suppress(ValueError):  # an address that is no IRI
            graph.add_links(node, _PRIMARY_SOURCE, named_node(document.source_url))


def _printed_pages(document: Document) -> str:
    """Where the printed numbers of a PDF's pages lie in the file, if that is not as printed."""
    if document.format != "pdf":
        return ""
    numbered = ((page.number, page.label) for page in document.pages)
    return page_runs((at, label or str(at)) for at, label in numbered if at)


def _write_parts(context: DocumentContext) -> None:
    graph = context.graph
    for order, part in enumerate(context.parts, 1):
        node = context.ledger.iris.child(context.node, "part", str(order))
        context.write_fact(node, bg.Part, order, part.span, None, part.meeting)
        graph.add_verbatim(node, bg.part, part.kind)
        graph.add_literals(node, bg.title, part.title)
        graph.add_literals(node, bg.item, part.item)
        if part.language:
            graph.add_verbatim(node, _LANGUAGE, part.language)
