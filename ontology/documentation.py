"""Pages and the JSON-LD context made from ``board.ttl``: ``python -m kg.ontology.documentation``.

Writes ``board.html``, which pyLODE makes (``pip install '.[release]'``), and ``context.jsonld``,
both beside ``board.ttl``. A test holds the two equal to what the ontology says.
"""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path
from typing import Any

import kg.ontology as bg

FOLDER = Path(__file__).parent
CONTEXT, PAGES = "context.jsonld", "board.html"
_XSD = bg.PREFIXES["xsd"]
_STRING = _XSD + "string"


def context() -> dict[str, Any]:
    """The JSON-LD context: each prefix, and each property by its short name, with its type."""
    terms: dict[str, Any] = dict(sorted(bg.PREFIXES.items()))
    for name, kind in sorted(_properties().items()):
        iri = f"bg:{name}"
        if kind == "@id":
            terms[name] = {"@id": iri, "@type": "@id"}
        elif kind not in (None, _STRING):
            terms[name] = {"@id": iri, "@type": f"xsd:{kind.removeprefix(_XSD)}"}
        else:
            terms[name] = iri
    classes = {name: f"bg:{name}" for name in sorted(_classes())}
    return {"@context": {"id": "@id", "type": "@type", **terms, **classes}}


def _classes() -> set[str]:
    import pyoxigraph as ox

    kind = ox.NamedNode(bg.PREFIXES["owl"] + "Class")
    return {quad.subject.value.removeprefix(bg.NS) for quad in _quads() if quad.object == kind}


def _properties() -> dict[str, str | None]:
    """Short name → ``@id`` for a property of resources, else the IRI of its values' type."""
    rdfs, owl = bg.PREFIXES["rdfs"], bg.PREFIXES["owl"]
    objects, data, ranges = set(), set(), {}
    for quad in _quads():
        name = quad.subject.value.removeprefix(bg.NS)
        if quad.object.value == owl + "ObjectProperty":
            objects.add(name)
        elif quad.object.value == owl + "DatatypeProperty":
            data.add(name)
        elif quad.predicate.value == rdfs + "range":
            ranges[name] = quad.object.value
    return {name: "@id" if name in objects else ranges.get(name) for name in objects | data}


def _quads() -> list[Any]:
    import pyoxigraph as ox

    return list(ox.parse(bg.source("board.ttl"), format=ox.RdfFormat.TURTLE))


def _anchors() -> dict[str, str]:
    """IRI of each of our terms → its name in the namespace."""
    iris = {str(quad.subject.value) for quad in _quads()}
    return {iri: iri.removeprefix(bg.NS) for iri in iris if iri.startswith(bg.NS)}


def context_text() -> str:
    """The text of ``context.jsonld``."""
    return json.dumps(context(), indent=1) + "\n"


def pages_text() -> str:
    """The text of ``board.html``. Raises ``ImportError`` without pyLODE."""
    logging.disable(logging.INFO)  # it would tell what it loads
    import pylode
    from rdflib import RDFS, Graph, URIRef

    told = Graph().parse(FOLDER / "board.ttl")
    # pyLODE takes a concept scheme for the ontology, and every label for its title.
    told.remove((URIRef(bg.Verbs), None, None))
    told.remove((URIRef(bg.NS.rstrip("#")), RDFS.label, None))
    pages = pylode.OntPub(told)
    # A browser that follows a term's IRI finds it: its place is called as it is, not by its label.
    pages.fids |= _anchors()
    html: str = pages.make_html()
    # The description for search engines has its lists in no order.
    html = re.sub(r'<script id="schema.org".*?</script>', "", html, flags=re.DOTALL)
    html = html.replace("<html>", '<html lang="en">', 1)
    return "\n".join(line.rstrip() for line in html.splitlines() if line.strip()) + "\n"


def main() -> None:
    """Write both files."""
    (FOLDER / CONTEXT).write_text(context_text(), encoding="utf-8", newline="\n")
    (FOLDER / PAGES).write_text(pages_text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
