"""Bodies and programmes renamed or succeeded: read from boards' names over time, and from words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from typing import Literal

from extractors.facts import EntityKind, Facts, Report, Span
from kg.linking.clustering import Pair
from kg.linking.features import clue
from kg.linking.jurisdiction import Places
from kg.linking.lexicon import table
from kg.linking.name_forms import key, lookup
from kg.linking.organisation_types import ENDINGS, GENERAL, Body, Words

_MARKS = str.maketrans(",()", "   ")
_LONGEST = 45  # characters between two names that can still say something of both
_AFTER = 300  # characters after a name that are searched
_PLACE = re.compile(r"(?:,|\s+at|\s+in|\s*\()\s*([A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,3})")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
Kind = Literal["renaming", "succession"]
Bodies = Mapping[tuple[str, int], Body]
"""The body of every mention, by document and index."""


@dataclass(frozen=True, slots=True)
class Said:
    """A paper's own words that ``old`` became ``new``, and the clue that they are."""

    kind: Kind
    old: Body
    new: Body
    document: str
    span: Span
    clue: Literal["said-so", "named-later"] = "said-so"


def changes(papers: Sequence[Facts], bodies: Bodies) -> list[Said]:
    """All that the papers say of renamings and successions, in their order."""
    stated = [
        change for facts in papers for change in (*_said(facts, bodies), *_left_gaps(facts, bodies))
    ]
    return [*stated, *_named_later(papers, bodies)]


def renamings(stated: Iterable[Said]) -> Iterator[Pair[Body]]:
    """The pairs that are one thing under two names; both are given one kind, the old one is marked as former."""
    for change in stated:
        if change.kind == "renaming":
            kind = _kind_of(change)
            change.old.kind = change.new.kind = kind
            change.old.former = True
            left, right = sorted((change.old, change.new), key=lambda body: body.order)
            yield Pair(left, right, (clue(kind, change.clue),))


def _kind_of(change: Said) -> EntityKind:
    """What is built stays the project it was; else what the vocabulary, and then most mentions, take it for."""
    known: list[EntityKind] = [
        body.concept.kind for body in (change.old, change.new) if body.concept
    ]
    if known or change.clue == "named-later":
        return (known or [change.old.kind])[0]
    return max((change.new, change.old), key=lambda body: body.mentions).kind


def _mentioned(facts: Facts, bodies: Bodies) -> list[tuple[Span, Body]]:
    """The bodies that a paper mentions, in the order of the text."""
    document = facts.document.id
    found = [(m.span, at) for at, m in enumerate(facts.mentions) if (document, at) in bodies]
    return [(span, bodies[document, at]) for span, at in sorted(found)]


# -- words between two names ------------------------------------------------------------------------------------------


@cache
def _phrases() -> dict[str, tuple[Kind, bool]]:
    """Words between two names → what they say, and whether the old name stands first."""
    return {
        words: (phrase["kind"], phrase["order"] == "old new")
        for phrase in table("succession")["rule"]
        for words in phrase["words"]
    }


def _said(facts: Facts, bodies: Bodies) -> Iterator[Said]:
    """The changes that a paper states between two names next to each other."""
    phrases, text = _phrases(), facts.document.text
    for (left, first), (right, second) in pairwise(_mentioned(facts, bodies)):
        if not 0 < right.start - left.end <= _LONGEST or first is second:
            continue
        between = " ".join(
            text[left.end : right.start].lower().translate(_MARKS).split()
        ).removesuffix(" the")
        between = _YEAR.sub("YEAR", between)
        if found := phrases.get(between):
            kind, old_first = found
            old, new = (first, second) if old_first else (second, first)
            if old.kind == new.kind or kind == "renaming":
                yield Said(kind, old, new, facts.document.id, Span(left.start, right.end))


# -- the gap that something left --------------------------------------------------------------------------------------


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(table("succession")["gap"]["pattern"], re.IGNORECASE)


def _left_gaps(facts: Facts, bodies: Bodies) -> Iterator[Said]:
    """What a report says has ended and left a gap, before it tells of what the report is on."""
    text, mentioned = facts.document.text, _mentioned(facts, bodies)
    for report in facts.reports:
        within = [(span, body) for span, body in mentioned if span in report.span]
        new = _subject(report, within)
        if new is None:
            continue
        for span, old in within:
            told = _gap().match(text, span.end, min(span.end + _AFTER, report.span.end))
            if told is not None and old is not new and old.kind == new.kind:
                yield Said("succession", old, new, facts.document.id, Span(span.start, told.end()))


def _subject(report: Report, within: Iterable[tuple[Span, Body]]) -> Body | None:
    """What a report is on, where its title is a name and nothing else."""
    words = key(report.title)
    return next((body for _, body in within if words and body.words == words), None)


# -- what is named when it is built -----------------------------------------------------------------------------------


@cache
def _sorts() -> dict[str, str]:
    """Noun, or letters that stand for it → noun."""
    return {word: sort[0] for sort in table("succession")["named"]["sorts"] for word in sort}


def _named_later(papers: Sequence[Facts], bodies: Bodies) -> Iterator[Said]:
    """What was to be built at a place, and the name of its own that a later paper gives it together with that place."""
    coming = _coming(papers, bodies)
    seen: set[tuple[int, int]] = set()
    for facts in papers if coming else ():
        text = facts.document.text
        for span, new in _mentioned(facts, bodies):
            sort = next(
                (_sorts()[word] for word in (new.words[0], new.words[-1]) if word in _sorts()), None
            )
            told = _PLACE.match(text, span.end, span.end + _AFTER) if sort is not None else None
            if told is None or sort is None:
                continue
            for old in coming.get((key(told[1]), sort), ()):
                after = bool(old.dates and new.dates) and max(old.dates) < min(new.dates)
                if after and old.scopes & new.scopes and (id(old), id(new)) not in seen:
                    seen.add((id(old), id(new)))
                    yield Said(
                        "renaming",
                        old,
                        new,
                        facts.document.id,
                        Span(span.start, told.end(1)),
                        "named-later",
                    )


def _coming(papers: Sequence[Facts], bodies: Bodies) -> dict[tuple[Words, str], list[Body]]:
    """What is named by its place and sort, and shown to be still to come: these → its bodies, the most named first."""
    still = tuple(f"{state} " for state in table("succession")["named"]["states"])
    found: dict[tuple[Words, str], dict[int, Body]] = {}
    shown: set[tuple[Words, str]] = set()
    for facts in papers:
        for span, body in _mentioned(facts, bodies):
            words, project = _without_ending(body.words)
            if (
                len(words) < 2
                or words[-1] not in _sorts()
                or all(word in GENERAL for word in words[:-1])
            ):
                continue
            what = (words[:-1], _sorts()[words[-1]])
            found.setdefault(what, {})[id(body)] = body
            before = lookup(facts.document.text[max(0, span.start - 20) : span.start]) + " "
            name = lookup(facts.document.text[span.start : span.end])
            if project or before.endswith(still) or name.startswith(still):
                shown.add(what)
    return {
        what: sorted(found[what].values(), key=lambda body: (-body.mentions, body.order))
        for what in sorted(shown)
    }


def _without_ending(words: Words) -> tuple[Words, bool]:
    """A name without the “project” at its end, and whether it had one."""
    ending = next((each for each in ENDINGS if words[-len(each) :] == each), ())
    return (words[: -len(ending)], True) if ending else (words, False)


# -- boards over time -------------------------------------------------------------------------------------------------


def renamed_boards(bodies: Sequence[Body], places: Places) -> Iterator[Pair[Body]]:
    """Boards of one area whose names differ by the places they serve, one after the other: one board, renamed."""
    boards = [body for body in bodies if body.held and body.kind == "organisation"]
    for left, right in combinations(boards, 2):
        one, two = _split(left.words, places), _split(right.words, places)
        same = one[1] == two[1] and len(one[1]) > 1 and (one[0] < two[0] or two[0] < one[0])
        after = max(left.held) < min(right.held) or max(right.held) < min(left.held)
        if same and after and left.scopes & right.scopes:
            yield Pair(left, right, (clue(left.kind, "renamed"),))


def _split(words: Words, places: Places) -> tuple[frozenset[str], Words]:
    """The places that a name begins with, and the rest of it."""
    for at in range(len(words) - 1, 0, -1):
        if areas := places.places_of(words[:at]):
            return areas, words[at:]
    return frozenset(), words
