"""Finds the papers that are to be built: files and folders as given on the command line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.reading import MAX_BYTES, SUFFIXES, UnreadableError
from kg.store.snapshots import STORE_FILE


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A file that is to be in the graph. ``id`` is the SHA-256 of its bytes, as ``Document.id``."""

    path: Path
    id: str


@dataclass(frozen=True, slots=True)
class FoundPapers:
    """What a list of paths came to.

    ``problems`` are whole sentences; ``ignored`` are files in folders that no reader knows.
    """

    files: tuple[PaperFile, ...]
    problems: tuple[str, ...]
    ignored: tuple[Path, ...]


def find_papers(paths: Iterable[Path]) -> FoundPapers:
    """The papers among files and folders, in order of their paths.

    Folders are searched to the bottom, hidden files and other stores left alone. A file named
    outright is taken whatever its ending; the reader decides.
    """
    chosen: set[Path] = set()
    ignored: set[Path] = set()
    problems: list[str] = []
    for path in paths:
        if path.is_dir():
            papers, others = _papers_in(path)
            chosen.update(papers)
            ignored.update(others)
            if not papers:
                known = " ".join(SUFFIXES)
                problems.append(
                    f"{path}: no papers in this folder; name one with files that end in {known}"
                )
        elif path.exists():
            chosen.add(path.resolve())
        else:
            problems.append(f"{path}: no such file or folder; check the path")
    files, unreadable = _identified(sorted(chosen))
    return FoundPapers(tuple(files), (*problems, *unreadable), tuple(sorted(ignored)))


def _identified(paths: Iterable[Path]) -> tuple[list[PaperFile], list[str]]:
    """Each file with its digest, and a sentence for each that cannot be read."""
    found: list[PaperFile] = []
    problems: list[str] = []
    for path in paths:
        try:
            found.append(PaperFile(path, _digest(path)))
        except UnreadableError as error:
            problems.append(str(error))
        except OSError as error:
            problems.append(f"{path}: cannot be opened ({error.strerror}); check its permissions")
    return found, problems


def _papers_in(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files under ``folder`` that a reader knows by their ending, and the others."""
    papers: list[Path] = []
    others: list[Path] = []
    for path in _files_under(folder):
        (papers if path.suffix.lower() in SUFFIXES else others).append(path.resolve())
    return papers, others


def _files_under(folder: Path) -> Iterator[Path]:
    """Every file under ``folder``, without hidden ones, stores, and folders that cannot be read."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    if any(entry.name == STORE_FILE for entry in entries):
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_file():
            yield entry
        elif entry.is_dir() and not entry.is_symlink():  # a link may lead back to where it stands
            yield from _files_under(entry)


def _digest(path: Path) -> str:
    if path.stat().st_size > MAX_BYTES:
        size = f"larger than {MAX_BYTES // 2**20} MB"
        raise UnreadableError(path, size, "split it into the packs it was made of")
    return hashlib.sha256(path.read_bytes()).hexdigest()
