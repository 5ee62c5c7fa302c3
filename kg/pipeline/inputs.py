"""Finds the papers that are to be built: files, folders, archives, and what comes by standard
input.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.extractors.reading import MAX_BYTES, SUFFIXES, UnreadableError, file_bytes
from kg.extractors.reading.containers import MARK, MAX_DEPTH, members
from kg.extractors.reading.formats import (
    CONTAINERS,
    HEAD,
    is_lock_file,
    kind_of,
    looks_like_paper,
    why_no_paper,
)
from kg.fetch.source_note import NOTE_SUFFIX
from kg.pipeline.limits import ProcessLost, run_apart
from kg.store.snapshots import STORE_FILE

STANDARD_INPUT = Path("-")
UNPACKING_SECONDS = 60.0  # of CPU time, for one archive


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A file that is to be in the graph. ``id`` is the SHA-256 of its bytes, as ``Document.id``.

    ``path`` is how it is known, ``pack.zip!/minutes.pdf`` for a member of an archive; ``held`` is
    where its bytes are.
    """

    path: Path
    id: str
    held: Path


@dataclass(frozen=True, slots=True)
class LeftOutFile:
    """A file in a folder or an archive that is no paper, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class FoundPapers:
    """What a list of paths came to.

    ``problems`` are whole sentences by the paths they are about. ``named`` are the files given
    outright, ``roots`` the folders and archives that were searched to the bottom, and paths that
    are not there.
    """

    files: tuple[PaperFile, ...] = ()
    problems: tuple[tuple[Path, str], ...] = ()
    left_out: tuple[LeftOutFile, ...] = ()
    named: frozenset[Path] = frozenset()
    roots: tuple[Path, ...] = ()


def find_papers(
    paths: Iterable[Path], scratch: Path | None = None, standard_input_name: str | None = None
) -> FoundPapers:
    """The papers among files and folders, in order of their paths.

    Folders are searched to the bottom, hidden files, lock files and other stores left alone. A file
    named outright is taken whatever its ending; the reader decides. Archives and letters are opened
    into the folder ``scratch``, which the caller removes; without it they stay closed.
    ``Path("-")`` is standard input.
    """
    search = _Search(scratch)
    for path in paths:
        if path == STANDARD_INPUT:
            search.take_standard_input(standard_input_name)
        elif path.is_dir():
            search.take_folder(path)
        elif path.exists():
            search.named.add(path.resolve())
            search.chosen.add(path.resolve())
        else:
            search.roots.add(path.resolve())
            search.problems[path] = f"{path}: no such file or folder; check the path"
    return search.result()


@dataclass(slots=True)
class _Search:
    """What has been found so far."""

    scratch: Path | None
    chosen: set[Path] = field(default_factory=set)
    named: set[Path] = field(default_factory=set)
    roots: set[Path] = field(default_factory=set)
    left_out: dict[Path, str] = field(default_factory=dict)
    problems: dict[Path, str] = field(default_factory=dict)
    files: dict[Path, PaperFile] = field(default_factory=dict)

    def result(self) -> FoundPapers:
        for path in sorted(self.chosen):
            self.take_file(path, path, 0)
        return FoundPapers(
            tuple(self.files[path] for path in sorted(self.files)),
            tuple(self.problems.items()),
            tuple(LeftOutFile(path, self.left_out[path]) for path in sorted(self.left_out)),
            frozenset(self.named),
            tuple(sorted(self.roots)),
        )

    def take_folder(self, folder: Path) -> None:
        """The files under ``folder`` that a reader knows by their ending or their bytes."""
        self.roots.add(folder.resolve())
        before = len(self.chosen)
        for path in _files_under(folder):
            if path.suffix.lower() in SUFFIXES or looks_like_paper(_head(path)):
                self.chosen.add(path.resolve())
            else:
                self.left_out[path.resolve()] = why_no_paper(path)
        if len(self.chosen) == before and not any(
            path.is_relative_to(folder.resolve()) for path in self.chosen
        ):
            self.problems[folder] = (
                f"{folder}: no papers in this folder; name one with files that end in "
                + " ".join(SUFFIXES)
            )

    def take_standard_input(self, name: str | None) -> None:
        """What comes by standard input, kept in ``scratch`` under a name that its bytes give."""
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        if self.scratch is None or not data.strip() or len(data) > MAX_BYTES:
            reason = "more than is read of one file" if data.strip() else "nothing came"
            self.problems[STANDARD_INPUT] = f"standard input: {reason}; pipe one paper into kg"
            return
        digest = hashlib.sha256(data).hexdigest()
        held = self.scratch / digest
        held.write_bytes(data)
        address = Path(f"-{MARK}{name or f'stdin-{digest[:8]}'}")
        self.named.add(address)
        self.take_file(address, held, 0)

    def take_file(self, path: Path, held: Path, depth: int) -> None:
        """One file, and what is in it if it is an archive or a letter."""
        try:
            data = file_bytes(held)
            if held != path and not data.strip():
                raise UnreadableError(path, "the file is empty", "leave it out")
            kind = kind_of(path, data)
            if kind in CONTAINERS and self.scratch is not None:
                self._open(path, held, depth)
            if kind not in CONTAINERS or kind == "mail":
                self.files[path] = PaperFile(path, hashlib.sha256(data).hexdigest(), held)
        except UnreadableError as error:
            about = UnreadableError(path, error.reason, error.way_out)
            self.problems[path] = str(about)
        except OSError as error:
            self.problems[path] = (
                f"{path}: cannot be opened ({error.strerror}); check its permissions"
            )

    def _open(self, path: Path, held: Path, depth: int) -> None:
        """The files in the archive or letter at ``path``."""
        if depth >= MAX_DEPTH:
            raise UnreadableError(
                path, f"archives within archives, more than {MAX_DEPTH} deep", "unpack them"
            )
        found = run_apart(_unpack, (path, held, self.scratch), UNPACKING_SECONDS)
        if isinstance(found, ProcessLost):
            raise UnreadableError(
                path, "needs more time or memory to unpack than any archive should", "unpack it"
            )
        self.roots.add(path)
        for member in found:
            if member.held is None:
                self.left_out[member.path] = member.reason
            elif is_lock_file(member.path.name) or member.path.name.startswith("."):
                continue
            elif member.path.suffix.lower() in SUFFIXES or looks_like_paper(_head(member.held)):
                self.take_file(member.path, member.held, depth + 1)
            else:
                self.left_out[member.path] = why_no_paper(member.path)


@dataclass(frozen=True, slots=True)
class _UnpackedMember:
    """A member of an archive: where its bytes are held, or the reason why they are not."""

    path: Path
    held: Path | None
    reason: str


def _unpack(path: Path, held: Path, scratch: Path) -> list[_UnpackedMember]:
    """Write the members of an archive into ``scratch``, each under the digest of its bytes."""
    data = file_bytes(held)
    found = []
    for member in members(path, data, kind_of(path, data)):
        if member.data is None:
            found.append(_UnpackedMember(member.path, None, member.reason or "cannot be unpacked"))
            continue
        target = scratch / hashlib.sha256(member.data).hexdigest()
        if not target.exists():
            target.write_bytes(member.data)
        found.append(_UnpackedMember(member.path, target, ""))
    return found


def _files_under(folder: Path) -> Iterator[Path]:
    """Every file under ``folder``, without hidden ones, stores, and folders that cannot be read."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    if any(entry.name == STORE_FILE for entry in entries):
        return
    for entry in entries:
        if entry.name.startswith(".") or is_lock_file(entry.name):
            continue
        if entry.name.endswith(NOTE_SUFFIX):  # of a fetched paper
            continue
        if entry.is_file():
            yield entry
        elif entry.is_dir() and not entry.is_symlink():  # a link may lead back to where it stands
            yield from _files_under(entry)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError:
        return b""
