"""A trace in words: its days with their items and lines, what came of what was asked for, and each find in one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.dossier import OPEN, Asked, Money, Point, Series, Speaker, Stated, Told
from kg.names import topic_keys
from kg.quote import cut
from kg.trace.fates import corrects, says
from kg.trace.follow import told as already_told
from kg.trace.story import Action, Change, Correction, Event, Extract, Role, Tied, Topic, Trace, Words
from kg.trace.wording import count, day, joined, pages, span
from ontology.vocabulary import fold

PASSAGES = 4  # sentences of one report shown beside the first; JSON has all of them
FEWEST = 5  # words of a sentence that says something
CLAUSE = 220  # characters of a decision where it is only recalled

_PARTS = {"minutes": "Minute", "agenda": "Agenda item", "action-log": "Action log", "report": "Report",
          "presentation": "Slides", "appendix": "Appendix"}  # fmt: skip
_EVENTS = {"resolved": "Resolved", "recommendation": "Recommended", "report": "Reported", "action": "Action",
           "discussed": "Discussed"}  # fmt: skip
_CLAUSES = ("resolved", "recommendation")
_BEFORE = ("action", "report", "recommendation")  # papers of a meeting, which come before what it did


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened: what (“Resolved (b)”), the words, what else is known of it, and where it stands."""

    what: str
    event: str
    text: str
    notes: tuple[str, ...]
    page: str | None
    document: str
    sentences: tuple[Words, ...] = ()
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a meeting: a minute with its decisions, a report with its recommendations, the log of actions."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """All that the papers of one day hold on the topic; ``notes`` are of all its minutes."""

    name: str
    items: tuple[Item, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something asked for, by whom it was to be done, how it stands (“overdue”) and what came of it.

    ``date`` is the day it was asked for (ISO).
    """

    stands: str
    date: str | None
    owner: str | None
    text: str
    notes: tuple[str, ...]
    words: Told
    item: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.stands in OPEN


# -- the days ---------------------------------------------------------------------------------------------------------


def days(shown: Trace) -> tuple[Day, ...]:
    """The events by meeting and item in order of time: a meeting's papers, then what it made of them."""
    grouped: dict[str, dict[tuple[str, ...], list[Event]]] = {}
    for event in sorted(shown.events, key=lambda event: (event.date or "", event.event not in _BEFORE)):
        key = (
            ("action-log", "", "", "")
            if event.event == "action"
            else (event.part or "", event.item or "", event.title or "", event.document)
        )
        grouped.setdefault(event.date or "", {}).setdefault(key, []).append(event)
    teller = _Teller(shown)
    return tuple(
        Day(
            day(when) if when else "Papers without a date",
            tuple(Item(_heading(key), teller.lines(events)) for key, events in items.items()),
            teller.corrected(event for events in items.values() for event in events),
        )
        for when, items in grouped.items()
    )


def _heading(key: tuple[str, ...]) -> str:
    part, item, title, _ = key
    name = _PARTS.get(part, part.capitalize())
    if part in ("report", "presentation", "appendix"):
        return f"{name}: {title}" + (f" (agenda item {item})" if item else "") if title else name
    return f"{name} {item}".strip() + (f": {title}" if title else "")


class _Teller:
    """Tells one trace's events; what an earlier day's report said word for word it says once."""

    def __init__(self, shown: Trace) -> None:
        self.shown = shown
        self.by_entry = {
            (entry.document, entry.number, entry.date): (action, entry)
            for action in shown.actions
            for entry in action.entries
        }
        self.said: dict[str, str | None] = {}  # folded sentence → the day it was said first

    def lines(self, events: Sequence[Event]) -> tuple[Line, ...]:
        """An item's lines; one that only repeats a clause below it gives that its notes."""
        made: list[Line] = []
        notes: tuple[str, ...] = ()
        clauses = [fold(event.text) for event in events if event.event in _CLAUSES]
        for event in events:
            line = self._line(event)
            if event.event in ("discussed", "report") and not line.sentences and already_told(fold(line.text), clauses):
                notes = line.notes
                continue
            made.append(replace(line, notes=(*notes, *line.notes)))
            notes = ()
        return tuple(made)

    def _line(self, event: Event) -> Line:
        what = _EVENTS.get(event.event, event.event.capitalize())
        mark = f"({event.clause})" if event.clause else event.item if event.event == "action" else ""
        text, sentences = event.text, event.sentences
        if event.event == "discussed" and sentences and fold(text) == fold(event.title or ""):
            text, sentences = sentences[0].text, sentences[1:]  # the heading says as much
        shown, notes = self._sentences(event, sentences)
        return Line(
            f"{what} {mark}".strip(),
            event.event,
            text,
            (*self._notes(event), *notes),
            event.page,
            event.document,
            shown,
            event.item,
        )

    def _sentences(self, event: Event, sentences: Sequence[Words]) -> tuple[tuple[Words, ...], tuple[str, ...]]:
        """The sentences to show, and what is said of the others."""
        again = [each for each in sentences if self.said.get(fold(each.text), event.date) != event.date]
        new = [each for each in sentences if each not in again]
        telling = [each for each in new if len(each.text.split()) >= FEWEST]
        shown = tuple(telling[:PASSAGES])
        since = joined([day(when) for when in sorted({self.said[fold(each.text)] or "" for each in again})])
        for each in (Words(event.text, event.page), *sentences):
            self.said.setdefault(fold(each.text), event.date)
        more = len(new) - len(shown)
        notes = [f"{count(more, 'more sentence')} of it name{'s' if more == 1 else ''} the topic"] if more else []
        notes += [f"{count(len(again), 'sentence')} word for word as in the papers of {since}"] if again else []
        return shown, tuple(notes)

    def _notes(self, event: Event) -> tuple[str, ...]:
        notes = []
        if event.event == "action":
            action, entry = self.by_entry.get((event.document, event.item, event.date), (None, None))
            if action is not None and entry is not None:
                notes += [f"responsible: {action.responsible}"] if action.responsible else []
                notes += [f"status: {entry.status or 'none printed'}"]
                notes += [f"comment: {entry.comments}"] if entry.comments else []
        if event.by or (event.organisation and event.event == "report"):
            notes.append("by " + ", ".join(part for part in (event.by, event.organisation) if part))
        if event.asked_of:
            notes.append(f"asked of {event.asked_of}")
        if event.due:
            notes.append(f"by {day(event.due)}")
        notes += tied(event.ties, self.shown.actions)
        notes += [stands] if (stands := standing(event.status, event.due, event.as_of, event.at_hand)) else []
        notes += [_corrected(each) for each in self.shown.corrections if each.of_item and corrects(each, event)]
        notes += [_correcting(each) for each in self.shown.corrections if says(each, event)]
        return tuple(notes)

    def corrected(self, events: Iterable[Event]) -> tuple[str, ...]:
        """What is said of a meeting's minutes as a whole."""
        kept = list(events)
        whole = [each for each in self.shown.corrections if not each.of_item]
        return tuple(_corrected(each) for each in whole if any(corrects(each, event) for event in kept))


def _corrected(each: Correction) -> str:
    by = f"minute {each.item} of {day(each.words.date)}" if each.item else f"the meeting of {day(each.words.date)}"
    return f"corrected by {by}: “{cut(each.words.text)}” ({source(each.words)})"


def _correcting(each: Correction) -> str:
    what = f"minute {each.of_item} of {day(each.of_date)}" if each.of_item else f"the minutes of {day(each.of_date)}"
    return f"corrects {what}" + ("" if each.held_in else ", which no paper at hand holds")


# -- what came of it --------------------------------------------------------------------------------------------------

_FORWARD = {"became": "became {}", "answered": "answered by {}", "taken": "taken up by {}",
            "withdrawn": "taken off the log by {}"}  # fmt: skip
_BACK = {"became": "asked for by {}", "answered": "answers {}", "withdrawn": "takes {} off the log"}  # fmt: skip
_TELLING = ("report", "presentation", "appendix", "minute", "point", "item", "resolution", "action", "recommendation")
_REQUESTS = {"open": "open", "overdue": "overdue, with no answer in the papers", "perhaps answered": "perhaps answered",
             "answered": "answered", "done": "done", "withdrawn": "withdrawn"}  # fmt: skip
_ADVICE = {"taken": "taken as it was", "changed": "changed when it was taken", "left": "not taken up in the minutes"}
_ACTIONS = {"vanished": "dropped without a word", "unseen": "not seen again", "withdrawal asked": "withdrawal asked"}


def standing(status: str | None, due: str | None, as_of: str | None, at_hand: bool) -> str:
    """How a request stands, or what became of a recommendation, in one line; empty where nothing is known."""
    if not status or not as_of:
        return _ADVICE.get(status or "", "")
    said = f"{_REQUESTS.get(status, status)}, as of {day(as_of)}"
    return said if at_hand else f"{said}; no papers of {day(due)} are at hand"


def tied(ties: Iterable[Tied], actions: Sequence[Action]) -> list[str]:
    """What an event is tied to; of the papers of one item that answer it together, the one that tells most."""
    best: dict[tuple[str, bool, str | None, bool], Tied] = {}
    for tie in ties:
        key = (tie.kind, tie.forward, tie.date, tie.sort in ("action", "resolution", "recommendation"))
        if key[3]:
            key = (*key[:2], f"{tie.document} {tie.item} {tie.clause} {tie.text}", True)
        if key not in best or _TELLING.index(tie.sort) < _TELLING.index(best[key].sort):
            best[key] = tie
    return [said for tie in best.values() if (said := _tie(tie, actions))]


def _tie(tie: Tied, actions: Sequence[Action]) -> str:
    words = (_FORWARD if tie.forward else _BACK).get(tie.kind)
    if words is None:
        return ""
    said = words.format(_named(tie))
    action = _action_of(tie, actions)
    if tie.kind == "became" and tie.forward and action is not None:
        said += f": {action.fate_from(tie.date)}"
    return said if tie.certain else f"perhaps {said} (doubtful, score {tie.score:g})"


def _named(tie: Tied) -> str:
    """What a tie leads to, in words."""
    where = day(tie.date)
    if tie.sort == "action":
        return f"action {tie.item} of the log of {where}" if tie.item else f"an action of the log of {where}"
    if tie.sort in ("resolution", "recommendation"):
        clause = f" ({tie.clause})" if tie.clause else ""
        if tie.sort == "resolution":
            return f"the resolution{clause} under minute {tie.item}, {where}"
        return f"the recommendation{clause} of item {tie.item}, {where}"
    called = {"item": "agenda item"}.get(tie.sort, tie.sort)
    number = f" {tie.item}" if tie.item and tie.sort != "report" else ""
    return f"the {called}{number} “{cut(tie.text, 120)}”, {where}"


def _action_of(tie: Tied, actions: Sequence[Action]) -> Action | None:
    row = (tie.document, tie.date, tie.item)
    for action in actions:
        if any((entry.document, entry.date, entry.number) == row for entry in action.entries):
            return action
    return None


def outcomes(shown: Trace) -> tuple[Outcome, ...]:
    """All that was asked for, once: what is overdue first, then what is open, then the rest, the newest first."""
    events = {(event.document, event.item, event.text): event for event in shown.events if event.event == "resolved"}
    found: list[Outcome] = []
    reached: set[str] = set()
    for request in shown.requests:
        event = events.get((request.words.document, request.item, request.words.text))
        ties = event.ties if event is not None else ()
        actions = [_action_of(tie, shown.actions) for tie in ties if tie.kind == "became" and tie.forward]
        reached |= {action.iri for action in actions if action is not None}
        found.append(_of_request(request, tuple(tied(ties, shown.actions))))
    found += [_of_action(action, shown.events) for action in shown.actions if action.iri not in reached]
    order = {"overdue": 0, "open": 1, "perhaps answered": 1}
    newest = sorted(found, key=lambda each: (each.date or "", each.text), reverse=True)
    return tuple(sorted(newest, key=lambda each: order.get(each.stands, 2)))


def _of_request(request: Asked, notes: tuple[str, ...]) -> Outcome:
    due = [f"due {day(request.due)}"] if request.due else []
    if not request.at_hand:
        due += [f"no papers of {day(request.due)} are at hand"]
    owner = request.asked_of
    return Outcome(
        request.status or "open",
        request.words.date,
        owner,
        cut(request.words.text, CLAUSE),
        (*due, *notes),
        request.words,
        request.item,
    )


def _of_action(action: Action, events: Iterable[Event]) -> Outcome:
    last = action.entries[-1]
    rows = {(entry.document, entry.number) for entry in action.entries}
    ties = [
        tie
        for event in events
        if event.event == "action" and (event.document, event.item) in rows
        for tie in event.ties
    ]
    comments = [f"newest comment: {cut(last.comments, CLAUSE)}"] if last.comments and action.is_open else []
    return Outcome(
        "open" if action.is_open else _ACTIONS.get(action.outcome, action.outcome),
        action.raised[0] if action.raised else None,
        action.responsible,
        cut(action.text, CLAUSE),
        (action.fate, *tied(ties, ()), *comments),
        Told(action.text, last.date, last.page, last.document),
        last.number,
    )


# -- one line each ----------------------------------------------------------------------------------------------------


def source(line: Line | Change | Told | Event) -> str:
    """The document and the page that something stands on."""
    return " ".join(part for part in (line.document, pages(line.page)) if part)


def where(extract: Extract) -> str:
    """Where a passage stands: page, part, item and day."""
    part = _PARTS.get(extract.part or "", "Page" if extract.page else "Paper")
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
    for name in sorted(topic.also_known_as, key=lambda name: ("(" in name, -sum(map(str.isupper, name)), name)):
        keys = set(topic_keys(name))
        if not keys & seen:
            names.append(name)
        seen |= keys
    return tuple(sorted(names, key=topic.also_known_as.index))


def told(role: Role) -> str:
    """A role in one line: for whom, as what, and when the papers show it."""
    when = f", {span(role.first, role.last)}" if role.first else ""
    return f"{role.organisation}" + (f" ({role.role})" if role.role else "") + when


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
    parts += [f"of {each.asked_of}" if each.asked_of else "", f"due {day(each.due)}" if each.due else ""]
    return ", ".join(part for part in parts if part) + (f" (as of {day(each.as_of)})" if each.as_of else "")


_BOUNDS = {"exact": "", "most": "up to ", "least": "over ", "about": "about "}


def money(each: Money) -> str:
    """A sum in one line: how much, from whom, to whom, for what and when."""
    total = "in total, " if each.total else ""
    parts = [f" from {each.payer}" if each.payer else "", f" to {each.payee}" if each.payee else ""]
    parts += [f", {each.purpose}" if each.purpose else "", f" ({each.period})" if each.period else ""]
    return total + _BOUNDS.get(each.bound, "") + each.value + "".join(parts)


def called(series: Series) -> str:
    """An indicator with its unit and area."""
    return series.name + "".join(f", {part}" for part in (series.unit, series.area) if part and part != "count")


def period(point: Point) -> str:
    """The time a figure is for, as printed, else its last day."""
    days_of = (point.period or "").split(" to ")
    if len(days_of) == 2 and all(re.fullmatch(r"\d{4}-\d\d-\d\d", each) for each in days_of):
        return f"{day(days_of[0])} to {day(days_of[1])}"
    if point.period and point.when and not re.search(r"\d{4}", point.period):
        return f"{point.period} (to {day(point.when)})"
    return point.period or ("" if point.role in ("threshold", "target", "typical") else f"papers of {day(point.when)}")


def summary(shown: Trace) -> str:
    """The whole in a sentence or two."""
    meetings, dates = len(shown.dates), shown.dates
    counts = [count(meetings, "meeting") + (f", {span(dates[0], dates[-1])}" if dates else "")]
    for event, noun, did in (("report", "report", ""), ("resolved", "clause", " resolved")):
        number = sum(each.event == event for each in shown.events)
        counts += [count(number, noun) + did] if number else []
    if shown.actions:
        still = sum(action.is_open for action in shown.actions)
        counts.append(count(len(shown.actions), "action") + f", {still or 'none'} open in the newest log")
    asked = [request for request in shown.requests if request.is_open]
    if asked:
        late = sum(request.status == "overdue" for request in asked)
        counts.append(f"{count(len(asked), 'request')} unanswered" + (f", {late} overdue" if late else ""))
    return "; ".join(counts) + "."


def papers(point: Point) -> str:
    """Where a figure stands, every paper."""
    return "; ".join(dict.fromkeys(source(each) for each in point.papers))
