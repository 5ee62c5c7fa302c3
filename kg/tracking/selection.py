"""What of a topic is told first: how much each statement tells, and the best of all within limits.

Decisions, requests and actions come before changes, dates, money and figures, and these before
description; minutes come before reports, reports before slides and annexes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from kg.tracking.aboutness import About
from kg.tracking.phrase_rules import topic_rule
from kg.tracking.statements import Statement
from ontology.folding import fold

LONGEST = 120  # words of a statement; a longer one is no statement but a dump
SHORT = 10  # words below which a statement seldom tells anything
KIND: Mapping[str, float] = {
    "decision": 2.2,
    "action": 2.2,
    "recommendation": 2.0,
    "agenda": 1.2,
    "sentence": 1.0,
    "row": 0.4,
}
PART: Mapping[str, float] = {"minutes": 1.8, "presentation": 0.6, "appendix": 0.3}
TELLS: Mapping[str, float] = {
    "request": 1.6,
    "change": 1.35,
    "money": 1.8,
    "date": 1.25,
    "figure": 1.2,
    "person": 1.2,
    "total": 2.5,
    "receipt": 0.4,
}
_SPREAD = 0.10  # by how much each further statement of a place counts less
_SAME = 0.7  # share of words from which two statements say the same
_WORD = re.compile(r"[a-z0-9£%.,]{3,}")


def weight(each: About) -> float:
    """How much a statement tells of its topic, from 0."""
    statement = each.statement
    told = each.certainty * KIND[statement.kind]
    if statement.part is not None:
        told *= PART.get(statement.part.kind, 1.0)
    for rule, factor in TELLS.items():
        if topic_rule(rule).within(statement.text):
            told *= factor
    if len(statement.text.split()) < SHORT and statement.kind == "sentence":
        told *= 0.5
    if statement.text.rstrip().endswith(":"):
        told *= 0.6
    return told


def choose(found: Sequence[About], words: int, least: float = 0.0) -> list[About]:
    """The statements that tell most within ``words`` words, in the order they were given.

    What was said before in the same words counts once, and each further statement of one place
    counts a little less, so that all places are heard.
    """
    rest = [at for at, each in enumerate(found) if _is_showable(each.statement)]
    value = {at: weight(found[at]) / len(found[at].statement.text.split()) ** 0.4 for at in rest}
    taken: Counter[object] = Counter()
    vocabulary = {at: frozenset(_WORD.findall(fold(found[at].statement.text))) for at in rest}
    chosen: list[int] = []
    left = words
    while rest:
        best = max(rest, key=lambda at: (value[at] / (1 + _SPREAD * taken[_spot(found[at])]), -at))
        rest.remove(best)
        length = len(found[best].statement.text.split())
        if length > left or any(_same(vocabulary[best], vocabulary[at]) for at in chosen):
            continue
        left -= length
        taken[_spot(found[best])] += 1
        chosen.append(best)
    return [found[at] for at in sorted(chosen)]


def _is_showable(statement: Statement) -> bool:
    return len(statement.text.split()) <= LONGEST


def _spot(each: About) -> object:
    """The item or paper that a statement stands in."""
    outer = [place for place in each.statement.places if place.kind in ("minute", "report", "log")]
    return (each.statement.document, outer[-1].span if outer else None)


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two statements have nearly the same words."""
    if not one or not other:
        return one == other
    return len(one & other) / max(len(one), len(other)) > 0.85
