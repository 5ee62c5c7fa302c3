"""Figures and sums of money → quads: one document's own, then what the documents say together.

A document's graph holds each figure (``bg:Figure``, a ``qb:Observation``) and each sum (``bg:Sum``, a
``schema:MonetaryAmount``) as printed and as read, with its place. The graph of what documents share holds the series
that a figure belongs to (``bg:Indicator``, a ``qb:DataSet``: one a thing measured, however each pack prints its name)
and the periods as ``time:Interval``, so that the same year of two packs is one resource.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

import ontology as bg
from extractors.facts import EntityKind, Facts, Figure, Mention, Span, Sum
from extractors.indicators import key
from kg.rdf.quads import LABEL, NODE, Graph, Mint
from kg.text.text_comparison import contains_words
from ontology.folding import fold, slug

if TYPE_CHECKING:
    from kg.rdf.document_writer import PaperWriter
    from kg.rdf.ledger import Place

CURRENCY = "GBP"
_P = bg.PREFIXES
_TIME = _P["time"]
_TITLED = (
    "minute",
    "report",
    "action",
)  # facts whose title says what the figures under it are about
_PARTIES: tuple[EntityKind, ...] = ("organisation", "programme", "person")

Days = tuple[date | None, date | None]


@dataclass(slots=True)
class Measured:
    """What the documents have noted for the statements made across them."""

    figures: list[tuple[NamedNode, Figure, date | None]] = field(default_factory=list)
    periods: dict[Days, NamedNode] = field(default_factory=dict)


def write(paper: PaperWriter) -> None:
    """The figures and sums of one document, into its graph; what they are about is noted in the ledger."""
    named = _named(paper)
    for order, figure in enumerate(paper.facts.figures, 1):
        node = paper.ledger.mint.below(paper.node, "figure", f"{figure.at.start}-{figure.at.end}")
        paper.state(node, bg.Figure, order, figure.span, figure.rule, figure.meeting)
        _write_figure(paper, node, figure)
        _note_subjects(paper, node, figure.span, figure.indicator, named)
    for order, each in enumerate(paper.facts.sums, 1):
        node = paper.ledger.mint.below(paper.node, "sum", f"{each.at.start}-{each.at.end}")
        paper.state(node, bg.Sum, order, each.span, each.rule, each.meeting)
        _write_sum(paper, node, each)
        _note_subjects(paper, node, each.span, each.purpose or "", named)


def _write_figure(paper: PaperWriter, node: NamedNode, figure: Figure) -> None:
    graph = paper.graph
    graph.say(node, bg.indicator, figure.indicator)
    graph.say(node, bg.unit, figure.unit)
    graph.say(node, bg.area, figure.area)
    graph.say(node, bg.areaStated, figure.area_stated if figure.area else None)
    graph.say(node, bg.value, figure.value_printed)
    graph.say(node, bg.amount, figure.value)
    graph.say(node, bg.comparison, figure.comparison)
    graph.say(node, bg.direction, figure.direction)
    graph.say(node, bg.periodFrom, figure.period_from)
    _write_time(paper, node, figure.period_printed, (figure.period_start, figure.period_end))
    seen = paper.meeting(figure.meeting)
    paper.ledger.measured.figures.append(
        (node, figure, seen.agreed("date") if seen is not None else None)
    )


def _write_sum(paper: PaperWriter, node: NamedNode, each: Sum) -> None:
    graph = paper.graph
    graph.say(node, bg.value, each.amount_printed)
    graph.say(node, bg.amount, each.amount)
    graph.plain(node, _P["schema"] + "currency", CURRENCY)
    graph.say(node, bg.purpose, each.purpose)
    graph.say(node, bg.total, each.total)
    graph.plain(node, bg.bound, each.bound)
    for tie, words, printed in (
        (bg.payer, bg.payerPrinted, each.payer),
        (bg.payee, bg.payeePrinted, each.payee),
    ):
        graph.say(node, words, printed)
        for kind in _PARTIES if printed else ():
            party = paper.ledger.identities.resolve(paper.facts.document.id, kind, printed or "")
            if party is not None:
                graph.tie(node, tie, paper.ledger.entity(party))
                paper.ledger.discussed.setdefault(node, {})[paper.ledger.entity(party).value] = True
                break
    _write_time(paper, node, each.when_printed, (each.period_start, each.period_end))


def _write_time(paper: PaperWriter, node: NamedNode, printed: str | None, days: Days) -> None:
    paper.graph.say(node, bg.period, printed)
    if days != (None, None):
        paper.graph.tie(node, bg.during, period(paper.ledger.mint, paper.ledger.measured, days))


def period(mint: Mint, measured: Measured, days: Days) -> NamedNode:
    """The interval from one day to another, noted so that ``write_together`` says what it is."""
    if days not in measured.periods:
        ends = "/".join(day.isoformat() if day else "open" for day in days)
        measured.periods[days] = _node(mint, f"period/{ends}")
    return measured.periods[days]


def _node(mint: Mint, path: str) -> NamedNode:
    return NODE[mint.base + path]


# -- what a figure is about -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Named:
    """The mentions of one document with their entities, in order of place."""

    starts: list[int]
    mentions: list[tuple[Mention, str]]

    def inside(self, span: Span) -> Iterable[tuple[Mention, str]]:
        for at in range(bisect_left(self.starts, span.start), len(self.starts)):
            mention, body = self.mentions[at]
            if mention.span.start >= span.end:
                return
            if mention.span in span:
                yield mention, body


def _named(paper: PaperWriter) -> _Named:
    found = []
    for index, mention in enumerate(paper.facts.mentions):
        entity = paper.ledger.identities.of_mention(paper.facts.document.id, index)
        if entity is not None:
            found.append((mention, paper.ledger.entity(entity).value))
    found.sort(key=lambda pair: (pair[0].span, pair[1]))
    return _Named([mention.span.start for mention, _ in found], found)


def _note_subjects(
    paper: PaperWriter, node: NamedNode, span: Span, words: str, named: _Named
) -> None:
    """Ties a figure to who is named in its words; as its subject, where what is measured or the title names them."""
    about = paper.ledger.discussed.setdefault(node, {})
    told = fold(words)
    for mention, body in named.inside(span):
        about[body] = contains_words(told, fold(mention.text)) or about.get(body, False)
    for kind in _TITLED:
        place = paper.holder(kind, span)
        for body in _titled(place, named) if place is not None and place.title else ():
            about[body] = True


def _titled(place: Place, named: _Named) -> Iterable[str]:
    title = fold(place.title)
    return sorted(
        {
            body
            for mention, body in named.inside(place.span)
            if contains_words(title, fold(mention.text))
        }
    )


# -- what the documents say together ----------------------------------------------------------------------------------


def write_together(
    graph: Graph, mint: Mint, measured: Measured, documents: Iterable[Facts]
) -> None:
    """The series that figures belong to, named as most papers print them, and the periods."""
    acronyms = _acronyms(documents)
    series: dict[str, list[tuple[NamedNode, Figure, date | None]]] = {}
    for node, figure, day in measured.figures:
        series.setdefault(key(figure.indicator, acronyms) or fold(figure.indicator), []).append(
            (node, figure, day)
        )
    for name in sorted(series):
        indicator = _node(mint, "indicator/" + (slug(name, 24) or "unnamed"))
        graph.a(indicator, bg.Indicator)
        graph.say(indicator, bg.key, name)
        graph.say(indicator, LABEL, _called(series[name]))
        for node, _, _ in series[name]:
            graph.tie(node, _P["qb"] + "dataSet", indicator)
    for days in sorted(measured.periods, key=lambda days: tuple(day or date.min for day in days)):
        _write_period(graph, mint, measured.periods[days], days)


def _acronyms(documents: Iterable[Facts]) -> Mapping[str, str]:
    """Acronym → what most documents spell it out as."""
    votes: dict[str, Counter[str]] = {}
    for facts in documents:
        for short, spelled in facts.acronyms.items():
            votes.setdefault(short, Counter())[spelled] += 1
    return {
        short: min(count, key=lambda words: (-count[words], words))
        for short, count in sorted(votes.items())
    }


def _called(figures: Iterable[tuple[NamedNode, Figure, date | None]]) -> str:
    """The name that most figures bear; of several, the shortest."""
    names = Counter(figure.indicator for _, figure, _ in figures)
    return min(names, key=lambda name: (-names[name], len(name), name))


def _write_period(graph: Graph, mint: Mint, node: NamedNode, days: Days) -> None:
    graph.a(node, _TIME + "Interval")
    graph.say(node, LABEL, " to ".join(day.isoformat() if day else "…" for day in days))
    for tie, day in zip((_TIME + "hasBeginning", _TIME + "hasEnd"), days, strict=True):
        if day is not None:
            instant = _node(mint, f"day/{day.isoformat()}")
            graph.a(instant, _TIME + "Instant")
            graph.say(instant, _TIME + "inXSDDate", day)
            graph.tie(node, tie, instant)
