"""Which format a file is in: by its first bytes, or else by its ending."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import Literal

FileKind = Literal[
    "pdf", "docx", "odf", "pptx", "xlsx", "rtf", "mail", "legacy", "html", "plain", "zip", "7z",
]  # fmt: skip

_BY_SUFFIX: dict[str, FileKind] = {
    ".txt": "plain", ".md": "plain", ".markdown": "plain", ".text": "plain", ".pdf": "pdf",
    ".html": "html", ".htm": "html", ".docx": "docx", ".docm": "docx", ".dotx": "docx",
    ".odt": "odf", ".odp": "odf", ".ods": "odf", ".ott": "odf", ".fodt": "odf", ".rtf": "rtf",
    ".eml": "mail", ".msg": "mail", ".pptx": "pptx", ".pptm": "pptx", ".ppsx": "pptx",
    ".xlsx": "xlsx", ".xlsm": "xlsx", ".doc": "legacy", ".dot": "legacy", ".ppt": "legacy",
    ".pps": "legacy", ".xls": "legacy", ".zip": "zip", ".7z": "7z",
}  # fmt: skip
SUFFIXES = tuple(suffix for suffix in _BY_SUFFIX if suffix != ".fodt")
CONTAINERS: frozenset[FileKind] = frozenset(("zip", "7z", "mail"))
_PARTS: tuple[tuple[str, FileKind], ...] = (
    ("word/", "docx"), ("ppt/", "pptx"), ("xl/", "xlsx"), ("content.xml", "odf"),
)  # fmt: skip
_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
HEAD = 4096  # bytes that show what a file is


def kind_of(path: PurePath, data: bytes) -> FileKind:
    """The format of a file with the bytes ``data``; plain text where nothing tells."""
    suffix = path.suffix.lower()
    kind = _by_bytes(data, suffix) or _BY_SUFFIX.get(suffix, "plain")
    return "html" if kind == "plain" and _WEB_PAGE.match(data) else kind


def _by_bytes(data: bytes, suffix: str) -> FileKind | None:
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _of_zip(data, suffix)
    if data.startswith(b"7z\xbc\xaf\x27\x1c"):
        return "7z"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        outlook = "__properties_version1.0".encode("utf-16-le")
        return "mail" if suffix == ".msg" or outlook in data else "legacy"
    return None


def _of_zip(data: bytes, suffix: str) -> FileKind:
    """An office file by the parts it has, else an archive; a damaged one by its ending."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError):
        return _BY_SUFFIX.get(suffix, "zip")
    packaged = "[Content_Types].xml" in names or "mimetype" in names
    for start, kind in _PARTS:
        if packaged and any(name.startswith(start) for name in names):
            return kind
    return "zip"


def looks_like_paper(head: bytes) -> bool:
    """Whether the first bytes of a file with a strange ending, or none, are those of a paper."""
    return _by_bytes(head, "") in ("pdf", "rtf") or _WEB_PAGE.match(head) is not None


def is_lock_file(name: str) -> bool:
    """Whether a file is what an office program leaves while another file is open."""
    return name.startswith(("~$", ".~lock."))


def why_no_paper(path: PurePath) -> str:
    """Why a file with this ending is left out, in words."""
    suffix = path.suffix.lower().lstrip(".")
    return _reasons().get(suffix) or (
        f"no format of papers (.{suffix})" if suffix else "no ending that tells its format"
    )


@cache
def _reasons() -> dict[str, str]:
    table = files("kg.extractors.reading").joinpath("other_files.toml").read_text(encoding="utf-8")
    reasons: dict[str, str] = tomllib.loads(table)["reasons"]
    return {suffix: reason for reason, suffixes in reasons.items() for suffix in suffixes.split()}
