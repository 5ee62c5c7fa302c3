"""Limits of CPU time and memory for what is done with one file, and a process of its own for it.

CPU time, not the clock: on a busy machine a good paper takes longer, but it costs no more.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

from kg.store.start_method import can_fork

MEMORY = 2 * 2**30
"""Bytes that the work on one file may take beyond what its process has already."""
GRACE = 10.0
"""CPU seconds from the moment work is told to stop to the end of its process."""

_Result = TypeVar("_Result")


class TooSlowError(BaseException):
    """The CPU time is over; no ``except Exception`` on the way may catch it."""


@dataclass(frozen=True, slots=True)
class ProcessLost:
    """Work whose process ended before it had a result."""

    exit_code: int | None


_is_apart = False  # whether this process does nothing else, and may be ended


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Raise ``TooSlowError`` after ``seconds`` of this process's CPU time, also out of a regular
    expression.

    A process of its own (``limit_this_process``) ends ``GRACE`` later, where code of another
    language never comes back. Without effect where the system or the thread does not allow it.
    """
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def late(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlowError

    if _is_apart:
        _end_after(seconds + GRACE)
    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def limit_this_process() -> None:
    """Let this process have no more than ``MEMORY`` more than now, and be ended by ``cpu_limit``.

    For processes that do nothing else. Without effect where the system has no such limits.
    """
    global _is_apart
    if sys.platform != "linux":
        return
    import resource

    _is_apart = True
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = _taken() + MEMORY
    if hard == resource.RLIM_INFINITY or limit < hard:
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


@contextmanager
def memory_limit(more: int) -> Iterator[None]:
    """Raise ``MemoryError`` where this process takes ``more`` bytes more than now.

    Without effect where the system has no such limit or a lower one holds.
    """
    if sys.platform != "linux":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = _taken() + more
    if any(known != resource.RLIM_INFINITY and known < limit for known in (soft, hard)):
        yield
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _taken() -> int:
    """Bytes of this process's address space, on Linux."""
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def _end_after(seconds: float) -> None:
    """Have the system end this process after so much more CPU time."""
    import resource

    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    end = int(time.process_time() + seconds) + 1
    if hard == resource.RLIM_INFINITY or end < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (end, hard))


def run_apart(
    function: Callable[..., _Result], arguments: tuple[Any, ...], seconds: float
) -> _Result | ProcessLost:
    """``function(*arguments)`` in a process of its own, within the limits.

    What it raises is raised here; arguments and results must be picklable.
    """
    context = multiprocessing.get_context("fork" if can_fork() else "spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(  # type: ignore[attr-defined]
        target=_work, args=(theirs, function, arguments, seconds)
    )
    process.start()
    theirs.close()
    try:
        result, error = ours.recv()
    except EOFError:
        process.join()
        return ProcessLost(process.exitcode)
    finally:
        ours.close()
    process.join()
    if error is not None:
        raise error
    return result  # type: ignore[no-any-return]


def _work(
    pipe: Connection, function: Callable[..., Any], arguments: tuple[Any, ...], seconds: float
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answer: tuple[Any, Exception | None]
    try:
        limit_this_process()
        with cpu_limit(seconds):
            answer = function(*arguments), None
    except TooSlowError:
        os._exit(1)
    except Exception as error:
        answer = None, error
    pipe.send(answer)
    pipe.close()
