"""Words that are no name lead to the entity they mean; plain words stay words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import partial
from types import SimpleNamespace
from typing import Any

import pyoxigraph as ox
import pytest

from kg.store import query
from kg.store.entity_lookup import KnownNames
from kg.store.search import SearchIndex, index_in_memory
from kg.views.timeline import as_json, trace
from kg.views.timeline.word_meaning import (
    EntityName,
    Question,
    _name_explained,
    _name_within,
    entity_meant,
)


@pytest.fixture(scope="module")
def index(graph: ox.Store) -> Iterator[SearchIndex]:
    with index_in_memory(graph) as made:
        yield made


@pytest.mark.parametrize("asked", ["programme of Lamplight", "the scheme of Lamplight"])
def test_a_name_among_other_words_is_meant(graph: ox.Store, index: SearchIndex, asked: str) -> None:
    assert (
        entity_meant(KnownNames(graph), index, asked)
        == trace(graph, "Lamplight Programme").topic.iri
    )


@pytest.mark.parametrize("asked", ["warm room", "police funding", "zeppelin", "the meeting"])
def test_plain_words_mean_no_entity(graph: ox.Store, index: SearchIndex, asked: str) -> None:
    assert entity_meant(KnownNames(graph), index, asked) is None


def test_words_taken_for_a_name_have_their_passages_beside(graph: ox.Store) -> None:
    found = trace(graph, "the scheme of Lamplight")
    assert found.guessed and found.understood.startswith("No organisation")
    assert found.passages and found.passage_count >= len(found.passages)
    assert "passages" in as_json(found)  # without those that the events show already


def test_the_words_alone_are_followed_where_that_is_asked(graph: ox.Store) -> None:
    found = trace(graph, "Lamplight", as_words=True)
    assert found.topic.kind == "words" and found.events
    exact = trace(graph, "warm rooms", exact=True)
    assert all("warm rooms" in f"{e.text} {e.title}".lower() for e in exact.events)


def test_every_passage_with_the_words_is_an_event(graph: ox.Store, index: SearchIndex) -> None:
    for words in ("venue", "photographer", "present"):
        if any(each.match == "together" for each in index.search(words)):
            assert trace(graph, words).events


def test_an_index_is_closed_after_a_trace(graph: ox.Store) -> None:
    made = index_in_memory(graph)
    trace(graph, "Lamplight", index=made)
    with pytest.raises(sqlite3.ProgrammingError):
        made.search("lamp")


def test_a_name_and_what_of_it_is_asked_for_is_a_subject_where_papers_print_it_so() -> None:
    club = EntityName("x:club", "organisation", frozenset({"moor", "club"}), 9)
    fees = Question(
        "moor club fees", ((frozenset({"moor", "club"}), 2.0), (frozenset({"fee"}), 1.0))
    )

    assert _name_within([club], [fees], [], printed=True) is None
    assert _name_within([club], [fees], [], printed=False) == "x:club"
    update = Question("moor club update", (fees.terms[0], (frozenset({"update"}), 0.1)))
    assert _name_within([club], [update], [], printed=True) == "x:club"
    before = Question("night moor club", ((frozenset({"night"}), 1.0), fees.terms[0]))
    assert _name_within([club], [before], [], printed=True) == "x:club"


def test_a_person_is_told_with_the_items_that_they_presented(graph: ox.Store) -> None:
    row = next(each for each in query.rows(graph, "presenters") if each["person"] and each["item"])
    found = trace(graph, row["name"])
    assert found.topic.kind == "person"
    told = {(each.document, each.date, each.item) for each in found.statements}
    assert (row["document"], row["date"], row["item"]) in told


def test_a_bracket_behind_a_name_explains_it() -> None:
    rows = [
        {"key": "tawny", "entity": "t", "kind": "programme", "name": "Tawny", "mentions": "9"},
        {
            "key": "barn club",
            "entity": "b",
            "kind": "organisation",
            "name": "Barn Club",
            "mentions": "9",
        },
    ]

    def passage(words: str, *entities: str) -> Any:
        return SimpleNamespace(passage=words, entities=entities)

    told = passage("We work with the Barn Club, Tawny (owl rescue team) and others.", "t", "b")
    asked = partial(_name_explained, rows, "owl rescue")
    assert asked([told, passage("Tawny ran an owl rescue.", "t")]) == "t"
    assert asked([passage("Tawny ran an owl rescue.", "t")] * 4) is None  # nothing explains it
    other = passage("The Barn Club held an owl rescue.", "b")
    assert asked([told, other, other]) is None  # another is named more often
    assert asked([told] + [passage("An owl rescue.")] * 9) is None  # seldom named
