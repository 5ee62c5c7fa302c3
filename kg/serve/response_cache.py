"""Answers kept to be given again, until there is a newer snapshot or no room for them."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from kg.serve.worker_messages import WorkerAnswer

LARGEST_CACHE = 48 << 20  # bytes
LARGEST_ENTRY = 1 << 20  # bytes of a body
_OVERHEAD = 1024  # bytes that an entry takes beside its body, about


class ResponseCache:
    """Answers by key; the longest unused go first where there is no room.

    A key names the snapshot, so that answers from an older one are never found, only dropped.
    """

    def __init__(self, limit: int = LARGEST_CACHE) -> None:
        self._limit = limit
        self._size = 0
        self._kept: OrderedDict[str, WorkerAnswer] = OrderedDict()

    def get(self, key: str) -> WorkerAnswer | None:
        """The head and the body kept under ``key``."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        return None

    def keep(self, key: str, head: dict[str, Any], body: bytes) -> None:
        """Keep an answer, unless it is large, and drop others where there is no room."""
        if len(body) > LARGEST_ENTRY or key in self._kept:
            return
        self._kept[key] = (head, body)
        self._size += len(body) + _OVERHEAD
        while self._size > self._limit:
            _, (_, dropped) = self._kept.popitem(last=False)
            self._size -= len(dropped) + _OVERHEAD
