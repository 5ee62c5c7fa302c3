"""Explains why two statements are tied or not: the features of the tie, its score, both texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import NotFound
from kg.linking import Feature
from kg.linking.verdicts import TieKind
from kg.review.pair_explanation import feature_lines
from kg.review.session import ReviewSession, printable
from kg.review.tie_verdicts import TieVerdictWriter
from kg.tracking.tie_features import threshold
from kg.tracking.tracked_statements import Tie
from kg.tracking.tracker import track


@dataclass(frozen=True, slots=True)
class TieExplanation:
    """Why two statements are tied (``tie``) or not (``None``); both as a reader is shown them."""

    kind: TieKind
    source: str
    target: str
    tie: Tie | None

    def as_text(self) -> str:
        """In lines."""
        sides = f"{self.source} → {self.target}"
        if self.tie is None:
            return printable(f"{sides}: not tied ({self.kind})") + "\n"
        doubt = ", but not certain" if self.tie.doubtful else ""
        by = "" if self.tie.by == "rules" else f", said {self.tie.by}"
        head = printable(f"{sides}: tied ({self.kind}){doubt}{by}")
        lines = score_lines(self.kind, self.tie.score, self.tie.features)
        return "\n".join([head, *lines]) + "\n"

    def as_json(self) -> dict[str, object]:
        """The same facts for ``json.dumps``."""
        found: dict[str, object] = {
            "kind": self.kind,
            "source": printable(self.source),
            "target": printable(self.target),
            "tied": self.tie is not None,
        }
        if self.tie is not None:
            found |= {
                "doubtful": self.tie.doubtful,
                "by": printable(self.tie.by),
                "score": self.tie.score,
                "tied_from": threshold(self.kind, "join"),
                "doubtful_below": threshold(self.kind, "doubt"),
                "features": [asdict(feature) for feature in _strongest(self.tie.features)],
            }
        return found


def explain_tie(session: ReviewSession, home: Path, left: str, right: str) -> TieExplanation | None:
    """Why the statements of two IRIs are tied or not; ``None`` where one is no statement."""
    writer = TieVerdictWriter(session)
    try:
        one, other = writer.statement_at(home, left), writer.statement_at(home, right)
    except NotFound:
        return None
    kind, source, target = writer.tie_between(one, other)
    ties = track(session.corpus, session.identities, session.verdicts.ties).ties
    same = (tie for tie in ties if (tie.kind, tie.source, tie.target) == (kind, source, target))
    return TieExplanation(kind, writer.describe(source), writer.describe(target), next(same, None))


def score_lines(kind: TieKind, score: float, features: Iterable[Feature]) -> Iterator[str]:
    """A tie's score with its thresholds, and its features, the strongest first."""
    join, doubtful = (threshold(kind, name) for name in ("join", "doubt"))
    yield f"score {score:g}; a tie from {join:g}, not certain below {doubtful:g}"
    yield from feature_lines(_strongest(features))


def _strongest(features: Iterable[Feature]) -> list[Feature]:
    return sorted(features, key=lambda each: (-each.weight, each.id))
