"""A store of the sample papers and a server over it, for all tests of a run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from server import Server, running


@pytest.fixture(scope="session")
def store(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(sample_store, tmp_path_factory.mktemp("serve") / "store"))


@pytest.fixture(scope="session")
def server(store: Path) -> Iterator[Server]:
    with running(store, "--timeout", "120", "--cors", "https://friend.example") as server:
        yield server
