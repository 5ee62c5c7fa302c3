"""Papers in Welsh, whole or in part: told, and not taken for English."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.extractors import extract
from kg.extractors.facts import Document
from kg.extractors.languages import in_welsh
from kg.extractors.reading import read
from kg.ontology.vocabulary import load

CYMRAEG = """COFNODION

Cofnodion cyfarfod o Fwrdd y Llusernau a gynhaliwyd yn Neuadd yr Ŷd ar 3 Mai 2029

Roedd y Cadeirydd wedi croesawu pawb i'r cyfarfod, ac roedd Ada Finch yn bresennol hefyd. Nodwyd
bod y lampau wedi cael eu trwsio gan y gwasanaeth cyn y gaeaf, ac y byddai adroddiad arall yn dod.

PENDERFYNWYD bod yr adroddiad yn cael ei nodi, a bod y Bwrdd yn cyfarfod eto ym mis Medi.
"""
ENGLISH = """Minutes of a meeting of the Lantern Board held in Corn Hall on 3 May 2029

Present: Ada Finch, Bo Wren

1. Lamps

The Chair welcomed everybody to the meeting. It was said that the lamps had been mended before the
winter, and that another report would come.

RESOLVED that the report be noted.
"""


@pytest.mark.parametrize(("first", "second"), [(CYMRAEG, ENGLISH), (ENGLISH, CYMRAEG)])
def test_each_part_has_its_language(tmp_path: Path, first: str, second: str) -> None:
    paper = tmp_path / "minutes.txt"
    paper.write_text(f"{first}\n{second}", encoding="utf-8")
    document = read(paper)
    found = extract(document, load())
    assert found.document == document
    (welsh,) = [part for part in found.parts if part.language]
    assert (welsh.language, welsh.kind) == ("cy", "minutes")
    words = document.text[welsh.span.start : welsh.span.end]
    assert words.split() == CYMRAEG.split()
    assert [each.text for each in found.resolutions] == ["that the report be noted."]
    assert [each.number for each in found.minutes] == ["1"]
    assert not [each for each in found.mentions if each.span in welsh.span]
    assert [each.span for each in found.issues if each.stage == "language"] == [welsh.span]


def test_a_paper_in_welsh_alone_says_nothing_in_english(tmp_path: Path) -> None:
    paper = tmp_path / "cofnodion.txt"
    paper.write_text(CYMRAEG, encoding="utf-8")
    found = extract(read(paper), load())
    assert [part.language for part in found.parts][-1:] == ["cy"]
    assert not found.resolutions and not found.mentions and not found.attendance


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "Croeso i chi siarad Cymraeg yn y cyfarfod. You are welcome to speak Welsh at the meeting.",
        "Ysgol y Bont\nYsgol y Fron\nYsgol y Glyn\nYsgol yr Afon\nYsgol y Coed\n" * 9,
        "1. Ymddiheuriadau / Apologies\n\n2. Cofnodion / Minutes of the meeting\n\n" * 9,
        "",
    ],
)
def test_english_with_some_welsh_is_english(text: str) -> None:
    assert in_welsh(Document("x", "x", "text", text)) == ()
