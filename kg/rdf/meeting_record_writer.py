"""Write what one document says of its meetings.

Their records, the meetings it announces, and attendance.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

import kg.ontology as bg
from kg.extractors.facts import Attendance, Meeting
from kg.linking.entities import Entity
from kg.ontology.folding import slug
from kg.rdf.document_context import DocumentContext
from kg.rdf.quads import path_step
from kg.rdf.relation_writer import listed_roles, write_affiliation


def write_meeting_records(context: DocumentContext) -> None:
    """The records of meetings, then the announcements, then the rows of attendance."""
    for order, meeting in enumerate(context.facts.meetings, 1):
        if meeting.tie == "none":
            _write_unattached(context, meeting)
        else:
            _write_record(context, order, meeting)
    _write_announcements(context)
    _write_attendance(context)


def _write_record(context: DocumentContext, order: int, meeting: Meeting) -> None:
    graph = context.graph
    node = context.ledger.iris.child(context.node, "meeting", str(order))
    context.write_fact(node, bg.MeetingRecord, order, meeting.span, meeting.rule, order - 1)
    graph.add_verbatim(node, bg.evidence, meeting.evidence)
    graph.add_literals(node, bg.boardPrinted, meeting.printed_board or meeting.board)
    graph.add_verbatim(node, bg.attachedBy, meeting.tie)
    graph.add_literals(node, bg.lastDay, meeting.last_day)
    if meeting.status is not None:
        graph.add_verbatim(node, bg.meetingStatus, meeting.status)
    graph.add_literals(node, bg.venue, meeting.venue)
    graph.add_literals(node, bg.startTime, meeting.start)
    graph.add_literals(node, bg.endTime, meeting.end)
    graph.add_literals(node, bg.online, meeting.online)
    graph.add_literals(node, bg.chairNames, "; ".join(meeting.chairs))
    for printed in meeting.chairs:
        person = context.resolve("person", printed)
        if person is not None:
            context.note_printed_name(person, printed)
    board = context.board_of(order - 1)
    if board is not None and meeting.board:
        context.note_printed_name(board, meeting.board)


def _write_unattached(context: DocumentContext, meeting: Meeting) -> None:
    """A paper of which the meeting is unknown, with the body and the day that it names."""
    graph = context.graph
    graph.add_literals(context.node, bg.unattached, True)
    graph.add_literals(context.node, bg.boardPrinted, meeting.printed_board or meeting.board)
    graph.add_literals(context.node, bg.date, meeting.date)


def _write_announcements(context: DocumentContext) -> None:
    """The dates of meetings to come.

    Whether they are known meetings shows once all documents are read.
    """
    graph, iris = context.graph, context.ledger.iris
    for order, future in enumerate(context.facts.future_dates, 1):
        day = future.date.isoformat()
        node = iris.child(context.meeting_node(future.meeting), "announces", day)
        context.write_fact(node, bg.Announcement, order, future.span, future.rule, None)
        graph.add_literals(node, bg.date, future.date)
        graph.add_literals(node, bg.startTime, future.time)
        announcing = context.meeting(future.meeting)
        if announcing is not None:
            graph.add_links(node, bg.meeting, announcing.node)
            board_path = iris.path(announcing.node).rsplit("/", 1)[0]
            context.ledger.announced.append((node, f"{board_path}/{day}"))


def _write_attendance(context: DocumentContext) -> None:
    roles = listed_roles(context.facts.relations)
    for order, row in enumerate(context.facts.attendance, 1):
        person = context.resolve("person", row.printed)
        name = person.id if person is not None else slug(row.printed) or str(order)
        node = context.ledger.iris.child(
            context.meeting_node(row.meeting), "attendance", path_step(name)
        )
        context.write_fact(node, bg.Attendance, order, row.span, row.rule, row.meeting)
        _write_attendance_row(context, node, row, person)
        write_affiliation(context, node, row, person, roles.get((row.span, row.printed)))


def _write_attendance_row(
    context: DocumentContext, node: NamedNode, row: Attendance, person: Entity | None
) -> None:
    graph = context.graph
    graph.add_verbatim(node, bg.section, row.section)
    graph.add_literals(node, bg.printed, row.printed)
    graph.add_literals(node, bg.role, row.role)
    graph.add_literals(node, bg.inTheChair, row.chair)
    graph.add_literals(node, bg.certain, row.certain)
    graph.add_literals(node, bg.organisationPrinted, row.organisation)
    if person is not None:
        graph.add_links(node, bg.person, context.ledger.entity(person))
        context.note_printed_name(person, row.printed)
