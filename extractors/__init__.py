"""From a document to its facts: layout, meetings, attendance, minutes, decisions, actions, reports,
names, relations.

No RDF, no files, no network here; ``kg.extractors.reading`` alone touches bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.extractors.facts import Document, Facts, Issue
    from kg.ontology.vocabulary import Vocabulary


def extract(document: Document, vocabulary: Vocabulary) -> Facts:
    """All that can be read in one document: its structure, then the names in it, what is said of
    two of them.

    A stage after the first that fails costs its own facts alone and is told in the issues.
    """
    from kg.extractors import languages

    welsh = languages.in_welsh(document)
    if not welsh:
        return _read(document, vocabulary)
    facts = _read(languages.without(document, welsh), vocabulary)
    return languages.with_welsh(facts, document, welsh)


def _read(document: Document, vocabulary: Vocabulary) -> Facts:
    """All that can be read in a document in English."""
    from dataclasses import replace

    from kg.extractors import (
        asks,
        due,
        figures,
        initials,
        minute_actions,
        presenters,
        relations,
        sums,
        votes,
    )
    from kg.extractors.names import name
    from kg.extractors.structure import structure

    facts = structure(document, vocabulary)
    facts = attempted("names", lambda facts: name(facts, vocabulary), facts)
    facts = attempted("initials", initials.with_initials, facts)
    facts = replace(facts, issues=(*_unread(document), *facts.issues))
    facts = attempted("presenters", presenters.read_presenters, facts)
    facts = attempted("votes", votes.read_votes, facts)
    facts = attempted("due", due.with_relative_days, facts)
    read = facts
    for stage, work in (
        (
            "minute-actions",
            lambda facts: replace(facts, minute_actions=minute_actions.read_minute_actions(read)),
        ),
        ("asks", lambda facts: replace(facts, asks=asks.read_asks(facts))),
        ("due", due.with_relative_days),
        ("figures", lambda facts: replace(facts, figures=figures.read_figures(read))),
        ("sums", lambda facts: replace(facts, sums=sums.read_sums(read))),
        ("relations", lambda facts: relations.relate(facts)),
    ):
        facts = attempted(stage, work, facts)
    return facts


def _unread(document: Document) -> Iterator[Issue]:
    """An issue for each page whose words are missing."""
    from kg.extractors.facts import Issue

    for page in document.unread:
        said = f"page {page.number} was not read: {page.reason}"
        yield Issue("warning", "reading", said, document.name)


def attempted(stage: str, work: Callable[[Facts], Facts], facts: Facts) -> Facts:
    """What ``work`` makes of the facts; the facts as they are, and an issue, where it fails."""
    from dataclasses import replace

    from kg.extractors.facts import Issue

    try:
        return work(facts)
    except Exception as error:
        said = f"this stage failed and was left out ({type(error).__name__}: {error})"
        failed = Issue("error", stage, said, facts.document.name)
        return replace(facts, issues=(*facts.issues, failed))
