"""Saved web pages become the lines that a browser shows, in their order."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kg.extractors.facts import Document
from kg.extractors.reading import UnreadableError, read
from kg.extractors.reading.html import read_html
from kg.extractors.structure import structure
from kg.ontology.vocabulary import load

SHARED = Path(__file__).resolve().parents[3] / "shared/html"

MEETING = """<!DOCTYPE html><html><head><title>Agenda</title><script>var x = "Present: nobody";</script></head><body>
<nav><ul><li>Calendar</li></ul></nav>
<form action="x"><div role="main">
<h1>Agenda and minutes</h1>
<h2>Marlshire Safer Quays Board - Thursday 6 March 2025 10.00 am</h2>
<p><span>Venue: </span>Tide Hall, Marlport. <a href="x">View directions</a></p>
<table><caption>Items</caption><tr><th>No.</th><th>Item</th></tr>
<tr><td><p>7.</p></td><td><p>Harbour   Watch&nbsp;<span style="display: none">secret</span></p>
<p>To consider a report.</p><p>Minutes:</p><p>&nbsp;</p>
<p>The Board considered the
report &amp; its 3 * 4 tables_of_costs.</p>
<p><b>RESOLVED</b> that:</p>
<ol type="a"><li>the report be noted; and</li><li><p>the scheme be <b>approved</b>.</p></li></ol>
</td></tr><tr><td><p>8.</p></td><td><p>Pier Lights</p><p>Minutes:</p><p>The report was noted.</p></td></tr></table>
<table><tr><th>Name</th><th>For</th></tr><tr><td>Cllr. M. Oakes</td><td>Wendleford | Borough</td></tr></table>
</div></form><footer>Cookies</footer></body></html>"""


def page(text: str, name: str = "page.html") -> Document:
    return read_html(Path(name), text.encode(), "0" * 64)


def test_what_is_shown_is_read_in_its_order() -> None:
    lines = [line for line in page(MEETING).text.split("\n") if line]
    assert lines == [
        "Agenda and minutes",
        "Marlshire Safer Quays Board - Thursday 6 March 2025 10.00 am",
        "Venue: Tide Hall, Marlport. View directions",
        "Items",
        "No.\tItem",
        "7.",
        "Harbour Watch",
        "To consider a report.",
        "Minutes:",
        "The Board considered the report & its 3 * 4 tables_of_costs.",
        "RESOLVED that:",
        "a. the report be noted; and",
        "b. the scheme be approved.",
        "8.",
        "Pier Lights",
        "Minutes:",
        "The report was noted.",
        "Name\tFor",
        "Cllr. M. Oakes\tWendleford | Borough",
    ]


def test_headings_and_bold_words_are_emphasis() -> None:
    document = page(MEETING)
    marked = [document.text[span.start : span.end] for span in document.emphasis]
    assert marked[:2] == [
        "Agenda and minutes",
        "Marlshire Safer Quays Board - Thursday 6 March 2025 10.00 am",
    ]
    assert {"RESOLVED", "approved"} <= set(marked)


def test_its_structure_is_that_of_minutes() -> None:
    facts = structure(page(MEETING), load())
    assert [(meeting.date.isoformat() if meeting.date else None) for meeting in facts.meetings] == [
        "2025-03-06"
    ]
    assert [(minute.number, minute.title) for minute in facts.minutes] == [
        ("7", "Harbour Watch"),
        ("8", "Pier Lights"),
    ]
    assert [resolution.clause for resolution in facts.resolutions] == ["a", "b", None]


def test_where_a_page_was_saved_from_is_kept() -> None:
    saved = "<!DOCTYPE html>\n<!-- saved from url=(0030)https://council.example/page?a=1 -->\n<html><body>Minutes</body>"
    assert page(saved).source_url == "https://council.example/page?a=1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    path.write_bytes("<html><body><p>Café – £5</p></body></html>".encode(encoding))
    assert read(path).text.strip() == "Café – £5"


def test_a_declared_encoding_is_heard(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(
        '<html><head><meta charset="windows-1252"></head><body>£5 “now”</body></html>'.encode(
            "cp1252"
        )
    )
    assert read(path).text.strip() == "£5 “now”"


def test_a_page_is_known_by_how_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "saved.txt"
    path.write_text("\n<!doctype html><p>Minutes")
    assert (read(path).format, read(path).text.strip()) == ("html", "Minutes")


@pytest.mark.parametrize(
    "text",
    ["<html></html>", "<html><body><script>words()</script></body></html>", "<!doctype html>"],
)
def test_a_page_without_words_says_so(text: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(text)
    with pytest.raises(UnreadableError, match=r"page\.html: .*; save "):
        read(path)


def test_a_page_nested_without_end_is_still_read() -> None:
    assert "Minutes" in page("<p>Minutes</p>" + "<div><table><tr><td>" * 3000 + "deep").text


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text("ab *_|<>&[]#\\`()!.1-~$", min_size=1, max_size=30), min_size=1, max_size=5)
)
def test_no_sign_in_the_words_is_read_as_a_mark(texts: list[str]) -> None:
    body = "".join(f"<p>x{escape(text)}x</p>" for text in texts)
    shown = [
        line
        for line in page(f"<html><body><p>Minutes</p>{body}</body></html>").text.split("\n")
        if line
    ]
    assert shown == ["Minutes", *(re.sub(" +", " ", f"x{text}x") for text in texts)]


def test_a_saved_page_of_a_real_committee() -> None:
    if not SHARED.is_dir():
        pytest.skip("the saved pages of ../shared/html are not here")
    facts = structure(read(SHARED / "kingston-meeting-2026-01-15.html"), load())
    assert [minute.number for minute in facts.minutes] == [str(number) for number in range(54, 66)]
    assert facts.meetings[0].venue == "Guildhall, Kingston upon Thames"
