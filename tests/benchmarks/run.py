"""How quick it is, in one run: the whole build against plain tokenisation of the same text, every named query, and what
a build costs as the store grows.

    python tests/benchmarks/run.py [PATH…]

Build and tokenisation are measured in processor seconds, those of child processes with them.

Papers are taken from PATH, else from ``../shared/corpus`` beside the checkout, else the sample packs. Not collected by
pytest: figures depend on the machine, and only the ratio may be compared between machines. "Start-up" (imports, the
vocabulary, building the name pipeline: once a process) is left out of the ratio and shown by the cold runs.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import spacy
from growth import grow
from kg.extractors.reading import read

from kg.pipeline.build import build
from kg.pipeline.inputs import find_papers
from kg.pipeline.settings import BuildOptions
from kg.store import snapshots
from kg.store.parameterised_query import run_query
from kg.store.query import rows
from kg.store.query_catalogue import Query, named_queries

CORPUS = Path(__file__).resolve().parents[2] / "../shared/corpus"
BLANK = "import spacy; spacy.blank('en')"  # what loading a pipeline without a model costs anybody
MINUTES = "MINUTES of the meeting of the Quay Forum held on 4 March 2014\n\n1. Gritting\n\nIt was noted.\n"
RUNS = 5  # the best counts: what else the machine does can only slow a run down
AIM_RATIO = 4.0
AIM_QUERY = 50.0  # milliseconds
SIZES = (10, 40)  # generated packs; tests/benchmarks/growth.py measures more, stage by stage
AIM_SLOPE = 1.05  # of the log-log line of processor seconds by packs
AIM_ONE_MORE = 3.0  # times what one more costs in the smaller store


def best(call: Callable[[], Any], runs: int = RUNS) -> float:
    """Seconds of the quickest of a few runs."""
    return least(call, time.perf_counter, runs)


def processor(call: Callable[[], Any], runs: int = RUNS) -> float:
    """Processor seconds of the cheapest of a few runs, with those of processes that ended."""
    return least(call, lambda: sum(os.times()[:4]), runs)


def least(call: Callable[[], Any], clock: Callable[[], float], runs: int) -> float:
    """The least that a clock counts while something is done."""
    times = []
    for _ in range(runs):
        started = clock()
        call()
        times.append(clock() - started)
    return min(times)


def main(paths: list[Path]) -> None:
    """Measure and print."""
    texts = [read(file.path).text for file in find_papers(paths).files]
    size = sum(map(len, texts))
    print(f"{len(texts)} papers, {size:,} characters\n")

    def tokenise() -> None:
        nlp = spacy.blank(
            "en"
        )  # a new one each time: a pipeline that knows the words is three times as quick
        for text in texts:
            nlp.make_doc(text)

    with tempfile.TemporaryDirectory() as folder:
        homes = (Path(folder) / str(number) for number in range(1000))

        def built(workers: int) -> Callable[[], Any]:
            return lambda: build(paths, next(homes), BuildOptions(workers=workers))

        built(1)()  # start-up
        plain = processor(tokenise)
        print(f"{'':34} seconds   characters/s   times tokenisation")
        for name, seconds in (
            ("spacy.blank('en'), tokens only", plain),
            ("whole build, one process", processor(built(1))),
            ("whole build, a process a processor", processor(built(0))),
        ):
            print(f"{name:34} {seconds:7.2f} {size / seconds:14,.0f} {seconds / plain:12.1f}")
        print(f"{'':34} {'':7} {'aim: under':>14} {AIM_RATIO:12.1f}\n")
        begin(Path(folder))
        home = Path(folder) / "cold"
        command = [sys.executable, "-m", "kg", "build", "--store", str(home), *map(str, paths)]
        for name in ("kg build, start-up and all", "kg build again, nothing changed"):
            print(
                f"{name:34} {best(lambda: subprocess.run(command, check=True, capture_output=True), 1):7.2f}"
            )
        print()
        with snapshots.open_snapshot(home) as published:
            queries(published.graph)
        growing(Path(folder) / "growing")


def begin(folder: Path) -> None:
    """Start-up: a paper of a few lines built by a new process, against one that loads a blank spaCy."""
    paper = folder / "minutes.txt"
    paper.write_text(MINUTES, encoding="utf-8")
    homes = (str(folder / f"begun{number}") for number in range(1000))

    def cost(words: Callable[[], list[str]]) -> float:
        return processor(
            lambda: subprocess.run([sys.executable, *words()], check=True, capture_output=True)
        )

    blank = cost(lambda: ["-c", BLANK])
    ours = cost(lambda: ["-m", "kg", "build", str(paper), "--store", next(homes)])
    print(f"{BLANK:34} {blank:7.2f}")
    print(
        f"{'kg build, a paper of a few lines':34} {ours:7.2f} {'times that:':>14} {ours / blank:12.1f}\n"
    )


def growing(folder: Path) -> None:
    """Generated packs: whether a build grows as they do, and what one more costs in a larger store."""
    found = grow(folder, list(SIZES))
    few, many = (found["build"][size]["all"] for size in SIZES)
    slope = math.log(many / few) / math.log(SIZES[1] / SIZES[0])
    first, later = (found["one more"][size]["all"] for size in SIZES)
    print(f"\n{f'a build of {SIZES[0]} packs, of {SIZES[1]}':34} {few:7.2f} {many:7.2f}")
    print(f"{'':34} slope {slope:.2f}, aim: at most {AIM_SLOPE}")
    print(f"{'one more pack, start-up aside':34} {first:7.2f} {later:7.2f}")
    print(f"{'':34} times that: {later / first:.1f}, aim: at most {AIM_ONE_MORE}")


def queries(graph: Any) -> None:
    """Every named query on the built store, in this process."""
    entities = {row["entity"]: row for row in rows(graph, "keys")}
    topic = max(
        entities.values(), key=lambda row: (row["kind"] == "programme", int(row["mentions"] or 0))
    )
    print(f"{'query':28} {'ms':>8}  rows    (topic: {topic['name']})")
    for name, query in named_queries().items():
        params = _params(query, topic)
        if params is None:
            print(f"{name:28} {'':>8}  needs a value of its own")
            continue
        count = len(run_query(graph, query, params, timeout=None).rows)
        milliseconds = 1000 * best(
            lambda query=query, params=params: run_query(graph, query, params, timeout=None)
        )  # type: ignore[misc]
        slow = "  over the aim" if milliseconds > AIM_QUERY else ""
        print(f"{name:28} {milliseconds:8.1f} {count:5}{slow}")


def _params(query: Query, topic: dict[str, str]) -> dict[str, str] | None:
    found = {}
    for parameter in query.parameters:
        if parameter.default is not None or parameter.optional:
            continue
        if parameter.kind in ("entity", "iri"):
            found[parameter.name] = topic["entity"]
        elif parameter.name == "key":
            found[parameter.name] = topic["key"]
        else:
            return None
    return found


if __name__ == "__main__":
    given = [Path(word) for word in sys.argv[1:]]
    packs = CORPUS if CORPUS.is_dir() else Path(str(files("kg").joinpath("demo", "packs")))
    main(given or [packs])
