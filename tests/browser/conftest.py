"""What the tests of pages share."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

import pytest
from chromium import Opened, opened


@pytest.fixture
def visit(browser: Any) -> Callable[..., AbstractContextManager[Opened]]:
    """Opens a file or an address: ``with visit(path) as seen: …``."""
    return partial(opened, browser)
