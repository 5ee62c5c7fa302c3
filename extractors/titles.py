"""Where the title of a minute ends: with its bold run, its capitals, its line, its wrapped line,
its first sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from kg.extractors.facts import Document, Span
from kg.extractors.layout import Layout
from kg.extractors.rules import rules
from kg.extractors.sections import is_list_head
from kg.extractors.text import Line, is_upper
from kg.ontology.folding import one_line

_RULES = rules("minutes")
_AGENDA = rules("agenda")
LONGEST_TITLE = 160  # characters
_SUBTITLE = re.compile(
    r"(?:[a-z][\w-]*(?:\s+[\w-]+){0,2}|(?!(?:NONE|NIL|RESOLVED|AGREED|NOTED)\b)[A-Z]{4,}(?:\s+[A-Z]+){0,2})\s*"
)
_RUN_IN = re.compile(r"^(?![A-Z]{3,}\s+[A-Z][a-z])(?P<title>[A-Z][^:.;?!\t]{2,70}:)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A minute's heading: its number as printed, its title, its first line and the offset where its
    body starts.
    """

    number: str | None
    title: str
    line: int
    body: int
    rule: str


def emphasised(document: Document, start: int, end: int) -> bool:
    """Whether the source shows any of these characters in bold or as a heading."""
    return any(span.start < end and start < span.end for span in document.emphasis)


def stands_out(layout: Layout, line: Line) -> bool:
    """Whether all the words of a line are a heading or bold in the source."""
    left = line.text
    emphasis = layout.document.emphasis
    for at in range(bisect_right(emphasis, line.start, key=lambda span: span.end), len(emphasis)):
        span = emphasis[at]
        if span.start >= line.end:
            break
        a, b = max(0, span.start - line.start), min(len(left), span.end - line.start)
        left = left[:a] + " " * (b - a) + left[b:]
    return bool(line.text.strip()) and not re.search(r"\w", left)


def run_in(text: str) -> int | None:
    """Where a title ends that a colon parts from the text behind it, or ``None`` where none does: a
    few small words behind it are its own (“Fence: update”).
    """
    found = _RUN_IN.match(text)
    if found is None or len(found["title"].split()) > 10 or _SUBTITLE.fullmatch(text, found.end()):
        return None
    return found.end("title")


def title_at(layout: Layout, line: Line, text: str, offset: int) -> tuple[str, int]:
    """Where a title ends: with its bold run, its line, its wrapped line, or before the first
    sentence.
    """
    document = layout.document
    bold = next(
        (
            span
            for span in document.emphasis
            if span.start <= offset + 1 and offset < span.end <= line.end
        ),
        None,
    )
    for span in document.emphasis if bold is not None else ():
        if bold and bold.end < span.start < line.end and _one_run(document.text, bold, span):
            bold = Span(bold.start, span.end)
    if bold is not None and bold.end < line.end - 1 and bold.end - offset >= 3:
        title = document.text[offset : bold.end].strip()
        return one_line(title).rstrip(" -–"), bold.end
    cut = split_title(text)
    if cut is not None:
        return one_line(text[:cut]).rstrip(" -–"), offset + cut
    following = layout.lines[line.index + 1] if line.index + 1 < len(layout.lines) else None
    if (
        following is not None
        and not following.blank
        and _continues_title(text, following.text.strip())
    ):
        return one_line(text + " " + following.text), following.end
    return one_line(text), line.end


def _one_run(text: str, left: Span, right: Span) -> bool:
    """Whether two bold runs are one: nothing stands between them, and an ordinal or a dash is where
    they part.
    """
    ends = text[left.start : left.end], text[right.start : right.end]
    parted = re.search(r"(?:\d(?:st|nd|rd|th)|[-–—])\s*$", ends[0]) or re.match(
        r"\s*[-–—]", ends[1]
    )
    return parted is not None and not text[left.end : right.start].strip()


def _continues_title(title: str, text: str) -> bool:
    if (
        title.rstrip().endswith((".", ":", ";", "?"))
        or _RULES["point"].at(text)
        or _RULES["resolved"].at(text)
    ):
        return False
    if len(title) > 40 and is_upper(title) and is_upper(text):
        return True
    if len(text) > 80 or (
        not re.search(r"(?:[-–&,]|\b(?:and|of|the|for|to|in|on|with|a))$", title.rstrip())
        and not text[:1].islower()
    ):
        return False
    return len(title) > 40


_OPENING = re.compile(
    r"\.\s+(?=[A-Z(])"
    r"|:\s+(?=(?i:resolved)\b)"
    r"|\s+[-–—]\s+(?=[A-Z]{2,4}\s+(?:and\s+[A-Z]{2,4}\s+)?[a-z]+ed\b|To\s+[a-z]+\b(?:\s+\S+){4})"
    r"|:\s+(?=(?:It\s+was|There\s+(?:was|were))\b(?:\s+\S+){4})"
    r"|:\s+(?=(?:The|No|All|Members|Councillors)\s+(?:[A-Za-z]+\s+){1,8}?(?:was|were|had|has|have)\b)"
    r"|\s+[-–—]\s+(?=(?:The|A|An|It|This|There|No|All|Cllr|Councillor|Mr|Mrs|Members)\b(?:\s+\S+){5})"
    r"|(?<=[a-z\d)])\s+(?=(?:(?:The|It was|This|There (?:was|were)|Apologies were|No|None)\s+"
    r"(?:[A-Za-z\d]+\s+){0,14}?"
    r"|(?:Members|Councillors|Cllrs?)\s+(?:[A-Za-z]+\s+){0,2}?)(?:was|were|had|has|have|is|are)\b)"
    r"|(?<=[a-z\d)])\s+(?=The\s+[a-z]+\s(?:\S+\s+){7}|Upon\s+the\s+[a-z]+\s+of\b|There\s+being\s+no\b|[A-Z][\w.]*\s+[A-Z][a-z]+\s+(?:proposed|moved)\s+that\b)"
    r"|\s+(?=(?:was|were)\s+(?:read|noted|given|received|approved|agreed|discussed|presented|made)\b)"
)


_CAPITALS_FIRST = re.compile(r"^([^a-z]*[A-Z]{2}[^a-z]*?)\s+(?=[A-Z][a-z]+\b\W?(?:\s+\S+){3})")


def _is_shouted(text: str) -> bool:
    """Whether capitals are a title: two words of them, or one that is a title by itself and no
    acronym.
    """
    words = re.findall(r"[A-Z]{3,}", text)
    return len(words) >= 2 or is_list_head(text) or _AGENDA["procedural"].at(text) is not None


_DATE_BEHIND = re.compile(r"(?<=[a-z])\s*:\s*(?=(?:\w+day\b|\d{1,2}(?:st|nd|rd|th)?\s+[A-Z]))")
_NOTHING = re.compile(
    r"(?<=\w{4})(?:\s*:|\s+[-–—])\s+(?=(?:None|Nil)\b)"
)  # “Apologies: None received”


def split_title(text: str) -> int | None:
    """Where the title of a minute ends that shares its line with the text, or ``None`` where the
    line is all title.
    """
    if nothing := _NOTHING.search(text):
        return nothing.start()
    if len(text) < 30:
        return None
    if dated := _DATE_BEHIND.search(text):
        return dated.start()
    if (shouted := _CAPITALS_FIRST.match(text)) and _is_shouted(shouted[1]):
        return shouted.end(1)
    for found in _OPENING.finditer(text):
        head = text[: found.start()]
        rest = text[found.end() :]
        if len(head) < 4 or (len(rest) < 12 and not re.match(r"(?:None|Nil)\b", rest)):
            continue
        if found[0].startswith(".") and (
            re.search(r"\b(?:Mr|Mrs|Ms|Dr|Cllr|Cllrs|St|No|[A-Z])$", head) or len(rest.split()) < 3
        ):
            continue
        return found.start() + (1 if found[0].startswith(".") else 0)
    return None
