"""Hands tasks to workers and kills the one that runs too long.

This is the side of ``worker_parent`` that never looks at a graph.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from kg import errors
from kg.serve import worker_messages
from kg.serve.http_error import HttpError
from kg.store.snapshots import current_snapshot

SLOW_AFTER = 1.0  # seconds after which a worker lets the others go first
MOST_WAITING = 256  # tasks that may wait for a worker; more are sent away
HELD_IN_MEMORY = 4 << 20  # bytes of an answer held in memory; the rest waits in a file
LONGEST_ANSWER = 2 << 30
WATCH_INTERVAL = 0.5  # seconds between looks for a new snapshot
CHUNK = 1 << 20
_LOGGER = logging.getLogger("kg.serve.worker_pool")
# Threads for small sums cost more than they bring.
ONE_THREAD_EACH = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """Seconds that a query and a page may take, and how many of each run at a time."""

    query: float = 30.0
    page: float = 30.0
    queries: int = 6
    pages: int = 3


@dataclass(slots=True)
class WorkerReply:
    """A worker's answer: its head, and its body of ``size`` bytes.

    A long body is in a temporary file, which is deleted when it is closed.
    """

    head: dict[str, Any]
    size: int
    body: bytes | IO[bytes]

    def chunks(self) -> Iterator[bytes]:
        """The body from its file, chunk by chunk; once."""
        assert not isinstance(self.body, bytes)
        with self.body as body:
            body.seek(0)
            while chunk := body.read(CHUNK):
                yield chunk


@dataclass(slots=True, eq=False)
class _Worker:
    """A forked process with the streams to and from it; ``slow`` once its priority was lowered."""

    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    slow: bool = False


class SnapshotWorkers:
    """The worker parent of one snapshot, with its workers; made by ``start_workers``.

    ``summary`` is that of the snapshot. The processes end when they are retired and no request uses
    them any more (``in_use``).
    """

    def __init__(
        self,
        process: asyncio.subprocess.Process,
        folder: tempfile.TemporaryDirectory[str],
        summary: dict[str, Any],
    ) -> None:
        self.name: str = summary["name"]
        self.digest: str = summary["digest"]
        self.base: str = summary["base"]
        self.quads: int = summary["quads"]
        self._process = process
        self._folder = folder
        self._idle: list[_Worker] = []
        self._users = 0
        self._retired = False

    @property
    def alive(self) -> bool:
        """Whether the worker parent runs."""
        return self._process.returncode is None

    @contextlib.contextmanager
    def in_use(self) -> Iterator[None]:
        """Keep the processes running meanwhile, even when a newer snapshot takes their place.

        A request uses them from the moment it chooses its snapshot, so that no request finds its
        workers gone because it had to wait for its turn.
        """
        self._users += 1
        try:
            yield
        finally:
            self._users -= 1
            if self._retired and not self._users:
                self._end()

    async def ask(self, task: dict[str, Any], seconds: float) -> WorkerReply:
        """The answer to a task, to be awaited within ``in_use``.

        Raises ``HttpError``: 503 when the time is over, with the worker killed.
        """
        worker: _Worker | None = None
        try:
            worker = self._idle.pop() if self._idle else await self._fork()
            async with asyncio.timeout(seconds):
                reply = await self._exchange(worker, {**task, "seconds": seconds})
            if not worker.slow:
                self._idle.append(worker)
                worker = None
        except TimeoutError:
            raise HttpError(
                503,
                f"ended after {seconds:g} seconds; narrow the query",
                headers={"Retry-After": "5"},
            ) from None
        except (asyncio.IncompleteReadError, ConnectionError):
            raise HttpError(
                500, "the query took more memory or depth than it may have; narrow it"
            ) from None
        finally:
            if worker is not None:
                self._kill(worker)
        if "message" in reply.head:
            head = reply.head
            raise HttpError(head["status"], head["message"], head.get("line"), head.get("column"))
        return reply

    async def _exchange(self, worker: _Worker, task: dict[str, Any]) -> WorkerReply:
        worker.writer.write(worker_messages.frame(task))
        lower_priority = asyncio.get_running_loop().call_later(SLOW_AFTER, _lower_priority, worker)
        try:
            head, size = await worker_messages.read_head(worker.reader)
            if size > LONGEST_ANSWER:
                raise HttpError(
                    500, "the answer is larger than 2 GB; ask for less at a time with LIMIT"
                )
            if size <= HELD_IN_MEMORY:
                return WorkerReply(head, size, await worker.reader.readexactly(size))
            return WorkerReply(head, size, await _spool(worker.reader, size))
        finally:
            lower_priority.cancel()

    async def _fork(self) -> _Worker:
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
            pid = int(await worker_messages.read_frame(reader))
        except (
            BaseException
        ):  # above all the visitor's leaving: the worker ends with its connection
            writer.close()
            raise
        return _Worker(pid, reader, writer)

    def _kill(self, worker: _Worker) -> None:
        worker.writer.close()
        if self._process.stdin is not None and self.alive:
            with contextlib.suppress(OSError, RuntimeError):
                self._process.stdin.write(f"kill {worker.pid}\n".encode())

    def retire(self) -> None:
        """End with the last request that uses these workers."""
        self._retired = True
        if not self._users:
            self._end()

    def _end(self) -> None:
        for worker in self._idle:
            worker.writer.close()
        self._idle.clear()
        if self._process.stdin is not None:
            with contextlib.suppress(OSError, RuntimeError):
                self._process.stdin.close()

    async def ended(self) -> None:
        """Wait until the parent and its workers are gone."""
        await self._process.wait()
        self._folder.cleanup()


async def start_workers(home: Path, gold: Path | None = None) -> SnapshotWorkers:
    """Start a worker parent for the newest snapshot in ``home``, and wait until it is ready.

    Raises ``KgError``.
    """
    folder = tempfile.TemporaryDirectory(prefix="kg-serve-")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "kg.serve.worker_parent"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONSAFEPATH": "1", **ONE_THREAD_EACH},
        start_new_session=True,  # an interrupt at the keyboard is for us; we end it in good order
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
    summary = json.loads(line) if line else _not_loaded(home)
    if "error" in summary:
        process.stdin.close()
        await process.wait()
        folder.cleanup()
        raise (errors.NotFound if summary["code"] == 1 else errors.StoreError)(summary["error"])
    return SnapshotWorkers(process, folder, summary)


def _not_loaded(home: Path) -> dict[str, Any]:
    """What stands for the parent's answer where it died without one."""
    reason = "the graph could not be loaded; it may be too large for this memory"
    return {"error": f"{home}: {reason}", "code": 2}


async def _spool(stream: asyncio.StreamReader, size: int) -> IO[bytes]:
    """A body in a temporary file. Raises ``IncompleteReadError`` where the worker has gone."""
    body = tempfile.TemporaryFile()  # noqa: SIM115 - the reply closes it
    try:
        while size:
            chunk = await stream.readexactly(min(size, CHUNK))
            body.write(chunk)
            size -= len(chunk)
    except BaseException:
        body.close()
        raise
    return body


def _lower_priority(worker: _Worker) -> None:
    """Let quick queries go before this one.

    The priority of a process cannot be raised again, so this worker is not used twice.
    """
    worker.slow = True
    with contextlib.suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, worker.pid, 10)


class WorkerPool:
    """The workers of the newest snapshot; new ones whenever the store has a newer snapshot."""

    def __init__(self, home: Path, limits: WorkerLimits, gold: Path | None = None) -> None:
        self.home = home
        self.gold = gold
        self.limits = limits
        self._current: SnapshotWorkers | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._lanes = {
            "query": asyncio.Semaphore(limits.queries),
            "page": asyncio.Semaphore(limits.pages),
        }
        self._waiting = 0

    async def start(self) -> None:
        """Load the newest snapshot. Raises ``KgError``."""
        self._current = await start_workers(self.home, self.gold)

    @property
    def current(self) -> SnapshotWorkers:
        """The workers of the newest snapshot that is loaded."""
        assert self._current is not None
        return self._current

    async def ask(self, workers: SnapshotWorkers, lane: str, task: dict[str, Any]) -> WorkerReply:
        """The answer of a snapshot's workers, when it is this task's turn in its lane.

        To be awaited within ``workers.in_use()``. Raises ``HttpError``.
        """
        seconds = self.limits.query if lane == "query" else self.limits.page
        async with self._turn(lane, seconds):
            return await workers.ask(task, seconds)

    @contextlib.asynccontextmanager
    async def _turn(self, lane: str, seconds: float) -> AsyncIterator[None]:
        if self._waiting >= MOST_WAITING:
            raise HttpError(
                503, "too many queries wait already; try again later", headers={"Retry-After": "10"}
            )
        self._waiting += 1
        try:
            async with asyncio.timeout(seconds):
                await self._lanes[lane].acquire()
        except TimeoutError:
            raise HttpError(
                503, "all workers are busy; try again later", headers={"Retry-After": "10"}
            ) from None
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._lanes[lane].release()

    async def watch(self) -> None:
        """Take up each new snapshot, for ever.

        Where the store is missing or damaged meanwhile, the last snapshot is served on.
        """
        failed: str | None = None
        while True:
            await asyncio.sleep(WATCH_INTERVAL)
            try:
                name = current_snapshot(self.home)
                stale = name is not None and name not in (self.current.name, failed)
                if not stale and self.current.alive:
                    continue
                fresh = await start_workers(self.home, self.gold)
            except errors.KgError as error:
                if failed is None:
                    _LOGGER.warning("%s; what was served before goes on", error)
                failed = name
                continue
            failed = None
            old, self._current = self.current, fresh
            old.retire()
            self._ending.add(gone := asyncio.create_task(old.ended()))
            gone.add_done_callback(self._ending.discard)

    async def close(self) -> None:
        """End all parents and workers."""
        if self._current is not None:
            self._current.retire()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(5):
                    await self._current.ended()
                    await asyncio.gather(*self._ending)
