"""Partners over time beside a trace: its events counted above who and what was tied to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.views.paper_places import placed
from kg.views.timeline.model import Trace
from kg.views.timeline.salience import is_noting

if TYPE_CHECKING:
    from kg.store.remote import Remote
    from kg.views.network.edges import FullNetwork


def with_partners(
    store: ox.Store | Remote, shown: Trace, whole: FullNetwork | None = None
) -> Trace:
    """The trace with its partners over time; as it was where the topic is mere words.

    ``whole`` is the network of the store where it is at hand.
    """
    if shown.topic.iri is None:
        return shown
    # Pages alone show partners: a table starts without them.
    from kg.views.network.edges import read_whole_network
    from kg.views.partners.gather import partners_over_time

    network = whole or read_whole_network(store)
    partners = partners_over_time(store, network, shown.topic.iri, _happened(shown))
    return replace(shown, partners=placed(store, partners))


def _happened(shown: Trace) -> Iterator[tuple[str, str]]:
    """The day and the kind of each event; an item that is told in several places counts once."""
    seen = set()
    for event in shown.events:
        key = (event.date, event.event, event.item, event.clause, event.title, event.document)
        if event.date and key not in seen:
            seen.add(key)
            noting = event.event == "resolved" and is_noting(event)
            yield event.date, "noted" if noting else event.event
    for request in shown.requests:
        if request.words.date:
            yield request.words.date, "asked"
