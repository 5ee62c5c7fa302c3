"""Validation: whether a graph keeps to the shapes of ``ontology/shapes.ttl``, and its quality.

The quick validation runs the queries in ``kg/store/checks/``, one a shape; the full one also runs
the shapes themselves through pySHACL. Each result names a resource and what is wrong.
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
from kg.ontology import source
from kg.store.parameterised_query import run_query
from kg.store.query_catalogue import Query, read_query
from kg.store.snapshots import PublishedGraph

if TYPE_CHECKING:
    from kg.store.remote import Remote

Severity = Literal["violation", "warning"]
SHAPES = "https://w3id.org/boardgraph/shapes#"

_HEADER = re.compile(r"# (shape|severity|message): (.+)")


@dataclass(frozen=True, slots=True)
class ShapeCheck:
    """One shape's query, which finds the resources that break the shape, each with a reason."""

    shape: str
    severity: Severity
    message: str
    query: Query


@dataclass(frozen=True, slots=True, order=True)
class ValidationResult:
    """A resource that breaks a shape."""

    shape: str
    severity: Severity
    message: str
    node: str
    why: str

    def __str__(self) -> str:
        return f"{self.node} {self.message}: {self.why}"


@dataclass(frozen=True, slots=True)
class QualityMeasure:
    """A part of a whole: ``number`` of ``of``."""

    name: str
    number: int
    of: int

    @property
    def share(self) -> float | None:
        """From 0 to 1, or ``None`` where there is nothing to take a share of."""
        return self.number / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What a validation found, and how many shapes were looked at."""

    results: tuple[ValidationResult, ...]
    quality: tuple[QualityMeasure, ...]
    shapes: int

    @property
    def conforms(self) -> bool:
        """Whether no shape is broken; warnings do not count."""
        return not any(result.severity == "violation" for result in self.results)


@cache
def shape_checks() -> tuple[ShapeCheck, ...]:
    """The queries of ``kg/store/checks/``, in alphabetical order."""
    checks = []
    for file in sorted(files("kg.store").joinpath("checks").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".rq"):
            text = file.read_text(encoding="utf-8")
            head = dict(_HEADER.findall(text))
            severity = cast(Severity, head["severity"])
            query = read_query(f"check {head['shape']}", text)
            checks.append(ShapeCheck(head["shape"], severity, head["message"], query))
    return tuple(checks)


def validate(graph: PublishedGraph | ox.Store | Remote, full: bool = False) -> ValidationReport:
    """Every shape that the graph breaks, and its quality.

    ``full`` lets pySHACL look as well, which takes seconds. Raises ``InputError`` where pySHACL is
    asked for and not installed, or the graph is on a server.
    """
    results = broken_shapes(graph)
    if full:
        results |= set(validate_with_shacl(graph))
    quality = [
        QualityMeasure(row["measure"], int(row["number"]), int(row["of"]))
        for row in run_query(graph, "quality", timeout=None).rows
    ]
    return ValidationReport(tuple(sorted(results)), tuple(quality), len(shape_checks()))


def broken_shapes(graph: PublishedGraph | ox.Store | Remote) -> set[ValidationResult]:
    """Every shape that the graph breaks, by the queries in ``kg/store/checks/``."""

    def rows(check: ShapeCheck) -> list[dict[str, str]]:
        return run_query(graph, check.query, timeout=None).rows

    checks = shape_checks()
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # the engine answers without holding Python up
        answers = list(pool.map(rows, checks))
    return {
        ValidationResult(check.shape, check.severity, check.message, row["node"], row["why"])
        for check, found in zip(checks, answers, strict=True)
        for row in found
    }


def validate_with_shacl(graph: PublishedGraph | ox.Store | Remote) -> list[ValidationResult]:
    """What pySHACL finds with ``ontology/shapes.ttl``. Raises ``InputError`` as ``validate``."""
    try:
        import pyshacl
        import rdflib
    except ImportError:
        raise InputError(
            "kg check --full needs pySHACL, which is not installed; install it with: "
            "pip install 'boardgraph[shacl]', or leave --full out"
        ) from None
    store = graph.graph if isinstance(graph, PublishedGraph) else graph
    if not isinstance(store, ox.Store):
        raise InputError(
            "kg check --full needs the graph on this machine, not on a server; leave --full out"
        )
    lines = {str(quad.triple) for quad in store}
    data = rdflib.Graph().parse(data="".join(f"{line} .\n" for line in sorted(lines)), format="nt")
    shapes = rdflib.Graph().parse(data=source("shapes.ttl"), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    return _read_report(report, shapes)


def _read_report(report: Any, shapes: Any) -> list[ValidationResult]:
    """The results of a SHACL validation report, an rdflib graph."""
    from rdflib import RDF, SH

    results = []
    for node in report.subjects(RDF.type, SH.ValidationResult):
        warning = (node, SH.resultSeverity, SH.Warning) in report
        messages = sorted(str(message) for message in report.objects(node, SH.resultMessage))
        results.append(
            ValidationResult(
                _shape_name(report.value(node, SH.sourceShape), shapes),
                "warning" if warning else "violation",
                "breaks its shape",
                str(report.value(node, SH.focusNode)),
                "; ".join(messages),
            )
        )
    return sorted(results)


def _shape_name(shape: Any, shapes: Any) -> str:
    """The name of the node shape that ``shape`` is, or that has it as a property shape."""
    from rdflib import URIRef

    while not isinstance(shape, URIRef):
        above = next(shapes.subjects(None, shape), None)
        if above is None:
            return "unnamed"
        shape = above
    return str(shape).removeprefix(SHAPES)
