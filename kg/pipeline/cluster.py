"""Reading and extracting papers on a Dask cluster (the extra ``cluster``).

A batch of papers travels as bytes, so that the workers need no folder in common with the builder.
A worker reads it in a process of its own, guarded as on one machine: a paper that costs too much
ends there, not the worker. What a lost worker held Dask gives to another; what the cluster does not
read is read here. Dask sends Python objects: trust a cluster as you trust your own machine.
"""

from __future__ import annotations

import logging
import pickle
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.pipeline.fingerprint import reading_fingerprint
from kg.pipeline.workers import ExtractionOutcome, ExtractionTask, extract_papers, paper_size

if TYPE_CHECKING:
    from distributed import Client, Future

    from kg.ontology.vocabulary import Vocabulary

BATCH_PAPERS = 32
BATCH_BYTES = 8 * 2**20
"""A batch ends at the first of the two: starting a process for it must cost little beside it."""
LARGEST = 64 * 2**20
"""Bytes of a paper that is sent; a larger one is read here."""
PATIENCE = 30
"""Seconds until a scheduler that does not answer, or has no workers left, is given up."""
_LOGGER = logging.getLogger("kg.pipeline.cluster")


class OtherVersionError(Exception):
    """A worker's program is not the builder's: it might find other facts."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a worker is sent: papers with their bytes (none where the task holds the text), the
    user's own files of the vocabulary, and the digest of the program that must read them.
    """

    program: str
    vocabulary: tuple[bytes, ...]
    papers: tuple[tuple[ExtractionTask, bytes | None], ...]


def extract_on_cluster(
    address: str,
    tasks: Sequence[ExtractionTask],
    vocabulary: Vocabulary,
    vocabulary_files: Sequence[Path],
    workers: int,
) -> Iterator[ExtractionOutcome]:
    """Outcomes of ``tasks`` as the workers of the scheduler at ``address`` send them; of those that
    none of them read, as ``workers`` processes here do.

    Raises ``InputError`` where the scheduler does not answer, has no workers, or where these have
    another version of kg.
    """
    left = {task.id: task for task in tasks}
    program, files = reading_fingerprint(), tuple(path.read_bytes() for path in vocabulary_files)
    with _connected(address) as client:
        parcels = (Parcel(program, files, batch) for batch in _batches(tasks))
        for outcomes in _answers(client, parcels):
            for outcome in outcomes:
                yield replace(outcome, task=left.pop(outcome.task.id))
    if left:
        yield from extract_papers(list(left.values()), vocabulary, vocabulary_files, workers)


def _connected(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise InputError("--cluster needs: pip install 'boardgraph[cluster]'") from error
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise InputError(
            f"{address}: no Dask scheduler answers there; give the address that it prints when it "
            "starts (tcp://…:8786), or build without --cluster"
        ) from error
    if not client.nthreads():
        client.close()
        raise InputError(f"{address}: has no workers; start some with: dask worker {address}")
    return client


def _batches(
    tasks: Sequence[ExtractionTask],
) -> Iterator[tuple[tuple[ExtractionTask, bytes | None], ...]]:
    """Papers with their bytes, the largest first; those that cannot be sent are left out."""
    batch: list[tuple[ExtractionTask, bytes | None]] = []
    room = BATCH_BYTES
    for task in sorted(tasks, key=paper_size, reverse=True):
        size = paper_size(task)
        if size > LARGEST:
            continue
        try:
            data = task.path.read_bytes() if task.path is not None else None
        except OSError:
            continue  # read here, where the reason is told
        batch.append((task, data))
        room -= size
        if room <= 0 or len(batch) == BATCH_PAPERS:
            yield tuple(batch)
            batch, room = [], BATCH_BYTES
    if batch:
        yield tuple(batch)


def _answers(client: Client, parcels: Iterator[Parcel]) -> Iterator[list[ExtractionOutcome]]:
    """The outcomes of each parcel that was read, with two parcels on the way for each thread."""

    def sent(most: int) -> list[Future[Any]]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a pack of over 10 MB: it travels once
            return [client.submit(read_parcel, each, pure=False) for each in islice(parcels, most)]

    waiting = set(sent(2 * sum(client.nthreads().values())))
    while done := _finished(client, waiting):
        waiting -= done
        waiting.update(sent(len(done)))
        for future in done:
            error = future.exception()
            if isinstance(error, OtherVersionError):
                raise InputError(str(error))
            if error is None:
                yield future.result()
            else:
                _LOGGER.warning("the cluster could not read some papers: %s", error)


def _finished(client: Client, waiting: set[Future[Any]]) -> set[Future[Any]]:
    """Those that have an answer, as soon as one has; none where no worker or scheduler is left."""
    from distributed import wait

    try:
        while waiting:
            try:
                return set(wait(list(waiting), PATIENCE, "FIRST_COMPLETED").done)
            except TimeoutError:
                if not client.nthreads():
                    break
    except (CancelledError, OSError):
        pass  # the scheduler has gone, and all that it held with it
    if waiting:
        _LOGGER.warning("the cluster has no workers left; the other papers are read here")
    return set()


def read_parcel(parcel: Parcel) -> list[ExtractionOutcome]:
    """What a worker does: read the papers in a process of their own.

    Raises ``OtherVersionError`` where the program here is another, ``RuntimeError`` where that
    process left no outcomes.
    """
    if parcel.program != reading_fingerprint():
        raise OtherVersionError(
            "the cluster's workers have another version of kg, or of a library that it reads "
            "with; install the same on all of them, or build without --cluster"
        )
    with tempfile.TemporaryDirectory(prefix="kg-cluster-") as name:
        folder = Path(name)
        (folder / "parcel").write_bytes(pickle.dumps(parcel))
        command = [sys.executable, "-m", "kg.pipeline.cluster", name]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        if ended.returncode:
            raise RuntimeError(ended.stderr)
        outcomes: list[ExtractionOutcome] = _written_by_us(folder / "outcomes")
        return outcomes


def _written_by_us(path: Path) -> Any:
    """The object in a file of a folder that only this program's owner may enter."""
    return pickle.loads(path.read_bytes())  # noqa: S301


def _read_in(folder: Path) -> None:
    """Read the parcel in ``folder`` and leave its outcomes there."""
    from kg.ontology.vocabulary import load

    parcel: Parcel = _written_by_us(folder / "parcel")
    own = [folder / f"vocabulary-{at}.ttl" for at in range(len(parcel.vocabulary))]
    for path, data in zip(own, parcel.vocabulary, strict=True):
        path.write_bytes(data)
    tasks = [_unpacked(folder / str(at), *each) for at, each in enumerate(parcel.papers)]
    outcomes = list(extract_papers(tasks, load(own), own, 1))
    (folder / "outcomes").write_bytes(pickle.dumps(outcomes))


def _unpacked(folder: Path, task: ExtractionTask, data: bytes | None) -> ExtractionTask:
    """The task with its paper in a file of ``folder``, known as where it came from."""
    if task.path is None or data is None:
        return task
    folder.mkdir()
    path = folder / task.path.name
    path.write_bytes(data)
    return replace(task, path=path, shown_as=task.shown_as or task.path)


if __name__ == "__main__":
    # Under its own name, not as __main__, so that what was packed by that name is found again.
    from kg.pipeline import cluster

    cluster._read_in(Path(sys.argv[1]))
