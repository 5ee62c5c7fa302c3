"""From the value of ``--store`` to a folder or to a graph that is open for reading."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.store.embedded import Published
    from kg.store.remote import Remote


def store_folder(given: str | None) -> Path:
    """The folder named by ``--store``. Raises ``InputError`` where a server is named."""
    from kg.store.embedded import is_remote, location

    where = location(given)
    if is_remote(where):
        raise InputError(
            f"--store {where}: this command reads a folder that kg build wrote; name one"
        )
    return Path(where)


def build_folder(given: str | None) -> Path:
    """The folder in which the graph of ``--store`` is built, also where it lives in a server."""
    from kg.store.embedded import is_remote, location, workshop

    where = location(given)
    return workshop(where) if is_remote(where) else Path(where)


def open_store(given: str | None, timeout: float = 60.0) -> Published | Remote:
    """Open the graph named by ``--store`` for reading; use it in a ``with``.

    ``timeout`` is in seconds and bounds what is asked of a server.
    """
    from kg.store import embedded

    where = embedded.location(given)
    if embedded.is_remote(where):
        from kg.store.remote import Remote

        return Remote(where, timeout)
    return embedded.reading(where)


def graph_of(opened: Published | Remote) -> Any:
    """What queries are asked of: the embedded graph, or the server itself."""
    from kg.store.embedded import Published

    return opened.graph if isinstance(opened, Published) else opened
