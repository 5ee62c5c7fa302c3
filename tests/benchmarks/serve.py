"""How quick the server is, in one run: against rdflib-endpoint and ``oxigraph serve``, and on a large graph.

    python tests/benchmarks/serve.py [--seconds 5] [--quads 1000000] [--requests 20000] [PATH…]

The same ten named queries over the same papers (PATH, else ``../shared/corpus``, else the sample packs) by the same
client with 1, 8 and 32 connections; a server that is not installed is passed over. Ours answers in three ways: without
kept answers (``Cache-Control: no-cache``; what several ask at once is evaluated once), with no question like another (a
comment tells them apart, so that each is evaluated for itself), and as it comes. Then the pages, on a graph of copies of these papers; then memory
over many requests. Not collected by pytest: only ratios may be compared between machines.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
from kg.ontology import PREFIXES

from kg.store import snapshots
from kg.store.query import rows
from kg.store.query_catalogue import named_queries
from kg.store.writer import open_for_writing

sys.path.append(str(Path(__file__).resolve().parents[1] / "serve"))
from server import running  # it lies beside

CORPUS = Path(__file__).resolve().parents[2] / "../shared/corpus"
SAMPLES = Path(__file__).resolve().parents[2] / "kg" / "demo" / "packs"
QUERIES = (
    *("meetings", "attendance", "agenda", "minutes", "resolutions"),
    *("actions", "reports", "recommendations", "people", "organisations"),
)
CLIENTS = (1, 8, 32)
NOTHING_KEPT, NO_TWO_ALIKE = "kg serve, nothing kept", "kg serve, no two alike"
ROUNDS = 4  # in which each server is asked once
PATIENCE = 60.0  # seconds after which an answer is not waited for
BASE = "https://w3id.org/boardgraph/id/"
JSON = "application/sparql-results+json"

RDFLIB = """
import sys, uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
graph = Dataset(default_union=True)
graph.parse(sys.argv[1], format="nquads")
uvicorn.run(SparqlEndpoint(graph=graph), host="127.0.0.1", port=int(sys.argv[2]), log_level="error")
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument(
        "--seconds",
        type=float,
        default=5.0,
        help="how long each server is asked by so many clients",
    )
    parser.add_argument(
        "--quads", type=int, default=1_000_000, help="size of the large graph; 0 leaves it out"
    )
    parser.add_argument(
        "--requests", type=int, default=20_000, help="over which memory is watched; 0 leaves it out"
    )
    given = parser.parse_args()
    paths = given.paths or ([CORPUS] if CORPUS.is_dir() else [SAMPLES])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "store"
        words = [sys.executable, "-m", "kg", "build", *map(str, paths), "--store", str(home)]
        subprocess.run(words, check=True, capture_output=True)
        with snapshots.open_snapshot(home) as published:
            dump = published.graph.dump(format=ox.RdfFormat.N_QUADS) or b""
        print(f"{dump.count(bytes([10])):,} quads, the named queries {', '.join(QUERIES)}\n")
        compare(home, dump, Path(folder), given.seconds)
        where_time_goes(home, Path(folder) / "data.nq", given.seconds)
        if given.requests:
            memory(home, given.requests)
        if given.quads:
            large = Path(folder) / "large"
            copies(home, dump, large, given.quads)
            pages(large)


# -- the same questions to several servers ----------------------------------------------------------------------------


def compare(home: Path, dump: bytes, folder: Path, seconds: float) -> None:
    """Requests a second and the 95th percentile for each server and number of clients.

    All servers run at once and are asked in turn, ``ROUNDS`` times, so that what else the machine does meets them alike.
    """
    data = folder / "data.nq"
    data.write_bytes(dump)
    addresses = [
        "/sparql?" + urlencode({"query": named_queries()[name].text}, quote_via=quote)
        for name in QUERIES
    ]
    asked: dict[str, tuple[int, list[str], dict[str, str]]] = {}
    with ExitStack() as servers:
        for name, server, path, headers in (
            (NOTHING_KEPT, lambda: ours(home), "/sparql", {"Cache-Control": "no-cache"}),
            (NO_TWO_ALIKE, lambda: ours(home), "/sparql", {"Cache-Control": "no-cache"}),
            ("kg serve, as it comes", lambda: ours(home), "/sparql", {}),
            ("oxigraph serve", lambda: oxigraph(data), "/query", {}),
            ("rdflib-endpoint", lambda: rdflib_endpoint(data), "/", {}),
        ):
            try:
                port = servers.enter_context(server())
            except Missing as reason:
                print(f"{name:26} passed over: {reason}", flush=True)
                continue
            paths = [path + each.removeprefix("/sparql") for each in addresses]
            asked[name] = (port, paths, {"Accept": JSON, **headers})
        found = {name: {clients: ([], 0.0) for clients in CLIENTS} for name in asked}
        for clients in CLIENTS:
            for _ in range(ROUNDS):
                for name, (port, paths, headers) in asked.items():
                    alike = name != NO_TWO_ALIKE
                    times, took = load(port, paths, clients, seconds / ROUNDS, headers, not alike)
                    before, so_far = found[name][clients]
                    found[name][clients] = ([*before, *times], so_far + took)
    print(f"{'':26}" + "".join(f"{clients:>7} clients    p95 ms" for clients in CLIENTS))
    rates = {
        name: {n: len(all_) / took for n, (all_, took) in each.items()}
        for name, each in found.items()
    }
    for name, each in found.items():
        cells = [f"{rates[name][n]:13.1f}/s {percentile(each[n][0]) * 1000:9.1f}" for n in CLIENTS]
        print(f"{name:26}" + "".join(cells))
    print()
    for other in ("rdflib-endpoint", "oxigraph serve"):
        for us in (NOTHING_KEPT, NO_TWO_ALIKE):
            if other in rates:
                told = ", ".join(ratio(rates[us][n], rates[other][n], n) for n in CLIENTS)
                print(f"{us}, as quick as {other}: {told}")
    print(flush=True)


def ratio(ours: float, theirs: float, clients: int) -> str:
    """How many times as many answers, where theirs came at all."""
    return (
        f"{ours / theirs:.2f} at {clients}"
        if theirs
        else f"over {ours * PATIENCE:,.0f} at {clients}"
    )


class Missing(Exception):
    """Why a server cannot be asked here."""


@contextmanager
def ours(home: Path) -> Iterator[int]:
    with running(home) as server:
        yield server.port


@contextmanager
def oxigraph(data: Path) -> Iterator[int]:
    program = shutil.which("oxigraph") or shutil.which(
        "oxigraph", path=str(Path(sys.executable).parent)
    )
    if program is None:
        raise Missing("the program oxigraph is not installed (pip install oxigraph)")
    port = free()
    words = [program, "serve", "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    with ended(subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)):
        answers(port, 30)
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request(
            "POST", "/store", data.read_bytes(), {"Content-Type": "application/n-quads"}
        )
        assert connection.getresponse().status < 300
        yield port


@contextmanager
def rdflib_endpoint(data: Path) -> Iterator[int]:
    try:
        import rdflib_endpoint  # noqa: F401
    except ImportError:
        raise Missing("rdflib-endpoint is not installed (pip install rdflib-endpoint)") from None
    port = free()
    words = [sys.executable, "-c", RDFLIB, str(data), str(port)]
    with ended(subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)):
        answers(port, 300)
        yield port


def free() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        process.kill()
        process.wait()


def answers(port: int, seconds: float) -> None:
    """Wait until something listens."""
    for _ in range(int(seconds * 10)):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise Missing("it did not start")


def load(
    port: int,
    paths: list[str],
    clients: int,
    seconds: float,
    headers: dict[str, str],
    no_two_alike: bool = False,
) -> tuple[list[float], float]:
    """Seconds of each answer, and in all: every client asks one question after the other, each beginning elsewhere."""
    times: list[float] = []
    begun = time.perf_counter()
    until = begun + seconds

    def ask(start: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        at = start
        while time.perf_counter() < until:
            other = quote(f" # {start} {at}") if no_two_alike else ""
            sent = time.perf_counter()
            try:
                connection.request("GET", paths[at % len(paths)] + other, headers=headers)
                answer = connection.getresponse()
                body = answer.read()
            except TimeoutError:
                return
            times.append(time.perf_counter() - sent)
            assert answer.status == 200, (answer.status, body[:200])
            at += 1

    threads = [threading.Thread(target=ask, args=(3 * client,)) for client in range(clients)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return times, time.perf_counter() - begun


def percentile(times: list[float], share: float = 0.95) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


# -- processor time ---------------------------------------------------------------------------------------------------


def where_time_goes(home: Path, data: Path, seconds: float) -> None:
    """Processor time a request, each question evaluated: of the process that speaks HTTP, of the workers, of
    ``oxigraph serve``, and of the engine alone.

    Unlike the rates it hardly depends on what else the machine does. The two servers are asked in turn.
    """
    try:
        import psutil
    except ImportError:
        print("processor time: psutil is not installed, passed over\n")
        return
    texts = [named_queries()[name].text for name in QUERIES]
    asked = ["/sparql?" + urlencode({"query": text}, quote_via=quote) for text in texts]
    theirs = [path.replace("/sparql", "/query", 1) for path in asked]
    headers = {"Accept": JSON, "Cache-Control": "no-cache"}

    def used(process: psutil.Process) -> float:
        times = process.cpu_times()
        return float(times.user + times.system)

    with ExitStack() as servers:
        server = servers.enter_context(running(home))
        speaker = psutil.Process(server.process.pid)
        ports = {"ours": (server.port, asked)}
        try:
            ports["theirs"] = (servers.enter_context(oxigraph(data)), theirs)
        except Missing as reason:
            print(f"oxigraph serve passed over: {reason}")
        others = [each for each in psutil.Process().children() if each.name() == "oxigraph"]
        for clients in CLIENTS:
            spent = {"HTTP": 0.0, "workers": 0.0, "theirs": 0.0}
            counted = dict.fromkeys(ports, 0)
            for _ in range(ROUNDS):
                for name, (port, paths) in ports.items():
                    load(port, paths, clients, 0.5, headers, True)  # until the workers are there
                    workers = speaker.children(recursive=True)
                    before = used(speaker), sum(map(used, workers)), sum(map(used, others))
                    times, _ = load(port, paths, clients, seconds / ROUNDS, headers, True)
                    after = used(speaker), sum(map(used, workers)), sum(map(used, others))
                    counted[name] += len(times)
                    for kind, then, now in zip(spent, before, after, strict=True):
                        spent[kind] += now - then
            http_ms, workers_ms = (
                spent[kind] / counted["ours"] * 1000 for kind in ("HTTP", "workers")
            )
            told = f"processor time a request at {clients}: ours {http_ms + workers_ms:.2f} ms "
            told += f"({http_ms:.2f} HTTP, {workers_ms:.2f} workers)"
            if "theirs" in ports:
                told += f", oxigraph serve {spent['theirs'] / counted['theirs'] * 1000:.2f} ms"
            print(told, flush=True)
    for told, order in (
        ("as exported", as_exported),
        ("a predicate's quads together", by_predicate),
    ):
        apart = ProcessPoolExecutor(
            1, mp_context=get_context("spawn")
        )  # memory that nothing used before
        with apart:
            print(f"the engine alone, {told}: {apart.submit(engine, data, order).result():.2f} ms")
    print(flush=True)


def engine(data: Path, order: Callable[[bytes], bytes]) -> float:
    """Processor time in milliseconds that the engine takes for a question, over quads loaded in an order."""
    graph = ox.Store()
    graph.bulk_load(order(data.read_bytes()), ox.RdfFormat.N_QUADS)
    texts = [named_queries()[name].text for name in QUERIES]
    begun = time.process_time()
    for text in texts * 20:
        used_here = {name: iri for name, iri in PREFIXES.items() if f"{name}:" in text}
        found = graph.query(text, use_default_graph_as_union=True, prefixes=used_here)
        found.serialize(format=ox.QueryResultsFormat.JSON)
    return (time.process_time() - begun) / len(texts * 20) * 1000


def as_exported(quads: bytes) -> bytes:
    return quads


def by_predicate(quads: bytes) -> bytes:
    """N-Quads in the order in which our server loads them."""
    return b"".join(
        sorted(quads.splitlines(keepends=True), key=lambda line: line.split(b" ", 2)[1::-1])
    )


# -- memory -----------------------------------------------------------------------------------------------------------


def memory(home: Path, requests: int) -> None:
    """Memory of the server and all below it, in the course of many requests."""
    try:
        import psutil
    except ImportError:
        print("memory: psutil is not installed, passed over\n")
        return
    queries = [
        "/sparql?" + urlencode({"query": named_queries()[name].text}, quote_via=quote)
        for name in QUERIES
    ]
    with running(home) as server:
        process = psutil.Process(server.process.pid)

        def used() -> float:
            family = [process, *process.children(recursive=True)]
            return sum(each.memory_full_info().pss for each in family) / 2**20

        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        told = []
        for number in range(requests + 1):
            if number % (requests // 4) == 0:
                told.append(f"{used():.0f} MB after {number:,}")
            headers = {"Cache-Control": "no-cache"} if number % 2 else {}
            fresh = f"&x={number}" if number % 10 == 0 else ""
            connection.request("GET", queries[number % 10] + fresh, headers=headers)
            connection.getresponse().read()
        print("memory: " + ", ".join(told) + "\n", flush=True)


# -- a large graph ----------------------------------------------------------------------------------------------------


def copies(home: Path, dump: bytes, large: Path, quads: int) -> None:
    """A store with so many copies of the papers, each with names and addresses of its own."""
    many = max(1, quads // dump.count(b"\n"))
    shared = f"<{BASE}graph/".encode()
    graphs: dict[str, list[ox.Quad]] = {}
    for number in range(many):
        lines = dump
        for kind in (
            "document",
            "meeting",
            "person",
            "organisation",
            "programme",
            "membership",
            "change",
            "judgement",
        ):
            lines = lines.replace(
                f"<{BASE}{kind}/".encode(), f"<{BASE}{kind}/copy-{number}-".encode()
            )
        assert shared in lines
        for quad in ox.parse(lines, format=ox.RdfFormat.N_QUADS):
            graphs.setdefault(quad.graph_name.value, []).append(quad)
    manifest = {
        "base": BASE,
        "counts": {},
        "issues": 0,
        "kg": "copies",
        "papers": [],
        "state": "",
        "vocabulary": [],
    }
    with open_for_writing(large) as writer:
        writer.publish(sorted(graphs.items()), lambda _: manifest)
    shutil.rmtree(large / "papers", ignore_errors=True)
    shutil.copytree(home / "papers", large / "papers")


def pages(large: Path) -> None:
    """The 95th percentile of each kind of page, each time another one, evaluated anew."""
    with snapshots.open_snapshot(large) as published:
        named = sorted(
            rows(published.graph, "network-names"), key=lambda row: -int(row["mentions"] or 0)
        )
        meetings = [row["meeting"].removeprefix(BASE) for row in rows(published.graph, "meetings")]
        documents = [
            row["document"].removeprefix(BASE) for row in rows(published.graph, "documents")
        ]
        quads = published.manifest["quads"]
    names = {
        kind: [row["entity"].removeprefix(BASE) for row in named if row["kind"] == kind]
        for kind in ("programme", "organisation", "person")
    }
    entities = [name for kind in names.values() for name in kind]
    known = [name for kind in names.values() for name in kind[:50]]
    chance = random.Random(7)
    words = [
        "violence",
        "prevention",
        "report on",
        "community safety",
        "police",
        "young people",
        "funding",
        "chairman",
    ]

    def iri(name: str) -> str:
        return quote(BASE + name, safe="")

    def expanded() -> str:
        topic, *others = chance.sample(known, 3)
        return f"/network?topic={iri(topic)}" + "".join(f"&also={iri(other)}" for other in others)

    def way() -> str:
        one = chance.choice(known)
        copy = (
            one.partition("/")[2].partition("-")[2].partition("-")[0]
        )  # two copies have nothing in common
        other = chance.choice(
            [name for name in known if name.partition("/")[2].startswith(f"copy-{copy}-")]
        )
        return f"/network?from={iri(one)}&to={iri(other)}"

    def asked() -> str:
        text = named_queries()["timeline"].text
        return "/sparql?" + urlencode(
            {"query": text, "name": "timeline", "$topic": BASE + chance.choice(known)}
        )

    kinds = {
        "home": lambda: "/",
        "search": lambda: f"/search?q={quote(chance.choice(words))}+{chance.choice('abcdefgprst')}",
        "search as one types": lambda: (
            f"/search.json?q={quote(chance.choice(words)[: chance.randint(2, 9)])}"
        ),
        "names": lambda: f"/names?kind={chance.choice(tuple(names))}",
        "topic": lambda: "/" + chance.choice(names["programme"]),
        "organisation": lambda: "/" + chance.choice(names["organisation"]),
        "person": lambda: "/" + chance.choice(names["person"]),
        "the most named": lambda: "/" + chance.choice(known),
        "meetings": lambda: "/meetings",
        "meeting": lambda: "/" + chance.choice(meetings),
        "document": lambda: f"/{chance.choice(documents)}?page={chance.randint(1, 3)}",
        "network": lambda: f"/network?topic={iri(chance.choice(entities))}",
        "network, overview": lambda: "/network",
        "network, two opened": expanded,
        "network, shortest path": way,
        "editor": lambda: "/sparql?name=timeline",
        "editor with an answer": asked,
        "triples of a name": lambda: f"/{chance.choice(known)}.ttl",
        "about": lambda: "/about",
        "void": lambda: "/.well-known/void",
    }
    begun = time.perf_counter()
    with running(large) as server:
        print(
            f"pages on {quads:,} quads; {time.perf_counter() - begun:.0f} s to start (aim: p95 under 100 ms)"
        )
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        for name, path in kinds.items():
            times = []
            for _ in range(100):
                at = path()
                sent = time.perf_counter()
                connection.request(
                    "GET",
                    at,
                    headers={"Accept": "text/html, */*;q=0.5", "Cache-Control": "no-cache"},
                )
                answer = connection.getresponse()
                answer.read()
                times.append(time.perf_counter() - sent)
                assert answer.status in (200, 404), (at, answer.status)
            print(
                f"{name:22} p50 {percentile(times, 0.5) * 1000:8.1f} ms   p95 {percentile(times) * 1000:8.1f} ms",
                flush=True,
            )


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    main()
