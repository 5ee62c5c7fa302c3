"""The page of an office: who held it, from which meeting to which, by which words."""

from __future__ import annotations

from kg.serve.loaded_snapshot import LoadedSnapshot
from kg.serve.news_pages import quote_finder
from kg.serve.rendering import html_answer
from kg.serve.resources import Resource
from kg.serve.snapshot_index import SnapshotIndex
from kg.serve.worker_messages import WorkerAnswer


def page(snapshot: LoadedSnapshot, index: SnapshotIndex, office: Resource) -> WorkerAnswer:
    """The page of ``office``, the earliest holder first."""
    rows = [row for row in index.offices if row["office"] == office.iri]
    return html_answer(
        "office",
        snapshot.base,
        office=office,
        title=office["role"],
        body=index.names.get(office["postIn"]),
        holders=[row for row in rows if row["person"]],
        words=quote_finder(snapshot, index),
        meetings_on=index.meetings_on,
    )
