"""The ontology at ``/ns``: as pages, Turtle, JSON-LD and its context; the same for every graph."""

from __future__ import annotations

import hashlib
from functools import cache

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from kg import ontology
from kg.serve.content_negotiation import (
    HTML,
    JSON_LD,
    NTRIPLES,
    RDF_XML,
    TURTLE,
    choose_format,
    list_types,
)
from kg.store.json_ld import write_json_ld

# The pages have their style within, and load nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
_FORMATS = {
    NTRIPLES: ox.RdfFormat.N_TRIPLES,
    RDF_XML: ox.RdfFormat.RDF_XML,
}
# Other files of the ontology, by their address below /ns.
FILES = {
    "context.jsonld": ("context.jsonld", "application/ld+json"),
    "shapes.ttl": ("shapes.ttl", "text/turtle; charset=utf-8"),
    "examples.trig": ("examples.trig", "application/trig; charset=utf-8"),
    "counter-examples.trig": ("counter-examples.trig", "application/trig; charset=utf-8"),
    "alignments.tsv": ("alignments.sssom.tsv", "text/tab-separated-values; charset=utf-8"),
}


async def answer_ontology(request: Request) -> Response:
    """The ontology in the form asked for by ``Accept``, or by an ending as in ``/ns.ttl``."""
    offers = (HTML, TURTLE, JSON_LD, *_FORMATS)
    ending = request.path_params.get("ending")
    if ending is None:
        format = choose_format(request.headers.get("accept"), offers)
    else:
        format = next((each for each in offers if each.ending == ending), None)
    if format is None:
        status = 406 if ending is None else 404
        return Response(
            f"this can be had as {list_types(offers)}\n", status, media_type="text/plain"
        )
    if format is HTML:
        body, kind = ontology.source("board.html").encode(), "text/html; charset=utf-8"
    elif format is TURTLE:
        body, kind = ontology.source("board.ttl").encode(), "text/turtle; charset=utf-8"
    elif format is JSON_LD:
        body, kind = write_json_ld(_triples()), format.type
    else:
        body, kind = _serialized(_FORMATS[format]), format.type
    return _response(request, body, kind, {"vary": "Accept"})


async def answer_ontology_file(request: Request) -> Response:
    """Another file of the ontology."""
    name = request.path_params["name"]
    if name not in FILES:
        return Response(
            f"no such file; there are {', '.join(FILES)}\n", 404, media_type="text/plain"
        )
    file, kind = FILES[name]
    return _response(request, ontology.source(file).encode(), kind, {})


def _response(request: Request, body: bytes, kind: str, more: dict[str, str]) -> Response:
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = {"etag": tag, "cache-control": "no-cache", "content-security-policy": _POLICY, **more}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=kind)


@cache
def _serialized(format: ox.RdfFormat) -> bytes:
    return ox.serialize(_triples(), format=format) or b""


def _triples() -> list[ox.Triple]:
    quads = ox.parse(ontology.source("board.ttl"), format=ox.RdfFormat.TURTLE)
    return [quad.triple for quad in quads]
