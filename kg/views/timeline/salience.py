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
_QUARTER = 3  # months
_YEAR = re.compile(r"\b(?P<year>20\d\d)(?:[/–-](?:20)?(?P<end>\d\d)\b)?")
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
    if is_receipt(text):
        return _RECEIPT
    for at, kind in enumerate(_KINDS):
        if matches_rule(kind, text):
            return _ADVICE + 1 + at
    return _DESCRIPTION


def is_receipt(text: str) -> bool:
    """Whether a sentence only says that a meeting was given a paper, or what that is for."""
    return matches_rule("receipt", text) or matches_rule("purpose", text)


def is_old_news(text: str, when: str, before: str) -> bool:
    """Whether the years that a sentence gives were over when its paper was written, on the day
    ``when`` (ISO), and when the last one ``before`` it was: the last year is over once a quarter
    has passed.
    """
    years = [int(found["end"] or found["year"][2:]) for found in _YEAR.finditer(text)]
    if not years or not when:
        return False
    year, month = int(when[2:4]), int(when[5:7])
    this_year = year if month > _QUARTER else year - 1
    return max(years) < min(this_year, int(before[2:4]))


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
