"""The one error of the server: a request that is not answered as asked, with its HTTP status."""

from __future__ import annotations

from collections.abc import Mapping


class HttpError(Exception):
    """A request that is not answered: the HTTP status, the reason in words, and headers to add.

    ``line`` and ``column`` (from 1) say where in a query the fault is, if it is in a query.
    """

    def __init__(
        self,
        status: int,
        message: str,
        line: int | None = None,
        column: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.line = line
        self.column = column
        self.headers = dict(headers or {})
