"""The sentence that says what a topic is: its name, and “is a …”, “was formed in …” behind it."""

from __future__ import annotations

import re

from kg.ontology.folding import fold
from kg.tracking.aboutness import Topic
from kg.views.profile import CitedSentence
from kg.views.timeline.model import TopicStatement, Trace
from kg.views.timeline.salience import matches_rule

_BEFORE = re.compile(
    r"^\W*(?:\w{1,3}[.)]\s*)?(?:(?:although|since|while) )?(?:the |an? |our )?\W*$"
)
_FEWEST, _MOST = 6, 60  # words
_LATER_PARTS = ("presentation", "appendix", "action-log")


def definition(shown: Trace) -> CitedSentence | None:
    """The sentence about the topic that says best what it is, the newest of equals."""
    names = [name for name in (shown.topic.name, *shown.topic.also_known_as) if len(name) > 1]
    pattern = Topic(tuple(names)).pattern
    found = [
        (order, each)
        for each in shown.statements
        if each.kind == "sentence" and _FEWEST <= len(each.text.split()) <= _MOST
        if (order := _order(each, pattern)) is not None
    ]
    if not found:
        return None
    best = max(found, key=lambda pair: (pair[0], pair[1].date or "", -len(pair[1].text)))[1]
    return CitedSentence(best.text, best.date, best.page, best.document)


def _order(each: TopicStatement, pattern: re.Pattern[str]) -> tuple[bool, bool] | None:
    """How well a statement says what is named at its beginning; ``None`` where it does not."""
    text = fold(each.text)
    name = pattern.search(text)
    if name is None or not _BEFORE.match(text[: name.start()]):
        return None
    after = text[name.end() :]
    if not matches_rule("defines", after):
        return None
    return each.part not in _LATER_PARTS, matches_rule("defines-plainly", after)
