"""Digests of what results depend on: texts, our own code with its data files, and libraries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

READING_LIBRARIES = (
    "pypdfium2", "lxml", "python-docx", "openpyxl", "olefile", "python-crfsuite",
    "pyoxigraph",
)  # fmt: skip
"""Libraries that decide what is read in a paper."""

_CODE_SUFFIXES = (".py", ".toml", ".ttl", ".rq", ".crfsuite", ".txt")


def fingerprint(*parts: str) -> str:
    """One digest of several texts, as hexadecimal SHA-256."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@cache
def code_fingerprint(packages: tuple[str, ...], libraries: tuple[str, ...] = ()) -> str:
    """One digest of the code and data files of ``packages`` and the versions of ``libraries``.

    It is that of the code that runs: files are read once a process.
    """
    parts = [f"{name} {version(name)}" for name in libraries]
    for package in packages:
        for name, digest in _code_files(Path(str(files(package)))):
            parts += [name, digest]
    return fingerprint(*parts)


def _code_files(root: Path) -> Iterator[tuple[str, str]]:
    """Name and digest of every file under ``root`` that decides what the code does, in order."""
    for path in sorted(path for path in root.rglob("*") if path.suffix in _CODE_SUFFIXES):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        yield path.relative_to(root).as_posix(), digest


def reading_fingerprint() -> str:
    """The digest of all that decides what is found in a paper, the user's own files aside."""
    return code_fingerprint(("kg.extractors", "kg.ontology"), READING_LIBRARIES)
