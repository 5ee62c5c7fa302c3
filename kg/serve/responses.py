"""HTTP responses made of workers' answers and of errors, and what requests say about them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.concurrency import iterate_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from kg.serve.content_negotiation import BY_NAME, HTML, MediaFormat, choose_format
from kg.serve.http_error import HttpError
from kg.serve.snapshot_workers import WorkerReply
from kg.serve.sparql_protocol import LONGEST_QUERY

# Bytes of a body that is too long which are read, so that its sender hears why it is refused.
MOST_READ = 4 << 20

_PROBLEM = MediaFormat("problem", ("application/problem+json",), "json")
_TEXT = MediaFormat("text", ("text/plain",), "txt")


def whole_response(head: dict[str, Any], body: bytes, shared: Mapping[str, str]) -> Response:
    """The response of an answer in memory; ``shared`` are headers that any answer here has."""
    headers = {**shared, **head.get("headers", {})}
    return Response(body, head.get("status", 200), headers, _content_type(head))


def streamed_response(reply: WorkerReply, shared: Mapping[str, str]) -> Response:
    """The response of an answer whose body is in a file."""
    head = reply.head
    headers = {**shared, **head.get("headers", {}), "content-length": str(reply.size)}
    chunks = iterate_in_threadpool(reply.chunks())
    return StreamingResponse(chunks, head.get("status", 200), headers, _content_type(head))


def _content_type(head: dict[str, Any]) -> str:
    if "type" in head:
        return str(head["type"])
    media_type = BY_NAME[head["form"]].type
    return media_type + ("; charset=utf-8" if media_type.startswith("text/") else "")


def error_response(request: Request, error: HttpError) -> Response:
    """The reason as text, as a problem (RFC 9457) or as a page, whichever the request accepts."""
    headers = {
        "cache-control": "no-store",
        "vary": "Accept",
        **{name.lower(): value for name, value in error.headers.items()},
    }
    accepted = request.headers.get("accept", "")
    offers = (_PROBLEM, _TEXT, HTML) if "problem+json" in accepted else (_TEXT, HTML)
    format = choose_format(accepted, offers)
    if format is HTML:
        from kg.serve.rendering import error_page

        page = error_page(error.status, error.message)
        return Response(page, error.status, headers, "text/html; charset=utf-8")
    if format is _PROBLEM:
        problem = {
            "status": error.status,
            "detail": error.message,
            "line": error.line,
            "column": error.column,
        }
        body = json.dumps({name: value for name, value in problem.items() if value is not None})
        return Response(body, error.status, headers, _PROBLEM.type)
    return Response(error.message + "\n", error.status, headers, "text/plain; charset=utf-8")


def has_current_copy(request: Request, etag: str) -> bool:
    """Whether the visitor has the answer of this ``ETag`` already (``If-None-Match``)."""
    given = request.headers.get("if-none-match", "")
    tags = (each.strip().removeprefix("W/") for each in given.split(","))
    return given.strip() == "*" or etag in tags


async def read_body(request: Request) -> bytes:
    """The body of a request. Raises ``HttpError`` where it is too long or breaks off."""
    parts = bytearray()
    size = 0
    try:
        async for part in request.stream():
            size += len(part)
            if size <= LONGEST_QUERY:
                parts += part
            elif size > MOST_READ:
                break
    except ClientDisconnect:
        raise HttpError(400, "the request ended too early") from None
    if size > LONGEST_QUERY:
        raise query_too_long()
    return bytes(parts)


def query_too_long() -> HttpError:
    """The error for a query of more than ``LONGEST_QUERY`` bytes."""
    return HttpError(
        413,
        f"a query may be {LONGEST_QUERY:,} bytes long; this one is longer",
        headers={"Connection": "close"},
    )


def server_address(request: Request) -> str:
    """The address of this server, by the name it was asked for; the host has been checked."""
    return f"http://{request.headers['host']}"
