"""A search finds every passage with the words, best first, whatever form they are written in."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from kg.store.search import (
    LONGEST_EXCERPT,
    SearchFilter,
    SearchIndex,
    excerpt,
    index_in_memory,
    open_search,
)
from kg.store.search_index import INDEX_FILE, IndexedPassage, fill_index, index_form, write_index
from kg.store.search_source import LONGEST_PASSAGE, stretches
from kg.store.snapshots import open_snapshot
from kg.text.search_terms import joined_forms, search_terms


def passage(text: str, start: int = 0, **more: str) -> IndexedPassage:
    given: dict[str, str | None] = dict.fromkeys(("title", "page", "date", "board", "kind", "item"))
    return IndexedPassage(text, document="a.txt", start=start, **(given | more))  # type: ignore[arg-type]


PAPERS = {
    "a": [
        passage("The ferry runs twice a day.", 0, kind="report", date="2031-05-02"),
        passage("Ferries were late. The Harbour Master was told.", 50, kind="minutes"),
        passage("The master of the old harbour spoke.", 99, kind="minutes", board="Quay Forum"),
        passage("A non-statutory duty was explained.", 150, title="Duties of the forum"),
        passage("Tide Watch Group: three members.", 200),
        passage("The TWG met in June.", 250, date="2032-06-01"),
    ]
}
ACRONYMS = {"TWG": ["Tide Watch Group"], "QF": ["Quay Forum"]}


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    made = sqlite3.connect(":memory:")
    fill_index(made, PAPERS, ACRONYMS)
    return SearchIndex(made)


def starts(index: SearchIndex, words: str, **within: object) -> list[int]:
    return [each.start for each in index.search(words, SearchFilter(**within))]  # type: ignore[arg-type]


def test_a_word_is_found_in_each_of_its_forms(index: SearchIndex) -> None:
    assert set(starts(index, "ferry")) == set(starts(index, "FERRIES")) == {0, 50}


def test_exact_finds_the_very_words_side_by_side(index: SearchIndex) -> None:
    assert starts(index, "ferry", exact=True) == [0]
    assert starts(index, "harbour master", exact=True) == [50]


def test_words_side_by_side_come_before_words_apart(index: SearchIndex) -> None:
    found = index.search("harbour master")
    assert [(each.start, each.match) for each in found] == [(50, "together"), (99, "all")]
    assert [each.match for each in index.search("told late")] == ["all"]


def test_some_of_the_words_only_where_no_passage_has_all(index: SearchIndex) -> None:
    assert {each.match for each in index.search("ferry duty")} == {"some"}
    assert index.absent_words("ferry of dragons") == ["dragons"]


@pytest.mark.parametrize(
    "form", ["non-statutory", "nonstatutory", "non statutory", "Non‐statutory"]
)
def test_a_hyphen_may_stand_or_not(index: SearchIndex, form: str) -> None:
    assert starts(index, form) == [150]


def test_a_title_is_searched_and_the_passage_under_it_shown(index: SearchIndex) -> None:
    (found,) = index.search("duties forum")
    assert found.text == "A non-statutory duty was explained."


def test_an_acronym_and_the_name_spelled_out_find_one_another(index: SearchIndex) -> None:
    assert set(starts(index, "TWG")) == set(starts(index, "tide watch group")) == {200, 250}


def test_filters(index: SearchIndex) -> None:
    assert starts(index, "ferry", kind="minutes") == [50]
    assert starts(index, "twg", since="2032-01-01") == [250]
    assert starts(index, "ferry", until="2031-12-31") == [0]
    assert starts(index, "harbour", board="quay") == starts(index, "harbour", board="QF") == [99]
    assert starts(index, "harbour", board="another") == []


@pytest.mark.parametrize(
    "words", ["", "  ", '"', "*", "_", "NEAR(", "a OR", "col:x", "^", "-", "\0"]
)
def test_nothing_that_is_typed_is_an_operator(index: SearchIndex, words: str) -> None:
    assert starts(index, words) == [] or "or" in words.lower()


def test_an_excerpt_is_a_whole_sentence_and_no_long_one() -> None:
    assert excerpt("One thing. Two \x02ducks\x03 swam.") == "Two ducks swam."
    long = " ".join(["word"] * 90 + ["\x02duck\x03"] + ["word"] * 90)
    shown = excerpt(long)
    assert "duck" in shown and len(shown.split()) <= LONGEST_EXCERPT + 2
    assert shown.startswith("… ") and shown.endswith(" …")


def test_a_long_paragraph_is_cut_at_sentences() -> None:
    text = "A short sentence stands here. " * 100
    cut = list(stretches(text.strip()))
    assert " ".join(cut) == text.strip()
    assert all(len(each.split()) <= LONGEST_PASSAGE and each.endswith(".") for each in cut)


def test_only_papers_that_changed_are_written_anew(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    assert write_index(old, PAPERS, ACRONYMS) == 1
    assert write_index(new, PAPERS | {"b": [passage("A new paper.")]}, ACRONYMS, old) == 1
    assert write_index(tmp_path / "less", {"b": [passage("A new paper.")]}, {}, new) == 0
    (tmp_path / "damaged").write_text("no index")
    assert index_form(tmp_path / "damaged") == index_form(tmp_path / "none") == 0
    assert write_index(tmp_path / "again", PAPERS, {}, tmp_path / "damaged") == 1


def test_terms() -> None:
    assert [term.asked for term in search_terms("What of the ferry?")] == [("ferry",)]
    assert [term.asked for term in search_terms("of the")] == [("of",), ("the",)]
    assert joined_forms("A non-statutory, part-time duty") == "nonstatutory parttime"


def test_every_snapshot_has_its_index(sample_store: Path) -> None:
    with open_snapshot(sample_store) as published:
        assert (published.path.parent / INDEX_FILE).is_file()
        with open_search(published) as kept, index_in_memory(published.graph) as made:
            assert kept.search("meeting") == made.search("meeting") != []
            assert not any("@" in each.passage for each in kept.search("mail"))


def test_an_index_of_another_form_is_made_anew(sample_store: Path, tmp_path: Path) -> None:
    shutil.copytree(sample_store, tmp_path / "old")
    with open_snapshot(tmp_path / "old") as published:
        with sqlite3.connect(published.path.parent / INDEX_FILE) as index:
            index.execute("DROP TABLE names")
            index.execute("PRAGMA user_version = 1")
        with open_search(published) as made:
            assert made.names() and made.passages
