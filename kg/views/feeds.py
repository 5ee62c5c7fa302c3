"""For those who follow a topic: its events as an Atom feed, the meetings as a calendar.

Both say nothing that changes from one call to the next: times are those of the meetings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time

from kg.text.quotation import shortened
from kg.views.timeline.formatting import day
from kg.views.timeline.model import TimelineEvent, Trace
from kg.views.wording import word_for

ENTRIES = 100  # of a feed, the newest
WORDS = 90  # characters of an entry's title


def topic_feed(
    shown: Trace,
    iri: str,
    address: str | None = None,
    words: Callable[[TimelineEvent], str] | None = None,
) -> bytes:
    """The events of the topic ``iri``, the newest first, as Atom.

    Where it is served, ``address`` is that of its page and ``words`` gives that of an event's.
    """
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    feed.id(iri)
    feed.title(shown.topic.name)
    feed.link(href=address or iri, rel="alternate")
    dated = [event for event in shown.events if event.date]
    feed.updated(_instant(dated[-1].date if dated else "1970-01-01"))
    feed.author({"name": "boardgraph"})
    feed.generator("boardgraph")
    for event in dated[-ENTRIES:]:  # feedgen puts what is added last on top
        key = "\0".join((event.date or "", event.document, event.event, event.text))
        entry = feed.add_entry()
        entry.id(f"urn:sha256:{hashlib.sha256(key.encode()).hexdigest()}")
        entry.title(f"{word_for('events', event.event)}: {shortened(event.text, WORDS)}")
        entry.updated(_instant(event.date))
        entry.link(href=(words(event) if words else "") or address or iri)
        entry.content(f"{event.text} ({day(event.date)}, {event.document})", type="text")
    written: bytes = feed.atom_str(pretty=True)
    return written


def _instant(iso: str | None) -> datetime:
    """The beginning of a day (ISO), as a feed wants it."""
    return datetime.combine(date.fromisoformat(iso or "1970-01-01"), time(), UTC)


def meetings_calendar(meetings: Iterable[Mapping[str, str]]) -> bytes:
    """The meetings, rows of the query ``meetings``, as iCalendar; times are local, as printed."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//boardgraph//meetings//EN")
    calendar.add("version", "2.0")
    for row in meetings:
        if not row["date"]:
            continue
        event = Event()
        event.add("uid", f"{hashlib.sha256(row['meeting'].encode()).hexdigest()[:32]}@boardgraph")
        event.add("dtstamp", _instant(row["date"]))
        event.add("dtstart", _moment(row["date"], row["start"]))
        if row["start"] and row["end"]:
            event.add("dtend", _moment(row["date"], row["end"]))
        event.add("summary", row["board"] or "Meeting")
        if row["venue"]:
            event.add("location", row["venue"])
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _moment(iso: str, clock: str) -> date | datetime:
    """A day, or a time of it where one is known."""
    on = date.fromisoformat(iso)
    return datetime.combine(on, time.fromisoformat(clock)) if clock else on
