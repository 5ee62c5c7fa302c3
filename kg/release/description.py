"""What a release says of itself in RDF: DCAT for its files, VoID for its graph, DQV for gaps."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.ontology import NS, PREFIXES
from kg.release.completeness import Completeness
from kg.store.query import rows
from kg.version import __version__

if TYPE_CHECKING:
    from kg.store.remote import Remote
    from kg.views.accuracy import Accuracy

_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": PREFIXES["dcterms"],
    "dqv": "http://www.w3.org/ns/dqv#",
    "foaf": PREFIXES["foaf"],
    "rdf": PREFIXES["rdf"],
    "rdfs": PREFIXES["rdfs"],
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": PREFIXES["xsd"],
}
MEDIA_TYPES = {
    "trig": "application/trig",
    "ttl": "text/turtle",
    "csv": "text/csv",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "md": "text/markdown",
}
_IANA = "https://www.iana.org/assignments/media-types/"
OUR_LICENCE = "https://spdx.org/licenses/MIT"  # of the ontology; the data are their publisher's
NO_LICENCE = (
    "Whoever publishes these data has stated no licence for them. The papers that they were read "
    "from stay under their own."
)
_VOCABULARIES = ("bg", "dcterms", "foaf", "oa", "org", "prov", "qb", "schema", "skos")

Node = ox.NamedNode | ox.BlankNode
CatalogueStatement = tuple[Node, str, Node | ox.Literal | str | int]


@dataclass(frozen=True, slots=True)
class Described:
    """What a release is of, and when: ``papers`` are file names, ``span`` the first and last day
    of a meeting, ``licence`` the IRI of that of the data, where its publisher states one.
    """

    title: str
    issued: date
    base: str
    quads: int
    papers: Sequence[str]
    span: tuple[str, str] | None
    licence: str | None = None


def describe(
    graph: ox.Store | Remote,
    about: Described,
    files: Mapping[str, bytes],
    gaps: Sequence[Completeness],
    accuracy: Sequence[Accuracy],
) -> bytes:
    """``dataset.ttl``: the release as a DCAT data set whose address is the file's own."""
    data = ox.NamedNode("urn:x-release:dataset")
    statements = [
        *_dataset(data, about),
        *_distributions(data, about, files),
        *_void(graph, data, about),
        *_quality(data, gaps, accuracy),
    ]
    triples = [
        ox.Triple(subject, _iri(name), _object(value)) for subject, name, value in statements
    ]
    text = (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=_PREFIXES) or b"").decode()
    # Addresses of files are relative to the folder, wherever it is put.
    return text.replace("urn:x-release:", "").encode()


def _dataset(data: Node, about: Described) -> Iterator[CatalogueStatement]:
    yield data, "rdf:type", _iri("dcat:Dataset")
    yield data, "rdf:type", _iri("void:Dataset")
    yield data, "dcterms:title", ox.Literal(about.title, language="en")
    yield (
        data,
        "dcterms:description",
        ox.Literal(
            "What the papers of boards say of their meetings, people, programmes and decisions, "
            "each statement with its paper, page and words.",
            language="en",
        ),
    )
    yield data, "dcterms:issued", _day(about.issued.isoformat())
    yield data, "dcterms:conformsTo", ox.NamedNode(NS.rstrip("#"))
    if about.licence:
        yield data, "dcterms:license", ox.NamedNode(about.licence)
    else:
        yield data, "dcterms:rights", ox.Literal(NO_LICENCE, language="en")
    yield data, "rdfs:comment", ox.Literal(f"made by boardgraph {__version__}")
    for name in sorted(about.papers):
        yield data, "dcterms:source", ox.Literal(name)
    if about.span is not None:
        period = _blank("period")
        yield data, "dcterms:temporal", period
        yield period, "rdf:type", _iri("dcterms:PeriodOfTime")
        yield period, "dcat:startDate", _day(about.span[0])
        yield period, "dcat:endDate", _day(about.span[1])


def _distributions(
    data: Node, about: Described, files: Mapping[str, bytes]
) -> Iterator[CatalogueStatement]:
    for name, body in sorted(files.items()):
        node = ox.NamedNode(f"urn:x-release:dataset-{name.replace('/', '-')}")
        checksum = _blank(f"checksum {name}")
        yield data, "dcat:distribution", node
        yield node, "rdf:type", _iri("dcat:Distribution")
        yield node, "dcterms:title", ox.Literal(name)
        yield node, "dcat:downloadURL", ox.NamedNode(f"urn:x-release:{name}")
        yield node, "dcat:mediaType", ox.NamedNode(_IANA + MEDIA_TYPES[name.rpartition(".")[2]])
        yield node, "dcat:byteSize", len(body)
        if name.startswith("ontology/"):
            yield node, "dcterms:license", ox.NamedNode(OUR_LICENCE)
        elif about.licence:
            yield node, "dcterms:license", ox.NamedNode(about.licence)
        yield node, "spdx:checksum", checksum
        yield checksum, "spdx:algorithm", _iri("spdx:checksumAlgorithm_sha256")
        yield checksum, "spdx:checksumValue", ox.Literal(hashlib.sha256(body).hexdigest())


def _void(graph: ox.Store | Remote, data: Node, about: Described) -> Iterator[CatalogueStatement]:
    yield data, "void:triples", about.quads
    yield data, "void:uriSpace", ox.Literal(about.base)
    yield data, "void:dataDump", ox.NamedNode("urn:x-release:graph.trig")
    for name in _VOCABULARIES:
        yield data, "void:vocabulary", ox.NamedNode(PREFIXES[name])
    for row in rows(graph, "serve-void-classes"):
        part = _blank(f"class {row['class']}")
        yield data, "void:classPartition", part
        yield part, "void:class", ox.NamedNode(row["class"])
        yield part, "void:entities", int(row["number"])
    for row in rows(graph, "serve-void-properties"):
        part = _blank(f"property {row['property']}")
        yield data, "void:propertyPartition", part
        yield part, "void:property", ox.NamedNode(row["property"])
        yield part, "void:triples", int(row["number"])


def _quality(
    data: Node, gaps: Sequence[Completeness], accuracy: Sequence[Accuracy]
) -> Iterator[CatalogueStatement]:
    for each in gaps:
        yield from _measured(data, each.key, each.title, len(each.gaps), each.of is not None)
    for rated in accuracy:
        for kind, value in (("precision", rated.precision), ("recall", rated.recall)):
            title = f"{kind} of {rated.title.lower()}, by rows that a reader expects"
            number = ox.Literal(f"{value:.4f}", datatype=_iri("xsd:decimal"))
            yield from _measured(data, f"{kind}-{rated.query}", title, number)


def _measured(
    data: Node, key: str, title: str, value: int | ox.Literal, known: bool = True
) -> Iterator[CatalogueStatement]:
    if not known:
        return
    node, metric = _blank(f"measured {key}"), ox.NamedNode(f"urn:x-release:dataset-metric-{key}")
    yield data, "dqv:hasQualityMeasurement", node
    yield node, "rdf:type", _iri("dqv:QualityMeasurement")
    yield node, "dqv:isMeasurementOf", metric
    yield node, "dqv:value", value
    yield metric, "rdf:type", _iri("dqv:Metric")
    yield metric, "rdfs:label", ox.Literal(title, language="en")


def _iri(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(_PREFIXES[prefix] + local)


def _object(value: Node | ox.Literal | str | int) -> Node | ox.Literal:
    return ox.Literal(value) if isinstance(value, (str, int)) else value


def _day(iso: str) -> ox.Literal:
    return ox.Literal(iso[:10], datatype=_iri("xsd:date"))


def _blank(what: str) -> ox.BlankNode:
    """A blank node that has the same name for the same thing each time."""
    return ox.BlankNode("b" + hashlib.sha256(what.encode()).hexdigest()[:12])
