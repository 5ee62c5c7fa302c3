"""The subject named within some words of which the papers say little: “staff of the lantern walk”.

What is asked of a subject comes first; what the papers say of the subject follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.ontology.folding import singular
from kg.store import entity_lookup, query
from kg.store.search import SearchIndex
from kg.text.search_terms import folded_words
from kg.text.word_lists import HEAD_NOUNS, PAPER_NOUNS, STOP_WORDS
from kg.views.timeline.event_selection import topic_statements
from kg.views.timeline.model import TopicKind, TopicStatement, TracedTopic
from kg.views.timeline.word_meaning import is_printed, spellings
from kg.views.timeline.word_topics import WordTopics

if TYPE_CHECKING:
    from kg.store.remote import Remote

LEAST = 3  # statements about a subject
_SHORT = 3  # letters of a word that is no subject alone
_LONGEST = 6  # words of a question that are looked into

SubjectWithin = tuple[TracedTopic, list[TopicStatement]]


def subject_within(
    store: ox.Store | Remote, asked: str, index: SearchIndex, topics: WordTopics
) -> SubjectWithin | None:
    """The longest name or printed phrase within ``asked``, with what the papers say about it.

    A word alone is tried where it is a name; where there is none, and the words are printed nowhere
    side by side, the rarest of them.
    """
    words = folded_words(asked)[:_LONGEST]
    for part in _parts(words):
        subject = _of_name(store, part) or (_of_words(part, index, topics) if " " in part else None)
        if subject is not None and len(subject[1]) >= LEAST:
            return subject
    if is_printed(index, asked):
        return None
    alone = (_of_words(word, index, topics) for word in words if _tells(word))
    told = [subject for subject in alone if len(subject[1]) >= LEAST]
    return min(told, key=lambda subject: len(subject[1]), default=None)


def _parts(words: Sequence[str]) -> Iterator[str]:
    """The phrases within words, the longest first; none begins or ends with a small word."""
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            part = words[start : start + length]
            if not {part[0], part[-1]} & STOP_WORDS and any(map(_tells, part)):
                yield " ".join(part)


def _tells(word: str) -> bool:
    return len(word) > _SHORT and singular(word) not in STOP_WORDS | HEAD_NOUNS | PAPER_NOUNS


def _of_name(store: ox.Store | Remote, name: str) -> SubjectWithin | None:
    found = entity_lookup.find_called(store, name)
    if not found or found[0].kind == "person":
        return None
    rows = query.rows(store, "trace-about", topic=found[0].iri)
    kind: TopicKind = "programme" if found[0].kind == "programme" else "organisation"
    return TracedTopic(found[0].iri, found[0].name, kind), topic_statements(rows)


def _of_words(words: str, index: SearchIndex, topics: WordTopics) -> SubjectWithin:
    also = spellings(index, words)
    return TracedTopic(None, words, "words"), topics.about(words, also)
