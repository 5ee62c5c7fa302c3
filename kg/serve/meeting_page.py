"""The page of a meeting: agenda beside minutes, what came of its decisions, actions, reports, who was there."""

from __future__ import annotations

from dataclasses import dataclass

import ontology as bg
from kg.serve import query_answers, rendering
from kg.serve.resources import Thing, Things
from kg.serve.snapshot import Snapshot
from kg.serve.snapshot_index import Index
from kg.views import timeline

SECTIONS = {
    "present": "Present",
    "officers": "Officers",
    "others": "Also present",
    "apologies": "Apologies",
}


@dataclass(frozen=True, slots=True)
class Note:
    """Something known of a decision, an action or a recommendation, and the address of what it speaks of."""

    text: str
    href: str = ""


def page(snapshot: Snapshot, index: Index, things: Things, thing: Thing) -> query_answers.Written:
    """The page of the meeting ``thing``, with the meetings before and after it."""
    facts = things.of_meeting(thing.iri)
    agenda, minutes = facts[bg.AgendaItem], facts[bg.Minute]
    decided: dict[str, list[Thing]] = {}
    for resolution in facts[bg.Resolution]:
        decided.setdefault(resolution["wasGeneratedBy"], []).append(resolution)
    recorded = {minute["records"]: minute for minute in minutes if minute["records"]}
    rows: list[tuple[Thing | None, Thing | None]] = [
        (item, recorded.get(item.iri)) for item in agenda
    ]
    told = {minute.iri for _, minute in rows if minute is not None}
    rows += [(None, minute) for minute in minutes if minute.iri not in told]
    sections: dict[str, list[Thing]] = {}
    for each in facts[bg.Attendance]:
        sections.setdefault(each["section"], []).append(each)
    held = [row for row in index.meetings if row["date"]]
    place = next((at for at, row in enumerate(held) if row["meeting"] == thing.iri), None)
    followed = (*facts[bg.Resolution], *facts[bg.ActionEntry], *facts[bg.Recommendation])
    body = rendering.page(
        "meeting",
        snapshot.base,
        meeting=thing,
        before=held[place - 1] if place else None,
        after=held[place + 1] if place is not None and place + 1 < len(held) else None,
        rows=rows,
        listed=bool(agenda),
        minuted=bool(minutes),
        decided=decided,
        sections=sections,
        titles=SECTIONS,
        reports=facts[bg.Report],
        actions=facts[bg.ActionEntry],
        recommendations=facts[bg.Recommendation],
        papers=things.papers_of(thing.iri),
        came={each.iri: _came_of(snapshot, things, each) for each in followed},
        corrected=things.correcting(thing.iri),
    )
    return {"type": "text/html; charset=utf-8"}, body


def _came_of(snapshot: Snapshot, things: Things, thing: Thing) -> list[Note]:
    """How a request or a recommendation stands and what answered it; what became of the action of a log's row."""
    notes = []
    action = things.get(thing["entryOf"]) if thing["entryOf"] else None
    if action is not None and action["fate"]:
        notes.append(
            Note(f"in the end: {action['fate']}", rendering.local(action.iri, snapshot.base))
        )
    if thing["status"] and not thing["entryOf"]:
        notes.append(
            Note(
                thing["status"]
                + (f", as of {timeline.day(thing['asOf'])}" if thing["asOf"] else "")
            )
        )
    for name, said in (("becameAction", "became an action"), ("answeredBy", "answered by")):
        other = things.get(thing[name]) if thing[name] else None
        if other is not None:
            what = other["title"] or other["label"] or other["text"]
            when = (
                f", {timeline.day(other['date'])}"
                if other["date"] and other["date"] != thing["date"]
                else ""
            )
            notes.append(Note(f"{said}: {what}{when}", _address(snapshot, other)))
    return notes


def _address(snapshot: Snapshot, thing: Thing) -> str:
    """Where the words of a fact stand, else its own page."""
    if not thing["document"]:
        return rendering.local(thing.iri, snapshot.base)
    return f"{rendering.local(thing['document'], snapshot.base)}?at={thing.at}#here"
