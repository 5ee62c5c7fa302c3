"""Hands tasks to the workers of the newest snapshot, each lane with its own queue."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg import errors
from kg.serve.fair_turns import FairTurns
from kg.serve.http_error import HttpError
from kg.serve.snapshot_workers import SnapshotWorkers, WorkerReply
from kg.store.snapshots import current_snapshot
from kg.store.start_method import can_fork

# Tasks past their first turn, and those past a second (a process each, and what memory it has
# taken): in all, and of one visitor's.
MOST_LONG, MOST_LONG_EACH = 64, 24
MOST_SLOW, MOST_SLOW_EACH = 24, 8
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


class _Quota:
    """Places for ``most`` tasks, ``each`` of them for one visitor."""

    def __init__(self, most: int, each: int) -> None:
        self._most = most
        self._each = each
        self._taken: Counter[str] = Counter()

    def taken(self, visitor: str) -> int:
        """How many places a visitor has."""
        return self._taken[visitor]

    @contextlib.contextmanager
    def place(self, visitor: str) -> Iterator[None]:
        """A place for one task. Raises ``HttpError`` where there is none."""
        if self._taken[visitor] >= self._each or self._taken.total() >= self._most:
            raise HttpError(
                429,
                "ended: too many long queries are running already; wait for one to end",
                headers={"Retry-After": "10"},
            )
        self._taken[visitor] += 1
        try:
            yield
        finally:
            self._taken[visitor] -= 1
            if not self._taken[visitor]:
                del self._taken[visitor]  # not to be remembered


class _Lane:
    """Turns for tasks of one kind: the first that each has, and those of the ones that go on."""

    def __init__(self, turns: int, burden: Callable[[str], int]) -> None:
        self.first = FairTurns(turns, burden)
        self.long = FairTurns((turns + 1) // 2, burden)


@dataclass(frozen=True, slots=True)
class _LaneTurn:
    """The ``places`` that a task of ``visitor``'s has: a turn in its lane, then one among the long,
    then none but its part of what the slow ones may be.
    """

    lane: _Lane
    long: _Quota
    slow: _Quota
    visitor: str
    places: contextlib.ExitStack

    async def go_long(self) -> None:
        """Let the next one have the first turn, and wait for one among the long."""
        self.places.close()
        self.places.enter_context(self.long.place(self.visitor))
        await self.lane.long.take(self.visitor)
        self.places.callback(self.lane.long.give_back)

    def go_slow(self) -> None:
        """Let the next one have the long turn, and go on without one."""
        self.places.close()
        self.places.enter_context(self.slow.place(self.visitor))


class WorkerPool:
    """The workers of the newest snapshot; new ones whenever the store has a newer snapshot."""

    def __init__(self, home: Path, limits: WorkerLimits, gold: Path | None = None) -> None:
        self.home = home
        self.gold = gold
        self.limits = limits
        self._current: SnapshotWorkers | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._lanes = {
            "query": _Lane(limits.queries, self._burden),
            "page": _Lane(limits.pages, self._burden),
        }
        self._waiting = 0
        self._long = _Quota(MOST_LONG, MOST_LONG_EACH)
        self._slow = _Quota(MOST_SLOW, MOST_SLOW_EACH)

    def _burden(self, visitor: str) -> int:
        """How many tasks of a visitor's are past their first turn."""
        return self._long.taken(visitor) + self._slow.taken(visitor)

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

        It is in its lane for a moment only. Who takes longer is paused until there is a turn among
        the long; after a second it goes on in the slow lane. Visitors (addresses) have their turns
        one after the other, and each a share of the places among the long and the slow. To be
        awaited within ``workers.in_use()``. Raises ``HttpError``.
        """
        seconds = self.limits.query if lane == "query" else self.limits.page
        first = self._lanes[lane].first
        if not first.take_free():
            await self._wait_for(first, visitor, seconds)
        with contextlib.ExitStack() as places:
            places.callback(first.give_back)
            turn = _LaneTurn(self._lanes[lane], self._long, self._slow, visitor, places)
            return await workers.ask(task, seconds, turn)

    async def _wait_for(self, turns: FairTurns, visitor: str, seconds: float) -> None:
        if self._waiting >= MOST_WAITING:
            raise HttpError(
                503, "too many queries wait already; try again later", headers={"Retry-After": "10"}
            )
        self._waiting += 1
        try:
            async with asyncio.timeout(seconds):
                await turns.take(visitor)
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
