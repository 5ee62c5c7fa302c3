"""What came of requests, actions and recommendations: how they stand, and what they are tied to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.text.quotation import shortened
from kg.views.profile import OPEN, CitedSentence, TopicRequest
from kg.views.timeline.formatting import day
from kg.views.timeline.model import TiedStatement, TimelineAction, TimelineEvent, Trace
from kg.views.wording import ui_text, word_for, words

QUOTED = 140  # characters quoted of a tied statement
CLAUSE = 220  # characters quoted of a request, an action or a comment
UNTRACKED = "not told"  # status of a request that no paper could answer: only the timeline shows it

_ITEM_PAPERS = (
    "report",
    "presentation",
    "appendix",
    "minute",
    "point",
    "item",
)  # the papers of one item, the most telling first
_URGENCY = {"overdue": 0, "open": 1, "perhaps answered": 1}  # others come last


@dataclass(frozen=True, slots=True)
class TopicOutcome:
    """Something asked for: by whom it was to be done, how it stands (“overdue”), what came of it.

    ``date`` is the day (ISO) that it was asked for, ``item`` its minute or its number in the log.
    """

    status: str
    date: str | None
    owner: str | None
    text: str
    notes: tuple[str, ...]
    words: CitedSentence
    item: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.status in OPEN

    @property
    def status_label(self) -> str:
        """How it stands, in the words of the interface."""
        return word_for("status", self.status)


# -- one event ------------------------------------------------------------------------------------


def standing_line(event: TimelineEvent, shown: Trace) -> str:
    """How a request stands, or what became of advice; empty where its ties say as much."""
    return _request_standing(event) if event.as_of else _advice_outcome(event, shown)


def _advice_outcome(event: TimelineEvent, shown: Trace) -> str:
    minuted = (event.document, event.date) not in shown.unminuted
    if event.event == "recommendation" and not (event.status or minuted):
        return ui_text("advice.unminuted")
    if event.status == "taken" and event.ties:
        return ""
    return words("advice").get(event.status or "", "")


def _request_standing(event: TimelineEvent) -> str:
    status = event.status or ""
    is_closed = status not in OPEN and any(
        tie.kind in ("answered", "became") and tie.forward for tie in event.ties
    )
    if status == UNTRACKED or is_closed:
        return ""
    line = word_for("status", status)
    if status == "overdue":
        line = ui_text("notes.not_answered", status=line)
    line = ui_text("notes.standing", status=line, day=day(event.as_of))
    return line if event.at_hand else f"{line}; {ui_text('notes.not_held', day=day(event.due))}"


def tie_lines(
    ties: Iterable[TiedStatement], shown: Trace, *, quote_shown: bool = False
) -> list[str]:
    """What an event is tied to, one line a tie, in order of date.

    Of the papers of one item that answer it together, the first by kind of paper stands for all.
    ``quote_shown`` quotes a tied statement even if the page shows it elsewhere.
    """
    best: dict[tuple[str, ...], TiedStatement] = {}
    for tie in ties:
        key = _tie_group(tie)
        if key not in best or _paper_order(tie) < _paper_order(best[key]):
            best[key] = tie
    in_order = sorted(best.values(), key=lambda tie: (tie.date or "", _paper_order(tie)))
    return [
        _tie_line(tie, shown, quote_shown) for tie in in_order if _tie_wording(tie) in words("ties")
    ]


def _tie_wording(tie: TiedStatement) -> str:
    """The key of a tie's words: those of its other end begin with “back”."""
    return tie.kind if tie.forward else f"back_{tie.kind}"


def _tie_group(tie: TiedStatement) -> tuple[str, ...]:
    """Ties of one group share a line: those of one kind to the papers of one day's item."""
    statement = (
        ()
        if tie.sort in _ITEM_PAPERS
        else (tie.document, tie.item or "", tie.clause or "", tie.text)
    )
    return (tie.kind, str(tie.forward), tie.date or "", *statement)


def _paper_order(tie: TiedStatement) -> int:
    """Where a statement stands among the papers of an item; others come before them."""
    return _ITEM_PAPERS.index(tie.sort) if tie.sort in _ITEM_PAPERS else -1


def _tie_line(tie: TiedStatement, shown: Trace, quote_shown: bool) -> str:
    action = _action_of(tie, shown.actions)
    on_page = action is not None or _is_event_of(tie, shown)
    statement = _statement_in_words(tie, quoted=quote_shown or not on_page)
    line = ui_text(f"ties.{_tie_wording(tie)}", statement=statement)
    if tie.kind == "became" and tie.forward and action is not None:
        line += f": {action.outcome_line_after(tie.date)}"
    return line if tie.certain else ui_text("ties.unconfirmed", line=line)


def _is_event_of(tie: TiedStatement, shown: Trace) -> bool:
    return any(
        (tie.document, tie.text) == (event.document, event.text)
        for event in (*shown.events, *shown.spoken_requests)
    )


def _statement_in_words(tie: TiedStatement, quoted: bool) -> str:
    """What a tie leads to: its sort, number and day, and its text if ``quoted``.

    The papers of an item are always quoted: theirs is a title.
    """
    when = day(tie.date)
    quote = f" “{shortened(tie.text, QUOTED)}”"
    optional = quote if quoted else ""
    if tie.sort == "action":
        key = "ties.action" if tie.item else "ties.action_unnumbered"
        return ui_text(key, number=tie.item, quote=optional, day=when)
    if tie.sort == "request":
        under = ui_text("ties.under_minute", item=tie.item) if tie.item else ""
        return ui_text("ties.request", quote=optional, under=under, day=when)
    if tie.sort in ("resolution", "recommendation"):
        clause = f" ({tie.clause})" if tie.clause else ""
        item = tie.item or ui_text("ties.no_number")
        line = ui_text(f"ties.{tie.sort}", clause=clause, item=item, day=when)
        return f"{line}:{optional}" if quoted else line
    return f"{_item_paper_in_words(tie)}{quote}, {when}"


def _item_paper_in_words(tie: TiedStatement) -> str:
    """“minute 21”, “agenda item 5”, “the report”."""
    name = "agenda item" if tie.sort == "item" else tie.sort
    if tie.item and tie.sort in ("item", "minute"):
        return ui_text("ties.numbered_paper", name=name, item=tie.item)
    return ui_text("ties.paper", name=name)


def _action_of(tie: TiedStatement, actions: Sequence[TimelineAction]) -> TimelineAction | None:
    """The action that a tie leads to; a number may stand twice in one log, so the text counts."""
    tied = (tie.document, tie.date, tie.item, tie.text)
    for action in actions:
        if any(
            (entry.document, entry.date, entry.number, entry.text) == tied
            for entry in action.entries
        ):
            return action
    return None


# -- all that was asked for -----------------------------------------------------------------------


def outcomes(shown: Trace) -> tuple[TopicOutcome, ...]:
    """All that was asked for, once: the overdue first, then the open, then the rest, newest first.

    An action that a request became is shown with the request.
    """
    events = {
        (event.document, event.item, event.text): event
        for event in (*shown.events, *shown.spoken_requests)
        if event.event in ("resolved", "asked")
    }
    found: list[TopicOutcome] = []
    became: set[str] = set()  # IRIs of actions that a request became
    for request in shown.requests:
        if request.status == UNTRACKED:
            continue
        event = events.get((request.words.document, request.item, request.words.text))
        ties = event.ties if event is not None else ()
        actions = _actions_it_became(ties, shown)
        became |= {action.iri for action in actions}
        found.append(_request_outcome(request, ties, actions, shown))
    found += [
        _action_outcome(action, shown) for action in shown.actions if action.iri not in became
    ]
    newest = sorted(found, key=lambda each: (each.date or "", each.text), reverse=True)
    return tuple(sorted(newest, key=lambda each: _URGENCY.get(each.status, 2)))


def _actions_it_became(ties: Iterable[TiedStatement], shown: Trace) -> list[TimelineAction]:
    """The actions that a request with these ties became."""
    found = (_action_of(tie, shown.actions) for tie in ties if tie.kind == "became" and tie.forward)
    return [action for action in found if action is not None]


def _request_outcome(
    request: TopicRequest,
    ties: Sequence[TiedStatement],
    actions: Iterable[TimelineAction],
    shown: Trace,
) -> TopicOutcome:
    """A request with its due date, its ties, and what carried out the actions that it became."""
    notes = [ui_text("notes.due", day=day(request.due))] if request.due else []
    if request.why:
        notes = [request.why.rstrip(".")]
    elif not request.at_hand:
        notes.append(ui_text("notes.not_held", day=day(request.due)))
    notes += tie_lines(ties, shown)
    delivered = [
        tie for action in actions for tie in _ties_of(action, shown) if tie.kind == "delivered"
    ]
    notes += tie_lines(delivered, shown)
    return TopicOutcome(
        request.status or "open",
        request.words.date,
        request.asked_of,
        shortened(request.words.text, CLAUSE),
        tuple(notes),
        request.words,
        request.item,
    )


def _action_outcome(action: TimelineAction, shown: Trace) -> TopicOutcome:
    """An action with what became of it, its ties, and the newest comment if it is still open."""
    last = action.entries[-1]
    ties = _ties_of(action, shown)
    notes = [action.outcome_line, *tie_lines(ties, shown)]
    if last.comments and action.is_open:
        notes.append(ui_text("notes.newest_comment", text=shortened(last.comments, CLAUSE)))
    return TopicOutcome(
        _action_standing(action, ties),
        action.raised[0] if action.raised else None,
        action.responsible,
        shortened(action.text, CLAUSE),
        tuple(notes),
        CitedSentence(action.text, last.date, last.page, last.document),
        last.number,
    )


def _action_standing(action: TimelineAction, ties: Iterable[TiedStatement]) -> str:
    """“carried out” where a paper delivers it, else “open” or its outcome."""
    delivered = [tie.certain for tie in ties if tie.kind == "delivered" and tie.forward]
    if delivered:
        return "carried out" if any(delivered) else "perhaps carried out"
    return "open" if action.is_open else action.outcome


def _ties_of(action: TimelineAction, shown: Trace) -> list[TiedStatement]:
    """The ties of all entries of an action."""
    entries = {(entry.document, entry.number, entry.text) for entry in action.entries}
    return [
        tie
        for event in shown.events
        if event.event == "action" and (event.document, event.item, event.text) in entries
        for tie in event.ties
    ]
