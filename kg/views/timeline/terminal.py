"""Traces for the terminal; words of papers are never read as markup or control codes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING

from kg.views.charts import CHARTS, charts
from kg.views.profile import FigureSeries
from kg.views.timeline import phrases
from kg.views.timeline.briefing import briefing
from kg.views.timeline.by_meeting import MeetingDay, TimelineItem, TimelineLine, meeting_days
from kg.views.timeline.citations import Sources, place_within, without_paragraph_number
from kg.views.timeline.follow_up import TopicOutcome, outcomes
from kg.views.timeline.formatting import count, day, printable
from kg.views.timeline.model import Trace
from kg.views.wording import ui_text

if TYPE_CHECKING:
    from rich.console import Console, Group
    from rich.text import Text


def trace_table(shown: Trace) -> str:
    """The trace for the terminal, as lines that can be pasted."""
    page = _WrappedText(_width())
    _write_head(page, shown)
    _write_meetings(page, shown)
    if left_out := phrases.left_out_line(shown):
        page.gap()
        page.line(left_out)
    _write_outcomes(page, outcomes(shown))
    _write_profile(page, shown)
    _write_papers(page, shown)
    return page.text()


class _WrappedText:
    """Lines of text within a width; words of papers lose their control characters."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._lines: list[str] = []

    def heading(self, text: str) -> None:
        self._lines += ["", printable(text)]
        self._lines.append("-" * min(len(self._lines[-1]), self._width))

    def line(self, text: str, indent: int = 0, mark: str = "") -> None:
        """A paragraph after ``mark``; what follows its first line is set in as far."""
        start = " " * indent + mark
        self._lines += wrap(
            printable(text),
            self._width,
            initial_indent=start,
            subsequent_indent=" " * len(start),
            break_long_words=False,
            break_on_hyphens=False,
        )

    def gap(self) -> None:
        self._lines.append("")

    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._lines) + "\n"


def _write_head(page: _WrappedText, shown: Trace) -> None:
    page.line(shown.understood)
    if names := phrases.other_names(shown.topic):
        page.line(ui_text("topic.also_called", names=", ".join(names)))
    for limit in phrases.limits(shown):
        page.line(limit)
    made = briefing(shown)
    page.heading(ui_text("headings.in_brief"))
    for sentence in made.headline:
        page.line(phrases.with_sources(sentence), mark="- ")
    if made.status.line:
        page.line(f"{ui_text('headings.status')}: {made.status.line}")
    for change in shown.changes:
        page.line(phrases.change_line(change))
    key = "headings.roles" if shown.topic.kind == "person" else "headings.represented_by"
    for role in phrases.role_lines(shown.roles):
        page.line(f"{ui_text(key)}: {role}")


def _write_meetings(page: _WrappedText, shown: Trace) -> None:
    for meeting_day in meeting_days(shown):
        page.heading(meeting_day.name)
        for note in meeting_day.notes:
            page.line(note)
        for item in meeting_day.items:
            page.line(item.heading)
            for line in item.lines:
                _write_line(page, line)


def _write_line(page: _WrappedText, line: TimelineLine) -> None:
    page.line(f"{line.what}: {without_paragraph_number(line.text)} ({line.cited})", 2, "- ")
    for sentence in line.sentences:
        where = place_within(sentence, line.page)
        text = without_paragraph_number(sentence.text)
        page.line(f"{text} ({where})" if where else text, 4, "- ")
    for note in (*line.rest, *line.notes):
        page.line(note, 4)


def _write_outcomes(page: _WrappedText, found: Sequence[TopicOutcome]) -> None:
    if not found:
        return
    page.heading(ui_text("headings.asked_for"))
    for outcome in found:
        owner = f" ({outcome.owner})" if outcome.owner else ""
        status = outcome.status_label
        page.line(f"{status[:1].upper()}{status[1:]}: {outcome.text}{owner}", mark="- ")
        for note in outcome.notes:
            page.line(note, 2)


def _write_profile(page: _WrappedText, shown: Trace) -> None:
    profile, sources = shown.profile, Sources(shown)
    drawn = [chart.series for chart in charts(profile.series)[:CHARTS]]
    others = len(profile.series) - len(drawn)
    if drawn or others or profile.money:
        page.heading(ui_text("headings.figures"))
    for series in drawn:
        page.line(_series_line(series), mark="- ")
    if others:
        shown_elsewhere = count(others, "other indicator")
        page.line(ui_text("notes.other_indicators", count=shown_elsewhere), mark="- ")
    for money in profile.money:
        words = f"{phrases.money_line(money)} ({sources.of(money.words)})"
        page.line(f"{ui_text('headings.money')}: {words}", mark="- ")
    page.gap()
    for relation in profile.stated:
        page.line(phrases.relation_line(relation))
    for each in profile.office_changes:
        page.line(f"{phrases.office_change_line(each)} ({sources.of(each.words)})")
    for speaker in profile.speakers:
        page.line(f"{ui_text('headings.presented_by')}: {phrases.speaker_line(speaker)}")
    if profile.co_mentions:
        page.line(f"{ui_text('headings.also_mentioned')}: {phrases.co_mention_names(profile)}")


def _write_papers(page: _WrappedText, shown: Trace) -> None:
    used = {event.document for event in shown.events}
    for paper, when in shown.papers:
        if paper in used:
            page.line(f"{ui_text('sources.papers', day=day(when))}: {paper}")


def comparison_table(
    summaries: Iterable[str],
    heads: tuple[str, str],
    rows: Iterable[tuple[str, MeetingDay | None, MeetingDay | None]],
    outcomes: Iterable[tuple[Trace, Iterable[TopicOutcome]]],
) -> str:
    """Two topics for the terminal: ``rows`` are a meeting's name and what either topic has there.

    ``heads`` are the topics' names, ``outcomes`` what was asked for about each.
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
    for shown, outcomes_of in outcomes:
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
        yield _words(f"{line.what}: {line.text} ({line.cited})")


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


def _series_line(series: FigureSeries) -> str:
    values = ", ".join(f"{(point.when or '')[:7]} {point.value}" for point in series.line)
    threshold = series.threshold
    across = f"; {threshold.role} {threshold.value}" if threshold else ""
    return f"Figure: {phrases.series_name(series)}: {values}{across}"


def _print_outcome(console: Console, outcome: TopicOutcome) -> None:
    owner = f" ({outcome.owner})" if outcome.owner else ""
    style = "bold" if outcome.is_open else ""
    status = outcome.status_label[:1].upper() + outcome.status_label[1:]
    console.print(_words(f"{status}: {outcome.text}{owner}", style))
    for note in outcome.notes:
        console.print(_words(f"  → {note}", "dim"))
