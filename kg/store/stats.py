"""How many resources of each class a graph holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

import kg.ontology as bg
from kg.store.query import rows

if TYPE_CHECKING:
    from kg.store.remote import Remote

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


def count_classes(
    graph: ox.Store | Remote, classes: Mapping[str, Any] = COUNTED_CLASSES
) -> dict[str, int]:
    """The number of different resources of each class, by the names of ``classes``."""
    found = {row["class"]: int(row["number"]) for row in rows(graph, "stats-classes")}
    return {name: found.get(str(kind), 0) for name, kind in classes.items()}


def count_quads(graph: ox.Store | Remote) -> int:
    """The number of quads in all named graphs."""
    return int(rows(graph, "stats-quads")[0]["number"])


def meeting_dates(graph: ox.Store | Remote) -> tuple[str, str] | None:
    """The first and the last date of a meeting (ISO 8601); ``None`` where no meeting is dated."""
    days = sorted(row["day"] for row in rows(graph, "stats-meeting-days"))
    return (days[0], days[-1]) if days else None
