"""Bytes become clean lines: what papers carry along besides their words is taken away, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kg.extractors.reading import UnreadableError, read
from kg.extractors.reading.markup import clean
from kg.extractors.reading.pdf import unheaded
from kg.extractors.reading.plain import page_breaks

PACKS = Path(__file__).resolve().parents[2] / "kg" / "demo" / "packs"


def written(tmp_path: Path, data: bytes, name: str = "paper.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("## **MARLSHIRE BOARD**", "MARLSHIRE BOARD"),
        ("**RESOLVED:**", "RESOLVED:"),
        ("*Ada Finch will present this report.*", "Ada Finch will present this report."),
        ("**3<sup>rd</sup> MAY 2021**", "3rd MAY 2021"),
        ("1\t<p>First.</p> <p>Second.</p>\tAmber", "1\tFirst. Second.\tAmber"),
        ("4\t<p>1.2.22</p>\t<p>Send it</p>", "4\t1.2.22\tSend it"),
        ("| 1 | Send it | Ada Finch |", "1\tSend it\tAda Finch"),
        ("- (a) That it be noted;", "(a) That it be noted;"),
        ("- a plain point", "• a plain point"),
        ("see [the page](https://example.org/a_(b))", "see the page"),
        ("display\\_count", "display_count"),
        ("![](images/1.png)", ""),
        ("**bold\u200b and\u00a0softly**", "bold and softly"),
    ],
)
def test_marks_go_words_stay(raw: str, line: str) -> None:
    assert clean([f"# Head\n{raw}"]).text.split("\n")[1:] == [line]


def test_plain_text_keeps_its_stars_and_hashes() -> None:
    assert clean(["Call #7 * 2 is 14"]).text == "Call #7 * 2 is 14"


def test_markup_that_is_no_markup_stays_text() -> None:
    text = clean(["# Head\n<script>alert(1)</script> and <img src=x onerror=alert(1)>"]).text
    assert "<script>alert(1)</script>" in text


def test_emphasis_points_at_the_words_that_were_bold() -> None:
    cleaned = clean(["## Minutes\n3 **Matters \\(arising\\)** There were none."])
    assert [cleaned.text[s.start : s.end] for s in cleaned.emphasis] == [
        "Minutes",
        "Matters (arising)",
    ]


def test_form_feeds_are_pages(tmp_path: Path) -> None:
    document = read(written(tmp_path, b"First page\n\x0cSecond page\n\x0cThird"))
    assert [
        document.page_number(document.text.index(word)) for word in ("First", "Second", "Third")
    ] == ["1", "2", "3"]


def test_a_lost_form_feed_is_one_leading_space_under_a_written_line() -> None:
    lines = [
        "a",
        "b",
        " c starts a page",
        "d",
        "",
        " e is indented",
        "f",
        " g starts a page",
        "h",
        " i starts a page",
        *"jklmnopqrst",
    ]
    assert page_breaks(lines) == [2, 7, 9]
    assert page_breaks(lines[:8]) == []


def test_running_heads_and_numbers_leave_the_page() -> None:
    sheets = [f"Marlshire Board\nWords of page {n}\nmore words\n{n}" for n in range(3, 8)]
    leaves, labels = unheaded(sheets)
    assert labels == ["3", "4", "5", "6", "7"]
    assert all("Marlshire Board" not in leaf for leaf in leaves)
    assert leaves[0].split("\n") == ["Words of page 3", "more words"]


def test_pdf_pages_are_the_files_own() -> None:
    document = read(PACKS / "marlshire-2025-06-13.pdf")
    assert document.format == "pdf"
    assert [page.number for page in document.pages] == list(range(1, len(document.pages) + 1))


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "empty.txt", "empty"),
        (b"  \n\t\n", "blank.txt", "empty"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00" * 40, "binary.txt", "binary"),
        (b"%PDF-1.7\n1 0 obj\n<<", "cut.pdf", "damaged"),
        (b"just words", "words.pdf", "damaged"),
        ("—–…".encode() * 9, "dashes.txt", "no words"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, data: bytes, name: str, reason: str) -> None:
    path = written(tmp_path, data, name)
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert reason in str(caught.value)
    assert str(path) in str(caught.value)
    assert caught.value.way_out


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="No such file"):
        read(tmp_path / "nowhere.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_encodings_of_old_office_software(tmp_path: Path, encoding: str) -> None:
    document = read(written(tmp_path, "Café meeting of the Board, £5".encode(encoding)))
    assert document.text == "Café meeting of the Board, £5"


def test_one_endless_line_is_cut_at_white_space(tmp_path: Path) -> None:
    document = read(written(tmp_path, b"word " * 100_000))
    assert max(len(line) for line in document.text.split("\n")) <= 20_000
    assert document.text.split() == ["word"] * 100_000


@settings(max_examples=60)
@given(st.lists(st.text(max_size=80), max_size=30))
def test_cleaning_is_settled_after_one_round(lines: list[str]) -> None:
    """Clean text cleans to itself where no mark is left in it, and offsets of leaves lie in the text."""
    cleaned = clean(["\n".join(lines)])
    assert cleaned.leaves == (0,)
    for span in cleaned.emphasis:
        assert 0 <= span.start < span.end <= len(cleaned.text)
    if not cleaned.markup:
        assert clean([cleaned.text]).text == cleaned.text
