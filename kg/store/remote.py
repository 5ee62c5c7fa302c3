"""The graph in any SPARQL 1.1 server: the SPARQL Protocol, and the Graph Store Protocol to write.

``--store`` names the query endpoint. Graphs are put where these servers have their graph store:
``…/store`` beside ``…/query`` (Oxigraph), ``…/data`` beside ``…/sparql`` (Fuseki);
``$KG_GRAPH_STORE`` names any other address. User and password may stand in the address.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlencode, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pyoxigraph as ox

from kg.errors import QueryError, RemoteError
from kg.store import sandbox
from kg.store.filesystem import replace_file
from kg.store.results import QueryResult
from kg.store.snapshots import graph_digests, open_snapshot
from kg.store.syntax import pattern_start

SPARQL_JSON = "application/sparql-results+json"
N_TRIPLES = "application/n-triples"
SPARQL_QUERY = "application/sparql-query"
LARGEST_RESULT = 512 * 2**20  # bytes


class _NoRedirect(HTTPRedirectHandler):
    """A redirect would carry the query, and its password, to a server that nobody named."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Remote:
    """A SPARQL server. ``timeout`` in seconds is for each request."""

    url: str
    timeout: float = 60.0

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
        # The queries speak of the union of all named graphs; Oxigraph takes it when asked to,
        # others always do.
        request = Request(  # noqa: S310
            _with_parameters(self.shown, {"union-default-graph": ""}), body.encode(), method="POST"
        )
        request.add_header("Content-Type", SPARQL_QUERY)
        request.add_header("Accept", f"{SPARQL_JSON}, {N_TRIPLES};q=0.9")
        media_type, found = self._send(request)
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

    def put(self, graph: str, quads: list[ox.Quad]) -> None:
        """Replace one named graph. Raises ``RemoteError``."""
        triples = (
            ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b""
        )
        address = _with_parameters(self.graph_store, {"graph": graph})
        request = Request(address, triples, method="PUT")  # noqa: S310
        request.add_header("Content-Type", N_TRIPLES)
        self._send(request)

    def delete(self, graph: str) -> None:
        """Remove one named graph; it may be gone already. Raises ``RemoteError``."""
        address = _with_parameters(self.graph_store, {"graph": graph})
        self._send(Request(address, method="DELETE"), may_be_missing=True)  # noqa: S310

    def push(self, home: Path) -> int:
        """Bring the server to what is published in the store at ``home``.

        Returns the number of named graphs sent or removed. What was sent is noted beside the store,
        so that the next time only what changed is sent, also after an interruption. Between the
        first graph and the last a reader of the server may see new graphs beside old ones.
        """
        note = home / "sent.json"
        wanted = graph_digests(home)
        sent = _read_note(note)
        changed = [iri for iri in wanted if sent.get(iri) != wanted[iri]]
        removed = [iri for iri in sent if iri not in wanted]
        with open_snapshot(home) as published:
            for iri in changed:
                quads = published.graph.quads_for_pattern(None, None, None, ox.NamedNode(iri))
                self.put(iri, list(quads))
                sent[iri] = wanted[iri]
                replace_file(note, json.dumps(sent))
        for iri in removed:
            self.delete(iri)
            del sent[iri]
            replace_file(note, json.dumps(sent))
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

    def _send(self, request: Request, may_be_missing: bool = False) -> tuple[str, bytes]:
        """The media type and the body of the server's answer.

        Both are empty where it says 404 and what was asked for ``may_be_missing``. Raises
        ``QueryError`` for 400, ``RemoteError`` for everything else that is no answer.
        """
        self._authorize(request)
        try:
            with build_opener(_NoRedirect).open(request, timeout=self.timeout) as reply:
                body: bytes = reply.read(LARGEST_RESULT + 1)
                if len(body) > LARGEST_RESULT:
                    raise RemoteError(
                        f"{self.shown}: its answer is larger than {LARGEST_RESULT // 2**20} MB; "
                        f"narrow the query"
                    )
                return str(reply.headers.get("Content-Type", "")), body
        except HTTPError as error:
            if may_be_missing and error.code == 404:
                return "", b""
            raise self._refused(error) from error
        except TimeoutError as error:
            raise RemoteError(
                f"{self.shown}: no answer within {self.timeout:g} s; narrow the query or try later"
            ) from error
        except (URLError, OSError, ValueError) as error:
            reason = str(getattr(error, "reason", error))
            raise RemoteError(
                f"{self.shown}: cannot be reached ({reason}); check the address"
            ) from error

    def _authorize(self, request: Request) -> None:
        """Add the user and password of the address, if any, as Basic authentication."""
        parts = urlsplit(self.url)
        if parts.username is not None:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            request.add_header("Authorization", "Basic " + base64.b64encode(pair.encode()).decode())

    def _refused(self, error: HTTPError) -> QueryError | RemoteError:
        reason = _first_line(error)
        if error.code == 400:
            return QueryError(f"{self.shown}: refuses the query: {reason}")
        return RemoteError(
            f"{self.shown}: answers {error.code} {reason}; check the address and your rights"
        )


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


def _read_note(path: Path) -> dict[str, str]:
    """Named graph's IRI → digest of what was last sent; empty where nothing was."""
    try:
        sent: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        return sent
    except (OSError, ValueError):
        return {}


def _first_line(error: HTTPError) -> str:
    body: IO[bytes] = error
    text = body.read(2000).decode("utf-8", "replace").strip()
    return (text.splitlines() or [str(error.reason)])[0][:200]
