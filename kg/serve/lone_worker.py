"""A worker for systems that cannot fork: a process that loads the snapshot for itself.

``python -m kg.serve.lone_worker`` reads its settings as one line of JSON, answers with one frame
when it is ready (the snapshot's summary, or an error), and then takes tasks on its standard input,
which it answers on its standard output; it ends when its input does.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.serve import explorer_pages, worker_messages
from kg.serve.loaded_snapshot import LoadedSnapshot, load
from kg.serve.worker_tasks import serve_tasks


class Pipes:
    """Standard input and output in the shape of a socket."""

    def recv(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end."""
        return os.read(0, size)

    def sendall(self, data: bytes, /) -> None:
        """Write all of ``data``."""
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def main() -> None:
    """Load the snapshot, say so, and answer tasks until the input ends."""
    pipes = Pipes()
    line = worker_messages.receive(pipes)
    if line is None:
        return
    settings = json.loads(line)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends us
    try:
        snapshot = _load(settings)
    except KgError as error:
        said: dict[str, Any] = {"error": str(error), "code": error.exit_code}
        worker_messages.send(pipes, json.dumps(said).encode())
        return
    explorer_pages.warm(snapshot)
    worker_messages.send(pipes, json.dumps(snapshot.summary()).encode())
    serve_tasks(pipes, snapshot)


def _load(settings: dict[str, Any]) -> LoadedSnapshot:
    gold = settings["gold"]
    return load(Path(settings["home"]), Path(gold) if gold else None)


if __name__ == "__main__":
    main()
