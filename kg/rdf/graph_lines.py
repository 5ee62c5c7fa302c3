"""A named graph as N-Quads, so that graphs are compared, stored and kept without their quads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox


@dataclass(frozen=True, slots=True)
class GraphLines:
    """The N-Quads lines of a graph, each once: their digest, their number and, unless the store
    holds them already, their ``text``.
    """

    digest: str
    count: int
    text: bytes | None


def graph_lines(quads: Iterable[ox.Quad]) -> GraphLines:
    """The lines of quads in the order given: equal graphs have equal lines."""
    text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    lines = text.split(b"\n")
    once = dict.fromkeys(lines)
    if len(once) < len(lines):
        text = b"\n".join(once)
    return GraphLines(hashlib.sha256(text).hexdigest(), text.count(b"\n"), text)
