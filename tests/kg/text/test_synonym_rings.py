"""Words of one meaning lead to one another."""

from __future__ import annotations

import pytest
from kg.ontology.folding import fold
from kg.ontology.rule_tables import load_table

from kg.text.synonym_rings import synonyms


@pytest.mark.parametrize(
    ("asked", "also"),
    [
        ("stolen cars", "vehicle crime"),
        ("the bin collection service", "waste collection"),
        ("break-ins", "burglary"),
        ("Global warming update", "climate change"),
    ],
)
def test_a_subject_is_told_by_its_other_words(asked: str, also: str) -> None:
    assert also in synonyms(asked)


@pytest.mark.parametrize("asked", ["Lantern Walk", "burglary in Wendleford", "the", ""])
def test_what_no_ring_has_or_tells_more_has_no_other_words(asked: str) -> None:
    assert synonyms(asked) == ()


def test_no_words_stand_in_two_rings() -> None:
    rings = load_table("kg.text", "synonyms")["rings"]["words"].strip().splitlines()
    labels = [label for ring in rings for label in {fold(each) for each in ring.split(";")}]
    assert len(labels) == len(set(labels)) and all(";" in ring for ring in rings)
