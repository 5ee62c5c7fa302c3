"""Lines of a document with their offsets, and how words on them are written."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from kg.extractors.facts import Document, Span
from kg.ontology.folding import one_line

SMALL = frozenset(["of", "the", "and", "for", "in", "on", "at", "a", "an", "to", "with"])


_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b")
LINES = 1 << 15
"""Lines that a function on one line remembers: a paper's are looked at many times, each time from its first to its
last, so that fewer than a paper has would help as little as none.
"""


@lru_cache(LINES)
def is_upper(text: str) -> bool:
    """Whether the letters of ``text`` are capitals, ordinals and a few small words aside."""
    letters = list(filter(str.isalpha, _ORDINAL.sub("", text)))
    return len(letters) >= 3 and sum(map(str.isupper, letters)) >= 0.85 * len(letters)


def is_titled(text: str) -> bool:
    """Whether most words of ``text`` start with a capital, as in a heading."""
    words = [w for w in re.findall(r"[A-Za-z][\w’'-]*", text) if w.lower() not in SMALL]
    return bool(words) and sum(w[0].isupper() for w in words) >= 0.6 * len(words)


_STAMP = re.compile(
    r"^(?:\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—]|(?:\d{1,4}\s+)?Agenda Item \d{1,3}[a-z]?(?:\s+\d{1,4})?)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)  # asked again and again of one paper
def small_words(text: str) -> frozenset[str]:
    """The words that a text has in small letters."""
    return frozenset(re.findall(r"\b[a-z]+\b", text))


@lru_cache(LINES)
def _is_blank(text: str) -> bool:
    text = text.strip()
    return not text or _STAMP.match(text) is not None


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
        return _is_blank(self.text)


# A saved page of a meeting may print a whole item on one line: its title, the labels of its blocks, its decision.
_LABEL = r"(?:Minutes|Decisions?|Additional documents|Supporting documents):(?=\s)"
_INLINE = re.compile(
    rf"(?<!\s)\s{{1,99}}(?={_LABEL})|(?<=[.;:])\s{{1,99}}(?=(?:UNANIMOUSLY\s+)?RESOLVED\b)"
    r"|(?<=[.;:])\s{1,99}(?=\([a-z]\)\s+That\b)"
)
# A dump may run a whole paper together: its lists of people and the numbers of its items, in capitals, still show.
_RUN_ON = re.compile(
    r"(?<!members)(?<!Members)(?<!also)(?<!Also)(?<!officers)(?<!Officers)(?<!\s)\s{1,99}"
    r"(?=(?i:(?:members\s+|also\s+|officers\s+)?present|attended|attending|in\s+attendance|apologies)\s*:)"
    r"|(?<!\s)\s{1,99}(?=\d{1,3}\.\s+[A-Z]{3,}[A-Z ,/&’'-]{2,}\s)"
)
_LONG = 800  # characters; more is no line of a paper that kept its lines
_LABELS = re.compile(rf"(?:^|\s){_LABEL}", re.M)


def lines_of(document: Document) -> list[Line]:
    """The document's lines in order; of a saved page, a line that runs several blocks together is several lines."""
    return list(_lines(document.text))


@lru_cache(maxsize=4)  # many readers ask for the lines of one paper
def _lines(whole: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    at = 0
    several = len(_LABELS.findall(whole)) >= 2
    for text in whole.split("\n"):
        start = 0
        cuts = (
            _INLINE.finditer(text)
            if several
            else _RUN_ON.finditer(text)
            if len(text) > _LONG
            else ()
        )
        for cut in cuts:
            if text[start : cut.start()].strip():
                lines.append(Line(len(lines), at + start, text[start : cut.start()]))
                start = cut.end()
        lines.append(Line(len(lines), at + start, text[start:]))
        at += len(text) + 1
    return tuple(lines)


def is_emphasised(document: Document, line: Line) -> bool:
    """Whether one run of bold words, or one heading, of the source holds all of a line."""
    starts, reach = _emphasis(document)
    at = bisect_right(starts, line.start) - 1
    return at >= 0 and line.end <= reach[at] + 1


def is_heading_like(document: Document, line: Line) -> bool:
    """Whether the source shows all of a line as a heading, or it is in capitals."""
    return is_upper(line.text) or is_emphasised(document, line)


@lru_cache(maxsize=4)
def _emphasis(document: Document) -> tuple[list[int], list[int]]:
    """Where runs that stand out begin, and how far they and those before them reach."""
    spans = sorted(document.emphasis)
    return [span.start for span in spans], list(accumulate((span.end for span in spans), max))


def within(lines: list[Line], span: Span) -> list[Line]:
    """The lines that start inside ``span``; ``lines`` are in order."""
    first, last = (
        bisect_left(lines, at, key=lambda line: line.start) for at in (span.start, span.end)
    )
    return lines[first:last]


def join(document: Document, first: Line, last: Line) -> str:
    """The words from one line to another, folded."""
    return one_line(document.text[first.start : last.end])


def paragraphs(lines: list[Line]) -> list[list[Line]]:
    """The runs of lines between blank ones."""
    out: list[list[Line]] = [[]]
    for line in lines:
        if not line.blank:
            out[-1].append(line)
        elif out[-1]:
            out.append([])
    return [each for each in out if each]
