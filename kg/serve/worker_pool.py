"""Hands tasks to the workers of the newest snapshot, each lane with its own queue."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kg import errors
from kg.serve.http_error import HttpError
from kg.serve.snapshot_workers import SnapshotWorkers, WorkerReply
from kg.store.snapshots import current_snapshot
from kg.store.start_method import can_fork

MOST_SLOW = 24  # tasks in the slow lane; each holds a process and what memory it has taken
MOST_SLOW_EACH = 8  # of one visitor's
MOST_WAITING = 256  # tasks that may wait for a worker; more are sent away
WATCH_INTERVAL = 0.5  # seconds between looks for a new snapshot
_LOGGER = logging.getLogger("kg.serve.worker_pool")


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """Seconds that a query and a page may take, and how many of each run at a time."""

    query: float = 30.0
    page: float = 30.0
    queries: int = 6
    pages: int = 3


async def start_workers(home: Path, gold: Path | None = None) -> SnapshotWorkers:
    """Workers for the newest snapshot in ``home``, ready, however this system begins them.

    Raises ``KgError``.
    """
    if can_fork():
        from kg.serve.forked_workers import fork_workers

        return await fork_workers(home, gold)
    from kg.serve.spawned_workers import spawn_workers

    return await spawn_workers(home, gold)


@dataclass(slots=True)
class _LaneTurn:
    """A task's turn in a lane, then its place in the slow lane, of ``visitor``'s share."""

    lane: asyncio.Semaphore
    slow: Counter[str]
    visitor: str
    is_over: bool = False
    is_slow: bool = False

    def leave(self) -> None:
        """Let the next one have its turn, at once."""
        if not self.is_over:
            self.is_over = True
            self.lane.release()

    def go_slow(self) -> None:
        """Go to the slow lane. Raises ``HttpError`` where there is no place."""
        if self.slow[self.visitor] >= MOST_SLOW_EACH or self.slow.total() >= MOST_SLOW:
            raise HttpError(
                429,
                "ended: too many long queries are running already; wait for one to end",
                headers={"Retry-After": "10"},
            )
        self.is_slow = True
        self.slow[self.visitor] += 1
        self.leave()

    def end(self) -> None:
        """The task is done with."""
        self.leave()
        if self.is_slow:
            self.slow[self.visitor] -= 1
            if not self.slow[self.visitor]:
                del self.slow[self.visitor]  # not to be remembered


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
        self._slow: Counter[str] = Counter()  # tasks in the slow lane, by visitor

    async def start(self) -> None:
        """Load the newest snapshot. Raises ``KgError``."""
        self._current = await start_workers(self.home, self.gold)

    @property
    def current(self) -> SnapshotWorkers:
        """The workers of the newest snapshot that is loaded."""
        assert self._current is not None
        return self._current

    async def ask(
        self, workers: SnapshotWorkers, lane: str, task: bytes, visitor: str = ""
    ) -> WorkerReply:
        """The answer of a snapshot's workers, when it is the turn in its lane of this task, which
        is given as ``worker_messages.encode`` writes it.

        After ``SLOW_AFTER`` seconds the task leaves its turn to the next one; it goes on in the
        slow lane, in which each ``visitor`` (an address) has a share. To be awaited within
        ``workers.in_use()``. Raises ``HttpError``.
        """
        seconds = self.limits.query if lane == "query" else self.limits.page
        await self._wait_for_turn(lane, seconds)
        turn = _LaneTurn(self._lanes[lane], self._slow, visitor)
        try:
            return await workers.ask(task, seconds, turn)
        finally:
            turn.end()

    async def _wait_for_turn(self, lane: str, seconds: float) -> None:
        if not self._lanes[lane].locked():
            await self._lanes[lane].acquire()  # at once
            return
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
