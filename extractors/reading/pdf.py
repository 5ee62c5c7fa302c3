"""PDF, by pypdfium2; pages are the file's own, running heads and feet are taken away."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

from kg.extractors.facts import Document, Page, UnreadPage
from kg.extractors.reading.base import UnreadableError
from kg.extractors.reading.marks import cleaned, strong, words
from kg.extractors.reading.ocr import FAILED, MISSING, is_available, is_scan, read_scan
from kg.extractors.reading.pdf_footnotes import with_notes
from kg.extractors.reading.pdf_layout import page_lines, with_head_apart

MAX_PAGES = 5_000
MAX_BOOKMARKS = 5_000
SHORTEST_TITLE = 4  # characters of a bookmark that may be a heading
_NUMBER = re.compile(r"^(?:page\s+)?(\d{1,4})(?:\s+of\s+\d{1,4})?$", re.IGNORECASE)
_STAMP = re.compile(
    r"^(?:(?P<a>\d{1,4})\s+)?Agenda Item \S{1,8}(?:\s+(?P<b>\d{1,4}))?$", re.IGNORECASE
)
_ITEM_MARK = re.compile(
    r"^[(\[](?:agenda\s+)?(?:item|minute)s?\s*(?:no\.?\s*)?[\dA-Z.]{1,8}[)\]]$", re.IGNORECASE
)  # stands under the title of its item, at whatever end of a page that is


def read_pdf(path: Path, data: bytes, identifier: str) -> Document:
    """A PDF; pages that are scans are read by Tesseract where it is installed, else named.

    Raises ``UnreadableError`` where it is encrypted, damaged or holds no words that can be read.
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
        sheets, notes, unread = _sheets(file)
        numbers = _page_labels(file)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(
            path, "the PDF is damaged or cut short", "download it again"
        ) from error
    finally:
        file.close()
    leaves, printed = unheaded(sheets)
    labels = [label or number for label, number in zip(printed, numbers, strict=True)]
    leaves = [with_notes(leaf, own) for leaf, own in zip(leaves, notes, strict=True)]
    read = cleaned([leaf.split("\n") for leaf in leaves])
    if not re.search(r"\w{2}", read.text):
        raise UnreadableError(
            path,
            "the PDF has no text layer (scanned pages)",
            "run OCR on it first, or install Tesseract (Debian: tesseract-ocr)",
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
        breaks=read.breaks,
        unread=tuple(unread),
    )


def _sheets(file: Any) -> tuple[list[str], list[list[str]], list[UnreadPage]]:
    """The marked lines of each page, its footnotes, and the scans that nobody could read."""
    sheets: list[str] = []
    notes: list[list[str]] = []
    unread: list[UnreadPage] = []
    headings = _bookmarks(file)
    can_read_scans = is_available()
    head: list[str] = []
    for index in range(len(file)):
        page = file[index]
        text_page = page.get_textpage()
        plain = text_page.get_text_range().replace("\r\n", "\n").replace("\r", "\n")
        if is_scan(page, plain):
            scanned = read_scan(page) if can_read_scans else None
            if scanned is None:
                unread.append(UnreadPage(index + 1, FAILED if can_read_scans else MISSING))
            else:
                plain = scanned
            placed = None
        else:
            placed = page_lines(page, text_page, plain)
        if placed is None:
            lines = [words(line) for line in plain.replace("\ufffe", "-").split("\n")]
        else:
            lines, head = with_head_apart(placed.lines, head)
        notes.append(placed.notes if placed else [])
        sheets.append("\n".join(_with_headings(lines, headings.get(index, frozenset()))))
        text_page.close()
        page.close()
    return sheets, notes, unread


def _bookmarks(file: Any) -> dict[int, frozenset[str]]:
    """The titles of the bookmarks that lead to each page, by its index, folded to their words."""
    found: dict[int, set[str]] = {}
    for bookmark in islice(file.get_toc(max_depth=6), MAX_BOOKMARKS):
        target = bookmark.get_dest()
        index = target.get_index() if target is not None else None
        title = _folded(bookmark.get_title())
        if index is not None and len(title) >= SHORTEST_TITLE:
            found.setdefault(index, set()).add(title)
    return {index: frozenset(titles) for index, titles in found.items()}


def _with_headings(lines: list[str], titles: frozenset[str]) -> list[str]:
    """The lines with those marked as bold that a bookmark names; they are headings."""
    if not titles:
        return lines
    return [
        strong(line) if "**" not in line and "\t" not in line and _folded(line) in titles else line
        for line in lines
    ]


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _page_labels(file: Any) -> list[str | None]:
    """The labels that the file gives its pages, where they say more than the position does."""
    labels = [file.get_page_label(index).strip()[:20] for index in range(len(file))]
    if all(label in ("", str(number)) for number, label in enumerate(labels, start=1)):
        return [None] * len(labels)
    return [label or None for label in labels]


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
        edges.update({re.sub(r"\d+", "#", text) for text in _edges(texts)})
    running = {edge for edge, count in edges.items() if count >= 3 and count * 3 >= len(sheets)}
    pages = [_unheaded_page(page, running) for page in lines]
    return [text for text, _ in pages], _page_numbers([numbers for _, numbers in pages])


def _page_numbers(printed: list[list[str]]) -> list[str | None]:
    """One number a page, of those printed on it: where a report in a pack counts its own pages too,
    that which counts on through most pages.
    """
    steps = Counter(int(number) - at for at, numbers in enumerate(printed) for number in {*numbers})
    if not steps:
        return [None] * len(printed)
    step, _ = min(steps.items(), key=lambda each: (-each[1], abs(each[0]), each[0]))
    return [
        next((number for number in numbers if int(number) - at == step), None)
        or (numbers[0] if numbers else None)
        for at, numbers in enumerate(printed)
    ]


def _unheaded_page(page: list[str], running: set[str]) -> tuple[str, list[str]]:
    """A page without its running head, foot and number, and the numbers printed on it."""
    numbers: list[str] = []
    written = [at for at, line in enumerate(page) if line.strip()]
    gone: set[int] = set()
    for edge in (written[:3], written[:-4:-1]):
        for at in edge:
            text = page[at].strip()
            number, stamp = _NUMBER.match(text), _STAMP.match(text)
            if number:
                numbers.append(number[1])
                gone.add(at)
            elif stamp:  # stays: it tells which item the page belongs to
                numbers += filter(None, (stamp["a"], stamp["b"]))
            elif re.sub(r"\d+", "#", text) in running and not _ITEM_MARK.match(text):
                gone.add(at)
            else:
                break
    return "\n".join(line for at, line in enumerate(page) if at not in gone), numbers
