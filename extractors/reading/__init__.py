"""Reading: bytes of one file → ``Document``. One module a format; no meaning is read here."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from extractors.facts import Document

SUFFIXES = (".txt", ".md", ".markdown", ".text", ".pdf", ".html", ".htm", ".docx")
MAX_BYTES = 64 * 1024 * 1024
_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


class UnreadableError(Exception):
    """A file that cannot be read as a paper: which one, why, and what its owner can do."""

    def __init__(self, path: Path, reason: str, way_out: str) -> None:
        super().__init__(f"{path}: {reason}; {way_out}")
        self.path, self.reason, self.way_out = path, reason, way_out

    def __reduce__(self) -> tuple[type[UnreadableError], tuple[Path, str, str]]:
        return UnreadableError, (self.path, self.reason, self.way_out)


def read(path: Path) -> Document:
    """Read one paper.

    Raises ``UnreadableError`` for a file that is missing, empty, too large, binary, encrypted, damaged or of a format
    that is not read.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableError(
                path,
                f"larger than {MAX_BYTES // 2**20} MB ({size // 2**20} MB)",
                "split it into the packs it was made of",
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            path, error.strerror or "cannot be opened", "check the path and its permissions"
        ) from error
    if not data.strip():
        raise UnreadableError(path, "the file is empty", "download it again or leave it out")
    identifier = sha256(data).hexdigest()
    if data.startswith(b"%PDF-") or path.suffix.lower() == ".pdf":
        from extractors.reading.pdf import read_pdf

        return read_pdf(path, data, identifier)
    if data.startswith(b"PK\x03\x04") or path.suffix.lower() == ".docx":
        from extractors.reading.docx import read_docx

        return read_docx(path, data, identifier)
    if path.suffix.lower() in (".html", ".htm") or _WEB_PAGE.match(data):
        from extractors.reading.html import read_html

        return read_html(path, data, identifier)
    from extractors.reading.plain import read_plain

    return read_plain(path, data, identifier)
