"""Boards of one ordinary name that the same people attend are one board, though only some of its papers tell whose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from extractors.facts import EntityKind, Facts
from kg.identity.bodies import Body, Words
from kg.identity.clues import clue
from kg.identity.cluster import Pair
from kg.identity.forms import lookup

_ENOUGH = 3  # people in both lists


def same_circles(papers: Sequence[Facts], at: Mapping[tuple[str, EntityKind, str], Body]) -> Iterator[Pair[Body]]:
    """Pairs of boards with the same words in their name; ``at`` tells the body of a name printed in a document."""
    people: dict[int, set[str]] = defaultdict(set)
    boards: dict[Words, dict[int, Body]] = defaultdict(dict)
    for facts in papers:
        for row in facts.attendance:
            name = facts.meetings[row.meeting].board
            body = at.get((facts.document.id, "organisation", lookup(name))) if name else None
            if body is not None and len(row.printed.split()) > 1:
                boards[body.words][id(body)] = body
                people[id(body)].add(lookup(row.printed))
    for words in sorted(boards):
        ordered = sorted(boards[words].values(), key=lambda body: body.order)
        for left, right in combinations(ordered, 2):
            if len(people[id(left)] & people[id(right)]) >= _ENOUGH:
                yield Pair(left, right, (clue(left.kind, "same-people"),))
