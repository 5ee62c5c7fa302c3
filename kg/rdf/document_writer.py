"""One document's facts → the quads of its graph, and what it has for the ties between documents."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from pyoxigraph import NamedNode

import ontology as bg
from extractors.facts import (
    EntityKind,
    Facts,
    Part,
    Recommendation,
    Resolution,
    Span,
)
from kg.linking.entities import Entity
from kg.rdf import measure_writer, mention_writer, relation_writer
from kg.rdf.ledger import Ledger, MeetingSeen, Place, Places
from kg.rdf.quads import NODE, Graph, safe
from kg.text.masking import quotable
from kg.text.quotation import Quotes, shortened
from ontology.folding import slug

_P = bg.PREFIXES
_ASKED: tuple[EntityKind, ...] = ("person", "organisation")


class PaperWriter:
    """Writes one document's graph, and notes what it has for the ties between documents."""

    def __init__(self, ledger: Ledger, facts: Facts) -> None:
        self.ledger = ledger
        self.facts = facts
        self.text = facts.document.text
        self.quotes = Quotes(self.text)
        self.node = ledger.mint.document(facts.document.id)
        self.graph = Graph(self.node.value)
        self.parts = sorted(facts.parts, key=lambda part: part.span.start)
        self.part_starts = [part.span.start for part in self.parts]
        self.places: dict[str, Places] = {}
        self.namings: set[tuple[str, str]] = set()
        self.offices = relation_writer.offices(facts.relations)
        self.minute_nodes: list[NamedNode] = []
        self.resolution_minutes: dict[NamedNode, NamedNode] = {}
        self.report_nodes: list[NamedNode] = []

    def write(self) -> Graph:
        """All that the document says, in a fixed order."""
        self._write_document()
        self._write_parts()
        self._write_records()
        self._write_announcements()
        self._write_attendance()
        self._write_agenda()
        self._write_minutes()
        self._write_resolutions()
        self._write_asks()
        self._write_actions()
        self._write_reports()
        self._write_recommendations()
        mention_writer.write(self)
        relation_writer.write(self)
        measure_writer.write(self)
        mention_writer.write_namings(self)
        return self.graph

    # ── helpers ─────────────────────────────────────────────────────────────────────────────────────────────────

    def meeting(self, index: int | None) -> MeetingSeen | None:
        return (
            self.ledger.meeting_of.get((self.facts.document.id, index))
            if index is not None
            else None
        )

    def _home(self, index: int | None) -> NamedNode:
        meeting = self.meeting(index)
        return meeting.node if meeting is not None else self.node

    def part_at(self, offset: int) -> Part | None:
        for at in range(bisect_right(self.part_starts, offset) - 1, -1, -1):
            if offset < self.parts[at].span.end:
                return self.parts[at]
        return None

    def state(
        self,
        node: NamedNode,
        kind: str,
        order: int,
        span: Span,
        rule: str | None,
        meeting: int | None,
        whole_sentence: bool = False,
    ) -> None:
        """Type, order, and where it was read: document, page, offsets, words (or their whole sentence) and rule."""
        graph = self.graph
        self.ledger.nodes[self.facts.document.id, kind, order - 1] = node
        graph.a(node, kind)
        graph.say(node, bg.order, order)
        graph.tie(node, bg.document, self.node)
        graph.say(node, bg.page, self.facts.document.page_number(span.start))
        graph.say(node, bg.start, span.start)
        graph.say(node, bg.end, span.end)
        if whole_sentence:
            graph.plain(node, bg.quote, self.quotes.quote(span))
        else:
            graph.plain(
                node,
                bg.quote,
                shortened(quotable(self.text[span.start : min(span.end, span.start + 2000)])),
            )
        if rule is not None:
            graph.tie(node, bg.foundBy, self.ledger.rule(rule))
        seen = self.meeting(meeting)
        if seen is not None:
            graph.tie(node, bg.meeting, seen.node)
            graph.say(node, bg.date, seen.agreed("date"))

    def _place(
        self, kind: str, node: NamedNode, span: Span, title: str = "", item: str | None = None
    ) -> None:
        self.places.setdefault(kind, Places()).add(Place(node, span, title, item))

    def _names(self, node: NamedNode, predicate: str, printed: Iterable[str]) -> None:
        """Ties a fact to the people it names, and keeps their names in the order printed."""
        names = []
        for name in printed:
            entity = self.ledger.identities.resolve(self.facts.document.id, "person", name)
            names.append(entity.name if entity is not None else name)
            if entity is None:
                self.graph.say(node, bg.unresolved, name)
            else:
                self.graph.tie(node, predicate, self.ledger.entity(entity))
                self.naming(entity, name)
        self.graph.say(node, bg.byline, "; ".join(names))

    def naming(self, entity: Entity, printed: str) -> None:
        self.namings.add((self.ledger.entity(entity).value, quotable(printed)))

    # ── facts ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _write_document(self) -> None:
        document, graph = self.facts.document, self.graph
        graph.a(self.node, bg.Document)
        graph.plain(self.node, _P["schema"] + "name", document.name)
        graph.say(self.node, bg.title, document.title)
        graph.plain(self.node, bg.digest, document.id)
        graph.plain(self.node, bg.format, document.format)
        graph.say(self.node, bg.pageCount, len(document.pages) if document.pages else None)
        if document.source_url:
            graph.plain(self.node, _P["schema"] + "url", document.source_url)

    def _write_parts(self) -> None:
        for order, part in enumerate(self.parts, 1):
            node = self.ledger.mint.below(self.node, "part", str(order))
            self.state(node, bg.Part, order, part.span, None, part.meeting)
            self.graph.plain(node, bg.part, part.kind)
            self.graph.say(node, bg.title, part.title)
            self.graph.say(node, bg.item, part.item)

    def _write_records(self) -> None:
        graph = self.graph
        for order, meeting in enumerate(self.facts.meetings, 1):
            node = self.ledger.mint.below(self.node, "meeting", str(order))
            self.state(node, bg.MeetingRecord, order, meeting.span, meeting.rule, order - 1)
            graph.plain(node, bg.evidence, meeting.evidence)
            graph.say(node, bg.boardPrinted, meeting.board)
            graph.say(node, bg.venue, meeting.venue)
            graph.say(node, bg.startTime, meeting.start)
            graph.say(node, bg.endTime, meeting.end)
            graph.say(node, bg.online, meeting.online)
            graph.say(node, bg.chairNames, "; ".join(meeting.chairs))
            for printed in meeting.chairs:
                person = self.ledger.identities.resolve(self.facts.document.id, "person", printed)
                if person is not None:
                    self.naming(person, printed)
            board = self.ledger.identities.board_of(self.facts.document.id, order - 1)
            if board is not None and meeting.board:
                self.naming(board, meeting.board)

    def _write_announcements(self) -> None:
        graph = self.graph
        for order, future in enumerate(self.facts.future_dates, 1):
            node = self.ledger.mint.below(
                self._home(future.meeting), "announces", future.date.isoformat()
            )
            self.state(node, bg.Announcement, order, future.span, future.rule, None)
            graph.say(node, bg.date, future.date)
            graph.say(node, bg.startTime, future.time)
            seen = self.meeting(future.meeting)
            if seen is not None:
                graph.tie(node, bg.meeting, seen.node)
                day = (
                    self.ledger.mint.path(seen.node).rsplit("/", 1)[0]
                    + "/"
                    + future.date.isoformat()
                )
                self.ledger.announced.append((node, day))

    def _write_attendance(self) -> None:
        graph, resolve, document = (
            self.graph,
            self.ledger.identities.resolve,
            self.facts.document.id,
        )
        for order, row in enumerate(self.facts.attendance, 1):
            person = resolve(document, "person", row.printed)
            name = person.id if person is not None else slug(row.printed) or str(order)
            node = self.ledger.mint.below(self._home(row.meeting), "attendance", safe(name))
            self.state(node, bg.Attendance, order, row.span, row.rule, row.meeting)
            graph.plain(node, bg.section, row.section)
            graph.say(node, bg.printed, row.printed)
            graph.say(node, bg.role, row.role)
            graph.say(node, bg.inTheChair, row.chair)
            graph.say(node, bg.certain, row.certain)
            graph.say(node, bg.organisationPrinted, row.organisation)
            if person is not None:
                graph.tie(node, bg.person, self.ledger.entity(person))
                self.naming(person, row.printed)
            relation_writer.stood_for(self, node, row, person)

    def _write_agenda(self) -> None:
        graph = self.graph
        for order, item in enumerate(self.facts.agenda, 1):
            node = self._numbered(self._home(item.meeting), "item", item.number, item.title, order)
            self.state(node, bg.AgendaItem, order, item.span, item.rule, item.meeting)
            self._numbering(node, item.meeting, item.number, item.title)
            graph.plain(node, bg.kind, item.kind)
            graph.say(node, bg.pages, "-".join(map(str, item.pages)) if item.pages else None)
            graph.say(node, bg.note, item.note)
            self._names(node, bg.presentedBy, item.presenters)
            self._place("item", node, item.span, item.title, item.number)
            seen = self.meeting(item.meeting)
            if seen is not None:
                seen.items.append((node, item))

    def _numbered(
        self, home: NamedNode, step: str, number: str | None, title: str, order: int
    ) -> NamedNode:
        return self.ledger.mint.below(
            home, step, slug(number or "") or slug(title) or f"at-{order}"
        )

    def _numbering(self, node: NamedNode, meeting: int, number: str | None, title: str) -> None:
        self.graph.say(node, bg.number, number)
        self.graph.say(node, bg.title, title)
        seen = self.meeting(meeting)
        if seen is not None:
            self.graph.tie(node, _P["dcterms"] + "isPartOf", seen.node)

    def _write_minutes(self) -> None:
        graph = self.graph
        for order, minute in enumerate(self.facts.minutes, 1):
            node = self._numbered(
                self._home(minute.meeting), "minute", minute.number, minute.title, order
            )
            self.minute_nodes.append(node)
            self.state(node, bg.Minute, order, minute.span, minute.rule, minute.meeting)
            self._numbering(node, minute.meeting, minute.number, minute.title)
            graph.say(node, bg.text, self.text[minute.span.start : minute.span.end])
            graph.say(node, bg.marked, minute.agenda_item)
            self._names(node, bg.presentedBy, minute.presenters)
            for place, point in enumerate(minute.points, 1):
                below = self.ledger.mint.below(node, "point", slug(point.label) or str(place))
                self.state(below, bg.Point, place, point.span, minute.rule, minute.meeting)
                graph.tie(below, bg.inMinute, node)
                graph.say(below, bg.label, point.label)
                graph.say(below, bg.text, point.text)
            self._place("minute", node, minute.span, minute.title, minute.number)
            seen = self.meeting(minute.meeting)
            if seen is not None:
                seen.minutes.append((node, minute))

    def _write_resolutions(self) -> None:
        for order, resolution in enumerate(self.facts.resolutions, 1):
            minute = self.minute_nodes[resolution.minute] if resolution.minute is not None else None
            home = minute if minute is not None else self._home(resolution.meeting)
            node = self.ledger.mint.below(
                home, "resolution", slug(resolution.clause or "") or "whole"
            )
            self.state(
                node, bg.Resolution, order, resolution.span, resolution.rule, resolution.meeting
            )
            self._write_resolution(node, resolution)
            number = None
            if minute is not None and resolution.minute is not None:
                number = self.facts.minutes[resolution.minute].number
                self.graph.tie(node, _P["prov"] + "wasGeneratedBy", minute)
                self.graph.say(node, bg.item, number)
                self.resolution_minutes[node] = minute
            self._place("resolution", node, resolution.span, item=number)

    def _write_resolution(self, node: NamedNode, resolution: Resolution) -> None:
        graph = self.graph
        graph.say(node, bg.clause, resolution.clause)
        graph.tie(node, bg.verb, NODE[bg.VERBS[resolution.verb]])
        graph.say(node, bg.text, resolution.text)
        graph.say(node, bg.dueBy, resolution.due)
        graph.say(node, bg.askedOfPrinted, resolution.asked_of)
        self._party(node, bg.askedOf, resolution.asked_of, resolution.span)

    def _party(self, node: NamedNode, predicate: str, printed: str | None, span: Span) -> None:
        """Ties a fact to the one it names, or means (“the Chairman”) in its place."""
        if printed is None:
            return
        document, identities = self.facts.document.id, self.ledger.identities
        named = (
            found
            for kind in _ASKED
            if (found := identities.resolve(document, kind, printed)) is not None
        )
        entity = next(named, None) or identities.resolve_reference(document, span, printed)
        if entity is not None:
            self.graph.tie(node, predicate, self.ledger.entity(entity))

    def _write_asks(self) -> None:
        graph = self.graph
        for order, ask in enumerate(self.facts.asks, 1):
            minute, number = self.minute_nodes[ask.minute], self.facts.minutes[ask.minute].number
            node = self.ledger.mint.below(minute, "ask", str(order))
            self.state(node, bg.Ask, order, ask.span, ask.rule, ask.meeting)
            graph.say(node, bg.text, ask.text)
            graph.say(node, bg.dueBy, ask.due)
            graph.say(node, bg.askedByPrinted, ask.asked_by)
            self._party(node, bg.askedBy, ask.asked_by, ask.span)
            graph.say(node, bg.askedOfPrinted, ask.asked_of)
            self._party(node, bg.askedOf, ask.asked_of, ask.span)
            graph.tie(node, _P["prov"] + "wasGeneratedBy", minute)
            graph.say(node, bg.item, number)
            self._place("ask", node, ask.span, item=number)

    def _write_actions(self) -> None:
        graph = self.graph
        for order, action in enumerate(self.facts.actions, 1):
            node = self._numbered(
                self._home(action.meeting), "action-entry", action.number, action.text, order
            )
            self.state(node, bg.ActionEntry, order, action.span, action.rule, action.meeting)
            part = self.part_at(action.span.start)
            graph.plain(node, bg.part, part.kind if part is not None else "action-log")
            graph.say(node, bg.number, action.number)
            graph.say(node, bg.text, action.text)
            graph.say(node, bg.raisedDates, "; ".join(day.isoformat() for day in action.raised))
            graph.say(node, bg.raised, *action.raised)
            graph.say(node, bg.responsiblePrinted, action.responsible_printed)
            graph.say(node, bg.comments, action.comments)
            graph.say(node, bg.status, action.status)
            self._names(node, bg.responsible, action.responsible)
            self._place("action", node, action.span, item=action.number)

    def _write_reports(self) -> None:
        graph = self.graph
        for order, report in enumerate(self.facts.reports, 1):
            node = self._numbered(
                self._home(report.meeting), "report", report.item, report.title, order
            )
            self.report_nodes.append(node)
            self.state(node, bg.Report, order, report.span, report.rule, report.meeting)
            graph.plain(node, bg.kind, report.kind)
            graph.say(node, bg.title, report.title)
            graph.say(node, bg.item, report.item)
            seen = self.meeting(report.meeting)
            if seen is not None:
                graph.tie(node, bg.presentedAt, seen.node)
                seen.reports.append((node, report))
            graph.say(node, bg.organisationPrinted, report.organisation)
            if report.organisation:
                body = self.ledger.identities.resolve(
                    self.facts.document.id, "organisation", report.organisation
                )
                if body is not None:
                    graph.tie(node, bg.organisation, self.ledger.entity(body))
                    self.naming(body, report.organisation)
                    self.ledger.discussed.setdefault(node, {})[self.ledger.entity(body).value] = (
                        True
                    )
            self._names(node, _P["dcterms"] + "creator", report.authors)
            self._place("report", node, report.span, report.title, report.item)

    def _write_recommendations(self) -> None:
        for order, clause in enumerate(self.facts.recommendations, 1):
            report = self.report_nodes[clause.report]
            node = self.ledger.mint.below(
                report, "recommendation", slug(clause.clause or "") or "whole"
            )
            self.state(node, bg.Recommendation, order, clause.span, clause.rule, clause.meeting)
            self._write_recommendation(node, clause, report)

    def _write_recommendation(
        self, node: NamedNode, clause: Recommendation, report: NamedNode
    ) -> None:
        self.graph.tie(node, bg.inReport, report)
        self.graph.say(node, bg.clause, clause.clause)
        self.graph.say(node, bg.text, clause.text)
        item = self.facts.reports[clause.report].item
        self.graph.say(node, bg.item, item)
        self._place("recommendation", node, clause.span, item=item)

    def holder(self, kind: str, span: Span) -> Place | None:
        """The innermost fact of ``kind`` whose span holds ``span``."""
        places = self.places.get(kind)
        return places.holding(span) if places is not None else None
