"""Where releases of a store were written, so that they can be found again."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from kg.store.filesystem import replace_file

FILE = "releases.json"  # in the store's folder: absolute paths


def note_release(home: Path, out: Path) -> None:
    """Note that a release of the store ``home`` lies in ``out``; nothing where it is read-only."""
    known = {*issued_releases(home), out.resolve()}
    with suppress(OSError):
        replace_file(home / FILE, json.dumps(sorted(map(str, known)), indent=1), private=True)


def issued_releases(home: Path) -> list[Path]:
    """Where releases were written, there still or not; empty where that is not known."""
    try:
        return [Path(each) for each in json.loads((home / FILE).read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return []
