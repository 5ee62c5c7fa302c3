"""Judgements on pairs that are reported to readers, and the entities whose kind was changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extractors.facts import EntityKind, Facts, Mention
from kg.linking.clustering import RULES, CandidatePair, Clusters
from kg.linking.entities import Answer, Entity, Judgement
from kg.linking.entity_fusion import KINDS
from kg.linking.features import POSSIBLE_MATCH_THRESHOLD
from kg.linking.overrides import Overrides
from kg.linking.profiles import MentionPlace, OrganisationProfile, PersonProfile, ProfileKey

AnyPair = CandidatePair[OrganisationProfile] | CandidatePair[PersonProfile]


def judgements(
    clusters: Clusters[OrganisationProfile] | Clusters[PersonProfile],
    separated: Sequence[AnyPair],
    entity_of: Mapping[ProfileKey, Entity],
) -> Iterator[Judgement]:
    """The judgements worth a reader's while: matches under two names, possible matches, verdicts.

    ``separated`` are the pairs that a person said are two.
    """
    decided = {_entity_ids(pair, entity_of) for pair in separated}
    for pair in clusters.matches:
        if pair.left.label != pair.right.label or pair.by != RULES:
            yield from _judgement(pair, "same", entity_of)
    for pair in clusters.possible_matches:
        if _entity_ids(pair, entity_of) not in decided:
            yield from _judgement(pair, "unsure", entity_of)
    for pair in separated:
        if pair.score <= POSSIBLE_MATCH_THRESHOLD:
            yield from _judgement(pair, "different", entity_of)


def _judgement(
    pair: AnyPair, verdict: Answer, entity_of: Mapping[ProfileKey, Entity]
) -> Iterator[Judgement]:
    """The judgement on a pair; none where one of the two is nobody."""
    left, right = entity_of.get(pair.left.key), entity_of.get(pair.right.key)
    if left is not None and right is not None:
        yield Judgement(
            pair.left.label,
            pair.right.label,
            left.kind,
            verdict,
            round(pair.score, 2),
            pair.features,
            pair.by,
            left.id,
            right.id,
        )


def _entity_ids(pair: AnyPair, entity_of: Mapping[ProfileKey, Entity]) -> frozenset[str] | None:
    """The ids of the entities of a pair; ``None`` where one of the two is nobody."""
    left, right = entity_of.get(pair.left.key), entity_of.get(pair.right.key)
    return frozenset((left.id, right.id)) if left is not None and right is not None else None


def retyped_entities(
    papers: Sequence[Facts],
    overrides: Overrides,
    entities: Sequence[Entity],
    mentions: Mapping[MentionPlace, Entity],
) -> list[tuple[EntityKind, str, Entity]]:
    """What people, or the papers together, gave another kind than its mentions were recognised as.

    With each goes the kind and an id that it would have had.
    """
    taken = {(entity.kind, entity.id) for entity in entities}
    found: dict[tuple[EntityKind, str], Entity] = {}
    for facts in papers:
        for index, mention in enumerate(facts.mentions):
            entity = mentions.get((facts.document.id, index))
            if entity is None:
                continue
            kinds = _recognised_kinds(facts.document.id, mention, overrides) - {entity.kind}
            for kind in sorted(kinds):
                for former in (mention.concept, entity.id):
                    if former and (kind, former) not in taken:
                        found.setdefault((kind, former), entity)
    return [(*key, found[key]) for key in sorted(found)]


def _recognised_kinds(document: str, mention: Mention, overrides: Overrides) -> set[EntityKind]:
    """The kinds a mention had before the papers together, or a person, gave it another."""
    kinds = {kind for kind in KINDS if mention.rule.startswith(f"{kind}.")}
    if overrides.kind(document, mention.kind, mention.text) != mention.kind:
        kinds.add(mention.kind)
    else:
        kinds.discard(mention.kind)
    return kinds
