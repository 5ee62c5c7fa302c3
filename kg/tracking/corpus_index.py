"""Look-ups over all facts of a corpus: boards through their renamings, meetings by day, and named
topics by place.

Boards that succeeded one another form one *board line*; a line is named by the smallest id of its
boards.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from kg.extractors.facts import (
    Action,
    AgendaItem,
    Ask,
    EntityKind,
    Facts,
    Minute,
    Recommendation,
    Report,
    Resolution,
    Span,
)
from kg.linking.entities import Identities
from kg.tracking.tracked_statements import FactRef

TopicKey = tuple[EntityKind, str]
"""Kind and id of an entity that a text speaks of."""
TITLE_SLACK = 8  # characters after a title's length that may still belong to it, broken over lines


class CorpusIndex:
    """The facts of a corpus by document id, and look-ups into them.

    ``merge_boards`` changes what ``board_line`` gives: everything that depends on lines must be
    computed after the last merge.
    """

    def __init__(self, corpus: Sequence[Facts], identities: Identities) -> None:
        self.facts: dict[str, Facts] = {}
        for facts in sorted(corpus, key=lambda facts: (facts.document.name, facts.document.id)):
            self.facts.setdefault(facts.document.id, facts)
        self.identities = identities
        self.boards = frozenset(
            board.id
            for facts in self.facts.values()
            for index in range(len(facts.meetings))
            if (board := identities.board_of(facts.document.id, index)) is not None
        )
        self._line_above: dict[str, str] = {}
        for change in sorted(identities.changes, key=lambda change: (change.old, change.new)):
            if {change.old, change.new} <= self.boards:
                self.merge_boards(change.old, change.new)
        self._topics: dict[str, tuple[list[int], list[tuple[Span, TopicKey]]]] = {}

    # -- boards and meetings
    # --------------------------------------------------------------------------------------

    def merge_boards(self, one: str, other: str) -> None:
        """Take two boards as one line."""
        roots = sorted({self.board_line(one), self.board_line(other)})
        if len(roots) == 2:
            self._line_above[roots[1]] = roots[0]

    def board_line(self, board: str) -> str:
        """The name of the line that a board belongs to."""
        while board in self._line_above:
            board = self._line_above[board]
        return board

    def board_of(self, document: str, meeting: int) -> str:
        """The id of the board that held a meeting; a paper that names none stands alone."""
        board = self.identities.board_of(document, meeting)
        return board.id if board is not None else f"document-{document[:16]}"

    def line_of(self, document: str, meeting: int) -> str:
        """The line of the board that held a meeting."""
        return self.board_line(self.board_of(document, meeting))

    def day_of(self, document: str, meeting: int) -> date | None:
        """The day of a meeting."""
        return self.facts[document].meetings[meeting].date

    def meeting_days(self) -> dict[str, list[date]]:
        """Board line → the days of its meetings, oldest first."""
        found: dict[str, set[date]] = {}
        for document, facts in self.facts.items():
            for index, meeting in enumerate(facts.meetings):
                if meeting.date is not None:
                    found.setdefault(self.line_of(document, index), set()).add(meeting.date)
        return {board: sorted(found[board]) for board in sorted(found)}

    # -- facts -------------------------------------------------------------------------------------
    # ---------------

    def actions(self) -> Iterator[tuple[FactRef, Action]]:
        """Every row of an action log, paper after paper."""
        for document, facts in self.facts.items():
            for index, action in enumerate(facts.actions):
                yield FactRef(document, "action", index), action

    def resolutions(self) -> Iterator[tuple[FactRef, Resolution]]:
        """Every resolution, paper after paper."""
        for document, facts in self.facts.items():
            for index, resolution in enumerate(facts.resolutions):
                yield FactRef(document, "resolution", index), resolution

    def asks(self) -> Iterator[tuple[FactRef, Ask]]:
        """Every request that minutes report outside a resolution, paper after paper."""
        for document, facts in self.facts.items():
            for index, ask in enumerate(facts.asks):
                yield FactRef(document, "ask", index), ask

    def recommendations(self) -> Iterator[tuple[FactRef, Recommendation]]:
        """Every clause of a recommendation, paper after paper."""
        for document, facts in self.facts.items():
            for index, clause in enumerate(facts.recommendations):
                yield FactRef(document, "recommendation", index), clause

    def action(self, ref: FactRef) -> Action:
        """The row of an action log at an address."""
        return self.facts[ref.document].actions[ref.index]

    def titled(self, ref: FactRef) -> AgendaItem | Report | Minute:
        """The agenda item, report or minute at an address."""
        facts = self.facts[ref.document]
        if ref.kind == "item":
            return facts.agenda[ref.index]
        return facts.reports[ref.index] if ref.kind == "report" else facts.minutes[ref.index]

    def text_of(self, ref: FactRef) -> str:
        """The text under an agenda item, or that of a whole report or minute."""
        found = self.titled(ref)
        if isinstance(found, AgendaItem):
            return found.note or ""
        return self.facts[ref.document].document.text[found.span.start : found.span.end]

    # -- topics ------------------------------------------------------------------------------------
    # ---------------

    def topics(self, document: str, span: Span) -> frozenset[TopicKey]:
        """The programmes and organisations, boards left out, that are named within ``span``."""
        starts, mentions = self._topic_mentions(document)
        topics = set()
        for at in range(bisect_left(starts, span.start), len(mentions)):
            place, topic = mentions[at]
            if place.start >= span.end:
                break
            if place.end <= span.end:
                topics.add(topic)
        return frozenset(topics)

    def _topic_mentions(self, document: str) -> tuple[list[int], list[tuple[Span, TopicKey]]]:
        """The start offsets of a document's mentions of programmes and organisations, and these."""
        if document not in self._topics:
            found: list[tuple[Span, TopicKey]] = []
            for index, mention in enumerate(self.facts[document].mentions):
                entity = self.identities.of_mention(document, index)
                if entity is not None and entity.kind != "person" and entity.id not in self.boards:
                    found.append((mention.span, (entity.kind, entity.id)))
            found.sort()
            self._topics[document] = ([span.start for span, _ in found], found)
        return self._topics[document]

    def title_topics(self, ref: FactRef) -> frozenset[TopicKey]:
        """What the title of an agenda item, a report or a minute names."""
        found = self.titled(ref)
        title, span = found.title, found.span
        text = self.facts[ref.document].document.text
        at = text.find(title, span.start, span.end) if title else -1
        start = at if at >= 0 else span.start
        end = min(start + len(title) + TITLE_SLACK, span.end)
        return self.topics(ref.document, Span(start, end))
