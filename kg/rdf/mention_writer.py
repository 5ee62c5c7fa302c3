"""Write where one document's words name or mean somebody: passages, mentions, references and
printed names.

A mention names an entity. A reference (``bg:Reference``) means one without naming it: it has its
place and words like a mention, but it prints no name, is not counted, and says of no minute or
report what it is about. Only references to a person are evidence for the facts around them, and not
under items of procedure, where the meeting merely runs its course.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

import kg.ontology as bg
from kg.extractors.facts import Mention, Span
from kg.extractors.rules import rules
from kg.linking.entities import Entity
from kg.linking.offices import Office, listed_office
from kg.ontology.folding import fold
from kg.rdf.document_context import DocumentContext, FactSpan
from kg.rdf.quads import named_node
from kg.text.text_comparison import contains_words
from kg.text.topic_keys import topic_keys

GOOD_QUOTE = 40  # characters from which a sentence says more than a heading or a table cell
OFFICE_RULE = "reference.office"  # the rule by which the name of an office means the office
_OFFICE_CONFIDENCE = 0.9
_PROCEDURAL = rules("agenda")["procedural"]

_OA = bg.PREFIXES["oa"]
_GENERATED = bg.PREFIXES["prov"] + "wasGeneratedBy"
_ENCLOSING_KINDS = (
    "resolution",
    "ask",
    "action",
    "recommendation",
    "minute",
    "item",
    "report",
)  # innermost first

_QuoteRank = tuple[bool, bool, int]  # no name, a poor quotation, order: the lowest is best


@dataclass(frozen=True, slots=True)
class LinkedMention:
    """Words that name or mean somebody, linked to the node they mean.

    ``entity`` is ``None`` where they mean an office; ``printed`` is the name where they name
    somebody.
    """

    span: Span
    node: NamedNode
    rule: str
    confidence: float
    entity: Entity | None = None
    printed: str | None = None

    @property
    def is_reference(self) -> bool:
        """Whether the words mean somebody without naming them."""
        return self.printed is None


def write_mentions(context: DocumentContext) -> None:
    """The passages of a document and who is named in them, each linked to the facts around it."""
    passages = _write_passages(context)
    titles = {
        fact.node: fold(fact.title)
        for index in context.fact_spans.values()
        for fact in index.all
        if fact.title
    }
    best: dict[tuple[NamedNode, NamedNode], tuple[_QuoteRank, NamedNode]] = {}
    ordered = sorted(_linked_mentions(context), key=lambda mention: mention.span)
    for order, mention in enumerate(ordered, 1):
        node, quote = _write_mention(context, order, mention, passages)
        enclosing = _write_surroundings(context, node, mention.span)
        if mention.is_reference and not _is_evidence(mention, enclosing):
            continue
        for fact in _with_minutes(context, enclosing):
            title = titles.get(fact, "")
            context.graph.add_links(node, bg.within, fact)
            _note_subject(context, fact, mention, title)
            rank = _quote_rank(mention, quote, title, order)
            if (fact, mention.node) not in best or rank < best[fact, mention.node][0]:
                best[fact, mention.node] = (rank, node)
    for (fact, _), (_, node) in best.items():
        context.graph.add_links(node, bg.evidenceFor, fact)


def write_printed_names(context: DocumentContext) -> None:
    """The forms in which the document prints each entity's name."""
    graph, iris, count = context.graph, context.ledger.iris, Counter[str]()
    for entity, printed in sorted(context.printed_names):
        if not printed:
            continue
        kind, name = iris.path(named_node(entity)).split("/", 1)
        count[entity] += 1
        node = iris.child(context.node, "name", kind, name, str(count[entity]))
        graph.add_types(node, bg.Naming)
        graph.add_links(node, bg.names, named_node(entity))
        graph.add_verbatim(node, bg.printed, printed)
        graph.add_links(node, bg.document, context.node)
        context.ledger.keys.setdefault(entity, set()).update(topic_keys(printed))


# -- passages and surroundings
# ------------------------------------------------------------------------------------


def _write_passages(context: DocumentContext) -> list[NamedNode]:
    graph, nodes = context.graph, []
    for order, span in enumerate(context.quotes.passages, 1):
        node = NamedNode(f"{context.node.value}/passage/{span.start}")
        nodes.append(node)
        graph.add_types(node, bg.Passage)
        graph.add_literals(node, bg.order, order)
        context.write_place(node, span)
        graph.add_literals(node, bg.text, context.text[span.start : span.end])
        _write_surroundings(context, node, span)
    return nodes


def _write_surroundings(context: DocumentContext, node: NamedNode, span: Span) -> list[FactSpan]:
    """Part, item number, meeting and date of the place of ``span``.

    Returns the facts that enclose it.
    """
    graph, part = context.graph, context.part_at(span.start)
    found = (context.innermost_fact(kind, span) for kind in _ENCLOSING_KINDS)
    enclosing = [fact for fact in found if fact is not None]
    item = next((fact.item for fact in enclosing if fact.item), None)
    if part is not None:
        item = item or part.item
        graph.add_verbatim(node, bg.part, part.kind)
        context.write_meeting(node, part.meeting)
    graph.add_literals(node, bg.item, item)
    return enclosing


def _with_minutes(context: DocumentContext, enclosing: Iterable[FactSpan]) -> list[NamedNode]:
    """The nodes of the enclosing facts, and of the minutes of those that are resolutions."""
    facts = [fact.node for fact in enclosing]
    minutes = [context.minute_of[fact] for fact in facts if fact in context.minute_of]
    return list(dict.fromkeys([*facts, *minutes]))


# -- who is named, who is meant
# -----------------------------------------------------------------------------------


def _linked_mentions(context: DocumentContext) -> Iterator[LinkedMention]:
    """Mentions of entities; offices whose name an organisation's is; references to entities."""
    ledger = context.ledger
    for index, mention in enumerate(context.facts.mentions):
        entity = context.entity_of_mention(index)
        if entity is None:
            continue
        node, span, confidence = ledger.entity(entity), mention.span, mention.confidence
        yield LinkedMention(span, node, mention.rule, confidence, entity, mention.text)
        office = listed_office(mention.text) if entity.kind == "organisation" else None
        if office is not None and _names_office(mention, office):
            confidence = min(confidence, _OFFICE_CONFIDENCE)
            yield LinkedMention(span, ledger.office(node, office), OFFICE_RULE, confidence)
    for each in ledger.identities.references(context.facts.document.id):
        node = ledger.entity(each.entity)
        yield LinkedMention(each.span, node, each.rule, each.confidence, each.entity)


def _names_office(mention: Mention, office: Office) -> bool:
    """Whether a paper does not give the office's letters another meaning (“PCC”)."""
    return mention.name is None or fold(office.name) in fold(mention.name)


def _is_evidence(mention: LinkedMention, enclosing: Iterable[FactSpan]) -> bool:
    """Whether a reference shows what a person did.

    The board is meant in all minutes, and its chair opens each meeting: neither is evidence of
    anything.
    """
    if mention.entity is None or mention.entity.kind != "person":
        return False
    return not any(fact.title and _PROCEDURAL.at(fact.title) for fact in enclosing)


def _quote_rank(mention: LinkedMention, quote: str, title: str, order: int) -> _QuoteRank:
    """How well a mention's quotation shows what a fact says of somebody.

    Names and full sentences first.
    """
    is_poor = len(quote) < GOOD_QUOTE or (bool(title) and fold(quote) == title)
    return mention.is_reference, is_poor, order


def _note_subject(
    context: DocumentContext, fact: NamedNode, mention: LinkedMention, title: str
) -> None:
    """Note that a fact names an entity, and whether its title does."""
    in_title = mention.printed is not None and contains_words(title, fold(mention.printed))
    context.ledger.note_subject(fact, mention.node, in_title)


def _write_mention(
    context: DocumentContext, order: int, mention: LinkedMention, passages: list[NamedNode]
) -> tuple[NamedNode, str]:
    """A mention as a Web Annotation; returns its node and its quotation."""
    graph, span = context.graph, mention.span
    step = "reference" if mention.is_reference else "mention"
    node = context.ledger.iris.child(context.node, step, f"{span.start}-{span.end}")
    quote = context.quotes.quote(span)
    graph.add_types(node, bg.Mention)
    if mention.is_reference:
        graph.add_types(node, bg.Reference)
    graph.add_links(node, _OA + "hasBody", mention.node)
    graph.add_literals(node, bg.order, order)
    graph.add_links(node, bg.document, context.node)
    graph.add_literals(node, bg.page, context.facts.document.page_number(span.start))
    graph.add_verbatim(node, bg.quote, quote)
    graph.add_literals(node, bg.confidence, float(mention.confidence))
    graph.add_links(node, _GENERATED, context.ledger.rule(mention.rule))
    passage = context.quotes.passage_at(span.start)
    if passage is not None and not mention.is_reference:
        graph.add_links(node, bg.passage, passages[passage])
    _write_target(context, node, span)
    if mention.entity is not None and mention.printed is not None:
        context.note_printed_name(mention.entity, mention.printed)
        context.ledger.mention_counts[mention.node.value] += 1
    return node, quote


def _write_target(context: DocumentContext, node: NamedNode, span: Span) -> None:
    """The target of a mention's annotation.

    Its document, with selectors by quotation and by position.
    """
    graph = context.graph
    target, quotation, position = (
        NamedNode(f"{node.value}#{part}") for part in ("target", "quote", "position")
    )
    prefix, exact, suffix = context.quotes.selector(span)
    graph.add_verbatim(node, bg.printed, exact)
    graph.add_links(node, _OA + "hasTarget", target)
    graph.add_links(target, _OA + "hasSource", context.node)
    graph.add_links(target, _OA + "hasSelector", quotation, position)
    graph.add_types(quotation, _OA + "TextQuoteSelector")
    graph.add_verbatim(quotation, _OA + "exact", exact)
    graph.add_verbatim(quotation, _OA + "prefix", prefix)
    graph.add_verbatim(quotation, _OA + "suffix", suffix)
    graph.add_types(position, _OA + "TextPositionSelector")
    graph.add_literals(position, _OA + "start", span.start)
    graph.add_literals(position, _OA + "end", span.end)
