"""A topic's trace in Python: its events as rows, and the forms that ``kg trace`` writes."""

from __future__ import annotations

from typing import Any

from kg.api.query_rows import QueryRows, html_table
from kg.views.timeline import COLUMNS, Trace, as_json, render


class TopicTrace:
    """How a topic went through the meetings. ``trace`` is the whole of it, typed."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace

    @property
    def name(self) -> str:
        """What the topic is called; the words themselves where it is nobody's name."""
        return self.trace.topic.name

    @property
    def iri(self) -> str | None:
        """The topic's IRI; ``None`` for words."""
        return self.trace.topic.iri

    @property
    def events(self) -> QueryRows:
        """One row an event, oldest first, with the columns of the query ``timeline``."""
        rows = [
            {column: str(getattr(event, column) or "") for column in COLUMNS}
            for event in self.trace.events
        ]
        return QueryRows(rows, COLUMNS)

    @property
    def headline(self) -> list[str]:
        """The sentences of the briefing."""
        briefing: Any = self.to_dict()["briefing"]
        return [str(sentence["text"]) for sentence in briefing["headline"]]

    def to_dict(self) -> dict[str, object]:
        """The trace as ``kg trace --format json`` gives it."""
        return as_json(self.trace)

    def render(self, format: str = "markdown") -> str:
        """The trace as ``markdown``, ``html``, ``json``, ``csv`` or ``table``."""
        return render(self.trace, format)

    def __str__(self) -> str:
        return self.render("table")

    def __repr__(self) -> str:
        return f"<trace of {self.name}: {len(self.trace.events)} events>"

    def _repr_html_(self) -> str:
        """Headline and events, for Jupyter."""
        told = html_table((self.name,), [[sentence] for sentence in self.headline])
        return told + self.events._repr_html_()
