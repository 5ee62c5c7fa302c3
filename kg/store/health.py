"""The health of a store: what in its folder is damaged, and which of its graphs are whole.

Nothing is changed here; ``kg.pipeline.recovery`` mends.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import KgError, StoreError
from kg.store.filesystem import short_message, why_unreadable
from kg.store.search_index import INDEX_FILE
from kg.store.snapshots import (
    STORE_FILE,
    current_snapshot,
    lock_file_of,
    mark_is_damaged,
    names_papers,
    require_store,
)


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """Something damaged: which file, what is wrong, and whether mending the store sees to it."""

    path: Path
    problem: str
    mendable: bool = True

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}"


def examine_store(home: Path) -> list[HealthFinding]:
    """What is damaged in the store ``home``; every file of every graph is read.

    Raises ``NotAStore`` or ``StoreMissing`` where there is no store, ``StoreError`` where
    it is this process that cannot read it: what may be whole is not called damaged.
    """
    if mark_is_damaged(home):
        mark = [HealthFinding(home / STORE_FILE, "does not say that this is a store")]
    else:
        require_store(home)
        mark = []
    return [
        *mark,
        *_current_findings(home),
        *(each for name in snapshot_names(home) for each in _snapshot_findings(home, name)),
        *_lock_findings(home),
        *_primary_findings(home),
        *_paper_findings(home),
        *_text_file_findings(home),
    ]


def snapshot_names(home: Path) -> list[str]:
    """The names of the snapshots that are there, damaged or not, the newest first."""
    folder = home / "snapshots"
    found = folder.iterdir() if folder.is_dir() else ()
    names = (path.name for path in found if path.name.isdigit() and path.is_dir())
    return sorted(names, key=int, reverse=True)


def whole_snapshots(home: Path) -> list[str]:
    """The names of the snapshots in which nothing is damaged, the newest first."""
    return [name for name in snapshot_names(home) if not any(_snapshot_findings(home, name))]


def readable_manifests(home: Path) -> list[dict[str, Any]]:
    """The manifests that can be read, of damaged graphs too, the newest first."""
    found = (_manifest(home / "snapshots" / name) for name in snapshot_names(home))
    return [manifest for manifest in found if manifest is not None]


def kept_papers(home: Path) -> dict[str, str]:
    """Id → file name of each paper whose text is kept and can be read."""
    found = {}
    for path in sorted((home / "papers").glob("*.json")):
        name = _kept_name(path)
        if name is not None:
            found[path.stem] = name
    return found


def _current_findings(home: Path) -> Iterator[HealthFinding]:
    path = home / "current"
    try:
        name = current_snapshot(home)
    except KgError as error:
        _judge(path, error.__cause__)
        yield HealthFinding(path, "does not name a graph")
        return
    if name is not None and name not in snapshot_names(home):
        yield HealthFinding(path, f"names the graph {name}, which is not there")


def _snapshot_findings(home: Path, name: str) -> Iterator[HealthFinding]:
    folder = home / "snapshots" / name
    manifest = _manifest(folder)
    if manifest is None:
        yield HealthFinding(folder / "manifest.json", "cannot be read")
    try:
        found = sum(1 for _ in ox.Store.read_only(str(folder / "graph")))
    except (OSError, RuntimeError, ValueError) as error:
        _judge(folder / "graph", error)
        yield HealthFinding(folder / "graph", f"cannot be read ({short_message(error)})")
    else:
        if manifest is not None and found != manifest["quads"]:
            problem = f"holds {found} quads, its manifest says {manifest['quads']}"
            yield HealthFinding(folder / "graph", problem)
    if (folder / INDEX_FILE).exists():  # graphs of earlier versions have none
        yield from _index_findings(folder)


def _judge(path: Path, error: BaseException | None) -> None:
    """Raise ``StoreError`` where an error is this process's, and no sign of damage."""
    if error is not None and (reason := why_unreadable(error)):
        raise StoreError(f"{path}: {reason}") from error


def _index_findings(folder: Path) -> Iterator[HealthFinding]:
    try:
        with closing(sqlite3.connect(f"file:{folder / INDEX_FILE}?mode=ro", uri=True)) as index:
            (verdict,) = index.execute("PRAGMA quick_check").fetchone()
            index.execute("SELECT text FROM passages LIMIT 1").fetchone()
        if verdict != "ok":
            yield HealthFinding(folder / INDEX_FILE, short_message(ValueError(verdict)))
    except sqlite3.Error as error:
        yield HealthFinding(folder / INDEX_FILE, f"cannot be read ({short_message(error)})")


def _lock_findings(home: Path) -> Iterator[HealthFinding]:
    for name in snapshot_names(home):
        lock = lock_file_of(home / "snapshots" / name)
        if not lock.is_file():
            yield HealthFinding(lock, "is gone, so that nobody can open the graph")


def _manifest(folder: Path) -> dict[str, Any] | None:
    try:
        found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        _judge(folder / "manifest.json", error)
        return None
    is_whole = isinstance(found, dict) and names_papers(found)
    return found if is_whole and isinstance(found.get("quads"), int) else None


def _primary_findings(home: Path) -> Iterator[HealthFinding]:
    path = home / "primary.json"
    if not path.exists():
        return  # it is written anew by the next build
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(held, dict):
            raise ValueError("not the digests of graphs")
        for _ in ox.Store.read_only(str(home / "primary")):
            pass
    except (OSError, RuntimeError, ValueError) as error:
        _judge(home / "primary", error)
        yield HealthFinding(home / "primary", f"cannot be read ({short_message(error)})")


def _paper_findings(home: Path) -> Iterator[HealthFinding]:
    whole = kept_papers(home)
    sources: dict[str, list[str]] = {}
    for manifest in readable_manifests(home)[:1]:
        sources = {each: paper["sources"] for each, paper in manifest["papers"].items()}
    for identifier in sorted({path.stem for path in (home / "papers").glob("*.json")} | {*sources}):
        if identifier not in whole:
            files = [source for source in sources.get(identifier, []) if Path(source).is_file()]
            again = f"it is read again from {files[0]}" if files else "give the file again"
            path = home / "papers" / f"{identifier}.json"
            yield HealthFinding(path, f"the text of a paper cannot be read; {again}", bool(files))


def _kept_name(path: Path) -> str | None:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        _judge(path, error)
        return None
    is_whole = isinstance(kept, dict) and kept.get("id") == path.stem
    return str(kept["name"]) if is_whole and isinstance(kept.get("text"), str) else None


def _text_file_findings(home: Path) -> Iterator[HealthFinding]:
    issues = home / "issues.jsonl"
    try:
        if issues.exists():
            for line in issues.read_text(encoding="utf-8").splitlines():
                json.loads(line)
    except (OSError, ValueError) as error:
        _judge(issues, error)
        yield HealthFinding(issues, "cannot be read")
