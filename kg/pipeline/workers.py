"""Reading and extracting many papers at once, in processes that hand back facts.

Where the system can fork, the workers inherit spaCy and the vocabulary already loaded; elsewhere each of them loads its
own (0.8 s), so that few papers are quicker without them.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import connection
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import extractors
from extractors.facts import Document, Facts
from extractors.reading import UnreadableError, read

if TYPE_CHECKING:
    from ontology.vocabulary import Vocabulary

SECONDS = 60.0  # for one paper, and as much again for each megabyte of text; the slowest real pack takes one or two
LONGEST = (
    5_000_000  # characters; five times the longest pack we know, and some 2 GB of memory to link
)
SMALL = 400_000  # bytes of papers that one process reads sooner than others are up, where they cannot be forked

_vocabulary: Vocabulary | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A paper to read from ``path``, or one whose text is at hand. ``name`` is what it goes by in the graph."""

    id: str
    name: str
    path: Path | None
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A paper's facts, or the sentence that says why there are none."""

    task: Task
    facts: Facts | None
    problem: str | None = None


def extract(
    tasks: Sequence[Task], vocabulary: Vocabulary, extra: Sequence[Path], workers: int
) -> Iterator[Outcome]:
    """Outcomes in the order in which they are ready. ``extra`` are the vocabulary's files of the user's own."""
    global _vocabulary
    _vocabulary = vocabulary
    can_fork = sys.platform == "linux"
    if min(workers, len(tasks)) < 2 or (not can_fork and sum(map(_size, tasks)) < SMALL):
        yield from map(_extract, tasks)
        return
    # The largest first, so that no worker is left alone with it at the end.
    tasks = sorted(tasks, key=_size, reverse=True)
    if can_fork:
        # Nothing is read here, but what reading loads (spaCy, vocabulary, rules) the workers then have at birth.
        extractors.extract(Document("", "", "text", "Minutes of the meeting"), vocabulary)
    context = multiprocessing.get_context("fork" if can_fork else "spawn")
    left = {task.id: task for task in tasks}
    pool = ProcessPoolExecutor(min(workers, len(tasks)), context, _begin, (tuple(extra),))
    try:
        for done in as_completed([pool.submit(_extract, task) for task in tasks]):
            outcome = done.result()
            del left[outcome.task.id]
            yield outcome
    except (
        BrokenProcessPool
    ):  # a worker was killed, most likely for want of memory: one at a time needs less
        yield from map(_extract, list(left.values()))
    finally:
        pool.shutdown(cancel_futures=True)


def _size(task: Task) -> int:
    try:
        return task.path.stat().st_size if task.path is not None else 0
    except OSError:
        return 0


def _is_pdf(task: Task) -> bool:
    if task.path is None:
        return False
    with task.path.open("rb") as file:
        return file.read(5) == b"%PDF-"


def _begin(extra: tuple[Path, ...]) -> None:
    """Make a new worker ready, and have it end when the builder does."""
    global _vocabulary
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    if _vocabulary is None:
        from ontology.vocabulary import load

        _vocabulary = load(extra)


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def _extract(task: Task) -> Outcome:
    """Read and extract one paper; whatever goes wrong is that paper's problem alone."""
    if _vocabulary is None:
        raise RuntimeError("a worker without a vocabulary")
    where = task.path or task.name
    too_long = f"more than any pack ({LONGEST // 10**6} million characters); split it into the packs it was made of"
    try:
        if _size(task) > 2 * LONGEST and not _is_pdf(task):
            return Outcome(task, None, f"{where}: {_size(task) // 10**6} MB of text, {too_long}")
        with _time_limit(SECONDS):
            document = task.document or (read(task.path) if task.path else None)
        if document is None:
            return Outcome(task, None, f"{where}: its text is no longer kept; give the file again")
        if len(document.text) > LONGEST:
            return Outcome(
                task, None, f"{where}: {len(document.text) // 10**6} million characters, {too_long}"
            )
        document = replace(document, name=task.name)
        with _time_limit(SECONDS * (1 + len(document.text) / 1e6)):
            return Outcome(task, extractors.extract(document, _vocabulary))
    except OSError as error:
        return Outcome(
            task,
            None,
            f"{where}: cannot be read ({error.strerror}); check the path and its permissions",
        )
    except UnreadableError as error:
        return Outcome(task, None, str(error))
    except _LateError:
        return Outcome(
            task, None, f"{where}: took longer than any pack should; split it, or report the file"
        )
    except MemoryError:
        return Outcome(task, None, f"{where}: needs more memory than there is; split it")
    except Exception as error:
        if os.environ.get("KG_DEBUG"):
            raise
        kind = type(error).__name__
        return Outcome(
            task,
            None,
            f"{where}: could not be understood ({kind}: {error}); run with --debug and report it",
        )


class _LateError(BaseException):
    """The time for one paper is over; no ``except Exception`` on the way may take it for something else."""


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise ``_LateError`` after ``seconds``, also out of a regular expression; without effect where it cannot be."""
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def late(_signal: int, _frame: FrameType | None) -> None:
        raise _LateError

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
