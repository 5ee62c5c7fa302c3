"""Collective linkage: boards of one name that share people or a venue are one board.

Only some of a board's papers tell whose it is: an agenda headed “Cabinet” need not name its
council.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg.extractors.facts import Facts
from kg.linking.clustering import CandidatePair
from kg.linking.features import feature
from kg.linking.organisation_linking import OrganisationLinker
from kg.linking.profiles import OrganisationProfile, ProfileKey
from kg.ontology.folding import fold, fold_printed

_SHARED_PEOPLE = 3  # people in the lists of both boards
_VENUE_WORDS = (
    5  # of a venue that can be in one town only: “Council Chamber, Moot House, Wend Street”
)


@dataclass(slots=True)
class _BoardContext:
    """Who attends a board (by look-up form), and where it meets (folded)."""

    profile: OrganisationProfile
    people: set[str] = field(default_factory=set)
    venues: set[str] = field(default_factory=set)


def same_board_pairs(
    papers: Sequence[Facts], linker: OrganisationLinker
) -> Iterator[CandidatePair[OrganisationProfile]]:
    """Pairs of boards with the same words in their name that share people or a venue."""
    by_words: dict[tuple[str, ...], list[_BoardContext]] = defaultdict(list)
    for board in _boards(papers, linker):
        by_words[board.profile.words].append(board)
    for words in sorted(by_words):
        ordered = sorted(by_words[words], key=lambda board: board.profile.key)
        for left, right in combinations(ordered, 2):
            kind = left.profile.kind
            if len(left.people & right.people) >= _SHARED_PEOPLE:
                features = (feature(kind, "same-people"),)
                yield CandidatePair(left.profile, right.profile, features)
            elif left.venues & right.venues:
                features = (feature(kind, "same-venue"),)
                yield CandidatePair(left.profile, right.profile, features)


def _boards(papers: Sequence[Facts], linker: OrganisationLinker) -> list[_BoardContext]:
    """The boards of all meetings with who attends them and where they meet."""
    boards: dict[ProfileKey, _BoardContext] = {}
    for facts in papers:
        for index, meeting in enumerate(facts.meetings):
            profile = linker.named_in(facts.document.id, meeting.board)
            if profile is None:
                continue
            board = boards.setdefault(profile.key, _BoardContext(profile))
            printed = (row.printed for row in facts.attendance if row.meeting == index)
            board.people |= {fold_printed(name) for name in printed if len(name.split()) > 1}
            venue = fold(meeting.venue or "")
            if len(venue.split()) >= _VENUE_WORDS:
                board.venues.add(venue)
    return list(boards.values())
