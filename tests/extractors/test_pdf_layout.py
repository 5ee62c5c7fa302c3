"""PDFs are read by position: rows of ruled tables, columns without rules, bold words, paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.extractors.facts import Document
from kg.extractors.reading import read
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

STYLES = getSampleStyleSheet()


def lines(document: Document) -> list[str]:
    return [line for line in document.text.split("\n") if line.strip()]


@pytest.fixture
def log(tmp_path: Path) -> Document:
    """A log of two actions in a ruled table, whose long cells are wrapped."""

    def cell(text: str) -> Paragraph:
        return Paragraph(text, STYLES["Normal"])

    rows = [
        ["No.", "Action", "Owner", "Status"],
        [
            "1",
            cell("Ask the harbour master for the list of moorings by the old quay"),
            "A Finch",
            "Open",
        ],
        [
            "2",
            cell("Write to the ferry company about the broken lamps on the slipway"),
            "B Wren",
            "Done",
        ],
    ]
    path = tmp_path / "log.pdf"
    table = Table(rows, colWidths=[30, 150, 60, 50])
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    SimpleDocTemplate(str(path), pagesize=A4).build(
        [Paragraph("<b>Action log</b>", STYLES["Normal"]), table]
    )
    return read(path)


def test_each_row_of_a_ruled_table_is_one_line_with_its_cells_apart(log: Document) -> None:
    assert lines(log) == [
        "Action log",
        "No.\tAction\tOwner\tStatus",
        "1\tAsk the harbour master for the list of moorings by the old quay\tA Finch\tOpen",
        "2\tWrite to the ferry company about the broken lamps on the slipway\tB Wren\tDone",
    ]


def test_bold_words_are_emphasis(log: Document) -> None:
    assert [log.text[span.start : span.end] for span in log.emphasis] == ["Action log"]


def test_columns_without_rules_keep_each_name_with_its_body(tmp_path: Path) -> None:
    path = tmp_path / "present.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for height, left, right in (
        (700, "Osmere Council", "Ada Finch (Chair)"),
        (686, "", "Bo Wren"),
        (660, "Quay Police", "Cy Heron"),
    ):
        canvas.drawString(72, height, left)
        canvas.drawString(300, height, right)
    canvas.save()
    assert lines(read(path)) == [
        "Osmere Council\tAda Finch (Chair)",
        "\tBo Wren",
        "Quay Police\tCy Heron",
    ]


def test_white_space_parts_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "prose.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for height, words in (
        (700, "The quay was shut"),
        (686, "all winter."),
        (650, "It opens in May."),
    ):
        canvas.drawString(72, height, words)
    canvas.save()
    assert read(path).text.split("\n\n") == ["The quay was shut\nall winter.", "It opens in May."]


def test_two_lists_that_a_file_writes_one_after_the_other_are_rows(tmp_path: Path) -> None:
    path = tmp_path / "lists.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    lists = (
        ("Cllr Ada Finch (Chair)", "Bo Wren", "Cy Heron"),
        ("Osmere Council", "Quay Police", "Harbour Watch"),
    )
    prose = (
        ("Members had walked along", "the quay and seen three", "lamps that gave no light."),
        ("The harbour master said", "new ones would come", "before the winter."),
    )
    for top, columns in ((700, lists), (600, prose)):
        for left, column in zip((72, 300), columns, strict=True):
            for row, words in enumerate(column):
                canvas.drawString(left, top - 14 * row, words)
    canvas.save()
    found = lines(read(path))
    assert found[:3] == ["\t".join(row) for row in zip(*lists, strict=True)]
    assert " ".join(found[3:]).index("gave no light") < " ".join(found[3:]).index("master")


def test_a_table_that_a_page_cuts_keeps_its_open_row_apart_from_its_head(tmp_path: Path) -> None:
    """No rule closes the row at the end of a page, none parts its rest from the head printed again."""
    path = tmp_path / "cut.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for rules, words in (
        ((760, 740, 700), ((745, "No.", "Action", "Owner"), (720, "1", "Mend the old", "A Finch"), (685, "2", "Paint the", "B Wren"))),
        ((760, 700, 670), ((745, "No.", "Action", "Owner"), (715, "", "harbour wall", ""), (680, "3", "Sweep the quay", "A Finch"))),
    ):  # fmt: skip
        for height in rules:
            canvas.line(60, height, 400, height)
        for x in (60, 100, 300, 400):
            canvas.line(x, 760, x, 670)
        for height, *cells in words:
            for x, cell in zip((65, 105, 305), cells, strict=True):
                canvas.drawString(x, height, cell)
        canvas.showPage()
    canvas.save()
    assert lines(read(path)) == [
        "No.\tAction\tOwner",
        "1\tMend the old\tA Finch",
        "2\tPaint the\tB Wren",
        "No.\tAction\tOwner",
        "\tharbour wall",
        "3\tSweep the quay\tA Finch",
    ]
