"""Names in the real packs: what must hold of every mention, whatever the packs say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from kg.extractors import extract
from kg.extractors.facts import Facts
from kg.extractors.names import spread
from kg.extractors.reading import read
from kg.ontology.vocabulary import load

CORPUS = Path(__file__).resolve().parents[2] / "../shared/corpus"
VOCABULARY = load()

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the real packs are not beside this checkout"
)


@pytest.fixture(scope="module")
def packs() -> list[Facts]:
    return [extract(read(path), VOCABULARY) for path in sorted(CORPUS.glob("*.txt"))]


def test_every_mention_is_the_words_at_its_span(packs: list[Facts]) -> None:
    for facts in spread(packs, VOCABULARY):
        last = 0
        for mention in facts.mentions:
            assert mention.span.start >= last, (
                f"{facts.document.name}: {mention.text} overlaps the mention before it"
            )
            last = mention.span.end
            printed = facts.document.text[mention.span.start : mention.span.end]
            assert " ".join(printed.split()) == mention.text


def test_no_address_and_no_telephone_number_is_named(packs: list[Facts]) -> None:
    for facts in packs:
        for mention in facts.mentions:
            assert "@" not in mention.text
            assert not re.search(r"\d{6,}", mention.text)


def test_every_attendant_is_mentioned(packs: list[Facts]) -> None:
    for facts in packs:
        people = {mention.text for mention in facts.mentions if mention.kind == "person"}
        missing = {
            row.printed for row in facts.attendance if " ".join(row.printed.split()) not in people
        }
        assert not missing, f"{facts.document.name}: {sorted(missing)}"


def test_the_order_of_the_packs_changes_nothing(packs: list[Facts]) -> None:
    assert spread(packs[::-1], VOCABULARY)[::-1] == spread(packs, VOCABULARY)


def test_concepts_are_of_their_kind(packs: list[Facts]) -> None:
    for facts in packs:
        for mention in facts.mentions:
            if mention.concept:
                assert VOCABULARY.concepts[mention.concept].kind == mention.kind, mention
