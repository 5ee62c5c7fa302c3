"""Explains why two names are one entity or not: the features of the pair, its score, the places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from kg.errors import NotFound
from kg.extractors.facts import EntityKind
from kg.linking import Entity, Feature, Judgement
from kg.linking.features import MATCH_THRESHOLD, POSSIBLE_MATCH_THRESHOLD
from kg.review.session import A_KIND, QuotedOccurrence, ReviewSession, printable

QUOTES = 3  # places shown of each name

_ANSWERS = {"same": "one", "different": "two", "unsure": "two, but not certain"}


@dataclass(frozen=True, slots=True)
class ExplainedName:
    """A name of a pair: as it was asked for, whose it is, and the places where it stands."""

    asked: str
    entity: Entity
    iri: str
    places: tuple[QuotedOccurrence, ...]


@dataclass(frozen=True, slots=True)
class PairExplanation:
    """Why two names are one, two or doubtful: the judgement and what it rests on."""

    judgement: Judgement
    names: tuple[ExplainedName, ExplainedName]

    def as_text(self, quotes: int = QUOTES) -> str:
        """In lines, with at most ``quotes`` places of each name."""
        judgement = self.judgement
        by = "" if judgement.by == "rules" else f", said {printable(judgement.by)}"
        left, right = (f"“{printable(name.asked)}”" for name in self.names)
        lines = [
            f"{left} and {right} ({judgement.kind}): {_ANSWERS[judgement.verdict]}{by}",
            score_line(judgement),
            *_features_for_and_against(judgement.reasons),
        ]
        for name in self.names:
            lines += ["", f"“{printable(name.asked)}”: {headline(name.entity, name.iri)}"]
            lines += quotation_lines(name.places, quotes)
        return "\n".join(lines) + "\n"

    def as_json(self, quotes: int = QUOTES) -> dict[str, object]:
        """The same facts for ``json.dumps``: weights and score are those of the text."""
        return {
            "kind": self.judgement.kind,
            "verdict": self.judgement.verdict,
            "by": printable(self.judgement.by),
            "score": self.judgement.score,
            "match_from": MATCH_THRESHOLD,
            "doubtful_from": POSSIBLE_MATCH_THRESHOLD,
            "features": [asdict(feature) for feature in _weightiest(self.judgement.reasons)],
            "names": [_name_as_json(name, quotes) for name in self.names],
        }


def _name_as_json(name: ExplainedName, quotes: int) -> dict[str, object]:
    return {
        "asked": printable(name.asked),
        "name": printable(name.entity.name),
        "iri": name.iri,
        "doubtful": name.entity.doubtful,
        "places": [
            {"document": each.document, "page": each.page, "quote": each.quote}
            for each in _chosen(name.places, quotes)
        ],
        "all_places": len(name.places),
    }


def explain_pair(
    session: ReviewSession, left: str, right: str, kind: EntityKind | None = None
) -> PairExplanation:
    """Why two names are one, two or doubtful.

    Raises ``NotFound`` where one is not known or they are of two kinds.
    """
    judgement = _judgement(session, left, right, kind)

    def explained(name: str, identifier: str) -> ExplainedName:
        entity = session.entity(judgement.kind, identifier)
        places = tuple(session.occurrences(entity, name))
        return ExplainedName(name, entity, session.iri(entity), places)

    names = explained(left, judgement.left_id), explained(right, judgement.right_id)
    return PairExplanation(judgement, names)


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
        f"not certain from {POSSIBLE_MATCH_THRESHOLD:g}"
    )


def feature_lines(features: Iterable[Feature]) -> list[str]:
    """Each feature with its weight, in the order given."""
    return [f"{feature.weight:+7g}  {feature.description}" for feature in features]


def _features_for_and_against(features: Sequence[Feature]) -> list[str]:
    """The features for and against a match, the weightiest first."""
    if not features:
        return ["no evidence speaks for their being one"]
    ordered = _weightiest(features)
    positive = feature_lines(feature for feature in ordered if feature.weight > 0)
    negative = feature_lines(feature for feature in ordered if feature.weight <= 0)
    lines = []
    for title, group in (("for:", positive), ("against:", negative)):
        if group:
            lines += [title, *(f"  {line}" for line in group)]
    return lines


def _weightiest(features: Iterable[Feature]) -> list[Feature]:
    return sorted(features, key=lambda feature: (-abs(feature.weight), feature.id))


def headline(entity: Entity, iri: str) -> str:
    """An entity in one line: name, kind, whether it is doubtful, IRI."""
    doubt = ", not certain" if entity.doubtful else ""
    subtype = f", {printable(entity.subtype)}" if entity.subtype else ""
    return f"{printable(entity.name)} ({entity.kind}{subtype}{doubt}) <{iri}>"


def quotation_lines(occurrences: Sequence[QuotedOccurrence], limit: int) -> list[str]:
    """At most ``limit`` quotes with paper and page, and how many more places there are."""
    chosen = _chosen(occurrences, limit)
    lines = [f"  {each.where}: “{each.quote}”" for each in chosen]
    more = len(occurrences) - len(chosen)
    return [*lines, f"  and {more} more place(s)"] if more else lines


def _chosen(occurrences: Sequence[QuotedOccurrence], limit: int) -> list[QuotedOccurrence]:
    """At most ``limit`` places: the first of every paper goes before the second of any."""
    seen: set[str] = set()
    first: list[int] = []
    later: list[int] = []
    for at, occurrence in enumerate(occurrences):
        (later if occurrence.document in seen else first).append(at)
        seen.add(occurrence.document)
    return [occurrences[at] for at in sorted((first + later)[:limit])]
