"""Sets the source text of the fictional pack of June 2025 as a PDF with a text layer, the same bytes every time.

    python tests/packs/make_pdf.py [OUT.pdf]      needs reportlab, which nothing else in the project uses

The source is plain text: ``#`` and ``##`` are headings, ``@page`` a new page, ``@item 6`` the stamp in the page's
corner, ``@people`` a list in two columns, ``@table`` (widths in mm) a ruled table whose head comes again on each page.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, LongTable, PageBreak, Paragraph, SimpleDocTemplate, Spacer

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "marlshire-2025-06-13.source.txt"
TARGET = HERE.parents[1] / "kg/demo/packs/marlshire-2025-06-13.pdf"

MARGIN = 24 * mm

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=12, leading=15, spaceAfter=4)
HANGING = ParagraphStyle("hanging", BODY, leftIndent=9 * mm, firstLineIndent=-9 * mm)
NOTE = ParagraphStyle("note", BODY, leftIndent=9 * mm, fontName="Helvetica-Oblique")
TITLE = ParagraphStyle(
    "title", BODY, fontName="Helvetica-Bold", fontSize=13, alignment=TA_CENTER, spaceAfter=8
)
HEADING = ParagraphStyle("heading", BODY, fontName="Helvetica-Bold", spaceBefore=6)
CELL = ParagraphStyle("cell", BODY, fontSize=11, leading=14, spaceAfter=0)


class Stamp(Flowable):
    """Leaves ``Agenda Item 6`` for the page's end to draw in its corner; takes no room."""

    def __init__(self, text: str):
        super().__init__()
        self.text = text

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.canv.stamp = self.text


class Pack(SimpleDocTemplate):
    """Draws the page's number and its stamp last, so that they stand last in the text layer, as in real packs."""

    def afterPage(self) -> None:
        self.canv.setFont("Helvetica", 10)
        self.canv.drawCentredString(A4[0] / 2, 12 * mm, str(self.page))
        self.canv.setFont("Helvetica-Bold", 12)
        self.canv.drawRightString(A4[0] - MARGIN, A4[1] - 12 * mm, getattr(self.canv, "stamp", ""))
        self.canv.stamp = ""


def paragraph(line: str) -> Paragraph:
    text = escape(line.strip(), quote=False)
    first = line.strip().split(" ", 1)[0]
    if line.startswith("## "):
        return Paragraph(text[3:], HEADING)
    if line.startswith("# "):
        return Paragraph(text[2:], TITLE)
    if line.startswith("  "):
        return Paragraph(text.replace("- ", "• ", 1) if first == "-" else text, NOTE)
    if first == "-":
        return Paragraph("• " + text[2:], HANGING)
    return Paragraph(
        text,
        HANGING if first.rstrip(".").isdigit() or first[:1] == "(" or len(first) == 2 else BODY,
    )


def table(rows: list[str], widths: list[float], ruled: bool) -> LongTable:
    cells = [
        [
            Paragraph(escape(cell.strip(), quote=False), CELL if ruled else BODY)
            for cell in row.split(" | ")
        ]
        for row in rows
    ]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 2)]
    if ruled:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    return LongTable(
        cells,
        colWidths=[width * mm for width in widths],
        style=style,
        repeatRows=int(ruled),
        splitInRow=int(ruled),
        hAlign="LEFT",
    )


def flowables(lines: Iterator[str]) -> Iterator[Flowable]:
    for line in lines:
        command, *rest = line.split() or [""]
        if not command:
            yield Spacer(1, 3 * mm)
        elif command == "@page":
            yield PageBreak()
        elif command == "@item":
            yield Stamp("Agenda Item " + rest[0])
        elif command in ("@people", "@table"):
            rows = list(iter(lines.__next__, "@end"))
            yield table(
                rows, [float(width) for width in rest] or [66, 96], ruled=command == "@table"
            )
        else:
            yield paragraph(line)


def make(source: Path = SOURCE, target: Path = TARGET) -> None:
    """Write ``target``; ``invariant`` keeps the clock and chance out of it."""
    document = Pack(
        str(target),
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title="Agenda pack of 13 June 2025",
        author="Marlshire and Fenmark Safer Places Partnership Board",
        invariant=1,
    )
    lines = iter(source.read_text(encoding="utf-8").splitlines())
    document.build(list(flowables(lines)))


if __name__ == "__main__":
    make(target=Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
