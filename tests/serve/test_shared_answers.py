"""The same question asked by several at once is evaluated once, and nobody suffers for another."""

from __future__ import annotations

import asyncio
import tempfile
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from kg.serve.http_error import HttpError
from kg.serve.shared_answers import SharedAnswers
from kg.serve.snapshot_workers import WorkerReply


class Asked:
    """A question whose answer comes when the test says so."""

    def __init__(self, *errors: HttpError, long: bool = False) -> None:
        self.times = self.given_up = 0
        self.may_answer = asyncio.Event()
        self._errors = list(errors)
        self._long = long

    async def __call__(self) -> WorkerReply:
        self.times += 1
        try:
            await self.may_answer.wait()
        except asyncio.CancelledError:
            self.given_up += 1
            raise
        if self._errors:
            raise self._errors.pop()
        return WorkerReply({}, 2, tempfile.TemporaryFile() if self._long else b"ok")


async def turns() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


def outcome(test: Any) -> Any:
    # In a thread: where a browser has been started, the main thread has an event loop already.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, test()).result()


async def all_ask(asked: Asked, leave: tuple[int, ...] = ()) -> list[Any]:
    """What three visitors get, of whom some leave before there is an answer."""
    shared = SharedAnswers()
    visitors = [asyncio.create_task(shared.get("a", asked)) for _ in range(3)]
    await turns()
    for number in leave:
        visitors[number].cancel()
    await turns()
    asked.may_answer.set()
    return await asyncio.gather(*visitors, return_exceptions=True)


def test_one_evaluation_answers_all_who_ask_meanwhile() -> None:
    async def test() -> None:
        asked = Asked()
        found = await all_ask(asked)
        assert [each.body for each in found] == [b"ok"] * 3 and asked.times == 1

    outcome(test)


def test_who_asked_first_may_leave() -> None:
    async def test() -> None:
        asked = Asked()
        _, *others = await all_ask(asked, leave=(0,))
        assert [each.body for each in others] == [b"ok"] * 2
        assert (asked.times, asked.given_up) == (1, 0)

    outcome(test)


def test_what_nobody_waits_for_is_given_up_and_asked_anew() -> None:
    async def test() -> None:
        shared, asked = SharedAnswers(), Asked()
        first = asyncio.create_task(shared.get("a", asked))
        await turns()
        first.cancel()
        second = asyncio.create_task(shared.get("a", asked))  # before the first is quite gone
        await turns()
        asked.may_answer.set()
        assert (await second).body == b"ok"
        assert (asked.times, asked.given_up) == (2, 1)
        assert (await shared.get("a", asked)).body == b"ok" and asked.times == 3, "nothing is kept"

    outcome(test)


def test_the_quota_of_one_is_not_that_of_another() -> None:
    async def test() -> None:
        asked = Asked(HttpError(429, "too many long queries"))
        first, *others = await all_ask(asked)
        assert isinstance(first, HttpError) and [each.body for each in others] == [b"ok"] * 2

    outcome(test)


def test_an_error_of_the_question_is_told_to_all() -> None:
    async def test() -> None:
        asked = Asked(HttpError(400, "no such thing"))
        assert [each.status for each in await all_ask(asked)] == [400] * 3 and asked.times == 1

    outcome(test)


def test_a_long_answer_is_read_by_one() -> None:
    async def test() -> None:
        asked = Asked(long=True)
        found = await all_ask(asked)
        assert len({id(each.body) for each in found}) == 3 and asked.times == 3

    outcome(test)
