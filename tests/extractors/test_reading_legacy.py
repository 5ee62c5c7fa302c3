"""Office files of before 2007, made and read with LibreOffice: they say what the newer ones say."""

from __future__ import annotations

import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from kg.extractors.reading import UnreadableError, legacy, read

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")

TALK = """<?xml version="1.0"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.presentation">
<office:body><office:presentation>
<draw:page draw:name="one"><draw:frame svg:width="20cm" svg:height="3cm" svg:x="1cm" svg:y="1cm">
<draw:text-box><text:p>Lanterns for the quay</text:p></draw:text-box></draw:frame></draw:page>
<draw:page draw:name="two"><draw:frame svg:width="20cm" svg:height="3cm" svg:x="1cm" svg:y="1cm">
<draw:text-box><text:p>Sixty lanterns since May</text:p></draw:text-box></draw:frame></draw:page>
</office:presentation></office:body></office:document>
"""


def older(paper: Path, suffix: str) -> Path:
    """The paper as the old format that LibreOffice makes of it."""
    profile = f"-env:UserInstallation={(paper.parent / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", suffix]
    subprocess.run([*command, "--outdir", str(paper.parent), str(paper)], check=True, timeout=120)
    return paper.with_suffix(f".{suffix}")


@needs_office
def test_an_old_word_file_reads_as_the_new_one(tmp_path: Path) -> None:
    minutes = docx.Document()
    minutes.add_heading("Minutes of the Quayside Forum", level=1)
    minutes.add_paragraph("The Forum agreed to keep the lanterns.")
    table = minutes.add_table(2, 2)
    for cell, words in zip(
        table._cells, ("Action", "Owner", "Oil the hinges", "Una Tarr"), strict=True
    ):
        cell.text = words
    minutes.add_paragraph("The Forum rose at noon.")
    minutes.save(str(tmp_path / "minutes.docx"))
    new, old = read(tmp_path / "minutes.docx"), read(older(tmp_path / "minutes.docx", "doc"))
    assert old.text == new.text and "Oil the hinges\tUna Tarr" in old.text
    assert old.emphasis == new.emphasis


@needs_office
def test_an_old_sheet_reads_as_the_new_one(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["Action", "Cost"])
    sheet.append(["Oil the hinges", 40])
    book.save(tmp_path / "log.xlsx")
    assert read(older(tmp_path / "log.xlsx", "xls")).text == read(tmp_path / "log.xlsx").text


@needs_office
def test_old_slides_are_pages(tmp_path: Path) -> None:
    (tmp_path / "talk.fodp").write_text(TALK)
    document = read(older(tmp_path / "talk.fodp", "ppt"))
    starts = [page.start for page in document.pages] + [len(document.text)]
    shown = [document.text[a:b].strip() for a, b in pairwise(starts)]
    assert shown == ["Lanterns for the quay", "Sixty lanterns since May"]


def test_without_libreoffice_the_way_out_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(legacy.shutil, "which", lambda program: None)
    monkeypatch.setattr(legacy, "_kind", lambda path, data: legacy._KINDS["WordDocument"])
    with pytest.raises(UnreadableError, match=r"old\.doc.*LibreOffice.*save it as \.docx"):
        legacy.read_legacy(tmp_path / "old.doc", b"", "id")
