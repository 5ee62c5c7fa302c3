"""Where papers begin in a pack: a block of fields (“Report to: …”), or a title at the top of a page
over who wrote it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import takewhile

from kg.extractors.dates import first_date, first_single_date
from kg.extractors.facts import Document
from kg.extractors.page_furniture import furniture_of, is_furniture
from kg.extractors.rules import rules
from kg.extractors.sections import is_list_head
from kg.extractors.text import Line, is_heading_like, is_upper
from kg.ontology.folding import fold_to_words, one_line

_RULES = rules("report-heads")
_LAYOUT = rules("layout")
_ITEM = re.compile(r"^(?:(?:agenda\s+)?item\s+)?\(?[A-Z]?\d{1,2}[a-z]?[.):]*\s+", re.I)
FEWEST_FIELDS = 2  # different fields that make a block
BLOCK = 12  # lines of a block of fields
ABOVE = 4  # written lines above it, on its page, that may be its title
MOST_SAID = 4  # times that a pack names a paper; a running head stands on every page
TOP = 2  # written lines above a title at the top of a page
FEWEST_BOARD = 3  # times that the name of a board stands on a line of its own
AGENDA = 90  # lines of a pack among which its agenda stands
MOST_WORDS = 6  # of a title that its line in an agenda must begin with
FEWEST_WORDS = 3  # of a title that an agenda announces: two may be a name
SIGNED_WITHIN = 2  # written lines below such a title
NEAR = 4  # written lines below a title among which its writer or day stands
LONGEST_TITLE = 140  # characters
LONGEST_BYLINE = 120


@dataclass(frozen=True, slots=True)
class ReportHead:
    """Lines ``first`` up to but not including ``body`` head a paper with ``title``; ``slides``
    where no field says so. ``day`` is that of the meeting it is for: no period, and no day that it
    tells of.
    """

    first: int
    body: int
    title: str
    slides: bool
    day: date | None
    signed: bool = False  # whether it names who wrote the paper


def report_heads(document: Document, lines: Sequence[Line]) -> list[ReportHead]:
    """The heads of papers that their own words show, in order."""
    found: list[ReportHead] = []
    at = 0
    while at < len(lines):
        head = None
        if not lines[at].blank:
            head = (
                _fields(document, lines, at)
                or _titled(document, lines, at)
                or _announced(document, lines, at)
            )
        if head is None:
            at += 1
        else:
            found.append(head)
            at = max(head.body, at + 1)
    return found


def field_of(text: str) -> tuple[str, str] | None:
    """Name and value of a line that is a field."""
    found = _RULES["field"].at(text.strip())
    return (found["name"].lower(), one_line(found["value"] or "")) if found else None


def _fields(document: Document, lines: Sequence[Line], at: int) -> ReportHead | None:
    """A head that is a block of fields beginning on line ``at``."""
    if field_of(lines[at].text) is None:
        return None
    fields, last = _block(lines, at)
    strong = any(_RULES["strong-field"].at(name) for name in fields)
    if len(fields) < FEWEST_FIELDS or not strong:
        return None
    first = _title_above(document, lines, at)
    above = [line.text.strip() for line in lines[first:at] if not line.blank]
    own = [text for text in above if _times_alone(document.text)[one_line(text)] < FEWEST_BOARD]
    title = _title_of(fields, own or above)
    if not title:
        return None
    told = [*above, *(value for name, value in fields.items() if _RULES["day-field"].at(name))]
    day = next(filter(None, map(first_single_date, told)), None)
    return ReportHead(lines[first].index, last + 1, title, False, day)


def _block(lines: Sequence[Line], at: int) -> tuple[dict[str, str], int]:
    """The fields from line ``at`` on, a blank or a wrapped line between two allowed, and the index
    of the last.
    """
    fields: dict[str, str] = {}
    last = at
    for line in lines[at : at + BLOCK]:
        own = None if line.blank else field_of(line.text)
        if own is not None:
            fields.setdefault(*own)
            last = line.index
        elif line.index - last > (2 if line.blank else 1):
            break
    return fields, last


def _title_of(fields: dict[str, str], above: Sequence[str]) -> str | None:
    """The title that fields give, else the lines above them; a kind of paper alone takes its
    subject with it.
    """
    title = _title_of_fields(fields)
    generic = bool(above) and _RULES["generic"].at(above[0]) is not None
    if title is not None and not generic:
        return title
    own = next((text for text in above if not _RULES["generic"].at(text)), None)
    project = next((v for n, v in fields.items() if _RULES["subject-field"].at(n)), None)
    found = own or title or project
    return f"{above[0]}: {found}" if generic and found else found


def _title_of_fields(fields: dict[str, str]) -> str | None:
    return next((v for n, v in fields.items() if _RULES["title-field"].at(n) and v), None)


def _title_above(document: Document, lines: Sequence[Line], at: int) -> int:
    """The first of the lines right above a block of fields that stand out, on its page."""
    first, passed = at, 0
    page = document.page_at(lines[at].start)
    for line in reversed(lines[max(0, at - 10) : at]):
        if line.blank:
            continue
        passed += 1
        away = passed > ABOVE or document.page_at(line.start) is not page
        if away or not is_heading_like(document, line) or "\t" in line.text.strip():
            break
        first = line.index
    return first


def _titled(document: Document, lines: Sequence[Line], at: int) -> ReportHead | None:
    """A title at the top of a page with its writer, or the day it is for, below it."""
    line = lines[at]
    if not _at_top(document, lines, at):
        return None
    if not is_heading_like(document, line) and not _promised(document, lines, at):
        return None
    below = [each for each in lines[at : at + 14] if not each.blank][: NEAR + 2]
    marked = bool(_RULES["item-marker"].at(below[0].text.strip()))
    if marked:
        below = below[1:]
    if not below or not _may_be_title(below[0].text.strip()):
        return None
    title = [below[0]]
    for each in below[1:]:
        if not is_heading_like(document, each) or not _runs_on(title[-1].text, each.text):
            break
        title.append(each)
    said = below[len(title) : len(title) + NEAR - 1]
    last = next((each for each in said[:3] if _is_byline(each.text.strip())), None)
    if last is None:
        return None
    text = one_line(" ".join(each.text for each in lines[at : last.index + 1]))
    words = one_line(" ".join(each.text for each in title))
    signed = bool(_RULES["byline"].at(last.text.strip()))
    return ReportHead(line.index, last.index + 1, words, True, first_single_date(text), signed)


def _announced(document: Document, lines: Sequence[Line], at: int) -> ReportHead | None:
    """A title that the agenda announces, below a turned page or as a heading, over who wrote the
    paper: minutes may say the same of an item of theirs.
    """
    text = lines[at].text.strip().lstrip("# ")
    marked = _RULES["item-marked"].at(text)
    title = text[marked.end() :] if marked else text
    if not _may_be_title(title) or _RULES["author"].at(title):
        return None
    above = [each.text.strip() for each in lines[max(0, at - ABOVE) : at] if not each.blank]
    below_mark = any(_RULES["item-marker"].at(said) for said in above[-2:])
    furniture = furniture_of(document)
    turned = any(is_furniture(said, furniture) for said in above[-TOP - 1 :])
    if not turned and not lines[at].text.startswith("#") and not _at_top(document, lines, at):
        return None
    if not below_mark and not _in_agenda(document, lines, at, title):
        return None
    below = [each for each in lines[at + 1 : at + 8] if not each.blank][:SIGNED_WITHIN]
    by = next((each for each in below if _RULES["author"].at(each.text.strip())), None)
    if by is None:
        return None
    return ReportHead(lines[at].index, by.index + 1, one_line(title), False, None, True)


def _in_agenda(document: Document, lines: Sequence[Line], at: int, title: str) -> bool:
    """Whether an item among the first lines of a pack has the title, maybe with columns behind."""
    words = fold_to_words(title)
    running = re.sub(r"\s\d+$", "", words)
    if len(words.split()) < FEWEST_WORDS or _folded(document.text).count(running) > MOST_SAID:
        return False
    begun = " ".join(words.split()[:MOST_WORDS])  # the rest may stand below the columns
    return any(
        f"{said} ".startswith(begun + " ") or said.endswith(" " + words)
        for line in takewhile(lambda line: not is_list_head(line.text), lines[: min(at, AGENDA)])
        for said in _items_on(line.text)
    )


@lru_cache(maxsize=256)
def _items_on(text: str) -> tuple[str, ...]:
    """The folded words of each cell of a line, without the mark of an item."""
    cells = (_ITEM.sub("", cell.strip()) for cell in text.split("\t"))
    return tuple(fold_to_words(cell) for cell in cells)


@lru_cache(maxsize=1)
def _times_alone(text: str) -> Counter[str]:
    """How often each line of a pack stands in it: the board’s name above each part."""
    return Counter(map(one_line, text.splitlines()))


@lru_cache(maxsize=1)
def _folded(text: str) -> str:
    return fold_to_words(text)


def _promised(document: Document, lines: Sequence[Line], at: int) -> bool:
    """Whether the first page announces a paper by the words of a line, where a text shows no
    headings.
    """
    if document.emphasis or len(document.pages) < 2:
        return False
    words = fold_to_words(lines[at].text)
    first, rest = _folded_pages(document.text, document.pages[1].start)
    return len(words.split()) >= 2 and words in first and rest.count(words) <= MOST_SAID


@lru_cache(maxsize=1)  # asked at the top of every page of one paper
def _folded_pages(text: str, second: int) -> tuple[str, str]:
    """The words of the first page and of all pages from the second on, which begins there."""
    return fold_to_words(text[:second]), fold_to_words(text[second:])


def _at_top(document: Document, lines: Sequence[Line], at: int) -> bool:
    page = document.page_at(lines[at].start)
    if page is None or page.start == 0:
        return False
    near = lines[max(0, at - 12) : at]
    above = [line for line in near if line.start >= page.start and not line.blank]
    return len(above) <= TOP and not any(is_heading_like(document, line) for line in above)


def _may_be_title(text: str) -> bool:
    return (
        3 < len(text) <= LONGEST_TITLE
        and "\t" not in text
        and not re.match(r"[•▪–-]\s|\(?[a-z\d]{1,3}[.)]\s|\d", text)
        and not text.endswith((".", ";", ","))
        and not any(
            _LAYOUT[name].at(text) for name in ("agenda-word", "appendix-head", "minutes-head")
        )
        and not _LAYOUT["report-body-head"].pattern.match(text.lower())
        and _LAYOUT["report-section"].at(text) is None
    )


def _runs_on(before: str, after: str) -> bool:
    """Whether a title goes on on the next line."""
    return bool(
        re.search(r"(?:[-–:,&/]|\b(?:and|of|the|for|to|in|on|with|a))$", before.rstrip())
        or after.strip()[:1].islower()
        or (is_upper(before) and is_upper(after) and first_date(after) is None)
    )


def first_title(text: Sequence[str]) -> str | None:
    """The title that some lines begin with, wrapped lines joined, without the mark of an item above
    it.
    """
    kept = [line for line in text if not _RULES["item-marker"].at(line.strip())] or list(text)
    if not kept:
        return None
    title = kept[:1]
    for line in kept[1:]:
        if not _runs_on(title[-1], line):
            break
        title.append(line)
    return one_line(" ".join(title))


def _is_byline(text: str) -> bool:
    """Whether a line names who wrote a paper, or the meeting or day it is for."""
    if len(text) > LONGEST_BYLINE or "\t" in text or text.startswith("•"):
        return False
    if _RULES["byline"].at(text):
        return True
    return first_date(text) is not None and not text.endswith(".") and len(text) < 90
