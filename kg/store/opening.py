"""From the value of ``--store`` to a graph: a store's folder, a release, an earlier build that is
still there, or a server.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.store.release_store import is_release, open_release
from kg.store.snapshots import PublishedGraph, is_remote, open_snapshot

if TYPE_CHECKING:
    from kg.store.remote import Remote


def open_graph(where: str, timeout: float = 60.0) -> PublishedGraph | Remote:
    """Open the graph at a location for reading; use it in a ``with``.

    ``timeout`` is in seconds and bounds what is asked of a server. Raises ``StoreError``.
    """
    if is_remote(where):
        from kg.store.remote import connect

        return connect(where, timeout)
    return open_snapshot(local_folder(where))


def local_folder(where: str) -> Path:
    """The folder of a store that holds the graph at a location; a copy, of a server or a release.

    Raises ``StoreError``.
    """
    if is_remote(where):
        from kg.store.mirror import mirror
        from kg.store.remote import connect

        return mirror(connect(where))
    folder = Path(where)
    return open_release(folder) if is_release(folder) else folder
