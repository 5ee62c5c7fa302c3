"""Locks, files replaced in one step, and disk errors reported as errors of the store."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from kg.errors import StoreBusy, StoreError, StoreFull

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_DISK_FULL_CODES = {errno.ENOSPC, errno.EFBIG} | (
    {errno.EDQUOT} if hasattr(errno, "EDQUOT") else set()
)
_DISK_FULL_PHRASES = ("No space left", "File too large", "quota exceeded")


def replace_file(path: Path, text: str, private: bool = False) -> None:
    """Write a small UTF-8 file so that a reader sees the old text or the new one, never a part.

    This holds after a power cut too: the new file is on the disk before it is renamed. One that is
    ``private`` can be read by its owner alone.
    """
    replace_bytes(path, text.encode(), private, durable=True)


@contextmanager
def files_of_their_owner() -> Iterator[None]:
    """Meanwhile all that this process makes, with Oxigraph and SQLite, is for its owner alone."""
    mask = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(mask)


def close_to_others(home: Path) -> None:
    """Let nobody but its owner read what ``home`` holds."""
    for path in (home, *home.rglob("*")):
        with suppress(OSError):
            mode = path.lstat().st_mode
            if mode & 0o077 and not path.is_symlink():
                path.chmod(mode & 0o700)


def replace_bytes(path: Path, data: bytes, private: bool = False, durable: bool = False) -> None:
    """Write a file in one step: it holds what it did, or all of ``data``.

    One that is ``durable`` is on the disk before it takes the other's place.
    """
    new = path.with_name(path.name + ".tmp")
    with suppress(OSError):
        new.unlink()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(new, flags, 0o600 if private else 0o666), "wb") as file:
        file.write(data)
        if durable:
            file.flush()
            os.fsync(file.fileno())
    new.replace(path)


@contextmanager
def disk_errors(home: Path) -> Iterator[None]:
    """Turn the operating system's errors while the store ``home`` is written into ``StoreError``.

    Raises ``StoreFull`` where there is no room, ``StoreBusy`` where another process holds a lock,
    and a plain ``StoreError`` for everything else.
    """
    try:
        yield
    except OSError as error:
        kind, reason = _reason(error)
        raise kind(f"{home}: {reason}") from error


def _reason(error: OSError) -> tuple[type[StoreError], str]:
    """What an error of the system means for a store, and what can be done."""
    said = short_message(error)
    if is_disk_full(error):
        return StoreFull, (
            f"no room to write the graph ({said}); the graph published before stays: free some "
            f"space, or use a --store on another disk"
        )
    if is_locked(error):
        return StoreBusy, "another process has the store open for writing; wait for it to end"
    if is_out_of_files(error):
        return StoreError, (
            f"this process may not open more files ({said}); the graph published before stays: "
            f"raise the limit (ulimit -n) and run it again"
        )
    if error.errno == errno.EROFS:
        return StoreError, f"lies on a disk that cannot be written ({said}); use another --store"
    if isinstance(error, PermissionError):
        return StoreError, f"may not be written ({said}); use another --store"
    return StoreError, f"cannot be written ({said}); the graph published before stays"


def is_disk_full(error: BaseException) -> bool:
    """Whether an error says that the disk, the quota or the largest size of a file is reached."""
    # Oxigraph reports RocksDB's errors as text, without the number.
    number = getattr(error, "errno", None)
    return number in _DISK_FULL_CODES or any(phrase in str(error) for phrase in _DISK_FULL_PHRASES)


def is_locked(error: BaseException) -> bool:
    """Whether another process holds the lock of an Oxigraph store."""
    return "While lock file" in str(error)  # as RocksDB says it


def is_out_of_files(error: BaseException) -> bool:
    """Whether an error says that no more files may be opened."""
    number = getattr(error, "errno", None)
    said = ("Too many open files", "file descriptors")  # RocksDB; Oxigraph before it begins
    return number in (errno.EMFILE, errno.ENFILE) or any(phrase in str(error) for phrase in said)


def why_unreadable(error: BaseException) -> str | None:
    """Why a store that may be whole cannot be read, and what can be done; ``None`` elsewise."""
    said = short_message(error)
    if is_out_of_files(error):
        return f"this process may not open more files ({said}); raise the limit (ulimit -n)"
    if isinstance(error, PermissionError) or "Permission denied" in said:
        return f"may not be read ({said}); ask its owner, or use another --store"
    return None


def short_message(error: BaseException) -> str:
    """An error of the system in one line of at most 160 characters."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(text.split())[:160]


def lock_for_reading(path: Path) -> IO[bytes]:
    """Open the lock file of a snapshot and share its lock until the file is closed.

    Raises ``BlockingIOError`` while the snapshot is being removed, ``OSError`` when it is gone.
    """
    lock = path.open("rb")
    if fcntl is not None:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise
        except OSError:
            pass  # a file system without locks: the newest few snapshots are kept all the same
    return lock


def lock_against_readers(lock: IO[bytes]) -> bool:
    """Take a snapshot's lock, so that it can be removed; ``False`` while somebody reads it.

    The lock belongs to the open file (``flock``).
    """
    if fcntl is None:
        return _lock_on_windows(lock)
    return _try_lock(lambda: fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB))


def lock_against_writers(lock: IO[bytes]) -> bool:
    """Take the lock of the one process that builds; ``False`` while another process has it.

    Child processes do not inherit the lock (``lockf``), so that the workers of a builder that was
    killed cannot keep it.
    """
    if fcntl is None:
        return _lock_on_windows(lock)
    return _try_lock(lambda: fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB))


def _try_lock(take: Callable[[], None]) -> bool:
    try:
        take()
    except (BlockingIOError, PermissionError):
        return False
    return True


def _lock_on_windows(lock: IO[bytes]) -> bool:
    import msvcrt

    def take() -> None:
        lock.seek(0)
        msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]

    return _try_lock(take)
