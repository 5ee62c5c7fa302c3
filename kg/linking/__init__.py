"""Who and what is the same across papers and years.

:func:`identify` reads every printed name in its place, joins with named clues what is one and settles what it is called
and under which id; :meth:`Identities.explain` says which clues speak for and against two names being one. What people decided
(:func:`load_verdicts`) wins over every clue.
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
