"""Salience of sentences and events: what comes first, and what is no statement at all."""

from __future__ import annotations

import re

from kg.ontology.folding import fold
from kg.ontology.rule_tables import load_rules
from kg.views.timeline.model import PageSentence, TimelineEvent

FEWEST_WORDS = 5  # of a sentence that says something
_KINDS = ("change", "date", "money", "figure")  # of description, the most telling first
_TELLS_NOTHING = (
    "announces-points",
    "ways-to-reach",
    "head-of-paper",
    "name-and-pages",
    "names-alone",
)
_NO_STATEMENTS = ("no-statement", "cut-off", "row-without-value", "row-of-names", *_TELLS_NOTHING)
_DECISION, _REQUEST, _ACTION, _ADVICE, _NOTED = 0, 1, 2, 3, 8
_DESCRIPTION, _RECEIPT = 9, 10
_HEADING = re.compile(r"^[^a-z]*$")  # all in capitals, or no words at all


def matches_rule(rule: str, text: str) -> bool:
    """Whether the rule of ``salience.toml`` with this id matches the text."""
    return load_rules("kg.views", "salience")[rule].pattern.search(text) is not None


def event_rank(event: TimelineEvent) -> int:
    """Where an event comes among those of its meeting: decisions first, description last."""
    if event.event == "resolved":
        return _NOTED if is_formal(event) else _DECISION
    ranks = {"asked": _REQUEST, "action": _ACTION, "recommendation": _ADVICE}
    if event.event in ranks:
        return ranks[event.event]
    texts = (event.text, *(sentence.text for sentence in event.sentences))
    return min(map(rank, texts))


def rank(text: str) -> int:
    """Where a sentence comes: change, date, money, figure, description, what was received."""
    if matches_rule("receipt", text) or matches_rule("purpose", text):
        return _RECEIPT
    for at, kind in enumerate(_KINDS):
        if matches_rule(kind, text):
            return _ADVICE + 1 + at
    return _DESCRIPTION


def weight(text: str) -> int:
    """The salience of a sentence: the number of kinds of news that it has."""
    news = sum(matches_rule(kind, text) for kind in _KINDS)
    return news - 2 * matches_rule("purpose", text) - matches_rule("receipt", text)


def is_noting(event: TimelineEvent) -> bool:
    """Whether a clause only notes what was put before the meeting."""
    return event.verb == "note" or matches_rule("noting", event.text)


def is_formal(event: TimelineEvent) -> bool:
    """Whether a clause decides nothing on its subject: it notes, or sends the public out."""
    return is_noting(event) or matches_rule("without-public", event.text)


def tells_nothing(text: str) -> bool:
    """Whether words of a paper are its frame: who it is from, who came, how to reach them."""
    return any(matches_rule(rule, text) for rule in _TELLS_NOTHING)


def is_informative(sentence: PageSentence, event: TimelineEvent) -> bool:
    """Whether a sentence says something: it is no heading, title, caption, contact line or
    beginning of a list.
    """
    text = sentence.text.rstrip(" …")
    if "|" not in text and len(text.split()) < FEWEST_WORDS:
        return False
    return not (
        text.endswith(":")
        or fold(text) == fold(event.title or "")
        or _HEADING.match(text)
        or any(matches_rule(rule, text) for rule in _NO_STATEMENTS)
    )
