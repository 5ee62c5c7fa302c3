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

MOST_IDLE = 16  # workers that are kept for the next tasks
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


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a task may use of one kind of turn: ``seconds``, of them ``processor`` on a processor.

    It may use more where the machine is so busy otherwise that it had less than that, but in no
    case more than ``at_last``.
    """

    seconds: float
    processor: float
    at_last: float

    def is_used(self, waited: float, used: float) -> bool:
        """Whether nothing is left after so many seconds, ``used`` of them on a processor."""
        return waited >= self.at_last or (waited >= self.seconds and used >= self.processor)


FIRST_TURN = Allowance(0.05, 0.02, 0.5)  # most queries are answered in it
LONG_TURN = Allowance(0.95, 0.25, 2.0)


class TaskTurn(Protocol):
    """A task's turn among others."""

    async def go_long(self) -> None:
        """Leave the first turn, and wait for one among the long. Raises ``HttpError`` where too
        many wait.
        """

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
    paused: bool = False
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
    def pause(self, worker: Worker) -> None:
        """Let a worker wait, where it can."""

    @abstractmethod
    def resume(self, worker: Worker) -> None:
        """Let a paused worker go on."""

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

        What it uses of its ``turn`` is told by ``FIRST_TURN`` and ``LONG_TURN``; between them it is
        paused. Raises ``HttpError``: 503 when the time is over, with the worker killed.
        """
        worker: Worker | None = None
        try:
            worker = self._idle.pop() if self._idle else await self.begin_worker()
            async with asyncio.timeout(seconds):
                reply = await self._exchange(worker, worker_messages.timed(task, seconds), turn)
            if not worker.slow and len(self._idle) < MOST_IDLE:
                worker.paused = False
                self._idle.append(worker)
                worker = None
        except TimeoutError:
            waited = worker is not None and worker.paused
            advice = "others had longer turns; try again later" if waited else "narrow the query"
            raise HttpError(
                503, f"ended after {seconds:g} seconds; {advice}", headers={"Retry-After": "5"}
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
        loop, ran = asyncio.get_running_loop(), _Stopwatch(worker.pid)
        making_way: asyncio.Task[None] | None = None

        def make_way() -> None:
            nonlocal making_way
            making_way = asyncio.create_task(self._make_way(worker, ran, turn))

        worker.writer.write(task)
        first_look = loop.call_later(FIRST_TURN.seconds, make_way)
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
            first_look.cancel()
            if making_way is not None:
                making_way.cancel()
            if worker.paused:
                self.resume(worker)  # it had answered before it was paused

    async def _make_way(self, worker: Worker, ran: _Stopwatch, turn: TaskTurn) -> None:
        """Let others go first, the more the longer a task takes, until this is cancelled."""
        try:
            await ran.used_up(FIRST_TURN)
            self.pause(worker)
            worker.paused = True
            await turn.go_long()
            self.resume(worker)
            worker.paused = False
            await _Stopwatch(worker.pid).used_up(LONG_TURN)
            self.make_slower(worker)
            turn.go_slow()
        except HttpError as refused:
            worker.refused = refused
            self.kill(worker)

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


class _Stopwatch:
    """How long a worker has run from now on."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._begun = time.monotonic()
        self._processor = processor_seconds(pid)

    def _used(self) -> float:
        """Seconds on a processor; any number where nothing tells."""
        now = processor_seconds(self._pid)
        return math.inf if now is None or self._processor is None else now - self._processor

    async def used_up(self, allowance: Allowance) -> None:
        """Wait until it has run for so long."""
        while not allowance.is_used(waited := time.monotonic() - self._begun, self._used()):
            await asyncio.sleep(max(allowance.seconds - waited, allowance.seconds / 4))


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
