"""Which entity some words mean that are not its name: by the words, and by where they stand.

Names are compared by their telling words, whatever their order, their plurals, with acronyms
spelled out. Where words stand in the papers tells what they are about: an entity that most of the
passages with the words name, and that hardly any other passage names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from math import log
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.ontology.folding import fold, singular
from kg.store import entity_lookup
from kg.store.entity_lookup import EntityMatch, KnownNames
from kg.store.search import FoundPassage, SearchIndex, any_form
from kg.text.search_terms import SearchTerm, search_terms, without_stop_words
from kg.text.synonym_rings import synonyms
from kg.text.topic_keys import topic_keys
from kg.text.word_lists import HEAD_NOUNS, PAPER_NOUNS
from kg.views.cells import QueryRow

if TYPE_CHECKING:
    from kg.store.remote import Remote

MOST_SPELLINGS = 12  # of a question, with each acronym in it spelled out or not
LEAST_SHARE = 0.5  # of what the words tell, that a name within them must tell
LEAST_SHARE_OF_NAME = 0.33  # the same, where hardly a passage has all words and a name has several
LEAST_NAMED = 0.5  # share of the passages with the words that name what is meant
LEAST_EXPLAINED = 0.25  # the same, of a name that a bracket explains by the words
MOSTLY_NAMED = 0.8  # share from which a common word within the words is meant as the name
LEAST_LIKENESS = 0.5  # how much the passages of the words and of an entity must be the same
LEAST_PASSAGES = 3
LEAST_TOGETHER = 2  # passages that print some words side by side
MUCH_OFTENER = 3
_LONGEST_ACRONYM = 7  # letters
_PART = 4  # letters of each part of a word that is also written as two
_WHOLE = 0.99  # of what a question tells
_SHORT = 2  # letters; a shorter word tells nothing

_EXPLAINED = re.compile(
    r"(?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,5}) \((?P<what>[a-z][^()]{8,90})\)"
)

WordSet = frozenset[str]


@dataclass(frozen=True, slots=True)
class EntityName:
    """A name of an entity as the set of its content words, with how often the papers have it."""

    entity: str
    kind: str
    words: WordSet
    mentions: int


def entity_meant(known: KnownNames, index: SearchIndex, asked: str) -> str | None:
    """The IRI of the entity that ``asked`` most likely means; ``None`` where the words are plain.

    A name in another order or form decides, then a name within the words, then a longer name that
    most of the passages with the words name.
    """
    questions = list(_questions(index, asked))
    for question in questions[1:]:
        found = entity_lookup.find_called(known.graph, question.text)
        if found:
            return found[0].iri
    names = _names(known.rows)
    passages = _passages_with(index, asked)
    printed = _times_together(index, questions) >= LEAST_TOGETHER
    return (
        _same_words(names, questions)
        or _name_within(names, questions, passages, printed)
        or _longer_name(names, questions, passages)
        or _name_in_order(known.rows, asked, passages, printed)
        or _name_of_letters(known.rows, index, asked)
        or _name_explained(known.rows, asked, passages)
        or (None if printed else _name_of_synonym(known.graph, asked))
    )


def spellings(index: SearchIndex, asked: str) -> list[str]:
    """How else the papers write some words: acronyms spelled out or formed, two words as one, one
    word as two, and what else the subject is called.
    """
    words = fold(asked).split()
    others = [question.text for question in _questions(index, asked)]
    if len(words) > 1 and not index.absent_words("".join(words)):
        others.append("".join(words))
    for at, word in enumerate(words):
        for parts in _as_two(index, word):
            others.append(" ".join((*words[:at], parts, *words[at + 1 :])))
    for label in synonyms(asked):
        others += [label] if is_printed(index, label) else []
    return [
        each
        for each in dict.fromkeys(others)
        if fold(each) != fold(asked) and any(len(word) > 1 for word in re.findall("[a-z]+", each))
    ]


def _as_two(index: SearchIndex, word: str) -> Iterator[str]:
    """A word as the papers print it in two; with short parts only where no paper has it as one."""
    known = bool(index.numbers(f'{{text title}} : "{word}"')) if word.isalnum() else True
    least = _PART if known else _SHORT
    for at in range(least, len(word) - least + 1) if word.isalpha() else ():
        parts = f"{word[:at]} {word[at:]}"
        if is_printed(index, parts):
            yield parts


def is_printed(index: SearchIndex, words: str) -> bool:
    """Whether a passage has the words side by side."""
    return bool(index.numbers('"' + " ".join(re.findall(r"[\w']+", words)) + '"'))


def larger_topic(
    known: KnownNames, index: SearchIndex, asked: str, found: EntityMatch
) -> str | None:
    """The entity that is meant where the one found is but a part of it, or a sort of paper on it.

    “X duty” or “X newsletter” is told with X, where X is named far more often; and where the papers
    have the words asked far more often than the name found, with what those passages name.
    """
    if found.kind == "person":
        return None
    words = _words(found.name)
    for each in _names(known.rows):
        kind_of = words - each.words
        if (
            each.words < words
            and kind_of <= HEAD_NOUNS
            and each.mentions >= MUCH_OFTENER * found.mentions
        ):
            return each.entity
    if fold(asked) == fold(found.name):
        return None
    passages = _passages_with(index, asked)
    if len(passages) < MUCH_OFTENER * found.mentions:
        return None
    return _longer_name(_names(known.rows), list(_questions(index, asked)), passages)


@dataclass(frozen=True, slots=True)
class Question:
    """One spelling of what was asked: its terms, each with its words and how much they tell."""

    text: str
    terms: tuple[tuple[WordSet, float], ...]

    @property
    def words(self) -> WordSet:
        return frozenset().union(*(words for words, _ in self.terms))

    def share(self, name: WordSet) -> float:
        """How much of what the question tells is in a name: from 0 to 1."""
        whole = sum(weight for _, weight in self.terms)
        within = sum(weight for words, weight in self.terms if words <= name)
        return within / whole if whole else 0.0

    def terms_in(self, name: WordSet) -> int:
        """How many of the terms are in a name."""
        return sum(words <= name for words, _ in self.terms)


def _questions(index: SearchIndex, asked: str) -> Iterator[Question]:
    """The question as asked, then with its acronyms spelled out and its names shortened."""
    terms = search_terms(asked, index.acronyms())
    weights = [_weight(index, term) for term in terms]
    for chosen in islice(product(*(term.forms for term in terms)), MOST_SPELLINGS):
        yield Question(
            " ".join(word for form in chosen for word in form),
            tuple(
                (words, weight)
                for form, weight in zip(chosen, weights, strict=True)
                if (words := _words(" ".join(form)))
            ),
        )


def _weight(index: SearchIndex, term: SearchTerm) -> float:
    """How much a term tells: the logarithm of how seldom passages have it; a mere sort nothing."""
    if _words(" ".join(term.asked)) <= HEAD_NOUNS:
        return 0.0
    return log((index.passages + 1) / (len(index.numbers(any_form(term))) + 1))


def _passages_with(index: SearchIndex, asked: str) -> list[FoundPassage]:
    return [each for each in index.search(asked) if each.match in ("together", "all")]


def _times_together(index: SearchIndex, questions: Sequence[Question]) -> int:
    """How many passages print a question side by side, in one of its spellings."""
    found = {
        (each.document, each.start)
        for question in questions
        for each in index.search(question.text)
        if each.match == "together"
    }
    return len(found)


def _words(name: str) -> WordSet:
    return frozenset(
        singular(part)
        for word in without_stop_words(name)
        for part in word.split("-")
        if len(part) > _SHORT or part.isdigit()
    )


def _names(rows: Iterable[QueryRow]) -> list[EntityName]:
    """The names of organisations and programmes, those mentioned most first."""
    found = [
        EntityName(row["entity"], row["kind"], _words(row["key"]), int(row["mentions"]))
        for row in rows
        if row["kind"] != "person"
    ]
    return sorted(
        (each for each in found if each.words), key=lambda each: (-each.mentions, each.entity)
    )


def _named_share(name: EntityName, passages: Sequence[FoundPassage]) -> float:
    """The share of passages that name an entity, or stand under a title that does.

    Passages overlap: a name is in no more of them than the papers print it.
    """
    if not passages:
        return 0.0
    titled = [name.words <= _words(each.title or "") for each in passages]
    named = sum(
        name.entity in each.entities
        for each, by_title in zip(passages, titled, strict=True)
        if not by_title
    )
    return (sum(titled) + min(named, name.mentions)) / len(passages)


def _same_words(names: Sequence[EntityName], questions: Sequence[Question]) -> str | None:
    """The entity with a name of the very words, in whatever order."""
    return next(
        (each.entity for question in questions for each in names if each.words == question.words),
        None,
    )


def _name_within(
    names: Sequence[EntityName],
    questions: Sequence[Question],
    passages: Sequence[FoundPassage],
    printed: bool = False,
) -> str | None:
    """The entity whose name is most of what the words tell; rare words tell more.

    ``printed`` says that the papers print the words side by side. A body beside a programme only
    says whose it is: “Moorbeck Council Lantern Walk” is asked about the walk.
    """
    found = [
        (
            round(share + _share_of_body(each, names, question), 6),
            len(each.words),
            each.mentions,
            each.entity,
        )
        for question in questions
        for each in names
        if each.words < question.words
        and not (printed and _begins_subject(each, question))
        and (share := question.share(each.words))
        and (
            _is_specific(each, share, question.terms_in(each.words), passages)
            or share + _share_of_body(each, names, question) >= _WHOLE
        )
    ]
    return max(found)[-1] if found else None


def _share_of_body(name: EntityName, names: Sequence[EntityName], question: Question) -> float:
    """How much of a question is the name of a body beside that of a programme."""
    if name.kind != "programme":
        return 0.0
    beside = (
        question.share(each.words)
        for each in names
        if each.kind == "organisation"
        and each.words < question.words
        and not each.words & name.words
    )
    return max(beside, default=0.0)


def _tells_more(rest: WordSet) -> bool:
    """Whether words beside a name tell more than a sort of thing or of paper: “bus fares” is a
    subject, whoever runs the bus.
    """
    return not rest <= HEAD_NOUNS | PAPER_NOUNS


def _begins_subject(name: EntityName, question: Question) -> bool:
    """Whether a question is a name and then what of it is asked for."""
    begins = frozenset(question.terms[0][0]) if question.terms else frozenset()
    return begins <= name.words and _tells_more(question.words - name.words)


def _is_specific(
    name: EntityName, share: float, terms: int, passages: Sequence[FoundPassage]
) -> bool:
    """Whether a name within the words is what they mean; ``terms`` of them are in it."""
    if share >= LEAST_SHARE:
        return True
    if len(passages) < LEAST_PASSAGES:
        return share >= LEAST_SHARE_OF_NAME and terms > 1
    is_specific = terms > 1 or name.kind == "programme"
    return is_specific and _named_share(name, passages) >= MOSTLY_NAMED


def _longer_name(
    names: Sequence[EntityName], questions: Sequence[Question], passages: Sequence[FoundPassage]
) -> str | None:
    """The entity with a longer name that most of the passages with the words name."""
    longer = [
        (round(_named_share(each, passages), 6), each.mentions, each.entity)
        for each in names
        if any(_is_most_of(question.words, each.words) for question in questions)
    ]
    best = max(longer, default=None)
    return best[2] if best is not None and best[0] >= LEAST_NAMED else None


def _name_in_order(
    rows: Iterable[QueryRow], asked: str, passages: Sequence[FoundPassage], printed: bool
) -> str | None:
    """The entity whose whole name, of several words, stands within words that stand nowhere so, or
    hardly anywhere but beside that name.
    """
    words = " ".join(singular(word) for word in fold(asked).split())
    found = [
        (row["key"].count(" "), row["kind"] == "programme", int(row["mentions"]), row["entity"])
        for row in rows
        if row["kind"] != "person"
        and " " in row["key"]
        and f" {row['key']} " in f" {words} "
        and not (
            printed
            and words.startswith(row["key"])
            and _tells_more(_words(words) - _words(row["key"]))
        )
    ]
    if not found:
        return None
    best = max(found)[-1]
    whole = [each for each in passages if fold(asked) in fold(each.passage)]
    beside = [each for each in whole if best in each.entities]
    return best if len(beside) >= MOSTLY_NAMED * len(whole) else None


def _name_explained(
    rows: Iterable[QueryRow], asked: str, passages: Sequence[FoundPassage]
) -> str | None:
    """The entity that a bracket behind its name explains by the words asked, where no other is
    named in more of the passages with them: “Tawny (owl rescue team)” for “owl rescue”.
    """
    words = _words(asked)
    bodies = {row["key"]: row["entity"] for row in rows if row["kind"] != "person"}
    explained = {
        bodies.get(key)
        for each in passages
        for found in _EXPLAINED.finditer(each.passage)
        if words and words <= _words(found["what"])
        for key in topic_keys(found["name"])
    }
    named = Counter(entity for each in passages for entity in each.entities)
    best, times = named.most_common(1)[0] if named else (None, 0)
    return best if best in explained and times >= LEAST_EXPLAINED * len(passages) else None


def _name_of_letters(rows: Iterable[QueryRow], index: SearchIndex, asked: str) -> str | None:
    """The entity whose words begin with the letters of an acronym that no paper prints."""
    letters = asked.casefold()
    if not (asked.isupper() and asked.isalpha() and _SHORT < len(asked) <= _LONGEST_ACRONYM):
        return None
    if not index.absent_words(asked):
        return None
    found = [
        (int(row["mentions"]), row["entity"])
        for row in rows
        if row["kind"] != "person"
        and "".join(word[0] for word in without_stop_words(row["key"])) == letters
    ]
    return max(found)[-1] if found else None


def _name_of_synonym(store: ox.Store | Remote, asked: str) -> str | None:
    """The entity that bears another name of the subject asked, where no paper prints the words."""
    for label in synonyms(asked):
        found = entity_lookup.find_called(store, label)
        if found:
            return found[0].iri
    return None


def _is_most_of(words: WordSet, name: WordSet) -> bool:
    """Whether words are half of a name: less names a subject, of which the name is one part."""
    return words < name and 2 * len(words) >= len(name)


def companion(index: SearchIndex, asked: str) -> str | None:
    """The entity that passages with the words name, and few other passages do; to be offered."""
    passages = _passages_with(index, asked)
    if len(passages) < LEAST_PASSAGES:
        return None
    named = Counter(entity for passage in passages for entity in set(passage.entities))
    everywhere = index.passages_by_entity()
    likeness = {
        entity: 2 * times / (len(passages) + everywhere[entity]) for entity, times in named.items()
    }
    best = max(sorted(likeness), key=lambda entity: likeness[entity], default=None)
    return best if best is not None and likeness[best] >= LEAST_LIKENESS else None
