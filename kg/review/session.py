"""The names of a store as the last build read them: who each one is, where it stands, and what people said of it.

``known`` opens a store for looking into names. What was found in the papers is kept there; what is not is read again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.facts import EntityKind, Facts, Span
from extractors.names import spread
from extractors.names.structure import locate, named
from kg.errors import InputError, NotFound
from kg.linking import Entity, Identities, NameReference, Verdict, Verdicts, identify, load_verdicts
from kg.linking.lexicon import words_of
from kg.linking.name_forms import lookup, parse_person_name
from kg.pipeline.build import verdicts_of
from kg.pipeline.inputs import shelf_of
from kg.rdf.quads import IriFactory
from kg.store import snapshots
from kg.text.masking import quotable
from kg.text.quotation import Quotes

if TYPE_CHECKING:
    from ontology.vocabulary import Vocabulary

NEAR = 5  # names shown where the one asked for is not known

A_KIND: dict[EntityKind, str] = {
    "person": "a person",
    "organisation": "an organisation",
    "programme": "a programme",
}

_Key = tuple[EntityKind, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A place where an entity is named. ``quote`` is the sentence around it, fit to be shown."""

    document: str
    page: str | None
    printed: str
    rule: str
    quote: str

    @property
    def where(self) -> str:
        """The paper and its page."""
        return self.document + (f" p. {self.page}" if self.page else "")


@dataclass(frozen=True, slots=True)
class _Spot:
    facts: Facts
    printed: str
    rule: str
    span: Span


def plain(text: str) -> str:
    """``text`` on one line, private particulars masked, without what a terminal would take for a command."""
    return "".join(character for character in quotable(text) if character.isprintable())


class Known:
    """The papers of a store and who is who in them. Names may be printed ones, preferred ones, ids or IRIs."""

    def __init__(
        self,
        alone: tuple[Facts, ...],
        vocabulary: Vocabulary,
        file: Path,
        told: Verdicts,
        base: str,
    ) -> None:
        self.alone = alone
        """What each paper by itself gave, before the papers learnt from each other."""
        self.corpus: tuple[Facts, ...] = tuple(spread(alone, vocabulary))
        self.vocabulary = vocabulary
        self.file = file
        """The file of people's verdicts."""
        self.told = told
        self.identities: Identities = identify(self.corpus, vocabulary, told)
        self._iris = IriFactory(base)
        self._words = words_of(vocabulary)
        self._quotes: dict[str, Quotes] = {}

    # -- who ---------------------------------------------------------------------------------------------------------

    def iri(self, entity: Entity) -> str:
        """The IRI of an entity in the graph."""
        return self._iris.entity(entity.kind, entity.id).value

    def document_iri(self, facts: Facts) -> str:
        """The IRI of a paper in the graph."""
        return self._iris.document(facts.document.id).value

    def entity(self, kind: EntityKind, identifier: str) -> Entity:
        """The entity of an id."""
        return self._entities[kind, identifier]

    def own(self, entity: Entity) -> set[str]:
        """What names an entity wherever it stands: its preferred name, its id, its IRI."""
        return {lookup(entity.name), entity.id, lookup(self.iri(entity))}

    def find(self, name: str, kind: EntityKind | None = None) -> list[Entity]:
        """Those whom ``name`` names anywhere: by their own name first, then by any printed one."""
        keys = self._index.get(lookup(name), {})
        found = [self._entities[key] for key in sorted(keys) if kind in (None, key[0])]
        own = [entity for entity in found if lookup(name) in self.own(entity)]
        return [*own, *(entity for entity in found if entity not in own)]

    def only(
        self, name: str, kind: EntityKind | None = None, document: str | None = None
    ) -> Entity:
        """The one whom ``name`` names, in ``document`` if one is given.

        Raises ``NotFound`` with names that are near where there is none, ``InputError`` where there are several.
        """
        found = self.find(name, kind)
        if not found:
            raise self.unknown(name, kind)
        if document is not None:
            if document not in {facts.document.name for facts in self.corpus}:
                raise NotFound(f"{document}: no paper of this store; kg query meetings lists them")
            found = [
                e
                for e in found
                if any(document == spot.facts.document.name for spot in self._spots(e, name))
            ]
            if not found:
                raise NotFound(
                    f"“{plain(name)}” does not stand in {document}; kg why shows where it stands"
                )
        own = [entity for entity in found if lookup(name) in self.own(entity)]
        if len(found) == 1 or len(own) == 1:
            return (own or found)[0]
        several = ", ".join(f"{plain(e.name)} ({e.kind}, {self.iri(e)})" for e in found[:NEAR])
        raise InputError(
            f"“{plain(name)}” names several: {several}; give --kind, --in with a paper, or an IRI"
        )

    def unknown(self, name: str, kind: EntityKind | None = None) -> NotFound:
        """The error that says that nobody has this name, and which names are near."""
        sort = f" as the name of {A_KIND[kind]}" if kind else ""
        ignored = [
            v
            for v in self.told.all
            if v.decision == "not-an-entity" and lookup(v.left.name) == lookup(name)
        ]
        if ignored:
            undo = f'kg correct forget "{plain(name)}" takes that back'
            return NotFound(
                f"“{plain(name)}” is not an entity, said {plain(ignored[-1].by)}; {undo}"
            )
        if near := self.near(name, kind):
            return NotFound(
                f"“{plain(name)}” is not known{sort}; near it: {', '.join(map(plain, near))}"
            )
        return NotFound(
            f"“{plain(name)}” is not known{sort}; kg query mentions lists the names in these papers"
        )

    def near(self, name: str, kind: EntityKind | None = None) -> list[str]:
        """Names written somewhat like ``name``, the nearest first."""
        names: dict[str, str] = {}
        for entity in self.identities.entities:
            if kind in (None, entity.kind):
                for form in (entity.name, *entity.other_names, *entity.acronyms):
                    names.setdefault(lookup(form), form)
        wanted = lookup(name)
        found = get_close_matches(wanted, sorted(names), NEAR, 0.6)
        words = [form for form in sorted(names) if f" {wanted} " in f" {form} "]
        return [names[form] for form in dict.fromkeys((*found, *words))][:NEAR]

    # -- where -------------------------------------------------------------------------------------------------------

    def places(self, entity: Entity, name: str | None = None) -> list[Place]:
        """Where an entity is named (as ``name``, if it is anywhere), in the order of the papers."""
        spots = self._spots(entity, name)
        return [self.place(spot.facts, spot.span, spot.printed, spot.rule) for spot in spots]

    def place(self, facts: Facts, span: Span, printed: str, rule: str) -> Place:
        """A place in a paper, fit to be shown."""
        document = facts.document
        if document.id not in self._quotes:
            self._quotes[document.id] = Quotes(document.text)
        quote = plain(self._quotes[document.id].quote(span))
        return Place(
            plain(document.name), document.page_number(span.start), plain(printed), rule, quote
        )

    def _spots(self, entity: Entity, name: str | None = None) -> list[_Spot]:
        spots = self._places[entity.kind, entity.id]
        if name is None or lookup(name) in self.own(entity) - {
            lookup(spot.printed) for spot in spots
        }:
            return spots
        return [
            spot for spot in spots if lookup(name) in self._forms(entity.kind, spot.printed)
        ] or spots

    def spellings(self, entity: Entity) -> list[str]:
        """The printed forms that name an entity in any paper, not only in their own place, and stand in these."""
        anywhere = {
            lookup(form)
            for form in (entity.name, *entity.other_names, *entity.acronyms, *entity.misprints)
        }
        forms = {
            lookup(spot.printed): spot.printed
            for spot in reversed(self._places[entity.kind, entity.id])
        }
        return [forms[form] for form in sorted(forms) if form in anywhere] or sorted(
            forms.values()
        )[:1]

    def told_of(self, entity: Entity) -> list[Verdict]:
        """What people said of an entity under any of its names."""
        forms = {lookup(spot.printed) for spot in self._places[entity.kind, entity.id]} | self.own(
            entity
        )
        sides = ((verdict, (verdict.left, verdict.right)) for verdict in self.told.all)
        return [
            verdict
            for verdict, both in sides
            if any(side is not None and lookup(side.name) in forms for side in both)
        ]

    def named(self, name: str, entity: Entity, document: str | None = None) -> NameReference:
        """How a verdict names ``entity``: as printed, with a paper where others are printed so too."""
        printed = [spot.printed for spot in self._places[entity.kind, entity.id]]
        if lookup(name) not in map(lookup, printed):

            def worse(form: str) -> tuple[bool, bool, str]:
                several = len(self.find(form, entity.kind)) > 1
                return several, lookup(name) not in self._forms(entity.kind, form), form

            name = min(self.spellings(entity), key=worse, default=name)
        if document is None and len(self.find(name, entity.kind)) > 1:
            spots = self._spots(entity, name)
            document = spots[0].facts.document.name if spots else None
        return NameReference(" ".join(name.split()), document)

    def with_verdicts(self, told: Verdicts) -> Identities:
        """Who is who if people had said ``told``."""
        return identify(self.corpus, self.vocabulary, told)

    # -- tables ------------------------------------------------------------------------------------------------------

    @cached_property
    def _entities(self) -> dict[_Key, Entity]:
        return {(entity.kind, entity.id): entity for entity in self.identities.entities}

    @cached_property
    def _places(self) -> dict[_Key, list[_Spot]]:
        found: dict[_Key, list[_Spot]] = defaultdict(list)
        for facts in self.corpus:
            for entity, spot in sorted(self._named_in(facts), key=lambda each: each[1].span):
                found[entity.kind, entity.id].append(spot)
        return found

    def _named_in(self, facts: Facts) -> Iterator[tuple[Entity, _Spot]]:
        seen: set[tuple[str, int]] = set()
        for index, mention in enumerate(facts.mentions):
            if entity := self.identities.of_mention(facts.document.id, index):
                seen.add((lookup(mention.text), mention.span.start))
                yield entity, _Spot(facts, mention.text, mention.rule, mention.span)
        for text, rule, span, entity in self.listed(facts):
            if entity and (lookup(text), span.start) not in seen:
                yield entity, _Spot(facts, text, rule, span)

    def listed(self, facts: Facts) -> Iterator[tuple[str, str, Span, Entity | None]]:
        """Names that stand where a list, an item or a report names somebody: text, what names it, place, who it is."""
        for item in named(facts):
            if span := locate(facts.document.text, item.text, item.within):
                yield (
                    item.text,
                    item.rule,
                    span,
                    self.identities.resolve(facts.document.id, item.kind, item.text),
                )

    @cached_property
    def _index(self) -> dict[str, dict[_Key, None]]:
        found: dict[str, dict[_Key, None]] = defaultdict(dict)
        for entity in self.identities.entities:
            older = (self._iris.entity(entity.kind, old).value for old in entity.replaced_ids)
            for form in (
                *self.own(entity),
                *entity.other_names,
                *entity.acronyms,
                *entity.misprints,
                *older,
            ):
                found[lookup(form)][entity.kind, entity.id] = None
        for key, spots in self._places.items():
            for spot in spots:
                for form in self._forms(key[0], spot.printed):
                    found[form][key] = None
        return found

    def _forms(self, kind: EntityKind, printed: str) -> set[str]:
        """What a printed name is looked up by: as printed, and without a person's titles."""
        person = parse_person_name(printed, self._words) if kind == "person" else None
        return {lookup(printed), lookup(person.bare)} if person else {lookup(printed)}


def known(home: Path, verdicts: Path | None = None) -> Known:
    """The names of the store in the folder ``home``, with the verdicts of a file in place of the store's own.

    Raises ``StoreMissing`` where nothing has been built, ``InputError`` where the verdicts cannot be read.
    """
    from kg.pipeline.workers import Task, extract
    from ontology.vocabulary import load

    with snapshots.open_snapshot(home) as published:
        manifest = published.manifest
    file = verdicts_of(home, manifest, verdicts)
    told = load_verdicts(file)
    extra = tuple(Path(path) for path in manifest.get("vocabulary", ()))
    try:
        vocabulary = load(extra)
    except ValueError as error:
        raise InputError(str(error)) from error
    shelf, tasks, found = shelf_of(home), [], []
    for identifier, paper in sorted(manifest["papers"].items()):
        document = shelf.document(identifier)
        key = shelf.key(identifier, paper["name"], vocabulary.digest)
        facts = shelf.facts(key, document) if document is not None else None
        if facts is not None and document is not None:
            found.append(replace(facts, document=replace(document, name=paper["name"])))
        else:
            tasks.append(Task(identifier, paper["name"], None, document))
    for outcome in extract(tasks, vocabulary, extra, 1):
        if outcome.facts is None:
            raise InputError(outcome.problem or f"{outcome.task.name}: nothing could be read")
        found.append(outcome.facts)
    alone = sorted(found, key=lambda facts: (facts.document.name, facts.document.id))
    return Known(tuple(alone), vocabulary, file, told, manifest["base"])
