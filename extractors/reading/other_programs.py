"""Programs that reading asks for help (LibreOffice, Tesseract), within a limit of CPU time.

Not the clock: on a busy machine a good file takes longer. Only a program that does nothing at all
is ended by it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

LONGEST = 1800.0  # seconds of the clock, for a program that waits for what never comes


def output_of(
    command: Sequence[str],
    seconds: float,
    data: bytes | None = None,
    environment: Mapping[str, str] | None = None,
) -> bytes | None:
    """What a program writes, with ``data`` for its input; ``None`` where it fails, is missing or
    needs more than ``seconds`` of CPU time in one of its processes.
    """
    try:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE if data is not None else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **(environment or {})},
            start_new_session=True,  # it and what it starts end together
            preexec_fn=_limited(seconds),
        )
    except OSError:
        return None
    try:
        written, _ = process.communicate(data, timeout=LONGEST)
    except BaseException as stopped:  # also where the limit of a paper is over
        _end(process)
        if isinstance(stopped, subprocess.TimeoutExpired):
            return None
        raise
    return written if process.returncode == 0 else None


def _limited(seconds: float) -> Callable[[], None] | None:
    """What gives a new process its limit, where the system has one."""
    if sys.platform == "win32":
        return None
    import resource

    end = max(1, int(seconds))
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    if hard != resource.RLIM_INFINITY:
        end = min(end, hard)
    return lambda: resource.setrlimit(resource.RLIMIT_CPU, (end, end))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program with all that it started."""
    with suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
