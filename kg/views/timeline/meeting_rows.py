"""Each meeting of a topic as one row: reported → discussed → decided → action → outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kg.views.timeline.follow_up import outcomes
from kg.views.timeline.model import TimelineEvent, Trace
from kg.views.timeline.salience import is_noting
from kg.views.wording import words

# As business goes: it is put before a meeting, spoken of, decided or noted, and given to somebody.
ORDER = ("agenda", "report", "recommendation", "discussed", "resolved", "noted", "asked", "action")


@dataclass(frozen=True, slots=True)
class MeetingStep:
    """What happened at a meeting (“Reported”), how often; an outcome has how it stands instead."""

    event: str
    label: str
    count: int


def meeting_rows(shown: Trace) -> Mapping[str, tuple[MeetingStep, ...]]:
    """ISO day → the steps of that meeting, then what came of all that was asked for at it."""
    happened: dict[str, Counter[str]] = {}
    for event in (*shown.events, *shown.spoken_requests):
        if event.date:
            happened.setdefault(event.date, Counter())[_step(event)] += 1
    became: dict[str, Counter[str]] = {}
    for outcome in outcomes(shown):
        if outcome.date:
            became.setdefault(outcome.date, Counter())[outcome.status_label] += 1
    labels = words("events")
    return {
        day: (
            *(MeetingStep(key, labels[key], counts[key]) for key in ORDER if counts[key]),
            *(
                MeetingStep("outcome", label.capitalize(), number)
                for label, number in sorted(became.get(day, {}).items())
            ),
        )
        for day, counts in happened.items()
    }


def _step(event: TimelineEvent) -> str:
    return "noted" if event.event == "resolved" and is_noting(event) else event.event
