"""A passage that the papers contradict is marked in the search, too."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from kg.serve import search_page
from kg.views.timeline.model import DoubtfulFigure


def test_a_passage_with_another_figure_elsewhere_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "In 2019, 412 brass lamps were mended."
    figure = DoubtfulFigure(
        words, "a.txt", "438 brass lamps were mended in 2019.", "2020-06-04", "2"
    )
    monkeypatch.setattr(search_page, "pack_dates", lambda graph: {"a.txt": "2020-03-06"})
    monkeypatch.setattr(search_page, "doubtful_figures", lambda graph, days: (figure,))
    passages: Any = [
        SimpleNamespace(file="a.txt", text=f"{words} So it was."),
        SimpleNamespace(file="b.txt", text=words),
    ]
    snapshot: Any = SimpleNamespace(graph=None)
    (mark,), none = search_page._doubts(snapshot, passages)
    assert "438 brass lamps" in mark and "4 June 2020" in mark
    assert none == []
