"""Threads through the papers: an action from log to log, a request to its answer, a recommendation to its resolution.

``threads`` ties statements of several papers. Each tie has a score, the clues it is the sum of in words, and a mark
where it is doubtful; the weights are data (``weights.toml``), and so are the phrases (``words.toml``). What people
said of a tie wins over all clues.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.facts import Facts
from kg.linking.entities import Identities
from kg.linking.verdicts import TieVerdict
from kg.tracking.action_series import action_threads
from kg.tracking.corrections import corrections
from kg.tracking.recommendations import advice
from kg.tracking.record import Papers
from kg.tracking.requests import requests
from kg.tracking.tie_overrides import Told
from kg.tracking.ties import ActionThread, Advice, Correction, Entry, Ref, Request, Threads, Tie

__all__ = [
    "ActionThread",
    "Advice",
    "Correction",
    "Entry",
    "Ref",
    "Request",
    "Threads",
    "Tie",
    "threads",
]


def threads(
    corpus: Sequence[Facts], identities: Identities, verdicts: Sequence[TieVerdict] = ()
) -> Threads:
    """All threads of a corpus, the same whatever order its documents come in; people's ``verdicts`` win."""
    papers, told = Papers(corpus, identities), Told(corpus, verdicts)
    actions = action_threads(papers, told)
    return Threads(
        actions,
        requests(papers, actions, told),
        advice(papers, told),
        corrections(papers),
        told.unmatched,
    )
