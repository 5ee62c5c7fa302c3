"""How many resources of each class a graph holds."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

import ontology as bg

_TYPE = ox.NamedNode(bg.PREFIXES["rdf"] + "type")
_START = ox.NamedNode(bg.PREFIXES["schema"] + "startDate")

SUMMARY_CLASSES = {
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
"""What is counted after a build, in the order shown: plural name → class."""

COUNTED_CLASSES = {
    **SUMMARY_CLASSES,
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


def count_classes(graph: ox.Store, classes: dict[str, Any] = COUNTED_CLASSES) -> dict[str, int]:
    """The number of different resources of each class, by the names of ``classes``."""
    found = {}
    for name, kind in classes.items():
        node = ox.NamedNode(str(kind))
        found[name] = len({quad.subject for quad in graph.quads_for_pattern(None, _TYPE, node)})
    return found


def meeting_dates(graph: ox.Store) -> tuple[str, str] | None:
    """The first and the last date of a meeting (ISO 8601); ``None`` where no meeting is dated."""
    days = sorted(
        quad.object.value
        for quad in graph.quads_for_pattern(None, _START, None)
        if isinstance(quad.object, ox.Literal)
    )
    return (days[0], days[-1]) if days else None
