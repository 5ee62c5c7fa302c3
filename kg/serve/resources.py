"""Facts read straight from the graph: a resource with its statements, by the last word of each property."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pyoxigraph as ox

import ontology as bg
from kg.serve.snapshot import TYPE

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
_CORRECTS = ox.NamedNode(str(bg.corrects))
OF_MEETINGS = (
    bg.AgendaItem,
    bg.Minute,
    bg.Resolution,
    bg.Attendance,
    bg.Report,
    bg.Recommendation,
    bg.ActionEntry,
)


@dataclass(frozen=True, slots=True)
class Thing:
    """A resource. ``thing["title"]`` is the first value of the property that ends so, or nothing."""

    iri: str
    classes: frozenset[str]
    statements: dict[str, list[tuple[str, str]]] = field(
        repr=False
    )  # property → values, each with its kind
    short: dict[str, str] = field(repr=False)

    def __getitem__(self, name: str) -> str:
        return self.short.get(name, "")

    @property
    def at(self) -> str:
        """Its offsets in its document, as addresses have them."""
        return f"{self['start']}-{self['end']}" if self["end"] else ""

    @property
    def order(self) -> tuple[str, int]:
        """Where it stands among the others."""
        return self["document"], int(self["start"] or 0)


class Things:
    """Reads resources from one graph."""

    def __init__(self, graph: ox.Store) -> None:
        self.graph = graph

    def get(self, iri: str) -> Thing | None:
        """The resource, or ``None`` where the graph says nothing of it."""
        statements: dict[str, list[tuple[str, str]]] = {}
        short: dict[str, str] = {}
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
            short[name_of(property_)] = values[0][0]
        return Thing(iri, frozenset(classes), statements, short) if statements else None

    def of_meeting(self, iri: str) -> dict[str, list[Thing]]:
        """The facts of a meeting by class, each class in the order of the paper."""
        found: dict[str, list[Thing]] = defaultdict(list)
        nodes = [
            quad.subject for quad in self.graph.quads_for_pattern(None, _MEETING, ox.NamedNode(iri))
        ]
        for node in nodes:
            if (
                not isinstance(node, ox.NamedNode)
                or "/mention/" in node.value
                or "/passage/" in node.value
            ):
                continue  # by far the most, and none of them a fact
            thing = self.get(node.value)
            for kind in OF_MEETINGS:
                if thing is not None and kind in thing.classes:
                    found[kind].append(thing)
        for things in found.values():
            things.sort(key=lambda thing: thing.order)
        return found

    def _is(self, node: ox.NamedNode, kind: str) -> bool:
        return (
            next(iter(self.graph.quads_for_pattern(node, TYPE, ox.NamedNode(str(kind)))), None)
            is not None
        )

    def papers_of(self, iri: str) -> list[Thing]:
        """The documents that speak of a meeting."""
        found = {}
        for record in self._subjects(_MEETING, iri):
            if self._is(record, bg.MeetingRecord):
                thing = self.get(record.value)
                paper = (
                    self.get(thing["document"]) if thing is not None and thing["document"] else None
                )
                if paper is not None:
                    found[paper.iri] = paper
        return sorted(found.values(), key=lambda paper: paper["name"])

    def parts_of(self, iri: str) -> list[Thing]:
        """The parts of a document, in order."""
        nodes = [node for node in self._subjects(_DOCUMENT, iri) if "/part/" in node.value]
        found = [
            thing
            for node in nodes
            if (thing := self.get(node.value)) is not None and bg.Part in thing.classes
        ]
        return sorted(found, key=lambda thing: thing.order)

    def correcting(self, iri: str) -> list[Thing]:
        """The minutes that correct those of a meeting, in order of time."""
        found = [
            thing
            for node in self._subjects(_CORRECTS, iri)
            if (thing := self.get(node.value)) is not None
        ]
        return sorted(found, key=lambda thing: (thing["date"], *thing.order))

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
