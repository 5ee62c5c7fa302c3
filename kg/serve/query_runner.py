"""A worker's answer to one query over HTTP: bound, run and written in the format asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from kg.errors import KgError, NotFound, QueryError
from kg.ontology import PREFIXES
from kg.serve.http_error import HttpError
from kg.serve.worker_messages import WorkerAnswer
from kg.store import sandbox
from kg.store.json_ld import write_json_ld
from kg.store.parameterised_query import bind_parameters, run_query
from kg.store.query import Term, refuse_updates, syntax_error
from kg.store.query_catalogue import Query, QueryParameter, named_queries, read_query
from kg.store.results import QueryResult, ResultKind, used_prefixes, well_formed
from kg.store.syntax import keywords

REMEMBERED_QUERIES = 64  # whose header and keywords need not be read again

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
SH = "http://www.w3.org/ns/shacl#"
FORMATS = "http://www.w3.org/ns/formats/"
MORE_PREFIXES = {"sd": SD, "void": VOID, "sh": SH, "formats": FORMATS}

# Only a query with one of these words can be an update or reach out to another server.
_SUSPECT_KEYWORDS = frozenset(
    "INSERT DELETE LOAD CLEAR DROP CREATE COPY MOVE ADD WITH SERVICE".split()
)
_WORDS_THAT_MATTER = (*_SUSPECT_KEYWORDS, "FROM")
_POSITION = re.compile(r"line (\d+), column (\d+)")
_IRI = re.compile(r"<?[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]+>?")
_NAMELESS = re.compile(rb"<[^\s<>/:]*:[\s/>]")  # an element of RDF/XML: “<” stands nowhere else
_RESULT_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_RDF_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "json-ld": ox.RdfFormat.JSON_LD,
    "rdf-xml": ox.RdfFormat.RDF_XML,
}

# A result as Oxigraph gives it, to be read once, or as a whole where columns were taken out of it.
EngineResult = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def answer_query(graph: ox.Store, task: dict[str, Any]) -> WorkerAnswer:
    """The result of the query of ``task``, in the format asked for.

    ``task["forms"]`` names the format for rows and truth, and the one for triples; either may be
    ``None``. Raises ``HttpError``.
    """
    query = _read(task["query"])
    if task["params"]:
        query = declare_parameters(query, task["params"])
    result = run(graph, query, task)
    kind = kind_of(result)
    format = task["forms"]["triples" if kind == "triples" else "rows"]
    if format is None:
        possible = ", ".join(_RDF_FORMATS if kind == "triples" else _RESULT_FORMATS)
        raise HttpError(
            406,
            f"what this query gives can be had as {possible}; ask for one with Accept or format=",
        )
    if isinstance(result, ox.QueryTriples):
        body = serialize_triples(result, format)
    elif isinstance(result, QueryResult):
        body = result.serialize(format)
    else:
        # Written whole: to a Python stream, piece by small piece, it takes four times as long.
        with engine_errors(query):
            body = result.serialize(format=_RESULT_FORMATS[format]) or b""
        if format == "xml":
            body = well_formed(body)
    return {"form": format}, body


@lru_cache(REMEMBERED_QUERIES)
def _read(text: str) -> Query:
    return read_query("query", text)


def answer_named_query(graph: ox.Store, task: dict[str, Any]) -> WorkerAnswer:
    """The result of a named query, in the bytes that ``kg query`` writes.

    Raises ``HttpError`` where no query has this name, ``KgError`` as ``run_query``.
    """
    query = named_queries().get(task["name"])
    if query is None:
        raise HttpError(404, f"no query is called {task['name']}; /sparql lists them")
    result = run_query(graph, query, task["params"])
    format = task["forms"]["triples" if result.kind == "triples" else "rows"]
    return {"form": format}, result.serialize(format)


def kind_of(result: EngineResult | QueryResult) -> ResultKind:
    """Whether a query's result is rows, truth or triples."""
    if isinstance(result, QueryResult):
        return result.kind
    if isinstance(result, ox.QueryTriples):
        return "triples"
    return "truth" if isinstance(result, ox.QueryBoolean) else "rows"


def declare_parameters(query: Query, params: dict[str, str]) -> Query:
    """The query with a parameter for each value that its header does not declare.

    A value that looks like an IRI is one, any other is text.
    """
    declared = {parameter.name for parameter in query.parameters}
    more = tuple(
        QueryParameter(name, "iri" if _IRI.fullmatch(value.strip()) else "text", "")
        for name, value in sorted(params.items())
        if name not in declared
    )
    return replace(query, parameters=query.parameters + more)


def run(graph: ox.Store, query: Query, task: dict[str, Any]) -> EngineResult | QueryResult:
    """The result of a query with the parameters and over the graphs that ``task`` names.

    With parameters, rows and truth are a ``QueryResult``, without the columns that only carry
    parameters. Raises ``HttpError``.
    """
    if not task["params"]:
        return run_over(graph, query, {}, task["default"], task["named"])
    try:
        bindings = bind_parameters(graph, query, task["params"])
    except NotFound as error:
        raise HttpError(404, str(error)) from None
    except KgError as error:
        raise HttpError(400, str(error)) from None
    result = run_over(graph, query, bindings, task["default"], task["named"])
    if isinstance(result, ox.QueryTriples):
        return result
    with engine_errors(query):
        body = result.serialize(format=ox.QueryResultsFormat.JSON) or b""
    only_parameters = (
        {parameter.name for parameter in query.parameters} - set(query.columns)
        if query.columns
        else set()
    )
    return QueryResult(kind_of(result), body).without(only_parameters)


def run_over(
    graph: ox.Store,
    query: Query,
    bindings: dict[str, Term],
    default_graphs: list[str],
    named_graphs: list[str],
) -> EngineResult:
    """What Oxigraph gives for the query over the graphs named, else those after ``FROM``.

    Without either, the default graph is the union of all. Raises ``HttpError``.
    """
    words = _keywords(query.text)
    if words & _SUSPECT_KEYWORDS:
        _refuse(query)
    dataset: dict[str, Any]
    if default_graphs or named_graphs:
        dataset = {
            "default_graph": [ox.NamedNode(iri) for iri in default_graphs],
            "named_graphs": [ox.NamedNode(iri) for iri in named_graphs],
        }
    else:  # Oxigraph's union of graphs would make it forget FROM
        dataset = {"use_default_graph_as_union": "FROM" not in words}
    substitutions: dict[ox.Variable, Any] = {
        ox.Variable(name): sandbox.parse_term(value) for name, value in bindings.items()
    }
    with engine_errors(query):
        return graph.query(
            query.text,
            prefixes=_undeclared_prefixes(query.text) or None,
            substitutions=substitutions or None,
            **dataset,
        )


def _undeclared_prefixes(text: str) -> dict[str, str]:
    """The known prefixes that a query may use without declaring them.

    To hand over all of them costs as much as a small query.
    """
    return {
        name: iri for name, iri in PREFIXES.items() if f"{name}:" in text and f"<{iri}>" not in text
    }


@lru_cache(REMEMBERED_QUERIES)
def _keywords(text: str) -> frozenset[str]:
    """The keywords of a query, in capitals; none where it has none that matters here.

    To read a query word by word costs as much as to answer a small one.
    """
    letters = text.upper()
    if not any(word in letters for word in _WORDS_THAT_MATTER):
        return frozenset()
    return frozenset(word.upper() for word, _ in keywords(text))


def _refuse(query: Query) -> None:
    """Refuse what would change the graph (400) or reach out to another server (403)."""
    for status, allow_service in ((400, True), (403, False)):
        try:
            refuse_updates(query, allow_service)
        except QueryError as error:
            raise _positioned(status, str(error)) from None


@contextmanager
def engine_errors(query: Query) -> Iterator[None]:
    """Turn Oxigraph's errors into ``HttpError``."""
    try:
        yield
    except SyntaxError as error:
        raise _positioned(400, str(syntax_error(query, str(error)))) from None
    except (ValueError, RuntimeError, OSError) as error:
        raise HttpError(400, " ".join(str(error).split())[:500]) from None


def _positioned(status: int, message: str) -> HttpError:
    """The error with the line and column that its message names, if any."""
    found = _POSITION.search(message)
    return HttpError(status, message, *((int(found[1]), int(found[2])) if found else ()))


def serialize_triples(triples: Any, format: str) -> bytes:
    """Triples, each once, sorted, so that what belongs together stands together.

    Raises ``HttpError`` where RDF/XML is asked for and cannot have them.
    """
    ordered = sorted(set(triples), key=str)
    prefixes = (
        used_prefixes({**PREFIXES, **MORE_PREFIXES}, ordered)
        if format in ("turtle", "rdf-xml")
        else None
    )
    if format == "json-ld":
        return write_json_ld(ordered)
    body = ox.serialize(ordered, format=_RDF_FORMATS[format], prefixes=prefixes) or b""
    if format != "rdf-xml":
        return body
    if _NAMELESS.search(body):
        raise HttpError(
            406,
            "a property among these triples has no name that RDF/XML could write; "
            "ask for another format",
        )
    return well_formed(body)
