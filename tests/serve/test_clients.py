"""What people ask endpoints with: rdflib, SPARQLWrapper, pandas."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from server import Server, running

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
MEETINGS = "SELECT ?m ?date WHERE { ?m a bg:Meeting ; schema:startDate ?date } ORDER BY ?date"
CONSTRUCT = "CONSTRUCT { ?m a bg:Meeting } WHERE { ?m a bg:Meeting }"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib_sparqlstore(server: Server, method: str, form: str) -> None:
    from rdflib import BNode, Graph, Literal, URIRef
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    store = SPARQLStore(f"{server.root}/sparql", method=method, returnFormat=form)
    graph = Graph(store, identifier=URIRef("https://w3id.org/boardgraph/ns"))
    rows = list(graph.query(MEETINGS.replace("SELECT", "SELECT DISTINCT")))
    assert rows == []  # the graph named has the ontology and no meeting
    rows = list(Graph(store).query(MEETINGS))
    assert len(rows) >= 4 and isinstance(rows[0][0], URIRef) and isinstance(rows[0][1], Literal)
    assert not isinstance(rows[0][0], BNode)
    if form in ("xml", "json"):
        assert bool(Graph(store).query("ASK { ?s a bg:Meeting }"))


def test_rdflib_walks_the_graph_as_if_it_were_here(server: Server) -> None:
    from rdflib import RDF, Graph, URIRef
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = Graph(SPARQLStore(f"{server.root}/sparql"))
    meeting = URIRef("https://w3id.org/boardgraph/ns#Meeting")
    found = list(graph.subjects(RDF.type, meeting))
    assert len(found) >= 4
    assert (found[0], RDF.type, meeting) in graph
    assert len(graph.query(CONSTRUCT).graph or ()) == len(found)


@pytest.mark.parametrize("form", ["JSON", "XML", "CSV", "TSV"])
def test_sparqlwrapper(server: Server, form: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")
    asked = wrapper.SPARQLWrapper(f"{server.root}/sparql")
    for method in (wrapper.GET, wrapper.POST):
        asked.setMethod(method)
        asked.setQuery(MEETINGS)
        asked.setReturnFormat(getattr(wrapper, form))
        got = asked.queryAndConvert()
        if form == "JSON":
            assert len(got["results"]["bindings"]) >= 4
        else:
            assert got
    asked.setQuery(CONSTRUCT)
    asked.setReturnFormat(wrapper.TURTLE)
    assert b"Meeting" in asked.queryAndConvert()
    asked.setQuery("SELECT * WHERE {")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed):
        asked.query()


def test_pandas_reads_an_address(server: Server) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.read_csv(f"{server.root}/queries/meetings.csv")
    assert list(frame.columns[:3]) == ["meeting", "date", "board"] and len(frame) >= 4
    frame = pandas.read_csv(f"{server.root}/sparql?format=csv&query={quote(COUNT)}")
    assert int(frame.n[0]) > 1000
    tsv = server.query(COUNT, "text/tab-separated-values").text
    assert int(pandas.read_csv(io.StringIO(tsv), sep="\t")["?n"][0]) > 1000


# -- another kg ------------------------------------------------------------------------------------


def kg(*words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "kg", *words], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["stats"],
        ["issues", "--json"],
        ["export", "--format", "nquads"],
        ["query", "meetings", "-f", "csv"],
    ],
)
def test_a_server_is_a_store_for_another_kg(server: Server, store: Path, words: list[str]) -> None:
    here = kg(*words, "--store", str(store))
    assert here[0] == 0 and here[1]
    assert kg(*words, "--store", server.root) == here


def test_a_server_can_be_served_on(server: Server, tmp_path: Path) -> None:
    with running(server.root, env={"XDG_CACHE_HOME": str(tmp_path)}) as second:
        text = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        assert second.query(text, "text/csv").text == server.query(text, "text/csv").text
        assert second.get("/issues.jsonl").body == server.get("/issues.jsonl").body
