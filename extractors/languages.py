"""Stretches of a paper that are in Welsh: told, and left alone by rules that know English.

Many councils of Wales publish a paper in both languages, one after the other or page by page. A
paragraph with both, as a bilingual heading, is read as English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.extractors.facts import Document, Facts, Issue, Part, PartKind, Span
from kg.ontology.rule_tables import load_table

WELSH = "cy"
LEAST_DIFFERENT = 3  # small words of a paragraph that is surely in Welsh
LEAST_SHARE = 0.12  # of its words
TIMES_ENGLISH = 2  # as many as small words of English
LEAST_WORDS = 30  # of a stretch; a greeting in an English paper is less
MOST_LINES = 12  # of a block that no blank line parts
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class _LanguageBlock:
    """Lines that stand together: how many words, and which language they are in, if that is
    sure.
    """

    span: Span
    words: int
    language: str | None


@cache
def _words() -> tuple[frozenset[str], frozenset[str], dict[str, PartKind]]:
    table = load_table("kg.extractors", "languages")
    welsh, english = (frozenset(table[name]["words"].split()) for name in ("welsh", "english"))
    kinds = {word: kind for kind, words in table["parts"].items() for word in words.split()}
    return welsh, english, kinds


def in_welsh(document: Document) -> tuple[Span, ...]:
    """The stretches of a paper that are in Welsh, in order."""
    blocks = [_block(document.text, span) for span in _blocks(document.text)]
    found = []
    for run in _runs(blocks):
        if sum(block.words for block in run) >= LEAST_WORDS:
            found.append(Span(run[0].span.start, run[-1].span.end))
    return tuple(found)


def without(document: Document, spans: Sequence[Span]) -> Document:
    """The paper with nothing but white space in some stretches; all else stands where it stood."""
    text = document.text
    for span in spans:
        gap = re.sub(r"\S", " ", text[span.start : span.end])
        text = text[: span.start] + gap + text[span.end :]
    return replace(document, text=text)


def with_welsh(facts: Facts, document: Document, spans: Sequence[Span]) -> Facts:
    """The facts of ``document`` with its stretches in Welsh as parts, each told as an issue."""
    parts = [Part(_kind(document.text, span), None, span, language=WELSH) for span in spans]
    issues = [
        Issue("warning", "language", "in Welsh, which is not read; its words can be searched",
              document.name, span)
        for span in spans
    ]  # fmt: skip
    return replace(
        facts,
        document=document,
        parts=tuple(sorted((*facts.parts, *parts), key=lambda part: part.span)),
        issues=(*issues, *facts.issues),
    )


def _blocks(text: str) -> Iterator[Span]:
    """Paragraphs, long ones in pieces."""
    start, lines, offset = 0, 0, 0
    for line in text.splitlines(keepends=True):
        end = offset + len(line)
        if line.strip():
            lines += 1
        if lines and (not line.strip() or lines >= MOST_LINES):
            yield Span(start, end if line.strip() else offset)
            lines = 0
        if not lines:
            start = end
        offset = end
    if lines:
        yield Span(start, offset)


def _block(text: str, span: Span) -> _LanguageBlock:
    welsh, english, _ = _words()
    words = [each.lower().replace("’", "'") for each in _WORD.findall(text[span.start : span.end])]
    ours = [word for word in words if word in welsh]
    theirs = sum(word in english for word in words)
    language = None
    if theirs >= max(1, len(ours)):
        language = "en"
    elif (
        len({*ours}) >= LEAST_DIFFERENT
        and len(ours) > TIMES_ENGLISH * theirs
        and len(ours) >= LEAST_SHARE * len(words)
    ):
        language = WELSH
    return _LanguageBlock(span, len(words), language)


def _runs(blocks: Sequence[_LanguageBlock]) -> Iterator[list[_LanguageBlock]]:
    """Runs that begin and end in Welsh; what is in neither language for sure goes along."""
    run: list[_LanguageBlock] = []
    unsure: list[_LanguageBlock] = []
    for block in blocks:
        if block.language == WELSH:
            run += [*unsure, block] if run else [*_headings(unsure), block]
            unsure = []
        elif block.language is None:
            unsure.append(block)
        else:
            if run:
                yield run
            run, unsure = [], []
    if run:
        yield run


def _headings(blocks: Sequence[_LanguageBlock]) -> list[_LanguageBlock]:
    """Short lines right above a first paragraph in Welsh: its headings."""
    found: list[_LanguageBlock] = []
    for block in reversed(blocks):
        if block.words > 15 or len(found) == 4:
            break
        found.insert(0, block)
    return found


def _kind(text: str, span: Span) -> PartKind:
    """What a stretch is, by its first words."""
    _, _, kinds = _words()
    first = _WORD.findall(text[span.start : min(span.end, span.start + 400)])
    return next((kinds[word.lower()] for word in first if word.lower() in kinds), "appendix")
