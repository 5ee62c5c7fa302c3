"""A trace by meeting: its days, their items, and one line for each thing that happened, with what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.text.quotation import shortened
from kg.views.timeline.events import told as already_told
from kg.views.timeline.follow_up import standing, tied
from kg.views.timeline.formatting import count, day, joined
from kg.views.timeline.model import Correction, Event, Trace, Words
from kg.views.timeline.outcome_queries import corrects, says
from kg.views.timeline.phrases import PARTS, source
from ontology.folding import fold

PASSAGES = 4  # sentences of one report shown beside the first; JSON has all of them
FEWEST = 5  # words of a sentence that says something

_EVENTS = {"resolved": "Resolved", "recommendation": "Recommended", "report": "Reported", "action": "Action",
           "discussed": "Discussed", "asked": "Asked"}  # fmt: skip
_CLAUSES = ("resolved", "asked", "recommendation")
_RANK = {"asked": 1, "resolved": 2}  # in a minute after what was said
_SPOKEN = ("discussed", "report")  # told by sentences, not by a clause of their own
_BEFORE = (
    "action",
    "report",
    "recommendation",
)  # papers of a meeting, which come before what it did


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
    rest: tuple[str, ...] = ()  # what is said of sentences that are not shown


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a meeting: a minute with its decisions, a report with its recommendations, the log of actions."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """All that the papers of one day (ISO) hold on the topic; ``notes`` are of all its minutes."""

    name: str
    items: tuple[Item, ...]
    notes: tuple[str, ...] = ()
    date: str | None = None


def days(shown: Trace) -> tuple[Day, ...]:
    """The events by meeting and item in order of time: a meeting's papers, then what it made of them."""
    grouped: dict[str, dict[tuple[str, ...], list[Event]]] = {}
    for event in sorted(
        (*shown.events, *shown.spoken),
        key=lambda event: (event.date or "", event.event not in _BEFORE),
    ):
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
            when or None,
        )
        for when, items in grouped.items()
    )


def _heading(key: tuple[str, ...]) -> str:
    part, item, title, _ = key
    name = PARTS.get(part, part.capitalize())
    if part in ("report", "presentation", "appendix"):
        return f"{name}: {title}" + (f" (agenda item {item})" if item else "") if title else name
    return f"{name} {item}".strip() + (f": {title}" if title else "")


class _Teller:
    """Tells one trace's events; what an earlier day's report said word for word it says once."""

    def __init__(self, shown: Trace) -> None:
        self.shown = shown
        self.by_entry = {
            (entry.document, entry.number, entry.date, entry.text): (action, entry)
            for action in shown.actions
            for entry in action.entries
        }
        self.said: dict[str, str | None] = {}  # folded sentence → the day it was said first

    def lines(self, events: Sequence[Event]) -> tuple[Line, ...]:
        """An item's lines; one that only repeats a clause below it gives that its notes."""
        made: list[Line] = []
        notes: tuple[str, ...] = ()
        clauses = [fold(event.text) for event in events if event.event in _CLAUSES]
        for event in sorted(events, key=lambda event: _RANK.get(event.event, 0)):
            line = self._line(event)
            if (
                event.event in ("discussed", "report")
                and not line.sentences
                and already_told(fold(line.text), clauses)
            ):
                notes = line.notes
                continue
            said = {note for other in made if other.event in _SPOKEN for note in other.notes}
            made.append(
                replace(
                    line, notes=tuple(note for note in (*notes, *line.notes) if note not in said)
                )
            )
            notes = ()
        return tuple(made)

    def _line(self, event: Event) -> Line:
        what = _EVENTS.get(event.event, event.event.capitalize())
        mark = (
            f"({event.clause})" if event.clause else event.item if event.event == "action" else ""
        )
        said = (Words(event.text, event.page), *event.sentences)
        if event.event in _SPOKEN and (telling := [each for each in said if _tells(each, event)]):
            said = (
                telling[0],
                *(
                    each
                    for each in said
                    if each != telling[0] and fold(each.text) != fold(event.title or "")
                ),
            )
        text, sentences = said[0].text, said[1:]
        shown, rest = self._sentences(event, sentences)
        return Line(
            f"{what} {mark}".strip(),
            event.event,
            text,
            self._notes(event),
            said[0].page or event.page,
            event.document,
            shown,
            event.item,
            rest,
        )

    def _sentences(
        self, event: Event, sentences: Sequence[Words]
    ) -> tuple[tuple[Words, ...], tuple[str, ...]]:
        """The sentences to show, and what is said of the others."""
        again = [
            each for each in sentences if self.said.get(fold(each.text), event.date) != event.date
        ]
        new = [each for each in sentences if each not in again]
        telling = [each for each in new if _tells(each, event)]
        held = [fold(each.text) for each in self.shown.spoken if each.document == event.document]
        shown = tuple(_apart(telling, held)[:PASSAGES])
        since = joined(
            [day(when) for when in sorted({self.said[fold(each.text)] or "" for each in again})]
        )
        for each in (*sentences, Words(event.text, event.page)):
            self.said.setdefault(fold(each.text), event.date)
        more = len(new) - len(shown)
        rest = (
            [f"{count(more, 'more sentence')} of it name{'s' if more == 1 else ''} the topic"]
            if more
            else []
        )
        rest += (
            [f"{count(len(again), 'sentence')} word for word as in the papers of {since}"]
            if again
            else []
        )
        return shown, tuple(rest)

    def _notes(self, event: Event) -> tuple[str, ...]:
        notes = []
        if event.event == "action":
            action, entry = self.by_entry.get(
                (event.document, event.item, event.date, event.text), (None, None)
            )
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
        notes += tied(event.ties, self.shown)
        notes += [stands] if (stands := standing(event)) else []
        notes += [
            _corrected(each)
            for each in self.shown.corrections
            if each.of_item and corrects(each, event)
        ]
        notes += [_correcting(each) for each in self.shown.corrections if says(each, event)]
        return tuple(notes)

    def corrected(self, events: Iterable[Event]) -> tuple[str, ...]:
        """What is said of a meeting's minutes as a whole."""
        kept = list(events)
        whole = [each for each in self.shown.corrections if not each.of_item]
        return tuple(
            _corrected(each) for each in whole if any(corrects(each, event) for event in kept)
        )


def _apart(sentences: Sequence[Words], held: Sequence[str]) -> list[Words]:
    """Those whose words do not stand in ``held``, nor in another of them: a long one may be cut in several ways."""
    kept: list[Words] = []
    for each in sorted(sentences, key=lambda each: -len(each.text)):
        if not already_told(
            fold(each.text.strip(" …")), [*held, *(fold(other.text) for other in kept)]
        ):
            kept.append(each)
    return sorted(kept, key=sentences.index)


def _tells(each: Words, event: Event) -> bool:
    """Whether a sentence says something: no mere heading, nor the beginning of a list."""
    text = each.text.rstrip(" …")
    return (
        len(text.split()) >= FEWEST
        and not text.endswith(":")
        and fold(text) != fold(event.title or "")
    )


def _corrected(each: Correction) -> str:
    by = (
        f"minute {each.item} of {day(each.words.date)}"
        if each.item
        else f"the meeting of {day(each.words.date)}"
    )
    words = (
        f"to read “{shortened(each.reads)}”" if each.reads else f"“{shortened(each.words.text)}”"
    )
    return f"corrected by {by}: {words} ({source(each.words)})"


def _correcting(each: Correction) -> str:
    what = f"minute {each.of_item}" if each.of_item else "the minutes"
    if each.what == "attendance":
        what = "who attended, in the minutes"
    return f"corrects {what} of {day(each.of_date)}" + (
        "" if each.held_in else ", which no paper at hand holds"
    )
