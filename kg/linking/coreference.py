"""Who is meant where words name nobody: the chair of that day, the body that meets, who holds an office there.

Nothing is concluded where the papers do not say who was in the chair, where two present hold the office, or where
another body of the same sort is named beside “the Board”.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractors.facts import EntityKind, Facts, Span
from extractors.references import Reference, in_the_chair, references
from kg.linking.entities import Entity, ResolvedReference, UnresolvedName
from kg.linking.offices import listed_office, office_of, offices_of
from ontology.folding import fold

_CHAIR = "chair"  # the key of the office
_NEAR = 400  # characters before “the Board” within which another board may be meant
_CONFIDENCE = {"chair": 0.9, "vice-chair": 0.9, "body": 0.9, "role": 0.8}
_ELSEWHERE = 0.7  # “the Board” in a report, which tells of other boards too
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_OWN_PARTS = ("minutes", "agenda", "action-log")

Who = Callable[[str], Entity | None]  # a person as printed in this document


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Whom words mean at one meeting: title as folded → those present who hold it."""

    board: Entity | None
    holders: dict[str, tuple[Entity, ...]]


class Referring:
    """Resolves the references of one document. ``boards`` by the meeting's index, ``mentions`` by the mention's."""

    def __init__(
        self,
        facts: Facts,
        who: Who,
        boards: Callable[[int], Entity | None],
        mentions: Callable[[int], Entity | None],
    ) -> None:
        self._facts = facts
        self._who = who
        self._meetings = [
            _Meeting(boards(at), self._holders(at)) for at in range(len(facts.meetings))
        ]
        bodies = ((mention, mentions(index)) for index, mention in enumerate(facts.mentions))
        self._bodies = [
            (m.span, fold(m.text), e)
            for m, e in bodies
            if e is not None and e.kind == "organisation"
        ]
        self._minutes = sorted(minute.span.start for minute in facts.minutes)
        self._chairs: dict[Span, list[tuple[int, str]] | None] = {}
        self.unresolved: set[UnresolvedName] = set()

    def resolve(self) -> Iterator[ResolvedReference]:
        """Every reference that can be told, in the order they stand."""
        for each in references(self._facts):
            entity, confidence = self._meant(each)
            if entity is not None:
                yield ResolvedReference(
                    self._facts.document.id, each.span, each.text, entity, each.rule, confidence
                )

    def _meant(self, each: Reference) -> tuple[Entity | None, float]:
        confidence = _CONFIDENCE[each.means]
        if each.means == "body":
            return self._body(each), confidence if each.part.kind in _OWN_PARTS else _ELSEWHERE
        if each.part.kind != "minutes":
            return None, 0.0
        if each.means == "chair":
            return self._chair(each), confidence
        return self._holder(each), confidence

    # -- the body that meets -----------------------------------------------------------------------------------------

    def _body(self, each: Reference) -> Entity | None:
        meeting, head = each.part.meeting, fold(each.text).split()[-1]
        board = self._meetings[meeting].board if meeting is not None else None
        if meeting is None or board is None:
            return None
        printed = (m.board for m in self._facts.meetings if m.board)
        if not any(head in fold(name).split() for name in printed):
            return None
        beside = self._beside(each)
        for span, words, entity in self._bodies:
            if span in beside and entity.id != board.id and head in words.split():
                self._leave(each, "another body of that sort is named beside it")
                return None
        return board

    def _beside(self, each: Reference) -> Span:
        """Where another body could be the one that is meant: before it in its paragraph; all of a report."""
        if each.part.kind not in _OWN_PARTS:
            return each.part.span
        text, end = self._facts.document.text, each.span.start
        start = max(each.part.span.start, end - _NEAR)
        for gap in _PARAGRAPH.finditer(text, start, end):
            start = gap.end()
        minute = bisect_right(self._minutes, end) - 1
        return Span(max(start, self._minutes[minute]) if minute >= 0 else start, end)

    # -- the chair ---------------------------------------------------------------------------------------------------

    def _chair(self, each: Reference) -> Entity | None:
        part = each.part
        if part.span not in self._chairs:
            self._chairs[part.span] = in_the_chair(self._facts, part)
        chairs = self._chairs[part.span]
        if chairs == []:
            return self._only(each, _CHAIR, "nobody is known to have been in the chair")
        if chairs is None:
            self._leave(each, "several were in the chair")
            return None
        printed = [chair for start, chair in chairs if start <= each.span.start]
        person = self._who(printed[-1]) if printed else None
        return person if person is not None and person.kind == "person" else None

    # -- holders of offices ------------------------------------------------------------------------------------------

    def _holders(self, meeting: int) -> dict[str, tuple[Entity, ...]]:
        """The titles of those present at a meeting."""
        said = {
            (relation.span, relation.subject_text): relation.role
            for relation in self._facts.relations
        }
        found: dict[str, dict[str, Entity]] = defaultdict(dict)
        for row in self._facts.attendance:
            person = (
                self._who(row.printed)
                if row.meeting == meeting and row.section != "apologies"
                else None
            )
            if person is None or person.kind != "person":
                continue
            titles = filter(None, (row.role, said.get((row.span, row.printed))))
            for office in {office for title in titles for office in offices_of(title)}:
                if not (office.own and row.organisation):  # the chair of another body
                    found[office.key][person.id] = person
        return {title: tuple(people.values()) for title, people in found.items()}

    def _holder(self, each: Reference) -> Entity | None:
        office = (
            office_of(" ".join(each.text.split()[1:])) if not self._names_a_body(each) else None
        )
        return self._only(each, office.key) if office is not None else None

    def _only(self, each: Reference, office: str, unknown: str | None = None) -> Entity | None:
        """The only one present who holds an office; why it cannot be told is noted."""
        meeting = each.part.meeting
        able = self._meetings[meeting].holders.get(office, ()) if meeting is not None else ()
        if len(able) == 1:
            return able[0]
        if able or unknown:
            self._leave(
                each, "several who were present hold that office" if able else unknown or ""
            )
        return None

    def _names_a_body(self, each: Reference) -> bool:
        """Whether the words are, or are a part of, a name: “the Office of the Police and Crime Commissioner”."""
        return any(
            span.start < each.span.end
            and each.span.start < span.end
            and listed_office(words) is None
            for span, words, _ in self._bodies
        )

    def _leave(self, each: Reference, reason: str) -> None:
        kind: EntityKind = "organisation" if each.means == "body" else "person"
        self.unresolved.add(UnresolvedName(self._facts.document.id, kind, each.text, reason))
