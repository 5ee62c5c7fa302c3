"""What must hold of a digest: one pack's own words, topic by topic, and who was never named before."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from kg.build import build
from kg.demo import packs
from kg.digest import FORMATS, digest, render
from kg.errors import InputError, NotFound
from kg.store import reading


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ox.Store]:
    home = tmp_path_factory.mktemp("digest") / "store"
    build(packs(), home)
    with reading(home) as published:
        yield published.graph


def test_the_newest_pack_is_told_by_itself(graph: ox.Store) -> None:
    found = digest(graph)
    assert (found.day, found.before) == ("2025-06-13", "2023-06-16")
    assert found == digest(graph, "2025-06-13")
    assert found.of("programme") and found.of("organisation")
    assert {news.words.document for topic in found.topics for news in topic.news} == set(found.documents)
    assert "Bright Evenings Programme" in {topic.name for topic in found.of("programme") if not topic.first}


def test_in_the_oldest_pack_everybody_is_new(graph: ox.Store) -> None:
    found = digest(graph, "2019-12-13")
    assert found.before is None and found.topics
    assert all(topic.first and topic.last is None for topic in found.topics)


def test_no_pack_no_digest(graph: ox.Store) -> None:
    with pytest.raises(InputError, match="2019-12-13"):
        digest(graph, "1999-01-01")
    with pytest.raises(NotFound):
        digest(ox.Store())


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_tells_every_topic(graph: ox.Store, format: str) -> None:
    found = digest(graph)
    text = render(found, format)
    assert text == render(found, format) and text.endswith("\n")
    assert all(topic.name.split()[0] in text for topic in found.topics)
    if format == "json":
        assert json.loads(text)["day"] == found.day


def test_an_unknown_format_is_bad_input(graph: ox.Store) -> None:
    with pytest.raises(InputError, match="markdown"):
        render(digest(graph), "docx")
