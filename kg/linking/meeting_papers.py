"""Which meeting each paper belongs to: a meeting is made of many papers.

Agendas and minutes make meetings. A report, an appendix or an action log that came by itself makes
none: it is attached to the meeting that the note beside it, its file's name, its own head (body and
day), or the title or decision code of an agenda item tells; two papers that name one body and day
make the meeting known as well. A paper of which the meeting stays unknown, or could be one of
several, is attached to none.

This runs before names are linked and depends on all papers, but not on their order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kg.extractors.dates import printed_day
from kg.extractors.facts import (
    EVIDENCE_RANK,
    Facts,
    Issue,
    Meeting,
    MeetingTie,
    Report,
)
from kg.linking.host_council import completed_board
from kg.linking.jurisdiction import Jurisdiction, Jurisdictions
from kg.linking.meeting_clues import decision_codes, is_of_minutes, publication_of
from kg.linking.name_forms import name_key
from kg.linking.organisation_words import COUNCIL_SORTS
from kg.ontology.folding import fold_to_words
from kg.ontology.rule_tables import load_table
from kg.ontology.vocabulary import Vocabulary

MeetingPlace = tuple[str, int]
"""A document's id and the index of a meeting among its facts."""
STAGE = "meetings"
_FEWEST_REPORTS = 2  # in one pack, or papers, that make a meeting known without agenda or minutes
_TELLING_WORDS = 3  # of an item's title that a paper's title repeats
_HEAD = 1500  # characters at the head of a paper among which its decision's code stands


@dataclass(frozen=True, slots=True)
class _NamedMeeting:
    """A meeting that a paper names: its day, its body, and where that body is."""

    day: date
    board: str | None
    jurisdiction: Jurisdiction

    def is_same(self, other: _NamedMeeting) -> bool:
        """Whether two names are of one meeting: one day, and one body so far as they tell."""
        return self.day == other.day and self.is_of(other.board, other.jurisdiction)

    def is_of(self, board: str | None, there: Jurisdiction) -> bool:
        """Whether it is of that body: of the same words but for its area and sort of council."""
        if not self.board or not board:
            return False
        areas, others = self.jurisdiction.areas, there.areas
        if areas and others and not set(areas) & set(others):
            return False
        small, large = sorted((set(name_key(self.board)), set(name_key(board))), key=len)
        placed = {word for area in (*areas, *others) for word in area.split()}
        return bool(small) and small <= large and large - small <= placed | COUNCIL_SORTS


@dataclass(frozen=True, slots=True)
class _KnownMeeting(_NamedMeeting):
    """A meeting that the paper at ``place`` makes known; papers of a lower ``rank`` know better."""

    place: MeetingPlace
    rank: int

    @property
    def order(self) -> tuple[int, str, int]:
        return (self.rank, *self.place)


@dataclass(slots=True)
class _Registry:
    """The meetings that are known, by day, by words of their items' titles, by decision code."""

    by_day: dict[date, list[_KnownMeeting]] = field(default_factory=lambda: defaultdict(list))
    by_title: dict[tuple[str, ...], list[tuple[tuple[str, ...], str | None, _KnownMeeting]]] = (
        field(default_factory=lambda: defaultdict(list))
    )
    by_code: dict[str, list[tuple[str | None, _KnownMeeting]]] = field(
        default_factory=lambda: defaultdict(list)
    )


def attach_papers(corpus: Sequence[Facts], vocabulary: Vocabulary) -> list[Facts]:
    """The papers with the meetings that each belongs to, in the order given."""
    jurisdictions = Jurisdictions(corpus, vocabulary)
    completed = [_completed(facts, jurisdictions.of(facts.document.id)) for facts in corpus]
    registry = _register(completed, jurisdictions)
    attached = [_attached(facts, registry, jurisdictions) for facts in completed]
    return _agreed(attached, jurisdictions)


# -- what a paper says of its own meetings ---------------------------------------------------------


def _completed(facts: Facts, jurisdiction: Jurisdiction) -> Facts:
    """A paper whose meetings have the body's full name, and the day and body known of its file."""
    published = publication_of(facts.document)
    meetings = []
    for meeting in facts.meetings:
        if published is not None and _may_fill(facts, meeting, is_of_minutes(published)):
            meeting = replace(
                meeting,
                date=meeting.date or published.meeting_date,
                board=meeting.board or published.committee,
            )
        full = completed_board(meeting.board, facts, jurisdiction) if meeting.board else None
        if full is not None and full != meeting.board:
            meeting = replace(meeting, board=full, printed_board=meeting.board)
        meetings.append(meeting)
    return replace(facts, meetings=tuple(meetings))


def _may_fill(facts: Facts, meeting: Meeting, published_minutes: bool) -> bool:
    """Whether a paper's file tells of this meeting: minutes often hang on the next one's page."""
    if meeting.evidence == "agenda":
        return True
    return meeting.evidence == "minutes" and published_minutes and len(facts.meetings) == 1


def _makes_a_meeting(facts: Facts, index: int) -> bool:
    """Whether a paper makes a meeting known by itself: it is its agenda or minutes, or a pack of
    reports for it.
    """
    meeting = facts.meetings[index]
    if meeting.evidence in ("agenda", "minutes"):
        if meeting.date is not None or meeting.board:
            return True
        return index in {
            *(row.meeting for row in facts.attendance),
            *(item.meeting for item in facts.agenda),
            *(minute.meeting for minute in facts.minutes),
            *(resolution.meeting for resolution in facts.resolutions),
        }
    if meeting.date is None or not meeting.board:
        return False
    return sum(_is_for(report, index) for report in facts.reports) >= _FEWEST_REPORTS


def _is_for(report: Report, index: int) -> bool:
    return report.meeting == index and report.kind != "appendix"


# -- which meetings are known ----------------------------------------------------------------------


def _register(corpus: Iterable[Facts], jurisdictions: Jurisdictions) -> _Registry:
    registry = _Registry()
    for facts in corpus:
        jurisdiction = jurisdictions.of(facts.document.id)
        for index, meeting in enumerate(facts.meetings):
            if meeting.date is None or not _makes_a_meeting(facts, index):
                continue
            place = (facts.document.id, index)
            rank = EVIDENCE_RANK[meeting.evidence]
            known = _KnownMeeting(meeting.date, meeting.board, jurisdiction, place, rank)
            registry.by_day[meeting.date].append(known)
            for number, title in _titles(facts, index):
                for code in decision_codes(title):
                    registry.by_code[code].append((number, known))
                words = _telling(title)
                if len(words) >= _TELLING_WORDS:
                    start = words[:_TELLING_WORDS]
                    registry.by_title[start].append((words, number, known))
    for meetings in registry.by_day.values():
        meetings.sort(key=lambda known: known.order)
    return registry


def _titles(facts: Facts, index: int) -> Iterator[tuple[str | None, str]]:
    """Numbers and titles of a meeting's agenda items, and of minutes by the item they are of."""
    for item in facts.agenda:
        if item.meeting == index and item.kind != "procedural":
            yield item.number, item.title
    for minute in facts.minutes:
        if minute.meeting == index:
            yield minute.agenda_item, minute.title


def _telling(title: str) -> tuple[str, ...]:
    """The words of a title but numbers; none where they could head an item of any meeting."""
    common = frozenset(load_table("kg.linking", "meeting_papers")["words"]["common"])
    words = tuple(w for w in fold_to_words(title).split() if not re.search(r"\d", w))
    own = [word for word in words if word not in common and len(word) > 3]
    return words if len(own) >= 2 else ()


# -- to which of them a paper belongs --------------------------------------------------------------


def _attached(facts: Facts, registry: _Registry, jurisdictions: Jurisdictions) -> Facts:
    meetings, reports, issues = list(facts.meetings), list(facts.reports), []
    jurisdiction = jurisdictions.of(facts.document.id)
    for index, meeting in enumerate(facts.meetings):
        if _makes_a_meeting(facts, index):
            continue
        found = _tied(facts, index, registry, jurisdiction)
        meetings[index] = found.meeting
        if found.item:
            reports = [
                replace(each, item=each.item or found.item) if each.meeting == index else each
                for each in reports
            ]
        if found.several:
            said = "not linked to a meeting: this paper could belong to several"
            issues.append(Issue("info", STAGE, said, facts.document.name, meeting.span))
    return replace(
        facts,
        meetings=tuple(meetings),
        reports=tuple(reports),
        issues=(*facts.issues, *issues),
    )


@dataclass(frozen=True, slots=True)
class _TiedRecord:
    """What became of a record of a meeting; ``item`` is the agenda item the paper belongs to."""

    meeting: Meeting
    item: str | None = None
    several: bool = False


def _tied(facts: Facts, index: int, registry: _Registry, jurisdiction: Jurisdiction) -> _TiedRecord:
    """The meeting of a paper that makes none by itself, by the strongest clue that there is."""
    meeting = facts.meetings[index]
    published = publication_of(facts.document)
    if published is not None and published.meeting_date is not None:
        noted = replace(meeting, date=published.meeting_date, board=published.committee)
        known = _of_body_and_day(noted, registry, jurisdiction)
        leader = known[0] if len(known) == 1 else None
        tie: MeetingTie = "note" if facts.document.published is published else "file-name"
        number = published.item if (published.item or "")[:1].isdigit() else None
        return _TiedRecord(
            _with(noted, leader, tie), number or _number_in(leader, facts, index, registry)
        )
    if meeting.date is not None and meeting.board:
        known = _of_body_and_day(meeting, registry, jurisdiction)
        if len(known) == 1:
            number = _number_in(known[0], facts, index, registry)
            return _TiedRecord(_with(meeting, known[0], "committee-and-day"), number)
        return _TiedRecord(replace(meeting, tie="none"), several=len(known) > 1)
    return _tied_by_item(facts, index, registry, jurisdiction)


def _tied_by_item(
    facts: Facts, index: int, registry: _Registry, jurisdiction: Jurisdiction
) -> _TiedRecord:
    """The one meeting with an item that a paper's decision code or title names."""
    meeting = facts.meetings[index]
    items = [
        each
        for each in _items_named(facts, index, registry)
        if _can_be_for(meeting, each[1], jurisdiction)
    ]
    items = [each for each in items if each[1].day == meeting.date] or items
    meetings = _once(known for _, known in items)
    if len(meetings) == 1:
        number = next((number for number, _ in items if number), None)
        return _TiedRecord(_with(meeting, meetings[0], "item"), number)
    return _TiedRecord(replace(meeting, tie="none"), several=len(meetings) > 1)


def _with(meeting: Meeting, known: _KnownMeeting | None, tie: MeetingTie) -> Meeting:
    """A record tied to a known meeting, whose day and body are then its own."""
    if known is None:
        return replace(meeting, tie=tie)
    return replace(
        meeting,
        date=known.day,
        board=known.board or meeting.board,
        printed_board=meeting.printed_board or meeting.board,
        tie=tie,
        attached_to=known.place,
    )


def _of_body_and_day(
    meeting: Meeting, registry: _Registry, jurisdiction: Jurisdiction
) -> list[_KnownMeeting]:
    """The known meetings of a record's body on its day, one for each body that fits."""
    if meeting.date is None:
        return []
    fitting = [
        known
        for known in registry.by_day.get(meeting.date, ())
        if known.is_of(meeting.board, jurisdiction)
    ]
    return _once(fitting)


def _once(meetings: Iterable[_KnownMeeting]) -> list[_KnownMeeting]:
    """One of the papers of each meeting, the one that knows best."""
    kept: list[_KnownMeeting] = []
    for known in sorted(meetings, key=lambda known: known.order):
        if not any(known.is_same(other) for other in kept):
            kept.append(known)
    return kept


def _number_in(
    meeting: _KnownMeeting | None, facts: Facts, index: int, registry: _Registry
) -> str | None:
    """The number of the item of one meeting that a paper belongs to."""
    if meeting is None:
        return None
    named = (
        number for number, known in _items_named(facts, index, registry) if known.is_same(meeting)
    )
    return next(filter(None, named), None)


def _items_named(
    facts: Facts, index: int, registry: _Registry
) -> list[tuple[str | None, _KnownMeeting]]:
    """The items that a paper's decision code or title names, those of the best papers first."""
    codes = decision_codes(facts.document.text[:_HEAD])
    found = [each for code in sorted(codes) for each in registry.by_code.get(code, ())]
    if not found:
        for report in facts.reports:
            if report.meeting == index:
                found += _of_title(report.title, registry)
    return sorted(found, key=lambda each: each[1].order)


def _of_title(title: str, registry: _Registry) -> Iterator[tuple[str | None, _KnownMeeting]]:
    """The items whose whole title stands in ``title``."""
    words = tuple(w for w in fold_to_words(title).split() if not re.search(r"\d", w))
    for at in range(len(words) - _TELLING_WORDS + 1):
        for item, number, known in registry.by_title.get(words[at : at + _TELLING_WORDS], ()):
            if words[at : at + len(item)] == item:
                yield number, known


def _can_be_for(meeting: Meeting, known: _KnownMeeting, jurisdiction: Jurisdiction) -> bool:
    """Whether a paper may be for a meeting: not of another body, area or an earlier day."""
    if meeting.date is not None and known.day < meeting.date:
        return False
    if meeting.board:
        return known.is_of(meeting.board, jurisdiction)
    areas = set(jurisdiction.areas) if jurisdiction.stated else set()
    return not areas or not known.jurisdiction.areas or bool(areas & set(known.jurisdiction.areas))


# -- papers that make a meeting known together -----------------------------------------------------


def _agreed(corpus: list[Facts], jurisdictions: Jurisdictions) -> list[Facts]:
    """The papers, those tied that name one body and day together, or a day that was announced.

    What is left without a meeting is reported.
    """
    claims = _claims(corpus, jurisdictions)
    announced = _announced(corpus, jurisdictions)
    leaders: dict[MeetingPlace, MeetingPlace] = {}
    for day, named in claims.items():
        for one, places in named.items():
            alike = [place for other in named if one.is_same(other) for place in named[other]]
            told = any(one.is_same(each) for each in announced.get(day, ()))
            if told or len({document for document, _ in alike}) >= _FEWEST_REPORTS:
                leaders |= dict.fromkeys(places, min(alike))
    boards = {place: each.board for day in claims.values() for each in day for place in day[each]}
    return [_reported(_with_leaders(facts, leaders, boards)) for facts in corpus]


def _claims(
    corpus: Iterable[Facts], jurisdictions: Jurisdictions
) -> dict[date, dict[_NamedMeeting, list[MeetingPlace]]]:
    """Day → the bodies that papers without a meeting name on it, and where they do."""
    found: dict[date, dict[_NamedMeeting, list[MeetingPlace]]] = defaultdict(dict)
    for facts in corpus:
        document = facts.document.id
        for index, meeting in enumerate(facts.meetings):
            if meeting.tie == "none" and meeting.date is not None and meeting.board:
                named = _NamedMeeting(meeting.date, meeting.board, jurisdictions.of(document))
                found[meeting.date].setdefault(named, []).append((document, index))
    return found


def _announced(
    corpus: Iterable[Facts], jurisdictions: Jurisdictions
) -> dict[date, set[_NamedMeeting]]:
    """Day → the bodies whose papers announce a meeting on it."""
    found: dict[date, set[_NamedMeeting]] = defaultdict(set)
    for facts in corpus:
        for future in facts.future_dates:
            board = facts.meetings[future.meeting].board if future.meeting is not None else None
            if board:
                jurisdiction = jurisdictions.of(facts.document.id)
                found[future.date].add(_NamedMeeting(future.date, board, jurisdiction))
    return found


def _with_leaders(
    facts: Facts,
    leaders: Mapping[MeetingPlace, MeetingPlace],
    boards: Mapping[MeetingPlace, str | None],
) -> Facts:
    """A paper with its records tied that agree with those of other papers."""
    meetings = list(facts.meetings)
    for index, meeting in enumerate(meetings):
        place = (facts.document.id, index)
        leader = leaders.get(place)
        if leader is not None:
            meetings[index] = replace(
                meeting,
                board=boards[leader],
                printed_board=meeting.printed_board or meeting.board,
                tie="committee-and-day",
                attached_to=leader if leader != place else None,
            )
    return replace(facts, meetings=tuple(meetings))


def _reported(facts: Facts) -> Facts:
    """A paper with an issue for each of its records of which the meeting is unknown."""
    issues = [
        Issue("info", STAGE, _reason(meeting), facts.document.name, meeting.span)
        for meeting in facts.meetings
        if meeting.tie == "none"
    ]
    return replace(facts, issues=(*facts.issues, *issues)) if issues else facts


def _reason(meeting: Meeting) -> str:
    if meeting.board and meeting.date:
        told = (
            f"no agenda, minutes or other paper of {meeting.board} on {printed_day(meeting.date)}"
        )
    else:
        told = "no meeting is named by this paper, its file or an agenda"
    return f"not linked to a meeting: {told}"
