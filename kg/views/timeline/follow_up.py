"""What came of what was asked for: how requests, actions and recommendations stand, and what they are tied to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.text.quotation import shortened
from kg.views.profile import OPEN, Asked, Told
from kg.views.timeline.formatting import day
from kg.views.timeline.model import Action, Event, Tied, Trace

RECALLED = 140  # characters of what is recalled beside another
UNTOLD = "not told"  # a request's status where no paper would tell what came of it: the timeline has it, no more
CLAUSE = 220  # characters of what was asked for

_FORWARD = {"became": "became {}", "answered": "answered by {}", "taken": "taken up by {}",
            "delivered": "carried out by {}", "withdrawn": "taken off the log by {}"}  # fmt: skip
_BACK = {"became": "asked for by {}", "answered": "answers what was asked by {}",
         "delivered": "carries out {}", "withdrawn": "takes {} off the log"}  # fmt: skip
_PAPERS = (
    "report",
    "presentation",
    "appendix",
    "minute",
    "point",
    "item",
)  # of one item, what tells most first
_ADVICE = {
    "taken": "taken as it was",
    "changed": "changed when it was taken",
    "left": "not taken up in the minutes",
}
_ACTIONS = {"vanished": "dropped without a word", "unseen": "not seen again"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something asked for, by whom it was to be done, how it stands (“overdue”) and what came of it.

    ``date`` is the day it was asked for (ISO).
    """

    stands: str
    date: str | None
    owner: str | None
    text: str
    notes: tuple[str, ...]
    words: Told
    item: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.stands in OPEN


def standing(event: Event) -> str:
    """How a request stands, or what became of a recommendation, in one line; empty where its ties say as much."""
    status = event.status or ""
    if not event.as_of:
        return "" if status == "taken" and event.ties else _ADVICE.get(status, "")
    told = any(tie.kind in ("answered", "became") and tie.forward for tie in event.ties)
    if status == UNTOLD or (told and status not in OPEN):
        return ""
    said = f"{status}{', with no answer in the papers' if status == 'overdue' else ''}, as of {day(event.as_of)}"
    return said if event.at_hand else f"{said}; no papers of {day(event.due)} are at hand"


def tied(ties: Iterable[Tied], shown: Trace, *, recall: bool = False) -> list[str]:
    """What an event is tied to; of the papers of one item that answer it together, the one that tells most.

    ``recall`` quotes an action's words though the page has them elsewhere.
    """
    best: dict[tuple[str, ...], Tied] = {}
    for tie in ties:
        clause = (
            ()
            if tie.sort in _PAPERS
            else (tie.document, tie.item or "", tie.clause or "", tie.text)
        )
        key = (tie.kind, str(tie.forward), tie.date or "", *clause)
        if key not in best or _order(tie) < _order(best[key]):
            best[key] = tie
    in_order = sorted(best.values(), key=lambda tie: (tie.date or "", _order(tie)))
    return [
        _tie(tie, shown, recall)
        for tie in in_order
        if tie.kind in (_FORWARD if tie.forward else _BACK)
    ]


def _order(tie: Tied) -> int:
    return _PAPERS.index(tie.sort) if tie.sort in _PAPERS else -1


def _tie(tie: Tied, shown: Trace, recall: bool) -> str:
    action = _action_of(tie, shown.actions)
    events = (*shown.events, *shown.spoken)
    here = action is not None or any(
        (tie.document, tie.text) == (each.document, each.text) for each in events
    )
    said = (_FORWARD if tie.forward else _BACK)[tie.kind].format(_named(tie, here and not recall))
    if tie.kind == "became" and tie.forward and action is not None:
        said += f": {action.fate_from(tie.date)}"
    return said if tie.certain else f"perhaps {said} (doubtful, score {tie.score:g})"


def _named(tie: Tied, told: bool) -> str:
    """What a tie leads to, in words; with its own, unless the page tells these already."""
    when = day(tie.date)
    words = "" if told else f" “{shortened(tie.text, RECALLED)}”"
    if tie.sort == "action":
        number = f"action {tie.item}" if tie.item else "an action"
        return f"{number}{words} of the log of {when}"
    if tie.sort == "request":
        under = f" in minute {tie.item}" if tie.item else ""
        return f"the request{words}{under}, {when}"
    if tie.sort in ("resolution", "recommendation"):
        clause = f" ({tie.clause})" if tie.clause else ""
        under = "minute" if tie.sort == "resolution" else "the report on item"
        said = f"the {tie.sort}{clause} under {under} {tie.item or 'without a number'}, {when}"
        return f"{said}:{words}" if words else said
    called = {"item": "agenda item"}.get(tie.sort, tie.sort)
    number = (
        f"{called} {tie.item}" if tie.item and tie.sort in ("item", "minute") else f"the {called}"
    )
    return f"{number} “{shortened(tie.text, RECALLED)}”, {when}"


def _action_of(tie: Tied, actions: Sequence[Action]) -> Action | None:
    row = (tie.document, tie.date, tie.item, tie.text)  # a number may stand twice in one log
    for action in actions:
        if any(
            (entry.document, entry.date, entry.number, entry.text) == row
            for entry in action.entries
        ):
            return action
    return None


def _ties_of(action: Action, shown: Trace) -> list[Tied]:
    """What an action's rows are tied to."""
    rows = {(entry.document, entry.number, entry.text) for entry in action.entries}
    own = [
        event
        for event in shown.events
        if event.event == "action" and (event.document, event.item, event.text) in rows
    ]
    return [tie for event in own for tie in event.ties]


def outcomes(shown: Trace) -> tuple[Outcome, ...]:
    """All that was asked for, once: what is overdue first, then what is open, then the rest, the newest first."""
    asked = [
        event for event in (*shown.events, *shown.spoken) if event.event in ("resolved", "asked")
    ]
    events = {(event.document, event.item, event.text): event for event in asked}
    found: list[Outcome] = []
    reached: set[str] = set()
    for request in (each for each in shown.requests if each.status != UNTOLD):
        event = events.get((request.words.document, request.item, request.words.text))
        ties = event.ties if event is not None else ()
        became = [
            _action_of(tie, shown.actions) for tie in ties if tie.kind == "became" and tie.forward
        ]
        actions = [action for action in became if action is not None]
        reached |= {action.iri for action in actions}
        carried = [
            tie for action in actions for tie in _ties_of(action, shown) if tie.kind == "delivered"
        ]
        notes = (*tied(ties, shown, recall=True), *tied(carried, shown))
        found.append(_of_request(request, notes))
    found += [_of_action(action, shown) for action in shown.actions if action.iri not in reached]
    order = {"overdue": 0, "open": 1, "perhaps answered": 1}
    newest = sorted(found, key=lambda each: (each.date or "", each.text), reverse=True)
    return tuple(sorted(newest, key=lambda each: order.get(each.stands, 2)))


def _of_request(request: Asked, notes: tuple[str, ...]) -> Outcome:
    due = [f"due {day(request.due)}"] if request.due else []
    if not request.at_hand:
        due += [f"no papers of {day(request.due)} are at hand"]
    return Outcome(
        request.status or "open",
        request.words.date,
        request.asked_of,
        shortened(request.words.text, CLAUSE),
        (*due, *notes),
        request.words,
        request.item,
    )


def _of_action(action: Action, shown: Trace) -> Outcome:
    last = action.entries[-1]
    ties = _ties_of(action, shown)
    done = {tie.certain for tie in ties if tie.kind == "delivered" and tie.forward}
    comments = (
        [f"newest comment: {shortened(last.comments, CLAUSE)}"]
        if last.comments and action.is_open
        else []
    )
    stands = "open" if action.is_open else _ACTIONS.get(action.outcome, action.outcome)
    if done:
        stands = "carried out" if True in done else "perhaps carried out"
    return Outcome(
        stands,
        action.raised[0] if action.raised else None,
        action.responsible,
        shortened(action.text, CLAUSE),
        (action.fate, *tied(ties, shown), *comments),
        Told(action.text, last.date, last.page, last.document),
        last.number,
    )
