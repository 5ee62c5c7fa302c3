"""Plain text and Markdown: the dumps that different extractors make of PDFs.

Both go through the same hands, because a ``.txt`` may hold Markdown and a ``.md`` the plain lines of a page.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from kg.extractors.facts import Document, Page
from kg.extractors.reading.aligned import aligned_rows
from kg.extractors.reading.base import UnreadableError
from kg.extractors.reading.characters import is_ligature_lost
from kg.extractors.reading.markup import Cleaned, clean, has_markup
from kg.extractors.reading.spacing import single_spaced

LONGEST_LINE = 20_000  # characters; more is no line of a paper
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def decode(path: Path, data: bytes) -> str:
    """Text of ``data``: UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252 as old office software wrote it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    sample = text[:100_000]
    if len(_CONTROL.findall(sample)) > max(8, len(sample) // 200) or not is_ligature_lost(text):
        raise UnreadableError(
            path, "binary data, not text", "give the PDF itself or a text made from it"
        )
    return text


def broken(text: str) -> str:
    """Lines longer than any line of a paper are cut at white space, so that nothing downstream runs on one line."""
    if len(text) <= LONGEST_LINE:
        return text
    lines: list[str] = []
    for line in text.split("\n"):
        while len(line) > LONGEST_LINE:
            cut = line.rfind(" ", 0, LONGEST_LINE)
            cut = cut if cut > 0 else LONGEST_LINE
            lines.append(line[:cut])
            line = line[cut:].lstrip(" ")
        lines.append(line)
    return "\n".join(lines)


def page_breaks(lines: list[str]) -> list[int]:
    """Indices of lines that begin a page in a dump whose form feeds became one leading space.

    Such a line starts with exactly one space right under a line that is not blank; three or more of them, in a text
    whose lines mostly start at the margin, are taken for page breaks.
    """
    found = [
        index
        for index in range(1, len(lines))
        if lines[index][:1] == " "
        and lines[index][1:2] not in ("", " ", "\t")
        and lines[index - 1].strip()
    ]
    written = sum(1 for line in lines if line.strip())
    indented = sum(1 for line in lines if line.strip() and line[0] == " ")
    return found if len(found) >= 3 and indented < written / 4 else []


_FRONT = re.compile(r"\A---\n(?P<fields>(?:[^\n]{0,500}\n){1,60}?)---\n")
_TITLE = re.compile(r"^title:\s*[\"']?(?P<title>.+?)[\"']?\s*$", re.MULTILINE)


def without_front_matter(text: str) -> str:
    """A post of a web site without the fields above it, of which the title alone is the paper's own and stays."""
    found = _FRONT.match(text)
    if not found:
        return text
    title = _TITLE.search(found["fields"])
    return f"{title['title']}\n\n{text[found.end() :]}" if title else text[found.end() :]


def read_plain(path: Path, data: bytes, identifier: str) -> Document:
    """A text or Markdown file. Pages come from form feeds or from what form feeds became, else stay unknown."""
    text = broken(decode(path, data).replace("\r\n", "\n").replace("\r", "\n"))
    text = single_spaced(without_front_matter(text))
    text = "\n".join(aligned_rows(text.split("\n")))
    if "\f" in text:
        leaves = text.split("\f")
        exact = True
    else:
        lines = text.split("\n")
        cuts = [0, *([] if has_markup(text) else page_breaks(lines)), len(lines)]
        leaves = ["\n".join(lines[a:b]) for a, b in itertools.pairwise(cuts)]
        exact = False
    cleaned = clean(leaves)
    if not re.search(r"\w", cleaned.text):
        raise UnreadableError(path, "no words in it", "give the paper's text")
    return Document(
        id=identifier,
        name=path.name,
        format="markdown" if cleaned.markup else "text",
        text=cleaned.text,
        pages=_pages(cleaned, exact),
        emphasis=cleaned.emphasis,
    )


def _pages(cleaned: Cleaned, exact: bool) -> tuple[Page, ...]:
    if len(cleaned.leaves) < 2:
        return ()
    return tuple(
        Page(start, number if exact else None)
        for number, start in enumerate(cleaned.leaves, start=1)
    )
