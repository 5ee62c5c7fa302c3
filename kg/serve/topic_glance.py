"""What the first look at a topic's page tells: who is behind it, what is newest, open and paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.views.network.edges import EvidenceQuote, FullNetwork
from kg.views.network.tie_relations import BY_KEY
from kg.views.profile import MoneySum
from kg.views.timeline.briefing import newest_sum
from kg.views.timeline.follow_up import TopicOutcome
from kg.views.timeline.model import Trace

MOST_NAMES = 2
# Ties that say who is behind a topic, the most telling first; for a person, what they stand for.
_BEHIND = (
    *("leads", "chairs", "responsible-for", "represents"),
    *("delivers", "presented", "reported-on"),
)
_STANDS_FOR = ("represents", "leads", "chairs")


@dataclass(frozen=True, slots=True)
class TiedName:
    """Who is tied to the topic, by IRI and name, and when the papers last say so (ISO)."""

    iri: str
    name: str
    last: str | None


@dataclass(frozen=True, slots=True)
class TopicGlance:
    """``says`` words how ``names`` are tied to the topic; ``newest`` is the day of the newest of
    ``meetings`` (ISO); ``is_open`` counts what is still asked for.
    """

    says: str
    names: tuple[TiedName, ...]
    newest: str | None
    meetings: int
    is_open: int
    money: MoneySum | None


def topic_glance(
    trace: Trace, outcomes: Sequence[TopicOutcome], ties: FullNetwork, iri: str
) -> TopicGlance:
    """The glance at the topic ``iri``."""
    says, names = _tied(ties, iri, trace.topic.kind == "person")
    return TopicGlance(
        says,
        names,
        trace.dates[-1] if trace.dates else None,
        len(trace.dates),
        sum(each.is_open for each in outcomes),
        newest_sum(trace.profile.money),
    )


def _tied(ties: FullNetwork, iri: str, is_person: bool) -> tuple[str, tuple[TiedName, ...]]:
    """By the most telling relation that there is: its words, and whom it was last stated of."""
    for key in _STANDS_FOR if is_person else _BEHIND:
        found = []
        for other in ties.strength.get(iri, {}):
            evidence = ties.edges.get((iri, other, key) if is_person else (other, iri, key))
            if evidence is not None and other not in ties.boards:
                found.append(TiedName(other, ties.nodes[other].label, _last_day(evidence[0])))
        if found:
            newest = sorted(found, key=lambda each: each.name)
            newest.sort(key=lambda each: each.last or "", reverse=True)
            relation = BY_KEY[key]
            return relation.label if is_person else relation.inverse, tuple(newest[:MOST_NAMES])
    return "", ()


def _last_day(quotes: Sequence[EvidenceQuote]) -> str | None:
    return max((quote.date for quote in quotes if quote.date), default=None)
