"""Motions put to a meeting: who moved and seconded each, the votes, and whether it was carried,
lost or withdrawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kg.extractors.facts import Facts, Resolution, Span, Vote
from kg.extractors.rules import rules
from kg.ontology.folding import one_line

_RULES = rules("votes")
Result = Literal["carried", "lost", "withdrawn"]
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "nil one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"none": 0, "no": 0}
_NEAR = 260  # characters from the mover to the seconder
_REACH = 700  # characters from the start of a motion in which its outcome stands
_NEIGHBOUR = 300  # characters between a motion and the clause that it decided


@dataclass(frozen=True, slots=True)
class _Motion:
    """The stretch of a minute that speaks of one motion, flat; ``start`` is its offset."""

    text: str
    start: int
    proposer: str | None


def read_votes(facts: Facts) -> Facts:
    """The facts with the votes of each minute; a motion that fell, was lost or withdrawn is no
    decision.
    """
    votes = tuple(vote for index in range(len(facts.minutes)) for vote in _of_minute(facts, index))
    not_carried = [vote.span for vote in votes if vote.result != "carried"]
    kept = tuple(
        each
        for each in facts.resolutions
        if not any(each.span in span or _is_only_told(each, span) for span in not_carried)
    )
    return replace(facts, votes=votes, resolutions=kept)


def _is_only_told(resolution: Resolution, span: Span) -> bool:
    """Whether a decision read from a sentence of prose begins within a motion
    that was not carried.
    """
    return span.start <= resolution.span.start < span.end and "resolved" not in resolution.rule


def _of_minute(facts: Facts, index: int) -> Iterator[Vote]:
    minute = facts.minutes[index]
    flat = facts.document.text[minute.span.start : minute.span.end]
    flat = re.sub(r"[\n\t]", " ", flat)
    for motion in _motions(flat, minute.span.start):
        vote = _vote(facts, index, motion)
        if vote is not None:
            yield vote


def _motions(flat: str, offset: int) -> Iterator[_Motion]:
    """The motions of a minute: from each mover, or from words on a motion without one,
    to the next.
    """
    starts: dict[int, str | None] = {}
    for rule in ("proposed", "proposed-active"):
        for found in _RULES[rule].pattern.finditer(flat):
            starts.setdefault(found.start(), found["by"])
    ordered = sorted(starts)
    for found in _RULES["motion"].pattern.finditer(flat):
        if not any(0 <= found.start() - at < _REACH for at in ordered):
            starts[found.start()] = None
            ordered = sorted(starts)
    for at, start in enumerate(ordered):
        end = ordered[at + 1] if at + 1 < len(ordered) else len(flat)
        yield _Motion(flat[start : min(end, start + _REACH)], offset + start, starts[start])


def _vote(facts: Facts, index: int, motion: _Motion) -> Vote | None:
    seconder = _seconder(motion)
    tally = _RULES["tally"].within(motion.text)
    result = _result(motion.text, tally is not None)
    if result is None or not (seconder or tally or result != "carried"):
        return None
    votes_for, votes_against = _counts(tally)
    if result == "carried" and (votes_for or 0) < (votes_against or 0):
        result = "lost"
    abstained = _RULES["abstained"].within(motion.text)
    span = Span(motion.start, motion.start + max(1, _end(motion.text)))
    return Vote(
        facts.minutes[index].meeting,
        index,
        _clause(facts, index, span),
        result,
        votes_for,
        votes_against,
        _first_number(abstained),
        one_line(motion.proposer) if motion.proposer else None,
        seconder,
        span,
        f"votes.{result}",
    )


def _seconder(motion: _Motion) -> str | None:
    near = motion.text[: _NEAR + len(motion.proposer or "")]
    for found in _RULES["seconded"].pattern.finditer(near):
        name = found["by"] or found["by2"]
        if name and one_line(name) != one_line(motion.proposer or ""):
            return one_line(name)
    return None


def _result(text: str, counted: bool) -> Result | None:
    """What became of a motion; the first word on it decides, and one that was counted counts as
    carried.
    """
    found: list[tuple[int, Result]] = []
    for result in ("lost", "withdrawn", "carried"):
        at = _RULES[result].within(text)
        if at is not None:
            found.append((at.end(), result))
    if any(result != "carried" for _, result in found):
        return next(result for _, result in sorted(found) if result != "carried")
    return "carried" if found or counted else None


def _counts(tally: re.Match[str] | None) -> tuple[int | None, int | None]:
    if tally is None:
        return None, None
    groups = tally.groupdict()
    sides = [
        next((groups[key] for key in groups if key.startswith(side) and groups[key]), None)
        for side in ("for", "against")
    ]
    return _number(sides[0]), _number(sides[1])


def _first_number(found: re.Match[str] | None) -> int | None:
    return _number(next((each for each in found.groups() if each), None)) if found else None


def _number(printed: str | None) -> int | None:
    if printed is None:
        return None
    return int(printed) if printed.isdigit() else _NUMBERS.get(printed.lower())


def _end(text: str) -> int:
    """Where the words on a motion end: with the sentence of its outcome."""
    last = 0
    for rule in ("seconded", "tally", "abstained", "lost", "withdrawn"):
        for found in _RULES[rule].pattern.finditer(text):
            last = max(last, found.end())
    stop = re.compile(r"[.;](?:\s|$)").search(text, last)
    return stop.end() if stop else len(text)


def _clause(facts: Facts, index: int, span: Span) -> str | None:
    """The clause of the decision that a motion became: the one it overlaps, else the first one just
    after.
    """
    of_minute = [each for each in facts.resolutions if each.minute == index]
    for each in of_minute:
        if each.span.overlaps(span):
            return each.clause
    after = [each for each in of_minute if 0 <= each.span.start - span.end < _NEIGHBOUR]
    return after[0].clause if after else None
