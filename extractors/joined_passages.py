"""Passages put together again where a page, a column or an empty line cut them in mid-sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extractors.passages import Passage
from kg.extractors.text import is_upper

MARK = re.compile(
    r"^\s*(?:[-–•▪●○◦❖❑*\ue000-\uf8ff]+\s*)?(?:\(?(?P<label>[ivxlc]{1,5}|[a-z]|\d{1,3}(?:\.\d{1,2})*)[.)]\s+"
    r"|(?P<numbered>\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[A-Z][a-z]))?"
)
BULLET = re.compile(r"^\s*(?:[-–•▪●○◦❖❑\ue000-\uf8ff]|o\s)")
_ENDED = re.compile(r"[.:;?!…][\"”’')\]]*\s*$")
_WRAPPED_AT = 60  # characters from which a line was broken for want of room
_HALF_LINE, _FULL_LINE = 40, 65  # characters of a line that a sentence may go on from


def joined(found: Iterable[Passage], text: str) -> Iterator[Passage]:
    """The passages, those that a page or a column cut in mid-sentence put together again.

    ``text`` is that of the document.
    """
    before: Passage | None = None
    for passage in found:
        if before is None:
            before = passage
        elif _goes_on(before, passage) or _is_no_heading(before, passage):
            body = text[before.start : passage.start + len(passage.text)]
            lines = (*before.lines, *passage.lines)
            body = body.replace("\n", " ").replace("\t", " ")
            fresh = before.fresh or bool(MARK.match(before.text) and before.kind == "heading")
            before = Passage("text", body, before.start, fresh, lines)
        else:
            yield before
            before = passage
    if before is not None:
        yield before


def _goes_on(before: Passage, after: Passage) -> bool:
    if before.kind != "text" or after.kind == "rows" or after.fresh:
        return False
    last = (before.lines[-1].text if before.lines else before.text).strip()
    following = after.text.strip()
    if not last or _ENDED.search(last) or is_upper(last) or not following:
        return False
    if BULLET.match(following) or following.startswith("#"):
        return False
    if following[0].islower():
        return True
    return len(last) >= _WRAPPED_AT and len(last) <= 130 and following[0].isalnum()


def _is_no_heading(before: Passage, after: Passage) -> bool:
    """Whether a line taken for a heading is the first line of a sentence that goes on after it."""
    printed, following = before.text.strip(), after.text.strip()
    if before.kind != "heading" or after.kind != "text" or after.fresh or is_upper(printed):
        return False
    if printed.startswith("#") or BULLET.match(following):
        return False
    return len(printed) >= (_HALF_LINE if following[:1].islower() else _FULL_LINE)
