"""Which statements of a topic to show: the salience of each, and the best of all within limits.

Decisions, requests and actions come before changes, dates, money and figures, and these before
description; minutes come before reports, reports before slides and annexes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from kg.tracking.phrase_rules import topic_rule
from ontology.folding import fold

LONGEST = 120  # words of a statement; a longer one is no statement but a dump
SHORT = 10  # words below which a statement seldom says anything
KIND: Mapping[str, float] = {
    "decision": 2.2,
    "action": 2.2,
    "recommendation": 2.0,
    "agenda": 1.2,
    "sentence": 1.0,
    "row": 0.4,
}
PART: Mapping[str, float] = {"minutes": 1.8, "presentation": 0.5, "appendix": 0.3}
SALIENCE: Mapping[str, float] = {
    "request": 1.6,
    "change": 1.35,
    "money": 1.8,
    "date": 1.25,
    "figure": 1.4,
    "person": 1.2,
    "total": 2.5,
    "receipt": 0.4,
}
_SPREAD = 0.05  # by how much each further statement of a place counts less
_SAME = 0.85  # share of words from which two statements say the same
_NAMED = 1.3  # how much more salient a statement is that names the topic
_AGEING = 0.95  # what is left of a statement's worth after a year
_BREVITY = 0.5  # how much a short statement is better than a long one
_WORD = re.compile(r"[a-z0-9£%.,]{3,}")


@dataclass(frozen=True, slots=True)
class StatementCandidate:
    """A statement that may be shown. ``spot`` is the item or paper it stands in, ``group`` what
    stands under one heading, ``overhead`` the words of that heading. ``named`` says that its
    words name the topic, ``age`` how many years it is older than the newest.
    """

    text: str
    kind: str
    part: str | None
    certainty: float
    spot: Hashable
    group: Hashable = None
    overhead: int = 0
    named: bool = False
    age: float = 0.0


def salience(each: StatementCandidate) -> float:
    """How much a statement says of its topic, from 0."""
    score = each.certainty * KIND.get(each.kind, 1.0) * PART.get(each.part or "", 1.0)
    for rule, factor in SALIENCE.items():
        if topic_rule(rule).within(each.text):
            score *= factor
    if each.kind == "sentence" and len(each.text.split()) < SHORT:
        score *= 0.5
    if each.text.rstrip().endswith(":"):
        score *= 0.6
    if each.named:
        score *= _NAMED
    return score * float(_AGEING**each.age)


def select_statements(found: Sequence[StatementCandidate], words: int) -> list[int]:
    """The most salient statements within ``words`` words, by their place in ``found``, in order.

    What was said before in the same words counts once, and each further statement of one place
    counts a little less, so that all places are heard.
    """
    rest = [at for at, each in enumerate(found) if len(each.text.split()) <= LONGEST]
    lengths = {at: len(found[at].text.split()) for at in rest}
    value = {at: salience(found[at]) / max(1, lengths[at]) ** _BREVITY for at in rest}
    vocabulary = {at: frozenset(_WORD.findall(fold(found[at].text))) for at in rest}
    taken: Counter[Hashable] = Counter()
    opened: set[Hashable] = set()
    chosen: list[int] = []
    left = words
    while rest:
        best = max(rest, key=lambda at: (value[at] / (1 + _SPREAD * taken[found[at].spot]), -at))
        rest.remove(best)
        each = found[best]
        cost = lengths[best] + (0 if each.group in opened else each.overhead)
        if cost > left or any(_same(vocabulary[best], vocabulary[at]) for at in chosen):
            continue
        left -= cost
        opened.add(each.group)
        taken[each.spot] += 1
        chosen.append(best)
    return sorted(chosen)


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two statements have nearly the same words."""
    if not one or not other:
        return one == other
    return len(one & other) / max(len(one), len(other)) > _SAME
