"""Each part of a trace in one line of words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Protocol

from kg.text.topic_keys import topic_keys
from kg.views.profile import (
    TIMELESS,
    CitedSentence,
    CoMention,
    FigurePoint,
    FigureSeries,
    MoneySum,
    StatedRelation,
    TopicRequest,
    TopicSpeaker,
)
from kg.views.timeline.formatting import count, day, pages, span
from kg.views.timeline.model import CitedPassage, Representation, Trace, TracedTopic

CO_MENTIONS = 10  # shown beside a topic; JSON has all of them
PARTS = {
    "minutes": "Minute",
    "agenda": "Agenda item",
    "action-log": "Action log",
    "report": "Report",
    "presentation": "Slides",
    "appendix": "Appendix",
}
_BOUNDS = {"exact": "", "most": "up to ", "least": "over ", "about": "about "}
_RELATIONS: Mapping[str, str] = {
    "partner": "{subject} works in partnership with {object}",
    "replaces": "{subject} replaces {object}",
}
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"\d{4}")


class OnPage(Protocol):
    """Whatever stands on a page of a document."""

    @property
    def page(self) -> str | None: ...

    @property
    def document(self) -> str | None: ...


# -- where something stands -----------------------------------------------------------------------


def source(line: OnPage) -> str:
    """The document and the page that something stands on."""
    return " ".join(part for part in (line.document, pages(line.page)) if part)


def passage_place(passage: CitedPassage) -> str:
    """Where a passage stands: part, item, day and page."""
    when = f", {day(passage.date)}" if passage.date else ""
    page = f", {pages(passage.page)}" if passage.page else ""
    return f"{_passage_part(passage)}{when}{page}"


def _passage_part(passage: CitedPassage) -> str:
    if passage.part == "minutes":
        return f"Minute {passage.item}" if passage.item else "Minutes"
    part = PARTS.get(passage.part or "", "Page" if passage.page else "Paper")
    return f"{part}, agenda item {passage.item}" if passage.item else part


def point_sources(point: FigurePoint) -> str:
    """Every paper and page that gives a figure."""
    return "; ".join(dict.fromkeys(source(paper) for paper in point.papers))


# -- the topic and who speaks for it --------------------------------------------------------------


def other_names(topic: TracedTopic) -> tuple[str, ...]:
    """The topic's other names, one of those that differ only by capitals, a plural or a bracket."""
    seen = set(topic_keys(topic.name))
    names = []
    for name in sorted(topic.also_known_as, key=_plainness):
        keys = set(topic_keys(name))
        if not keys & seen:
            names.append(name)
        seen |= keys
    return tuple(sorted(names, key=topic.also_known_as.index))


def _plainness(name: str) -> tuple[bool, int, str]:
    """Orders names: without brackets first, then the most capitals."""
    return ("(" in name, -sum(map(str.isupper, name)), name)


def role_lines(roles: Iterable[Representation]) -> tuple[str, ...]:
    """For each organisation (or person) one line: when, and in which roles one after the other."""
    grouped: dict[str, list[Representation]] = {}
    for role in roles:
        grouped.setdefault(role.organisation, []).append(role)
    return tuple(_role_line(name, held) for name, held in grouped.items())


def _role_line(name: str, held: Iterable[Representation]) -> str:
    roles = list(held)
    first = min((role.first for role in roles if role.first), default=None)
    last = max((role.last for role in roles if role.last), default=None)
    when = f", {span(first, last)}" if first else ""
    offices = ", then ".join(
        _office_in_words(role, dated=len(roles) > 1) for role in roles if role.role
    )
    return f"{name}{when}: {offices}" if offices else f"{name}{when}"


def _office_in_words(role: Representation, dated: bool) -> str:
    when = f" ({span(role.first, role.last)})" if dated and role.first else ""
    return f"{role.role}{when}"


def speaker_line(speaker: TopicSpeaker) -> str:
    """Who brought the topic, for whom, how often and when."""
    bodies = f" ({', '.join(speaker.organisations)})" if speaker.organisations else ""
    when = f", {span(speaker.first, speaker.last)}" if speaker.first else ""
    return f"{speaker.name}{bodies}: {count(speaker.meetings, 'meeting')}{when}"


def relation_line(relation: StatedRelation) -> str:
    """What the papers state of two entities."""
    words = _RELATIONS.get(relation.relation, "{subject} is {relation} {object}")
    return words.format(
        subject=relation.subject, relation=relation.relation, object=relation.object
    )


# -- co-mentions, money and figures ---------------------------------------------------------------


def co_mentions_by_sentence(
    co_mentions: Iterable[CoMention],
) -> tuple[tuple[tuple[CoMention, ...], CitedSentence], ...]:
    """The strongest co-mentions, grouped by the sentence that names them."""
    grouped: dict[CitedSentence, list[CoMention]] = {}
    for each in islice(co_mentions, CO_MENTIONS):
        grouped.setdefault(each.words, []).append(each)
    return tuple((tuple(named), words) for words, named in grouped.items())


def co_mention_line(each: CoMention) -> str:
    """An entity named with the topic, its kind, and how often."""
    times = f", {count(each.passages, 'passage')}" if each.passages > 1 else ""
    return f"{each.name} ({each.kind}{times})"


def sums_by_sentence(
    sums: Iterable[MoneySum],
) -> tuple[tuple[tuple[MoneySum, ...], CitedSentence], ...]:
    """The sums of money, grouped by the sentence that states them."""
    grouped: dict[CitedSentence, list[MoneySum]] = {}
    for each in sums:
        grouped.setdefault(each.words, []).append(each)
    return tuple((tuple(together), words) for words, together in grouped.items())


def money_line(each: MoneySum) -> str:
    """A sum: how much, from whom, to whom, for what and when."""
    parts = (
        "in total, " if each.total else "",
        _BOUNDS.get(each.bound, ""),
        each.value,
        f" from {each.payer}" if each.payer else "",
        f" to {each.payee}" if each.payee else "",
        f", {each.purpose}" if each.purpose else "",
        f" ({each.period})" if each.period else "",
    )
    return "".join(parts)


def series_name(series: FigureSeries) -> str:
    """An indicator with its unit and area."""
    return series.name + "".join(
        f", {part}" for part in (series.unit, series.area) if part and part != "count"
    )


def point_period(point: FigurePoint) -> str:
    """The period of a figure as printed, with its last day where that has no year."""
    if not point.period:
        return "" if point.role in TIMELESS else f"papers of {day(point.when)}"
    ends = point.period.split(" to ")
    if len(ends) == 2 and all(_ISO_DATE.fullmatch(end) for end in ends):
        return f"{day(ends[0])} to {day(ends[1])}"
    if point.when and not _YEAR.search(point.period):
        return f"{point.period} (to {day(point.when)})"
    return point.period


# -- requests and the whole -----------------------------------------------------------------------


def request_line(request: TopicRequest) -> str:
    """How a request stands: its status, when it was made, of whom, and when it is due."""
    asked = request.words.date
    parts = (
        request.status or "",
        f"asked {day(asked)}" if asked else "",
        f"of {request.asked_of}" if request.asked_of else "",
        f"due {day(request.due)}" if request.due else "",
    )
    lacking = "" if request.at_hand else f"; no papers of {day(request.due)} are at hand"
    return ", ".join(part for part in parts if part) + lacking


def trace_summary(shown: Trace) -> str:
    """The whole trace in a sentence: meetings, reports, resolutions, actions, open requests."""
    dates = shown.dates
    counts = [count(len(dates), "meeting") + (f", {span(dates[0], dates[-1])}" if dates else "")]
    counts += _event_counts(shown)
    if shown.actions:
        still = sum(action.is_open for action in shown.actions)
        counts.append(
            f"{count(len(shown.actions), 'action')}, {still or 'none'} open in the newest log"
        )
    unanswered = [request for request in shown.requests if request.is_open]
    if unanswered:
        late = sum(request.status == "overdue" for request in unanswered)
        overdue = f", {late} overdue" if late else ""
        counts.append(f"{count(len(unanswered), 'request')} unanswered{overdue}")
    return "; ".join(counts) + "."


def _event_counts(shown: Trace) -> list[str]:
    reports = sum(event.event == "report" for event in shown.events)
    clauses = sum(event.event == "resolved" for event in shown.events)
    counts = [count(reports, "report")] if reports else []
    return [*counts, f"{count(clauses, 'clause')} resolved"] if clauses else counts


TEMPLATE_FILTERS: Mapping[str, Callable[..., object]] = {
    "co_mention": co_mention_line,
    "co_mentions_by_sentence": co_mentions_by_sentence,
    "day": day,
    "money": money_line,
    "pages": pages,
    "papers": point_sources,
    "period": point_period,
    "place": passage_place,
    "relation": relation_line,
    "request": request_line,
    "roles": role_lines,
    "series_name": series_name,
    "source": source,
    "speaker": speaker_line,
    "sums_by_sentence": sums_by_sentence,
}  # as the templates call them
