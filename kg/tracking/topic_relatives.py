"""Which topics papers tell together under several names, by the words between two names.

A bracket behind a name says what it is (“Lantern (the bus timetable system)”), “is one of 21 Bus
Users’ Groups” of what kind it is, and “ceased to be used … the new system” what it gave way to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kg.extractors.facts import Facts, Minute, Report, Span
from kg.linking.entities import Entity, Identities
from kg.ontology.folding import fold
from kg.tracking.corpus_index import TopicKey
from kg.tracking.phrase_rules import topic_rule, topic_words

_BETWEEN = 60  # characters between two names that can still say something of both
_AROUND = 200  # characters around a name that are searched for its end
_SHORTEST = 3  # letters of an acronym that is made of a name's words
_STEPS = 2  # names of names
_DESCRIBING = 3  # words of a description that tells one thing from another


class Relatives:
    """The entities that are told together, and the names that this adds to each."""

    def __init__(self, corpus: Sequence[Facts], identities: Identities) -> None:
        self._identities = identities
        self._names: dict[TopicKey, dict[str, None]] = defaultdict(dict)
        self._links: dict[TopicKey, dict[TopicKey, None]] = defaultdict(dict)
        self._entities = {(each.kind, each.id): each for each in identities.entities}
        by_acronym = _by_acronym(identities.entities)
        for facts in corpus:
            mentioned = _mentioned(facts, identities)
            for (left, first), (right, second) in pairwise(mentioned):
                between = facts.document.text[left.end : right.start]
                if first is second or len(between) > _BETWEEN:
                    continue
                if _is_gloss(facts.document.text, between, right):
                    self._join(first, second)
                elif topic_rule("one-of").at(between):
                    self._class(first, second, by_acronym)
            for old, new in (*_ended(facts, mentioned), *_named(facts, mentioned)):
                self._join(old, new)
            for entity, name in _descriptions(facts, mentioned):
                self._names[entity.kind, entity.id][name] = None
        self._join_by_names()

    def names(self, entity: Entity) -> list[str]:
        """The names of the entities that are told with this one, the nearest first."""
        found: dict[TopicKey, None] = {(entity.kind, entity.id): None}
        edge = list(found)
        for _ in range(_STEPS):
            edge = [other for each in edge for other in self._links.get(each, ())]
            found |= dict.fromkeys(each for each in edge if each not in found)
        names: dict[str, None] = {}
        for each in found:
            names |= self._names.get(each, {})
            if each != (entity.kind, entity.id):
                other = self._entities[each]
                names |= dict.fromkeys((other.name, *other.other_names, *other.acronyms))
        return list(names)

    def _join(self, one: Entity, other: Entity) -> None:
        self._links[one.kind, one.id][other.kind, other.id] = None
        self._links[other.kind, other.id][one.kind, one.id] = None
        for each in (one, other):
            for name in (each.name, *each.other_names):
                if bare := _without_adjective(name):
                    self._names[each.kind, each.id][bare] = None

    def _join_by_names(self) -> None:
        """Join what bears a name by which another one is told, too."""
        called: dict[str, list[Entity]] = defaultdict(list)
        for each in self._identities.entities:
            if each.kind == "programme":
                called[fold(each.name)].append(each)
        for key, names in list(self._names.items()):
            for name in list(names):
                for other in called.get(fold(name), ()):
                    if (other.kind, other.id) != key:
                        self._join(self._entities[key], other)

    def _class(self, one: Entity, sort: Entity, by_acronym: Mapping[str, list[Entity]]) -> None:
        """An entity that is one of several of a sort is also called by the sort."""
        self._names[one.kind, one.id][sort.name] = None
        short = "".join(word[0] for word in sort.name.split() if word[0].isupper())
        if len(short) < _SHORTEST:
            return
        for other in by_acronym.get(short, ()):
            if other not in (one, sort) and other.kind == one.kind:
                self._join(one, other)


def _by_acronym(entities: Sequence[Entity]) -> Mapping[str, list[Entity]]:
    found: dict[str, list[Entity]] = defaultdict(list)
    for each in entities:
        for acronym in each.acronyms:
            found[acronym].append(each)
    return found


def _mentioned(facts: Facts, identities: Identities) -> list[tuple[Span, Entity]]:
    """The programmes and organisations that a paper names, in the order of the text."""
    found = [
        (mention.span, entity)
        for at, mention in enumerate(facts.mentions)
        if (entity := identities.of_mention(facts.document.id, at)) is not None
        and entity.kind != "person"
    ]
    return sorted(found, key=lambda each: each[0])


def _is_gloss(text: str, between: str, right: Span) -> bool:
    """Whether a bracket behind a name says in a common noun what it is."""
    name = fold(text[right.start : right.end]).split()
    opened = topic_rule("gloss").at(between)
    closed = text[right.end : right.end + 1] == ")"
    return bool(opened) and closed and len(name) > 1 and name[-1] in topic_words("sorts")


def _without_adjective(name: str) -> str | None:
    """A name without the small words before its acronym: “shared ABC system”, “ABC system”."""
    words = name.split()
    at = next((at for at, word in enumerate(words) if len(word) > 1 and word.isupper()), 0)
    return " ".join(words[at:]) if at and len(words) - at > 1 else None


def _descriptions(
    facts: Facts, mentioned: Sequence[tuple[Span, Entity]]
) -> Iterator[tuple[Entity, str]]:
    """What papers call a programme in common nouns: “the new bus timetable system was called X”,
    “X (the bus timetable system)”.
    """
    text = facts.document.text
    for span, entity in mentioned:
        if entity.kind != "programme":
            continue
        before = " ".join(text[max(0, span.start - _BETWEEN) : span.start].split())
        after = " ".join(text[span.end : span.end + _BETWEEN].split())
        called = topic_rule("new-called").within(before + " ")
        described = topic_rule("described").at(f" {after}")
        for found in (called, described):
            if found is None or fold(found["sort"]) not in topic_words("sorts"):
                continue
            name = _without_adjective(found["what"]) or found["what"]
            if len(name.split()) >= _DESCRIBING:
                yield entity, name


def _ended(
    facts: Facts, mentioned: Sequence[tuple[Span, Entity]]
) -> Iterator[tuple[Entity, Entity]]:
    """What a paper says came to its end, and what it says the new one is called."""
    text = facts.document.text
    for span, old in mentioned:
        after = " ".join(text[span.end : span.end + _AROUND].split())
        if old.kind != "programme" or not topic_rule("ended").at(after):
            continue
        for paper in _papers(facts):
            if span in paper.span:
                for _, new in _new_names(facts, paper.span, mentioned):
                    if new is not old:
                        yield old, new


def _papers(facts: Facts) -> list[Minute | Report]:
    return [*facts.minutes, *facts.reports]


def _named(
    facts: Facts, mentioned: Sequence[tuple[Span, Entity]]
) -> Iterator[tuple[Entity, Entity]]:
    """What the title of a paper speaks of by its sort, and what the paper says it is called."""
    for paper in _papers(facts):
        titles = [
            entity
            for span, entity in mentioned
            if span in paper.span and fold(paper.title).startswith(fold(entity.name))
        ]
        for sort, new in _new_names(facts, paper.span, mentioned) if titles else ():
            for title in titles:
                if title is not new and fold(title.name).endswith(f" {sort}"):
                    yield title, new


def _new_names(
    facts: Facts, within: Span, mentioned: Sequence[tuple[Span, Entity]]
) -> Iterator[tuple[str, Entity]]:
    """The names of new things in a paper, each with the noun that tells its sort."""
    text = facts.document.text
    for span, entity in mentioned:
        if span not in within:
            continue
        before = " ".join(text[max(0, span.start - _BETWEEN) : span.start].split())
        if called := topic_rule("new-called").within(before + " "):
            yield fold(called["sort"]), entity
