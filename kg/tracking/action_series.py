"""Actions through the logs: what happened to each with every log, and its outcome."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from kg.tracking.answer_search import find_answers, profile_of_action
from kg.tracking.business_items import BusinessItems
from kg.tracking.corpus_index import CorpusIndex
from kg.tracking.log_rows import ActionLogRow, RowChain
from kg.tracking.phrase_rules import has_phrase, is_completed
from kg.tracking.tie_features import threshold
from kg.tracking.tie_overrides import TieOverrides
from kg.tracking.tracked_statements import ActionOutcome, ActionSeries, LogStep, SeriesEntry, Tie
from kg.tracking.withdrawals import find_withdrawals


def track_actions(
    index: CorpusIndex,
    items: BusinessItems,
    chains: Sequence[RowChain],
    overrides: TieOverrides,
) -> tuple[ActionSeries, ...]:
    """The series and outcome of every chain of rows, in the same order."""
    logs = _log_days(index, chains)
    withdrawals = find_withdrawals(index, chains, overrides)
    return tuple(
        _series(index, items, chain, logs, withdrawals.get(at), overrides)
        for at, chain in enumerate(chains)
    )


def _log_days(index: CorpusIndex, chains: Sequence[RowChain]) -> dict[str, list[date]]:
    """Board line → the days of its action logs, oldest first."""
    found: dict[str, set[date]] = {}
    for chain in chains:
        for row in chain.rows:
            if row.in_log and row.day is not None:
                found.setdefault(index.board_line(row.board), set()).add(row.day)
    return {board: sorted(days) for board, days in found.items()}


def _series(
    index: CorpusIndex,
    items: BusinessItems,
    chain: RowChain,
    logs: dict[str, list[date]],
    ended_by: Tie | None,
    overrides: TieOverrides,
) -> ActionSeries:
    board = index.board_line(chain.last.board)
    entries = _entries(chain)
    next_log = _next_log(logs.get(board, []), chain.last.day)
    step = entries[-1].step if entries[-1].step != "repeated" else _stated_step(chain.last)
    outcome = _outcome(step, ended_by is not None, chain.last.day, next_log)
    return ActionSeries(
        board=board,
        raised=tuple(sorted({day for row in chain.rows for day in row.action.raised})),
        entries=entries,
        outcome=outcome,
        next_log=next_log,
        ended_by=ended_by,
        doubtful=any(tie.doubtful for tie in chain.ties if tie is not None),
        delivered_at=_deliveries(index, items, chain.last, outcome, next_log, overrides),
    )


def _entries(chain: RowChain) -> tuple[SeriesEntry, ...]:
    before = [None, *chain.rows[:-1]]
    return tuple(
        SeriesEntry(row.ref, row.day, _step(earlier, row), tie)
        for earlier, row, tie in zip(before, chain.rows, chain.ties, strict=True)
    )


def _next_log(days: Sequence[date], last: date | None) -> date | None:
    """The first log after the last row's; ``None`` where there is none or the row has no day."""
    following = bisect_right(days, last) if last is not None else len(days)
    return days[following] if following < len(days) else None


def _outcome(
    step: LogStep, removed: bool, last: date | None, next_log: date | None
) -> ActionOutcome:
    """The outcome of an action, from its last step and from the log that follows without it."""
    if step == "completed":
        return "completed"
    if removed or step == "withdrawn":
        return "withdrawn"
    if step == "withdrawal asked":
        return "withdrawn" if _is_next_log(last, next_log) else "withdrawal asked"
    if next_log is None:
        return "open"
    return "vanished" if _is_next_log(last, next_log) else "unseen"


def _is_next_log(log: date | None, later: date | None) -> bool:
    """Whether a later log is near enough to be the very next one."""
    return (
        log is not None
        and later is not None
        and (later - log).days <= threshold("time", "next-log")
    )


def _deliveries(
    index: CorpusIndex,
    items: BusinessItems,
    last: ActionLogRow,
    outcome: ActionOutcome,
    next_log: date | None,
    overrides: TieOverrides,
) -> tuple[Tie, ...]:
    """Where what an action wanted was put before the board, if no later log tells of the action.

    Only meetings up to the log that lacks the action are searched, where that log is the next one.
    """
    if outcome not in ("vanished", "unseen"):
        return ()
    profile = profile_of_action(index, last.ref, last.action)
    if not profile.wants_paper and not overrides.confirmed("delivered", last.ref):
        return ()
    until = next_log if outcome == "vanished" else None
    return find_answers(items, profile, overrides, "delivered", profile.due, until)


# -- what happened with one log
# -----------------------------------------------------------------------------------


def _step(before: ActionLogRow | None, row: ActionLogRow) -> LogStep:
    """What happened to an action with one row, given the row before it."""
    if before is not None and before.day == row.day:
        return "repeated"
    stated = _stated_step(row)
    if stated != "carried forward":
        return stated
    if before is None:
        return "carried forward" if _is_old(row) else "raised"
    amended = before.words != row.words or set(before.action.raised) != set(row.action.raised)
    return "amended" if amended else "carried forward"


def _stated_step(row: ActionLogRow) -> LogStep:
    """What a row's status and comments say, without the row before."""
    if is_completed(row.action.status or _last_sentence(row.action.comments)):
        return "completed"
    if has_phrase("withdraw-asked", row.action.comments):
        return "withdrawal asked"
    return "withdrawn" if has_phrase("withdrawn", row.action.comments) else "carried forward"


def _last_sentence(comments: str | None) -> str:
    """The last sentence of a row's comments; where no status is printed, it may stand there."""
    return (comments or "").strip().rstrip(".").rpartition(".")[2]


def _is_old(row: ActionLogRow) -> bool:
    """Whether the action was raised so long before that earlier logs must have carried it."""
    raised = min(row.action.raised, default=None)
    if raised is None or row.day is None:
        return False
    return (row.day - raised).days > threshold("time", "newly")
