"""A trace by meeting: its days, their items, and a line for each event with what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.ontology.folding import fold
from kg.text.quotation import shortened
from kg.views.timeline.citations import SourcePlace, citation, event_place
from kg.views.timeline.doubtful_figures import doubts
from kg.views.timeline.events import already_shown
from kg.views.timeline.follow_up import standing_line, tie_lines
from kg.views.timeline.formatting import day, joined, readable
from kg.views.timeline.model import (
    PageSentence,
    TimelineAction,
    TimelineCorrection,
    TimelineEvent,
    TimelineLogEntry,
    Trace,
)
from kg.views.timeline.outcome_queries import corrects, makes
from kg.views.timeline.salience import event_rank, is_informative, is_noting
from kg.views.wording import ui_text, words

SENTENCES = 12  # of one report shown beside the first; JSON has all of them

_CLAUSES = ("resolved", "asked", "recommendation")
_DISCUSSIONS = ("discussed", "report")  # shown by their sentences, having no clause of their own

_ItemKey = tuple[str, ...]  # part, item, title and document


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One event: what happened (“Resolved (b)”), its words, what else is known, where it stands.

    ``sentences`` are further words of it, ``rest`` says what of it is not shown, ``cited`` is its
    source as people cite it, ``rank`` its place among those of its meeting.
    """

    what: str
    event: str
    text: str
    notes: tuple[str, ...]
    page: str | None
    document: str
    sentences: tuple[PageSentence, ...] = ()
    item: str | None = None
    rest: tuple[str, ...] = ()
    cited: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One item of a meeting: a minute with its decisions, a report, or the action log."""

    heading: str
    lines: tuple[TimelineLine, ...]


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """All that the papers of one day (ISO) hold on the topic; ``notes`` are of all its minutes."""

    name: str
    items: tuple[TimelineItem, ...]
    notes: tuple[str, ...] = ()
    date: str | None = None


def meeting_days(shown: Trace) -> tuple[MeetingDay, ...]:
    """The events by meeting in order of time, what was decided and asked for first."""
    lines = _LineBuilder(shown)
    return tuple(
        MeetingDay(
            day(when) if when else ui_text("notes.undated"),
            _ranked_items(
                TimelineItem(_heading(key), lines.build(events)) for key, events in items.items()
            ),
            _notes_on_minutes(shown, [event for events in items.values() for event in events]),
            when or None,
        )
        for when, items in _by_day_and_item(shown).items()
    )


def _ranked_items(items: Iterable[TimelineItem]) -> tuple[TimelineItem, ...]:
    """The items with anything to show, those with the most telling line first."""
    kept = [item for item in items if item.lines]
    return tuple(sorted(kept, key=lambda item: min(line.rank for line in item.lines)))


def _by_day_and_item(shown: Trace) -> dict[str, dict[_ItemKey, list[TimelineEvent]]]:
    grouped: dict[str, dict[_ItemKey, list[TimelineEvent]]] = {}
    for event in sorted(
        (*shown.events, *shown.spoken_requests),
        key=lambda event: event.date or "",
    ):
        items = grouped.setdefault(event.date or "", {})
        items.setdefault(_item_key(event), []).append(event)
    return grouped


def _item_key(event: TimelineEvent) -> _ItemKey:
    """The item that an event stands under; all actions of a day share the action log."""
    if event.event == "action":
        return ("action-log", "", "", "")
    return (event.part or "", event.item or "", event.title or "", event.document)


def _heading(key: _ItemKey) -> str:
    part, item, title = key[0], key[1], readable(key[2])
    name = words("parts").get(part, part.capitalize())
    if part not in ("report", "presentation", "appendix"):
        return f"{name} {item}".strip() + (f": {title}" if title else "")
    if not title:
        return name
    return f"{name}: {title}" + (ui_text("notes.under_item", item=item) if item else "")


class _LineBuilder:
    """Makes the lines of one trace; sentences that earlier papers hold too are shown only once.

    Items must be built in order of time, since each remembers what it showed.
    """

    def __init__(self, shown: Trace) -> None:
        self._shown = shown
        self._actions = {
            (entry.document, entry.number, entry.date, entry.text): (action, entry)
            for action in shown.actions
            for entry in action.entries
        }
        self._first_day: dict[str, str | None] = {}  # folded sentence → the day it first stood

    def build(self, events: Sequence[TimelineEvent]) -> tuple[TimelineLine, ...]:
        """The lines of one item.

        A discussion that only repeats a clause below it is left out; the clause takes its notes.
        """
        made: list[TimelineLine] = []
        pending: tuple[str, ...] = ()  # notes of a line that was left out
        clauses = [fold(event.text) for event in events if event.event in _CLAUSES]
        for event in self._without_comments(sorted(events, key=event_rank)):
            line = self._line(event)
            if _repeats_clause(line, clauses):
                pending = line.notes
                continue
            above = {
                note
                for other in made
                for note in other.notes
                if other.event in _DISCUSSIONS or note == _unminuted()
            }
            notes = tuple(note for note in (*pending, *line.notes) if note not in above)
            made.append(replace(line, notes=notes))
            pending = ()
        return tuple(made)

    def _without_comments(self, events: Sequence[TimelineEvent]) -> list[TimelineEvent]:
        """The events without the sentences of an action's comment, which its note has whole."""
        comments: dict[tuple[str, str | None], str] = {}
        for event in events:
            entry = self._actions.get(_action_key(event)) if event.event == "action" else None
            if entry is not None:
                comments[event.document, event.item] = f" {fold(entry[1].comments or '')} "
        kept = []
        for event in events:
            comment = comments.get((event.document, event.item), "")
            if event.event != "action" or not comment:
                kept.append(event)
            elif f" {fold(event.text)} " not in comment or _action_key(event) in self._actions:
                others = (each for each in event.sentences if fold(each.text) not in comment)
                kept.append(replace(event, sentences=tuple(others)))
        return kept

    def _line(self, event: TimelineEvent) -> TimelineLine:
        first, *others = _sentences_to_show(event)
        sentences, rest = self._new_sentences(event, others)
        return TimelineLine(
            _what(event),
            event.event,
            first.text,
            self._notes(event),
            first.page or event.page,
            event.document,
            sentences,
            event.item,
            rest,
            citation(event_place(event, first), first.text),
            event_rank(event),
        )

    def _new_sentences(
        self, event: TimelineEvent, sentences: Sequence[PageSentence]
    ) -> tuple[tuple[PageSentence, ...], tuple[str, ...]]:
        """The sentences that no earlier day held, at most ``SENTENCES``; and what is left out."""
        repeated = [sentence for sentence in sentences if self._stood_before(sentence, event)]
        new = [sentence for sentence in sentences if sentence not in repeated]
        requests = [
            fold(request.text)
            for request in self._shown.spoken_requests
            if request.document == event.document
        ]
        informative = [sentence for sentence in new if is_informative(sentence, event)]
        shown = tuple(_without_overlaps(informative, requests)[:SENTENCES])
        days = sorted({self._first_day[fold(sentence.text)] or "" for sentence in repeated})
        for sentence in (*sentences, PageSentence(event.text, event.page, event.point)):
            self._first_day.setdefault(fold(sentence.text), event.date)
        return shown, _rest_lines(len(new) - len(shown), len(repeated), days)

    def _stood_before(self, sentence: PageSentence, event: TimelineEvent) -> bool:
        """Whether papers of an earlier day hold the sentence word for word."""
        return self._first_day.get(fold(sentence.text), event.date) != event.date

    def _notes(self, event: TimelineEvent) -> tuple[str, ...]:
        notes = []
        if event.event == "action":
            key = _action_key(event)
            if key in self._actions:
                notes += _action_notes(*self._actions[key])
        notes += _assignment_notes(event)
        notes += tie_lines(event.ties, self._shown)
        if standing := standing_line(event, self._shown):
            notes.append(standing)
        notes += doubts(event, self._shown)
        notes += [
            _corrected_by(correction)
            for correction in self._shown.corrections
            if correction.of_item and corrects(correction, event)
        ]
        notes += [
            _corrects_what(correction)
            for correction in self._shown.corrections
            if makes(event, correction)
        ]
        return tuple(note[:1].upper() + note[1:] for note in notes)


def _unminuted() -> str:
    """What is said once of all recommendations of a report."""
    line = ui_text("advice.unminuted")
    return line[:1].upper() + line[1:]


def _action_key(event: TimelineEvent) -> tuple[str, str | None, str | None, str]:
    return event.document, event.item, event.date, event.text


def _what(event: TimelineEvent) -> str:
    """What happened: “Resolved (b)”, “Action 4”."""
    known = "noted" if event.event == "resolved" and is_noting(event) else event.event
    name = words("events").get(known, known.capitalize())
    if event.clause:
        return f"{name} ({event.clause})"
    return f"{name} {event.item or ''}".strip() if event.event == "action" else name


def _repeats_clause(line: TimelineLine, clauses: Sequence[str]) -> bool:
    """Whether a discussion has no more words than one of the (folded) clauses below it."""
    return (
        line.event in _DISCUSSIONS
        and not line.sentences
        and already_shown(fold(line.text), clauses)
    )


def _rest_lines(more: int, repeated: int, days: Sequence[str]) -> tuple[str, ...]:
    """How many sentences are not shown, and how many stood in the papers of earlier ``days``."""
    lines = []
    if more:
        lines.append(ui_text(f"notes.more_{'one' if more == 1 else 'many'}", count=more))
    if repeated:
        since = joined([day(when) for when in days])
        key = f"notes.repeated_{'one' if repeated == 1 else 'many'}"
        lines.append(ui_text(key, count=repeated, days=since))
    return tuple(lines)


# -- sentences ------------------------------------------------------------------------------------


def _sentences_to_show(event: TimelineEvent) -> tuple[PageSentence, ...]:
    """The event's words and its other sentences.

    A discussion begins with its first informative sentence; the title is then left out.
    """
    sentences = (PageSentence(event.text, event.page, event.point), *event.sentences)
    if event.event not in _DISCUSSIONS:
        return sentences
    first = next((each for each in sentences if is_informative(each, event)), None)
    if first is None:
        return sentences
    title = fold(event.title or "")
    return (first, *(each for each in sentences if each != first and fold(each.text) != title))


def _without_overlaps(
    sentences: Sequence[PageSentence], elsewhere: Sequence[str]
) -> list[PageSentence]:
    """The sentences that stand neither in (folded) texts ``elsewhere`` nor in one another.

    A long sentence may have been cut in several ways: the longest cut is kept.
    """
    kept: list[PageSentence] = []
    for sentence in sorted(sentences, key=lambda sentence: -len(sentence.text)):
        shown = [*elsewhere, *(fold(other.text) for other in kept)]
        if not already_shown(fold(sentence.text.strip(" …")), shown):
            kept.append(sentence)
    return sorted(kept, key=sentences.index)


# -- notes ----------------------------------------------------------------------------------------


def _action_notes(action: TimelineAction, entry: TimelineLogEntry) -> list[str]:
    notes = [ui_text("notes.responsible", who=action.responsible)] if action.responsible else []
    notes.append(ui_text("notes.status", status=entry.status or ui_text("notes.no_status")))
    if entry.comments:
        notes.append(ui_text("notes.comment", text=entry.comments))
    return notes


def _assignment_notes(event: TimelineEvent) -> list[str]:
    """Who presented it, who was asked, and by when."""
    notes = []
    if event.by or (event.organisation and event.event == "report"):
        who = ", ".join(readable(part) for part in (event.by, event.organisation) if part)
        key = "notes.report_by" if event.event == "report" else "notes.presented_by"
        notes.append(ui_text(key, who=who))
    if event.asked_of:
        notes.append(ui_text("notes.asked_of", who=event.asked_of))
    if event.due:
        notes.append(ui_text("notes.due", day=day(event.due)))
    return notes


def _notes_on_minutes(shown: Trace, events: Iterable[TimelineEvent]) -> tuple[str, ...]:
    """The corrections of a meeting's minutes that name no single minute."""
    kept = list(events)
    return tuple(
        _corrected_by(correction)
        for correction in shown.corrections
        if not correction.of_item and any(corrects(correction, event) for event in kept)
    )


def _corrected_by(correction: TimelineCorrection) -> str:
    """“Corrected by minute 3 of 6 March 2020: to read “…” (source)”."""
    key = "corrected_by_minute" if correction.item else "corrected_by_meeting"
    corrected = (
        ui_text("notes.to_read", words=shortened(correction.reads))
        if correction.reads
        else f"“{shortened(correction.words.text)}”"
    )
    place = SourcePlace(
        correction.words.date, "minutes", correction.item, page=correction.words.page
    )
    return ui_text(
        f"notes.{key}",
        item=correction.item,
        day=day(correction.words.date),
        words=corrected,
        source=citation(place),
    )


def _corrects_what(correction: TimelineCorrection) -> str:
    """“Corrects minute 3 of 6 December 2019”."""
    key = "corrects_minute" if correction.of_item else "corrects_minutes"
    if correction.what == "attendance":
        key = "corrects_attendance"
    lacking = "" if correction.held_in else ui_text("notes.corrected_not_held")
    return ui_text(
        f"notes.{key}", item=correction.of_item, day=day(correction.of_date), lacking=lacking
    )
