"""From the value of ``--store`` to a folder or to a graph that is open for reading."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.store.remote import Remote
    from kg.store.snapshots import PublishedGraph


def store_folder(given: str | None) -> Path:
    """The folder of the store named by ``--store``; a copy, of a server or a release."""
    from kg.store.opening import local_folder
    from kg.store.snapshots import store_location

    return local_folder(store_location(given))


def demo_folder(given: str | None) -> Path:
    """The folder for the sample papers. Raises ``InputError`` where a server is named."""
    from kg.store.snapshots import is_remote, store_location

    where = store_location(given)
    if is_remote(where):
        raise InputError(f"--store {where}: the samples go into a folder; name one")
    return Path(where)


def build_folder(given: str | None) -> Path:
    """The folder in which the graph of ``--store`` is built, also where it lives in a server."""
    from kg.store.snapshots import build_folder_of, is_remote, store_location

    where = store_location(given)
    return build_folder_of(where) if is_remote(where) else Path(where)


def own_build_folder(given: str | None) -> Path:
    """As :func:`build_folder`, of a store that has been built; raises ``StoreMissing`` where the
    graph of a server was not built from this machine.
    """
    from kg.errors import StoreMissing
    from kg.store.snapshots import is_remote, store_location

    folder = build_folder(given)
    if is_remote(store_location(given)) and not folder.exists():
        raise StoreMissing(
            f"{shown_location(given)}: its graph was not built from this machine, and this command "
            "needs the papers' texts and evidence as well; run it where the graph was built"
        )
    return folder


def shown_location(given: str | None) -> str:
    """The store named by ``--store`` as a reader may see it: without user and password."""
    from kg.store.snapshots import is_remote, store_location

    where = store_location(given)
    if not is_remote(where):
        return where
    from kg.store.remote import Remote

    return Remote(where).shown


def open_store(given: str | None, timeout: float = 60.0) -> PublishedGraph | Remote:
    """Open the graph named by ``--store`` for reading; use it in a ``with``.

    ``timeout`` is in seconds and bounds what is asked of a server.
    """
    from kg.store.opening import open_graph
    from kg.store.snapshots import store_location

    return open_graph(store_location(given), timeout)


def graph_of(opened: PublishedGraph | Remote) -> Any:
    """What queries are asked of: the embedded graph, or the server itself."""
    from kg.store.snapshots import PublishedGraph

    return opened.graph if isinstance(opened, PublishedGraph) else opened
