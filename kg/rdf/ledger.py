"""What the documents have in common while their graphs are written: meetings, places of facts, names and notes."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from pyoxigraph import NamedNode

from extractors.facts import AgendaItem, Meeting, Minute, Report, Span
from kg.linking.entities import Entity, Identities
from kg.rdf import measure_writer, relation_writer
from kg.rdf.quads import Mint


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
    measured: measure_writer.Measured = field(default_factory=measure_writer.Measured)
    announced: list[tuple[NamedNode, str]] = field(default_factory=list)
    """Announcement, and the path of the meeting it speaks of, whether or not that is known."""
    related: relation_writer.Related = field(default_factory=relation_writer.Related)

    def entity(self, entity: Entity) -> NamedNode:
        return self.mint.entity(entity.kind, entity.id)

    def rule(self, identifier: str) -> NamedNode:
        node = self.rules.get(identifier)
        if node is None:
            node = self.rules[identifier] = self.mint.rule(identifier)
        return node
