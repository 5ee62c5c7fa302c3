"""Requests that minutes report short of a decision: “the Chairman asked that officers …”, “the
Clerk agreed to …”.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from kg.extractors.facts import Ask, Facts, MinuteAction, Span
from kg.extractors.joined_passages import joined
from kg.extractors.passages import Sentence, passages
from kg.extractors.resolutions import due_date
from kg.extractors.rules import rules
from kg.extractors.text import Line, lines_of, within
from kg.ontology.folding import fold_to_words, one_line

_RULES = rules("asks")
_FORMS = (
    "asked-to",
    "asked-somebody",
    "asked-whether-told",
    "asked-that-somebody",
    "asked-of-papers",
    "asked-that",
    "agreed-that",
    "agreed-to",
    "agreed-briefly",
    "agreed-to-be-done",
    "agreed-to-do",
    "suggested-somebody",
    "suggested",
    "asked-for-paper",
    "will-be-sent",
)
_SAID_AGAIN = tuple(
    f"asks.{rule}"
    for rule in (
        "suggested",
        "suggested-somebody",
        "agreed-briefly",
        "agreed-to-be-done",
        "agreed-to-do",
        "asked-for-paper",
        "asked-of-papers",
        "will-be-sent",
    )
)  # a decision or an action of the same minute may say them again
_TOLD_IN_PROSE = ("minute-actions.undertook",)  # sentences that the rules here read
_SHARED_LEAST = 0.33  # of the long words of the shorter text
_SHORT = 4  # letters of a word that tells nothing
_LONGEST = 1500  # characters of a sentence that are searched


def read_asks(facts: Facts) -> tuple[Ask, ...]:
    """The sentences of the minutes that say who is to do what, and the actions that they mark, in
    the order of the text; decisions are left out.
    """
    text, lines = facts.document.text, lines_of(facts.document)
    decided = sorted(resolution.span for resolution in facts.resolutions)
    asked: dict[int, list[str]] = {}
    for resolution in facts.resolutions:
        if resolution.minute is not None and resolution.verb == "request":
            asked.setdefault(resolution.minute, []).append(resolution.text)
    marked = [each for each in facts.minute_actions if each.rule not in _TOLD_IN_PROSE]
    for action in marked:
        asked.setdefault(action.minute, []).append(action.text)
    found = []
    for index, minute in enumerate(facts.minutes):
        for sentence in _sentences(within(lines, minute.span), text):
            ask = _ask(sentence, minute.meeting, index)
            if ask is None or _touches(decided, ask.span):
                continue
            if ask.rule not in _SAID_AGAIN or not _decided_too(ask, asked.get(index, ())):
                found.append(ask)
    taken = sorted([*decided, *(ask.span for ask in found)])
    found += [_ask_of_action(action) for action in marked if not _touches(taken, action.span)]
    return tuple(sorted(found, key=lambda ask: ask.span))


def _ask_of_action(action: MinuteAction) -> Ask:
    """What minutes mark as somebody's action is asked of them."""
    return Ask(
        action.meeting,
        action.minute,
        one_line(action.text),
        None,
        action.responsible_printed,
        action.due,
        action.span,
        "asks.minute-action",
    )


def _decided_too(ask: Ask, decisions: Iterable[str]) -> bool:
    """Whether a decision or an action of the same minute asks for much the same."""
    said = _long_words(ask.text)
    return any(
        len(said & words) >= _SHARED_LEAST * min(len(said), len(words))
        for words in map(_long_words, decisions)
    )


def _long_words(text: str) -> set[str]:
    """The words that may tell what a request is about."""
    return {word for word in fold_to_words(text).split() if len(word) > _SHORT}


def _sentences(lines: list[Line], text: str) -> Iterator[Sentence]:
    for passage in joined(passages(lines, text), text):
        if passage.kind == "text":
            yield from passage.sentences()


def _ask(sentence: Sentence, meeting: int, minute: int) -> Ask | None:
    text = sentence.text[:_LONGEST]
    for rule in _FORMS:
        for found in _RULES[rule].every(text):
            said = found.groupdict()
            if _RULES["the-meeting-itself"].at(said.get("of") or said.get("owner") or ""):
                continue
            by_whom = _somebody(said.get("by"))
            whom = _somebody(said.get("of") or said.get("owner"))
            day = due_date(text, "request")
            return Ask(
                meeting,
                minute,
                one_line(text),
                by_whom,
                whom,
                day,
                sentence.span,
                f"asks.{rule}",
            )
    return None


def _somebody(printed: str | None) -> str | None:
    """Whom the words name; a pronoun names nobody."""
    return None if printed is None or _RULES["not-said"].at(printed) else one_line(printed)


def _touches(decided: list[Span], span: Span) -> bool:
    """Whether a decision takes up some of the same words."""
    at = bisect_left(decided, span)
    near = decided[max(0, at - 1) : at + 1]
    return any(each.overlaps(span) for each in near)
