"""Record linkage: who and what is the same across papers and years (entity resolution).

:func:`identify` links every printed name in its place (entity linking), compares profiles that
share a block (blocking, scoring), joins what matches (clustering, with cannot-link constraints),
decides what each entity is called and under which id (canonicalisation, fusion), and whom words
without a name mean (coreference resolution). :meth:`Identities.explain` says which features speak
for and against two names being one. What people decided (:func:`load_verdicts`) wins over every
feature.
"""

from kg.linking.entities import (
    ChangeEvent,
    Entity,
    Feature,
    Identities,
    Judgement,
    ResolvedReference,
    UnresolvedName,
)
from kg.linking.linker import identify
from kg.linking.verdicts import NameReference, Verdict, Verdicts, load_verdicts

__all__ = [
    "ChangeEvent",
    "Entity",
    "Feature",
    "Identities",
    "Judgement",
    "NameReference",
    "ResolvedReference",
    "UnresolvedName",
    "Verdict",
    "Verdicts",
    "identify",
    "load_verdicts",
]
