"""Visitors who never end their request, or open hundreds of connections, keep nobody out."""

from __future__ import annotations

import asyncio
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from types import SimpleNamespace
from typing import Any, cast

import pytest
import uvicorn

from kg.serve import http_connection
from kg.serve.http_connection import TimedConnection, _GatheringTransport

WHOLE = b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
LONG = bytes(24 << 20)  # more than the system takes from us unread


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Answers once the whole body is there."""
    while (await receive()).get("more_body"):
        pass
    await asyncio.sleep(0.3)  # longer than a request may take to arrive
    headers = [(b"content-length", b"2")]
    if scope["path"] == "/long":
        headers = [(b"content-length", str(len(LONG)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": LONG if scope["path"] == "/long" else b"ok"})


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server on which a request must arrive within a fifth of a second."""
    monkeypatch.setattr(http_connection, "ARRIVAL_SECONDS", 0.2)
    monkeypatch.setattr(http_connection, "READING_SECONDS", 0.2)
    monkeypatch.setattr(http_connection, "MOST_FROM_ONE", 8)
    config = uvicorn.Config(application, http=TimedConnection, lifespan="off", log_level="error")
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join()


def connected(port: int, *pieces: bytes, pause: float = 0.0) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    for piece in pieces:
        connection.sendall(piece)
        time.sleep(pause)
    return connection


def all_of(connection: socket.socket) -> bytes:
    """What the server says until it closes the connection."""
    said = b""
    try:
        while piece := connection.recv(1024):
            said += piece
    except ConnectionError:
        pass
    return said


@pytest.mark.parametrize("half", [b"", b"GET / HT", WHOLE[:-1], WHOLE[:30]])
def test_half_a_request_is_sent_away(half: bytes, port: int) -> None:
    with connected(port, half) as connection:
        assert all_of(connection).startswith(b"HTTP/1.1 408")


def test_the_half_of_a_second_request_is_sent_away(port: int) -> None:
    with connected(port, WHOLE) as connection:
        assert connection.recv(1024).startswith(b"HTTP/1.1 200")
        connection.sendall(b"GET /again")
        assert b"408" in all_of(connection)


def test_an_answer_may_take_longer_than_a_request(port: int) -> None:
    with connected(port, WHOLE[:40], WHOLE[40:], pause=0.02) as connection:
        assert connection.recv(1024).startswith(b"HTTP/1.1 200")


def test_the_half_of_a_next_request_cuts_no_answer_short(port: int) -> None:
    with connected(port, WHOLE + b"GET /again") as connection:
        said = all_of(connection)
        assert said.startswith(b"HTTP/1.1 200") and b"ok" in said
        assert said.index(b"ok") < said.index(b"HTTP/1.1 408")


@pytest.mark.parametrize("pieces", [1, 40])
def test_a_head_without_end_is_sent_away(
    pieces: int, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_connection, "ARRIVAL_SECONDS", 600)
    head = WHOLE[:25] + b"X: " + b"a" * http_connection.LONGEST_HEAD
    size = len(head) // pieces + 1
    ended = b"\r\n\r\n" if pieces == 1 else b""
    with connected(port, *(head[at : at + size] for at in range(0, len(head), size))) as connection:
        connection.sendall(ended)
        assert all_of(connection).startswith(b"HTTP/1.1 400")


def test_what_frames_a_body_has_an_end(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Headers behind a body count as those before it do."""
    monkeypatch.setattr(http_connection, "ARRIVAL_SECONDS", 600)
    head = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX: "
    with connected(port, head) as connection:
        with suppress(ConnectionError):  # it may be closed while we still send
            connection.sendall(b"a" * 4 * http_connection.LONGEST_HEAD)
        assert b"HTTP/1.1 200" not in all_of(connection)


def test_one_visitor_has_so_many_connections_and_no_more(port: int) -> None:
    held = [connected(port) for _ in range(8)]
    try:
        with connected(port, WHOLE) as one_more:
            assert b"200" not in all_of(one_more)
    finally:
        for connection in held:
            connection.close()


def from_address(address: str, port: int, *pieces: bytes) -> socket.socket:
    connection = socket.create_connection(
        ("127.0.0.1", port), timeout=60, source_address=(address, 0)
    )
    for piece in pieces:
        connection.sendall(piece)
    return connection


@pytest.mark.skipif(sys.platform != "linux", reason="all of 127.0.0.0/8 is this machine there")
def test_addresses_that_fill_the_server_keep_nobody_out(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_connection, "ARRIVAL_SECONDS", 600)
    monkeypatch.setattr(http_connection, "MOST_IN_ALL", 8)
    held = [from_address(f"127.0.0.{2 + at % 2}", port) for at in range(8)]
    try:
        for address in ("127.0.0.1", "127.0.0.4", "127.0.0.5"):
            with from_address(address, port, WHOLE) as another:
                assert another.recv(1024).startswith(b"HTTP/1.1 200")
        with from_address("127.0.0.2", port), from_address("127.0.0.2", port, WHOLE) as one_more:
            said = all_of(one_more)
        assert said.startswith(b"HTTP/1.1 503") and b"try again in a few seconds" in said
    finally:
        for connection in held:
            connection.close()


@pytest.mark.parametrize("ending", [b"", b"Connection: close\r\n"])
def test_an_answer_that_nobody_reads_is_broken_off(ending: bytes, port: int) -> None:
    """Eight visitors, as many as there may be, ask and read nothing: the ninth is answered."""
    ask = b"GET /long HTTP/1.1\r\nHost: a\r\n" + ending + b"\r\n"
    held = [connected(port, ask) for _ in range(8)]
    try:
        until = time.monotonic() + 120
        said = b""
        while b"200" not in said and time.monotonic() < until:
            with connected(port, WHOLE) as one_more, suppress(ConnectionError):
                said = one_more.recv(1024)
        assert b"200" in said
        assert len(all_of(held[0])) < len(LONG)
    finally:
        for connection in held:
            connection.close()


def test_a_slow_reader_is_waited_for_while_it_reads() -> None:
    """What is left to be sent at each look, and whether the connection lives after it."""
    waiting, timers, broken = [1 << 20], [], []
    transport = SimpleNamespace(
        get_write_buffer_size=lambda: waiting[0], abort=lambda: broken.append(waiting[0])
    )
    loop = SimpleNamespace(call_later=lambda seconds, look, left: timers.append((look, left)))
    watched = _GatheringTransport(cast("Any", transport), cast("Any", loop))
    watched.watch_reader()
    for waiting[0] in (900_000, 800_000, 799_000):
        assert not broken
        look, left = timers.pop()
        look(left)
    assert broken == [799_000] and not timers, "it took a thousand bytes only"
    waiting[0] = 0
    watched.watch_reader()
    assert broken == [799_000] and not timers, "nothing is left to be read"
