"""Acronyms are read from the words before their bracket."""

from __future__ import annotations

import pytest

from kg.text.defined_acronyms import defined_acronyms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Reports of street lamp faults (SLF) rose.", {"SLF": ["street lamp faults"]}),
        ("the Office of the Moor and Marsh Warden (OMMW)", {"OMMW": ["Office of the Moor and Marsh Warden"]}),
        ("First Time Walkers (FTW’s) were met.", {"FTW": ["First Time Walkers"]}),
        ("A well-lit path (WLP) helps.", {"WLP": ["well-lit path"]}),
        ("The bus stops here (see page 4). It is red (ABC).", {}),
    ],
)  # fmt: skip
def test_acronyms_stand_for_the_words_before_them(text: str, found: dict[str, list[str]]) -> None:
    assert defined_acronyms(text) == found


def test_each_spelling_counts_once() -> None:
    text = "street lamp faults (SLF) … Street Lamp Faults (SLF) … slow lane fees (SLF)"
    assert defined_acronyms(text) == {"SLF": ["street lamp faults", "slow lane fees"]}
