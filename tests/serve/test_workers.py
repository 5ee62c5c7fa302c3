"""A runaway is stopped, others never notice, and a graph published meanwhile is taken up."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from server import DIRECT, PACKS, Answer, Server, running

RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
QUICK = "ASK { ?s a <https://w3id.org/boardgraph/ns#Meeting> }"


def children(pid: int) -> set[int]:
    """All processes below this one that have not ended."""
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] != "Z":
                below.setdefault(int(fields[1]), []).append(int(entry.name))
    found: set[int] = set()
    todo = [pid]
    while todo:
        for child in below.get(todo.pop(), ()):
            found.add(child)
            todo.append(child)
    return found


needs_proc = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="no /proc on this system to count processes in"
)


def busy(pids: set[int]) -> set[int]:
    """Those that are computing at this moment."""

    def ticks(pid: int) -> int:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            return int(fields[11]) + int(fields[12])
        except OSError:
            return 0

    before = {pid: ticks(pid) for pid in pids}
    time.sleep(0.4)
    return {pid for pid in pids if ticks(pid) > before[pid] + 10}


def eventually(holds: Callable[[], object], seconds: float = 10) -> bool:
    """Whether something comes to hold; the machine may have other things to do."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
    return bool(holds())


@needs_proc
def test_a_runaway_is_killed_and_told_so_while_others_never_notice(server: Server) -> None:
    got: list[Answer] = []
    runaways = [
        threading.Thread(target=lambda: got.append(server.query(RUNAWAY))) for _ in range(3)
    ]
    for each in runaways:
        each.start()
    assert eventually(lambda: busy(children(server.process.pid)), 2)
    others = [server.query(QUICK, None, Cache_Control="no-cache") for _ in range(5)]
    assert all(runaway.is_alive() for runaway in runaways), (
        "the others were answered while the runaways ran"
    )
    assert [answer.status for answer in others] == [200] * 5
    for each in runaways:
        each.join()
    assert [answer.status for answer in got] == [503] * 3
    assert all("retry-after" in answer.headers and "3 seconds" in answer.text for answer in got)
    assert eventually(lambda: not busy(children(server.process.pid)))


@needs_proc
def test_a_query_whose_visitor_leaves_is_ended(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as visitor:
        path = "/sparql?" + urlencode({"query": RUNAWAY})
        visitor.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        assert eventually(lambda: busy(children(server.process.pid)), 2)
    assert eventually(lambda: not busy(children(server.process.pid)), 2), (
        "well before its time is over"
    )


def test_a_query_that_needs_too_much_depth_or_memory_takes_nobody_with_it(server: Server) -> None:
    deep = "ASK { " + "{ " * 20_000 + "?s ?p ?o" + " }" * 20_000 + " }"
    asked = server.ask("POST", "/sparql", {"Content-Type": DIRECT}, deep.encode())
    assert asked.status in (400, 500)
    hungry = "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?x) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    assert server.query(hungry).status in (500, 503)
    assert server.query(QUICK).status == 200


def test_a_large_answer_arrives_whole(server: Server) -> None:
    text = "SELECT ?s ?p ?o ?o2 WHERE { ?s ?p ?o . ?s a ?o2 } LIMIT 60000"
    answer = server.query(text, "text/csv")
    assert answer.status == 200 and len(answer.body) == int(answer.headers["content-length"])
    assert len(answer.body) > 4 << 20


@needs_proc
def test_nothing_is_left_running(store: Path) -> None:
    with running(store) as server:
        server.query(QUICK)
        below = children(server.process.pid)
        assert below
    time.sleep(0.5)
    assert not [pid for pid in below if Path(f"/proc/{pid}").exists() and _alive(pid)]


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_graph_published_meanwhile_is_taken_up_and_nobody_waits(tmp_path: Path) -> None:
    def build(*papers: Path) -> None:
        words = [sys.executable, "-m", "kg", "build", *papers, "--store", tmp_path / "store"]
        subprocess.run(words, check=True, capture_output=True)

    papers = sorted(PACKS.iterdir())
    build(papers[0])
    count = "SELECT (COUNT(?d) AS ?n) WHERE { ?d a <https://w3id.org/boardgraph/ns#Document> }"
    with running(tmp_path / "store") as server:
        first = server.query(count)
        builder = threading.Thread(target=build, args=tuple(papers))
        builder.start()
        statuses = set()
        while builder.is_alive():
            statuses.add(server.query(count, None, Cache_Control="no-cache").status)
        for _ in range(100):
            answer = server.query(count)
            statuses.add(answer.status)
            if answer.body != first.body:
                break
            time.sleep(0.1)
        number = json.loads(answer.body)["results"]["bindings"][0]["n"]["value"]
        assert (statuses, number) == ({200}, str(len(papers)))
        assert answer.headers["etag"] != first.headers["etag"]
        assert server.query(count, None, If_None_Match=first.headers["etag"]).status == 200
