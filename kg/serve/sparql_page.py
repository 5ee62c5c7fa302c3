"""The page with the editor: a query, its parameters, and what it gave."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.serve import query_answers, rendering
from kg.serve.protocol import Refused
from kg.serve.snapshot import Snapshot
from kg.serve.snapshot_index import Index
from kg.store import query_catalogue
from kg.store.query_catalogue import public_queries
from kg.store.results import QueryResult as Result
from ontology import PREFIXES

SHOWN = 500  # rows and triples on the page; a download has all
DRAWN = 120  # triples that are drawn as well
FIRST = """SELECT ?kind (COUNT(?thing) AS ?number) WHERE {
  ?thing a ?kind .
}
GROUP BY ?kind
ORDER BY DESC(?number)
"""

Answer = query_answers.Written


def page(snapshot: Snapshot, index: Index, args: dict[str, Any]) -> Answer:
    """The editor with the query of ``args``, a named query, or one to begin with; and the answer to it."""
    name = args.get("name", "")
    named = query_catalogue.named_queries().get(name)
    text = args.get("query")
    asked = text is not None
    if text is None:
        text = named.text if named is not None else f"{_prefixes()}\n{FIRST}"
    query = query_catalogue.read_query("query", text)
    values: dict[str, Any] = {"result": None, "refused": None}
    if asked:
        try:
            values["result"] = _result(snapshot, query, args)
        except Refused as refused:
            values["refused"] = refused
    link = [
        ("query", text),
        *((f"${key}", value) for key, value in sorted(args["params"].items()) if value),
    ]
    link += [("default-graph-uri", iri) for iri in args.get("default", ())]
    link += [("named-graph-uri", iri) for iri in args.get("named", ())]
    body = rendering.page(
        "sparql",
        snapshot.base,
        text=text,
        query=query,
        name=name,
        named=public_queries(),
        given=args["params"],
        link=urlencode(link),
        prefixes=sorted(PREFIXES.items()),
        lines=text.count("\n") + 1,
        most=SHOWN,
        **values,
    )
    head: dict[str, Any] = {"type": "text/html; charset=utf-8"}
    if values["refused"] is not None:
        head["status"] = values["refused"].status
    return head, body


def _prefixes() -> str:
    return "\n".join(f"PREFIX {name}: <{iri}>" for name, iri in sorted(PREFIXES.items())) + "\n"


def _result(
    snapshot: Snapshot, query: query_catalogue.Query, args: dict[str, Any]
) -> dict[str, Any]:
    params = {key: value for key, value in args["params"].items() if value}
    task = {**args, "params": params}
    meant = query_answers.with_params(query, params)
    found: Any
    if params:
        found = query_answers.bound(snapshot.graph, meant, task)
    else:
        found = query_answers.run(snapshot.graph, meant, {}, args["default"], args["named"])
    kind = query_answers.kind_of(found)
    if kind == "triples":
        return _triples(found)
    if kind == "truth":
        truth = found.truth if isinstance(found, Result) else bool(found)
        return {"kind": kind, "truth": truth}
    if isinstance(found, Result):
        columns = list(found.columns)
        cells = [[_plain(row[column]) for column in columns] for row in found.rows[:SHOWN]]
        return {"kind": kind, "columns": columns, "rows": cells, "more": len(found.rows) > SHOWN}
    columns = [variable.value for variable in found.variables]
    rows: list[list[dict[str, str]]] = []
    with query_answers.failing(query):
        for solution in found:
            if len(rows) == SHOWN:
                return {"kind": kind, "columns": columns, "rows": rows, "more": True}
            rows.append([_cell(solution[column]) for column in columns])
    return {"kind": kind, "columns": columns, "rows": rows, "more": False}


def _plain(value: str) -> dict[str, str]:
    kind = (
        "iri" if value.startswith(("http://", "https://", "urn:")) and " " not in value else "words"
    )
    return {"kind": kind, "value": value, "shown": _short(value) if kind == "iri" else value}


def _cell(term: Any) -> dict[str, str]:
    """A term as the table shows it."""
    if term is None:
        return {"kind": "none", "value": "", "shown": ""}
    if isinstance(term, ox.NamedNode):
        return {"kind": "iri", "value": term.value, "shown": _short(term.value)}
    if isinstance(term, ox.Literal):
        number = (
            term.datatype.value.startswith(PREFIXES["xsd"])
            and term.datatype.value.rpartition("#")[2] in _NUMBERS
        )
        return {"kind": "number" if number else "words", "value": term.value, "shown": term.value}
    return {"kind": "words", "value": str(term), "shown": str(term)}


_NUMBERS = frozenset({"integer", "decimal", "double", "float", "int", "long"})


def _short(iri: str) -> str:
    """An IRI with a prefix for its beginning, where there is one."""
    for name, begin in PREFIXES.items():
        if iri.startswith(begin) and len(iri) > len(begin):
            return f"{name}:{iri[len(begin) :]}"
    return iri


def _triples(found: Any) -> dict[str, Any]:
    kept: list[Any] = []
    seen: set[Any] = set()
    more = False
    for triple in found:
        if triple in seen:
            continue
        if len(kept) == SHOWN:
            more = True
            break
        seen.add(triple)
        kept.append(triple)
    kept.sort(key=str)
    rows = [
        [_cell(triple.subject), _cell(triple.predicate), _cell(triple.object)] for triple in kept
    ]
    return {
        "kind": "triples",
        "columns": ["subject", "predicate", "object"],
        "rows": rows,
        "more": more,
        "drawn": len(rows) <= DRAWN and not more,
    }


__all__ = ["page"]
