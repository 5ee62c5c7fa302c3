"""Dumps that leave a blank line under every printed line: the blanks that part no paragraphs are
taken away.
"""

from __future__ import annotations

import itertools
import re

FEWEST_LINES = 12  # written lines; a shorter text does not show how it is spaced
SHORTEST_WIDTH = 40  # characters; narrower text is a list
LONGEST_PRINTED = 160  # characters; longer lines are paragraphs, not the lines of a page
WIDE = 0.1  # share of the gaps that are wide, and that are inside paragraphs, in a doubled text

_MARKS = re.compile(r"\*\*|^#{1,6}\s+|^\\(?=[-*])")
_BOLD = re.compile(r"^(?:#{1,6}\s|\*\*.{1,400}\*\*[\s:.,;]*$)")
_ENDED = re.compile(r"(?:[.:?!][”\"’')*]*|”)$")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Mrs?|Ms|Dr|Cllrs?|Prof|Rev|Supt|Insp|Sgt|Co|St|No)\.$"
)
_OPEN = re.compile(r"(?:[,&]|\b(?:and|of|the|for|to|in|with))$")
_BEGINS = re.compile(
    r"^(?:[-•*]\s|\(?(?:[ivxl]{1,5}|[a-z]|\d{1,4})[.)](?:\s|$)|\d{1,4}(?:[./]\d{1,4})*\s|(?i:item)\s+\d|---)"
)


def single_spaced(text: str) -> str:
    """``text`` without the blank lines that stand inside its paragraphs, if it is a double-spaced
    dump.
    """
    lines = text.split("\n")
    written = [index for index, line in enumerate(lines) if line.strip()]
    if len(written) < FEWEST_LINES:
        return text
    lengths = sorted(len(_plain(lines[index])) for index in written)
    width = lengths[len(lengths) * 9 // 10]
    if width < SHORTEST_WIDTH or lengths[-1] > LONGEST_PRINTED:
        return text
    if _doubled(lines, written, width):
        return "\n".join(lines[written[0] % 2 :: 2])
    pairs = [(a, b) for a, b in itertools.pairwise(written) if b - a == 2]
    if len(pairs) < 0.8 * len(written):
        return text
    inside = {a + 1 for a, b in pairs if _runs_on(lines[a], lines[b], width)}
    if len(inside) < 0.2 * len(written):
        return text  # short lines, each for itself
    return "\n".join(line for index, line in enumerate(lines) if index not in inside)


def _doubled(lines: list[str], written: list[int], width: int) -> bool:
    """Whether every end of a line is printed twice, those of blank lines as well.

    Then all gaps are even: the narrow ones part the lines of a paragraph, the wide ones paragraphs.
    """
    gaps = [(a, b) for a, b in itertools.pairwise(written)]
    narrow = [(a, b) for a, b in gaps if b - a == 2]
    if any((b - a) % 2 for a, b in gaps) or len(gaps) - len(narrow) < WIDE * len(gaps):
        return False
    return sum(_runs_on(lines[a], lines[b], width) for a, b in narrow) >= WIDE * len(gaps)


def _plain(line: str) -> str:
    return _MARKS.sub("", line.strip()).strip()


def _runs_on(line: str, following: str, width: int) -> bool:
    """Whether the words of ``line`` go on in the ``following`` one: nothing ended, or no room was
    left.
    """
    before, after = _plain(line), _plain(following)
    if (
        not after
        or _BEGINS.match(after)
        or bool(_BOLD.match(line.strip())) != bool(_BOLD.match(following.strip()))
    ):
        return False
    if after[0].islower() or _OPEN.search(before) or before.count("(") > before.count(")"):
        return True
    if _ABBREVIATED.search(before):
        return True
    return not _ENDED.search(before) and (after[0] == "(" or len(before) >= 0.7 * width)
