"""Each find of a trace in one line of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Protocol

from kg.text.topic_keys import topic_keys
from kg.views.profile import Asked, Companion, Money, Point, Series, Speaker, Stated, Told
from kg.views.timeline.formatting import count, day, pages, span
from kg.views.timeline.model import Extract, Role, Topic, Trace

COMPANY = 10  # names shown beside a topic; JSON has all of them
PARTS = {"minutes": "Minute", "agenda": "Agenda item", "action-log": "Action log", "report": "Report",
         "presentation": "Slides", "appendix": "Appendix"}  # fmt: skip


class Placed(Protocol):
    """Whatever stands on a page of a document."""

    @property
    def page(self) -> str | None: ...

    @property
    def document(self) -> str | None: ...


def source(line: Placed) -> str:
    """The document and the page that something stands on."""
    return " ".join(part for part in (line.document, pages(line.page)) if part)


def where(extract: Extract) -> str:
    """Where a passage stands: page, part, item and day."""
    part = PARTS.get(extract.part or "", "Page" if extract.page else "Paper")
    if extract.part == "minutes":
        part = f"Minute {extract.item}" if extract.item else "Minutes"
    elif extract.item:
        part += f", agenda item {extract.item}"
    when = f", {day(extract.date)}" if extract.date else ""
    return f"{part}{when}" + (f", {pages(extract.page)}" if extract.page else "")


def also(topic: Topic) -> tuple[str, ...]:
    """Its other names, one for each that differs by more than capitals, a plural or a bracket."""
    seen = set(topic_keys(topic.name))
    names = []
    for name in sorted(
        topic.also_known_as, key=lambda name: ("(" in name, -sum(map(str.isupper, name)), name)
    ):
        keys = set(topic_keys(name))
        if not keys & seen:
            names.append(name)
        seen |= keys
    return tuple(sorted(names, key=topic.also_known_as.index))


def roles(found: Iterable[Role]) -> tuple[str, ...]:
    """Who stood for whom, each other one in one line: as what, one office after the other, and when."""
    grouped: dict[str, list[Role]] = {}
    for role in found:
        grouped.setdefault(role.organisation, []).append(role)
    lines = []
    for name, held in grouped.items():
        named = [role for role in held if role.role]
        offices = [
            f"{role.role}" + (f" ({_shown(role)})" if len(held) > 1 and role.first else "")
            for role in named
        ]
        first = min((role.first for role in held if role.first), default=None)
        last = max((role.last for role in held if role.last), default=None)
        when = f", {span(first, last)}" if first else ""
        lines.append(name + when + (f": {', then '.join(offices)}" if offices else ""))
    return tuple(lines)


def _shown(role: Role) -> str:
    return span(role.first, role.last)


def company(found: Iterable[Companion]) -> tuple[tuple[tuple[Companion, ...], Told], ...]:
    """The closest of those named with the topic, those together whom one sentence names."""
    grouped: dict[Told, list[Companion]] = {}
    for each in islice(found, COMPANY):
        grouped.setdefault(each.words, []).append(each)
    return tuple((tuple(named), words) for words, named in grouped.items())


def companion(each: Companion) -> str:
    """Somebody named with the topic, and how often."""
    return f"{each.name} ({each.kind}" + (
        f", {count(each.passages, 'passage')})" if each.passages > 1 else ")"
    )


def speaker(who: Speaker) -> str:
    """Who brought the topic, for whom, how often and when, in one line."""
    bodies = f" ({', '.join(who.organisations)})" if who.organisations else ""
    return f"{who.name}{bodies}: {count(who.meetings, 'meeting')}" + (
        f", {span(who.first, who.last)}" if who.first else ""
    )


_SAID: Mapping[str, str] = {
    "partner": "{subject} works in partnership with {object}",
    "replaces": "{subject} replaces {object}",
}


def stated(each: Stated) -> str:
    """What the papers say of two, in one line."""
    words = _SAID.get(each.relation, "{subject} is {relation} {object}")
    return words.format(subject=each.subject, relation=each.relation, object=each.object)


def asked_for(each: Asked) -> str:
    """How a request stands, in one line."""
    parts = [each.status or "", f"asked {day(each.words.date)}" if each.words.date else ""]
    parts += [
        f"of {each.asked_of}" if each.asked_of else "",
        f"due {day(each.due)}" if each.due else "",
    ]
    lacking = "" if each.at_hand else f"; no papers of {day(each.due)} are at hand"
    return ", ".join(part for part in parts if part) + lacking


_BOUNDS = {"exact": "", "most": "up to ", "least": "over ", "about": "about "}


def money(each: Money) -> str:
    """A sum in one line: how much, from whom, to whom, for what and when."""
    total = "in total, " if each.total else ""
    parts = [f" from {each.payer}" if each.payer else "", f" to {each.payee}" if each.payee else ""]
    parts += [
        f", {each.purpose}" if each.purpose else "",
        f" ({each.period})" if each.period else "",
    ]
    return total + _BOUNDS.get(each.bound, "") + each.value + "".join(parts)


def sums(found: Iterable[Money]) -> tuple[tuple[tuple[Money, ...], Told], ...]:
    """The sums of money, those of one sentence together."""
    grouped: dict[Told, list[Money]] = {}
    for each in found:
        grouped.setdefault(each.words, []).append(each)
    return tuple((tuple(together), words) for words, together in grouped.items())


def called(series: Series) -> str:
    """An indicator with its unit and area."""
    return series.name + "".join(
        f", {part}" for part in (series.unit, series.area) if part and part != "count"
    )


def period(point: Point) -> str:
    """The time a figure is for, as printed, else its last day."""
    days_of = (point.period or "").split(" to ")
    if len(days_of) == 2 and all(re.fullmatch(r"\d{4}-\d\d-\d\d", each) for each in days_of):
        return f"{day(days_of[0])} to {day(days_of[1])}"
    if point.period and point.when and not re.search(r"\d{4}", point.period):
        return f"{point.period} (to {day(point.when)})"
    return point.period or (
        "" if point.role in ("threshold", "target", "typical") else f"papers of {day(point.when)}"
    )


def summary(shown: Trace) -> str:
    """The whole in a sentence or two."""
    meetings, dates = len(shown.dates), shown.dates
    counts = [count(meetings, "meeting") + (f", {span(dates[0], dates[-1])}" if dates else "")]
    for event, noun, did in (("report", "report", ""), ("resolved", "clause", " resolved")):
        number = sum(each.event == event for each in shown.events)
        counts += [count(number, noun) + did] if number else []
    if shown.actions:
        still = sum(action.is_open for action in shown.actions)
        counts.append(
            count(len(shown.actions), "action") + f", {still or 'none'} open in the newest log"
        )
    asked = [request for request in shown.requests if request.is_open]
    if asked:
        late = sum(request.status == "overdue" for request in asked)
        counts.append(
            f"{count(len(asked), 'request')} unanswered" + (f", {late} overdue" if late else "")
        )
    return "; ".join(counts) + "."


def papers(point: Point) -> str:
    """Where a figure stands, every paper."""
    return "; ".join(dict.fromkeys(source(each) for each in point.papers))
