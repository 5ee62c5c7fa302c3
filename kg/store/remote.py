"""The graph in any SPARQL 1.1 server: questions by the SPARQL Protocol, one Graph Store PUT a named graph.

``--store`` names the query endpoint. Graphs are put where the server's habit has it: ``…/query`` and ``…/sparql`` have
a ``…/store`` (Oxigraph) or ``…/data`` (Fuseki) beside them; ``$KG_GRAPH_STORE`` names any other place. The user and
the password may stand in the address.
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
from kg.store import embedded
from kg.store.syntax import pattern_start

ROWS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
QUERY = "application/sparql-query"
LARGEST = 512 * 2**20  # bytes of an answer


class _NoRedirect(HTTPRedirectHandler):
    """A redirect would carry the query, and its password, to a server that nobody named."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Remote:
    """A SPARQL server. ``timeout`` in seconds is for each request."""

    url: str
    timeout: float = 60.0

    def answer(
        self, query: str, bindings: Mapping[str, Mapping[str, str]], prefixes: Mapping[str, str]
    ) -> tuple[str, bytes]:
        """What kind of answer a query has (``rows``, ``truth``, ``triples``), and the answer: SPARQL JSON, N-Triples.

        The protocol knows no parameters: ``bindings`` (terms as in SPARQL JSON) go in as a block of data, written by
        the engine's own serialiser.
        """
        head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items())
        body = head + given(query, _values(bindings))
        # The queries speak of all named graphs together; Oxigraph does so when asked, the others of their own accord.
        asked = Request(
            _with(self._endpoint(), {"union-default-graph": ""}), body.encode(), method="POST"
        )  # noqa: S310
        asked.add_header("Content-Type", QUERY)
        asked.add_header("Accept", f"{ROWS}, {TRIPLES};q=0.9")
        kind, found = self._send(asked)
        if kind.startswith(ROWS) or kind.startswith("application/json"):
            try:
                return ("truth" if "boolean" in json.loads(found) else "rows"), found
            except ValueError as error:
                raise RemoteError(
                    f"{self.shown}: its answer is not SPARQL JSON ({error})"
                ) from error
        if kind.startswith(TRIPLES) or kind.startswith("text/plain"):
            lines = sorted(set(found.splitlines()) - {b""})
            return "triples", b"".join(line + b"\n" for line in lines)
        raise RemoteError(
            f"{self.shown}: answers in the form {kind or 'unknown'}, not in {ROWS}; is it a SPARQL endpoint?"
        )

    def put(self, graph: str, quads: list[ox.Quad]) -> None:
        """Replace one named graph."""
        triples = (
            ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b""
        )
        asked = Request(_with(self.graph_store, {"graph": graph}), triples, method="PUT")  # noqa: S310
        asked.add_header("Content-Type", TRIPLES)
        self._send(asked)

    def delete(self, graph: str) -> None:
        """Remove one named graph; it may be gone already."""
        self._send(
            Request(_with(self.graph_store, {"graph": graph}), method="DELETE"), missing=True
        )  # noqa: S310

    def push(self, home: Path) -> int:
        """Bring the server to what is published in the store at ``home``; the number of named graphs sent or removed.

        What was sent is noted beside the store, so that the next time only what changed goes out, also after a break.
        Between the first graph and the last a reader of the server may see the new one beside the old.
        """
        note = home / "sent.json"
        wanted = embedded.digests(home)
        try:
            sent: dict[str, str] = json.loads(note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            sent = {}
        changed = [iri for iri in wanted if sent.get(iri) != wanted[iri]]
        gone = [iri for iri in sent if iri not in wanted]
        with embedded.reading(home) as published:
            for iri in changed:
                self.put(
                    iri,
                    list(published.graph.quads_for_pattern(None, None, None, ox.NamedNode(iri))),
                )
                sent[iri] = wanted[iri]
                embedded.replace_file(note, json.dumps(sent))
        for iri in gone:
            self.delete(iri)
            del sent[iri]
            embedded.replace_file(note, json.dumps(sent))
        return len(changed) + len(gone)

    def __enter__(self) -> Remote:
        return self

    def __exit__(self, *_: object) -> None:
        pass  # nothing is held between requests

    @property
    def shown(self) -> str:
        """The address without user and password."""
        return _without_user(self.url)

    def _endpoint(self) -> str:
        return _without_user(self.url)

    @property
    def graph_store(self) -> str:
        """Where named graphs are put."""
        given = os.environ.get("KG_GRAPH_STORE")
        if given:
            return given
        parts = urlsplit(self._endpoint())
        folder, _, last = parts.path.rpartition("/")
        beside = {"query": "store", "sparql": "data"}.get(last)
        return urlunsplit(parts._replace(path=f"{folder}/{beside}" if beside else parts.path))

    def _send(self, asked: Request, missing: bool = False) -> tuple[str, bytes]:
        parts = urlsplit(self.url)
        if parts.username is not None:
            word = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            asked.add_header("Authorization", "Basic " + base64.b64encode(word.encode()).decode())
        try:
            with build_opener(_NoRedirect).open(asked, timeout=self.timeout) as reply:
                found: bytes = reply.read(LARGEST + 1)
                if len(found) > LARGEST:
                    raise RemoteError(
                        f"{self.shown}: its answer is larger than {LARGEST // 2**20} MB; narrow the query"
                    )
                return str(reply.headers.get("Content-Type", "")), found
        except HTTPError as error:
            if missing and error.code == 404:
                return "", b""
            reason = _first_line(error)
            if error.code == 400:
                raise QueryError(f"{self.shown}: refuses the query: {reason}") from error
            raise RemoteError(
                f"{self.shown}: answers {error.code} {reason}; check the address and your rights"
            ) from error
        except TimeoutError as error:
            raise RemoteError(
                f"{self.shown}: no answer within {self.timeout:g} s; narrow the query or try later"
            ) from error
        except (URLError, OSError, ValueError) as error:
            reason = str(getattr(error, "reason", error))
            raise RemoteError(
                f"{self.shown}: cannot be reached ({reason}); check the address"
            ) from error


def given(query: str, values: str) -> str:
    """The query with a block of data where all of it sees it: first thing in its pattern, and after it.

    What is only after a query is joined to its rows, when a filter in it has already looked for the value in vain.
    """
    if not values:
        return query
    opened = pattern_start(query)
    within = query if opened is None else f"{query[:opened]} {values} {query[opened:]}"
    return f"{within}\n{values}"


def _values(bindings: Mapping[str, Mapping[str, str]]) -> str:
    """SPARQL's own way to hand values in: ``VALUES (?a ?b) { (…) }``."""
    if not bindings:
        return ""
    names = sorted(bindings)
    if not all(name.isidentifier() for name in names):
        raise QueryError(f"{', '.join(names)}: not names of variables")
    return f"VALUES ({' '.join('?' + name for name in names)}) {{ ({' '.join(_term(bindings[name]) for name in names)}) }}"


def _term(value: Mapping[str, str]) -> str:
    if value["type"] == "uri":
        return str(ox.NamedNode(value["value"]))
    if "datatype" in value:
        return str(ox.Literal(value["value"], datatype=ox.NamedNode(value["datatype"])))
    return str(ox.Literal(value["value"], language=value.get("xml:lang")))


def _with(url: str, query: Mapping[str, str]) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, urlencode(query))))))


def _without_user(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _first_line(error: HTTPError) -> str:
    body: IO[bytes] = error
    text = body.read(2000).decode("utf-8", "replace").strip()
    return (text.splitlines() or [str(error.reason)])[0][:200]
