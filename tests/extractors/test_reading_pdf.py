"""PDFs: scanned pages among others, printed numbers and the file's own, bookmarks, turned pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from kg.extractors.facts import Document
from kg.extractors.reading import UnreadableError, ocr, read
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

LINES = ("Marlshire Quays Board", "The Board noted that the harbour wall had been mended in May.")
needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract is not installed"
)


def draw(canvas: Canvas, lines: tuple[str, ...] = LINES) -> None:
    for row, line in enumerate(lines):
        canvas.drawString(72, 750 - 20 * row, line)


def pdf(path: Path, *pages: Callable[[Canvas], object], after: Callable[[Canvas], object] | None = None) -> Path:  # fmt: skip
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for page in pages:
        page(canvas)
        canvas.showPage()
    if after:
        after(canvas)
    canvas.save()
    return path


@pytest.fixture
def scan(tmp_path: Path) -> Callable[[Canvas], object]:
    """Draws a page that is a picture of a page."""
    source = pypdfium2.PdfDocument(pdf(tmp_path / "source.pdf", draw))
    picture = ImageReader(source[0].render(scale=2).to_pil())
    return lambda canvas: canvas.drawImage(picture, 0, 0, *A4)


def text_of(document: Document, number: int) -> str:
    starts = [page.start for page in document.pages] + [len(document.text)]
    return document.text[starts[number - 1] : starts[number]]


def test_scans_amid_text_are_named_where_nothing_reads_them(
    tmp_path: Path, scan: Callable[[Canvas], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.extractors.reading.pdf.is_available", lambda: False)
    document = read(pdf(tmp_path / "pack.pdf", draw, scan, draw, scan))
    assert [(page.number, page.reason) for page in document.unread] == [
        (2, ocr.MISSING),
        (4, ocr.MISSING),
    ]
    assert "harbour wall" in text_of(document, 1) and text_of(document, 2).strip() == ""
    with pytest.raises(UnreadableError, match="install Tesseract"):
        read(pdf(tmp_path / "scan.pdf", scan))


@needs_tesseract
def test_scans_amid_text_are_read(tmp_path: Path, scan: Callable[[Canvas], object]) -> None:
    document = read(pdf(tmp_path / "pack.pdf", draw, scan))
    assert document.unread == ()
    assert LINES[1] in text_of(document, 2)


def test_pictures_and_blank_pages_are_no_scans(
    tmp_path: Path, scan: Callable[[Canvas], object]
) -> None:
    def illustrated(canvas: Canvas) -> None:
        scan(canvas)
        draw(canvas)

    document = read(pdf(tmp_path / "pack.pdf", illustrated, lambda canvas: None))
    assert document.unread == ()


def test_the_files_page_labels_serve_where_no_number_is_printed(tmp_path: Path) -> None:
    def labelled(canvas: Any) -> None:
        canvas.addPageLabel(0, style="ROMAN_LOWER")
        canvas.addPageLabel(1, start=7, style="ARABIC")

    def numbered(canvas: Canvas) -> None:
        draw(canvas)
        canvas.drawString(290, 40, "31")

    document = read(pdf(tmp_path / "pack.pdf", draw, draw, numbered, after=labelled))
    assert [(page.number, page.label) for page in document.pages] == [
        (1, "i"),
        (2, "7"),
        (3, "31"),
    ]
    plain = read(pdf(tmp_path / "plain.pdf", draw, draw))
    assert [page.label for page in plain.pages] == [None, None]


def test_bookmarks_show_headings(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas)
        canvas.bookmarkPage("here")
        canvas.addOutlineEntry("MARLSHIRE QUAYS BOARD", "here")

    document = read(pdf(tmp_path / "pack.pdf", page))
    shown = [document.text[span.start : span.end] for span in document.emphasis]
    assert shown == ["Marlshire Quays Board"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_are_read_in_order(tmp_path: Path, turn: int) -> None:
    def page(canvas: Any) -> None:
        canvas.setPageRotation(turn)
        if turn == 90:
            canvas.translate(A4[0], 0)
            canvas.rotate(90)
        elif turn == 180:
            canvas.translate(*A4)
            canvas.rotate(180)
        else:
            canvas.translate(0, A4[1])
            canvas.rotate(-90)
        for row, line in enumerate(LINES):
            canvas.drawString(72, 500 - 20 * row, line)

    document = read(pdf(tmp_path / "turned.pdf", page))
    assert [line for line in document.text.split("\n") if line] == list(LINES)


def test_the_mark_of_an_item_at_the_end_of_a_page_is_no_running_foot(tmp_path: Path) -> None:
    def page(number: int) -> Callable[[Canvas], object]:
        def drawn(canvas: Canvas) -> None:
            for row in range(6):
                canvas.drawString(72, 700 - 20 * row, f"The Board noted lamp {'abcdef'[row]}.")
            canvas.drawString(72, 200, f"(Item {number})")
            canvas.drawString(72, 40, f"Osmere Quays, sheet {number}")

        return drawn

    text = read(pdf(tmp_path / "minutes.pdf", *map(page, range(3, 7)))).text
    assert all(f"(Item {number})" in text for number in range(3, 7))
    assert "sheet" not in text
