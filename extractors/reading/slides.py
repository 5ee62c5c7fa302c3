"""PPTX: slides as pages, their titles as headings, tables as rows.

Slides come in the order in which they are shown; hidden ones, dates, feet and numbers of slides are
left away, as are the speaker's notes, which were not shown to the meeting.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.extractors.facts import Document, UnreadPage
from kg.extractors.reading.marks import Leaves, document_of, strong, table_row, words
from kg.extractors.reading.packages import XmlPackage

MAX_SLIDES = 2_000
MAX_DEPTH = 40  # groups of shapes within each other
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAIN = "ppt/presentation.xml"
_TITLES = frozenset(("title", "ctrTitle"))
_ON_EVERY_SLIDE = frozenset(("dt", "ftr", "sldNum", "hdr"))


def read_pptx(path: Path, data: bytes, identifier: str) -> Document:
    """A PPTX file; raises ``UnreadableError`` where it is damaged, locked, or has no words."""
    package = XmlPackage(path, data, "PowerPoint")
    root = package.xml(_MAIN)
    if root is None:
        raise package.damaged()
    leaves = Leaves()
    unread = []
    targets = _targets(package, _MAIN)
    slides = [targets.get(each.get(_R + "id", "")) for each in root.iter(_P + "sldId")]
    for number, name in enumerate(slides[:MAX_SLIDES], start=1):
        slide = package.xml(name) if name else None
        if number > 1:
            leaves.turn()
        if slide is not None and slide.get("show") != "0":
            lines = list(_slide_lines(slide))
            leaves.say(*(lines or [""]))
            if not any(map(str.strip, lines)) and next(slide.iter(_P + "pic"), None) is not None:
                unread.append(UnreadPage(number, "a picture; its words were not read"))
    return document_of(path, identifier, "pptx", leaves, unread)


def _targets(package: XmlPackage, part: str) -> dict[str, str]:
    """The parts that a part names, by the ids it has for them."""
    folder, name = posixpath.split(part)
    root = package.xml(f"{folder}/_rels/{name}.rels")
    return {
        each.get("Id", ""): posixpath.normpath(posixpath.join(folder, each.get("Target", "")))
        if not each.get("Target", "").startswith("/")
        else each.get("Target", "").lstrip("/")
        for each in (root if root is not None else ())
    }


def _slide_lines(slide: Any) -> Iterator[str]:
    shapes = [shape for tree in slide.iter(_P + "spTree") for shape in _shapes(tree, 0)]
    for shape in sorted(shapes, key=lambda each: _role(each) not in _TITLES):
        role = _role(shape)
        if role in _ON_EVERY_SLIDE:
            continue
        tables = list(shape.iter(_A + "tbl"))
        for table in tables:
            for row in table.iterfind(_A + "tr"):
                yield from table_row([_paragraphs(cell, False) for cell in row.iterfind(_A + "tc")])
            yield ""
        if not tables:
            said = _paragraphs(shape, role in _TITLES)
            if role in _TITLES and said:
                yield "# " + " ".join(said).replace("**", "")
            else:
                yield from said
            yield ""


def _shapes(tree: Any, depth: int) -> Iterator[Any]:
    for child in tree if depth < MAX_DEPTH else ():
        if child.tag == _P + "grpSp":
            yield from _shapes(child, depth + 1)
        elif child.tag in (_P + "sp", _P + "graphicFrame"):
            yield child


def _role(shape: Any) -> str:
    placeholder = next(shape.iter(_P + "ph"), None)
    return "" if placeholder is None else str(placeholder.get("type", "body"))


def _paragraphs(element: Any, title: bool) -> list[str]:
    found = []
    for paragraph in element.iter(_A + "p"):
        text = "".join(_runs(paragraph)).strip()
        bullet = paragraph.find(f"{_A}pPr/{_A}buChar") is not None
        found += [f"- {text}" if bullet and not title else text] * bool(text)
    return found


def _runs(paragraph: Any) -> Iterator[str]:
    for child in paragraph:
        if child.tag == _A + "br":
            yield " "
        elif child.tag in (_A + "r", _A + "fld"):
            properties = child.find(_A + "rPr")
            text = " ".join((child.findtext(_A + "t") or "").split(" "))
            heavy = properties is not None and properties.get("b") in ("1", "true")
            yield strong(text) if heavy else words(text)
