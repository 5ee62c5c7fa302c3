"""Names told by their place are read as names that some paper has, and as nothing where none has them."""

from __future__ import annotations

import pytest
from kg.extractors.names.known import Learnt
from kg.extractors.names.sited import by_words, sited

PROJECT = Learnt("Over Wendle Prison Project", "programme")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("the new prison at the site of the former HMP/YOI Over Wendle would open", "new prison"),
        ("a briefing on the new Over Wendle prison", "Over Wendle prison"),
        ("The proposed prison in Over Wendle Parish", "proposed prison"),
    ],
)
def test_a_description_is_read_as_the_name_it_can_only_mean(text: str, printed: str) -> None:
    (mention,) = sited(text, by_words([PROJECT]))
    assert (mention.text, mention.name) == (printed, PROJECT.text)
    assert text[mention.span.start : mention.span.end] == printed


@pytest.mark.parametrize(
    "text", ["the new prison at Nether Wendle", "the new hospital at Over Wendle", "the prison"]
)
def test_what_no_paper_names_gets_no_name(text: str) -> None:
    assert list(sited(text, by_words([PROJECT]))) == []
    assert list(sited("the new prison at Over Wendle", by_words([]))) == []
