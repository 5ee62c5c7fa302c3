"""Where else on this machine a forgotten name may stand: copies, releases, other stores."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.pipeline.forgetting import Forgotten
from kg.store.issued import issued_releases
from kg.store.release_store import is_release
from kg.store.snapshots import STORE_FILE, build_folder_of, open_snapshot


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What was found beside a store: ``copies`` are caches and were deleted; ``releases`` and
    ``stores`` hold the name still, unless they were ``withdrawn``.
    """

    copies: tuple[Path, ...]
    withdrawn: tuple[Path, ...]
    releases: tuple[Path, ...]
    stores: tuple[Path, ...]


def forget_elsewhere(home: Path, forgotten: Forgotten, withdraw: bool) -> Elsewhere:
    """Delete the copies among this machine's caches that hold a name, and with ``withdraw`` the
    releases of the store ``home`` that do; say which others hold it.
    """
    copies: list[Path] = []
    stores: list[Path] = []
    for folder in _cached_stores():
        if folder.resolve() != home.resolve() and _holds(folder, forgotten):
            is_copy = folder.name.endswith("-copy")
            (copies if is_copy else stores).append(folder)
    releases = [
        folder
        for folder in issued_releases(home)
        if is_release(folder) and _release_holds(folder, forgotten)
    ]
    for folder in (*copies, *(releases if withdraw else ())):
        shutil.rmtree(folder, ignore_errors=True)
    gone = tuple(folder for folder in releases if not folder.exists())
    left = tuple(folder for folder in releases if folder.exists())
    return Elsewhere(tuple(copies), gone, left, tuple(stores))


def _cached_stores() -> Iterator[Path]:
    """The stores among the caches: graphs built for servers, and copies of servers and releases."""
    caches = build_folder_of("").parent
    if caches.is_dir():
        yield from sorted(path for path in caches.iterdir() if (path / STORE_FILE).is_file())


def _holds(folder: Path, forgotten: Forgotten) -> bool:
    """Whether the graph of a store holds a name; of one that cannot be read that is taken as so."""
    try:
        with open_snapshot(folder) as published:
            texts = {
                quad.object.value for quad in published.graph if isinstance(quad.object, ox.Literal)
            }
    except StoreError:
        return True
    return any(map(forgotten.names, texts))


def _release_holds(folder: Path, forgotten: Forgotten) -> bool:
    files = (path for path in folder.rglob("*") if path.is_file())
    return any(
        forgotten.names(path.read_text(encoding="utf-8", errors="replace")) for path in files
    )
