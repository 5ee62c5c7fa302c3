"""The same question asked by several at once is answered once.

A snapshot does not change, so whoever asks what is being evaluated already is given that answer.
Nothing is kept: who asks when it is there has it evaluated anew (``response_cache`` keeps answers).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from kg.serve.http_error import HttpError
from kg.serve.snapshot_workers import WorkerReply

Evaluation = Callable[[], Coroutine[Any, Any, WorkerReply]]
# How a visitor waits for an evaluation: without ending it, as others may wait for it too.
Wait = Callable[[asyncio.Task[WorkerReply]], Awaitable[WorkerReply]]

_OWN_FAULT = 429  # the status of an error that is the first visitor's alone


@dataclass(slots=True, eq=False)
class _Running:
    """A question that is being evaluated, and how many wait for its answer."""

    key: str | None
    task: asyncio.Task[WorkerReply]
    waiting: int = 0


class SharedAnswers:
    """The questions that are being evaluated, by a key that names the snapshot too."""

    def __init__(self) -> None:
        self._running: dict[str, _Running] = {}

    async def get(
        self, key: str | None, ask: Evaluation, wait: Wait = asyncio.shield
    ) -> WorkerReply:
        """What ``ask`` gives, or what the same question of another visitor gives meanwhile.

        Without a key it is shared with nobody. An answer is given up when nobody waits for it any
        more. Raises ``HttpError``.
        """
        running = self._running.get(key) if key is not None else None
        if running is None:
            return await self._wait_for(self._begin(key, ask), wait)
        try:
            reply = await self._wait_for(running, wait)
        except HttpError as error:
            if error.status != _OWN_FAULT:
                raise
        else:
            # A long answer lies in a file that is read once, by whom it was asked for.
            if isinstance(reply.body, bytes):
                return reply
        return await self._wait_for(self._begin(None, ask), wait)

    def _begin(self, key: str | None, ask: Evaluation) -> _Running:
        running = _Running(key, asyncio.create_task(ask()))
        if key is not None:
            self._running[key] = running
        running.task.add_done_callback(lambda task: self._done(running))
        return running

    def _done(self, running: _Running) -> None:
        self._forget(running)
        if not running.task.cancelled():
            running.task.exception()  # known to whoever waits; where nobody does, to be passed over

    def _forget(self, running: _Running) -> None:
        if running.key is not None and self._running.get(running.key) is running:
            del self._running[running.key]

    async def _wait_for(self, running: _Running, wait: Wait) -> WorkerReply:
        running.waiting += 1
        try:
            return await wait(running.task)
        finally:
            running.waiting -= 1
            if not running.waiting and not running.task.done():
                self._forget(running)  # who asks from now on asks anew
                running.task.cancel()
