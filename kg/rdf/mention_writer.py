"""Where a document's words name somebody → quads: its passages, the mentions and references in them, the printed names.

A mention names an entity. A reference (``bg:Reference``) means one without naming it: it has its place and its words
like a mention, but prints no name, counts for nothing, and says of no minute or report what it is about. Only
references to a person are evidence for the facts around them, and not where the meeting merely runs its course.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

import ontology as bg
from extractors.facts import Span
from extractors.rules import rules
from kg.linking.entities import Entity
from kg.linking.offices import listed_office
from kg.rdf import relation_writer
from kg.rdf.ledger import Place
from kg.rdf.quads import NODE
from kg.text.text_comparison import contains_words
from kg.text.topic_keys import topic_keys
from ontology.folding import fold

if TYPE_CHECKING:
    from kg.rdf.document_writer import PaperWriter

BEST_QUOTE = 40  # a sentence this long says more than a heading or a cell
OFFICE = "reference.office"  # the rule by which the name of an office means the office
_OFFICE_CONFIDENCE = 0.9
_PROCEDURAL = rules("agenda")["procedural"]

_P = bg.PREFIXES
_OA = _P["oa"]
_HAS_BODY, _HAS_TARGET, _HAS_SOURCE, _HAS_SELECTOR = (
    _OA + name for name in ("hasBody", "hasTarget", "hasSource", "hasSelector")
)
_EXACT, _PREFIX, _SUFFIX, _START, _END = (
    _OA + name for name in ("exact", "prefix", "suffix", "start", "end")
)
_QUOTE_SELECTOR, _POSITION_SELECTOR = _OA + "TextQuoteSelector", _OA + "TextPositionSelector"
_GENERATED = _P["prov"] + "wasGeneratedBy"
_HOLDERS = (
    "resolution",
    "ask",
    "action",
    "recommendation",
    "minute",
    "item",
    "report",
)  # innermost first


@dataclass(frozen=True, slots=True)
class _Sighting:
    """Words that name or mean somebody; ``entity`` is missing where they mean an office."""

    span: Span
    body: NamedNode
    rule: str
    confidence: float
    entity: Entity | None = None
    printed: str | None = None  # the name, where they name somebody

    @property
    def refers(self) -> bool:
        return self.printed is None


def write(paper: PaperWriter) -> None:
    """The passages of a document and who is named in them."""
    passages = _write_passages(paper)
    best: dict[tuple[NamedNode, str], tuple[tuple[bool, bool, int], NamedNode]] = {}
    titles: dict[NamedNode, str] = {
        place.node: fold(place.title)
        for places in paper.places.values()
        for place in places.all
        if place.title
    }
    for order, seen in enumerate(sorted(_sightings(paper), key=lambda seen: seen.span), 1):
        node, quote = _write_sighting(paper, order, seen, passages)
        holding = {place.node: place for place in _setting(paper, node, seen.span)}
        if seen.refers and not _tells(seen, holding.values()):
            continue
        for place in tuple(holding.values()):
            minute = paper.resolution_minutes.get(place.node)
            if minute is not None and minute not in holding:
                holding[minute] = Place(minute, place.span, "", place.item)
        for holder in holding:
            paper.graph.tie(node, bg.within, holder)
            _note(paper, holder, seen, titles.get(holder, ""))
            rank = (
                seen.refers,
                len(quote) < BEST_QUOTE or fold(quote) == titles.get(holder),
                order,
            )
            if (holder, seen.body.value) not in best or rank < best[holder, seen.body.value][0]:
                best[holder, seen.body.value] = (rank, node)
    for (holder, _), (_, node) in best.items():
        paper.graph.tie(node, bg.evidenceFor, holder)


def write_namings(paper: PaperWriter) -> None:
    """The forms in which the document prints each entity's name."""
    graph, count = paper.graph, Counter[str]()
    for entity, printed in sorted(paper.namings):
        if not printed:
            continue
        kind, name = paper.ledger.mint.path(NODE[entity]).split("/", 1)
        count[entity] += 1
        node = paper.ledger.mint.below(paper.node, "name", kind, name, str(count[entity]))
        graph.a(node, bg.Naming)
        graph.tie(node, bg.names, NODE[entity])
        graph.plain(node, bg.printed, printed)
        graph.tie(node, bg.document, paper.node)
        paper.ledger.keys.setdefault(entity, set()).update(topic_keys(printed))


# -- passages ---------------------------------------------------------------------------------------------------------


def _write_passages(paper: PaperWriter) -> list[NamedNode]:
    graph, nodes = paper.graph, []
    for order, span in enumerate(paper.quotes.passages, 1):
        node = NamedNode(f"{paper.node.value}/passage/{span.start}")
        nodes.append(node)
        graph.a(node, bg.Passage)
        graph.say(node, bg.order, order)
        graph.tie(node, bg.document, paper.node)
        graph.say(node, bg.page, paper.facts.document.page_number(span.start))
        graph.say(node, bg.start, span.start)
        graph.say(node, bg.end, span.end)
        graph.say(node, bg.text, paper.text[span.start : span.end])
        _setting(paper, node, span)
    return nodes


def _setting(paper: PaperWriter, node: NamedNode, span: Span) -> list[Place]:
    """Part, item, meeting and date of the stretch that ``span`` lies in; gives the facts that hold it."""
    graph, part = paper.graph, paper.part_at(span.start)
    holding = [found for kind in _HOLDERS if (found := paper.holder(kind, span)) is not None]
    item = next(
        (place.item for place in holding if place.item), part.item if part is not None else None
    )
    if part is not None:
        graph.plain(node, bg.part, part.kind)
        seen = paper.meeting(part.meeting)
        if seen is not None:
            graph.tie(node, bg.meeting, seen.node)
            graph.say(node, bg.date, seen.agreed("date"))
    graph.say(node, bg.item, item)
    return holding


# -- who is named, who is meant ---------------------------------------------------------------------------------------


def _sightings(paper: PaperWriter) -> Iterator[_Sighting]:
    document, identities, entity_node = (
        paper.facts.document.id,
        paper.ledger.identities,
        paper.ledger.entity,
    )
    for index, mention in enumerate(paper.facts.mentions):
        entity = identities.of_mention(document, index)
        if entity is None:
            continue
        seen = (mention.span, entity_node(entity), mention.rule, mention.confidence)
        yield _Sighting(*seen, entity, mention.text)
        office = listed_office(mention.text) if entity.kind == "organisation" else None
        if office is not None:
            node = relation_writer.office(paper.ledger, entity_node(entity), office)
            yield _Sighting(mention.span, node, OFFICE, min(mention.confidence, _OFFICE_CONFIDENCE))
    for each in identities.references(document):
        yield _Sighting(
            each.span, entity_node(each.entity), each.rule, each.confidence, each.entity
        )


def _tells(seen: _Sighting, holding: Iterable[Place]) -> bool:
    """Whether a reference shows what somebody did: the board is in all minutes, and its chair opens each meeting."""
    person = seen.entity is not None and seen.entity.kind == "person"
    return person and not any(place.title and _PROCEDURAL.at(place.title) for place in holding)


def _write_sighting(
    paper: PaperWriter, order: int, seen: _Sighting, passages: list[NamedNode]
) -> tuple[NamedNode, str]:
    graph, span = paper.graph, seen.span
    step = "reference" if seen.refers else "mention"
    node = paper.ledger.mint.below(paper.node, step, f"{span.start}-{span.end}")
    target, words, position = (
        NamedNode(f"{node.value}#{part}") for part in ("target", "quote", "position")
    )
    prefix, exact, suffix = paper.quotes.selector(span)
    quote = paper.quotes.quote(span)
    graph.a(node, bg.Mention, *((bg.Reference,) if seen.refers else ()))
    graph.tie(node, _HAS_BODY, seen.body)
    graph.tie(node, _HAS_TARGET, target)
    graph.say(node, bg.order, order)
    graph.tie(node, bg.document, paper.node)
    graph.say(node, bg.page, paper.facts.document.page_number(span.start))
    graph.plain(node, bg.printed, exact)
    graph.plain(node, bg.quote, quote)
    graph.say(node, bg.confidence, float(seen.confidence))
    graph.tie(node, _GENERATED, paper.ledger.rule(seen.rule))
    passage = paper.quotes.passage_at(span.start)
    if passage is not None and not seen.refers:
        graph.tie(node, bg.passage, passages[passage])
    graph.tie(target, _HAS_SOURCE, paper.node)
    graph.tie(target, _HAS_SELECTOR, words, position)
    graph.a(words, _QUOTE_SELECTOR)
    graph.plain(words, _EXACT, exact)
    graph.plain(words, _PREFIX, prefix)
    graph.plain(words, _SUFFIX, suffix)
    graph.a(position, _POSITION_SELECTOR)
    graph.say(position, _START, span.start)
    graph.say(position, _END, span.end)
    if seen.entity is not None and seen.printed is not None:
        paper.naming(seen.entity, seen.printed)
        paper.ledger.mention_counts[seen.body.value] += 1
    return node, quote


def _note(paper: PaperWriter, holder: NamedNode, seen: _Sighting, title: str) -> None:
    """That a fact speaks of an entity, and whether its title does."""
    about = paper.ledger.discussed.setdefault(holder, {})
    central = seen.printed is not None and contains_words(title, fold(seen.printed))
    about[seen.body.value] = central or about.get(seen.body.value, False)
