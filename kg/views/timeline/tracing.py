"""Following a topic through the papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError, NotFound
from kg.ontology.folding import fold, fold_to_words, singular
from kg.store import query
from kg.store.entity_lookup import KnownNames, find_called
from kg.store.search import FoundPassage, SearchFilter, SearchIndex, empty_index, index_in_memory
from kg.text.questions import WholeQuestion, question
from kg.text.search_terms import (
    folded_words,
    has_content,
    search_terms,
    without_figure_nouns,
)
from kg.text.word_lists import HEAD_NOUNS, PAPER_NOUNS, STOP_WORDS
from kg.views.paper_places import placed
from kg.views.profile import topic_profile
from kg.views.timeline.answers import office_holders
from kg.views.timeline.citations import without_paragraph_number
from kg.views.timeline.doubtful_figures import doubtful_figures
from kg.views.timeline.event_selection import with_selected_events
from kg.views.timeline.events import trace_entity, trace_words
from kg.views.timeline.formatting import day
from kg.views.timeline.meeting_packs import (
    limit_to_dates,
    limit_to_later_packs,
    pack_boards,
    pack_dates,
    unminuted_days,
)
from kg.views.timeline.model import TimelineEvent, TopicStatement, Trace
from kg.views.timeline.person_story import with_person_story
from kg.views.timeline.topic_resolution import not_found_message, resolve_topic
from kg.views.timeline.wider_story import with_statements, with_wider_story
from kg.views.timeline.word_meaning import is_printed, spellings
from kg.views.timeline.word_topics import WordTopics
from kg.views.wording import ui_text

if TYPE_CHECKING:
    from kg.store.remote import Remote

MOST_WORDS = 900  # of a trace of words with the passages added to it
_SHORT = 3  # letters of a word that is no subject alone
BESIDE = 5  # passages with the words shown beside what they were taken for
_EVENTS = {"minutes": "discussed", "action-log": "action", "agenda": "agenda"}


def trace(
    store: ox.Store | Remote,
    topic: str,
    since: date | None = None,
    until: date | None = None,
    *,
    since_pack: str | None = None,
    full: bool = False,
    index: SearchIndex | None = None,
    as_words: bool = False,
    exact: bool = False,
) -> Trace:
    """Follow ``topic`` (a name, a printed form, an acronym, an IRI, else words) through the papers.

    ``since`` and ``until`` limit it by date, both included; ``since_pack`` (a file's name, or a day
    as 2023-06-30) to what later packs brought. ``full`` adds the topic's profile. ``index`` is the
    full-text index of ``store``, made anew without one; ``as_words`` takes the topic for mere
    words, ``exact`` for words that stand so and in no other form.

    Raises ``InputError`` for a topic or limits that make no sense, and ``NotFound``, with the
    nearest names, where the papers do not speak of the topic.
    """
    asked = " ".join(topic.split())
    _check_question(asked, since, until)
    if index is None:  # an IRI means one entity: nothing is searched
        index = empty_index() if query.parse_iri(asked) else index_in_memory(store)
    with index as full_text:
        put = None if as_words or exact else _question(store, asked, full_text)
        if put is not None:
            found = _find_answered(store, put, asked, full_text)
        else:
            found = _find(store, asked, full_text, as_words or exact, exact)
    limited = limit_to_dates(
        found,
        since.isoformat() if since else None,
        until.isoformat() if until else None,
    )
    if since_pack is not None:
        limited = limit_to_later_packs(store, limited, since_pack)
    if not limited.events and not limited.statements:
        raise NotFound(_outside_limits_message(found))
    shown = with_selected_events(_with_profile(store, limited, found)) if full else limited
    return placed(store, shown)


def _check_question(asked: str, since: date | None, until: date | None) -> None:
    if not asked:
        raise InputError(ui_text("errors.topic_missing"))
    if since and until and since > until:
        raise InputError(ui_text("errors.since_after_until", since=since, until=until))


def _question(store: ox.Store | Remote, asked: str, index: SearchIndex) -> WholeQuestion | None:
    """The question that ``asked`` puts, where it is neither a name nor words of a paper."""
    put = question(asked)
    if put is None or is_printed(index, asked) or find_called(store, asked):
        return None
    return put


def _find_answered(
    store: ox.Store | Remote, put: WholeQuestion, asked: str, index: SearchIndex
) -> Trace:
    """The trace of the subject of a question; ``NotFound`` where the papers do not speak of it."""
    told = _find(store, _board_meant(store, put.subject), index, False, False)
    held = office_holders(store, told.topic, put.asks, put.subject)
    return replace(told, question=asked, asks=put.asks, offices=held)


def _board_meant(store: ox.Store | Remote, subject: str) -> str:
    """The board whose papers these are, where a question calls it “the board”."""
    if " " in subject:
        return subject
    boards = [
        name
        for name in pack_boards(store).names()
        if fold(name).rpartition(" ")[2] == singular(fold(subject))
    ]
    return boards[0] if len(boards) == 1 else subject


def _find(
    store: ox.Store | Remote, asked: str, index: SearchIndex, as_words: bool, exact: bool
) -> Trace:
    """The whole trace of an entity, or of the words where none is meant."""
    passages = _passages(asked, index, exact)
    known = KnownNames(store, index)
    topics = WordTopics(index.sentences)
    topic, near, guessed = (None, (), False) if as_words else resolve_topic(known, asked, index)
    subject = asked if topic or as_words else without_figure_nouns(asked)
    if subject != asked:
        return replace(_find(store, subject, index, as_words, exact), asked=asked)
    found = trace_entity(store, asked, topic, near) if topic else None
    if found is not None and found.topic.kind == "person":
        found = with_person_story(store, found, topics)
    if found is None or not _tells(found):
        also = [] if exact else spellings(index, asked)
        terms = [] if exact else search_terms(asked, index.acronyms())
        of_words = trace_words(store, asked, near, index, topics, also, terms)
        found = _of_words(of_words, passages, exact)
        called = replace(found.topic, also_known_as=_other_names(also, asked, index))
        found = replace(found, topic=called)
    if not _tells(found):
        return _find_heard(store, found, index, as_words, exact)
    if guessed:
        found = replace(found, guessed=True, passages=tuple(passages[:BESIDE]))
    found = replace(found, passage_count=len(passages), naming=_files_naming(found, index))
    if as_words or exact or found.topic.kind == "person":
        return found
    if found.topic.iri is not None and _is_cut_short(asked, found):
        found = with_statements(found, topics.about(asked))
    beside = replace(found, passages=tuple(passages))
    wider = with_wider_story(known, beside, index, topics, pack_boards(store))
    return replace(wider, passages=found.passages)


def _tells(found: Trace) -> bool:
    """Whether a trace has anything to tell."""
    return bool(found.events or found.statements)


def _find_heard(
    store: ox.Store | Remote, nothing: Trace, index: SearchIndex, as_words: bool, exact: bool
) -> Trace:
    """The trace of those words asked that papers have, where they do not have all of them."""
    asked = nothing.asked
    unheard = () if exact else tuple(index.absent_words(asked))
    for heard in _heard(asked, unheard, index):
        with suppress(NotFound):
            told = _find(store, heard, index, as_words, exact)
            return replace(told, asked=asked, unheard=unheard)
    raise NotFound(not_found_message(store, asked, nothing.near))


def _heard(asked: str, unheard: Sequence[str], index: SearchIndex) -> Iterator[str]:
    """The words asked with those in no paper spelled as one that is, then without them: those of
    both that say a subject.
    """
    absent = {word for term in unheard for word in term.split()}
    alike = {word: index.spelled_alike(word) for word in absent}
    asked_words = folded_words(asked)
    spelled = [heard for word in asked_words if (heard := alike.get(word, word))]
    without = [word for word in asked_words if word not in absent]
    for words in (spelled, without) if absent else ():
        telling = {singular(word) for word in words} - STOP_WORDS - HEAD_NOUNS - PAPER_NOUNS
        if any(len(word) > _SHORT for word in telling):
            yield " ".join(words)


def _files_naming(found: Trace, index: SearchIndex) -> frozenset[str]:
    names = (found.asked, found.topic.name, *found.topic.also_known_as)
    return frozenset(index.files_with(dict.fromkeys(names)))


def _is_cut_short(asked: str, found: Trace) -> bool:
    """Whether words are but the beginning of the name that they were taken for: who asks for
    “Moorbeck” is told of Moorbeck Town Council, and of Moorbeck.
    """
    return fold(found.topic.name).startswith(f"{fold(asked)} ")


def _other_names(also: Sequence[str], asked: str, index: SearchIndex) -> tuple[str, ...]:
    """The other names of some words, each once, as they stand in a sentence."""
    known = {fold(asked): asked}
    acronyms = index.acronyms()
    return tuple(
        known.setdefault(
            fold(each),
            " ".join(word.upper() if word in acronyms else word for word in each.split()),
        )
        for each in also
        if fold(each) not in known
    )


def _passages(asked: str, index: SearchIndex, exact: bool) -> list[FoundPassage]:
    """The passages with all the words asked; none for an IRI, which means one entity alone."""
    if query.parse_iri(asked) is not None or not has_content(asked):
        return []
    found = index.search(asked, SearchFilter(exact=exact))
    return [each for each in found if each.match != "some"]


def _of_words(found: Trace, passages: Sequence[FoundPassage], exact: bool) -> Trace:
    """A trace of words with the passages that it lacks; the exact words are in passages alone."""
    events = () if exact else found.events
    shown = [(each.document, fold_to_words(each.text)) for each in events]
    if not exact:
        shown += [(each.document, fold_to_words(each.text)) for each in found.statements]
    left = MOST_WORDS - sum(len(event.text.split()) for event in events)
    new: list[TimelineEvent] = []
    for each in passages:  # best first; kg search shows those that there is no room for
        wanted = exact or not events or each.match == "together"
        wanted = wanted and not (events and _is_cut_agenda(each))
        left -= len(each.text.split()) if wanted else 0
        if wanted and (left >= 0 or not new) and not _is_shown(each, shown):
            new.append(_passage_event(each))
    together = sorted((*events, *new), key=lambda event: (event.date or "", event.document))
    statements = () if exact else found.statements
    more = tuple(_statement(each) for each in new)
    return replace(found, events=tuple(together), statements=(*statements, *more))


def _statement(event: TimelineEvent) -> TopicStatement:
    """A passage as a statement about the words."""
    return TopicStatement(
        event.date,
        event.part,
        event.item,
        event.title,
        event.event,
        "sentence",
        event.text,
        event.text,
        0.6,
        event.page,
        event.document,
    )


def _is_cut_agenda(each: FoundPassage) -> bool:
    """Whether a passage is a piece of an agenda's table, whose items stand for themselves."""
    return each.kind == "agenda" and not each.item and each.text.startswith("…")


def _is_shown(each: FoundPassage, shown: Sequence[tuple[str, str]]) -> bool:
    text = fold_to_words(without_paragraph_number(each.text))
    return any(
        document == each.document and (text in other or other in text) for document, other in shown
    )


def _passage_event(each: FoundPassage) -> TimelineEvent:
    """A passage as an event of the paper that it stands in."""
    return TimelineEvent(
        each.date,
        each.kind,
        each.item,
        each.title,
        _EVENTS.get(each.kind or "", "report"),
        each.text,
        each.page,
        each.document,
    )


def _has_advice(shown: Trace) -> bool:
    kinds = {each.event for each in shown.events} | {each.event for each in shown.statements}
    return "recommendation" in kinds


def _outside_limits_message(found: Trace) -> str:
    if not found.dates:
        return ui_text("notes.nothing_undated", name=found.topic.name)
    first, last = day(found.dates[0]), day(found.dates[-1])
    return ui_text("notes.nothing_then", name=found.topic.name, first=first, last=last)


def _with_profile(store: ox.Store | Remote, limited: Trace, whole: Trace) -> Trace:
    """Adds the packs held and the profile, from the documents of the events where limits left some
    out.
    """
    limited = with_papers(store, limited)
    limited = replace(
        limited,
        doubtful=doubtful_figures(store, dict(limited.papers)),
        unminuted=unminuted_days(store) if _has_advice(limited) else frozenset(),
    )
    if limited.topic.iri is None:
        return limited
    profile = topic_profile(store, limited.topic.iri)
    if len(limited.events) < len(whole.events):
        profile = profile.only({event.document for event in limited.events})
    return replace(limited, profile=profile)


def with_papers(store: ox.Store | Remote, shown: Trace) -> Trace:
    """The trace with the packs held of the boards that speak of the topic, which say where the
    papers are silent.
    """
    speaking = shown.naming | {event.document for event in shown.own_events}
    speaking |= {each.document for each in shown.statements}
    boards = pack_boards(store)
    held = boards.beside(sorted(speaking))
    papers = tuple(pair for pair in pack_dates(store).items() if held(pair[0]))
    return replace(shown, papers=papers, is_board=shown.topic.name in boards.names())
