"""Explains why two statements are tied or not: the features of the tie, its score, both texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import NotFound
from kg.linking import Feature
from kg.linking.verdicts import TieKind
from kg.review.pair_explanation import feature_lines
from kg.review.session import ReviewSession, printable
from kg.review.tie_verdicts import TieVerdictWriter
from kg.tracking.tie_features import threshold
from kg.tracking.tracker import track


def explain_tie(session: ReviewSession, home: Path, left: str, right: str) -> str | None:
    """Why the statements of two IRIs are tied or not; ``None`` where one is no statement."""
    writer = TieVerdictWriter(session)
    try:
        one, other = writer.statement_at(home, left), writer.statement_at(home, right)
    except NotFound:
        return None
    kind, source, target = writer.tie_between(one, other)
    sides = f"{writer.describe(source)} → {writer.describe(target)}"
    ties = track(session.corpus, session.identities, session.verdicts.ties).ties
    for tie in ties:
        if (tie.kind, tie.source, tie.target) == (kind, source, target):
            doubt = ", but doubtful" if tie.doubtful else ""
            by = "" if tie.by == "rules" else f", said {tie.by}"
            head = printable(f"{sides}: tied ({kind}){doubt}{by}")
            return "\n".join([head, *score_lines(kind, tie.score, tie.features)]) + "\n"
    return printable(f"{sides}: not tied ({kind})") + "\n"


def score_lines(kind: TieKind, score: float, features: Iterable[Feature]) -> Iterator[str]:
    """A tie's score with its thresholds, and its features, the strongest first."""
    join, doubtful = (threshold(kind, name) for name in ("join", "doubt"))
    yield f"score {score:g}; a tie from {join:g}, doubtful below {doubtful:g}"
    yield from feature_lines(sorted(features, key=lambda each: (-each.weight, each.id)))
