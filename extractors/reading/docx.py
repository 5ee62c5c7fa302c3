"""DOCX: minutes as they were typed, with the numbers and letters that the word processor counts by
itself.

A document becomes Markdown in memory, as a web page does. Deleted and hidden words, running heads
and feet are left away; pages are those of the last time it was laid out, where the file says so.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.extractors.facts import Document, Page
from kg.extractors.reading.base import UnreadableError
from kg.extractors.reading.marks import (
    cleaned,
    counted,
    footnote,
    laid_out_rows,
    note_mark,
    strong,
    words,
)
from kg.extractors.reading.packages import UNPACKING

MAX_UNPACKED = 256 * 1024 * 1024  # bytes of the parts that are read
MAX_DEPTH = 40  # tables and text boxes within each other
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = frozenset(
    _W + name for name in ("del", "moveFrom", "instrText", "delText", "fldChar", "pPr", "rPr")
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_FORMATS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_BLANK = " \t\n"
_OFF = frozenset(("0", "false", "off", "none"))


def read_docx(path: Path, data: bytes, identifier: str) -> Document:
    """A DOCX file; raises ``UnreadableError`` where it is damaged, locked, another kind of file, or
    has no words.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MAX_UNPACKED:
                raise UnreadableError(
                    path, f"unpacks to more than {MAX_UNPACKED >> 20} MB", "leave the pictures out"
                )
        file = docx.Document(io.BytesIO(data))
        writer = _DocxWriter(
            _Styles(file.styles.element), _Numbers(_numbering(file)), _Notes(_notes(file))
        )
        writer.blocks(file.element.body)
    except (
        *UNPACKING,
        OpcError,
        KeyError,
        ValueError,
        AttributeError,
        TypeError,  # python-docx, where a relation has no target
        etree.XMLSyntaxError,
    ) as error:
        raise UnreadableError(
            path, "no DOCX, or a damaged one", "save it again as .docx, or as PDF"
        ) from error
    leaves = writer.leaves()
    found = cleaned(leaves)
    if not re.search(r"\w{2}", found.text):
        raise UnreadableError(
            path, "no words in the document", "give its text, or run OCR on the pictures in it"
        )
    pages = (
        tuple(Page(start, number) for number, start in enumerate(found.leaves, start=1))
        if len(leaves) > 1
        else ()
    )
    return Document(
        id=identifier,
        name=path.name,
        format="docx",
        text=found.text,
        pages=pages,
        emphasis=found.emphasis,
    )


def _numbering(file: Any) -> Any:
    from docx.opc.constants import RELATIONSHIP_TYPE

    related = (
        each for each in file.part.rels.values() if each.reltype == RELATIONSHIP_TYPE.NUMBERING
    )
    return next((each.target_part.element for each in related), None)


def _notes(file: Any) -> dict[str, Any]:
    """The footnotes and endnotes of a file by kind and number, as paragraphs hold them."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.parser import parse_xml

    found: dict[str, Any] = {}
    for kind, related in (
        ("footnote", RELATIONSHIP_TYPE.FOOTNOTES),
        ("endnote", RELATIONSHIP_TYPE.ENDNOTES),
    ):
        for each in file.part.rels.values():
            if each.reltype == related and not each.is_external:
                notes = parse_xml(each.target_part.blob).iter(_W + kind)
                found |= {f"{kind} {note.get(_W + 'id')}": note for note in notes}
    return found


class _Notes:
    """The notes of a file: each is numbered where its mark stands, and waits to be written."""

    def __init__(self, notes: dict[str, Any]) -> None:
        self._notes = notes
        self._cited = 0
        self._waiting: list[str] = []

    def cite(self, kind: str, number: str | None) -> str:
        """What stands for a note in the words that it belongs to."""
        note = self._notes.pop(f"{kind} {number}", None)  # once: a note that cites itself ends here
        if note is None:
            return ""
        self._cited += 1
        mark = str(self._cited)
        said = (_text(each, False, self) for each in note.iter(_W + "p"))
        self._waiting.append(footnote(mark, re.sub(r"\s+", " ", " ".join(said)).strip()))
        return note_mark(mark)

    def taken(self) -> list[str]:
        """The notes that no paragraph was written for yet, in the order of their marks."""
        waiting, self._waiting = self._waiting, []
        return waiting


def _value(element: Any, path: str) -> str | None:
    """The ``w:val`` of the first element at ``path``: its value, ``on`` where it has none, ``None``
    without it.
    """
    found = (
        element.find("/".join(_W + step for step in path.split("/")))
        if element is not None
        else None
    )
    return None if found is None else str(found.get(_W + "val", "on"))


def _on(element: Any, path: str) -> bool:
    value = _value(element, path)
    return value is not None and value.lower() not in _OFF


class _Styles:
    """What a paragraph takes from its style: the rank of a heading, and the list it belongs to."""

    def __init__(self, element: Any) -> None:
        self._by_id = {each.get(_W + "styleId"): each for each in element.iter(_W + "style")}

    def _line(self, style: str | None) -> Iterator[Any]:
        """A style and those it is based on."""
        for _ in range(MAX_DEPTH):
            element = self._by_id.get(style)
            if element is None:
                return
            yield element
            style = _value(element, "basedOn")

    def heading(self, paragraph: Any) -> int | None:
        for element in self._line(_value(paragraph, "pPr/pStyle")):
            level = _value(element, "pPr/outlineLvl")
            if level is not None and level.isdigit() and int(level) < 6:
                return int(level) + 1
            if (_value(element, "name") or "").lower() == "title":
                return 1
        return None

    def bold(self, paragraph: Any) -> bool:
        for element in self._line(_value(paragraph, "pPr/pStyle")):
            if _value(element, "rPr/b") is not None:
                return _on(element, "rPr/b")
        return False

    def numbered(self, paragraph: Any) -> tuple[str, int] | None:
        """The list of a paragraph and its level in it, from 0; its own wins over its style's."""
        holders = [paragraph, *self._line(_value(paragraph, "pPr/pStyle"))]
        number = next(
            (found for each in holders if (found := _value(each, "pPr/numPr/numId")) is not None),
            None,
        )
        level = next(
            (found for each in holders if (found := _value(each, "pPr/numPr/ilvl")) is not None),
            "0",
        )
        return (number, int(level)) if number not in (None, "0") and level.isdigit() else None


class _Numbers:
    """Counts as a word processor does (ECMA-376 part 1, 17.9): a level starts again after a higher
    one.
    """

    def __init__(self, element: Any) -> None:
        self._levels: dict[tuple[str, int], Any] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if element is None:
            return
        for abstract in element.iter(_W + "abstractNum"):
            for level in abstract.iter(_W + "lvl"):
                key = (abstract.get(_W + "abstractNumId"), int(level.get(_W + "ilvl")))
                self._levels[key] = level
        for number in element.iter(_W + "num"):
            name = number.get(_W + "numId")
            self._lists[name] = _value(number, "abstractNumId") or ""
            for override in number.iter(_W + "lvlOverride"):
                start = _value(override, "startOverride")
                if start is not None and start.isdigit():
                    self._starts[name, int(override.get(_W + "ilvl"))] = int(start)

    def mark(self, number: str, level: int) -> str:
        """What stands before the next entry of a list: “1.”, “(a)”, “2.3”, “-” for any bullet, or
        nothing.
        """
        group = self._lists.get(number, "")
        shape = self._levels.get((group, level))
        if shape is None:
            return ""
        counts = self._counts.setdefault(group, {})
        if (number, level) in self._starts and (number, level) not in self._begun:
            self._begun.add((number, level))
            counts[level] = self._starts[number, level]
        else:
            counts[level] = counts[level] + 1 if level in counts else self._first(group, level)
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        kind = _value(shape, "numFmt") or "decimal"
        if kind == "bullet":
            return "-"
        text = _value(shape, "lvlText") or ""
        return re.sub(
            r"%(\d)", lambda found: self._figure(group, int(found[1]) - 1, counts), text
        ) * (kind != "none")

    def _first(self, group: str, level: int) -> int:
        start = _value(self._levels.get((group, level)), "start") or "1"
        return int(start) if start.isdigit() else 1

    def _figure(self, group: str, level: int, counts: dict[int, int]) -> str:
        kind = _value(self._levels.get((group, level)), "numFmt") or "decimal"
        return counted(counts.get(level, self._first(group, level)), _FORMATS.get(kind))


class _DocxWriter:
    """Blocks → pages of Markdown lines."""

    def __init__(self, styles: _Styles, numbers: _Numbers, notes: _Notes) -> None:
        self._styles = styles
        self._numbers = numbers
        self._notes = notes
        self._pages: list[list[str]] = [[]]

    def leaves(self) -> list[list[str]]:
        return [page for page in self._pages if any(line.strip() for line in page)] or [[]]

    def blocks(self, parent: Any, depth: int = 0) -> None:
        """Write the paragraphs and tables in an element, and those in what only wraps them."""
        for element in parent if depth < MAX_DEPTH else ():
            if element.tag == _W + "p":
                self._paragraph(element, depth)
            elif element.tag == _W + "tbl":
                self._table(list(_rows(element)), depth)
                self._say("")
            elif element.tag not in _GONE:
                self.blocks(element, depth + 1)
            for note in self._notes.taken() if depth == 0 else ():
                self._pages[-1] += ["", note, ""]

    def _say(self, line: str) -> None:
        self._pages[-1].append(line)

    def _paragraph(self, element: Any, depth: int) -> None:
        if _on(element, "pPr/pageBreakBefore"):
            self._pages.append([])
        lists = self._styles.numbered(element)
        heading = self._styles.heading(element)
        text = _text(element, heading is None and self._styles.bold(element), self._notes)
        if not text.strip(" \t\n\f*"):
            self._say("")
            self._turn(text.count("\f"))
        else:
            mark = self._numbers.mark(*lists) if lists else ""
            text = (
                f"{words(mark) if mark != '-' else mark} {text.strip(_BLANK)}"
                if mark
                else text.strip(_BLANK)
            )
            if heading:
                text = "#" * heading + " " + text.replace("**", "").replace("\n", " ")
            for number, page in enumerate(text.split("\f")):
                self._turn(number > 0)
                self._pages[-1] += page.split("\n")
            if not lists or heading:
                self._say("")
        for box in _boxes(element):
            self.blocks(box, depth + 1)

    def _table(self, rows: list[list[Any]], depth: int) -> None:
        """A row of plain cells is one line with tabs; a row that lays out the page is read cell by
        cell.
        """
        written = [[self._cell(cell, depth) for cell in cells] for cells in rows]
        lines = [
            [[line for page in pages for line in page if line.strip()] for pages in cells]
            for cells in written
        ]
        for cells, said, pages, apart in zip(
            rows, lines, written, laid_out_rows(lines), strict=True
        ):
            if apart or any(cell.find(f".//{_W}tbl") is not None for cell in cells):
                for line in (line for each in said for line in each):
                    self._say(line)
                    self._say("")
            elif any(said):
                self._say("\t".join(" ".join(each) for each in said).rstrip())
            self._turn(max(map(len, pages), default=1) - 1)

    def _cell(self, cell: Any, depth: int) -> list[list[str]]:
        inner = _DocxWriter(self._styles, self._numbers, self._notes)
        if _value(cell, "tcPr/vMerge") not in ("on", "continue"):
            inner.blocks(cell, depth + 1)
        return inner._pages

    def _turn(self, pages: int) -> None:
        self._pages += [[] for _ in range(pages)]


def _rows(table: Any) -> Iterator[list[Any]]:
    """The cells of each row."""
    for row in table.iter(_W + "tr"):
        if (
            next(row.iterancestors(_W + "tbl")) is not table
            or row.find(f"{_W}trPr/{_W}del") is not None
        ):
            continue
        yield [cell for cell in row.iter(_W + "tc") if next(cell.iterancestors(_W + "tr")) is row]


def _text(paragraph: Any, bold: bool, notes: _Notes) -> str:
    """The words of a paragraph as shown: bold runs marked, ``\\n`` for a line break,
    ``\\f`` where a page ends.
    """
    out: list[str] = []
    for run in _runs(paragraph):
        said = "".join(_said(run, notes))
        if _on(run, "rPr/vanish"):
            continue
        if _on(run, "rPr/caps"):
            said = said.upper()
        heavy = bold if _value(run, "rPr/b") is None else _on(run, "rPr/b")
        parts = re.split(r"([\n\f\t])", said)
        out += [
            part if part in "\n\f\t" else strong(part) if heavy else words(part) for part in parts
        ]
    return "".join(out)


def _runs(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == _W + "r":
            yield child
        elif child.tag not in _GONE:
            yield from _runs(child)


def _said(run: Any, notes: _Notes) -> Iterator[str]:
    for child in run:
        if child.tag == _W + "t":
            yield re.sub(r"[\n\f\r]", " ", child.text or "")
        elif child.tag in (_W + "tab", _W + "ptab"):
            yield "\t"
        elif child.tag in (_W + "br", _W + "cr"):
            yield "\f" if child.get(_W + "type") == "page" else "\n"
        elif child.tag == _W + "lastRenderedPageBreak":
            yield "\f"
        elif child.tag == _W + "noBreakHyphen":
            yield "-"
        elif child.tag in (_W + "footnoteReference", _W + "endnoteReference"):
            kind = child.tag.removeprefix(_W).removesuffix("Reference")
            yield notes.cite(kind, child.get(_W + "id"))


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Text boxes anchored in a paragraph, once each: old programs find a second copy in the
    fallback.
    """
    for box in paragraph.iter(_W + "txbxContent"):
        if (
            next(box.iterancestors(_FALLBACK), None) is None
            and next(box.iterancestors(_W + "p")) is paragraph
        ):
            yield box
