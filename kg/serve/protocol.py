"""A request to the endpoint → what is asked, or why it cannot be (SPARQL 1.1 Protocol, section 2.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from kg.serve.content_negotiation import Form, called

LONGEST = 100_000  # bytes of a query with its parameters
MOST_FIELDS = 200
METHODS = "GET, HEAD, POST, OPTIONS"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]{0,2000}")
_NAME = re.compile(r"\$(\w{1,64})")
# A query with one of these words may answer differently each time; to suspect too many does no harm.
_FICKLE = re.compile(r"\b(?:rand|now|uuid|struuid|bnode)\b", re.IGNORECASE)


class Refused(Exception):
    """A request that is not answered: the status of HTTP, what to say, and where in the query the fault lies."""

    def __init__(
        self,
        status: int,
        message: str,
        line: int | None = None,
        column: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.line = line
        self.column = column
        self.headers = dict(headers or {})


@dataclass(frozen=True, slots=True)
class Operation:
    """One query as asked over HTTP. ``params`` are values of its variables, given as ``$name=value``."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    params: tuple[tuple[str, str], ...] = ()
    form: Form | None = None  # asked for by ``format=``, which wins over ``Accept``
    fresh: bool = field(default=False, compare=False)

    @property
    def fickle(self) -> bool:
        """Whether the same graph may give another answer next time."""
        return bool(_FICKLE.search(self.query))

    def task(self) -> dict[str, Any]:
        """What a worker needs of it."""
        return {
            "query": self.query,
            "default": list(self.default_graphs),
            "named": list(self.named_graphs),
            "params": dict(self.params),
        }


def read(
    method: str, content_type: str, encoding: str, url_query: bytes, body: bytes
) -> Operation | None:
    """The operation that a request asks for; ``None`` where a GET asks nothing, and wants the endpoint described."""
    fields = _fields(url_query)
    if method in ("GET", "HEAD"):
        if not fields and not url_query.strip(b"&"):
            return None
        return _operation(fields)
    media, charset = _media(content_type)
    if encoding.lower() not in ("", "identity"):
        raise Refused(415, f"a body compressed with {encoding[:40]} cannot be read; send it plain")
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise Refused(415, f"the charset {charset[:40]} cannot be read; send UTF-8")
    if media == FORM:
        return _operation([*fields, *_fields(body)])
    if media == DIRECT:
        if any(name == "query" for name, _ in fields):
            raise Refused(400, "the query stands in the body and in the address; send it once")
        return _operation([*fields, ("query", _text(body, "the query"))])
    if media == UPDATE:
        raise Refused(403, "updates are refused: this endpoint only reads")
    named = media[:80] or "no type"
    raise Refused(
        415,
        f"a body of the type {named} cannot be read; send {FORM} or {DIRECT}",
        headers={"Accept-Post": f"{FORM}, {DIRECT}"},
    )


def _media(content_type: str) -> tuple[str, str]:
    media, *parameters = content_type.split(";")
    charset = ""
    for parameter in parameters:
        name, _, value = parameter.strip().partition("=")
        if name.lower() == "charset":
            charset = value.strip().strip('"').lower()
    return media.strip().lower(), charset


def _fields(raw: bytes) -> list[tuple[str, str]]:
    text = raw.decode("ascii", "strict") if raw.isascii() else _text(raw, "the form")
    try:
        return parse_qsl(
            text,
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except UnicodeDecodeError:
        raise Refused(
            400, "the parameters are not UTF-8; encode them as UTF-8 before percent-encoding"
        ) from None
    except ValueError:
        raise Refused(400, f"more than {MOST_FIELDS} parameters") from None


def _text(raw: bytes, what: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, f"{what} is not UTF-8 (byte {error.start + 1}); send UTF-8") from None


def _operation(fields: list[tuple[str, str]]) -> Operation:
    values: dict[str, list[str]] = {}
    params: dict[str, str] = {}
    for name, value in fields:
        if named := _NAME.fullmatch(name):
            if named[1] in params:
                raise Refused(400, f"the parameter ${named[1]} is given twice")
            params[named[1]] = value
        else:
            values.setdefault(name, []).append(value)
    if "update" in values:
        raise Refused(403, "updates are refused: this endpoint only reads")
    if {"using-graph-uri", "using-named-graph-uri"} & set(values):
        raise Refused(
            400,
            "using-graph-uri belongs to updates; name graphs with default-graph-uri and named-graph-uri",
        )
    queries = values.get("query", [])
    if len(queries) != 1:
        told = (
            "two queries in one request; send one"
            if queries
            else "no query; send it as the parameter query"
        )
        raise Refused(400, told)
    if not queries[0].strip():
        raise Refused(400, "the query is empty", 1, 1)
    # Clients send words of their own here, some with every request; one we do not know says nothing.
    forms = [form for value in values.get("format", []) if (form := called(value)) is not None]
    return Operation(
        queries[0],
        _graphs(values.get("default-graph-uri", []), "default-graph-uri"),
        _graphs(values.get("named-graph-uri", []), "named-graph-uri"),
        tuple(sorted(params.items())),
        forms[0] if forms else None,
    )


def _graphs(given: list[str], name: str) -> tuple[str, ...]:
    for iri in given:
        if not _IRI.fullmatch(iri):
            raise Refused(400, f"{name}={iri[:100]}: not a whole IRI")
    return tuple(dict.fromkeys(given))
