"""Days, pages, numbers and lists in words, as all views print them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kg.extractors.dates import printed_day
from kg.text.word_lists import FUNCTION_WORDS
from kg.views.paper_places import PrintedPage
from kg.views.wording import ui_text

MOST_POSITIONS = 3  # of pages with one printed number; more say nothing


def day(iso: str | None) -> str:
    """``2019-09-27`` as “27 September 2019”."""
    return printed_day(date.fromisoformat(iso[:10])) if iso else ui_text("notes.unknown_day")


def span(first: str | None, last: str | None) -> str:
    """Two days (ISO) as “6 March 2020 to 16 June 2023”, or the one day that they are."""
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def pages(page: str | None) -> str:
    """``7`` as “p. 7”, ``3–7`` as “pp. 3–7”; “p. 7 (PDF page 9)” where the PDF counts so."""
    if not page:
        return ""
    printed = f"p. {page}" if page.isalnum() else f"pp. {page}"
    positions = page.positions if isinstance(page, PrintedPage) else ()
    if not 0 < len(positions) <= MOST_POSITIONS:
        return printed
    either = " or ".join(map(str, positions))
    return f"{printed} ({ui_text('sources.pdf_page', number=either)})"


def count(number: int, noun: str) -> str:
    """“1 clause”, “2 clauses”."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def joined(parts: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def printable(text: str) -> str:
    """``text`` on one line without control characters, which no terminal or document must get."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


_SHORT = frozenset(
    "act age aid all any are bus but day did do end few get go had has he her him his how is it "
    "its law may men my new no not off old one our out own per run set she six so tax ten top "
    "two up us use was way we who why you".split()
)  # words of up to three letters that are no acronyms
_ACRONYM = re.compile(r"[^AEIOUY]+|(?=.{1,4}$).*[^AEIOUY]{3}.*", re.IGNORECASE)


def readable(title: str) -> str:
    """A title or name printed in capitals throughout, in small letters; acronyms are kept."""
    if not title.isupper() or " " not in title.strip():
        return title
    words = [_lowered(word) for word in title.split(" ")]
    first = words[0]
    return " ".join([first[:1].upper() + first[1:], *words[1:]])


def _lowered(word: str) -> str:
    letters = "".join(c for c in word if c.isalpha())
    if letters.lower() in FUNCTION_WORDS:
        return word.lower()
    if letters.lower() in _SHORT:
        return word.capitalize()
    if len(letters) <= 3 or _ACRONYM.fullmatch(letters):
        return word
    return word.title() if "'" not in word and "’" not in word else word.capitalize()
