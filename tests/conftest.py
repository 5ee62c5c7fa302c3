"""One browser for all tests of a run; where there is none, the tests that need it are skipped and say why."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.append(
    str(Path(__file__).resolve().parent / "browser")
)  # the driver of Chromium lies there


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
