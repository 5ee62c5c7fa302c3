"""A trace as a table for the terminal; words of papers are never read as markup or as control characters."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from kg.views.profile import charts
from kg.views.timeline import phrases
from kg.views.timeline.by_meeting import Day, Item, days
from kg.views.timeline.follow_up import Outcome, outcomes
from kg.views.timeline.formatting import count, day, pages
from kg.views.timeline.model import Trace

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text


def table(shown: Trace, drawn: int) -> str:
    """The trace for the terminal, with ``drawn`` of its series of figures at most."""
    console = _console()
    _head(console, shown)
    console.print(_timeline(shown))
    _foot(console, shown, drawn)
    return _text(console)


def side_by_side(
    summaries: Iterable[str],
    heads: tuple[str, str],
    rows: Iterable[tuple[str, Day | None, Day | None]],
    came: Iterable[tuple[Trace, Iterable[Outcome]]],
) -> str:
    """Two topics for the terminal, meeting by meeting."""
    from rich.console import Group
    from rich.table import Table

    console = _console()
    for line in summaries:
        console.print(_words(line))
    made = Table(show_header=True, header_style="bold", show_lines=True, pad_edge=False)
    for name, width in (("Meeting", 17), (heads[0], None), (heads[1], None)):
        made.add_column(_words(name), width=width, overflow="fold", ratio=None if width else 1)
    for when, *sides in rows:
        cells = [
            Group(*(line for item in side.items for line in _told(item)) if side else ())
            for side in sides
        ]
        made.add_row(_words(when, "bold"), *cells)
    console.print(made)
    for shown, outcomes_of in came:
        console.print(_words(shown.topic.name, "bold"))
        for each in outcomes_of:
            _print_outcome(console, each)
    return _text(console)


def _told(item: Item) -> Iterator[Text]:
    yield _words(item.heading, "bold")
    for line in item.lines:
        yield _words(f"{line.what}: {line.text} ({phrases.source(line)})")


def _console() -> Console:
    from rich.console import Console

    return Console(
        file=io.StringIO(), width=_width(), record=False, highlight=False, force_terminal=False
    )


def _text(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"


def _words(text: str, style: str = "") -> Text:
    from rich.text import Text

    return Text("".join(c for c in text if c.isprintable() or c == "\n"), style=style)


def _head(console: Console, shown: Trace) -> None:
    console.print(_words(shown.understood, "bold"))
    if names := phrases.also(shown.topic):
        console.print(_words("also called " + ", ".join(names)))
    console.print(_words(phrases.summary(shown)))
    if shown.since_pack:
        console.print(_words(f"what changed since the pack of {day(shown.since_pack)}"))
    for change in shown.changes:
        when = f", {day(change.date)}" if change.date else ""
        console.print(_words(f"{change.kind}: {change.before} → {change.after}{when}"))
    verb = "stood for" if shown.topic.kind == "person" else "spoken for by"
    for line in phrases.roles(shown.roles):
        console.print(_words(f"{verb} {line}"))
    for definition in shown.dossier.definitions:
        console.print(_words(f"“{definition.text}” ({phrases.source(definition)})"))
    for each in shown.dossier.stated:
        console.print(_words(phrases.stated(each)))
    for who in shown.dossier.speakers:
        console.print(_words("brought by " + phrases.speaker(who)))


def _timeline(shown: Trace) -> Table:
    from rich.console import Group
    from rich.table import Table

    made = Table(
        show_header=True, header_style="bold", expand=False, show_lines=False, pad_edge=False
    )
    for name, width in (("Meeting", 17), ("What", 15), ("Words", None), ("Paper", 24)):
        made.add_column(name, width=width, overflow="fold")
    for each in days(shown):
        made.add_section()
        date_shown = each.name
        for note in each.notes:
            made.add_row(_words(date_shown, "bold"), "", _words(f"→ {note}"), "")
            date_shown = ""
        for item in each.items:
            made.add_row(_words(date_shown, "bold"), "", _words(item.heading, "bold"), "")
            date_shown = ""
            for line in item.lines:
                cell = [
                    _words(line.text),
                    *(_words(f"“{each.text}”", "dim") for each in line.sentences),
                ]
                cell += [_words(f"→ {note}", "dim") for note in (*line.rest, *line.notes)]
                paper = _words(f"{line.document}\n{pages(line.page)}", "dim")
                made.add_row("", _words(line.what), Group(*cell), paper)
    return made


def _foot(console: Console, shown: Trace, drawn: int) -> None:
    for each in outcomes(shown):
        _print_outcome(console, each)
    series = [chart.series for chart in charts(shown.dossier.series)[:drawn]]
    for one in series:
        values = ", ".join(f"{(point.when or '')[:7]} {point.value}" for point in one.line)
        across = f"; {one.threshold.role} {one.threshold.value}" if one.threshold else ""
        console.print(_words(f"Figure: {phrases.called(one)}: {values}{across}"))
    others = len(shown.dossier.series) - len(series)
    if others:
        console.print(
            _words(f"{count(others, 'other indicator')}: kg query figures-of, or --format markdown")
        )
    for each_sum in shown.dossier.money:
        console.print(
            _words(f"Money: {phrases.money(each_sum)} ({phrases.source(each_sum.words)})")
        )
    if shown.dossier.company:
        company = ", ".join(
            f"{other.name} ({other.passages})" for other in shown.dossier.company[: phrases.COMPANY]
        )
        console.print(_words(f"Named with it: {company}"))


def _print_outcome(console: Console, each: Outcome) -> None:
    who = f" ({each.owner})" if each.owner else ""
    console.print(
        _words(f"{each.stands.capitalize()}: {each.text}{who}", "bold" if each.is_open else "")
    )
    for note in each.notes:
        console.print(_words(f"  → {note}", "dim"))


def _width() -> int:
    """The terminal's width, within what can be read."""
    return max(80, min(get_terminal_size((110, 24)).columns, 160))
