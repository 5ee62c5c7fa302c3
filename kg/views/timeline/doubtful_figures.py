"""Figures and dates that do not agree with what the papers say elsewhere, for marks beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.ontology.folding import fold
from kg.store import query
from kg.text.quotation import shortened
from kg.views.cells import text_or_none
from kg.views.timeline.formatting import day
from kg.views.timeline.model import DoubtfulFigure, TimelineEvent, Trace
from kg.views.wording import ui_text

if TYPE_CHECKING:
    from kg.store.remote import Remote

_SHORTEST = 3  # words by which a statement is known again; a bare date stands in many
_WORDING = {"action number": "doubtful_number", "meeting date": "doubtful_date"}
_LONG = 8  # words of a statement that is known again in a row of an action log


def doubtful_figures(
    store: ox.Store | Remote, days: Mapping[str, str]
) -> tuple[DoubtfulFigure, ...]:
    """Either side of each contradiction; ``days`` are those of the papers by file (ISO)."""
    return tuple(
        DoubtfulFigure(
            row[side],
            row[f"{side}_document"],
            row[other],
            days.get(row[f"{other}_document"]),
            text_or_none(row[f"{other}_page"]),
            row["kind"],
        )
        for row in query.rows(store, "contradictions")
        for side, other in _sides(row)
        if len(row[side].split()) > _SHORTEST
    )


def _sides(row: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Each side of a contradiction with the other; a sentence that denies itself has one."""
    both = ("left", "right"), ("right", "left")
    return both[:1] if row["left"] == row["right"] else both


def doubts(event: TimelineEvent, shown: Trace) -> Iterator[str]:
    """What the papers say elsewhere against the words of an event, in a line each."""
    texts = (event.text, *(sentence.text for sentence in event.sentences))
    return doubts_of(event.document, texts, shown.doubtful)


def _holds(text: str, words: str) -> bool:
    """Whether a text has the words, or is itself, long enough to be known, what they are about."""
    return words in text or (len(text.split()) >= _LONG and text in words)


def doubts_of(
    document: str, texts: Iterable[str], doubtful: Iterable[DoubtfulFigure]
) -> Iterator[str]:
    """What the papers say elsewhere against words of a paper, in a line each."""
    folded = [f" {fold(text)} " for text in texts]
    said: set[frozenset[str]] = set()  # of two sentences beside each other, one has the mark
    for each in doubtful:
        words = f" {fold(each.text)} "
        if each.document != document or not any(_holds(text, words) for text in folded):
            continue
        pair = frozenset((each.text, each.other))
        if pair in said:
            continue
        said.add(pair)
        if each.other == each.text:
            yield ui_text("notes.doubtful_itself")
        else:
            where = day(each.date) if each.date else ui_text("notes.undated")
            beside = any(f" {fold(each.other)} " in text for text in folded)
            key = _WORDING.get(each.kind, "doubtful_beside" if beside else "doubtful")
            yield ui_text(
                f"notes.{key}",
                these=shortened(each.text),
                words=shortened(each.other),
                where=where,
            )
