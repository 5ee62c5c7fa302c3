"""A release as a store: what was known on the day it was issued, asked as any graph is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import NotAStore
from kg.store.copies import copy_folder, publish_copy

RELEASE, GRAPH, ISSUES, CHECKSUMS = "release.json", "graph.trig", "issues.jsonl", "SHA256SUMS"
FORM = "boardgraph release, form 1"
_NOTE = "copied.json"  # in the copy: the checksums of the release that it was made from


def is_release(folder: Path) -> bool:
    """Whether a folder is a release that kg wrote."""
    return (folder / RELEASE).is_file() and (folder / GRAPH).is_file()


def open_release(folder: Path) -> Path:
    """The folder of a store with the graph of a release; it lies among the caches.

    Raises ``NotAStore`` where the files are not those that were issued.
    """
    about = _verified(folder)
    home = copy_folder(str(folder.resolve()))
    digest = hashlib.sha256((folder / CHECKSUMS).read_bytes()).hexdigest()
    note = home / _NOTE
    if not note.is_file() or note.read_text(encoding="utf-8") != digest:
        lines = (folder / ISSUES).read_text(encoding="utf-8").splitlines()
        issues = [json.loads(line) for line in lines if line]
        publish_copy(home, _graphs(folder / GRAPH), about["base"], issues)
        note.write_text(digest, encoding="utf-8")
    return home


def _verified(folder: Path) -> dict[str, Any]:
    """What ``release.json`` says, once the graph has the checksum that the release gives."""
    try:
        about: dict[str, Any] = json.loads((folder / RELEASE).read_text(encoding="utf-8"))
        sums = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
        expected = {name: digest for digest, _, name in (line.partition("  ") for line in sums)}
        for name in (GRAPH, ISSUES, RELEASE):
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected.get(name):
                raise NotAStore(f"{folder}: {name} is not the file that was issued; fetch it again")
    except (OSError, ValueError) as error:
        raise NotAStore(f"{folder}: this release cannot be read ({error})") from error
    if about.get("form") != FORM:
        raise NotAStore(f"{folder}: a release of another form; open it with a newer kg")
    return about


def _graphs(path: Path) -> Iterator[tuple[str, list[ox.Quad]]]:
    """Each named graph with its quads in an order that depends on nothing but them."""
    found: dict[str, list[ox.Quad]] = {}
    for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TRIG):
        assert isinstance(quad.graph_name, ox.NamedNode)
        found.setdefault(quad.graph_name.value, []).append(quad)
    for name in sorted(found):
        yield name, sorted(found[name], key=str)
