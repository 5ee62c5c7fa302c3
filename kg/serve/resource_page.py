"""Anything in the graph at its own address: as triples, or as the page for what it is."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

import kg.ontology as bg
from kg.serve import (
    document_page,
    entity_page,
    meeting_page,
    office_page,
    query_runner,
    rendering,
)
from kg.serve.content_negotiation import BY_NAME, HTML
from kg.serve.http_error import HttpError
from kg.serve.loaded_snapshot import TYPE, LoadedSnapshot
from kg.serve.resources import Resource, ResourceReader
from kg.serve.snapshot_index import SnapshotIndex
from kg.serve.worker_messages import WorkerAnswer
from kg.store.entity_lookup import current_iri
from kg.store.query_catalogue import named_queries
from kg.views.wording import ui_text


def page(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """The resource at ``args["path"]``, in the format ``args["form"]``.

    An address that was given up when two entities were merged leads to the entity's own, also where
    only the graph of an earlier version knew it. Raises
    ``HttpError`` where the graph has no such resource.
    """
    iri = _iri_at(snapshot, args["path"])
    current = current_iri(snapshot.graph, iri)
    if current == iri:  # or what the graph of an earlier version called it
        current = snapshot.manifest.get("former_addresses", {}).get(iri, iri)
    if current != iri:
        location = rendering.local_address(current, snapshot.base) + args["ending"]
        head = {
            "type": "text/plain; charset=utf-8",
            "status": 301,
            "headers": {"location": location},
        }
        return head, b"merged\n"
    reader = ResourceReader(snapshot.graph)
    resource = reader.get(iri)
    if resource is None:
        raise HttpError(404, ui_text("errors.no_such_thing"))
    if args["form"] != HTML.name:
        return _triples(snapshot, iri, args["form"])
    if iri in index.names:
        return entity_page.page(snapshot, index, iri, args)
    if bg.Meeting in resource.classes:
        return meeting_page.page(snapshot, index, reader, resource)
    if bg.Office in resource.classes:
        return office_page.page(snapshot, index, resource)
    if bg.Document in resource.classes:
        return document_page.page(snapshot, index, reader, resource, args)
    return _statements(snapshot, reader, resource)


def _iri_at(snapshot: LoadedSnapshot, path: str) -> str:
    iri = snapshot.base + path
    try:
        ox.NamedNode(iri)
    except ValueError:
        raise HttpError(404, ui_text("errors.no_such_thing")) from None
    return iri


def _triples(snapshot: LoadedSnapshot, iri: str, format: str) -> WorkerAnswer:
    query = named_queries()["serve-resource"]
    bindings = {"thing": {"type": "uri", "value": iri}}
    triples = query_runner.run_over(snapshot.graph, query, bindings, [], [])
    location = rendering.local_address(iri, snapshot.base) + "." + BY_NAME[format].ending
    head = {"form": format, "headers": {"content-location": location}}
    return head, query_runner.serialize_triples(triples, format)


def _statements(
    snapshot: LoadedSnapshot, reader: ResourceReader, resource: Resource
) -> WorkerAnswer:
    """The page of any other resource: its statements, each with the name of its property."""
    rows = [
        (
            reader.label(property_),
            property_,
            [
                (value, reader.label(value) if kind == "iri" else value, kind)
                for value, kind in values
            ],
        )
        for property_, values in sorted(resource.statements.items())
        if property_ != TYPE.value
    ]
    return rendering.html_answer(
        "thing",
        snapshot.base,
        thing=resource,
        rows=rows,
        kinds=sorted(reader.label(kind) for kind in resource.classes),
        name=reader.label(resource.iri),
    )
