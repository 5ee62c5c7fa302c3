"""What the graph says of a topic: the events of its timeline, or the places that hold its words, and all about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from extractors.facts import Span
from kg.store import parameterised_query
from kg.store import query as store_query
from kg.text.quotation import Quotes
from kg.text.topic_keys import search_words
from kg.views.timeline import outcome_queries
from kg.views.timeline.model import Change, Event, Role, Topic, Trace, Words
from ontology.folding import fold

if TYPE_CHECKING:
    from kg.store.remote import Remote

Row = Mapping[str, str]  # of a named query; what is unknown is empty


def follow(store: ox.Store | Remote, asked: str, topic: Topic, near: tuple[Topic, ...]) -> Trace:
    """Everything on an entity."""
    iri = topic.iri or ""

    def rows(query: str) -> list[dict[str, str]]:
        return store_query.rows(store, query, topic=iri)

    events = _with_facts([_event(row) for row in rows("timeline")], rows("trace-facts"))
    events = _with_sentences(events, rows("trace-sentences"))
    standing = rows("trace-requests")
    ties = rows("trace-ties")
    events = outcome_queries.with_ties(store, outcome_queries.with_status(events, standing), ties)
    return Trace(
        asked,
        topic,
        near,
        tuple(events),
        actions=outcome_queries.actions(rows("trace-actions")),
        requests=outcome_queries.requests(standing),
        spoken=tuple(
            outcome_queries.with_ties(store, outcome_queries.spoken(events, standing), ties)
        ),
        corrections=outcome_queries.corrections(store, events),
        changes=tuple(_change(row) for row in rows("trace-changes")),
        roles=tuple(_role(row) for row in rows("trace-roles")),
    )


def search(store: ox.Store | Remote, asked: str, near: tuple[Topic, ...]) -> Trace:
    """The places that have all the words; those that have them side by side, where there are such."""
    words = search_words(asked)
    rows = parameterised_query.rows_with_words(store, words) if words else []
    together = [row for row in rows if _has(row, [asked.lower()])]
    events = [_event(row) for row in together or rows]
    asked_for = store_query.rows(store, "threads-requests")
    standing = outcome_queries.of_events(events, asked_for)
    standing += (
        [row for row in asked_for if row not in standing and _has(row, words)] if words else []
    )
    logs = outcome_queries.of_events(events, store_query.rows(store, "threads"))
    ties = store_query.rows(store, "threads-ties")
    spoken = outcome_queries.with_ties(store, outcome_queries.spoken(events, standing), ties)
    events = outcome_queries.with_ties(store, outcome_queries.with_status(events, standing), ties)
    return Trace(
        asked,
        Topic(None, asked, "words"),
        near,
        tuple(_without_repeats([_excerpt(event, words) for event in events])),
        actions=outcome_queries.actions(logs),
        requests=outcome_queries.requests(standing),
        spoken=tuple(spoken),
        corrections=outcome_queries.corrections(store, events),
    )


def _event(row: Row) -> Event:
    return Event(
        date=row["date"][:10] or None,
        part=row["part"] or None,
        item=row["item"] or None,
        title=row["title"] or None,
        event=row["event"],
        text=row["text"],
        page=row["page"] or None,
        document=row["document"],
    )


def _change(row: Row) -> Change:
    return Change(
        row["kind"],
        row["before"],
        row["after"],
        *(row[name] or None for name in ("date", "quote", "page", "document")),
    )


def _role(row: Row) -> Role:
    return Role(
        row["organisation"] or row["person"],
        *(row[name][:200] or None for name in ("role", "first", "last")),
    )


# -- what else is known of an event -----------------------------------------------------------------------------------


def _with_facts(events: Sequence[Event], rows: Sequence[Row]) -> list[Event]:
    facts = {
        outcome_queries.key(
            row["event"], row["document"], row["item"], row["title"], row["text"]
        ): row
        for row in rows
    }
    more = []
    for event in events:
        row = facts.get(outcome_queries.key_of(event))
        if row is not None:
            event = replace(
                event,
                by=row["by"] or None,
                organisation=row["organisation"] or None,
                clause=row["clause"] or None,
                verb=row["verb"] or None,
                asked_of=row["asked_of"] or None,
                due=row["due"][:10] or None,
                sentences=_opening(event, row),
            )
        more.append(event)
    return more


def _opening(event: Event, row: Row) -> tuple[Words, ...]:
    """How a minute begins, where only its title names the topic."""
    if event.event != "discussed" or fold(event.text) != fold(event.title or ""):
        return ()
    _, _, body = row["text"].partition(event.title or "")
    return (Words(_sentence(body.strip(), 0), event.page),) if body.strip() else ()


def _with_sentences(events: Sequence[Event], rows: Sequence[Row]) -> list[Event]:
    """Gives each minute and report the other sentences that name the topic, those of its clauses left out."""
    said: dict[tuple[str, ...], dict[str, str | None]] = {}
    for row in rows:
        key = outcome_queries.key(row["event"], row["document"], row["item"], row["title"], "")
        said.setdefault(key, {}).setdefault(row["text"], row["page"] or None)
    clauses: dict[tuple[str, str | None], list[str]] = {}
    for event in events:
        if event.event in ("resolved", "recommendation"):
            clauses.setdefault((event.document, event.item), []).append(fold(event.text))
    more = []
    for event in events:
        found = said.get(outcome_queries.key_of(event), {})
        known = [
            *clauses.get((event.document, event.item), ()),
            fold(event.text),
            fold(event.title or ""),
        ]
        new = tuple(
            Words(text, page) for text, page in found.items() if not told(fold(text), known)
        )
        more.append(replace(event, sentences=event.sentences + new))
    return more


def told(words: str, known: Iterable[str]) -> bool:
    """Whether folded words, or nearly all of them, stand in something already shown."""
    core = words.split(" ", 2)[
        -1
    ]  # a clause's letter, and the “that” that several clauses share, left away
    return any(core in each or (len(each) > 30 and each in words) for each in known if each)


# -- searching words --------------------------------------------------------------------------------------------------


def _has(row: Row, words: Sequence[str]) -> bool:
    text = f" {fold(row['text'])} "
    return all(f" {fold(word)}" in text for word in words)


def _excerpt(event: Event, words: Sequence[str]) -> Event:
    """Of a minute or a passage the sentence with the first of the words; what is a whole by itself is kept so."""
    if event.event not in ("discussed", "report"):
        return event
    at = min((at for word in words if (at := event.text.lower().find(word)) >= 0), default=-1)
    return replace(event, text=_sentence(event.text, at)) if at >= 0 else event


def _without_repeats(events: Iterable[Event]) -> list[Event]:
    kept: list[Event] = []
    for event in events:
        earlier = [
            other
            for other in kept[-8:]
            if other.document == event.document and other.event != "discussed"
        ]
        if not told(fold(event.text), [fold(other.text) for other in earlier]):
            kept.append(event)
    return kept


def _sentence(text: str, at: int) -> str:
    return Quotes(text).quote(Span(at, at + 1))
