"""Write how the graph came about.

The rules that found statements, and the linker's judgements on names.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

import kg.ontology as bg
from kg.linking.entities import Feature, Judgement
from kg.ontology.folding import slug
from kg.rdf.ledger import Ledger
from kg.rdf.quads import RDFS_LABEL, NamedGraph


def write_provenance(graph: NamedGraph, ledger: Ledger) -> None:
    """The rules that were used, in alphabetical order, and all judgements."""
    for rule in sorted(ledger.rules):
        graph.add_types(ledger.rules[rule], bg.Rule)
        graph.add_verbatim(ledger.rules[rule], RDFS_LABEL, rule)
    for judgement in ledger.identities.judgements:
        _write_judgement(graph, ledger, judgement)


def _write_judgement(graph: NamedGraph, ledger: Ledger, judgement: Judgement) -> None:
    ends = (slug(judgement.left), slug(judgement.right))
    node = ledger.iris.unique("/".join(["judgement", judgement.kind, *ends]))
    graph.add_types(node, bg.Judgement)
    graph.add_literals(node, bg.left, judgement.left)
    graph.add_literals(node, bg.right, judgement.right)
    graph.add_literals(node, bg.kind, judgement.kind)
    graph.add_literals(node, bg.verdict, judgement.verdict)
    graph.add_literals(node, bg.score, float(judgement.score))
    write_reasons(graph, node, judgement.reasons)
    graph.add_literals(node, bg.judgedBy, judgement.by)


def write_reasons(graph: NamedGraph, node: NamedNode, features: Iterable[Feature]) -> None:
    """The features of a judgement or tie, in words with their weights."""
    reasons = (f"{each.description} ({each.weight:+g})" for each in features)
    graph.add_literals(node, bg.reason, *reasons)
