"""The worker parent: a process that holds one snapshot and forks a worker for each connection.

Forked workers share the memory of the graph, and one that was killed is replaced in milliseconds.
A worker answers one task after the other (``worker_tasks``); the kernel's alarm ends it should
nobody else. Systems that cannot fork have ``lone_worker`` instead.

``python -m kg.serve.worker_parent`` reads its settings as one line of JSON, answers with one line
when it is ready, and then takes ``kill PID`` a line, and ``stop`` and ``cont`` alike; it ends when
its input does.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path

from kg.errors import KgError
from kg.serve import explorer_pages, worker_messages
from kg.serve.loaded_snapshot import LoadedSnapshot, load
from kg.serve.worker_tasks import serve_tasks

MEMORY_LIMIT = 2 << 30  # bytes that a worker may need beside the graph
SIGNALS = {"kill": signal.SIGKILL, "stop": signal.SIGSTOP, "cont": signal.SIGCONT}
DISCONNECTED = frozenset({BrokenPipeError, ConnectionResetError})


def main() -> None:
    """Load the snapshot, say so, and fork workers until the input ends."""
    settings = json.loads(sys.stdin.readline())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends us
    try:
        snapshot = load(
            Path(settings["home"]), Path(settings["gold"]) if settings["gold"] else None
        )
    except KgError as error:
        print(json.dumps({"error": str(error), "code": error.exit_code}), flush=True)
        return
    explorer_pages.warm(snapshot)
    gc.collect()
    gc.freeze()  # what is here is shared with the workers for as long as nobody writes to it
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(settings["socket"])
    listener.listen(64)
    print(json.dumps(snapshot.summary()), flush=True)
    _fork_workers(listener, snapshot)


def _fork_workers(listener: socket.socket, snapshot: LoadedSnapshot) -> None:
    """Fork a worker for each connection and end, stop or continue those named on stdin, until it
    ends.
    """
    workers: set[int] = set()
    selector = selectors.DefaultSelector()
    selector.register(listener, selectors.EVENT_READ)
    selector.register(sys.stdin.fileno(), selectors.EVENT_READ)
    unread = b""
    while True:
        for key, _ in selector.select(timeout=5):
            if key.fileobj is listener:
                workers.add(_fork_worker(listener, selector, snapshot))
                continue
            data = os.read(sys.stdin.fileno(), 4096)
            if not data:
                for pid in workers:
                    os.kill(pid, signal.SIGKILL)
                return
            *lines, unread = (unread + data).split(b"\n")
            for line in lines:
                word, _, number = line.decode("ascii").partition(" ")
                if int(number) in workers:  # never a process that is not ours
                    os.kill(int(number), SIGNALS[word])
        _collect_ended(workers)


def _fork_worker(
    listener: socket.socket, selector: selectors.BaseSelector, snapshot: LoadedSnapshot
) -> int:
    """Accept a connection and fork a worker for it; the worker's process id."""
    peer, _ = listener.accept()
    pid = os.fork()
    if pid == 0:
        _become_worker(listener, selector, peer, snapshot)
    peer.close()
    return pid


def _collect_ended(workers: set[int]) -> None:
    """Take workers that ended off the list, and their status from the kernel.

    Nobody waits for one that was killed: to give back its memory takes a slow one long.
    """
    for pid in tuple(workers):
        if os.waitpid(pid, os.WNOHANG)[0]:
            workers.discard(pid)


def _become_worker(
    listener: socket.socket,
    selector: selectors.BaseSelector,
    peer: socket.socket,
    snapshot: LoadedSnapshot,
) -> None:
    try:
        selector.close()
        listener.close()
        os.close(sys.stdin.fileno())
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        _limit_memory()
        # What a thread asks for lies apart from the graph and from what loading it left free: a
        # query takes a sixth less time.
        working = threading.Thread(target=_work, args=(peer, snapshot))
        working.start()
        working.join()
    finally:
        os._exit(1)


def _work(peer: socket.socket, snapshot: LoadedSnapshot) -> None:
    """Say by which numbers this worker is ended and made slower, and serve until nobody asks."""
    code = 1
    try:
        thread = threading.get_native_id() if sys.platform == "linux" else os.getpid()
        worker_messages.send(peer, f"{os.getpid()} {thread}".encode())
        serve_tasks(peer, snapshot)
        code = 0
    except OSError as error:
        code = 0 if type(error) in DISCONNECTED else 1
    finally:
        os._exit(code)


def _limit_memory() -> None:
    import resource

    with suppress(ValueError, OSError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + MEMORY_LIMIT
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    main()
