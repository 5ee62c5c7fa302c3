"""The story of a person: what names them, the items that they presented, and what these say.

Their own words come first; what stands under their items follows where there is room. Of somebody
who presented nothing, what stands around their name is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.ontology.folding import fold
from kg.store import query
from kg.views.cells import date_or_none, text_or_none
from kg.views.timeline.model import PresentedItem, TimelineEvent, TopicStatement, Trace
from kg.views.timeline.word_topics import WordTopics

if TYPE_CHECKING:
    from kg.store.remote import Remote

_RESPONSIBLE = 0.9  # how certain it is that an action is of whom the log names


def with_person_story(store: ox.Store | Remote, found: Trace, topics: WordTopics) -> Trace:
    """A person's trace with all that the papers say about them."""
    presented = tuple(_presented(store, found.topic.iri))
    own = topics.naming((found.topic.name, *found.topic.also_known_as))
    own += [each for each in _actions(found.events) if not _stands_in(each, own)]
    if presented:
        items = [(each.document, each.date or "", each.item or "") for each in presented]
        around = topics.of_items(item for item in items if item[2])
    else:
        around = topics.beside(own)
    return replace(
        found,
        presented=presented,
        statements=tuple(sorted(own, key=lambda each: (each.date or "", each.document))),
        wider_statements=tuple(each for each in around if not _stands_in(each, own)),
    )


def _presented(store: ox.Store | Remote, person: str | None) -> Iterator[PresentedItem]:
    for row in query.rows(store, "presenters"):
        if row["person"] == person:
            yield PresentedItem(
                date_or_none(row["date"]),
                text_or_none(row["item"]),
                row["title"],
                text_or_none(row["organisation"]),
                text_or_none(row["page"]),
                row["document"],
            )


def _actions(events: Iterable[TimelineEvent]) -> Iterator[TopicStatement]:
    """The actions that a log gives to the person, whose words need not name them."""
    for at, event in enumerate(events):
        if event.event == "action":
            yield TopicStatement(
                event.date,
                event.part,
                event.item,
                event.title,
                event.event,
                "action",
                event.text,
                f"event {at}",
                _RESPONSIBLE,
                event.page,
                event.document,
            )


def _stands_in(each: TopicStatement, others: Iterable[TopicStatement]) -> bool:
    text = fold(each.text)
    return any(other.document == each.document and fold(other.text) == text for other in others)
