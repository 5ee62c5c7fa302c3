"""Papers that come into a watched folder are told when they are whole."""

from __future__ import annotations

from pathlib import Path
from queue import Queue
from threading import Event, Thread

import pytest

from kg.pipeline import watching

SECONDS = 60  # at most


def test_what_comes_and_goes_is_told_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("watchfiles")
    monkeypatch.setattr(watching, "QUIET", 100)
    monkeypatch.setattr(watching, "STILL", 0.05)
    folder, store = tmp_path / "papers", tmp_path / "papers" / "board"
    store.mkdir(parents=True)
    told: Queue[frozenset[Path]] = Queue()
    stop = Event()

    def listen() -> None:
        for batch in watching.settled_changes(folder, store, stop):
            told.put(batch)

    listener = Thread(target=listen, daemon=True)
    listener.start()
    try:
        paper = folder / "minutes.txt"
        while told.empty():  # until the watch has begun
            paper.write_text(paper.read_text() + "words\n" if paper.exists() else "words\n")
            stop.wait(0.3)
        assert told.get(timeout=SECONDS) == {paper}
        for name in ("~$minutes.docx", "pack.pdf.part", ".hidden.txt", "board/current"):
            (folder / name).write_text("no paper")
        paper.unlink()
        seen: set[Path] = set()
        while not (seen and not paper.exists() and told.empty()):
            seen |= told.get(timeout=SECONDS)
        assert seen == {paper}
    finally:
        stop.set()
        listener.join(SECONDS)
