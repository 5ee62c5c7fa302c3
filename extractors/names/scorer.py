"""Decides which candidates are names, of what kind and where they end: a logistic model with readable weights.

``names.json`` has for each feature of :mod:`extractors.names.evidence` three weights, what the feature adds to the
log-odds of a person, an organisation and a programme against no name at all; and for each kind the log-odds that a name
must have. :mod:`extractors.training.name_training` writes it. Of candidates that overlap those are taken whose odds together
are best.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.extractors.facts import EntityKind
from kg.extractors.names.propose import WordRange

_LONGER = 0.5  # log-odds a word by which the longer of two likely readings is preferred
_ABSURD = 0.1  # probability below which a name is not believed even where structure states it
KINDS: tuple[EntityKind, ...] = ("person", "organisation", "programme")
WEIGHTS = "names.json"
Odds = tuple[float, float, float]  # probabilities of the three kinds, 0 to 1


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature and the log-odds from which a candidate of each kind is a name."""

    weights: Mapping[str, Sequence[float]]
    least: Mapping[EntityKind, float]

    def odds(self, features: Iterable[str]) -> Odds:
        """How likely a candidate with these features is each kind of name."""
        one = two = three = 0.0
        known = self.weights
        for feature in features:
            found = known.get(feature)
            if found is not None:
                one += found[0]
                two += found[1]
                three += found[2]
        top = max(one, two, three, 0.0)
        each = [math.exp(z - top) for z in (one, two, three)]
        total = sum(each) + math.exp(-top)
        return each[0] / total, each[1] / total, each[2] / total


def plausible(kind: EntityKind, odds: Odds) -> bool:
    """Whether what a paper's structure states may be a name of that kind: its columns run together at times."""
    person, body, programme = odds
    return (person if kind == "person" else body + programme) >= _ABSURD


@cache
def model() -> Model:
    """The model that ships with the package."""
    data = json.loads(files("kg.extractors.names").joinpath(WEIGHTS).read_text("utf-8"))
    return Model(data["weights"], data["least"])


@dataclass(frozen=True, slots=True, order=True)
class Chosen:
    """A name as decided: its words, its kind and how likely it is one, 0 to 1."""

    stretch: WordRange
    kind: EntityKind
    probability: float


def of_one_kind(phrases: Sequence[str], odds: Sequence[Odds]) -> list[EntityKind]:
    """The kind of each candidate: that for which all places of its phrase together speak."""
    together: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for phrase, each in zip(phrases, odds, strict=True):
        sums = together[phrase]
        for k in range(3):
            sums[k] += each[k]
    best = {phrase: KINDS[sums.index(max(sums))] for phrase, sums in together.items()}
    return [best[phrase] for phrase in phrases]


def best(
    stretches: Sequence[WordRange],
    phrases: Sequence[str],
    odds: Sequence[Odds],
    least: Mapping[EntityKind, float],
) -> list[Chosen]:
    """The names among candidates, none overlapping another, in text order (weighted intervals).

    What is rather a body is a name if it is likely a body or a programme; a programme by its own odds alone.
    """
    gains: list[tuple[int, int, float, Chosen]] = []
    for stretch, kind, each in zip(stretches, of_one_kind(phrases, odds), odds, strict=True):
        person, body, programme = each
        own = {"person": person, "organisation": body + programme, "programme": programme}
        p = min(max(own[kind], 1e-9), 1 - 1e-9)
        gain = math.log(p / (1 - p)) - least[kind]
        if gain > 0:
            gain += _LONGER * (stretch[1] - stretch[0] - 1)
            gains.append((stretch[1], stretch[0], gain, Chosen(stretch, kind, p)))
    gains.sort(key=lambda row: (row[0], row[1]))
    ends = [row[0] for row in gains]
    totals = [0.0]
    before: list[int | None] = []
    for at, (_, first, gain, _) in enumerate(gains):
        free = bisect_right(ends, first, 0, at)
        taken = totals[free] + gain > totals[at]
        totals.append(totals[free] + gain if taken else totals[at])
        before.append(free if taken else None)
    out: list[Chosen] = []
    at = len(gains)
    while at:
        free_before = before[at - 1]
        if free_before is None:
            at -= 1
        else:
            out.append(gains[at - 1][3])
            at = free_before
    return out[::-1]
