"""A worker's answer to one query over HTTP: bound, run and written in the form that was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from kg.errors import KgError, NotFound, QueryError
from kg.serve.protocol import Refused
from kg.store import parameterised_query, query_catalogue, sandbox, syntax
from kg.store.query import refuse_updates, syntax_error
from kg.store.results import QueryResult, ResultKind, used_prefixes
from ontology import PREFIXES

Written = tuple[dict[str, Any], bytes]  # the head of an answer, and its body
ASKED_AGAIN = 64  # queries whose reading is remembered

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
SH = "http://www.w3.org/ns/shacl#"
FORMATS = "http://www.w3.org/ns/formats/"
MORE_PREFIXES = {"sd": SD, "void": VOID, "sh": SH, "formats": FORMATS}

_SUSPECT = frozenset(
    {
        "INSERT",
        "DELETE",
        "LOAD",
        "CLEAR",
        "DROP",
        "CREATE",
        "COPY",
        "MOVE",
        "ADD",
        "WITH",
        "SERVICE",
    }
)
_PLACE = re.compile(r"line (\d+), column (\d+)")
_IRI = re.compile(r"<?[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]+>?")
_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_TRIPLES = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "json-ld": ox.RdfFormat.JSON_LD,
    "rdf-xml": ox.RdfFormat.RDF_XML,
}


def answer(graph: ox.Store, task: dict[str, Any]) -> Written:
    """What the query of ``task`` gives, written in the form acceptable.

    ``task["forms"]`` names the one for rows and truth and the one for triples (either may be ``None``).
    Raises ``Refused``.
    """
    query = with_params(_read(task["query"]), task["params"])
    if task["params"]:
        found: Any = bound(graph, query, task)
    else:
        found = run(graph, query, {}, task["default"], task["named"])
    kind = kind_of(found)
    form = task["forms"]["triples" if kind == "triples" else "rows"]
    if form is None:
        could = _TRIPLES if kind == "triples" else _RESULTS
        raise Refused(
            406,
            f"what this query gives can be had as {', '.join(could)}; ask for one with Accept or format=",
        )
    if kind == "triples":
        body = triples(found, form)
    elif isinstance(found, QueryResult):
        body = found.serialize(form)
    else:
        with failing(
            query
        ):  # whole: written to a Python stream, piece by small piece, it takes four times as long
            body = found.serialize(format=_RESULTS[form]) or b""
    return {"form": form}, body


@lru_cache(ASKED_AGAIN)
def _read(text: str) -> query_catalogue.Query:
    return query_catalogue.read_query("query", text)


def named(graph: ox.Store, task: dict[str, Any]) -> Written:
    """The answer to one of the named queries, in the bytes that ``kg query`` writes."""
    query = query_catalogue.named_queries().get(task["name"])
    if query is None:
        raise Refused(404, f"no query is called {task['name']}; /sparql lists them")
    found = parameterised_query.run_query(graph, query, task["params"])
    kind = "triples" if found.kind == "triples" else "rows"
    form = task["forms"][kind]
    return {"form": form}, found.serialize(form)


def kind_of(found: Any) -> ResultKind:
    """Whether a query's result is rows, truth or triples."""
    if isinstance(found, QueryResult):
        return found.kind
    if isinstance(found, ox.QueryTriples):
        return "triples"
    return "truth" if isinstance(found, ox.QueryBoolean) else "rows"


def with_params(query: query_catalogue.Query, params: dict[str, str]) -> query_catalogue.Query:
    """The query with a parameter for each value given that its header does not declare: an IRI, else words."""
    known = {parameter.name for parameter in query.parameters}
    more = tuple(
        query_catalogue.QueryParameter(name, "iri" if _IRI.fullmatch(value.strip()) else "text", "")
        for name, value in sorted(params.items())
        if name not in known
    )
    return replace(query, parameters=query.parameters + more)


def bound(graph: ox.Store, query: query_catalogue.Query, task: dict[str, Any]) -> Any:
    """The result of a query with parameters: triples, or an answer without the columns that only carry parameters."""
    try:
        bindings = parameterised_query.bind_parameters(graph, query, task["params"])
    except NotFound as error:
        raise Refused(404, str(error)) from None
    except KgError as error:
        raise Refused(400, str(error)) from None
    found = run(graph, query, bindings, task["default"], task["named"])
    kind = kind_of(found)
    if kind == "triples":
        return found
    with failing(query):
        whole = QueryResult(kind, found.serialize(format=ox.QueryResultsFormat.JSON) or b"")
    inner = (
        {parameter.name for parameter in query.parameters} - set(query.columns)
        if query.columns
        else set()
    )
    return whole.without(inner)


def run(
    graph: ox.Store,
    query: query_catalogue.Query,
    bindings: dict[str, Any],
    default: list[str],
    named: list[str],
) -> Any:
    """What Oxigraph gives for the query, over the graphs named, else those after FROM, else the union of all."""
    said = _said(query.text)
    if said & _SUSPECT:
        _refuse(query)
    dataset: dict[str, Any]
    if default or named:
        dataset = {
            "default_graph": [ox.NamedNode(iri) for iri in default],
            "named_graphs": [ox.NamedNode(iri) for iri in named],
        }
    else:  # Oxigraph's union of graphs would make it forget FROM
        dataset = {"use_default_graph_as_union": "FROM" not in said}
    substitutions: dict[ox.Variable, Any] = {
        ox.Variable(name): sandbox.parse_term(value) for name, value in bindings.items()
    }
    # To hand over all prefixes costs as much as a small query: only where one of them may not be declared.
    prefixes = {
        name: iri
        for name, iri in PREFIXES.items()
        if f"{name}:" in query.text and f"<{iri}>" not in query.text
    }
    with failing(query):
        return graph.query(
            query.text, prefixes=prefixes or None, substitutions=substitutions or None, **dataset
        )


@lru_cache(ASKED_AGAIN)
def _said(text: str) -> frozenset[str]:
    """The words of a query, in capitals."""
    return frozenset(word.upper() for word, _ in syntax.keywords(text))


def _refuse(query: query_catalogue.Query) -> None:
    """Refuse what would change the graph (400) or reach out to another server (403)."""
    for status, service in ((400, True), (403, False)):
        try:
            refuse_updates(query, service)
        except QueryError as error:
            raise _refused(status, str(error)) from None


@contextmanager
def failing(query: query_catalogue.Query) -> Iterator[None]:
    """Oxigraph's complaints as refusals."""
    try:
        yield
    except SyntaxError as error:
        raise _refused(400, str(syntax_error(query, str(error)))) from None
    except (ValueError, RuntimeError, OSError) as error:
        raise Refused(400, " ".join(str(error).split())[:500]) from None


def _refused(status: int, message: str) -> Refused:
    place = _PLACE.search(message)
    return Refused(status, message, *((int(place[1]), int(place[2])) if place else ()))


def triples(found: Any, form: str) -> bytes:
    """Triples, each once, in a fixed order, so that what belongs together stands together."""
    each = sorted(set(found), key=str)
    prefixes = (
        used_prefixes({**PREFIXES, **MORE_PREFIXES}, each)
        if form in ("turtle", "rdf-xml")
        else None
    )
    return ox.serialize(each, format=_TRIPLES[form], prefixes=prefixes) or b""
