"""How a topic went through the papers: reported, discussed, resolved, asked for, and what became of each action.

``trace`` follows a topic; ``render`` writes what it found as a table for the terminal, a Markdown briefing, a
self-contained HTML page, JSON or CSV. Everything shown stands in the papers; what is worked out from several of them
(an action that came back, a request that was answered) is read from the graph, and marked where it is doubtful.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError, NotFound
from kg.store import query
from kg.views.profile import dossier
from kg.views.timeline.by_meeting import days
from kg.views.timeline.context import in_place
from kg.views.timeline.events import follow, search
from kg.views.timeline.formatting import day, pages
from kg.views.timeline.model import COLUMNS, Event, Trace
from kg.views.timeline.phrases import source, summary
from kg.views.timeline.render import FORMATS, as_json, fill, render
from kg.views.timeline.topic_resolution import nothing, resolve

if TYPE_CHECKING:
    from kg.store.remote import Remote

__all__ = ["COLUMNS", "FORMATS", "Event", "Trace", "as_json", "day", "days", "fill", "in_place", "pack_day", "packs",
           "pages", "render", "source", "summary", "trace"]  # fmt: skip


def trace(
    store: ox.Store | Remote,
    topic: str,
    since: date | None = None,
    until: date | None = None,
    *,
    since_pack: str | None = None,
    full: bool = False,
) -> Trace:
    """Follow ``topic`` (a name, a printed form, an acronym, an IRI, else words) from ``since`` up to ``until``.

    ``since_pack`` (a file's name, or a day as 2023-06-30) leaves only what later packs brought. ``full`` asks for the
    dossier as well: what the topic is, its figures, its money, its company, the requests on it.

    Raises ``NotFound``, with the nearest names, where the papers do not speak of it.
    """
    asked = " ".join(topic.split())
    if not asked:
        raise InputError(
            "no topic was given; name a programme, an organisation, a person or some words"
        )
    if since and until and since > until:
        raise InputError(f"--since {since} is later than --until {until}; exchange them")
    chosen, near, guessed = resolve(store, asked)
    found = follow(store, asked, chosen, near) if chosen else search(store, asked, near)
    if not found.events:
        raise NotFound(nothing(store, asked, near))
    limited = _within(
        replace(found, guessed=guessed),
        *(limit.isoformat() if limit else None for limit in (since, until)),
    )
    if since_pack is not None:
        limited = _since_pack(store, limited, since_pack)
    if not limited.events:
        spoken = (
            f"from {day(found.dates[0])} to {day(found.dates[-1])}"
            if found.dates
            else "in papers without a date"
        )
        raise NotFound(f"{found.topic.name}: nothing in that time; the papers speak of it {spoken}")
    if full and limited.topic.iri is not None:
        told = dossier(store, limited.topic.iri)
        if len(limited.events) < len(found.events):
            told = told.only({event.document for event in limited.events})
        limited = replace(limited, dossier=told)
    return limited


def packs(store: ox.Store | Remote) -> dict[str, str]:
    """File name → the day of the meeting that the papers were made for (the last they document), oldest first."""
    told = {
        row["file"]: max(row["meetings"].split("; "))
        for row in query.rows(store, "documents")
        if row["meetings"]
    }
    return dict(sorted(told.items(), key=lambda pair: (pair[1], pair[0])))


def pack_day(store: ox.Store | Remote, pack: str) -> str:
    """The day of a pack named by its file or by a day: the newest pack up to then. Raises ``InputError``."""
    known = packs(store)
    if pack in known:
        return known[pack]
    try:
        asked = date.fromisoformat(pack).isoformat()
    except ValueError:
        raise InputError(
            f"{pack}: no such pack; kg query documents lists the files, or give a day as 2023-06-30"
        ) from None
    before = [when for when in known.values() if when <= asked]
    if not before:
        raise InputError(f"{pack}: no pack is as old as that; kg query documents lists them")
    return max(before)


def _since_pack(store: ox.Store | Remote, found: Trace, pack: str) -> Trace:
    """What later packs brought; an action is kept whole where a later log carries it."""
    seen = pack_day(store, pack)
    later = {name for name, when in packs(store).items() if when > seen}
    return replace(
        found,
        since_pack=seen,
        events=tuple(event for event in found.events if event.document in later),
        actions=tuple(
            action
            for action in found.actions
            if any(entry.document in later for entry in action.entries)
        ),
        requests=tuple(
            request
            for request in found.requests
            if request.words.document in later or request.is_open
        ),
        spoken=tuple(event for event in found.spoken if event.document in later),
        changes=tuple(
            change
            for change in found.changes
            if change.document is None or change.document in later
        ),
    )


def _within(found: Trace, since: str | None, until: str | None) -> Trace:
    """Only what is dated within the limits; what bears no date is kept where there are none."""
    if since is None and until is None:
        return found

    def inside(when: str | None) -> bool:
        return when is not None and (since or "") <= when <= (until or "9999")

    return replace(
        found,
        since=since,
        until=until,
        events=tuple(event for event in found.events if inside(event.date)),
        actions=tuple(
            action
            for action in found.actions
            if any(inside(entry.date) for entry in action.entries)
        ),
        requests=tuple(request for request in found.requests if inside(request.words.date)),
        spoken=tuple(event for event in found.spoken if inside(event.date)),
        changes=tuple(
            change for change in found.changes if change.date is None or inside(change.date)
        ),
    )
