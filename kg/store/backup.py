"""A store in one file: what cannot be made again, and the newest graph; and back again."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError, StoreError
from kg.store.filesystem import close_to_others, short_message
from kg.store.snapshots import STORE_FILE, open_snapshot, require_store

_FILES = (STORE_FILE, "current", "issues.jsonl", "files.jsonl", "verdicts.toml", "forgotten.json")


def back_up(home: Path, target: Path) -> int:
    """Write the store ``home`` to the file ``target``; the number of files in it.

    The graph is the newest one published; a build may go on meanwhile. Raises ``InputError`` where
    ``target`` exists, ``StoreError`` where it cannot be written.
    """
    if target.exists():
        raise InputError(f"{target}: is there already; name another file")
    part = target.with_name(target.name + ".part")
    try:
        with open_snapshot(home) as published, tarfile.open(part, "w:gz") as archive:
            files = list(_files(home, published.name))
            for path in files:
                archive.add(path, path.relative_to(home).as_posix(), recursive=False)
        part.chmod(0o600)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"{target}: cannot be written ({short_message(error)})") from error
    return len(files)


def _files(home: Path, snapshot: str) -> Iterator[Path]:
    yield from (path for name in _FILES if (path := home / name).is_file())
    yield from sorted((home / "papers").glob("*.json"))
    yield home / "snapshots" / f"{snapshot}.lock"
    yield from sorted(path for path in (home / "snapshots" / snapshot).rglob("*") if path.is_file())


def restore(source: Path, home: Path) -> int:
    """Make the store ``home`` from the file ``source``; the number of files in it.

    Raises ``InputError`` where ``home`` holds something already or ``source`` is no such file.
    """
    if home.exists() and any(home.iterdir()):
        raise InputError(f"{home}: is not empty; name a new folder with --store")
    try:
        with tarfile.open(source, "r:gz") as archive:
            members = [member for member in archive.getmembers() if member.isfile()]
            if STORE_FILE not in {member.name for member in members}:
                raise InputError(f"{source}: is no backup of a store")
            home.mkdir(parents=True, exist_ok=True)
            # "data" refuses links, devices and paths that lead out of the folder.
            archive.extractall(home, members, filter="data")
    except (OSError, tarfile.TarError, EOFError) as error:
        raise InputError(f"{source}: cannot be read ({short_message(error)})") from error
    for folder in ("papers", "facts", "woven"):
        (home / folder).mkdir(exist_ok=True)
    close_to_others(home)
    require_store(home)
    return len(members)
