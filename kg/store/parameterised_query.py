"""Queries with parameters: values checked against the query's header, bound as terms, and run."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import NotFound, QueryError
from kg.ontology import PREFIXES
from kg.store.entity_lookup import current_iri, resolve_entity
from kg.store.query import (
    Term,
    iri_or_literal,
    parse_iri,
    refuse_updates,
    run_here,
    run_in_child_process,
)
from kg.store.query_catalogue import Query, QueryParameter, find_query
from kg.store.results import QueryResult
from kg.store.snapshots import PublishedGraph
from kg.text.topic_keys import search_words

if TYPE_CHECKING:
    from kg.store.remote import Remote

TIMEOUT = 30.0  # seconds
_LOGGER = logging.getLogger("kg.store.query")
_XSD = PREFIXES["xsd"]


def run_query(
    source: PublishedGraph | ox.Store | Remote,
    query: Query | str,
    params: Mapping[str, str] | None = None,
    timeout: float | None = TIMEOUT,
    allow_service: bool = False,
) -> QueryResult:
    """The result of a query, given as such or by its name in ``queries/``.

    ``params`` are checked against the query's header and bound as terms. With a published graph the
    query runs in a process of its own, which is ended after ``timeout`` seconds (``None``: never);
    with an open ``Store`` it runs here, without a time-out. ``allow_service`` lets it reach out to
    other servers. Raises ``QueryError``; ``NotFound`` where a parameter names an entity that is not
    in the graph and the query has no other to run instead.
    """
    chosen = find_query(query) if isinstance(query, str) else query
    refuse_updates(chosen, allow_service)
    graph = source.graph if isinstance(source, PublishedGraph) else source
    note = ""
    try:
        bindings = bind_parameters(graph, chosen, params or {})
    except NotFound:
        words = search_words(" ".join((params or {}).values()))
        if chosen.otherwise is None or not words or not rows_with_words(graph, words):
            raise
        chosen = find_query(chosen.otherwise)
        bindings = bind_parameters(graph, chosen, _numbered(words))
        note = "nobody's name; searched as words"
    _LOGGER.debug("%s: asked", chosen.name)
    if isinstance(source, PublishedGraph) and timeout is not None:
        result = run_in_child_process(source.path, chosen, bindings, timeout)
    else:
        result = run_here(graph, chosen, bindings)
    only_parameters = {parameter.name for parameter in chosen.parameters} - set(chosen.columns)
    return replace(result.without(only_parameters), note=note)


def rows_with_words(graph: ox.Store | Remote, words: Sequence[str]) -> list[dict[str, str]]:
    """The rows of ``timeline-words``: the places in the papers that hold all the words."""
    query = find_query("timeline-words")
    return run_here(graph, query, bind_parameters(graph, query, _numbered(words))).rows


def _numbered(words: Sequence[str]) -> dict[str, str]:
    """Words as the parameters ``w1``, ``w2`` … of ``timeline-words``."""
    return {f"w{number}": word for number, word in enumerate(words, start=1)}


def bind_parameters(
    graph: ox.Store | Remote, query: Query, params: Mapping[str, str]
) -> dict[str, Term]:
    """The terms that a query's variables are bound to, by variable.

    A query without a header takes any parameter, as an IRI where it looks like one, else as a
    string. Raises ``QueryError`` for an unknown, missing or malformed parameter, ``NotFound`` where
    one names an entity that is not in the graph.
    """
    _refuse_unknown(query, params)
    bindings = {}
    for parameter in query.parameters:
        value = params.get(parameter.name, parameter.default)
        if value is not None:
            bindings[parameter.name] = _term(graph, query, parameter, value)
        elif not parameter.optional:
            raise QueryError(f"{query.name}: give --param {parameter.name}=…, {parameter.meaning}")
    declared = {parameter.name for parameter in query.parameters}
    for name, value in params.items():
        if name not in declared:
            bindings[name] = iri_or_literal(value)
    return bindings


def _refuse_unknown(query: Query, params: Mapping[str, str]) -> None:
    """Raise ``QueryError`` for a parameter that the query's header, if any, does not declare."""
    declared = [parameter.name for parameter in query.parameters]
    if not declared and not query.title:
        return
    for name in params:
        if name not in declared:
            known = f"it takes {', '.join(declared)}" if declared else "it takes none"
            raise QueryError(f"{query.name}: no parameter {name}; {known}")


def _term(graph: ox.Store | Remote, query: Query, parameter: QueryParameter, value: str) -> Term:
    where = f"{query.name}: parameter {parameter.name}={value}"
    if parameter.kind == "text":
        return {"type": "literal", "value": value}
    if parameter.kind == "date":
        return _date(where, value)
    if parameter.kind == "integer":
        return _integer(where, value)
    iri = parse_iri(value)
    if parameter.kind == "iri":
        if iri is None:
            raise QueryError(f"{where}: not an IRI; give it whole, beginning with http")
        return {"type": "uri", "value": iri}
    entity = resolve_entity(graph, value).iri if iri is None else current_iri(graph, iri)
    return {"type": "uri", "value": entity}


def _date(where: str, value: str) -> Term:
    try:
        day = date.fromisoformat(value.strip())
    except ValueError:
        raise QueryError(f"{where}: not a date; write it as 2023-06-30") from None
    return {"type": "literal", "value": day.isoformat(), "datatype": _XSD + "date"}


def _integer(where: str, value: str) -> Term:
    if not re.fullmatch(r"\s*[+-]?\d{1,18}\s*", value):
        raise QueryError(f"{where}: not a whole number")
    return {"type": "literal", "value": str(int(value)), "datatype": _XSD + "integer"}
