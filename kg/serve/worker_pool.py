"""Hands tasks to workers and kills the one that runs too long: the side of ``keeper`` that never looks at a graph."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from kg import errors
from kg.serve import messages
from kg.serve.protocol import Refused
from kg.store import snapshots

SLOW = 1.0  # seconds after which a worker lets the others go first
WAITING = 256  # tasks that may wait for a worker; more are sent away
IN_MEMORY = 4 << 20  # bytes of an answer held in memory; the rest waits in a file
LONGEST_ANSWER = 2 << 30
LOOK = 0.5  # seconds between looks for a new snapshot
PIECE = 1 << 20
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}  # threads of small sums cost more than they bring


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds that a query and a page may take; workers for either."""

    query: float = 30.0
    page: float = 30.0
    queries: int = 6
    pages: int = 3


@dataclass(slots=True)
class Reply:
    """An answer: its head, and its body in memory or, where that is too long, in a file that goes when it is closed."""

    head: dict[str, Any]
    size: int
    body: bytes | IO[bytes]

    def pieces(self) -> Iterator[bytes]:
        """The body from its file in pieces, once."""
        assert not isinstance(self.body, bytes)
        with self.body as body:
            body.seek(0)
            while piece := body.read(PIECE):
                yield piece


@dataclass(slots=True, eq=False)
class _Worker:
    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    slow: bool = False


class Generation:
    """A keeper with its workers. Made by ``begin``; ``facts`` are those of its snapshot."""

    def __init__(
        self,
        process: asyncio.subprocess.Process,
        folder: tempfile.TemporaryDirectory[str],
        facts: dict[str, Any],
    ) -> None:
        self.name: str = facts["name"]
        self.digest: str = facts["digest"]
        self.base: str = facts["base"]
        self.quads: int = facts["quads"]
        self._process = process
        self._folder = folder
        self._idle: list[_Worker] = []
        self._busy = 0
        self._retired = False

    @property
    def alive(self) -> bool:
        """Whether the keeper runs."""
        return self._process.returncode is None

    async def ask(self, task: dict[str, Any], seconds: float) -> Reply:
        """The answer to a task. Raises ``Refused``: 503 when the time is over, with the worker killed."""
        self._busy += 1
        worker: _Worker | None = None
        try:
            worker = self._idle.pop() if self._idle else await self._fork()
            async with asyncio.timeout(seconds):
                reply = await self._exchange(worker, {**task, "seconds": seconds})
            if not worker.slow:
                self._idle.append(worker)
                worker = None
            if "message" in reply.head:
                head = reply.head
                raise Refused(head["status"], head["message"], head.get("line"), head.get("column"))
            return reply
        except TimeoutError:
            raise Refused(
                503,
                f"ended after {seconds:g} seconds; narrow the query",
                headers={"Retry-After": "5"},
            ) from None
        except (asyncio.IncompleteReadError, ConnectionError):
            raise Refused(
                500, "the query took more memory or depth than it may have; narrow it"
            ) from None
        finally:
            if worker is not None:
                self._kill(worker)
            self._busy -= 1
            if self._retired and not self._busy:
                self._end()

    async def _exchange(self, worker: _Worker, task: dict[str, Any]) -> Reply:
        worker.writer.write(messages.packed(task))
        calm = asyncio.get_running_loop().call_later(SLOW, _calm, worker)
        try:
            head, size = await messages.read_head(worker.reader)
            if size > LONGEST_ANSWER:
                raise Refused(
                    500, "the answer is larger than 2 GB; ask for less at a time with LIMIT"
                )
            if size <= IN_MEMORY:
                return Reply(head, size, await worker.reader.readexactly(size))
            return Reply(head, size, await _filed(worker.reader, size))
        finally:
            calm.cancel()

    async def _fork(self) -> _Worker:
        try:
            reader, writer = await asyncio.open_unix_connection(
                str(Path(self._folder.name) / "keeper"), limit=PIECE
            )
        except OSError:
            raise Refused(
                503, "starting again; try once more", headers={"Retry-After": "2"}
            ) from None
        pid = int(await messages.read(reader))
        return _Worker(pid, reader, writer)

    def _kill(self, worker: _Worker) -> None:
        worker.writer.close()
        if self._process.stdin is not None and self.alive:
            with contextlib.suppress(OSError, RuntimeError):
                self._process.stdin.write(f"kill {worker.pid}\n".encode())

    def retire(self) -> None:
        """Take no new tasks; end with the last one under way."""
        self._retired = True
        if not self._busy:
            self._end()

    def _end(self) -> None:
        for worker in self._idle:
            worker.writer.close()
        self._idle.clear()
        if self._process.stdin is not None:
            with contextlib.suppress(OSError, RuntimeError):
                self._process.stdin.close()

    async def ended(self) -> None:
        """Wait until keeper and workers are gone."""
        await self._process.wait()
        self._folder.cleanup()


async def begin(home: Path, gold: Path | None = None) -> Generation:
    """Start a keeper for the newest snapshot in ``home``, and wait until it is ready. Raises ``KgError``."""
    folder = tempfile.TemporaryDirectory(prefix="kg-serve-")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "kg.serve.worker_parent"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONSAFEPATH": "1", **ONE_THREAD},
        start_new_session=True,  # an interrupt at the keyboard is for us; we end it in good order
    )
    assert process.stdin is not None and process.stdout is not None
    settings = {
        "home": str(home.resolve()),
        "gold": str(gold.resolve()) if gold is not None else None,
        "socket": str(Path(folder.name) / "keeper"),
    }
    process.stdin.write(json.dumps(settings).encode() + b"\n")
    try:
        line = await process.stdout.readline()
        facts = (
            json.loads(line)
            if line
            else {
                "error": f"{home}: the graph could not be loaded; it may be too large for this memory",
                "code": 2,
            }
        )
    except BaseException:
        process.kill()
        raise
    if "error" in facts:
        process.stdin.close()
        await process.wait()
        folder.cleanup()
        raise (errors.NotFound if facts["code"] == 1 else errors.StoreError)(facts["error"])
    return Generation(process, folder, facts)


async def _filed(stream: asyncio.StreamReader, size: int) -> IO[bytes]:
    """A body in a file. Raises ``IncompleteReadError`` where the worker has gone."""
    body = tempfile.TemporaryFile()  # noqa: SIM115 - the reply closes it
    try:
        while size:
            piece = await stream.readexactly(min(size, PIECE))
            body.write(piece)
            size -= len(piece)
    except BaseException:
        body.close()
        raise
    return body


def _calm(worker: _Worker) -> None:
    """Let quick queries go before this one; a worker can be slowed but not hurried again, so it is not used twice."""
    worker.slow = True
    with contextlib.suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, worker.pid, 10)


class Pool:
    """The newest generation, and a new one whenever the store has a new snapshot."""

    def __init__(self, home: Path, limits: Limits, gold: Path | None = None) -> None:
        self.home = home
        self.gold = gold
        self.limits = limits
        self._current: Generation | None = None
        self._old: set[asyncio.Task[None]] = set()
        self._lanes = {
            "query": asyncio.Semaphore(limits.queries),
            "page": asyncio.Semaphore(limits.pages),
        }
        self._waiting = 0

    async def start(self) -> None:
        """Load the newest snapshot. Raises ``KgError``."""
        self._current = await begin(self.home, self.gold)

    @property
    def current(self) -> Generation:
        """The newest generation that is ready."""
        assert self._current is not None
        return self._current

    async def ask(self, generation: Generation, lane: str, task: dict[str, Any]) -> Reply:
        """The answer of a generation to a task, when a worker of the lane is free."""
        seconds = self.limits.query if lane == "query" else self.limits.page
        async with self._turn(lane, seconds):
            return await generation.ask(task, seconds)

    @contextlib.asynccontextmanager
    async def _turn(self, lane: str, seconds: float) -> AsyncIterator[None]:
        if self._waiting >= WAITING:
            raise Refused(
                503, "too many queries wait already; try again later", headers={"Retry-After": "10"}
            )
        self._waiting += 1
        try:
            async with asyncio.timeout(seconds):
                await self._lanes[lane].acquire()
        except TimeoutError:
            raise Refused(
                503, "all workers are busy; try again later", headers={"Retry-After": "10"}
            ) from None
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._lanes[lane].release()

    async def watch(self) -> None:
        """Take up each new snapshot; a store that is away or damaged meanwhile leaves the last one standing."""
        failed: str | None = None
        while True:
            await asyncio.sleep(LOOK)
            try:
                name = snapshots.current_snapshot(self.home)
                stale = name is not None and name not in (self.current.name, failed)
                if not stale and self.current.alive:
                    continue
                fresh = await begin(self.home, self.gold)
            except errors.KgError as error:
                if failed is None:
                    print(f"kg: {error}; what was served before goes on", file=sys.stderr)
                failed = name
                continue
            failed = None
            old, self._current = self.current, fresh
            old.retire()
            self._old.add(gone := asyncio.create_task(old.ended()))
            gone.add_done_callback(self._old.discard)

    async def close(self) -> None:
        """End keepers and workers."""
        if self._current is not None:
            self._current.retire()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(5):
                    await self._current.ended()
                    await asyncio.gather(*self._old)
