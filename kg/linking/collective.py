"""Boards of one ordinary name that the same people attend, or that meet in the same place, are one board.

Only some of a board's papers tell whose it is: an agenda headed “Cabinet” need not name its council.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from extractors.facts import EntityKind, Facts
from kg.linking.clustering import Pair
from kg.linking.features import clue
from kg.linking.name_forms import lookup
from kg.linking.organisation_types import Body, Words
from ontology.folding import fold

_ENOUGH = 3  # people in both lists
_PLACE = 5  # words of a venue that can be in one town only: “Council Chamber, Moot House, Wend Street, Marl”


def same_circles(
    papers: Sequence[Facts], at: Mapping[tuple[str, EntityKind, str], Body]
) -> Iterator[Pair[Body]]:
    """Pairs of boards with the same words in their name; ``at`` tells the body of a name printed in a document."""
    people: dict[int, set[str]] = defaultdict(set)
    venues: dict[int, set[str]] = defaultdict(set)
    boards: dict[Words, dict[int, Body]] = defaultdict(dict)
    for facts in papers:
        for index, meeting in enumerate(facts.meetings):
            body = at.get((facts.document.id, "organisation", lookup(meeting.board or "")))
            if body is None:
                continue
            boards[body.words][id(body)] = body
            printed = (row.printed for row in facts.attendance if row.meeting == index)
            people[id(body)] |= {lookup(name) for name in printed if len(name.split()) > 1}
            venue = fold(meeting.venue or "")
            venues[id(body)] |= {venue} if len(venue.split()) >= _PLACE else set()
    for words in sorted(boards):
        ordered = sorted(boards[words].values(), key=lambda body: body.order)
        for left, right in combinations(ordered, 2):
            if len(people[id(left)] & people[id(right)]) >= _ENOUGH:
                yield Pair(left, right, (clue(left.kind, "same-people"),))
            elif venues[id(left)] & venues[id(right)]:
                yield Pair(left, right, (clue(left.kind, "same-venue"),))
