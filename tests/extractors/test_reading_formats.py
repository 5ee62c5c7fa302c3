"""Papers of an office: OpenDocument, RTF, slides, sheets and letters become the same kind of document."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from kg.extractors.facts import Document
from kg.extractors.reading import UnreadableError, containers, read
from kg.extractors.reading.formats import SUFFIXES, kind_of

W = "http://schemas.openxmlformats.org"


def lines(document: Document) -> list[str]:
    return [line for line in document.text.split("\n") if line]


def bold(document: Document) -> list[str]:
    return [document.text[span.start : span.end] for span in document.emphasis]


def package(path: Path, parts: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


# -- OpenDocument --------------------------------------------------------------------------------

ODF_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("presentation", "presentation"),
        ("fo", "xsl-fo-compatible"),
    )
)


def opendocument(path: Path, body: str, styles: str = "") -> Path:
    content = (
        f"<office:document-content {ODF_NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body>{body}</office:body></office:document-content>"
    )
    return package(path, {"mimetype": "application/vnd.oasis.opendocument", "content.xml": content})


LIST = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/></text:list-style>'
    '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="N"><style:paragraph-properties fo:break-before="page"/></style:style>'
)


def test_opendocument_text_has_its_numbers_tables_notes_and_pages(tmp_path: Path) -> None:
    body = (
        "<office:text><text:tracked-changes><text:p>struck out</text:p></text:tracked-changes>"
        '<text:h text:outline-level="1">Marlshire Quays Board</text:h>'
        '<text:p>The <text:span text:style-name="B">Board</text:span> met<text:note><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>By telephone.</text:p></text:note-body></text:note> and *spoke*.</text:p>"
        '<text:list text:style-name="L1"><text:list-item><text:p>Welcome</text:p></text:list-item><text:list-item><text:p>Minutes</text:p>'
        "<text:list><text:list-item><text:p>that they be signed</text:p></text:list-item></text:list></text:list-item></text:list>"
        '<text:p text:style-name="N">Action log</text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>Who</text:p></table:table-cell><table:table-cell><text:p>What</text:p>"
        "</table:table-cell></table:table-row></table:table></office:text>"
    )
    document = read(opendocument(tmp_path / "minutes.odt", body, LIST))
    assert lines(document) == [
        "Marlshire Quays Board",
        "The Board met[1] and *spoke*.",
        "1. Welcome",
        "2. Minutes",
        "(a) that they be signed",
        "Action log",
        "Who\tWhat",
        "Footnote 1: By telephone.",
    ]
    assert bold(document) == ["Marlshire Quays Board", "Board"]
    assert document.format == "odt" and len(document.pages) == 2
    page = document.page_at(document.text.index("Action log"))
    assert page is not None and page.number == 2


def test_opendocument_slides_and_sheets(tmp_path: Path) -> None:
    slide = (
        "<draw:page><draw:frame><draw:text-box><text:p>Calls fell by a tenth</text:p></draw:text-box></draw:frame>"
        '<draw:frame presentation:class="title"><draw:text-box><text:p>Safer harbours</text:p></draw:text-box></draw:frame></draw:page>'
    )
    document = read(
        opendocument(
            tmp_path / "s.odp", f"<office:presentation>{slide}{slide}</office:presentation>"
        )
    )
    assert lines(document) == ["Safer harbours", "Calls fell by a tenth"] * 2
    assert [page.number for page in document.pages] == [1, 2]
    cell = '<table:table-cell table:number-columns-repeated="{}"><text:p>{}</text:p></table:table-cell>'
    rows = f"<table:table-row>{cell.format(1, 'Ward')}{cell.format(2, 'Calls')}{cell.format(16000, '')}</table:table-row>"
    sheet = f'<office:spreadsheet><table:table table:name="Figures">{rows}</table:table></office:spreadsheet>'
    assert lines(read(opendocument(tmp_path / "s.ods", sheet))) == [
        "Figures",
        "Ward\tCalls\tCalls",
    ]


# -- RTF -----------------------------------------------------------------------------------------


def test_rtf_words_numbers_tables_and_notes(tmp_path: Path) -> None:
    path = tmp_path / "minutes.rtf"
    path.write_bytes(
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator Quill;}{\header Page head}"
        rb"\pard\outlinelevel0 Fernshire Roads Forum\par\pard {\b RESOLVED} that \'93the plan\'94 "
        rb"be noted {\footnote Draft 2.}\u8212- agreed.\par {\listtext 1.\tab}Winter gritting\par"
        rb"\pard\intbl Who\cell What is \b due\b0\cell\row\pard {\v hidden}{\pict 0a0b0c}Last\page Page two\par}"
    )
    document = read(path)
    assert lines(document) == [
        "Fernshire Roads Forum",
        "RESOLVED that “the plan” be noted [1]— agreed.",
        "1.\tWinter gritting",
        "Who\tWhat is due",
        "Last",
        "Page two",
        "Footnote 1: Draft 2.",
    ]
    assert "RESOLVED" in bold(document) and len(document.pages) == 2


@pytest.mark.parametrize("data", [b"{\\rtf1" + b"{" * 100_000, b"{\\rtf1 \\bin99999999999 x"])
def test_rtf_of_no_words_is_refused_without_harm(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "odd.rtf").write_bytes(data)
    with pytest.raises(UnreadableError):
        read(tmp_path / "odd.rtf")


# -- slides and sheets ---------------------------------------------------------------------------


def slide(*shapes: tuple[str, str], hidden: bool = False) -> str:
    said = "".join(
        f'<p:sp><p:nvSpPr><p:nvPr><p:ph type="{role}"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>'
        for role, text in shapes
    )
    names = f'xmlns:p="{W}/presentationml/2006/main" xmlns:a="{W}/drawingml/2006/main"'
    shown = ' show="0"' if hidden else ""
    return f"<p:sld {names}{shown}><p:cSld><p:spTree>{said}</p:spTree></p:cSld></p:sld>"


def presentation(path: Path, slides: list[str]) -> Path:
    rel = f'xmlns="{W}/package/2006/relationships"'
    names = (
        f'xmlns:p="{W}/presentationml/2006/main" xmlns:r="{W}/officeDocument/2006/relationships"'
    )
    numbers = range(1, len(slides) + 1)
    ids = "".join(f'<p:sldId id="{n}" r:id="r{n}"/>' for n in numbers)
    rels = "".join(f'<Relationship Id="r{n}" Target="slides/slide{n}.xml"/>' for n in numbers)
    parts = {
        "[Content_Types].xml": "<Types/>",
        "ppt/presentation.xml": f"<p:presentation {names}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": f"<Relationships {rel}>{rels}</Relationships>",
    }
    parts |= {f"ppt/slides/slide{n}.xml": text for n, text in zip(numbers, slides, strict=True)}
    return package(path, parts)


def test_slides_are_pages_with_their_titles_first(tmp_path: Path) -> None:
    slides = [
        slide(("body", "Calls fell"), ("title", "Safer harbours"), ("sldNum", "1")),
        slide(("body", "not shown"), hidden=True),
        slide(("title", "Next steps"), ("body", "Ask &amp; answer")),
    ]
    document = read(presentation(tmp_path / "talk.pptx", slides))
    assert lines(document) == ["Safer harbours", "Calls fell", "Next steps", "Ask & answer"]
    assert document.format == "pptx" and bold(document) == ["Safer harbours", "Next steps"]


def test_sheets_are_pages_and_cells_are_shown_as_in_the_sheet(tmp_path: Path) -> None:
    from datetime import date

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Action log"
    sheet.append(["Action", "Due", "Share", "Cost"])
    sheet.append(["Paint the *pier*", date(2025, 3, 4), 0.125, 1200])
    sheet["C2"].number_format, sheet["D2"].number_format = "0.0%", "£#,##0"
    book.create_sheet("Secret").sheet_state = "hidden"
    book.save(tmp_path / "log.xlsx")
    document = read(tmp_path / "log.xlsx")
    assert lines(document) == [
        "Action log",
        "Action\tDue\tShare\tCost",
        "Paint the *pier*\t4 March 2025\t12.5%\t£1,200",
    ]


def test_a_sheet_of_ten_thousand_columns_is_cut_and_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append([f"c{n}" for n in range(10_000)])
    book.save(tmp_path / "wide.xlsx")
    document = read(tmp_path / "wide.xlsx")
    assert len(document.text) < 1_000
    assert [page.reason for page in document.unread] == ["cells beyond 20,000 rows by 64 columns"]


# -- letters -------------------------------------------------------------------------------------


def letter(path: Path, html: bool = False, **attached: bytes) -> Path:
    message = EmailMessage()
    message["Subject"] = "Papers for Friday"
    message["From"] = "Peta Quill <peta@fernshire.example>"
    message["To"] = "Tom Underhay <tom@fernshire.example>"
    message["Date"] = "Tue, 4 Mar 2014 10:00:00 +0000"
    if html:
        message.set_content("<p>The <b>papers</b> are attached.</p>", subtype="html")
    else:
        message.set_content("The papers are attached.\n")
    for name, data in attached.items():
        message.add_attachment(
            data, maintype="application", subtype="x", filename=name.replace("_", ".")
        )
    path.write_bytes(message.as_bytes())
    return path


@pytest.mark.parametrize("html", [False, True])
def test_a_letter_keeps_subject_date_and_sender_but_not_who_got_it(
    tmp_path: Path, html: bool
) -> None:
    document = read(letter(tmp_path / "mail.eml", html, minutes_txt=b"Minutes"))
    assert lines(document) == [
        "Papers for Friday",
        "From: Peta Quill <[e-mail]>",
        "Date: Tue, 04 Mar 2014 10:00:00 +0000",
        "The papers are attached.",
    ]
    assert document.title == "Papers for Friday" and "Underhay" not in document.text


# -- which format --------------------------------------------------------------------------------


def test_the_bytes_tell_the_format_whatever_the_ending(tmp_path: Path) -> None:
    odd = {
        "pdf": b"%PDF-1.7",
        "rtf": b"{\\rtf1 x}",
        "7z": b"7z\xbc\xaf\x27\x1c",
        "legacy": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    }
    for kind, data in odd.items():
        assert kind_of(Path("paper.txt"), data) == kind
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("word/notes.txt", "no DOCX, a folder of that name")
    assert kind_of(Path("paper.docx"), archive.getvalue()) == "zip"
    assert kind_of(Path("mail.msg"), odd["legacy"]) == "mail"


@pytest.mark.parametrize("suffix", [each for each in SUFFIXES if each not in (".txt", ".md", ".markdown", ".text", ".html", ".htm", ".eml")])  # fmt: skip
def test_damaged_files_are_refused_with_a_reason(tmp_path: Path, suffix: str) -> None:
    for data in (b"PK\x03\x04" + bytes(200), bytes(range(1, 256)) * 8):
        path = tmp_path / f"paper{suffix}"
        path.write_bytes(data)
        with pytest.raises(UnreadableError) as caught:
            read(path)
        assert caught.value.reason and caught.value.way_out and str(path) in str(caught.value)


def test_entities_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret")
    bomb = f"""<!DOCTYPE x [<!ENTITY a "lots "><!ENTITY b "&a;&a;&a;">
    <!ENTITY c SYSTEM "file://{tmp_path}/secret.txt">]>"""
    content = f"<office:document-content {ODF_NAMES}><office:body><office:text><text:p>Words &b;&c;</text:p></office:text></office:body></office:document-content>"
    path = package(tmp_path / "odd.odt", {"mimetype": "x", "content.xml": bomb + content})
    text = read(path).text
    assert "Words" in text and "secret" not in text and "lots" not in text


def test_a_package_that_would_unpack_to_a_mountain_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.extractors.reading.packages.MAX_UNPACKED", 100_000)
    path = package(tmp_path / "bomb.odt", {"mimetype": "x", "content.xml": "<a/>" + " " * 200_000})
    with pytest.raises(UnreadableError, match="unpacks to more"):
        read(path)


def test_a_member_of_an_archive_is_unpacked_no_further_than_it_may_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "LARGEST", 1000)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lamps.txt", b"lamps " * 10_000)
    [member] = containers.members(tmp_path / "pack.zip", held.getvalue(), "zip")
    assert member.data is not None and len(member.data) == 1001
