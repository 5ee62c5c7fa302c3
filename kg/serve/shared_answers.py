"""The same question asked by several at once is answered once.

A snapshot does not change, so whoever asks what is being evaluated already is given that answer.
Nothing is kept: who asks when it is there has it evaluated anew (``response_cache`` keeps answers).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from kg.serve.http_error import HttpError
from kg.serve.snapshot_workers import WorkerReply

Evaluation = Callable[[], Coroutine[Any, Any, WorkerReply]]

_OWN_FAULT = 429  # the status of an error that is the first visitor's alone


@dataclass(slots=True, eq=False)
class _Running:
    """A question that is being evaluated, and how many wait for its answer."""

    key: str
    task: asyncio.Task[WorkerReply]
    waiting: int = 0


class SharedAnswers:
    """The questions that are being evaluated, by a key that names the snapshot too."""

    def __init__(self) -> None:
        self._running: dict[str, _Running] = {}

    async def get(self, key: str, ask: Evaluation) -> WorkerReply:
        """What ``ask`` gives, or what the same question of another visitor gives meanwhile.

        An answer is given up when nobody waits for it any more. Raises ``HttpError``.
        """
        running = self._running.get(key)
        if running is None:
            return await self._wait_for(self._begin(key, ask))
        try:
            reply = await self._wait_for(running)
        except HttpError as error:
            if error.status != _OWN_FAULT:
                raise
            return await ask()
        # A long answer lies in a file that is read once, by whom it was asked for.
        return reply if isinstance(reply.body, bytes) else await ask()

    def _begin(self, key: str, ask: Evaluation) -> _Running:
        running = _Running(key, asyncio.create_task(ask()))
        self._running[key] = running
        running.task.add_done_callback(lambda task: self._done(running))
        return running

    def _done(self, running: _Running) -> None:
        self._forget(running)
        if not running.task.cancelled():
            running.task.exception()  # known to whoever waits; where nobody does, to be passed over

    def _forget(self, running: _Running) -> None:
        if self._running.get(running.key) is running:
            del self._running[running.key]

    async def _wait_for(self, running: _Running) -> WorkerReply:
        running.waiting += 1
        try:
            return await asyncio.shield(running.task)
        finally:
            running.waiting -= 1
            if not running.waiting and not running.task.done():
                self._forget(running)  # who asks from now on asks anew
                running.task.cancel()
