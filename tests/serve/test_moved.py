"""Addresses given up when two entities were merged: they lead on, for readers and for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from server import Server, running

from kg.rdf.quads import BASE
from kg.store.snapshots import open_snapshot
from kg.store.writer import open_for_writing

OLD, NOW = "/programme/lamp-scheme", "/programme/lamplight-programme"


@pytest.fixture(scope="module")
def server(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The sample papers, in a graph that knows of an earlier IRI for one of its programmes."""
    home = tmp_path_factory.mktemp("moved")
    with open_snapshot(store) as published:
        graphs: dict[str, list[ox.Quad]] = {}
        for quad in published.graph:
            graphs.setdefault(getattr(quad.graph_name, "value", ""), []).append(quad)
        manifest = published.manifest
    old, now = (ox.NamedNode(BASE + path[1:]) for path in (OLD, NOW))
    replaced = ox.NamedNode("http://purl.org/dc/terms/isReplacedBy")
    graphs[f"{BASE}graph/identity"].append(
        ox.Quad(old, replaced, now, ox.NamedNode(f"{BASE}graph/identity"))
    )
    with open_for_writing(home) as writer:
        writer.publish(sorted(graphs.items()), lambda _: manifest)
    with running(home) as server:
        yield server


@pytest.mark.parametrize("ending", ["", ".ttl", ".jsonld"])
def test_an_old_address_leads_to_the_new_one_for_good(server: Server, ending: str) -> None:
    answer = server.get(OLD + ending, "text/html")
    assert (answer.status, answer.headers["location"]) == (301, NOW + ending)
    assert server.get(NOW + ending, "text/html").status == 200


def test_a_named_query_takes_the_old_iri(server: Server) -> None:
    old, now = (
        server.get(f"/queries/timeline.csv?topic={BASE}{path[1:]}").text for path in (OLD, NOW)
    )
    assert old == now and old.count("\n") > 3


def test_a_query_with_a_parameter_takes_the_old_iri(server: Server) -> None:
    header = (
        "# title: Named\n# answers: How often?\n# param topic (entity): a name\n# columns: often\n"
    )
    text = header + "SELECT ?topic ?often WHERE { ?topic bg:mentionCount ?often }"
    asked = [
        server.query(text, "text/csv", ("$topic", BASE + path[1:])).text for path in (OLD, NOW)
    ]
    assert asked[0] == asked[1] != "often\r\n"
