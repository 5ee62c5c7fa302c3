"""Topics of a corpus: by which names an entity is known, and those of its family.

To a family belong the names that papers spell out or shorten, what a body or scheme was called
before and after, the acronyms of its parts, and what a paper says that it “is called”.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extractors.facts import Facts
from kg.linking.entities import Entity, Identities
from kg.ontology.folding import fold
from kg.text.defined_acronyms import defined_acronyms
from kg.text.word_lists import STOP_WORDS
from kg.tracking.aboutness import TITLED, About, StatementIndex, Topic, about_topic
from kg.tracking.phrase_rules import topic_words
from kg.tracking.statements import statements_of
from kg.tracking.topic_relatives import Relatives

TopicId = tuple[str, str]  # kind and id of an entity
_CONTEXT = 12  # words that tell an ordinary word's sense
_STANDS_FOR = 0.5  # share of a short form's uses from which it stands for the whole name
_LONG = 5  # letters of a name that is looked for in other names
_OFTEN = 3  # times that such a word stands in the topic's own places
_KINDS = ("programme", "organisation")
_WORD = re.compile(r"[a-z]{4,}")


class TopicFinder:
    """What all papers say about each entity that is a topic."""

    def __init__(self, corpus: Sequence[Facts], identities: Identities) -> None:
        self._corpus = corpus
        self._identities = identities
        self.indexes = [StatementIndex(each.document.id, statements_of(each)) for each in corpus]
        self._spelled = _acronyms(corpus)
        self._plain = _plain_words(corpus)
        self._mentions = self._mention_starts()
        self._parts = self._parts_by_words()
        self._told_together = Relatives(corpus, identities)

    def topics(self) -> Iterator[tuple[Entity, Topic]]:
        """Each programme and organisation with its names and those of its family."""
        for entity in self._identities.entities:
            if entity.kind in _KINDS and (entity.kind, entity.id) in self._mentions:
                yield entity, self.topic_of(entity)

    def about(self, topic: Topic) -> list[About]:
        """All statements about a topic, document after document."""
        if topic.ordinary and not topic.context:
            topic = replace(topic, context=self._context(topic))
        return [found for index in self.indexes for found in about_topic(index, topic)]

    def topic_of(self, entity: Entity) -> Topic:
        """The names of an entity and its family, as a topic."""
        names = dict.fromkeys([entity.name, *entity.other_names, *entity.acronyms])
        for name in list(names):
            names.update(dict.fromkeys(self._spelled_out(name)))
            names.update(dict.fromkeys(self._shortened(name)))
        names.update(dict.fromkeys(self._relatives(entity)))
        for name in self._told_together.names(entity):
            names.update(dict.fromkeys((name, *self._shortened(name))))
        if entity.kind == "programme":
            names.update(dict.fromkeys(self._cores(list(names))))
        kept = tuple(name for name in names if len(name) > 1 and not self._is_common(name))
        single = fold(entity.name)
        ordinary = single.isalpha() and single in self._plain and not entity.name.isupper()
        return Topic(
            kept or (entity.name,),
            ordinary,
            self._mentions.get((entity.kind, entity.id), {}),
            followers=self._followers(entity.name) if ordinary else frozenset(),
            row_names=_places_of(entity) if entity.kind == "organisation" else frozenset(),
        )

    def _followers(self, name: str) -> frozenset[str]:
        """The words that stand behind a name in the midst of a sentence, where its capital tells
        that it is one.
        """
        pattern = re.compile(rf"(?<=[a-z0-9,] )[‘“'\"]?{re.escape(name)} ([A-Za-z]{{3,}})")
        found = {
            word.lower() for each in self._corpus for word in pattern.findall(each.document.text)
        }
        return frozenset(found - STOP_WORDS)

    def _is_common(self, name: str) -> bool:
        """Whether a name is an ordinary phrase, printed without capitals (“new prison”)."""
        return name.islower() and len(name.split()) < 3

    def _spelled_out(self, name: str) -> Iterator[str]:
        """A name with each acronym in it spelled out."""
        for word in name.split():
            for full in self._spelled.get(word, ()):
                if full not in name and word != name:
                    yield name.replace(word, full)

    def _shortened(self, name: str) -> Iterator[str]:
        """A name with each of its parts that has an acronym shortened to it."""
        for acronym, fulls in self._spelled.items():
            for full in fulls:
                at = name.lower().find(full.lower())
                if at >= 0 and len(full) < len(name) and acronym not in name.split():
                    yield f"{name[:at]}{acronym}{name[at + len(full) :]}"

    def _cores(self, names: Sequence[str]) -> Iterator[str]:
        """What is left of names without the word that tells the sort of thing, if it stands for
        them: most of the times that it is printed, it is printed as one of them.
        """
        for name in names:
            words = fold(name).split()
            kept = [word for word in words if word not in topic_words("sorts")]
            core = " ".join(kept)
            if not 2 <= len(kept) < len(words) or core not in fold(name):
                continue
            whole = Topic(tuple(each for each in names if core in fold(each)))
            printed = self._times(Topic((core,)))
            if printed and self._times(whole) / printed >= _STANDS_FOR:
                yield core.title()

    def _times(self, topic: Topic) -> int:
        """How often the papers print a name."""
        return sum(index.times(topic) for index in self.indexes)

    def _relatives(self, entity: Entity) -> Iterator[str]:
        for change in self._identities.changes:
            if change.old == entity.id:
                yield change.new_name
            elif change.new == entity.id:
                yield change.old_name
        if entity.kind == "programme":
            yield from self._parts.get((entity.kind, entity.id), ())

    def _parts_by_words(self) -> dict[TopicId, list[str]]:
        """The acronyms of what bears a programme's whole name within its own."""
        by_word: dict[str, list[Entity]] = defaultdict(list)
        for each in self._identities.entities:
            if any(len(acronym) > 3 for acronym in each.acronyms):
                for word in set(fold(each.name).split()):
                    by_word[word].append(each)
        found: dict[TopicId, list[str]] = {}
        for entity in self._identities.entities:
            if entity.kind != "programme" or len(entity.name) < _LONG:
                continue
            topic = Topic((entity.name,))
            longer = by_word.get(fold(entity.name).split()[0], ())
            acronyms = [
                acronym
                for each in longer
                if each.id != entity.id and topic.pattern.search(fold(each.name))
                for acronym in each.acronyms
                if len(acronym) > 3
            ]
            if acronyms:
                found[entity.kind, entity.id] = acronyms
        return found

    def _mention_starts(self) -> dict[TopicId, dict[str, list[int]]]:
        found: dict[TopicId, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for each in self._corpus:
            for at, mention in enumerate(each.mentions):
                entity = self._identities.of_mention(each.document.id, at)
                if entity is not None:
                    found[entity.kind, entity.id][each.document.id].append(mention.span.start)
        return found

    def _context(self, topic: Topic) -> frozenset[str]:
        """The words that stand in a topic's own places and hardly anywhere else."""
        own: Counter[str] = Counter()
        everywhere: Counter[str] = Counter()
        names = set(_WORD.findall(fold(" ".join(topic.names))))
        for index in self.indexes:
            everywhere.update(_WORD.findall(index.folded))
            for found in about_topic(index, topic):
                if found.certainty >= TITLED:
                    own.update(_WORD.findall(fold(found.statement.text)))
        specificity = {
            word: times * times / everywhere[word]
            for word, times in own.items()
            if times >= _OFTEN and word not in names
        }
        return frozenset(
            sorted(specificity, key=lambda word: (-specificity[word], word))[:_CONTEXT]
        )


def _acronyms(corpus: Iterable[Facts]) -> Mapping[str, tuple[str, ...]]:
    """Acronym → all that the papers say that it stands for."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for each in corpus:
        spelled = defined_acronyms(each.document.text)
        for acronym, full in sorted(each.acronyms.items()):
            spelled.setdefault(acronym, []).append(full)
        for acronym, full in ((short, name) for short in spelled for name in spelled[short]):
            found[acronym][full] = None
            if full.endswith("s") and not acronym.endswith("s"):
                found[acronym][full.removesuffix("s")] = None
    return {acronym: tuple(sorted(fulls)) for acronym, fulls in found.items()}


def _places_of(entity: Entity) -> frozenset[str]:
    """A council's name without what it is, by which a table of places has it: “Moorbeck”."""
    found = set()
    for name in (entity.name, *entity.other_names):
        words = fold(name).split()
        if "-".join(words[-2:]) in topic_words("place-bodies"):
            found.add(" ".join(words[:-2]))
    return frozenset(found - {""})


def _plain_words(corpus: Iterable[Facts]) -> frozenset[str]:
    """All words that the papers print in small letters."""
    return frozenset(
        word
        for each in corpus
        for word in re.findall(r"(?<![\w’'-])[a-z]{3,}\b", each.document.text)
    )
