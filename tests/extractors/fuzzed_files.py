"""Small good files of each format and ways to damage them, for tests and for nights."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any

import docx
import kg.extractors.reading as reading
import openpyxl
from kg.extractors.facts import Document
from kg.extractors.reading import UnreadableError
from kg.extractors.reading.containers import members
from kg.extractors.reading.formats import kind_of
from reportlab.pdfgen.canvas import Canvas

WORDS = "Minutes of the Quays Board held on 4 March 2014. RESOLVED: That the pier be painted."
ODD_BYTES = (b"-1", b"99999999999", b"<", b">", b"{", b"\\", b"\x00", b'"', b"&#0;")
Cuts = list[tuple[float, int, bytes]]  # where (0 to 1), how many bytes go, what comes instead


def saved(write: Callable[[Any], object]) -> bytes:
    held = io.BytesIO()
    write(held)
    return held.getvalue()


@cache
def samples() -> dict[str, bytes]:
    """A small good file of each format."""
    typed = docx.Document()
    typed.add_heading("Quays Board", 1)
    typed.add_paragraph(WORDS, style="List Number")
    typed.add_table(2, 2).cell(0, 0).text = "Who"
    book = openpyxl.Workbook()
    book.active.append(["Who", 4, 0.5])
    canvas_bytes = io.BytesIO()
    canvas = Canvas(canvas_bytes, invariant=True, pageCompression=0)
    canvas.drawString(72, 700, WORDS)
    canvas.bookmarkPage("a")
    canvas.addOutlineEntry("Minutes", "a")
    canvas.save()
    message = EmailMessage()
    message["Subject"] = "Papers"
    message.set_content(WORDS)
    message.add_attachment(b"Minutes", maintype="text", subtype="x", filename="minutes.txt")
    namespaces = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    odt = f"<office:document-content {namespaces}><office:body><office:text><text:h text:outline-level='1'>Quays</text:h><text:list><text:list-item><text:p>{WORDS}</text:p></text:list-item></text:list></office:text></office:body></office:document-content>"
    slide = f'<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>{WORDS}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>'
    show = '<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:sldIdLst><p:sldId id="1" r:id="r1"/></p:sldIdLst></p:presentation>'
    return {
        ".docx": saved(typed.save),
        ".xlsx": saved(book.save),
        ".odt": zipped({"mimetype": b"x", "content.xml": odt.encode()}),
        ".pptx": zipped(
            {
                "[Content_Types].xml": b"<x/>",
                "ppt/presentation.xml": show.encode(),
                "ppt/_rels/presentation.xml.rels": b'<R><Relationship Id="r1" Target="slides/s.xml"/></R>',
                "ppt/slides/s.xml": slide.encode(),
            }
        ),
        ".pdf": canvas_bytes.getvalue(),
        ".rtf": rb"{\rtf1\ansi{\fonttbl{\f0 A;}}\pard {\b Quays} Board\par\intbl a\cell b\cell\row {\footnote n}\u8212-\'93x\par}",
        ".eml": message.as_bytes(),
        ".html": f"<!doctype html><html><body><h1>Quays</h1><ol><li>{WORDS}</ol><table><tr><td>a<td>b</table>".encode(),
        ".txt": WORDS.encode(),
        ".zip": zipped({"minutes.txt": WORDS.encode(), "in.zip": zipped({"a.txt": b"x"})}),
    }


def zipped(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return held.getvalue()


def damaged(data: bytes, cuts: Cuts) -> bytes:
    """``data`` with bytes taken out at some places and others put in."""
    held = bytearray(data)
    for place, length, instead in cuts:
        at = int(place * len(held))
        held[at : at + length] = instead
    return bytes(held)


def damaged_inside(data: bytes, cuts: Cuts) -> bytes:
    """A package whose parts are damaged and whose checksums are in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped({name: damaged(part, cuts) for name, part in parts.items()})


def must_answer(path: Path, data: bytes) -> Document | None:
    """The document that the bytes give, or ``None`` with a reason; anything else is an error."""
    document = None
    path.write_bytes(data)
    try:
        document = reading.read(path)
        assert isinstance(document, Document)
    except UnreadableError as error:
        assert error.reason and error.way_out
    kind = kind_of(path, data)
    if kind in ("zip", "mail"):
        try:
            for member in members(path, data, kind):
                assert (member.data is None) == (member.reason is not None)
                assert ".." not in member.path.parts
        except UnreadableError as error:
            assert error.reason
    return document
