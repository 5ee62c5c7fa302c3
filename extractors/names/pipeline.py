"""The name pipeline: a blank English spaCy pipeline with this package's components.

The components are registered, so anybody may add them to a pipeline of their own::

    nlp = spacy.load("en_core_web_sm")
    nlp.add_pipe("boardgraph_vocabulary")
    nlp.add_pipe("boardgraph_people")
    nlp.add_pipe("boardgraph_groups")
    nlp.add_pipe("boardgraph_choose")
    [(span.text, span.label_, span.id_) for span in nlp(text).spans["names"]]

They read ``doc.text`` alone, so any tokeniser will do, and leave what they found in ``doc.spans["names"]``: the label
is person, organisation or programme, the id the rule that found it, ``kb_id_`` the vocabulary's entry.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import spacy
from kg.extractors.names.candidate import Context
from kg.extractors.names.choose import again, choose
from kg.extractors.names.groups import groups, headings
from kg.extractors.names.people import people
from kg.extractors.names.rules import Rules
from kg.extractors.names.rules import load as load_rules
from kg.extractors.names.stated import stated
from kg.extractors.names.vocabulary import known, shorts
from kg.extractors.names.words import read
from kg.extractors.names.work import Work
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

if TYPE_CHECKING:
    from kg.ontology.vocabulary import Vocabulary

_KEY = "boardgraph.names"
_WORDS = "boardgraph.words"
STATED = "boardgraph.stated"  # spans that the paper's structure names: (kind, start, end, rule)
TITLES = "boardgraph.titles"  # spans of the titles of items: (start, end)
PARTS = "boardgraph.parts"  # parts of the paper: (start, end, what they are)
VENUES = "boardgraph.venues"  # spans of the words that say where a meeting is held: (start, end)


class WordTokenizer:
    """Splits as the rules do, in a quarter of the time of spaCy's English tokeniser; offsets are kept."""

    def __init__(self, vocab: Vocab, rules: Rules) -> None:
        self.vocab = vocab
        self.rules = rules

    def __call__(self, text: str) -> Doc:
        """``text`` as a document that already carries its words for the components."""
        found = read(text, self.rules.alphabet)
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for start, end in zip(found.starts, found.ends, strict=True):
            gap = text[at:start]
            if gap and spaces and gap[0] == " " and not words[-1][-1].isspace():
                spaces[-1] = True
                gap = gap[1:]
            if gap:
                words.append(gap)
                spaces.append(False)
            words.append(text[start:end])
            spaces.append(False)
            at = end
        if text[at:]:
            words.append(text[at:])
            spaces.append(False)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc.user_data[_WORDS] = found
        return doc


class _Component:
    """One step over the state that a text carries through the pipeline."""

    def __init__(self) -> None:
        self._given: tuple[Vocabulary | None] | None = None

    def use(self, vocabulary: Vocabulary | None) -> None:
        """Reads with ``vocabulary`` (``None``: with rules alone) in place of the bundled one."""
        self._given = (vocabulary,)

    @property
    def vocabulary(self) -> Vocabulary | None:
        return self._given[0] if self._given else _bundled()

    @property
    def rules(self) -> Rules:
        return load_rules(self.vocabulary)

    def work(self, doc: Doc) -> Work:
        work = doc.user_data.get(_KEY)
        if not isinstance(work, Work):
            rules = self.rules
            titles = tuple(doc.user_data.get(TITLES, ()))
            words = (doc.user_data.get(_WORDS) or read(doc.text, rules.alphabet)).unbroken(titles)
            work = Work(
                words, Context(words, rules.alphabet, rules.nothing), rules, self.vocabulary
            )
            work.titles = titles
            work.parts = tuple(doc.user_data.get(PARTS, ()))
            for start, end in doc.user_data.get(VENUES, ()):
                work.context.venues.update(range(*words.at(start, end)))
            stated(work, doc.user_data.get(STATED, ()))
            doc.user_data[_KEY] = work
        return work


class VocabularyRuler(_Component):
    """Finds what the vocabulary lists."""

    def __call__(self, doc: Doc) -> Doc:
        work = self.work(doc)
        known(work)
        shorts(work)
        return doc


class PeopleFinder(_Component):
    """Finds people by titles, initials, honours, ranks, roles and first names."""

    def __call__(self, doc: Doc) -> Doc:
        people(self.work(doc))
        return doc


class GroupFinder(_Component):
    """Finds organisations and programmes by head nouns, definitions and positions."""

    def __call__(self, doc: Doc) -> Doc:
        work = self.work(doc)
        groups(work)
        headings(work)
        again(work)
        return doc


class Chooser(_Component):
    """Keeps the longest of overlapping candidates and writes ``doc.spans["names"]``."""

    def __call__(self, doc: Doc) -> Doc:
        work = self.work(doc)
        choose(work)
        spans: list[Span] = []
        for item in work.chosen:
            start, end = work.words.span(item.first, item.last)
            span = doc.char_span(
                start,
                end,
                label=item.kind,
                kb_id=item.concept or "",
                span_id=item.rule,
                alignment_mode="expand",
            )
            if span is not None:
                spans.append(span)
        doc.spans["names"] = spans
        return doc


@lru_cache(maxsize=1)
def _bundled() -> Vocabulary:
    from kg.ontology.vocabulary import load

    return load()


@Language.factory("boardgraph_vocabulary")
def _vocabulary_ruler(nlp: Language, name: str) -> VocabularyRuler:
    return VocabularyRuler()


@Language.factory("boardgraph_people")
def _people_finder(nlp: Language, name: str) -> PeopleFinder:
    return PeopleFinder()


@Language.factory("boardgraph_groups")
def _group_finder(nlp: Language, name: str) -> GroupFinder:
    return GroupFinder()


@Language.factory("boardgraph_choose")
def _chooser(nlp: Language, name: str) -> Chooser:
    return Chooser()


_STEPS = ("boardgraph_vocabulary", "boardgraph_people", "boardgraph_groups", "boardgraph_choose")


def build(vocabulary: Vocabulary | None) -> Language:
    """The pipeline over ``vocabulary`` (``None``: rules alone)."""
    nlp = spacy.blank("en")
    nlp.max_length = 100_000_000  # characters; no model here, so memory grows with the words alone
    nlp.tokenizer = WordTokenizer(nlp.vocab, load_rules(vocabulary))
    for name in _STEPS:
        component = nlp.add_pipe(name)
        assert isinstance(component, _Component)
        component.use(vocabulary)
    return nlp


def state(doc: Doc) -> Work:
    """What the components found in ``doc``, refusals included."""
    work = doc.user_data[_KEY]
    assert isinstance(work, Work)
    return work
