"""Papers of a plan → files in a folder, each with a note of where it is from beside it.

What is there already is asked for by ETag and date; what broke off goes on where it stopped;
nothing is ever deleted.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote, urlsplit

from kg.errors import FetchError
from kg.extractors.reading.formats import SUFFIXES, FileKind, kind_of
from kg.fetch.plan import PublishedPaper
from kg.fetch.polite_client import PoliteClient
from kg.fetch.source_note import NOTE_SUFFIX, read_note

if TYPE_CHECKING:
    import httpx

PART_SUFFIX = ".part"  # of a paper that is not whole yet
MAX_FILE = 200 * 1024 * 1024  # bytes
_SUFFIX_OF: dict[FileKind, str] = {"pdf": ".pdf", "html": ".html", "rtf": ".rtf", "zip": ".zip"}

FetchState = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class FetchedPaper:
    """A paper that is in the folder now, and whether it is new to it."""

    path: Path
    state: FetchState


def fetch_paper(client: PoliteClient, paper: PublishedPaper, folder: Path) -> FetchedPaper:
    """Bring one paper into the folder ``folder``. Raises ``FetchError``; what was there stays."""
    target = folder / paper.folder / (paper.stem + _suffix(paper.url))
    target.parent.mkdir(parents=True, exist_ok=True)
    target = _free(target, paper.url)
    note = read_note(target) or {}
    part = target.with_name(target.name + PART_SUFFIX)
    with client.stream(paper.url, _conditions(note, target, part)) as response:
        if response.status_code == 304:
            return FetchedPaper(target, "unchanged")
        _save(paper.url, response, part)
        headers = dict(response.headers)
    data = part.read_bytes()
    _check(paper.url, target, data)
    digest = hashlib.sha256(data).hexdigest()
    state: FetchState = "new"
    if target.exists():
        state = "unchanged" if note.get("sha256") == digest else "changed"
    part.replace(target)
    _tag(part).unlink(missing_ok=True)
    _write_note(target, paper, headers, digest)
    return FetchedPaper(target, state)


def _suffix(url: str) -> str:
    """The ending that an address shows; most papers behind an ``.aspx`` are PDFs."""
    suffix = PurePosixPath(unquote(urlsplit(url).path)).suffix.lower()
    return suffix if suffix in SUFFIXES else ".pdf"


def _free(target: Path, url: str) -> Path:
    """``target``, or with a number where another paper has that name."""
    number, path = 1, target
    while path.exists() and (read_note(path) or {}).get("url", url) != url:
        number += 1
        path = target.with_name(f"{target.stem}-{number}{target.suffix}")
    return path


def _conditions(note: dict[str, Any], target: Path, part: Path) -> dict[str, str]:
    """Headers that ask for what is new only, or for the rest of what broke off."""
    if part.exists() and part.stat().st_size:
        tag = _tag(part).read_text(encoding="utf-8") if _tag(part).exists() else ""
        return {"Range": f"bytes={part.stat().st_size}-", "If-Range": tag} if tag else {}
    if not target.exists():
        return {}
    headers = {"If-None-Match": note.get("etag"), "If-Modified-Since": note.get("last_modified")}
    return {name: str(value) for name, value in headers.items() if value}


def _tag(part: Path) -> Path:
    return part.with_name(part.name + ".tag")


def _save(url: str, response: httpx.Response, part: Path) -> None:
    """Write what comes into ``part``, after what is there if the server goes on from it."""
    goes_on = response.status_code == 206
    size = part.stat().st_size if goes_on and part.exists() else 0
    etag = response.headers.get("etag", "")
    if etag and not etag.startswith("W/"):
        _tag(part).write_text(etag, encoding="utf-8")
    else:
        _tag(part).unlink(missing_ok=True)
    with part.open("ab" if goes_on else "wb") as file:
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > MAX_FILE:
                raise FetchError(url, f"larger than {MAX_FILE >> 20} MB; fetch it by hand")
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def _check(url: str, target: Path, data: bytes) -> None:
    """Raise ``FetchError`` where what came is not what the address promised, whatever its type."""
    kind = kind_of(PurePosixPath("paper"), data)
    wanted = kind_of(target, b"")
    if (
        not data.strip()
        or (wanted != "html" and kind == "html")
        or (wanted == "pdf" and kind != "pdf")
    ):
        target.with_name(target.name + PART_SUFFIX).unlink(missing_ok=True)
        came = "nothing" if not data.strip() else "a web page" if kind == "html" else "another file"
        raise FetchError(url, f"{came} came where a {target.suffix} was promised")


def _write_note(target: Path, paper: PublishedPaper, headers: dict[str, str], digest: str) -> None:
    note = {
        "url": paper.url,
        "page": paper.page,
        "title": paper.title,
        "committee": paper.committee,
        "meeting_id": paper.meeting_id,
        "meeting_date": paper.meeting_date.isoformat() if paper.meeting_date else None,
        "item": paper.item,
        "published": paper.published,
        "etag": headers.get("etag"),
        "last_modified": headers.get("last-modified"),
        "sha256": digest,
    }
    text = json.dumps(note, indent=1, ensure_ascii=False) + "\n"
    target.with_name(target.name + NOTE_SUFFIX).write_text(text, encoding="utf-8")
