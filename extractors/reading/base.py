"""What all readers share: the error for a file that cannot be read, and how a reader is called."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from kg.extractors.facts import Document


class UnreadableError(Exception):
    """A file that cannot be read as a paper: which one, why, and what its owner can do."""

    def __init__(self, path: Path, reason: str, way_out: str) -> None:
        super().__init__(f"{path}: {reason}; {way_out}")
        self.path, self.reason, self.way_out = path, reason, way_out

    def __reduce__(self) -> tuple[type[UnreadableError], tuple[Path, str, str]]:
        return UnreadableError, (self.path, self.reason, self.way_out)


class Reader(Protocol):
    """Reads one format: the bytes of the file at ``path`` → its document, named ``identifier``.

    Raises ``UnreadableError`` where the bytes are damaged, locked, another format or without words.
    """

    def __call__(self, path: Path, data: bytes, identifier: str) -> Document: ...
