"""Printed page numbers for dumps that lost their pages, from the agenda's “(Pages 13 - 18)” and
from page stamps.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extractors.facts import AgendaItem, Document, Page, Span
from kg.extractors.layout import Layout, Stretch
from kg.extractors.rules import rules
from kg.extractors.text import within

_RULES = rules("layout")


def label_pages(layout: Layout, placed: list[tuple[Stretch, AgendaItem | None]]) -> Document:
    """The document with the printed numbers its pages can be shown to bear.

    ``placed`` are the parts with the agenda item each belongs to. Where a part's page breaks are
    known and fit the pages the agenda prints, each page gets its number; else the part gets the
    range (“13–18”), which is true and can be turned up. A PDF keeps its own pages.
    """
    document = layout.document
    if document.format == "pdf":
        return document
    breaks = [page.start for page in document.pages]
    labels: dict[int, str] = {}
    at = 0
    while at < len(placed):
        stretch, item = placed[at]
        group = [stretch]
        while item is not None and at + 1 < len(placed) and placed[at + 1][1] is item:
            at += 1
            group.append(placed[at][0])
        at += 1
        if item is None or item.pages is None:
            continue
        start = layout.lines[group[0].first].start
        end = layout.lines[group[-1].last - 1].end
        first, last = item.pages
        inner = [page for page in breaks if start < page <= end]
        if (
            document.pages
            and len(inner) + 1 <= last - first + 1
            and len(inner) + 1 >= (last - first + 1) - 1 - (len(inner) == 0)
        ):
            labels[start] = str(first)
            for number, page in enumerate(inner, start=1):
                labels[page] = str(first + number)
        else:
            labels[start] = str(first) if first == last else f"{first}–{last}"
            for page in inner:
                labels[page] = labels[start]
        labels.setdefault(end + 1, "")
    labels.update(_stamped(layout, breaks, labels))
    starts = sorted({*breaks, *labels, 0})
    pages: list[Page] = []
    by_start = {page.start: page for page in reversed(document.pages)}
    for start in starts:
        label = labels.get(start)
        known = by_start.get(start)
        pages.append(Page(start, known.number if known else None, label or None))
    if not any(page.label or page.number for page in pages):
        return replace(document, pages=tuple(pages) if document.pages else ())
    return replace(document, pages=tuple(pages))


def _stamped(layout: Layout, breaks: list[int], labels: dict[int, str]) -> dict[int, str]:
    """Numbers from stamps (“49 Agenda Item 12”, a number alone) for pages between known breaks, and
    for pages counted on from a stamp up to the next break that is in doubt.
    """
    if len(breaks) < 3 or any(label for label in labels.values()):
        return {}
    found: dict[int, int] = {}
    for number, start in enumerate(breaks):
        end = breaks[number + 1] if number + 1 < len(breaks) else len(layout.document.text) + 1
        for line in within(layout.lines, Span(start, end)):
            stamp = _RULES["page-stamp"].at(line.text.strip())
            if stamp and (stamp["before"] or stamp["after"]):
                found[number] = int(stamp["before"] or stamp["after"])
    return {breaks[number]: str(label) for number, label in found.items()}
