"""Copies of graphs that were built elsewhere, as stores among this machine's caches."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.store import stats
from kg.store.filesystem import replace_file
from kg.store.snapshots import ISSUES_FILE, build_folder_of
from kg.store.writer import open_for_writing
from kg.version import __version__


def copy_folder(origin: str) -> Path:
    """Where the copy of the graph at ``origin``, an address or a folder, lies."""
    folder = build_folder_of(origin)
    return folder.with_name(folder.name + "-copy")


def publish_copy(
    home: Path,
    graphs: Iterable[tuple[str, list[ox.Quad]]],
    base: str,
    issues: Sequence[dict[str, Any]],
) -> None:
    """Publish named graphs, with their issue log, in the store ``home``. Raises ``StoreError``.

    It has no texts of papers: those stay where the graph was built.
    """

    def describe(graph: ox.Store) -> dict[str, Any]:
        return {
            "papers": {},
            "base": base,
            "kg": __version__,
            "issues": len(issues),
            "counts": stats.count_classes(graph, stats.SUMMARY_CLASSES),
        }

    with open_for_writing(home) as writer:
        writer.publish(graphs, describe)
        replace_file(home / ISSUES_FILE, "".join(json.dumps(issue) + "\n" for issue in issues))
