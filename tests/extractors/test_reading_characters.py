"""Papers of any format are read in plain characters, and what stands in them stays in its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.extractors.facts import Document, Page, Span
from kg.extractors.reading import UnreadableError, read
from kg.extractors.reading.characters import LOST, plain, plain_document

FORBIDDEN = re.compile(  # all but what the production Char of XML 1.0 allows
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        (
            "Oﬃce of Griﬃn Aﬄeck conﬁrmed ﬂood staﬀ",
            "Office of Griffin Affleck confirmed flood staff",
        ),
        ("co\u2011opted on 3\u00a0May 2031", "co-opted on 3 May 2031"),
        ("Har\u00adbour Watch", "Harbour Watch"),
        ("the Har\u00ad\nbour Watch met", "the Harbour\nWatch met"),
        ("the Har\u00ad\nbour\nWatch met", "the Harbour\nWatch met"),
        ("the Har\u00ad\nbour", "the Harbour"),
        ("a har\u00ad bour", "a harbour"),
        ("the Upper\u00ad\nLower line", "the Upper-\nLower line"),
        ("Harbour Watch \u00ad report", "Harbour Watch - report"),
        ("2031\u00ad32", "2031-32"),
        ("a well\ufffe\nknown, far\x02reaching \ufffeplan", "a well-\nknown, far-reaching plan"),
        ("a\x07 plan\x1f of\x7f work\uffff", "a plan of work"),
        ("one line\x0band another", "one line\nand another"),
        ("the board\x92s plan \x96 agreed", "the board’s plan – agreed"),
        ("half a pair \ud83d", f"half a pair {LOST}"),
        ("plain – “words”, é and ñ", "plain – “words”, é and ñ"),
    ],
)
def test_characters_become_plain(printed: str, read_as: str) -> None:
    assert plain(printed) == read_as


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("the o\0cer con\0rmed the bene\0t", "the officer confirmed the benefit"),
        (
            "Kni\0on Lane. The Kniffton bus; Kni\0ton road",
            f"Kni{LOST}on Lane. The Kniffton bus; Kniffton road",
        ),
        ("Kni\0worth", f"Kni{LOST}worth"),
        ("Tufflow. Tu\0ow and sta\0", "Tufflow. Tufflow and staff"),
    ],
)
def test_a_lost_ligature_is_the_one_that_makes_a_word(printed: str, read_as: str) -> None:
    assert plain(printed) == read_as


@given(st.text(st.characters(), max_size=60))
def test_nothing_is_left_that_xml_forbids(text: str) -> None:
    assert not FORBIDDEN.search(plain(text))


@given(st.text(st.sampled_from("aB \n1\u00ad\ufffe\0ﬃ\u00a0\u200b"), max_size=30))
def test_plain_text_stays_as_it_is(text: str) -> None:
    once = plain(text)
    assert plain(once) == once


def test_pages_and_emphasis_lie_where_they_lay() -> None:
    text = "Oﬃcers con\u00ad\nsidered it\nHarbour\u00a0Oﬃce\nEnd"
    at, end = text.index("Harbour"), text.index("End")
    found = plain_document(
        Document(
            "0",
            "a.txt",
            "text",
            text,
            (Page(0, 1), Page(end, 2)),
            "Oﬃce",
            None,
            (Span(at, end - 1),),
        )
    )
    assert found.text == "Officers considered\nit\nHarbour Office\nEnd"
    assert found.title == "Office"
    assert [found.text[each.start : each.end] for each in found.emphasis] == ["Harbour Office"]
    assert [found.text[page.start :][:3] for page in found.pages] == ["Off", "End"]


@pytest.mark.parametrize("name", ["paper.txt", "paper.md", "paper.html"])
def test_every_format_is_read_in_plain_characters(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(
        "<html><body><p>The o\ufb03ce\u00a0met\x07.</p></body></html>", encoding="utf-8"
    )
    assert "The office met." in read(path).text


def test_a_lost_ligature_costs_no_paper_and_data_is_none(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(b"The o\0cer came.")
    assert read(path).text == "The officer came."
    path.write_bytes(b"The 1\0\0\0 came.")
    with pytest.raises(UnreadableError, match="binary"):
        read(path)
