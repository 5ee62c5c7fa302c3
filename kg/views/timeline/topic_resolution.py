"""What a question means: the entity of that name, others that it may mean, or just words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from kg.store import entity_lookup, query
from kg.store.entity_lookup import KnownNames
from kg.store.search import SearchIndex
from kg.text.topic_keys import topic_keys
from kg.views.cells import QueryRow, split_list, text_or_none
from kg.views.timeline.model import TopicKind, TracedTopic
from kg.views.timeline.word_meaning import companion, entity_meant, larger_topic
from kg.views.wording import ui_text

if TYPE_CHECKING:
    from kg.store.remote import Remote

NEAR = 6  # other topics named beside the one that was understood
SUGGESTED = 5
_SCHEMES = ("http:", "https:", "urn:")  # an IRI means one entity and no other
LEAST_LIKENESS = 0.6  # from which a name is suggested

ResolvedTopic = tuple[TracedTopic | None, tuple[TracedTopic, ...], bool]


def resolve_topic(known: KnownNames, asked: str, index: SearchIndex) -> ResolvedTopic:
    """The topic that ``asked`` means, others that it may mean, and whether the topic is a guess.

    The topic is ``None`` where no entity in particular is meant: then the words are a subject.
    """
    store = known.graph
    called = entity_lookup.find_entities(store, asked, known)
    if called and asked.strip("<>").startswith(_SCHEMES):
        return _described(store, called[0].iri), (), False
    named = bool(called) and called[0].similarity == 1
    if named:
        chosen = larger_topic(known, index, asked, called[0]) or called[0].iri
    else:
        # What is only spelled alike is meant where no paper has the words as they were typed.
        meant = entity_meant(known, index, asked)
        alike = called[0].iri if called and index.absent_words(asked) else None
        chosen = meant or alike or ""
    names = (asked, *(match.name for match in called[:1]))
    others = [match.iri for match in called if match.iri != chosen]
    if not chosen and (beside := companion(index, asked)):
        others.append(beside)
    others += _with_longer_names(known, names)
    near = [iri for iri in dict.fromkeys(others) if iri != chosen][:NEAR]
    described = tuple(_described(store, iri) for iri in near)
    if not chosen:
        return None, described, False
    return _described(store, chosen), described, not named


def _with_longer_names(known: KnownNames, names: Collection[str]) -> dict[str, TracedTopic]:
    """The entities whose names hold all words of one of ``names`` and more, by mentions."""
    wanted = [set(key.split()) for name in names for key in topic_keys(name)]
    found: dict[str, TracedTopic] = {}
    for row in sorted(known.rows, key=lambda row: (-int(row["mentions"]), row["entity"])):
        words = set(row["key"].split())
        if any(each < words for each in wanted):
            found.setdefault(row["entity"], _topic(row))
    return found


def not_found_message(store: ox.Store | Remote, asked: str, near: Sequence[TracedTopic]) -> str:
    """That the papers do not speak of ``asked``, with the nearest names."""
    close = [topic.name for topic in near] or [
        match.name for match in entity_lookup.find_similar_entities(store, asked, LEAST_LIKENESS)
    ]
    suggested = list(dict.fromkeys(close))[:SUGGESTED]
    if not suggested:
        return ui_text("topic.not_found", asked=asked)
    return ui_text("topic.not_found_near", asked=asked, names=", ".join(suggested))


def _described(store: ox.Store | Remote, iri: str) -> TracedTopic:
    """The entity as a topic, with its other names and its subtype."""
    row = query.rows(store, "entity", entity=iri)[0]
    also = tuple(dict.fromkeys(split_list(row["also"])))
    return replace(_topic(row), also_known_as=also, subtype=text_or_none(row["subtype"]))


def _topic(row: QueryRow) -> TracedTopic:
    return TracedTopic(row["entity"], row["name"], cast(TopicKind, row["kind"]))
