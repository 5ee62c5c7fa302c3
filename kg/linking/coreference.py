"""Coreference resolution: whom a nominal mention means (“the Chairman”, “the Board”).

That is the chair of the day, the body that meets, or who holds an office there. Nothing is
concluded where the papers do not say who was in the chair, where two present hold the office, or
where another body of the same sort is named beside “the Board”.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from kg.extractors.facts import Attendance, EntityKind, Facts, Span
from kg.extractors.references import Reference, in_the_chair, references
from kg.linking.entities import Entity, ResolvedReference, UnresolvedName
from kg.linking.entity_tables import EntityTables
from kg.linking.offices import listed_office, office_of, offices_of
from kg.ontology.folding import fold, fold_printed

_CHAIR = "chair"  # the key of the office
_PRECEDING = 400  # characters before “the Board” within which another board may be meant
_CONFIDENCE = {"chair": 0.9, "vice-chair": 0.9, "body": 0.9, "role": 0.8}
_CONFIDENCE_IN_REPORTS = 0.7  # “the Board” in a report, which tells of other boards too
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_OWN_PARTS = ("minutes", "agenda", "action-log")


@dataclass(frozen=True, slots=True)
class _MeetingRoles:
    """Whom words mean at one meeting; ``holders`` are those present by the key of their office."""

    board: Entity | None
    holders: dict[str, tuple[Entity, ...]]


@dataclass(frozen=True, slots=True)
class _NamedOrganisation:
    """An organisation named in the text; ``words`` are its name there, folded."""

    span: Span
    words: str
    entity: Entity


class CoreferenceResolver:
    """Resolves the nominal mentions of one document; those it cannot are in ``unresolved``."""

    def __init__(self, facts: Facts, tables: EntityTables) -> None:
        self._facts = facts
        self._tables = tables
        self._stated_roles = {
            (relation.span, relation.subject_text): relation.role for relation in facts.relations
        }
        self._meetings = [
            _MeetingRoles(tables.boards.get((facts.document.id, index)), self._holders(index))
            for index in range(len(facts.meetings))
        ]
        self._organisations = sorted(self._named_organisations(), key=lambda each: each.span)
        self._starts = [each.span.start for each in self._organisations]
        self._reach = list(accumulate((each.span.end for each in self._organisations), max))
        self._minutes = sorted(minute.span.start for minute in facts.minutes)
        self._chairs: dict[Span, list[tuple[int, str]] | None] = {}  # by part
        self._heads = {
            word
            for meeting in facts.meetings
            if meeting.board
            for word in fold(meeting.board).split()
        }
        self.unresolved: set[UnresolvedName] = set()

    def resolve(self) -> Iterator[ResolvedReference]:
        """Every nominal mention that can be resolved, in the order of the text."""
        document = self._facts.document.id
        for each in references(self._facts):
            entity, confidence = self._antecedent(each)
            if entity is not None:
                yield ResolvedReference(
                    document, each.span, each.text, entity, each.rule, confidence
                )

    def _antecedent(self, each: Reference) -> tuple[Entity | None, float]:
        """The entity that is meant, if that can be told, and how sure that is."""
        confidence = _CONFIDENCE[each.means]
        if each.means == "body":
            in_own_part = each.part.kind in _OWN_PARTS
            return self._board(each), confidence if in_own_part else _CONFIDENCE_IN_REPORTS
        if each.part.kind != "minutes":
            return None, 0.0
        if each.means == "chair":
            return self._chair(each), confidence
        return self._office_holder(each), confidence

    def _named_organisations(self) -> Iterator[_NamedOrganisation]:
        for index, mention in enumerate(self._facts.mentions):
            entity = self._tables.mentions.get((self._facts.document.id, index))
            if entity is not None and entity.kind == "organisation":
                yield _NamedOrganisation(mention.span, fold(mention.text), entity)

    def _person(self, printed: str) -> Entity | None:
        """The person of that name in this document."""
        form = fold_printed(printed)
        entity = self._tables.names.get((self._facts.document.id, "person", form))
        return entity if entity is not None and entity.kind == "person" else None

    # -- the body that meets ---------------------------------------------------

    def _board(self, each: Reference) -> Entity | None:
        """The board whose papers these are, unless another body of that sort could be meant."""
        meeting, head = each.part.meeting, fold(each.text).split()[-1]
        board = self._meetings[meeting].board if meeting is not None else None
        if board is None or head not in self._heads:
            return None
        preceding = self._preceding(each)
        first, last = (bisect_left(self._starts, at) for at in (preceding.start, preceding.end + 1))
        for named in self._organisations[first:last]:
            is_other = named.span in preceding and named.entity.id != board.id
            if is_other and head in named.words.split():
                self._leave(each, "another body of that sort is named beside it")
                return None
        return board

    def _preceding(self, each: Reference) -> Span:
        """Where another body could be meant: before it in its paragraph; all of a report."""
        if each.part.kind not in _OWN_PARTS:
            return each.part.span
        text, end = self._facts.document.text, each.span.start
        start = max(each.part.span.start, end - _PRECEDING)
        for gap in _PARAGRAPH.finditer(text, start, end):
            start = gap.end()
        minute = bisect_right(self._minutes, end) - 1
        return Span(max(start, self._minutes[minute]) if minute >= 0 else start, end)

    # -- the chair -------------------------------------------------------------

    def _chair(self, each: Reference) -> Entity | None:
        """Who was in the chair at that place of the minutes."""
        part = each.part
        if part.span not in self._chairs:
            self._chairs[part.span] = in_the_chair(self._facts, part)
        chairs = self._chairs[part.span]
        if chairs == []:
            return self._only_holder(each, _CHAIR, "nobody is known to have been in the chair")
        if chairs is None:
            self._leave(each, "several were in the chair")
            return None
        printed = [chair for start, chair in chairs if start <= each.span.start]
        return self._person(printed[-1]) if printed else None

    # -- holders of offices ----------------------------------------------------

    def _holders(self, meeting: int) -> dict[str, tuple[Entity, ...]]:
        """The offices of those present at a meeting, by key, with who holds them."""
        found: dict[str, dict[str, Entity]] = defaultdict(dict)
        for row in self._facts.attendance:
            present = row.meeting == meeting and row.section != "apologies"
            person = self._person(row.printed) if present else None
            if person is not None:
                for office in self._offices(row):
                    found[office][person.id] = person
        return {office: tuple(people.values()) for office, people in found.items()}

    def _offices(self, row: Attendance) -> set[str]:
        """The keys of the offices that a row of a list tells; not the chair of another body."""
        titles = (row.role, self._stated_roles.get((row.span, row.printed)))
        offices = (office for title in titles if title for office in offices_of(title))
        return {office.key for office in offices if not (office.own and row.organisation)}

    def _office_holder(self, each: Reference) -> Entity | None:
        """The only one present who holds the office that the words are."""
        if self._is_part_of_name(each):
            return None
        office = office_of(" ".join(each.text.split()[1:]))
        return self._only_holder(each, office.key) if office is not None else None

    def _only_holder(
        self, each: Reference, office: str, unknown: str | None = None
    ) -> Entity | None:
        """The only one present who holds an office; why it cannot be told is noted.

        ``unknown`` is the reason where nobody holds it; without one that is no surprise.
        """
        meeting = each.part.meeting
        able = self._meetings[meeting].holders.get(office, ()) if meeting is not None else ()
        if len(able) == 1:
            return able[0]
        reason = "several who were present hold that office" if able else unknown
        if reason:
            self._leave(each, reason)
        return None

    def _is_part_of_name(self, each: Reference) -> bool:
        """Whether the words stand in a name: “the Office of the Police and Crime Commissioner”."""
        first = bisect_right(self._reach, each.span.start)
        for named in self._organisations[first:]:
            if named.span.start >= each.span.end:
                return False
            if each.span.start < named.span.end and listed_office(named.words) is None:
                return True
        return False

    def _leave(self, each: Reference, reason: str) -> None:
        kind: EntityKind = "organisation" if each.means == "body" else "person"
        self.unresolved.add(UnresolvedName(self._facts.document.id, kind, each.text, reason))
