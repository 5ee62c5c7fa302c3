"""Scanned pages: found by what lies on them, read by Tesseract where it is installed.

Tesseract is a program of its own (Debian: ``tesseract-ocr``); pages are handed to it as pictures,
and no Python package is needed. Where it is missing, each page is named as unread.
"""

from __future__ import annotations

import re
import shutil
from typing import Any

from kg.extractors.reading.other_programs import output_of

DPI = 300
MAX_PIXELS = 60_000_000  # of a page; A3 at 300 dpi has 18 million
SECONDS = 120  # of CPU time, for one page
FEW_LETTERS = 40  # a stamp or a page number on a scan is no text of its own
SCANNED_SHARE = 0.4  # of a page that pictures cover
MISSING = "a scan; install Tesseract (Debian: tesseract-ocr) and build again to read it"
FAILED = "a scan that Tesseract could not read"


def is_available() -> bool:
    """Whether scanned pages can be read here."""
    return shutil.which("tesseract") is not None


def is_scan(page: Any, text: str) -> bool:
    """Whether a page (pypdfium2's) is a picture of a page; ``text`` is that of its text layer."""
    import pypdfium2.raw as pdfium

    if len(re.findall(r"[^\W\d_]", text)) >= FEW_LETTERS:
        return False
    width, height = page.get_size()
    covered = 0.0
    for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = each.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered >= SCANNED_SHARE * width * height)


def read_scan(page: Any) -> str | None:
    """The words on a page as Tesseract reads them, or ``None`` where it cannot."""
    width, height = page.get_size()
    scale = min(DPI / 72, (MAX_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True, rev_byteorder=False)
    rows = memoryview(bitmap.buffer).cast("B")
    picture = b"".join(
        bytes(rows[at : at + bitmap.width])
        for at in range(0, bitmap.stride * bitmap.height, bitmap.stride)
    )
    header = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height)  # a portable grey map
    command = ["tesseract", "stdin", "stdout", "-l", "eng", "--dpi", str(DPI)]
    # One thread: our workers share the processors.
    read = output_of(command, SECONDS, header + picture, {"OMP_THREAD_LIMIT": "1"})
    return None if read is None else read.decode("utf-8", "replace")
