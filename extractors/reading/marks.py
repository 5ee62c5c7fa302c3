"""Formats with marks of their own → Markdown in memory, whose words can be told from its marks.

Characters that Markdown or HTML would read as a sign stand in for themselves as private ones while
a page is cleaned, one for one, so that offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg.extractors.facts import Document, DocumentFormat, Page, UnreadPage
from kg.extractors.reading.base import UnreadableError
from kg.extractors.reading.markup import Cleaned, clean
from kg.extractors.reading.plain import broken

MOST_LAID_OUT = 3  # columns: a number, what was said, who acts; a row of more is a row of facts
MOST_PARAGRAPHS = 2  # in a cell of a table of facts, where the row is short
MOST_CHARACTERS = 800
_SIGNS = "*_|<>&[]#\\`"
_HIDE = {
    ord(sign): chr(0xF0000 + ord(sign)) for sign in _SIGNS
}  # plane 15: no font of a paper lives there
_SHOW = {0xF0000 + ord(sign): sign for sign in _SIGNS}


def words(text: str) -> str:
    """``text`` as words only."""
    return text.translate(_HIDE)


def note_mark(mark: str) -> str:
    """What stands for a footnote in the words that it belongs to."""
    return f"[{mark}]"


def footnote(mark: str, said: str) -> str:
    """A footnote as a line of its own, its words written with marks."""
    return f"Footnote {words(mark)}: {said}"


def strong(text: str) -> str:
    """``text`` as bold words; white space around it stays outside the marks."""
    core = text.strip()
    if not core:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}**{words(core)}**{after}"


def cleaned(leaves: list[list[str]]) -> Cleaned:
    """Pages of lines, cleaned as Markdown is, their words as they were."""
    texts = [broken("\n".join(lines)).replace("****", "") for lines in leaves]
    found = clean(texts, any("**" in text for text in texts))  # words have none: they are hidden
    return replace(found, text=found.text.translate(_SHOW))


def lays_out(cells: int, paragraphs: int, characters: int) -> bool:
    """Whether a row of so many cells, one of which holds so much, lays out a page rather than a
    table's facts.
    """
    return cells <= MOST_LAID_OUT and (paragraphs > MOST_PARAGRAPHS or characters > MOST_CHARACTERS)


def laid_out_rows(rows: Sequence[Sequence[Sequence[str]]]) -> list[bool]:
    """Which rows of a table lay out a page; each is the paragraphs of its cells.

    Where at least half of those that hold several paragraphs do, the others of these do as well.
    """
    own = [any(lays_out(len(row), len(said), sum(map(len, said))) for said in row) for row in rows]
    several = [1 < len(row) <= MOST_LAID_OUT and any(len(said) > 1 for said in row) for row in rows]
    habit = any(own) and 2 * sum(own) >= sum(several)
    return [each or (habit and more) for each, more in zip(own, several, strict=True)]


class Leaves:
    """Pages of Markdown lines while a document is written."""

    def __init__(self) -> None:
        self._pages: list[list[str]] = [[]]

    def say(self, *lines: str) -> None:
        self._pages[-1] += lines

    def turn(self) -> None:
        """Begin a new page."""
        self._pages.append([])

    def paragraph(self, text: str) -> None:
        """Write ``text``; ``\\n`` in it ends a line, ``\\f`` a page."""
        for number, page in enumerate(text.split("\f")):
            if number:
                self.turn()
            self.say(*page.split("\n"))

    def lines(self) -> list[str]:
        """The lines of all pages that say something."""
        return [line for page in self._pages for line in page if line.strip()]

    def pages(self) -> list[list[str]]:
        """The pages with words, or one empty page."""
        return [page for page in self._pages if any(line.strip() for line in page)] or [[]]


def table_row(cells: Sequence[Sequence[str]]) -> list[str]:
    """A row of plain cells as one line with tabs; a row that lays out the page cell by cell.

    ``cells`` are the lines of each cell, marked.
    """
    if any(lays_out(len(cells), len(said), sum(map(len, said))) for said in cells):
        return [each for said in cells for line in said for each in (line, "")]
    if not any(cells):
        return []
    one = [" ".join(said).replace("\t", " ").replace("** **", " ") for said in cells]
    return ["\t".join(one).rstrip()]


def document_of(
    path: Path,
    identifier: str,
    kind: DocumentFormat,
    leaves: Leaves,
    unread: Sequence[UnreadPage] = (),
) -> Document:
    """The document of pages that were written; raises ``UnreadableError`` where it has no words."""
    pages = leaves.pages()
    found = cleaned(pages)
    if not re.search(r"\w{2}", found.text):
        raise UnreadableError(
            path, "no words in the document", "give its text, or run OCR on the pictures in it"
        )
    starts = found.leaves if len(pages) > 1 else ()
    return Document(
        id=identifier,
        name=path.name,
        format=kind,
        text=found.text,
        pages=tuple(Page(start, number) for number, start in enumerate(starts, start=1)),
        emphasis=found.emphasis,
        unread=tuple(unread),
    )


_ROMAN = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def counted(number: int, kind: str | None) -> str:
    """``number`` in the figures that a list asks for: ``1``, ``a``, ``A``, ``i`` or ``I`` (HTML,
    4.4.5).
    """
    if kind in ("a", "A") and number > 0:
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters if kind == "a" else letters.upper()
    if kind in ("i", "I") and 0 < number < 400:
        roman = ""
        for value, sign in _ROMAN:
            while number >= value:
                roman, number = roman + sign, number - value
        return roman if kind == "i" else roman.upper()
    return str(number)
