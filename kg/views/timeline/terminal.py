"""Traces as tables for the terminal; words of papers are never read as markup or control codes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from kg.views.charts import CHARTS, charts
from kg.views.profile import FigureSeries
from kg.views.timeline import phrases
from kg.views.timeline.by_meeting import MeetingDay, TimelineItem, TimelineLine, meeting_days
from kg.views.timeline.follow_up import TopicOutcome, outcomes
from kg.views.timeline.formatting import count, day, pages
from kg.views.timeline.model import Trace

if TYPE_CHECKING:
    from rich.console import Console, Group
    from rich.table import Table
    from rich.text import Text


def trace_table(shown: Trace) -> str:
    """The trace for the terminal: what the topic is, a table of its events, what came of them."""
    console = _console()
    _print_head(console, shown)
    console.print(_timeline(shown))
    _print_foot(console, shown)
    return _text(console)


def comparison_table(
    summaries: Iterable[str],
    heads: tuple[str, str],
    rows: Iterable[tuple[str, MeetingDay | None, MeetingDay | None]],
    came: Iterable[tuple[Trace, Iterable[TopicOutcome]]],
) -> str:
    """Two topics for the terminal: ``rows`` are a meeting's name and what either topic has there.

    ``heads`` are the topics' names, ``came`` what was asked for about each.
    """
    from rich.table import Table

    console = _console()
    for line in summaries:
        console.print(_words(line))
    made = Table(show_header=True, header_style="bold", show_lines=True, pad_edge=False)
    made.add_column(_words("Meeting"), width=17, overflow="fold")
    for name in heads:
        made.add_column(_words(name), overflow="fold", ratio=1)
    for when, *sides in rows:
        made.add_row(_words(when, "bold"), *(_side(side) for side in sides))
    console.print(made)
    for shown, outcomes_of in came:
        console.print(_words(shown.topic.name, "bold"))
        for outcome in outcomes_of:
            _print_outcome(console, outcome)
    return _text(console)


def _side(side: MeetingDay | None) -> Group:
    """One topic's cell at a meeting; empty where the meeting did not take it up."""
    from rich.console import Group

    items = side.items if side else ()
    return Group(*(line for item in items for line in _item_lines(item)))


def _item_lines(item: TimelineItem) -> Iterator[Text]:
    yield _words(item.heading, "bold")
    for line in item.lines:
        yield _words(f"{line.what}: {line.text} ({phrases.source(line)})")


def _console() -> Console:
    from rich.console import Console

    return Console(
        file=io.StringIO(), width=_width(), record=False, highlight=False, force_terminal=False
    )


def _width() -> int:
    """The terminal's width, within what can be read."""
    return max(80, min(get_terminal_size((110, 24)).columns, 160))


def _text(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"


def _words(text: str, style: str = "") -> Text:
    """Words as they are, without control characters; nothing in them is markup."""
    from rich.text import Text

    return Text("".join(c for c in text if c.isprintable() or c == "\n"), style=style)


def _print_head(console: Console, shown: Trace) -> None:
    console.print(_words(shown.understood, "bold"))
    for line in _head_lines(shown):
        console.print(_words(line))


def _head_lines(shown: Trace) -> Iterator[str]:
    if names := phrases.other_names(shown.topic):
        yield "also called " + ", ".join(names)
    yield phrases.trace_summary(shown)
    if shown.since_pack:
        yield f"what changed since the pack of {day(shown.since_pack)}"
    for change in shown.changes:
        when = f", {day(change.date)}" if change.date else ""
        yield f"{change.kind}: {change.before} → {change.after}{when}"
    yield from _who_lines(shown)


def _who_lines(shown: Trace) -> Iterator[str]:
    """What the topic is, who stood for it, and who brought it."""
    verb = "stood for" if shown.topic.kind == "person" else "spoken for by"
    for line in phrases.role_lines(shown.roles):
        yield f"{verb} {line}"
    for definition in shown.profile.definitions:
        yield f"“{definition.text}” ({phrases.source(definition)})"
    for relation in shown.profile.stated:
        yield phrases.relation_line(relation)
    for speaker in shown.profile.speakers:
        yield "brought by " + phrases.speaker_line(speaker)


def _timeline(shown: Trace) -> Table:
    from rich.table import Table

    made = Table(
        show_header=True, header_style="bold", expand=False, show_lines=False, pad_edge=False
    )
    for name, width in (("Meeting", 17), ("What", 15), ("Words", None), ("Paper", 24)):
        made.add_column(name, width=width, overflow="fold")
    for meeting_day in meeting_days(shown):
        made.add_section()
        heading = meeting_day.name  # in the first row of the day only
        for note in meeting_day.notes:
            made.add_row(_words(heading, "bold"), "", _words(f"→ {note}"), "")
            heading = ""
        for item in meeting_day.items:
            made.add_row(_words(heading, "bold"), "", _words(item.heading, "bold"), "")
            heading = ""
            for line in item.lines:
                made.add_row("", *_line_cells(line))
    return made


def _line_cells(line: TimelineLine) -> tuple[Text, Group, Text]:
    """What happened, the words with their notes, and the paper."""
    from rich.console import Group

    words = [
        _words(line.text),
        *(_words(f"“{sentence.text}”", "dim") for sentence in line.sentences),
        *(_words(f"→ {note}", "dim") for note in (*line.rest, *line.notes)),
    ]
    paper = _words(f"{line.document}\n{pages(line.page)}", "dim")
    return _words(line.what), Group(*words), paper


def _print_foot(console: Console, shown: Trace) -> None:
    for outcome in outcomes(shown):
        _print_outcome(console, outcome)
    for line in _profile_lines(shown):
        console.print(_words(line))


def _profile_lines(shown: Trace) -> Iterator[str]:
    """The topic's figures, money and co-mentions."""
    profile = shown.profile
    drawn = [chart.series for chart in charts(profile.series)[:CHARTS]]
    yield from map(_series_line, drawn)
    others = len(profile.series) - len(drawn)
    if others:
        yield f"{count(others, 'other indicator')}: kg query figures-of, or --format markdown"
    for money in profile.money:
        yield f"Money: {phrases.money_line(money)} ({phrases.source(money.words)})"
    if profile.co_mentions:
        names = ", ".join(
            f"{other.name} ({other.passages})"
            for other in profile.co_mentions[: phrases.CO_MENTIONS]
        )
        yield f"Named with it: {names}"


def _series_line(series: FigureSeries) -> str:
    values = ", ".join(f"{(point.when or '')[:7]} {point.value}" for point in series.line)
    threshold = series.threshold
    across = f"; {threshold.role} {threshold.value}" if threshold else ""
    return f"Figure: {phrases.series_name(series)}: {values}{across}"


def _print_outcome(console: Console, outcome: TopicOutcome) -> None:
    owner = f" ({outcome.owner})" if outcome.owner else ""
    style = "bold" if outcome.is_open else ""
    console.print(_words(f"{outcome.stands.capitalize()}: {outcome.text}{owner}", style))
    for note in outcome.notes:
        console.print(_words(f"  → {note}", "dim"))
