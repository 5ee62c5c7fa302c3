"""The results of linking: entities, the judgements behind them, their changes, and look-ups."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import Literal

from kg.extractors.facts import EntityKind, Span
from kg.linking.verdicts import Verdict
from kg.ontology.folding import fold_printed

Answer = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation or programme.

    ``id`` is unique within its kind and stable: the vocabulary's id, else a slug of the fullest
    name in its oldest paper. ``other_names`` holds the other printed forms that name it anywhere
    (“the Board” or “RB” name somebody in one place only: left out). ``replaced_ids`` are ids that a
    graph built from fewer papers, or before a person joined it, would have given to a part of it.
    ``doubtful`` is a person known by partial names only.
    """

    id: str
    kind: EntityKind
    name: str
    other_names: tuple[str, ...]
    acronyms: tuple[str, ...]
    subtype: str | None
    concept: str | None
    part_of: str | None
    replaced_ids: tuple[str, ...] = ()
    misprints: tuple[str, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Feature:
    """One piece of evidence for (positive weight) or against (negative) two names being one.

    ``description`` says it to a reader.
    """

    id: str
    weight: float
    description: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two printed names are one; ``by`` is ``rules`` or the person whose verdict it is.

    ``left_id`` and ``right_id`` are the entities they ended up in, equal where they were joined.
    """

    left: str
    right: str
    kind: EntityKind
    verdict: Answer
    score: float
    reasons: tuple[Feature, ...]
    by: str = "rules"
    left_id: str = ""
    right_id: str = ""


@dataclass(frozen=True, slots=True)
class ChangeEvent:
    """A body renamed (one entity) or succeeded by another (two entities).

    ``old`` and ``new`` are ids; of a renaming one of them is in the entity's ``replaced_ids``.
    ``date`` is that of the first paper with the new name, where the change is read from names;
    ``document`` and ``span`` are the words that say so, where words do.
    """

    old: str
    new: str
    kind: Literal["renaming", "succession"]
    date: date | None
    document: str | None
    span: Span | None
    old_name: str = ""
    new_name: str = ""


@dataclass(frozen=True, slots=True)
class UnresolvedName:
    """A printed name that could be nobody or several: left without an entity, and counted."""

    document: str
    kind: EntityKind
    printed: str
    reason: str


@dataclass(frozen=True, slots=True)
class ResolvedReference:
    """A resolved nominal mention: “the Chairman” is whoever was in the chair."""

    document: str
    span: Span
    text: str
    entity: Entity
    rule: str
    confidence: float


def _told(entity: Entity) -> tuple[str, str, str]:
    """What a paper's own statements tell of an entity."""
    return entity.kind, entity.id, entity.name


class Identities:
    """Everybody and everything the corpus names, and who each printed name is in its place."""

    def __init__(
        self,
        entities: Sequence[Entity],
        names: Mapping[tuple[str, EntityKind, str], Entity],
        mentions: Mapping[tuple[str, int], Entity],
        boards: Mapping[tuple[str, int], Entity],
        judgements: Sequence[Judgement],
        changes: Sequence[ChangeEvent],
        unresolved: Sequence[UnresolvedName] = (),
        unmatched: Sequence[Verdict] = (),
        explainer: Callable[[str, str, EntityKind | None], Judgement | None] | None = None,
        retyped: Sequence[tuple[EntityKind, str, Entity]] = (),
        references: Mapping[str, Sequence[ResolvedReference]] | None = None,
        failures: Sequence[object] = (),
    ) -> None:
        self.entities: tuple[Entity, ...] = tuple(entities)
        self.judgements: tuple[Judgement, ...] = tuple(judgements)
        self.changes: tuple[ChangeEvent, ...] = tuple(changes)
        self.unresolved: tuple[UnresolvedName, ...] = tuple(unresolved)
        self.unmatched: tuple[Verdict, ...] = tuple(unmatched)
        """Verdicts that no name of the corpus answers to any longer."""
        self.retyped: tuple[tuple[EntityKind, str, Entity], ...] = tuple(retyped)
        """What was given another kind: the kind and id it would have had, and the entity."""
        self.failures: tuple[str, ...] = tuple(map(str, failures))
        """What could not be linked for an error, one sentence each."""
        self._references = references or {}
        self._names = names
        self._mentions = mentions
        self._boards = boards
        self._explainer = explainer

    def resolve(self, document_id: str, kind: EntityKind, printed: str) -> Entity | None:
        """Who ``printed`` is in that document, or ``None`` where it is no name or could be several.

        The entity's own kind wins over the one asked for: an organisation of an attendance list may
        be a programme.
        """
        return self._names.get((document_id, kind, fold_printed(printed)))

    def explain(self, left: str, right: str, kind: EntityKind | None = None) -> Judgement | None:
        """The features for and against two names (printed, preferred, or ids) being one.

        ``None`` where one of them is not in the papers, or they are of different kinds.
        """
        return self._explainer(left, right, kind) if self._explainer else None

    def of_mention(self, document_id: str, index: int) -> Entity | None:
        """The entity of ``Facts.mentions[index]`` of that document."""
        return self._mentions.get((document_id, index))

    def references(self, document_id: str) -> Sequence[ResolvedReference]:
        """The resolved nominal mentions of that document, in the order they stand."""
        return self._references.get(document_id, ())

    def resolve_reference(self, document_id: str, within: Span, printed: str) -> Entity | None:
        """Whom ``printed`` (“the Chairman”) means within a span of that document, if anybody."""
        form = fold_printed(printed)
        found = (
            each
            for each in self.references(document_id)
            if each.span in within and fold_printed(each.text) == form
        )
        return next((each.entity for each in found), None)

    def meant_in(self, document_id: str) -> list[tuple[object, ...]]:
        """Whom the names, mentions and meetings of that document mean, by kind, id and name, and
        its references: all that its statements take from the other papers.
        """
        return [
            *self._meant.get(document_id, ()),
            *(
                (each.span, each.text, each.rule, each.confidence, *_told(each.entity))
                for each in self.references(document_id)
            ),
        ]

    @cached_property
    def _meant(self) -> dict[str, list[tuple[object, ...]]]:
        found: dict[str, list[tuple[object, ...]]] = {}
        for (document, kind, form), entity in sorted(self._names.items(), key=itemgetter(0)):
            found.setdefault(document, []).append((kind, form, *_told(entity)))
        for what, places in (("mention", self._mentions), ("board", self._boards)):
            for (document, at), entity in sorted(places.items(), key=itemgetter(0)):
                found.setdefault(document, []).append((what, at, *_told(entity)))
        return found

    def board_of(self, document_id: str, meeting_index: int) -> Entity | None:
        """The body that held ``Facts.meetings[meeting_index]``; the only board if it names none."""
        return self._boards.get((document_id, meeting_index))
