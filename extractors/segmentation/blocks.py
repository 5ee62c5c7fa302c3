"""Blocks of labelled lines: title blocks, lists of people, headings of items and decisions.

What the model is unsure of is no block: a line whose label has a probability below ``SURE`` opens nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from kg.extractors.facts import Document, Facts, Section, Span
from kg.extractors.people import People
from kg.extractors.segmentation.labels import CONTINUED, SECTIONS, TITLES
from kg.extractors.segmentation.line_model import LineLabel, line_model
from kg.extractors.text import Line, lines_of

SURE = 0.5  # marginal probability from which a label opens a block
SURE_TITLE = 0.6  # and one from which it begins a paper
NEAR = 3  # blank or stray lines within one block


@dataclass(frozen=True, slots=True)
class Block:
    """Lines ``first`` up to but not including ``last`` (indices of lines) with one label."""

    label: str
    first: int
    last: int
    probability: float


_AGENDA = re.compile(
    r"\ba\s?g\s?e\s?n\s?d\s?a\b|\b(?:will|to)\s+be\s+held\b|\bnotice\s+of\s+meeting\b|\bsummon|^\W*(?:order\s+of\s+)?business\W*$",
    re.I,
)
_MINUTES = re.compile(
    r"\bminutes?\s+(?:of|from)\b|^\W*(?:draft\s+|unconfirmed\s+)?minutes?\W*$|\bnotes\s+of\s+(?:the\s+|a\s+)?meeting|(?<!\bbe)(?<!\bbe )\b(?:was|were)?\s?held\s+(?:on|at|in|via)\b",
    re.I,
)
_LOG = re.compile(
    r"\baction(?:s)?\s+(?:log|tracker|list|sheet|register|schedule|plan)\b|\b(?:outstanding|matters)\s+actions?\b",
    re.I,
)


_REPORT = re.compile(
    r"\b(?:report|paper|briefing|author|purpose|prepared\s+by|presented\s+by|written\s+by|title|subject)\b",
    re.I,
)


_SLIDES = re.compile(r"^\W*(?:(?:agenda\s+)?item\s+\w+\W+)?(?:presentation|slides)\W*$", re.I)


def _kind(lines: Sequence[Line], label: str) -> str:
    """The kind of paper that a title block's words tell, where they do."""
    text = [line.text.strip() for line in lines if line.text.strip()]
    if label == "report" and any(_SLIDES.search(line) for line in text):
        return "slides-title"
    if label == "report" and any(_REPORT.search(line) for line in text):
        return label
    if any(_LOG.search(line) for line in text):
        return "log-title"
    agenda = any(_AGENDA.search(line) for line in text)
    minutes = any(_MINUTES.search(line) for line in text)
    if agenda != minutes:
        return "agenda-title" if agenda else "minutes-title"
    return label


class LabelledLines:
    """The labels of a document's lines by the line's index; blank lines have none."""

    def __init__(
        self, structure: Mapping[int, LineLabel], statements: Mapping[int, LineLabel]
    ) -> None:
        self.structure = structure
        self.statements = statements

    def blocks(self, labels: Collection[str], first: int, last: int) -> Iterator[Block]:
        """Runs of lines with one of ``labels``; each line with another of them begins a run of its own."""
        begun: Block | None = None
        for index in range(first, last):
            found = self.structure.get(index)
            if found is None:
                continue
            if found.label in labels:
                if begun and begun.label == found.label and index - begun.last <= NEAR:
                    begun = Block(
                        begun.label,
                        begun.first,
                        index + 1,
                        max(begun.probability, found.probability),
                    )
                    continue
                if begun:
                    yield begun
                begun = Block(found.label, index, index + 1, found.probability)
            elif begun and found.label != "furniture":
                yield begun
                begun = None
        if begun:
            yield begun

    def titles(self, lines: Sequence[Line]) -> list[Block]:
        """The title blocks of papers, each with the kind that its words tell, else the model's.

        Lines of several kinds of title right below each other are one block.
        """
        found: list[Block] = []
        for block in self.blocks(TITLES, 0, len(lines)):
            if (
                found
                and block.first - found[-1].last <= NEAR
                and self._unbroken(found[-1].last, block.first)
            ):
                first = found[-1] if found[-1].probability >= block.probability else block
                found[-1] = Block(first.label, found[-1].first, block.last, first.probability)
            else:
                found.append(block)
        sure = [block for block in found if block.probability >= SURE_TITLE]
        return [
            replace(block, label=_kind(lines[block.first : block.last], block.label))
            for block in sure
        ]

    def _unbroken(self, first: int, last: int) -> bool:
        return not any(index in self.structure for index in range(first, last))

    def items(self, first: int, last: int) -> list[Block]:
        """The headings of items, each with the lines that continue it."""
        out: list[Block] = []
        for index in range(first, last):
            found = self.structure.get(index)
            if found is None:
                continue
            whole = found.label.rstrip(CONTINUED)
            if (
                found.label.endswith(CONTINUED)
                and whole == "item"
                and out
                and index - out[-1].last <= NEAR
            ):
                out[-1] = Block(out[-1].label, out[-1].first, index + 1, out[-1].probability)
            elif (whole == "item" or whole.startswith("item-")) and found.probability >= SURE:
                out.append(Block(whole, index, index + 1, found.probability))
        return out

    def label_at(self, index: int) -> str | None:
        """The structure label of a line, ``None`` for a blank one."""
        found = self.structure.get(index)
        return found.label if found else None

    def decisions(self, first: int, last: int, sure: float) -> Iterator[tuple[int, int]]:
        """First and last line (exclusive) of each decision, by the layer of statements."""
        for index in range(first, last):
            found = self.statements.get(index)
            if found is None or found.label != "decision" or found.probability < sure:
                continue
            end = index + 1
            while end < last and end in self.statements:
                if self.statements[end].label != "decision" + CONTINUED:
                    break
                end += 1
            yield index, end

    def section_at(self, index: int) -> Section | None:
        """The section of a list of people that a line belongs to."""
        found = self.structure.get(index)
        name = found.label.removeprefix("item-") if found else ""
        return cast(Section, name) if name in SECTIONS else None


def line_hints(facts: Facts, lines: Sequence[Line]) -> list[set[str]]:
    """What the rules take each of ``lines`` (not blank) for, as features of the model."""
    starts = [line.start for line in lines]
    hints: list[set[str]] = [set() for _ in lines]

    def mark(span: Span, hint: str, whole: bool = False) -> None:
        first = max(0, bisect_right(starts, span.start) - 1)
        last = bisect_right(starts, max(span.start, span.end - 1)) if whole else first + 1
        for at in range(first, max(last, first + 1)):
            hints[at].add(hint)

    if not lines:
        return hints
    for span in (*(each.span for each in facts.minutes), *(each.span for each in facts.agenda)):
        mark(span, "item")
    for row in facts.attendance:
        mark(row.span, row.section, whole=True)
    for decision in facts.resolutions:
        mark(decision.span, "decision")
    for recommendation in facts.recommendations:
        mark(recommendation.span, "recommendation")
    for action in facts.actions:
        mark(action.span, "row")
    for report in facts.reports:
        mark(report.span, "report")
    for part in facts.parts:
        mark(part.span, f"part-{part.kind}")
    return hints


def labelled_lines(document: Document, facts: Facts, people: People) -> LabelledLines:
    """The document's lines with the model's labels; ``facts`` are what the rules found, for hints."""
    lines = [line for line in lines_of(document) if line.text.strip()]
    structure, statements = line_model().label(document, lines, people, line_hints(facts, lines))
    return LabelledLines(
        {line.index: label for line, label in zip(lines, structure, strict=True)},
        {line.index: label for line, label in zip(lines, statements, strict=True)},
    )
