"""Triples and quads as JSON-LD in the words of ``ontology/context.jsonld``, nothing lost.

Our own, since rdflib's writer takes ten times as long and orders what it writes anew each time.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

import pyoxigraph as ox

from kg.ontology import PREFIXES, source

_TYPE = PREFIXES["rdf"] + "type"
_STRING = PREFIXES["xsd"] + "string"
JsonLd = dict[str, Any]
# Read at once: workers that answer visitors' queries can open no file.
_CONTEXT: JsonLd = json.loads(source("context.jsonld"))["@context"]
_Value = ox.NamedNode | ox.BlankNode | ox.Literal


def write_json_ld(statements: Iterable[ox.Triple | ox.Quad]) -> bytes:
    """A JSON-LD document with the context in it; the same statements give the same bytes.

    Named graphs are objects with an ``@graph`` of their own.
    """
    graphs: dict[str, dict[str, dict[str, set[Any]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(set))
    )
    for each in statements:
        name = _id(each.graph_name) if isinstance(each, ox.Quad) else ""
        graphs[name][_id(each.subject)][each.predicate.value].add(each.object)
    nodes: list[JsonLd] = []
    for name, subjects in sorted(graphs.items()):
        held = [_node(subject, said) for subject, said in sorted(subjects.items())]
        nodes += [{"id": name, "@graph": held}] if name else held
    document = {"@context": _CONTEXT, "@graph": nodes}
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _node(subject: str, said: dict[str, set[Any]]) -> JsonLd:
    node: JsonLd = {"id": subject}
    if kinds := said.pop(_TYPE, None):
        node["type"] = _one_or_all(sorted(_short(kind.value) for kind in kinds))
    for predicate in sorted(said, key=_short):
        name = _short(predicate)
        kind = _KINDS.get(name)
        values = sorted(said[predicate], key=str)
        node[name] = _one_or_all([_value(value, kind) for value in values])
    return node


def _value(value: _Value, kind: str | None) -> JsonLd | str:
    """A value; ``kind`` is what the context says of its property: ``@id``, a type, or nothing."""
    if not isinstance(value, ox.Literal):
        return _id(value) if kind == "@id" else {"id": _id(value)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    datatype = value.datatype.value
    if datatype == (kind or _STRING):
        return value.value
    return (
        {"@value": value.value}
        if datatype == _STRING
        else {"@value": value.value, "@type": _short(datatype)}
    )


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _id(node: Any) -> str:
    """A resource's IRI, or its label with ``_:``; empty for the default graph."""
    if isinstance(node, ox.DefaultGraph):
        return ""
    return str(node) if isinstance(node, ox.BlankNode) else str(node.value)


@cache
def _short(iri: str) -> str:
    """An IRI by the context: a term, else ``prefix:name``, else itself."""
    term = _TERMS.get(iri)
    if term is not None:
        return term
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _terms() -> dict[str, str]:
    """IRI → its short name in the context."""
    found = {}
    for name, told in _CONTEXT.items():
        prefix, _, local = (told["@id"] if isinstance(told, dict) else told).partition(":")
        if prefix in PREFIXES:
            found[PREFIXES[prefix] + local] = name
    return found


_TERMS = _terms()
_KINDS = {  # short name → ``@id`` or the IRI of the type that the context gives its values
    name: told["@type"].replace("xsd:", PREFIXES["xsd"])
    for name, told in _CONTEXT.items()
    if isinstance(told, dict)
}
