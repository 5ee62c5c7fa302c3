"""Decisions behind a word that announces them (RESOLVED, AGREED:, Decision:) or a stem (“The
Board:”), with clauses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extractors.clauses import (
    LabelledClause,
    Paragraph,
    goes_on_from,
    leading_label,
    paragraphs,
    split,
)
from kg.extractors.rules import rules
from kg.extractors.text import Line

_RULES = rules("decisions")
_SENTENCE = re.compile(r"(?<=[a-z\d)’”\"'][.!?])\s+(?=[A-Z“‘(])")
_ABBREVIATED = re.compile(r"\b(?:Cllrs?|Mrs?|Ms|Dr|Supt|Insp|Sgt|Prof|Rev|St|No|[A-Z])\.$")
_DONE = re.compile(r"[.!?][”’\"]?$")
LONGEST = 4_000  # characters of a paragraph in which a decision is looked for


@dataclass(frozen=True, slots=True)
class Decided:
    """A clause of a decision, and what ``rule`` found it."""

    clause: LabelledClause
    rule: str


@dataclass(slots=True)
class _Stem:
    """Words that the clauses below them share. ``last`` is the label of the clause before; ``done``
    that one ended it.
    """

    rule: str
    bare: bool = False  # without a word of deciding: “The Board:”
    last: str | None = None
    count: int = 0
    bullets: bool = False
    done: bool = False

    def takes(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is the next clause below the stem."""
        if self.bare and not _RULES["clause-verb"].at(paragraph.text):
            return False
        if paragraph.label is not None:
            return goes_on_from(self.last, paragraph.label) if not self.bullets else False
        if self.last is not None or self.done:
            return False
        return self.count == 0 or (self.bullets and paragraph.bullet)


def announced(lines: Sequence[Line], stems: bool = True) -> list[Decided]:
    """The decisions in the words of a minute that an anchor or, if ``stems``, a stem announces, in
    order.
    """
    found: list[Decided] = []
    stem: _Stem | None = None
    for paragraph in paragraphs(list(_set_apart(lines))):
        if stem is not None and stem.takes(paragraph) and not _opens(paragraph.text):
            found += _below(stem, paragraph)
            continue
        last, stem = stem.last if stem else None, None
        if len(paragraph.text) > LONGEST:
            continue
        start, opened = _opened(paragraph)
        if opened is None or (opened.rule == "stem" and not stems):
            continue
        clauses, stem = _opening(paragraph, start, opened, last)
        found += clauses
    return [
        each
        for each in found
        if (len(each.clause.text.split()) >= 2 and not _HEADING.fullmatch(each.clause.text))
        or (each.rule == "anchor-word" and _RULES["bare-decision"].at(each.clause.text))
    ]


def _opening(
    paragraph: Paragraph, start: int, opened: _Stem, before: str | None
) -> tuple[list[Decided], _Stem | None]:
    """The clauses behind an anchor or a stem in its own paragraph, and the stem that those below
    share; ``before`` is the label of the last clause above.
    """
    end = _end(paragraph.text, start)
    first, clauses = split(paragraph, start, end)
    rest = paragraph.text[start:first].strip(" :–—-")
    listed = None if clauses else _RULES["list-of-things"].at(paragraph.text[start:end])
    if listed:
        clauses = list(_things(paragraph, start + listed.end(), end))
        return [Decided(each, opened.rule) for each in clauses], None
    if clauses:
        opened.last, opened.count = clauses[-1].label, len(clauses)
        return [Decided(each, opened.rule) for each in clauses], opened
    if labelled := leading_label(rest, before):
        clause = paragraph.clause(labelled[0], start + labelled[1], end)
        opened.last, opened.count = labelled[0], 1
        return [Decided(clause, opened.rule)], opened
    if not rest or _RULES["shared-that"].at(rest):
        return [], opened
    if _RULES["question"].at(rest):
        return [], None
    return [Decided(paragraph.clause(None, start, end), opened.rule)], None


def _things(paragraph: Paragraph, start: int, end: int) -> Iterator[LabelledClause]:
    """The things that semicolons part in ``text[start:end]``."""
    for cut in re.finditer(r"[^;]+;?(?:\s+and(?=\s))?", paragraph.text[start:end]):
        if cut[0].strip(" ;"):
            yield paragraph.clause(None, start + cut.start(), start + cut.end())


def _set_apart(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with a gap before each whose first cell says “Decision” or that a code begins.

    A colon takes the place of the gap between the cells.
    """
    for line in lines:
        found = _RULES["decision-cell"].at(line.text)
        if found or _CODE.match(line.text) or _WORD.match(line.text):
            yield Line(line.index, line.start, "")
        if found:
            at = found.start("word")
            said = found["word"].rstrip("sS")
            gap = " " * (len(found["word"]) - len(said))
            rest = line.text[found.end("tab") :]
            line = Line(line.index, line.start + at, f"{said}{gap}:{rest}")
        yield line


_HEADING = re.compile(r"(?!.*\b(?:be|is|are|to|that|was|were)\b).{2,60}:")  # of a list of them
_WORD = re.compile(
    r"\s*(?:Decisions?|Outcomes?)\b(?:\s+(?:[A-Z]{1,6}[/-])?\d[\d/.-]*)?\s*(?:[:–—-]|\(?[a-z]\)\s+That|That\b)"
    r"|\s*On\s+the\s+(?:proposal|motion)\s+of\s+[A-Z]"
)
_CODE = re.compile(r"\s*D\d{1,2}(?:/\d{1,3})?[.:)]?\s+[A-Z]")


def _opens(text: str) -> bool:
    return bool(_RULES["anchor-word"].at(text) or _RULES["stem"].at(text))


def _below(stem: _Stem, paragraph: Paragraph) -> Iterator[Decided]:
    """The clauses of a paragraph below a stem."""
    end = _end(paragraph.text, 0)
    stem.bullets = stem.bullets or (paragraph.bullet and paragraph.label is None)
    stem.count += 1
    stem.last = paragraph.label
    stem.done = paragraph.label is None and not paragraph.bullet
    first, clauses = split(paragraph, 0, end) if paragraph.label is None else (end, [])
    if clauses and not paragraph.text[:first].strip():
        stem.last, stem.done = clauses[-1].label, False
        yield from (Decided(clause, stem.rule) for clause in clauses)
        return
    yield Decided(paragraph.clause(paragraph.label, 0, end), stem.rule)
    stem.done = stem.done or (
        bool(_DONE.search(paragraph.text[:end].strip())) and paragraph.text[:end].count(". ") > 0
    )


def _end(text: str, start: int) -> int:
    """Where the words of a decision end: before an action that is set out behind them, or what
    happened next.
    """
    told = _RULES["told-behind"].within(text[start:])
    end = start + told.start() if told else len(text)
    return len(without_action(text[:end], start))


def without_told(text: str) -> str:
    """The words of a decision without an action or a tale behind them."""
    return text[: _end(text, 0)].strip() or text


def without_action(text: str, start: int = 0) -> str:
    """The words of a decision without an action that is set out behind them."""
    action = _RULES["action-behind"].within(text[start:])
    return (text[: start + action.start()].strip() or text) if action else text


def _opened(paragraph: Paragraph) -> tuple[int, _Stem | None]:
    """Where the words behind an anchor or a stem begin, if a paragraph has one."""
    text = paragraph.text
    for rule in ("anchor-word", "anchor-code", "anchor-capitals", "anchor-behind"):
        found = _RULES[rule].find(text)
        if found and not _RULES["not-decided"].within(text[: found.end()]):
            finite = rule == "anchor-capitals" and _FINITE.match(text[found.start("word") :])
            if finite:  # “The Committee APPROVED the minutes”: its verb belongs to its words
                start = max(
                    end for end in (0, *(b for _, b in _gaps(text))) if end <= found.start()
                )
                return start, _Stem(rule)
            return found.end(), _Stem(rule)
    for start, end in _sentences(text):
        found = _RULES["stem"].at(text[start:end])
        if found:
            return start + found.end(), _Stem("stem", bare=not found["verb"])
    return len(text), None


_FINITE = re.compile(r"(?:APPROVED|NOTED|ENDORSED|AGREED)\s+(?:the|a|an)\b")


def _gaps(text: str) -> Iterator[tuple[int, int]]:
    for gap in _SENTENCE.finditer(text):
        if not _ABBREVIATED.search(text[max(0, gap.start() - 8) : gap.start()]):
            yield gap.span()


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for first, last in _gaps(text):
        yield start, first
        start = last
    yield start, len(text)
