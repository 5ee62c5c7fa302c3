"""A passage that a search found, in words and as JSON, with the place where it stands."""

from __future__ import annotations

from kg.store.search import FoundPassage
from kg.views.timeline.formatting import day, pages

COLUMNS = ("date", "board", "kind", "item", "title", "text", "page", "document")


def passage_as_json(found: FoundPassage) -> dict[str, object]:
    """A passage as plain JSON: what is shown of it and where it stands."""
    return {column: getattr(found, column) for column in COLUMNS} | {"match": found.match}


def source_line(found: FoundPassage) -> str:
    """Where a passage stands, as people cite it: “Minutes, 17 March 2023, minute 39, p. 4”."""
    kind = (found.kind or "paper").replace("-", " ").capitalize()
    item = "minute" if found.kind == "minutes" else "item"
    parts = [
        f"{kind} of {day(found.date)}" if found.date else kind,
        f"{item} {found.item}" if found.item else "",
        found.title or "",
        pages(found.page),
        found.document,
    ]
    return ", ".join(filter(None, parts))
