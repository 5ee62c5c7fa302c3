"""The store on disk, as a reader sees it: the newest published snapshot, opened read-only.

One builder writes, any number of readers look at the newest snapshot, and none waits for another.
A store is a folder::

    STORE               says that kg made this folder, and in which form
    lock                held by the one process that builds
    primary/            Oxigraph, opened by the builder alone
    primary.json        what each named graph in primary/ holds; absent while it is being changed
    snapshots/000007/   a published graph: graph/ (Oxigraph, read-only), search.sqlite (its
                        full-text index) and manifest.json
    current             the name of the newest snapshot; replaced in one step, last of all
    papers/             the text of each paper, as read
    primary.state.json  the snapshot that primary/ is the same as, and how many quads were written
                        since it was compacted
    woven/              what writing each paper gave beside its graph, a cache like the next
    facts/              what was found in each paper, a cache; may be deleted at any time
    issues.jsonl        what the last build could not handle, or not with certainty
    files.jsonl         what was given to builds and is not in the graph, and why

A builder that dies at any moment leaves ``current`` and the snapshot it names as they were
(``kg.store.writer``).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit, urlunsplit

import pyoxigraph as ox

from kg.errors import NotAStore, StoreBusy, StoreError, StoreMissing
from kg.store.configuration import read_configuration
from kg.store.filesystem import lock_for_reading, short_message, why_unreadable

STORE_FILE = "STORE"  # by which a folder is known to be a store; it holds:
STORE_FORM = "boardgraph store, form 1\n"
DEFAULT_STORE = ".kg"
ISSUES_FILE = "issues.jsonl"
FILE_LOG = "files.jsonl"
SENT_ISSUES = "sent-issues.jsonl"  # where a graph is built for a server: of what the server holds
MEND = "kg doctor says what is damaged, kg doctor --mend mends it"
_OPEN_ATTEMPTS = 20  # a build may publish, and clear away, while a reader opens


def store_location(given: str | None = None) -> str:
    """The store meant by ``--store``: given, else configured (``$KG_STORE``, ``kg.toml``), else
    ``.kg``.
    """
    return given or read_configuration().store or DEFAULT_STORE


def is_remote(where: str | Path) -> bool:
    """Whether a location is the address of a SPARQL server rather than a folder."""
    return str(where).startswith(("http://", "https://"))


def build_folder_of(url: str) -> Path:
    """The folder, among the caches, where a graph for the server at ``url`` is built: one for all
    users and endings of the address.
    """
    caches = (
        os.environ.get("XDG_CACHE_HOME")
        or os.environ.get("LOCALAPPDATA")
        or str(Path.home() / ".cache")
    )
    parts = urlsplit(url)
    server = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    server = server.rstrip("/").removesuffix("/query").removesuffix("/sparql")
    return Path(caches) / "boardgraph" / hashlib.sha256(server.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class PublishedGraph:
    """The newest published graph, open for reading. Close it, or use it in a ``with``."""

    graph: ox.Store
    path: Path  # of the Oxigraph folder, for another process that wants to open it too
    name: str  # of the snapshot
    manifest: dict[str, Any]
    _lock: IO[bytes]

    def __enter__(self) -> PublishedGraph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the snapshot go, so that a later build may remove it."""
        self._lock.close()


def open_snapshot(where: str | Path) -> PublishedGraph:
    """Open the newest snapshot of the store in the folder ``where``, or the snapshot whose folder
    it is, which an earlier build may have left there.

    Raises ``StoreMissing`` where no graph has been built, ``NotAStore`` where something else or a
    damaged store lies, ``StoreError`` where it may not be read or no more files may be opened,
    ``StoreBusy`` where snapshots come and go faster than one can be opened.
    """
    home = Path(where)
    if home.parent.name == "snapshots" and (home / "manifest.json").is_file():
        return _open_earlier(home.parents[1], home.name)
    require_store(home)
    for _ in range(_OPEN_ATTEMPTS):
        name = current_snapshot(home)
        if name is None:
            raise StoreMissing(
                f"{home}: no graph has been built there yet; "
                f"build one with: kg build PATH --store {home}"
            )
        try:
            return _open(home, name)
        except (OSError, ValueError, RuntimeError) as error:
            # Oxigraph calls a damaged file a RuntimeError.
            if reason := why_unreadable(error):
                raise StoreError(f"{home}: {reason}") from error
            if current_snapshot(home) == name:
                raise NotAStore(
                    f"{home}: the snapshot {name} cannot be opened ({short_message(error)}); "
                    f"the store is damaged; {MEND}"
                ) from error
    raise StoreBusy(f"{home}: the store changes faster than it can be opened; try again")


def _open_earlier(home: Path, name: str) -> PublishedGraph:
    require_store(home)
    try:
        return _open(home, name)
    except (OSError, ValueError, RuntimeError) as error:
        if reason := why_unreadable(error):
            raise StoreError(f"{home}: {reason}") from error
        raise NotAStore(
            f"{home}: the snapshot {name} cannot be opened ({short_message(error)})"
        ) from error


def _open(home: Path, name: str) -> PublishedGraph:
    folder = home / "snapshots" / name
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    with ExitStack() as undo:
        lock = undo.enter_context(lock_for_reading(lock_file_of(folder)))
        graph = ox.Store.read_only(str(folder / "graph"))
        undo.pop_all()
    return PublishedGraph(graph, folder / "graph", name, manifest, lock)


def current_snapshot(home: Path) -> str | None:
    """The name of the newest snapshot, or ``None`` before the first build is done.

    Raises ``NotAStore`` where the file that names it is damaged, or gone while graphs are there: a
    damaged store is never taken for an empty one.
    """
    try:
        name = (home / "current").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        if not any((home / "snapshots").glob("[0-9]*/manifest.json")):
            return None
        name = ""
    except (OSError, UnicodeDecodeError) as error:
        if reason := why_unreadable(error):
            raise StoreError(f"{home}: {reason}") from error
        raise NotAStore(
            f"{home}: the file 'current' cannot be read ({short_message(error)}); {MEND}"
        ) from error
    if not name.isdigit():
        raise NotAStore(f"{home}: the file 'current' does not name a graph; {MEND}")
    return name


def names_papers(manifest: dict[str, Any]) -> bool:
    """Whether a manifest says which papers its graph holds; an empty list for some is damaged."""
    papers, counts = manifest.get("papers"), manifest.get("counts")
    held = counts.get("documents") if isinstance(counts, dict) else 0
    return isinstance(papers, dict) and (bool(papers) or not held)


def graph_digests(home: Path) -> dict[str, str]:
    """Named graph's IRI → digest of its quads, as last written; empty where that is not known."""
    try:
        digests: dict[str, str] = json.loads((home / "primary.json").read_text(encoding="utf-8"))
        return digests
    except (OSError, ValueError):
        return {}


def lock_file_of(snapshot: Path) -> Path:
    """The lock that readers of a snapshot share: it lies beside the snapshot's folder."""
    return snapshot.with_suffix(".lock")


def mark_is_damaged(home: Path) -> bool:
    """Whether ``home`` holds what only a store does, and its file ``STORE`` does not say so."""
    try:
        form = (home / STORE_FILE).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        form = ""
    except OSError:
        return False
    is_whole = re.fullmatch(r"boardgraph store, form \d+\n", form)
    return not is_whole and any((home / "snapshots").glob("[0-9]*/graph"))


def require_store(home: Path) -> None:
    """Raise unless ``home`` is a store of the form that this version reads.

    ``StoreMissing`` where there is nothing yet, ``NotAStore`` where something else lies there.
    """
    if not home.exists():
        raise StoreMissing(f"{home}: no such store; build one with: kg build PATH --store {home}")
    if not home.is_dir():
        raise NotAStore(
            f"{home}: this is a file, not a store; name the folder that kg build wrote with --store"
        )
    if mark_is_damaged(home):
        raise NotAStore(f"{home}: the file 'STORE' is damaged or gone; {MEND}")
    try:
        form = (home / STORE_FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        if any(home.iterdir()):
            raise NotAStore(
                f"{home}: this folder is not a kg store; name another one with --store"
            ) from None
        raise StoreMissing(
            f"{home}: the folder is empty; build a graph with: kg build PATH --store {home}"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise NotAStore(
            f"{home}: the file 'STORE' cannot be read ({short_message(error)})"
        ) from error
    if form != STORE_FORM:
        raise NotAStore(
            f"{home}: made by another version of kg ({form.strip()[:40]!r}); build it anew in "
            f"another folder, and take its verdicts.toml along"
        )
