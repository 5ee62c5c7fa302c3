"""Reading and extracting many papers at once, in processes that hand back facts.

Where the system can fork, the workers inherit rules and vocabulary already loaded; elsewhere
each of them loads its own, so that few papers are quicker without them.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from multiprocessing import connection
from pathlib import Path
from typing import TYPE_CHECKING

from kg import extractors
from kg.extractors.facts import Document, Facts
from kg.extractors.reading import UnreadableError, finished, read
from kg.extractors.reading.formats import HEAD, kind_of
from kg.pipeline.forgetting import Forgotten
from kg.pipeline.limits import TooSlowError, cpu_limit, limit_this_process
from kg.store.start_method import can_fork

if TYPE_CHECKING:
    from kg.ontology.vocabulary import Vocabulary

SECONDS = 60.0
"""CPU time for one paper, and as much again for each megabyte; the slowest real pack takes two."""
MAX_CHARACTERS = 5_000_000
"""Five times the longest pack we know, and some 2 GB of memory to link."""
MIN_BYTES_TO_SPAWN = 400_000
"""Where processes cannot be forked, one process reads fewer bytes sooner than others are up."""

FEWEST_TO_SEARCH = 100_000
"""New objects before a search for garbage: reading makes many that live on, and few cycles."""

_vocabulary: Vocabulary | None = None  # of this process; workers are forked with it or load it


@dataclass(frozen=True, slots=True)
class ExtractionTask:
    """A paper to read from ``path``, or whose text is at hand; ``name`` is that in the graph.

    ``shown_as`` is the address that its owner knows it by, where that is not ``path``.
    """

    id: str
    name: str
    path: Path | None
    document: Document | None = None
    forgotten: Forgotten = field(default_factory=Forgotten)
    shown_as: Path | None = None


@dataclass(frozen=True, slots=True)
class ExtractionOutcome:
    """A paper's facts, or the sentence that says why there are none."""

    task: ExtractionTask
    facts: Facts | None
    problem: str | None = None


def extract_papers(
    tasks: Sequence[ExtractionTask],
    vocabulary: Vocabulary,
    vocabulary_files: Sequence[Path],
    workers: int,
) -> Iterator[ExtractionOutcome]:
    """Outcomes in the order in which they are ready, from at most ``workers`` processes.

    ``vocabulary_files`` are the user's own files of the vocabulary, for processes that load it.
    """
    global _vocabulary
    _vocabulary = vocabulary
    workers = min(workers, len(tasks))
    small = sum(map(paper_size, tasks)) < MIN_BYTES_TO_SPAWN
    if not can_fork() and (workers < 2 or small):
        yield from map(_extract, tasks)
        return
    if can_fork():
        # What reading loads (vocabulary, rules) the workers then have when they are forked.
        extractors.extract(Document("", "", "text", "Minutes of the meeting"), vocabulary)
    context = multiprocessing.get_context("fork" if can_fork() else "spawn")

    def pool(size: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(size, context, _begin_worker, (tuple(vocabulary_files),))

    yield from _outcomes(pool, tasks, workers)


def _outcomes(
    pool: Callable[[int], ProcessPoolExecutor], tasks: Sequence[ExtractionTask], workers: int
) -> Iterator[ExtractionOutcome]:
    """Outcomes from a pool of workers; a paper whose process dies is that paper's problem alone.

    Where a process dies, those that are left go one by one through processes of their own until
    it is known which paper it was.
    """
    # The largest first, so that no worker is left alone with it at the end.
    left = {task.id: task for task in sorted(tasks, key=paper_size, reverse=True)}
    while left:
        try:
            for outcome in _from_pool(pool(workers), list(left.values())):
                del left[outcome.task.id]
                yield outcome
        except BrokenProcessPool:
            for task in list(left.values()):
                outcome, died = _alone(pool(1), task)
                del left[task.id]
                yield outcome
                if died:
                    break


def _from_pool(
    pool: ProcessPoolExecutor, tasks: Sequence[ExtractionTask]
) -> Iterator[ExtractionOutcome]:
    try:
        for done in as_completed([pool.submit(_extract, task) for task in tasks]):
            yield done.result()
    except BrokenProcessPool:
        raise
    except BaseException:
        # Interrupted, or nobody wants the rest: do not wait for papers that are being read.
        for worker in multiprocessing.active_children():
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(pool: ProcessPoolExecutor, task: ExtractionTask) -> tuple[ExtractionOutcome, bool]:
    """The outcome of one paper in a process of its own, and whether that process died."""
    try:
        [outcome] = _from_pool(pool, [task])
        return outcome, False
    except BrokenProcessPool:
        reason = "needs more time or memory than any paper should; split it, or report the file"
        return ExtractionOutcome(task, None, f"{_shown(task)}: {reason}"), True


def _shown(task: ExtractionTask) -> str:
    return str(task.shown_as or task.path or task.name)


def paper_size(task: ExtractionTask) -> int:
    """Bytes of the file to read; 0 where there is none."""
    try:
        return task.path.stat().st_size if task.path is not None else 0
    except OSError:
        return 0


def _is_text(path: Path) -> bool:
    """Whether a file is all words; others hold pictures, or are packed."""
    with path.open("rb") as file:
        return kind_of(path, file.read(HEAD)) in ("plain", "html")


def _begin_worker(vocabulary_files: tuple[Path, ...]) -> None:
    """Make a new worker ready, and have it end when the builder does."""
    global _vocabulary
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_exit_after, args=(parent.sentinel,), daemon=True).start()
    if _vocabulary is None:
        from kg.ontology.vocabulary import load

        _vocabulary = load(vocabulary_files)
    gc.freeze()  # what was inherited or loaded stays: no search for garbage need look at it
    gc.set_threshold(FEWEST_TO_SEARCH, 50, 100)
    limit_this_process()


def _exit_after(sentinel: int) -> None:
    """End this process when the process behind ``sentinel`` has ended."""
    connection.wait([sentinel])
    os._exit(1)


def _extract(task: ExtractionTask) -> ExtractionOutcome:
    """Read and extract one paper; whatever goes wrong is that paper's problem alone."""
    if _vocabulary is None:
        raise RuntimeError("a worker without a vocabulary")
    try:
        document = _document(task)
        with cpu_limit(SECONDS * (1 + len(document.text) / 1e6)):
            return ExtractionOutcome(task, extractors.extract(document, _vocabulary))
    except (Exception, TooSlowError) as error:
        if os.environ.get("KG_DEBUG") and not isinstance(error, _EXPECTED):
            raise
        return ExtractionOutcome(task, None, _problem(task, error))


def _document(task: ExtractionTask) -> Document:
    """The text to extract from, under the paper's name. Raises ``_RefusedError`` for a reason."""
    limit = (
        f"more than any pack ({MAX_CHARACTERS // 10**6} million characters); "
        "split it into the packs it was made of"
    )
    size = paper_size(task)
    if task.path is not None and size > 2 * MAX_CHARACTERS and _is_text(task.path):
        raise _RefusedError(f"{size // 10**6} MB of text, {limit}")
    with cpu_limit(SECONDS):
        if task.document is not None:
            document = finished(task.document)  # it may be kept since there were fewer masks
        elif task.path is not None:
            document = read(task.path, task.shown_as)
        else:
            document = None
    if document is None:
        raise _RefusedError("its text is no longer kept; give the file again")
    if len(document.text) > MAX_CHARACTERS:
        raise _RefusedError(f"{len(document.text) // 10**6} million characters, {limit}")
    return task.forgotten.mask(replace(document, name=task.name))


def _problem(task: ExtractionTask, error: BaseException) -> str:
    """What an error means for the person who gave the paper, in one sentence."""
    if isinstance(error, UnreadableError):
        return str(error)
    if isinstance(error, OSError):
        reason = f"cannot be read ({error.strerror}); check the path and its permissions"
    elif isinstance(error, TooSlowError):
        reason = "took longer than any pack should; split it, or report the file"
    elif isinstance(error, MemoryError):
        reason = "needs more memory than there is; split it"
    elif isinstance(error, _RefusedError):
        reason = str(error)
    else:
        kind = type(error).__name__
        reason = f"could not be understood ({kind}: {error}); run with --debug and report it"
    return f"{_shown(task)}: {reason}"


class _RefusedError(Exception):
    """A paper that is not read, and why."""


_EXPECTED = (OSError, UnreadableError, _RefusedError, TooSlowError, MemoryError)
"""What papers and machines bring about; all else is an error of ours, shown by ``--debug``."""
