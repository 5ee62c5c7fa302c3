"""One published snapshot, held whole: the graph in memory, the texts of its papers, what the build said of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

import ontology as bg
from extractors.facts import Document
from kg.pipeline.cache import PaperCache
from kg.rdf.quads import BASE
from kg.store import snapshots
from kg.views.accuracy import Accuracy, measure_accuracy

TYPE = ox.NamedNode(bg.PREFIXES["rdf"] + "type")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """``papers`` are the texts by their document's IRI; a text that the store has no more is absent."""

    name: str
    digest: str
    base: str
    manifest: dict[str, Any]
    graph: ox.Store
    papers: dict[str, Document] = field(repr=False)
    issues: tuple[dict[str, Any], ...] = field(repr=False)
    accuracy: tuple[Accuracy, ...] = ()

    def facts(self) -> dict[str, Any]:
        """What the process that speaks HTTP needs to know of it."""
        return {
            "name": self.name,
            "digest": self.digest,
            "base": self.base,
            "quads": self.manifest.get("quads", 0),
        }


def load(home: Path, gold: Path | None = None) -> Snapshot:
    """The newest snapshot of the store in ``home``, held against the rows in ``gold``. Raises ``KgError``."""
    with snapshots.open_snapshot(home) as published:
        graph = ox.Store()
        graph.bulk_load(
            published.graph.dump(format=ox.RdfFormat.N_QUADS) or b"", ox.RdfFormat.N_QUADS
        )
        manifest, name = published.manifest, published.name
        told = (published.path.parent / "manifest.json").read_bytes()
    accuracy = measure_accuracy(graph, gold) if gold is not None else ()
    digest = hashlib.sha256(b"\0".join((name.encode(), told, repr(accuracy).encode()))).hexdigest()
    base = manifest.get("base") or BASE
    return Snapshot(
        name, digest, base, manifest, graph, _papers(home, graph), _issues(home), accuracy
    )


def _papers(home: Path, graph: ox.Store) -> dict[str, Document]:
    cache = PaperCache(home, "")
    found = {}
    for quad in graph.quads_for_pattern(None, ox.NamedNode(str(bg.digest)), None):
        document = cache.load_document(getattr(quad.object, "value", ""))
        if document is not None:
            found[getattr(quad.subject, "value", "")] = document
    return found


def _issues(home: Path) -> tuple[dict[str, Any], ...]:
    try:
        lines = (home / snapshots.ISSUES_FILE).read_text(encoding="utf-8").splitlines()
        return tuple(json.loads(line) for line in lines if line.strip())
    except (OSError, ValueError):
        return ()
