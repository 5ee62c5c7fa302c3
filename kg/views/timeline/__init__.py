"""A topic's timeline: reported, discussed, resolved, asked for, and what became of each action.

``trace`` follows a topic; ``render`` writes the result as a table for the terminal, a Markdown
briefing, a self-contained HTML page, JSON or CSV. Everything shown stands in the papers. What is
inferred from several of them (an action that came back, a request that was answered) is read from
the graph, and marked where it is doubtful.
"""

from __future__ import annotations

from kg.views.timeline.briefing import Briefing, briefing
from kg.views.timeline.by_meeting import meeting_days
from kg.views.timeline.cited_passages import with_cited_passages
from kg.views.timeline.formatting import day, pages
from kg.views.timeline.meeting_packs import pack_date, pack_dates
from kg.views.timeline.model import COLUMNS, TimelineEvent, Trace
from kg.views.timeline.partner_view import with_partners
from kg.views.timeline.phrases import source, trace_summary
from kg.views.timeline.render import FORMATS, as_json, fill_template, render, render_bytes
from kg.views.timeline.tracing import trace, with_papers

__all__ = [
    "COLUMNS",
    "FORMATS",
    "Briefing",
    "TimelineEvent",
    "Trace",
    "as_json",
    "briefing",
    "day",
    "fill_template",
    "meeting_days",
    "pack_date",
    "pack_dates",
    "pages",
    "render",
    "render_bytes",
    "source",
    "trace",
    "trace_summary",
    "with_cited_passages",
    "with_papers",
    "with_partners",
]
