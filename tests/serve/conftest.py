"""A store of the sample papers and a server over it, for all tests of a run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from server import PACKS, Server, running


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("serve") / "store"
    subprocess.run(
        [sys.executable, "-m", "kg", "build", PACKS, "--store", home],
        check=True,
        capture_output=True,
    )
    return home


@pytest.fixture(scope="session")
def server(store: Path) -> Iterator[Server]:
    with running(store, "--timeout", "120", "--cors", "https://friend.example") as server:
        yield server
