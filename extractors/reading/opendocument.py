"""OpenDocument: minutes, slides and tables as LibreOffice keeps them (ODT, ODP, ODS).

A document becomes Markdown in memory, as a web page does, with the numbers that its lists count by
themselves. Deleted words and annotations are left away; notes stand at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from kg.extractors.facts import Document, DocumentFormat
from kg.extractors.reading.base import UnreadableError
from kg.extractors.reading.marks import (
    Leaves,
    counted,
    document_of,
    footnote,
    note_mark,
    strong,
    table_row,
    words,
)
from kg.extractors.reading.packages import XmlPackage

MAX_DEPTH = 60  # sections, lists, tables and frames within each other
MAX_ROWS = 20_000  # of one table
MAX_COLUMNS = 64
_URN = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _DRAW = f"{_URN}text:1.0}}", f"{_URN}table:1.0}}", f"{_URN}drawing:1.0}}"
_STYLE, _OFFICE = f"{_URN}style:1.0}}", f"{_URN}office:1.0}}"
_FO = f"{_URN}xsl-fo-compatible:1.0}}"
_SHOWN_AS = f"{_URN}presentation:1.0}}"
_GONE = frozenset(
    (
        _TEXT + "tracked-changes",
        _OFFICE + "annotation",
        _OFFICE + "forms",
        _TEXT + "sequence-decls",
        _SHOWN_AS + "notes",
        _TEXT + "note",
    )
)
_FORMATS = {"a", "A", "i", "I"}
_SHOWN: dict[str, DocumentFormat] = {"presentation": "odp", "spreadsheet": "ods"}


def read_opendocument(path: Path, data: bytes, identifier: str) -> Document:
    """An ODT, ODP or ODS file.

    Raises ``UnreadableError`` where it is damaged, locked, or has no words.
    """
    package = XmlPackage(path, data, "OpenDocument")
    content = package.xml("content.xml")
    if content is None:
        raise package.damaged()
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and any("encryption-data" in str(each.tag) for each in manifest.iter()):
        raise UnreadableError(path, "locked with a password", "save a copy without a password")
    body = content.find(f"{_OFFICE}body")
    kinds = [] if body is None else [each for each in body if each.tag != _OFFICE + "forms"]
    if not kinds:
        raise package.damaged()
    kind = kinds[0]
    writer = _OdfWriter(_OdfStyles(content, package.xml("styles.xml")))
    name = str(kind.tag).removeprefix(_OFFICE)
    if name == "presentation":
        writer.slides(kind)
    elif name == "spreadsheet":
        writer.sheets(kind)
    else:
        writer.blocks(kind)
    writer.end_notes()
    return document_of(path, identifier, _SHOWN.get(name, "odt"), writer.leaves)


class _OdfStyles:
    """What a run or a paragraph takes from its style, and how lists count."""

    def __init__(self, *parts: Any) -> None:
        self._styles: dict[str, Any] = {}
        self._lists: dict[str, dict[int, Any]] = {}
        for part in parts:
            for style in part.iter(_STYLE + "style") if part is not None else ():
                self._styles.setdefault(style.get(_STYLE + "name", ""), style)
            for lists in part.iter(_TEXT + "list-style") if part is not None else ():
                levels = {_whole(each.get(_TEXT + "level"), 1): each for each in lists}
                self._lists.setdefault(lists.get(_STYLE + "name", ""), levels)

    def _line(self, name: str | None) -> Iterator[Any]:
        """A style and those it is based on."""
        for _ in range(MAX_DEPTH):
            style = self._styles.get(name or "")
            if style is None:
                return
            yield style
            name = style.get(_STYLE + "parent-style-name")

    def bold(self, name: str | None) -> bool | None:
        """Whether a style is bold; ``None`` where it does not say."""
        for style in self._line(name):
            for each in style.iterfind(_STYLE + "text-properties"):
                weight = each.get(_FO + "font-weight")
                if weight is not None:
                    return weight == "bold" or (weight.isdigit() and int(weight) >= 600)
        return None

    def hidden(self, name: str | None) -> bool:
        return any(
            each.get(_TEXT + "display") == "none"
            for style in self._line(name)
            for each in style.iterfind(_STYLE + "text-properties")
        )

    def begins_page(self, name: str | None) -> bool:
        return any(
            each.get(_FO + "break-before") == "page"
            for style in islice(self._line(name), 1)
            for each in style.iterfind(_STYLE + "paragraph-properties")
        )

    def list_level(self, name: str | None, level: int) -> Any:
        return self._lists.get(name or "", {}).get(level)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() and len(text) < 7 else otherwise


class _OdfWriter:
    """Blocks → pages of Markdown lines."""

    def __init__(self, styles: _OdfStyles) -> None:
        self.leaves = Leaves()
        self._styles = styles
        self._counts: dict[tuple[str, int], int] = {}
        self._notes: list[str] = []

    def slides(self, parent: Any) -> None:
        for number, slide in enumerate(parent.iterfind(_DRAW + "page")):
            if number:
                self.leaves.turn()
            frames = sorted(slide, key=lambda each: each.get(_SHOWN_AS + "class") != "title")
            for frame in frames:
                if frame.get(_SHOWN_AS + "class") == "title":
                    self.leaves.say("# " + " ".join(self._plain(frame)), "")
                else:
                    self.blocks([frame])

    def sheets(self, parent: Any) -> None:
        for number, table in enumerate(parent.iterfind(_TABLE + "table")):
            if number:
                self.leaves.turn()
            self.leaves.say("# " + words(table.get(_TABLE + "name", "")), "")
            self._table(table, 0)

    def blocks(self, parent: Any, depth: int = 0, lists: str | None = None) -> None:
        """Write the paragraphs, lists and tables in an element and in what only wraps them."""
        for element in parent if depth < MAX_DEPTH else ():
            if element.tag in (_TEXT + "p", _TEXT + "h"):
                self._paragraph(element, depth)
            elif element.tag == _TEXT + "list":
                self._list(element, depth, 1, None)
                self.leaves.say("")
            elif element.tag == _TABLE + "table":
                self._table(element, depth)
                self.leaves.say("")
            elif element.tag == _TEXT + "soft-page-break":
                self.leaves.turn()
            elif element.tag not in _GONE:
                self.blocks(element, depth + 1)

    def end_notes(self) -> None:
        self.leaves.say(*self._notes)

    def _paragraph(self, element: Any, depth: int, mark: str = "") -> None:
        style = element.get(_TEXT + "style-name")
        if self._styles.begins_page(style):
            self.leaves.turn()
        heading = element.tag == _TEXT + "h"
        bold = not heading and bool(self._styles.bold(style))
        text = "".join(self._said(element, bold, 0)).strip(" \n")
        if heading and text.strip("\f"):
            level = min(6, _whole(element.get(_TEXT + "outline-level"), 1))
            text = "#" * level + " " + text.replace("**", "").replace("\n", " ")
        self.leaves.paragraph(f"{mark} {text}" if mark and text.strip("\f") else text)
        if not mark:
            self.leaves.say("")
        for box in element.iter(_DRAW + "text-box"):
            self.blocks(box, depth + 1)

    def _said(self, element: Any, bold: bool, depth: int) -> Iterator[str]:
        """The words of a paragraph, with marks; ``\\n`` for a line break, ``\\f`` for a page's."""
        yield _shown(element.text, bold)
        for child in element if depth < MAX_DEPTH else ():
            yield from self._run(child, bold, depth)
            yield _shown(child.tail, bold)

    def _run(self, child: Any, bold: bool, depth: int) -> Iterator[str]:
        if child.tag == _TEXT + "s":
            yield " "
        elif child.tag == _TEXT + "tab":
            yield "\t"
        elif child.tag == _TEXT + "line-break":
            yield "\n"
        elif child.tag == _TEXT + "soft-page-break":
            yield "\f"
        elif child.tag == _TEXT + "note":
            yield self._note(child)
        elif child.tag not in _GONE and not str(child.tag).startswith(_DRAW):
            style = child.get(_TEXT + "style-name")
            if not self._styles.hidden(style):
                own = self._styles.bold(style) if child.tag == _TEXT + "span" else None
                yield from self._said(child, bold if own is None else own, depth + 1)

    def _note(self, note: Any) -> str:
        citation = note.findtext(_TEXT + "note-citation", "").strip()
        body = note.find(_TEXT + "note-body")
        if body is not None:
            self._notes += ["", footnote(citation, " ".join(self._plain(body)))]
        return words(note_mark(citation))

    def _plain(self, element: Any) -> list[str]:
        found = []
        for each in element.iter(_TEXT + "p", _TEXT + "h"):
            text = "".join(self._said(each, False, 0))
            found.append(text.translate({ord("\f"): " ", ord("\n"): " "}).strip())
        return [text for text in found if text]

    def _list(self, element: Any, depth: int, level: int, style: str | None) -> None:
        style = element.get(_TEXT + "style-name") or style
        shape = self._styles.list_level(style, level)
        key = (style or "", level)
        if element.get(_TEXT + "continue-numbering") != "true" and level == 1:
            self._counts.pop(key, None)
        for item in element if depth < MAX_DEPTH else ():
            marked = item.tag == _TEXT + "list-item"
            for child in item:
                if child.tag == _TEXT + "list":
                    self._list(child, depth + 1, level + 1, style)
                elif child.tag in (_TEXT + "p", _TEXT + "h"):
                    self._paragraph(child, depth, self._mark(shape, key, item) if marked else "")
                    marked = False
                else:
                    self.blocks([child], depth + 1)

    def _mark(self, shape: Any, key: tuple[str, int], item: Any) -> str:
        """What stands before an entry: “1.”, “(a)”, “-” for any bullet."""
        if shape is None or "bullet" in str(shape.tag) or "image" in str(shape.tag):
            return "-"
        start = _whole(shape.get(_TEXT + "start-value"), 1)
        number = _whole(item.get(_TEXT + "start-value"), self._counts.get(key, start - 1) + 1)
        self._counts[key] = number
        for deeper in [each for each in self._counts if each[0] == key[0] and each[1] > key[1]]:
            del self._counts[deeper]
        levels = min(_whole(shape.get(_TEXT + "display-levels"), 1), key[1])
        figures = [
            counted(self._counts.get((key[0], level), 1), self._format(key[0], level))
            for level in range(key[1] - levels + 1, key[1] + 1)
        ]
        kind = shape.get(_STYLE + "num-format", "1")
        before = shape.get(_STYLE + "num-prefix", "")
        return words(before + ".".join(figures) + shape.get(_STYLE + "num-suffix", "")) * bool(kind)

    def _format(self, style: str, level: int) -> str | None:
        shape = self._styles.list_level(style, level)
        kind = shape.get(_STYLE + "num-format") if shape is not None else None
        return kind if kind in _FORMATS else None

    def _table(self, table: Any, depth: int) -> None:
        for row in islice(_table_rows(table), MAX_ROWS):
            cells = []
            for cell in _cells(row):
                inner = _OdfWriter(self._styles)
                inner.blocks(cell, depth + 1)
                cells.append(inner.leaves.lines())
            self.leaves.say(*table_row(cells))


def _shown(text: str | None, bold: bool) -> str:
    said = " ".join((text or "").split()) if text else ""
    if not said:
        return " " if text else ""
    before, after = " " * text[0].isspace(), " " * text[-1].isspace()  # type: ignore[index]
    return before + (strong(said) if bold else words(said)) + after


def _table_rows(table: Any) -> Iterator[Any]:
    """The rows of a table itself; rows repeated to the end of a sheet count once."""
    for child in table:
        if child.tag == _TABLE + "table-row":
            yield child
        elif child.tag in (
            _TABLE + "table-header-rows",
            _TABLE + "table-rows",
            _TABLE + "table-row-group",
        ):
            yield from _table_rows(child)


def _cells(row: Any) -> list[Any]:
    """The cells of a row, at most ``MAX_COLUMNS``; empty ones stand for those that are covered."""
    found: list[Any] = []
    for cell in row.iterfind(_TABLE + "table-cell"):
        repeated = min(_whole(cell.get(_TABLE + "number-columns-repeated"), 1), MAX_COLUMNS)
        found += [cell] * repeated
        if len(found) >= MAX_COLUMNS:
            break
    return found[:MAX_COLUMNS]
