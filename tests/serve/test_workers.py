"""A runaway is stopped, others never notice, and a graph published meanwhile is taken up.

Tests here wait for conditions, never for times: they must hold on a machine that is busy otherwise.
"""

from __future__ import annotations

import asyncio
import json
import math
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

import pytest
from server import DIRECT, PACKS, Answer, Server, running

from kg.serve import snapshot_workers
from kg.serve.forked_workers import LOW_PRIORITY
from kg.serve.http_error import HttpError
from kg.serve.snapshot_workers import Allowance, SnapshotWorkers, TaskTurn, processor_seconds
from kg.serve.worker_messages import encode
from kg.serve.worker_pool import MOST_LONG_EACH, MOST_SLOW_EACH, WorkerLimits, WorkerPool

RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
RUNAWAYS = [f"{RUNAWAY} # {number}" for number in range(9)]  # the same would be evaluated once
QUICK = "ASK { ?s a <https://w3id.org/boardgraph/ns#Meeting> }"
PATIENCE = 120  # seconds to wait for what must come to hold


def query_task(text: str) -> bytes:
    forms = {"rows": "json", "triples": "turtle"}
    query = {"query": text, "params": {}, "default": [], "named": [], "forms": forms}
    return encode({"do": "query", **query})


@pytest.fixture(scope="module")
def hasty(store: Path) -> Iterator[Server]:
    """A server that ends queries after three seconds."""
    with running(store, "--timeout", "3") as server:
        yield server


@pytest.fixture
def patient(store: Path) -> Iterator[Server]:
    """A server of our own that lets queries run far longer than any test waits."""
    with running(store, "--timeout", "3600") as server:
        yield server


def process_table() -> dict[int, tuple[str, int]]:
    """Process id → its state (“R” runs or could run, “Z” has ended) and its parent's id."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            found[int(entry.name)] = (fields[0], int(fields[1]))
    return found


def children(*parents: int) -> set[int]:
    """The processes right below these that have not ended."""
    table = process_table()
    return {pid for pid, (state, parent) in table.items() if parent in parents and state != "Z"}


def workers(server: Server) -> set[int]:
    """The server has a parent for each snapshot, and each parent its workers."""
    return children(*children(server.process.pid))


def computing(pids: set[int]) -> set[int]:
    """Those that run, or would if the machine let them, at several moments in a row."""
    for _ in range(4):
        pids = {pid for pid in pids if "R" in (state for state, _ in threads(pid))}
        time.sleep(0.05)
    return pids


def threads(pid: int) -> list[tuple[str, int]]:
    """The state of each thread of a process, and how much it lets others go first (“nice”)."""
    found = []
    with suppress(OSError):
        for stat in Path(f"/proc/{pid}/task").glob("*/stat"):
            fields = stat.read_text().rpartition(")")[2].split()
            found.append((fields[0], int(fields[16])))
    return found


def put_behind(pids: set[int]) -> set[int]:
    """Those that run, and let others go first."""
    return {pid for pid in pids if ("R", LOW_PRIORITY) in threads(pid)}


needs_proc = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="no /proc on this system to count processes in"
)


def eventually(holds: Callable[[], object]) -> bool:
    """Whether something comes to hold; the machine may have other things to do."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.05)
    return bool(holds())


def send_query(server: Server, query: str) -> socket.socket:
    """A connection on which the query was asked, and no answer read."""
    visitor = socket.create_connection(("127.0.0.1", server.port))
    path = "/sparql?" + urlencode({"query": query})
    visitor.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    return visitor


@needs_proc
def test_a_runaway_is_killed_and_told_so(hasty: Server) -> None:
    got: list[Answer] = []
    runaways = [
        threading.Thread(target=lambda each=each: got.append(hasty.query(each)))  # type: ignore[misc]
        for each in RUNAWAYS[:3]
    ]
    for each in runaways:
        each.start()
    for each in runaways:
        each.join()
    assert [answer.status for answer in got] == [503] * 3
    assert all("retry-after" in answer.headers and "3 seconds" in answer.text for answer in got)
    assert eventually(lambda: not computing(workers(hasty)))


@needs_proc
def test_others_never_notice_a_runaway(patient: Server) -> None:
    visitors = [send_query(patient, each) for each in RUNAWAYS[:3]]
    try:
        assert eventually(lambda: len(computing(workers(patient))) == 3)
        others = [patient.query(QUICK, None, Cache_Control="no-cache") for _ in range(5)]
        assert [answer.status for answer in others] == [200] * 5
        assert len(computing(workers(patient))) == 3, "the runaways still run"
    finally:
        for visitor in visitors:
            visitor.close()


@needs_proc
def test_more_runaways_than_turns_keep_nobody_waiting(patient: Server) -> None:
    """Eight long queries, more than there are turns: after a second they are in the slow lane."""
    visitors = [send_query(patient, each) for each in RUNAWAYS[:8]]
    try:
        assert eventually(lambda: len(computing(workers(patient))) == 8)
        assert patient.query(QUICK, None, Cache_Control="no-cache").status == 200
        assert len(computing(workers(patient))) == 8, "the runaways still run"
        assert eventually(lambda: len(put_behind(workers(patient))) == 8), "others go before them"
        ninth = patient.query(RUNAWAYS[8])
        assert (ninth.status, "retry-after" in ninth.headers) == (429, True)
    finally:
        for visitor in visitors:
            visitor.close()


def test_a_query_that_the_machine_lets_wait_is_not_slow() -> None:
    allowance = Allowance(1.0, 0.25, 2.0)
    assert allowance.is_used(1.0, 1.0) and allowance.is_used(1.0, math.inf)
    assert allowance.is_used(2.0, 0.0)
    assert not allowance.is_used(0.9, 0.9) and not allowance.is_used(1.9, 0.1)
    assert processor_seconds(os.getpid()) != 0.0


def test_a_turn_is_left_in_time_however_busy_the_machine(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A query that has had no processor time is not slow, but no other waits for it."""
    monkeypatch.setattr(snapshot_workers, "processor_seconds", lambda pid: 0.0)
    monkeypatch.setattr(snapshot_workers, "LONG_TURN", Allowance(1.0, 0.25, math.inf))

    async def ask_beside() -> bool:
        pool = WorkerPool(store, WorkerLimits(query=600, queries=1))
        await pool.start()
        with pool.current.in_use():
            runaways = [
                asyncio.create_task(pool.ask(pool.current, "query", query_task(text)))
                for text in RUNAWAYS[:3]
            ]
            await asyncio.sleep(0)
            reply = await pool.ask(pool.current, "query", query_task(QUICK))
        running = all(not each.done() for each in runaways)
        for each in runaways:
            each.cancel()
        await asyncio.gather(*runaways, return_exceptions=True)
        await pool.close()
        assert isinstance(reply.body, bytes)
        return bool(json.loads(reply.body)["boolean"]) and running

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, ask_beside()).result()


class LongWorkers:
    """Workers to whom ``{}`` is short, and any other task takes until the test is over."""

    def __init__(self, slow: bool) -> None:
        self.slow = slow
        self.over = asyncio.Event()
        self.running = 0  # in a turn among the long

    async def ask(self, task: bytes, seconds: float, turn: TaskTurn) -> str:
        if task == b"{}":
            return "short"
        await turn.go_long()
        self.running += 1
        if self.slow:
            turn.go_slow()
        await self.over.wait()
        return "long"


def refused_beside_short_ones(
    home: Path, asked: dict[str, int], slow: bool
) -> tuple[dict[str, int], int]:
    """How many long tasks of each visitor are refused, and how many run, when short ones of each
    and of somebody else are answered beside them all.
    """

    async def ask_all() -> tuple[dict[str, int], int]:
        workers = LongWorkers(slow)
        pool = WorkerPool(home, WorkerLimits(queries=4))

        def ask(task: bytes, who: str) -> asyncio.Task[object]:
            return asyncio.create_task(
                pool.ask(cast("SnapshotWorkers", workers), "query", task, who)
            )

        long = {who: [ask(b"long", who) for _ in range(count)] for who, count in asked.items()}
        short = [ask(b"{}", who) for who in (*asked, "somebody else") for _ in range(3)]
        assert await asyncio.gather(*short) == ["short"] * len(short)
        for _ in range(500):  # nobody waits for anything but turns
            await asyncio.sleep(0)
        running = workers.running
        workers.over.set()
        ended = {
            who: await asyncio.gather(*all, return_exceptions=True) for who, all in long.items()
        }
        refused = {
            who: sum(isinstance(each, HttpError) and each.status == 429 for each in all)
            for who, all in ended.items()
        }
        assert all(
            each == "long" or isinstance(each, HttpError) for all in ended.values() for each in all
        )
        return refused, running

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, ask_all()).result()


def test_each_visitor_has_a_share_of_the_slow_lane(tmp_path: Path) -> None:
    refused, _ = refused_beside_short_ones(tmp_path, {"one": 12, "another": 12}, slow=True)
    share = 12 - MOST_SLOW_EACH
    assert refused == {"one": share, "another": share}


def test_short_ones_wait_for_no_long_one_and_long_ones_for_their_turn(tmp_path: Path) -> None:
    """Thirty-two long queries of four visitors at once: few run, none holds up a short one."""
    four = dict.fromkeys(("one", "two", "three", "four"), 8)
    refused, running = refused_beside_short_ones(tmp_path, four, slow=False)
    assert running == 2 and not any(refused.values())


def test_each_visitor_has_a_share_of_the_places_among_the_long(tmp_path: Path) -> None:
    many = {"one": MOST_LONG_EACH + 9, "another": 3}
    refused, _ = refused_beside_short_ones(tmp_path, many, slow=False)
    assert refused == {"one": 9, "another": 0}


@needs_proc
def test_long_queries_are_paused_until_it_is_their_turn(patient: Server) -> None:
    def stopped() -> set[int]:
        return {pid for pid in workers(patient) if process_table().get(pid, "Z")[0] == "T"}

    visitors = [send_query(patient, f"{RUNAWAY} # {number} of 16") for number in range(16)]
    try:
        assert eventually(stopped)
        assert patient.query(QUICK, None, Cache_Control="no-cache").status == 200
    finally:
        for visitor in visitors:
            visitor.close()
    assert eventually(lambda: not stopped() and not computing(workers(patient)))
    assert patient.query(QUICK, None, Cache_Control="no-cache").status == 200


@needs_proc
def test_workers_share_our_session_and_no_interrupt_of_ours(server: Server) -> None:
    """Linux shares the processor by sessions, and sends an interrupt at the keyboard to a group."""
    assert server.query(QUICK).status == 200
    assert workers(server)
    for pid in workers(server):
        assert os.getsid(pid) == os.getsid(server.process.pid)
        assert os.getpgid(pid) != os.getpgid(server.process.pid)


@needs_proc
def test_a_query_whose_visitor_leaves_is_ended(patient: Server) -> None:
    with send_query(patient, RUNAWAY):
        assert eventually(lambda: computing(workers(patient)))
        runaways = computing(workers(patient))
        assert runaways
    assert eventually(lambda: not runaways & workers(patient)), "long before its time is over"


def test_a_query_that_needs_too_much_depth_or_memory_takes_nobody_with_it(
    server: Server, hasty: Server
) -> None:
    deep = "ASK { " + "{ " * 20_000 + "?s ?p ?o" + " }" * 20_000 + " }"
    asked = server.ask("POST", "/sparql", {"Content-Type": DIRECT}, deep.encode())
    assert asked.status in (400, 500)
    hungry = (
        "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?x) "
        "WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    )
    assert hasty.query(hungry).status in (500, 503)
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
        parents = children(server.process.pid)
        below = parents | workers(server)
        assert below
    assert eventually(lambda: not [pid for pid in below if process_table().get(pid, "Z")[0] != "Z"])


def test_a_request_that_waits_keeps_the_workers_of_its_snapshot(store: Path) -> None:
    """A newer snapshot is loaded between a request's choice of its snapshot and its turn."""

    async def ask_retired() -> dict[str, object]:
        pool = WorkerPool(store, WorkerLimits(query=600, page=600, queries=1, pages=1))
        await pool.start()
        old = pool.current
        with old.in_use():
            old.retire()
            reply = await pool.ask(old, "query", query_task(QUICK))
        await old.ended()
        assert isinstance(reply.body, bytes)
        answer: dict[str, object] = json.loads(reply.body)
        return answer

    # In a thread: where a browser has been started, the main thread has an event loop already.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, ask_retired()).result()["boolean"] is True


def test_a_graph_published_meanwhile_is_taken_up_and_nobody_waits(tmp_path: Path) -> None:
    def build(*papers: Path) -> None:
        words = [sys.executable, "-m", "kg", "build", *papers, "--store", tmp_path / "store"]
        subprocess.run(words, check=True, capture_output=True)

    papers = sorted(PACKS.iterdir())
    build(papers[0])
    count = "SELECT (COUNT(?d) AS ?n) WHERE { ?d a <https://w3id.org/boardgraph/ns#Document> }"
    with running(tmp_path / "store") as server:
        first = server.query(count)
        answers = [first]

        def is_taken_up() -> bool:
            answers.append(server.query(count))
            return answers[-1].body != first.body

        builder = threading.Thread(target=build, args=tuple(papers))
        builder.start()
        while builder.is_alive():
            answers.append(server.query(count, None, Cache_Control="no-cache"))
        assert eventually(is_taken_up)
        assert {answer.status for answer in answers} == {200}
        last = answers[-1]
        number = json.loads(last.body)["results"]["bindings"][0]["n"]["value"]
        assert number == str(len(papers))
        assert last.headers["etag"] != first.headers["etag"]
        assert server.query(count, None, If_None_Match=first.headers["etag"]).status == 200


# -- where nothing can be forked -------------------------------------------------------------------


@needs_proc
def test_without_forking_everything_is_answered_and_ended(store: Path) -> None:
    with running(store, "--timeout", "20", env={"KG_START_METHOD": "spawn"}) as server:
        assert server.query(QUICK).status == 200
        assert server.get("/", "text/html").status == 200
        assert server.get("/queries/meetings.csv").text.startswith("meeting,")
        runaway = server.query(RUNAWAY)
        assert runaway.status == 503 and "20 seconds" in runaway.text
        assert server.query(QUICK, None, Cache_Control="no-cache").status == 200
        below = children(server.process.pid)
        assert below and not computing(below)
    assert eventually(lambda: not [pid for pid in below if process_table().get(pid, "Z")[0] != "Z"])


def test_without_forking_a_store_that_is_none_is_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "serve", "--store", str(tmp_path / "none"), "--port", "0"],
        env={**os.environ, "KG_START_METHOD": "spawn"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "no such store" in done.stderr
