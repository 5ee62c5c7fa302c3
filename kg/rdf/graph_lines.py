"""A named graph as N-Quads, so that graphs are compared, stored and kept without their quads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

import pyoxigraph as ox


@dataclass(frozen=True, slots=True)
class GraphLines:
    """The N-Quads lines of a graph, each once: their digest, their number and, unless the store
    holds them already, their text in ``chunks`` of whole lines.
    """

    digest: str
    count: int
    chunks: tuple[bytes, ...] | None


class LineGatherer:
    """Quads as lines, those met before left out. The quads of a long paper take three times as much
    memory as their lines, so that they are better handed over before the graph is whole.
    """

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self._seen: set[int] = set()
        self._digest = hashlib.sha256()
        self._count = 0

    def add(self, quads: Iterable[ox.Quad], more: bool) -> None:
        """Append lines in the order given; ``more`` tells that others will follow."""
        text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
        lines = text.split(b"\n")[:-1]
        once = dict.fromkeys(lines)
        if self._seen:
            once = dict.fromkeys(line for line in once if _key(line) not in self._seen)
        if more:
            self._seen.update(map(_key, once))
        if len(once) < len(lines):
            text = b"".join(line + b"\n" for line in once)
        self._chunks.append(text)
        self._digest.update(text)
        self._count += len(once)

    def lines(self) -> GraphLines:
        return GraphLines(self._digest.hexdigest(), self._count, tuple(self._chunks))


def _key(line: bytes) -> int:
    """96 bits that tell a line from every other one of its graph."""
    return hash(line) << 32 | crc32(line)


def graph_lines(quads: Iterable[ox.Quad]) -> GraphLines:
    """The lines of quads in the order given: equal graphs have equal lines."""
    gatherer = LineGatherer()
    gatherer.add(quads, more=False)
    return gatherer.lines()
