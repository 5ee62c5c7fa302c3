"""Lines of a document with their offsets, and white space folded away."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.facts import Document, Span

_SPACE = re.compile(r"\s+")
_HYPHEN = re.compile(r"(?<=[A-Za-z])([-/])\s*\n\s*(?=[A-Za-z])")
_BULLET = re.compile(r"(?:^|(?<=\s))•\s*")


def folded(text: str) -> str:
    """Words on one line: runs of white space become one space, a line broken at a hyphen is closed, bullets go."""
    text = _HYPHEN.sub(r"\1", text)
    return _SPACE.sub(" ", _BULLET.sub(" ", text) if "•" in text else text).strip()


def key(text: str) -> str:
    """Words alone, for comparing: case, marks and punctuation folded away."""
    text = text.lower().replace("’", "'").replace("&", " and ")
    return " ".join(re.findall(r"[a-z0-9']+", text))


_STAMP = re.compile(r"^(?:\d{1,4}|(?:\d{1,4}\s+)?Agenda Item \d{1,3}[a-z]?(?:\s+\d{1,4})?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of ``Document.text``; ``text`` is stripped of spaces but keeps its tabs."""

    index: int
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def blank(self) -> bool:
        """Whether nothing is written here: white space, or the number or stamp of a page."""
        return not self.text.strip() or _STAMP.match(self.text.strip()) is not None


def lines_of(document: Document) -> list[Line]:
    """The document's lines in order."""
    lines: list[Line] = []
    at = 0
    for index, text in enumerate(document.text.split("\n")):
        lines.append(Line(index, at, text))
        at += len(text) + 1
    return lines


def join(document: Document, first: Line, last: Line) -> str:
    """The words from one line to another, folded."""
    return folded(document.text[first.start : last.end])
