"""A stretch of a document as headings, paragraphs, list entries and rows, with the sentences in
them.

Offsets are those of ``Document.text``: words are never folded here, line ends only become spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.extractors.facts import Span
from kg.extractors.rules import rules
from kg.extractors.text import Line

_RULES = rules("figures")
_ENDED = re.compile(r"[.:;?!…][\"”’')\]]*\s*$")
_SENTENCE = re.compile(
    r"(?<=[.;?!])[\"”’)]?\s+(?=[A-Z“\"‘'(]|\d)|\s(?=•\s)|(?<=[.;])\s+(?=[a-z]{1,3}\.\s+[A-Z])"
)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:[A-Z][a-z]{1,5}|no|nos|approx|circa|c|e\.g|i\.e|vs|p|pp)\.$"
)
_NUMBERED = re.compile(r"\b(?:[Rr]eport|[Pp]aper|[Ii]tem|[Aa]ction|[Mm]inute|[Rr]ef)\s+[Nn]os?\.$")
_PARAGRAPH = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}\s+[A-Z]")  # the number of the next one
_LONGEST = 2000
CELL_GAP = re.compile(r"\t| \| ")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its line ends as spaces; ``start`` is its offset."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a paragraph or a block of rows.

    ``fresh``: a list entry or a numbered paragraph of its own.
    """

    kind: Literal["heading", "text", "rows"]
    text: str
    start: int
    fresh: bool = False
    lines: tuple[Line, ...] = ()

    def sentences(self) -> Iterator[Sentence]:
        """The sentences of the passage; an abbreviation before a number ends none."""
        marked = _RULES["marker"].at(self.text.lstrip())
        begun = marked.end() + len(self.text) - len(self.text.lstrip()) if marked else 0
        for gap in _SENTENCE.finditer(self.text, begun):
            before = self.text[max(0, gap.start() - 12) : gap.start()]
            if _NUMBERED.search(before):
                continue
            number = self.text[gap.end() : gap.end() + 1].isdigit()
            if (
                number
                and not _PARAGRAPH.match(self.text, gap.end())
                and _ABBREVIATED.search(before)
            ):
                continue
            yield from self._trimmed(begun, gap.start())
            begun = gap.end()
        yield from self._trimmed(begun, len(self.text))

    def _trimmed(self, first: int, last: int) -> Iterator[Sentence]:
        while last - first > _LONGEST:  # no prose: a bounded piece at a time
            cut = self.text.rfind(" ", first + 1, first + _LONGEST)
            cut = cut if cut > first else first + _LONGEST
            yield from self._trimmed(first, cut)
            first = cut
        text = self.text[first:last]
        kept = text.strip()
        if kept:
            yield Sentence(kept, self.start + first + len(text) - len(text.lstrip()))


def is_row(text: str) -> bool:
    """Whether a line is a row of a table that kept its columns apart."""
    return "\t" in text.strip() or text.startswith("\t") or " | " in text


def passages(lines: list[Line], text: str) -> Iterator[Passage]:
    """The passages of consecutive ``lines``, in order."""
    gathered: list[Line] = []
    rows: list[Line] = []
    gap = True

    def flush() -> Iterator[Passage]:
        nonlocal gathered
        if gathered:
            start, end = gathered[0].start, gathered[-1].end
            body = text[start:end].replace("\n", " ").replace("\t", " ")
            yield Passage(
                "text",
                body,
                start,
                bool(_RULES["marker"].at(gathered[0].text.strip())),
                tuple(gathered),
            )
            gathered = []

    def flush_rows() -> Iterator[Passage]:
        nonlocal rows
        if rows:
            start = rows[0].start
            yield Passage("rows", text[start : rows[-1].end], start, False, tuple(rows))
            rows = []

    for at, line in enumerate(lines):
        stripped = line.text.strip()
        if line.blank:
            gap = True
            continue
        if is_row(line.text):
            yield from flush()
            rows.append(line)
            gap = False
            continue
        yield from flush_rows()
        marked = _RULES["marker"].at(stripped)
        ended = not gathered or bool(_ENDED.search(gathered[-1].text))
        if (ended or gap or marked) and _is_heading(lines, at, stripped):
            yield from flush()
            yield Passage("heading", line.text, line.start)
            gap = True
            continue
        if gathered and (marked or (gap and (ended or stripped[:1].isupper()))):
            yield from flush()
        gathered.append(line)
        gap = False
    yield from flush()
    yield from flush_rows()


def _is_heading(lines: list[Line], at: int, stripped: str) -> bool:
    """A short line of no sentence: no verb, no full stop, and no line after it that goes on with
    it.
    """
    body = _RULES["marker"].pattern.sub("", stripped, count=1).strip(" *#")
    if not 2 < len(body) < 90 or len(body.split()) > 12 or body.endswith((".", ";", ",", "…")):
        return False
    if not (body[0].isupper() or body[0] in "‘“'\"") or _RULES["verb"].within(body):
        return False
    if re.search(r"\d[%.,]\d|\d%|£", body) or stripped.startswith(("•", "-", "–", "❖", "❑")):
        return False
    following = lines[at + 1] if at + 1 < len(lines) else None
    if following is None or following.blank:
        return True
    after = following.text.strip()
    if body.endswith(":") or _RULES["marker"].at(after):
        return True
    return len(body) < 55 and after[:1].isupper()
