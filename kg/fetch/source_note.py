"""The note beside a fetched paper (``minutes.pdf.source.json``): where it is from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

NOTE_SUFFIX = ".source.json"
MAX_NOTE = 100_000  # bytes


def read_note(paper: Path) -> dict[str, Any] | None:
    """The note beside the file ``paper``, or ``None`` where there is none that can be read."""
    path = paper.with_name(paper.name + NOTE_SUFFIX)
    try:
        if path.stat().st_size > MAX_NOTE:
            return None
        note = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return note if isinstance(note, dict) else None


def source_of(paper: Path) -> str | None:
    """The address that a file was fetched from, if a note beside it says so."""
    return _address(paper, "url")


def source_page_of(paper: Path) -> str | None:
    """The address of the page that offers a file, if a note beside it says so."""
    return _address(paper, "page")


def _address(paper: Path, key: str) -> str | None:
    url = str((read_note(paper) or {}).get(key, ""))
    try:
        is_web = urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return None
    return url if is_web and not any(sign in url for sign in ' <>"{}|\\^`') else None
