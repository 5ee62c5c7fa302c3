"""From a document to its facts: layout, meetings, attendance, agenda, minutes, decisions, actions, reports, names.

No RDF, no files, no network here; ``extractors.reading`` alone touches bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.facts import Document, Facts
    from ontology.vocabulary import Vocabulary


def extract(document: Document, vocabulary: Vocabulary) -> Facts:
    """All that can be read in one document: its structure, then the names in it."""
    from extractors.names import name
    from extractors.structure import structure

    return name(structure(document, vocabulary), vocabulary)
