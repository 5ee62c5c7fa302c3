"""From a document to its facts: layout, meetings, attendance, minutes, decisions, actions, reports, names, relations.

No RDF, no files, no network here; ``extractors.reading`` alone touches bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.facts import Document, Facts
    from ontology.vocabulary import Vocabulary


def extract(document: Document, vocabulary: Vocabulary) -> Facts:
    """All that can be read in one document: its structure, then the names in it, what is said of two of them."""
    from dataclasses import replace

    from extractors.asks import read_asks
    from extractors.figures import read_figures
    from extractors.names import name
    from extractors.relations import relate
    from extractors.structure import structure
    from extractors.sums import read_sums

    facts = name(structure(document, vocabulary), vocabulary)
    return relate(
        replace(facts, asks=read_asks(facts), figures=read_figures(facts), sums=read_sums(facts)),
    )
