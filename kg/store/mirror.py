"""A copy of a server's graph as a store on this machine, for what needs a graph at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from kg.errors import NotFound, StoreMissing
from kg.store.copies import copy_folder, publish_copy
from kg.store.published_issues import IssueRecord, read_remote_issues
from kg.store.remote import Remote

PROVENANCE_GRAPH = "graph/provenance"  # after the base, which every graph of ours has


def mirror(remote: Remote) -> Path:
    """The folder of a store with what the server holds now. Raises ``RemoteError``,
    ``StoreMissing`` where the server holds no graph of ours.
    """
    names = remote.graphs()
    base = base_of(remote, names)
    issues: list[IssueRecord] = []
    with suppress(NotFound):
        issues = read_remote_issues(remote)
    home = copy_folder(remote.url)
    publish_copy(home, _graphs(remote, names), base, issues)
    return home


def base_of(remote: Remote, names: Iterable[str]) -> str:
    """What every IRI of the data on a server begins with, from the names of its graphs.

    Raises ``StoreMissing`` where none of them is ours.
    """
    for name in names:
        if name.endswith(PROVENANCE_GRAPH):
            return name.removesuffix(PROVENANCE_GRAPH)
    raise StoreMissing(
        f"{remote.shown}: holds no graph of kg; put one there with: kg build PATH --store URL"
    )


def _graphs(remote: Remote, names: list[str]) -> Iterator[tuple[str, list[ox.Quad]]]:
    """Each named graph with its quads in an order that depends on nothing but them."""
    for name in names:
        yield name, sorted(remote.quads_of(name), key=str)
