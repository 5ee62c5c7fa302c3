"""Search for answers.

The item of business of a later meeting that responds to a request or an action.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kg.extractors.dates import dates
from kg.extractors.facts import Action, Ask, Resolution
from kg.linking.entities import Feature
from kg.tracking.business_items import BusinessItem, BusinessItems
from kg.tracking.content_words import content_words, share
from kg.tracking.corpus_index import CorpusIndex, TopicKey
from kg.tracking.phrase_rules import has_phrase
from kg.tracking.tie_features import feature, threshold, total
from kg.tracking.tie_overrides import TieOverrides
from kg.tracking.tracked_statements import FactRef, Tie

AnswerKind = Literal["answered", "delivered"]


@dataclass(frozen=True, slots=True)
class RequestProfile:
    """A request, or what an action asks for, with what it is compared by.

    ``day`` is the one from which it may be answered. All word sets are content words: ``subject``
    those of the title it stands under, ``addressee`` those of whoever was asked, ``wanted`` those
    of subject and text, ``extra`` those of the text beside subject and addressee. ``topics`` are
    the entities named, the addressee left out. ``wants_paper`` says whether the words want a paper
    put before the board.
    """

    ref: FactRef
    board: str
    meeting: int
    day: date | None
    due: date | None
    text: str
    subject: frozenset[str]
    addressee: frozenset[str]
    wanted: frozenset[str]
    extra: frozenset[str]
    topics: frozenset[TopicKey]
    wants_paper: bool


def profile_of_statement(
    index: CorpusIndex, ref: FactRef, statement: Resolution | Ask
) -> RequestProfile:
    """The profile of a resolution or of a sentence of the minutes that asks for something."""
    facts = index.facts[ref.document]
    subject = frozenset[str]()
    topics = index.topics(ref.document, statement.span)
    if statement.minute is not None:
        subject = content_words(facts.minutes[statement.minute].title)
        topics |= index.title_topics(FactRef(ref.document, "minute", statement.minute))
    asked = _organisation(index, ref.document, statement.asked_of)
    addressee, words = content_words(statement.asked_of or ""), content_words(statement.text)
    return RequestProfile(
        ref=ref,
        board=index.line_of(ref.document, statement.meeting),
        meeting=statement.meeting,
        day=index.day_of(ref.document, statement.meeting),
        due=statement.due,
        text=statement.text,
        subject=subject,
        addressee=addressee,
        wanted=subject | words,
        extra=words - subject - addressee,
        topics=topics - ({asked} if asked else set()),
        wants_paper=has_phrase("paper-asked", statement.text),
    )


def profile_of_action(index: CorpusIndex, ref: FactRef, action: Action) -> RequestProfile:
    """The profile of a row of an action log; it may be answered from the day of that log on."""
    addressee = content_words(action.responsible_printed or "")
    words = content_words(action.text)
    day = index.day_of(ref.document, action.meeting)
    named = [found.date for text in (action.text, action.comments or "") for found in dates(text)]
    return RequestProfile(
        ref=ref,
        board=index.line_of(ref.document, action.meeting),
        meeting=action.meeting,
        day=day,
        due=min((each for each in named if day is not None and each >= day), default=None),
        text=action.text,
        subject=frozenset(),
        addressee=addressee,
        wanted=words,
        extra=words - addressee,
        topics=index.topics(ref.document, action.span),
        wants_paper=has_phrase("paper-asked", action.text),
    )


def _organisation(index: CorpusIndex, document: str, printed: str | None) -> TopicKey | None:
    """The organisation that a printed name means in a document."""
    found = index.identities.resolve(document, "organisation", printed) if printed else None
    return (found.kind, found.id) if found is not None else None


def find_answers(
    items: BusinessItems,
    profile: RequestProfile,
    overrides: TieOverrides,
    kind: AnswerKind = "answered",
    due: date | None = None,
    until: date | None = None,
) -> tuple[Tie, ...]:
    """Ties to all members of the item that answers best, of two as good the earlier; or those that
    people confirmed.

    ``due`` is the day by which an answer was asked for; items after ``until`` are not searched. The
    score is the sum of the weights under ``answered``, also for deliveries, which have thresholds
    of their own.
    """
    confirmed = overrides.confirmed(kind, profile.ref)
    if confirmed or profile.day is None:
        return tuple(overrides.confirmed_tie(kind, profile.ref, ref) for ref in confirmed)
    best: tuple[float, tuple[Feature, ...], BusinessItem] | None = None
    for item in _items_in_time(items, profile, profile.day, kind, due, until):
        if _is_unrelated(profile, item) or overrides.rejects(kind, profile.ref, item.members):
            continue
        features = _answer_features(items, profile, item, due)
        score = total(features)
        if score >= threshold(kind, "join") and (best is None or score > best[0]):
            best = (score, features, item)
    if best is None:
        return ()
    score, features, item = best
    doubtful = score < threshold(kind, "doubt")
    return tuple(
        Tie(kind, profile.ref, ref, score, features, doubtful) for ref in sorted(item.members)
    )


def _items_in_time(
    items: BusinessItems,
    profile: RequestProfile,
    day: date,
    kind: AnswerKind,
    due: date | None,
    until: date | None,
) -> list[BusinessItem]:
    """The board's items that are neither too early nor too late to answer, oldest first.

    A request is answered after the meeting that made it; an action may be delivered at the very
    meeting of its log.
    """
    board_items = items.of_board(profile.board)
    bisect_first = bisect_right if kind == "answered" else bisect_left
    first = bisect_first(board_items, day, key=_date_of)
    limit = timedelta(days=threshold("answered", "at-most-days"))
    last = until or max(day, due or day) + limit
    return board_items[first : bisect_right(board_items, last, key=_date_of)]


def _date_of(item: BusinessItem) -> date:
    return item.date


def _is_unrelated(profile: RequestProfile, item: BusinessItem) -> bool:
    """Whether an item shares neither a title word nor a topic with the request.

    A cheap test before scoring.
    """
    return profile.wanted.isdisjoint(item.about) and profile.topics.isdisjoint(item.topics)


def _answer_features(
    items: BusinessItems, profile: RequestProfile, item: BusinessItem, due: date | None
) -> tuple[Feature, ...]:
    """The features of an item as an answer.

    There are none where its title has nothing to do with the request.
    """
    names = list(_title_features(profile, item))
    if not names:
        return ()
    names.append(_time_feature(profile, item, due))
    names += _text_features(items, profile, item)
    if profile.addressee & content_words(" ".join(item.people)):
        names.append("asked")
    if not profile.wants_paper:
        names.append("no-paper")
    return tuple(feature("answered", name) for name in names)


def _title_features(profile: RequestProfile, item: BusinessItem) -> Iterator[str]:
    """How much of the request the item's titles speak of, and whether they name its topic."""
    about, wanted = item.about, profile.wanted
    names_topic = not profile.topics.isdisjoint(item.topics)
    shared = max((share(content_words(title) & about, wanted) for title in item.titles), default=0)
    if shared >= threshold("answered", "most"):
        yield "title-most"
    elif shared >= threshold("answered", "some") and (names_topic or len(about & wanted) > 1):
        yield "title-some"
    if names_topic:
        yield "entity"


def _text_features(
    items: BusinessItems, profile: RequestProfile, item: BusinessItem
) -> Iterator[str]:
    """How much of the request's further words stand in the item's papers, where these have more
    than titles."""
    text = items.words(item)
    if not profile.extra or len(text) <= 2 * len(item.about):
        return
    held = share(profile.extra, text)
    if held >= threshold("answered", "most"):
        yield "text-most"
    else:
        yield "text-some" if held >= threshold("answered", "some") else "text-none"


def _time_feature(profile: RequestProfile, item: BusinessItem, due: date | None) -> str:
    """When the item came: against the day it was due, else against the day of the request."""
    if due is not None:
        late = (item.date - due).days
        if late == 0:
            return "at-due"
        if late < 0:
            return "before-due"
        return "after-due" if late <= threshold("answered", "after-days") else "long-after"
    waited = (item.date - (profile.day or item.date)).days
    if waited <= threshold("answered", "soon-days"):
        return "soon"
    return "late" if waited > threshold("answered", "late-days") else "between"
