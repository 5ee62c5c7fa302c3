"""Paragraphs with their places in the text, and the lettered, numbered or bulleted clauses that
share a stem.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extractors.facts import Span
from kg.extractors.text import Line
from kg.ontology.folding import one_line

_PARAGRAPH_NUMBER = re.compile(r"^\s*\d{1,3}(?:\.\d{1,2}){1,2}\.?\s+")
_BULLET = re.compile(r"^\s*(?:[•·▪●◦‣□☐◻➢➤→➔►▶⇒*–—-]|o(?=\t))\s*(?=\S)")
_LABEL = re.compile(
    r"^\s*(?:\(?(?P<label>[a-z]|[ivx]{1,5}|\d{1,2}|[A-Z](?=\)))(?:\)\.?|\.(?=\s))"
    r"|(?P<ref>R\d{1,2})[.:)]?(?=\s))\s*(?=\S)"
)
_ALONE = re.compile(r"\(?[\w.]{1,5}[).]?|[^\w\s]")
_LABEL_ALONE = re.compile(r"\((?:[a-z]|[ivx]{1,5}|\d{1,2})\)")
_RULED = re.compile(r"[-–—_=*]{3,}")  # a line drawn across the page
_INLINE = re.compile(r"(?:(?<=^)|(?<=[\s:;,.–—-]))\(?(?P<label>[a-z]|[ivx]{1,5}|\d{1,2})\)\s+")
_OPEN = re.compile(r"\b(?:and|or|of|the|for|to|in|on|with|a|an|by|that|from|at)$|[,:–—-]$")
_ROMAN = {
    numeral: n for n, numeral in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)
}
_ASIDE = 48  # characters of a cell beside a paragraph


@dataclass(frozen=True, slots=True)
class LabelledClause:
    """One clause: its label as printed without brackets (``None`` for a bullet), its words, where
    they stand.
    """

    label: str | None
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph on one line. ``label`` or ``bullet`` is the mark before its words; ``aside`` the
    cell beside it.

    ``places`` pairs positions in ``text`` with the offsets in the document of the lines joined
    there.
    """

    text: str
    places: tuple[tuple[int, int], ...]
    first: Line
    last: Line
    label: str | None = None
    bullet: bool = False
    aside: str = ""
    number: str | None = None  # of a paragraph of the whole paper: “2.1”

    def span(self, start: int, end: int) -> Span:
        """Where ``text[start:end]`` stands in the document."""
        return Span(self._offset(start), self._offset(max(start, end - 1)) + 1)

    def _offset(self, position: int) -> int:
        at = bisect_right(self.places, (position, 1 << 60)) - 1
        begun, offset = self.places[max(0, at)]
        return offset + position - begun

    def clause(self, label: str | None, start: int, end: int) -> LabelledClause:
        """The clause ``text[start:end]``, without white space around it."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        return LabelledClause(label, one_line(words), self.span(start, max(start + 1, end)))


def paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """The paragraphs of some lines: a blank line, a mark or a row of cells begins another one.

    A sentence that a page cuts in two goes on after the blank line.
    """
    gathered: list[Line] = []
    gap = False
    for line in lines:
        text = line.text.strip()
        if line.blank or _RULED.fullmatch(text):
            gap = bool(gathered)
            continue
        if gathered and (
            _begins(text) or "\t" in line.text or (gap and not _goes_on(gathered, text))
        ):
            yield _paragraph(gathered)
            gathered = []
        gathered.append(line)
        gap = False
    if gathered:
        yield _paragraph(gathered)


def _begins(text: str) -> bool:
    marks = (_PARAGRAPH_NUMBER, _BULLET, _LABEL)
    return any(mark.match(text) for mark in marks) or bool(_LABEL_ALONE.fullmatch(text))


def _goes_on(gathered: Sequence[Line], after: str) -> bool:
    """Whether the words before a gap are an open sentence that the next line carries on."""
    before = gathered[-1].text.rstrip()
    if before.endswith((".", ";", ":", "!", "?")) or "\t" in before:
        return False
    return after[:1].islower() or bool(_OPEN.search(before)) or after[:1].isdigit()


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    text, places = "", []
    for line in lines:
        own = line.text.rstrip()
        skipped = len(own) - len(own.lstrip())
        if text:
            text += " "
        places.append((len(text), line.start + skipped))
        text += own[skipped:].replace("\t", " ") if "\t" not in own.strip() else own[skipped:]
    text, _, aside = _beside(text)
    text = text.replace("\t", " ")
    mark = _PARAGRAPH_NUMBER.match(text) or _BULLET.match(text)
    bullet = bool(_BULLET.match(text))
    cut = mark.end() if mark else 0
    label = _LABEL.match(text[cut:])
    if label:
        cut += label.end()
    moved = tuple((max(0, begun - cut), offset + max(0, cut - begun)) for begun, offset in places)
    return Paragraph(
        text[cut:],
        moved,
        lines[0],
        lines[-1],
        (label["ref"] or label["label"]) if label else None,
        bullet,
        aside,
        mark[0].strip().rstrip(".") if mark and not bullet else None,
    )


def _beside(text: str) -> tuple[str, str, str]:
    """A row's words and the short cell beside them, which names who acts or when."""
    words, tab, last = text.rpartition("\t")
    if _ALONE.fullmatch(words.strip()):
        return text, "", ""  # the mark of a paragraph
    if said := _SAID.match(text):
        return said[0], "\t", text[said.end() :].strip()
    return (
        (words.rstrip("\t "), tab, last)
        if words.strip() and len(last) <= _ASIDE
        else (text, "", "")
    )


_SAID = re.compile(r"[^\t]{40,}?[.;!?][”’\"]?(?=\s*\t)")  # a cell of whole sentences


def own_cell(text: str) -> str:
    """A row without the cells behind one of whole sentences: who acts and when."""
    said = _SAID.match(text)
    return said[0] if said else text


def leading_label(text: str, before: str | None = None) -> tuple[str, int] | None:
    """The label that a text begins with, if it is a first one or the next after ``before``, and
    where its words begin.
    """
    found = _LABEL.match(text)
    label = found["label"] if found else None
    if found is None or label is None:
        return None
    fits = goes_on_from(None, label) or (before is not None and goes_on_from(before, label))
    return (label, found.end()) if fits else None


def goes_on_from(before: str | None, label: str) -> bool:
    """Whether ``label`` is the next one after ``before``; after ``None``, whether it is a first
    one.
    """
    own = _ranks(label)
    if before is None:
        return 1 in own.values()
    last = _ranks(before)
    return any(kind in last and rank == last[kind] + 1 for kind, rank in own.items())


def _ranks(label: str) -> dict[str, int]:
    label = label.lower()
    ranks: dict[str, int] = {}
    if referred := re.fullmatch(r"r(\d+)", label):
        ranks["reference"] = int(referred[1])
    elif label.isdigit():
        ranks["number"] = int(label)
    elif len(label) == 1:
        ranks["letter"] = ord(label) - ord("a") + 1
    if label in _ROMAN:
        ranks["roman"] = _ROMAN[label]
    return ranks


def split(paragraph: Paragraph, start: int, end: int) -> tuple[int, list[LabelledClause]]:
    """The clauses “(a) …; (b) …” within ``text[start:end]`` and where the first begins.

    None where fewer than two labels follow each other, unless the first stands behind a colon or at
    the start.
    """
    chain: list[re.Match[str]] = []
    for found in _INLINE.finditer(paragraph.text, start, end):
        if goes_on_from(chain[-1]["label"] if chain else None, found["label"]):
            chain.append(found)
    if not chain:
        return end, []
    before = paragraph.text[start : chain[0].start()].rstrip()
    if len(chain) < 2 and before and not before.endswith((":", "–", "-", "—")):
        return end, []
    stops = [*(found.start() for found in chain[1:]), end]
    return chain[0].start(), [
        paragraph.clause(found["label"].lower(), found.end(), stop)
        for found, stop in zip(chain, stops, strict=True)
    ]
