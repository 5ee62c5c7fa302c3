"""Words fit for the graph: what is masked, where sentences end, what stands around a mention."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from kg.extractors.facts import Span

from kg.text.masking import quotable
from kg.text.quotation import LONGEST, Quotes, shortened


def test_the_words_around_what_is_masked_stay() -> None:
    text = (
        "Officer to contact: Jo Bloggs, tel. 01632 960 123 (ext. 4455),"
        " jo.bloggs@marlshire.example."
    )
    assert (
        quotable(text)
        == "Officer to contact: Jo Bloggs, tel. [telephone] (ext. [telephone]), [e-mail]."
    )


def test_white_space_is_folded() -> None:
    assert quotable(" one\n two\t three ") == "one two three"


def quoted(text: str, words: str) -> str:
    start = text.index(words)
    return Quotes(text).quote(Span(start, start + len(words)))


def test_a_quote_is_the_sentence() -> None:
    text = (
        "The Board met. Lamplight, run by Cllr. Oakes, had begun in no. 4 station.\nIt went well."
    )
    assert quoted(text, "Lamplight") == "Lamplight, run by Cllr. Oakes, had begun in no. 4 station."


def test_a_wrapped_line_does_not_end_a_sentence() -> None:
    text = (
        "The Board received a presentation from the director of the network who had come\n"
        "with Ruth Ansbury."
    )
    assert quoted(text, "Ruth Ansbury").startswith("The Board received")


def test_lines_of_a_list_are_quoted_one_by_one() -> None:
    text = (
        "Present\nCllr. M. Oakes\tWendleford Borough Council\nOmar Siddall\tMarlshire Police\n"
        "(a) one\n(b) another"
    )
    assert quoted(text, "Omar Siddall") == "Omar Siddall Marlshire Police"
    assert quoted(text, "another") == "(b) another"


def test_a_sentence_cut_by_a_blank_line_is_put_together() -> None:
    text = (
        "(b) That action no. 1, on statistics of the Lamplight Programme by district, go from"
        " the\n\n"
        "Log as there was nobody who could say more.\n\n"
        "Another paragraph, which has nothing to do with it."
    )
    assert quoted(text, "Lamplight").endswith(
        "from the Log as there was nobody who could say more."
    )


def test_a_heading_stays_apart_from_the_paragraph_under_it() -> None:
    text = "Lamplight Programme\n\nThe programme lights the paths."
    assert [text[span.start : span.end] for span in Quotes(text).passages] == text.split("\n\n")


def test_a_name_that_stands_alone_is_shown_with_its_neighbours() -> None:
    text = "Officer to contact:\nRuth Ansbury\nTown Centres Manager\n\nAppendix"
    assert quoted(text, "Ruth Ansbury") == "Officer to contact: Ruth Ansbury Town Centres Manager"


def test_a_long_sentence_is_cut_around_the_name() -> None:
    text = "word " * 200 + "Lamplight" + " word" * 200
    quote = quoted(text, "Lamplight")
    assert quote.startswith("… ") and quote.endswith(" …") and "Lamplight" in quote
    assert len(quote) <= LONGEST + 4


def test_selectors_hold_the_words_around() -> None:
    text = "The Board heard of\nLamplight from Ruth. Write to ruth@marlshire.example"
    start = text.index("Lamplight")
    before, exact, after = Quotes(text).selector(Span(start, start + 9))
    assert (before, exact) == ("The Board heard of ", "Lamplight")
    assert after == " from Ruth. Write to [e-mail]"


def test_cut_ends_at_a_word() -> None:
    assert shortened("one two three", 9) == "one two …"
    assert shortened("short") == "short"


@given(st.text(alphabet="ab. \n,(1)•", min_size=1, max_size=120), st.data())
def test_a_sentence_holds_what_it_is_asked_for(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    around = Quotes(text).sentence(span)
    assert around.start <= span.start and span.end <= around.end


@given(st.text(alphabet="ab. \n,1", max_size=120))
def test_passages_do_not_overlap_and_hold_every_letter(text: str) -> None:
    passages = Quotes(text).passages
    assert all(one.end <= other.start for one, other in pairwise(passages))
    letters = sum(map(str.isalpha, text))
    assert letters == sum(sum(map(str.isalpha, text[span.start : span.end])) for span in passages)
