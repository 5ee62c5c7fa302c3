"""The named queries of ``queries/`` and query files: a query's text and what its header says.

A header is the comments before the first word of SPARQL, one field a line::

    # title: What the query is called
    # answers: The question that it answers
    # param topic (entity): what to give (default: value)
    # columns: first, second
    # otherwise: name of the query to run where the entity is nobody's name

A line ``# include NAME`` stands for the text of ``queries/parts/NAME.rq``, which several share.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from textwrap import indent
from typing import Literal, cast

from kg.errors import NotFound, QueryError
from kg.text.text_comparison import spelled_like

ParameterKind = Literal["text", "entity", "iri", "date", "integer"]

_HEADER_FIELD = re.compile(r"#\s*(title|answers|columns|otherwise)\s*:\s*(.*)")
_PARAMETER = re.compile(r"#\s*param\s+(?P<name>\w+)\s*(?:\((?P<kind>\w+)\))?\s*:\s*(?P<meaning>.*)")
_INCLUDE = re.compile(r"^( *)# include ([a-z-]+)$", re.MULTILINE)
_DEFAULT = re.compile(r"\(default:? (?P<value>[^()]*)\)")
_SIMILAR_NAMES, _LEAST_SIMILARITY = 3, 0.5  # of queries suggested for a name that none has


@dataclass(frozen=True, slots=True)
class QueryParameter:
    """A value that a query can be given.

    ``default`` is its value where none is given; an ``optional`` one may stay unbound.
    """

    name: str
    kind: ParameterKind
    meaning: str
    default: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query's text and what its header says of it. ``name`` is that of its file.

    ``public`` queries are offered to users; the others serve our own commands. ``otherwise`` names
    the query to run instead, with the words alone, where the entity given is nobody's name.
    """

    name: str
    title: str
    answers: str
    parameters: tuple[QueryParameter, ...]
    columns: tuple[str, ...]
    text: str
    public: bool = False
    otherwise: str | None = None


def read_query(name: str, text: str) -> Query:
    """A query from its text. Raises ``QueryError`` for a parameter of an unknown kind."""
    fields = {"title": "", "answers": "", "columns": ""}
    parameters = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        if found := _HEADER_FIELD.match(line):
            fields[found[1]] = found[2].strip()
        elif found := _PARAMETER.match(line):
            parameters.append(_read_parameter(name, found))
    columns = tuple(column.strip() for column in fields["columns"].split(",") if column.strip())
    return Query(
        name,
        fields["title"],
        fields["answers"],
        tuple(parameters),
        columns,
        text,
        otherwise=fields.get("otherwise") or None,
    )


def _read_parameter(query: str, found: re.Match[str]) -> QueryParameter:
    kind = found["kind"] or "text"
    if kind not in ("text", "entity", "iri", "date", "integer"):
        raise QueryError(
            f"{query}: parameter {found['name']} is of the kind {kind}; "
            f"use text, entity, iri, date or integer"
        )
    default = _DEFAULT.search(found["meaning"])
    value = default["value"].strip() if default else None
    optional = value == "none"
    return QueryParameter(
        found["name"],
        cast(ParameterKind, kind),
        found["meaning"].strip(),
        None if optional else value,
        optional,
    )


@cache
def named_queries() -> dict[str, Query]:
    """The queries of ``queries/`` by name, in alphabetical order."""
    parts = _texts("parts")
    found = {name: (text, True) for name, text in _texts("public").items()}
    found |= {name: (text, False) for name, text in _texts("internal").items()}
    return {
        name: replace(read_query(name, _with_parts(text, parts)), public=public)
        for name, (text, public) in sorted(found.items())
    }


def _texts(folder: str) -> dict[str, str]:
    """The texts of one folder of ``queries/`` by the names of their files."""
    return {
        file.name.removesuffix(".rq"): file.read_text(encoding="utf-8")
        for file in files("kg.queries").joinpath(folder).iterdir()
        if file.name.endswith(".rq")
    }


def _with_parts(text: str, parts: Mapping[str, str]) -> str:
    """A query's text with the parts that it includes, indented as the line that names them."""
    return _INCLUDE.sub(lambda line: indent(parts[line[2]].rstrip("\n"), line[1]), text)


def public_queries() -> list[Query]:
    """The named queries that are questions in themselves, not parts of a command."""
    return [query for query in named_queries().values() if query.public]


def find_query(given: str) -> Query:
    """The named query ``given``, or the one in the file of that path.

    Raises ``NotFound`` with similar names, ``QueryError`` for a file that cannot be read.
    """
    if given in named_queries():
        return named_queries()[given]
    path = Path(given)
    if path.suffix in (".rq", ".sparql") or "/" in given or path.is_file():
        return _query_in_file(given, path)
    similar = spelled_like(given, named_queries(), _SIMILAR_NAMES, _LEAST_SIMILARITY)
    hint = f"; did you mean {', '.join(similar)}?" if similar else ""
    raise NotFound(f"{given}: no query of that name{hint}. 'kg queries' lists them")


def _query_in_file(given: str, path: Path) -> Query:
    try:
        return read_query(given, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise QueryError(f"{given}: not UTF-8 text; save the query as UTF-8") from None
    except OSError as error:
        reason = error.strerror or error
        raise QueryError(
            f"{given}: cannot be read ({reason}); give a named query, a file that exists or -"
        ) from None
