"""The page of a document: a stretch of its text, with mentions marked and sought words lit."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import Any

from kg.extractors.facts import Document, Span
from kg.serve import paper_text
from kg.serve.loaded_snapshot import LoadedSnapshot
from kg.serve.rendering import html_answer, page_number
from kg.serve.resources import Resource, ResourceReader
from kg.serve.snapshot_index import SnapshotIndex
from kg.serve.worker_messages import WorkerAnswer
from kg.store import query
from kg.text.quotation import Quotes
from kg.views.paper_places import is_web_address

LONGEST_NAME = 80  # characters up to which a link is taken to mean the sentence around them


def page(
    snapshot: LoadedSnapshot,
    index: SnapshotIndex,
    reader: ResourceReader,
    resource: Resource,
    args: dict[str, Any],
) -> WorkerAnswer:
    """The stretch with the words at ``args["at"]`` or of ``args["find"]``, else the page given."""
    paper = snapshot.papers.get(resource.iri)
    parts = reader.parts_of(resource.iri)
    published = {
        key: resource[name] if is_web_address(resource[name]) else ""
        for key, name in (("paper", "url"), ("page", "seeAlso"))
    }
    if paper is None:
        return html_answer(
            "document",
            snapshot.base,
            thing=resource,
            paper=None,
            parts=parts,
            blocks=(),
            number=1,
            count=0,
            sought=None,
            marked={},
            published=published,
        )
    stretches = paper_text.cut_stretches(paper)
    sought = _sought(paper, args)
    if sought is not None:
        number = bisect_right(stretches, sought.start, key=lambda stretch: stretch.start)
    else:
        number = page_number(args["page"], len(stretches))
    stretch = stretches[number - 1]
    marks = _entity_marks(snapshot, index, resource.iri)
    return html_answer(
        "document",
        snapshot.base,
        thing=resource,
        paper=paper,
        parts=parts,
        blocks=list(paper_text.text_blocks(paper, stretch, marks, sought)),
        number=number,
        count=len(stretches),
        sought=sought,
        marked=Counter(mark.kind for mark in marks if mark.span in stretch),
        published=published,
    )


def _sought(paper: Document, args: dict[str, Any]) -> Span | None:
    """The words that a link leads to: at offsets or by a quote; a short one's whole sentence."""
    sought = paper_text.parse_offsets(args["at"], len(paper.text))
    if sought is None:
        sought = paper_text.find_quote(paper.text, args["find"])
    if sought is not None and sought.end - sought.start < LONGEST_NAME:
        return Quotes(paper.text).sentence(sought)
    return sought


def _entity_marks(
    snapshot: LoadedSnapshot, index: SnapshotIndex, iri: str
) -> list[paper_text.EntityMark]:
    """The mentions in a document, in order."""
    return [
        paper_text.EntityMark(
            Span(int(row["start"]), int(row["end"])), name.iri, name.name, name.kind
        )
        for row in query.rows(snapshot.graph, "serve-document-mentions", document=iri)
        if (name := index.names.get(row["entity"])) is not None
    ]
