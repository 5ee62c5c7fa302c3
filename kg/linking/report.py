"""What is told beside the entities: the judgements behind them, the changes they went through, the ids that moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extractors.facts import EntityKind, Facts, Span
from kg.linking.canonicalisation import id_of
from kg.linking.clustering import Clusters, Pair
from kg.linking.entities import Answer, ChangeEvent, Entity, Judgement
from kg.linking.features import POSSIBLE_MATCH_THRESHOLD
from kg.linking.fusion import KINDS
from kg.linking.organisation_types import Body
from kg.linking.overrides import Decided
from kg.linking.person_matching import Someone
from kg.linking.succession import Said


def judgements(
    clusters: Clusters[Body] | Clusters[Someone],
    parted: Sequence[Pair[Body] | Pair[Someone]],
    of: dict[int, Entity],
) -> Iterator[Judgement]:
    """The judgements that say something to a reader: joined under two names, in doubt, or parted by a person."""
    groups: tuple[tuple[Answer, Sequence[Pair[Body] | Pair[Someone]]], ...] = (
        ("same", clusters.joined),
        ("unsure", clusters.doubted),
        ("different", parted),
    )
    settled = {
        frozenset((of[id(p.left)].id, of[id(p.right)].id))
        for p in parted
        if {id(p.left), id(p.right)} <= of.keys()
    }
    for verdict, pairs in groups:
        for pair in pairs:
            left, right = of.get(id(pair.left)), of.get(id(pair.right))
            if left is None or right is None:
                continue
            if verdict == "unsure" and frozenset((left.id, right.id)) in settled:
                continue  # a person has decided
            if verdict == "same" and pair.left.label == pair.right.label and pair.by == "rules":
                continue  # nothing to tell a reader
            if verdict == "different" and pair.score > POSSIBLE_MATCH_THRESHOLD:
                continue
            labels = (pair.left.label, pair.right.label)
            yield Judgement(
                *labels,
                left.kind,
                verdict,
                round(pair.score, 2),
                pair.clues,
                pair.by,
                left.id,
                right.id,
            )


def changed(
    bodies: Clusters[Body], stated: Sequence[Said], of: dict[int, Entity]
) -> list[ChangeEvent]:
    """Renamings and successions, in a fixed order: by boards' names, by the papers' words, by the vocabulary."""
    found: set[ChangeEvent] = set()
    for pair in bodies.joined:
        if any(reason.id == "renamed" for reason in pair.clues):
            old, new = sorted(
                (pair.left, pair.right), key=lambda body: (min(body.held), body.order)
            )
            when = min(new.held)
            found.add(
                ChangeEvent(
                    id_of(old), id_of(new), "renaming", when, None, None, old.label, new.label
                )
            )
    places: set[tuple[str, Span]] = set()
    for change in stated:
        one, two = of.get(id(change.old)), of.get(id(change.new))
        if one is None or two is None:
            continue
        words = (None, change.document, change.span)
        place = (change.document, change.span)
        if one is two and change.kind == "renaming" and place not in places:
            places.add(place)  # once, also where several older names of one thing are meant
            names = (change.old.label, change.new.label)
            found.add(ChangeEvent(id_of(change.old), id_of(change.new), "renaming", *words, *names))
        elif one is not two and change.clue == "said-so":
            found.add(ChangeEvent(one.id, two.id, "succession", *words, one.name, two.name))
    known = [(body, body.concept) for members in bodies.all() for body in members if body.concept]
    by_concept: dict[str, list[Body]] = defaultdict(list)
    for body, concept in known:
        by_concept[concept.id].append(body)
    for before, concept in known:
        for after in (body for later in concept.replaced_by for body in by_concept[later]):
            ordinary = concept.generic or (after.concept is not None and after.concept.generic)
            if (
                not ordinary or before.scopes & after.scopes
            ):  # another county's board succeeded another body
                one, two = of[id(before)], of[id(after)]
                found.add(
                    ChangeEvent(one.id, two.id, "succession", None, None, None, one.name, two.name)
                )
    return sorted(
        found,
        key=lambda c: (c.kind, c.old, c.new, c.document or "", c.span.start if c.span else -1),
    )


def moved(
    papers: Sequence[Facts],
    decided: Decided,
    entities: Sequence[Entity],
    mentions: Mapping[tuple[str, int], Entity],
) -> list[tuple[EntityKind, str, Entity]]:
    """What people, or the papers together, gave another kind, with the kind and the ids it would have had."""
    taken = {(entity.kind, entity.id) for entity in entities}
    found: dict[tuple[EntityKind, str], Entity] = {}
    for facts in papers:
        for index, mention in enumerate(facts.mentions):
            entity = mentions.get((facts.document.id, index))
            if entity is None:
                continue
            kinds = {mention.kind, *(kind for kind in KINDS if mention.rule.startswith(f"{kind}."))}
            if decided.kind(facts.document.id, mention.kind, mention.text) == mention.kind:
                kinds.discard(mention.kind)
            for kind in sorted(kinds - {entity.kind}):
                for older in (mention.concept, entity.id):
                    if older and (kind, older) not in taken:
                        found.setdefault((kind, older), entity)
    return [(*key, found[key]) for key in sorted(found)]
