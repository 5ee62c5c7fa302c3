"""What passes between the process that speaks HTTP and the workers.

A task is one frame: its length, then as JSON the seconds that it may take and what is asked. An
answer is two lengths, then its head as JSON, then its body.
"""

from __future__ import annotations

import json
import struct
from asyncio import StreamReader
from typing import Any, Protocol

# The head of an answer and its body. The head has "type" (a Content-Type) or "form" (the name of a
# MediaFormat), and may have "status" (200 if absent), "headers" and, for an error, "message".
WorkerAnswer = tuple[dict[str, Any], bytes]

LENGTH = struct.Struct("!I")
LENGTHS = struct.Struct("!IQ")  # of an answer's head and of its body
_ENCODER = json.JSONEncoder(separators=(",", ":"), sort_keys=True)
SENT_AT_ONCE = 1 << 20  # bytes of a body that are sent together with what stands before it


class Peer(Protocol):
    """The other side: a socket, or what is like one."""

    def recv(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end."""

    def sendall(self, data: bytes, /) -> None:
        """Send all of ``data``."""


def send(peer: Peer, data: bytes) -> None:
    """Send one frame."""
    peer.sendall(frame(data))


def receive(peer: Peer) -> bytes | None:
    """One frame; ``None`` where the other side has gone."""
    head = _receive_exactly(peer, LENGTH.size)
    return None if head is None else _receive_exactly(peer, LENGTH.unpack(head)[0])


def _receive_exactly(peer: Peer, size: int) -> bytes | None:
    parts = []
    while size:
        part = peer.recv(min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def send_answer(peer: Peer, head: dict[str, Any], body: bytes) -> None:
    """Send an answer; a short one in one go, so that it wakes its reader once."""
    head_bytes = encode(head)
    begin = LENGTHS.pack(len(head_bytes), len(body)) + head_bytes
    if len(body) <= SENT_AT_ONCE:
        peer.sendall(begin + body)
    else:
        peer.sendall(begin)
        peer.sendall(body)


async def read_frame(stream: StreamReader) -> bytes:
    """One frame. Raises ``IncompleteReadError`` where the worker has gone."""
    return await stream.readexactly(LENGTH.unpack(await stream.readexactly(LENGTH.size))[0])


async def read_head(stream: StreamReader) -> tuple[dict[str, Any], int]:
    """The head of an answer and the length of its body in bytes. Raises as ``read_frame``."""
    head_size, body_size = LENGTHS.unpack(await stream.readexactly(LENGTHS.size))
    head: dict[str, Any] = json.loads(await stream.readexactly(head_size))
    return head, body_size


def frame(data: bytes) -> bytes:
    """One frame."""
    return LENGTH.pack(len(data)) + data


def timed(task: bytes, seconds: float) -> bytes:
    """The frame of an encoded task that may take so many seconds."""
    return frame(b"[%b,%b]" % (encode(seconds), task))


def encode(value: object) -> bytes:
    """A task, or another value, as JSON; the same bytes for what is the same."""
    return _ENCODER.encode(value).encode()
