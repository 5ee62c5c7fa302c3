"""From papers to the picture: the sample packs and a paper that attacks its reader, built, shown and opened."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from chromium import Opened
from test_network_page import OVERLAPS

from kg.pipeline.build import build
from kg.pipeline.settings import BuildOptions
from kg.store.snapshots import open_snapshot
from kg.views.network.page import network_page, topic_network

ROOT = Path(__file__).resolve().parents[2]
Visit = Callable[..., AbstractContextManager[Opened]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("shown") / "store"
    build(
        [ROOT / "kg/demo/packs", ROOT / "tests/packs/hostile-2024-02-02.txt"],
        where,
        BuildOptions(workers=1),
    )
    return where


@pytest.mark.parametrize(("topic", "depth"), [(None, 1), ("Lamplight Programme", 1), ("YAN", 2)])
def test_every_tie_opens_words_and_names_their_paper(
    visit: Visit, store: Path, tmp_path: Path, topic: str | None, depth: int
) -> None:
    with open_snapshot(store) as published:
        found = topic_network(published.graph, topic, depth)
    assert len(found.nodes) > 3 and found.edges
    path = tmp_path / "network.html"
    path.write_text(network_page(found), encoding="utf-8")
    with visit(path) as seen:
        assert seen.page.evaluate(OVERLAPS) == []
        for at in range(len(found.edges)):
            seen.page.evaluate(f"boardgraph.choose({{edge: {at}}})")
            words = seen.page.locator("#words blockquote")
            assert words.count() >= 1, found.edges[at]
            assert words.first.inner_text().strip()
            caption = seen.page.locator("#words figcaption").first.inner_text()
            assert any(caption.endswith(end) for end in (".txt", ".md", ".pdf")), caption
        # The page's own scripts and nothing from the hostile paper.
        assert seen.page.locator("script").count() == 4
        assert seen.page.locator("main img, main iframe, main a, [onerror], [onload]").count() == 0
        assert seen.errors == []
        assert seen.requests == [path.as_uri()]
