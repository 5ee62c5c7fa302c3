"""Papers on their way in: which files are meant, their text as kept in the store, the facts already found in them."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, is_dataclass, replace
from datetime import date
from decimal import Decimal
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from extractors import facts as types
from extractors.facts import Document, Facts, Page, Span
from extractors.reading import MAX_BYTES, SUFFIXES, UnreadableError

READERS = (
    "spacy",
    "pypdfium2",
    "lxml",
    "python-docx",
    "pyoxigraph",
)  # what is read in a paper depends on them too
_CODE = (".py", ".toml", ".ttl", ".rq")


@dataclass(frozen=True, slots=True)
class File:
    """A file that is to be in the graph. ``id`` is the SHA-256 of its bytes, as in ``Document.id``."""

    path: Path
    id: str

    @property
    def name(self) -> str:
        """The file's name, in characters that every file can be written in."""
        return os.fsencode(self.path.name).decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Found:
    """What a list of paths came to. ``problems`` are whole sentences; ``ignored`` are files no reader knows."""

    files: tuple[File, ...]
    problems: tuple[str, ...]
    ignored: tuple[Path, ...]


def find(paths: Iterable[Path]) -> Found:
    """The papers among files and folders, folders searched to the bottom, hidden files and other stores left alone.

    A file named outright is taken whatever its ending; the reader decides.
    """
    chosen: dict[Path, None] = {}
    problems: list[str] = []
    ignored: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            papers, others = _within(path)
            ignored.update(dict.fromkeys(others))
            chosen.update(dict.fromkeys(papers))
            if not papers:
                known = " ".join(SUFFIXES)
                problems.append(
                    f"{path}: no papers in this folder; name one with files that end in {known}"
                )
        elif path.exists():
            chosen[path.resolve()] = None
        else:
            problems.append(f"{path}: no such file or folder; check the path")
    found = []
    for path in sorted(chosen):
        try:
            found.append(File(path, _digest(path)))
        except UnreadableError as error:
            problems.append(str(error))
        except OSError as error:
            problems.append(f"{path}: cannot be opened ({error.strerror}); check its permissions")
    return Found(tuple(found), tuple(problems), tuple(sorted(ignored)))


def _within(folder: Path) -> tuple[list[Path], list[Path]]:
    papers: list[Path] = []
    others: list[Path] = []
    for path in _walk(folder):
        (papers if path.suffix.lower() in SUFFIXES else others).append(path.resolve())
    return papers, others


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    if any(entry.name == "STORE" for entry in entries):
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():  # a link may lead round in a circle
                yield from _walk(entry)
        elif entry.is_file():
            yield entry


def _digest(path: Path) -> str:
    if path.stat().st_size > MAX_BYTES:
        size = f"larger than {MAX_BYTES // 2**20} MB"
        raise UnreadableError(path, size, "split it into the packs it was made of")
    return hashlib.sha256(path.read_bytes()).hexdigest()


# -- what is kept -----------------------------------------------------------------------------------------------------


class Shelf:
    """The texts and the found facts in a store's folder. A damaged or outdated entry counts as absent."""

    def __init__(self, home: Path, code: str):
        self._papers = home / "papers"
        self._facts = home / "facts"
        self._code = code

    def document(self, identifier: str) -> Document | None:
        """The text of a paper as it was read."""
        try:
            raw = json.loads((self._papers / f"{identifier}.json").read_text(encoding="utf-8"))
            pages = tuple(Page(**page) for page in raw.pop("pages"))
            emphasis = tuple(Span(**span) for span in raw.pop("emphasis"))
            found = Document(**raw, pages=pages, emphasis=emphasis)
            return found if found.id == identifier else None
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def keep_document(self, document: Document) -> None:
        """Keep a paper's text, so that it can be searched again when the vocabulary or a rule changes."""
        text = json.dumps(asdict(document), ensure_ascii=False)
        _put(self._papers / f"{document.id}.json", text.encode())

    def key(self, identifier: str, name: str, vocabulary: str) -> str:
        """Names what extraction depends on: the file's bytes and name, the vocabulary, the code and its libraries."""
        return digest_of(identifier, name, vocabulary, self._code)

    def facts(self, key: str, document: Document) -> Facts | None:
        """What was found in ``document`` under ``key``, if that is kept."""
        try:
            with (self._facts / key).open("rb") as file:
                found = _Facts(file).load()
        except Exception:  # whatever a damaged file makes of itself: the paper is read again
            return None
        return replace(found, document=document) if isinstance(found, Facts) else None

    def keep_facts(self, key: str, facts: Facts) -> None:
        """Keep what was found; the text itself is kept apart."""
        bare = replace(facts, document=replace(facts.document, text="", pages=(), emphasis=()))
        _put(self._facts / key, pickle.dumps(bare, protocol=5))

    def forget_all_but(self, papers: Iterable[str], keys: Iterable[str]) -> None:
        """Delete the texts and facts that no published graph needs any more."""
        kept = {f"{identifier}.json" for identifier in papers}
        wanted = set(keys)
        for path in self._papers.iterdir():
            if path.name not in kept:
                path.unlink(missing_ok=True)
        for path in self._facts.iterdir():
            if path.name not in wanted:
                path.unlink(missing_ok=True)


def shelf_of(home: Path) -> Shelf:
    """The shelf of the store in the folder ``home``, for the code as it is now."""
    return Shelf(home, code_digest(("extractors", "ontology"), READERS))


_PLAIN = {("datetime", "date"): date, ("decimal", "Decimal"): Decimal}


class _Facts(pickle.Unpickler):
    """Reads facts and nothing else: a store handed on by somebody must not be able to run code."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return _PLAIN[module, name]
        found = getattr(types, name, None) if module == types.__name__ else None
        if isinstance(found, type) and is_dataclass(found):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no kind of fact")


def _put(path: Path, data: bytes) -> None:
    new = path.with_name(path.name + ".tmp")
    new.write_bytes(data)
    new.replace(path)


# -- what results depend on ------------------------------------------------------------------------------------------


def code_digest(packages: Sequence[str], libraries: Sequence[str] = ()) -> str:
    """One digest of the code and the data files of our own packages, and of the versions of libraries."""
    parts = [f"{name} {version(name)}" for name in libraries]
    for package in packages:
        root = Path(str(files(package)))
        for path in sorted(path for path in root.rglob("*") if path.suffix in _CODE):
            parts += [
                path.relative_to(root).as_posix(),
                hashlib.sha256(path.read_bytes()).hexdigest(),
            ]
    return digest_of(*parts)


def digest_of(*parts: str) -> str:
    """One digest of several texts."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
