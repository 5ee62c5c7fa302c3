"""Publishing a graph: the one builder writes the primary store, copies it and lets readers have it.

A builder that dies at any moment leaves ``current`` and the snapshot it names as they were; what it
left half-written is found and deleted by the next one. ``kg.store.snapshots`` shows the folder.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import NotAStore, StoreBusy, StoreError, StoreMissing
from kg.store.filesystem import (
    close_to_others,
    disk_errors,
    files_of_their_owner,
    is_disk_full,
    is_locked,
    is_out_of_files,
    lock_against_readers,
    lock_against_writers,
    replace_file,
    short_message,
)
from kg.store.search import index_graph
from kg.store.search_index import INDEX_FILE
from kg.store.snapshots import (
    MEND,
    STORE_FILE,
    STORE_FORM,
    current_snapshot,
    lock_file_of,
    names_papers,
    require_store,
)

KEPT_SNAPSHOTS = 3  # a reader that has just looked up the newest name still finds the files


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publication did: named graphs written, removed and kept; quads in all."""

    snapshot: str
    written: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int
    quads: int


@dataclass(frozen=True, slots=True)
class _GraphChanges:
    """Which named graphs of the primary store no longer hold what they should, and in what ways.

    ``outdated`` are to be taken out of it, ``new`` are to be written to it; a graph whose quads
    changed is both. ``digests`` are those of the graphs as they should be, by IRI.
    """

    digests: dict[str, str]
    outdated: tuple[str, ...]
    new: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.outdated or self.new)

    def concern_most_of(self, lines: Mapping[str, bytes]) -> bool:
        """Whether more than half of the quads are new: then writing all of them is quicker."""
        total = sum(map(_count_lines, lines.values()))
        return 2 * sum(_count_lines(lines[iri]) for iri in self.new) > total


@contextmanager
def open_for_writing(where: str | Path) -> Iterator[StoreWriter]:
    """Be the one builder of the store in the folder ``where``, which is made if need be.

    Raises ``StoreBusy`` at once where another process builds, ``NotAStore`` where something else
    lies there, ``StoreFull`` when the disk is full.
    """
    home = Path(where)
    with suppress(StoreMissing):
        require_store(home)
    with files_of_their_owner(), _locked(home):
        writer = StoreWriter(home)
        with disk_errors(home):
            close_to_others(home)
            replace_file(home / STORE_FILE, STORE_FORM)
            writer.delete_leftovers()
        try:
            yield writer
        finally:
            with suppress(OSError):
                writer.delete_leftovers()


@contextmanager
def _locked(home: Path) -> Iterator[None]:
    """The folder of a store, made if need be, with the lock of its one builder."""
    with disk_errors(home):
        for name in ("snapshots", "papers", "facts"):
            (home / name).mkdir(parents=True, exist_ok=True)
        lock = (home / "lock").open("ab")
    with lock:
        if not lock_against_writers(lock):
            raise StoreBusy(
                f"{home}: another kg build is writing this store; "
                f"wait for it, or use another --store"
            )
        yield


class StoreWriter:
    """The right to change a store; made by ``open_for_writing``."""

    def __init__(self, home: Path):
        self.home = home

    def publish(
        self,
        graphs: Iterable[tuple[str, Iterable[ox.Quad]]],
        describe: Callable[[ox.Store], Mapping[str, Any]],
        purge: bool = False,
    ) -> Publication:
        """Make ``graphs`` (each named graph's IRI and all its quads) the published graph.

        Named graphs whose quads did not change are not touched. ``describe`` is shown the graph
        before it is published and gives its manifest, as plain JSON. ``purge`` writes everything
        anew and removes every older snapshot, so that the disk holds nothing that the graph does
        not. Raises ``StoreError``.
        """
        with disk_errors(self.home):
            primary, held = self._open_primary()
            lines = _serialize_all(graphs, load_into=None if held else primary)
            changes = _changes(held, lines)
            quads = sum(map(_count_lines, lines.values()))
            if held and (purge or changes.concern_most_of(lines)):
                del primary  # its folder cannot be opened anew while it is open
                primary = self._rewrite_primary(lines)
            elif held and changes:
                self._update_primary(primary, lines, changes)
            if changes:
                primary.optimize()  # many small writes make every later query half as fast again
            primary.flush()
            index = None if purge else self._newest_index()
            name = self._publish_copy(primary, quads, describe, changes.digests, index)
            del primary
            self._remove_old_snapshots(1 if purge else KEPT_SNAPSHOTS)
        removed = tuple(iri for iri in changes.outdated if iri not in changes.digests)
        kept = len(changes.digests) - len(changes.new)
        return Publication(name, changes.new, removed, kept, quads)

    def manifest(self) -> dict[str, Any] | None:
        """The manifest of the newest snapshot, or ``None`` before the first build is done.

        Raises ``NotAStore`` where it is damaged: which papers the store holds is then not known.
        """
        name = current_snapshot(self.home)
        if name is None:
            return None
        try:
            path = self.home / "snapshots" / name / "manifest.json"
            found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            if not names_papers(found):
                raise ValueError("no list of papers")
        except (OSError, ValueError, AttributeError) as error:
            raise NotAStore(
                f"{self.home}: the manifest of the graph {name} is damaged "
                f"({short_message(error)}); nothing was changed: {MEND}"
            ) from error
        return found

    def manifests(self) -> list[dict[str, Any]]:
        """The manifests of all snapshots that are still there, the oldest first."""
        found = []
        for path in sorted((self.home / "snapshots").glob("*/manifest.json")):
            try:
                found.append(json.loads(path.read_text(encoding="utf-8")))
            except (OSError, ValueError):
                continue
        return found

    def delete_leftovers(self) -> None:
        """Delete what a builder that died left half-done."""
        folder = self.home / "snapshots"
        for left in [
            *folder.glob("*.part"),
            *folder.glob("*.gone"),
            *self.home.glob("primary.gone"),
        ]:
            shutil.rmtree(left, ignore_errors=True)
        for left in self.home.glob("**/*.tmp"):
            left.unlink(missing_ok=True)

    def _open_primary(self) -> tuple[ox.Store, dict[str, str]]:
        """The primary store and the digest of each graph in it; an unreliable one is begun anew."""
        try:
            held: dict[str, str] = json.loads(
                (self.home / "primary.json").read_text(encoding="utf-8")
            )
            return ox.Store(str(self.home / "primary")), held
        except (OSError, ValueError, RuntimeError) as error:
            if is_disk_full(error) or is_locked(error) or is_out_of_files(error):
                raise
        return self._new_primary(), {}

    def _new_primary(self) -> ox.Store:
        self._mark_primary_unreliable()
        old = self.home / "primary"
        if old.exists():
            old.rename(old.with_suffix(".gone"))
            shutil.rmtree(old.with_suffix(".gone"), ignore_errors=True)
        return ox.Store(str(old))

    def _mark_primary_unreliable(self) -> None:
        """Until its digests are written again, nobody may rely on what the primary store holds."""
        (self.home / "primary.json").unlink(missing_ok=True)

    def _rewrite_primary(self, lines: Mapping[str, bytes]) -> ox.Store:
        """A primary store made anew that holds ``lines``."""
        primary = self._new_primary()
        _load(primary, b"".join(lines.values()))
        return primary

    def _update_primary(
        self, primary: ox.Store, lines: Mapping[str, bytes], changes: _GraphChanges
    ) -> None:
        """Bring a primary store that holds something to ``lines``, graph by graph."""
        self._mark_primary_unreliable()
        for iri in changes.outdated:
            primary.remove_graph(ox.NamedNode(iri))
        _load(primary, b"".join(lines[iri] for iri in changes.new))

    def _publish_copy(
        self,
        primary: ox.Store,
        quads: int,
        describe: Callable[[ox.Store], Mapping[str, Any]],
        digests: Mapping[str, str],
        previous_index: Path | None,
    ) -> str:
        """Copy the primary store to a new snapshot and name it in ``current``; its name."""
        name = f"{self._last_number() + 1:06d}"
        folder = self.home / "snapshots" / name
        part = folder.with_suffix(".part")
        part.mkdir()
        primary.backup(str(part / "graph"))
        self._verify_copy(part / "graph", quads)
        graph = ox.Store.read_only(str(part / "graph"))
        index_graph(graph, part / INDEX_FILE, previous=previous_index)
        manifest = describe(graph)
        (part / "manifest.json").write_text(_json({**manifest, "quads": quads}), encoding="utf-8")
        lock_file_of(folder).touch()
        part.rename(folder)
        replace_file(self.home / "primary.json", _json(digests))
        replace_file(self.home / "current", name + "\n")
        return name

    def _newest_index(self) -> Path:
        """Where the search index of the newest snapshot is, if it has one."""
        return self.home / "snapshots" / str(current_snapshot(self.home)) / INDEX_FILE

    def _last_number(self) -> int:
        """The highest number that any snapshot, whole or not, has had."""
        stems = (path.name.split(".")[0] for path in (self.home / "snapshots").iterdir())
        return max((int(stem) for stem in stems if stem.isdigit()), default=0)

    def _verify_copy(self, graph: Path, quads: int) -> None:
        """Raise ``StoreError`` unless the copy opens and holds as many quads as were written."""
        found = len(ox.Store.read_only(str(graph)))
        if found != quads:
            self._mark_primary_unreliable()
            raise StoreError(
                f"{self.home}: {found} quads were stored where {quads} were written; "
                f"the graph published before stays; run the build again"
            )

    def _remove_old_snapshots(self, kept: int) -> None:
        """Remove all but the newest ``kept`` snapshots, except those that somebody is reading."""
        names = [path.name for path in (self.home / "snapshots").iterdir() if path.name.isdigit()]
        for name in sorted(names, key=int)[:-kept]:
            folder = self.home / "snapshots" / name
            try:
                with lock_file_of(folder).open("ab") as lock:
                    if not lock_against_readers(lock):
                        continue
                    folder.rename(folder.with_suffix(".gone"))
                    shutil.rmtree(folder.with_suffix(".gone"), ignore_errors=True)
                lock_file_of(folder).unlink(missing_ok=True)
            except OSError:
                continue  # the next build tries again


def _serialize_all(
    graphs: Iterable[tuple[str, Iterable[ox.Quad]]], load_into: ox.Store | None
) -> dict[str, bytes]:
    """Named graph's IRI → its N-Quads. An empty store to ``load_into`` is filled meanwhile."""
    lines: dict[str, bytes] = {}
    # The engine writes one graph while the next is being made: it needs no Python for that.
    with ThreadPoolExecutor(1) as engine:
        writes = []
        for iri, quads in graphs:
            lines[iri] = _n_quads(quads)
            if load_into is not None:
                writes.append(engine.submit(_load, load_into, lines[iri]))
        for write in writes:
            write.result()
    return lines


def _changes(held: Mapping[str, str], lines: Mapping[str, bytes]) -> _GraphChanges:
    """What must change for a primary store with the digests ``held`` to hold ``lines``."""
    digests = {iri: hashlib.sha256(text).hexdigest() for iri, text in sorted(lines.items())}
    outdated = tuple(iri for iri in held if held[iri] != digests.get(iri))
    new = tuple(iri for iri in digests if digests[iri] != held.get(iri))
    return _GraphChanges(digests, outdated, new)


def _n_quads(quads: Iterable[ox.Quad]) -> bytes:
    """Quads as N-Quads lines, each once, in the order given: equal graphs have equal bytes."""
    text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    lines = text.split(b"\n")
    once = dict.fromkeys(lines)
    return text if len(once) == len(lines) else b"\n".join(once)


def _count_lines(text: bytes) -> int:
    return text.count(b"\n")


def _load(graph: ox.Store, lines: bytes) -> None:
    graph.bulk_load(lines, ox.RdfFormat.N_QUADS)


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, indent=1) + "\n"
