"""A body's generic name completed from its paper: “County Council” is whose paper it is.

The council is named in the title block or a running head, else by the website the paper prints, or
by what its papers name most often. Where two could be meant the name stays as printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.extractors.facts import Facts
from kg.linking.jurisdiction import Jurisdiction, area_served, is_area_body_type
from kg.linking.name_forms import name_key, sentence_case
from kg.linking.organisation_words import NameWords

_TITLE_BLOCK = 800  # characters at the head of a paper
_LONGEST = 90  # characters of a line that can be a council's name
_COUNCIL = ("council",)
_PLAIN = (_COUNCIL, ("full", "council"), ("ordinary", "council"), ("extraordinary", "council"))


def completed_board(board: str, facts: Facts, jurisdiction: Jurisdiction) -> str | None:
    """The full name of a body whose printed name leaves its area unsaid; ``None`` for others."""
    words = name_key(board)
    sort = _COUNCIL if words in _PLAIN else words
    if sort != _COUNCIL and not is_area_body_type(words):
        return None
    for names in (_in_title_block(facts), _running(facts), _named(facts)):
        fitting = {name_key(name): name for name in names if _ends_with(name, sort)}
        if jurisdiction.stated or len(fitting) > 1:
            own = {k: n for k, n in fitting.items() if area_served(n) in jurisdiction.areas[:1]}
            fitting = own or fitting
        if len(fitting) == 1:
            return sentence_case(next(iter(fitting.values())))
        if fitting:
            return None
    if sort == _COUNCIL or not jurisdiction.areas:
        return None
    return sentence_case(f"{jurisdiction.areas[0]} {' '.join(words)}".upper())


def _ends_with(name: str, sort: NameWords) -> bool:
    return area_served(name) is not None and name_key(name)[-len(sort) :] == sort


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        line = " ".join(line.split()).strip(" .,:–—-")
        if line and len(line) <= _LONGEST:
            yield line


def _in_title_block(facts: Facts) -> list[str]:
    """Lines at the head of a paper, and councils named there."""
    head = facts.document.text[:_TITLE_BLOCK]
    named = [m.name or m.text for m in facts.mentions if m.span.end <= _TITLE_BLOCK]
    return [*_lines(head), *named]


def _running(facts: Facts) -> list[str]:
    """Lines that stand on several pages."""
    pages = max(3, len(facts.document.pages) // 2)
    counts = Counter(_lines(facts.document.text))
    return [line for line, count in counts.items() if count >= pages]


def _named(facts: Facts) -> list[str]:
    """The councils that a paper names most often; several where they are named alike."""
    counts = Counter(m.name or m.text for m in facts.mentions if m.kind == "organisation")
    councils = {name: count for name, count in counts.items() if area_served(name)}
    most = max(councils.values(), default=0)
    return [name for name, count in councils.items() if count == most]
