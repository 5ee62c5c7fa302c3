"""Writes a trace as Markdown, one self-contained HTML page, JSON, CSV or a terminal table."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Literal, get_args

from kg.errors import InputError
from kg.text.spreadsheet_cells import spreadsheet_cell
from kg.views.charts import select_figures
from kg.views.paper_places import LinkAddress, cited_places
from kg.views.partners.partners_page import short_day
from kg.views.partners.partners_page import style as partners_style
from kg.views.profile import TopicProfile
from kg.views.timeline import phrases
from kg.views.timeline.briefing import briefing
from kg.views.timeline.by_meeting import meeting_days
from kg.views.timeline.citations import Sources
from kg.views.timeline.cited_passages import CitationNumbers
from kg.views.timeline.cited_words import passage_as_json
from kg.views.timeline.doubtful_figures import doubts
from kg.views.timeline.follow_up import outcomes
from kg.views.timeline.formatting import day
from kg.views.timeline.json_limits import (
    briefing_as_json,
    event_as_json,
    events_as_json,
    within_words,
)
from kg.views.timeline.model import COLUMNS, TimelineEvent, Trace
from kg.views.timeline.terminal import trace_table
from kg.views.wording import ui_text

TraceFormat = Literal["table", "markdown", "html", "json", "csv"]
FORMATS: tuple[str, ...] = get_args(TraceFormat)


def render_bytes(shown: Trace, format: str = "table") -> bytes:
    """The trace as the bytes of a file: in one of ``FORMATS``, or as a Word document, ``docx``."""
    if format == "docx":
        from kg.views.timeline.word_document import word_document

        return word_document(shown)
    return render(shown, format).encode()


def render(shown: Trace, format: str = "table") -> str:
    """The trace in one of ``FORMATS``, ending in a line break; ``InputError`` for any other."""
    if format == "json":
        return json.dumps(as_json(shown), ensure_ascii=False, indent=2) + "\n"
    if format == "csv":
        return _csv(shown)
    if format == "markdown":
        return _template(shown, "trace.md")
    if format == "html":
        return _template(shown, "trace.html")
    if format == "table":
        return trace_table(shown)
    raise InputError(
        ui_text("errors.no_such_format", format=format, formats=", ".join((*FORMATS, "docx")))
    )


def as_json(shown: Trace) -> dict[str, object]:
    """The trace as plain JSON: ``topic`` and ``events`` as the contract has them, and the rest."""
    return within_words(
        {
            "topic": asdict(shown.topic) | {"asked": shown.question or shown.asked},
            "near": [
                {"iri": topic.iri, "name": topic.name, "kind": topic.kind} for topic in shown.near
            ],
            "wider": asdict(shown.wider) if shown.wider else None,
            "since": shown.since,
            "until": shown.until,
            "since_pack": shown.since_pack,
            "briefing": briefing_as_json(briefing(shown)),
            "events": [
                made | {"doubtful": list(doubts(event, shown))}
                for made, event in zip(events_as_json(shown.events), shown.events, strict=True)
            ],
            "left_out": shown.left_out,
            "actions": [
                asdict(action) | {"open": action.is_open, "fate": action.outcome_line}
                for action in shown.actions
            ],
            "requests": [asdict(request) for request in shown.requests],
            "spoken": [event_as_json(event) for event in shown.spoken_requests],
            "corrections": [asdict(correction) for correction in shown.corrections],
            "changes": [asdict(change) for change in shown.changes],
            "roles": [asdict(role) for role in shown.roles],
            "dossier": _profile_as_json(shown.profile),
            "passages": [passage_as_json(each) for each in shown.passages],
            "passage_count": shown.passage_count,
            "papers": cited_places(shown),
        }
    )


def _profile_as_json(profile: TopicProfile) -> dict[str, object]:
    """The profile with its co-mentions under ``company``, the key that readers of the JSON know."""
    found = asdict(profile)
    return {("company" if key == "co_mentions" else key): value for key, value in found.items()}


def event_cells(event: TimelineEvent) -> dict[str, str]:
    """The event's fields as cells of a spreadsheet: what is unknown is empty."""
    return {key: spreadsheet_cell(value or "") for key, value in asdict(event).items()}


def _csv(shown: Trace) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(event_cells(event) for event in shown.events)
    return out.getvalue()


def _template(shown: Trace, name: str) -> str:
    figures = select_figures(shown.profile.series)
    sources = Sources(shown)
    days = dict(shown.papers)

    def paper(document: str) -> str:
        return ui_text("sources.papers", day=day(days[document])) if document in days else ""

    return fill_template(
        name,
        {**phrases.TEMPLATE_FILTERS, "source": sources.of, "paper": paper, "short_day": short_day},
        trace=shown,
        briefing=briefing(shown),
        used=frozenset(event.document for event in shown.events),
        limits=tuple(phrases.limits(shown)),
        other_names=phrases.other_names(shown.topic),
        days=meeting_days(shown),
        outcomes=outcomes(shown),
        profile=shown.profile,
        partners_style=partners_style(),
        charts=figures.charts,
        citations=CitationNumbers(shown.cited_passages),
        figures=figures.listed,
        more_figures=figures.more,
    )


def fill_template(name: str, filters: Mapping[str, Callable[..., object]], **values: object) -> str:
    """Fills a template of ``kg/views/templates``, ending in a line break.

    Every value is escaped for the language of the template: Markdown (``.md``) or HTML.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    markdown = name.endswith(".md")
    environment = Environment(
        loader=PackageLoader("kg.views", "templates"),
        autoescape=not markdown,
        finalize=escape_markdown if markdown else None,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= filters
    environment.globals["ui_text"] = ui_text
    return environment.get_template(name).render(**values).rstrip() + "\n"


_MARKDOWN = str.maketrans({c: "\\" + c for c in "\\`*[]|~#"} | {"<": "&lt;", ">": "&gt;"})
_ENTITY = re.compile(r"&(?=#?\w+;)")  # an ampersand alone is no markup: “A&E”
_EDGE = re.compile(r"(?<!\w)_|_(?!\w)")  # within a word, as in a file's name, it is no markup


def escape_markdown(value: object) -> str:
    """A value as words on one line, with nothing in them that Markdown or HTML reads as markup.

    The address of a link stays: a backslash in it would be a part of it to many programs.
    """
    if isinstance(value, LinkAddress):
        return value
    text = _ENTITY.sub("&amp;", " ".join(str(value).split())).translate(_MARKDOWN)
    return _EDGE.sub(r"\_", text)
