"""HTML: saved pages of a committee's web site, read in the order in which they are shown.

A page becomes Markdown in memory and goes through the same hands as any other, so that headings,
bold words, lists and tables mean what they mean there. What a browser would not show, and what
stands on every page of a site (navigation, banners, forms), is left away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.extractors.facts import Document
from kg.extractors.reading.base import UnreadableError
from kg.extractors.reading.marks import BREAK, cleaned, counted, lays_out, strong, words
from kg.extractors.reading.plain import decode

MAX_DEPTH = 250  # elements within elements; libxml2 stops at 256
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}\bcharset\s*=|^\s*<\?xml[^>]{0,100}\bencoding\s*=", re.IGNORECASE
)
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d{1,5}\)(https?://[^\s<>\"]{1,2000})\s*-->")
_UNSEEN = frozenset(
    "script style noscript template head nav header footer button select input textarea svg "
    "iframe object video audio canvas map dialog aside".split()
)
_BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure h1 h2 h3 h4 h5 h6 hr html legend li main ol p pre section summary table tbody tfoot "
    "thead tr ul".split()
)
_BOLD = frozenset(("b", "strong"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SPACE = re.compile("[ \\t\\r\\n\\f\u00a0]+")


def read_html(path: Path, data: bytes, identifier: str) -> Document:
    """A saved web page; raises ``UnreadableError`` where it holds no words."""
    from lxml import etree, html

    encoding = None
    if not _DECLARED.search(data[:4096]):  # by itself libxml2 would take it for Latin-1
        data, encoding = decode(path, data).encode(), "utf-8"
    parser = html.HTMLParser(
        encoding=encoding, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, ValueError, LookupError) as error:
        raise UnreadableError(
            path, f"no page can be made of it ({error})", "save the page again"
        ) from error
    writer = _HtmlWriter()
    writer.write(_shown(root))
    found = cleaned([writer.lines()])
    if not re.search(r"\w{2}", found.text):
        raise UnreadableError(
            path, "no words in the page", "save the whole page, not a frame or a picture of it"
        )
    saved = _SAVED_FROM.search(data[:8192])
    return Document(
        id=identifier,
        name=path.name,
        format="html",
        text=found.text,
        source_url=saved[1].decode("ascii", "replace") if saved else None,
        emphasis=found.emphasis,
        breaks=found.breaks,
    )


def _shown(root: Any) -> Any:
    """The element that holds the page's own matter: what is marked as such, else the body."""
    for query in ("//main", '//*[@role="main"]', "//body"):
        found = [each for each in root.xpath(query) if each.text_content().strip()]
        if found:
            return max(found, key=lambda each: len(each.text_content()))
    return root


class _HtmlWriter:
    """Elements → lines of Markdown: the running line, the lines before it, and the marks that begin
    a line.
    """

    def __init__(self) -> None:
        self._out: list[str] = []
        self._line: list[str] = []
        self._mark = ""

    def lines(self) -> list[str]:
        self._end()
        return self._out

    def write(self, element: Any, bold: bool = False, depth: int = 0) -> None:
        name = element.tag if isinstance(element.tag, str) else ""
        if not name or name in _UNSEEN or _hidden(element) or depth > MAX_DEPTH:
            return
        if name == "br":
            self._end()
        elif name == "table" and (rows := list(_rows(element))):
            self._end(blank=True)
            for row in rows:
                self._row(row, depth)
            self._end(blank=True)
        elif name in ("ol", "ul"):
            self._list(element, name == "ol", depth)
        elif name in _HEADINGS:
            self._end(blank=True)
            self._mark = "#" * int(name[1]) + " "
            self._inside(element, False, depth)
            self._end(blank=True)
        elif name in _BLOCKS:
            # Two line breaks between paragraphs, as a browser leaves room between them.
            self._end(blank=name == "p")
            self._inside(element, bold, depth)
            self._end(blank=name == "p")
        else:
            self._inside(element, bold or name in _BOLD, depth)

    def _inside(self, element: Any, bold: bool, depth: int) -> None:
        self._say(element.text, bold)
        for child in element:
            self.write(child, bold, depth + 1)
            self._say(child.tail, bold)

    def _say(self, text: str | None, bold: bool) -> None:
        if not text:
            return
        said = _SPACE.sub(" ", text)
        self._line.append(strong(said) if bold else words(said))

    def _end(self, blank: bool = False) -> None:
        text = "".join(self._line).strip()
        self._line = []
        if text:
            self._out.append(self._mark + _SPACE.sub(" ", text))
            self._mark = ""
        if blank and self._out and self._out[-1]:
            self._out.append("")

    def _list(self, element: Any, numbered: bool, depth: int) -> None:
        self._end()
        number = _number(element.get("start"), 1)
        for child in element:
            if child.tag != "li":
                self.write(child, False, depth + 1)
                continue
            number = _number(child.get("value"), number)
            self._end()
            # The number is put as words: Markdown would be free to count anew.
            self._mark = f"{counted(number, element.get('type'))}. " if numbered else "- "
            self._inside(child, False, depth + 1)
            self._end()
            self._mark = ""
            number += 1
        self._end(blank=True)

    def _row(self, cells: list[Any], depth: int) -> None:
        """A row of plain cells is one line with tabs; a row that lays out the page is read cell by
        cell.
        """
        if any(_holds_more(cell, len(cells)) for cell in cells):
            for cell in cells:
                self._end()
                self._inside(cell, False, depth + 2)
            self._end(blank=True)
            return
        texts = []
        for cell in cells:
            inner = _HtmlWriter()
            inner._inside(cell, cell.tag == "th", depth + 2)
            texts.append(BREAK.join(line.strip() for line in inner.lines() if line.strip()))
        if any(texts):
            self._end()
            self._out.append("\t".join(texts).rstrip())


def _rows(table: Any) -> Iterator[list[Any]]:
    """The rows of a table itself, not of tables in its cells; its caption comes first."""
    for child in table:
        if child.tag == "tr":
            yield [cell for cell in child if cell.tag in ("td", "th") and not _hidden(cell)]
        elif child.tag == "caption":
            yield [child]
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _holds_more(cell: Any, cells: int) -> bool:
    if any(True for _ in cell.iter("table")):
        return True
    paragraphs = [each for each in cell.iter("p", "li") if each.text_content().strip()]
    return lays_out(cells, len(paragraphs), len(cell.text_content()))


def _hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or "display:none" in style
        or "visibility:hidden" in style
    )


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else otherwise
