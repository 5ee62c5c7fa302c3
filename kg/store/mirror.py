"""A copy of a server's graph as a store on this machine, for what needs a graph at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import NotFound, StoreMissing
from kg.store import stats
from kg.store.filesystem import replace_file
from kg.store.published_issues import read_remote_issues
from kg.store.remote import Remote
from kg.store.snapshots import ISSUES_FILE, build_folder_of
from kg.store.writer import open_for_writing
from kg.version import __version__

PROVENANCE_GRAPH = "graph/provenance"  # after the base, which every graph of ours has


def mirror(remote: Remote) -> Path:
    """The folder of a store with what the server holds now; it lies among the caches.

    It has no texts of papers: those stay where the graph was built. Raises ``RemoteError``,
    ``StoreMissing`` where the server holds no graph of ours.
    """
    names = remote.graphs()
    base = next(
        (name.removesuffix(PROVENANCE_GRAPH) for name in names if name.endswith(PROVENANCE_GRAPH)),
        None,
    )
    if base is None:
        raise StoreMissing(
            f"{remote.shown}: holds no graph of kg; put one there with: kg build PATH --store URL"
        )
    issues: list[dict[str, Any]] = []
    with suppress(NotFound):
        issues = read_remote_issues(remote)

    def describe(graph: ox.Store) -> dict[str, Any]:
        return {
            "papers": {},
            "base": base,
            "kg": __version__,
            "issues": len(issues),
            "counts": stats.count_classes(graph, stats.SUMMARY_CLASSES),
        }

    folder = build_folder_of(remote.url)
    home = folder.with_name(folder.name + "-copy")
    with open_for_writing(home) as writer:
        writer.publish(_graphs(remote, names), describe)
        replace_file(home / ISSUES_FILE, "".join(json.dumps(issue) + "\n" for issue in issues))
    return home


def _graphs(remote: Remote, names: list[str]) -> Iterator[tuple[str, list[ox.Quad]]]:
    """Each named graph with its quads in an order that depends on nothing but them."""
    for name in names:
        yield name, sorted(remote.quads_of(name), key=str)
