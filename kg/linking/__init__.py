"""Who and what is the same across papers and years.

:func:`identify` reads every printed name in its place, joins with named clues what is one and settles what it is called
and under which id; :func:`why` says which clues speak for and against two names being one. What people decided
(:func:`load_verdicts`) wins over every clue.
"""

from kg.linking.entities import Change, Clue, Entity, Identities, Judgement, Referred, Unresolved
from kg.linking.linker import identify, why
from kg.linking.verdicts import Named, Verdict, Verdicts, load_verdicts

__all__ = [
    "Change",
    "Clue",
    "Entity",
    "Identities",
    "Judgement",
    "Named",
    "Referred",
    "Unresolved",
    "Verdict",
    "Verdicts",
    "identify",
    "load_verdicts",
    "why",
]
