"""Queries run: in this process, or in a process of their own that a time-out really ends.

Values are bound to variables as terms, never pasted into a query's text. What would write to the
graph or reach out to another server is refused before it runs (``refuse_updates``).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from kg.errors import QueryError
from kg.ontology import PREFIXES
from kg.store import sandbox
from kg.store.query_catalogue import Query, find_query
from kg.store.results import QueryResult, ResultKind
from kg.store.syntax import explain_syntax_error, keywords, position

if TYPE_CHECKING:
    from kg.store.remote import Remote

Term = dict[str, str]  # as in SPARQL JSON: {"type": "uri", "value": "…"}

_IRI = re.compile(r"<?((?:https?|urn)[:/][^\s<>\"{}|\\^`]{1,2000})>?")
_UPDATE_KEYWORDS = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"}
)


def rows(graph: ox.Store | Remote, name: str, **bindings: str) -> list[dict[str, str]]:
    """The rows of a named query, run in this process; a variable without a value stays unbound.

    An IRI (``http…``) is bound as an IRI, any other value as a string.
    """
    terms = {variable: iri_or_literal(value) for variable, value in bindings.items()}
    return run_here(graph, find_query(name), terms).rows


def run_here(graph: ox.Store | Remote, query: Query, bindings: Mapping[str, Term]) -> QueryResult:
    """The result of a query, run in this process or by the server. Raises ``QueryError``."""
    if not isinstance(graph, ox.Store):
        return graph.run_query(query.text, bindings, PREFIXES)
    try:
        kind, body = sandbox.run_query(graph, query.text, dict(bindings), dict(PREFIXES))
    except SyntaxError as error:
        raise syntax_error(query, str(error)) from None
    except (RuntimeError, ValueError, OSError) as error:
        raise _engine_error(query, bindings, str(error)) from None
    return QueryResult(cast(ResultKind, kind), body)


def run_in_child_process(
    path: Path, query: Query, bindings: Mapping[str, Term], timeout: float
) -> QueryResult:
    """The result of a query on the Oxigraph folder ``path``, run in a process of its own.

    The process is killed after ``timeout`` seconds. Raises ``QueryError``.
    """
    task = {
        "path": str(path),
        "query": query.text,
        "bindings": bindings,
        "prefixes": dict(PREFIXES),
    }
    # Isolated and without site-packages: it needs only the engine, whose folder is its argument,
    # and so starts in 30 ms.
    command = [sys.executable, "-I", "-S", sandbox.__file__, str(Path(ox.__file__).parents[1])]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(task).encode(),
            capture_output=True,
            timeout=timeout,
        )
    except subprocess.TimeoutExpired:
        raise QueryError(
            f"{query.name}: ended after {timeout:g} seconds; "
            f"narrow the query or allow it more with --timeout"
        ) from None
    head_line, _, body = done.stdout.partition(b"\n")
    if not head_line:
        raise QueryError(
            f"{query.name}: the query took more memory than it may have "
            f"({sandbox.MEMORY_LIMIT >> 30} GB); narrow it"
        )
    head = json.loads(head_line)
    if "kind" in head:
        return QueryResult(head["kind"], body)
    if head["error"] == "SyntaxError":
        raise syntax_error(query, head["message"])
    raise _engine_error(query, bindings, head["message"])


def _engine_error(query: Query, bindings: Mapping[str, Term], message: str) -> QueryError:
    if "SELECT projection" in message:
        name = next((name for name in bindings if f"?{name} " in message), "")
        return QueryError(
            f"{query.name}: the parameter {name} is not among the variables after SELECT; "
            f"add ?{name} there"
        )
    return QueryError(f"{query.name}: {' '.join(message.split())[:300]}")


def syntax_error(query: Query, message: str) -> QueryError:
    """What is wrong with a query: line, column, the line itself and a caret below the fault.

    ``message`` is what the engine says of it.
    """
    return QueryError(f"{query.name}, {explain_syntax_error(query.text, message, PREFIXES)}")


def refuse_updates(query: Query, allow_service: bool = False) -> None:
    """Raise ``QueryError`` for an update, and for ``SERVICE`` unless it is allowed."""
    first = True
    for word, offset in keywords(query.text):
        upper = word.upper()
        if upper in ("PREFIX", "BASE"):
            continue
        where = f"{query.name}, {position(query.text, offset)}"
        if first and upper in _UPDATE_KEYWORDS:
            raise QueryError(f"{where}: {upper} would change the graph; queries only read it")
        first = False
        if upper == "SERVICE" and not allow_service:
            raise QueryError(f"{where}: SERVICE would send words to another server; leave it out")


def parse_iri(value: str) -> str | None:
    """The IRI that ``value`` is, with or without angle brackets; ``None`` where it is none."""
    found = _IRI.fullmatch(value.strip())
    return found[1] if found else None


def iri_or_literal(value: str) -> Term:
    """The term of a value whose kind is not declared: an IRI where it looks like one."""
    iri = parse_iri(value)
    return {"type": "literal", "value": value} if iri is None else {"type": "uri", "value": iri}
