"""What a topic means: the entity called so, what else the words may mean, or just words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from kg.store import entity_lookup, query
from kg.text.topic_keys import topic_keys
from kg.views.timeline.model import Kind, Topic

if TYPE_CHECKING:
    from kg.store.remote import Remote

NEAR = 6  # other topics named beside the one that was understood
SUGGESTED = 5
_SCHEMES = ("http:", "https:", "urn:")  # an IRI means one entity: nothing else is near
LEAST_NEAR = 0.6  # likeness from which a name is suggested


def resolve(store: ox.Store | Remote, asked: str) -> tuple[Topic | None, tuple[Topic, ...], bool]:
    """The topic meant, what else is near, and whether it is a guess; no topic where nobody in particular is meant."""
    called = entity_lookup.find_entities(store, asked)
    if called and asked.strip("<>").startswith(_SCHEMES):
        return _described(store, called[0].iri), (), False
    words = [
        key.split()
        for name in (asked, *(match.name for match in called[:1]))
        for key in topic_keys(name)
    ]
    holding: dict[str, Topic] = {}
    for row in sorted(
        query.rows(store, "keys"), key=lambda row: (-int(row["mentions"]), row["entity"])
    ):
        if any(set(each) < set(row["key"].split()) for each in words):
            holding.setdefault(row["entity"], _topic(row))
    for match in called:
        holding.pop(match.iri, None)
    if not called and len(holding) == 1:
        return _described(store, *holding), (), True
    others = [*(match.iri for match in called[1:]), *holding][:NEAR]
    near = tuple(_described(store, iri) for iri in others)
    return (
        (_described(store, called[0].iri), near, called[0].similarity < 1)
        if called
        else (None, near, False)
    )


def nothing(store: ox.Store | Remote, asked: str, near: Sequence[Topic]) -> str:
    """“No”, with the nearest names."""
    close = [topic.name for topic in near] or [
        match.name for match in entity_lookup.find_similar_entities(store, asked, LEAST_NEAR)
    ]
    suggested = list(dict.fromkeys(close))[:SUGGESTED]
    hint = (
        f"; did you mean {', '.join(suggested)}?"
        if suggested
        else "; what they name is listed by kg query programmes"
    )
    return f"{asked}: the papers do not speak of it{hint}"


def _described(store: ox.Store | Remote, iri: str) -> Topic:
    row = query.rows(store, "entity", entity=iri)[0]
    also = tuple(dict.fromkeys(name for name in row["also"].split("; ") if name))
    return replace(_topic(row), also_known_as=also, subtype=row["subtype"] or None)


def _topic(row: Mapping[str, str]) -> Topic:
    return Topic(row["entity"], row["name"], cast(Kind, row["kind"]))
