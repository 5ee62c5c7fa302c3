"""One browser for all tests of a run; where there is none, the tests are skipped and say why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

import pytest
from chromium import NoBrowser, Opened, chromium, opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    started = chromium()
    try:
        running = started.__enter__()
    except NoBrowser as reason:
        pytest.skip(str(reason))
    yield running
    started.__exit__(None, None, None)


@pytest.fixture
def visit(browser: Any) -> Callable[..., AbstractContextManager[Opened]]:
    """Opens a file or an address: ``with visit(path) as seen: …``."""
    return partial(opened, browser)
