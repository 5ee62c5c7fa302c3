"""What a build costs as the store grows: stage by stage, one more pack, nothing changed.

    python tests/benchmarks/growth.py [--packs 10,40,160] [--folder FOLDER]

For each size: a build of that many generated packs, one more pack added to it, and a build with nothing new. Each is a
process of its own. Figures are processor seconds; slopes are those of the log–log line between sizes (1 is linear).
Stores are left in FOLDER where one is given.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generate import generate

STAGES = {
    "facts (read, extract, load)": ("kg.pipeline.build", "_GraphBuild._gather_papers"),
    "spread": ("kg.extractors.names", "spread"),
    "attach papers": ("kg.linking.meeting_papers", "attach_papers"),
    "identify": ("kg.linking", "identify"),
    "corpus issues": ("kg.pipeline.build", "corpus_issues"),
    "weave papers": ("kg.rdf.dataset", "weave"),
    "weave together": ("kg.rdf.dataset", "_write_together"),
    "  track": ("kg.rdf.dataset", "track"),
    "  aboutness": ("kg.rdf.dataset", "write_aboutness"),
    "  N-Quads": ("kg.rdf.quads", "NamedGraph.lines"),
    "load": ("kg.store.writer", "_load"),
    "update primary": ("kg.store.writer", "StoreWriter._update_primary"),
    "copy, index, describe": ("kg.store.writer", "StoreWriter._publish_copy"),
    "  search index": ("kg.store.writer", "StoreWriter._index"),
    "  checks": ("kg.pipeline.build", "_GraphBuild._broken_shapes"),
    "  verify": ("kg.store.writer", "StoreWriter._verify_copy"),
}
"""Name of a stage → module and function. Those indented are parts of the one above; the engine works beside Python."""


def processor() -> float:
    """Processor seconds of this process and of those that it started and that ended."""
    return sum(os.times()[:4])


def timed(work: Callable[..., Any], name: str, spent: Counter[str]) -> Callable[..., Any]:
    """A function that does what ``work`` does and adds what it costs to ``spent``."""

    @functools.wraps(work)
    def run(*args: Any, **more: Any) -> Any:
        begun = processor()
        try:
            return work(*args, **more)
        finally:
            spent[name] += processor() - begun

    return run


def measured_build(paths: list[Path], store: Path) -> dict[str, Any]:
    """Build in this process; what each stage cost, and all."""
    spent: Counter[str] = Counter()
    for name, (module, path) in STAGES.items():
        home = importlib.import_module(module)
        *owner, last = path.split(".")
        for step in owner:
            home = getattr(home, step)
        setattr(home, last, timed(getattr(home, last), name, spent))
    from kg.pipeline.build import build

    begun, clock = processor(), time.perf_counter()
    result = build(paths, store)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {
        "stages": spent,
        "all": processor() - begun,
        "start-up": begun,
        "wall": time.perf_counter() - clock,
        "peak MB": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + children) // 1024,
        "quads": result.quads,
        "extracted": result.extracted,
        "disk MB": disk(store),
    }


def disk(folder: Path) -> int:
    """Megabytes that a folder takes, each file once however many names it has."""
    sizes = {stat.st_ino: stat.st_size for path in folder.rglob("*") if (stat := path.stat())}
    return sum(sizes.values()) // 2**20


def in_new_process(paths: list[Path], store: Path) -> dict[str, Any]:
    """``measured_build`` in a process of its own."""
    words = [sys.executable, __file__, "--one", str(store), *map(str, paths)]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def grow(folder: Path, sizes: list[int]) -> dict[str, dict[int, dict[str, Any]]]:
    """The measures of each size: of the whole build, of one more pack, of nothing new."""
    found: dict[str, dict[int, dict[str, Any]]] = {"build": {}, "one more": {}, "nothing new": {}}
    for size in sizes:
        packs, store = folder / f"packs-{size}", folder / f"store-{size}"
        generate(packs, range(size))
        found["build"][size] = in_new_process([packs], store)
        more = generate(folder / f"more-{size}", range(size, size + 1))
        found["one more"][size] = in_new_process(more, store)
        found["nothing new"][size] = in_new_process([packs, *more], store)
    return found


def show(name: str, found: dict[int, dict[str, Any]]) -> None:
    """A table of stages by size, with the slope from each size to the next."""
    sizes = list(found)
    print(f"\n{name:28}" + "".join(f"{size:>10}" for size in sizes) + "   slopes")
    for row in [*STAGES, "all", "start-up", "wall", "peak MB", "disk MB", "quads", "extracted"]:
        values = [found[size].get(row, found[size]["stages"].get(row, 0.0)) for size in sizes]
        slopes = [
            f"{math.log(values[at + 1] / values[at]) / math.log(sizes[at + 1] / sizes[at]):.2f}"
            for at in range(len(sizes) - 1)
            if min(values[at : at + 2]) > 0
        ]
        figures = "".join(f"{x:>10,}" if isinstance(x, int) else f"{x:>10.2f}" for x in values)
        print(f"{row:28}{figures}   {' '.join(slopes)}")


def main(folder: Path, sizes: list[int]) -> None:
    """Measure and print."""
    for name, found in grow(folder, sizes).items():
        show(name, found)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measured_build([Path(word) for word in sys.argv[3:]], Path(sys.argv[2]))))
    else:
        parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
        parser.add_argument("--packs", default="10,40,160")
        parser.add_argument("--folder", type=Path)
        given = parser.parse_args()
        counts = [int(word) for word in given.packs.split(",")]
        if given.folder:
            main(given.folder, counts)
        else:
            with tempfile.TemporaryDirectory() as made:
                main(Path(made), counts)
