"""Change events: renamings and successions of the entities, from board names, statements and the gazetteer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from extractors.facts import Span
from kg.linking.canonicalisation import profile_id
from kg.linking.clustering import Clusters
from kg.linking.entities import ChangeEvent, Entity
from kg.linking.profiles import OrganisationProfile, ProfileKey
from kg.linking.succession import StatedChange

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
    """Stated renamings within one entity: once, also where words mean several of its older names."""
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
        if old and new and old is not new and change.feature == "said-so":
            yield _succession(old, new, change.document, change.span)


def _gazetteer_successions(
    clusters: OrganisationClusters, entity_of: EntityOf
) -> Iterator[ChangeEvent]:
    """Successions that the gazetteer knows, of entries that the papers name.

    Of generic entries only in papers of one area: another county's board succeeded another body.
    """
    profiles = [profile for members in clusters.all() for profile in members]
    by_concept: dict[str, list[OrganisationProfile]] = defaultdict(list)
    for profile in profiles:
        if profile.concept:
            by_concept[profile.concept.id].append(profile)
    for before in profiles:
        later = before.concept.replaced_by if before.concept else ()
        for after in (profile for concept in later for profile in by_concept[concept]):
            if not _is_generic(before, after) or before.scopes & after.scopes:
                yield _succession(entity_of[before.key], entity_of[after.key], None, None)


def _is_generic(*profiles: OrganisationProfile) -> bool:
    return any(each.concept is not None and each.concept.generic for each in profiles)


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
