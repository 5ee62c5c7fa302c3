"""People, organisations and programmes, found in papers that nobody has seen before.

:func:`name` reads one document, :func:`spread` lets all documents of a build profit from what each has taught. Both
are deterministic and keep, for every mention, the rule that found it; what was refused is countable in the issues.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extractors.facts import EntityKind, Facts, Issue, Mention, Span
from kg.extractors.names import structure
from kg.ontology.folding import one_line

if TYPE_CHECKING:
    from kg.extractors.names.work import Work
    from kg.ontology.vocabulary import Vocabulary

__all__ = ["Considered", "considered", "name", "spread", "worked"]


@dataclass(frozen=True, slots=True)
class Considered:
    """What a rule said of some words: the ``kind`` it took them for, or why it refused them (``reason``)."""

    span: Span
    rule: str
    kind: EntityKind | None
    reason: str | None


def _worked(facts: Facts, vocabulary: Vocabulary | None) -> tuple[Work, list[structure.Named]]:
    from kg.extractors.names.pipeline import find_in_text

    named, lost = structure.spans(facts)
    work = find_in_text(
        facts.document.text,
        vocabulary,
        named,
        structure.titles(facts),
        structure.parts(facts),
        structure.venues(facts),
    )
    return work, lost


def worked(facts: Facts, vocabulary: Vocabulary | None) -> Work:
    """All that is known of the names of one document, candidates included, before any is decided."""
    return _worked(facts, vocabulary)[0]


def _decided(facts: Facts, vocabulary: Vocabulary | None) -> tuple[Work, list[structure.Named]]:
    from kg.extractors.names.choose import choose

    work, lost = _worked(facts, vocabulary)
    choose(work)
    return work, lost


def considered(facts: Facts, vocabulary: Vocabulary | None) -> list[Considered]:
    """Everything that some rule took for a name in this document, or refused to, in order of place and rule."""
    work, _ = _decided(facts, vocabulary)
    out = {(item.first, item.last, item.rule) for item in work.refused}
    found = {
        Considered(Span(*work.words.span(item.first, item.last)), item.rule, item.kind, None)
        for item in (*work.candidates, *work.chosen)
        if item.first < item.last and (item.first, item.last, item.rule) not in out
    }
    found |= {
        Considered(Span(*work.words.span(item.first, item.last)), item.rule, None, item.reason)
        for item in work.refused
        if item.first < item.last
    }
    return sorted(
        found, key=lambda each: (each.span, each.rule, each.kind or "", each.reason or "")
    )


def name(facts: Facts, vocabulary: Vocabulary | None) -> Facts:
    """``facts`` with the mentions and acronyms of its document, and an issue for each sort of refusal."""
    from kg.extractors.names.choose import refused_counts

    work, lost = _decided(facts, vocabulary)
    found: list[Mention] = []
    for item in work.chosen:
        start, end = work.words.span(item.first, item.last)
        text = work.words.phrase(item.first, item.last)
        whole = one_line(work.words.text[start:end])
        found.append(
            Mention(
                kind=item.kind,
                text=text,
                span=Span(start, end),
                rule=item.rule,
                name=item.name or (whole if whole != text else None),
                concept=item.concept,
                subtype=item.subtype,
                confidence=min(0.98, round(item.confidence, 3)),
            )
        )
    issues = [
        Issue(
            "info",
            "names",
            f"{rule}: refused, {reason}: “{words}” ×{count}",
            facts.document.id,
            Span(*where),
        )
        for rule, reason, words, count, where in refused_counts(work)
    ]
    issues += [
        Issue(
            "info",
            "names",
            f"{item.rule}: not found word for word: “{item.text}”",
            facts.document.id,
            item.within,
        )
        for item in lost
    ]
    return replace(
        facts,
        meetings=structure.sat(facts, work.settled),
        attendance=structure.attended(facts, work.settled, found),
        mentions=tuple(found),
        acronyms=dict(sorted(work.acronyms.items())),
        issues=(*facts.issues, *issues),
    )


def spread(corpus: Sequence[Facts], vocabulary: Vocabulary | None) -> list[Facts]:
    """Finds in every paper the names that another paper has established."""
    from kg.extractors.names.across import learn_and_find

    return learn_and_find(corpus, vocabulary)
