"""Explains why two names are one entity or not: the features of the pair, its score, the places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.errors import NotFound
from kg.extractors.facts import EntityKind
from kg.linking import Entity, Feature, Judgement
from kg.linking.features import MATCH_THRESHOLD, POSSIBLE_MATCH_THRESHOLD
from kg.review.session import A_KIND, QuotedOccurrence, ReviewSession, printable

QUOTES = 3  # places shown of each name

_ANSWERS = {"same": "one", "different": "two", "unsure": "two, but doubtful"}


def explain_pair(
    session: ReviewSession,
    left: str,
    right: str,
    kind: EntityKind | None = None,
    quotes: int = QUOTES,
) -> str:
    """Why two names are one, two or doubtful.

    Gives features with weights, score, thresholds, and at most ``quotes`` places of each name.
    Raises ``NotFound`` where one is not known or they are of two kinds.
    """
    judgement = _judgement(session, left, right, kind)
    by = "" if judgement.by == "rules" else f", said {printable(judgement.by)}"
    names = f"“{printable(left)}” and “{printable(right)}”"
    lines = [
        f"{names} ({judgement.kind}): {_ANSWERS[judgement.verdict]}{by}",
        score_line(judgement),
        *_features_for_and_against(judgement.reasons),
    ]
    for name, identifier in ((left, judgement.left_id), (right, judgement.right_id)):
        entity = session.entity(judgement.kind, identifier)
        lines += ["", f"“{printable(name)}”: {headline(session, entity)}"]
        lines += quotation_lines(session.occurrences(entity, name), quotes)
    return "\n".join(lines) + "\n"


def _judgement(session: ReviewSession, left: str, right: str, kind: EntityKind | None) -> Judgement:
    """The judgement on two names, or else on two entities that they name."""
    found = {name: session.find(name, kind) for name in (left, right)}
    for name, entities in found.items():
        if not entities:
            raise session.not_found(name, kind)
    for one in (left, *(entity.id for entity in found[left])):
        for other in (right, *(entity.id for entity in found[right])):
            if judgement := session.identities.explain(one, other, kind):
                return judgement
    one, other = (f"“{printable(name)}” is {A_KIND[found[name][0].kind]}" for name in (left, right))
    raise NotFound(f"{one} and {other}: never one")


def score_line(judgement: Judgement) -> str:
    """A pair's score with the thresholds of a match and of a possible match."""
    return (
        f"score {judgement.score:g}; one from {MATCH_THRESHOLD:g}, "
        f"doubtful from {POSSIBLE_MATCH_THRESHOLD:g}"
    )


def feature_lines(features: Iterable[Feature]) -> list[str]:
    """Each feature with its weight, in the order given."""
    return [f"{feature.weight:+7g}  {feature.description}" for feature in features]


def _features_for_and_against(features: Sequence[Feature]) -> list[str]:
    """The features for and against a match, the weightiest first."""
    if not features:
        return ["no evidence speaks for their being one"]
    ordered = sorted(features, key=lambda feature: (-abs(feature.weight), feature.id))
    positive = feature_lines(feature for feature in ordered if feature.weight > 0)
    negative = feature_lines(feature for feature in ordered if feature.weight <= 0)
    lines = []
    for title, group in (("for:", positive), ("against:", negative)):
        if group:
            lines += [title, *(f"  {line}" for line in group)]
    return lines


def headline(session: ReviewSession, entity: Entity) -> str:
    """An entity in one line: name, kind, whether it is doubtful, IRI."""
    doubt = ", doubtful" if entity.doubtful else ""
    subtype = f", {printable(entity.subtype)}" if entity.subtype else ""
    return f"{printable(entity.name)} ({entity.kind}{subtype}{doubt}) <{session.iri(entity)}>"


def quotation_lines(occurrences: Sequence[QuotedOccurrence], limit: int) -> list[str]:
    """At most ``limit`` quotes with paper and page, and how many more places there are.

    The first place of every paper goes before the second place of any.
    """
    seen: set[str] = set()
    first: list[int] = []
    later: list[int] = []
    for at, occurrence in enumerate(occurrences):
        (later if occurrence.document in seen else first).append(at)
        seen.add(occurrence.document)
    chosen = [occurrences[at] for at in sorted((first + later)[:limit])]
    lines = [f"  {each.where}: “{each.quote}”" for each in chosen]
    more = len(occurrences) - len(chosen)
    return [*lines, f"  and {more} more place(s)"] if more else lines
