"""Find the resolutions that took actions off a log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kg.extractors.facts import Resolution
from kg.text.text_comparison import item_number
from kg.tracking.content_words import content_words, numbers, share
from kg.tracking.corpus_index import CorpusIndex
from kg.tracking.log_rows import ActionLogRow, RowChain
from kg.tracking.tie_features import scored_tie, threshold
from kg.tracking.tie_overrides import TieOverrides
from kg.tracking.tracked_statements import FactRef, Tie

_LEAST_SHARED = 2  # content words that an action and the resolution must share


def find_withdrawals(
    index: CorpusIndex, chains: Sequence[RowChain], overrides: TieOverrides
) -> dict[int, Tie]:
    """Index of a chain → its tie to the resolution that took the action off the log.

    The best where several did.
    """
    found: dict[int, Tie] = {}
    for at, chain in enumerate(chains):
        for row in chain.rows:
            for target in overrides.confirmed("withdrawn", row.ref):
                found[at] = overrides.confirmed_tie("withdrawn", row.ref, target)
    standing = _rows_by_meeting(index, chains)
    for ref, resolution in index.resolutions():
        day = index.day_of(ref.document, resolution.meeting)
        if resolution.verb != "remove" or day is None:
            continue
        for at, row in standing.get((index.line_of(ref.document, resolution.meeting), day), ()):
            tie = _withdrawal_tie(row, ref, resolution, overrides)
            if tie is not None and (at not in found or found[at].score < tie.score):
                found[at] = tie
    return found


def _rows_by_meeting(
    index: CorpusIndex, chains: Sequence[RowChain]
) -> dict[tuple[str, date], list[tuple[int, ActionLogRow]]]:
    """Board line and day → the rows that the meeting considered, with their chains' indexes."""
    found: dict[tuple[str, date], list[tuple[int, ActionLogRow]]] = {}
    for at, chain in enumerate(chains):
        for row in chain.rows:
            if row.day is not None:
                found.setdefault((index.board_line(row.board), row.day), []).append((at, row))
    return found


def _withdrawal_tie(
    row: ActionLogRow, ref: FactRef, resolution: Resolution, overrides: TieOverrides
) -> Tie | None:
    """The tie from a row to a resolution that names it, by its words and its number."""
    if overrides.rejects("withdrawn", row.ref, (ref,)):
        return None
    named, words = content_words(resolution.text), content_words(row.action.text)
    shared = max(share(words, named), share(named, words))
    if len(named & words) < _LEAST_SHARED or shared < threshold("withdrawn", "named"):
        return None
    names = ["named-whole" if shared >= threshold("withdrawn", "whole") else "named-part"]
    if row.action.number and item_number(row.action.number) in numbers(resolution.text):
        names.append("number")
    return scored_tie("withdrawn", row.ref, ref, names)
