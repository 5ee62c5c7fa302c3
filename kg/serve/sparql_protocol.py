"""An HTTP request to the endpoint read as a query operation (SPARQL 1.1 Protocol, section 2.1)."""

from __future__ import annotations

import re
from binascii import a2b_qp
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_to_bytes

from kg.serve.content_negotiation import MediaFormat, find_format
from kg.serve.http_error import HttpError

LONGEST_QUERY = 100_000  # bytes of a query with its parameters
MOST_FIELDS = 200
REMEMBERED_REQUESTS = 64  # whose query need not be read again; each up to LONGEST_QUERY
METHODS = "GET, HEAD, POST, OPTIONS"
FORM = "application/x-www-form-urlencoded"
SPARQL_QUERY = "application/sparql-query"
SPARQL_UPDATE = "application/sparql-update"

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]{0,2000}")
_PARAMETER_NAME = re.compile(r"\$(\w{1,64})")
# A query with one of these words may give another result each time; to suspect too many queries
# only costs time.
_NONDETERMINISTIC = ("RAND", "NOW", "UUID", "BNODE")
_NONDETERMINISTIC_WORD = re.compile(r"\b(?:RAND|NOW|UUID|STRUUID|BNODE)\b")
_WELL_ESCAPED = re.compile(rb"(?:[^%]++|%[0-9A-Fa-f]{2})*+")

FormFields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class QueryOperation:
    """One query as asked over HTTP.

    ``params`` are values of its variables, given as ``$name=value``; ``format`` is the one asked
    for by ``format=``, which wins over ``Accept``.
    """

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    params: tuple[tuple[str, str], ...] = ()
    format: MediaFormat | None = None

    @property
    def is_nondeterministic(self) -> bool:
        """Whether the same graph may give another result next time."""
        return _is_nondeterministic(self.query)

    def task(self) -> dict[str, Any]:
        """What a worker needs of it, as plain JSON."""
        return {
            "query": self.query,
            "default": list(self.default_graphs),
            "named": list(self.named_graphs),
            "params": dict(self.params),
        }


# Programs ask the same few queries again and again, and to read one takes as long as the rest of
# what this process does for it.
@lru_cache(REMEMBERED_REQUESTS)
def parse_request(
    method: str, content_type: str, encoding: str, url_query: bytes, body: bytes
) -> QueryOperation | None:
    """The operation that a request asks for. Raises ``HttpError`` where it asks for none properly.

    ``None`` stands for a GET without parameters, which wants the endpoint described.
    ``encoding`` is the body's ``Content-Encoding``.
    """
    fields = _parse_fields(url_query)
    if method in ("GET", "HEAD"):
        if not fields and not url_query.strip(b"&"):
            return None
        return _parse_operation(fields)
    media_type, charset = _parse_content_type(content_type)
    if encoding.lower() not in ("", "identity"):
        raise HttpError(
            415, f"a body compressed with {encoding[:40]} cannot be read; send it plain"
        )
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise HttpError(415, f"the charset {charset[:40]} cannot be read; send UTF-8")
    return _parse_operation([*fields, *_parse_body(media_type, fields, body)])


@lru_cache(REMEMBERED_REQUESTS)
def _is_nondeterministic(query: str) -> bool:
    letters = query.upper()
    suspect = any(word in letters for word in _NONDETERMINISTIC)
    return suspect and bool(_NONDETERMINISTIC_WORD.search(letters))


def _parse_body(media_type: str, url_fields: FormFields, body: bytes) -> FormFields:
    """The fields that the body of a POST adds to those of its address."""
    if media_type == FORM:
        return _parse_fields(body)
    if media_type == SPARQL_QUERY:
        if any(name == "query" for name, _ in url_fields):
            raise HttpError(400, "the query stands in the body and in the address; send it once")
        return [("query", _decode(body, "the query"))]
    if media_type == SPARQL_UPDATE:
        raise HttpError(403, "updates are refused: this endpoint only reads")
    shown = media_type[:80] or "no type"
    raise HttpError(
        415,
        f"a body of the type {shown} cannot be read; send {FORM} or {SPARQL_QUERY}",
        headers={"Accept-Post": f"{FORM}, {SPARQL_QUERY}"},
    )


def _parse_content_type(header: str) -> tuple[str, str]:
    """The media type and the charset, in small letters; either may be empty."""
    media_type, *parameters = header.split(";")
    charset = ""
    for parameter in parameters:
        name, _, value = parameter.strip().partition("=")
        if name.lower() == "charset":
            charset = value.strip().strip('"').lower()
    return media_type.strip().lower(), charset


def _parse_fields(raw: bytes) -> FormFields:
    """The names and values of a form, as ``urllib.parse.parse_qsl`` reads it."""
    pairs = raw.split(b"&")
    if len(pairs) > MOST_FIELDS:
        raise HttpError(400, f"more than {MOST_FIELDS} parameters")
    fields = (pair.partition(b"=") for pair in pairs if pair)
    return [(_unescaped(name), _unescaped(value)) for name, _, value in fields]


def _unescaped(raw: bytes) -> str:
    """A name or a value of a form, without its escapes."""
    spaced = raw.replace(b"+", b" ")
    if _WELL_ESCAPED.fullmatch(spaced):  # these are the escapes of e-mail with another sign, in C
        plain = a2b_qp(spaced.replace(b"=", b"=3D").replace(b"%", b"="))
    else:
        plain = unquote_to_bytes(spaced)
    try:
        return plain.decode("utf-8")
    except UnicodeDecodeError:
        raise HttpError(
            400, "the parameters are not UTF-8; encode them as UTF-8 before percent-encoding"
        ) from None


def _decode(raw: bytes, what: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HttpError(400, f"{what} is not UTF-8 (byte {error.start + 1}); send UTF-8") from None


def _parse_operation(fields: FormFields) -> QueryOperation:
    values, params = _split_fields(fields)
    _refuse_update(values)
    query = _one_query(values.get("query", []))
    # Clients send words of their own here, some with every request; an unknown one says nothing.
    formats = [
        format for value in values.get("format", []) if (format := find_format(value)) is not None
    ]
    return QueryOperation(
        query,
        _graphs(values.get("default-graph-uri", []), "default-graph-uri"),
        _graphs(values.get("named-graph-uri", []), "named-graph-uri"),
        tuple(sorted(params.items())),
        formats[0] if formats else None,
    )


def _split_fields(fields: FormFields) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The protocol's fields with all their values, and the query's parameters (``$name``)."""
    values: dict[str, list[str]] = {}
    params: dict[str, str] = {}
    for name, value in fields:
        if parameter := _PARAMETER_NAME.fullmatch(name):
            if parameter[1] in params:
                raise HttpError(400, f"the parameter ${parameter[1]} is given twice")
            params[parameter[1]] = value
        else:
            values.setdefault(name, []).append(value)
    return values, params


def _refuse_update(values: dict[str, list[str]]) -> None:
    if "update" in values:
        raise HttpError(403, "updates are refused: this endpoint only reads")
    if {"using-graph-uri", "using-named-graph-uri"} & set(values):
        raise HttpError(
            400,
            "using-graph-uri belongs to updates; "
            "name graphs with default-graph-uri and named-graph-uri",
        )


def _one_query(queries: list[str]) -> str:
    """The one query of a request; raises ``HttpError`` where there are more, or none."""
    if not queries:
        raise HttpError(400, "no query; send it as the parameter query")
    if len(queries) > 1:
        raise HttpError(400, "two queries in one request; send one")
    if not queries[0].strip():
        raise HttpError(400, "the query is empty", 1, 1)
    return queries[0]


def _graphs(given: list[str], name: str) -> tuple[str, ...]:
    for iri in given:
        if not _IRI.fullmatch(iri):
            raise HttpError(400, f"{name}={iri[:100]}: not a whole IRI")
    return tuple(dict.fromkeys(given))
