"""The most salient statements about a topic, as the events of its timeline, in their order.

A statement is shown once, under its minute, report or action; what is left out is counted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from kg.ontology.folding import fold
from kg.tracking.aboutness import OWN_PAPER, Topic
from kg.tracking.statement_selection import StatementCandidate, StatementSelection
from kg.views.cells import QueryRow, date_or_none, text_or_none
from kg.views.timeline.briefing import briefing
from kg.views.timeline.json_limits import MOST_WORDS, words_shown
from kg.views.timeline.model import PageSentence, TimelineEvent, TopicStatement, Trace
from kg.views.timeline.salience import tells_nothing

WORDS_OF_TIMELINE = 1160  # of all events together, at the most
ELSE = 20  # words for requests and changes that no event tells
_EVENT_OF = {
    "decision": "resolved",
    "recommendation": "recommendation",
    "action": "action",
    "agenda": "agenda",
}
_TRIES = 4
_WIDER = 0.4  # how much of its worth a statement on the larger subject keeps
_SURE = 0.6  # certainty from which it is told at all
_HEADING_WORDS = 3  # of an event beside its title: number, page


def topic_statements(rows: Sequence[QueryRow]) -> list[TopicStatement]:
    """The rows of the query ``trace-about``."""
    return [
        TopicStatement(
            date_or_none(row["date"]),
            text_or_none(row["part"]),
            text_or_none(row["item"]),
            text_or_none(row["title"]),
            _event_of(row["kind"], row["part"]),
            row["kind"],
            row["text"],
            row["paragraph"],
            float(row["confidence"]),
            text_or_none(row["page"]),
            row["document"],
            text_or_none(row.get("label", "")),
        )
        for row in rows
    ]


def _event_of(kind: str, part: str) -> str:
    return _EVENT_OF.get(kind) or ("discussed" if part == "minutes" else "report")


def with_selected_events(found: Trace) -> Trace:
    """The trace with its most salient statements, within the words that its events may have."""
    names = (found.topic.name, *found.topic.also_known_as)
    statements = _without_titles(found.statements)
    wider = _without_titles(found.wider_statements)
    selection = EventSelection(found.events, statements, names, wider)
    words = WORDS_OF_TIMELINE
    for _ in range(_TRIES):
        events, left_out = selection.within(words)
        shown = replace(found, events=tuple(events), left_out=left_out)
        over = words_shown(events, briefing(shown)) + ELSE - MOST_WORDS
        if over <= 0:
            break
        words -= over
    return shown


def _without_titles(rows: Sequence[TopicStatement]) -> list[TopicStatement]:
    """The statements without those that are but the title of an agenda's item, told beside it, or
    the frame of a paper; all where no others are.
    """
    titles = {(row.document, row.item, fold(row.title)) for row in rows if row.title}
    kept = [
        row
        for row in rows
        if not tells_nothing(row.text)
        and (
            row.event != "agenda"
            or row.title
            or (row.document, row.item, fold(row.text)) not in titles
        )
    ]
    return kept or list(rows)


class EventSelection:
    """The statements of a trace, ready to be chosen from within any number of words.

    ``events`` are those of the timeline: what they know of a minute, a clause or a report is kept.
    ``wider`` are statements about the larger subject, told where there is room.
    """

    def __init__(
        self,
        events: Sequence[TimelineEvent],
        rows: Sequence[TopicStatement],
        names: Sequence[str] = (),
        wider: Sequence[TopicStatement] = (),
    ) -> None:
        self._rows = list(rows) or _rows_of(events)
        self._own = len(self._rows)
        self._rows += [each for each in wider if each.certainty >= _SURE]
        self._pattern = Topic(tuple(names)).pattern
        self._known = {_event_key(event): event for event in reversed(events)}
        self._about = {fold(row.text) for row in self._rows[: self._own]}
        self._selection = StatementSelection(self._candidates())

    def _candidates(self) -> list[StatementCandidate]:
        rows = self._rows
        newest = max((row.date for row in rows if row.date), default="")
        told = {row.date for row in rows if row.part == "minutes"}
        last = {_log_row(row): at for at, row in enumerate(rows) if row.event == "action"}
        paragraphs: set[tuple[str, str]] = set()
        candidates = []
        for at, row in enumerate(rows):
            candidates.append(
                replace(
                    _statement_candidate(row, told),
                    named=self._pattern.search(fold(row.text)) is not None,
                    closes=last.get(_log_row(row)) == at,
                    begins=(row.document, row.paragraph) not in paragraphs,
                    age=_years(row.date, newest),
                    share=1.0 if at < self._own else _WIDER,
                )
            )
            paragraphs.add((row.document, row.paragraph))
        return candidates

    def within(self, words: int) -> tuple[list[TimelineEvent], int]:
        """The events with the best statements within ``words``, and how many are left out."""
        chosen = self._selection.within(words)
        groups: dict[tuple[str | None, ...], list[TopicStatement]] = {}
        own: set[tuple[str | None, ...]] = set()
        for at in chosen:
            groups.setdefault(self._rows[at].group, []).append(self._rows[at])
            if at < self._own:
                own.add(self._rows[at].group)
        selected = [
            replace(
                _with_own_ties(
                    _event_of_group(group, self._known), group, self._pattern, self._about
                ),
                wider=key not in own,
            )
            for key, group in groups.items()
        ]
        selected.sort(key=lambda event: (event.date or "", event.document))
        return selected, self._own - sum(at < self._own for at in chosen)


def _with_own_ties(
    event: TimelineEvent,
    group: Sequence[TopicStatement],
    pattern: re.Pattern[str],
    about: Collection[str],
) -> TimelineEvent:
    """The event without what a paper on many subjects is tied to for the sake of another one."""
    own = event.event not in _PAPERS or any(row.certainty in OWN_PAPER for row in group)
    kept = (
        tie
        for tie in event.ties
        if own or pattern.search(fold(tie.text)) or fold(tie.text) in about
    )
    return replace(event, ties=tuple(kept))


def _log_row(row: TopicStatement) -> tuple[str | None, ...]:
    """The row of an action log that a statement stands in."""
    return row.document, row.event, row.item, row.title


def _years(day: str | None, newest: str) -> float:
    """How many years a day (ISO) is before the newest one; 0 where it is unknown."""
    if not day or not newest:
        return 0.0
    return (date.fromisoformat(newest) - date.fromisoformat(day)).days / 365


def _rows_of(events: Sequence[TimelineEvent]) -> list[TopicStatement]:
    """The events as statements, where the graph has none: one of papers read before."""
    return [
        TopicStatement(
            event.date,
            event.part,
            event.item,
            event.title,
            event.event,
            _KIND_OF.get(event.event, "sentence"),
            event.text,
            f"event {at}",
            _NAMED,
            event.page,
            event.document,
        )
        for at, event in enumerate(events)
    ]


_PAPERS = ("discussed", "report")
_KIND_OF = {"resolved": "decision", "recommendation": "recommendation", "action": "action"}
_NAMED = 0.65  # certainty of a clause that names the topic


def _statement_candidate(row: TopicStatement, told: Collection[str | None]) -> StatementCandidate:
    """A statement to choose from; ``told`` are the days whose minutes speak of the topic."""
    title = len((row.title or "").split()) + _HEADING_WORDS
    return StatementCandidate(
        row.text,
        "notice" if row.kind == "agenda" and row.date not in told else row.kind,
        row.part,
        row.certainty,
        (row.document, row.part, row.item, row.title),
        overhead=title,
    )


def _event_key(event: TimelineEvent) -> tuple[str | None, ...]:
    if event.event in _KIND_OF:
        return (event.document, event.event, fold(event.text))
    return (event.document, event.event, event.item, fold(event.title or ""))


def _event_of_group(
    group: Sequence[TopicStatement], known: dict[tuple[str | None, ...], TimelineEvent]
) -> TimelineEvent:
    """One event with its statements: that of the timeline where it has it, else a new one."""
    first, *others = group
    event = TimelineEvent(
        first.date,
        first.part,
        first.item,
        first.title,
        first.event,
        first.text,
        first.page,
        first.document,
        point=first.point,
    )
    known_event = known.get(_event_key(event))
    sentences = tuple(PageSentence(row.text, row.page, row.point) for row in others)
    if known_event is None:
        return replace(event, sentences=sentences)
    return replace(
        known_event, text=first.text, page=first.page, point=first.point, sentences=sentences
    )
