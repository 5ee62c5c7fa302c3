"""What became of statements, as the graph has it: actions, requests, ties and corrections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.store import query
from kg.text.text_comparison import item_number
from kg.views.cells import QueryRow, date_or_none, split_list, text_or_none
from kg.views.profile import TopicRequest, cited_sentence
from kg.views.timeline.model import (
    TiedStatement,
    TimelineAction,
    TimelineCorrection,
    TimelineEvent,
    TimelineLogEntry,
    TopicStatement,
)

if TYPE_CHECKING:
    from kg.store.remote import Remote

StatementKey = tuple[str, ...]  # event, document, item, and title or text
_EVENTS = {
    "Resolution": "resolved",
    "Ask": "asked",
    "ActionEntry": "action",
    "Report": "report",
    "Minute": "discussed",
    "Recommendation": "recommendation",
}  # class of a statement → its event in the timeline
_SORTS = {"ActionEntry": "action", "AgendaItem": "item", "Ask": "request"}  # others: class's name


def statement_key(
    event: str, document: str, item: str | None, title: str | None, text: str | None
) -> StatementKey:
    """What tells statements of a document apart: a clause's text, a minute's or report's title."""
    words = title if event in ("discussed", "report") else text
    return (event, document, item or "", words or "")


def event_key(event: TimelineEvent) -> StatementKey:
    """The key of the statement that an event is."""
    return statement_key(event.event, event.document, event.item, event.title, event.text)


def rows_of_events(
    events: Iterable[TimelineEvent | TopicStatement], rows: Iterable[QueryRow]
) -> list[QueryRow]:
    """The rows of ``threads`` or ``threads-requests`` that belong to the events.

    With an action's entry come all entries of that action.
    """
    shown = {
        (event.document, event.text) for event in events if event.event in ("resolved", "action")
    }
    every = list(rows)
    own = [row for row in every if (row["document"], row["text"]) in shown]
    if not own or "step" not in own[0]:
        return own  # requests, which have no entries
    actions = {row["action"] for row in own}
    return [row for row in every if row["action"] in actions]


# -- actions --------------------------------------------------------------------------------------


def read_actions(rows: Iterable[QueryRow]) -> tuple[TimelineAction, ...]:
    """Actions from their log entries, the rows of the queries ``trace-actions`` and ``threads``."""
    found: dict[str, list[QueryRow]] = {}
    for row in rows:
        found.setdefault(row["action"], []).append(row)
    return tuple(_action(iri, entries) for iri, entries in found.items())


def _action(iri: str, rows: Sequence[QueryRow]) -> TimelineAction:
    last = rows[-1]
    return TimelineAction(
        iri=iri,
        text=last["text"],
        raised=split_list(last["raised"]),
        responsible=text_or_none(last["responsible"]),
        entries=tuple(_log_entry(row) for row in rows),
        outcome=last["fate"],
        next_log=date_or_none(last["next_log"]),
        certain=last["certain"] != "false",
    )


def _log_entry(row: QueryRow) -> TimelineLogEntry:
    return TimelineLogEntry(
        date=date_or_none(row["log_date"]),
        number=text_or_none(row["number"]),
        status=text_or_none(row["status"]),
        comments=text_or_none(row["comments"]),
        page=text_or_none(row["page"]),
        document=row["document"],
        step=row["step"],
        text=row["text"],
    )


# -- requests and recommendations -----------------------------------------------------------------


def read_requests(rows: Iterable[QueryRow]) -> tuple[TopicRequest, ...]:
    """The requests among the rows of ``trace-requests`` and ``threads-requests``."""
    return tuple(_request(row) for row in rows if row["as_of"])


def _request(row: QueryRow) -> TopicRequest:
    return TopicRequest(
        text_or_none(row["asked_of"]),
        date_or_none(row["due"]),
        text_or_none(row["status"]),
        date_or_none(row["as_of"]),
        cited_sentence(row, "text"),
        item=text_or_none(row["item"]),
        clause=text_or_none(row["clause"]),
        at_hand=row["at_hand"] != "false",
        why=text_or_none(row.get("why", "")),
    )


def with_status(events: Iterable[TimelineEvent], rows: Iterable[QueryRow]) -> list[TimelineEvent]:
    """Gives requests their standing, and recommendations what became of them."""
    known = {(row["document"], row["item"], row["text"]): row for row in rows}
    return [
        _with_standing(event, known.get((event.document, event.item or "", event.text)))
        for event in events
    ]


def _with_standing(event: TimelineEvent, row: QueryRow | None) -> TimelineEvent:
    if row is None or event.event not in ("resolved", "asked", "recommendation"):
        return event
    return replace(
        event,
        clause=event.clause or text_or_none(row["clause"]),
        asked_of=event.asked_of or text_or_none(row["asked_of"]),
        due=event.due or date_or_none(row["due"]),
        status=text_or_none(row["status"]),
        as_of=date_or_none(row["as_of"]),
        at_hand=row["at_hand"] != "false",
    )


def spoken_requests(
    events: Sequence[TimelineEvent], rows: Iterable[QueryRow]
) -> list[TimelineEvent]:
    """The requests that are no clause of a resolution, as events of the minutes they stand in."""
    clauses = {
        (event.document, event.item or "", event.text)
        for event in events
        if event.event == "resolved"
    }
    spoken = [
        row
        for row in rows
        if row["as_of"] and (row["document"], row["item"], row["text"]) not in clauses
    ]
    titles = {
        (event.document, event.item or ""): event.title
        for event in events
        if event.part == "minutes"
    }
    made = [_spoken_event(row, titles.get((row["document"], row["item"]))) for row in spoken]
    return with_status(made, spoken)


def _spoken_event(row: QueryRow, title: str | None) -> TimelineEvent:
    """A request as an event of the minute with this title."""
    return TimelineEvent(
        date=date_or_none(row["date"]),
        part="minutes",
        item=text_or_none(row["item"]),
        title=title,
        event="asked",
        text=row["text"],
        page=text_or_none(row["page"]),
        document=row["document"],
    )


# -- ties -----------------------------------------------------------------------------------------


def with_ties(
    store: ox.Store | Remote, events: Sequence[TimelineEvent], rows: Iterable[QueryRow]
) -> list[TimelineEvent]:
    """Gives each event the statements of other papers that the rows tie it to.

    Ties between entries of one action (``continues``) are left out: they are the action's history.
    Where the rows have days, those of other days are not looked up.
    """
    statements = _Statements(store)
    wanted = {event_key(event) for event in events}
    days = {event.date or "" for event in events}
    found: dict[StatementKey, dict[TiedStatement, None]] = {}
    for row in rows:
        if row["kind"] == "continues":
            continue
        for here, there, forward in (("from", "to", True), ("to", "from", False)):
            if row.get(f"{here}_date", "") not in days | {""}:
                continue
            key = statements.key(row[here])
            if key in wanted and (other := statements.get(row[there])) is not None:
                found.setdefault(key, {})[_tied_statement(row, forward, other)] = None
    return [replace(event, ties=tuple(found.get(event_key(event), ()))) for event in events]


class _Statements:
    """Looks up statements by IRI, each once."""

    def __init__(self, store: ox.Store | Remote) -> None:
        self._store = store
        self._rows: dict[str, QueryRow | None] = {}

    def get(self, iri: str) -> QueryRow | None:
        """The row of ``trace-fact`` on a statement; ``None`` where the graph does not have it."""
        if iri not in self._rows:
            self._rows[iri] = next(iter(query.rows(self._store, "trace-fact", fact=iri)), None)
        return self._rows[iri]

    def key(self, iri: str) -> StatementKey | None:
        """The key of a statement; ``None`` where the graph does not have it."""
        row = self.get(iri)
        if row is None:
            return None
        event = _EVENTS.get(_class_name(row), "")
        return statement_key(event, row["document"], row["item"], row["title"], row["text"])


def _class_name(row: QueryRow) -> str:
    return row["class"].rpartition("#")[2]


def _tied_statement(row: QueryRow, forward: bool, other: QueryRow) -> TiedStatement:
    class_name = _class_name(other)
    return TiedStatement(
        kind=row["kind"],
        forward=forward,
        certain=row["certain"] != "false",
        score=float(row["score"]),
        sort=_SORTS.get(class_name, class_name.lower()),
        date=date_or_none(other["date"]),
        item=text_or_none(other["item"]),
        clause=text_or_none(other["clause"]),
        text=other["title"] or other["text"],
        page=text_or_none(other["page"]),
        document=other["document"],
    )


# -- corrections ----------------------------------------------------------------------------------


def corrections_of(
    store: ox.Store | Remote, events: Sequence[TimelineEvent]
) -> tuple[TimelineCorrection, ...]:
    """The corrections of minutes among the events, and those that minutes among them make."""
    rows_of: dict[tuple[str, ...], list[QueryRow]] = {}
    for row in query.rows(store, "trace-corrections"):
        rows_of.setdefault((row["document"], row["item"], row["words"]), []).append(row)
    return tuple(
        correction
        for correction in map(_correction, rows_of.values())
        if any(corrects(correction, event) or makes(event, correction) for event in events)
    )


def _correction(rows: Sequence[QueryRow]) -> TimelineCorrection:
    """One correction from its rows, one for each document with the corrected minutes."""
    row = rows[0]
    return TimelineCorrection(
        cited_sentence(row, "words"),
        text_or_none(row["item"]),
        date_or_none(row["corrected_date"]),
        text_or_none(row["corrected_item"]),
        tuple(each["corrected_document"] for each in rows if each["corrected_document"]),
        text_or_none(row["what"]),
        text_or_none(row["reads"]),
    )


def corrects(correction: TimelineCorrection, event: TimelineEvent) -> bool:
    """Whether the event stands in the corrected minutes: in the minute corrected, if one is named.

    A correction of the attendance corrects no event.
    """
    if correction.what == "attendance" or event.part != "minutes":
        return False
    if event.date != correction.of_date or event.document not in correction.held_in:
        return False
    return correction.of_item is None or item_number(correction.of_item) == item_number(
        event.item or ""
    )


def makes(event: TimelineEvent, correction: TimelineCorrection) -> bool:
    """Whether the event is the minute that makes the correction."""
    return (event.event, event.document, event.item) == (
        "discussed",
        correction.words.document,
        correction.item,
    )
