"""One document's facts → the quads of its graph, and what it has for the ties between documents."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from pyoxigraph import NamedNode

import ontology as bg
from extractors.facts import (
    AgendaItem,
    EntityKind,
    Facts,
    Meeting,
    Mention,
    Minute,
    Part,
    Recommendation,
    Report,
    Resolution,
    Span,
)
from kg import figure_graph, relation_graph
from kg.identity.entities import Entity, Identities
from kg.names import has_words, slug, topic_keys
from kg.quads import NODE, Graph, Mint, safe
from kg.quote import Quotes, cut, shown
from ontology.vocabulary import fold

BEST_QUOTE = 40  # a sentence this long says more than a heading or a cell

_P = bg.PREFIXES
_ASKED: tuple[EntityKind, ...] = ("person", "organisation")
_HOLDERS = ("resolution", "action", "recommendation", "minute", "item", "report")  # innermost first
_HAS_BODY = _P["oa"] + "hasBody"
_HAS_TARGET = _P["oa"] + "hasTarget"
_HAS_SOURCE = _P["oa"] + "hasSource"
_HAS_SELECTOR = _P["oa"] + "hasSelector"
_QUOTE_SELECTOR = _P["oa"] + "TextQuoteSelector"
_POSITION_SELECTOR = _P["oa"] + "TextPositionSelector"
_EXACT = _P["oa"] + "exact"
_PREFIX = _P["oa"] + "prefix"
_SUFFIX = _P["oa"] + "suffix"
_START = _P["oa"] + "start"
_END = _P["oa"] + "end"
_GENERATED = _P["prov"] + "wasGeneratedBy"


@dataclass(slots=True)
class MeetingSeen:
    """A meeting and what each document says of it."""

    node: NamedNode
    board: Entity | None
    records: list[tuple[int, str, Meeting]] = field(default_factory=list)
    items: list[tuple[NamedNode, AgendaItem]] = field(default_factory=list)
    minutes: list[tuple[NamedNode, Minute]] = field(default_factory=list)
    reports: list[tuple[NamedNode, Report]] = field(default_factory=list)

    def agreed(self, name: str) -> Any:
        """What is said of ``name`` by the paper that knows best: minutes before agenda before the rest."""
        for _, _, record in self.records:
            value = getattr(record, name)
            if value is not None and value != ():
                return value
        return None


@dataclass(slots=True)
class Place:
    """A fact with a span, to which mentions inside it are tied."""

    node: NamedNode
    span: Span
    title: str
    item: str | None


class Places:
    """The facts of one kind in one document, searched by where they stand."""

    def __init__(self) -> None:
        self.all: list[Place] = []
        self.starts: list[int] = []
        self.reach: list[int] = []  # how far the places up to here reach at most

    def add(self, place: Place) -> None:
        self.all.append(place)
        self.starts.clear()

    def holding(self, span: Span) -> Place | None:
        """The innermost place that holds ``span``."""
        if not self.starts:
            self.all.sort(key=lambda place: place.span)
            self.starts = [place.span.start for place in self.all]
            self.reach = list(accumulate((place.span.end for place in self.all), max))
        at = bisect_right(self.starts, span.start) - 1
        while at >= 0 and self.reach[at] >= span.end:
            if self.all[at].span.end >= span.end:
                return self.all[at]
            at -= 1
        return None


@dataclass(slots=True)
class Ledger:
    """What the documents have in common: names and IRIs, and notes for the statements made across documents."""

    identities: Identities
    mint: Mint
    meetings: dict[str, MeetingSeen] = field(default_factory=dict)
    meeting_of: dict[tuple[str, int], MeetingSeen] = field(default_factory=dict)
    rules: dict[str, NamedNode] = field(default_factory=dict)
    keys: dict[str, set[str]] = field(default_factory=dict)
    mention_counts: Counter[str] = field(default_factory=Counter)
    discussed: dict[NamedNode, dict[str, bool]] = field(default_factory=dict)
    """Fact → IRIs of the entities it names; ``True`` where its title does."""
    nodes: dict[tuple[str, str, int], NamedNode] = field(default_factory=dict)
    """Document, class and place among the facts of its kind → a fact's IRI."""
    measured: figure_graph.Measured = field(default_factory=figure_graph.Measured)
    announced: list[tuple[NamedNode, str]] = field(default_factory=list)
    """Announcement, and the path of the meeting it speaks of, whether or not that is known."""
    related: relation_graph.Related = field(default_factory=relation_graph.Related)

    def entity(self, entity: Entity) -> NamedNode:
        return self.mint.entity(entity.kind, entity.id)

    def rule(self, identifier: str) -> NamedNode:
        node = self.rules.get(identifier)
        if node is None:
            node = self.rules[identifier] = self.mint.rule(identifier)
        return node


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
        self.offices = relation_graph.offices(facts.relations)
        self.minute_nodes: list[NamedNode] = []
        self.resolution_minutes: dict[NamedNode, NamedNode] = {}
        self.report_nodes: list[NamedNode] = []
        self.passage_nodes: list[NamedNode] = []

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
        self._write_actions()
        self._write_reports()
        self._write_recommendations()
        self._write_passages()
        self._write_mentions()
        relation_graph.write(self)
        figure_graph.write(self)
        self._write_namings()
        return self.graph

    # ── helpers ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _meeting(self, index: int | None) -> MeetingSeen | None:
        return self.ledger.meeting_of.get((self.facts.document.id, index)) if index is not None else None

    def _home(self, index: int | None) -> NamedNode:
        meeting = self._meeting(index)
        return meeting.node if meeting is not None else self.node

    def _part_at(self, offset: int) -> Part | None:
        for at in range(bisect_right(self.part_starts, offset) - 1, -1, -1):
            if offset < self.parts[at].span.end:
                return self.parts[at]
        return None

    def _read(
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
            graph.plain(node, bg.quote, cut(shown(self.text[span.start : min(span.end, span.start + 2000)])))
        if rule is not None:
            graph.tie(node, bg.foundBy, self.ledger.rule(rule))
        seen = self._meeting(meeting)
        if seen is not None:
            graph.tie(node, bg.meeting, seen.node)
            graph.say(node, bg.date, seen.agreed("date"))

    def _place(self, kind: str, node: NamedNode, span: Span, title: str = "", item: str | None = None) -> None:
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
                self._naming(entity, name)
        self.graph.say(node, bg.byline, "; ".join(names))

    def _naming(self, entity: Entity, printed: str) -> None:
        self.namings.add((self.ledger.entity(entity).value, shown(printed)))

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
            self._read(node, bg.Part, order, part.span, None, part.meeting)
            self.graph.plain(node, bg.part, part.kind)
            self.graph.say(node, bg.title, part.title)
            self.graph.say(node, bg.item, part.item)

    def _write_records(self) -> None:
        graph = self.graph
        for order, meeting in enumerate(self.facts.meetings, 1):
            node = self.ledger.mint.below(self.node, "meeting", str(order))
            self._read(node, bg.MeetingRecord, order, meeting.span, meeting.rule, order - 1)
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
                    self._naming(person, printed)
            board = self.ledger.identities.board_of(self.facts.document.id, order - 1)
            if board is not None and meeting.board:
                self._naming(board, meeting.board)

    def _write_announcements(self) -> None:
        graph = self.graph
        for order, future in enumerate(self.facts.future_dates, 1):
            node = self.ledger.mint.below(self._home(future.meeting), "announces", future.date.isoformat())
            self._read(node, bg.Announcement, order, future.span, future.rule, None)
            graph.say(node, bg.date, future.date)
            graph.say(node, bg.startTime, future.time)
            seen = self._meeting(future.meeting)
            if seen is not None:
                graph.tie(node, bg.meeting, seen.node)
                day = self.ledger.mint.path(seen.node).rsplit("/", 1)[0] + "/" + future.date.isoformat()
                self.ledger.announced.append((node, day))

    def _write_attendance(self) -> None:
        graph, resolve, document = self.graph, self.ledger.identities.resolve, self.facts.document.id
        for order, row in enumerate(self.facts.attendance, 1):
            person = resolve(document, "person", row.printed)
            name = person.id if person is not None else slug(row.printed) or str(order)
            node = self.ledger.mint.below(self._home(row.meeting), "attendance", safe(name))
            self._read(node, bg.Attendance, order, row.span, row.rule, row.meeting)
            graph.plain(node, bg.section, row.section)
            graph.say(node, bg.printed, row.printed)
            graph.say(node, bg.role, row.role)
            graph.say(node, bg.inTheChair, row.chair)
            graph.say(node, bg.certain, row.certain)
            graph.say(node, bg.organisationPrinted, row.organisation)
            if person is not None:
                graph.tie(node, bg.person, self.ledger.entity(person))
                self._naming(person, row.printed)
            relation_graph.stood_for(self, node, row, person)

    def _write_agenda(self) -> None:
        graph = self.graph
        for order, item in enumerate(self.facts.agenda, 1):
            node = self._numbered(self._home(item.meeting), "item", item.number, item.title, order)
            self._read(node, bg.AgendaItem, order, item.span, item.rule, item.meeting)
            self._numbering(node, item.meeting, item.number, item.title)
            graph.plain(node, bg.kind, item.kind)
            graph.say(node, bg.pages, "-".join(map(str, item.pages)) if item.pages else None)
            graph.say(node, bg.note, item.note)
            self._names(node, bg.presentedBy, item.presenters)
            self._place("item", node, item.span, item.title, item.number)
            seen = self._meeting(item.meeting)
            if seen is not None:
                seen.items.append((node, item))

    def _numbered(self, home: NamedNode, step: str, number: str | None, title: str, order: int) -> NamedNode:
        return self.ledger.mint.below(home, step, slug(number or "") or slug(title) or f"at-{order}")

    def _numbering(self, node: NamedNode, meeting: int, number: str | None, title: str) -> None:
        self.graph.say(node, bg.number, number)
        self.graph.say(node, bg.title, title)
        seen = self._meeting(meeting)
        if seen is not None:
            self.graph.tie(node, _P["dcterms"] + "isPartOf", seen.node)

    def _write_minutes(self) -> None:
        graph = self.graph
        for order, minute in enumerate(self.facts.minutes, 1):
            node = self._numbered(self._home(minute.meeting), "minute", minute.number, minute.title, order)
            self.minute_nodes.append(node)
            self._read(node, bg.Minute, order, minute.span, minute.rule, minute.meeting)
            self._numbering(node, minute.meeting, minute.number, minute.title)
            graph.say(node, bg.text, self.text[minute.span.start : minute.span.end])
            graph.say(node, bg.marked, minute.agenda_item)
            self._names(node, bg.presentedBy, minute.presenters)
            for place, point in enumerate(minute.points, 1):
                below = self.ledger.mint.below(node, "point", slug(point.label) or str(place))
                self._read(below, bg.Point, place, point.span, minute.rule, minute.meeting)
                graph.tie(below, bg.inMinute, node)
                graph.say(below, bg.label, point.label)
                graph.say(below, bg.text, point.text)
            self._place("minute", node, minute.span, minute.title, minute.number)
            seen = self._meeting(minute.meeting)
            if seen is not None:
                seen.minutes.append((node, minute))

    def _write_resolutions(self) -> None:
        for order, resolution in enumerate(self.facts.resolutions, 1):
            minute = self.minute_nodes[resolution.minute] if resolution.minute is not None else None
            home = minute if minute is not None else self._home(resolution.meeting)
            node = self.ledger.mint.below(home, "resolution", slug(resolution.clause or "") or "whole")
            self._read(node, bg.Resolution, order, resolution.span, resolution.rule, resolution.meeting)
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
        if resolution.asked_of:
            for kind in _ASKED:
                asked = self.ledger.identities.resolve(self.facts.document.id, kind, resolution.asked_of)
                if asked is not None:
                    graph.tie(node, bg.askedOf, self.ledger.entity(asked))
                    break

    def _write_actions(self) -> None:
        graph = self.graph
        for order, action in enumerate(self.facts.actions, 1):
            node = self._numbered(self._home(action.meeting), "action-entry", action.number, action.text, order)
            self._read(node, bg.ActionEntry, order, action.span, action.rule, action.meeting)
            part = self._part_at(action.span.start)
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
            node = self._numbered(self._home(report.meeting), "report", report.item, report.title, order)
            self.report_nodes.append(node)
            self._read(node, bg.Report, order, report.span, report.rule, report.meeting)
            graph.plain(node, bg.kind, report.kind)
            graph.say(node, bg.title, report.title)
            graph.say(node, bg.item, report.item)
            seen = self._meeting(report.meeting)
            if seen is not None:
                graph.tie(node, bg.presentedAt, seen.node)
                seen.reports.append((node, report))
            graph.say(node, bg.organisationPrinted, report.organisation)
            if report.organisation:
                body = self.ledger.identities.resolve(self.facts.document.id, "organisation", report.organisation)
                if body is not None:
                    graph.tie(node, bg.organisation, self.ledger.entity(body))
                    self._naming(body, report.organisation)
                    self.ledger.discussed.setdefault(node, {})[self.ledger.entity(body).value] = True
            self._names(node, _P["dcterms"] + "creator", report.authors)
            self._place("report", node, report.span, report.title, report.item)

    def _write_recommendations(self) -> None:
        for order, clause in enumerate(self.facts.recommendations, 1):
            report = self.report_nodes[clause.report]
            node = self.ledger.mint.below(report, "recommendation", slug(clause.clause or "") or "whole")
            self._read(node, bg.Recommendation, order, clause.span, clause.rule, clause.meeting)
            self._write_recommendation(node, clause, report)

    def _write_recommendation(self, node: NamedNode, clause: Recommendation, report: NamedNode) -> None:
        self.graph.tie(node, bg.inReport, report)
        self.graph.say(node, bg.clause, clause.clause)
        self.graph.say(node, bg.text, clause.text)
        item = self.facts.reports[clause.report].item
        self.graph.say(node, bg.item, item)
        self._place("recommendation", node, clause.span, item=item)

    def _write_passages(self) -> None:
        graph = self.graph
        for order, span in enumerate(self.quotes.passages, 1):
            node = NamedNode(f"{self.node.value}/passage/{span.start}")
            self.passage_nodes.append(node)
            graph.a(node, bg.Passage)
            graph.say(node, bg.order, order)
            graph.tie(node, bg.document, self.node)
            graph.say(node, bg.page, self.facts.document.page_number(span.start))
            graph.say(node, bg.start, span.start)
            graph.say(node, bg.end, span.end)
            graph.say(node, bg.text, self.text[span.start : span.end])
            self._setting(node, span)

    def _setting(self, node: NamedNode, span: Span) -> list[Place]:
        """Part, item, meeting and date of the stretch that ``span`` lies in; gives the facts that hold it."""
        graph, part = self.graph, self._part_at(span.start)
        holding = [found for kind in _HOLDERS if (found := self._holder(kind, span)) is not None]
        item = next((place.item for place in holding if place.item), part.item if part is not None else None)
        if part is not None:
            graph.plain(node, bg.part, part.kind)
            seen = self._meeting(part.meeting)
            if seen is not None:
                graph.tie(node, bg.meeting, seen.node)
                graph.say(node, bg.date, seen.agreed("date"))
        graph.say(node, bg.item, item)
        return holding

    def _holder(self, kind: str, span: Span) -> Place | None:
        """The innermost fact of ``kind`` whose span holds ``span``."""
        places = self.places.get(kind)
        return places.holding(span) if places is not None else None

    # ── mentions ────────────────────────────────────────────────────────────────────────────────────────────────

    def _write_mentions(self) -> None:
        best: dict[tuple[NamedNode, str], tuple[tuple[bool, int], NamedNode]] = {}
        titles: dict[NamedNode, str] = {
            place.node: fold(place.title) for places in self.places.values() for place in places.all if place.title
        }
        ordered = sorted(range(len(self.facts.mentions)), key=lambda at: (self.facts.mentions[at].span, at))
        order = 0
        for index in ordered:
            entity = self.ledger.identities.of_mention(self.facts.document.id, index)
            if entity is None:
                continue
            order += 1
            mention = self.facts.mentions[index]
            body = self.ledger.entity(entity)
            node = self.ledger.mint.below(self.node, "mention", f"{mention.span.start}-{mention.span.end}")
            quote = self._write_mention(node, body, order, mention)
            self._naming(entity, mention.text)
            self.ledger.mention_counts[body.value] += 1
            holding = {place.node: place for place in self._setting(node, mention.span)}
            for place in tuple(holding.values()):
                minute = self.resolution_minutes.get(place.node)
                if minute is not None and minute not in holding:
                    holding[minute] = Place(minute, place.span, "", place.item)
            words = fold(mention.text)
            for holder in holding:
                self.graph.tie(node, bg.within, holder)
                central = has_words(titles.get(holder, ""), words)
                about = self.ledger.discussed.setdefault(holder, {})
                about[body.value] = central or about.get(body.value, False)
                rank = (len(quote) < BEST_QUOTE or fold(quote) == titles.get(holder), order)
                if (holder, body.value) not in best or rank < best[holder, body.value][0]:
                    best[holder, body.value] = (rank, node)
        for (holder, _), (_, node) in best.items():
            self.graph.tie(node, bg.evidenceFor, holder)

    def _write_mention(self, node: NamedNode, body: NamedNode, order: int, mention: Mention) -> str:
        graph, span = self.graph, mention.span
        target, words, position = (NamedNode(f"{node.value}#{part}") for part in ("target", "quote", "position"))
        prefix, exact, suffix = self.quotes.selector(span)
        quote = self.quotes.quote(span)
        graph.a(node, bg.Mention)
        graph.tie(node, _HAS_BODY, body)
        graph.tie(node, _HAS_TARGET, target)
        graph.say(node, bg.order, order)
        graph.tie(node, bg.document, self.node)
        graph.say(node, bg.page, self.facts.document.page_number(span.start))
        graph.plain(node, bg.printed, exact)
        graph.plain(node, bg.quote, quote)
        graph.say(node, bg.confidence, float(mention.confidence))
        graph.tie(node, _GENERATED, self.ledger.rule(mention.rule))
        passage = self.quotes.passage_at(span.start)
        if passage is not None:
            graph.tie(node, bg.passage, self.passage_nodes[passage])
        graph.tie(target, _HAS_SOURCE, self.node)
        graph.tie(target, _HAS_SELECTOR, words, position)
        graph.a(words, _QUOTE_SELECTOR)
        graph.plain(words, _EXACT, exact)
        graph.plain(words, _PREFIX, prefix)
        graph.plain(words, _SUFFIX, suffix)
        graph.a(position, _POSITION_SELECTOR)
        graph.say(position, _START, span.start)
        graph.say(position, _END, span.end)
        return quote

    def _write_namings(self) -> None:
        graph, count = self.graph, Counter[str]()
        for entity, printed in sorted(self.namings):
            if not printed:
                continue
            kind, name = self.ledger.mint.path(NODE[entity]).split("/", 1)
            count[entity] += 1
            node = self.ledger.mint.below(self.node, "name", kind, name, str(count[entity]))
            graph.a(node, bg.Naming)
            graph.tie(node, bg.names, NODE[entity])
            graph.plain(node, bg.printed, printed)
            graph.tie(node, bg.document, self.node)
            self.ledger.keys.setdefault(entity, set()).update(topic_keys(printed))
