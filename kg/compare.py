"""Two topics side by side: at which meetings each was taken up, what was decided on it, and what they share."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError
from kg.trace import COLUMNS, Event, Trace, as_json, day, fill, source, summary, trace

if TYPE_CHECKING:
    from datetime import date

    from kg.remote import Remote

FORMATS = ("table", "markdown", "html", "json", "csv")


@dataclass(frozen=True, slots=True)
class Meeting:
    """One day (ISO, or unknown) with the events of either topic in its papers."""

    date: str | None
    left: tuple[Event, ...]
    right: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two traces, the meetings of both in order, and the names that stand beside each of them."""

    left: Trace
    right: Trace
    meetings: tuple[Meeting, ...]
    shared: tuple[str, ...]

    @property
    def together(self) -> int:
        """At how many meetings both were taken up."""
        return sum(bool(meeting.left and meeting.right) for meeting in self.meetings)


def compare(
    store: ox.Store | Remote, left: str, right: str, since: date | None = None, until: date | None = None
) -> Comparison:
    """Trace both topics and set them side by side. Raises what ``trace`` raises, and where both are one topic."""
    one, other = (trace(store, topic, since, until, full=True) for topic in (left, right))
    if one.topic == other.topic:
        raise InputError(f"{left} and {right} are one and the same: {one.topic.name}")
    days = sorted({event.date or "" for shown in (one, other) for event in shown.events})
    meetings = tuple(
        Meeting(when or None, *(tuple(e for e in shown.events if (e.date or "") == when) for shown in (one, other)))
        for when in days
    )
    names = [{other.name for other in shown.dossier.company} for shown in (one, other)]
    return Comparison(one, other, meetings, tuple(sorted(names[0] & names[1])))


def told(event: Event) -> str:
    """What happened, in a few words: the event, its clause or number."""
    number = f" ({event.clause})" if event.clause else f" {event.item}" if event.item else ""
    return f"{event.event.capitalize()}{number}"


def render(shown: Comparison, format: str = "table") -> str:
    """The comparison in one of ``FORMATS``; raises ``InputError`` for any other."""
    if format == "json":
        both = {"left": as_json(shown.left), "right": as_json(shown.right), "shared": list(shown.shared)}
        return json.dumps(both, ensure_ascii=False, indent=2) + "\n"
    if format == "csv":
        return _csv(shown)
    if format not in FORMATS:
        raise InputError(f"{format}: no such format; use one of {', '.join(FORMATS)}")
    filters = {"day": day, "source": source, "told": told, "summary": summary}
    if format == "html":
        return fill("compare.html", filters, both=shown)
    return fill("compare.md", filters, both=shown)


def _csv(shown: Comparison) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, ("topic", *COLUMNS), extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for each in (shown.left, shown.right):
        for event in each.events:
            writer.writerow({key: value or "" for key, value in asdict(event).items()} | {"topic": each.topic.name})
    return out.getvalue()
