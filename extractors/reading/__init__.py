"""Reading: bytes of one file → ``Document``. One module a format; no meaning is read here."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from extractors.facts import Document
from extractors.reading.base import Reader, UnreadableError
from extractors.reading.characters import plain_document
from extractors.reading.private_particulars import mask_document

__all__ = ["MAX_BYTES", "SUFFIXES", "UnreadableError", "finished", "read"]

SUFFIXES = (".txt", ".md", ".markdown", ".text", ".pdf", ".html", ".htm", ".docx")
MAX_BYTES = 64 * 1024 * 1024
_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def read(path: Path) -> Document:
    """Read one paper, in plain characters and with private particulars masked.

    Raises ``UnreadableError`` for a file that is missing, empty, too large, binary, encrypted,
    damaged or of a format that is not read.
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
    return finished(_reader(path, data)(path, data, sha256(data).hexdigest()))


def finished(document: Document) -> Document:
    """What a reader found, in plain characters and with private particulars masked."""
    return mask_document(plain_document(document))


def _reader(path: Path, data: bytes) -> Reader:
    """The reader for a file: by its first bytes or else its suffix; plain text where nothing tells.

    A reader is imported when it is needed, so that plain text needs no library for PDF.
    """
    suffix = path.suffix.lower()
    if data.startswith(b"%PDF-") or suffix == ".pdf":
        from extractors.reading.pdf import read_pdf

        return read_pdf
    if data.startswith(b"PK\x03\x04") or suffix == ".docx":
        from extractors.reading.docx import read_docx

        return read_docx
    if suffix in (".html", ".htm") or _WEB_PAGE.match(data):
        from extractors.reading.html import read_html

        return read_html
    from extractors.reading.plain import read_plain

    return read_plain
