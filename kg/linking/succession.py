"""Renamings and successions of bodies and programmes, read from the papers.

They are read from words between two names, from the gap that a thing left, from what a building
site is called once it has a name, and from the names of boards over time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from typing import Literal

from kg.extractors.facts import EntityKind, Facts, Report, Span
from kg.linking.clustering import CandidatePair
from kg.linking.features import feature
from kg.linking.jurisdiction import Jurisdictions
from kg.linking.lexicon import table
from kg.linking.name_forms import name_key
from kg.linking.organisation_words import PROGRAMME_ENDINGS, NameWords, is_general
from kg.linking.profiles import MentionPlace, OrganisationProfile, ProfileKey
from kg.ontology.folding import fold_phrase, fold_printed

_MAX_BETWEEN = 45  # characters between two names that can still say something of both
_FOLLOWING = 300  # characters after a name that are searched
_PRECEDING = 20  # characters before a name in which “the new” can stand
_PLACE = re.compile(r"(?:,|\s+at|\s+in|\s*\()\s*([A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,3})")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

ChangeKind = Literal["renaming", "succession"]
ByMention = Mapping[MentionPlace, OrganisationProfile]
"""The profile of every mention of an organisation or a programme."""

Site = tuple[NameWords, str]
"""A place, and what sort of building is to stand there: ``(("over", "wendle"), "prison")``."""


@dataclass(frozen=True, slots=True)
class StatedChange:
    """A paper's own words that ``old`` became ``new``, and the feature of the pair they are."""

    kind: ChangeKind
    old: OrganisationProfile
    new: OrganisationProfile
    document: str
    span: Span
    feature: Literal["stated-renaming", "named-later"] = "stated-renaming"


def stated_changes(papers: Sequence[Facts], by_mention: ByMention) -> list[StatedChange]:
    """All that the papers say of renamings and successions, in their order."""
    stated = [
        change
        for facts in papers
        for change in (*_phrased_changes(facts, by_mention), *_gap_successions(facts, by_mention))
    ]
    return [*stated, *_named_later(papers, by_mention)]


def renaming_pairs(
    stated: Iterable[StatedChange],
) -> Iterator[CandidatePair[OrganisationProfile]]:
    """The pairs that are one thing under two names.

    Both profiles are given one kind, and the old one is marked as superseded.
    """
    for change in stated:
        if change.kind == "renaming":
            kind = _common_kind(change)
            change.old.kind = change.new.kind = kind
            change.old.superseded = True
            left, right = sorted((change.old, change.new), key=lambda profile: profile.key)
            yield CandidatePair(left, right, (feature(kind, change.feature),))


def _common_kind(change: StatedChange) -> EntityKind:
    """The kind of a renamed thing: what is built stays the project it was.

    Else it is what the gazetteer, and then most mentions, take it for.
    """
    known = (each.concept for each in (change.old, change.new) if each.concept)
    if concept := next(known, None):
        return concept.kind
    if change.feature == "named-later":
        return change.old.kind
    return max((change.new, change.old), key=lambda profile: profile.mention_count).kind


def _mentioned(facts: Facts, by_mention: ByMention) -> list[tuple[Span, OrganisationProfile]]:
    """The profiles that a paper mentions, in the order of the text."""
    document = facts.document.id
    found = [(m.span, at) for at, m in enumerate(facts.mentions) if (document, at) in by_mention]
    return [(span, by_mention[document, at]) for span, at in sorted(found)]


# -- words between two names ---------------------------------------------------


@cache
def _phrases() -> dict[str, tuple[ChangeKind, bool]]:
    """Words between two names → what they say, and whether the old name stands first."""
    return {
        words: (phrase["kind"], phrase["order"] == "old new")
        for phrase in table("succession")["rule"]
        for words in phrase["words"]
    }


def _phrased_changes(facts: Facts, by_mention: ByMention) -> Iterator[StatedChange]:
    """The changes that a paper states between two names next to each other."""
    text = facts.document.text
    for (left, first), (right, second) in pairwise(_mentioned(facts, by_mention)):
        if not 0 < right.start - left.end <= _MAX_BETWEEN or first is second:
            continue
        found = _phrases().get(_folded_phrase(text[left.end : right.start]))
        if found is None:
            continue
        kind, old_first = found
        old, new = (first, second) if old_first else (second, first)
        if old.kind == new.kind or kind == "renaming":
            yield StatedChange(kind, old, new, facts.document.id, Span(left.start, right.end))


def _folded_phrase(between: str) -> str:
    """Words between two names as the table holds them: folded, any year as YEAR, no last “the”."""
    return _YEAR.sub("YEAR", fold_phrase(between).removesuffix(" the"))


# -- the gap that something left -----------------------------------------------


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(table("succession")["gap"]["pattern"], re.IGNORECASE)


def _gap_successions(facts: Facts, by_mention: ByMention) -> Iterator[StatedChange]:
    """What a report says has ended and left a gap, before it tells of what the report is on."""
    text, mentioned = facts.document.text, _mentioned(facts, by_mention)
    for report in facts.reports:
        within = [(span, profile) for span, profile in mentioned if span in report.span]
        new = _subject(report, within)
        for span, old in within if new else ():
            gap = _gap().match(text, span.end, min(span.end + _FOLLOWING, report.span.end))
            if gap and new and old is not new and old.kind == new.kind:
                words = Span(span.start, gap.end())
                yield StatedChange("succession", old, new, facts.document.id, words)


def _subject(
    report: Report, within: Iterable[tuple[Span, OrganisationProfile]]
) -> OrganisationProfile | None:
    """What a report is on, where its title is a name and nothing else."""
    words = name_key(report.title)
    return next((profile for _, profile in within if words and profile.words == words), None)


# -- what is named when it is built --------------------------------------------


@cache
def _building_sorts() -> dict[str, str]:
    """Noun, or letters that stand for it → noun."""
    return {word: sort[0] for sort in table("succession")["named"]["sorts"] for word in sort}


def _named_later(papers: Sequence[Facts], by_mention: ByMention) -> Iterator[StatedChange]:
    """What was to be built at a place, and the name that a later paper gives it with that place."""
    planned = _planned_sites(papers, by_mention)
    seen: set[tuple[ProfileKey, ProfileKey]] = set()
    for facts in papers if planned else ():
        for span, new in _mentioned(facts, by_mention):
            sort = _building_sort(new)
            place = _PLACE.match(facts.document.text, span.end, span.end + _FOLLOWING)
            if sort is None or place is None:
                continue
            for old in planned.get((name_key(place[1]), sort), ()):
                if (old.key, new.key) not in seen and _came_after(old, new):
                    seen.add((old.key, new.key))
                    words = Span(span.start, place.end(1))
                    yield StatedChange(
                        "renaming", old, new, facts.document.id, words, "named-later"
                    )


def _building_sort(profile: OrganisationProfile) -> str | None:
    """What sort of building the first or the last word of a name says it is."""
    ends = (profile.words[0], profile.words[-1])
    return next((_building_sorts()[word] for word in ends if word in _building_sorts()), None)


def _came_after(old: OrganisationProfile, new: OrganisationProfile) -> bool:
    """Whether, in papers of one area, one name is used only after the other no longer is."""
    if not old.dates or not new.dates or old.scopes.isdisjoint(new.scopes):
        return False
    return max(old.dates) < min(new.dates)


def _planned_sites(
    papers: Sequence[Facts], by_mention: ByMention
) -> dict[Site, list[OrganisationProfile]]:
    """What is named by its place and sort, and shown to be still to come, the most named first."""
    found: dict[Site, dict[ProfileKey, OrganisationProfile]] = defaultdict(dict)
    planned: set[Site] = set()
    for facts in papers:
        for span, profile in _mentioned(facts, by_mention):
            site = _site(profile)
            if site is not None:
                found[site][profile.key] = profile
                if _project_ending(profile.words) or _is_called_planned(facts, span):
                    planned.add(site)
    return {
        site: sorted(found[site].values(), key=lambda each: (-each.mention_count, each.key))
        for site in sorted(planned)
    }


def _site(profile: OrganisationProfile) -> Site | None:
    """The place and sort that a name consists of: “Over Wendle Prison”, “… Prison Project”."""
    words = profile.words[: len(profile.words) - len(_project_ending(profile.words))]
    if len(words) < 2 or words[-1] not in _building_sorts() or is_general(words[:-1]):
        return None
    return words[:-1], _building_sorts()[words[-1]]


def _project_ending(words: NameWords) -> NameWords:
    """The “project” at the end of a name; empty where there is none."""
    return next((each for each in PROGRAMME_ENDINGS if words[-len(each) :] == each), ())


def _is_called_planned(facts: Facts, span: Span) -> bool:
    """Whether a name begins with “new”, “proposed” or the like, or stands behind it."""
    states = tuple(f"{state} " for state in table("succession")["named"]["states"])
    text = facts.document.text
    before = fold_printed(text[max(0, span.start - _PRECEDING) : span.start]) + " "
    return before.endswith(states) or fold_printed(text[span.start : span.end]).startswith(states)


# -- boards over time ----------------------------------------------------------


def renamed_board_pairs(
    profiles: Sequence[OrganisationProfile], jurisdictions: Jurisdictions
) -> Iterator[CandidatePair[OrganisationProfile]]:
    """Boards of one area whose names differ by the areas in them, one after the other."""
    boards = [each for each in profiles if each.meeting_dates and each.kind == "organisation"]
    for left, right in combinations(boards, 2):
        if (
            left.scopes & right.scopes
            and _differ_by_areas(left, right, jurisdictions)
            and _follow_each_other(left, right)
        ):
            yield CandidatePair(left, right, (feature(left.kind, "renamed"),))


def _differ_by_areas(
    left: OrganisationProfile, right: OrganisationProfile, jurisdictions: Jurisdictions
) -> bool:
    """Whether one name begins with more areas than the other, and two or more same words follow."""
    left_areas, left_rest = _leading_areas(left.words, jurisdictions)
    right_areas, right_rest = _leading_areas(right.words, jurisdictions)
    if left_rest != right_rest or len(left_rest) < 2:
        return False
    return left_areas < right_areas or right_areas < left_areas


def _follow_each_other(left: OrganisationProfile, right: OrganisationProfile) -> bool:
    """Whether one board met for the last time before the other met for the first."""
    return max(left.meeting_dates) < min(right.meeting_dates) or (
        max(right.meeting_dates) < min(left.meeting_dates)
    )


def _leading_areas(
    words: NameWords, jurisdictions: Jurisdictions
) -> tuple[frozenset[str], NameWords]:
    """The areas that a name begins with, and the rest of it."""
    for at in range(len(words) - 1, 0, -1):
        if areas := jurisdictions.areas_made_of(words[:at]):
            return areas, words[at:]
    return frozenset(), words
