"""Word lists, and words as they are sought in papers."""

from __future__ import annotations

import pytest

from kg.text.search_terms import without_stop_words
from kg.text.stemming import common_beginning
from kg.text.topic_keys import search_words
from kg.text.word_lists import FUNCTION_WORDS, HEAD_NOUNS, STOP_WORDS, TYPE_NOUNS
from kg.views.timeline.formatting import readable


@pytest.mark.parametrize(
    ("words", "beginning"),
    [
        (("allocation", "allocated", "allocates"), "alloc"),
        (("policy", "policies"), "polic"),
        (("lantern", "lanterns"), "lantern"),
        (("used", "using"), None),  # too little would be left
    ],
)
def test_the_forms_of_a_word_begin_alike(words: tuple[str, ...], beginning: str | None) -> None:
    for word in words:
        assert common_beginning(word) == (beginning or word)
        assert word.startswith(common_beginning(word))


def test_one_list_of_small_words_serves_searches_topics_and_titles() -> None:
    assert without_stop_words("the lanterns of the town") == ("lanterns", "town")
    assert search_words("the lanterns of the town") == ("lantern", "town")
    assert readable("LANTERNS OF THE TOWN") == "Lanterns of the Town"
    assert FUNCTION_WORDS < STOP_WORDS


def test_words_that_say_what_a_text_is_about_are_on_no_list() -> None:
    assert not STOP_WORDS & HEAD_NOUNS
    assert set(TYPE_NOUNS) < HEAD_NOUNS
    assert search_words("What is said about it") == ("said",)
    assert search_words("of the") == ()
