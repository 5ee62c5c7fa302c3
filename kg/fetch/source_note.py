"""The note beside a fetched paper (``minutes.pdf.source.json``): where it is from."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kg.extractors.facts import PublishedFor

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


def noted_publication(paper: Path) -> PublishedFor | None:
    """What a note beside a file says of the meeting that it was published for."""
    note = read_note(paper)
    if note is None:
        return None
    texts = {
        name: " ".join(str(note[name]).split()) or None
        for name in ("committee", "meeting_id", "item", "title")
        if note.get(name)
    }
    try:
        day = date.fromisoformat(str(note.get("meeting_date")))
    except ValueError:
        day = None
    return PublishedFor(meeting_date=day, **texts) if day or texts else None


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
