"""PDF with a text layer, by pypdfium2; pages are the file's own, running heads and feet are taken
away.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from extractors.facts import Document, Page
from extractors.reading.base import UnreadableError
from extractors.reading.marks import cleaned, words
from extractors.reading.pdf_layout import page_lines

MAX_PAGES = 5_000
_NUMBER = re.compile(r"^(?:page\s+)?(\d{1,4})(?:\s+of\s+\d{1,4})?$", re.IGNORECASE)
_STAMP = re.compile(
    r"^(?:(?P<a>\d{1,4})\s+)?Agenda Item \S{1,8}(?:\s+(?P<b>\d{1,4}))?$", re.IGNORECASE
)


def read_pdf(path: Path, data: bytes, identifier: str) -> Document:
    """A PDF with a text layer.

    Raises ``UnreadableError`` where it is encrypted, damaged or holds no text (scanned pages).
    """
    import pypdfium2

    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError(
                path, "the PDF is encrypted", "save a copy without a password"
            ) from error
        raise UnreadableError(
            path, "the PDF is damaged or cut short", "download it again"
        ) from error
    try:
        if len(file) > MAX_PAGES:
            raise UnreadableError(
                path, f"more than {MAX_PAGES} pages", "split it into the packs it was made of"
            )
        sheets = []
        for index in range(len(file)):
            page = file[index]
            text_page = page.get_textpage()
            plain = text_page.get_text_range().replace("\r\n", "\n").replace("\r", "\n")
            lines = page_lines(page, text_page, plain)
            if lines is None:
                lines = [words(line) for line in plain.replace("\ufffe", "-").split("\n")]
            sheets.append("\n".join(lines))
            text_page.close()
            page.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(
            path, "the PDF is damaged or cut short", "download it again"
        ) from error
    finally:
        file.close()
    leaves, labels = unheaded(sheets)
    read = cleaned([leaf.split("\n") for leaf in leaves])
    if not re.search(r"\w{2}", read.text):
        raise UnreadableError(
            path, "the PDF has no text layer (scanned pages)", "run OCR on it first"
        )
    return Document(
        id=identifier,
        name=path.name,
        format="pdf",
        text=read.text,
        pages=tuple(
            Page(start, number, label)
            for number, (start, label) in enumerate(zip(read.leaves, labels, strict=True), start=1)
        ),
        emphasis=read.emphasis,
    )


def _edges(texts: list[str]) -> set[str]:
    """The lines of a page that may be its running head or foot: two at each end of a page of some
    length.
    """
    most = 2 if len(texts) > 4 else 1 if len(texts) > 2 else 0
    return {*texts[:most], *texts[len(texts) - most :]}


def unheaded(sheets: list[str]) -> tuple[list[str], list[str | None]]:
    """Pages without their running heads, feet and page numbers, and the number printed on each
    page, if any.

    A first or last line that stands on at least three pages, and on a third of them, is a running
    head or foot.
    """
    lines = [sheet.split("\n") for sheet in sheets]
    edges: Counter[str] = Counter()
    for page in lines:
        texts = [line.strip() for line in page if line.strip()]
        for text in _edges(texts):
            edges[re.sub(r"\d+", "#", text)] += 1
    running = {edge for edge, count in edges.items() if count >= 3 and count * 3 >= len(sheets)}
    pages = [_unheaded_page(page, running) for page in lines]
    return [text for text, _ in pages], [label for _, label in pages]


def _unheaded_page(page: list[str], running: set[str]) -> tuple[str, str | None]:
    """A page without its running head, foot and number, and the number printed on it."""
    label: str | None = None
    written = [at for at, line in enumerate(page) if line.strip()]
    gone: set[int] = set()
    for edge in (written[:3], written[:-4:-1]):
        for at in edge:
            text = page[at].strip()
            number, stamp = _NUMBER.match(text), _STAMP.match(text)
            if number:
                label = label or number[1]
                gone.add(at)
            elif stamp:  # stays: it tells which item the page belongs to
                label = label or stamp["a"] or stamp["b"]
            elif re.sub(r"\d+", "#", text) in running:
                gone.add(at)
            else:
                break
    return "\n".join(line for at, line in enumerate(page) if at not in gone), label
