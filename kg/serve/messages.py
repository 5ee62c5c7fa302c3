"""What passes between the process that speaks HTTP and the workers.

A task is one frame: its length, then JSON. An answer is two lengths, then its head as JSON, then its body.
"""

from __future__ import annotations

import json
import socket
import struct
from asyncio import StreamReader
from typing import Any

LENGTH = struct.Struct("!I")
LENGTHS = struct.Struct("!IQ")  # of an answer's head and of its body
AT_ONCE = 1 << 20  # bytes of a body that are sent together with what stands before it


def send(peer: socket.socket, data: bytes) -> None:
    """Send one frame."""
    peer.sendall(LENGTH.pack(len(data)) + data)


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


def send_answer(peer: socket.socket, head: dict[str, Any], body: bytes) -> None:
    """Send an answer; a short one in one go, so that it wakes its reader once."""
    told = _json(head)
    begin = LENGTHS.pack(len(told), len(body)) + told
    if len(body) <= AT_ONCE:
        peer.sendall(begin + body)
    else:
        peer.sendall(begin)
        peer.sendall(body)


async def read(stream: StreamReader) -> bytes:
    """One frame. Raises ``IncompleteReadError`` where the worker has gone."""
    return await stream.readexactly(LENGTH.unpack(await stream.readexactly(LENGTH.size))[0])


async def read_head(stream: StreamReader) -> tuple[dict[str, Any], int]:
    """The head of an answer, and the length of the body that follows. Raises as ``read`` does."""
    told, size = LENGTHS.unpack(await stream.readexactly(LENGTHS.size))
    head: dict[str, Any] = json.loads(await stream.readexactly(told))
    return head, size


def packed(task: object) -> bytes:
    """A task as one frame, its length before it."""
    data = _json(task)
    return LENGTH.pack(len(data)) + data


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
