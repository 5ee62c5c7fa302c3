"""The workers of a snapshot on systems that cannot fork: each loads the snapshot for itself."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import suppress
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


class SpawnedWorkers(SnapshotWorkers):
    """Workers of one snapshot, each a process begun anew. They are not made slower, but kept."""

    def __init__(self, home: Path, gold: Path | None, summary: dict[str, Any]) -> None:
        super().__init__(summary)
        self._home = home
        self._gold = gold
        self._processes: dict[int, asyncio.subprocess.Process] = {}

    @property
    def alive(self) -> bool:
        """A worker that ended is replaced by the next request."""
        return True

    def adopt(self, process: asyncio.subprocess.Process) -> Worker:
        """Take a process that has loaded the snapshot among the workers."""
        assert process.stdin is not None and process.stdout is not None
        self._processes[process.pid] = process
        return Worker(process.pid, process.pid, process.stdout, process.stdin)

    async def begin_worker(self) -> Worker:
        """A new worker. Raises ``HttpError`` where the store has a newer snapshot by now."""
        process, summary = await begin_process(self._home, self._gold)
        if summary.get("digest") != self.digest:
            process.kill()
            await process.wait()
            raise HttpError(503, "starting again; try once more", headers={"Retry-After": "2"})
        return self.adopt(process)

    def make_slower(self, worker: Worker) -> None:
        """Leave it as it is: another one would have to load the snapshot first."""

    def pause(self, worker: Worker) -> None:
        """Leave it as it is: these systems cannot stop a process for a while."""

    def resume(self, worker: Worker) -> None:
        """It was never paused."""

    def kill(self, worker: Worker) -> None:
        """End a worker now."""
        process = self._processes.pop(worker.pid, None)
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()

    def end(self) -> None:
        """Let all workers end: their input is closed."""
        for process in self._processes.values():
            if process.stdin is not None:
                process.stdin.close()

    async def ended(self) -> None:
        """Wait until all workers are gone."""
        await asyncio.gather(*(process.wait() for process in self._processes.values()))


async def spawn_workers(home: Path, gold: Path | None = None) -> SpawnedWorkers:
    """The workers of the newest snapshot in ``home``, with a first one. Raises ``KgError``."""
    process, summary = await begin_process(home, gold)
    if "error" in summary:
        await process.wait()
        raise_error(summary)
    workers = SpawnedWorkers(home, gold, summary)
    workers.keep(workers.adopt(process))
    return workers


async def begin_process(
    home: Path, gold: Path | None
) -> tuple[asyncio.subprocess.Process, dict[str, Any]]:
    """A process that has loaded the newest snapshot, or failed to, and what it said of it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "kg.serve.lone_worker"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=CHUNK,
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
    }
    process.stdin.write(worker_messages.frame(worker_messages.encode(settings)))
    try:
        said = json.loads(await worker_messages.read_frame(process.stdout))
    except asyncio.IncompleteReadError:
        said = not_loaded(home)
    except BaseException:
        process.kill()
        raise
    return process, said
