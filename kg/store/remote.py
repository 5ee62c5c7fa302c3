"""The graph in any SPARQL 1.1 server: the SPARQL Protocol, and the Graph Store Protocol to write.

``--store`` names the query endpoint, or a server whose endpoint is found by asking
(``connect``). Graphs are put where these servers have their graph store: ``…/store`` beside
``…/query`` (Oxigraph), ``…/data`` beside ``…/sparql`` (Fuseki); ``$KG_GRAPH_STORE`` names any other
address. User and password may stand in the address.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlencode, urlsplit, urlunsplit

import httpx
import pyoxigraph as ox

from kg.errors import QueryError, RemoteError
from kg.store import sandbox
from kg.store.filesystem import replace_file
from kg.store.results import QueryResult
from kg.store.snapshots import (
    FILE_LOG,
    ISSUES_FILE,
    SENT_ISSUES,
    graph_digests,
    open_snapshot,
)
from kg.store.syntax import pattern_start

SPARQL_JSON = "application/sparql-results+json"
N_TRIPLES = "application/n-triples"
SPARQL_QUERY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
LARGEST_RESULT = 512 * 2**20  # bytes
ENDPOINTS = ("/sparql", "/query")  # where servers have theirs: kg serve and Fuseki; Oxigraph
_LOGGER = logging.getLogger("kg.store.remote")


# Whether a triple of a named graph is missing in the default graph that queries see.
_NOT_THE_UNION = """ASK {
  { SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } LIMIT 1 } FILTER NOT EXISTS { ?s ?p ?o }
}"""


def connect(url: str, timeout: float = 60.0) -> Remote:
    """The server at ``url``, ready to be asked; ``url`` as for ``find_endpoint``.

    Our queries speak of all named graphs together. Where the server's default graph is another
    one, every query names the graphs that it is about, as the SPARQL Protocol has it. Raises
    ``RemoteError`` where the server does not answer, or has no way to ask that.
    """
    remote = find_endpoint(url, timeout)
    if not remote.lacks_union():
        return remote
    told = replace(remote, dataset=tuple(remote.graphs()))
    if told.lacks_union():
        raise RemoteError(
            f"{remote.shown}: answers from its default graph alone, without the named graphs that "
            "kg writes; start it with their union as the default graph "
            "(oxigraph serve --union-default-graph, Fuseki's tdb2:unionDefaultGraph)"
        )
    return told


def find_endpoint(url: str, timeout: float = 60.0) -> Remote:
    """The server at ``url``, which names its query endpoint, or only the server.

    Where the last step of the address is no usual name of an endpoint, the server is asked which
    address answers. Raises ``RemoteError`` where none does.
    """
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if path.endswith(ENDPOINTS):
        return Remote(url, timeout)
    # Oxigraph has both at its root, its graphs beside /query; a dataset of Fuseki has both, its
    # graphs beside /sparql.
    endings = ENDPOINTS if path else ENDPOINTS[::-1]
    tried = [path, *(path + ending for ending in endings)]
    remotes = [Remote(urlunsplit(parts._replace(path=each)), timeout) for each in tried if each]
    reason: QueryError | RemoteError | None = None
    for remote in remotes:
        try:
            if remote.run_query("ASK {}", {}, {}).kind == "truth":
                return remote
        except (QueryError, RemoteError) as error:
            reason = reason or error
    raise RemoteError(
        f"{remotes[0].shown}: no SPARQL endpoint answers there, nor at "
        f"{' or '.join(remote.shown for remote in remotes[1:])} ({reason}); "
        "name the endpoint with --store"
    ) from reason


@dataclass(frozen=True, slots=True)
class Remote:
    """A SPARQL server. ``timeout`` in seconds is for each request.

    ``dataset`` has the named graphs that queries ask for, where the server has to be told them.
    """

    url: str
    timeout: float = 60.0
    dataset: tuple[str, ...] = ()

    def run_query(
        self, query: str, bindings: Mapping[str, Mapping[str, str]], prefixes: Mapping[str, str]
    ) -> QueryResult:
        """The result of a query.

        The protocol has no parameters: ``bindings`` (terms as in SPARQL JSON) are put into the text
        as a ``VALUES`` block, written by the engine's own serialiser. Raises ``QueryError`` where
        the server refuses the query, ``RemoteError`` where it does not answer as it should.
        """
        head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items())
        body = head + with_values(query, _values_block(bindings))
        address, kind, content = self._question(body)
        accept = f"{SPARQL_JSON}, {N_TRIPLES};q=0.9"
        media_type, found = self._send(
            "POST", address, content, {"Content-Type": kind, "Accept": accept}
        )
        if media_type.startswith((SPARQL_JSON, "application/json")):
            try:
                return QueryResult("truth" if "boolean" in json.loads(found) else "rows", found)
            except ValueError as error:
                raise RemoteError(
                    f"{self.shown}: its answer is not SPARQL JSON ({error})"
                ) from error
        if media_type.startswith((N_TRIPLES, "text/plain")):
            lines = sorted(set(found.splitlines()) - {b""})
            return QueryResult("triples", b"".join(line + b"\n" for line in lines))
        raise RemoteError(
            f"{self.shown}: answers in the form {media_type or 'unknown'}, "
            f"not in {SPARQL_JSON}; is it a SPARQL endpoint?"
        )

    def lacks_union(self) -> bool:
        """Whether the graph that queries are about lacks what named graphs hold.

        ``False`` where there are none. Raises as ``run_query``.
        """
        return bool(json.loads(self.run_query(_NOT_THE_UNION, {}, {}).body)["boolean"])

    def _question(self, query: str) -> tuple[str, str, bytes]:
        """Address, media type and body of the request that asks a query."""
        if self.dataset:
            graphs = [("default-graph-uri", iri) for iri in self.dataset]
            graphs += [("named-graph-uri", iri) for iri in self.dataset]
            return self.shown, FORM, urlencode([("query", query), *graphs]).encode()
        # Oxigraph takes the union when asked to; others do by themselves, or not at all.
        address = _with_parameters(self.shown, {"union-default-graph": ""})
        return address, SPARQL_QUERY, query.encode()

    def put(self, graph: str, quads: list[ox.Quad]) -> None:
        """Replace one named graph. Raises ``RemoteError``."""
        triples = (
            ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b""
        )
        address = _with_parameters(self.graph_store, {"graph": graph})
        self._send("PUT", address, triples, {"Content-Type": N_TRIPLES})

    def delete(self, graph: str) -> None:
        """Remove one named graph; it may be gone already. Raises ``RemoteError``."""
        address = _with_parameters(self.graph_store, {"graph": graph})
        self._send("DELETE", address, may_be_missing=True)

    def graphs(self) -> list[str]:
        """The IRIs of all named graphs, sorted. Raises as ``run_query``."""
        found = self.run_query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", {}, {})
        return sorted(row["g"] for row in found.rows)

    def quads_of(self, graph: str) -> list[ox.Quad]:
        """All quads of one named graph. Raises as ``run_query``."""
        name = ox.NamedNode(graph)
        found = self.run_query(f"SELECT ?s ?p ?o {{ GRAPH {name} {{ ?s ?p ?o }} }}", {}, {})
        rows = ox.parse_query_results(found.body, format=ox.QueryResultsFormat.JSON)
        assert isinstance(rows, ox.QuerySolutions)
        return [ox.Quad(row["s"], row["p"], row["o"], name) for row in rows]

    def download(self) -> ox.Store:
        """A copy of the whole graph in memory. Raises as ``run_query``."""
        copy = ox.Store()
        for graph in self.graphs():
            copy.extend(self.quads_of(graph))
        return copy

    def fetch(self, beside: str) -> bytes | None:
        """A file that the server has beside its endpoint; ``None`` where it has none."""
        folder = self.shown.rpartition("/")[0]
        _, body = self._send("GET", f"{folder}/{beside}", may_be_missing=True)
        return body or None

    def push(self, home: Path) -> int:
        """Bring the server to what is published in the store at ``home``.

        Returns the number of named graphs sent or removed. What was sent is noted beside the store,
        so that the next time only what changed is sent, also after an interruption. Between the
        first graph and the last a reader of the server may see new graphs beside old ones. The
        issue log of what was sent whole is kept beside the note (``SENT_ISSUES``).
        """
        note, log = home / "sent.json", home / SENT_ISSUES
        wanted = graph_digests(home)
        sent = _read_note(note)
        changed = [iri for iri in wanted if sent.get(iri) != wanted[iri]]
        removed = [iri for iri in sent if iri not in wanted]
        with open_snapshot(home) as published:
            for iri in changed:
                quads = published.graph.quads_for_pattern(None, None, None, ox.NamedNode(iri))
                self.put(iri, list(quads))
                log.unlink(missing_ok=True)  # from here on the server holds neither of two builds
                sent[iri] = wanted[iri]
                replace_file(note, json.dumps(sent), private=True)
        for iri in removed:
            self.delete(iri)
            log.unlink(missing_ok=True)
            del sent[iri]
            replace_file(note, json.dumps(sent), private=True)
        issues = "".join(map(_text, (home / FILE_LOG, home / ISSUES_FILE)))
        replace_file(log, issues, private=True)
        return len(changed) + len(removed)

    def __enter__(self) -> Remote:
        return self

    def __exit__(self, *_: object) -> None:
        pass  # nothing is held between requests

    @property
    def shown(self) -> str:
        """The address of the query endpoint, without user and password."""
        parts = urlsplit(self.url)
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))

    @property
    def graph_store(self) -> str:
        """The address where named graphs are put."""
        given = os.environ.get("KG_GRAPH_STORE")
        if given:
            return given
        parts = urlsplit(self.shown)
        folder, _, last = parts.path.rpartition("/")
        beside = {"query": "store", "sparql": "data"}.get(last)
        return urlunsplit(parts._replace(path=f"{folder}/{beside}" if beside else parts.path))

    def _send(
        self,
        method: str,
        address: str,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        may_be_missing: bool = False,
    ) -> tuple[str, bytes]:
        """The media type and the body of the server's answer.

        Both are empty where it says 404 and what was asked for ``may_be_missing``. Raises
        ``QueryError`` for 400, ``RemoteError`` for everything else that is no answer. A redirect is
        not followed: it would carry the query, and its password, to a server that nobody named.
        """
        started = time.monotonic()
        try:
            with (
                httpx.Client(timeout=self.timeout, auth=self._credentials()) as client,
                client.stream(method, address, content=content, headers=headers) as reply,
            ):
                body = _read(reply, self.shown)
        except httpx.TimeoutException as error:
            raise RemoteError(
                f"{self.shown}: no answer within {self.timeout:g} s; narrow the query or try later"
            ) from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            raise RemoteError(
                f"{self.shown}: cannot be reached ({error}); check the address"
            ) from error
        _LOGGER.debug("%s %s: %.2f s", method, self.shown, time.monotonic() - started)
        if reply.is_success:
            return reply.headers.get("Content-Type", ""), body
        if may_be_missing and reply.status_code == httpx.codes.NOT_FOUND:
            return "", b""
        raise self._refused(reply, body)

    def _credentials(self) -> tuple[str, str] | None:
        """The user and password of the address, if any, for Basic authentication."""
        parts = urlsplit(self.url)
        if parts.username is None:
            return None
        return unquote(parts.username), unquote(parts.password or "")

    def _refused(self, reply: httpx.Response, body: bytes) -> QueryError | RemoteError:
        text = body[:2000].decode("utf-8", "replace").strip()
        reason = (text.splitlines() or [reply.reason_phrase])[0][:200]
        if reply.status_code == httpx.codes.BAD_REQUEST:
            return QueryError(f"{self.shown}: refuses the query: {reason}")
        return RemoteError(
            f"{self.shown}: answers {reply.status_code} {reason}; check the address and your rights"
        )


def _read(reply: httpx.Response, shown: str) -> bytes:
    """The body of an answer. Raises ``RemoteError`` where it is too large to be held."""
    body = bytearray()
    for chunk in reply.iter_bytes():
        body += chunk
        if len(body) > LARGEST_RESULT:
            raise RemoteError(
                f"{shown}: its answer is larger than {LARGEST_RESULT // 2**20} MB; narrow the query"
            )
    return bytes(body)


def with_values(query: str, values: str) -> str:
    """The query with a ``VALUES`` block where all of it sees it: in its pattern and after it.

    A block only after a query is joined to the query's rows, too late for filters within.
    """
    if not values:
        return query
    opened = pattern_start(query)
    within = query if opened is None else f"{query[:opened]} {values} {query[opened:]}"
    return f"{within}\n{values}"


def _values_block(bindings: Mapping[str, Mapping[str, str]]) -> str:
    """``VALUES (?a ?b) { (…) }``; empty where nothing is bound."""
    if not bindings:
        return ""
    names = sorted(bindings)
    if not all(name.isidentifier() for name in names):
        raise QueryError(f"{', '.join(names)}: not names of variables")
    variables = " ".join(f"?{name}" for name in names)
    terms = " ".join(str(sandbox.parse_term(dict(bindings[name]))) for name in names)
    return f"VALUES ({variables}) {{ ({terms}) }}"


def _with_parameters(url: str, parameters: Mapping[str, str]) -> str:
    parts = urlsplit(url)
    query = "&".join(filter(None, (parts.query, urlencode(parameters))))
    return urlunsplit(parts._replace(query=query))


def _text(path: Path) -> str:
    """The text of a file; empty where there is none."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _read_note(path: Path) -> dict[str, str]:
    """Named graph's IRI → digest of what was last sent; empty where nothing was."""
    try:
        sent: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        return sent
    except (OSError, ValueError):
        return {}
