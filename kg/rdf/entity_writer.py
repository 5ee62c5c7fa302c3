"""Write the entities.

People, organisations and programmes, their former ids, and their changes of name.
"""

from __future__ import annotations

from collections.abc import Mapping

import kg.ontology as bg
from kg.extractors.facts import EntityKind, Facts
from kg.linking.entities import ChangeEvent, Entity
from kg.ontology.folding import slug
from kg.ontology.vocabulary import NAMESPACE as VOCABULARY
from kg.rdf.ledger import Ledger
from kg.rdf.quads import NamedGraph, named_node, path_step
from kg.text.quotation import Quotes
from kg.text.topic_keys import topic_keys

_SKOS, _ORG, _DCTERMS = bg.PREFIXES["skos"], bg.PREFIXES["org"], bg.PREFIXES["dcterms"]
_REPLACED_BY = _DCTERMS + "isReplacedBy"
_CLASSES: Mapping[EntityKind, str] = {
    "person": bg.Person,
    "organisation": bg.Organisation,
    "programme": bg.Programme,
}
_KINDS: tuple[EntityKind, ...] = ("organisation", "programme", "person")


class EntityWriter:
    """Writes the entities of a corpus whose documents have been written.

    ``documents`` are the facts by document id, for the words that state a change of name.
    """

    def __init__(self, graph: NamedGraph, ledger: Ledger, documents: Mapping[str, Facts]) -> None:
        self._graph, self._ledger, self._documents = graph, ledger, documents
        self._iris, self._identities = ledger.iris, ledger.identities
        entities = self._identities.entities
        self._by_id = {
            (entity.kind, old): entity for entity in entities for old in entity.replaced_ids
        }
        self._by_id |= {(entity.kind, entity.id): entity for entity in entities}

    def write(self) -> None:
        """All entities, then those that were given another kind, then the changes of name."""
        for entity in sorted(self._identities.entities, key=lambda each: (each.kind, each.id)):
            self._write_entity(entity)
        for kind, old_id, entity in self._identities.retyped:
            old = self._iris.entity(kind, old_id)
            self._graph.add_links(old, _REPLACED_BY, self._ledger.entity(entity))
        changes = self._identities.changes
        for change in sorted(changes, key=lambda each: (each.old, each.new, each.kind)):
            self._write_change(change)

    def _write_entity(self, entity: Entity) -> None:
        graph, node = self._graph, self._ledger.entity(entity)
        graph.add_types(node, _CLASSES[entity.kind])
        self._write_labels(entity)
        graph.add_literals(node, bg.kind, entity.subtype)
        graph.add_literals(node, bg.certain, False if entity.doubtful else None)
        graph.add_literals(node, bg.mentionCount, self._ledger.mention_counts[node.value])
        if entity.concept:
            concept = named_node(VOCABULARY + path_step(entity.concept))
            graph.add_links(node, _SKOS + "exactMatch", concept)
        above = self._entity_of_id(entity.part_of, entity.kind) if entity.part_of else None
        if above is not None:
            both_organisations = above.kind == entity.kind == "organisation"
            predicate = _ORG + "subOrganizationOf" if both_organisations else _DCTERMS + "isPartOf"
            graph.add_links(node, predicate, self._ledger.entity(above))
        for old_id in sorted(entity.replaced_ids):
            graph.add_links(self._iris.entity(entity.kind, old_id), _REPLACED_BY, node)

    def _write_labels(self, entity: Entity) -> None:
        """Labels (preferred, alternative, hidden), acronyms, and the keys to look it up by."""
        graph, node = self._graph, self._ledger.entity(entity)
        other_names = set(entity.other_names) - {entity.name}
        graph.add_literals(node, _SKOS + "prefLabel", entity.name)
        graph.add_literals(node, _SKOS + "altLabel", *sorted(other_names))
        graph.add_literals(node, _SKOS + "hiddenLabel", *sorted(set(entity.misprints)))
        graph.add_literals(node, bg.acronym, *sorted(set(entity.acronyms)))
        keys = set(self._ledger.keys.get(node.value, ()))
        for name in (entity.name, *entity.other_names, *entity.acronyms, *entity.misprints):
            keys.update(topic_keys(name))
        graph.add_literals(node, bg.key, *sorted(keys))

    def _entity_of_id(self, identifier: str, *kinds: EntityKind) -> Entity | None:
        """The entity of an id, or the one it was merged into.

        One of ``kinds`` first, else organisations first.
        """
        for kind in (*kinds, *_KINDS):
            if (kind, identifier) in self._by_id:
                return self._by_id[kind, identifier]
        return None

    def _write_change(self, change: ChangeEvent) -> None:
        """A renaming (one entity, by whichever of its ids) or a succession (two), with the words
        that state it."""
        old, new = self._entity_of_id(change.old), self._entity_of_id(change.new)
        if old is None or new is None:
            return
        graph, old_node = self._graph, self._ledger.entity(old)
        node = self._iris.unique(f"change/{slug(change.old, 20)}/{slug(change.new, 20)}")
        graph.add_types(node, bg.Renaming if change.kind == "renaming" else bg.Succession)
        graph.add_links(node, _ORG + "originalOrganization", old_node)
        graph.add_links(node, _ORG + "resultingOrganization", self._ledger.entity(new))
        graph.add_links(old_node, _ORG + "changedBy", node)
        graph.add_literals(node, bg.nameBefore, change.old_name)
        graph.add_literals(node, bg.nameAfter, change.new_name)
        graph.add_literals(node, bg.date, change.date)
        facts = self._documents.get(change.document) if change.document is not None else None
        if facts is not None and change.span is not None:
            graph.add_links(node, bg.document, self._iris.document(facts.document.id))
            graph.add_literals(node, bg.page, facts.document.page_number(change.span.start))
            graph.add_literals(node, bg.start, change.span.start)
            graph.add_literals(node, bg.end, change.span.end)
            graph.add_verbatim(node, bg.quote, Quotes(facts.document.text).quote(change.span))
