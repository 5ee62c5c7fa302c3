"""A passage that the papers contradict is marked in the search, too."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from kg.serve import search_page, snapshot_index
from kg.views.timeline.model import DoubtfulFigure


def test_a_passage_with_another_figure_elsewhere_is_marked() -> None:
    words = "In 2019, 412 brass lamps were mended."
    figure = DoubtfulFigure(
        words, "a.txt", "438 brass lamps were mended in 2019.", "2020-06-04", "2"
    )
    passages: Any = [
        SimpleNamespace(file="a.txt", text=f"{words} So it was."),
        SimpleNamespace(file="b.txt", text=words),
    ]
    index: Any = SimpleNamespace(doubtful=(figure,))
    (mark,), none = search_page._doubts(index, passages)
    assert "438 brass lamps" in mark and "4 June 2020" in mark
    assert none == []


def test_contradictions_are_worked_out_once_a_snapshot(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(snapshot_index, "pack_dates", lambda graph: {"a.txt": "2020-03-06"})
    monkeypatch.setattr(
        snapshot_index, "doubtful_figures", lambda graph, days: asked.append(days) or ()
    )
    snapshot: Any = SimpleNamespace(graph=None)
    index = snapshot_index.SnapshotIndex(snapshot)
    assert index.doubtful == index.doubtful == () and asked == [{"a.txt": "2020-03-06"}]
