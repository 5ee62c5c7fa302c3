"""Which statements of a topic to show: the salience of each, and the best of all within limits.

Decisions, requests and actions come before changes, dates, money and figures, and these before
description; minutes come before reports, reports before slides and annexes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heapify, heappop, heappush

from kg.extractors.rules import rules
from kg.ontology.folding import fold
from kg.tracking.phrase_rules import topic_rule

LONGEST = 120  # words of a statement; a longer one is no statement but a dump
SHORT = 10  # words below which a statement seldom says anything
KIND: Mapping[str, float] = {
    "decision": 2.0,
    "action": 2.0,
    "recommendation": 2.0,
    "notice": 1.4,
    "row": 0.5,
}
PART: Mapping[str, float] = {
    "minutes": 1.4,
    "action-log": 1.1,
    "appendix": 0.6,
    "presentation": 0.4,
}
SALIENCE: Mapping[str, float] = {
    "money": 2.2,
    "happening": 1.5,
    "rating": 2.5,
    "verdict": 1.5,
    "total": 1.5,
    "figure": 1.4,
    "number": 1.3,
    "request": 1.3,
    "concern": 1.25,
    "comparison": 1.25,
    "date": 1.2,
    "no-end": 0.85,
    "we": 0.75,
    "measure-before": 0.5,
    "statute": 0.5,
    "list-head": 0.5,
    "receipt": 0.45,
}
"""By how much a statement is more salient in which the rule of ``aboutness.toml`` finds anything.

Fitted by hand to key facts that readers chose, topic by topic with the others left out; a third
more or less of any of them changes the share of facts shown by no more than .02.
"""
CERTAINTY = ((0.8, 1.0), (0.6, 0.65), (0.0, 0.5))  # from which certainty, what it is worth
_TOLD = 0.5  # certainty below which a decision is on a paper that tells of other things, too
_NOTED_WITH_OTHERS = 0.3  # how much less salient it is that such a paper was noted
_CAPTION = 6  # words below which a line without a verb is a caption or an entry of a list
_FRAGMENT = 0.2  # what is left of the worth of a few words without a verb or a number
_BEGINS = 1.25  # how much more salient the first sentence of a paragraph is
_NAMED = 1.15  # … one that names the topic
_CLOSES = 1.5  # … the last that a log says of an action
_PROPER, _MOST_PROPER = 1.1, 4  # … one with a name in it, for each of so many names
_AGEING = 0.9  # what is left of a statement's worth after a year
_BREVITY = 0.5  # how much a short statement is better than a long one
_NOVELTY = 0.3  # how much of its worth a statement loses whose words are all said already
_SPREAD = 0.05  # by how much each further statement of a place counts less
_SAME = 0.85  # share of words from which two statements say the same
_OTHER_FIGURES = 0.6  # how much of their likeness statements with other figures keep
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?[/–-]\s?(?:(?:19|20)\d\d|\d\d))?\b")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_WORD = re.compile(r"[a-z0-9£%.,']{3,}")
_NAME = re.compile(r"(?<=\s)[A-Z][a-z]+")


@dataclass(frozen=True, slots=True)
class StatementCandidate:
    """A statement that may be shown. ``spot`` is the item or paper it stands in, ``overhead`` the
    words of its heading. ``named`` says that its words name the topic, ``begins`` that it is the
    first of its paragraph, ``closes`` the last that a log says of an action; ``age`` is by how many
    years it is older than the newest, ``share`` what is left of its worth where it is about the
    larger subject. A ``notice`` is an agenda's entry that no minute tells of.
    """

    text: str
    kind: str
    part: str | None
    certainty: float
    spot: Hashable
    share: float = 1.0
    overhead: int = 0
    named: bool = False
    begins: bool = False
    closes: bool = False
    age: float = 0.0


def salience(each: StatementCandidate) -> float:
    """How much a statement says of its topic, from 0."""
    score = KIND.get(each.kind, 1.0) * PART.get(each.part or "", 1.0) * each.share
    score *= next(worth for least, worth in CERTAINTY if each.certainty >= least)
    for rule, factor in SALIENCE.items():
        if rule == "receipt" and each.kind == "notice":
            continue  # an agenda says nothing else
        if topic_rule(rule).within(each.text):
            score *= factor
    if each.kind == "sentence" and len(each.text.split()) < SHORT:
        score *= 0.5
        if not each.named and _is_fragment(each.text):
            score *= _FRAGMENT
    if each.kind == "row" and not topic_rule("rating").within(each.text):
        score *= 0.5 if len(each.text.split()) < SHORT else 1.0
    if each.certainty < _TOLD and topic_rule("on-the-whole").within(each.text):
        score *= _NOTED_WITH_OTHERS
    if each.begins:
        score *= _BEGINS
    if each.closes:
        score *= _CLOSES
    if each.named:
        score *= _NAMED
    names = min(_MOST_PROPER, len(_NAME.findall(each.text)))
    return score * float(_PROPER**names) * float(_AGEING**each.age)


def _is_fragment(text: str) -> bool:
    """Whether a few words say nothing of anything: no verb and no number, as a caption has none;
    years in it are but its period.
    """
    bare, years = _YEARS.subn(" ", text)
    return len(bare.split()) < (SHORT if years else _CAPTION) and not (
        rules("figures")["verb"].within(text) or topic_rule("number").within(bare)
    )


class StatementSelection:
    """Statements to choose from: what each is worth is read once, whatever room there is."""

    def __init__(self, found: Sequence[StatementCandidate]) -> None:
        self._found = found
        self._lengths = [len(each.text.split()) for each in found]
        self._values = {
            at: salience(each) / max(1, self._lengths[at]) ** _BREVITY
            for at, each in enumerate(found)
            if self._lengths[at] <= LONGEST
        }
        self._words = lru_cache(maxsize=None)(
            lambda at: frozenset(_WORD.findall(fold(found[at].text)))
        )
        self._figures = lru_cache(maxsize=None)(
            lambda at: frozenset(_FIGURE.findall(found[at].text))
        )

    def within(self, words: int) -> list[int]:
        """The most salient statements within ``words`` words, by their place, in order.

        What was said before in the same words counts once, in nearly the same words a little less,
        and each further statement of one place counts a little less, so that all places are heard.
        A statement is worth less the more is chosen and never more: what is no longer the best
        when its turn comes is put back.
        """
        chosen: list[int] = []
        said = dict.fromkeys(self._values, 0.0)  # how much of each is said by the first so many
        heard = dict.fromkeys(self._values, 0)
        taken: Counter[Hashable] = Counter()
        queue = [(-value, at) for at, value in self._values.items()]
        heapify(queue)
        while queue and words > 0:
            before, best = heappop(queue)
            for other in chosen[heard[best] :]:
                said[best] = max(said[best], self._likeness(other, best))
            heard[best] = len(chosen)
            spot = self._found[best].spot
            worth = self._worth(best, said[best], taken[spot])
            if worth < -before:
                heappush(queue, (-worth, best))
                continue
            cost = self._lengths[best] + (0 if taken[spot] else self._found[best].overhead)
            if cost <= words and said[best] <= _SAME:
                words -= cost
                taken[spot] += 1
                chosen.append(best)
        return sorted(chosen)

    def _worth(self, at: int, said: float, taken: int) -> float:
        return float(self._values[at] * (1 - _NOVELTY * said) / (1 + _SPREAD * taken))

    def _likeness(self, one: int, other: int) -> float:
        """The share of words that two statements have in common."""
        first, second = self._words(one), self._words(other)
        if not first or not second:
            return float(self._found[one].text == self._found[other].text)
        same = len(first & second) / max(len(first), len(second))
        return same * _OTHER_FIGURES if self._have_other_figures(one, other) else same

    def _have_other_figures(self, one: int, other: int) -> bool:
        """Whether two statements give figures of which neither has those of the other: the same
        sentence in two years' reports is news each time.
        """
        first, second = self._figures(one), self._figures(other)
        return bool(first - second) and bool(second - first)
