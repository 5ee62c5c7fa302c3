"""The names of a store: who each one is, where it stands, and what people said of it.

``open_session`` opens a store for looking into names. What was found in the papers is taken from
the store's cache; what is not there is extracted again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, NotFound
from kg.extractors.facts import EntityKind, Facts, Span
from kg.extractors.names import spread
from kg.extractors.names.structure import locate, named
from kg.linking import Entity, Identities, NameReference, Verdict, Verdicts, identify, load_verdicts
from kg.linking.lexicon import name_lexicon
from kg.linking.person_names import parse_person_name
from kg.ontology.folding import fold_printed
from kg.pipeline.cache import open_cache
from kg.pipeline.forgetting import load_forgotten
from kg.pipeline.settings import load_vocabulary, verdicts_file, vocabulary_files_of
from kg.rdf.quads import IriFactory
from kg.store import snapshots
from kg.text.masking import quotable
from kg.text.quotation import Quotes
from kg.text.text_comparison import spelled_like

if TYPE_CHECKING:
    from kg.ontology.vocabulary import Vocabulary

SUGGESTIONS = 5  # names shown where the one asked for is not known, or means several
SIMILARITY = 0.6  # of two names, from which one is suggested for the other

A_KIND: dict[EntityKind, str] = {
    "person": "a person",
    "organisation": "an organisation",
    "programme": "a programme",
}

_EntityKey = tuple[EntityKind, str]  # kind and id


@dataclass(frozen=True, slots=True)
class QuotedOccurrence:
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
class _Occurrence:
    """A place of a paper where an entity is named, as ``printed`` and found by ``rule``."""

    facts: Facts
    printed: str
    rule: str
    span: Span


@dataclass(frozen=True, slots=True)
class StructuralName:
    """A name that stands where a list, an item or a report names somebody, and who that is."""

    text: str
    rule: str
    span: Span
    entity: Entity | None


def printable(text: str) -> str:
    """``text`` on one line, private particulars masked, without control characters."""
    return "".join(character for character in quotable(text) if character.isprintable())


class ReviewSession:
    """The papers of a store and who is who in them.

    Names given to its methods may be printed ones, preferred ones, ids or IRIs. ``extracted`` is
    what each paper by itself gave, before the papers learnt from each other; ``verdicts_file`` is
    the file of people's ``verdicts``.
    """

    def __init__(
        self,
        extracted: tuple[Facts, ...],
        vocabulary: Vocabulary,
        verdicts_file: Path,
        verdicts: Verdicts,
        base: str,
    ) -> None:
        self.extracted = extracted
        self.corpus: tuple[Facts, ...] = tuple(spread(extracted, vocabulary))
        self.vocabulary = vocabulary
        self.verdicts_file = verdicts_file
        self.verdicts = verdicts
        self.identities: Identities = identify(self.corpus, vocabulary, verdicts)
        self._iris = IriFactory(base)
        self._words = name_lexicon(vocabulary)
        self._quotes: dict[str, Quotes] = {}

    # -- who -------------------------------------------------------------------------------------

    def iri(self, entity: Entity) -> str:
        """The IRI of an entity in the graph."""
        return self._iris.entity(entity.kind, entity.id).value

    def document_iri(self, facts: Facts) -> str:
        """The IRI of a paper in the graph."""
        return self._iris.document(facts.document.id).value

    def entity(self, kind: EntityKind, identifier: str) -> Entity:
        """The entity of an id."""
        return self._entities[kind, identifier]

    def own_names(self, entity: Entity) -> set[str]:
        """What names an entity wherever it stands: its preferred name, its id, its IRI, folded."""
        return {fold_printed(entity.name), entity.id, fold_printed(self.iri(entity))}

    def find(self, name: str, kind: EntityKind | None = None) -> list[Entity]:
        """Those whom ``name`` names anywhere: by their own name first, then by any printed one."""
        keys = self._index.get(fold_printed(name), {})
        found = [self._entities[key] for key in sorted(keys) if kind in (None, key[0])]
        return sorted(found, key=lambda entity: fold_printed(name) not in self.own_names(entity))

    def find_one(
        self, name: str, kind: EntityKind | None = None, document: str | None = None
    ) -> Entity:
        """The one whom ``name`` names, in ``document`` if one is given.

        Raises ``NotFound`` with similar names where there is none, ``InputError`` where there are
        several.
        """
        found = self.find(name, kind)
        if not found:
            raise self.not_found(name, kind)
        if document is not None:
            found = self._named_in_document(found, name, document)
        own = [entity for entity in found if fold_printed(name) in self.own_names(entity)]
        if len(own) == 1:
            return own[0]
        if len(found) == 1:
            return found[0]
        several = ", ".join(
            f"{printable(entity.name)} ({entity.kind}, {self.iri(entity)})"
            for entity in found[:SUGGESTIONS]
        )
        raise InputError(
            f"“{printable(name)}” names several: {several}; "
            "give --kind, --in with a paper, or an IRI"
        )

    def _named_in_document(self, entities: list[Entity], name: str, document: str) -> list[Entity]:
        """Those of ``entities`` whom ``name`` names in the paper ``document``."""
        if all(facts.document.name != document for facts in self.corpus):
            raise NotFound(f"{document}: no paper of this store; kg query meetings lists them")
        found = [
            entity
            for entity in entities
            if any(each.facts.document.name == document for each in self._occurrences(entity, name))
        ]
        if not found:
            raise NotFound(
                f"“{printable(name)}” does not stand in {document}; kg why shows where it is"
            )
        return found

    def not_found(self, name: str, kind: EntityKind | None = None) -> NotFound:
        """The error that says that nobody has this name, why, and which names are similar."""
        shown = f"“{printable(name)}”"
        for verdict in reversed(self.verdicts.all):
            if verdict.decision == "not-an-entity" and fold_printed(
                verdict.left.name
            ) == fold_printed(name):
                undo = f'kg correct forget "{printable(name)}" takes that back'
                return NotFound(f"{shown} is not an entity, said {printable(verdict.by)}; {undo}")
        what = f"{shown} is not known" + (f" as the name of {A_KIND[kind]}" if kind else "")
        if similar := self._similar_names(name, kind):
            return NotFound(f"{what}; did you mean {', '.join(map(printable, similar))}?")
        return NotFound(f"{what}; kg query mentions lists the names in these papers")

    def _similar_names(self, name: str, kind: EntityKind | None = None) -> list[str]:
        """Names written somewhat like ``name``, the most similar first."""
        names: dict[str, str] = {}
        for entity in self.identities.entities:
            if kind in (None, entity.kind):
                for form in (entity.name, *entity.other_names, *entity.acronyms):
                    names.setdefault(fold_printed(form), form)
        wanted = fold_printed(name)
        close = spelled_like(wanted, sorted(names), SUGGESTIONS, SIMILARITY)
        holding = [form for form in sorted(names) if f" {wanted} " in f" {form} "]
        return [names[form] for form in dict.fromkeys((*close, *holding))][:SUGGESTIONS]

    # -- where -----------------------------------------------------------------------------------

    def occurrences(self, entity: Entity, name: str | None = None) -> list[QuotedOccurrence]:
        """Where an entity is named (as ``name``, if it is anywhere), in the order of the papers."""
        return [
            self.quote(each.facts, each.span, each.printed, each.rule)
            for each in self._occurrences(entity, name)
        ]

    def quote(
        self, facts: Facts, span: Span, printed: str = "", rule: str = ""
    ) -> QuotedOccurrence:
        """A place in a paper, with its sentence fit to be shown."""
        document = facts.document
        if document.id not in self._quotes:
            self._quotes[document.id] = Quotes(document.text)
        quote = printable(self._quotes[document.id].quote(span))
        page = document.page_number(span.start)
        return QuotedOccurrence(printable(document.name), page, printable(printed), rule, quote)

    def _occurrences(self, entity: Entity, name: str | None = None) -> list[_Occurrence]:
        """Where an entity is named; as ``name`` if that is printed anywhere, else by any name."""
        found = self._places[entity.kind, entity.id]
        if name is None:
            return found
        printed = {fold_printed(each.printed) for each in found}
        if fold_printed(name) in self.own_names(entity) - printed:
            return found
        so_printed = [
            each for each in found if fold_printed(name) in self._forms(entity.kind, each.printed)
        ]
        return so_printed or found

    def spellings(self, entity: Entity) -> list[str]:
        """The printed forms in these papers that name an entity in any paper.

        Forms that name it in their own place only are left out, unless there are no others.
        """
        forms = {
            fold_printed(each.printed): each.printed
            for each in reversed(self._places[entity.kind, entity.id])
        }
        everywhere = (entity.name, *entity.other_names, *entity.acronyms, *entity.misprints)
        found = [forms[form] for form in sorted(set(map(fold_printed, everywhere)) & forms.keys())]
        return found or sorted(forms.values())[:1]

    def verdicts_on(self, entity: Entity) -> list[Verdict]:
        """What people said of an entity under any of its names."""
        printed = {fold_printed(each.printed) for each in self._places[entity.kind, entity.id]}
        forms = printed | self.own_names(entity)

        def concerns(verdict: Verdict) -> bool:
            sides = (side for side in (verdict.left, verdict.right) if side is not None)
            return any(fold_printed(side.name) in forms for side in sides)

        return [verdict for verdict in self.verdicts.all if concerns(verdict)]

    def name_for_verdict(
        self, name: str, entity: Entity, document: str | None = None
    ) -> NameReference:
        """How a verdict names ``entity``: as printed, with a paper if others are printed so too."""
        printed = {fold_printed(each.printed) for each in self._places[entity.kind, entity.id]}
        if fold_printed(name) not in printed:
            name = self._least_ambiguous_spelling(name, entity)
        if document is None and len(self.find(name, entity.kind)) > 1:
            occurrences = self._occurrences(entity, name)
            document = occurrences[0].facts.document.name if occurrences else None
        return NameReference(" ".join(name.split()), document)

    def _least_ambiguous_spelling(self, name: str, entity: Entity) -> str:
        """A printed form of ``entity``: if it can be of it alone, and one for ``name``."""

        def unfitness(form: str) -> tuple[bool, bool, str]:
            ambiguous = len(self.find(form, entity.kind)) > 1
            return ambiguous, fold_printed(name) not in self._forms(entity.kind, form), form

        return min(self.spellings(entity), key=unfitness, default=name)

    def relink(self, verdicts: Verdicts) -> Identities:
        """Who is who if people's verdicts were ``verdicts``."""
        return identify(self.corpus, self.vocabulary, verdicts)

    def structural_names(self, facts: Facts) -> Iterator[StructuralName]:
        """The names that a paper's lists, items and reports give, where they can be located."""
        for item in named(facts):
            if span := locate(facts.document.text, item.text, item.within):
                entity = self.identities.resolve(facts.document.id, item.kind, item.text)
                yield StructuralName(item.text, item.rule, span, entity)

    # -- indexes ---------------------------------------------------------------------------------

    @cached_property
    def _entities(self) -> dict[_EntityKey, Entity]:
        return {(entity.kind, entity.id): entity for entity in self.identities.entities}

    @cached_property
    def _places(self) -> dict[_EntityKey, list[_Occurrence]]:
        """Every place where an entity is named, paper by paper."""
        found: dict[_EntityKey, list[_Occurrence]] = defaultdict(list)
        for facts in self.corpus:
            for entity, place in sorted(self._named_in(facts), key=lambda each: each[1].span):
                found[entity.kind, entity.id].append(place)
        return found

    def _named_in(self, facts: Facts) -> Iterator[tuple[Entity, _Occurrence]]:
        seen: set[tuple[str, int]] = set()
        for index, mention in enumerate(facts.mentions):
            if entity := self.identities.of_mention(facts.document.id, index):
                seen.add((fold_printed(mention.text), mention.span.start))
                yield entity, _Occurrence(facts, mention.text, mention.rule, mention.span)
        for name in self.structural_names(facts):
            if name.entity and (fold_printed(name.text), name.span.start) not in seen:
                yield name.entity, _Occurrence(facts, name.text, name.rule, name.span)

    @cached_property
    def _index(self) -> dict[str, dict[_EntityKey, None]]:
        """Folded name → the entities that it names in any paper."""
        found: dict[str, dict[_EntityKey, None]] = defaultdict(dict)
        for key, entity in self._entities.items():
            for form in self._known_names(entity):
                found[fold_printed(form)][key] = None
        for key, places in self._places.items():
            for place in places:
                for form in self._forms(key[0], place.printed):
                    found[form][key] = None
        return found

    def _known_names(self, entity: Entity) -> Iterator[str]:
        yield from self.own_names(entity)
        yield from (*entity.other_names, *entity.acronyms, *entity.misprints)
        for old in entity.replaced_ids:
            yield self._iris.entity(entity.kind, old).value

    def _forms(self, kind: EntityKind, printed: str) -> set[str]:
        """What a printed name is looked up by: as printed, and without a person's titles."""
        person = parse_person_name(printed, self._words) if kind == "person" else None
        return (
            {fold_printed(printed), fold_printed(person.bare)}
            if person
            else {fold_printed(printed)}
        )


def open_session(home: Path, verdicts: Path | None = None) -> ReviewSession:
    """The names of the store in the folder ``home``, with ``verdicts`` in place of the store's own.

    Raises ``StoreMissing`` where nothing has been built, ``InputError`` where a paper, the
    vocabulary or the verdicts cannot be read.
    """
    from kg.pipeline.workers import ExtractionTask, extract_papers

    with snapshots.open_snapshot(home) as published:
        manifest = published.manifest
    file = verdicts_file(home, manifest, verdicts)
    decided = load_verdicts(file)
    vocabulary_files = vocabulary_files_of(manifest)
    vocabulary = load_vocabulary(vocabulary_files)
    forgotten = load_forgotten(home, manifest)
    cache, tasks, extracted = open_cache(home, forgotten), [], []
    for identifier, paper in sorted(manifest["papers"].items()):
        facts = cache.load(identifier, paper["name"], vocabulary.digest)
        if facts is not None:
            extracted.append(facts)
        else:
            document = cache.load_document(identifier)
            tasks.append(ExtractionTask(identifier, paper["name"], None, document, forgotten))
    for outcome in extract_papers(tasks, vocabulary, vocabulary_files, workers=1):
        if outcome.facts is None:
            raise InputError(outcome.problem or f"{outcome.task.name}: nothing could be read")
        extracted.append(outcome.facts)
    extracted.sort(key=lambda facts: (facts.document.name, facts.document.id))
    return ReviewSession(tuple(extracted), vocabulary, file, decided, manifest["base"])
