"""Words that are no name lead to the entity they mean; plain words stay words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from kg.store.search import SearchIndex, index_in_memory
from kg.views.timeline import as_json, trace
from kg.views.timeline.word_meaning import entity_meant


@pytest.fixture(scope="module")
def index(graph: ox.Store) -> Iterator[SearchIndex]:
    with index_in_memory(graph) as made:
        yield made


@pytest.mark.parametrize("asked", ["programme of Lamplight", "the scheme of Lamplight"])
def test_a_name_among_other_words_is_meant(graph: ox.Store, index: SearchIndex, asked: str) -> None:
    assert entity_meant(graph, index, asked) == trace(graph, "Lamplight Programme").topic.iri


@pytest.mark.parametrize("asked", ["warm room", "police funding", "zeppelin", "the meeting"])
def test_plain_words_mean_no_entity(graph: ox.Store, index: SearchIndex, asked: str) -> None:
    assert entity_meant(graph, index, asked) is None


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
