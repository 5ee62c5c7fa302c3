"""Minutes: their headings, numbered or not, the points noted under them, and where each one ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.dates import is_date_line
from extractors.facts import Document, Minute, Point, Span
from extractors.layout import Layout, Stretch, is_titled, is_upper
from extractors.numbering import chain
from extractors.rules import rules
from extractors.text import Line, folded

_RULES = rules("minutes")
_LAYOUT = rules("layout")
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

    Tried in order: “(Item 4)” under the title, a number on a line of its own over the title, numbers that count up,
    titles in capitals, titles alone between blank lines.
    """
    lines = layout.lines[stretch.body : stretch.last]
    marked = _marked(layout, lines)
    if len(marked) >= 2:
        return marked
    bare = _bare(layout, lines)
    if len(bare) >= 2:
        return bare
    numbered = _numbered(layout, lines)
    if len(numbered) >= 2:
        return _with_unnumbered(layout, stretch, numbered)
    capitals = _alone(layout, lines, upper=True)
    if len(capitals) >= 3:
        return capitals
    return _alone(layout, lines, upper=False)


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


_ATTACHMENT = re.compile(r"\s+PDF\s+[\d.,]+\s*[KM]B\s*$", re.I)


def _bare(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Headings whose number stands on a line of its own, as saved web pages print them."""
    spots: list[tuple[int, int, str]] = []
    for position, line in enumerate(lines):
        bare = _RULES["bare-number"].at(line.text.strip())
        if bare and "." in line.text:
            spots.append((position, int(bare["number"].partition("/")[0]), bare["number"]))
    run = chain([number for _, number, _ in spots])
    found: list[Heading] = []
    for at in run:
        position, _, number = spots[at]
        title = next((line for line in lines[position + 1 : position + 6] if not line.blank), None)
        if title is None or not title.text[:1].isupper():
            continue
        text = _ATTACHMENT.sub("", folded(title.text))
        if len(text) <= 250:
            found.append(Heading(number, text, lines[position].index, title.end, "bare-number"))
    return found


def _numbered(layout: Layout, lines: list[Line]) -> list[Heading]:
    spots: list[tuple[Line, re.Match[str]]] = []
    for line in lines:
        text = line.text.strip()
        found = _RULES["item-number"].at(text)
        if found and "\t" not in text and not is_date_line(text) and re.match(r"[A-Z‘'“\"(*]", found["title"]):
            spots.append((line, found))
    weights = [_weight(layout, line, found["title"]) for line, found in spots]
    run = chain([int(found["number"].partition("/")[0]) for _, found in spots], weights)
    out: list[Heading] = []
    for at in run:
        line, found = spots[at]
        offset = line.start + line.text.index(found["title"])
        title, body, end = _title(layout, line, found["title"], offset)
        out.append(Heading(found["number"], title, line.index, body, "item-number"))
        del end
    return out


def _weight(layout: Layout, line: Line, title: str) -> float:
    """How much a numbered line looks like a heading rather than a numbered paragraph."""
    weight = 1.0
    if _emphasised(layout.document, line.start, line.end):
        weight += 0.6
    if len(title) > 120:
        weight -= 0.5
    if _AGENDA["procedural"].at(title):
        weight += 0.5
    if is_titled(title):
        weight += 0.2
    return weight


def _emphasised(document: Document, start: int, end: int) -> bool:
    return any(span.start < end and start < span.end for span in document.emphasis)


def _title(layout: Layout, line: Line, text: str, offset: int) -> tuple[str, int, int]:
    """Where a title ends: with its bold run, its line, its wrapped line, or before the first sentence."""
    document = layout.document
    bold = next(
        (span for span in document.emphasis if span.start <= offset + 1 and offset < span.end <= line.end), None
    )
    if bold is not None and bold.end < line.end - 1 and bold.end - offset >= 3:
        title = document.text[offset : bold.end].strip()
        return folded(title).rstrip(" -–"), bold.end, bold.end
    cut = split_title(text)
    if cut is not None:
        return folded(text[:cut]).rstrip(" -–"), offset + cut, offset + cut
    following = layout.lines[line.index + 1] if line.index + 1 < len(layout.lines) else None
    if following is not None and not following.blank and _continues_title(text, following.text.strip()):
        return folded(text + " " + following.text), following.end, following.end
    return folded(text), line.end, line.end


def _continues_title(title: str, text: str) -> bool:
    if title.rstrip().endswith((".", ":", ";", "?")) or _RULES["point"].at(text) or _RULES["resolved"].at(text):
        return False
    if len(text) > 80 or (
        not re.search(r"(?:[-–&,]|\b(?:and|of|the|for|to|in|on|with|a))$", title.rstrip()) and not text[:1].islower()
    ):
        return False
    return len(title) > 40


_OPENING = re.compile(
    r"\.\s+(?=[A-Z(])"
    r"|\s+[-–—]\s+(?=(?:The|A|An|It|This|There|No|All|Cllr|Councillor|Mr|Mrs|Members)\b(?:\s+\S+){5})"
    r"|(?<=[a-z\d)])\s+(?=(?:(?:The|It was|This|There (?:was|were)|Apologies were|No|None)\s+(?:[A-Za-z\d]+\s+){0,14}?"
    r"|(?:Members|Councillors|Cllrs?)\s+(?:[A-Za-z]+\s+){0,2}?)(?:was|were|had|has|have|is|are)\b)"
    r"|\s+(?=(?:was|were)\s+(?:read|noted|given|received|approved|agreed|discussed|presented|made)\b)"
)


_DATE_BEHIND = re.compile(r"(?<=[a-z])\s*:\s*(?=(?:\w+day\b|\d{1,2}(?:st|nd|rd|th)?\s+[A-Z]))")


def split_title(text: str) -> int | None:
    """Where the title of a minute ends that shares its line with the text, or ``None`` where the line is all title."""
    if len(text) < 30:
        return None
    if dated := _DATE_BEHIND.search(text):
        return dated.start()
    for found in _OPENING.finditer(text):
        head = text[: found.start()]
        rest = text[found.end() :]
        if len(head) < 4 or len(rest) < 12:
            continue
        if found[0].startswith(".") and (
            re.search(r"\b(?:Mr|Mrs|Ms|Dr|Cllr|Cllrs|St|No|[A-Z])$", head) or len(rest.split()) < 3
        ):
            continue
        return found.start() + (1 if found[0].startswith(".") else 0)
    return None


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


def _alone(layout: Layout, lines: list[Line], upper: bool) -> list[Heading]:
    """Titles alone between blank lines, without a number."""
    found: list[Heading] = []
    begun = False
    for position, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            continue
        alone = (position == 0 or lines[position - 1].blank) and (
            position + 1 >= len(lines) or lines[position + 1].blank
        )
        if not alone or len(text) > 90 or "\t" in text or not re.search(r"[A-Za-z]{3}", text):
            continue
        if upper != is_upper(text) or not is_titled(text):
            continue
        if (
            text.endswith((".", ";", ","))
            or ":" in text.rstrip(":")
            or _LISTED.match(text)
            or is_date_line(text)
            or "(" in text
        ):
            continue
        if not upper:
            begun = begun or bool(_AGENDA["procedural"].at(text))
            following = next((n.text.strip() for n in lines[position + 1 :] if not n.blank), "")
            if not begun or len(following) < 40 or len(text.split()) > 9:
                continue
        found.append(Heading(None, folded(text), line.index, line.end, "title-alone"))
    return found


_LISTED = re.compile(
    r"^(?:present|in attendance|also present|apologies|officers|members|distribution|public members|chair(?:man)?"
    r"|signed)\b\s*:?$",
    re.I,
)


def closing_line(layout: Layout, stretch: Stretch, first: int) -> int:
    """Index of the line where the minutes close (times, CHAIRMAN, signature), or the end of the stretch."""
    last = stretch.last
    for line in reversed(layout.lines[first : stretch.last]):
        text = line.text.strip()
        if not text:
            continue
        if (
            _LAYOUT["closing"].at(text)
            or is_date_line(text)
            or _RULES["closing-times"].at(text)
            or _LAYOUT["blank-page"].at(text)
        ):
            last = line.index
            continue
        break
    return last


def read_minutes(layout: Layout, stretch: Stretch, meeting: int, heads: list[Heading]) -> tuple[Minute, ...]:
    """One ``Minute`` a heading, with its points."""
    if not heads:
        return ()
    end_line = closing_line(layout, stretch, heads[-1].line + 1)
    end = layout.lines[end_line - 1].end if end_line > 0 else stretch.last
    minutes: list[Minute] = []
    for position, head in enumerate(heads):
        last = heads[position + 1].line if position + 1 < len(heads) else end_line
        stop = layout.lines[heads[position + 1].line].start if position + 1 < len(heads) else end
        start = layout.lines[head.line].start
        text = layout.document.text[head.body : stop]
        marked = _RULES["marked-item"].within(folded(text))
        trimmed = start + len(layout.document.text[start:stop].rstrip())
        minutes.append(
            Minute(
                meeting=meeting,
                number=head.number,
                title=head.title,
                points=_points(layout, head, last),
                span=Span(start, max(trimmed, start + 1)),
                rule=head.rule,
                agenda_item=marked["number"] if marked else None,
            )
        )
    return tuple(minutes)


def _points(layout: Layout, head: Heading, last: int) -> tuple[Point, ...]:
    """Lettered and roman points between the heading and the decision."""
    found: list[tuple[str, int, int]] = []
    for line in layout.lines[head.line : last]:
        if line.start < head.body:
            continue
        text = line.text.strip()
        if _RULES["resolved"].at(text):
            break
        point = _RULES["point"].at(text)
        if point and point["text"]:
            found.append((point["label"] or point["label2"], line.start, line.end))
        elif found and text:
            label, start, _ = found[-1]
            if _after_points(layout, line, found[-1][2]):
                break
            found[-1] = (label, start, line.end)
    return tuple(
        Point(label, folded(re.sub(r"^\S+\s*", "", layout.document.text[start:end], count=1)), Span(start, end))
        for label, start, end in found
    )


def _after_points(layout: Layout, line: Line, end: int) -> bool:
    """Whether a paragraph after the last point no longer belongs to it: a blank line and a sentence that had ended."""
    between = layout.document.text[end : line.start]
    before = layout.document.text[:end].rstrip()[-1:]
    return "\n\n" in between.replace(" ", "") and before in ".!?" and line.text[:1].isupper()
