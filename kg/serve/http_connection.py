"""One HTTP connection that is closed when a request does not arrive in time, or no answer is read.

uvicorn bounds how long a connection may idle between requests, not how long a request may take to
arrive, nor how long an answer may lie unread: a few hundred visitors who send or read a letter a
minute would keep everybody else out. It also sends the head of an answer before its body; here a
short answer goes in one piece, which wakes its reader once.
"""

from __future__ import annotations

import asyncio
import math
from collections import Counter
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# Bytes of a request's first line and headers, where a query in an address counts, and then of what
# frames its body: sizes of parts, and headers that come behind.
LONGEST_HEAD = 160_000
ARRIVAL_SECONDS = 20.0  # for the whole of a request, head and body
READING_SECONDS = 30.0  # in which a visitor must take …
LEAST_READ = 32 << 10  # … so many bytes of an answer that waits to be sent
MOST_FROM_ONE = 128  # connections open at a time from one address
MOST_IN_ALL = 448  # and from all; uvicorn answers nobody who has more than 512 beside them
_FULL = (
    b"more connections are open than this server holds at a time, and this address has as many as "
    b"any; close some, or try again in a few seconds\n"
)
_SENT_AWAY = (
    b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 5\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s"
) % (len(_FULL), _FULL)


class _GatheringTransport:
    """A transport that sends what is written in one go: at ``flush``, else in the next turn."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._pieces: list[bytes] = []
        self._watch: asyncio.TimerHandle | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Have ``data`` sent."""
        if not self._pieces:
            self._loop.call_soon(self.flush)
        self._pieces.append(data)

    def flush(self) -> None:
        """Send what was written."""
        if self._pieces:
            pieces, self._pieces = self._pieces, []
            self._transport.write(b"".join(pieces))

    def close(self) -> None:
        """Send what was written, and close."""
        self.flush()
        self._transport.close()
        self.watch_reader()

    def watch_reader(self) -> None:
        """Break the connection off when what waits to be sent is not read, from now on."""
        if self._watch is None:
            self._look(math.inf)

    def _look(self, before: float) -> None:
        left = self._transport.get_write_buffer_size()
        self._watch = None
        if left and before - left < LEAST_READ:
            self._transport.abort()
        elif left:
            self._watch = self._loop.call_later(READING_SECONDS, self._look, left)


class TimedConnection(HttpToolsProtocol):
    """uvicorn's connection with limits: of a request's head, of the time that a request may take to
    arrive and an answer to be read, and of the connections of a visitor and of all.
    """

    _arrival: asyncio.TimerHandle | None = None
    _since = 0.0  # when it was opened, by the loop's clock
    _head = 0  # bytes that came and belong to no body: of a head, or of what frames a body's parts

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(
            cast("asyncio.Transport", _GatheringTransport(transport, self.loop))
        )
        self._since = self.loop.time()
        open_now = [each for each in self.connections if not each.transport.is_closing()]
        counts = Counter(map(_address, open_now))
        own = counts[_address(self)]
        if own > MOST_FROM_ONE:
            transport.close()
            return
        if len(open_now) > MOST_IN_ALL and not self._found_room(open_now, counts):
            self._send_away()
            return
        self._expect()

    def _found_room(self, open_now: list[Any], counts: Counter[str]) -> bool:
        """Whether an address with more connections than this one's gives up its oldest that waits
        for a request: one that fills the server keeps nobody else out.
        """
        fullest, most = counts.most_common(1)[0]
        if most <= counts[_address(self)]:
            return False
        waiting = [
            each for each in open_now if _address(each) == fullest and not each._is_answering()
        ]
        if waiting:
            min(waiting, key=lambda each: each._since)._send_away()
        return bool(waiting)

    def _send_away(self) -> None:
        self._arrived()
        self.transport.write(_SENT_AWAY)
        self.transport.close()

    def data_received(self, data: bytes) -> None:
        self._expect()
        self._head += len(data)
        super().data_received(data)
        if self._head > LONGEST_HEAD and not self.transport.is_closing():
            self.send_400_response("the request is too long")

    def on_message_begin(self) -> None:
        self._expect()  # also where it came together with the request before
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._head = 0
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if size > LONGEST_HEAD:
            raise ValueError("the request is too long")  # the parser stops, and sends it away
        # httptools takes no address of more than 64 kB apart.
        self.url, _, query = self.url.partition(b"?")
        super().on_headers_complete()
        self.scope["query_string"] = query.partition(b"#")[0]

    def on_body(self, body: bytes) -> None:
        self._head = max(0, self._head - len(body))
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._head = 0
        self._arrived()
        super().on_message_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        cast("_GatheringTransport", self.transport).watch_reader()

    def connection_lost(self, exc: Exception | None) -> None:
        self._arrived()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        cast("_GatheringTransport", self.transport).flush()
        super().on_response_complete()

    def _expect(self) -> None:
        """Begin to wait for a request, unless that has begun."""
        if self._arrival is None:
            self._arrival = self.loop.call_later(ARRIVAL_SECONDS, self._late)

    def _arrived(self) -> None:
        if self._arrival is not None:
            self._arrival.cancel()
            self._arrival = None

    def _late(self) -> None:
        self._arrival = None
        if self._is_answering():
            self._expect()  # it is the next request of a visitor who waits for this answer
        elif not self.transport.is_closing():
            self.transport.write(
                b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
            )
            self.transport.close()

    def _is_answering(self) -> bool:
        """Whether an earlier request is whole and its answer is not."""
        cycle = self.cycle
        whole = cycle is not None and not cycle.more_body and not cycle.response_complete
        return whole or bool(self.pipeline)


def _address(connection: Any) -> str:
    return connection.client[0] if connection.client else ""
