"""Tracks all statements of a corpus: the parts of the room in their order."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extractors.facts import Facts
from kg.linking.entities import Identities
from kg.linking.verdicts import TieVerdict
from kg.tracking.action_series import track_actions
from kg.tracking.business_items import BusinessItems
from kg.tracking.contradictions import find_contradictions
from kg.tracking.corpus_index import CorpusIndex
from kg.tracking.corrections import find_corrections
from kg.tracking.recommendations import track_recommendations
from kg.tracking.requests import track_requests
from kg.tracking.row_linkage import link_rows
from kg.tracking.standing import with_standing
from kg.tracking.tie_overrides import TieOverrides
from kg.tracking.tracked_statements import TrackingResult


def track(
    corpus: Sequence[Facts], identities: Identities, verdicts: Sequence[TieVerdict] = ()
) -> TrackingResult:
    """Track all statements of a corpus; the result is the same whatever order its documents come
    in.

    ``verdicts`` are what people decided about ties; those that address no statement are in the
    result's ``unmatched``.
    """
    index, overrides = CorpusIndex(corpus, identities), TieOverrides(corpus, verdicts)
    chains = link_rows(index, overrides)  # merges boards; what follows relies on their lines
    items = BusinessItems(index)
    actions = track_actions(index, items, chains, overrides)
    return TrackingResult(
        actions,
        with_standing(index, items, actions, track_requests(index, items, actions, overrides)),
        track_recommendations(index, items, overrides),
        find_corrections(index),
        overrides.unmatched,
        find_contradictions(index),
    )
