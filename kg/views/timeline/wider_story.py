"""The larger subject that a topic is told with: that of the places in which it mostly stands.

“Lantern leaflets” stand in the report on the Lantern Walk and hardly anywhere else: who asks for
them is told of the walk as well, after what is said of the leaflets themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.ontology.folding import fold, fold_to_words, singular
from kg.store import query
from kg.store.entity_lookup import KnownNames
from kg.store.search import SearchIndex
from kg.text.word_lists import PAPER_NOUNS
from kg.tracking.aboutness import OWN_PAPER
from kg.views.timeline.event_selection import WORDS_OF_TIMELINE, topic_statements
from kg.views.timeline.meeting_packs import PackBoards
from kg.views.timeline.model import TopicKind, TopicStatement, Trace, TracedTopic
from kg.views.timeline.subject_within import subject_within
from kg.views.timeline.word_topics import WordTopics

LEAST_SHARE = 0.5  # of the topic's statements that are the larger subject's, too
MOST = 0.8  # the same, from which little is told with a subject of any size
LEAST_PART = 0.1  # of the larger subject's statements that are the topic's
LEAST_SAME = 3  # statements that are both's
LARGER = 1.2  # times
NAMED = 0.2  # of the topic's sentences or titles that name the larger subject
SERIES = 0.75  # of all packs, whose titles have what is no subject but a sort of paper
ENOUGH = 1.5  # times the words of a timeline, from which a name's own statements leave no room
FEW_WORDS = 150  # said about some words, below which the subject within them is told, too
_SEVERAL = 4  # packs from which that can be told
_MOST = 8  # subjects that are tried
_CUT = re.compile(r"\s*[:/–—,;|›]\s*|\s+-\s+")
_AND = re.compile(r"\s+(?:&|and)\s+", re.IGNORECASE)
_EDGES = PAPER_NOUNS | frozenset(
    "a about an and annual end exception for half highlight in mid monitoring of on performance"
    " progress quarter quarterly the to verbal with year".split()
)
_LONG_NAME = 2  # spaces in the name of a body that is looked for within a title
_SLIDES = 3  # marks between headings from which they are those of slides, one after the other
_LEAST_WORD = 4  # letters of a word that a body can be named after
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class WiderStory:
    """A larger subject and all that the papers say about it."""

    topic: TracedTopic
    statements: tuple[TopicStatement, ...]


def with_wider_story(
    known: KnownNames, found: Trace, index: SearchIndex, topics: WordTopics, packs: PackBoards
) -> Trace:
    """The trace with the larger subject that it stands in, where there is one, and room for it.

    Told is what those boards say of it that speak of the topic.

    A larger subject of the very words asked, of which an entity bears the name, is no other one:
    its statements are the topic's own.
    """
    told = sum(len(each.text.split()) for each in found.statements)
    if found.topic.iri is not None and told >= ENOUGH * WORDS_OF_TIMELINE:
        return found
    wider = wider_story(known, found, index, topics, packs)
    if wider is None and found.topic.kind == "words" and told < FEW_WORDS:
        within = subject_within(known.graph, found.asked, index, topics)
        wider = WiderStory(within[0], tuple(within[1])) if within else None
        wider = wider or wider_story(known, found, index, topics, packs, least=1)
    if wider is None:
        return found
    own = {_key(each) for each in found.statements}
    if singular(fold(wider.topic.name)) == singular(fold(found.asked)):
        return with_statements(found, wider.statements)
    held = packs.beside(each.document for each in found.statements)
    more = [each for each in wider.statements if held(each.document) and _key(each) not in own]
    return replace(found, wider=wider.topic, wider_statements=tuple(more))


def with_statements(found: Trace, more: Sequence[TopicStatement]) -> Trace:
    """The trace with more statements on its topic."""
    return replace(found, statements=tuple(_together(found.statements, more)))


def _together(
    one: Sequence[TopicStatement], other: Sequence[TopicStatement]
) -> list[TopicStatement]:
    """The statements of both, each once, with the greater of its certainties."""
    best: dict[_Key, TopicStatement] = {}
    for each in (*other, *one):
        known = best.get(_key(each))
        if known is None or known.certainty < each.certainty:
            best[_key(each)] = each
    return sorted(best.values(), key=lambda each: (each.date or "", each.document))


def wider_story(
    known: KnownNames,
    found: Trace,
    index: SearchIndex,
    topics: WordTopics,
    packs: PackBoards,
    least: int = LEAST_SAME,
) -> WiderStory | None:
    """The subject whose own places hold most of what is said about a topic, and at least so many
    statements; fewer where all stand in papers on it. The board whose papers these are is none.
    """
    boards = packs.names()
    found = replace(found, statements=tuple(_sentence_by_sentence(found.statements, index)))
    own = {_key(each) for each in found.statements}
    if not own:
        return None
    best: tuple[float, int, WiderStory] | None = None
    few = sum(len(each.text.split()) for each in found.statements) < FEW_WORDS
    held = packs.beside(each.document for each in found.statements)
    for each in _subjects(known, found, index, topics, held):
        if each.topic.name in boards:
            continue
        rows = {_key(row) for row in each.statements}
        share = len(own & rows) / len(own)
        part = len(own & rows) / max(1, len(rows))
        if share < LEAST_SHARE or len(rows) < LARGER * len(own):
            continue
        same = len(own & rows)
        if same < LEAST_SAME and (same < least or not _is_within(own, found, each)):
            continue
        if part < LEAST_PART and not (few and share >= MOST):
            continue
        rank = (round(share * part, 4), -len(each.topic.name), each)
        if best is None or rank[:2] > best[:2]:
            best = rank
    return best[2] if best else None


def _is_within(own: Collection[_Key], found: Trace, larger: WiderStory) -> bool:
    """Whether all that is said of some words stands in papers and minutes on the larger subject."""
    papers = {_key(each) for each in larger.statements if each.certainty in OWN_PAPER}
    return found.topic.kind == "words" and papers.issuperset(own)


def _sentence_by_sentence(
    found: Sequence[TopicStatement], index: SearchIndex
) -> Iterator[TopicStatement]:
    """The statements; a passage of several sentences or rows as these."""
    known: dict[str, list[tuple[str, str]]] = {}
    for each in found:
        if each.document not in known:
            texts = index.sentences.texts_of(each.document)
            known[each.document] = [(text, fold_to_words(text)) for text in texts]
        whole = fold_to_words(each.text)
        within = [text for text, folded in known[each.document] if f" {folded} " in f" {whole} "]
        if len(within) > 1:
            yield from (replace(each, text=text) for text in within)
        else:
            yield each


def _key(each: TopicStatement) -> _Key:
    return each.document, fold(each.text)


def _subjects(
    known: KnownNames,
    found: Trace,
    index: SearchIndex,
    topics: WordTopics,
    held: Callable[[str], bool],
) -> Iterator[WiderStory]:
    """What may be the larger subject: programmes with the same sentences, and titles of papers, of
    which those files are read that are ``held``.
    """
    kinds = {row["entity"]: row["kind"] for row in known.rows}
    names = {row["entity"]: row["name"] for row in known.rows}
    own = [(each.document, each.text) for each in found.statements]
    alike = _larger_bodies(found, known.rows)
    shared = Counter(
        entity
        for entity, _ in index.sentences.entities_about(own)
        if (kinds.get(entity) == "programme" or entity in alike) and entity != found.topic.iri
    )
    titles = index.sentences.titles()
    for iri, times in shared.most_common(_MOST):
        if times >= LEAST_SHARE * len(own) and not _is_series(fold(names[iri]), titles):
            rows = query.rows(known.graph, "trace-about", topic=iri)
            kind: TopicKind = "organisation" if iri in alike else "programme"
            yield WiderStory(TracedTopic(iri, names[iri], kind), tuple(topic_statements(rows)))
    bodies = BodyNames({row["key"] for row in known.rows if row["kind"] == "organisation"})
    for name in _title_subjects(found, index, bodies):
        if not _within(name, found.topic):
            yield WiderStory(TracedTopic(None, name, "words"), tuple(topics.about(name, held=held)))


def _larger_bodies(found: Trace, known: Sequence[Mapping[str, str]]) -> set[str]:
    """The bodies that may be the larger subject: any of a topic of which little is told, else those
    that are named after what the words asked begin with.
    """
    if sum(len(each.text.split()) for each in found.statements) < FEW_WORDS:
        return {row["entity"] for row in known if row["kind"] == "organisation"}
    if found.topic.kind != "words":
        return set()
    first = next((word for word in fold(found.asked).split() if len(word) >= _LEAST_WORD), "")
    return {
        row["entity"]
        for row in known
        if row["kind"] == "organisation"
        and row["key"].count(" ") >= _LONG_NAME
        and first in row["key"].split()
    }


def _within(name: str, topic: TracedTopic) -> bool:
    """Whether words are but part of the topic's name; what a body is for is more than the body."""
    if topic.kind == "organisation" and len(name.split()) > 1:
        return fold(name) == fold(topic.name)
    return f" {singular(fold(name))}" in f" {fold(topic.name)}"


def _title_subjects(found: Trace, index: SearchIndex, bodies: BodyNames) -> list[str]:
    """The subjects of titles that the topic stands under, or that most of its sentences name."""
    texts = [f" {fold(each.text)} {fold(each.title or '')} " for each in found.statements]
    every = "\n".join(texts)
    times: Counter[str] = Counter()
    printed: dict[str, str] = {}
    titles = index.sentences.titles()
    for title in dict.fromkeys(title for title, _ in titles):
        for name in subjects_in(title, bodies):
            key = singular(fold(name))
            if key not in printed:
                printed[key] = name
                if f" {key}" in every:
                    times[key] = sum(f" {key}" in text for text in texts)
    likely = [
        key
        for key, count in times.items()
        if count >= NAMED * len(texts) and not _is_series(key, titles)
    ]
    likely.sort(key=lambda key: (-times[key], key))
    return [printed[key] for key in likely[:_MOST]]


def _is_series(subject: str, titles: Sequence[tuple[str, str]]) -> bool:
    """Whether nearly every pack has something of this title: a sort of paper, not a subject."""
    packs = {source for _, source in titles}
    having = {source for title, source in titles if f" {subject}" in f" {fold(title)}"}
    return len(packs) >= _SEVERAL and len(having) >= SERIES * len(packs)


class BodyNames:
    """The names of organisations (folded): their reports are on many subjects."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._ends = set(names)
        self._long = {name for name in self._ends if name.count(" ") >= _LONG_NAME}
        self._lengths = sorted({name.count(" ") + 1 for name in self._long})
        for name in self._long:
            words = name.split()
            self._ends.update(" ".join(words[at:]) for at in range(len(words)))

    def named_in(self, text: str) -> bool:
        """Whether a text has one of the long names in it."""
        words = text.split()
        return any(
            " ".join(words[at : at + length]) in self._long
            for length in self._lengths
            for at in range(len(words) - length + 1)
        )

    def end_with(self, words: str) -> bool:
        """Whether words are such a name, or how a long one ends."""
        return words in self._ends


def subjects_in(title: str, bodies: BodyNames) -> Iterator[str]:
    """The subjects that a title names: its parts, without the words for what sort of paper it is.

    Names of ``bodies`` are none, nor is a single word among the headings of many slides.

    “BOARD UPDATE: Lanterns and night walks” gives “Lanterns” and “night walks”.
    """
    for piece in _CUT.split(title):
        if bodies.named_in(fold(piece)):
            continue
        parts = _AND.split(piece)
        for part in dict.fromkeys((piece, *parts)):
            name = _without_edges(part)
            words = name.split()
            alone = len(words) == 1 and (part != piece or title.count("›") >= _SLIDES)
            if alone or any(map(str.isdigit, name)) or bodies.end_with(fold(name)):
                continue
            if any(len(word) > 3 and word.isalpha() for word in words):
                yield name.capitalize() if name.isupper() else name


def _without_edges(piece: str) -> str:
    words = re.findall(r"[\w'’&-]+", piece)
    while words and _is_edge(words[-1]):
        words.pop()
    while words and _is_edge(words[0]):
        words.pop(0)
    return " ".join(words)


def _is_edge(word: str) -> bool:
    return singular(fold(word)) in _EDGES
