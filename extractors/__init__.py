"""From a document to its facts: layout, meetings, attendance, minutes, decisions, actions, reports,
names, relations.

No RDF, no files, no network here; ``extractors.reading`` alone touches bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.facts import Document, Facts
    from ontology.vocabulary import Vocabulary


def extract(document: Document, vocabulary: Vocabulary) -> Facts:
    """All that can be read in one document: its structure, then the names in it, what is said of
    two of them.
    """
    from dataclasses import replace

    from extractors.asks import read_asks
    from extractors.figures import read_figures
    from extractors.minute_actions import read_minute_actions
    from extractors.names import name
    from extractors.presenters import read_presenters
    from extractors.relations import relate
    from extractors.structure import structure
    from extractors.sums import read_sums
    from extractors.votes import read_votes

    facts = name(structure(document, vocabulary), vocabulary)
    facts = read_votes(read_presenters(facts))
    return relate(
        replace(
            facts,
            asks=read_asks(facts),
            minute_actions=read_minute_actions(facts),
            figures=read_figures(facts),
            sums=read_sums(facts),
        ),
    )
