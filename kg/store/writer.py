"""Publishing a graph: the one builder writes the primary store, copies it and lets readers have it.

A builder that dies at any moment leaves ``current`` and the snapshot it names as they were; what it
left half-written is found and deleted by the next one. ``kg.store.snapshots`` shows the folder.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import NotAStore, StoreBusy, StoreError, StoreMissing
from kg.rdf.graph_lines import GraphLines, graph_lines
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
from kg.store.revalidation import GraphDifference
from kg.store.search import index_changes, index_graph
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
from kg.store.touched_papers import touched_papers

STATE_FILE = "primary.state.json"
MOST_LOOSE = 0.25  # of all quads; then compacting costs each quad written four quads' worth at most
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

    def concern_most_of(self, lines: Mapping[str, GraphLines]) -> bool:
        """Whether more than half of the quads are new: then writing all of them is quicker."""
        total = sum(each.count for each in lines.values())
        return 2 * sum(lines[iri].count for iri in self.new) > total


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
            writer.close()
            with suppress(OSError):
                writer.delete_leftovers()


@contextmanager
def _locked(home: Path) -> Iterator[None]:
    """The folder of a store, made if need be, with the lock of its one builder."""
    with disk_errors(home):
        for name in ("snapshots", "papers", "facts", "woven"):
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
        self._primary: ox.Store | None = None  # once opened
        self._held: dict[str, str] = {}
        self.difference: GraphDifference | None = None
        """What is changed, against the graph published before; ``None`` where that is not known."""

    def held(self) -> Mapping[str, str]:
        """The digest of each named graph that the primary store holds, by its IRI; of a graph that
        stays as it is ``publish`` need not be given the lines.
        """
        with disk_errors(self.home):
            if self._primary is None:
                self._primary, self._held = self._open_primary()
        return self._held

    def close(self) -> None:
        """Let go of the primary store."""
        self._primary = None

    def publish(
        self,
        graphs: Iterable[tuple[str, Iterable[ox.Quad] | GraphLines]],
        describe: Callable[[ox.Store], Mapping[str, Any]],
        purge: bool = False,
        same_code: bool = False,
    ) -> Publication:
        """Make ``graphs`` (each named graph's IRI and all its quads, or their lines) the published
        graph.

        Of named graphs that changed, only the quads that differ are written. ``describe`` is shown
        the graph before it is published and gives its manifest, as plain JSON. ``purge`` writes
        everything anew and removes every older snapshot, so that the disk holds nothing that the
        graph does not. ``same_code`` tells that the graph before was made by the program as it is:
        then only what differs is looked at again. Raises ``StoreError``.
        """
        with disk_errors(self.home):
            held = self.held()
            primary, self._primary = self._primary, None
            assert primary is not None  # opened by held()
            self.difference = None
            lines = _serialize_all(graphs, load_into=None if held else primary)
            changes = _changes(held, lines)
            quads = sum(each.count for each in lines.values())
            loose: int = self._state["loose"]
            if not held:
                loose = quads
            elif purge or changes.concern_most_of(lines):
                texts = _texts(primary, lines)
                del primary  # its folder cannot be opened anew while it is open
                primary = self._new_primary()
                _load(primary, [b"".join(texts)])
                loose = quads
            else:
                difference = self._update_primary(primary, lines, changes)
                loose += len(difference.removed) + len(difference.added)
                if same_code and self._state["snapshot"] == current_snapshot(self.home):
                    self.difference = difference
            if loose > quads * MOST_LOOSE:
                primary.optimize()  # many small writes make every later query half as fast again
                loose = 0
            primary.flush()
            index = None if purge else self._newest_index()
            name = self._publish_copy(primary, quads, describe, changes.digests, index)
            replace_file(self.home / STATE_FILE, _json({"snapshot": name, "loose": loose}))
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

    def _update_primary(
        self, primary: ox.Store, lines: Mapping[str, GraphLines], changes: _GraphChanges
    ) -> GraphDifference:
        """Bring a primary store that holds something to ``lines``, graph by graph, by what differs;
        and say what that was.
        """
        if not changes:
            return GraphDifference((), ())
        self._mark_primary_unreliable()
        removed: list[ox.Quad] = []
        new: list[bytes] = []
        for iri in sorted({*changes.outdated, *changes.new}):
            old = set(_lines_in(_dump(primary, iri))) if iri in changes.outdated else set()
            wanted = _lines_in(b"".join(lines[iri].chunks or ())) if iri in changes.new else []
            gone = old.difference(wanted)
            if 2 * len(gone) > len(old):
                primary.remove_graph(ox.NamedNode(iri))
                removed += _quads_of(old)
                old = set()
            else:
                for quad in _quads_of(gone):
                    primary.remove(quad)
                    removed.append(quad)
            new += (line for line in wanted if line not in old)
        _load(primary, [b"".join(new)])
        return GraphDifference(tuple(removed), tuple(_quads_of(new)))

    @property
    def _state(self) -> dict[str, Any]:
        """The snapshot that the primary store is the same as, if any, and how many quads were
        written or removed since it was compacted.
        """
        try:
            found: dict[str, Any] = json.loads((self.home / STATE_FILE).read_text(encoding="utf-8"))
            return {"snapshot": str(found["snapshot"]), "loose": int(found["loose"])}
        except (OSError, ValueError, KeyError, TypeError):
            return {"snapshot": None, "loose": 0}

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
        self._index(graph, part / INDEX_FILE, previous_index)
        manifest = {**describe(graph), "quads": quads}
        (part / "manifest.json").write_text(_json(manifest), encoding="utf-8")
        lock_file_of(folder).touch()
        part.rename(folder)
        replace_file(self.home / "primary.json", _json(digests))
        replace_file(self.home / "current", name + "\n")
        return name

    def _index(self, graph: ox.Store, path: Path, previous: Path | None) -> None:
        """Write the full-text index of a new snapshot."""
        if self.difference is not None and previous is not None:
            index_changes(graph, path, previous, touched_papers(graph, self.difference))
        else:
            index_graph(graph, path, previous)

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
    graphs: Iterable[tuple[str, Iterable[ox.Quad] | GraphLines]], load_into: ox.Store | None
) -> dict[str, GraphLines]:
    """Named graph's IRI → its lines. An empty store to ``load_into`` is filled meanwhile; then
    their text is not kept.
    """
    found: dict[str, GraphLines] = {}
    # The engine writes one graph while the next is being made: it needs no Python for that.
    with ThreadPoolExecutor(1) as engine:
        writes = []
        for iri, given in graphs:
            lines = given if isinstance(given, GraphLines) else graph_lines(given)
            if load_into is not None:
                writes.append(engine.submit(_load, load_into, lines.chunks or ()))
                lines = replace(lines, chunks=None)
            found[iri] = lines
            del given  # its text is not needed while the next is made
        for write in writes:
            write.result()
    return found


def _changes(held: Mapping[str, str], lines: Mapping[str, GraphLines]) -> _GraphChanges:
    """What must change for a primary store with the digests ``held`` to hold ``lines``."""
    digests = {iri: lines[iri].digest for iri in sorted(lines)}
    outdated = tuple(iri for iri in held if held[iri] != digests.get(iri))
    new = tuple(iri for iri in digests if digests[iri] != held.get(iri))
    return _GraphChanges(digests, outdated, new)


def _texts(primary: ox.Store, lines: Mapping[str, GraphLines]) -> list[bytes]:
    """The lines of all graphs, of those that stay as they are from the primary store."""
    return [
        chunk
        for iri, each in lines.items()
        for chunk in ([_dump(primary, iri)] if each.chunks is None else each.chunks)
    ]


def _dump(primary: ox.Store, iri: str) -> bytes:
    """The lines of a named graph in the primary store."""
    quads = primary.quads_for_pattern(None, None, None, ox.NamedNode(iri))
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def _lines_in(text: bytes) -> list[bytes]:
    return [line + b"\n" for line in text.split(b"\n") if line]


def _quads_of(lines: Iterable[bytes]) -> Iterator[ox.Quad]:
    return ox.parse(b"".join(lines), ox.RdfFormat.N_QUADS)


def _load(graph: ox.Store, chunks: Iterable[bytes]) -> None:
    for chunk in chunks:
        graph.bulk_load(chunk, ox.RdfFormat.N_QUADS)


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, indent=1) + "\n"
