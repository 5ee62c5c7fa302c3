"""The workers of a snapshot, forked by a parent that holds it (``worker_parent``)."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from kg.serve import worker_messages
from kg.serve.http_error import HttpError
from kg.serve.snapshot_workers import (
    CHUNK,
    ONE_THREAD_EACH,
    SnapshotWorkers,
    Worker,
    not_loaded,
    raise_error,
)

LOW_PRIORITY = 15  # of 19; two dozen that have it weigh less than one that has none


class ForkedWorkers(SnapshotWorkers):
    """The worker parent of one snapshot, with its workers; made by ``fork_workers``."""

    def __init__(
        self,
        process: asyncio.subprocess.Process,
        folder: tempfile.TemporaryDirectory[str],
        summary: dict[str, Any],
    ) -> None:
        super().__init__(summary)
        self._process = process
        self._folder = folder

    @property
    def alive(self) -> bool:
        """Whether the worker parent runs."""
        return self._process.returncode is None

    async def begin_worker(self) -> Worker:
        """A new worker: the parent forks one for each connection."""
        try:
            reader, writer = await asyncio.open_unix_connection(
                str(Path(self._folder.name) / "socket"), limit=CHUNK
            )
        except OSError:
            raise HttpError(
                503, "starting again; try once more", headers={"Retry-After": "2"}
            ) from None
        try:
            pid, thread = map(int, (await worker_messages.read_frame(reader)).split())
        except (
            BaseException
        ):  # above all the visitor's leaving: the worker ends with its connection
            writer.close()
            raise
        return Worker(pid, thread, reader, writer)

    def make_slower(self, worker: Worker) -> None:
        """Let quick queries go before this one.

        A priority cannot be raised again, so this worker is not used twice.
        """
        worker.slow = True
        with contextlib.suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, worker.thread, LOW_PRIORITY)

    def pause(self, worker: Worker) -> None:
        """Have the parent stop a worker until it is resumed."""
        self._tell_parent("stop", worker)

    def resume(self, worker: Worker) -> None:
        """Have the parent let a paused worker go on."""
        self._tell_parent("cont", worker)

    def kill(self, worker: Worker) -> None:
        """Have the parent end a worker now."""
        worker.writer.close()
        self._tell_parent("kill", worker)

    def _tell_parent(self, word: str, worker: Worker) -> None:
        if self._process.stdin is not None and self.alive:
            with contextlib.suppress(OSError, RuntimeError):
                self._process.stdin.write(f"{word} {worker.pid}\n".encode())

    def end(self) -> None:
        """Let the parent end, and its workers with it: its input is closed."""
        if self._process.stdin is not None:
            with contextlib.suppress(OSError, RuntimeError):
                self._process.stdin.close()

    async def ended(self) -> None:
        """Wait until the parent and its workers are gone."""
        await self._process.wait()
        self._folder.cleanup()


async def fork_workers(home: Path, gold: Path | None = None) -> ForkedWorkers:
    """Start a worker parent for the newest snapshot in ``home``, and wait until it is ready.

    Raises ``KgError``.
    """
    folder = tempfile.TemporaryDirectory(prefix="kg-serve-")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "kg.serve.worker_parent"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONSAFEPATH": "1", **ONE_THREAD_EACH},
        # A group of its own: an interrupt at the keyboard is for us; we end it in good order. Not a
        # session of its own: Linux shares the processor by sessions, and each hand-over to another
        # one waits for its turn.
        process_group=0,
    )
    assert process.stdin is not None and process.stdout is not None
    settings = {
        "home": str(home.resolve()),
        "gold": str(gold.resolve()) if gold is not None else None,
        "socket": str(Path(folder.name) / "socket"),
    }
    process.stdin.write(json.dumps(settings).encode() + b"\n")
    try:
        line = await process.stdout.readline()
    except BaseException:
        process.kill()
        raise
    summary = json.loads(line) if line else not_loaded(home)
    if "error" in summary:
        process.stdin.close()
        await process.wait()
        folder.cleanup()
        raise_error(summary)
    return ForkedWorkers(process, folder, summary)
