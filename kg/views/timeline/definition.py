"""The sentences that say what a topic is, by “is a …” or “was formed in …” behind its name, and
that it is no more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.ontology.folding import fold
from kg.tracking.aboutness import Topic
from kg.views.profile import CitedSentence
from kg.views.timeline.citations import without_paragraph_number
from kg.views.timeline.formatting import day
from kg.views.timeline.model import TopicStatement, Trace
from kg.views.timeline.salience import matches_rule
from kg.views.wording import ui_text

_BEFORE = re.compile(
    r"^\W*(?:\w{1,3}[.)]\s*)?(?:(?:although|since|while) )?(?:the |an? |our )?\W*$"
)
_FEWEST, _MOST = 6, 60  # words
_LATER_PARTS = ("presentation", "appendix", "action-log")


def definition(shown: Trace) -> CitedSentence | None:
    """The sentence about the topic that says best what it is, the newest of equals."""
    pattern = _names(shown)
    names = (shown.topic.name, *shown.topic.also_known_as)
    found = [
        (order, each)
        for each in shown.statements
        if each.kind == "sentence" and _FEWEST <= len(each.text.split()) <= _MOST
        if (order := _order(each, pattern, names)) is not None
    ]
    if not found:
        return None
    best = max(found, key=lambda pair: (pair[0], pair[1].date or "", -len(pair[1].text)))[1]
    return CitedSentence(best.text, best.date, best.page, best.document)


def end_of_topic(shown: Trace) -> str | None:
    """Why a topic is over: what followed it, or the newest words that say so, where none later
    tell of a new beginning; ``None`` where it is not.
    """
    for change in shown.changes:
        if change.kind == "succession" and fold(change.before) == fold(shown.topic.name):
            return ui_text("briefing.why_replaced", name=change.after)
    if shown.topic.iri is None or shown.topic.kind == "person":
        return None
    pattern = _names(shown)
    over = [each for each in shown.statements if _says(each, pattern, "is-over")]
    last = max(over, key=lambda each: each.date or "", default=None)
    if last is None or any(
        (each.date or "") > (last.date or "") and _says(each, pattern, "begins-anew")
        for each in shown.statements
    ):
        return None
    words = without_paragraph_number(" ".join(last.text.split()))
    return ui_text("briefing.why_ended", day=day(last.date), words=words)


def _says(each: TopicStatement, pattern: re.Pattern[str], rule: str) -> bool:
    """Whether a rule holds of what stands behind the topic's name."""
    text = fold(each.text)
    return any(matches_rule(rule, text[name.end() :]) for name in pattern.finditer(text))


def _names(shown: Trace) -> re.Pattern[str]:
    names = (shown.topic.name, *shown.topic.also_known_as)
    return Topic(tuple(name for name in names if len(name) > 1)).pattern


def _order(
    each: TopicStatement, pattern: re.Pattern[str], names: Sequence[str]
) -> tuple[bool, bool] | None:
    """How well a statement says what is named at its beginning; ``None`` where it does not."""
    text = fold(each.text)
    name = pattern.search(text)
    if name is None or not _BEFORE.match(text[: name.start()]):
        return None
    after = text[name.end() :]
    if not (matches_rule("defines", after) or _is_explained(each.text, names)):
        return None
    return each.part not in _LATER_PARTS, matches_rule("defines-plainly", after)


def _is_explained(text: str, names: Sequence[str]) -> bool:
    """Whether words set beside a name say what is named; folded text lacks their marks."""
    ends = (text.index(name) + len(name) for name in names if name in text)
    return any(matches_rule("defines-beside", text[end:]) for end in ends)
