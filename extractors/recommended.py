"""What a paper asks the board to do: the clauses under a heading that announces them, or in a
sentence that asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.extractors.clauses import goes_on_from, paragraphs, split
from kg.extractors.facts import Document, Span
from kg.extractors.layout import Layout, Stretch
from kg.extractors.page_furniture import without_furniture
from kg.extractors.people import People
from kg.extractors.rules import rules
from kg.extractors.text import Line, is_heading_like, is_titled
from kg.ontology.folding import one_line

_RULES = rules("recommendations")
_LAYOUT = rules("layout")
_ENDED = re.compile(r"[.!?][”’\"]?$")
_RUN_IN = re.compile(r"^\s*(?:\d{1,2}\.?\s+)?Recommendations?[.:]\s+(?=[A-Z])")
LONGEST_HEAD = 80  # characters of a heading
SHORT = 0.75  # share of the longest line below which a line ends a paragraph
MOST_LINES = 120  # lines of a section


@dataclass(frozen=True, slots=True)
class Asked:
    """One clause of what a paper recommends, its label as printed without brackets."""

    label: str | None
    text: str
    span: Span


def asked_in(layout: Layout, stretch: Stretch, people: People) -> list[Asked]:
    """The recommendations of a paper in order."""
    lines = without_furniture(layout.document, layout.lines[stretch.body : stretch.last])
    found: list[Asked] = []
    at = 0
    while at < len(lines):
        text = lines[at].text.strip()
        text = text.rpartition(" / ")[2] if len(text) <= LONGEST_HEAD else text
        if _announces(text, stretch.kind):
            section, at = _section(layout.document, lines, at + 1, people)
            found += _clauses(section, _counts_alone(text, lines[at:]))
            continue
        if opened := _RUN_IN.match(lines[at].text):
            head = lines[at]
            rest = Line(head.index, head.start + opened.end(), head.text[opened.end() :])
            section, last = _section(layout.document, [rest, *lines[at + 1 :]], 0, people)
            found += _clauses(section)
            at += max(1, last)
            continue
        begun = at == 0 or lines[at - 1].blank or _begins(lines[at]) or text.endswith(":")
        if begun and _RULES["asks"].at(text):
            section, at = _section(layout.document, lines, at, people)
            found += _clauses(section)
            continue
        at += 1
    return found


def _announces(text: str, kind: str) -> bool:
    """Whether a line is the heading of recommendations; slides that end in asks make none."""
    if not 0 < len(text) <= LONGEST_HEAD:
        return False
    return bool(_RULES["head"].at(text) or (kind == "report" and _RULES["asks-head"].at(text)))


def _begins(line: Line) -> bool:
    return re.match(r"\s*\d{1,2}\.\d{1,2}\.?\s", line.text) is not None


def _section(
    document: Document, lines: Sequence[Line], first: int, people: People
) -> tuple[list[Line], int]:
    """The lines of a section up to the next heading, table, signature or contact, and the place of
    the first after.
    """
    out: list[Line] = []
    shown = None  # whether the section's own words stand out as headings do
    at = first
    while at < len(lines) and len(out) < MOST_LINES:
        line = lines[at]
        if not line.blank:
            if shown is None:
                shown = is_heading_like(document, line)
            elif (not _open(out) and _ends(document, line, shown)) or (
                _whole(out) and _signs(line.text, people)
            ):
                break
            if line.text.strip().count("\t") >= 2:
                break
        out.append(line)
        at += 1
    return out, max(at, first)


def _ends(document: Document, line: Line, shown: bool) -> bool:
    """Whether a line begins what follows the recommendations."""
    text = line.text.strip()
    if _LAYOUT["contact-head"].at(text) or _LAYOUT["contact-line"].at(text):
        return True
    if _LAYOUT["blank-page"].at(text) or _RULES["behind"].at(text):
        return True
    if _LAYOUT["report-section"].at(text) and not _RULES["head"].at(text):
        return True
    if not shown and is_heading_like(document, line) and len(text) <= 120:
        return not _RULES["asks"].at(text)
    numbered = re.match(r"\d{1,2}\.?\s+(?=[A-Z])", text)
    rest = text[numbered.end() :] if numbered else ""
    return bool(
        rest
        and len(rest) < 60
        and is_titled(rest)
        and not re.search(r"[.;:,]$|^(?:That|The)\b", rest)
    )


def _open(lines: Sequence[Line]) -> bool:
    """Whether a sentence goes on from the line above."""
    above = next((line.text.rstrip() for line in reversed(lines) if not line.blank), "")
    if not lines or lines[-1].blank:
        return above.endswith(",")
    return not above.endswith((".", ";", ":")) and not _RULES["stem"].at(above)


def _whole(lines: Sequence[Line]) -> bool:
    """Whether the last sentence of some lines has ended."""
    last = next((line.text.strip() for line in reversed(lines) if not line.blank), "")
    return bool(_ENDED.search(last))


def _signs(text: str, people: People) -> bool:
    """Whether a line is a signatory: a name alone, or a name and a role."""
    person = people.at(text.strip())
    if person is None:
        return False
    rest = text.strip()[person.end :].strip()
    return not rest or (
        bool(re.match(r"[-–,]", rest)) and people.is_role(re.sub(r"^[-–,\s]+", "", rest))
    )


def _parted(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with a gap behind each sentence that stops short of the margin, where a capital
    begins the next.
    """
    margin = max((len(line.text) for line in lines), default=0)
    for line, following in pairwise([*lines, Line(0, 0, "")]):
        yield line
        ended = line.text.rstrip().endswith((".", ";")) and len(line.text) < SHORT * margin
        if ended and following.text.strip()[:1].isupper():
            yield Line(line.index, line.end, "")


def _counts_alone(head: str, below: Sequence[Line]) -> bool:
    """Whether a number alone under a heading counts what is asked: the heading has one of its own,
    or no paragraph below goes on from it.
    """
    return bool(re.match(r"\d", head)) or not any(
        re.match(r"\s*2[.)]?\s+[A-Z]", line.text) for line in below
    )


def _clauses(lines: Sequence[Line], alone: bool = False) -> list[Asked]:
    """The clauses of a section; the number of a paragraph of the whole report is no label of a
    clause, but that of the only one may be (``alone``).
    """
    found = list(_read(lines))
    if sum("." in (each.label or "") for each in found) == 1:  # one paragraph is no list
        found = [replace(each, label=None) if "." in (each.label or "") else each for each in found]
    numbers = [each.label for each in found if each.label and each.label.isdigit()]
    counted = numbers[:1] == ["1"] and (alone or len(numbers) > 1)
    return [
        each if counted or not (each.label or "").isdigit() else replace(each, label=None)
        for each in found
    ]


def _follows(number: str, last: str | None, count: int) -> bool:
    """Whether “2.2” is the paragraph after “2.1”, or the first of its section."""
    section, _, own = number.rpartition(".")
    if last is None:
        return not count and bool(section)
    before, _, rank = last.rpartition(".")
    return bool(section) and before == section and rank.isdigit() and int(own) == int(rank) + 1


def _breaks(last: str | None, label: str) -> bool:
    """Whether a label does not go on from the one before it."""
    return last is not None and not goes_on_from(last, label)


_LETTER = re.compile(r"^\s*(?P<letter>[A-Z])[.:]?(?=\s+[A-Za-z]{2})")


def _lettered(lines: Sequence[Line]) -> list[Line]:
    """The lines with a bracket behind the capitals that count them: “A. Approve …”, “B Write …”."""
    marks = [(line, found) for line in lines if (found := _LETTER.match(line.text))]
    run = "".join(found["letter"] for _, found in marks)
    if len(run) < 2 or not "ABCDEFGHIJKLMNOPQRSTUVWXYZ".startswith(run):
        return list(lines)
    cuts = {line.index: found for line, found in marks}
    out: list[Line] = []
    for line in lines:
        if (found := cuts.get(line.index)) is None:
            out.append(line)
            continue
        rest = line.text[found.end() :]
        start = line.start + found.start("letter")
        gap = found.end() - found.start("letter") - 1  # 0 or 1: the stop behind the letter
        out.append(Line(line.index, start, f"{found['letter']}){rest if gap else rest[1:]}"))
    return out


def _read(lines: Sequence[Line]) -> Iterator[Asked]:
    last: str | None = None
    above = ""  # a clause that others complete
    count = 0
    for paragraph in paragraphs(list(_parted(_lettered(lines)))):
        text = one_line(paragraph.text)
        whole = paragraph.span(0, len(paragraph.text))
        if _RULES["stem"].at(text):
            last, above = None, ""
            continue
        if paragraph.label is not None:
            inner = bool(above) and goes_on_from(None, paragraph.label)
            if not inner and _breaks(last, paragraph.label):
                return
            last = paragraph.label
            if text.endswith(":"):
                above = text
                continue
            yield Asked(paragraph.label, f"{above} {text}".strip(), whole)
            count += 1
            continue
        first, inline = split(paragraph, 0, len(paragraph.text))
        lead = paragraph.text[:first].strip()
        shared = bool(inline) and (not lead or _RULES["stem"].at(lead))
        if not shared and _follows(paragraph.number or "", last, count):
            last, count = paragraph.number, count + 1
            yield Asked(last, text, whole)
            continue
        if shared:
            yield from (Asked(each.label, each.text, each.span) for each in inline)
            last, count = inline[-1].label, count + len(inline)
        elif paragraph.bullet or not count or (last is None and _RULES["again"].at(text)):
            yield Asked(None, text, whole)
            count += 1
        else:
            return
