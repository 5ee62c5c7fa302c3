"""Entity lookup: which entities of the graph a name may mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import pyoxigraph as ox

from kg.errors import NotFound
from kg.store.query import parse_iri, rows
from kg.text.text_comparison import text_similarity
from kg.text.topic_keys import topic_keys, type_variant_keys

if TYPE_CHECKING:
    from kg.store.remote import Remote
    from kg.store.search import SearchIndex

NameRow = dict[str, str]  # a row of the query ``keys``

MISSPELLING_SIMILARITY = 0.87  # from which a name that nothing has is taken for a misspelling
HINT_SIMILARITY = 0.6  # from which an entity is suggested


@dataclass(frozen=True, slots=True)
class EntityMatch:
    """An entity that a name may mean; ``similarity`` is 1 where it has that very name."""

    iri: str
    name: str
    kind: Literal["programme", "organisation", "person"]
    mentions: int
    similarity: float = 1.0


class KnownNames:
    """All names of a graph, read when first asked for and kept for the one question at hand.

    ``index``, the full-text index of the graph, has them at hand.
    """

    def __init__(self, graph: ox.Store | Remote, index: SearchIndex | None = None) -> None:
        self.graph = graph
        self._index = index

    @cached_property
    def rows(self) -> list[NameRow]:
        """Each folded name with its entity, that one's name and kind, and how often it is named."""
        return rows(self.graph, "keys") if self._index is None else self._index.names()


def find_entities(
    graph: ox.Store | Remote, name: str, known: KnownNames | None = None
) -> list[EntityMatch]:
    """The entities that ``name`` may mean, the most likely first.

    Those that are called so; where there are none, those with a similar spelling. ``known`` are the
    names of the graph where they have been read.
    """
    return find_called(graph, name) or find_similar_entities(graph, name, known=known)


def find_called(graph: ox.Store | Remote, name: str) -> list[EntityMatch]:
    """The entities that are called ``name``, the most likely first.

    Looked for by IRI, then by any of their names, then by their names without or with a word for
    what they are (“Lamplight” finds the Lamplight Programme, and the other way round); the first of
    these that finds anything decides. An entity with exactly this name comes before one whose name
    equals it only without its bracket or its plural; among equals the one mentioned more often
    comes first.
    """
    iri = parse_iri(name)
    if iri is not None:
        return [_match(row) for row in rows(graph, "entity", entity=current_iri(graph, iri))[:1]]
    for keys in (topic_keys(name), type_variant_keys(name)):
        best: dict[str, tuple[tuple[int, int, str], EntityMatch]] = {}
        for at, key in enumerate(keys):
            for row in rows(graph, "resolve", key=key):
                match = _match(row)
                rank = (at + (match.name != name), -match.mentions, match.iri)
                if match.iri not in best or rank < best[match.iri][0]:
                    best[match.iri] = (rank, match)
        if best:
            return [match for _, match in sorted(best.values(), key=lambda pair: pair[0])]
    return []


def current_iri(graph: ox.Store | Remote, iri: str) -> str:
    """The IRI of an entity today: one given up when two entities were merged leads to it."""
    return next((row["replacement"] for row in rows(graph, "replacement", entity=iri)), iri)


def find_similar_entities(
    graph: ox.Store | Remote,
    name: str,
    least: float = MISSPELLING_SIMILARITY,
    known: KnownNames | None = None,
) -> list[EntityMatch]:
    """The entities with a name spelled like ``name``, the most similar first.

    ``least`` is the similarity (0 to 1) from which an entity counts. Nothing is similar to an IRI.
    """
    if parse_iri(name) is not None:
        return []
    best: dict[str, EntityMatch] = {}
    names = (known or KnownNames(graph)).rows
    for key in topic_keys(name):
        for row in names:
            similarity = text_similarity(key, row["key"])
            other = best.get(row["entity"])
            if similarity >= least and (other is None or similarity > other.similarity):
                best[row["entity"]] = _match(row, similarity)
    return sorted(best.values(), key=lambda match: (-match.similarity, -match.mentions, match.iri))


def resolve_entity(graph: ox.Store | Remote, name: str) -> EntityMatch:
    """The entity that ``name`` most likely means. Raises ``NotFound`` with similar names."""
    found = find_entities(graph, name)
    if found:
        return found[0]
    hints = [match.name for match in find_similar_entities(graph, name, HINT_SIMILARITY)[:3]]
    hint = f"; did you mean {', '.join(hints)}?" if hints else ""
    raise NotFound(f"{name}: no programme, organisation or person of that name{hint}")


def _match(row: Mapping[str, Any], similarity: float = 1.0) -> EntityMatch:
    return EntityMatch(
        row["entity"], row["name"], row["kind"], int(row["mentions"] or 0), similarity
    )
