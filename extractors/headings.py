"""The headings of minutes, in whatever habit a board prints them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from kg.extractors.dates import MONTHS, is_date_line
from kg.extractors.layout import Layout, Stretch
from kg.extractors.numbering import chain
from kg.extractors.rules import rules
from kg.extractors.sections import is_list_head
from kg.extractors.text import Line, is_titled, is_upper
from kg.extractors.titles import (
    LONGEST_TITLE,
    Heading,
    emphasised,
    run_in,
    split_title,
    stands_out,
    title_at,
)
from kg.extractors.unnumbered import (
    capitals,
    capitals_over_lists,
    linked,
    opening_capitals,
    opening_paragraphs,
    over_long_paragraphs,
    over_paragraphs,
    over_sentences,
    titles,
    titles_standing_out,
)
from kg.extractors.web_page import (
    UNTITLED,
    numbered_items,
    only_item,
    record_start,
    trim_title,
    unnumbered_items,
)
from kg.ontology.folding import one_line

_RULES = rules("minutes")
_AGENDA = rules("agenda")


def headings(layout: Layout, stretch: Stretch) -> list[Heading]:
    """The headings of a stretch of minutes, in whatever habit they are printed.

    Tried in order: “(Item 4)” under the title, a number on a line of its own over the title, a
    saved page that lost its numbers, numbers that count up, numbers with a code before them, titles
    that stand out, in capitals, that open a paragraph, alone between blank lines or right over the
    text; a habit seen once comes after those seen often.
    """
    lines = layout.lines[stretch.body : stretch.last]
    for habit, least in (
        (_only_item, 1),
        (_marked, 2),
        (_bare, 2),
        (_bare_recorded, 1),
        (_unnumbered_page, 1),
        (linked, 2),
        (capitals_over_lists, 3),
        (_marked, 1),
        (_numbered, 2),
        (_coded, 2),
        (titles_standing_out, 2),
        (_bare_capitals, 3),
        (_bare_titles, 3),
        (capitals, 3),
        (opening_capitals, 3),
        (over_paragraphs, 2),
        (_first_numbered, 1),
        (opening_paragraphs, 3),
        (over_long_paragraphs, 3),
        (titles, 2),
        (over_sentences, 1),
        (_numbered, 1),
        (_coded, 1),
        (over_long_paragraphs, 1),
        (titles_standing_out, 1),
    ):
        found = habit(layout, lines)
        if stretch.rule == "fragment":  # the title was left on the page before
            found = [head for head in found if head.title != UNTITLED]
        if habit is _numbered and _are_lists(layout, lines, found):
            continue
        if len(found) >= least:
            return (
                _with_unnumbered(layout, stretch, found) if habit in (_numbered, _coded) else found
            )
    return capitals(layout, lines) or titles(layout, lines)


def _are_lists(layout: Layout, lines: list[Line], numbered: list[Heading]) -> bool:
    """Whether numbers count the points of lists,
    under headings that stand out as no number does.
    """
    if not numbered or any(emphasised(layout.document, *_ends(layout, head)) for head in numbered):
        return False
    standing_out = titles_standing_out(layout, lines)
    return len(standing_out) >= 3 and standing_out[0].line < numbered[0].line


def _ends(layout: Layout, head: Heading) -> tuple[int, int]:
    return layout.lines[head.line].start, layout.lines[head.line].end


def _marked(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Headings with “(Item 4)” on the line under them, or behind their last word."""
    found: list[Heading] = []
    for position, line in enumerate(lines):
        words = line.text.strip()
        alone = _RULES["item-mark"].at(words)
        mark = alone or _RULES["item-mark-behind"].at(words)
        first = position if mark and not alone else position - 1
        while alone and first >= 0 and lines[first].blank:
            first -= 1
        if not mark or first < 0:
            continue
        top = _first_line(lines, first)
        end = line.start + line.text.index(words) + mark.start("mark")
        text = one_line(layout.document.text[lines[top].start : end])
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


def _first_line(lines: list[Line], last: int) -> int:
    """Place of the line where a title begins that ends on line ``last``: the one with its number,
    if there is one.
    """
    for top in range(last, max(-1, last - 4), -1):
        if _RULES["item-number"].at(lines[top].text):
            return top
        if (
            top == 0
            or lines[top - 1].blank
            or lines[top - 1].text.rstrip().endswith((".", ";", ":"))
        ):
            break
    top = last
    while top > 0 and last - top < 3:
        above = lines[top - 1]
        if (
            above.blank
            or above.text.rstrip().endswith((".", ";", ":", ")"))
            or not (is_titled(above.text) or is_upper(above.text))
        ):
            break
        top -= 1
    return top


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
        found.append(
            Heading(number, trim_title(title.text), lines[position].index, body, "bare-number")
        )
    return found


def _bare_recorded(layout: Layout, lines: list[Line]) -> list[Heading]:
    """The one item of a saved page's fragment that still has its number,
    with its record under it.
    """
    found = _bare(layout, lines)
    last = lines[-1].index + 1 if lines else 0
    return found if found and record_start(layout.lines, found[0].line, last) is not None else []


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
    return _over_titles(lines, is_upper)


def _bare_titles(layout: Layout, lines: list[Line]) -> list[Heading]:
    """A number on a line of its own over a short title; a page's stands over its running head."""
    found = _over_titles(lines, _is_short_title)
    return found if len({head.title for head in found}) == len(found) else []


def _is_short_title(text: str) -> bool:
    text = text.strip()
    return (
        text[:1].isupper()
        and len(text) <= SHORT_TITLE
        and re.search(r"[\w”’\"')?]$", text) is not None
        and "\t" not in text
        and not is_date_line(text)
    )


def _over_titles(lines: list[Line], is_title: Callable[[str], bool]) -> list[Heading]:
    """The numbers alone on their lines that count up over titles."""
    spots: list[tuple[int, int, Line]] = []
    for position, line in enumerate(lines):
        if not re.fullmatch(r"\d{1,3}", line.text.strip()):
            continue
        title = next((n for n in lines[position + 1 : position + 6] if not n.blank), None)
        if title is not None and is_title(title.text) and len(title.text) <= LONGEST_BARE:
            spots.append((position, int(line.text), title))
    run = chain([number for _, number, _ in spots])
    return [
        Heading(str(number), one_line(title.text), lines[position].index, title.end, "bare-number")
        for position, number, title in (spots[at] for at in run)
    ]


SHORT_TITLE = 80  # characters of a title under its number
LONGEST_BARE = 120  # of one in capitals


def _coded(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Numbers with a code before them (“GB/22/001: Welcome”, “21.44 ELECTION OF CHAIR”, “No 1”,
    “Item 1.”).
    """
    spots: list[tuple[Line, re.Match[str], str]] = []
    for position, line in enumerate(lines):
        found = _RULES["coded-number"].at(line.text.strip())
        if found is None or _RULES["application"].at(line.text.strip()):
            continue
        title = found["title"]
        if not title:
            below = next((n for n in lines[position + 1 : position + 4] if not n.blank), None)
            title = re.sub(r"^Item\s+", "", below.text.strip()) if below else ""
        worded = re.match(
            r"[a-z]", found["code"], re.I
        )  # a bare “21.44” needs more proof that it numbers a title
        short = len(title) <= 60 and not title.endswith(".")
        if title and (
            worded
            or short
            or is_upper(title)
            or is_titled(title)
            or _AGENDA["procedural"].at(title)
        ):
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
        number = (
            found["whole"]
            if re.search(r"\d", found["code"]) or "/" in found["whole"]
            else found["number"]
        )
        offset = layout.document.text.index(title, line.start)
        name, body = title_at(
            layout, layout.lines[_line_at(layout, line.index, offset)], title, offset
        )
        out.append(Heading(number, name, line.index, body, "coded-number"))
    return out


def _numbered(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Numbers that count up, each before its title or on a line of its own over it; numbered
    paragraphs are none.
    """
    spots: list[
        tuple[Line, str, int, str]
    ] = []  # line of the number, number, offset of the title, title
    for position, line in enumerate(lines):
        text = line.text.strip()
        found = _RULES["item-number"].at(text)
        if (
            found
            and "\t" not in text
            and not _is_day(text)
            and re.match(r"[A-Z‘'“\"(*]", found["title"])
        ):
            title = found["title"]
            if not _is_numbered_paragraph(layout, line, title):
                spots.append((line, found["number"], line.start + line.text.index(title), title))
        elif re.fullmatch(r"\d{1,4}\.", text):
            below = next((n for n in lines[position + 1 : position + 4] if not n.blank), None)
            title = trim_title(below.text) if below else ""
            if (
                below
                and re.match(r"[A-Z]", title)
                and len(title) <= LONGEST_TITLE
                and not title.endswith((".", ";"))
            ):
                spots.append((line, text[:-1], below.start + below.text.index(title), title))
    run_ins = sum(1 for _, _, _, title in spots if run_in(title) is not None) * 2 > max(
        2, len(spots)
    )
    weights = [_weight(layout, line, title) for line, _, _, title in spots]
    counted = [int(re.match(r"\d+", number)[0]) for _, number, _, _ in spots]  # type: ignore[index]
    run = chain(counted, weights)
    held = {
        counted[at] for at in run
    }  # where one of two is lettered (“41/19”, “41a/19”) both are headings
    lettered = {
        n
        for n, spot in zip(counted, spots, strict=True)
        if n in held and re.search(r"[a-z]/", spot[1])
    }
    run = sorted(
        {*run, *(at for at, spot in enumerate(spots) if counted[at] in lettered and "/" in spot[1])}
    )
    out: list[Heading] = []
    for at in run:
        line, number, offset, text = spots[at]
        end = run_in(text)
        if end is not None and (
            _AGENDA["procedural"].at(text[:end]) or (run_ins and not is_list_head(text))
        ):
            title, body = text[: end - 1], offset + end
        else:
            title, body = title_at(
                layout, layout.lines[_line_at(layout, line.index, offset)], text, offset
            )
        out.append(Heading(number, title, line.index, body, "item-number"))
    return out


_DAY = re.compile(rf"\d{{1,2}}\s+(?:{'|'.join(MONTHS)})\s+\d{{4}}\b", re.I)


def _is_day(text: str) -> bool:
    """Whether a line is a day, or begins with one: “7 February 2025. The meeting closed …”."""
    return is_date_line(text) or _DAY.match(text) is not None


def _first_numbered(layout: Layout, lines: list[Line]) -> list[Heading]:
    """A single numbered heading: the first, procedural or in a type of its own."""
    found = _numbered(layout, lines)
    sure = [
        head
        for head in found
        if head.number == "1"
        and (_AGENDA["procedural"].at(head.title) or stands_out(layout, layout.lines[head.line]))
    ]
    return sure if len(found) == 1 else []


def _line_at(layout: Layout, first: int, offset: int) -> int:
    """Index of the line that holds ``offset``, looked for from line ``first`` on."""
    return next(line.index for line in layout.lines[first:] if offset <= line.end)


def _is_numbered_paragraph(layout: Layout, line: Line, title: str) -> bool:
    """Whether a number stands before a paragraph of a discussion: its first sentence is long and no
    title.
    """
    if _RULES["resolved"].at(title):
        return True
    if (
        _AGENDA["procedural"].at(title)
        or stands_out(layout, line)
        or re.match(r"[A-Z]{5,}\b", title)
    ):
        return False
    text = _with_wrapped(layout, line, title)
    cut = run_in(text) or split_title(text)
    head = text[:cut] if cut is not None else text
    if _RULES["paragraph-begun"].at(head):
        return True
    told = cut is not None and head.endswith(".")
    if re.match(r"To\s+[a-z]", head) or (is_titled(head) and not told):
        return False
    least = 6 if head.rstrip().endswith(":") else 9
    return len(head.split()) >= least and _FINITE.search(head) is not None


def _with_wrapped(layout: Layout, line: Line, text: str) -> str:
    """A line's words with those of the line under it, where they go on there."""
    below = layout.lines[line.index + 1] if line.index + 1 < len(layout.lines) else None
    if below is None or below.blank or re.match(r"\(?\w{1,3}[).]\s", below.text.strip()):
        return text
    full = len(line.text) >= 60 and not re.search(r"[.:;?]$", text)
    return one_line(f"{text}\n{below.text}") if full or below.text.strip()[:1].islower() else text


_FINITE = re.compile(
    r"\b(?:was|were|is|are|be|been|has|have|had|will|would|could|should|must|can|may|did|does|said|gave|made|took|told"
    r"|felt|began|became|came|went|saw|knew|spoke|stood|brought|thought|sought|led|\w{3,}ed)\b"
)


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
    """Procedural headings that lost their number or never had one, among numbered ones."""
    taken = {head.line for head in numbered}
    run_ins = sum(layout.document.text[head.body - 1] == ":" for head in numbered) * 2 > len(
        numbered
    )
    found: list[Heading] = []
    for line in layout.lines[stretch.body : stretch.last]:
        text = line.text.strip()
        if line.index in taken or not text:
            continue
        if (
            len(text) < 70
            and _RULES["unnumbered-head"].at(text)
            and any(not n.blank for n in layout.lines[line.index + 1 : line.index + 4])
        ):
            found.append(Heading(None, one_line(text), line.index, line.end, "unnumbered-head"))
        elif (
            run_ins
            and line.index < numbered[0].line
            and (end := run_in(text)) is not None
            and (bool(found) if is_list_head(text) else is_titled(text[:end]))
        ):
            found.append(
                Heading(None, text[: end - 1], line.index, line.start + end, "unnumbered-head")
            )
    return sorted([*found, *numbered], key=lambda head: head.line)
