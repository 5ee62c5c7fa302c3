"""What became of things, as the graph has it: actions through the logs, requests, ties between facts, corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.store import query
from kg.text.text_comparison import item_number
from kg.views.profile import Asked, Told
from kg.views.timeline.model import Action, Correction, Entry, Event, Tied

if TYPE_CHECKING:
    from kg.store.remote import Remote

Row = Mapping[str, str]
Key = tuple[str, ...]
_EVENTS = {"Resolution": "resolved", "Ask": "asked", "ActionEntry": "action", "Report": "report", "Minute": "discussed",
           "Recommendation": "recommendation"}  # fmt: skip
_SORTS = {
    "ActionEntry": "action",
    "AgendaItem": "item",
    "Ask": "request",
}  # of what a tie leads to; others are called as their class


def key(event: str, document: str, item: str | None, title: str | None, text: str | None) -> Key:
    """What tells two facts of one document apart: the words of a clause, the title of a minute or a report."""
    return (
        event,
        document,
        item or "",
        (title if event in ("discussed", "report") else text) or "",
    )


def key_of(event: Event) -> Key:
    """The same of an event."""
    return key(event.event, event.document, event.item, event.title, event.text)


def of_events(events: Iterable[Event], rows: Iterable[Row]) -> list[Row]:
    """Those rows of a whole board's threads that belong to the events: with an action's row, all of its rows."""
    shown = {
        (event.document, event.text) for event in events if event.event in ("resolved", "action")
    }
    kept = list(rows)
    own = [row for row in kept if (row["document"], row["text"]) in shown]
    actions = {row["action"] for row in own}
    return [row for row in kept if row["action"] in actions] if own and "step" in own[0] else own


# -- actions ----------------------------------------------------------------------------------------------------------


def actions(rows: Iterable[Row]) -> tuple[Action, ...]:
    """Actions from their rows in the logs, as the queries ``trace-actions`` and ``threads`` give them."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["action"], []).append(row)
    return tuple(_action(iri, entries) for iri, entries in found.items())


def _action(iri: str, rows: Sequence[Row]) -> Action:
    last = rows[-1]
    return Action(
        iri=iri,
        text=last["text"],
        raised=tuple(part for part in last["raised"].split("; ") if part),
        responsible=last["responsible"] or None,
        entries=tuple(
            Entry(
                date=row["log_date"][:10] or None,
                number=row["number"] or None,
                status=row["status"] or None,
                comments=row["comments"] or None,
                page=row["page"] or None,
                document=row["document"],
                step=row["step"],
                text=row["text"],
            )
            for row in rows
        ),
        outcome=last["fate"],
        next_log=last["next_log"][:10] or None,
        certain=last["certain"] != "false",
    )


# -- requests and recommendations -------------------------------------------------------------------------------------


def requests(rows: Iterable[Row]) -> tuple[Asked, ...]:
    """Requests from the rows of ``trace-requests`` and ``threads-requests``."""
    return tuple(
        Asked(
            row["asked_of"] or None,
            row["due"][:10] or None,
            row["status"] or None,
            row["as_of"][:10] or None,
            Told(row["text"], row["date"][:10] or None, row["page"] or None, row["document"]),
            item=row["item"] or None,
            clause=row["clause"] or None,
            at_hand=row["at_hand"] != "false",
        )
        for row in rows
        if row["as_of"]
    )


def with_status(events: Iterable[Event], rows: Iterable[Row]) -> list[Event]:
    """Says of requests how they stand, and of recommendations what became of them."""
    known = {(row["document"], row["item"], row["text"]): row for row in rows}
    more = []
    for event in events:
        row = known.get((event.document, event.item or "", event.text))
        if row is not None and event.event in ("resolved", "asked", "recommendation"):
            event = replace(
                event,
                clause=event.clause or row["clause"] or None,
                asked_of=event.asked_of or row["asked_of"] or None,
                due=event.due or row["due"][:10] or None,
                status=row["status"] or None,
                as_of=row["as_of"][:10] or None,
                at_hand=row["at_hand"] != "false",
            )
        more.append(event)
    return more


def spoken(events: Iterable[Event], rows: Iterable[Row]) -> list[Event]:
    """The requests that are no clause of a decision, as events of the minutes they stand in."""
    known = list(events)
    clauses = {
        (event.document, event.item or "", event.text)
        for event in known
        if event.event == "resolved"
    }
    titles = {
        (event.document, event.item): event.title for event in known if event.part == "minutes"
    }
    asked = [
        row
        for row in rows
        if row["as_of"] and (row["document"], row["item"], row["text"]) not in clauses
    ]
    made = [
        Event(
            row["date"][:10] or None,
            "minutes",
            row["item"] or None,
            titles.get((row["document"], row["item"] or None)),
            "asked",
            row["text"],
            row["page"] or None,
            row["document"],
        )
        for row in asked
    ]
    return with_status(made, asked)


# -- ties -------------------------------------------------------------------------------------------------------------


def with_ties(
    store: ox.Store | Remote, events: Sequence[Event], rows: Iterable[Row]
) -> list[Event]:
    """Gives each event the facts of other papers that it is tied to; the rows of one action are its history."""
    facts: dict[str, Row] = {}
    wanted = {key_of(event) for event in events}
    found: dict[Key, dict[Tied, None]] = {}
    for row in rows:
        if row["kind"] == "continues":
            continue
        for here, there, forward in (("from", "to", True), ("to", "from", False)):
            fact = _fact(store, row[here], facts)
            known = _key_of_fact(fact) if fact is not None else None
            if known in wanted and (other := _fact(store, row[there], facts)) is not None:
                found.setdefault(known, {})[_tied(row, forward, other)] = None
    return [replace(event, ties=tuple(found.get(key_of(event), ()))) for event in events]


def _fact(store: ox.Store | Remote, iri: str, known: dict[str, Row]) -> Row | None:
    if iri not in known:
        known[iri] = next(iter(query.rows(store, "trace-fact", fact=iri)), {})
    return known[iri] or None


def _key_of_fact(fact: Row) -> Key:
    event = _EVENTS.get(fact["class"].rpartition("#")[2], "")
    return key(event, fact["document"], fact["item"], fact["title"], fact["text"])


def _tied(row: Row, forward: bool, other: Row) -> Tied:
    sort = other["class"].rpartition("#")[2]
    return Tied(
        kind=row["kind"],
        forward=forward,
        certain=row["certain"] != "false",
        score=float(row["score"]),
        sort=_SORTS.get(sort, sort.lower()),
        date=other["date"][:10] or None,
        item=other["item"] or None,
        clause=other["clause"] or None,
        text=other["title"] or other["text"],
        page=other["page"] or None,
        document=other["document"],
    )


# -- corrections ------------------------------------------------------------------------------------------------------


def corrections(store: ox.Store | Remote, events: Sequence[Event]) -> tuple[Correction, ...]:
    """The corrections that bear on the events: of minutes among them, or by minutes among them."""
    held: dict[tuple[str, ...], list[Row]] = {}
    for row in query.rows(store, "trace-corrections"):
        held.setdefault((row["document"], row["item"], row["words"]), []).append(row)
    found = [_correction(rows) for rows in held.values()]
    return tuple(
        each
        for each in found
        if any(corrects(each, event) or says(each, event) for event in events)
    )


def _correction(rows: Sequence[Row]) -> Correction:
    row = rows[0]
    return Correction(
        Told(row["words"], row["date"][:10] or None, row["page"] or None, row["document"]),
        row["item"] or None,
        row["corrected_date"][:10] or None,
        row["corrected_item"] or None,
        tuple(each["corrected_document"] for each in rows if each["corrected_document"]),
        row["what"] or None,
        row["reads"] or None,
    )


def corrects(correction: Correction, event: Event) -> bool:
    """Whether the minutes that the event stands in were corrected, its own minute where the correction names one.

    Who attended is no event.
    """
    same = (
        correction.what != "attendance"
        and event.part == "minutes"
        and event.date == correction.of_date
        and event.document in correction.held_in
    )
    return same and (
        correction.of_item is None
        or item_number(correction.of_item) == item_number(event.item or "")
    )


def says(correction: Correction, event: Event) -> bool:
    """Whether the event is the minute that makes the correction."""
    return (event.event, event.document, event.item) == (
        "discussed",
        correction.words.document,
        correction.item,
    )
