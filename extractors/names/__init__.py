"""People, organisations and programmes, found in papers that nobody has seen before.

:func:`name` reads one document, :func:`spread` lets all documents of a build profit from what each has taught. Both
are deterministic and keep, for every mention, the rule that found it; what was refused is countable in the issues.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.facts import Facts, Issue, Mention, Span
from extractors.names import structure

if TYPE_CHECKING:
    from spacy.language import Language

    from ontology.vocabulary import Vocabulary

__all__ = ["name", "spread"]

_PIPELINES: dict[str | None, Language] = {}


def _pipeline(vocabulary: Vocabulary | None) -> Language:
    from extractors.names.pipeline import build

    key = vocabulary.digest if vocabulary else None
    if key not in _PIPELINES:
        _PIPELINES[key] = build(vocabulary)
    return _PIPELINES[key]


def name(facts: Facts, vocabulary: Vocabulary | None) -> Facts:
    """``facts`` with the mentions and acronyms of its document, and an issue for each sort of refusal."""
    from extractors.names.find import refused_counts
    from extractors.names.pipeline import state

    text = facts.document.text
    doc = _pipeline(vocabulary)(text)
    work = state(doc)
    found: list[Mention] = []
    for item in work.chosen:
        start, end = work.words.span(item.first, item.last)
        found.append(
            Mention(
                kind=item.kind,
                text=work.words.phrase(item.first, item.last),
                span=Span(start, end),
                rule=item.rule,
                name=item.name,
                concept=item.concept,
                subtype=item.subtype,
                confidence=round(item.confidence, 3),
            )
        )
    stated, lost = structure.mentions(facts)
    issues = [
        Issue("info", "names", f"{rule}: refused, {reason}: “{words}” ×{count}", facts.document.id, Span(*where))
        for rule, reason, words, count, where in refused_counts(work)
    ]
    issues += [
        Issue("info", "names", f"{item.rule}: not found word for word: “{item.text}”", facts.document.id, item.within)
        for item in lost
    ]
    return replace(
        facts,
        mentions=tuple(merge(stated, found)),
        acronyms=dict(sorted(work.acronyms.items())),
        issues=(*facts.issues, *issues),
    )


def merge(stated: Iterable[Mention], found: Iterable[Mention]) -> list[Mention]:
    """Structural mentions and found ones: of those that overlap, the stated one stays, with what the other knew."""
    out: dict[Span, Mention] = {}
    for mention in stated:
        out.setdefault(mention.span, mention)
    spans = sorted(out)
    for mention in found:
        same = out.get(mention.span)
        if same is not None:
            if same.kind == mention.kind:
                out[mention.span] = replace(same, name=mention.name, concept=mention.concept, subtype=mention.subtype)
            continue
        if not any(s.start < mention.span.end and mention.span.start < s.end for s in spans):
            out[mention.span] = mention
    return [out[span] for span in sorted(out)]


def spread(corpus: Sequence[Facts], vocabulary: Vocabulary | None) -> list[Facts]:
    """Finds in every paper the names that another paper has established."""
    from extractors.names.across import learn_and_find

    return learn_and_find(corpus, vocabulary)


@lru_cache(maxsize=1)
def _nothing() -> None:
    return None
