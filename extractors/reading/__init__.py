"""Reading: bytes of one file → ``Document``. One module a format; no meaning is read here."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from kg.extractors.facts import Document
from kg.extractors.reading.base import Reader, UnreadableError
from kg.extractors.reading.characters import plain_document
from kg.extractors.reading.containers import LARGEST
from kg.extractors.reading.formats import SUFFIXES, FileKind, kind_of
from kg.extractors.reading.private_particulars import mask_document

__all__ = ["MAX_BYTES", "SUFFIXES", "UnreadableError", "file_bytes", "finished", "read"]

MAX_BYTES = LARGEST


def read(path: Path, shown_as: Path | None = None) -> Document:
    """Read one paper, in plain characters and with private particulars masked.

    ``shown_as`` is the address under which the file at ``path`` is known, if that is another, as of
    a member of an archive. Raises ``UnreadableError`` for a file that is missing, empty, too large,
    binary, encrypted, damaged, an archive, or of a format that is not read.
    """
    data = file_bytes(path)
    known = shown_as or path
    if not data.strip():
        raise UnreadableError(known, "the file is empty", "download it again or leave it out")
    kind = kind_of(known, data)
    if kind in ("zip", "7z"):
        raise UnreadableError(
            known, "an archive of papers, not a paper", "build it, or read what is in it"
        )
    return finished(_reader(kind)(known, data, sha256(data).hexdigest()))


def finished(document: Document) -> Document:
    """What a reader found, in plain characters and with private particulars masked."""
    return mask_document(plain_document(document))


def file_bytes(path: Path) -> bytes:
    """The bytes of a file; raises ``UnreadableError`` where it cannot be opened or is too large."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableError(
                path,
                f"larger than {MAX_BYTES // 2**20} MB",
                "split it into the packs it was made of",
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            path, error.strerror or "cannot be opened", "check the path and its permissions"
        ) from error


def _reader(kind: FileKind) -> Reader:
    """The reader of a format, imported when needed: plain text needs no library for PDF."""
    match kind:
        case "pdf":
            from kg.extractors.reading.pdf import read_pdf as reader
        case "docx":
            from kg.extractors.reading.docx import read_docx as reader
        case "odf":
            from kg.extractors.reading.opendocument import read_opendocument as reader
        case "pptx":
            from kg.extractors.reading.slides import read_pptx as reader
        case "xlsx":
            from kg.extractors.reading.sheets import read_xlsx as reader
        case "rtf":
            from kg.extractors.reading.rtf import read_rtf as reader
        case "mail":
            from kg.extractors.reading.mail import read_mail as reader
        case "legacy":
            from kg.extractors.reading.legacy import read_legacy as reader
        case "html":
            from kg.extractors.reading.html import read_html as reader
        case _:
            from kg.extractors.reading.plain import read_plain as reader
    return reader
