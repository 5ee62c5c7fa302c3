"""Sources as people cite them: “Minutes of 17 March 2023, minute 36(b)”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from kg.ontology.folding import fold
from kg.views.timeline.formatting import day, pages, readable
from kg.views.timeline.model import (
    PageSentence,
    TimelineAction,
    TimelineEvent,
    TopicStatement,
    Trace,
)
from kg.views.wording import ui_text, words

_POINT = re.compile(r"^\((?:[ivx]{1,5}|[a-z])\)\s+(?=[A-Z“‘\"'])")
_PARAGRAPH = re.compile(r"^(\d{1,3}(?:\.\d{1,2})?)[.)]?\s+(?=[A-Z“‘\"'(])")
_ON_ITS_PAGE = ("report", "presentation", "appendix")  # parts that are cited with the page


class Quoted(Protocol):
    """Words of a paper and where they stand."""

    @property
    def page(self) -> str | None: ...

    @property
    def document(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Where words stand: day (ISO), part, item, clause, page and point; the body that a report is
    of, or else its author.
    """

    date: str | None
    part: str | None
    item: str | None = None
    clause: str | None = None
    body: str | None = None
    author: str | None = None
    page: str | None = None
    point: str | None = None


def point_in_words(point: str) -> str:
    """A point in words: “para 14”, “(iii)”."""
    if point[0].isdigit():
        return ui_text("sources.paragraph", number=point)
    return f"({point})"


def citation(place: SourcePlace, text: str = "") -> str:
    """A place in words; ``text`` are the words cited, which may begin with their paragraph."""
    if place.date is None:
        return _with_page(ui_text("sources.undated"), place)
    when = day(place.date)
    if place.part == "minutes":
        return _minute(place, when)
    if place.part == "action-log":
        line = ui_text("sources.action-log", day=when)
        return f"{line}, {ui_text('sources.action', item=place.item)}" if place.item else line
    if place.part == "report":
        return _report(place, when, text)
    known = place.part if place.part in words("sources") else "papers"
    line = ui_text(f"sources.{known}", day=when)
    if place.part == "agenda" and place.item:
        return f"{line}, {ui_text('sources.item', item=place.item)}"
    return _with_page(line, place)


def _minute(place: SourcePlace, when: str) -> str:
    line = ui_text("sources.minutes", day=when)
    if not place.item:
        return _with_page(line, place)
    point = place.clause or (place.point if place.point and place.point.isalpha() else None)
    clause = f"({point})" if point else ""
    return f"{line}, {ui_text('sources.minute', item=place.item, clause=clause)}"


def _report(place: SourcePlace, when: str, text: str) -> str:
    if place.body:
        line = ui_text("sources.report_of", body=readable(place.body), day=when)
    elif place.author:
        line = ui_text("sources.report_by", author=readable(place.author), day=when)
    else:
        line = ui_text("sources.report", day=when)
    paragraph = _PARAGRAPH.match(text)
    point = paragraph[1] if paragraph else place.point
    if point and point[0].isdigit():
        line += f", {point_in_words(point)}"
    return _with_page(line, place)


def _with_page(line: str, place: SourcePlace) -> str:
    return f"{line}, {pages(place.page)}" if place.page else line


def place_within(sentence: PageSentence, page: str | None) -> str:
    """Where a further sentence of an event stands: its point, and its page where the event's
    (``page``) is another; empty where that is not known.
    """
    told = [point_in_words(sentence.point)] if sentence.point else []
    if sentence.page and sentence.page != page:
        told.append(pages(sentence.page))
    return ", ".join(told)


def without_paragraph_number(text: str) -> str:
    """Words without the number or letter that they begin with; their source gives it."""
    return _POINT.sub("", _PARAGRAPH.sub("", text, count=1), count=1)


def event_place(event: TimelineEvent, sentence: PageSentence | None = None) -> SourcePlace:
    """Where an event stands, or a sentence of it."""
    part = "minutes" if event.event in ("discussed", "resolved", "asked") else event.part
    return SourcePlace(
        event.date,
        "action-log" if event.event == "action" else part,
        event.item,
        event.clause,
        event.organisation,
        event.by,
        sentence.page if sentence and sentence.page else event.page,
        sentence.point if sentence else event.point,
    )


class Sources:
    """Finds the source of whatever a trace quotes, by its document and words."""

    def __init__(self, shown: Trace) -> None:
        self._places: dict[tuple[str, str], SourcePlace] = {}
        self._packs = dict(shown.papers)
        for document, text, place in _places(shown):
            self._places.setdefault((document, fold(text)), place)

    def of(self, quoted: Quoted) -> str:
        """The citation of some words; where nothing told has them, the day that they bear, else
        that of the pack, and the page.
        """
        text = str(getattr(quoted, "text", None) or getattr(quoted, "quote", None) or "")
        known = self._places.get((quoted.document or "", fold(text)))
        when = getattr(quoted, "date", None) or self._packs.get(quoted.document or "")
        own = SourcePlace(when, None, page=quoted.page)
        if known is not None and known.date is None:
            known = replace(known, date=when)
        place = known or own
        if known is not None and quoted.page and known.part in _ON_ITS_PAGE:
            place = replace(known, page=quoted.page)
        return citation(place, text)


def _places(shown: Trace) -> Iterator[tuple[str, str, SourcePlace]]:
    """Document, words and place of everything in a trace that has a place."""
    for event in (*shown.events, *shown.spoken_requests):
        yield event.document, event.text, event_place(event)
        for sentence in event.sentences:
            yield event.document, sentence.text, event_place(event, sentence)
    for action in shown.actions:
        yield from _log_places(action)
    for request in shown.requests:
        place = SourcePlace(request.words.date, "minutes", request.item, request.clause)
        yield request.words.document, request.words.text, place
    for correction in shown.corrections:
        place = SourcePlace(
            correction.words.date, "minutes", correction.item, page=correction.words.page
        )
        yield correction.words.document, correction.words.text, place
    for each in (*shown.statements, *shown.wider_statements):
        yield each.document, each.text, _statement_place(each)


def _statement_place(each: TopicStatement) -> SourcePlace:
    """Where a statement stands that no event tells."""
    part = "minutes" if each.event in ("discussed", "resolved", "asked") else each.part
    part = "action-log" if each.event == "action" else part
    return SourcePlace(each.date, part, each.item, page=each.page, point=each.point)


def _log_places(action: TimelineAction) -> Iterator[tuple[str, str, SourcePlace]]:
    for entry in action.entries:
        yield entry.document, entry.text, SourcePlace(entry.date, "action-log", entry.number)
