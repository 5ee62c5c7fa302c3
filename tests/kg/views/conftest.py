"""The graph that views are shown on, where a test makes none of its own: of the sample packs."""

from __future__ import annotations

import pyoxigraph as ox
import pytest


@pytest.fixture(scope="session")
def graph(sample_graph: ox.Store) -> ox.Store:
    return sample_graph
