"""Change events: renamings and successions of entities.

They come from the names of boards, from what the papers say, and from the gazetteer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product

from kg.extractors.facts import Span
from kg.linking.canonicalisation import profile_id
from kg.linking.clustering import Clusters
from kg.linking.entities import ChangeEvent, Entity
from kg.linking.profiles import OrganisationProfile, ProfileKey
from kg.linking.succession import StatedChange
from kg.ontology.vocabulary import Concept

OrganisationClusters = Clusters[OrganisationProfile]
EntityOf = Mapping[ProfileKey, Entity]


def change_events(
    clusters: OrganisationClusters, stated: Sequence[StatedChange], entity_of: EntityOf
) -> list[ChangeEvent]:
    """Every renaming and succession, once, in a fixed order; ``stated`` is what the papers say."""
    found = {
        *_board_renamings(clusters),
        *_stated_renamings(stated, entity_of),
        *_stated_successions(stated, entity_of),
        *_gazetteer_successions(clusters, entity_of),
    }
    return sorted(
        found,
        key=lambda c: (c.kind, c.old, c.new, c.document or "", c.span.start if c.span else -1),
    )


def _board_renamings(clusters: OrganisationClusters) -> Iterator[ChangeEvent]:
    """Boards that were matched as renamed, with the day of the first meeting under the new name."""
    for pair in clusters.matches:
        if pair.has_feature("renamed"):
            old, new = sorted(
                (pair.left, pair.right), key=lambda each: (min(each.meeting_dates), each.key)
            )
            yield _renaming(old, new, min(new.meeting_dates), None, None)


def _stated_renamings(stated: Sequence[StatedChange], entity_of: EntityOf) -> Iterator[ChangeEvent]:
    """Stated renamings within one entity: once, even where words mean several older names."""
    seen: set[tuple[str, Span]] = set()
    for change in stated:
        place = (change.document, change.span)
        old, new = entity_of.get(change.old.key), entity_of.get(change.new.key)
        if change.kind == "renaming" and old is not None and old is new and place not in seen:
            seen.add(place)
            yield _renaming(change.old, change.new, None, *place)


def _stated_successions(
    stated: Sequence[StatedChange], entity_of: EntityOf
) -> Iterator[ChangeEvent]:
    """Stated changes between two entities: also a renaming that was not taken to be one."""
    for change in stated:
        old, new = entity_of.get(change.old.key), entity_of.get(change.new.key)
        if old and new and old is not new and change.feature == "stated-renaming":
            yield _succession(old, new, change.document, change.span)


def _gazetteer_successions(
    clusters: OrganisationClusters, entity_of: EntityOf
) -> Iterator[ChangeEvent]:
    """Successions that the gazetteer knows, of entries that the papers name.

    Of generic entries only in papers of one area: another county's board succeeded another body.
    """
    by_concept: dict[str, list[OrganisationProfile]] = defaultdict(list)
    concepts: dict[str, Concept] = {}
    for profile in (profile for members in clusters.all() for profile in members):
        if profile.concept:
            by_concept[profile.concept.id].append(profile)
            concepts[profile.concept.id] = profile.concept
    for old in concepts.values():
        for new in (concepts[later] for later in old.replaced_by if later in concepts):
            generic = old.generic or new.generic
            for before, after in product(by_concept[old.id], by_concept[new.id]):
                if not generic or before.scopes & after.scopes:
                    yield _succession(entity_of[before.key], entity_of[after.key], None, None)


def _renaming(
    old: OrganisationProfile,
    new: OrganisationProfile,
    day: date | None,
    document: str | None,
    span: Span | None,
) -> ChangeEvent:
    """A renaming within one entity, by the ids that the two names would have by themselves."""
    ids = (profile_id(old), profile_id(new))
    return ChangeEvent(*ids, "renaming", day, document, span, old.label, new.label)


def _succession(old: Entity, new: Entity, document: str | None, span: Span | None) -> ChangeEvent:
    return ChangeEvent(old.id, new.id, "succession", None, document, span, old.name, new.name)
