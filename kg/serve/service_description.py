"""The endpoint described in RDF: SPARQL service description, VoID, and examples.

The examples are the public queries, as SHACL SPARQL executables.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

import kg.ontology as bg
from kg.serve import query_runner
from kg.serve.content_negotiation import RDF_FORMATS, RESULT_FORMATS
from kg.serve.loaded_snapshot import TYPE, LoadedSnapshot
from kg.serve.query_runner import FORMATS, SD, SH, VOID
from kg.serve.snapshot_index import SnapshotIndex
from kg.serve.worker_messages import WorkerAnswer
from kg.store.query_catalogue import public_queries
from kg.version import __version__

# Subject and object are an IRI (a string), a number or a term; the predicate is an IRI.
Triple = tuple[Any, str, Any]

_P = bg.PREFIXES
_FORMAT_NAMES = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "json-ld": "JSON-LD",
    "rdf-xml": "RDF_XML",
}


def answer_description(
    snapshot: LoadedSnapshot, index: SnapshotIndex, task: dict[str, Any]
) -> WorkerAnswer:
    """The description ``task["what"]``: ``service``, ``void`` or ``examples``."""
    root = task["root"]
    if task["what"] == "void":
        statements = void(snapshot, index, root)
    elif task["what"] == "service":
        statements = service(snapshot, root)
    else:
        statements = examples(root)
    triples = [ox.Triple(_term(s), ox.NamedNode(p), _term(o)) for s, p, o in statements]
    return {"form": task["form"]}, query_runner.serialize_triples(triples, task["form"])


def service(snapshot: LoadedSnapshot, root: str) -> Iterator[Triple]:
    """The endpoint, what it can do, and the graphs that it holds."""
    here, data = f"{root}/sparql", f"{root}/.well-known/void#data"
    yield here, TYPE.value, SD + "Service"
    yield here, SD + "endpoint", here
    yield here, _P["rdfs"] + "label", ox.Literal("boardgraph", language="en")
    yield here, SD + "supportedLanguage", SD + "SPARQL11Query"
    yield here, SD + "feature", SD + "UnionDefaultGraph"
    for format in (*RESULT_FORMATS, *RDF_FORMATS):
        yield here, SD + "resultFormat", FORMATS + _FORMAT_NAMES[format.name]
    whole = f"{here}#dataset"
    yield here, SD + "defaultDataset", whole
    yield here, SD + "availableGraphs", whole
    yield whole, TYPE.value, SD + "Dataset"
    yield whole, TYPE.value, SD + "GraphCollection"
    yield whole, SD + "defaultGraph", f"{here}#union"
    yield f"{here}#union", TYPE.value, SD + "Graph"
    yield f"{here}#union", VOID + "inDataset", data
    yield f"{here}#union", VOID + "triples", snapshot.manifest["quads"]
    for graph in sorted(
        each.value for each in snapshot.graph.named_graphs() if isinstance(each, ox.NamedNode)
    ):
        node = _blank("graph", graph)
        yield whole, SD + "namedGraph", node
        yield node, TYPE.value, SD + "NamedGraph"
        yield node, SD + "name", graph
    yield here, _P["rdfs"] + "seeAlso", f"{root}/.well-known/void"
    yield here, _P["rdfs"] + "seeAlso", f"{root}/sparql/examples"
    yield from examples(root)


def void(snapshot: LoadedSnapshot, index: SnapshotIndex, root: str) -> Iterator[Triple]:
    """The data set: what it is, in which vocabularies, and how large."""
    page, data = f"{root}/.well-known/void", f"{root}/.well-known/void#data"
    yield page, TYPE.value, VOID + "DatasetDescription"
    yield page, "http://xmlns.com/foaf/0.1/primaryTopic", data
    yield data, TYPE.value, VOID + "Dataset"
    yield (
        data,
        _P["dcterms"] + "title",
        ox.Literal("What the papers of the boards say", language="en"),
    )
    yield data, _P["dcterms"] + "creator", ox.Literal(f"boardgraph {__version__}")
    yield data, VOID + "sparqlEndpoint", f"{root}/sparql"
    yield data, VOID + "uriSpace", ox.Literal(snapshot.base)
    yield data, VOID + "rootResource", f"{root}/"
    yield data, VOID + "triples", snapshot.manifest["quads"]
    for format in RDF_FORMATS:
        yield data, VOID + "feature", FORMATS + _FORMAT_NAMES[format.name]
    for vocabulary in ("bg", "dcterms", "foaf", "oa", "org", "prov", "schema", "skos"):
        if vocabulary in _P:
            yield data, VOID + "vocabulary", _P[vocabulary]
    yield from _measures(index, data)


def _measures(index: SnapshotIndex, data: str) -> Iterator[Triple]:
    """How large the data set is, in all, by class and by property."""
    for row in index.measures["serve-void"]:
        yield data, VOID + "classes", int(row["classes"])
        yield data, VOID + "properties", int(row["properties"])
        yield data, VOID + "distinctSubjects", int(row["subjects"])
    for row in index.measures["serve-void-classes"]:
        node = _blank("class", row["class"])
        yield data, VOID + "classPartition", node
        yield node, VOID + "class", row["class"]
        yield node, VOID + "entities", int(row["number"])
    for row in index.measures["serve-void-properties"]:
        node = _blank("property", row["property"])
        yield data, VOID + "propertyPartition", node
        yield node, VOID + "property", row["property"]
        yield node, VOID + "triples", int(row["number"])


def examples(root: str) -> Iterator[Triple]:
    """The named queries, as queries that can be run."""
    here = f"{root}/sparql/examples"
    prefixes = f"{here}#prefixes"
    for name, iri in sorted(_P.items()):
        node = _blank("prefix", name)
        yield prefixes, SH + "declare", node
        yield node, SH + "prefix", ox.Literal(name)
        yield node, SH + "namespace", ox.Literal(iri, datatype=ox.NamedNode(_P["xsd"] + "anyURI"))
    for query in public_queries():
        node_iri = f"{here}#{query.name}"
        yield node_iri, TYPE.value, SH + "SPARQLExecutable"
        yield node_iri, TYPE.value, SH + "SPARQLSelectExecutable"
        yield node_iri, SH + "select", ox.Literal(query.text)
        yield node_iri, SH + "prefixes", prefixes
        yield node_iri, _P["rdfs"] + "label", ox.Literal(query.title, language="en")
        yield node_iri, _P["rdfs"] + "comment", ox.Literal(query.answers, language="en")
        yield node_iri, _P["schema"] + "target", f"{root}/sparql"


def _blank(kind: str, what: str) -> ox.BlankNode:
    """A blank node that has the same name for the same thing each time."""
    return ox.BlankNode(kind + hashlib.sha256(what.encode()).hexdigest()[:12])


def _term(value: Any) -> Any:
    """The RDF term of a subject or an object of a ``Triple``."""
    if isinstance(value, str):
        return ox.NamedNode(value)
    if isinstance(value, int):
        return ox.Literal(value)
    return value
