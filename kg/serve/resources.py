"""Resources read straight from the graph, with their statements by the name of each property."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pyoxigraph as ox

import kg.ontology as bg
from kg.serve.loaded_snapshot import TYPE

_P = bg.PREFIXES
_LABELS = tuple(
    ox.NamedNode(iri)
    for iri in (
        _P["skos"] + "prefLabel",
        _P["rdfs"] + "label",
        str(bg.title),
        _P["schema"] + "name",
        str(bg.printed),
    )
)
_MEETING = ox.NamedNode(str(bg.meeting))
_DOCUMENT = ox.NamedNode(str(bg.document))
_DIFFERS_ON = ox.NamedNode(str(bg.differsOn))
_CORRECTS = ox.NamedNode(str(bg.corrects))
MEETING_FACTS = (
    bg.AgendaItem,
    bg.Minute,
    bg.Resolution,
    bg.Attendance,
    bg.Report,
    bg.Recommendation,
    bg.ActionEntry,
)


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource. ``resource["title"]`` is the first value of the property that ends so, or "".

    ``statements`` are the values of each property, each with its kind (``iri`` or ``literal``);
    ``first_values`` is the first value by the last step of the property's IRI.
    """

    iri: str
    classes: frozenset[str]
    statements: dict[str, list[tuple[str, str]]] = field(repr=False)
    first_values: dict[str, str] = field(repr=False)

    def __getitem__(self, name: str) -> str:
        return self.first_values.get(name, "")

    @property
    def at(self) -> str:
        """Its offsets in its document, as addresses have them."""
        return f"{self['start']}-{self['end']}" if self["end"] else ""

    @property
    def order(self) -> tuple[str, int]:
        """Where it stands among the others."""
        return self["document"], int(self["start"] or 0)


class ResourceReader:
    """Reads resources from one graph."""

    def __init__(self, graph: ox.Store) -> None:
        self.graph = graph

    def get(self, iri: str) -> Resource | None:
        """The resource, or ``None`` where the graph says nothing of it."""
        statements: dict[str, list[tuple[str, str]]] = {}
        first_values: dict[str, str] = {}
        classes = set()
        for quad in self.graph.quads_for_pattern(ox.NamedNode(iri), None, None):
            property_, value = quad.predicate.value, quad.object
            if isinstance(value, ox.Triple):
                continue
            if quad.predicate == TYPE:
                classes.add(value.value)
            kind = "iri" if isinstance(value, ox.NamedNode) else "literal"
            statements.setdefault(property_, []).append((value.value, kind))
        for property_, values in statements.items():
            values.sort()
            first_values[name_of(property_)] = values[0][0]
        return Resource(iri, frozenset(classes), statements, first_values) if statements else None

    def of_meeting(self, iri: str) -> dict[str, list[Resource]]:
        """The facts of a meeting by class, each class in the order of the paper."""
        found: dict[str, list[Resource]] = defaultdict(list)
        for node in self._subjects(_MEETING, iri):
            if "/mention/" in node.value or "/passage/" in node.value:
                continue  # by far the most, and none of them a fact
            resource = self.get(node.value)
            if resource is not None:
                for kind in resource.classes.intersection(MEETING_FACTS):
                    found[kind].append(resource)
        for resources in found.values():
            resources.sort(key=lambda resource: resource.order)
        return found

    def _is(self, node: ox.NamedNode, kind: str) -> bool:
        statements = self.graph.quads_for_pattern(node, TYPE, ox.NamedNode(str(kind)))
        return next(iter(statements), None) is not None

    def papers_of(self, iri: str) -> list[Resource]:
        """The documents that speak of a meeting."""
        found = {}
        for record in self._subjects(_MEETING, iri):
            if self._is(record, bg.MeetingRecord):
                resource = self.get(record.value)
                document = resource["document"] if resource is not None else ""
                paper = self.get(document) if document else None
                if paper is not None:
                    found[paper.iri] = paper
        return sorted(found.values(), key=lambda paper: paper["name"])

    def parts_of(self, iri: str) -> list[Resource]:
        """The parts of a document, in order."""
        nodes = [node for node in self._subjects(_DOCUMENT, iri) if "/part/" in node.value]
        found = [
            resource
            for node in nodes
            if (resource := self.get(node.value)) is not None and bg.Part in resource.classes
        ]
        return sorted(found, key=lambda resource: resource.order)

    def correcting(self, iri: str) -> list[Resource]:
        """The minutes that correct those of a meeting, in order of time."""
        found = [
            resource
            for node in self._subjects(_CORRECTS, iri)
            if (resource := self.get(node.value)) is not None
        ]
        return sorted(found, key=lambda resource: (resource["date"], *resource.order))

    def differing(self, iri: str) -> list[Resource]:
        """Where the papers of a meeting differ, in order."""
        found = [self.get(node.value) for node in self._subjects(_DIFFERS_ON, iri)]
        kept = [resource for resource in found if resource is not None]
        return sorted(kept, key=lambda resource: (resource["matter"], resource.iri))

    def _subjects(self, property_: ox.NamedNode, iri: str) -> list[ox.NamedNode]:
        quads = self.graph.quads_for_pattern(None, property_, ox.NamedNode(iri))
        return [quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)]

    def label(self, iri: str) -> str:
        """What a resource or a property is called, else the end of its IRI."""
        for property_ in _LABELS:
            quad = next(
                iter(self.graph.quads_for_pattern(ox.NamedNode(iri), property_, None)), None
            )
            if quad is not None and isinstance(quad.object, ox.Literal):
                return quad.object.value
        return name_of(iri) or iri


def name_of(iri: str) -> str:
    """The last step of an IRI."""
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2]
