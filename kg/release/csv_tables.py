"""The public queries that need no parameter, as CSV files with their description (CSVW)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.store.query import run_here
from kg.store.query_catalogue import Query, public_queries
from kg.store.results import QueryResult

if TYPE_CHECKING:
    from kg.store.remote import Remote

METADATA = "csv-metadata.json"  # where CSVW looks for it
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def tables(graph: ox.Store | Remote) -> dict[str, bytes]:
    """File name → bytes: a CSV file for each query, and the metadata that describe them."""
    found: dict[str, bytes] = {}
    described = []
    for query in public_queries():
        if any(not each.optional and each.default is None for each in query.parameters):
            continue
        bindings = {
            each.name: {"type": "literal", "value": each.default}
            for each in query.parameters
            if each.default is not None
        }
        if bindings:
            continue  # a default that is an entity's name must be looked up: not a table as such
        result = run_here(graph, query, {})
        if result.kind == "rows":
            found[f"{query.name}.csv"] = result.serialize("csv")
            described.append(_described(query, result))
    metadata = {"@context": "http://www.w3.org/ns/csvw", "tables": described}
    found[METADATA] = json.dumps(metadata, ensure_ascii=False, indent=1).encode() + b"\n"
    return found


def _described(query: Query, result: QueryResult) -> dict[str, Any]:
    return {
        "url": f"{query.name}.csv",
        "dc:title": query.title,
        "dc:description": query.answers,
        "dialect": {"lineTerminators": ["\n"]},
        "tableSchema": {
            "columns": [
                {"name": column, "titles": column, "datatype": _datatype(result, column)}
                for column in result.columns
            ]
        },
    }


def _datatype(result: QueryResult, column: str) -> str:
    """The type of a column's values, by what stands in it; an unknown value is empty."""
    values = [row[column] for row in result.rows if row[column]]
    if values and all(_DATE.fullmatch(value) for value in values):
        return "date"
    return "string"
