"""The page with the editor: a query, its parameters, and its result."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.ontology import PREFIXES
from kg.serve import query_runner, rendering
from kg.serve.http_error import HttpError
from kg.serve.loaded_snapshot import LoadedSnapshot
from kg.serve.snapshot_index import SnapshotIndex
from kg.serve.worker_messages import WorkerAnswer
from kg.store.query_catalogue import Query, named_queries, public_queries, read_query
from kg.store.results import QueryResult

SHOWN_ROWS = 500  # rows and triples on the page; a download has all
DRAWN_TRIPLES = 120  # up to which triples are drawn as well
FIRST_QUERY = """SELECT ?kind (COUNT(?thing) AS ?number) WHERE {
  ?thing a ?kind .
}
GROUP BY ?kind
ORDER BY DESC(?number)
"""

ResultCell = dict[str, str]

_NUMBER_TYPES = frozenset({"integer", "decimal", "double", "float", "int", "long"})


def page(snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]) -> WorkerAnswer:
    """The editor with the query of ``args`` and its result.

    Without a query it has the named query ``args["name"]``, or one to begin with, and no result.
    """
    name = args.get("name", "")
    text = args.get("query")
    result: dict[str, Any] | None = None
    error: HttpError | None = None
    if text is None:
        named = named_queries().get(name)
        text = named.text if named is not None else f"{_prefixes()}\n{FIRST_QUERY}"
        query = read_query("query", text)
    else:
        query = read_query("query", text)
        try:
            result = _run(snapshot, query, args)
        except HttpError as refused:
            error = refused
    body = rendering.page(
        "sparql",
        snapshot.base,
        text=text,
        query=query,
        name=name,
        named=public_queries(),
        given=args["params"],
        link=_link(text, args),
        short=_short_link(name, text, args),
        prefixes=sorted(PREFIXES.items()),
        lines=text.count("\n") + 1,
        most=SHOWN_ROWS,
        result=result,
        refused=error,
    )
    head: dict[str, Any] = {"type": "text/html; charset=utf-8"}
    if error is not None:
        head["status"] = error.status
    return head, body


def _prefixes() -> str:
    return "\n".join(f"PREFIX {name}: <{iri}>" for name, iri in sorted(PREFIXES.items())) + "\n"


def _link(text: str, args: dict[str, Any]) -> str:
    """The query of an address that gives this query's result."""
    fields = [("query", text)]
    fields += [(f"${key}", value) for key, value in sorted(args["params"].items()) if value]
    fields += [("default-graph-uri", iri) for iri in args.get("default", ())]
    fields += [("named-graph-uri", iri) for iri in args.get("named", ())]
    return urlencode(fields)


def _short_link(name: str, text: str, args: dict[str, Any]) -> str:
    """The address of a named query's result, but for its ending; empty where the text differs."""
    named = named_queries().get(name)
    if named is None or " ".join(named.text.split()) != " ".join(text.split()):
        return ""
    given = sorted((key, value) for key, value in args["params"].items() if value)
    return f"/queries/{name}.{{}}" + (f"?{urlencode(given)}" if given else "")


def _run(snapshot: LoadedSnapshot, query: Query, args: dict[str, Any]) -> dict[str, Any]:
    """The result of a query as the page shows it. Raises ``HttpError``."""
    params = {key: value for key, value in args["params"].items() if value}
    declared = query_runner.declare_parameters(query, params)
    result = query_runner.run(snapshot.graph, declared, {**args, "params": params})
    if isinstance(result, ox.QueryTriples):
        return _triples(result)
    if isinstance(result, QueryResult):
        return _bound_result(result)
    if isinstance(result, ox.QueryBoolean):
        return {"kind": "truth", "truth": bool(result)}
    with query_runner.engine_errors(query):
        return _solutions(result)


def _bound_result(result: QueryResult) -> dict[str, Any]:
    if result.kind == "truth":
        return {"kind": "truth", "truth": result.truth}
    columns = list(result.columns)
    rows = [[_value_cell(row[column]) for column in columns] for row in result.rows[:SHOWN_ROWS]]
    return {"kind": "rows", "columns": columns, "rows": rows, "more": len(result.rows) > SHOWN_ROWS}


def _solutions(solutions: ox.QuerySolutions) -> dict[str, Any]:
    """The first rows, and whether there are ``more``; the rest is not computed."""
    columns = [variable.value for variable in solutions.variables]
    shown: dict[str, Any] = {"kind": "rows", "columns": columns, "rows": [], "more": False}
    for solution in solutions:
        if len(shown["rows"]) == SHOWN_ROWS:
            return {**shown, "more": True}
        shown["rows"].append([_term_cell(solution[column]) for column in columns])
    return shown


def _triples(triples: Iterable[ox.Triple]) -> dict[str, Any]:
    """The first triples, each once, sorted, and whether there are ``more``."""
    kept: set[ox.Triple] = set()
    more = False
    for triple in triples:
        if triple not in kept and len(kept) == SHOWN_ROWS:
            more = True
            break
        kept.add(triple)
    rows = [
        [_term_cell(triple.subject), _term_cell(triple.predicate), _term_cell(triple.object)]
        for triple in sorted(kept, key=str)
    ]
    return {
        "kind": "triples",
        "columns": ["subject", "predicate", "object"],
        "rows": rows,
        "more": more,
        "drawn": len(rows) <= DRAWN_TRIPLES and not more,
    }


def _value_cell(value: str) -> ResultCell:
    """A value of unknown type as the table shows it."""
    if value.startswith(("http://", "https://", "urn:")) and " " not in value:
        return {"kind": "iri", "value": value, "shown": _abbreviated(value)}
    return {"kind": "words", "value": value, "shown": value}


def _term_cell(term: Any) -> ResultCell:
    """A term as the table shows it; ``None`` is an unbound variable."""
    if term is None:
        return {"kind": "none", "value": "", "shown": ""}
    if isinstance(term, ox.NamedNode):
        return {"kind": "iri", "value": term.value, "shown": _abbreviated(term.value)}
    if isinstance(term, ox.Literal):
        kind = "number" if _is_number(term) else "words"
        return {"kind": kind, "value": term.value, "shown": term.value}
    return {"kind": "words", "value": str(term), "shown": str(term)}


def _is_number(literal: ox.Literal) -> bool:
    namespace, _, name = literal.datatype.value.partition("#")
    return f"{namespace}#" == PREFIXES["xsd"] and name in _NUMBER_TYPES


def _abbreviated(iri: str) -> str:
    """An IRI with a prefix for its beginning, where there is one."""
    for name, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{name}:{iri[len(namespace) :]}"
    return iri
