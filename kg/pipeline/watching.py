"""A folder watched: whatever comes into it, changes or goes is told once it lies still."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

from kg.extractors.reading.formats import is_lock_file
from kg.fetch.download import PART_SUFFIX

QUIET = 1_000  # milliseconds without a change, after which a batch is told
STILL = 1.0  # seconds in which a file must not grow: it may be on its way through a network
LONGEST = 600.0  # seconds to wait for that


def settled_changes(
    folder: Path, leave_alone: Path, stop: Event | None = None
) -> Iterator[frozenset[Path]]:
    """The files under ``folder`` that came, changed or went, batch after batch, until ``stop``.

    Hidden files, lock files, half-fetched ones and all under ``leave_alone`` (the store) say
    nothing.
    """
    from watchfiles import watch

    ours = leave_alone.resolve()

    def counts(_change: object, name: str) -> bool:
        path = Path(name)
        try:
            within = path.relative_to(folder.resolve()).parts
        except ValueError:
            within = path.parts[-1:]
        return not (
            path.is_relative_to(ours)
            or any(part.startswith(".") for part in within)
            or is_lock_file(path.name)
            or path.name.endswith((PART_SUFFIX, PART_SUFFIX + ".tag"))
        )

    for batch in watch(
        folder.resolve(),
        watch_filter=counts,
        debounce=10 * QUIET,
        step=QUIET,
        stop_event=stop,
        yield_on_timeout=False,
        rust_timeout=QUIET,
    ):
        paths = frozenset(Path(name) for _, name in batch)
        _wait_until_still(paths)
        yield paths


def _wait_until_still(paths: frozenset[Path]) -> None:
    """Wait until no file grows any more."""
    before = None
    waited = 0.0
    while (now := {path: _size(path) for path in paths}) != before and waited < LONGEST:
        before = now
        time.sleep(STILL)
        waited += STILL


def _size(path: Path) -> tuple[int, int] | None:
    try:
        known = path.stat()
    except OSError:
        return None
    return known.st_size, known.st_mtime_ns
