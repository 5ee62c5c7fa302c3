"""The log of files: what was given to builds and is not in the graph, and why.

It is kept apart from the issue log, which belongs to the graph that is published: a file that fails
changes no graph.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.pipeline.inputs import FoundPapers
from kg.store.filesystem import replace_file
from kg.store.snapshots import FILE_LOG


def update_file_log(
    home: Path, found: FoundPapers, failures: Iterable[tuple[Path, str]], fresh: bool
) -> None:
    """Write down what came of the files looked at now; what earlier builds left out stays."""
    new = {str(path): _record(path, "error", why) for path, why in failures}
    new |= {
        str(each.path): _record(
            each.path, "info", f"{each.path}: left out, no paper: {each.reason}"
        )
        for each in found.left_out
    }
    looked_at = {str(file.path) for file in found.files} | {str(root) for root in found.roots}
    kept = {
        path: record
        for path, record in ({} if fresh else _records(home)).items()
        if path not in looked_at and not _under(path, found.roots)
    }
    records = {**kept, **new}
    if not records and not (home / FILE_LOG).exists():
        return
    log = "".join(json.dumps(records[path]) + "\n" for path in sorted(records))
    replace_file(home / FILE_LOG, log, private=True)


def _record(path: Path, level: str, message: str) -> dict[str, Any]:
    """One line of the log, with the fields of an issue."""
    return {
        "level": level,
        "stage": "files",
        "document": path.name,
        "page": None,
        "start": None,
        "message": message,
        "words": None,
        "path": str(path),
    }


def _records(home: Path) -> dict[str, dict[str, Any]]:
    try:
        lines = (home / FILE_LOG).read_text(encoding="utf-8").splitlines()
        return {str(record["path"]): record for record in map(json.loads, lines)}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _under(path: str, roots: Iterable[Path]) -> bool:
    return any(path.startswith((f"{root}{os.sep}", f"{root}!")) for root in roots)
