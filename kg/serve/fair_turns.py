"""Turns for so many at a time; who waits is called visitor by visitor, not by who asked first."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable
from contextlib import suppress

EVERYBODYS = 4  # each fourth turn goes round, whatever a visitor has running


class FairTurns:
    """A semaphore of ``turns`` that goes round its waiting visitors.

    Whoever waits for a hundred turns has every second one where another visitor waits as well.
    Those with the least ``burden`` go before the others, who keep each fourth turn.
    """

    def __init__(self, turns: int, burden: Callable[[str], int] = lambda visitor: 0) -> None:
        self._free = turns
        self._burden = burden
        self._called = 0
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    def take_free(self) -> bool:
        """Take a turn if one is free; whether there was one."""
        if not self._free:
            return False
        self._free -= 1
        return True

    async def take(self, visitor: str) -> None:
        """Take a turn, when it is this visitor's."""
        if self.take_free():
            return
        called = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(visitor, deque()).append(called)
        try:
            await called
        except asyncio.CancelledError:
            if called.cancelled():
                self._forget(visitor, called)
            else:
                self.give_back()  # it was called, and left in the same moment
            raise

    def give_back(self) -> None:
        """End a turn: the next visitor's first one has it."""
        while self._waiting:
            visitor = self._next()
            line = self._waiting.pop(visitor)
            called = line.popleft()
            if line:
                self._waiting[visitor] = line  # behind the others
            if not called.done():
                called.set_result(None)
                return
        self._free += 1

    def _next(self) -> str:
        """The visitor to be called; of equals the one that was called longest ago."""
        self._called += 1
        if self._called % EVERYBODYS == 0:
            return next(iter(self._waiting))
        return min(self._waiting, key=self._burden)

    def _forget(self, visitor: str, called: asyncio.Future[None]) -> None:
        line = self._waiting.get(visitor, deque())
        with suppress(ValueError):
            line.remove(called)
        if visitor in self._waiting and not line:
            del self._waiting[visitor]
