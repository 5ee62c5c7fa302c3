"""Footnotes are passages of their own with their mark, and never stand in the sentence of a page's words."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from kg.extractors.facts import Document
from kg.extractors.reading import read
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

CUT = "The Board heard that the lamps of the Lantern Walk"
RESTS = "would be mended by the harbour crew before the regatta."
NOTE = "Paid for by the Osmere Quays Trust since the spring."


def lines(document: Document) -> list[str]:
    return [line for line in document.text.split("\n") if line.strip()]


def page(canvas: Canvas, said: list[str], raised: str = "", note: str = "", foot: str = "") -> None:
    """A page of lines 14 points apart; ``raised`` is a mark behind the last, ``note`` the small print below."""
    height = 760.0
    for line in said:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, height, line)
        height -= 14
    if raised:
        canvas.setFont("Helvetica", 7)
        canvas.drawString(72 + canvas.stringWidth(said[-1], "Helvetica", 11), height + 18, raised)
    if note:
        canvas.setFont("Helvetica", 6)
        canvas.drawString(72, 93, raised or "1")
        canvas.setFont("Helvetica", 8.5)
        canvas.drawString(80, 90, note)
        canvas.drawString(72, 80, "See the plan of the walk.")
    if foot:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(290, 40, foot)
    canvas.showPage()


@pytest.mark.parametrize("foot", ["", "7", "Osmere Quays Board"])
def test_a_sentence_goes_on_over_a_footnote_at_the_end_of_a_page(tmp_path: Path, foot: str) -> None:
    path = tmp_path / "pack.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    page(canvas, ["4. Lamps", "It was a fine spring.", CUT], "3", NOTE, foot)
    page(canvas, [RESTS, "It was noted."], foot=foot and "8" if foot.isdigit() else foot)
    page(
        canvas, ["5. Quays", "The quays were swept."], foot=foot and "9" if foot.isdigit() else foot
    )
    canvas.save()
    document = read(path)
    note = f"Footnote 3: {NOTE} See the plan of the walk."
    assert lines(document)[:3] == ["4. Lamps", "It was a fine spring.", note]
    assert f"{CUT}[3]" in lines(document)
    rest = [line for line in lines(document) if line != foot]
    assert rest[rest.index(f"{CUT}[3]") + 1] == RESTS
    at = document.text.index(NOTE)
    assert document.page_number(at) == ("7" if foot == "7" else "1")
    assert document.page_number(document.text.index(RESTS)) == ("8" if foot == "7" else "2")


def test_a_page_that_ends_with_its_sentence_has_its_footnotes_at_its_end(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    page(canvas, ["4. Lamps", "The lamps of the walk were mended."], "*", NOTE)
    canvas.save()
    assert lines(read(path))[1:] == [
        "The lamps of the walk were mended.[*]",
        f"Footnote *: {NOTE} See the plan of the walk.",
    ]


def test_small_print_without_a_mark_in_the_words_stays_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    page(canvas, ["4. Lamps", "The lamps of the walk were mended."], "", NOTE)
    canvas.save()
    assert "Footnote" not in read(path).text


def test_a_raised_figure_without_small_print_is_no_mark(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    page(canvas, ["4. Yard", "The yard has 300 m"], "2")
    canvas.save()
    assert "The yard has 300 m2" in read(path).text


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def with_notes(path: Path) -> Path:
    """A DOCX of one paragraph with a footnote and an endnote, and a table cell with another."""
    file = docx.Document()
    file.add_paragraph("FOOT lamps would be mended.")
    file.add_table(1, 2).rows[0].cells[1].text = "Harbour crewEND"
    plain = io.BytesIO()
    file.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name).decode("utf-8", "replace") if not name.endswith(".jpeg") else None
            if data is None:
                new.writestr(name, old.read(name))
                continue
            if name == "word/document.xml":
                for sign, kind, number in (("FOOT", "footnote", 2), ("END", "endnote", 5)):
                    cited = f'</w:t></w:r><w:r><w:{kind}Reference w:id="{number}"/></w:r><w:r><w:t xml:space="preserve">'
                    data = data.replace(
                        sign, ("The Board heard that the" if sign == "FOOT" else "") + cited
                    )
            if name == "word/_rels/document.xml.rels":
                rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
                data = data.replace(
                    "</Relationships>",
                    f'<Relationship Id="rF" Type="{rel}/footnotes" Target="footnotes.xml"/>'
                    f'<Relationship Id="rE" Type="{rel}/endnotes" Target="endnotes.xml"/></Relationships>',
                )
            if name == "[Content_Types].xml":
                kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
                data = data.replace(
                    "</Types>",
                    f'<Override PartName="/word/footnotes.xml" ContentType="{kind}.footnotes+xml"/>'
                    f'<Override PartName="/word/endnotes.xml" ContentType="{kind}.endnotes+xml"/></Types>',
                )
            new.writestr(name, data)
        for kind, number, said in (("footnote", 2, NOTE), ("endnote", 5, "In the evenings.")):
            new.writestr(
                f"word/{kind}s.xml",
                f'<w:{kind}s {W}><w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>'
                f"<w:r><w:t>{said}</w:t></w:r></w:p></w:{kind}></w:{kind}s>",
            )
    return path


def test_notes_of_a_docx_follow_the_paragraph_or_table_that_cites_them(tmp_path: Path) -> None:
    document = read(with_notes(tmp_path / "minutes.docx"))
    assert lines(document) == [
        "The Board heard that the[1] lamps would be mended.",
        f"Footnote 1: {NOTE}",
        "\tHarbour crew[2]",
        "Footnote 2: In the evenings.",
    ]
