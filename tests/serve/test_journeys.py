"""The ways people take: none may come to need more clicks. Seconds are printed by tests/benchmarks/journeys.py."""

from __future__ import annotations

from typing import Any

import pytest
from chromium import opened
from journeys import JOURNEYS, Journey
from server import Server


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_journey_needs_few_clicks(browser: Any, server: Server, name: str) -> None:
    go, most = JOURNEYS[name]
    with opened(browser, server.root + "/", 1440, 900) as seen:
        way = Journey(seen.page, server.root)
        go(way, "Lamplight")
        assert 0 < way.clicks <= most
        assert seen.errors == []
