"""The same action in log after log: rows tied by when it was raised, their words and who is to act."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby

from extractors.facts import Action, Resolution
from kg.linking.entities import Feature
from kg.text.text_comparison import item_number, text_similarity
from kg.tracking.answers import answers, of_action
from kg.tracking.record import Papers
from kg.tracking.similarity import clue, content, done, numbers, overlap, says, share, total, weight
from kg.tracking.tie_overrides import Told
from kg.tracking.ties import ActionThread, Entry, Fate, Ref, Step, Tie
from ontology.folding import fold


@dataclass(frozen=True, slots=True)
class _Row:
    """A row, with what it is compared by. ``log`` is false for an action printed in minutes."""

    ref: Ref
    action: Action
    body: str
    day: date | None
    log: bool
    words: str
    owners: frozenset[str]

    @property
    def order(self) -> tuple[date, str, int]:
        return (self.day or date.max, self.ref.document, self.ref.index)


@dataclass(slots=True)
class _Chain:
    rows: list[_Row]
    ties: list[Tie | None] = field(default_factory=lambda: [None])

    @property
    def last(self) -> _Row:
        return self.rows[-1]


def action_threads(papers: Papers, told: Told) -> tuple[ActionThread, ...]:
    """Every action with its rows, in the order of their first ones; boards whose logs go on in another's are joined."""
    chains = _spin(papers, told)
    for chain in chains:
        bodies = [row.body for row in chain.rows]
        for earlier, later, tie in zip(bodies[:-1], bodies[1:], chain.ties[1:], strict=True):
            if earlier != later and tie is not None and not tie.doubtful:
                papers.join(earlier, later)
    return _ends(papers, chains, told)


def _rows(papers: Papers) -> list[_Row]:
    rows = []
    for ref, action in papers.actions():
        part = papers.facts[ref.document].part_at(action.span.start)
        owners = set()
        for printed in action.responsible:
            person = papers.identities.resolve(ref.document, "person", printed)
            owners.add(person.id if person is not None else fold(printed))
        rows.append(
            _Row(
                ref,
                action,
                papers.body(ref.document, action.meeting),
                papers.day(ref.document, action.meeting),
                part is None or part.kind != "minutes",
                fold(action.text),
                frozenset(owners),
            )
        )
    return sorted(rows, key=lambda row: row.order)


def _spin(papers: Papers, told: Told) -> list[_Chain]:
    """Log after log, each row goes on with the action of an earlier log that it is most like."""
    chains: list[_Chain] = []
    chain_of: dict[Ref, int] = {}
    by_day: dict[date, list[int]] = {}
    undated: dict[str, list[int]] = {}  # board → actions that do not say when they were raised
    recent: dict[str, set[int]] = {}  # board → actions of its last log
    for _, group in groupby(_rows(papers), key=lambda row: (row.day, row.ref.document)):
        log = list(group)  # one log at a time
        pairs = []
        for place, row in enumerate(log):
            said = {chain_of[ref] for ref in told.right("continues", row.ref) if ref in chain_of}
            for index in _candidates(
                row, by_day, undated, recent.get(papers.line(row.body), set()), said
            ):
                tie = _judged(papers, chains[index], row, told)
                if tie is not None:
                    pairs.append((-tie.score, index, place, tie))
        taken: dict[int, tuple[int, Tie]] = {}
        used: set[int] = set()
        for _, index, place, tie in sorted(pairs, key=lambda pair: pair[:3]):
            if index not in used and place not in taken:
                used.add(index)
                taken[place] = (index, tie)
        seen: dict[str, set[int]] = {}
        for place, row in enumerate(log):
            if place in taken:
                index, tie = taken[place]
                chains[index].rows.append(row)
                chains[index].ties.append(tie)
            else:
                index = len(chains)
                chains.append(_Chain([row]))
            chain_of[row.ref] = index
            for day in row.action.raised:
                known = by_day.setdefault(day, [])
                if index not in known:
                    known.append(index)
            board = papers.line(row.body)
            if not row.action.raised:
                undated.setdefault(board, []).append(index)
            seen.setdefault(board, set()).add(index)
        recent.update(seen)
    return chains


def _candidates(
    row: _Row,
    by_day: dict[date, list[int]],
    undated: dict[str, list[int]],
    recent: set[int],
    said: set[int],
) -> Sequence[int]:
    """The actions that a row may go on with: raised on its days or near them, in the log before, or ``said`` to be."""
    near = int(weight("continues", "near-days"))
    found = {
        index
        for day in row.action.raised
        for off in range(-near, near + 1)
        for index in by_day.get(day + timedelta(off), ())
    }
    return sorted(
        found
        | said
        | (recent if not row.action.raised else recent & set(undated.get(row.body, ())))
    )


def _judged(papers: Papers, chain: _Chain, row: _Row, told: Told) -> Tie | None:
    """The tie from a row to an action: as people said, else as the rules find."""
    rows = [earlier.ref for earlier in chain.rows]
    right = [ref for ref in told.right("continues", row.ref) if ref in rows]
    if right:
        return told.tie("continues", row.ref, right[-1])
    return None if told.wrong("continues", row.ref, rows) else _tie(papers, chain.last, row)


def _tie(papers: Papers, before: _Row, row: _Row) -> Tie | None:
    if before.day is None or row.day is None or before.day > row.day:
        return None
    if (before.ref.document, before.day) == (row.ref.document, row.day):
        return None
    names = [_raised(before.action, row.action), _text(before, row)]
    if names[1] == "text-apart":
        return None
    if (
        numbers(before.words)
        and numbers(row.words)
        and not numbers(before.words) & numbers(row.words)
    ):
        names.append("numbers-other")
    if before.owners and row.owners:
        names.append("owner-same" if before.owners & row.owners else "owner-other")
    if before.action.number and item_number(before.action.number) == item_number(
        row.action.number or ""
    ):
        names.append("number-same")
    if papers.line(before.body) != papers.line(row.body):
        names.append("board-other")
    clues: tuple[Feature, ...] = tuple(clue("continues", name) for name in names)
    score = total(clues)
    if score < weight("continues", "join"):
        return None
    return Tie("continues", row.ref, before.ref, score, clues, score < weight("continues", "doubt"))


def _raised(before: Action, after: Action) -> str:
    if not before.raised or not after.raised:
        return "raised-open"
    if set(before.raised) == set(after.raised):
        return "raised-same"
    if set(before.raised) & set(after.raised):
        return "raised-grew"
    near = min(abs((one - other).days) for one in before.raised for other in after.raised)
    return "raised-near" if near <= weight("continues", "near-days") else "raised-apart"


def _text(before: _Row, after: _Row) -> str:
    if before.words == after.words:
        return "text-same"
    one, other = content(before.action.text), content(after.action.text)
    if not one & other:
        return "text-apart"
    near = text_similarity(before.words, after.words)
    if near >= weight("continues", "same-text"):
        return "text-same"
    least = min(len(one), len(other)) >= weight("continues", "held-least")
    if least and overlap(one, other) >= weight("continues", "held"):
        return "text-held"
    return "text-near" if near >= weight("continues", "near-text") else "text-apart"


# ── what became of it ───────────────────────────────────────────────────────────────────────────────────────────────


def _ends(papers: Papers, chains: Sequence[_Chain], told: Told) -> tuple[ActionThread, ...]:
    logs: dict[str, set[date]] = {}
    for chain in chains:
        for row in chain.rows:
            if row.log and row.day is not None:
                logs.setdefault(papers.line(row.body), set()).add(row.day)
    ordered = {board: sorted(days) for board, days in logs.items()}
    ended = _ended(papers, chains, told)
    return tuple(
        _thread(papers, chain, ordered, ended.get(at), told) for at, chain in enumerate(chains)
    )


def _thread(
    papers: Papers, chain: _Chain, logs: dict[str, list[date]], ended: Tie | None, told: Told
) -> ActionThread:
    board = papers.line(chain.last.body)
    entries = []
    for at, (row, tie) in enumerate(zip(chain.rows, chain.ties, strict=True)):
        entries.append(Entry(row.ref, row.day, _step(chain.rows[at - 1] if at else None, row), tie))
    raised = tuple(sorted({day for row in chain.rows for day in row.action.raised}))
    days = logs.get(board, [])
    following = bisect_right(days, chain.last.day) if chain.last.day is not None else len(days)
    next_log = days[following] if following < len(days) else None
    step = entries[-1].step if entries[-1].step != "repeated" else _last_step(chain.last)
    fate: Fate
    if step == "completed":
        fate = "completed"
    elif ended is not None or step == "withdrawn":
        fate = "withdrawn"
    elif step == "withdrawal asked":
        fate = "withdrawn" if _follows(chain.last.day, next_log) else "withdrawal asked"
    elif next_log is None:
        fate = "open"
    else:
        fate = "vanished" if _follows(chain.last.day, next_log) else "unseen"
    doubtful = any(tie.doubtful for tie in chain.ties if tie is not None)
    thread = ActionThread(board, raised, tuple(entries), fate, next_log, ended, doubtful)
    return (
        replace(thread, delivered=_delivered(papers, thread, told))
        if fate in ("vanished", "unseen")
        else thread
    )


def _delivered(papers: Papers, thread: ActionThread, told: Told) -> tuple[Tie, ...]:
    """What an action of which no later log tells wanted put before the board: up to the log that lacks it."""
    last = thread.entries[-1].row
    wish = of_action(papers, last, papers.facts[last.document].actions[last.index])
    if not wish.paper and not told.right("delivered", last):
        return ()
    return answers(
        papers,
        wish,
        told,
        "delivered",
        wish.due,
        thread.next_log if thread.fate == "vanished" else None,
    )


def _follows(log: date | None, later: date | None) -> bool:
    """Whether a later log is likely the very next one."""
    return (
        log is not None and later is not None and (later - log).days <= weight("time", "next-log")
    )


def _last_step(row: _Row) -> Step:
    """What a row says of itself, without the row before."""
    if done(row.action.status):
        return "completed"
    if says("withdraw-asked", row.action.comments):
        return "withdrawal asked"
    return "withdrawn" if says("withdrawn", row.action.comments) else "carried forward"


def _step(before: _Row | None, row: _Row) -> Step:
    if before is not None and before.day == row.day:
        return "repeated"
    said = _last_step(row)
    if said != "carried forward":
        return said
    if before is None:
        raised = min(row.action.raised, default=None)
        old = (
            raised is not None
            and row.day is not None
            and (row.day - raised).days > weight("time", "newly")
        )
        return "carried forward" if old else "raised"
    amended = before.words != row.words or set(before.action.raised) != set(row.action.raised)
    return "amended" if amended else "carried forward"


def _ended(papers: Papers, chains: Sequence[_Chain], told: Told) -> dict[int, Tie]:
    """Action → the resolution that took it off the log."""
    standing: dict[tuple[str, date], list[tuple[int, _Row]]] = {}
    found: dict[int, Tie] = {}
    for at, chain in enumerate(chains):
        for row in chain.rows:
            for said in told.right("withdrawn", row.ref):
                found[at] = told.tie("withdrawn", row.ref, said)
            if row.day is not None:
                standing.setdefault((papers.line(row.body), row.day), []).append((at, row))
    for ref, resolution in papers.resolutions():
        day = papers.day(ref.document, resolution.meeting)
        if resolution.verb != "remove" or day is None:
            continue
        for at, row in standing.get((papers.board(ref.document, resolution.meeting), day), ()):
            tie = (
                None
                if told.wrong("withdrawn", row.ref, (ref,))
                else _taken_off(row, ref, resolution)
            )
            if tie is not None and (at not in found or found[at].score < tie.score):
                found[at] = tie
    return found


def _taken_off(row: _Row, ref: Ref, resolution: Resolution) -> Tie | None:
    said, words = content(resolution.text), content(row.action.text)
    shared = max(share(words, said), share(said, words))
    if len(said & words) < 2 or shared < weight("withdrawn", "named"):
        return None
    clues = [
        clue("withdrawn", "named-whole" if shared >= weight("withdrawn", "whole") else "named-part")
    ]
    if row.action.number and item_number(row.action.number) in numbers(resolution.text):
        clues.append(clue("withdrawn", "number"))
    score = total(clues)
    if score < weight("withdrawn", "join"):
        return None
    return Tie("withdrawn", row.ref, ref, score, tuple(clues), score < weight("withdrawn", "doubt"))
