"""How much of what a graph holds, counted by class."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

import ontology as bg

_TYPE = ox.NamedNode(bg.PREFIXES["rdf"] + "type")
_START = ox.NamedNode(bg.PREFIXES["schema"] + "startDate")

SUMMARY = {
    "documents": bg.Document,
    "meetings": bg.Meeting,
    "people": bg.Person,
    "organisations": bg.Organisation,
    "programmes": bg.Programme,
    "minutes": bg.Minute,
    "resolutions": bg.Resolution,
    "actions": bg.Action,
    "reports": bg.Report,
}
"""What is counted after a build, in the order shown."""

ALL = {
    **SUMMARY,
    "agenda items": bg.AgendaItem,
    "attendances": bg.Attendance,
    "memberships": bg.Membership,
    "statements": bg.Statement,
    "action log rows": bg.ActionEntry,
    "recommendations": bg.Recommendation,
    "ties": bg.Tie,
    "renamings": bg.Renaming,
    "successions": bg.Succession,
    "figures": bg.Figure,
    "indicators": bg.Indicator,
    "sums of money": bg.Sum,
    "mentions": bg.Mention,
    "passages": bg.Passage,
}
"""Everything that ``kg stats`` counts."""


def counts(graph: ox.Store, classes: dict[str, Any] = ALL) -> dict[str, int]:
    """The number of different things of each class."""
    found = {}
    for name, kind in classes.items():
        node = ox.NamedNode(str(kind))
        found[name] = len({quad.subject for quad in graph.quads_for_pattern(None, _TYPE, node)})
    return found


def dates(graph: ox.Store) -> tuple[str, str] | None:
    """The first and the last day on which a meeting was held, ISO; ``None`` where no meeting is dated."""
    days = sorted(
        quad.object.value
        for quad in graph.quads_for_pattern(None, _START, None)
        if isinstance(quad.object, ox.Literal)
    )
    return (days[0], days[-1]) if days else None
