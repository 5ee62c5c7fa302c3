"""Turns go round the visitors who wait, those with little running first; nobody starves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from kg.serve.fair_turns import FairTurns


def called(waiting: str, burden: Callable[[str], int] = lambda visitor: 0) -> str:
    """In which order visitors (a letter each) have the one turn who wait in this order."""

    async def take_all() -> str:
        turns, order = FairTurns(1, burden), []

        async def take(visitor: str) -> None:
            await turns.take(visitor)
            order.append(visitor)
            turns.give_back()

        assert turns.take_free() and not turns.take_free()
        tasks = [asyncio.create_task(take(visitor)) for visitor in waiting]
        await asyncio.sleep(0)
        assert not order
        turns.give_back()
        await asyncio.gather(*tasks)
        assert turns.take_free()
        return "".join(order)

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, take_all()).result()


def test_visitors_have_their_turns_one_after_the_other() -> None:
    assert called("aaaabbc") == "abcabaa"


def test_who_has_little_running_goes_first_and_the_others_have_each_fourth_turn() -> None:
    assert called("aaabbbbb", {"a": 8, "b": 0}.__getitem__) == "bbbabbaa"


def test_who_leaves_while_waiting_or_when_called_keeps_no_turn() -> None:
    async def leave() -> bool:
        turns = FairTurns(1)
        assert turns.take_free()
        waits, called, last = (asyncio.create_task(turns.take(who)) for who in "abc")
        await asyncio.sleep(0)
        waits.cancel()
        turns.give_back()  # to the one who is leaving, so to the next
        called.cancel()  # in the moment in which it is called
        await asyncio.gather(waits, called, return_exceptions=True)
        await last
        assert not turns.take_free()
        turns.give_back()
        return turns.take_free()

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, leave()).result()
