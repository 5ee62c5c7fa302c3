"""Threads through the papers: an action from log to log, a request to its answer, a recommendation to its resolution.

``threads`` ties statements of several papers. Each tie has a score, the clues it is the sum of in words, and a mark
where it is doubtful; the weights are data (``weights.toml``), and so are the phrases (``words.toml``).
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.facts import Facts
from kg.identity.entities import Identities
from kg.threads.actions import action_threads
from kg.threads.corrections import corrections
from kg.threads.papers import Papers
from kg.threads.recommendations import advice
from kg.threads.requests import requests
from kg.threads.ties import ActionThread, Advice, Correction, Entry, Ref, Request, Threads, Tie

__all__ = ["ActionThread", "Advice", "Correction", "Entry", "Ref", "Request", "Threads", "Tie", "threads"]


def threads(corpus: Sequence[Facts], identities: Identities) -> Threads:
    """All threads of a corpus, the same whatever order its documents come in."""
    papers = Papers(corpus, identities)
    actions = action_threads(papers)
    return Threads(actions, requests(papers, actions), advice(papers), corrections(papers))
