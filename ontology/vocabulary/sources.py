"""The public lists in which the entries of the bundled vocabulary stand, by file."""

from __future__ import annotations

from importlib.resources import files

import pyoxigraph as ox
from kg.ontology.vocabulary.skos_files import SKOS

_KINDS = "terms.ttl"  # no entries, but what kinds of them there are
_SOURCE = ox.NamedNode("http://purl.org/dc/terms/source")
_SCHEME = ox.NamedNode(SKOS + "ConceptScheme")
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def public_lists() -> list[tuple[str, str | None]]:
    """Each file of entries with the public list that it names; ``None`` where it names none."""
    out: list[tuple[str, str | None]] = []
    for path in sorted(files("kg.ontology.vocabulary").iterdir(), key=lambda each: each.name):
        if path.name.endswith(".ttl") and path.name != _KINDS:
            graph = ox.Store()
            graph.load(path.read_bytes(), format=ox.RdfFormat.TURTLE)
            for scheme in graph.quads_for_pattern(None, _TYPE, _SCHEME):
                sources = graph.quads_for_pattern(scheme.subject, _SOURCE, None)
                named = [
                    each.object.value for each in sources if isinstance(each.object, ox.Literal)
                ]
                out.append((path.name, named[0] if named else None))
    return out
