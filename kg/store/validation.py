"""Whether a graph is whole: the shapes of ``ontology/shapes.ttl``, and how good what was read is.

The quick check asks the store by the queries in ``kg/checks/``, one a shape; the full one runs the shapes themselves
through pySHACL. Each finding names the resource and what is wrong with it.
"""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, cast

import pyoxigraph as ox

from kg.errors import InputError
from kg.store.embedded import Published
from kg.store.query import Query, ask, read_query
from ontology import source

if TYPE_CHECKING:
    from kg.store.remote import Remote

Severity = Literal["violation", "warning"]
SHAPES = "https://w3id.org/boardgraph/shapes#"

_HEADER = re.compile(r"# (shape|severity|message): (.+)")


@dataclass(frozen=True, slots=True)
class Check:
    """One shape's query: it finds the resources that break the shape, each with a reason."""

    shape: str
    severity: Severity
    message: str
    query: Query


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A resource that breaks a shape."""

    shape: str
    severity: Severity
    message: str
    node: str
    why: str

    def __str__(self) -> str:
        return f"{self.node} {self.message}: {self.why}"


@dataclass(frozen=True, slots=True)
class Measure:
    """A part of a whole: ``number`` of ``of``."""

    name: str
    number: int
    of: int

    @property
    def share(self) -> float | None:
        """From 0 to 1, or ``None`` where there is nothing to take a share of."""
        return self.number / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, and how many shapes were looked at."""

    findings: tuple[Finding, ...]
    quality: tuple[Measure, ...]
    shapes: int

    @property
    def conforms(self) -> bool:
        """Whether no shape is broken; warnings do not count."""
        return not any(finding.severity == "violation" for finding in self.findings)


@cache
def checks() -> tuple[Check, ...]:
    """The queries of ``kg/checks/``, in alphabetical order."""
    found = []
    for file in sorted(files("kg.store").joinpath("checks").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".rq"):
            text = file.read_text(encoding="utf-8")
            head = dict(_HEADER.findall(text))
            query = read_query(f"check {head['shape']}", text)
            found.append(
                Check(head["shape"], cast(Severity, head["severity"]), head["message"], query)
            )
    return tuple(found)


def check(graph: Published | ox.Store | Remote, full: bool = False) -> Checked:
    """Every shape that the graph breaks, and its quality. ``full`` lets pySHACL look as well (seconds, not moments).

    Raises ``InputError`` where pySHACL is asked for and not installed, or the graph lies on a server.
    """
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # the engine answers without holding Python up
        answers = list(pool.map(lambda each: ask(graph, each.query, timeout=None).rows, checks()))
    findings = {
        Finding(each.shape, each.severity, each.message, row["node"], row["why"])
        for each, rows in zip(checks(), answers, strict=True)
        for row in rows
    }
    if full:
        findings |= set(shacl(graph))
    quality = [
        Measure(row["measure"], int(row["number"]), int(row["of"]))
        for row in ask(graph, "quality", timeout=None).rows
    ]
    return Checked(tuple(sorted(findings)), tuple(quality), len(checks()))


def shacl(graph: Published | ox.Store | Remote) -> list[Finding]:
    """What pySHACL finds with ``ontology/shapes.ttl``."""
    try:
        import pyshacl
        import rdflib
    except ImportError:
        raise InputError(
            "kg check --full needs pySHACL, which is not installed; install it with: pip install 'boardgraph[shacl]', "
            "or leave --full out"
        ) from None
    store = graph.graph if isinstance(graph, Published) else graph
    if not isinstance(store, ox.Store):
        raise InputError(
            "kg check --full needs the graph at hand, not on a server; leave --full out"
        )
    lines = {str(quad.triple) for quad in store}
    data = rdflib.Graph().parse(data="".join(f"{line} .\n" for line in sorted(lines)), format="nt")
    shapes = rdflib.Graph().parse(data=source("shapes.ttl"), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    return _findings(report, shapes)


def _findings(report: Any, shapes: Any) -> list[Finding]:
    from rdflib import RDF, SH, URIRef

    def named(shape: Any) -> str:
        """The shape that a property shape stands in."""
        while not isinstance(shape, URIRef):
            above = next(shapes.subjects(None, shape), None)
            if above is None:
                return "unnamed"
            shape = above
        return str(shape).removeprefix(SHAPES)

    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        severity: Severity = (
            "warning" if (result, SH.resultSeverity, SH.Warning) in report else "violation"
        )
        why = "; ".join(
            sorted(str(message) for message in report.objects(result, SH.resultMessage))
        )
        node = str(report.value(result, SH.focusNode))
        found.append(
            Finding(
                named(report.value(result, SH.sourceShape)), severity, "breaks its shape", node, why
            )
        )
    return sorted(found)
