"""Compare two rows of action logs: is the later one the same action as the earlier one?"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors.facts import Action
from kg.text.text_comparison import item_number, text_similarity
from kg.tracking.content_words import content_words, numbers, overlap
from kg.tracking.corpus_index import CorpusIndex
from kg.tracking.log_rows import ActionLogRow
from kg.tracking.tie_features import scored_tie, threshold
from kg.tracking.tracked_statements import Tie


def compare_rows(index: CorpusIndex, earlier: ActionLogRow, later: ActionLogRow) -> Tie | None:
    """The tie from the later row to the earlier one, or ``None`` where they are two actions."""
    if not _can_follow(earlier, later):
        return None
    wording = _wording_feature(earlier, later)
    if wording == "text-apart":
        return None
    raised = _raised_feature(earlier.action, later.action)
    names = [raised, wording, *_other_features(index, earlier, later)]
    return scored_tie("continues", later.ref, earlier.ref, names)


def _can_follow(earlier: ActionLogRow, later: ActionLogRow) -> bool:
    """Whether both logs have a day, in this order, and are not one and the same log."""
    if earlier.day is None or later.day is None or earlier.day > later.day:
        return False
    return (earlier.ref.document, earlier.day) != (later.ref.document, later.day)


def _other_features(
    index: CorpusIndex, earlier: ActionLogRow, later: ActionLogRow
) -> Iterator[str]:
    """Features of figures, owners, row numbers and boards."""
    figures = numbers(earlier.words), numbers(later.words)
    if all(figures) and figures[0].isdisjoint(figures[1]):
        yield "numbers-other"
    if earlier.owners and later.owners:
        yield "owner-same" if earlier.owners & later.owners else "owner-other"
    if earlier.action.number and item_number(earlier.action.number) == item_number(
        later.action.number or ""
    ):
        yield "number-same"
    if index.board_line(earlier.board) != index.board_line(later.board):
        yield "board-other"


def _raised_feature(earlier: Action, later: Action) -> str:
    """How the days compare on which the two rows say that the action was raised."""
    if not earlier.raised or not later.raised:
        return "raised-open"
    before, after = set(earlier.raised), set(later.raised)
    if before == after:
        return "raised-same"
    if before & after:
        return "raised-grew"
    nearest = min(abs((one - other).days) for one in before for other in after)
    return "raised-near" if nearest <= threshold("continues", "near-days") else "raised-apart"


def _wording_feature(earlier: ActionLogRow, later: ActionLogRow) -> str:
    """How alike the words of the two rows are."""
    if earlier.words == later.words:
        return "text-same"
    one, other = content_words(earlier.action.text), content_words(later.action.text)
    if not one & other:
        return "text-apart"
    alike = text_similarity(earlier.words, later.words)
    if alike >= threshold("continues", "same-text"):
        return "text-same"
    long_enough = min(len(one), len(other)) >= threshold("continues", "held-least")
    if long_enough and overlap(one, other) >= threshold("continues", "held"):
        return "text-held"
    return "text-near" if alike >= threshold("continues", "near-text") else "text-apart"
