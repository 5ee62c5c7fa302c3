"""Typed minutes: words, lists with the numbers a word processor shows, tables, pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from kg.extractors.facts import Document
from kg.extractors.reading import UnreadableError, read
from kg.extractors.reading.marks import counted
from kg.extractors.structure import structure
from kg.ontology.vocabulary import load


def typed(tmp_path: Path, write: Callable[[Any], None]) -> Document:
    file = docx.Document()
    write(file)
    file.save(str(tmp_path / "minutes.docx"))
    return read(tmp_path / "minutes.docx")


def lines(document: Document) -> list[str]:
    return [line for line in document.text.split("\n") if line]


def numbering(file: Any, *levels: tuple[str, str]) -> None:
    """Adds list 77 with the given formats and texts of its levels."""
    shapes = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(levels)
    )
    root = file.part.numbering_part.element
    root.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{shapes}</w:abstractNum>')
    )
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )


def entry(file: Any, text: str, level: int = 0) -> None:
    properties = file.add_paragraph(text)._p.get_or_add_pPr()
    listed = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
    properties.append(parse_xml(listed))


def test_words_and_marks(tmp_path: Path) -> None:
    def write(file: Any) -> None:
        file.add_heading("Marlshire Safer Quays Board", 1)
        file.add_paragraph("Minutes of the meeting held on 3 March 2025")
        paragraph = file.add_paragraph()
        paragraph.add_run("RESOLVED").bold = True
        paragraph.add_run(" that the *draft* plan_for <quays> be noted.")

    document = typed(tmp_path, write)
    assert lines(document)[-1] == "RESOLVED that the *draft* plan_for <quays> be noted."
    marked = [document.text[span.start : span.end] for span in document.emphasis]
    assert marked == ["Marlshire Safer Quays Board", "RESOLVED"]


def test_lists_are_counted_as_the_word_processor_counts(tmp_path: Path) -> None:
    def write(file: Any) -> None:
        numbering(file, ("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))
        for text, level in (
            ("Welcome", 0),
            ("Minutes", 0),
            ("Agreed", 1),
            ("Signed", 1),
            ("that", 2),
            ("so", 2),
        ):
            entry(file, text, level)
        entry(file, "Close", 0)
        entry(file, "Date", 1)

    shown = [
        "1. Welcome",
        "2. Minutes",
        "2.1 Agreed",
        "2.2 Signed",
        "(a) that",
        "(b) so",
        "3. Close",
        "3.1 Date",
    ]
    assert lines(typed(tmp_path, write)) == shown


def test_tables_of_facts_are_rows_and_tables_of_minutes_are_read_cell_by_cell(
    tmp_path: Path,
) -> None:
    def write(file: Any) -> None:
        for cells in (
            ("Cllr. M. Oakes", "Wendleford Borough Council"),
            ("Supt. R. Vane", "Marlshire Police"),
        ):
            table = file.add_table(rows=1, cols=2)
            for cell, text in zip(table.rows[0].cells, cells, strict=True):
                cell.text = text
        cells = file.add_table(rows=1, cols=2).rows[0].cells
        cells[0].text = "4."
        cells[1].text = "Harbour Watch\nnext line"
        for text in ("The Board heard a report.", "It was noted."):
            cells[1].add_paragraph(text)

    assert lines(typed(tmp_path, write)) == [
        "Cllr. M. Oakes\tWendleford Borough Council",
        "Supt. R. Vane\tMarlshire Police",
        "4.",
        "Harbour Watch",
        "next line",
        "The Board heard a report.",
        "It was noted.",
    ]


def test_pages_are_kept(tmp_path: Path) -> None:
    def write(file: Any) -> None:
        file.add_paragraph("first").add_run().add_break(WD_BREAK.PAGE)
        file.add_paragraph("second")

    document = typed(tmp_path, write)
    assert [document.page_number(document.text.index(word)) for word in ("first", "second")] == [
        "1",
        "2",
    ]


def test_deleted_and_hidden_words_are_not_there(tmp_path: Path) -> None:
    def write(file: Any) -> None:
        paragraph = file.add_paragraph("kept ")
        paragraph.add_run("hidden").font.hidden = True
        removed = f"<w:del {nsdecls('w')}><w:r><w:delText>gone</w:delText></w:r></w:del>"
        added = f"<w:ins {nsdecls('w')}><w:r><w:t>new</w:t></w:r></w:ins>"
        paragraph._p.append(parse_xml(removed))
        paragraph._p.append(parse_xml(added))

    assert lines(typed(tmp_path, write)) == ["kept new"]


def test_its_structure_is_that_of_minutes(tmp_path: Path) -> None:
    def write(file: Any) -> None:
        numbering(file, ("decimal", "%1."), ("lowerLetter", "(%2)"))
        file.add_paragraph(
            "Minutes of a meeting of the Marlshire Safer Quays Board held on Monday 3 March 2025."
        )
        file.add_heading("Present", 2)
        file.add_paragraph("Cllr. M. Oakes\tWendleford Borough Council")
        entry(file, "Apologies for absence")
        file.add_paragraph("There were none.")
        entry(file, "Harbour Watch")
        file.add_paragraph("The Board considered a report of the Harbour Master.")
        file.add_paragraph("RESOLVED:")
        entry(file, "That the report be noted;", 1)
        entry(file, "That the scheme be approved.", 1)

    facts = structure(typed(tmp_path, write), load())
    assert [(minute.number, minute.title) for minute in facts.minutes] == [
        ("1", "Apologies for absence"),
        ("2", "Harbour Watch"),
    ]
    assert [resolution.clause for resolution in facts.resolutions] == ["a", "b"]


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04 cut short", b"PK\x05\x06" + bytes(18), b"no package"],
    ids=["cut short", "empty package", "no package"],
)
def test_what_is_no_document_says_so(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "minutes.docx"
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match=r"minutes\.docx: .*; save it again"):
        read(path)


def test_another_package_is_no_document(tmp_path: Path) -> None:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as parts:
        parts.writestr("readme.txt", "not a document")
    path = tmp_path / "archive.zip"
    path.write_bytes(package.getvalue())
    with pytest.raises(UnreadableError, match=r"an archive of papers, not a paper"):
        read(path)


def test_an_empty_document_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no words in the document"):
        typed(tmp_path, lambda file: file.add_paragraph(" "))


@pytest.mark.parametrize(
    ("number", "kind", "shown"),
    [
        (3, None, "3"),
        (3, "a", "c"),
        (28, "A", "AB"),
        (4, "i", "iv"),
        (19, "I", "XIX"),
        (0, "a", "0"),
        (500, "i", "500"),
    ],
)
def test_figures_of_lists(number: int, kind: str | None, shown: str) -> None:
    assert counted(number, kind) == shown


def test_rows_of_minutes_in_a_table_are_read_alike(tmp_path: Path) -> None:
    def write(file: Any) -> None:
        table = file.add_table(rows=0, cols=3)
        for cells in (
            ("Item", ["Discussion"], "Action"),
            ("1", ["Lamps", "Ada lit them.", "Bo put them out."], ""),
            ("2", ["Oil", "There is enough."], "Bo to buy wicks"),
        ):
            row = table.add_row().cells
            row[0].text, row[2].text = cells[0], cells[2]
            row[1].text = cells[1][0]
            for text in cells[1][1:]:
                row[1].add_paragraph(text)

    assert lines(typed(tmp_path, write)) == [
        "Item\tDiscussion\tAction",
        *("1", "Lamps", "Ada lit them.", "Bo put them out."),
        *("2", "Oil", "There is enough.", "Bo to buy wicks"),
    ]


def test_a_cell_that_goes_on_from_above_keeps_its_column(tmp_path: Path) -> None:
    def write(file: Any) -> None:
        table = file.add_table(rows=2, cols=3)
        for row, words in zip(table.rows, (("1", "May", "Oil"), ("2", "", "Wicks")), strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
        table.cell(0, 1).merge(table.cell(1, 1))

    assert lines(typed(tmp_path, write)) == ["1\tMay\tOil", "2\t\tWicks"]
