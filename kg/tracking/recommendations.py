"""What a meeting made of each recommendation: taken as it was, changed, or left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kg.extractors.dates import dates
from kg.extractors.facts import Recommendation, Resolution
from kg.extractors.resolutions import verb_of
from kg.tracking.business_items import BusinessItems
from kg.tracking.content_words import content_words, numbers, share, stems
from kg.tracking.corpus_index import CorpusIndex
from kg.tracking.phrase_rules import has_phrase
from kg.tracking.tie_features import scored_tie, threshold
from kg.tracking.tie_overrides import TieOverrides
from kg.tracking.tracked_statements import FactRef, RecommendationResult, Tie

_Clauses = Sequence[tuple[FactRef, Resolution]]


def track_recommendations(
    index: CorpusIndex, items: BusinessItems, overrides: TieOverrides
) -> tuple[RecommendationResult, ...]:
    """Every recommendation with its outcome, oldest first."""
    item_of = items.by_member()
    resolutions = _resolutions_by_minute(index)
    found = []
    for ref, clause in index.recommendations():
        item = item_of.get(FactRef(ref.document, "report", clause.report))
        minute = item.minute if item is not None else None
        if confirmed := overrides.confirmed("taken", ref):
            tracked = _confirmed_outcome(index, ref, clause, confirmed[0], overrides)
        elif minute is None:
            tracked = RecommendationResult(ref, None)
        else:
            clauses = [
                pair
                for pair in resolutions.get(minute, ())
                if not overrides.rejects("taken", ref, (pair[0],))
            ]
            tracked = _best_outcome(ref, clause, minute, clauses)
        day = index.day_of(ref.document, clause.meeting) or date.max
        found.append((day, ref, tracked))
    return tuple(tracked for _, _, tracked in sorted(found, key=lambda each: each[:2]))


def _resolutions_by_minute(
    index: CorpusIndex,
) -> dict[FactRef, list[tuple[FactRef, Resolution]]]:
    """Minute → the resolutions recorded in it."""
    found: dict[FactRef, list[tuple[FactRef, Resolution]]] = {}
    for ref, resolution in index.resolutions():
        if resolution.minute is not None:
            minute = FactRef(ref.document, "minute", resolution.minute)
            found.setdefault(minute, []).append((ref, resolution))
    return found


def _confirmed_outcome(
    index: CorpusIndex,
    ref: FactRef,
    clause: Recommendation,
    target: FactRef,
    overrides: TieOverrides,
) -> RecommendationResult:
    """The outcome by the resolution that people said took the recommendation."""
    resolution = index.facts[target.document].resolutions[target.index]
    minute = (
        FactRef(target.document, "minute", resolution.minute)
        if resolution.minute is not None
        else None
    )
    changed = verb_of(clause.text) != resolution.verb or _names_other_numbers(
        clause.text, resolution.text
    )
    return RecommendationResult(
        ref,
        "changed" if changed else "taken",
        minute,
        overrides.confirmed_tie("taken", ref, target),
    )


def _best_outcome(
    ref: FactRef, clause: Recommendation, minute: FactRef, clauses: _Clauses
) -> RecommendationResult:
    """The outcome by the resolution of the minute that is most like the recommendation."""
    ties = [
        tie
        for target, resolution in clauses
        if (tie := _resolution_tie(ref, clause, target, resolution)) is not None
    ]
    best = max(ties, key=lambda tie: tie.score, default=None)
    if best is None:
        return RecommendationResult(ref, "left", minute)
    changed = best.doubtful or any(each.id == "numbers-other" for each in best.features)
    return RecommendationResult(ref, "changed" if changed else "taken", minute, best)


def _resolution_tie(
    ref: FactRef, clause: Recommendation, target: FactRef, resolution: Resolution
) -> Tie | None:
    """The tie from a recommendation to a resolution, by their verbs, words and numbers."""
    same_verb = verb_of(clause.text) == resolution.verb
    names = ["verb-same" if same_verb else "verb-other"]
    wording = _wording_feature(clause, resolution, same_verb)
    if wording is not None:
        names.append(wording)
    if wording != "all-taken" and _names_other_numbers(clause.text, resolution.text):
        names.append("numbers-other")
    return scored_tie("taken", ref, target, names)


def _wording_feature(clause: Recommendation, resolution: Resolution, same_verb: bool) -> str | None:
    """What the words have in common.

    A resolution may also take the recommendations as a whole, or the paper itself.
    """
    if has_phrase("all-taken", resolution.text):
        return "all-taken"
    wanted, given = _matter(clause.text), _matter(resolution.text)
    held = max(share(wanted, given), share(given, wanted) if len(given) > 2 else 0.0)
    if held >= threshold("taken", "most"):
        return "words-most"
    if held >= threshold("taken", "some"):
        return "words-some"
    # A minute notes its own paper, in whatever words the paper asks for it.
    of_paper = _is_of_paper(clause.text, wanted) and _is_of_paper(resolution.text, given)
    return "both-paper" if same_verb and (of_paper or resolution.verb == "note") else None


def _matter(text: str) -> frozenset[str]:
    """The content words of a clause without its verb."""
    return content_words(text) - stems("verbs")


def _is_of_paper(text: str, matter: frozenset[str]) -> bool:
    """Whether a clause speaks of the paper itself and of little else."""
    return len(matter) < 3 and has_phrase("the-paper-itself", text)


def _names_other_numbers(one: str, other: str) -> bool:
    """Whether both texts name numbers or dates, and neither names all of the other's."""
    left, right = (
        numbers(text) | {found.date.isoformat() for found in dates(text)} for text in (one, other)
    )
    return bool(left and right) and not (left <= right or right <= left)
