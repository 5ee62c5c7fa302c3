"""What the papers state that answers a question in whole words: who chairs it, what it costs.

Only what is stated answers: where no statement that names what is asked about says so by the right
kind of value, the papers held do not say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.ontology.folding import fold, singular
from kg.ontology.rule_tables import PatternRule, TomlTable, load_rules, load_table
from kg.store import query
from kg.text.word_lists import STOP_WORDS
from kg.views.cells import QueryRow
from kg.views.profile import CitedSentence, cited_sentence
from kg.views.timeline.model import (
    OfficeHolder,
    TimelineEvent,
    TopicStatement,
    Trace,
    TracedTopic,
)

if TYPE_CHECKING:
    from kg.store.remote import Remote

_PERSONS = frozenset({"who-chairs", "who-leads", "who-is"})
_UNSAID = _PERSONS | {"who-pays", "who-presents", "money", "when", "number"}
_LETTERS = 3  # of an office's title that stand for it
_LONGEST = 60  # words of an answer
_TOPIC = "TOPIC"  # stands for the topic's names in the rules of answers.toml


def office_holders(
    store: ox.Store | Remote, topic: TracedTopic, asks: str, asked: str
) -> tuple[OfficeHolder, ...]:
    """Who holds an office of a topic, or the office ``asked`` itself, the newest words first."""
    if asks == "who-is":
        rows = [row for row in query.rows(store, "trace-holders") if _is_called(row, asked)]
        several = len({row["organisation"] for row in rows}) > 1
    elif asks in _offices() and topic.iri is not None and topic.kind != "person":
        rows, several = query.rows(store, "trace-offices", topic=topic.iri), False
    else:
        return ()
    return tuple(
        OfficeHolder(
            row["person"],
            f"{row['office']}, {row['organisation']}" if several else row["office"],
            cited_sentence(row, "quote"),
        )
        for row in rows
    )


def _is_called(office: QueryRow, asked: str) -> bool:
    """Whether words are an office's title, its letters, or its title and whose office it is."""
    title, where, words = (fold(each) for each in (office["office"], office["organisation"], asked))
    letters = "".join(word[0] for word in title.split() if word not in STOP_WORDS)
    whole = {f"{title}{between}{where}" for between in _offices()["between"]}
    return words in whole | {title} or (len(words) >= _LETTERS and words == letters)


def holder(shown: Trace) -> OfficeHolder | None:
    """Who holds the office asked for by the newest words; of several the one named most often."""
    called = _offices().get(shown.asks or "", "")
    fit = [each for each in shown.offices if re.search(called, each.office, re.IGNORECASE)]
    times = Counter(each.person for each in fit)
    newest = max((each.words.date or "" for each in fit), default="")
    of_that_day = (each for each in fit if (each.words.date or "") == newest)
    return max(of_that_day, key=lambda each: times[each.person], default=None)


def presented_last(shown: Trace) -> TimelineEvent | None:
    """The newest item whose title names the topic and whose presenter, else author, is told."""
    named = [
        each
        for each in shown.own_events
        if each.by and each.date and _TOPIC in _with_topic(shown, each.title or "")
    ]
    return max(named, key=lambda each: (each.date or "", each.event != "report"), default=None)


def answer(shown: Trace) -> CitedSentence | None:
    """The newest statement that says of the topic what was asked; ``None`` where none does."""
    rules = _rules(shown)
    if not rules or shown.unheard:
        return None
    fit = [
        each
        for each, text in _with_topics(shown)
        if each.kind in ("sentence", "row")
        and len(each.text.split()) <= _LONGEST
        and _finds(rules, text)
        and not (shown.asks in _PERSONS and _finds(_rules_for("past"), each.text))
    ]

    def order(each: TopicStatement) -> tuple[bool, str, int]:
        dated = shown.asks == "number" and _finds(_rules_for("period"), each.text)
        return dated, each.date or "", -len(each.text)

    best = max(fit, key=order, default=None)
    return CitedSentence(best.text, best.date, best.page, best.document) if best else None


def _finds(rules: Sequence[PatternRule], text: str) -> bool:
    return any(rule.find(text) for rule in rules)


def is_unsaid(shown: Trace) -> bool:
    """Whether a question that has no answer is one for whose answer the papers were searched.

    Who somebody is, or what an organisation is, the trace itself tells.
    """
    told = shown.topic.iri is not None and not shown.guessed
    return shown.asks in _UNSAID and not (shown.asks == "who-is" and told)


def _offices() -> TomlTable:
    table: TomlTable = load_table("kg.views", "answers")["offices"]
    return table


def _rules_for(asks: str | None) -> list[PatternRule]:
    return [rule for rule in load_rules("kg.views", "answers").values() if rule.value == asks]


def _rules(shown: Trace) -> list[PatternRule]:
    """The rules for what is asked: of a question when, those for what is to have come about."""
    rules = _rules_for(shown.asks)
    put = shown.question or ""
    meant = [
        rule
        for rule in rules
        if "asked" in rule.fields and re.search(rule.fields["asked"], put, re.IGNORECASE)
    ]
    return meant or rules


def _with_topics(shown: Trace) -> Iterator[tuple[TopicStatement, str]]:
    """Each statement and its text with “TOPIC” for the topic's names, and for “it” where the
    sentence before begins with one.
    """
    begun = None
    for each in shown.statements:
        place = (each.document, each.paragraph)
        text = _with_topic(shown, each.text)
        if place == begun:
            for rule in _rules_for("it"):
                text = rule.pattern.sub(f"{_TOPIC} ", text)
        begun = place if text.removeprefix("The ").startswith(_TOPIC) else None
        yield each, text


def _with_topic(shown: Trace, text: str) -> str:
    """A text with “TOPIC” for each of the topic's names, where none is but part of a longer one."""
    known = (shown.topic.name, *shown.topic.also_known_as) if not shown.guessed else ()
    names = sorted({shown.asked, *known}, key=len, reverse=True)
    pattern = "|".join(filter(None, map(_printed, names)))

    def put(found: re.Match[str]) -> str:
        before = found["before"] or ""
        part = before[:1].isupper() and before.strip().casefold() not in STOP_WORDS
        return found[0] if part and found["name"][:1].isupper() else before + _TOPIC

    whole = rf"(?P<before>\b[\w’'-]+ )?\b(?P<name>{pattern})\b"
    return re.sub(whole, put, text, flags=re.IGNORECASE) if pattern else text


def _printed(name: str) -> str:
    """A pattern for a name as a sentence has it: one or many, an acronym in brackets behind it."""
    words = re.findall(r"[\w’']+", name)
    if not words:
        return ""
    last = re.escape(singular(words[-1].casefold()).removesuffix("y"))
    first = "".join(re.escape(word) + r"\W{1,3}" for word in words[:-1])
    return rf"{first}{last}(?:y|s|es|ies)?(?:\W{{1,2}}s)?(?: \([A-Z]+s?\))?"
