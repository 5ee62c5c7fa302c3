"""The sentence of the papers that answers a question in whole words: who chairs it, what it costs.

Only what is stated answers: where no sentence does, the question has none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.ontology.folding import fold
from kg.ontology.rule_tables import load_rules
from kg.store import query
from kg.text.search_terms import folded_words
from kg.text.stemming import stem
from kg.text.word_lists import STOP_WORDS
from kg.tracking.aboutness import Topic
from kg.views.profile import CitedSentence, cited_sentence
from kg.views.timeline.model import OfficeHolder, TopicStatement, Trace, TracedTopic
from kg.views.timeline.salience import matches_rule

if TYPE_CHECKING:
    from kg.store.remote import Remote

_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: (?:of|and|the))? [A-Z][\w’'-]+")
_OFFICE_HOLDER = r"(?:\W{1,3}|,? (?:is|was) )(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][\w’'-]+ [A-Z][\w’'-]+"
_HOLDER_OF_OFFICE = r"[A-Z][\w’'-]+ [A-Z][\w’'-]+(?:\W{1,3}|,? (?:is|was) )(?:(?:the|our) )?"
OFFICES = {
    "who-chairs": re.compile(r"^chair(?:man|woman|person)?$", re.IGNORECASE),
    "who-leads": re.compile(
        r"\b(?:director|lead|leader|head|manager|executive|CEO)$", re.IGNORECASE
    ),
}
"""The questions that an office answers, and how such offices are called."""
_SURE = 0.6  # certainty from which a statement on the topic answers for it
_LONGEST = 60  # words of an answer
_WORDS = 5  # of an office


def office_holders(store: ox.Store | Remote, topic: TracedTopic) -> tuple[OfficeHolder, ...]:
    """Who holds an office of a topic, the newest words first."""
    if topic.iri is None or topic.kind == "person":
        return ()
    rows = query.rows(store, "trace-offices", topic=topic.iri)
    return tuple(
        OfficeHolder(row["person"], row["office"], cited_sentence(row, "quote")) for row in rows
    )


def holder(shown: Trace) -> OfficeHolder | None:
    """Who holds the office asked for by the newest words; of several the one named most often."""
    fit = [each for each in shown.offices if OFFICES[shown.asks or ""].search(each.office)]
    times = Counter(each.person for each in fit)
    newest = max((each.words.date or "" for each in fit), default="")
    of_that_day = (each for each in fit if (each.words.date or "") == newest)
    return max(of_that_day, key=lambda each: times[each.person], default=None)


def answer(shown: Trace) -> CitedSentence | None:
    """The newest sentence about the topic that says what was asked; ``None`` where none does."""
    tells = _test(shown)
    if tells is None:
        return None
    named = Topic((shown.topic.name, *shown.topic.also_known_as)).pattern
    fit = [
        each
        for each in shown.statements
        if each.kind in ("sentence", "row")
        and each.certainty >= _SURE
        and len(each.text.split()) <= _LONGEST
        and tells(each.text)
    ]
    if not fit:
        return None

    asked = _stems(shown.question or "") - _stems(shown.asked)

    def order(each: TopicStatement) -> tuple[bool, int, str, float, int]:
        names = named.search(fold(each.text)) is not None
        told = 0
        if shown.asks == "when":  # of what is asked, or of anything that came about
            told = len(asked & _stems(each.text)) + matches_rule("change", each.text)
        return names or told > 0, told, each.date or "", each.certainty, -len(each.text)

    best = max(fit, key=order)
    return CitedSentence(best.text, best.date, best.page, best.document)


def _stems(text: str) -> set[str]:
    return {stem(word) for word in folded_words(text) if word not in STOP_WORDS}


def _test(shown: Trace) -> Callable[[str], bool] | None:
    """Whether a sentence says what the question asks."""
    if shown.asks == "who-is":
        return _tells_holder(shown.asked) if shown.topic.kind != "person" else None
    rule = load_rules("kg.views", "answers").get(shown.asks or "")
    if rule is None:
        return None
    name = bool(rule.fields.get("name"))
    return lambda text: bool(rule.find(text)) and (not name or _NAME.search(text) is not None)


def _tells_holder(office: str) -> Callable[[str], bool]:
    """Whether a sentence prints an office beside somebody's name."""
    words = re.findall(r"[\w’'-]+", office)[:_WORDS]
    title = r"(?i:" + r"\W{1,3}".join(map(re.escape, words)) + ")"
    pattern = re.compile(rf"\b{title}{_OFFICE_HOLDER}|{_HOLDER_OF_OFFICE}{title}\b")
    return lambda text: pattern.search(text) is not None
