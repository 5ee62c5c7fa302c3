"""Everything that can go wrong, as one tree.

::

    KgError                  2   one line for the user: what, why, and the way out
    ├── InputError           2   a path, a file or an option that cannot be used
    ├── FetchError           2   an address of the web that gave no paper
    ├── QueryError           2   a bad query: syntax, SERVICE, update, time-out, unknown parameter
    ├── NotFound             1   something was asked for by name and is not there
    ├── CheckFailed          1   the graph was looked at and is not in order
    └── StoreError           2
        ├── StoreMissing     2   no graph has been built there yet
        ├── NotAStore        2   a folder or file that kg did not make, or that is damaged
        ├── StoreBusy        2   another build is writing
        ├── StoreFull        2   no room left on the disk, or a file may not grow
        └── RemoteError      2   a SPARQL server that does not answer, or refuses

The figure is the exit code (``exit_code``): 1 is an answer ("no"), 2 is bad usage or bad input.
Messages are whole sentences for the person at the keyboard; the command line prints them as they
are, without a traceback.
"""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors that a user can do something about."""

    exit_code = 2


class InputError(KgError):
    """A path, a file or an option that cannot be used."""


class FetchError(KgError):
    """An address of the web that gave nothing: which, why, and the server's status if any."""

    def __init__(self, url: str, reason: str, status: int | None = None) -> None:
        super().__init__(f"{url}: {reason}")
        self.url, self.reason, self.status = url, reason, status


class QueryError(KgError):
    """A query that cannot be run."""


class NotFound(KgError):
    """Something was asked for by name and is not there."""

    exit_code = 1


class CheckFailed(KgError):
    """The graph was looked at and is not in order."""

    exit_code = 1


class StoreError(KgError):
    """The store cannot be read or written."""


class StoreMissing(StoreError):
    """No graph has been built there yet."""


class NotAStore(StoreError):
    """A folder or a file that kg did not make, or a store that is damaged."""


class StoreBusy(StoreError):
    """Another build is writing."""


class StoreFull(StoreError):
    """No room left on the disk, or a file may not grow."""


class RemoteError(StoreError):
    """A SPARQL server that does not answer, or refuses."""
