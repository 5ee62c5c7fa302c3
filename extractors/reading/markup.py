"""Leaves of raw text → clean lines: Markdown and HTML residue, zero-width characters and lost
bullets are taken away.

What the marks said is kept as emphasis (headings and bold runs); a table row keeps its cells apart
with tabs.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from kg.extractors.facts import Span
from kg.extractors.reading.characters import INVISIBLE, SPACES
from kg.extractors.reading.rows import whole_rows

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SPACES = re.compile(f"[{SPACES}]")
_BULLET = re.compile(
    "^[\u2022\u2023\u25aa\u25cf\u25cb\u25e6\u2043\u2219\u2751\u2756\u00b7\uf000-\uf0ff\ufffd]\\s*|^o\\s{1,3}(?=[A-Z])"
)
_BREAK = re.compile(
    r"<br\s*/?>|</(?:p|li|div|tr)>[ \n]*<(?:p|li|div|tr)\b[^<>]{0,200}>", re.IGNORECASE
)
_TAG = re.compile(
    r"</?(?:p|b|i|u|em|strong|s|sup|sub|span|div|a|table|thead|tbody|tr|td|th|font|center|ul|ol|li|small|h[1-6]|img)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_BOLD_TAG = re.compile(r"<(?:b|strong)>\s*([^<>]{1,500}?)\s*</(?:b|strong)>", re.IGNORECASE)
_IMAGE = re.compile(r"!\[[^\]\n]{0,500}\]\([^)\s]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*$")
_DASH = re.compile(r"^[-–]\s{1,4}(?=\S)")
_LIST_MARK = re.compile(r"^\s{0,12}[-*+]\s+(?=\S)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)[*_]?\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]{1,400}?)(?<=[^\s*_])\1(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~<&$])")
_RULE = re.compile(r"^[\s|:+=-]*[-=]{3,}[\s|:+=-]*$")
_ROW = re.compile(r"^\s*\|(.*)\|\s*$")
_ENUMERATED = re.compile(r"^(?:\(?(?:[ivxl]{1,6}|[a-z]|\d{1,3})[.)]|\d{1,3}(?:\.\d{1,2}){1,2}\b)\s")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Clean text, the offsets at which its leaves (pages) start, and what was emphasised."""

    text: str
    leaves: tuple[int, ...]
    emphasis: tuple[Span, ...]
    markup: bool
    breaks: tuple[int, ...] = ()  # where one paragraph of a cell ends and another begins


@dataclass(slots=True)
class _MarkdownLine:
    text: str
    bold: list[tuple[int, int]]


def _strong(text: str) -> _MarkdownLine:
    """Take bold marks away, keeping where the bold runs were."""
    out: list[str] = []
    bold: list[tuple[int, int]] = []
    at = length = 0
    for found in _STRONG.finditer(text):
        before = text[at : found.start()]
        inner = found[2]
        out += [before, inner]
        start = length + len(before)
        bold.append((start, start + len(inner)))
        length = start + len(inner)
        at = found.end()
    out.append(text[at:])
    return _MarkdownLine("".join(out), bold)


def _heading_text(text: str) -> str:
    return text.replace("**", "").strip("_* ")


def has_markup(text: str) -> bool:
    """Whether Markdown or HTML marks stand in the text."""
    return bool(
        re.search(r"^#{1,6}\s+\S", text, re.MULTILINE)
        or text.count("**") >= 4
        or re.search(r"^\*\*[^*\n]{3,200}\*\*\s*$", text, re.MULTILINE)
        or re.search(r"</?(?:p|b|sup|br|table)\b", text)
        or re.search(r"\\[.*_-]", text)
        or re.search(r"^\|.*\|$", text, re.MULTILINE)
    )


def clean(leaves: list[str], marked: bool = False) -> Cleaned:
    """Clean the raw text of each leaf and join them, one line break between leaves.

    Whether there are marks is seen from the text unless it is known (``marked``).
    """
    pages = [whole_rows(leaf.split("\n")) for leaf in leaves]
    markup = marked or has_markup("\n".join(line for page in pages for line in page))
    out: list[str] = []
    starts: list[int] = []
    emphasis: list[Span] = []
    length = 0
    for page in pages:
        starts.append(length)
        for raw in page:
            line = _clean_line(raw, markup)
            if line is None:
                continue
            for start, end in line.bold:
                if line.text[start:end].strip():
                    emphasis.append(Span(length + start, length + end))
            out.append(line.text)
            length += len(line.text) + 1
    return Cleaned("\n".join(out), tuple(starts), tuple(emphasis), markup)


def _clean_line(raw: str, markup: bool) -> _MarkdownLine | None:
    text = _SPACES.sub(" ", _INVISIBLE.sub("", raw)).rstrip()
    if not text.strip():
        return _MarkdownLine("", [])
    if not markup:
        return _plain_line(text.strip(" "))
    if _RULE.match(text):
        return None
    text = _without_tags(text)
    if row := _ROW.match(text):
        text = "\t".join(cell.strip() for cell in row[1].split("|"))
    text = text.rstrip()
    if heading := _HEADING.match(text):
        body = _ESCAPE.sub(r"\1", _heading_text(heading[2]))
        return _MarkdownLine(body, [(0, len(body))])
    bulleted = _LIST_MARK.match(text)
    line = _strong((text[bulleted.end() :] if bulleted else text).strip(" "))
    if line.text.count("**") % 2:
        line.text = line.text.replace("**", "  ")
    return _with_bullet(_without_emphasis(line), bulleted is not None)


def _plain_line(body: str) -> _MarkdownLine:
    """A line of a paper without markup: a dash before a number goes, bullets are alike."""
    if (dash := _DASH.match(body)) and _ENUMERATED.match(body[dash.end() :]):
        body = body[dash.end() :]
    return _MarkdownLine(_BULLET.sub("• ", body), [])


def _without_tags(text: str) -> str:
    """Without images, links and tags; what was bold stays marked."""
    text = _AUTOLINK.sub(r"\1", _IMAGE.sub("", text))
    text = _TAG.sub("", _BOLD_TAG.sub(r"**\1**", _BREAK.sub(" ", text)))
    return _LINK.sub(r"\1", html.unescape(text) if "&" in text else text)


def _words(text: str) -> str:
    """Without marks of emphasis and escapes."""
    return _ESCAPE.sub(r"\1", _EMPHASIS.sub(lambda found: found[2], text))


def _without_emphasis(line: _MarkdownLine) -> _MarkdownLine:
    """The words of a line, with its bold runs found again where offsets moved."""
    plain = _words(line.text)
    if plain == line.text:
        return line
    bold: list[tuple[int, int]] = []
    at = 0
    for start, end in line.bold:
        run = _words(line.text[start:end])
        found = plain.find(run, at)
        if found >= 0:
            at = found + len(run)
            bold.append((found, at))
    return _MarkdownLine(plain, bold)


def _with_bullet(line: _MarkdownLine, bulleted: bool) -> _MarkdownLine:
    """An entry of a list with a bullet before it, unless it has a number."""
    body = _BULLET.sub("• ", line.text)
    if bulleted and not _ENUMERATED.match(body) and not body.startswith("• "):
        body = "• " + body
    shift = len(body) - len(line.text)
    bold = [(max(0, start + shift), end + shift) for start, end in line.bold if end + shift > 0]
    return _MarkdownLine(body, bold)
