"""The names of papers in anybody's spaCy pipeline: ``nlp.add_pipe("boardgraph_names")``.

The component is found by its entry point, so that installing the package is enough. It reads
``doc.text`` alone, so any tokeniser will do, and keeps nothing in the document but spans, which
spaCy itself can store (``to_bytes``, ``DocBin``) and send to other processes (``n_process``).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extractors.facts import Document, EntityKind, Mention
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

if TYPE_CHECKING:
    from kg.ontology.vocabulary import Vocabulary

LABELS: dict[EntityKind, str] = {
    "person": "PERSON",
    "organisation": "ORG",
    "programme": "PROGRAMME",
}
"""The labels of spans; the first two are those of spaCy's own models."""


@Language.factory(
    "boardgraph_names",
    assigns=["doc.ents", "doc.spans"],
    default_config={"vocabulary": [], "spans_key": "boardgraph", "overwrite_ents": False},
)
def make_names(
    nlp: Language, name: str, vocabulary: list[str], spans_key: str, overwrite_ents: bool
) -> BoardNames:
    """The component; ``vocabulary`` are SKOS files of the user's own beside that of the package.

    Names go to ``doc.spans[spans_key]``, all of them, and to ``doc.ents``, those that do not
    overlap. Entities that an earlier component found stay unless ``overwrite_ents``.
    """
    return BoardNames(tuple(vocabulary), spans_key, overwrite_ents)


class BoardNames:
    """The component. It holds its settings alone, so that it can be sent to other processes."""

    def __init__(self, vocabulary: tuple[str, ...], spans_key: str, overwrite_ents: bool) -> None:
        self.vocabulary = vocabulary
        self.spans_key = spans_key
        self.overwrite_ents = overwrite_ents

    def __call__(self, doc: Doc) -> Doc:
        """Find the names; ``span.id_`` is the vocabulary's entry, where there is one."""
        found = [
            span for each in find_names(doc.text, self.vocabulary) if (span := _span(doc, each))
        ]
        doc.spans[self.spans_key] = found
        doc.ents = _entities(found, doc.ents, self.overwrite_ents)
        return doc


def find_names(text: str, vocabulary: tuple[str, ...] = ()) -> tuple[Mention, ...]:
    """The names in a text, as they are found in a paper of its own, in the order they stand."""
    from kg.extractors.names import name
    from kg.extractors.structure import structure

    words = _load(vocabulary)
    facts = name(structure(Document("", "", "text", text), words), words)
    return tuple(sorted(facts.mentions, key=lambda mention: mention.span))


@lru_cache(4)
def _load(files: tuple[str, ...]) -> Vocabulary:
    from kg.ontology.vocabulary import load

    return load([Path(file) for file in files])


def _span(doc: Doc, mention: Mention) -> Span | None:
    """The tokens that hold a name, as a span of the document."""
    return doc.char_span(
        mention.span.start,
        mention.span.end,
        label=LABELS[mention.kind],
        kb_id=mention.concept or "",
        span_id=mention.concept or "",
        alignment_mode="expand",
    )


def _entities(found: Iterable[Span], before: Iterable[Span], overwrite: bool) -> list[Span]:
    """Entities that do not overlap: of the names found the longest, and those of before."""
    first, second = (filter_spans(found), before) if overwrite else (before, filter_spans(found))
    kept = list(first)
    taken = {at for span in kept for at in range(span.start, span.end)}
    kept += [span for span in second if taken.isdisjoint(range(span.start, span.end))]
    return sorted(kept, key=lambda span: span.start)
