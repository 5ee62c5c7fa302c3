"""Sample packs of a fictional board, and what ``kg demo`` does with them.

The Marlshire Safer Places Partnership Board, its county, its people and its programmes are
invented. The packs are set as real ones are: plain lines, the text of a PDF, Markdown, and a PDF;
README and tests rest on them.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from shlex import quote

TOPIC = "Lamplight"  # a programme that is launched, extended, delayed, and succeeded by another
NETWORK_PAGE = "kg-demo-network.html"  # written beside the store
SUGGESTIONS = (
    'trace "Bright Evenings" --format markdown',
    "query actions",
    'query timeline --param topic="Youth Anchor Network"',
    "show YAN --out yan.html",
)


def packs() -> list[Path]:
    """The files of the sample packs, oldest first."""
    folder = Path(str(files("kg.demo"))) / "packs"
    return sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".md", ".pdf"))


def run(
    home: Path, progress: Callable[[str, int, int], None] = lambda stage, done, total: None
) -> None:
    """Build the sample packs into the store ``home``; print what is in them and what to try next.

    Writes the network page beside the store. Raises ``InputError`` where ``home`` holds other
    papers: the samples are not mixed with them.
    """
    from kg.pipeline.build import build
    from kg.store.snapshots import open_snapshot, store_location
    from kg.views.network.neighbourhood import topic_network
    from kg.views.network.page import network_page
    from kg.views.timeline import render, trace

    papers = packs()
    _require_no_other_papers(home, {path.name for path in papers})
    result = build(papers, home, progress=progress)
    print(
        f"{len(papers)} sample packs of a fictional board, "
        "the Marlshire Safer Places Partnership Board, hold:\n"
    )
    for name, count in result.counts.items():
        print(f"  {count:6,} {name}")
    page = home.parent / NETWORK_PAGE
    with open_snapshot(home) as published:
        timeline = trace(published.graph, TOPIC)
        print(f"\nkg trace {TOPIC}\n\n{render(timeline, 'table')}")
        drawn = topic_network(published.graph, timeline.topic.iri)
        page.write_text(network_page(drawn), encoding="utf-8")
    print(f"The network around it, to open in a browser: {page}\n\nTry next:")
    option = "" if home == Path(store_location()) else f" --store {quote(str(home))}"
    for words in SUGGESTIONS:
        print(f"  kg {words}{option}")
    print("  kg build PATH…   with papers of your own")


def _require_no_other_papers(home: Path, names: set[str]) -> None:
    """Raise ``InputError`` where the store ``home`` holds papers other than ``names``."""
    from kg.errors import InputError, StoreMissing
    from kg.store import query
    from kg.store.snapshots import open_snapshot

    try:
        with open_snapshot(home) as published:
            held = {row["file"] for row in query.rows(published.graph, "documents")}
    except StoreMissing:
        return
    if held - names:
        raise InputError(
            f"{home}: holds other papers, such as {min(held - names)}; "
            "name a new folder with --store"
        )
