"""Faults by the thousand, for a night: ``python tests/faults/nights.py kills --count 100 --seed 7``.

``kills`` ends builds at any moment, ``files`` damages every file of a store in three ways,
``papers`` damages papers of every format and reads and extracts them, ``queries`` asks a server
costly queries while eight clients ask quick ones. The same seed tries the same. Each ends with what
was tried, or with the first thing that did not hold; what tests try of it stands in
``docs/faults.md``.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import tempfile
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path += [str(TESTS / "serve"), str(TESTS / "extractors")]

CLIENTS = 8


def kills(count: int, seed: int, folder: Path) -> str:
    """Builds killed between their start and half as long again as a whole one takes."""
    from test_damaged_stores import killed_builds, whole_store

    whole = whole_store(folder / "whole")
    begun = time.monotonic()
    killed_builds(whole, _new(folder / "one"), 1, 600.0, seed)
    seconds = 1.5 * (time.monotonic() - begun)
    tried = killed_builds(whole, _new(folder / "all"), count, seconds, seed)
    return f"{tried} builds killed within {seconds:.0f} s: no graph was lost"


def files(count: int, seed: int, folder: Path) -> str:
    """Every file of a store (at most ``count``) cut, garbled and deleted."""
    from test_damaged_stores import UNTOUCHED, cut, deleted, garbled, survives, whole_store

    whole = whole_store(folder / "whole")
    found = [path.relative_to(whole) for path in whole.rglob("*") if path.is_file()]
    chosen = [path for path in sorted(found) if path.name not in UNTOUCHED]
    random.Random(seed).shuffle(chosen)
    tried = 0
    for path in chosen[:count]:
        for damage in (cut, garbled, deleted):
            survives(damage, whole, path, folder / "copy")
            tried += 1
    return f"{tried} damages to {len(chosen[:count])} of {len(chosen)} files: nothing was lost"


def papers(count: int, seed: int, folder: Path) -> str:
    """Damaged papers of all formats in turn; what can be read is extracted as well."""
    from fuzzed_files import ODD_BYTES, damaged, damaged_inside, must_answer, samples
    from kg.extractors import extract
    from kg.ontology.vocabulary import load

    vocabulary, chance = load(), random.Random(seed)
    formats = sorted(samples())
    answers: Counter[str] = Counter()
    for number in range(count):
        suffix = formats[number % len(formats)]
        cuts = [
            (chance.random(), chance.randrange(40), _instead(chance, ODD_BYTES))
            for _ in range(chance.randint(1, 6))
        ]
        data = samples()[suffix]
        inside = zipfile.is_zipfile(io.BytesIO(data)) and chance.random() < 0.7
        broken = damaged_inside(data, cuts) if inside else damaged(data, cuts)
        try:
            document = must_answer(folder / f"paper{suffix}", broken)
            if document is not None:
                facts = extract(document, vocabulary)
                failed = [issue for issue in facts.issues if "this stage failed" in issue.message]
                assert not failed, failed
        except Exception:
            kept = Path.cwd() / f"broke-a-reader{suffix}"
            kept.write_bytes(broken)
            print(f"paper {number} of seed {seed}: its bytes are kept in {kept}")
            raise
        answers["refused with a reason" if document is None else "read and extracted"] += 1
    told = ", ".join(f"{number:,} {what}" for what, number in sorted(answers.items()))
    return f"{count:,} damaged papers of {len(formats)} formats: {told}"


def _instead(chance: random.Random, odd: tuple[bytes, ...]) -> bytes:
    return chance.choice(odd) if chance.random() < 0.5 else chance.randbytes(chance.randrange(9))


def queries(count: int, seed: int, folder: Path) -> str:
    """Costly queries one after the other, eight at a time, while eight clients ask quick ones."""
    from server import PACKS, running

    from kg.pipeline.build import build

    build(sorted(PACKS.iterdir())[:1], folder / "store")
    chance = random.Random(seed)
    costly = [_costly(number, chance) for number in range(count)]
    answers: Counter[str] = Counter()
    waits: list[float] = []
    over = threading.Event()
    with running(folder / "store", "--timeout", "5") as server:

        def runaways() -> None:
            while costly:
                answers[f"{server.query(costly.pop()).status} to a costly one"] += 1

        def visitor() -> None:
            while not over.is_set():
                begun = time.monotonic()
                answer = server.query(QUICK, None, Cache_Control="no-cache")
                waits.append(time.monotonic() - begun)
                answers[f"{answer.status} to a quick one"] += 1

        asking = _started(runaways, CLIENTS)
        visiting = _started(visitor, CLIENTS)
        for thread in asking:
            thread.join()
        over.set()
        for thread in visiting:
            thread.join()
        assert server.query(QUICK).status == 200
    assert {answer for answer in answers if answer.endswith("quick one")} == {"200 to a quick one"}
    told = ", ".join(f"{number:,} times {what}" for what, number in sorted(answers.items()))
    return f"{count} costly queries: {told}; the longest wait of a quick one {max(waits):.1f} s"


QUICK = "ASK { ?s a <https://w3id.org/boardgraph/ns#Meeting> }"
_COSTLY = (
    "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT ?a WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY DESC(?i) LIMIT 3",
    "SELECT DISTINCT ?a ?d ?g WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 90000000",
    "SELECT (COUNT(*) AS ?n) WHERE { ?a (<x:a>|!<x:a>)* ?b . ?c (<x:a>|!<x:a>)* ?d }",
    "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?f))) AS ?t) WHERE { ?a ?b ?c . ?d ?e ?f }",
    "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(REGEX(STR(?c), CONCAT(STR(?f), STR(?i)))) }",
)


def _costly(number: int, chance: random.Random) -> str:
    """A query that would run for minutes, unlike the others so that no answer is kept for it."""
    return f"{_COSTLY[number % len(_COSTLY)]} # {chance.random()}"


def _started(work: Callable[[], None], count: int) -> list[threading.Thread]:
    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    return threads


def _new(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


NIGHTS = {"kills": (kills, 100), "files": (files, 1000), "papers": (papers, 10_000)}
NIGHTS |= {"queries": (queries, 30)}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("night", choices=[*NIGHTS, "all"])
    parser.add_argument("--count", type=int, help="how many are tried; a night of them without it")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for night in NIGHTS if given.night == "all" else (given.night,):
        work, count = NIGHTS[night]
        with tempfile.TemporaryDirectory() as folder:
            print(f"{night}: {work(given.count or count, given.seed, Path(folder))}", flush=True)


if __name__ == "__main__":
    main()
