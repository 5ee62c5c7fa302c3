"""Quads being written: nodes made once, literals fit to be shown, IRIs under one base."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from urllib.parse import quote as percent

from pyoxigraph import Literal, NamedNode, Quad

from kg.text.masking import quotable
from ontology import PREFIXES

BASE = "https://w3id.org/boardgraph/id/"

LABEL = PREFIXES["rdfs"] + "label"
Value = str | int | bool | date | float | Decimal
"""What a literal is made of."""

_XSD_DATE = NamedNode(PREFIXES["xsd"] + "date")
_XSD_DECIMAL = NamedNode(PREFIXES["xsd"] + "decimal")


class Nodes(dict[str, NamedNode]):
    """One ``NamedNode`` an IRI, made once."""

    def __missing__(self, iri: str) -> NamedNode:
        node = self[iri] = NamedNode(iri)
        return node


NODE = Nodes()
A = NamedNode(PREFIXES["rdf"] + "type")


class Graph:
    """One named graph being written; a triple is written once."""

    def __init__(self, iri: str) -> None:
        self.name = NamedNode(iri)
        self.quads: dict[Quad, None] = {}

    def a(self, subject: NamedNode, *classes: str) -> None:
        for each in classes:
            self.quads[Quad(subject, A, NODE[each], self.name)] = None

    def tie(self, subject: NamedNode, predicate: str, *objects: NamedNode | None) -> None:
        for each in objects:
            if each is not None:
                self.quads[Quad(subject, NODE[predicate], each, self.name)] = None

    def say(self, subject: NamedNode, predicate: str, *values: Value | None) -> None:
        """Writes literals; words are folded and masked on the way."""
        for value in values:
            if value is not None and value != "":
                self.quads[Quad(subject, NODE[predicate], literal(value), self.name)] = None

    def plain(self, subject: NamedNode, predicate: str, value: str) -> None:
        """Writes a literal that is already fit to be shown."""
        self.quads[Quad(subject, NODE[predicate], Literal(value), self.name)] = None


def literal(value: Value) -> Literal:
    if isinstance(value, str):
        return Literal(quotable(value))
    if isinstance(value, date):
        return Literal(value.isoformat(), datatype=_XSD_DATE)
    if isinstance(value, Decimal):
        return Literal(f"{value:f}", datatype=_XSD_DECIMAL)
    if isinstance(value, float):
        return Literal(f"{value:.4f}".rstrip("0").rstrip("."), datatype=_XSD_DECIMAL)
    return Literal(value)


class Mint:
    """IRIs under one base, readable and the same for the same papers."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._given: Counter[str] = Counter()

    def new(self, path: str) -> NamedNode:
        """A new IRI under the base; the second that asks for the same gets “-2”."""
        self._given[path] += 1
        again = self._given[path]
        return NamedNode(self.base + path + (f"-{again}" if again > 1 else ""))

    def below(self, parent: NamedNode, *steps: str) -> NamedNode:
        """A new IRI beneath another one."""
        return self.new("/".join((self.path(parent), *steps)))

    def path(self, node: NamedNode) -> str:
        """A node's IRI without the base."""
        return node.value.removeprefix(self.base)

    def document(self, identifier: str) -> NamedNode:
        """The document with this SHA-256; its IRI is also its graph's."""
        return NODE[f"{self.base}document/{identifier[:16]}"]

    def entity(self, kind: str, identifier: str) -> NamedNode:
        """A person, an organisation or a programme."""
        return NODE[f"{self.base}{kind}/{safe(identifier)}"]

    def rule(self, identifier: str) -> NamedNode:
        """The rule with this id."""
        return NODE[f"{self.base}rule/{percent(identifier, safe='-._~/')}"]


def safe(text: str) -> str:
    """``text`` as one step of an IRI."""
    return percent(text, safe="-._~")
