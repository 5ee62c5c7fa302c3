"""Build quads: named graphs, literals fit to be shown, and IRIs under one base."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from kg.ontology import PREFIXES
from kg.rdf.graph_lines import GraphLines, LineGatherer
from kg.text.masking import quotable

BASE = "https://w3id.org/boardgraph/id/"
RDFS_LABEL = PREFIXES["rdfs"] + "label"
LiteralValue = str | int | bool | date | float | Decimal
"""What a literal is made of."""

MOST_PENDING = 1 << 15
"""Quads of a graph that are kept as such, in memory, while it is written."""

_RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_XSD_DATE = NamedNode(PREFIXES["xsd"] + "date")
_XSD_DECIMAL = NamedNode(PREFIXES["xsd"] + "decimal")


@cache
def named_node(iri: str) -> NamedNode:
    """The node of an IRI; the same object for the same IRI."""
    return NamedNode(iri)


class NamedGraph:
    """One named graph being written. A triple that is added twice is kept once."""

    def __init__(self, iri: str) -> None:
        self.name = NamedNode(iri)
        self._pending: dict[Quad, None] = {}
        self._written = LineGatherer()

    def lines(self) -> GraphLines:
        """All that was added, as lines; nothing may be added afterwards."""
        self._hand_over(more=False)
        return self._written.lines()

    def _hand_over(self, more: bool) -> None:
        self._written.add(self._pending, more)
        self._pending = {}

    def _add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        self._pending[Quad(subject, predicate, value, self.name)] = None
        if len(self._pending) >= MOST_PENDING:
            self._hand_over(more=True)

    def add_quads(self, quads: Iterable[Quad]) -> None:
        """Take over triples from elsewhere."""
        for quad in quads:
            self._pending[Quad(quad.subject, quad.predicate, quad.object, self.name)] = None

    def add_types(self, subject: NamedNode, *classes: str) -> None:
        """State the classes of a resource."""
        for each in classes:
            self._add(subject, _RDF_TYPE, named_node(each))

    def add_links(self, subject: NamedNode, predicate: str, *objects: NamedNode | None) -> None:
        """Link a resource to others; ``None`` adds nothing."""
        for each in objects:
            if each is not None:
                self._add(subject, named_node(predicate), each)

    def add_literals(
        self, subject: NamedNode, predicate: str, *values: LiteralValue | None
    ) -> None:
        """Add literals; texts are put on one line and masked. ``None`` and "" add nothing."""
        for value in values:
            if value is not None and value != "":
                self._add(subject, named_node(predicate), literal(value))

    def add_verbatim(self, subject: NamedNode, predicate: str, value: str) -> None:
        """Add a literal as it is: a text that is already masked, or an identifier."""
        self._add(subject, named_node(predicate), Literal(value))


def literal(value: LiteralValue) -> Literal:
    """The literal of a value: ``xsd:date``, ``xsd:decimal`` (floats to 4 places) or its own type.

    Texts are put on one line, and private particulars in them are masked.
    """
    if isinstance(value, str):
        return Literal(quotable(value))
    if isinstance(value, date):
        return Literal(value.isoformat(), datatype=_XSD_DATE)
    if isinstance(value, Decimal):
        return Literal(f"{value:f}", datatype=_XSD_DECIMAL)
    if isinstance(value, float):
        return Literal(f"{value:.4f}".rstrip("0").rstrip("."), datatype=_XSD_DECIMAL)
    return Literal(value)


class IriFactory:
    """IRIs under one base, readable and the same for the same papers."""

    def __init__(self, base: str, before: IriFactory | None = None) -> None:
        """``before`` has given IRIs that this one must not give again; it stays as it is."""
        self.base = base
        self.newly_given: dict[str, int] = {}  # path → how many, also by those before
        self._before = before

    def at(self, path: str) -> NamedNode:
        """The IRI of a path under the base; the same for the same path."""
        return named_node(self.base + path)

    def unique(self, path: str) -> NamedNode:
        """A new IRI under the base; the second that asks for the same path gets “-2”."""
        count = self.newly_given[path] = self.given(path) + 1
        return NamedNode(self.base + path + (f"-{count}" if count > 1 else ""))

    def given(self, path: str) -> int:
        """How many have asked for a path so far."""
        count = self.newly_given.get(path)
        if count is None:
            return self._before.given(path) if self._before is not None else 0
        return count

    def child(self, parent: NamedNode, *steps: str) -> NamedNode:
        """A new IRI beneath another one."""
        return self.unique("/".join((self.path(parent), *steps)))

    def path(self, node: NamedNode) -> str:
        """A node's IRI without the base."""
        return node.value.removeprefix(self.base)

    def document(self, identifier: str) -> NamedNode:
        """The document with this SHA-256; its IRI is also its graph's."""
        return self.at(f"document/{identifier[:16]}")

    def entity(self, kind: str, identifier: str) -> NamedNode:
        """A person, an organisation or a programme."""
        return self.at(f"{kind}/{path_step(identifier)}")

    def rule(self, identifier: str) -> NamedNode:
        """The rule with this id."""
        return self.at(f"rule/{quote(identifier, safe='-._~/')}")


def path_step(text: str) -> str:
    """``text`` percent-encoded as one step of an IRI's path."""
    return quote(text, safe="-._~")
