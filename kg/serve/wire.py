"""What passes between the process that speaks HTTP and the workers: frames of bytes, each with its length before it.

A task is one frame of JSON. An answer is a frame of JSON (its head), frames of bytes (its body) and an empty frame; a
body that cannot be finished ends with a frame that says so.
"""

from __future__ import annotations

import json
import socket
import struct
from asyncio import StreamReader
from typing import Any

LENGTH = struct.Struct("!I")
BROKEN = 0xFFFFFFFF  # in place of a length: the answer ends here, unfinished


def send(peer: socket.socket, data: bytes) -> None:
    """Send one frame."""
    peer.sendall(LENGTH.pack(len(data)) + data)


def send_broken(peer: socket.socket) -> None:
    """Say that the answer cannot be finished."""
    peer.sendall(LENGTH.pack(BROKEN))


def receive(peer: socket.socket) -> bytes | None:
    """One frame; ``None`` where the other side has gone."""
    head = _exactly(peer, LENGTH.size)
    return None if head is None else _exactly(peer, LENGTH.unpack(head)[0])


def _exactly(peer: socket.socket, size: int) -> bytes | None:
    parts = []
    while size:
        part = peer.recv(min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


async def read(stream: StreamReader) -> bytes:
    """One frame. Raises ``IncompleteReadError`` where the worker has gone, ``BrokenAnswer`` where it gave up."""
    size = LENGTH.unpack(await stream.readexactly(LENGTH.size))[0]
    if size == BROKEN:
        raise BrokenAnswer
    return await stream.readexactly(size) if size else b""


class BrokenAnswer(Exception):
    """A worker could not finish an answer that it had begun."""


def packed(value: object) -> bytes:
    """A task or a head as one frame, its length before it."""
    data = json.dumps(value, separators=(",", ":")).encode()
    return LENGTH.pack(len(data)) + data


def head(data: bytes) -> dict[str, Any]:
    """The head of an answer."""
    found: dict[str, Any] = json.loads(data)
    return found
