"""The workers of one snapshot, as the process that speaks HTTP sees them.

How they are begun and ended is told by ``forked_workers`` and ``spawned_workers``.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NoReturn, Protocol

from kg import errors
from kg.serve import worker_messages
from kg.serve.http_error import HttpError

SLOW_AFTER = 1.0  # seconds after which a task leaves its turn, and goes to the slow lane …
STARVED_BELOW = 0.25  # … unless it has had less processor time, since the machine is busy otherwise
SLOW_AT_LAST = 2.0  # seconds after which it goes there all the same
HELD_IN_MEMORY = 4 << 20  # bytes of an answer held in memory; the rest waits in a file
LONGEST_ANSWER = 2 << 30
CHUNK = 1 << 20
# Threads for small sums cost more than they bring.
ONE_THREAD_EACH = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


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


class TaskTurn(Protocol):
    """A task's turn among others."""

    def leave(self) -> None:
        """Let the next one have its turn."""

    def go_slow(self) -> None:
        """Go on among the slow ones. Raises ``HttpError`` where it may not."""


@dataclass(slots=True, eq=False)
class Worker:
    """A process with the streams to and from it; ``slow`` once its priority was lowered.

    ``thread`` is the one in it that works: Linux gives each thread a priority of its own.
    """

    pid: int
    thread: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    slow: bool = False
    refused: HttpError | None = None  # why its task was ended before its time


class SnapshotWorkers(ABC):
    """The workers of one snapshot; ``summary`` is the snapshot's.

    The processes end when they are retired and no request uses them any more (``in_use``).
    """

    def __init__(self, summary: dict[str, Any]) -> None:
        self.name: str = summary["name"]
        self.digest: str = summary["digest"]
        self.base: str = summary["base"]
        self.quads: int = summary["quads"]
        self._idle: list[Worker] = []
        self._users = 0
        self._retired = False

    @property
    @abstractmethod
    def alive(self) -> bool:
        """Whether a request can still be answered."""

    @abstractmethod
    async def begin_worker(self) -> Worker:
        """A new worker. Raises ``HttpError`` where there can be none."""

    @abstractmethod
    def make_slower(self, worker: Worker) -> None:
        """Let the others go before a worker that has taken long."""

    @abstractmethod
    def kill(self, worker: Worker) -> None:
        """End a worker now."""

    @abstractmethod
    def end(self) -> None:
        """Let all workers end."""

    @abstractmethod
    async def ended(self) -> None:
        """Wait until the workers, and what they came from, are gone."""

    def keep(self, worker: Worker) -> None:
        """Have a worker ready for the next task."""
        self._idle.append(worker)

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
                self._end_all()

    async def ask(self, task: bytes, seconds: float, turn: TaskTurn) -> WorkerReply:
        """The answer to an encoded task, to be awaited within ``in_use``.

        Its ``turn`` is left after ``SLOW_AFTER`` seconds, also where the machine is so busy that
        the task is not slow for that. Raises ``HttpError``: 503 when the time is over, with the
        worker killed.
        """
        worker: Worker | None = None
        try:
            worker = self._idle.pop() if self._idle else await self.begin_worker()
            async with asyncio.timeout(seconds):
                reply = await self._exchange(worker, worker_messages.timed(task, seconds), turn)
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
            if worker is not None and worker.refused is not None:
                raise worker.refused from None
            raise HttpError(
                500, "the query took more memory or depth than it may have; narrow it"
            ) from None
        finally:
            if worker is not None:
                self.kill(worker)
        if "message" in reply.head:
            head = reply.head
            raise HttpError(head["status"], head["message"], head.get("line"), head.get("column"))
        return reply

    async def _exchange(self, worker: Worker, task: bytes, turn: TaskTurn) -> WorkerReply:
        loop, begun = asyncio.get_running_loop(), processor_seconds(worker.pid)
        sent = loop.time()
        next_look: asyncio.TimerHandle | None = None

        def look() -> None:
            nonlocal next_look
            turn.leave()
            now = processor_seconds(worker.pid)
            used = math.inf if begun is None or now is None else now - begun
            if is_slow(loop.time() - sent, used):
                slow()
            else:
                next_look = loop.call_later(SLOW_AFTER / 4, look)

        def slow() -> None:
            self.make_slower(worker)
            try:
                turn.go_slow()
            except HttpError as refused:
                worker.refused = refused
                self.kill(worker)

        worker.writer.write(task)
        next_look = loop.call_later(SLOW_AFTER, look)
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
            next_look.cancel()

    def retire(self) -> None:
        """End with the last request that uses these workers."""
        self._retired = True
        if not self._users:
            self._end_all()

    def _end_all(self) -> None:
        for worker in self._idle:
            worker.writer.close()
        self._idle.clear()
        self.end()


def is_slow(waited: float, used: float) -> bool:
    """Whether a task is slow that runs since so many seconds, ``used`` of them on a processor."""
    return waited >= SLOW_AFTER and (used >= STARVED_BELOW or waited >= SLOW_AT_LAST)


def processor_seconds(pid: int) -> float | None:
    """How long a process has been on a processor; ``None`` where nothing tells."""
    try:
        return time.clock_gettime(~pid << 3 | 2)  # Linux: the clock of a process
    except (AttributeError, OSError, OverflowError):
        return None


def not_loaded(home: Path) -> dict[str, Any]:
    """What stands for a process's answer where it died without one."""
    reason = "the graph could not be loaded; it may be too large for this memory"
    return {"error": f"{home}: {reason}", "code": 2}


def raise_error(summary: dict[str, Any]) -> NoReturn:
    """Raise the error that was given instead of a summary."""
    raise (errors.NotFound if summary["code"] == 1 else errors.StoreError)(summary["error"])


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
