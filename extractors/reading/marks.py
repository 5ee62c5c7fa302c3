"""Formats with marks of their own → Markdown in memory, whose words can be told from its marks.

Characters that Markdown or HTML would read as a sign stand in for themselves as private ones while
a page is cleaned, one for one, so that offsets hold.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.reading.markup import Cleaned, clean
from extractors.reading.plain import broken

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


def strong(text: str) -> str:
    """``text`` as bold words; white space around it stays outside the marks."""
    core = text.strip()
    if not core:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}**{words(core)}**{after}"


def cleaned(leaves: list[list[str]]) -> Cleaned:
    """Pages of lines, cleaned as Markdown is, their words as they were."""
    found = clean([broken("\n".join(lines)).replace("****", "") for lines in leaves])
    return replace(found, text=found.text.translate(_SHOW))


def lays_out(cells: int, paragraphs: int, characters: int) -> bool:
    """Whether a row of so many cells, one of which holds so much, lays out a page rather than a
    table's facts.
    """
    return cells <= MOST_LAID_OUT and (paragraphs > MOST_PARAGRAPHS or characters > MOST_CHARACTERS)


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
