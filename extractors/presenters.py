"""Who brought an item before a meeting: from agendas, who is to; from minutes, who did, and for
whom.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from kg.extractors.facts import AgendaItem, Facts, Mention, Minute, Presenter, Span
from kg.extractors.passages import Sentence, passages
from kg.extractors.rules import rules
from kg.extractors.text import Line, lines_of, within

_RULES = rules("presenters")
_MINUTES = rules("minutes")
_AGENDA = rules("agenda")
_BEFORE_PEOPLE = ("paper-of", "paper-was-given")
_SENTENCES = 8  # of a minute, in which it says who brought the item
_NEAR = 90  # characters from the words that say so to the first name
_REACH = 260  # characters within which all names stand
_TELLS = re.compile(
    r"\b(?:will|would|(?:is|are) going to|gave|gives?|provide[sd]?|present(?:s|ed)?|update[sd]?"
    r"|regarding|which|who|about)\b"
)
_INITIALS = re.compile(r"\b[A-Z]{2,4}[a-z]?\b")


def read_presenters(facts: Facts) -> Facts:
    """The facts with who was to present each agenda item, and who presented under each minute."""
    names = _Names(facts)
    lines = lines_of(facts.document)
    agenda = [
        presenter
        for index, item in enumerate(facts.agenda)
        for presenter in _of_item(names, index, item)
    ]
    minutes = [
        presenter
        for index, minute in enumerate(facts.minutes)
        for presenter in _of_minute(names, lines, index, minute)
    ]
    spoke: dict[int, list[str]] = {}
    for each in minutes:
        spoke.setdefault(each.index, []).append(each.printed)
    return replace(
        facts,
        presenters=(*agenda, *minutes),
        minutes=tuple(
            replace(minute, presenters=tuple(spoke[index])) if index in spoke else minute
            for index, minute in enumerate(facts.minutes)
        ),
    )


class _Names:
    """The people and organisations named in a paper, by place."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.text = facts.document.text
        kept = sorted(
            (each for each in facts.mentions if each.kind in ("person", "organisation")),
            key=lambda each: (each.span.start, -each.span.end),
        )
        self._mentions = kept
        self._starts = [each.span.start for each in kept]
        self._initials = {
            each.text: each
            for each in kept
            if each.kind == "person" and each.name and _INITIALS.fullmatch(each.text)
        }

    def within(self, kind: str, start: int, end: int) -> list[Mention]:
        """Mentions of a kind between two places."""
        found = []
        for at in range(bisect_left(self._starts, start), len(self._starts)):
            each = self._mentions[at]
            if each.span.start >= end:
                break
            if each.kind == kind and each.span.end <= end:
                found.append(each)
        return found

    def people(self, start: int, end: int) -> list[tuple[str, Span]]:
        """The people named between two places, initials that the paper explains included."""
        found = {each.span: each.text for each in self.within("person", start, end)}
        for word in _INITIALS.finditer(self.text, start, end):
            span = Span(word.start(), word.end())
            known = word[0] in self._initials
            if known and not any(span in each or each in span for each in found):
                found[span] = word[0]
        return [(found[span], span) for span in sorted(found)]

    def organisation(self, meeting: int, printed: str, start: int, end: int) -> str | None:
        """For whom somebody came: the last body named beside the name, else that of the list of
        those present.
        """
        told = _TELLS.search(self.text, start, end)  # what follows is what they told of
        beside = self.within("organisation", start, told.start() if told else end)
        if beside:
            return beside[-1].text
        for row in self.facts.attendance:
            if row.meeting == meeting and row.organisation and _same_surname(row.printed, printed):
                return row.organisation
        return None


def _same_surname(one: str, other: str) -> bool:
    """Whether two printed names end with the same word and no forename speaks against it."""
    left, right = (re.findall(r"[\w’'-]+", name) for name in (one, other))
    if not left or not right or left[-1] != right[-1]:
        return False
    return len(left) < 2 or len(right) < 2 or left[-2][0] == right[-2][0]


def _of_item(names: _Names, index: int, item: AgendaItem) -> Iterator[Presenter]:
    """Those an agenda names to present an item; a role read as a name is none of them."""
    start, end = item.span.start, item.span.end
    named = names.people(start, end)
    listed = [
        (printed, span)
        for printed, span in named
        if any(printed in each or each in printed for each in item.presenters)
    ]
    rule = item.rule
    if not item.presenters:
        for label in _RULES["agenda-label"].pattern.finditer(names.text, start, end):
            listed = _listed(names, label.end(), end)
            rule = "presenters.agenda-label"
            if listed:
                break
    yield from _presenters(names, item.meeting, "agenda", index, listed, end, rule)


def _of_minute(names: _Names, lines: list[Line], index: int, minute: Minute) -> Iterator[Presenter]:
    """Those who brought the item, by the first sentences of its minute, each once."""
    seen: set[str] = set()
    procedural = _AGENDA["procedural"].at(minute.title) is not None
    for sentence in _opening(names, lines, minute):
        for listed, end, rule in _said(names, sentence):
            if procedural and rule == "presenters.person-gave":
                continue
            fresh = [each for each in listed if each[0] not in seen]
            seen |= {printed for printed, _ in fresh}
            yield from _presenters(names, minute.meeting, "minutes", index, fresh, end, rule)


def _opening(names: _Names, lines: list[Line], minute: Minute) -> Iterator[Sentence]:
    """The first sentences of a minute, up to its decision."""
    count = 0
    for passage in passages(within(lines, minute.span), names.text):
        if passage.kind == "rows":
            continue
        for sentence in passage.sentences():
            if _MINUTES["resolved"].at(sentence.text):
                return
            count += 1
            if count > _SENTENCES:
                return
            yield sentence


def _said(names: _Names, sentence: Sentence) -> Iterator[tuple[list[tuple[str, Span]], int, str]]:
    """The people that a sentence says brought something, where the words on them end,
    and the rule.
    """
    text, start = sentence.text, sentence.start
    for rule in _BEFORE_PEOPLE:
        for found in _RULES[rule].pattern.finditer(text):
            listed = _listed(names, start + found.end(), sentence.span.end)
            yield listed, _people_end(names, start + found.end()), f"presenters.{rule}"
    for found in _RULES["attended-to"].pattern.finditer(text):
        first, last = start + found.start("who"), start + found.end("who")
        yield names.people(first, last), last, "presenters.attended-to"
    for found in _RULES["person-gave"].pattern.finditer(text):
        at = start + found.start()
        named = _people_before(names, start, at)
        yield named, at, "presenters.person-gave"


def _people_end(names: _Names, at: int) -> int:
    """Where what is said of the people who begin at ``at`` ends."""
    end = min(at + _REACH, len(names.text))
    flat = names.text[at:end].replace("\n", " ").replace("\t", " ")
    found = _RULES["people-end"].within(flat)
    return at + (found.start() if found else len(flat))


def _listed(names: _Names, at: int, last: int) -> list[tuple[str, Span]]:
    """The people named from a place on, the first of them near."""
    named = names.people(at, min(_people_end(names, at) + 1, last))
    return named if named and named[0][1].start - at <= _NEAR else []


def _people_before(names: _Names, start: int, at: int) -> list[tuple[str, Span]]:
    """The person whom a sentence speaks of just before a place,
    and those named with “and” before.
    """
    named = names.people(start, at)
    if not named:
        return []
    between = names.text[named[-1][1].end : at]
    if len(between) > _NEAR or re.search(r"[.;]\s|\b(?:that|who|which|by|said|asked)\b", between):
        return []
    kept = [named[-1]]
    for before in reversed(named[:-1]):
        joined = names.text[before[1].end : kept[0][1].start]
        if not re.fullmatch(r"(?:,[^.;]{0,80})?(?:,?\s+and\s+|\s*&\s*|\s*/\s*|,\s+)", joined):
            break
        kept.insert(0, before)
    return kept


def _presenters(
    names: _Names,
    meeting: int,
    source: str,
    index: int,
    listed: list[tuple[str, Span]],
    end: int,
    rule: str,
) -> Iterator[Presenter]:
    for at, (printed, span) in enumerate(listed):
        following = listed[at + 1][1].start if at + 1 < len(listed) else end
        body = names.organisation(meeting, printed, span.end, max(following, span.end))
        if body is None:  # one body behind several names is that of all
            body = names.organisation(meeting, printed, span.end, max(end, span.end))
        yield Presenter(
            meeting,
            "agenda" if source == "agenda" else "minutes",
            index,
            printed,
            body,
            span,
            rule,
        )
