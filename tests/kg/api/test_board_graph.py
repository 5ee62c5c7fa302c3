"""``import kg``: typed access to one graph, and how it shows itself in a notebook."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

import kg
from kg.demo import packs
from kg.errors import InputError, NotFound, QueryError, StoreMissing


@pytest.fixture(scope="module")
def board(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> kg.api.BoardGraph:
    home = shutil.copytree(sample_store, tmp_path_factory.mktemp("api") / "store")
    opened = kg.open(str(home))
    built = opened.build(packs(), workers=1)
    assert built.counts["documents"] == 4
    return opened


def test_importing_is_light() -> None:
    code = "import kg, sys; print(sorted({'spacy', 'pyoxigraph', 'typer'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_nothing_is_opened_before_something_is_asked(tmp_path: Path) -> None:
    missing = kg.open(str(tmp_path / "none"))
    with pytest.raises(StoreMissing):
        missing.query("meetings")


def test_rows_are_dictionaries_and_a_frame(board: kg.api.BoardGraph) -> None:
    rows = board.query("timeline", topic="YAN")
    assert rows and set(rows[0]) == set(rows.columns)
    assert list(rows.to_frame().columns) == list(rows.columns)
    assert len(board.query("SELECT ?m { ?m a bg:Meeting }")) == 7
    assert "timeline" in {row["name"] for row in board.queries()}


def test_what_cannot_be_asked_is_one_sentence(board: kg.api.BoardGraph) -> None:
    with pytest.raises(NotFound, match="no query of that name"):
        board.query("nonsense")
    with pytest.raises(QueryError, match="gives no rows"):
        board.query("CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }")
    with pytest.raises(NotFound, match="Nixxor Quembly"):
        board.trace("Nixxor Quembly")
    with pytest.raises(InputError, match="not a date"):
        board.trace("Lamplight", since="soon")
    with pytest.raises(InputError, match="built in a folder"):
        kg.open("http://127.0.0.1:9/query").build(packs())


def test_a_trace_has_the_events_of_the_query(board: kg.api.BoardGraph) -> None:
    traced = board.trace("Lamplight", until="2020-12-31")
    assert traced.name == "Lamplight Programme" and traced.iri and traced.headline
    assert max(event["date"] for event in traced.events) < "2021"
    assert "# Lamplight Programme" in traced.render("markdown")


def test_the_network_is_one_for_networkx(board: kg.api.BoardGraph, tmp_path: Path) -> None:
    import networkx as nx

    network = board.network("YAN")
    assert isinstance(network, nx.MultiDiGraph)
    labels = nx.get_node_attributes(network, "label")
    assert "Youth Anchor Network" in labels.values()
    assert all(edge["evidence"] for _, _, edge in network.edges(data=True))
    part = network.subgraph(list(network)[:2]).copy()
    part.to_pyvis().write_html(str(tmp_path / "part.html"))
    page = (tmp_path / "part.html").read_text(encoding="utf-8")
    assert all(labels[node] in page for node in part)
    shown = unescape(network._repr_html_())
    assert "Youth Anchor Network" in shown
    for each in (page, shown):
        assert not re.findall(r"""(?:src|href)=["']https?:""", each)


def test_rdflib_sees_every_statement(board: kg.api.BoardGraph) -> None:
    from rdflib import RDF, URIRef

    data = board.rdflib
    meeting = URIRef("https://w3id.org/boardgraph/ns#Meeting")
    assert len(set(data.subjects(RDF.type, meeting))) == 7
    assert len(list(data.query("SELECT ?m { ?m a <https://w3id.org/boardgraph/ns#Meeting> }"))) == 7
    assert len({name for *_, name in data.quads((None, RDF.type, meeting, None))}) >= 1


def test_everything_shows_itself_in_a_notebook(board: kg.api.BoardGraph) -> None:
    shown = [
        board._repr_html_(),
        board.query("meetings")._repr_html_(),
        board.trace("Lamplight")._repr_html_(),
    ]
    assert all(html.startswith("<table>") for html in shown)
    assert board.network("YAN")._repr_html_().startswith("<iframe title=")
    assert "&lt;b&gt;" in kg.api.query_rows.html_table(("a",), [["<b>"]])


def test_a_build_is_looked_at_at_once(tmp_path: Path) -> None:
    with kg.open(str(tmp_path / "store")) as board:
        board.build(packs()[:1], workers=1)
        assert len(board.query("documents")) == 1
        board.build(packs()[1:2], workers=1)
        assert len(board.query("documents")) == 2
