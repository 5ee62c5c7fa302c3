"""Each part of a trace in one line of words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Protocol

from kg.text.topic_keys import topic_keys
from kg.views.paper_places import link, published
from kg.views.profile import (
    TIMELESS,
    CitedSentence,
    CoMention,
    FigurePoint,
    FigureSeries,
    MoneySum,
    OfficeChange,
    StatedRelation,
    TopicProfile,
    TopicRequest,
    TopicSpeaker,
)
from kg.views.timeline.briefing import BriefSentence
from kg.views.timeline.citations import place_within, without_paragraph_number
from kg.views.timeline.formatting import count, day, pages, span
from kg.views.timeline.model import (
    CitedPassage,
    Representation,
    TopicChange,
    Trace,
    TracedTopic,
)
from kg.views.timeline.salience import is_noting
from kg.views.wording import ui_text, word_for, words

CO_MENTIONS = 10  # shown beside a topic; JSON has all of them
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
    """The papers and the page that something stands on, the day in place of the file."""
    when = getattr(line, "date", None)
    papers = ui_text("sources.papers", day=day(when)) if when else (line.document or "")
    return ", ".join(part for part in (papers, pages(line.page)) if part)


def passage_place(passage: CitedPassage) -> str:
    """Where a passage stands: part, item, day and page."""
    when = f", {day(passage.date)}" if passage.date else ""
    page = f", {pages(passage.page)}" if passage.page else ""
    return f"{_passage_part(passage)}{when}{page}"


def _passage_part(passage: CitedPassage) -> str:
    if passage.part == "minutes":
        return f"Minute {passage.item}" if passage.item else "Minutes"
    part = words("parts").get(passage.part or "", "Page" if passage.page else "Paper")
    return part + ui_text("notes.of_item", item=passage.item) if passage.item else part


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
    offices = ui_text("notes.then").join(
        _office_in_words(role, dated=len(roles) > 1) for role in roles if role.role
    )
    return f"{name}{when}: {offices}" if offices else f"{name}{when}"


def _office_in_words(role: Representation, dated: bool) -> str:
    when = f" ({span(role.first, role.last)})" if dated and role.first else ""
    return f"{role.role}{when}"


def speaker_line(speaker: TopicSpeaker) -> str:
    """Who presented the topic, for whom, how often and when."""
    bodies = f" ({', '.join(speaker.organisations)})" if speaker.organisations else ""
    when = f", {span(speaker.first, speaker.last)}" if speaker.first else ""
    return f"{speaker.name}{bodies}: {count(speaker.meetings, 'meeting')}{when}"


def relation_line(relation: StatedRelation) -> str:
    """What the papers state of two entities."""
    key = relation.relation if relation.relation in words("relations") else "other"
    return ui_text(
        f"relations.{key}",
        subject=relation.subject,
        relation=relation.relation,
        object=relation.object,
    )


def change_line(change: TopicChange) -> str:
    """A renaming or succession: “Renamed: A → B, 6 March 2020”."""
    when = f", {day(change.date)}" if change.date else ""
    kind = word_for("changes", change.kind)
    return f"{kind[:1].upper()}{kind[1:]}: {change.before} → {change.after}{when}"


def office_change_line(change: OfficeChange) -> str:
    """Who followed whom: “The Board, Chair: Ann Lee (last in the papers of …), then Tom Fox …”."""
    key = "post" if change.title else "seat"
    return ui_text(
        f"office_changes.{key}",
        title=change.title or "",
        organisation=change.organisation,
        left=change.left,
        last=day(change.last),
        followed=change.followed,
        first=day(change.first),
    )


def limits(shown: Trace) -> Iterator[str]:
    """The limits that were asked for, a line each."""
    if shown.since or shown.until:
        parts = [ui_text("topic.since", day=day(shown.since))] if shown.since else []
        parts += [ui_text("topic.until", day=day(shown.until))] if shown.until else []
        yield ui_text("topic.limited", limits=" ".join(parts))
    if shown.since_pack:
        yield ui_text("topic.since_pack", day=day(shown.since_pack))


def left_out_line(shown: Trace) -> str:
    """How many statements are not shown; empty where all are."""
    if not shown.left_out:
        return ""
    key = "one" if shown.left_out == 1 else "many"
    return ui_text(f"notes.left_out_{key}", count=shown.left_out)


def with_sources(sentence: BriefSentence) -> str:
    """A sentence of the briefing with its sources in brackets."""
    cited = "; ".join(dict.fromkeys(source.cited for source in sentence.sources))
    return f"{sentence.text} ({cited})" if cited else sentence.text


# -- co-mentions, money and figures ---------------------------------------------------------------


def co_mentions_by_sentence(
    co_mentions: Iterable[CoMention],
) -> tuple[tuple[tuple[CoMention, ...], CitedSentence], ...]:
    """The strongest co-mentions, grouped by the sentence that names them."""
    grouped: dict[CitedSentence, list[CoMention]] = {}
    for each in islice(co_mentions, CO_MENTIONS):
        grouped.setdefault(each.words, []).append(each)
    return tuple((tuple(named), words) for words, named in grouped.items())


def co_mention_names(profile: TopicProfile) -> str:
    """The strongest co-mentions in one line."""
    return ", ".join(each.name for each in profile.co_mentions[:CO_MENTIONS])


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
        ui_text("money.total") if each.total else "",
        words("money").get(each.bound, ""),
        each.value,
        ui_text("money.payer", name=each.payer) if each.payer else "",
        ui_text("money.payee", name=each.payee) if each.payee else "",
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
        return "" if point.role in TIMELESS else ui_text("notes.papers_of", day=day(point.when))
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
        word_for("status", request.status),
        f"asked {day(asked)}" if asked else "",
        f"of {request.asked_of}" if request.asked_of else "",
        f"due {day(request.due)}" if request.due else "",
    )
    lacking = "" if request.at_hand else f"; {ui_text('notes.not_held', day=day(request.due))}"
    return ", ".join(part for part in parts if part) + lacking


def trace_summary(shown: Trace) -> str:
    """The whole trace in a sentence: meetings, reports, resolutions, actions, open requests."""
    dates = shown.dates
    meetings = count(len(dates), ui_text("summary.meetings"))
    counts = [meetings + (f", {span(dates[0], dates[-1])}" if dates else "")]
    counts += _event_counts(shown)
    if shown.actions:
        still = sum(action.is_open for action in shown.actions)
        counts.append(
            ui_text(
                "summary.actions",
                actions=count(len(shown.actions), "action"),
                open=still or ui_text("summary.no_actions_open"),
            )
        )
    unanswered = [request for request in shown.requests if request.is_open]
    if unanswered:
        late = sum(request.status == "overdue" for request in unanswered)
        overdue = ui_text("summary.overdue", late=late) if late else ""
        requests = count(len(unanswered), "request")
        counts.append(ui_text("summary.unanswered", requests=requests) + overdue)
    return "; ".join(counts) + "."


def _event_counts(shown: Trace) -> list[str]:
    reports = sum(event.event == "report" for event in shown.events)
    clauses = sum(event.event == "resolved" and not is_noting(event) for event in shown.events)
    counts = [count(reports, ui_text("summary.reports"))] if reports else []
    return [*counts, count(clauses, ui_text("summary.decisions"))] if clauses else counts


TEMPLATE_FILTERS: Mapping[str, Callable[..., object]] = {
    "change": change_line,
    "co_mention": co_mention_line,
    "co_mention_names": co_mention_names,
    "left_out": left_out_line,
    "link": link,
    "plain": without_paragraph_number,
    "with_sources": with_sources,
    "co_mentions_by_sentence": co_mentions_by_sentence,
    "day": day,
    "money": money_line,
    "office_change": office_change_line,
    "pages": pages,
    "place_within": place_within,
    "published": published,
    "papers": point_sources,
    "period": point_period,
    "place": passage_place,
    "relation": relation_line,
    "request": request_line,
    "roles": role_lines,
    "series_name": series_name,
    "source": source,
    "step": lambda step: word_for("steps", step),
    "speaker": speaker_line,
    "sums_by_sentence": sums_by_sentence,
}  # as the templates call them
