"""A trace as a Word document, in the styles of Word, so that it can be edited and pasted."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from kg.views.timeline import phrases
from kg.views.timeline.briefing import briefing
from kg.views.timeline.by_meeting import TimelineItem, meeting_days
from kg.views.timeline.citations import Sources, place_within, without_paragraph_number
from kg.views.timeline.follow_up import outcomes
from kg.views.timeline.formatting import day, printable
from kg.views.timeline.model import Trace
from kg.views.wording import ui_text

if TYPE_CHECKING:
    from docx.document import Document

_BULLET, _BULLET_BELOW = "List Bullet", "List Bullet 2"


def word_document(shown: Trace) -> bytes:
    """The bytes of the document: in brief, by meeting, what was asked for, money."""
    import docx

    made = docx.Document()
    made.core_properties.title = printable(shown.topic.name)
    made.core_properties.author = ""
    made.add_heading(printable(shown.topic.name), 0)
    _add_brief(made, shown)
    for meeting_day in meeting_days(shown):
        made.add_heading(meeting_day.name, 1)
        for note in meeting_day.notes:
            made.add_paragraph(printable(note))
        for item in meeting_day.items:
            _add_item(made, item)
    _add_outcomes(made, shown)
    _add_money(made, shown)
    _add_papers(made, shown)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def _add_brief(made: Document, shown: Trace) -> None:
    made.add_paragraph(printable(shown.understood) + ".")
    if names := phrases.other_names(shown.topic):
        made.add_paragraph(printable(ui_text("topic.also_called", names=", ".join(names))) + ".")
    for limit in phrases.limits(shown):
        made.add_paragraph(limit + ".")
    brief = briefing(shown)
    made.add_heading(ui_text("headings.in_brief"), 1)
    for sentence in brief.headline:
        made.add_paragraph(printable(phrases.with_sources(sentence)), _BULLET)
    if brief.status.line:
        status = made.add_paragraph()
        status.add_run(f"{ui_text('headings.status')}: ").bold = True
        status.add_run(printable(brief.status.line))
    for change in shown.changes:
        made.add_paragraph(printable(phrases.change_line(change)), _BULLET)


def _add_item(made: Document, item: TimelineItem) -> None:
    made.add_heading(printable(item.heading), 2)
    for line in item.lines:
        added = made.add_paragraph(style=_BULLET)
        added.add_run(f"{line.what}: ").bold = True
        added.add_run(f"{printable(without_paragraph_number(line.text))} ({line.cited})")
        for sentence in line.sentences:
            text = printable(without_paragraph_number(sentence.text))
            where = place_within(sentence, line.page)
            made.add_paragraph(f"{text} ({where})" if where else text, _BULLET_BELOW)
        for note in (*line.rest, *line.notes):
            made.add_paragraph(style=_BULLET_BELOW).add_run(printable(note)).italic = True


def _add_outcomes(made: Document, shown: Trace) -> None:
    found = outcomes(shown)
    if not found:
        return
    made.add_heading(ui_text("headings.asked_for"), 1)
    table = made.add_table(rows=1, cols=4, style="Table Grid")
    heads = ("status", "asked", "request", "outcome")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(ui_text(f"columns.{head}")).bold = True
    for each in found:
        asked = day(each.date) if each.date else ""
        values = (
            each.status_label,
            asked,
            without_paragraph_number(each.text),
            "; ".join(each.notes),
        )
        for cell, value in zip(table.add_row().cells, values, strict=True):
            cell.text = printable(value)


def _add_money(made: Document, shown: Trace) -> None:
    if not shown.profile.money:
        return
    sources = Sources(shown)
    made.add_heading(ui_text("headings.money"), 1)
    for together, words in phrases.sums_by_sentence(shown.profile.money):
        sums = "; ".join(phrases.money_line(each) for each in together)
        quoted = without_paragraph_number(words.text)
        made.add_paragraph(printable(f"{sums}: “{quoted}” ({sources.of(words)})"), _BULLET)


def _add_papers(made: Document, shown: Trace) -> None:
    """Which file holds the papers of which day."""
    used = {event.document for event in shown.events}
    papers = [(when, name) for name, when in shown.papers if name in used]
    if papers:
        made.add_heading(ui_text("headings.papers"), 1)
    for when, name in papers:
        made.add_paragraph(
            f"{ui_text('sources.papers', day=day(when))}: {printable(name)}", _BULLET
        )
