"""What all tests of a run share: a browser, and a store of the sample packs.

Where there is no browser, the tests that need it are skipped and say why.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg import demo
from kg.pipeline.build import build
from kg.store.snapshots import open_snapshot

sys.path.append(
    str(Path(__file__).resolve().parent / "browser")
)  # the driver of Chromium lies there

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


SLOW = Path(__file__).resolve().parent / "slow.txt"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the tests of slow.txt, too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what ``slow.txt`` lists, but with ``--slow`` or where a test is asked for by name.

    Each takes a quarter of a minute or more, and the whole suite has a quarter of an hour.
    """
    if config.getoption("--slow") or any("::" in each for each in config.args):
        return
    slow = tuple(SLOW.read_text(encoding="utf-8").split())
    left = [item for item in items if item.nodeid.startswith(slow)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from chromium import NoBrowser, chromium

    started = chromium()
    try:
        running = started.__enter__()
    except NoBrowser as reason:
        pytest.skip(str(reason))
    yield running
    started.__exit__(None, None, None)


def _shared_store(tmp_path_factory: pytest.TempPathFactory, name: str, papers: list[Path]) -> Path:
    """A store of papers, built once for all processes of a run: the first builds, others wait."""
    base = tmp_path_factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    shared, building = folder / f"{name}-store", folder / f"{name}-building"
    while not shared.exists():
        try:
            building.mkdir()
        except FileExistsError:
            time.sleep(0.1)
            continue
        try:
            own = tmp_path_factory.mktemp(name) / "store"
            build(papers, own)
            own.rename(shared)
        finally:
            building.rmdir()
    return shared


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the sample packs, to be read; who would change it copies it."""
    return _shared_store(tmp_path_factory, "sample", demo.packs())


@pytest.fixture(scope="session")
def sample_graph(sample_store: Path) -> Iterator[ox.Store]:
    with open_snapshot(sample_store) as published:
        yield published.graph


@pytest.fixture(scope="session")
def corpus_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the real packs, to be read; skips where they are not beside the checkout."""
    if not CORPUS.is_dir():
        pytest.skip("the real papers are not at hand (../shared/corpus)")
    return _shared_store(tmp_path_factory, "corpus", [CORPUS])
