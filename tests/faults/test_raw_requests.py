"""Two hundred odd requests, byte by byte: each is answered or sent away, none is an error of ours."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from itertools import product

import pytest
from server import PACKS, Server, running

from kg.pipeline.build import build

PATHS = (
    "/", "/sparql", "/sparql?query=", "/sparql?query=%00", "/sparql?query=ASK{", "/search?q=%FF",
    "/search?q=" + "a" * 3000, "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
    "/static/..%2f..%2fetc%2fpasswd", "/queries/none.csv", "/queries/timeline.csv?topic=%27%22--",
    "/person/%3Cscript%3E", "/" + "x" * 5000, "/network?topic=&depth=-1", "/path.json?from=a",
    "/network?depth=99999999999999999999", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D",
    "/sparql?default-graph-uri=%20&query=ASK%7B%7D", "/sparql?timeout=nan&query=ASK%7B%7D",
)  # fmt: skip
METHODS = ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE")
HEADS = (
    b"GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n"
    b"Content-Length: 3\r\n\r\n0\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\nb\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n: no name\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
    b"GET /\x00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET /\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"SSH-2.0-OpenSSH_9.6\r\n",
    b"\r\n\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: " + b"text/html;q=2," * 500 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nRange: bytes=0-,0-,0-,0-\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nIf-None-Match: " + b'"a",' * 4000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic !!!!\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"CONNECT example.org:443 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET http://example.org/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n",
    b"GET /about HTTP/1.0\r\n\r\n",
    b"GET /about\r\n\r\n",
    b"GET /about HTTP/1.1\rHost: 127.0.0.1\r\r",
    b"GET / HTTP/1.1\r\nHost: a@127.0.0.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1:80:90\r\n\r\n",
    b"GET /a%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"X: a\r\n" * 5000 + b"\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + b"a=b;" * 10_000 + b"\r\n\r\n",
    b"GET /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/csv" + b";q" * 2000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: " + b" " * 5000 + b"x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip;q=0, ;;, *;q=x\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 999-odd\r\nContent-Length: 1\r\n\r\na",
    b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + b"9" * 23 + b"\r\n\r\na",
    b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n1;"
    + b"a" * 200_000 + b"\r\na\r\n0\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    + b"F" * 17 + b"\r\nabc",
)  # fmt: skip
# Where one proxy would read one request and we another, or two.
SMUGGLED = b"GET /smuggled HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
AMBIGUOUS = (
    b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
    b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
    b"Transfer-Encoding : chunked\r\n", b"Transfer-Encoding: xchunked\r\n",
    b"Transfer-Encoding:\x0bchunked\r\n", b"Transfer-Encoding: chunked, identity\r\n",
    b"Content-Length: +5\r\n", b"Content-Length: 5, 5\r\n", b"Content-Length: 0x5\r\n",
    b"Content-Length: 5\r\nContent-Length: 5\r\n", b"X: a\r\n Content-Length: 5\r\n",
    b"X: a\nContent-Length: 5\r\n",
)  # fmt: skip
BODIES = (
    ("text/plain", b"ASK {}"), ("application/sparql-update", b"CLEAR ALL"),
    ("application/sparql-query", b"\xff"), ("application/sparql-query; charset=utf-16", b"ASK {}"),
    ("application/x-www-form-urlencoded", b"query=%"), ("", b"query=ASK{}"),
    ("application/x-www-form-urlencoded", b"a=b&" * 400), ("multipart/form-data", b"--x"),
)  # fmt: skip


def requests() -> Iterator[bytes]:
    for method, path in product(METHODS, PATHS):
        yield f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()
    yield from HEADS
    for kind, body in BODIES:
        yield (
            f"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: {kind}"
            f"\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode() + body


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("raw") / "store"
    build(sorted(PACKS.iterdir())[:1], home)
    with running(home) as started:
        yield started


def answer_to(request: bytes, port: int) -> bytes:
    """The beginning of what the server says; empty where it closes without a word."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        try:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            return connection.recv(64)
        except ConnectionError:
            return b""


def test_odd_requests_are_answered_or_sent_away(server: Server) -> None:
    asked = list(requests())
    assert len(asked) >= 200
    for request in asked:
        said = answer_to(request, server.port)
        assert said == b"" or said.startswith(b"HTTP/1.1 "), request[:80]
        assert not said.startswith(b"HTTP/1.1 5"), (request[:80], said)
    assert server.get("/about").status == 200
    assert server.process.poll() is None


@pytest.mark.parametrize("lines", AMBIGUOUS)
def test_a_request_that_may_be_read_in_two_ways_is_not_read(lines: bytes, server: Server) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\n" + lines + b"\r\n0\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        connection.sendall(head + SMUGGLED)
        said = b""
        while piece := connection.recv(4096):
            said += piece
    assert said.startswith(b"HTTP/1.1 400") and said.count(b"HTTP/1.1") == 1, said


def test_nothing_outside_is_served(server: Server) -> None:
    for path in PATHS:
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        assert b"root:" not in answer_to(request.encode(), server.port)
