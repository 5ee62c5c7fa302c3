"""The headings of minutes, in whatever habit a board prints them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from extractors.dates import is_date_line
from extractors.layout import Layout, Stretch
from extractors.numbering import chain
from extractors.rules import rules
from extractors.sections import is_list_head
from extractors.text import Line, folded, is_titled, is_upper
from extractors.titles import emphasised, title_at
from extractors.web_page import (
    is_label,
    is_linked,
    numbered_items,
    only_item,
    record_start,
    trim_title,
    unnumbered_items,
)

_RULES = rules("minutes")
_AGENDA = rules("agenda")


@dataclass(frozen=True, slots=True)
class Heading:
    """A minute's heading: its number as printed, its title, its first line and the offset where its body starts."""

    number: str | None
    title: str
    line: int
    body: int
    rule: str


def headings(layout: Layout, stretch: Stretch) -> list[Heading]:
    """The headings of a stretch of minutes, in whatever habit they are printed.

    Tried in order: “(Item 4)” under the title, a number on a line of its own over the title, a saved page that lost its
    numbers, numbers that count up, numbers with a code before them, titles in capitals, capitals that open a paragraph,
    titles alone between blank lines or right over the text.
    """
    lines = layout.lines[stretch.body : stretch.last]
    for habit, least in (
        (_only_item, 1),
        (_marked, 2),
        (_bare, 2),
        (_unnumbered_page, 1),
        (_linked, 2),
        (_capitals_over_lists, 3),
        (_numbered, 2),
        (_coded, 2),
        (_bare_capitals, 3),
        (_capitals, 3),
        (_opening_capitals, 3),
        (_over_paragraphs, 2),
        (_titles, 2),
        (_over_sentences, 1),
    ):
        found = habit(layout, lines)
        if len(found) >= least:
            return _with_unnumbered(layout, stretch, found) if habit is _numbered else found
    return _capitals(layout, lines) or _titles(layout, lines)


def _marked(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Headings with “(Item 4)” on the line under them."""
    found: list[Heading] = []
    for position, line in enumerate(lines):
        mark = _RULES["item-mark"].at(line.text.strip())
        if not mark or position == 0:
            continue
        first = position - 1
        while first >= 0 and lines[first].blank:
            first -= 1
        if first < 0:
            continue
        top = first
        while not _RULES["item-number"].at(lines[top].text) and top > 0 and first - top < 3:
            above = lines[top - 1]
            if (
                above.blank
                or above.text.rstrip().endswith((".", ";", ":", ")"))
                or not (is_titled(above.text) or is_upper(above.text))
            ):
                break
            top -= 1
        text = folded("\n".join(line.text for line in lines[top : first + 1]))
        numbered = _RULES["item-number"].at(text)
        found.append(
            Heading(
                numbered["number"] if numbered else mark["number"],
                numbered["title"] if numbered else text,
                lines[top].index,
                line.end,
                "item-mark",
            )
        )
    return found


def _only_item(layout: Layout, lines: list[Line]) -> list[Heading]:
    """The one item that a saved page shows by itself."""
    found = only_item(layout.lines)
    if found is None:
        return []
    title, body = found
    return [Heading(None, trim_title(title.text), title.index, body, "only-item")]


def _bare(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Headings whose number stands on a line of its own, as saved web pages print them."""
    items = numbered_items(lines)
    found: list[Heading] = []
    for place, (position, number, title) in enumerate(items):
        last = items[place + 1][0] if place + 1 < len(items) else len(lines)
        body = record_start(lines, position, last) or title.end
        found.append(Heading(number, trim_title(title.text), lines[position].index, body, "bare-number"))
    return found


def _unnumbered_page(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Items of a saved page that lost its numbers."""
    items = unnumbered_items(lines)
    found: list[Heading] = []
    for place, (position, title, taken) in enumerate(items):
        last = items[place + 1][0] if place + 1 < len(items) else len(lines)
        body = record_start(lines, position, last) or lines[position].start + taken
        found.append(Heading(None, title, lines[position].index, body, "page-item"))
    return found


def _bare_capitals(layout: Layout, lines: list[Line]) -> list[Heading]:
    """A number without its full stop on a line of its own, over a title in capitals."""
    spots: list[tuple[int, int, Line]] = []
    for position, line in enumerate(lines):
        if not re.fullmatch(r"\d{1,3}", line.text.strip()):
            continue
        title = next((n for n in lines[position + 1 : position + 6] if not n.blank), None)
        if title is not None and is_upper(title.text) and len(title.text) <= 120:
            spots.append((position, int(line.text), title))
    run = chain([number for _, number, _ in spots])
    return [
        Heading(str(number), folded(title.text), lines[position].index, title.end, "bare-number")
        for position, number, title in (spots[at] for at in run)
    ]


def _coded(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Numbers with a code before them (“GB/22/001: Welcome”, “21.44 ELECTION OF CHAIR”, “No 1”, “Item 1.”)."""
    spots: list[tuple[Line, re.Match[str], str]] = []
    for position, line in enumerate(lines):
        found = _RULES["coded-number"].at(line.text.strip())
        if found is None:
            continue
        title = found["title"]
        if not title:
            below = next((n for n in lines[position + 1 : position + 4] if not n.blank), None)
            title = re.sub(r"^Item\s+", "", below.text.strip()) if below else ""
        worded = re.match(r"[a-z]", found["code"], re.I)  # a bare “21.44” needs more proof that it numbers a title
        short = len(title) <= 60 and not title.endswith(".")
        if title and (worded or short or is_upper(title) or is_titled(title) or _AGENDA["procedural"].at(title)):
            spots.append((line, found, title))
    codes = Counter(found["code"].strip().lower() for _, found, _ in spots)
    if not codes:
        return []
    code = min(codes, key=lambda c: (-codes[c], c))
    spots = [spot for spot in spots if spot[1]["code"].strip().lower() == code]
    run = chain([int(found["number"]) for _, found, _ in spots])
    out: list[Heading] = []
    for at in run:
        line, found, title = spots[at]
        number = found["whole"] if re.search(r"\d", found["code"]) or "/" in found["whole"] else found["number"]
        offset = layout.document.text.index(title, line.start)
        inline = offset < line.end
        name, body = title_at(layout, line, title, offset) if inline else (folded(title), offset + len(title))
        out.append(Heading(number, name, line.index, body, "coded-number"))
    return out


def _opening_capitals(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Paragraphs that open with their title in capitals (“FINANCE. A cheque was signed”)."""
    found: list[Heading] = []
    for position, line in enumerate(lines):
        text = line.text.strip()
        if position and not lines[position - 1].blank:
            continue
        opened = _RULES["opening-capitals"].at(text)
        if opened and not _LISTED.match(opened["title"]):
            body = line.start + line.text.index(text) + opened.end("title")
            found.append(Heading(None, opened["title"].strip(" ."), line.index, body, "opening-capitals"))
    return found


def _numbered(layout: Layout, lines: list[Line]) -> list[Heading]:
    spots: list[tuple[Line, re.Match[str]]] = []
    for line in lines:
        text = line.text.strip()
        found = _RULES["item-number"].at(text)
        if found and "\t" not in text and not is_date_line(text) and re.match(r"[A-Z‘'“\"(*]", found["title"]):
            spots.append((line, found))
    weights = [_weight(layout, line, found["title"]) for line, found in spots]
    counted = [int(re.match(r"\d+", found["number"])[0]) for _, found in spots]  # type: ignore[index]
    run = chain(counted, weights)
    held = {counted[at] for at in run}  # where one of two is lettered (“41/19”, “41a/19”) both are headings
    lettered = {n for n, (_, f) in zip(counted, spots, strict=True) if n in held and re.search(r"[a-z]/", f["number"])}
    run = sorted({*run, *(at for at, (_, f) in enumerate(spots) if counted[at] in lettered and "/" in f["number"])})
    out: list[Heading] = []
    for at in run:
        line, found = spots[at]
        offset = line.start + line.text.index(found["title"])
        title, body = title_at(layout, line, found["title"], offset)
        out.append(Heading(found["number"], title, line.index, body, "item-number"))
    return out


def _weight(layout: Layout, line: Line, title: str) -> float:
    """How much a numbered line looks like a heading rather than a numbered paragraph."""
    weight = 1.0
    if emphasised(layout.document, line.start, line.end):
        weight += 0.6
    if len(title) > 120:
        weight -= 0.5
    if _AGENDA["procedural"].at(title):
        weight += 0.5
    if is_titled(title):
        weight += 0.2
    return weight


def _with_unnumbered(layout: Layout, stretch: Stretch, numbered: list[Heading]) -> list[Heading]:
    """Procedural headings that lost their number, before the first numbered one."""
    first = numbered[0].line
    found: list[Heading] = []
    for line in layout.lines[stretch.body : first]:
        text = line.text.strip()
        if (
            text
            and len(text) < 70
            and _RULES["unnumbered-head"].at(text)
            and any(not n.blank for n in layout.lines[line.index + 1 : line.index + 4])
        ):
            found.append(Heading(None, folded(text), line.index, line.end, "unnumbered-head"))
    return [*found, *numbered]


def _capitals(layout: Layout, lines: list[Line]) -> list[Heading]:
    return _alone(layout, lines, upper=True)


def _titles(layout: Layout, lines: list[Line]) -> list[Heading]:
    return _alone(layout, lines, upper=False)


def _capitals_over_lists(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Titles in capitals over lists whose numbers begin again under each of them."""
    ones = [line.index for line in lines if re.match(r"^1\s*[.)\\]\s*\S", line.text.strip())]
    found = _capitals(layout, lines) if len(ones) >= 2 else []
    over = {max((head.line for head in found if head.line < one), default=None) for one in ones} - {None}
    return found if len(over) >= 2 else []


def _linked(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Titles of a saved page that lost its numbers and labels: some still show the mark of their file."""
    return _titles(layout, lines) if any(is_linked(line.text) for line in lines) else []


def _over_paragraphs(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Titles that lost their number, over paragraphs that kept theirs (“2.1. The minutes were …”)."""
    spots: list[tuple[Line, int]] = []
    above: Line | None = None
    for line in lines:
        text = line.text.strip()
        first = re.match(r"^(\d{1,2})\.1\.?\s*[A-Z]", text)
        if first and above is not None and len(above.text) <= 120 and not re.search(r"[.;,]$", above.text.strip()):
            spots.append((above, int(first[1])))
        above = line if text else above
    run = chain([number for _, number in spots])
    return [
        Heading(str(number), folded(line.text.strip(" -–•")), line.index, line.end, "title-over-paragraphs")
        for line, number in (spots[at] for at in run)
    ]


def _over_sentences(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Short titles right over the sentence that follows, where no blank line is left between them.

    The first is one that opens a meeting (“Welcome and introductions”).
    """
    written = [line for line in lines if not line.blank]
    found: list[Heading] = []
    for above, line, below in zip([None, *written], written, written[1:], strict=False):
        text = line.text.strip()
        begun = bool(found) or _AGENDA["procedural"].at(text) is not None
        if not begun or len(text) > 90 or len(text.split()) > 12 or "\t" in text or not text[:1].isupper():
            continue
        ended = above is None or not found or re.search(r"[.:;|]$|^\w+:", above.text.strip()) is not None
        if (
            ended
            and not re.search(r"[.;:,]$", text)
            and _SENTENCE.match(below.text.strip())
            and not _LABELLED.match(text)
        ):
            found.append(Heading(None, folded(text), line.index, line.end, "title-over-sentence"))
    return found


_SENTENCE = re.compile(
    r"^[A-Z‘“(].{40,}[.:;]$|^[A-Z].{60,}|^[A-Z]\S+\s+(?:\S+\s+){0,6}?(?:was|were|welcomed|noted|agreed)\b"
)
_LABELLED = re.compile(r"^(?:Action|Owner|Due|Actions?\s+Point|Decision|Proposed|Seconded)\b", re.I)


def _alone(layout: Layout, lines: list[Line], upper: bool) -> list[Heading]:
    """Titles alone between blank lines, without a number."""
    found: list[Heading] = []
    begun = False
    for position, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            continue
        alone = (position == 0 or lines[position - 1].blank) and (
            position + 1 >= len(lines) or lines[position + 1].blank or is_label(lines[position + 1].text)
        )
        title = trim_title(text)
        linked = is_linked(text)  # the mark of a file behind it: a title, whatever else it looks like
        if (not alone and not linked) or len(title) > 120 or "\t" in text or not re.search(r"[A-Za-z]{3}", title):
            continue
        if (
            re.match(r"\d", title)
            or is_label(title)
            or is_list_head(title)
            or _LISTED.match(title)
            or is_date_line(title)
        ):
            continue
        procedural = _AGENDA["procedural"].at(title) is not None and len(title.split()) <= 12
        if upper != is_upper(title) or not (is_titled(title) or linked or procedural):
            continue
        if not (linked or procedural) and (title.endswith((".", ";", ",")) or ":" in title.rstrip(":") or "(" in title):
            continue
        if len(title) > 90 and not linked:
            continue
        if not upper:
            begun = begun or procedural
            following = next((n.text.strip() for n in lines[position + 1 :] if not n.blank), "")
            if not begun or (len(following) < 40 and not procedural) or len(title.split()) > (20 if linked else 9):
                continue
        found.append(Heading(None, folded(title), line.index, line.end, "title-alone"))
    return found


_LISTED = re.compile(
    r"^(?:present|in attendance|also present|apologies|officers|members|distribution|public members|chair(?:man)?"
    r"|signed)\b\s*:?$",
    re.I,
)
