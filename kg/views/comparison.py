"""Two topics side by side: when each was taken up, what was asked for and came of it, and what they share."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError
from kg.views.profile import Companion
from kg.views.timeline import COLUMNS, Trace, as_json, day, fill, source, summary, trace
from kg.views.timeline.by_meeting import Day, days
from kg.views.timeline.follow_up import Outcome, outcomes
from kg.views.timeline.formatting import count
from kg.views.timeline.phrases import money

if TYPE_CHECKING:
    from datetime import date

    from kg.store.remote import Remote

FORMATS = ("table", "markdown", "html", "json", "csv")


@dataclass(frozen=True, slots=True)
class Meeting:
    """One day (ISO, or unknown) with what its papers hold on either topic."""

    date: str | None
    left: Day | None
    right: Day | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two traces, the meetings of both in order, the names that stand beside each, and the words that name both."""

    left: Trace
    right: Trace
    meetings: tuple[Meeting, ...]
    shared: tuple[str, ...]
    together: Companion | None

    @property
    def at_both(self) -> int:
        """At how many meetings both were taken up."""
        return sum(bool(meeting.left and meeting.right) for meeting in self.meetings)

    @property
    def outcomes(self) -> tuple[tuple[Trace, tuple[Outcome, ...]], ...]:
        """Each topic with what was asked for about it, where anything was."""
        found = ((shown, outcomes(shown)) for shown in (self.left, self.right))
        return tuple((shown, came) for shown, came in found if came)


def compare(
    store: ox.Store | Remote,
    left: str,
    right: str,
    since: date | None = None,
    until: date | None = None,
) -> Comparison:
    """Trace both topics and set them side by side. Raises what ``trace`` raises, and where both are one topic."""
    one, other = (trace(store, topic, since, until, full=True) for topic in (left, right))
    if one.topic == other.topic:
        raise InputError(f"{left} and {right} are one and the same: {one.topic.name}")
    sides = [{each.date: each for each in days(shown)} for shown in (one, other)]
    dates = sorted({*sides[0], *sides[1]}, key=lambda when: when or "")
    meetings = tuple(Meeting(when, *(side.get(when) for side in sides)) for when in dates)
    names = [{beside.name for beside in shown.dossier.company} for shown in (one, other)]
    together = next(
        (beside for beside in one.dossier.company if beside.iri == other.topic.iri), None
    )
    return Comparison(one, other, meetings, tuple(sorted(names[0] & names[1])), together)


def summaries(shown: Comparison) -> tuple[str, ...]:
    """Each topic, and then both, in a sentence."""
    lines = [f"{each.topic.name}: {summary(each)}" for each in (shown.left, shown.right)]
    lines.append(
        f"Both were taken up at {shown.at_both} of {count(len(shown.meetings), 'meeting')}."
    )
    if shown.together is not None:
        words = shown.together.words
        named = count(shown.together.passages, "sentence")
        lines.append(
            f"{named} name{'s' if named.startswith('1 ') else ''} both: “{words.text}” ({source(words)})"
        )
    if shown.shared:
        lines.append(f"Both are named with {', '.join(shown.shared)}.")
    return tuple(lines)


def render(shown: Comparison, format: str = "table") -> str:
    """The comparison in one of ``FORMATS``; raises ``InputError`` for any other."""
    if format == "json":
        both = {
            "left": as_json(shown.left),
            "right": as_json(shown.right),
            "shared": list(shown.shared),
        }
        return json.dumps(both, ensure_ascii=False, indent=2) + "\n"
    if format == "csv":
        return _csv(shown)
    if format not in FORMATS:
        raise InputError(f"{format}: no such format; use one of {', '.join(FORMATS)}")
    if format == "table":
        from kg.views.timeline.terminal import side_by_side

        heads = (shown.left.topic.name, shown.right.topic.name)
        rows = [(day(meeting.date), meeting.left, meeting.right) for meeting in shown.meetings]
        return side_by_side(summaries(shown), heads, rows, shown.outcomes)
    template = "compare.html" if format == "html" else "compare.md"
    return fill(
        template,
        {"day": day, "source": source, "money": money},
        both=shown,
        summaries=summaries(shown),
    )


def _csv(shown: Comparison) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, ("topic", *COLUMNS), extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for each in (shown.left, shown.right):
        for event in each.events:
            writer.writerow(
                {key: value or "" for key, value in asdict(event).items()}
                | {"topic": each.topic.name}
            )
    return out.getvalue()
