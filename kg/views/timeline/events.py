"""What the graph says of a topic: the events of an entity, or the places that hold some words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.extractors.facts import Span
from kg.ontology.folding import fold
from kg.store import query
from kg.store.search import SearchIndex
from kg.text.quotation import Quotes
from kg.text.search_terms import SearchTerm, folded_words
from kg.text.stemming import stem
from kg.text.topic_keys import search_words
from kg.text.word_lists import STOP_WORDS
from kg.views.cells import QueryRow, date_or_none, text_or_none
from kg.views.timeline import outcome_queries
from kg.views.timeline.event_selection import topic_statements
from kg.views.timeline.model import (
    PageSentence,
    Representation,
    TimelineEvent,
    TopicChange,
    TopicStatement,
    Trace,
    TracedTopic,
)
from kg.views.timeline.salience import matches_rule
from kg.views.timeline.word_topics import WordTopics

if TYPE_CHECKING:
    from kg.store.remote import Remote

LONGEST_CELL = 200  # characters kept of a role
REPEATS_WITHIN = 8  # events back that an event found by its words may repeat


def trace_entity(
    store: ox.Store | Remote, asked: str, topic: TracedTopic, near: tuple[TracedTopic, ...]
) -> Trace:
    """Everything that the graph has on the entity ``topic``, but its profile."""
    iri = topic.iri or ""

    topic_rows = partial(query.rows, store, topic=iri)

    events = _with_facts([_event(row) for row in topic_rows("timeline")], topic_rows("trace-facts"))
    events = _with_sentences(events, topic_rows("trace-sentences"))
    requests = topic_rows("trace-requests")
    ties = topic_rows("trace-ties")
    spoken = outcome_queries.spoken_requests(events, requests)
    events = outcome_queries.with_ties(store, outcome_queries.with_status(events, requests), ties)
    return Trace(
        asked,
        topic,
        near,
        tuple(events),
        actions=outcome_queries.read_actions(topic_rows("trace-actions")),
        requests=outcome_queries.read_requests(requests),
        spoken_requests=tuple(outcome_queries.with_ties(store, spoken, ties)),
        corrections=outcome_queries.corrections_of(store, events),
        changes=tuple(_change(row) for row in topic_rows("trace-changes")),
        roles=tuple(_representation(row) for row in topic_rows("trace-roles")),
        statements=tuple(topic_statements(topic_rows("trace-about"))),
    )


def trace_words(
    store: ox.Store | Remote,
    asked: str,
    near: tuple[TracedTopic, ...],
    index: SearchIndex,
    topics: WordTopics,
    also: Sequence[str] = (),
    terms: Sequence[SearchTerm] = (),
) -> Trace:
    """The places that hold all the words of ``asked``.

    Where some hold them side by side, those alone count as events.
    """
    words = search_words(asked)
    rows = index.facts_with(words) if words else []
    together = [row for row in rows if _has_all(row, [asked.lower()])]
    events = [_event(row) for row in together or rows]
    statements = topics.about(asked, also, terms)
    told: list[TimelineEvent | TopicStatement] = [*events, *statements]
    every = query.rows(store, "threads-requests")
    requests = _requests_about(every, told, words)
    requests += [row for row in _requests_upon(every, asked, index) if row not in requests]
    logs = outcome_queries.rows_of_events(told, query.rows(store, "threads"))
    ties = query.rows(store, "threads-ties")
    spoken = outcome_queries.with_ties(
        store, outcome_queries.spoken_requests(events, requests), ties
    )
    events = outcome_queries.with_ties(store, outcome_queries.with_status(events, requests), ties)
    return Trace(
        asked,
        TracedTopic(None, asked, "words"),
        near,
        tuple(_without_repeats([_excerpt(event, words) for event in events])),
        actions=outcome_queries.read_actions(logs),
        requests=outcome_queries.read_requests(requests),
        spoken_requests=tuple(spoken),
        corrections=outcome_queries.corrections_of(store, events),
        statements=tuple(statements),
    )


def _requests_about(
    rows: Sequence[QueryRow], events: Sequence[TimelineEvent | TopicStatement], words: Sequence[str]
) -> list[QueryRow]:
    """The requests among the events, then the others that hold all the words."""
    found = outcome_queries.rows_of_events(events, rows)
    if words:
        found += [row for row in rows if row not in found and _has_all(row, words)]
    return found


def _requests_upon(rows: Sequence[QueryRow], asked: str, index: SearchIndex) -> Iterator[QueryRow]:
    """The requests that are put upon a sentence with the words, which they do not repeat: “The
    clerk will follow this up.”
    """
    asked_of = _stems(asked)
    for row in rows if asked_of else ():
        if matches_rule("put-upon", row["text"]):
            texts = [fold(text) for text in index.sentences.texts_of(row["document"])]
            own = fold(row["text"])
            at = next((at for at, text in enumerate(texts) if text and text in own), 0)
            if at and asked_of <= _stems(texts[at - 1]):
                yield row


def _stems(text: str) -> set[str]:
    return {stem(word) for word in folded_words(text) if word not in STOP_WORDS}


def _event(row: QueryRow) -> TimelineEvent:
    return TimelineEvent(
        date=date_or_none(row["date"]),
        part=text_or_none(row["part"]),
        item=text_or_none(row["item"]),
        title=text_or_none(row["title"]),
        event=row["event"],
        text=row["text"],
        page=text_or_none(row["page"]),
        document=row["document"],
    )


def _change(row: QueryRow) -> TopicChange:
    return TopicChange(
        row["kind"],
        row["before"],
        row["after"],
        *(text_or_none(row[name]) for name in ("date", "quote", "page", "document")),
    )


def _representation(row: QueryRow) -> Representation:
    return Representation(
        row["organisation"] or row["person"],
        *(text_or_none(row[name][:LONGEST_CELL]) for name in ("role", "first", "last")),
    )


# -- what else is known of an event ---------------------------------------------------------------


def _with_facts(events: Sequence[TimelineEvent], rows: Sequence[QueryRow]) -> list[TimelineEvent]:
    """Gives the events their authors, clauses, verbs and due dates."""
    facts = {
        outcome_queries.statement_key(
            row["event"], row["document"], row["item"], row["title"], row["text"]
        ): row
        for row in rows
    }
    return [_with_fact(event, facts.get(outcome_queries.event_key(event))) for event in events]


def _with_fact(event: TimelineEvent, row: QueryRow | None) -> TimelineEvent:
    if row is None:
        return event
    return replace(
        event,
        by=text_or_none(row["by"]),
        organisation=text_or_none(row["organisation"]),
        clause=text_or_none(row["clause"]),
        verb=text_or_none(row["verb"]),
        asked_of=text_or_none(row["asked_of"]),
        due=date_or_none(row["due"]),
        sentences=_minute_opening(event, row),
    )


def _minute_opening(event: TimelineEvent, row: QueryRow) -> tuple[PageSentence, ...]:
    """How a minute begins, where only its title names the topic."""
    title = event.title or ""
    if event.event != "discussed" or fold(event.text) != fold(title):
        return ()
    body = row["text"].partition(title)[2].strip()
    return (PageSentence(_sentence_at(body, 0), event.page),) if body else ()


def _with_sentences(
    events: Sequence[TimelineEvent], rows: Sequence[QueryRow]
) -> list[TimelineEvent]:
    """Gives each minute and report its other sentences on the topic, but not those of clauses."""
    pages: dict[tuple[str, ...], dict[str, str | None]] = {}  # statement → sentence → page
    for row in rows:
        key = outcome_queries.statement_key(
            row["event"], row["document"], row["item"], row["title"], ""
        )
        pages.setdefault(key, {}).setdefault(row["text"], text_or_none(row["page"]))
    clauses: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for event in events:
        if event.event in ("resolved", "recommendation"):
            clauses[event.document, event.item].append(fold(event.text))
    return [
        _with_new_sentences(
            event,
            pages.get(outcome_queries.event_key(event), {}),
            clauses[event.document, event.item],
        )
        for event in events
    ]


def _with_new_sentences(
    event: TimelineEvent, pages: dict[str, str | None], clauses: Sequence[str]
) -> TimelineEvent:
    shown = [*clauses, fold(event.text), fold(event.title or "")]
    new = tuple(
        PageSentence(text, page)
        for text, page in pages.items()
        if not already_shown(fold(text), shown)
    )
    return replace(event, sentences=event.sentences + new)


def already_shown(text: str, shown: Iterable[str]) -> bool:
    """Whether ``text`` stands, whole or nearly, in one of the texts ``shown``; all are folded.

    The first two words are left away: a clause's letter, and the “that” that several clauses share.
    """
    core = text.split(" ", 2)[-1]
    return any(core in each or (len(each) > 30 and each in text) for each in shown if each)


# -- searching words ------------------------------------------------------------------------------


def _has_all(row: QueryRow, words: Sequence[str]) -> bool:
    """Whether the row's text has all the words, each whole or its beginning."""
    text = f" {fold(row['text'])} "
    return all(f" {fold(word)}" in text for word in words)


def _excerpt(event: TimelineEvent, words: Sequence[str]) -> TimelineEvent:
    """Cuts a minute or a report to the sentence with the first of the words; clauses stay whole."""
    if event.event not in ("discussed", "report"):
        return event
    text = event.text.lower()
    places = [place for word in words if (place := text.find(word)) >= 0]
    return replace(event, text=_sentence_at(event.text, min(places))) if places else event


def _without_repeats(events: Iterable[TimelineEvent]) -> list[TimelineEvent]:
    """The events without those that repeat one a little before them in the same document."""
    kept: list[TimelineEvent] = []
    for event in events:
        earlier = [
            fold(other.text)
            for other in kept[-REPEATS_WITHIN:]
            if other.document == event.document and other.event != "discussed"
        ]
        if not already_shown(fold(event.text), earlier):
            kept.append(event)
    return kept


def _sentence_at(text: str, offset: int) -> str:
    """The sentence of ``text`` that holds the character at ``offset``."""
    return Quotes(text).quote(Span(offset, offset + 1))
