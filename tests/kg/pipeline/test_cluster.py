"""Papers read on a Dask cluster give what one machine gives, whatever befalls a worker."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.pipeline import cluster
from kg.pipeline.build import build
from kg.pipeline.settings import BuildOptions
from kg.store.snapshots import graph_digests

distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")

MINUTES = """Saltmarsh Harbour Board

MINUTES of the meeting held at Elm House, Fernbridge on Tuesday {day} March 2014 at 2.00pm.

PRESENT

Cllr Ottilie Brandreth (in the Chair)     Fernshire County Council

1. Lanterns on the quay.

The Board received a report of the Harbour Master. RESOLVED: That {day} lanterns be lit.
"""
VOCABULARY = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kind: <https://w3id.org/boardgraph/vocabulary/kind/> .
<https://quay.example/lanterns> a skos:Concept ; dcterms:type kind:project ;
  skos:prefLabel "Lanterns on the quay" .
"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for day in range(1, 10):
        (folder / f"minutes-{day}.txt").write_text(MINUTES.format(day=day))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 and nothing else")
    return folder


@pytest.fixture
def dask() -> Iterator[distributed.LocalCluster]:
    """Two workers, each a process that is begun again when it dies."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as local:
        yield local


def test_a_killed_worker_costs_nothing(
    papers: Path,
    tmp_path: Path,
    dask: distributed.LocalCluster,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster, "BATCH_PAPERS", 3)
    (tmp_path / "own.ttl").write_text(VOCABULARY)
    killed = False

    def progress(stage: str, done: int, total: int) -> None:
        nonlocal killed
        if stage == "reading" and done == 1 and not killed:
            killed = True
            os.kill(dask.workers[0].pid, signal.SIGKILL)

    own = (tmp_path / "own.ttl",)
    alone = build([papers], tmp_path / "alone", BuildOptions(vocabulary=own))
    options = BuildOptions(vocabulary=own, cluster=dask.scheduler_address)
    shared = build([papers], tmp_path / "shared", options, progress)
    assert killed
    assert shared.extracted == alone.extracted == 9
    assert shared.problems == alone.problems and len(shared.problems) == 1
    assert graph_digests(tmp_path / "shared") == graph_digests(tmp_path / "alone")


def test_a_scheduler_that_goes_costs_nothing(
    papers: Path, tmp_path: Path, dask: distributed.LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "BATCH_PAPERS", 1)
    monkeypatch.setattr(cluster, "PATIENCE", 5)

    def progress(stage: str, done: int, total: int) -> None:
        if stage == "reading" and done == 1:
            dask.close()

    options = BuildOptions(cluster=dask.scheduler_address)
    assert build([papers], tmp_path / "store", options, progress).extracted == 9


def test_what_the_cluster_cannot_read_is_read_here(
    papers: Path, tmp_path: Path, dask: distributed.LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "LARGEST", 10)  # no paper is so small
    options = BuildOptions(cluster=dask.scheduler_address)
    assert build([papers], tmp_path / "store", options).extracted == 9


def test_workers_of_another_version_are_refused(
    papers: Path, tmp_path: Path, dask: distributed.LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "reading_fingerprint", lambda: "another")
    with pytest.raises(InputError, match="another version of kg"):
        build([papers], tmp_path / "store", BuildOptions(cluster=dask.scheduler_address))


def test_a_cluster_that_is_not_there_is_said(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    for address in ("tcp://127.0.0.1:9", "no address", "http://127.0.0.1"):
        with pytest.raises(InputError, match="no Dask scheduler answers"):
            build([papers], tmp_path / "store", BuildOptions(cluster=address))
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=None) as empty,
        pytest.raises(InputError, match="has no workers"),
    ):
        build([papers], tmp_path / "store", BuildOptions(cluster=empty.scheduler_address))
