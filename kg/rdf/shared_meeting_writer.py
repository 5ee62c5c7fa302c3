"""Write what several documents say together of meetings.

The meetings themselves, and which facts belong together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from pyoxigraph import NamedNode

import kg.ontology as bg
from kg.extractors.dates import printed_day
from kg.extractors.facts import EVIDENCE_RANK, Facts
from kg.ontology.folding import fold
from kg.rdf.ledger import Ledger, SharedMeeting
from kg.rdf.quads import RDFS_LABEL, NamedGraph, named_node, path_step
from kg.text.text_comparison import item_number, text_similarity

SAME_TITLE = 0.85  # similarity from which two titles at one meeting are taken to be one item's
_SCHEMA = bg.PREFIXES["schema"]
_REPLACED_BY = bg.PREFIXES["dcterms"] + "isReplacedBy"


def collect_meetings(ledger: Ledger, documents: Sequence[Facts]) -> None:
    """Note the meetings in the ledger, each once, whichever documents speak of it.

    A meeting is known by its board and day; one without a board or a day is its document's alone.
    """
    for facts in documents:
        document = facts.document.id
        for index, meeting in enumerate(facts.meetings):
            if meeting.tie == "none":
                continue  # a paper of which the meeting is unknown
            board = ledger.identities.board_of(document, index)
            short = document[:16]
            place = path_step(board.id) if board is not None else f"document-{short}"
            day = meeting.date.isoformat() if meeting.date else f"undated-{short}-{index + 1}"
            path = f"meeting/{place}/{day}"
            shared = ledger.meetings.get(path)
            if shared is None:
                node = NamedNode(ledger.iris.base + path)
                shared = ledger.meetings[path] = SharedMeeting(node, board)
            shared.records.append((EVIDENCE_RANK[meeting.evidence], document, meeting))
            ledger.meeting_of[document, index] = shared
    for shared in ledger.meetings.values():
        shared.records.sort(key=lambda record: record[:2])


def collect_business(ledger: Ledger, documents: Iterable[Facts]) -> None:
    """Note each meeting's agenda items, minutes and reports, whose documents have been written."""
    for facts in documents:
        document = facts.document.id

        def at(class_: str, order: int, document: str = document) -> NamedNode:
            return ledger.nodes[document, class_, order]

        def meeting(index: int | None, document: str = document) -> SharedMeeting | None:
            return ledger.meeting_of.get((document, index)) if index is not None else None

        for order, item in enumerate(facts.agenda):
            if (held := meeting(item.meeting)) is not None:
                held.items.append((at(bg.AgendaItem, order), item))
        for order, minute in enumerate(facts.minutes):
            if (held := meeting(minute.meeting)) is not None:
                held.minutes.append((at(bg.Minute, order), minute))
        for order, report in enumerate(facts.reports):
            if (held := meeting(report.meeting)) is not None:
                held.reports.append((at(bg.Report, order), report))


def write_shared_meetings(graph: NamedGraph, ledger: Ledger) -> None:
    """The meetings, the announcements of each, and the agenda items, reports and minutes that
    belong together."""
    for path in sorted(ledger.meetings):
        _write_meeting(graph, ledger, ledger.meetings[path])
    for announcement, path in ledger.announced:
        if path in ledger.meetings:
            graph.add_links(announcement, bg.announces, ledger.meetings[path].node)
    for path in sorted(ledger.meetings):
        _write_business_links(graph, ledger, ledger.meetings[path])


def _write_meeting(graph: NamedGraph, ledger: Ledger, meeting: SharedMeeting) -> None:
    node, day = meeting.node, meeting.day
    graph.add_types(node, bg.Meeting)
    graph.add_literals(node, RDFS_LABEL, _label(meeting, day))
    graph.add_literals(node, _SCHEMA + "startDate", day)
    graph.add_literals(node, _SCHEMA + "endDate", meeting.agreed(lambda record: record.last_day))
    _write_status(graph, meeting)
    if meeting.board is not None:
        for old in sorted(meeting.board.replaced_ids):  # what fewer papers would have called it
            last = ledger.iris.path(node).rsplit("/", 1)[1]
            former = f"meeting/{path_step(old)}/{last}"
            if former not in ledger.meetings:
                graph.add_links(ledger.iris.at(former), _REPLACED_BY, node)
        board = ledger.entity(meeting.board)
        graph.add_links(node, _SCHEMA + "organizer", board)
        graph.add_types(board, bg.Board)
    for _, document, record in meeting.records:
        for printed in record.joint_with:
            other = ledger.identities.resolve(document, "organisation", printed)
            if other is not None and other != meeting.board:
                graph.add_links(node, _SCHEMA + "contributor", ledger.entity(other))
                graph.add_types(ledger.entity(other), bg.Board)
    graph.add_literals(node, bg.venue, meeting.agreed(lambda record: record.venue))
    graph.add_literals(node, bg.startTime, meeting.agreed(lambda record: record.start))
    graph.add_literals(node, bg.endTime, meeting.agreed(lambda record: record.end))
    graph.add_literals(node, bg.online, meeting.agreed(lambda record: record.online))
    _write_chairs(graph, ledger, meeting)


_EVENT_STATUS = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}


def _write_status(graph: NamedGraph, meeting: SharedMeeting) -> None:
    """Whether a meeting was cancelled, postponed or adjourned, or had no quorum."""
    status = meeting.agreed(lambda record: record.status)
    if status is None:
        return
    graph.add_verbatim(meeting.node, bg.meetingStatus, status)
    if status in _EVENT_STATUS:
        graph.add_links(
            meeting.node, _SCHEMA + "eventStatus", named_node(_SCHEMA + _EVENT_STATUS[status])
        )


def _label(meeting: SharedMeeting, day: date | None) -> str:
    """The board's name and the day: “Safety Board, 4 March 2021”."""
    if meeting.board is not None:
        name = meeting.board.name
    else:
        name = meeting.agreed(lambda record: record.board) or "Meeting"
    return f"{name}, {printed_day(day)}" if day else name


def _write_chairs(graph: NamedGraph, ledger: Ledger, meeting: SharedMeeting) -> None:
    """Who was in the chair, in order of time, from the first record that says."""
    record = next((record for record in meeting.records if record[2].chairs), None)
    if record is None:
        return
    names = []
    for printed in record[2].chairs:
        person = ledger.identities.resolve(record[1], "person", printed)
        if person is not None:
            graph.add_links(meeting.node, bg.chair, ledger.entity(person))
        names.append(person.name if person is not None else printed)
    graph.add_literals(meeting.node, bg.chairNames, "; ".join(dict.fromkeys(names)))


# -- agenda items, reports and minutes
# ----------------------------------------------------------------------------


def _write_business_links(graph: NamedGraph, ledger: Ledger, meeting: SharedMeeting) -> None:
    """Agenda item → reports of its number → the minute, of whatever pack, that records it.

    What the agenda item or the report's title is about, the minute is about.
    """
    numbered: dict[str, NamedNode] = {}
    for node, item in meeting.items:
        if item.number:
            numbered.setdefault(item_number(item.number), node)
    reports: dict[NamedNode, list[NamedNode]] = {}
    for node, report in meeting.reports:
        found = numbered.get(item_number(report.item)) if report.item else None
        if found is not None:
            graph.add_links(found, bg.papers, node)
            reports.setdefault(found, []).append(node)
    for minute, recorded in _recorded_items(meeting, numbered):
        graph.add_links(minute, bg.records, recorded)
        item_reports = reports.get(recorded, [])
        for report_node in item_reports:
            graph.add_links(report_node, bg.reportedIn, minute)
        for source in (recorded, *item_reports):
            _pass_on_subjects(ledger, source, minute)


def _pass_on_subjects(ledger: Ledger, source: NamedNode, minute: NamedNode) -> None:
    """Note that a minute is about what an agenda item or report is about."""
    about = [entity for entity, in_title in ledger.subjects.get(source, {}).items() if in_title]
    for entity in about:
        ledger.subjects.setdefault(minute, {})[entity] = True


def _recorded_items(
    meeting: SharedMeeting, numbered: Mapping[str, NamedNode]
) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Minutes with the agenda item each records.

    By the number its paper was marked with, else by its title.
    """
    items = {node: fold(item.title) for node, item in meeting.items}
    minutes: dict[NamedNode, str] = {}
    for node, minute in meeting.minutes:
        marked = numbered.get(item_number(minute.agenda_item)) if minute.agenda_item else None
        if marked is not None:
            items.pop(marked, None)
            yield node, marked
        else:
            minutes[node] = fold(minute.title)
    yield from _same_titles(minutes, items)


def _same_titles(
    minutes: dict[NamedNode, str], items: dict[NamedNode, str]
) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Pairs of a minute and an agenda item with titles alike: one to one, the likest first."""
    pairs = [
        (text_similarity(title, other), minute, item)
        for minute, title in minutes.items()
        for item, other in items.items()
    ]
    alike = sorted((pair for pair in pairs if pair[0] >= SAME_TITLE), key=lambda pair: -pair[0])
    paired: set[NamedNode] = set()
    for _, minute, item in alike:
        if paired.isdisjoint((minute, item)):
            paired.update((minute, item))
            yield minute, item
