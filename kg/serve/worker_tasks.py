"""What a worker does with a task, however the worker was begun.

While it runs a visitor's query it can open no file and no connection, where the system can see to
that: nothing in a query can reach beyond the graph.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kg.errors import KgError
from kg.serve import explorer_pages, query_runner, service_description, worker_messages
from kg.serve.http_error import HttpError
from kg.serve.loaded_snapshot import LoadedSnapshot

GRACE = 3.0  # seconds that a worker is left beyond its time, before the kernel ends it


def serve_tasks(peer: worker_messages.Peer, snapshot: LoadedSnapshot) -> None:
    """Answer one task after the other until the other side has gone."""
    while (task := worker_messages.receive(peer)) is not None:
        _serve_task(peer, snapshot, *json.loads(task))


def _serve_task(
    peer: worker_messages.Peer, snapshot: LoadedSnapshot, seconds: float, task: dict[str, Any]
) -> None:
    """Answer one task; the kernel ends it, and its sending, when its time is long over.

    Where there is no such alarm, whoever waits for the answer ends the process.
    """
    _set_alarm(seconds + GRACE)
    try:
        head, body = _answer(snapshot, task)
    except Exception as error:
        head, body = _error_head(error), b""
    worker_messages.send_answer(peer, head, body)
    _set_alarm(0)


def _set_alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _answer(snapshot: LoadedSnapshot, task: dict[str, Any]) -> worker_messages.WorkerAnswer:
    if task["do"] == "query":
        with no_opened_files():
            return query_runner.answer_query(snapshot.graph, task)
    if task["do"] == "named":
        return query_runner.answer_named_query(snapshot.graph, task)
    if task["do"] == "describe":
        return service_description.answer_description(
            snapshot, explorer_pages.index_of(snapshot), task
        )
    return explorer_pages.answer_page(snapshot, task)


def _error_head(error: Exception) -> dict[str, Any]:
    if isinstance(error, HttpError):
        return {
            "status": error.status,
            "message": error.message,
            "line": error.line,
            "column": error.column,
        }
    if isinstance(error, KgError):
        return {
            "status": 404 if error.exit_code == 1 else 400,
            "message": str(error),
            "line": None,
            "column": None,
        }
    if isinstance(error, MemoryError):
        return {"status": 500, "message": "the query took more memory than it may have; narrow it"}
    import traceback

    traceback.print_exc(file=sys.stderr)
    return {
        "status": 500,
        "message": "something went wrong here, and is written to the server's log",
    }


@contextmanager
def no_opened_files() -> Iterator[None]:
    """No file and no connection can be opened meanwhile; without effect on Windows."""
    try:
        import resource
    except ImportError:  # Windows
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
