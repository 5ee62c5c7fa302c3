"""The papers as threads are spun through them: boards through their renamings, meetings by day, items with papers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from extractors.facts import Action, Ask, EntityKind, Facts, Recommendation, Resolution, Span
from kg.linking.entities import Identities
from kg.text.text_comparison import item_number
from kg.tracking.similarity import content, content_of, overlap
from kg.tracking.ties import Ref

Topic = tuple[EntityKind, str]
SAME_ITEM = 0.6  # share of words from which titles at one meeting are taken to be one item's


@dataclass(slots=True)
class Item:
    """What one meeting has on one item: the line of its agenda, its papers, its minute."""

    board: str
    date: date
    number: str | None
    members: list[Ref] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    """Who presents, who wrote, from where."""
    minute: Ref | None = None
    about: frozenset[str] = frozenset()
    """``words`` once all titles are known."""
    topics: frozenset[Topic] = frozenset()

    def words(self) -> frozenset[str]:
        """What the titles are about."""
        return frozenset[str]().union(*map(content, self.titles))


class Papers:
    """Look-ups over all facts of a corpus. A board is the line of bodies that one succeeded the other as."""

    def __init__(self, corpus: Sequence[Facts], identities: Identities) -> None:
        self.facts: dict[str, Facts] = {}
        for facts in sorted(corpus, key=lambda facts: (facts.document.name, facts.document.id)):
            self.facts.setdefault(facts.document.id, facts)
        self.identities = identities
        self._above: dict[str, str] = {}
        self._items: dict[str, list[Item]] | None = None
        self._texts: dict[Ref, frozenset[str]] = {}
        self._own: dict[str, frozenset[str]] = {}
        self._boards = {
            board.id
            for facts in self.facts.values()
            for index in range(len(facts.meetings))
            if (board := identities.board_of(facts.document.id, index)) is not None
        }
        for change in sorted(identities.changes, key=lambda change: (change.old, change.new)):
            if {change.old, change.new} <= self._boards:
                self.join(change.old, change.new)
        self._mentions: dict[str, tuple[list[int], list[tuple[Span, Topic]]]] = {}

    def join(self, one: str, other: str) -> None:
        """Take two boards as one line."""
        roots = sorted({self.line(one), self.line(other)})
        if len(roots) == 2:
            self._above[roots[1]] = roots[0]
            self._items = None
            self._texts.clear()
            self._own.clear()

    def line(self, board: str) -> str:
        """The name of the line that a board is of."""
        while board in self._above:
            board = self._above[board]
        return board

    def body(self, document: str, meeting: int) -> str:
        """The id of the board that held a meeting; papers that name none stand alone."""
        board = self.identities.board_of(document, meeting)
        return board.id if board is not None else f"document-{document[:16]}"

    def board(self, document: str, meeting: int) -> str:
        """The line of the board that held a meeting."""
        return self.line(self.body(document, meeting))

    def day(self, document: str, meeting: int) -> date | None:
        """The day of a meeting."""
        return self.facts[document].meetings[meeting].date

    def days(self) -> dict[str, list[date]]:
        """Board → the days of its meetings, oldest first."""
        found: dict[str, set[date]] = {}
        for document, facts in self.facts.items():
            for index, meeting in enumerate(facts.meetings):
                if meeting.date is not None:
                    found.setdefault(self.board(document, index), set()).add(meeting.date)
        return {board: sorted(found[board]) for board in sorted(found)}

    # ── facts ───────────────────────────────────────────────────────────────────────────────────────────────────

    def actions(self) -> Iterator[tuple[Ref, Action]]:
        for document, facts in self.facts.items():
            for index, action in enumerate(facts.actions):
                yield Ref(document, "action", index), action

    def resolutions(self) -> Iterator[tuple[Ref, Resolution]]:
        for document, facts in self.facts.items():
            for index, resolution in enumerate(facts.resolutions):
                yield Ref(document, "resolution", index), resolution

    def asks(self) -> Iterator[tuple[Ref, Ask]]:
        for document, facts in self.facts.items():
            for index, ask in enumerate(facts.asks):
                yield Ref(document, "ask", index), ask

    def recommendations(self) -> Iterator[tuple[Ref, Recommendation]]:
        for document, facts in self.facts.items():
            for index, clause in enumerate(facts.recommendations):
                yield Ref(document, "recommendation", index), clause

    def words_of(self, ref: Ref) -> str:
        """The words of an item: those under an agenda's line, a whole report, a whole minute."""
        facts = self.facts[ref.document]
        if ref.kind == "item":
            return facts.agenda[ref.index].note or ""
        found = facts.reports if ref.kind == "report" else facts.minutes
        span = found[ref.index].span
        return facts.document.text[span.start : span.end]

    # ── topics ──────────────────────────────────────────────────────────────────────────────────────────────────

    def topics(self, document: str, span: Span) -> frozenset[Topic]:
        """The programmes and bodies, boards left out, that a stretch names."""
        if document not in self._mentions:
            found: list[tuple[Span, Topic]] = []
            for index, mention in enumerate(self.facts[document].mentions):
                entity = self.identities.of_mention(document, index)
                if entity is not None and entity.kind != "person" and entity.id not in self._boards:
                    found.append((mention.span, (entity.kind, entity.id)))
            found.sort()
            self._mentions[document] = ([span.start for span, _ in found], found)
        starts, mentions = self._mentions[document]
        at, topics = bisect_left(starts, span.start), set()
        while at < len(mentions) and mentions[at][0].start < span.end:
            if mentions[at][0].end <= span.end:
                topics.add(mentions[at][1])
            at += 1
        return frozenset(topics)

    def title_topics(self, ref: Ref) -> frozenset[Topic]:
        """What the title of an item, a report or a minute names."""
        facts = self.facts[ref.document]
        found = {"item": facts.agenda, "report": facts.reports, "minute": facts.minutes}[ref.kind][
            ref.index
        ]
        title, span = found.title, found.span  # type: ignore[attr-defined]
        at = facts.document.text.find(title, span.start, span.end) if title else -1
        start = at if at >= 0 else span.start
        return self.topics(ref.document, Span(start, min(start + len(title) + 8, span.end)))

    # ── items ───────────────────────────────────────────────────────────────────────────────────────────────────

    def items(self, board: str) -> list[Item]:
        """The items of a board's meetings that are about something, oldest first."""
        if self._items is None:
            self._items = self._gather()
        return self._items.get(board, [])

    def _gather(self) -> dict[str, list[Item]]:
        """Agenda and reports by number, then minutes by the number their paper was marked with, else by title."""
        meetings: dict[tuple[str, date], list[Item]] = {}

        def place(
            document: str,
            meeting: int,
            marked: str | None,
            title: str,
            ref: Ref,
            people: Sequence[str],
        ) -> None:
            day = self.day(document, meeting)
            if day is None:
                return
            board = self.board(document, meeting)
            items = meetings.setdefault((board, day), [])
            known = item_number(marked) if marked else None
            item = next((each for each in items if known and each.number == known), None)
            about = content(title)
            if item is None and known is None and about:
                alike = [(overlap(about, each.words()), each) for each in items if each.words()]
                alike = [pair for pair in alike if ref.kind != "minute" or pair[1].minute is None]
                best = max(alike, key=lambda pair: pair[0], default=None)
                item = best[1] if best is not None and best[0] >= SAME_ITEM else None
            if item is None:
                item = Item(board, day, known)
                items.append(item)
            item.members.append(ref)
            item.titles.append(title)
            item.people.extend(people)
            if ref.kind == "minute" and item.minute is None:
                item.minute = ref

        for document, facts in self.facts.items():
            for index, line in enumerate(facts.agenda):
                if line.kind != "procedural":
                    ref = Ref(document, "item", index)
                    place(document, line.meeting, line.number, line.title, ref, line.presenters)
        for document, facts in self.facts.items():
            for index, report in enumerate(facts.reports):
                people = (*report.authors, *((report.organisation,) if report.organisation else ()))
                ref = Ref(document, "report", index)
                place(document, report.meeting, report.item, report.title, ref, people)
        for marked in (
            True,
            False,
        ):  # those with a number first: the others are tied to what is left
            for document, facts in self.facts.items():
                for index, minute in enumerate(facts.minutes):
                    if (minute.agenda_item is not None) == marked:
                        ref = Ref(document, "minute", index)
                        place(
                            document,
                            minute.meeting,
                            minute.agenda_item,
                            minute.title,
                            ref,
                            minute.presenters,
                        )
        found: dict[str, list[Item]] = {}
        for board, day in sorted(meetings):
            for item in meetings[board, day]:
                item.about = item.words() - self._letters(board)
                item.topics = frozenset[Topic]().union(*map(self.title_topics, item.members))
                if item.about:
                    found.setdefault(board, []).append(item)
        return found

    def _letters(self, board: str) -> frozenset[str]:
        """The acronyms of a line of boards: they stand in many titles and say nothing of what these are about."""
        if board not in self._own:
            entities = [
                each
                for each in self.identities.entities
                if each.id in self._boards and self.line(each.id) == board
            ]
            self._own[board] = content(
                " ".join(letters for each in entities for letters in each.acronyms)
            )
        return self._own[board]

    def text(self, item: Item) -> frozenset[str]:
        """The content words of an item's titles and papers."""
        key = item.members[0]
        if key not in self._texts:
            self._texts[key] = item.about.union(
                *(content_of(self.words_of(ref)) for ref in item.members)
            )
        return self._texts[key]
