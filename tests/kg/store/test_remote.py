"""The graph in a SPARQL server: put there by a build, asked by the protocol."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest

from kg import cli
from kg.errors import QueryError, RemoteError
from kg.store.mirror import mirror
from kg.store.remote import Remote, connect, with_values
from kg.store.results import QueryResult
from kg.store.snapshots import open_snapshot

PACKS = Path(__file__).resolve().parents[3] / "kg" / "demo" / "packs"
ONE = min(PACKS.iterdir())  # enough where it does not matter how much a store holds


class Server(ThreadingHTTPServer):
    """A small SPARQL 1.1 server: ``/query`` and ``/store``, as Oxigraph's own has them."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.graph = ox.Store()
        self.log: list[str] = []
        self.refuse: int | None = None
        self.full: int | None = None  # how many graphs it still takes
        self.union = True  # whether it gives the union of the named graphs when asked to
        self.datasets = True  # whether it knows the graphs that a request names

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _reply(self, code: int, kind: str = "text/plain", body: bytes = b"") -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _named(self) -> ox.NamedNode:
        return ox.NamedNode(parse_qs(urlsplit(self.path).query)["graph"][0])

    def do_PUT(self) -> None:
        body = self._body()
        self.server.log.append("PUT " + self._named().value)
        assert urlsplit(self.path).path == "/store"
        if self.server.full is not None:
            self.server.full -= 1
            if self.server.full < 0:
                self._reply(507, body=b"no room")
                return
        self.server.graph.remove_graph(self._named())
        self.server.graph.load(body, ox.RdfFormat.N_TRIPLES, to_graph=self._named())
        self._reply(204)

    def do_GET(self) -> None:
        self._reply(404)

    def do_DELETE(self) -> None:
        self.server.log.append("DELETE " + self._named().value)
        self.server.graph.remove_graph(self._named())
        self._reply(204)

    def do_POST(self) -> None:
        body = self._body().decode()
        if urlsplit(self.path).path not in ("/query", "/sparql"):
            self._reply(404)
            return
        if self.server.refuse:
            self._reply(self.server.refuse, body=b"not today\nsecond line")
            return
        asked = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        if self.headers["Content-Type"] == "application/x-www-form-urlencoded":
            asked |= parse_qs(body)
            body = asked["query"][0]
        else:
            assert self.headers["Content-Type"] == "application/sparql-query"
        try:
            found = self._answer(body, asked)
        except SyntaxError as error:
            self._reply(400, body=str(error).encode())
            return
        if isinstance(found, ox.QueryTriples):
            self._reply(
                200, "application/n-triples", found.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
            )
        else:
            body = found.serialize(format=ox.QueryResultsFormat.JSON) or b""
            self._reply(200, "application/sparql-results+json", body)

    def _answer(self, query: str, asked: dict[str, list[str]]) -> object:
        named = [ox.NamedNode(iri) for iri in asked.get("named-graph-uri", ())]
        default = [ox.NamedNode(iri) for iri in asked.get("default-graph-uri", ())]
        if self.server.datasets and (named or default):
            return self.server.graph.query(query, default_graph=default, named_graphs=named)
        union = self.server.union and "union-default-graph" in asked
        return self.server.graph.query(query, use_default_graph_as_union=union)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("KG_STORE", raising=False)
    monkeypatch.delenv("KG_GRAPH_STORE", raising=False)
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def run(capfd: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capfd.readouterr()
    code = cli.run(list(words))
    out, err = capfd.readouterr()
    return code, out, err


def test_a_server_answers_as_a_folder_does(
    server: Server, tmp_path: Path, sample_store: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    there, here = server.url + "/query", str(shutil.copytree(sample_store, tmp_path / "here"))
    assert run(capfd, "build", str(PACKS), "--store", there)[0] == 0
    for words in (
        ["query", "meetings", "--format", "csv"],
        ["query", "resolutions", "--format", "csv"],
        ["query", "timeline", "--param", "topic=YAN", "--format", "csv"],
        ["trace", "Lamplight", "--format", "csv"],
        ["trace", "young people", "--format", "csv"],
        ["stats"],
        ["issues"],
        ["export", "--format", "nquads"],
        ["export", "--format", "csv"],
    ):
        local = run(capfd, *words, "--store", here)
        assert local[0] == 0 and local[1].count("\n") > 2
        assert run(capfd, *words, "--store", there) == local, words
    meetings = ["query", "meetings", "--format", "csv"]
    found = {run(capfd, *meetings, "--store", url) for url in (here, server.url, server.url + "/")}
    assert len(found) == 1, "a server's address alone will do"
    copy = mirror(connect(server.url))
    with open_snapshot(copy) as published, open_snapshot(here) as original:
        assert set(published.graph) == set(original.graph)
        assert published.manifest["base"] == original.manifest["base"]
        assert published.manifest["counts"] == original.manifest["counts"]


def test_who_is_forgotten_leaves_the_server_too(
    server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(capfd, "build", str(ONE), "--store", server.url)[0] == 0
    assert any("Prowse" in str(quad) for quad in server.graph)
    code, _, err = run(capfd, "forget", "Edwin Prowse", "--yes", "--store", server.url)
    assert code == 0 and "named graph(s) sent to" in err
    assert not any("Prowse" in str(quad) for quad in server.graph)


QUESTIONS = (
    ["query", "meetings", "--format", "csv"],
    ["query", "timeline", "--param", "topic=YAN", "--format", "csv"],
    ["trace", "Lamplight", "--format", "csv"],
    ["stats"],
    ["check"],
    ["export", "--format", "csv"],
    ["export", "--format", "popolo"],
)


def test_a_server_whose_default_graph_is_not_the_union_answers_too(
    server: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """As ``oxigraph serve`` and Fuseki are unless told otherwise: requests name the graphs."""
    server.union = False
    here = str(tmp_path / "here")
    assert run(capfd, "build", str(ONE), "--store", server.url)[0] == 0
    assert run(capfd, "build", str(ONE), "--store", here)[0] == 0
    for words in QUESTIONS:
        local = run(capfd, *words, "--store", here)
        assert local[0] == 0 and local[1].count("\n") > 2
        assert run(capfd, *words, "--store", server.url) == local, words


def test_a_server_that_cannot_be_asked_for_the_union_is_told_so(
    server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    server.union = server.datasets = False
    assert run(capfd, "build", str(ONE), "--store", server.url)[0] == 0
    for words in QUESTIONS:
        code, out, err = run(capfd, *words, "--store", server.url)
        assert (code, out, err.count("\n")) == (2, "", 1) and "--union-default-graph" in err


@pytest.mark.parametrize(
    "words", [["why", "A", "B"], ["doctor"], ["backup", "x.tar.gz"], ["forget", "A", "--yes"]]
)
def test_what_needs_more_than_the_graph_says_so_of_a_graph_built_elsewhere(
    server: Server, capfd: pytest.CaptureFixture[str], words: list[str]
) -> None:
    code, out, err = run(capfd, *words, "--store", server.url)
    assert (code, out, err.count("\n")) == (2, "", 1) and "not built from this machine" in err


def test_the_issue_log_is_that_of_what_was_sent(
    server: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def issues() -> tuple[int, str, str]:
        return run(capfd, "issues", "--store", server.url)

    packs = [str(path) for path in sorted(PACKS.iterdir())]
    junk = tmp_path / "notes.bin"
    junk.write_bytes(b"\0\1\2")
    code, _, err = run(capfd, "build", packs[0], "--store", server.url.replace("//", "//ann:pw@"))
    assert code == 0 and f"kg issues --store {server.url}\n" in err and "pw" not in err
    before = issues()
    assert before[0] == 0 and before[1]
    server.refuse = 503  # nothing is read where the server does not answer
    assert run(capfd, "build", *packs, "--store", server.url)[0] == 2
    server.refuse, server.full = None, 0  # it answers, and takes nothing
    assert run(capfd, "build", *packs, str(junk), "--store", server.url)[0] == 2
    assert issues() == before
    server.full = 1  # it takes one graph of many
    assert run(capfd, "build", *packs, "--store", server.url)[0] == 2
    code, out, err = issues()
    assert (code, out) == (1, "") and "send it again" in err
    server.full = None
    run(capfd, "build", *packs, str(junk), "--store", server.url)
    code, out, _ = issues()
    assert code == 0 and out != before[1] and "notes.bin" in out.splitlines()[0]


def test_only_what_changed_is_sent_again(server: Server, capfd: pytest.CaptureFixture[str]) -> None:
    there, packs = server.url + "/query", [str(path) for path in sorted(PACKS.iterdir())]
    run(capfd, "build", *packs[:2], "--store", there)
    assert len([line for line in server.log if "/document/" in line]) == 2
    server.log.clear()
    run(capfd, "build", *packs[:2], "--store", there)
    assert server.log == []
    code, _, _ = run(capfd, "build", packs[0], "--fresh", "--store", there)
    assert code == 0 and [
        line for line in server.log if line.startswith("DELETE") and "/document/" in line
    ]


def test_values_are_data_and_never_query(server: Server) -> None:
    evil = 'x" } } INSERT DATA { <urn:a> <urn:b> <urn:c> } #\n\\'
    text = "SELECT ?said { ?s ?p ?said }"
    server.graph.add(
        ox.Quad(
            ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(evil), ox.NamedNode("urn:g")
        )
    )
    result = Remote(server.url + "/query").run_query(
        text, {"said": {"type": "literal", "value": evil}}, {}
    )
    assert result.kind == "rows" and result.body.count(b'"type"') == 1
    with pytest.raises(ValueError, match="IRI"):
        Remote(server.url + "/query").run_query(
            text, {"said": {"type": "uri", "value": "urn:x> } #"}}, {}
        )


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("SELECT ?a WHERE { ?a ?b ?c }", "{ VALUES ?a ?b ?c }"),
        ("SELECT * WHERE { { ?a ?b ?c } UNION { ?a ?b 1 } }", "{ VALUES { ?a"),
        ("CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }", "WHERE { VALUES ?a"),
        ("SELECT ?a { ?a ?b '{ WHERE {' }", None),
        ("CONSTRUCT WHERE { ?a ?b ?c }", None),
    ],
)
def test_values_stand_where_filters_see_them(query: str, where: str | None) -> None:
    shown = " ".join(with_values(query, "VALUES").split())
    assert shown.endswith(" VALUES")
    assert (where in shown) if where else shown.removesuffix(" VALUES") == query


def test_kinds_of_answers(server: Server) -> None:
    remote = Remote(server.url + "/query")
    server.graph.add(
        ox.Quad(
            ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("o"), ox.NamedNode("urn:g")
        )
    )
    assert remote.run_query("ASK { ?s ?p ?o }", {}, {}).kind == "truth"
    assert remote.run_query("CONSTRUCT WHERE { ?s ?p ?o }", {}, {}) == QueryResult(
        "triples", b'<urn:s> <urn:p> "o" .\n'
    )


def test_what_a_server_refuses_is_one_line(server: Server) -> None:
    remote = Remote(f"http://ann:s3cret@127.0.0.1:{server.server_port}/query")
    with pytest.raises(QueryError, match="refuses the query"):
        remote.run_query("SELECT nonsense", {}, {})
    server.refuse = 503
    with pytest.raises(RemoteError, match="503 not today;") as caught:
        remote.run_query("ASK {}", {}, {})
    assert "s3cret" not in str(caught.value) and "\n" not in str(caught.value)
    with pytest.raises(RemoteError, match="cannot be reached"):
        Remote("http://127.0.0.1:9/query").run_query("ASK {}", {}, {})


@pytest.mark.parametrize(
    ("url", "graphs"),
    [
        ("https://x.org/query", "https://x.org/store"),
        ("https://x.org/ds/sparql", "https://x.org/ds/data"),
        ("https://x.org/repositories/a", "https://x.org/repositories/a"),
        ("https://ann:pw@x.org:8443/query", "https://x.org:8443/store"),
    ],
)
def test_where_graphs_are_put(url: str, graphs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_GRAPH_STORE", raising=False)
    assert Remote(url).graph_store == graphs
    monkeypatch.setenv("KG_GRAPH_STORE", "https://elsewhere.org/rdf")
    assert Remote(url).graph_store == "https://elsewhere.org/rdf"


def test_a_server_without_an_endpoint_or_a_graph_is_named(
    server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capfd, "stats", "--store", server.url + "/elsewhere")
    assert code == 2 and err.count("\n") == 1 and "no SPARQL endpoint answers there" in err
    for command in ("serve", "check"):
        code, _, err = run(capfd, command, "--store", server.url)
        assert code == 2 and "holds no graph of kg" in err
    code, _, err = run(capfd, "issues", "--store", server.url)
    assert code == 1 and "has no issue log" in err


def test_of_a_bare_address_the_endpoint_with_the_graphs_beside_it_is_taken(server: Server) -> None:
    """Oxigraph answers queries at two addresses and keeps its graphs beside one of them."""
    assert connect(server.url).graph_store == server.url + "/store"
