"""Writes a trace as Markdown, one self-contained HTML page, JSON, CSV or a table for the terminal."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Literal, get_args

from kg.errors import InputError
from kg.views.profile import charts
from kg.views.timeline import formatting, phrases
from kg.views.timeline.by_meeting import days
from kg.views.timeline.context import Citer
from kg.views.timeline.follow_up import outcomes
from kg.views.timeline.model import COLUMNS, Trace

Format = Literal["table", "markdown", "html", "json", "csv"]
FORMATS: tuple[str, ...] = get_args(Format)
CHARTS = 6  # drawn at most
WORDS = (
    "called",
    "companion",
    "company",
    "money",
    "papers",
    "period",
    "roles",
    "source",
    "speaker",
    "stated",
    "sums",
    "where",
)
FIGURES = 40  # figures listed at most beside the charts


def render(shown: Trace, format: str = "table") -> str:
    """The trace in one of ``FORMATS``, ending in a line break; raises ``InputError`` for any other."""
    if format == "json":
        return json.dumps(as_json(shown), ensure_ascii=False, indent=2) + "\n"
    if format == "csv":
        return _csv(shown)
    if format == "markdown":
        return _template(shown, "trace.md")
    if format == "html":
        return _template(shown, "trace.html")
    if format == "table":
        from kg.views.timeline.terminal import table

        return table(shown, CHARTS)
    raise InputError(f"{format}: no such format; use one of {', '.join(FORMATS)}")


def as_json(shown: Trace) -> dict[str, object]:
    """The trace as plain JSON: ``topic`` and ``events`` as the contract has them, and what else was found."""
    return {
        "topic": asdict(shown.topic) | {"asked": shown.asked},
        "near": [
            {"iri": topic.iri, "name": topic.name, "kind": topic.kind} for topic in shown.near
        ],
        "since": shown.since,
        "until": shown.until,
        "since_pack": shown.since_pack,
        "events": [asdict(event) for event in shown.events],
        "actions": [
            asdict(action) | {"open": action.is_open, "fate": action.fate}
            for action in shown.actions
        ],
        "requests": [asdict(request) for request in shown.requests],
        "spoken": [asdict(event) for event in shown.spoken],
        "corrections": [asdict(correction) for correction in shown.corrections],
        "changes": [asdict(change) for change in shown.changes],
        "roles": [asdict(role) for role in shown.roles],
        "dossier": asdict(shown.dossier),
    }


def _csv(shown: Trace) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {key: value or "" for key, value in asdict(event).items()} for event in shown.events
    )
    return out.getvalue()


def _template(shown: Trace, name: str) -> str:
    drawn = charts(shown.dossier.series)[:CHARTS]
    listed = [
        (each, p)
        for each in shown.dossier.series
        if each not in [d.series for d in drawn]
        for p in each.points
    ]
    return fill(
        name,
        {"day": formatting.day, "pages": formatting.pages}
        | {word: getattr(phrases, word) for word in WORDS},
        trace=shown,
        also=phrases.also(shown.topic),
        days=days(shown),
        summary=phrases.summary(shown),
        outcomes=outcomes(shown),
        dossier=shown.dossier,
        charts=drawn,
        citer=Citer(shown.extracts),
        figures=listed[:FIGURES],
        more_figures=len(listed) - len(listed[:FIGURES]),
    )


def fill(name: str, filters: Mapping[str, Any], **values: object) -> str:
    """Fills a template of ``kg/templates``; every value is escaped for the language it is put into."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    markdown = name.endswith(".md")
    environment = Environment(
        loader=PackageLoader("kg.views", "templates"),
        autoescape=not markdown,
        finalize=_in_markdown if markdown else None,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= filters
    return environment.get_template(name).render(**values).rstrip() + "\n"


_MARKDOWN = str.maketrans(
    {c: "\\" + c for c in "\\`*[]|~#"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
)


_EDGE = re.compile(r"(?<!\w)_|_(?!\w)")  # within a word, as in a file's name, it is no sign


def _in_markdown(value: object) -> str:
    """A value as words on one line, with nothing in them that Markdown or HTML would read as a sign."""
    text = " ".join(str(value).split()).translate(_MARKDOWN)
    return _EDGE.sub(r"\_", text)
