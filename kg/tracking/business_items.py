"""Items of business: the agenda item, the reports and the minute of one piece of business of a
meeting, together.

They are brought together over all papers of a corpus: agenda items and reports by their number,
minutes by the agenda number printed beside them, and else by the words of their titles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.extractors.facts import Facts
from kg.text.text_comparison import item_number
from kg.tracking.content_words import content_words, content_words_of_long, overlap
from kg.tracking.corpus_index import CorpusIndex, TopicKey
from kg.tracking.tracked_statements import FactRef

SAME_ITEM = 0.6  # overlap of words from which titles at one meeting are taken to be one item's


@dataclass(slots=True)
class BusinessItem:
    """What one meeting has on one piece of business.

    ``people`` are those who present it and who wrote its papers, with their organisations, as
    printed. ``about`` are the content words of the titles without the board's own acronyms;
    ``topics`` what the titles name. Both are filled in once all members are known.
    """

    board: str
    date: date
    number: str | None
    members: list[FactRef] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    minute: FactRef | None = None
    about: frozenset[str] = frozenset()
    topics: frozenset[TopicKey] = frozenset()

    def title_words(self) -> frozenset[str]:
        """The content words of all titles."""
        return frozenset[str]().union(*map(content_words, self.titles))


@dataclass(frozen=True, slots=True)
class _Listing:
    """One agenda item, report or minute, to be put into an item of business."""

    ref: FactRef
    meeting: int
    number: str | None
    title: str
    people: Sequence[str]


class BusinessItems:
    """The items of business of all meetings, by board line.

    Build it after the last merge of boards.
    """

    def __init__(self, index: CorpusIndex) -> None:
        self._index = index
        self._texts: dict[FactRef, frozenset[str]] = {}
        self._by_board: dict[str, list[BusinessItem]] = {}
        meetings = _group_listings(index)
        for board, day in sorted(meetings):
            acronyms = self._acronyms(board)
            for item in meetings[board, day]:
                item.about = item.title_words() - acronyms
                item.topics = frozenset[TopicKey]().union(*map(index.title_topics, item.members))
                if item.about:
                    self._by_board.setdefault(board, []).append(item)

    def of_board(self, board: str) -> list[BusinessItem]:
        """The items of a board line that are about something, oldest first."""
        return self._by_board.get(board, [])

    def by_member(self) -> dict[FactRef, BusinessItem]:
        """Agenda item, report or minute → the item of business it belongs to."""
        return {
            ref: item for items in self._by_board.values() for item in items for ref in item.members
        }

    def words(self, item: BusinessItem) -> frozenset[str]:
        """The content words of an item's titles and of all its papers."""
        key = item.members[0]
        if key not in self._texts:
            texts = (self._index.text_of(ref) for ref in item.members)
            self._texts[key] = item.about.union(*map(content_words_of_long, texts))
        return self._texts[key]

    def _acronyms(self, board: str) -> frozenset[str]:
        """The acronyms of a board line.

        They stand in many titles and say nothing of what these are about.
        """
        index = self._index
        acronyms = [
            acronym
            for entity in index.identities.entities
            if entity.id in index.boards and index.board_line(entity.id) == board
            for acronym in entity.acronyms
        ]
        return content_words(" ".join(acronyms))


def _group_listings(index: CorpusIndex) -> dict[tuple[str, date], list[BusinessItem]]:
    """Board line and day of a meeting → its items of business, in the order they were first met."""
    meetings: dict[tuple[str, date], list[BusinessItem]] = {}
    for listing in _listings(index):
        document = listing.ref.document
        day = index.day_of(document, listing.meeting)
        if day is not None:
            board = index.line_of(document, listing.meeting)
            _place(listing, meetings.setdefault((board, day), []), board, day)
    return meetings


def _place(listing: _Listing, items: list[BusinessItem], board: str, day: date) -> None:
    """Add a listing to the item of its meeting that it belongs to, or to a new one."""
    known = item_number(listing.number) if listing.number else None
    item = _item_of(listing, known, items)
    if item is None:
        item = BusinessItem(board, day, known)
        items.append(item)
    item.members.append(listing.ref)
    item.titles.append(listing.title)
    item.people.extend(listing.people)
    if listing.ref.kind == "minute" and item.minute is None:
        item.minute = listing.ref


def _item_of(
    listing: _Listing, known: str | None, items: Sequence[BusinessItem]
) -> BusinessItem | None:
    """The item with the listing's number; without a number, the one with the likest titles."""
    if known:
        return next((item for item in items if item.number == known), None)
    about = content_words(listing.title)
    if known is not None or not about:
        return None
    free = (item for item in items if listing.ref.kind != "minute" or item.minute is None)
    alike = [(overlap(about, item.title_words()), item) for item in free if item.title_words()]
    likeness, best = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    return best if likeness >= SAME_ITEM else None


def _listings(index: CorpusIndex) -> Iterator[_Listing]:
    """All agenda items, all reports, the minutes with an agenda number, then those without.

    Minutes with a number go first, so that the others are compared with what is left.
    """
    for facts in index.facts.values():
        yield from _agenda_listings(facts)
    for facts in index.facts.values():
        yield from _report_listings(facts)
    for numbered in (True, False):
        for facts in index.facts.values():
            yield from _minute_listings(facts, numbered)


def _agenda_listings(facts: Facts) -> Iterator[_Listing]:
    for at, item in enumerate(facts.agenda):
        if item.kind != "procedural":
            ref = FactRef(facts.document.id, "item", at)
            yield _Listing(ref, item.meeting, item.number, item.title, item.presenters)


def _report_listings(facts: Facts) -> Iterator[_Listing]:
    for at, report in enumerate(facts.reports):
        people = (*report.authors, *((report.organisation,) if report.organisation else ()))
        ref = FactRef(facts.document.id, "report", at)
        yield _Listing(ref, report.meeting, report.item, report.title, people)


def _minute_listings(facts: Facts, numbered: bool) -> Iterator[_Listing]:
    for at, minute in enumerate(facts.minutes):
        if (minute.agenda_item is not None) == numbered:
            ref = FactRef(facts.document.id, "minute", at)
            yield _Listing(ref, minute.meeting, minute.agenda_item, minute.title, minute.presenters)
