"""Following a topic through the papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError, NotFound
from kg.views.profile import topic_profile
from kg.views.timeline.events import trace_entity, trace_words
from kg.views.timeline.formatting import day
from kg.views.timeline.meeting_packs import limit_to_dates, limit_to_later_packs, pack_dates
from kg.views.timeline.model import Trace
from kg.views.timeline.told import tell
from kg.views.timeline.topic_resolution import not_found_message, resolve_topic

if TYPE_CHECKING:
    from kg.store.remote import Remote


def trace(
    store: ox.Store | Remote,
    topic: str,
    since: date | None = None,
    until: date | None = None,
    *,
    since_pack: str | None = None,
    full: bool = False,
) -> Trace:
    """Follow ``topic`` (a name, a printed form, an acronym, an IRI, else words) through the papers.

    ``since`` and ``until`` limit it by date, both included; ``since_pack`` (a file's name, or a day
    as 2023-06-30) to what later packs brought. ``full`` adds the topic's profile.

    Raises ``InputError`` for a topic or limits that make no sense, and ``NotFound``, with the
    nearest names, where the papers do not speak of the topic.
    """
    asked = " ".join(topic.split())
    _check_question(asked, since, until)
    found = _find(store, asked)
    limited = limit_to_dates(
        found,
        since.isoformat() if since else None,
        until.isoformat() if until else None,
    )
    if since_pack is not None:
        limited = limit_to_later_packs(store, limited, since_pack)
    if not limited.events and not limited.statements:
        raise NotFound(_outside_limits_message(found))
    return tell(_with_profile(store, limited, found)) if full else limited


def _check_question(asked: str, since: date | None, until: date | None) -> None:
    if not asked:
        raise InputError(
            "no topic was given; name a programme, an organisation, a person or some words"
        )
    if since and until and since > until:
        raise InputError(f"--since {since} is later than --until {until}; exchange them")


def _find(store: ox.Store | Remote, asked: str) -> Trace:
    """The whole trace of an entity, or of the words where none is meant."""
    topic, near, guessed = resolve_topic(store, asked)
    found = trace_entity(store, asked, topic, near) if topic else trace_words(store, asked, near)
    if not found.events and not found.statements:
        raise NotFound(not_found_message(store, asked, near))
    return replace(found, guessed=guessed)


def _outside_limits_message(found: Trace) -> str:
    when = (
        f"from {day(found.dates[0])} to {day(found.dates[-1])}"
        if found.dates
        else "in papers without a date"
    )
    return f"{found.topic.name}: nothing in that time; the papers speak of it {when}"


def _with_profile(store: ox.Store | Remote, limited: Trace, whole: Trace) -> Trace:
    """Adds the packs held and the profile, from the documents of the events where limits left some
    out.
    """
    limited = with_papers(store, limited)
    if limited.topic.iri is None:
        return limited
    profile = topic_profile(store, limited.topic.iri)
    if len(limited.events) < len(whole.events):
        profile = profile.only({event.document for event in limited.events})
    return replace(limited, profile=profile)


def with_papers(store: ox.Store | Remote, shown: Trace) -> Trace:
    """The trace with the packs held, which say where the papers are silent."""
    return replace(shown, papers=tuple(pack_dates(store).items()))
