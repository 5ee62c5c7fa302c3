"""Write figures and sums of money: one document's own, then what the documents state together.

A document's graph holds each figure (``bg:Figure``, a ``qb:Observation``) and each sum (``bg:Sum``,
a ``schema:MonetaryAmount``) as printed and as read, with its place. The graph that documents share
holds the series that a figure belongs to (``bg:Indicator``, a ``qb:DataSet``: one a thing measured,
however each pack prints its name) and the periods as ``time:Interval``, so that the same year of
two packs is one resource.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from pyoxigraph import NamedNode

import kg.ontology as bg
from kg.extractors.facts import EntityKind, Facts, Figure, Mention, Span, Sum
from kg.extractors.indicators import Expansions
from kg.extractors.indicators import key as indicator_key
from kg.linking.entities import Entity
from kg.ontology.folding import fold, slug
from kg.rdf.document_context import DocumentContext
from kg.rdf.ledger import DayRange, Ledger
from kg.rdf.quads import RDFS_LABEL, IriFactory, NamedGraph
from kg.text.text_comparison import contains_words

CURRENCY = "GBP"
_CURRENCY = bg.PREFIXES["schema"] + "currency"
_DATA_SET = bg.PREFIXES["qb"] + "dataSet"
_TIME = bg.PREFIXES["time"]
_TITLED_KINDS = ("minute", "report", "action")  # their titles say what figures under them are about
_PARTY_KINDS: tuple[EntityKind, ...] = ("organisation", "programme", "person")


def write_measures(context: DocumentContext) -> None:
    """The figures and sums of one document; what they are about is noted in the ledger."""
    mentions, iris = _MentionIndex(context), context.ledger.iris
    for order, figure in enumerate(context.facts.figures, 1):
        node = iris.child(context.node, "figure", f"{figure.at.start}-{figure.at.end}")
        context.write_fact(node, bg.Figure, order, figure.span, figure.rule, figure.meeting)
        _write_figure(context, node, figure)
        _note_subjects(context, node, figure.span, figure.indicator, mentions)
    for order, each in enumerate(context.facts.sums, 1):
        node = iris.child(context.node, "sum", f"{each.at.start}-{each.at.end}")
        context.write_fact(node, bg.Sum, order, each.span, each.rule, each.meeting)
        _write_sum(context, node, each)
        _note_subjects(context, node, each.span, each.purpose or "", mentions)


def _write_figure(context: DocumentContext, node: NamedNode, figure: Figure) -> None:
    graph = context.graph
    graph.add_literals(node, bg.indicator, figure.indicator)
    graph.add_literals(node, bg.unit, figure.unit)
    graph.add_literals(node, bg.area, figure.area)
    graph.add_literals(node, bg.areaStated, figure.area_stated if figure.area else None)
    graph.add_literals(node, bg.value, figure.value_printed)
    graph.add_literals(node, bg.amount, figure.value)
    graph.add_literals(node, bg.comparison, figure.comparison)
    graph.add_literals(node, bg.direction, figure.direction)
    graph.add_literals(node, bg.periodFrom, figure.period_from)
    days = (figure.period_start, figure.period_end)
    _write_period_of(context, node, figure.period_printed, days)


def _write_sum(context: DocumentContext, node: NamedNode, each: Sum) -> None:
    graph = context.graph
    graph.add_literals(node, bg.value, each.amount_printed)
    graph.add_literals(node, bg.amount, each.amount)
    graph.add_verbatim(node, _CURRENCY, CURRENCY)
    graph.add_literals(node, bg.purpose, each.purpose)
    graph.add_literals(node, bg.total, each.total)
    graph.add_verbatim(node, bg.bound, each.bound)
    for predicate, printed_as, printed in (
        (bg.payer, bg.payerPrinted, each.payer),
        (bg.payee, bg.payeePrinted, each.payee),
    ):
        graph.add_literals(node, printed_as, printed)
        party = _party(context, printed)
        if party is not None:
            party_node = context.ledger.entity(party)
            graph.add_links(node, predicate, party_node)
            context.ledger.note_subject(node, party_node, in_title=True)
    _write_period_of(context, node, each.when_printed, (each.period_start, each.period_end))


def _party(context: DocumentContext, printed: str | None) -> Entity | None:
    """Who pays or is paid, by the name printed: an organisation first."""
    for kind in _PARTY_KINDS:
        party = context.resolve(kind, printed)
        if party is not None:
            return party
    return None


def _write_period_of(
    context: DocumentContext, node: NamedNode, printed: str | None, days: DayRange
) -> None:
    """The period of a figure or sum, as printed and as an interval."""
    context.graph.add_literals(node, bg.period, printed)
    if days != (None, None):
        context.graph.add_links(node, bg.during, context.ledger.period(days))


# -- what a figure is about
# ---------------------------------------------------------------------------------------


class _MentionIndex:
    """The mentions of one document with the nodes of their entities, in order of place."""

    def __init__(self, context: DocumentContext) -> None:
        self._mentions: list[tuple[Mention, NamedNode]] = []
        for index, mention in enumerate(context.facts.mentions):
            entity = context.entity_of_mention(index)
            if entity is not None:
                self._mentions.append((mention, context.ledger.entity(entity)))
        self._mentions.sort(key=lambda pair: (pair[0].span, pair[1].value))
        self._starts = [mention.span.start for mention, _ in self._mentions]

    def inside(self, span: Span) -> Iterator[tuple[Mention, NamedNode]]:
        """The mentions that lie within ``span``."""
        for at in range(bisect_left(self._starts, span.start), len(self._starts)):
            mention, node = self._mentions[at]
            if mention.span.start >= span.end:
                return
            if mention.span in span:
                yield mention, node


def _note_subjects(
    context: DocumentContext, node: NamedNode, span: Span, words: str, mentions: _MentionIndex
) -> None:
    """Note whom the words of a figure or sum name.

    They are its subject where the thing measured, or the title it stands under, names them.
    """
    ledger, measured = context.ledger, fold(words)
    for mention, entity in mentions.inside(span):
        ledger.note_subject(node, entity, contains_words(measured, fold(mention.text)))
    for kind in _TITLED_KINDS:
        fact = context.innermost_fact(kind, span)
        if fact is not None and fact.title:
            title = fold(fact.title)
            for mention, entity in mentions.inside(fact.span):
                if contains_words(title, fold(mention.text)):
                    ledger.note_subject(node, entity, in_title=True)


# -- what the documents state together
# ----------------------------------------------------------------------------


def write_shared_measures(graph: NamedGraph, ledger: Ledger, documents: Collection[Facts]) -> None:
    """The series that figures belong to, named as most papers print them, and the periods."""
    expansions = Expansions(_acronyms(documents))
    series: dict[str, list[tuple[NamedNode, Figure]]] = {}
    figures = [
        (ledger.nodes[facts.document.id, bg.Figure, order], figure)
        for facts in documents
        for order, figure in enumerate(facts.figures)
    ]
    for node, figure in figures:
        name = indicator_key(figure.indicator, expansions) or fold(figure.indicator)
        series.setdefault(name, []).append((node, figure))
    for name in sorted(series):
        indicator = ledger.iris.at("indicator/" + (slug(name, 24) or "unnamed"))
        graph.add_types(indicator, bg.Indicator)
        graph.add_literals(indicator, bg.key, name)
        usual = _usual_name(figure.indicator for _, figure in series[name])
        graph.add_literals(indicator, RDFS_LABEL, usual)
        for node, _ in series[name]:
            graph.add_links(node, _DATA_SET, indicator)
    periods = ledger.periods
    for days in sorted(periods, key=lambda days: tuple(day or date.min for day in days)):
        _write_period(graph, ledger.iris, periods[days], days)


def _acronyms(documents: Iterable[Facts]) -> Mapping[str, str]:
    """Acronym → what most documents spell it out as."""
    votes: dict[str, Counter[str]] = {}
    for facts in documents:
        for acronym, expansion in facts.acronyms.items():
            votes.setdefault(acronym, Counter())[expansion] += 1
    return {
        acronym: min(count, key=lambda words: (-count[words], words))
        for acronym, count in sorted(votes.items())
    }


def _usual_name(printed: Iterable[str]) -> str:
    """The name that most figures bear; of several, the shortest."""
    names = Counter(printed)
    return min(names, key=lambda name: (-names[name], len(name), name))


def _write_period(graph: NamedGraph, iris: IriFactory, node: NamedNode, days: DayRange) -> None:
    """A period with the instants at its ends."""
    graph.add_types(node, _TIME + "Interval")
    label = " to ".join(day.isoformat() if day else "…" for day in days)
    graph.add_literals(node, RDFS_LABEL, label)
    for predicate, day in zip(("hasBeginning", "hasEnd"), days, strict=True):
        if day is not None:
            instant = iris.at(f"day/{day.isoformat()}")
            graph.add_types(instant, _TIME + "Instant")
            graph.add_literals(instant, _TIME + "inXSDDate", day)
            graph.add_links(node, _TIME + predicate, instant)
