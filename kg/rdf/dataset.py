"""Facts and identities → quads.

``weave`` gives, for each named graph, its quads in a fixed order: the same papers give the same bytes, whatever order
they come in. A document's graph holds what that document says, and depends on nothing else but the entities' ids and
the meetings' names. What several documents say together stands in ``…graph/identity``: the entities, a meeting's agreed
date and place, the ties between an item, its report and its minute, an action through its logs. The rules and the
judgements of identity stand in ``…graph/provenance``. No triple is in two graphs, since Oxigraph's union of graphs
does not fold duplicates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

import ontology as bg
from extractors.facts import EntityKind, Facts
from kg.linking.entities import ChangeEvent, Entity, Identities
from kg.linking.verdicts import TieVerdict
from kg.rdf import measure_writer, relation_writer
from kg.rdf.document_writer import PaperWriter
from kg.rdf.ledger import Ledger, MeetingSeen
from kg.rdf.quads import BASE, LABEL, NODE, Graph, Mint, safe
from kg.rdf.tracking_writer import write_tracking
from kg.text.quotation import Quotes
from kg.text.text_comparison import item_number, text_similarity
from kg.text.topic_keys import topic_keys
from kg.tracking import track
from ontology.folding import fold, slug
from ontology.vocabulary import NAMESPACE as VOCABULARY

NEAR_TITLE = 0.85  # likeness from which two titles at one meeting are taken to be one item's

_P = bg.PREFIXES
_RANK = {
    "minutes": 0,
    "agenda": 1,
    "action-log": 2,
    "report": 3,
}  # whose word counts for a meeting's date and place
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_KINDS: tuple[EntityKind, ...] = ("organisation", "programme", "person")
_CLASS = {"person": bg.Person, "organisation": bg.Organisation, "programme": bg.Programme}


def weave(
    facts: Iterable[Facts], identities: Identities, base: str = BASE
) -> dict[str, list[Quad]]:
    """The quads of all documents: named graph's IRI → its quads, in a fixed order.

    ``base`` ends in a slash; every resource's IRI begins with it.
    """
    return dict(woven(facts, identities, base))


def woven(
    facts: Iterable[Facts],
    identities: Identities,
    base: str = BASE,
    verdicts: Sequence[TieVerdict] = (),
) -> Iterator[tuple[str, list[Quad]]]:
    """The named graphs of ``weave``, each as soon as it is whole, so that it can be written while the next is made.

    ``verdicts`` are what people said of ties between statements.
    """
    return _Weaver(facts, identities, base, verdicts).weave()


def quads(facts: Iterable[Facts], identities: Identities, base: str = BASE) -> Iterator[Quad]:
    """All quads of ``weave``, graph after graph."""
    for _, graph in woven(facts, identities, base):
        yield from graph


class _Weaver:
    def __init__(
        self,
        facts: Iterable[Facts],
        identities: Identities,
        base: str,
        verdicts: Sequence[TieVerdict],
    ) -> None:
        by_id: dict[str, Facts] = {}
        for each in sorted(facts, key=lambda f: (f.document.id, f.document.name)):
            by_id.setdefault(
                each.document.id, each
            )  # the same bytes under two names are one document
        self.documents = list(by_id.values())
        self.identities = identities
        self.verdicts = verdicts
        self.mint = Mint(base)
        self.ledger = Ledger(identities, self.mint)
        self.entities = {
            (entity.kind, old): entity
            for entity in identities.entities
            for old in entity.replaced_ids
        }
        self.entities |= {(entity.kind, entity.id): entity for entity in identities.entities}
        self.identity = Graph(base + "graph/identity")
        self.provenance = Graph(base + "graph/provenance")

    # ── the whole ───────────────────────────────────────────────────────────────────────────────────────────────

    def weave(self) -> Iterator[tuple[str, list[Quad]]]:
        for facts in self.documents:
            self._name_meetings(facts)
        for meeting in self.ledger.meetings.values():
            meeting.records.sort(key=lambda record: (record[0], record[1]))
        for facts in self.documents:
            paper = PaperWriter(self.ledger, facts).write()
            yield paper.name.value, list(paper.quads)
        self._write_order()
        self._write_meetings()
        self._write_ties()
        found = track(self.documents, self.identities, self.verdicts)
        write_tracking(found, self.documents, self.ledger, self.identity, self.provenance)
        relation_writer.write_together(self.identity, self.mint, self.ledger)
        measure_writer.write_together(
            self.identity, self.mint, self.ledger.measured, self.documents
        )
        self._write_subjects()
        self._write_entities()
        self._write_provenance()
        for graph in (self.identity, self.provenance, _ontology()):
            yield graph.name.value, list(graph.quads)

    def _name_meetings(self, facts: Facts) -> None:
        """A meeting is one resource, named by board and day, whichever documents speak of it."""
        for index, meeting in enumerate(facts.meetings):
            board = self.identities.board_of(facts.document.id, index)
            short = facts.document.id[:16]
            place = safe(board.id) if board is not None else f"document-{short}"
            day = meeting.date.isoformat() if meeting.date else f"undated-{short}-{index + 1}"
            path = f"meeting/{place}/{day}"
            seen = self.ledger.meetings.get(path)
            if seen is None:
                seen = self.ledger.meetings[path] = MeetingSeen(
                    NamedNode(self.mint.base + path), board
                )
            seen.records.append((_RANK[meeting.evidence], facts.document.id, meeting))
            self.ledger.meeting_of[facts.document.id, index] = seen

    def _write_order(self) -> None:
        """Documents are listed by name; the number spares a query the comparing of names."""
        ordered = sorted(self.documents, key=lambda facts: (facts.document.name, facts.document.id))
        for order, facts in enumerate(ordered, 1):
            self.identity.say(self.mint.document(facts.document.id), bg.order, order)

    # ── what several documents say together ─────────────────────────────────────────────────────────────────────

    def _write_meetings(self) -> None:
        graph = self.identity
        for path in sorted(self.ledger.meetings):
            meeting = self.ledger.meetings[path]
            node, day = meeting.node, meeting.agreed("date")
            name = (
                meeting.board.name
                if meeting.board is not None
                else (meeting.agreed("board") or "Meeting")
            )
            graph.a(node, bg.Meeting)
            graph.say(
                node,
                LABEL,
                f"{name}, {day.day} {_MONTHS[day.month - 1]} {day.year}" if day else name,
            )
            graph.say(node, _P["schema"] + "startDate", day)
            if meeting.board is not None:
                board = self.ledger.entity(meeting.board)
                graph.tie(node, _P["schema"] + "organizer", board)
                graph.a(board, bg.Board)
            graph.say(node, bg.venue, meeting.agreed("venue"))
            graph.say(node, bg.startTime, meeting.agreed("start"))
            graph.say(node, bg.endTime, meeting.agreed("end"))
            graph.say(node, bg.online, meeting.agreed("online"))
            self._write_chairs(meeting)

    def _write_chairs(self, meeting: MeetingSeen) -> None:
        """Who was in the chair, in order of time, by the paper that knows best."""
        record = next((record for record in meeting.records if record[2].chairs), None)
        if record is None:
            return
        names = []
        for printed in record[2].chairs:
            person = self.identities.resolve(record[1], "person", printed)
            if person is not None:
                self.identity.tie(meeting.node, bg.chair, self.ledger.entity(person))
            names.append(person.name if person is not None else printed)
        self.identity.say(meeting.node, bg.chairNames, "; ".join(dict.fromkeys(names)))

    def _write_ties(self) -> None:
        """Announcement ↔ meeting; agenda item ↔ report of its number ↔ minute, of whatever pack, that records it."""
        graph = self.identity
        for announcement, path in self.ledger.announced:
            if path in self.ledger.meetings:
                graph.tie(announcement, bg.announces, self.ledger.meetings[path].node)
        for path in sorted(self.ledger.meetings):
            meeting = self.ledger.meetings[path]
            numbered: dict[str, NamedNode] = {}
            for node, item in meeting.items:
                if item.number:
                    numbered.setdefault(item_number(item.number), node)
            reports: dict[NamedNode, list[NamedNode]] = {}
            for node, report in meeting.reports:
                found = numbered.get(item_number(report.item)) if report.item else None
                if found is not None:
                    graph.tie(found, bg.papers, node)
                    reports.setdefault(found, []).append(node)
            for minute, recorded in self._recorded(meeting, numbered):
                graph.tie(minute, bg.records, recorded)
                for report_node in reports.get(recorded, ()):
                    graph.tie(report_node, bg.reportedIn, minute)
                # What the agenda or the report's title is about, the minute is about.
                for source in (recorded, *reports.get(recorded, ())):
                    for entity, central in self.ledger.discussed.get(source, {}).items():
                        if central:
                            self.ledger.discussed.setdefault(minute, {})[entity] = True

    def _recorded(
        self, meeting: MeetingSeen, numbered: Mapping[str, NamedNode]
    ) -> Iterator[tuple[NamedNode, NamedNode]]:
        """Minutes with the agenda item each records: by the number its paper was marked with, else by its title."""
        items = {node: fold(item.title) for node, item in meeting.items}
        minutes: dict[NamedNode, str] = {}
        for node, minute in meeting.minutes:
            marked = numbered.get(item_number(minute.agenda_item)) if minute.agenda_item else None
            if marked is not None:
                items.pop(marked, None)
                yield node, marked
            else:
                minutes[node] = fold(minute.title)
        pairs = [
            (text_similarity(title, other), node, item)
            for node, title in minutes.items()
            for item, other in items.items()
        ]
        for _, node, item in sorted(
            (pair for pair in pairs if pair[0] >= NEAR_TITLE), key=lambda pair: -pair[0]
        ):
            if node in minutes and item in items:
                del minutes[node], items[item]
                yield node, item

    def _write_subjects(self) -> None:
        for node in sorted(self.ledger.discussed, key=lambda node: node.value):
            for entity, central in sorted(self.ledger.discussed[node].items()):
                self.identity.tie(node, bg.discusses, NODE[entity])
                if central:
                    self.identity.tie(node, bg.about, NODE[entity])

    # ── entities ────────────────────────────────────────────────────────────────────────────────────────────────

    def _write_entities(self) -> None:
        for entity in sorted(self.identities.entities, key=lambda entity: (entity.kind, entity.id)):
            self._write_entity(entity)
        for kind, old, entity in self.identities.retyped:
            self.identity.tie(
                self.mint.entity(kind, old),
                _P["dcterms"] + "isReplacedBy",
                self.ledger.entity(entity),
            )
        for change in sorted(
            self.identities.changes, key=lambda change: (change.old, change.new, change.kind)
        ):
            self._write_change(change)

    def _write_entity(self, entity: Entity) -> None:
        graph, node = self.identity, self.ledger.entity(entity)
        graph.a(node, _CLASS[entity.kind])
        graph.say(node, _P["skos"] + "prefLabel", entity.name)
        graph.say(node, _P["skos"] + "altLabel", *sorted(set(entity.other_names) - {entity.name}))
        graph.say(node, _P["skos"] + "hiddenLabel", *sorted(set(entity.misprints)))
        graph.say(node, bg.acronym, *sorted(set(entity.acronyms)))
        graph.say(node, bg.kind, entity.subtype)
        graph.say(node, bg.certain, False if entity.doubtful else None)
        graph.say(node, bg.mentionCount, self.ledger.mention_counts[node.value])
        keys = set(self.ledger.keys.get(node.value, ()))
        for name in (entity.name, *entity.other_names, *entity.acronyms, *entity.misprints):
            keys.update(topic_keys(name))
        graph.say(node, bg.key, *sorted(keys))
        if entity.concept:
            graph.tie(node, _P["skos"] + "exactMatch", NODE[VOCABULARY + safe(entity.concept)])
        above = self._known(entity.part_of, entity.kind) if entity.part_of else None
        if above is not None:
            bodies = above.kind == entity.kind == "organisation"
            tie = _P["org"] + "subOrganizationOf" if bodies else _P["dcterms"] + "isPartOf"
            graph.tie(node, tie, self.ledger.entity(above))
        for old in sorted(entity.replaced_ids):
            graph.tie(self.mint.entity(entity.kind, old), _P["dcterms"] + "isReplacedBy", node)

    def _known(self, identifier: str, *kinds: EntityKind) -> Entity | None:
        """The entity of an id, or the one it was merged into: of one of ``kinds`` first, else a body before others."""
        for kind in (*kinds, *_KINDS):
            if (kind, identifier) in self.entities:
                return self.entities[kind, identifier]
        return None

    def _write_change(self, change: ChangeEvent) -> None:
        """A renaming (one entity, by whichever of its ids) or a succession (two), with the words that say so."""
        old, new = self._known(change.old), self._known(change.new)
        if old is None or new is None:
            return
        graph = self.identity
        node = self.mint.new(f"change/{slug(change.old, 20)}/{slug(change.new, 20)}")
        graph.a(node, bg.Renaming if change.kind == "renaming" else bg.Succession)
        graph.tie(node, _P["org"] + "originalOrganization", self.ledger.entity(old))
        graph.tie(node, _P["org"] + "resultingOrganization", self.ledger.entity(new))
        graph.tie(self.ledger.entity(old), _P["org"] + "changedBy", node)
        graph.say(node, bg.nameBefore, change.old_name)
        graph.say(node, bg.nameAfter, change.new_name)
        graph.say(node, bg.date, change.date)
        facts = next(
            (facts for facts in self.documents if facts.document.id == change.document), None
        )
        if facts is not None and change.span is not None:
            graph.tie(node, bg.document, self.mint.document(facts.document.id))
            graph.say(node, bg.page, facts.document.page_number(change.span.start))
            graph.say(node, bg.start, change.span.start)
            graph.say(node, bg.end, change.span.end)
            graph.plain(node, bg.quote, Quotes(facts.document.text).quote(change.span))

    def _write_provenance(self) -> None:
        graph = self.provenance
        for rule in sorted(self.ledger.rules):
            graph.a(self.ledger.rules[rule], bg.Rule)
            graph.plain(self.ledger.rules[rule], LABEL, rule)
        for judgement in self.identities.judgements:
            node = self.mint.new(
                "/".join(["judgement", judgement.kind, slug(judgement.left), slug(judgement.right)])
            )
            graph.a(node, bg.Judgement)
            graph.say(node, bg.left, judgement.left)
            graph.say(node, bg.right, judgement.right)
            graph.say(node, bg.kind, judgement.kind)
            graph.say(node, bg.verdict, judgement.verdict)
            graph.say(node, bg.score, float(judgement.score))
            graph.say(
                node,
                bg.reason,
                *(f"{clue.description} ({clue.weight:+g})" for clue in judgement.reasons),
            )
            graph.say(node, bg.judgedBy, judgement.by)


def _ontology() -> Graph:
    """The ontology itself, so that labels of terms and superclasses can be asked for."""
    graph = Graph(bg.NS.rstrip("#"))
    for quad in parse(bg.source("board.ttl"), format=RdfFormat.TURTLE):
        graph.quads[Quad(quad.subject, quad.predicate, quad.object, graph.name)] = None
    return graph
