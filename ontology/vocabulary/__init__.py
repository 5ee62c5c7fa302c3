"""The gazetteer of the country's papers: organisations, programmes and words, as editable SKOS.

The lists stand beside this file, one Turtle file a field (``councils.ttl``, ``police.ttl`` …), in
the namespace ``https://w3id.org/boardgraph/vocabulary/``. They hold what is known across the
country. What belongs to one board alone is learnt from its papers, or added by its people in a file
of their own (``load(extra=…)``)::

    @prefix v: <https://w3id.org/boardgraph/vocabulary/> .
    @prefix kind: <https://w3id.org/boardgraph/vocabulary/kind/> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix dcterms: <http://purl.org/dc/terms/> .

    v:marlshire-county-council a skos:Concept ;
        dcterms:type kind:county-council ; dcterms:spatial "Marlshire" ;
        skos:prefLabel "Marlshire County Council" ; skos:notation "MaCC" .

How an entry is written:

``dcterms:type``         one of the kinds in ``terms.ttl``; a fine kind (a county council) passes
                         its short forms and label patterns on to its members and counts as the
                         kind above it (a council)
``skos:prefLabel``       the name; in a language other than English it counts as one more label
``skos:altLabel``        other names and short forms that are safe to match anywhere
``skos:notation``        acronyms, matched as written
``skos:hiddenLabel``     misprints
``v:shortLabel``         short forms that only a place explains ("the Force"): never matched without
                         context
``v:needsContext``       true where the name is an ordinary word too (Channel, Mind)
``v:generic``            true where every area has such a body, and the name stands for the one of
                         the paper's area
``dcterms:spatial``      the area served
``dcterms:isPartOf``     the body it belongs to
``dcterms:isReplacedBy`` its successor

The bundled files say ``skos:topConceptOf`` their scheme, from which ``a skos:Concept`` follows. A
word list is a ``skos:Collection`` with ``v:words``, parted by semicolons; a first name with its
short forms is a ``v:GivenName``. A later file may add to an entry or a list of an earlier one by
using its IRI; a new ``skos:prefLabel`` turns the older into another label. The last part of the IRI
is the entry's id, and stays for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.ontology.vocabulary.assembly import assemble
from kg.ontology.vocabulary.concepts import Concept, Kind, Vocabulary
from kg.ontology.vocabulary.skos_files import NAMESPACE, SkosFiles

__all__ = ["NAMESPACE", "Concept", "Kind", "Vocabulary", "load"]


def load(extra: Sequence[Path] = ()) -> Vocabulary:
    """The bundled gazetteer and the user's own files, read in that order.

    Raises ``ValueError`` naming the file, the line and the way out where a file cannot be read or
    understood.
    """
    return _loaded(tuple(extra)) if extra else _bundled()


@cache
def _bundled() -> Vocabulary:
    """The gazetteer without anybody's own files: read once a process, since it does not change."""
    return _loaded(())


def _loaded(extra: Sequence[Path]) -> Vocabulary:
    found = SkosFiles()
    for source in sorted(files(__name__).iterdir(), key=lambda source: source.name):
        if source.name.endswith(".ttl"):
            found.read(source.name, source)
    for path in extra:
        found.read(str(path), path)
    return assemble(found)
