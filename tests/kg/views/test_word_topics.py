"""What the papers say about words that are nobody's name, from a table of sentences."""

from __future__ import annotations

import sqlite3

import pytest

from kg.store.graph_tables import (
    FACT_COLUMNS,
    GRAPH_TABLES,
    SENTENCE_COLUMNS,
    GraphRows,
    facts_with,
    fill_tables,
)
from kg.store.sentence_table import SentenceTable
from kg.text.search_terms import search_terms
from kg.views.timeline.word_topics import WordTopics


def row(at: int, text: str, **given: str) -> dict[str, str]:
    known = {
        "sentence": f"x:{at}", "source": "x:d", "date": "2024-05-03", "part": "minutes",
        "item": str(at), "title": f"Item {at}", "heading": "", "kind": "sentence", "text": text,
        "paragraph": str(at), "introduced_by": "", "order": str(at), "page": "1",
        "document": "moor.txt", "label": "",
    }  # fmt: skip
    assert set(known) == set(SENTENCE_COLUMNS)
    return known | given


def topics(*rows: dict[str, str]) -> WordTopics:
    opened = sqlite3.connect(":memory:")
    opened.executescript(GRAPH_TABLES)
    fill_tables(opened, GraphRows(rows))
    return WordTopics(SentenceTable(opened))


FARES = row(1, "The bus fares rose in spring.")
APART = row(2, "Whoever takes the bus pays a fare in coins.")
OTHER = row(3, "The bus ran late on the moor.")


def test_a_sentence_that_has_all_the_words_apart_is_about_them() -> None:
    others = [row(at, f"Fares of tram {at} fell.") for at in range(4, 9)]
    held = topics(FARES, APART, OTHER, *others)
    terms = search_terms("bus fares")
    told = {each.text: each.certainty for each in held.about("bus fares", terms=terms)}
    assert set(told) == {FARES["text"], APART["text"]}
    assert [each.text for each in held.about("bus fares")] == [FARES["text"]]


def test_a_word_that_mostly_is_printed_in_the_phrase_stands_for_it() -> None:
    rows = [row(at, f"The lantern grants of year {at} were paid.") for at in range(1, 4)]
    alone = row(4, "Each lantern was lit.")
    told = {each.text: each for each in topics(*rows, alone).about("lantern grants")}
    assert told[alone["text"]].certainty < told[rows[0]["text"]].certainty


def test_slides_are_about_what_the_agenda_calls_their_item() -> None:
    agenda = row(
        1, "Ada Reed will speak.", part="agenda", kind="agenda", item="5", title="Lanterns"
    )
    slide = row(2, "Forty came to the mill.", part="presentation", item="5", title="3 May")
    told = {each.text: each.certainty for each in topics(agenda, slide).about("lanterns")}
    assert slide["text"] in told
    assert slide["text"] not in {each.text for each in topics(slide).about("lanterns")}


def test_what_stands_under_an_item_is_found_by_its_day_and_number() -> None:
    later = row(1, "It rained.", sentence="x:9", date="2024-06-07")
    found = topics(FARES, OTHER, later).of_items([("moor.txt", "2024-05-03", "1")])
    assert [each.text for each in found] == [FARES["text"]]


def test_a_word_stands_for_the_phrase_that_it_mostly_is_printed_in() -> None:
    rows = [row(at, f"The moor tram of year {at} ran.") for at in range(1, 4)]
    held = topics(*rows, row(4, "A tram came."), row(5, "The moor is wet."), row(6, "Moor, moor."))
    told = {each.text for each in held.about("moor tram", ["MT"])}
    assert told == {*(each["text"] for each in rows), "A tram came."}


def test_a_hyphened_word_is_the_word_asked() -> None:
    found = topics(row(1, "The re-opening of the mill came late."))
    assert found.about("reopening mill", ["re opening mill"], search_terms("reopening mill"))


def test_a_person_is_found_in_lists_and_with_the_paragraph_around() -> None:
    listed = row(4, "Ann Lee, Ada Reed, Ben Ash and others spoke.", paragraph="9")
    after = row(5, "It rained.", paragraph="9")
    held = topics(OTHER, listed, after)
    named = held.naming(("Ada Reed",))
    assert [each.text for each in named] == [listed["text"]]
    assert [each.text for each in held.beside(named)] == [listed["text"], after["text"]]


def test_the_words_asked_stand_near_each_other() -> None:
    far = "The bus came late, and when it had left the square at nine nobody paid a fare."
    held = topics(FARES, row(2, far))
    told = {each.text for each in held.about("bus fares", terms=search_terms("bus fares"))}
    assert told == {FARES["text"]}


def test_of_several_words_a_common_last_one_stands_for_nothing() -> None:
    held = topics(
        row(1, "The otter walks drew a crowd."), row(2, "Otter walks begin at dusk."),
        row(3, "An otter was seen."), row(4, "Night walks were held on the moor."),
        row(5, "Walks cost nothing."),
    )  # fmt: skip
    told = {each.text for each in held.about("otter walks")}
    assert "An otter was seen." in told and "Walks cost nothing." not in told


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("dying ferries", "The ferry will die if nobody pays."),
        ("antisocial parking", "Anti-social behaviour and a parked ferry."),
        ("hoping skies", "We hope for a clear sky over the moor."),
    ],
)
def test_words_are_found_in_forms_that_begin_otherwise(asked: str, text: str) -> None:
    printed = f"{max(asked.split(), key=len)}."
    told = topics(row(1, printed), row(2, text)).about(asked, (), search_terms(asked))
    assert text in [each.text for each in told]


def test_the_facts_with_words_are_those_with_each_word_or_how_one_begins() -> None:
    opened = sqlite3.connect(":memory:")
    opened.executescript(GRAPH_TABLES)
    fact = dict.fromkeys(FACT_COLUMNS, "")
    facts = [
        fact | {"title": "The Moor Ferry", "text": "It ran late."},
        fact | {"title": "", "text": "A ferry-man left."},
    ]
    fill_tables(opened, GraphRows(facts=facts))
    assert [each["text"] for each in facts_with(opened, ["ferr", "late"])] == ["It ran late."]
    assert len(facts_with(opened, ["ferry"])) == 2 and not facts_with(opened, ["erry"])
