"""The store: one builder writes, any number of readers look at the newest published snapshot, none waits for another.

A store is a folder::

    STORE               says that kg made this folder, and in which form
    lock                held by the one process that builds
    primary/            Oxigraph, opened by the builder alone
    primary.json        what each named graph in ``primary/`` holds; absent while it is being changed
    snapshots/000007/   a published graph: ``graph/`` (Oxigraph, read-only) and ``manifest.json``
    current             the name of the newest snapshot; replaced in one step, last of all
    papers/             the text of each paper, as read
    facts/              what was found in each paper, kept to be quick; may be deleted at any time
    issues.jsonl        what the last build could not handle, or not with certainty

A builder that dies at any moment leaves ``current`` and the snapshot it names as they were; what it left half-written
is found out and thrown away by the next one.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from kg.errors import NotAStore, StoreBusy, StoreError, StoreFull, StoreMissing

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

FORM = "boardgraph store, form 1\n"
KEEP = 3  # snapshots, the newest included: a reader that has just looked up the name still finds the files
DEFAULT = ".kg"
ISSUES = "issues.jsonl"
_FULL = (
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    if hasattr(errno, "EDQUOT")
    else {errno.ENOSPC, errno.EFBIG}
)


def location(given: str | None = None) -> str:
    """The store meant by ``--store``: what was given, else ``$KG_STORE``, else ``.kg`` in the current folder."""
    return given or os.environ.get("KG_STORE") or DEFAULT


def is_remote(where: str | Path) -> bool:
    """Whether a location is the address of a SPARQL server rather than a folder."""
    return str(where).startswith(("http://", "https://"))


# -- reading ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Published:
    """The newest published graph, open for reading. Close it, or use it in a ``with``."""

    graph: ox.Store
    path: Path  # of the Oxigraph folder, for another process that wants to open it too
    name: str  # of the snapshot
    manifest: dict[str, Any]
    _lock: IO[bytes]

    def __enter__(self) -> Published:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the snapshot go, so that a later build may remove it."""
        self._lock.close()


def reading(where: str | Path) -> Published:
    """Open the newest snapshot of the store in the folder ``where``. Raises ``StoreMissing`` or ``NotAStore``."""
    home = Path(where)
    _must_be_ours(home)
    for _ in range(20):  # a build may publish, and clear away, between two of the steps below
        name = current(home)
        if name is None:
            raise StoreMissing(
                f"{home}: no graph has been built there yet; build one with: kg build PATH --store {home}"
            )
        folder = home / "snapshots" / name
        try:
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            with ExitStack() as undo:
                lock = undo.enter_context(_hold(_lock_of(folder)))
                graph = ox.Store.read_only(str(folder / "graph"))
                undo.pop_all()
            return Published(graph, folder / "graph", name, manifest, lock)
        except (
            OSError,
            ValueError,
            RuntimeError,
        ) as error:  # Oxigraph calls a damaged file a RuntimeError
            if current(home) == name:
                raise NotAStore(
                    f"{home}: the snapshot {name} cannot be opened ({_plain(error)}); "
                    f"the store is damaged: delete the folder and build it again"
                ) from error
    raise StoreBusy(f"{home}: the store changes faster than it can be opened; try again")


def current(home: Path) -> str | None:
    """The name of the newest snapshot, or ``None`` before the first build is done."""
    try:
        return (home / "current").read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise NotAStore(
            f"{home}: the file 'current' cannot be read ({_plain(error)}); build the store again"
        ) from error


def digests(home: Path) -> dict[str, str]:
    """Named graph's IRI → digest of what it holds, as last written; empty where that is not known."""
    try:
        found: dict[str, str] = json.loads((home / "primary.json").read_text(encoding="utf-8"))
        return found
    except (OSError, ValueError):
        return {}


def workshop(url: str) -> Path:
    """Where a graph is made that is to live in the server at ``url``: a folder among the user's caches."""
    caches = (
        os.environ.get("XDG_CACHE_HOME")
        or os.environ.get("LOCALAPPDATA")
        or str(Path.home() / ".cache")
    )
    return Path(caches) / "boardgraph" / hashlib.sha256(url.encode()).hexdigest()[:16]


def _must_be_ours(home: Path) -> None:
    """Raise unless ``home`` is a store of the form that this version reads."""
    if not home.exists():
        raise StoreMissing(f"{home}: no such store; build one with: kg build PATH --store {home}")
    if not home.is_dir():
        raise NotAStore(
            f"{home}: this is a file, not a store; name the folder that kg build wrote with --store"
        )
    try:
        form = (home / "STORE").read_text(encoding="utf-8")
    except FileNotFoundError:
        if any(home.iterdir()):
            raise NotAStore(
                f"{home}: this folder is not a kg store; name another one with --store"
            ) from None
        raise StoreMissing(
            f"{home}: the folder is empty; build a graph with: kg build PATH --store {home}"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise NotAStore(f"{home}: the file 'STORE' cannot be read ({_plain(error)})") from error
    if form != FORM:
        raise NotAStore(
            f"{home}: made by another version of kg ({form.strip()[:40]!r}); delete it and build it again"
        )


# -- writing ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """What a publication did: named graphs written anew, removed, and left as they were; quads in all."""

    snapshot: str
    written: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int
    quads: int


@contextmanager
def writing(where: str | Path) -> Iterator[Writer]:
    """Be the one builder of the store in the folder ``where``, which is made if need be.

    Raises ``StoreBusy`` at once where another process builds, ``NotAStore`` where something else lies there,
    ``StoreFull`` when the disk is full.
    """
    home = Path(where)
    with suppress(StoreMissing):
        _must_be_ours(home)
    with disk_errors(home):
        for folder in (home, home / "snapshots", home / "papers", home / "facts"):
            folder.mkdir(parents=True, exist_ok=True)
        lock = (home / "lock").open("ab")
    with lock:
        if not _lock_alone(lock):
            raise StoreBusy(
                f"{home}: another kg build is writing this store; wait for it, or use another --store"
            )
        writer = Writer(home)
        with disk_errors(home):
            replace_file(home / "STORE", FORM)
            writer.clear_away()
        try:
            yield writer
        finally:
            with suppress(OSError):
                writer.clear_away()


class Writer:
    """The right to change a store; made by ``writing``."""

    def __init__(self, home: Path):
        self.home = home

    def publish(
        self,
        graphs: Iterable[tuple[str, Iterable[ox.Quad]]],
        describe: Callable[[ox.Store], Mapping[str, Any]],
    ) -> Change:
        """Make ``graphs`` (each named graph's IRI and all its quads) the published graph.

        Named graphs whose quads did not change are not touched. ``describe`` is shown the graph before it is published
        and gives its manifest, as plain JSON.
        """
        with disk_errors(self.home):
            primary, held = self._primary()
            lines: dict[str, bytes] = {}
            # The engine writes one graph while the next is being made: it needs no Python for that.
            with ThreadPoolExecutor(1) as engine:
                writes = []
                for iri, quads in graphs:
                    lines[iri] = _lines(quads)
                    if not held:
                        writes.append(engine.submit(_load, primary, lines[iri]))
                for write in writes:
                    write.result()
            digests = {iri: hashlib.sha256(text).hexdigest() for iri, text in sorted(lines.items())}
            total = sum(text.count(b"\n") for text in lines.values())
            stale = [iri for iri in held if held[iri] != digests.get(iri)]
            fresh = [iri for iri in digests if digests[iri] != held.get(iri)]
            if held and 2 * sum(lines[iri].count(b"\n") for iri in fresh) > total:
                del primary  # quicker to write it all than to take so much out of it
                primary = self._new_primary()
                _load(primary, b"".join(lines.values()))
            elif held and (stale or fresh):
                self._in_no_known_state()
                for iri in stale:
                    primary.remove_graph(ox.NamedNode(iri))
                _load(primary, b"".join(lines[iri] for iri in fresh))
            if stale or fresh:
                primary.optimize()  # many small writes make every later query half as fast again
            primary.flush()
            name = f"{self._last() + 1:06d}"
            folder = self.home / "snapshots" / name
            part = folder.with_suffix(".part")
            part.mkdir()
            primary.backup(str(part / "graph"))
            del primary
            self._validate(part / "graph", total)
            manifest = describe(ox.Store.read_only(str(part / "graph")))
            (part / "manifest.json").write_text(
                _json({**manifest, "quads": total}), encoding="utf-8"
            )
            _lock_of(folder).touch()
            part.rename(folder)
            replace_file(self.home / "primary.json", _json(digests))
            replace_file(self.home / "current", name + "\n")
            self._remove_old()
        gone = tuple(iri for iri in stale if iri not in digests)
        return Change(name, tuple(fresh), gone, len(digests) - len(fresh), total)

    def manifest(self) -> dict[str, Any] | None:
        """What was published with the newest snapshot, or ``None`` where there is none that can be read."""
        try:
            name = current(self.home)
            text = (self.home / "snapshots" / str(name) / "manifest.json").read_text(
                encoding="utf-8"
            )
            found: dict[str, Any] = json.loads(text)
            return found
        except (StoreError, OSError, ValueError):
            return None

    def manifests(self) -> list[dict[str, Any]]:
        """What was published with each snapshot that is still there."""
        found = []
        for path in sorted((self.home / "snapshots").glob("*/manifest.json")):
            try:
                found.append(json.loads(path.read_text(encoding="utf-8")))
            except (OSError, ValueError):
                continue
        return found

    def clear_away(self) -> None:
        """Throw away what a builder that died left half-done."""
        folder = self.home / "snapshots"
        for left in [
            *folder.glob("*.part"),
            *folder.glob("*.gone"),
            *self.home.glob("primary.gone"),
        ]:
            shutil.rmtree(left, ignore_errors=True)
        for left in self.home.glob("**/*.tmp"):
            left.unlink(missing_ok=True)

    def _primary(self) -> tuple[ox.Store, dict[str, str]]:
        """The primary store and the digest of each graph in it; one in no known state is begun anew."""
        try:
            held: dict[str, str] = json.loads(
                (self.home / "primary.json").read_text(encoding="utf-8")
            )
            return ox.Store(str(self.home / "primary")), held
        except (OSError, ValueError, RuntimeError) as error:
            if _is_full(error) or "lock" in str(error):
                raise
        return self._new_primary(), {}

    def _new_primary(self) -> ox.Store:
        self._in_no_known_state()
        old = self.home / "primary"
        if old.exists():
            old.rename(old.with_suffix(".gone"))
            shutil.rmtree(old.with_suffix(".gone"), ignore_errors=True)
        return ox.Store(str(old))

    def _in_no_known_state(self) -> None:
        """From here until its digests are written again, nobody may rely on what the primary store holds."""
        (self.home / "primary.json").unlink(missing_ok=True)

    def _last(self) -> int:
        """The highest number that any snapshot, whole or not, has had."""
        stems = (path.name.split(".")[0] for path in (self.home / "snapshots").iterdir())
        return max((int(stem) for stem in stems if stem.isdigit()), default=0)

    def _validate(self, graph: Path, quads: int) -> None:
        """Raise unless the snapshot opens and holds as many quads as were meant to be in it."""
        found = len(ox.Store.read_only(str(graph)))
        if found != quads:
            self._in_no_known_state()
            raise StoreError(
                f"{self.home}: {found} quads were stored where {quads} were written; the graph published before stays; "
                f"run the build again"
            )

    def _remove_old(self) -> None:
        """Remove all but the newest few snapshots, except those that somebody is reading."""
        names = [path.name for path in (self.home / "snapshots").iterdir() if path.name.isdigit()]
        for name in sorted(names, key=int)[:-KEEP]:
            folder = self.home / "snapshots" / name
            try:
                with _lock_of(folder).open("ab") as lock:
                    if not _lock_alone(lock, readers=True):
                        continue
                    folder.rename(folder.with_suffix(".gone"))
                    shutil.rmtree(folder.with_suffix(".gone"), ignore_errors=True)
                _lock_of(folder).unlink(missing_ok=True)
            except OSError:
                continue  # the next build tries again


def replace_file(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old one or the new one, never a part, even after a power cut."""
    new = path.with_name(path.name + ".tmp")
    with new.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


@contextmanager
def disk_errors(home: Path) -> Iterator[None]:
    """Say in one line what the operating system would not let a builder do."""
    try:
        yield
    except PermissionError as error:
        raise StoreError(
            f"{home}: may not be written ({_plain(error)}); use another --store"
        ) from error
    except OSError as error:
        if _is_full(error):
            raise StoreFull(
                f"{home}: no room to write the graph ({_plain(error)}); the graph published before stays: "
                f"free some space, or use a --store on another disk"
            ) from error
        if "lock" in str(error).lower():
            raise StoreBusy(
                f"{home}: another process has the store open for writing; wait for it to end"
            ) from error
        raise StoreError(
            f"{home}: cannot be written ({_plain(error)}); the graph published before stays"
        ) from error


# -- small things -----------------------------------------------------------------------------------------------------


def _lines(quads: Iterable[ox.Quad]) -> bytes:
    """Quads as N-Quads lines, each once, in the order given: its maker has one, and an equal graph has equal bytes."""
    text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    lines = text.split(b"\n")
    once = dict.fromkeys(lines)
    return text if len(once) == len(lines) else b"\n".join(once)


def _load(graph: ox.Store, lines: bytes) -> None:
    graph.bulk_load(lines, ox.RdfFormat.N_QUADS)


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, indent=1) + "\n"


def _plain(error: BaseException) -> str:
    """An error of the system in one short line."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(text.split())[:160]


def _is_full(error: BaseException) -> bool:
    # Oxigraph reports RocksDB's errors as text, without the number.
    number = getattr(error, "errno", None)
    return number in _FULL or any(
        words in str(error) for words in ("No space left", "File too large", "quota exceeded")
    )


def _lock_of(snapshot: Path) -> Path:
    return snapshot.with_suffix(".lock")


def _hold(path: Path) -> IO[bytes]:
    """Say that a snapshot is being read. Raises ``BlockingIOError`` while it is being removed."""
    lock = path.open("rb")
    if fcntl is not None:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise
        except OSError:
            pass  # a file system without locks: snapshots are kept for KEEP builds all the same
    return lock


def _lock_alone(lock: IO[bytes], readers: bool = False) -> bool:
    """Take a lock for this process alone; ``False`` if somebody has it.

    The builder's lock is of the kind that children do not inherit (``lockf``), so that a killed builder's workers
    cannot keep it; the readers' lock is of the kind that belongs to the open file (``flock``).
    """
    try:
        if fcntl is None:
            import msvcrt

            lock.seek(0)
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        elif readers:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
