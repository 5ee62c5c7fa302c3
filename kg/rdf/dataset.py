"""Build the dataset: facts and identities as quads in named graphs.

For each named graph there are quads in a fixed order: the same papers give the same bytes, whatever
order they come in. A document's graph holds what that document says, and depends on nothing else
but the entities' ids and the meetings' names. What several documents say together stands in
``…graph/identity``: the entities, a meeting's agreed date and place, the links between an item, its
report and its minute, an action through its logs. The rules and the linker's judgements stand in
``…graph/provenance``. No triple is in two graphs, since Oxigraph's union of graphs does not fold
duplicates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext

from pyoxigraph import Quad, RdfFormat, parse

import kg.ontology as bg
from kg.extractors.facts import Facts
from kg.linking.entities import Identities
from kg.linking.verdicts import TieVerdict
from kg.rdf.aboutness_writer import write_aboutness
from kg.rdf.entity_writer import EntityWriter
from kg.rdf.graph_lines import GraphLines
from kg.rdf.ledger import Ledger
from kg.rdf.measure_writer import write_shared_measures
from kg.rdf.provenance_writer import write_provenance
from kg.rdf.quads import BASE, IriFactory, NamedGraph, named_node
from kg.rdf.relation_writer import write_shared_relations
from kg.rdf.shared_meeting_writer import collect_business, collect_meetings, write_shared_meetings
from kg.rdf.tracking_writer import TrackingWriter
from kg.rdf.woven_papers import WovenPapers, weave
from kg.tracking.tracker import track


def build_dataset(
    facts: Iterable[Facts], identities: Identities, base: str = BASE
) -> dict[str, list[Quad]]:
    """The quads of all documents: named graph's IRI → its quads, in a fixed order.

    ``base`` ends in a slash; every resource's IRI begins with it.
    """
    graphs = iter_graphs(facts, identities, base)
    return {iri: list(_quads_of(lines)) for iri, lines in graphs}


def iter_quads(facts: Iterable[Facts], identities: Identities, base: str = BASE) -> Iterator[Quad]:
    """All quads of ``build_dataset``, graph after graph."""
    for _, lines in iter_graphs(facts, identities, base):
        yield from _quads_of(lines)


def _quads_of(lines: GraphLines) -> Iterator[Quad]:
    for chunk in lines.chunks or ():
        yield from parse(chunk, RdfFormat.N_QUADS)


def iter_graphs(
    facts: Iterable[Facts],
    identities: Identities,
    base: str = BASE,
    verdicts: Sequence[TieVerdict] = (),
    around: Callable[[Facts | None], AbstractContextManager[None]] = lambda each: nullcontext(),
    woven: WovenPapers | None = None,
) -> Iterator[tuple[str, GraphLines]]:
    """The named graphs of ``build_dataset``, each as soon as it is whole, so that it can be stored
    meanwhile.

    ``verdicts`` are what people decided about ties between statements; ``around`` is entered for
    each paper that is written, and with ``None`` for what they say together. Papers that ``woven``
    knows are not written again.
    """
    documents = _distinct_documents(facts)
    ledger = Ledger(identities, IriFactory(base))
    collect_meetings(ledger, list(documents.values()))
    for each in documents.values():
        with around(each):
            written = weave(ledger, each, woven)
        yield written
        del written  # its text is not needed while the next is made
    identity, provenance = (
        NamedGraph(base + "graph/identity"),
        NamedGraph(base + "graph/provenance"),
    )
    with around(None):
        _write_together(identity, provenance, ledger, documents, verdicts)
    for graph in (identity, provenance, _ontology_graph()):
        yield graph.name.value, graph.lines()


def _write_together(
    identity: NamedGraph,
    provenance: NamedGraph,
    ledger: Ledger,
    documents: Mapping[str, Facts],
    verdicts: Sequence[TieVerdict],
) -> None:
    """What several documents say together, into the graphs of identity and provenance."""
    _write_document_order(identity, ledger, documents)
    collect_business(ledger, documents.values())
    write_shared_meetings(identity, ledger)
    tracked = track(list(documents.values()), ledger.identities, verdicts)
    TrackingWriter(tracked, documents, ledger, identity, provenance).write()
    write_shared_relations(identity, ledger)
    write_shared_measures(identity, ledger, documents.values())
    write_aboutness(list(documents.values()), ledger, identity, provenance)
    _write_subjects(identity, ledger)
    EntityWriter(identity, ledger, documents).write()
    write_provenance(provenance, ledger)


def _distinct_documents(facts: Iterable[Facts]) -> dict[str, Facts]:
    """Document id → its facts, ordered by id; the same bytes under two names are one document."""
    found: dict[str, Facts] = {}
    for each in sorted(facts, key=lambda each: (each.document.id, each.document.name)):
        found.setdefault(each.document.id, each)
    return found


def _write_document_order(
    graph: NamedGraph, ledger: Ledger, documents: Mapping[str, Facts]
) -> None:
    """The place of each document in the list of names.

    The number spares a query the comparing of names.
    """
    ordered = sorted(documents, key=lambda each: (documents[each].document.name, each))
    for order, identifier in enumerate(ordered, 1):
        graph.add_literals(ledger.iris.document(identifier), bg.order, order)


def _write_subjects(graph: NamedGraph, ledger: Ledger) -> None:
    """Which entities a fact discusses, and which it is about, since its title names them."""
    for node in sorted(ledger.subjects, key=lambda node: node.value):
        for entity, in_title in sorted(ledger.subjects[node].items()):
            graph.add_links(node, bg.discusses, named_node(entity))
            if in_title:
                graph.add_links(node, bg.about, named_node(entity))


def _ontology_graph() -> NamedGraph:
    """The ontology itself, so that labels of terms and superclasses can be asked for."""
    graph = NamedGraph(bg.NS.rstrip("#"))
    graph.add_quads(parse(bg.source("board.ttl"), format=RdfFormat.TURTLE))
    return graph
