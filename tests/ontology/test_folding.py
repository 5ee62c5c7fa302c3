"""What each way of folding keeps and what it takes away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.ontology.folding import (
    entity_slug,
    fold,
    fold_for_search,
    fold_phrase,
    fold_printed,
    fold_to_words,
    fold_word,
    letters_only,
    list_form,
    lower_in_place,
    one_line,
    singular,
    slug,
    straight_quotes,
    without_accents,
    without_dots,
)

ON_ONE_LINE = (fold, fold_printed, fold_to_words, one_line, straight_quotes)


@pytest.mark.parametrize("folding", ON_ONE_LINE, ids=lambda folding: folding.__name__)
@given(text=st.text(alphabet="aÉ \n\t•-–’'\"&.,;", max_size=30))
def test_nothing_is_left_to_break_a_line(folding: Callable[[str], str], text: str) -> None:
    assert not {"\n", "\t"} & set(folding(text)) and "  " not in folding(text)


def test_one_line_closes_words_broken_at_a_hyphen_and_drops_bullets() -> None:
    assert one_line(" a Multi-\n Agency\tBoard ") == "a Multi-Agency Board"
    assert one_line("and/\nor") == "and/or"
    assert one_line("• one\n• two") == "one two"


def test_labels_are_folded_over_all_that_printers_vary() -> None:
    assert fold("The St. Giles’ Trust") == fold("ST GILES TRUST") == "st giles trust"
    assert fold("Crime & Disorder") == "crime and disorder"
    assert fold("Multi-Agency") == "multi agency"


def test_a_printed_form_keeps_the_marks_within_it() -> None:
    assert fold_printed(" The “Marl’s” Aid , ") == 'the "marl\'s" aid'
    assert fold_printed("Multi–Agency") == "multi-agency" != fold("Multi–Agency")


def test_words_are_folded_one_by_one() -> None:
    assert [fold_word(word) for word in ("&", "Women’s", "Co‑op", "C.C.C.")] == [
        "and",
        "womens",
        "co-op",
        "ccc",
    ]
    assert [list_form(word) for word in ("Insp.", "O’Neill", ".")] == ["insp", "o'neill", "."]


def test_titles_and_phrases_lose_the_marks_that_lists_leave_out() -> None:
    assert without_dots("Cllr. J.P. O’Lee-Grey") == "cllr jp o’lee-grey"
    assert fold_phrase(" (formerly\nKnown as, the") == "formerly known as the"
    assert fold_phrase("Ended. Now") == "ended. now"


def test_a_search_keeps_all_marks_but_typographic_ones() -> None:
    assert fold_for_search("Women’s Co‑op – £5!") == "women's co-op – £5!"


@given(text=st.text(alphabet="aBÉİ ’-", max_size=20))
def test_letters_made_small_stay_where_they_are(text: str) -> None:
    assert len(lower_in_place(text)) == len(text)
    assert lower_in_place("ÉB’İc") == "éb’İc"


def test_letters_alone_have_no_marks() -> None:
    assert letters_only("Zoë O’Neill-Grey 2") == "zoeoneillgrey"


def test_letters_lose_accents_and_case() -> None:
    assert without_accents("Éłan") == "ełan"


def test_words_alone_are_compared() -> None:
    assert fold_to_words("(a) That’s agreed: £5 & more.") == "a that's agreed 5 and more"


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("boards", "board"),
        ("agencies", "agency"),
        ("bus", "bus"),
        ("cross", "cross"),
        ("csps", "csps"),
    ],
)
def test_a_plural_has_a_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


def test_ends_of_iris() -> None:
    assert slug("Item 4: Women's Aid & more of it all here now") == "item-4-women-s-aid-more-of-it"
    assert slug("Café", 1) == entity_slug("Café") == "cafe"
    assert entity_slug("Women’s Aid & Co.") == "womens-aid-and-co"
    assert len(entity_slug("partnership " * 20)) == 6 * len("partnership") + 5
