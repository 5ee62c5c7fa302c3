"""Two topics side by side: when each was taken up, what came of it, and what they share."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError
from kg.text.spreadsheet_cells import spreadsheet_cell
from kg.views.profile import CoMention
from kg.views.timeline import (
    COLUMNS,
    Trace,
    as_json,
    day,
    fill_template,
    meeting_days,
    source,
    trace,
    trace_summary,
)
from kg.views.timeline.by_meeting import MeetingDay
from kg.views.timeline.follow_up import TopicOutcome, outcomes
from kg.views.timeline.formatting import count
from kg.views.timeline.phrases import TEMPLATE_FILTERS
from kg.views.timeline.render import event_cells
from kg.views.timeline.terminal import comparison_table
from kg.views.wording import ui_text

if TYPE_CHECKING:
    from datetime import date

    from kg.store.remote import Remote

FORMATS = ("table", "markdown", "html", "json", "csv")


@dataclass(frozen=True, slots=True)
class ComparedMeeting:
    """One day (ISO, or unknown) with what its papers hold on either topic."""

    date: str | None
    left: MeetingDay | None
    right: MeetingDay | None


@dataclass(frozen=True, slots=True)
class TopicComparison:
    """Two traces and the meetings of both in order.

    ``shared`` are the names co-mentioned with both; ``together`` tells where both are named in one
    sentence, if anywhere.
    """

    left: Trace
    right: Trace
    meetings: tuple[ComparedMeeting, ...]
    shared: tuple[str, ...]
    together: CoMention | None

    @property
    def at_both(self) -> int:
        """At how many meetings both were taken up."""
        return sum(bool(meeting.left and meeting.right) for meeting in self.meetings)

    @property
    def outcomes(self) -> tuple[tuple[Trace, tuple[TopicOutcome, ...]], ...]:
        """Each topic about which anything was asked for, with what came of it."""
        found = ((shown, outcomes(shown)) for shown in (self.left, self.right))
        return tuple((shown, asked) for shown, asked in found if asked)


def compare(
    store: ox.Store | Remote,
    left: str,
    right: str,
    since: date | None = None,
    until: date | None = None,
) -> TopicComparison:
    """Trace both topics, from ``since`` up to ``until``, and set them side by side.

    Raises what ``trace`` raises, and ``InputError`` where both names mean one topic.
    """
    one, other = (trace(store, topic, since, until, full=True) for topic in (left, right))
    if one.topic == other.topic:
        raise InputError(ui_text("errors.same_topic", left=left, right=right, name=one.topic.name))
    named_with_one, named_with_other = (
        {each.name for each in shown.profile.co_mentions} for shown in (one, other)
    )
    together = (each for each in one.profile.co_mentions if each.iri == other.topic.iri)
    return TopicComparison(
        one,
        other,
        _meetings(one, other),
        tuple(sorted(named_with_one & named_with_other)),
        next(together, None),
    )


def _meetings(left: Trace, right: Trace) -> tuple[ComparedMeeting, ...]:
    """The days of both traces in order; papers without a date come first."""
    here, there = (
        {meeting_day.date: meeting_day for meeting_day in meeting_days(shown)}
        for shown in (left, right)
    )
    dates = sorted({*here, *there}, key=lambda when: when or "")
    return tuple(ComparedMeeting(when, here.get(when), there.get(when)) for when in dates)


def summaries(shown: TopicComparison) -> tuple[str, ...]:
    """Each topic in a sentence, and then what they share."""
    lines = [f"{each.topic.name}: {trace_summary(each)}" for each in (shown.left, shown.right)]
    meetings = count(len(shown.meetings), "meeting")
    lines.append(ui_text("comparison.at_both", count=shown.at_both, meetings=meetings))
    if shown.together is not None:
        words, passages = shown.together.words, shown.together.passages
        key = "one_names_both" if passages == 1 else "many_name_both"
        sentences = count(passages, "sentence")
        lines.append(
            ui_text(
                f"comparison.{key}", sentences=sentences, words=words.text, source=source(words)
            )
        )
    if shown.shared:
        lines.append(ui_text("comparison.named_with", names=", ".join(shown.shared)))
    return tuple(lines)


def render(shown: TopicComparison, format: str = "table") -> str:
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
    if format == "table":
        return _table(shown)
    if format not in FORMATS:
        raise InputError(
            ui_text("errors.no_such_format", format=format, formats=", ".join(FORMATS))
        )
    return fill_template(
        "compare.html" if format == "html" else "compare.md",
        TEMPLATE_FILTERS,
        both=shown,
        summaries=summaries(shown),
    )


def _table(shown: TopicComparison) -> str:
    heads = (shown.left.topic.name, shown.right.topic.name)
    rows = [(day(meeting.date), meeting.left, meeting.right) for meeting in shown.meetings]
    return comparison_table(summaries(shown), heads, rows, shown.outcomes)


def _csv(shown: TopicComparison) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, ("topic", *COLUMNS), extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for each in (shown.left, shown.right):
        writer.writerows(
            event_cells(event) | {"topic": spreadsheet_cell(each.topic.name)}
            for event in each.events
        )
    return out.getvalue()
