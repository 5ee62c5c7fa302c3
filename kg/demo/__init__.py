"""Sample packs of a fictional board, and what ``kg demo`` does with them.

The Marlshire Safer Places Partnership Board, its county, its people and its programmes are invented. The packs are set
as real ones are: plain lines, the text of a PDF, Markdown, and a PDF; README and tests rest on them.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

TOPIC = "Lamplight"  # a programme that is launched, extended, delayed, and succeeded by another
NEXT = (
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
    store: Path | None, progress: Callable[[str, int, int], None] = lambda stage, done, total: None
) -> None:
    """Build the sample packs into ``store``, or a new temporary folder, and print what is in them and what to try.

    Raises ``InputError`` where ``store`` holds other papers: the samples are not mixed with them.
    """
    import tempfile

    from kg.pipeline.build import build
    from kg.store.snapshots import open_snapshot
    from kg.views.network.neighbourhood import network
    from kg.views.network.page import page
    from kg.views.timeline import render, trace

    papers = packs()
    home = store if store is not None else Path(tempfile.mkdtemp(prefix="kg-demo-")) / "store"
    _must_not_hold_others(home, {path.name for path in papers})
    built = build(papers, home, progress=progress)
    print(
        f"{len(papers)} sample packs of a fictional board, the Marlshire Safer Places Partnership Board, hold:\n"
    )
    for name, count in built.counts.items():
        print(f"  {count:6,} {name}")
    drawing = home.parent / "kg-demo-network.html"
    with open_snapshot(home) as published:
        found = trace(published.graph, TOPIC)
        print(f"\nkg trace {TOPIC}\n\n{render(found, 'table')}")
        drawing.write_text(page(network(published.graph, found.topic.iri)), encoding="utf-8")
    print(f"The network around it, to open in a browser: {drawing}\n\nTry next:")
    for words in NEXT:
        print(f"  kg {words} --store {home}")
    print("  kg build PATH…   with papers of your own")


def _must_not_hold_others(home: Path, names: set[str]) -> None:
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
            f"{home}: holds other papers, such as {min(held - names)}; name a new folder with --store"
        )
